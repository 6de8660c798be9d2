"""Evidence for values and power indices: the same numbers by a second formula."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np

from ..errors import CertificateError
from ..games.boxes import VotingGame, columns_of
from ..games.forms import Tabulated, grid_of, spread, stored, sums_over_members
from ..games.tu import CoalitionalGame
from ..kernels.subsets import sizes
from ..players import Payoffs, Players
from ..scalars import Array, is_equal, quotient
from .plain import exact_amounts, fractions, simple_profiles
from .recounts import winning_with_and_without

Value = Literal["shapley", "banzhaf"]
Index = Literal["shapley-shubik", "normalized banzhaf", "absolute banzhaf", "coleman initiate", "coleman prevent"]


@dataclass(frozen=True, slots=True)
class DividendShares:
    """Amounts that are shares of the Harsanyi dividends d(S): d(S)/|S| for Shapley, d(S)/2**(|S|-1) for Banzhaf.

    The solver weights marginal contributions and never computes dividends; this computes nothing else. Cost n 2**n.
    (Harsanyi 1959; for the Banzhaf value Owen 1975.)
    """

    value: Value
    amounts: tuple[Any, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The value whose name this certificate carries."""
        return ({"shapley": "Shapley value", "banzhaf": "Banzhaf value"}[self.value],)

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if the dividends give others."""
        table = stored(game)
        n, grid = len(table.players), grid_of(table)
        if table.kind == "float":
            raise CertificateError("expected an exact or symbolic game; a float value has an error bound instead")
        if len(self.amounts) != n:
            raise CertificateError(f"expected {n} amounts, got {len(self.amounts)}")
        exact_amounts(self.amounts)
        largest = max(abs(int(table.table.max())), abs(int(table.table.min()))) if table.kind == "exact" else 0
        small = largest << n < 1 << 62 and table.kind == "exact"
        dividends = grid.differences(table.table if small else table.table.astype(object))
        # shares are put over one denominator: lcm(1, …, n) for 1/|S|, 2**(n-1) for 2**(1-|S|)
        scale = math.lcm(*range(1, n + 1)) if self.value == "shapley" else 1 << max(n - 1, 0)
        shares = [0] + [scale // t if self.value == "shapley" else scale >> (t - 1) for t in range(1, n + 1)]
        if grid.is_cube:
            totals: Iterable[Any] = spread(table, [_shares_of(dividends, t, shares) for t in range(n)])
        else:
            totals = sums_over_members(table, dividends * np.array(shares, dtype=object)[grid.sizes()])[0]
        for name, total, amount in zip(table.players, totals, self.amounts, strict=True):
            if not is_equal(quotient(total, scale * table.denominator), amount):
                raise CertificateError(
                    f"expected {quotient(total, scale * table.denominator)} for {name} by the dividends, got {amount}"
                )
        return Payoffs(table.players, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return "shares of the dividends agree"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "dividend shares", "value": self.value, "amounts": [str(a) for a in self.amounts]}


def _shares_of(dividends: Array, i: int, shares: Sequence[int]) -> Any:
    """The dividends of the coalitions of one player, times shares by size, added up size by size."""
    n = len(shares) - 1
    mine = dividends.reshape(-1, 2, 1 << i)[:, 1].ravel()
    members = sizes(n).reshape(-1, 2, 1 << i)[:, 1].ravel()
    return sum(shares[t] * sum(mine[members == t].tolist()) for t in range(1, n + 1))


def index_from_swings(index: Index, players: Players, swings: Sequence[tuple[int, ...]]) -> Payoffs:
    """The power index of players with these numbers of swings, by size of the coalition of others that they join."""
    n = len(swings)
    if index == "shapley-shubik":
        orders = [math.factorial(s) * math.factorial(n - 1 - s) for s in range(n)]
        share = {row: sum(c * o for c, o in zip(row, orders, strict=True)) for row in set(swings)}
        return Payoffs(players, tuple(Fraction(share[row], math.factorial(n)) for row in swings))
    return index_from_totals(index, players, [sum(row) for row in swings], winning_from_swings(swings))


def index_from_totals(index: Index, players: Players, totals: Sequence[int], wins: int) -> Payoffs:
    """The power index of players with these numbers of swings in all, where `wins` coalitions win."""
    n = len(totals)
    whole = {
        "normalized banzhaf": sum(totals),
        "absolute banzhaf": 1 << (n - 1),
        "coleman initiate": (1 << n) - wins,
        "coleman prevent": wins,
    }[index]
    return Payoffs(players, tuple(Fraction(t, whole) for t in totals))


def swings_of_table(table: Tabulated) -> list[tuple[int, ...]]:
    """For each player of a simple game, how many coalitions of s others it turns from losing to winning.

    A profile with k of the c players of a type stands for a number of coalitions; c - k of c of these are without a given one.
    """
    n, grid = len(table.players), grid_of(table)
    wins, by_size, rows = table.table != 0, grid.sizes(), []
    ways = None if grid.is_cube else grid.multiplicities()
    for t, count in enumerate(grid.counts):
        lines = grid.lines(wins, t)
        swung = ~lines[:, :-1] & lines[:, 1:]
        joined = grid.lines(by_size, t)[:, :-1][swung]
        if ways is None:
            rows.append(tuple(np.bincount(joined, minlength=n).tolist()))
            continue
        row, without = [0] * n, count - np.nonzero(swung)[1]
        for s, many in zip(joined.tolist(), (grid.lines(ways, t)[:, :-1][swung] * without // count).tolist(), strict=True):
            row[s] += many
        rows.append(tuple(row))
    return list(spread(table, rows))


def winning_from_swings(swings: Sequence[tuple[int, ...]]) -> int:
    """The number of winning coalitions, from all players' swings by size.

    A winning coalition of s + 1 members has s + 1 ways to lose one, and each leads to a losing coalition (a swing) or to a
    winning one of s members, which has n - s ways to grow: (s + 1) W(s + 1) = swings(s) + (n - s) W(s), where W(0) = 0.
    """
    n, total, wins = len(swings), 0, 0
    for s in range(n):
        wins = (sum(row[s] for row in swings) + (n - s) * wins) // (s + 1)
        total += wins
    return total


CONCEPTS: dict[Index, tuple[str, ...]] = {
    "shapley-shubik": ("Shapley–Shubik index", "Shapley value"),
    "normalized banzhaf": ("Banzhaf index",),
    "absolute banzhaf": ("Banzhaf value",),
    "coleman initiate": ("Coleman power to initiate",),
    "coleman prevent": ("Coleman power to prevent",),
}


@dataclass(frozen=True, slots=True)
class SwingCounts:
    """How many coalitions of each size a player with given weights turns from losing to winning; the index follows.

    The solver counts once and divides each player out of the sums; the check counts the coalitions of all others anew, by
    additions alone, for halves, quarters, … of the kinds of players. Cost: that of the solver times the logarithm of the number
    of kinds (times the number where weights are too large for an array), in up to `limit` combinations of weight and size.
    """

    index: Index
    swings: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]  #: (weights of the player, swings by size of the others)
    limit: int = 1 << 24

    @property
    def proves(self) -> tuple[str, ...]:
        """The concepts that go by this index."""
        return CONCEPTS[self.index]

    def check(self, game: VotingGame) -> Payoffs:
        """The index as payoffs; raises CertificateError if the recount differs."""
        recounted = _recount(game, [column for column, _ in self.swings], True, self.limit)
        for column, counts in self.swings:
            swings = tuple(a - b for a, b in zip(*recounted[column], strict=True))
            if not all(type(c) is int for c in counts) or tuple(counts) != swings:
                raise CertificateError(f"expected the recounted swings of a player with weights {column}, got {counts}")
        return self.conclude(game)

    def conclude(self, game: VotingGame) -> Payoffs:
        """The index that the counts amount to, without checking them."""
        table = dict(self.swings)
        return index_from_swings(self.index, game.players, [table[column] for column in columns_of(game)])

    def describe(self, game: VotingGame) -> str:
        return "swings recounted player by player"

    def to_dict(self) -> dict[str, Any]:
        swings = [{"weights": list(c), "swings": [str(v) for v in row]} for c, row in self.swings]
        return {"kind": "swing counts", "index": self.index, "swings": swings}


def _recount(
    game: VotingGame, columns: Sequence[tuple[int, ...]], sized: bool, limit: int
) -> dict[tuple[int, ...], tuple[list[int], list[int]]]:
    if not isinstance(game, VotingGame):
        raise CertificateError(f"expected a weighted voting game, got {type(game).__name__}")
    if set(columns) != set(columns_of(game)) or len(set(columns)) != len(columns):
        raise CertificateError("expected numbers for every kind of player of this game, and for no other")
    return winning_with_and_without(game, sized=sized, limit=limit)


@dataclass(frozen=True, slots=True)
class WinningMembers:
    """How many coalitions win, and how many of them have a player with given weights; an index of swings follows.

    A player has as many swings as winning coalitions with it exceed those without: 2 W_i - W. They are recounted like
    `SwingCounts`, but not by size, so that a thousand members take seconds.
    """

    index: Index
    winning: int
    members: tuple[tuple[tuple[int, ...], int], ...]  #: (weights of the player, winning coalitions with it)
    limit: int = 1 << 24

    @property
    def proves(self) -> tuple[str, ...]:
        """The concepts that go by this index."""
        return CONCEPTS[self.index]

    def check(self, game: VotingGame) -> Payoffs:
        """The index as payoffs; raises CertificateError if the recount differs."""
        if self.index == "shapley-shubik":
            raise CertificateError("expected an index of all swings, got the Shapley–Shubik index, which needs their sizes")
        recounted = _recount(game, [column for column, _ in self.members], False, self.limit)
        for column, count in self.members:
            (having,), (without,) = recounted[column]
            if type(count) is not int or type(self.winning) is not int or (count, self.winning) != (having, having + without):
                raise CertificateError(
                    f"expected {having} of {having + without} winning coalitions with a player with weights {column}, got "
                    f"{count} of {self.winning}"
                )
        return self.conclude(game)

    def conclude(self, game: VotingGame) -> Payoffs:
        """The index that the counts amount to, without checking them."""
        table = dict(self.members)
        swings = [2 * table[column] - self.winning for column in columns_of(game)]
        return index_from_totals(self.index, game.players, swings, self.winning)

    def describe(self, game: VotingGame) -> str:
        return "winning coalitions of each player recounted"

    def to_dict(self) -> dict[str, Any]:
        members = [{"weights": list(c), "winning": str(v)} for c, v in self.members]
        return {"kind": "winning members", "index": self.index, "winning": str(self.winning), "members": members}


@dataclass(frozen=True, slots=True)
class SimpleGameIndex:
    """A power index of a simple game, recomputed swing by swing for each player from its table. Cost n 2**n."""

    index: Index
    amounts: tuple[Fraction, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The concepts that go by this index."""
        return CONCEPTS[self.index]

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if the game is not simple or the swings give others."""
        table = simple_profiles(game)
        proved = index_from_swings(self.index, table.players, swings_of_table(table))
        if proved.amounts != fractions(self.amounts, len(table.players)):
            raise CertificateError(f"expected {proved}, got {Payoffs(table.players, self.amounts)}")
        return proved

    def describe(self, game: CoalitionalGame) -> str:
        return "swings recounted coalition by coalition"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "simple game index", "index": self.index, "amounts": [str(a) for a in self.amounts]}
