"""Evidence about the roles of players: vetoes, dictators, players who never matter, players who are interchangeable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError, InvalidArgumentError
from ..games.forms import Tabulated, grid_of, stored, stored_worths, types_of
from ..games.tu import CoalitionalGame
from ..games.typed import TypedGame
from ..games.voting import WeightedVotingGame
from ..players import Coalition, Partition, Player
from ..scalars import Array, is_equal, sign
from .complements import worth_of
from .plain import known_masks, known_places, simple_profiles


def _simple(game: CoalitionalGame) -> CoalitionalGame:
    """A game known to be simple: a voting game is so by construction, any other by its table."""
    return game if isinstance(game, WeightedVotingGame) else simple_profiles(game)


@dataclass(frozen=True, slots=True)
class VetoPlayers:
    """The players without whom nobody wins: for each player it is enough to look at all others together."""

    mask: int
    proves: ClassVar[tuple[str, ...]] = ("veto players",)

    def check(self, game: CoalitionalGame) -> Coalition:
        """These players as a coalition; raises CertificateError if all others win without one, or lose without another."""
        judged, grand = _simple(game), game.players.grand
        found = sum(1 << i for i in range(len(game.players)) if worth_of(judged, grand ^ 1 << i) == 0)
        if type(self.mask) is not int or found != self.mask:
            raise CertificateError(f"expected the players without whom all others lose, {game.players.coalition(found)}")
        return game.players.coalition(self.mask)

    def describe(self, game: CoalitionalGame) -> str:
        return "without each of these all others lose" if self.mask else "without any one player, all others win"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "veto players", "mask": str(self.mask)}


@dataclass(frozen=True, slots=True)
class Dictator:
    """The place of the player who wins alone while all others lose, or None: then nobody does both."""

    place: int | None
    proves: ClassVar[tuple[str, ...]] = ("dictator",)

    def check(self, game: CoalitionalGame) -> Player | None:
        """The dictator's name, or None; raises CertificateError if that is wrong."""
        known_places(game, *(() if self.place is None else (self.place,)))
        judged, grand, n = _simple(game), game.players.grand, len(game.players)
        rules = [i for i in range(n) if worth_of(judged, 1 << i) == 1 and worth_of(judged, grand ^ 1 << i) == 0]
        if rules != ([] if self.place is None else [self.place]):
            raise CertificateError(f"expected the one player who wins alone while all others lose, got place {self.place}")
        return None if self.place is None else game.players.names[self.place]

    def describe(self, game: CoalitionalGame) -> str:
        if self.place is None:
            return "every player loses alone, or all others win"
        return f"{game.players.names[self.place]} wins alone, and all others lose"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "dictator", "place": self.place}


@dataclass(frozen=True, slots=True)
class NullPlayers:
    """For each player None (it adds nothing to any coalition), or the mask of a coalition of others to which it does.

    That a player adds nothing is checked by its dividends: all coalitions with it have the dividend 0 (Harsanyi 1959).
    """

    matters: tuple[int | None, ...]
    proves: ClassVar[tuple[str, ...]] = ("null players",)

    def check(self, game: CoalitionalGame) -> Coalition:
        """The null players as a coalition; raises CertificateError if one matters, or a witness does not show it."""
        table, n, grid = stored(game), len(game.players), grid_of(game)
        if len(self.matters) != n:
            raise CertificateError(f"expected one entry for each of {n} players, got {len(self.matters)}")
        known_masks(game, *(mask for mask in self.matters if mask is not None))
        idle = [i for i, mask in enumerate(self.matters) if mask is None]
        for i, mask in enumerate(self.matters):
            if mask is None:
                continue
            if mask >> i & 1 or sign(worth_of(table, mask | 1 << i) - worth_of(table, mask)) == 0:
                raise CertificateError(
                    f"expected a coalition of others to which {game.players.names[i]} adds or takes something"
                )
        dividends = _dividends(table) if idle else table.table
        for t, i in {types_of(table)[i]: i for i in idle}.items():
            with_it = grid.lines(dividends, t)[:, 1:].ravel()
            if not (all(is_equal(d, 0) for d in with_it) if table.kind == "symbolic" else not with_it.any()):
                raise CertificateError(f"expected a player who adds nothing to any coalition, {game.players.names[i]} does")
        return game.players.coalition(sum(1 << i for i in idle))

    def describe(self, game: CoalitionalGame) -> str:
        return "all dividends with a null player are 0, and each other player matters somewhere"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "null players", "matters": [None if m is None else str(m) for m in self.matters]}


