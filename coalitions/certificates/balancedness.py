"""Evidence for balanced, totally balanced and exact games: payoffs without objection, or weights that rule them out."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, get_args

import numpy as np

from ..errors import CertificateError
from ..games.tu import MAX_PLAYERS, CoalitionalGame, exact_table, tabulate
from ..games.typed import TypedGame
from .cores import BalancedWeights, CorePoint, excess_numerators
from .plain import fractions

Balance = Literal["balanced", "totally balanced", "exact"]


@dataclass(frozen=True, slots=True)
class TightPoints:
    """Payoff vectors x with x(T) >= v(T) for every coalition T, and enough of them with equality.

    balanced: one has x(N) = v(N). totally balanced: every coalition S has x(S) = v(S) for one of them, so that x is in the core
    of the game among its members: the game is a minimum of additive games (Kalai and Zemel 1982). exact: the same, while
    x(N) = v(N) for all of them (Schmeidler 1972).
    """

    holds: Balance
    points: tuple[tuple[Fraction, ...], ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The property."""
        return tuple(name for name in get_args(Balance) if name == self.holds)

    def check(self, game: CoalitionalGame) -> bool:
        """True; raises CertificateError where a coalition can improve on a point, or no point gives it exactly its worth."""
        if isinstance(game, TypedGame) and self.holds == "balanced" and len(self.points) == 1:  # by profiles
            CorePoint(self.points[0]).check(game)
            return True
        grand = game.players.grand
        tight = np.zeros(grand + 1, dtype=bool)
        for point in self.points:
            excess, _ = excess_numerators(game, point)
            if excess.max() > 0 or (self.holds != "totally balanced" and excess[-1] != 0):
                raise CertificateError(f"expected payoffs that no coalition improves on, got {fractions(point)!r:.200}")
            tight |= excess == 0
        missing = np.flatnonzero(~(tight[[grand]] if self.holds == "balanced" else tight))
        if len(missing):
            raise CertificateError(f"expected payoffs at which each coalition gets its worth, got {len(missing)} without")
        return True

    def describe(self, game: CoalitionalGame) -> str:
        if self.holds == "balanced":
            return f"no coalition of {len(game.players)} players is worth more than it gets"
        where = "core points" if self.holds == "exact" else "payoff vectors that nobody objects to"
        return f"each coalition gets exactly its worth at one of {len(self.points)} {where}"

    def to_dict(self) -> dict[str, Any]:
        points = [[str(a) for a in point] for point in self.points]
        return {"kind": "tight points", "property": self.holds, "points": points}


@dataclass(frozen=True, slots=True)
class HeavyWeights:
    """Weights on coalitions that add up to 1 at the members of S and to 0 at all others, while they are worth more than v(S).

    balanced: S is N. totally balanced: the core of the game among S is empty (Bondareva 1963, Shapley 1967). exact: the weight
    of N may be negative; a core point x would have x(S) = the sum of w(T) x(T) >= the sum of w(T) v(T) > v(S). In a game by
    types the weights of a balanced collection are those of profiles, as in BalancedWeights.
    """

    violated: Balance
    mask: int
    weights: tuple[tuple[int, Fraction], ...]  #: (mask of a coalition, or index of a profile, and its weight)

    @property
    def proves(self) -> tuple[str, ...]:
        """The property."""
        return tuple(name for name in get_args(Balance) if name == self.violated)

    def check(self, game: CoalitionalGame) -> bool:
        """False (the property fails); raises CertificateError where the weights do not show it."""
        if isinstance(game, TypedGame) and self.violated == "balanced":
            if type(self.mask) is not int or self.mask != game.players.grand:
                raise CertificateError("expected weights that add up to 1 at every player")
            BalancedWeights(self.weights).check(game)
            if len({index for index, _ in self.weights}) < len(self.weights):
                raise CertificateError("expected each profile once")
            return False
        n, grand = len(game.players), game.players.grand
        fractions(w for _, w in self.weights)
        listed = [self.mask, *(mask for mask, _ in self.weights)]
        if not all(type(mask) is int and 0 < mask <= grand for mask in listed) or len(set(listed[1:])) < len(self.weights):
            raise CertificateError(f"expected masks of non-empty coalitions, each of them once, got {listed!r:.200}")
        if self.violated == "balanced" and self.mask != grand:
            raise CertificateError("expected weights that add up to 1 at every player")
        if any(w <= 0 and not (self.violated == "exact" and mask == grand) for mask, w in self.weights):
            raise CertificateError("expected positive weights")
        for i in range(n):
            if sum(w for mask, w in self.weights if mask >> i & 1) != self.mask >> i & 1:
                raise CertificateError(f"expected weights that add up to those of the coalition, they do not at {i}")
        if self._worth(game) <= Fraction(tabulate(game, limit=MAX_PLAYERS).worth(self.mask)):
            raise CertificateError("expected weighted coalitions that are worth more than the coalition itself")
        return False

    def _worth(self, game: CoalitionalGame) -> Fraction:
        worths, denominator = exact_table(game)
        return sum((w * int(worths[mask]) for mask, w in self.weights), start=Fraction(0)) / denominator

    def describe(self, game: CoalitionalGame) -> str:
        if isinstance(game, TypedGame) and self.violated == "balanced":
            return BalancedWeights(self.weights).describe(game)
        terms = [f"{w} {game.players.coalition(mask)}" for mask, w in self.weights]
        shown = " + ".join(terms[:8]) + (" + …" if len(terms) > 8 else "")
        worth = Fraction(tabulate(game, limit=MAX_PLAYERS).worth(self.mask))
        return f"{shown} is worth {self._worth(game)} > {worth} = v({game.players.coalition(self.mask)})".replace("+ -", "- ")

    def to_dict(self) -> dict[str, Any]:
        weights = {str(mask): str(w) for mask, w in self.weights}
        return {"kind": "heavy weights", "property": self.violated, "mask": str(self.mask), "weights": weights}
