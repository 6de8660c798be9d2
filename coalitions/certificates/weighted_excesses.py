"""Evidence about weighted excesses and about differences of excesses: weighted nucleoli and the modiclus."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal

import numpy as np

from ..errors import CertificateError
from ..games.tu import CoalitionalGame
from ..kernels.spans import narrowed_by, orthogonal_to
from ..kernels.subsets import subset_sums
from ..players import Payoffs
from ..scalars import Array, to_integers
from .cores import excess_numerators
from .excesses import Weights, plain_weights, settle_by_levels, shares_everything
from .plain import fractions

WeightedNucleolus = Literal["weighted prenucleolus", "weighted nucleolus"]
Pairs = tuple[tuple[int, int, Fraction], ...]  #: (mask of S, mask of T, the positive weight of e(S) - e(T))
PAIRS_UP_TO = 12


@dataclass(frozen=True, slots=True)
class WeightedLevels:
    """Payoffs whose excesses, each times the weight of its coalition, are balanced level by level.

    As for the prenucleolus (`BalancedLevels`): the criterion of Kohlberg (1971) only compares excesses with one another, so it
    holds for weighted ones too (Derks and Haller 1999). `factors` has the weights by mask, 1 for nobody and for all.
    """

    concept: WeightedNucleolus
    factors: tuple[Fraction, ...]
    amounts: tuple[Fraction, ...]
    levels: tuple[tuple[Weights, Weights], ...]  #: weights on coalitions, and on single players who are at their bound

    @property
    def proves(self) -> tuple[str, ...]:
        """The solution that this is evidence for."""
        return (self.concept,)

    @property
    def judged(self) -> tuple[Fraction, ...]:
        """The weights that were asked about."""
        return self.factors

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The payoffs; raises CertificateError at the first level that fails. Cost: some passes over 2**n worths a level."""
        if self.concept not in ("weighted prenucleolus", "weighted nucleolus"):
            raise CertificateError(f"expected a weighted prenucleolus or nucleolus, got {self.concept!r}")
        excess, denominator = excess_numerators(game, self.amounts)
        shares_everything(excess, denominator)
        factors = fractions(self.factors, len(excess))
        if min(factors) <= 0 or factors[0] != 1 or factors[-1] != 1:
            raise CertificateError("expected positive weights of coalitions, 1 for nobody and for all")
        bounded = self.concept == "weighted nucleolus"
        if bounded and any(excess[1 << i] > 0 for i in range(len(game.players))):
            raise CertificateError("expected at least v(i) for every player i, got less for one")
        if not bounded and any(bounds for _, bounds in self.levels):
            raise CertificateError("expected no bounds on payoffs for a weighted prenucleolus, got some")
        settle_by_levels(excess.astype(object) * to_integers(factors)[0].astype(object), self.levels)
        return Payoffs(game.players, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        count = len(self.levels)
        rule = "the largest weighted excesses are balanced"
        return f"{rule} at each of {count} level{'' if count == 1 else 's'}" if count else "no other way to share v(N)"

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": "weighted levels",
            "concept": self.concept,
            "factors": [str(f) for f in self.factors],
            "amounts": [str(a) for a in self.amounts],
            "levels": [{"weights": plain_weights(w), "bounds": plain_weights(b)} for w, b in self.levels],
        }


@dataclass(frozen=True, slots=True)
class BalancedPairs:
    """Payoffs x and, level by level, positive weights on pairs of coalitions S, T with the largest e(S) - e(T) left.

    A pair is settled if 1_S - 1_T is in the span of 1_N and of the pairs of earlier levels. At each level the weighted sum of
    its pairs is in that span, and they have the largest difference of excesses of all pairs that are not settled; in the end
    all are settled. That is the criterion of Kohlberg (1971) for linear functions 1_S - 1_T in the place of coalitions, and
    the same argument proves it. Cost: 4**n differences a level.
    """

    amounts: tuple[Fraction, ...]
    levels: tuple[Pairs, ...]
    proves: ClassVar[tuple[str, ...]] = ("modiclus",)

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The payoffs; raises CertificateError at the first level that fails."""
        excess, denominator = excess_numerators(game, self.amounts)
        shares_everything(excess, denominator)
        n = len(game.players)
        if n > PAIRS_UP_TO:
            raise CertificateError(f"expected at most {PAIRS_UP_TO} players for a comparison of 4**n pairs, got {n}")
        orthogonal = orthogonal_to([(1 << n) - 1] if n else [], n)
        for level, pairs in enumerate(self.levels, start=1):
            sums = [subset_sums(vector, object) for vector in orthogonal]
            _check_level(excess, sums, pairs, level)
            for s, t, _ in pairs:
                orthogonal = narrowed_by(
                    orthogonal, [sum(g * ((s >> i & 1) - (t >> i & 1)) for i, g in enumerate(v)) for v in orthogonal]
                )
        if orthogonal:
            raise CertificateError("expected levels that settle every pair of coalitions, some are left open")
        return Payoffs(game.players, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        count = len(self.levels)
        rule = "the largest differences of excesses are balanced"
        return f"{rule} at each of {count} level{'' if count == 1 else 's'}" if count else "no other way to share v(N)"

    def to_dict(self) -> dict[str, Any]:
        levels = [[[s, t, str(w)] for s, t, w in pairs] for pairs in self.levels]
        return {"kind": "balanced pairs", "amounts": [str(a) for a in self.amounts], "levels": levels}


def _check_level(excess: Array, sums: list[Array], pairs: Pairs, level: int) -> None:
    """Positive weights on open pairs with the largest difference of excesses, whose weighted sum is in the settled span.

    `sums` are those of the vectors that are orthogonal to the span, over every coalition.
    """
    fractions(w for _, _, w in pairs)
    fractions(mask for s, t, _ in pairs for mask in (s, t))
    if not sums or not pairs:
        raise CertificateError(f"expected weights on pairs of coalitions that are not settled at level {level}, got none")
    largest = max(_largest_open(excess, sums, s) for s in range(len(excess)))
    for s, t, weight in pairs:
        if not (0 <= s < len(excess) and 0 <= t < len(excess)) or weight <= 0:
            raise CertificateError(
                f"expected positive weights on pairs of coalitions at level {level}, got {weight} on {s}, {t}"
            )
        if all(row[s] == row[t] for row in sums) or (excess[s] - excess[t],) != largest:
            raise CertificateError(
                f"expected open pairs with the largest difference of excesses at level {level}, got {s}, {t}"
            )
    if any(sum((w * int(row[s] - row[t]) for s, t, w in pairs), Fraction(0)) for row in sums):
        raise CertificateError(f"expected weights at level {level} that are balanced up to what is settled")


def _largest_open(excess: Array, sums: list[Array], s: int) -> tuple[int, ...]:
    """The largest e(S) - e(T) over the coalitions T for which the pair is not settled, alone in a tuple; empty if none."""
    open_ones = np.zeros(len(excess), dtype=bool)
    for row in sums:
        open_ones |= row != row[s]
    return (int(excess[s]) - int(excess[open_ones].min()),) if open_ones.any() else ()