def _dividends(table: Tabulated) -> Array:
    if table.kind == "symbolic":
        return grid_of(table).differences(table.table)
    worths, n = stored_worths(table)[0], len(table.players)
    largest = max(int(worths.max()), -int(worths.min()))
    return grid_of(table).differences(worths if largest << n < 1 << 62 else worths.astype(object))


@dataclass(frozen=True, slots=True)
class SymmetricPlayers:
    """Classes of interchangeable players, and for each pair of classes a coalition that tells their first members apart."""

    classes: tuple[int, ...]  #: masks, in the order of their first members
    apart: tuple[tuple[int, int, int], ...]  #: (first member of one class, of a later one, mask of a coalition without both)
    proves: ClassVar[tuple[str, ...]] = ("symmetric players",)

    def check(self, game: CoalitionalGame) -> Partition:
        """The classes as a partition; raises CertificateError if two of a class differ, or two classes do not."""
        try:
            partition = Partition(game.players, self.classes)
        except InvalidArgumentError as error:
            raise CertificateError(str(error)) from error
        known_masks(game, *self.classes)
        table = stored(game)
        worths = table.table if table.kind == "symbolic" else stored_worths(table)[0]
        firsts = [(mask & -mask).bit_length() - 1 for mask in partition.masks]
        for mask, first in zip(partition.masks, firsts, strict=True):
            for other in range(first + 1, len(game.players)):
                if mask >> other & 1 and not _same_if_swapped(table, worths, first, other):
                    raise CertificateError(
                        f"expected interchangeable players, {game.players.names[first]} and {game.players.names[other]} differ"
                    )
        wanted = {(a, b) for k, a in enumerate(firsts) for b in firsts[k + 1 :]}
        if len(self.apart) != len(wanted) or {(a, b) for a, b, _ in self.apart} != wanted:
            raise CertificateError("expected one coalition for each pair of classes that tells them apart")
        for a, b, mask in self.apart:
            known_places(game, a, b)
            known_masks(game, mask)
            if mask >> a & 1 or mask >> b & 1 or sign(worth_of(table, mask | 1 << a) - worth_of(table, mask | 1 << b)) == 0:
                raise CertificateError(
                    f"expected a coalition that tells {game.players.names[a]} and {game.players.names[b]} apart"
                )
        return partition

    def describe(self, game: CoalitionalGame) -> str:
        return "swapping two of a class changes no worth, and some coalition tells each two classes apart"

    def to_dict(self) -> dict[str, Any]:
        apart = [[a, b, str(mask)] for a, b, mask in self.apart]
        return {"kind": "symmetric players", "classes": [str(m) for m in self.classes], "apart": apart}


def _same_if_swapped(table: Tabulated, worths: Array, i: int, j: int) -> bool:
    """Whether the table stays as it is when two players (i < j) trade places."""
    if isinstance(table, TypedGame):
        s, t = table.membership[i], table.membership[j]
        grid, places = table.grid, np.arange(table.grid.size)
        room = places[(grid.digits(places, s) < grid.counts[s]) & (grid.digits(places, t) < grid.counts[t])]
        with_i, with_j = worths[room + grid.strides[s]], worths[room + grid.strides[t]]
        return s == t or all(is_equal(a, b) for a, b in zip(with_i.tolist(), with_j.tolist(), strict=True))
    cube = worths.reshape(-1, 2, 1 << (j - i - 1), 2, 1 << i)
    swapped = cube.swapaxes(1, 3)
    if worths.dtype == object:
        return all(is_equal(a, b) for a, b in zip(cube.ravel(), swapped.ravel(), strict=True))
    return bool(np.array_equal(cube, swapped))
