"""Evidence for the chi value: the point of v(N) between what players are worth alone and the most that they ever add."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from ..errors import CertificateError
from ..games.forms import grid_of, singles, spread, stored_worths
from ..games.tu import CoalitionalGame
from ..players import Payoffs
from .payoff_sets import largest_gains
from .plain import fractions


def _claims(game: CoalitionalGame) -> tuple[list[Fraction], list[Fraction], Fraction]:
    """What players are worth alone, the most that each adds to a coalition, and v(N)."""
    worths, denominator = stored_worths(game)
    alone = [Fraction(int(worths[single]), denominator) for single in singles(game)]
    gains = spread(game, largest_gains(worths.astype(object), grid_of(game)))
    most = [Fraction(gain, denominator) for gain in gains]
    return alone, most, Fraction(int(worths[-1]), denominator)


@dataclass(frozen=True, slots=True)
class ChiPoint:
    """Shares of v(N) on the segment from what players are worth alone to the most that each ever adds; there is only one.

    The check tests that the point is on the segment. The lower end is the minimal right, the most that a coalition of i leaves
    it when all other members get the most that they ever add: no coalition leaves more than v(i), since its worth is v(i) and
    what its other members add one by one. (Bergantiños and Massó 1996.)
    """

    amounts: tuple[Fraction, ...]
    proves: ClassVar[tuple[str, ...]] = ("chi value",)

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The shares as payoffs; raises CertificateError where they are off the segment or miss v(N)."""
        alone, most, whole = _claims(game)
        amounts = fractions(self.amounts, len(alone))
        steps = [x - a for x, a in zip(amounts, alone, strict=True)]
        gaps = [m - a for m, a in zip(most, alone, strict=True)]
        inside = all(0 <= s <= g for s, g in zip(steps, gaps, strict=True))
        k = next((k for k, gap in enumerate(gaps) if gap), 0)
        if not inside or any(s * gaps[k] != steps[k] * g for s, g in zip(steps, gaps, strict=True)):
            raise CertificateError("expected shares between what players are worth alone and the most that they ever add")
        if sum(amounts) != whole:
            raise CertificateError("expected shares that add up to v(N)")
        return Payoffs(game.players, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return "the shares of v(N) between worths of single players and largest contributions"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "chi point", "amounts": [str(a) for a in self.amounts]}
