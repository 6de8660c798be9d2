"""Evidence about single votes: how often one agrees with the outcome, where one decides, and what a bloc of votes changes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.boolean import BooleanVotingGame
from ..games.boxes import VotingGame, columns_of
from ..games.forms import Tabulated, grid_of, spread
from ..games.tu import CoalitionalGame, TUGame
from ..games.voting import WeightedVotingGame
from ..kernels.subsets import subset_sums
from ..players import Coalition, Payoffs, Player, Players
from .plain import fractions, simple, simple_profiles
from .recounts import winning_with_and_without
from .values import SimpleGameIndex, SwingCounts, WinningMembers


@dataclass(frozen=True, slots=True)
class Agreements:
    """The share of all coalitions in which a player is on the side that prevails, counted as such.

    That is the number of winning coalitions with the player and of losing ones without, over 2**n. The solver counts swings
    instead. Up to 24 players, or for a game by types, the table is read; otherwise the coalitions of all others are counted
    anew for each kind of player, in up to `limit` combinations of weights.
    """

    amounts: tuple[Fraction, ...]
    limit: int = 1 << 24
    proves: ClassVar[tuple[str, ...]] = ("Rae index",)

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The shares as payoffs; raises CertificateError if the count gives others."""
        n = len(game.players)
        if isinstance(game, VotingGame) and n > 24:
            recounted = winning_with_and_without(game, sized=False, limit=self.limit)
            agreed = {column: having + (1 << (n - 1)) - without for column, ((having,), (without,)) in recounted.items()}
            counts = [agreed[column] for column in columns_of(game)]
        else:
            counts = self._by_profile(simple_profiles(game))
        proved = tuple(Fraction(c, 1 << n) for c in counts)
        if proved != fractions(self.amounts, n):
            raise CertificateError(f"expected {Payoffs(game.players, proved)} by counting, got {self.amounts}")
        return Payoffs(game.players, proved)

    def _by_profile(self, table: Tabulated) -> list[int]:
        """Of the coalitions of a profile with k of c players of a type, k in c have a given one, and c - k in c do not."""
        wins, grid, by_type = table.table != 0, grid_of(table), []
        ways = None if grid.is_cube else grid.multiplicities()
        for t, count in enumerate(grid.counts):
            lines = grid.lines(wins, t)
            if ways is None:
                by_type.append(int(lines[:, 1].sum()) + int((~lines[:, 0]).sum()))
                continue
            k = np.arange(count + 1)[None, :, None]
            by_type.append(sum((grid.lines(ways, t) * np.where(lines, k, count - k)).ravel().tolist()) // count)
        return list(spread(table, by_type))

    def describe(self, game: CoalitionalGame) -> str:
        return "coalitions on the side of each player counted"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "agreements", "amounts": [str(a) for a in self.amounts], "limit": str(self.limit)}


@dataclass(frozen=True, slots=True)
class Swings:
    """The masks of all coalitions that lose, and win as soon as a player joins them, compared with the table."""

    place: int  #: of the player
    masks: tuple[int, ...]
    proves: ClassVar[tuple[str, ...]] = ("swings",)

    @property
    def judged(self) -> int:
        """The place of the player who was asked about."""
        return self.place

    def check(self, game: CoalitionalGame) -> tuple[Coalition, ...]:
        """The coalitions, by size; raises CertificateError if one is no swing, stands twice, or is missing."""
        table = simple(game)
        if type(self.place) is not int or not 0 <= self.place < len(table.players):
            raise CertificateError(f"expected the place of a player, got {self.place!r}")
        pairs = (table.table != 0).reshape(-1, 2, 1 << self.place)
        decided = int((pairs[:, 1] & ~pairs[:, 0]).sum())
        if not all(type(m) is int and 0 <= m < len(table.table) for m in self.masks) or len(set(self.masks)) != decided:
            raise CertificateError(f"expected masks of {decided} different coalitions, got {len(self.masks)}")
        bit = 1 << self.place
        if len(self.masks) != decided or any(m & bit or table.table[m] or not table.table[m | bit] for m in self.masks):
            raise CertificateError(f"expected coalitions that lose, and win with {table.players.names[self.place]}")
        return tuple(game.players.coalition(m) for m in sorted(self.masks, key=lambda m: (m.bit_count(), m)))

    def describe(self, game: CoalitionalGame) -> str:
        return f"each loses, and wins with {game.players.names[self.place]}; no other does"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "swings", "place": self.place, "masks": [str(m) for m in self.masks]}


@dataclass(frozen=True, slots=True)
class BlocEffect:
    """The power of all players before and after some of them form a bloc, each with its own evidence."""

    bloc: int  #: the mask of the members
    before: Any  #: SwingCounts, WinningMembers or SimpleGameIndex, and so is the other
    after: Any

    @property
    def proves(self) -> tuple[str, ...]:
        """The effect on the index that the evidence is about."""
        return (f"effect of a bloc on the {self.before.proves[0]}",)

    @property
    def judged(self) -> int:
        """The mask of the bloc that was asked about."""
        return self.bloc

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The changes, after less before; raises CertificateError if an index is not proved, or they differ in kind."""
        if not all(isinstance(e, SwingCounts | WinningMembers | SimpleGameIndex) for e in (self.before, self.after)):
            raise CertificateError("expected two certificates of power indices")
        if self.before.index != self.after.index or type(self.bloc) is not int or not 0 < self.bloc <= game.players.grand:
            raise CertificateError("expected a bloc of players, and the same index before and after")
        return changes(self.bloc, self.before.check(game), self.after.check(merged_game(game, self.bloc)))

    def describe(self, game: CoalitionalGame) -> str:
        return f"before and after: {self.before.describe(game)}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "bloc effect", "bloc": str(self.bloc), "before": self.before.to_dict(), "after": self.after.to_dict()}


def changes(bloc: int, before: Payoffs, after: Payoffs) -> Payoffs:
    """After less before, where the members of the bloc count together, in the place of the first of them."""
    old = [a for i, a in enumerate(before.amounts) if not bloc >> i & 1]
    first = (bloc & -bloc).bit_length() - 1
    old.insert(first, sum(a for i, a in enumerate(before.amounts) if bloc >> i & 1))
    return Payoffs(after.players, tuple(a - b for a, b in zip(after.amounts, old, strict=True)))


def bloc_name(players: Players, mask: int) -> Player:
    """What a bloc is called: its members in braces, or the name of the only one."""
    members = players.coalition(mask)
    return next(iter(members)) if len(members) == 1 else str(members)


def merged_game(game: CoalitionalGame, bloc: int) -> CoalitionalGame:
    """The game in which the members of a bloc are one player, at the place of the first of them."""
    first = bloc & -bloc
    masks = [1 << i if 1 << i != first else bloc for i in range(len(game.players)) if not bloc >> i & 1 or 1 << i == first]
    players = Players(tuple(bloc_name(game.players, m) for m in masks))
    if isinstance(game, WeightedVotingGame):
        return _merged(game, players, masks)
    if isinstance(game, BooleanVotingGame):
        return BooleanVotingGame(players, tuple(_merged(a, players, masks) for a in game.alternatives))
    return TUGame(players, simple(game).worths(subset_sums(masks, np.int64)))


def _merged(game: WeightedVotingGame, players: Players, masks: list[int]) -> WeightedVotingGame:
    joined = tuple(tuple(sum(w for i, w in enumerate(row) if m >> i & 1) for m in masks) for row in game.weights)
    return WeightedVotingGame(players, game.quotas, joined, game.scales)
