"""Evidence about the core: a payoff vector that no coalition can improve on, or balanced weights that rule all of them out."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.forms import gathered, grid_of, named, stored_worths
from ..games.tu import MAX_PLAYERS, CoalitionalGame, tabulate
from ..kernels.grids import Grid
from ..players import Payoffs
from ..scalars import Array, pack, to_integers
from .plain import fractions


def excess_numerators(game: CoalitionalGame, amounts: tuple[Any, ...]) -> tuple[Array, int]:
    """v(S) - x(S) for every coalition, as integers over one denominator."""
    return profile_excesses(tabulate(game, limit=MAX_PLAYERS), amounts)


def profile_excesses(game: CoalitionalGame, amounts: tuple[Any, ...]) -> tuple[Array, int]:
    """The same for every profile of a game by types, in which players of one type must get the same."""
    worths, denominator = stored_worths(game)
    grid, by_type = grid_of(game), gathered(game, fractions(amounts, len(game.players)))
    if by_type is None:
        raise CertificateError("expected equal amounts for players of one type; write refined(game, amounts) for others")
    shares, scale = to_integers(by_type)
    common = math.lcm(denominator, scale)
    x = [int(s) * (common // scale) for s in shares]
    largest = max(1, abs(int(worths.max())), abs(int(worths.min()))) * (common // denominator)
    largest += sum(c * abs(share) for c, share in zip(grid.counts, x, strict=True))
    dtype = np.int64 if largest < 1 << 62 else object
    return worths.astype(dtype) * (common // denominator) - grid.sums(pack(x).astype(dtype), dtype), common


def weighted_profile(grid: Grid, weights: Iterable[tuple[int, Fraction]]) -> list[Fraction]:
    """For each type (in a table: each player) the weights times the numbers of its players in the profiles, added up."""
    totals = [Fraction(0)] * len(grid.counts)
    for index, weight in weights:
        for t, k in enumerate(grid.vector(index)):
            if k:
                totals[t] += weight if k == 1 else weight * k
    return totals


@dataclass(frozen=True, slots=True)
class CorePoint:
    """Shares of v(N) such that every coalition gets at least its worth. The check goes through all 2**n coalitions."""

    amounts: tuple[Fraction, ...]
    proves: ClassVar[tuple[str, ...]] = ("core point",)

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The shares as payoffs; raises CertificateError if they miss v(N) or a coalition can improve on them."""
        excess, denominator = profile_excesses(game, self.amounts)
        if excess[-1] != 0:
            raise CertificateError(
                f"expected shares that add up to v(N), they miss it by {Fraction(int(excess[-1]), denominator)}"
            )
        worst = int(excess.argmax())
        if excess[worst] > 0:
            raise CertificateError(
                f"expected no coalition with more than its share, {named(game, worst)} is worth "
                f"{Fraction(int(excess[worst]), denominator)} more"
            )
        return Payoffs(game.players, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return f"no coalition of {len(game.players)} players is worth more than it gets"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "core point", "amounts": [str(a) for a in self.amounts]}


@dataclass(frozen=True, slots=True)
class BalancedWeights:
    """Positive weights on coalitions that add up to 1 at each player, while the weighted worths exceed v(N).

    By the theorem of Bondareva (1963) and Shapley (1967) the core is then empty: any core point x would give
    v(N) = x(N) = sum of w(S) x(S) >= sum of w(S) v(S) > v(N). In a game by types the weight of a profile is shared equally by
    its coalitions; they then add up to 1 at each of c players of a type if the weights times the numbers of its players in the
    profiles add up to c.
    """

    weights: tuple[tuple[int, Fraction], ...]  #: (mask of a coalition, or index of a profile, and its weight)
    proves: ClassVar[tuple[str, ...]] = ("core point",)

    def check(self, game: CoalitionalGame) -> None:
        """None (there is no core point); raises CertificateError if the weights are not balanced or not worth too much."""
        grid = grid_of(game)
        fractions(w for _, w in self.weights)
        for mask, weight in self.weights:
            if type(mask) is not int or not 0 < mask < grid.size or weight <= 0:
                raise CertificateError(f"expected positive weights on non-empty coalitions, got {weight} on mask {mask}")
        totals = weighted_profile(grid, self.weights)
        for t, (total, count) in enumerate(zip(totals, grid.counts, strict=True)):
            if total != count:
                raise CertificateError(
                    f"expected weights that add up to {count} at {named(game, grid.strides[t])}, got {total}"
                )
        worths, denominator = stored_worths(game)
        value = sum((w * int(worths[mask]) for mask, w in self.weights), start=Fraction(0)) / denominator
        if value <= Fraction(int(worths[-1]), denominator):
            raise CertificateError(f"expected balanced coalitions worth more than v(N), they are worth {value}")

    def describe(self, game: CoalitionalGame) -> str:
        terms = [f"{w} {named(game, mask)}" for mask, w in self.weights]
        worths, denominator = stored_worths(game)
        value = sum((w * int(worths[mask]) for mask, w in self.weights), start=Fraction(0)) / denominator
        shown = " + ".join(terms[:8]) + (" + …" if len(terms) > 8 else "")
        return f"{shown} is worth {value} > {Fraction(int(worths[-1]), denominator)}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "balanced weights", "weights": {str(mask): str(w) for mask, w in self.weights}}


@dataclass(frozen=True, slots=True)
class Objection:
    """A coalition whose worth exceeds what the payoffs give it, or the fact that the payoffs do not add up to v(N)."""

    amounts: tuple[Fraction, ...]
    mask: int
    proves: ClassVar[tuple[str, ...]] = ("in the core",)

    @property
    def judged(self) -> tuple[Fraction, ...]:
        """The payoffs that were asked about."""
        return self.amounts

    def check(self, game: CoalitionalGame) -> bool:
        """False (not in the core); raises CertificateError if the coalition named has no reason to object."""
        excess, _ = profile_excesses(game, self.amounts)
        grand = len(excess) - 1
        if (
            type(self.mask) is not int
            or not 0 < self.mask <= grand
            or not (excess[self.mask] > 0 or (self.mask == grand and excess[grand] != 0))
        ):
            raise CertificateError("expected a coalition that is worth more than its payoffs, got one that is not")
        return False

    def describe(self, game: CoalitionalGame) -> str:
        excess, denominator = profile_excesses(game, self.amounts)
        gap = Fraction(int(excess[self.mask]), denominator)
        if self.mask == len(excess) - 1 and gap < 0:
            return f"the payoffs add up to {-gap} more than v(N)"
        return f"{named(game, self.mask)} is worth {gap} more than it gets"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "objection", "amounts": [str(a) for a in self.amounts], "mask": self.mask}


@dataclass(frozen=True, slots=True)
class CoreMembership:
    """The payoffs themselves: checked against every coalition."""

    amounts: tuple[Fraction, ...]
    proves: ClassVar[tuple[str, ...]] = ("in the core",)

    @property
    def judged(self) -> tuple[Fraction, ...]:
        """The payoffs that were asked about."""
        return self.amounts

    def check(self, game: CoalitionalGame) -> bool:
        """True (in the core); raises CertificateError where it is not."""
        CorePoint(self.amounts).check(game)
        return True

    def describe(self, game: CoalitionalGame) -> str:
        return CorePoint(self.amounts).describe(game)

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "core membership", "amounts": [str(a) for a in self.amounts]}
