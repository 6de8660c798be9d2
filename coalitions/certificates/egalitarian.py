"""Evidence for the egalitarian value of a convex game: the core point that is more equal than all others."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from ..errors import CertificateError
from ..games.forms import gathered, grid_of, named
from ..games.tu import CoalitionalGame
from ..players import Payoffs
from .cores import CorePoint, profile_excesses
from .properties import HoldsEverywhere


@dataclass(frozen=True, slots=True)
class LorenzBest:
    """A core point of a convex game by which the players who get most, down to any amount, get no more than they are worth.

    Let S_1 ⊂ S_2 ⊂ … be the players who get at least the highest, the second highest amount, and so on. If x(S_k) = v(S_k) for
    all k, every other core point y has y(S_k) >= x(S_k): so those who get least by x get no more by y together, at each
    step and (the amounts of x being equal in between) at each number of players. x then Lorenz-dominates y, and there is only
    one such point. In a convex game it is the egalitarian value (Dutta and Ray 1989). The check compares all coalitions.
    """

    amounts: tuple[Fraction, ...]
    proves: ClassVar[tuple[str, ...]] = ("egalitarian value",)

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if the game is not convex or there is a more equal core point."""
        HoldsEverywhere("convex").check(game)
        payoffs = CorePoint(self.amounts).check(game)
        excess, denominator = profile_excesses(game, self.amounts)
        grid, by_type = grid_of(game), gathered(game, self.amounts) or ()
        for level in set(self.amounts):
            rich = (grid.counts[t] if amount >= level else 0 for t, amount in enumerate(by_type))
            richer = grid.index(tuple(rich))
            if excess[richer] != 0:
                raise CertificateError(
                    f"expected {named(game, richer)}, who get {level} or more, to get what they are worth, they get "
                    f"{Fraction(-int(excess[richer]), denominator)} more"
                )
        return payoffs

    def describe(self, game: CoalitionalGame) -> str:
        return "a core point, and those who get most get only what they are worth"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "lorenz best", "amounts": [str(a) for a in self.amounts]}
