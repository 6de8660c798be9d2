"""Evidence about winning coalitions and their critical members."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any, ClassVar, Literal

import numpy as np

from ..errors import CertificateError
from ..games.boxes import VotingGame
from ..games.tu import CoalitionalGame
from ..games.typed import TypedGame
from ..games.voting import WeightedVotingGame
from ..kernels.counting import counts_by_weight_and_size
from ..kernels.minimal import minimal_counts_of_one
from ..players import Payoffs, Players
from ..scalars import Array
from .plain import fractions, simple, simple_profiles
from .recounts import winning_with_and_without
from .values import swings_of_table, winning_from_swings

Criticality = Literal["johnston", "deegan-packel", "holler-packel", "shift", "shift deegan-packel"]
CONCEPTS: dict[Criticality, tuple[str, ...]] = {
    "johnston": ("Johnston index",),
    "deegan-packel": ("Deegan–Packel index",),
    "holler-packel": ("Holler–Packel index",),
    "shift": ("shift index",),
    "shift deegan-packel": ("shift Deegan–Packel index",),
}


@dataclass(frozen=True, slots=True)
class WinningCount:
    """The number of winning coalitions, recounted: one player after the other, with weights cut off at the quotas.

    Where that takes too many states, those with and those without the first player are counted, in up to `limit`.
    """

    winning: int
    limit: int = 1 << 24
    proves: ClassVar[tuple[str, ...]] = ("Coleman power to act",)

    def check(self, game: CoalitionalGame) -> Fraction:
        """The share of winning coalitions; raises CertificateError if the recount differs."""
        n = len(game.players)
        states = math.prod(q + 1 for q in _in_units(game)[0]) if isinstance(game, WeightedVotingGame) else 1 << 62
        if isinstance(game, WeightedVotingGame) and states <= 1 << min(n, 24) and n <= 62:
            recounted = _recount(game)
        elif isinstance(game, VotingGame) and n > 24:
            ((having,), (without,)) = next(
                iter(winning_with_and_without(game, sized=False, limit=self.limit, kinds=1).values())
            )
            recounted = having + without
        elif isinstance(game, TypedGame):
            recounted = winning_from_swings(swings_of_table(simple_profiles(game)))
        else:
            recounted = sum(1 for w in simple(game).table.tolist() if w)
        if type(self.winning) is not int or recounted != self.winning:
            raise CertificateError(f"expected {recounted} winning coalitions by recount, got {self.winning}")
        return Fraction(self.winning, 1 << len(game.players))

    def describe(self, game: CoalitionalGame) -> str:
        return f"{self.winning} of 2**{len(game.players)} coalitions win"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "winning count", "winning": str(self.winning)}


def _in_units(game: WeightedVotingGame) -> tuple[list[int], list[int]]:
    """The quotas in the common unit of the weights of each rule, and these units."""
    units = [math.gcd(*row) for row in game.weights]
    return [-(-q // u) for q, u in zip(game.quotas, units, strict=True)], units


def _recount(game: WeightedVotingGame) -> int:
    """Coalitions by total weight under each rule, where everything from the quota on is one state: it wins."""
    quotas, units = _in_units(game)
    states: Array = np.zeros([q + 1 for q in quotas], dtype=np.int64 if len(game.players) <= 62 else object)
    states[(0,) * len(quotas)] = 1
    for column in zip(*game.weights, strict=True):
        joined = states
        for axis, (weight, unit, quota) in enumerate(zip(column, units, quotas, strict=True)):
            step = min(weight // unit, quota)
            source, moved = np.moveaxis(joined, axis, 0), np.moveaxis(np.zeros_like(joined), axis, 0)
            moved[step:quota] = source[: quota - step]
            moved[quota] = source[quota - step :].sum(axis=0)
            joined = np.moveaxis(moved, 0, axis)
        states = states + joined
    return int(states[tuple(quotas)])


def index_from_criticals(index: Criticality, players: Players, rows: Sequence[Sequence[int]]) -> Payoffs:
    """The index of players who are critical in rows[i][k] coalitions with k critical members.

    Each coalition is worth 1 and split equally among its critical members (Johnston; over minimal coalitions only:
    Deegan–Packel), or each critical member gets 1 (Holler–Packel, shift). The sums are divided by their total.
    """
    n, whole = len(players), index in ("holler-packel", "shift")
    scale = 1 if whole else math.lcm(*range(1, n + 1))
    credit = [0] + [1 if whole else scale // k for k in range(1, n + 1)]
    sums = [sum(c * w for c, w in zip(row, credit, strict=True)) for row in rows]
    return Payoffs(players, tuple(Fraction(s, sum(sums)) for s in sums))


@dataclass(frozen=True, slots=True)
class CriticalCounts:
    """In how many winning coalitions with k critical members a player of given weights is critical; the index follows.

    Only coalitions without idle members count, except for the Johnston index. The solver divides one generating function by
    each player's factor, for ranges of excess; the check takes every excess over the quotas by itself, gathers those with the
    same critical players, and multiplies the others' factors anew. The minimal coalitions of one rule are counted by their
    lightest members, for one player of each kind, by additions alone (100 members: seconds).
    """

    index: Criticality
    counts: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]  #: (weights of the player, coalitions by critical members)

    @property
    def proves(self) -> tuple[str, ...]:
        """The concept that goes by this index."""
        return CONCEPTS[self.index]

    def check(self, game: WeightedVotingGame) -> Payoffs:
        """The index as payoffs; raises CertificateError if the recount differs."""
        if not isinstance(game, WeightedVotingGame):
            raise CertificateError(f"expected a weighted voting game, got {type(game).__name__}")
        # shift coalitions are fewer than those without idle members, which is what is recounted here
        if self.index not in ("johnston", "deegan-packel", "holler-packel"):
            raise CertificateError(f"expected an index that counts critical members, got {self.index!r}")
        recounted = self._recount(game)
        if len(self.counts) != len(recounted) or {c for c, _ in self.counts} != set(recounted):
            raise CertificateError("expected counts for every kind of player of this game, and for no other")
        for column, row in self.counts:
            if not all(type(c) is int for c in row) or tuple(row) != tuple(recounted[column]):
                raise CertificateError(f"expected the recounted coalitions of a player with weights {column}, got {row}")
        return self.conclude(game)

    def _recount(self, game: WeightedVotingGame) -> dict[tuple[int, ...], list[int]]:
        quotas, units = _in_units(game)
        columns = [tuple(w // u for w, u in zip(c, units, strict=True)) for c in zip(*game.weights, strict=True)]
        shown = dict(zip(columns, zip(*game.weights, strict=True), strict=True))
        if len(quotas) == 1 and self.index != "johnston":
            weights = [w for (w,) in columns]
            return {own: minimal_counts_of_one(quotas[0], weights, w) for (w,), own in shown.items()}
        n = len(columns)
        out = {column: [0] * (n + 1) for column in shown.values()}
        for critical, totals in _by_critical_players(quotas, columns).items():
            for column in {columns[k] for k in critical}:
                others = [k for k in range(n) if k in critical or self.index == "johnston"]
                others.remove(columns.index(column))
                row = out[shown[column]]
                for k, count in _recount_others([columns[j] for j in others], [j in critical for j in others], column, totals):
                    row[k + 1] += count
        return out

    def conclude(self, game: WeightedVotingGame) -> Payoffs:
        """The index that the counts amount to, without checking them."""
        table = dict(self.counts)
        return index_from_criticals(self.index, game.players, [table[column] for column in zip(*game.weights, strict=True)])

    def describe(self, game: WeightedVotingGame) -> str:
        return "critical members recounted excess by excess"

    def to_dict(self) -> dict[str, Any]:
        counts = [{"weights": list(c), "counts": [str(v) for v in row]} for c, row in self.counts]
        return {"kind": "critical counts", "index": self.index, "counts": counts}


def _by_critical_players(
    quotas: Sequence[int], columns: Sequence[tuple[int, ...]]
) -> dict[frozenset[int], list[tuple[int, ...]]]:
    """All winning totals of weight, gathered by the players that are critical at them (if members)."""
    groups: dict[frozenset[int], list[tuple[int, ...]]] = {}
    sides = [range(q, sum(row) + 1) for q, row in zip(quotas, zip(*columns, strict=True), strict=True)]
    for totals in product(*sides):
        critical = frozenset(
            k for k, column in enumerate(columns) if any(t - w < q for t, w, q in zip(totals, column, quotas, strict=True))
        )
        if critical:
            groups.setdefault(critical, []).append(totals)
    return groups


def _recount_others(
    columns: Sequence[tuple[int, ...]], marked: Sequence[bool], player: tuple[int, ...], totals: Sequence[tuple[int, ...]]
) -> list[tuple[int, int]]:
    """How many coalitions of the others, with k marked members, have one of these totals together with the player."""
    if not columns:
        return [(0, int(player in totals))]
    rows = list(zip(*columns, strict=True))
    counts = counts_by_weight_and_size(rows, limit=1 << 62, marks=[int(m) for m in marked])
    found = [0] * counts.shape[-1]
    for total in totals:
        place = tuple(t - w for t, w in zip(total, player, strict=True))
        if all(0 <= p < size for p, size in zip(place, counts.shape, strict=False)):
            found = [a + int(b) for a, b in zip(found, counts[place], strict=True)]
    return list(enumerate(found))


@dataclass(frozen=True, slots=True)
class CriticalShares:
    """An index of critical members of a simple game, recomputed from its table: who is critical where, player by player."""

    index: Criticality
    amounts: tuple[Fraction, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The concept that goes by this index."""
        return CONCEPTS[self.index]

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if the game is not simple or the table gives others."""
        judged = simple_profiles(game)
        if isinstance(judged, TypedGame):
            return self._agreed(game, judged.spread(critical_by_type(judged, self.index)))
        table = simple(judged)
        n = len(table.players)
        wins = table.table != 0
        critical = np.zeros((n, len(wins)), dtype=np.bool_)
        for i in range(n):
            pairs = wins.reshape(-1, 2, 1 << i)
            critical[i].reshape(-1, 2, 1 << i)[:, 1] = pairs[:, 1] & ~pairs[:, 0]
        number = critical.sum(axis=0)
        if self.index != "johnston":
            number = np.where(number == np.bitwise_count(np.arange(len(wins), dtype=np.uint32)), number, 0)
        if self.index.startswith("shift"):
            number[_can_shift(wins)] = 0
        return self._agreed(game, [np.bincount(number[critical[i]], minlength=n + 1).tolist() for i in range(n)])

    def _agreed(self, game: CoalitionalGame, rows: Sequence[Sequence[int]]) -> Payoffs:
        proved = index_from_criticals(self.index, game.players, [[0, *row[1:]] for row in rows])
        if proved.amounts != fractions(self.amounts, len(game.players)):
            raise CertificateError(f"expected {proved}, got {Payoffs(game.players, self.amounts)}")
        return proved

    def describe(self, game: CoalitionalGame) -> str:
        return "critical members recounted coalition by coalition"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "critical shares", "index": self.index, "amounts": [str(a) for a in self.amounts]}


def _can_shift(wins: Array) -> Array:
    """Which winning coalitions still win when a member makes room for a strictly less desirable player."""
    n = len(wins).bit_length() - 1
    out = np.zeros(len(wins), dtype=np.bool_)
    for j in range(n):
        for i in range(j):
            shape = (-1, 2, 1 << (j - i - 1), 2, 1 << i)
            cube, marks = wins.reshape(shape), out.reshape(shape)
            with_i, with_j = cube[:, 0, :, 1], cube[:, 1, :, 0]
            if bool((with_i & ~with_j).any()) != bool((with_j & ~with_i).any()):  # one is strictly more desirable
                if bool((with_i & ~with_j).any()):
                    marks[:, 0, :, 1] |= with_j
                else:
                    marks[:, 1, :, 0] |= with_i
    return out


def critical_by_type(game: TypedGame, index: Criticality) -> list[list[int]]:
    """For each type, in how many winning coalitions with k critical members that count a given player of it is critical.

    Profile by profile: a member is critical if the coalition loses without one of its type.
    """
    grid, wins, n = game.grid, game.table != 0, len(game.players)
    ways, rows = grid.multiplicities(), [[0] * (n + 1) for _ in grid.counts]
    better = _more_desirable_types(game) if index.startswith("shift") else []
    for place in np.flatnonzero(wins).tolist():
        profile = grid.vector(place)
        critical = [t for t, k in enumerate(profile) if k and not wins[place - grid.strides[t]]]
        number = sum(profile[t] for t in critical)
        if index != "johnston" and number < sum(profile):
            continue
        replaced = (place - grid.strides[s] + grid.strides[t] for s, t in better if profile[s] and profile[t] < grid.counts[t])
        if any(wins[other] for other in replaced):
            continue
        for t in critical:
            rows[t][number] += int(ways[place]) * profile[t] // grid.counts[t]
    return rows


def _more_desirable_types(game: TypedGame) -> list[tuple[int, int]]:
    """The pairs (s, t) such that one of type s can always take the place of one of type t to win, and not always vice versa."""
    grid, wins, out = game.grid, game.table != 0, []
    places = np.arange(grid.size)
    for s in range(len(grid.counts)):
        for t in range(s):
            room = places[(grid.digits(places, s) < grid.counts[s]) & (grid.digits(places, t) < grid.counts[t])]
            with_s, with_t = wins[room + grid.strides[s]], wins[room + grid.strides[t]]
            only_s, only_t = bool((with_s & ~with_t).any()), bool((with_t & ~with_s).any())
            if only_s != only_t:
                out.append((s, t) if only_s else (t, s))
    return out
