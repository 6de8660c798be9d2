"""Evidence whether the players of a simple game can be ordered by how desirable they are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

from ..errors import CertificateError
from ..games.tu import CoalitionalGame
from ..games.voting import WeightedVotingGame
from .complements import worth_of
from .plain import known_masks, known_places, simple


@dataclass(frozen=True, slots=True)
class DesirabilityOrder:
    """The places of all players from the most desirable on: each can take the place of the next in every winning coalition.

    The relation is transitive (Isbell 1958), so neighbors are enough. In a voting game a player with no less weight under any
    rule is at least as desirable, and nothing more needs to be compared.
    """

    order: tuple[int, ...]
    proves: ClassVar[tuple[str, ...]] = ("complete",)

    def check(self, game: CoalitionalGame) -> bool:
        """True; raises CertificateError if a player is not at least as desirable as the next one."""
        n = len(game.players)
        known_places(game, *self.order)
        if sorted(self.order) != list(range(n)):
            raise CertificateError(f"expected each of {n} players once, got the places {self.order}")
        pairs = list(pairwise(self.order))
        if isinstance(game, WeightedVotingGame):
            pairs = [(i, j) for i, j in pairs if any(row[i] < row[j] for row in game.weights)]
            if not pairs:
                return True
        wins = simple(game).table != 0
        for i, j in pairs:
            low, high = sorted((i, j))
            cube = wins.reshape(-1, 2, 1 << (high - low - 1), 2, 1 << low)
            with_low, with_high = cube[:, 0, :, 1], cube[:, 1, :, 0]
            more, less = (with_low, with_high) if i == low else (with_high, with_low)
            if bool((less & ~more).any()):
                raise CertificateError(
                    f"expected {game.players.names[i]} to be at least as desirable as {game.players.names[j]}, but it is not"
                )
        return True

    def describe(self, game: CoalitionalGame) -> str:
        names = [str(game.players.names[i]) for i in self.order]
        return "from the most desirable: " + ", ".join(names[:12]) + (", …" if len(names) > 12 else "")

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "desirability order", "order": list(self.order)}


@dataclass(frozen=True, slots=True)
class Incomparable:
    """Two players, a coalition that wins with the first only, and one that wins with the second only."""

    first: int
    second: int
    needs_first: int  #: mask without both players
    needs_second: int  #: mask without both players
    proves: ClassVar[tuple[str, ...]] = ("complete",)

    def check(self, game: CoalitionalGame) -> bool:
        """False (the order is not complete); raises CertificateError if one of the coalitions does not tell."""
        judged = game if isinstance(game, WeightedVotingGame) else simple(game)
        known_places(game, self.first, self.second)
        known_masks(game, self.needs_first, self.needs_second)
        both = 1 << self.first | 1 << self.second
        if self.first == self.second or (self.needs_first | self.needs_second) & both:
            raise CertificateError("expected two players, and coalitions without both")
        found = [worth_of(judged, mask | 1 << i) for mask in (self.needs_first, self.needs_second) for i in self._pair()]
        if found != [1, 0, 0, 1]:
            raise CertificateError(
                "expected a coalition that wins with the first player only and one that wins with the second only, got others"
            )
        return False

    def _pair(self) -> tuple[int, int]:
        return self.first, self.second

    def describe(self, game: CoalitionalGame) -> str:
        first, second = (game.players.names[i] for i in self._pair())
        wins = [m | 1 << i for m, i in zip((self.needs_first, self.needs_second), self._pair(), strict=True)]
        shown = [game.players.coalition(m) for m in (*wins, *(m ^ (1 << self.first | 1 << self.second) for m in wins))]
        return f"{shown[0]} and {shown[1]} win, {shown[2]} and {shown[3]} lose: {first} and {second} cannot be compared"

    def to_dict(self) -> dict[str, Any]:
        masks = {"needs_first": str(self.needs_first), "needs_second": str(self.needs_second)}
        return {"kind": "incomparable", "first": self.first, "second": self.second, **masks}
