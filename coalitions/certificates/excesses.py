"""Evidence about the largest excesses v(S) - x(S): the least core, the prenucleolus and the nucleolus."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal

import numpy as np

from ..display import Table
from ..errors import CertificateError
from ..games.forms import grid_of, named, singles, stored_worths
from ..games.tu import CoalitionalGame
from ..kernels.grids import Grid, cube
from ..kernels.spans import in_span, narrowed, orthogonal_to
from ..players import Payoffs
from ..scalars import Array
from .cores import profile_excesses, weighted_profile
from .plain import fractions

Nucleolus = Literal["prenucleolus", "nucleolus", "per-capita prenucleolus"]
Weights = tuple[tuple[int, Fraction], ...]  #: (mask of a coalition, its positive weight)


@dataclass(frozen=True, slots=True, repr=False)
class LeastCore:
    """The least epsilon for which some payoffs that add up to v(N) leave every proper coalition an excess of at most epsilon.

    `epsilon` is None for fewer than two players, since there is no proper coalition then. `payoffs` are one such point. The
    core is empty iff epsilon > 0.
    """

    epsilon: Fraction | None
    payoffs: Payoffs

    def _table(self) -> Table:
        rows: list[tuple[Any, Any]] = [("epsilon", "none" if self.epsilon is None else self.epsilon), *self.payoffs.items()]
        return Table("Least core", ("", "amount"), rows, len(rows))

    def __repr__(self) -> str:
        return f"epsilon {'none' if self.epsilon is None else self.epsilon} at {self.payoffs!r}"


@dataclass(frozen=True, slots=True)
class LeastCoreWeights:
    """Payoffs whose largest excess is epsilon, and weights on proper coalitions that prove that none can have a smaller one.

    The weights are positive, add up to 1, and give every player the same total t (in a game by types, where the weight of a
    profile is shared equally by its coalitions, a total of c t to the c players of a type). For any y with y(N) = v(N) the
    weighted excesses at y then add up to the sum of w(S) v(S) less t v(N), whatever y is; this is epsilon, and the largest
    excess is no smaller than their mean. (Duality; Maschler, Peleg and Shapley 1979.)
    """

    amounts: tuple[Fraction, ...]
    weights: Weights
    proves: ClassVar[tuple[str, ...]] = ("least core",)

    def check(self, game: CoalitionalGame) -> LeastCore:
        """The least epsilon with the payoffs; raises CertificateError where the excesses or the weights say otherwise."""
        excess, denominator = profile_excesses(game, self.amounts)
        shares_everything(excess, denominator)
        n, grid = len(game.players), grid_of(game)
        payoffs = Payoffs(game.players, self.amounts)
        if n < 2:
            if self.weights != ():
                raise CertificateError(f"expected no weights, since there are no proper coalitions of {n} players")
            return LeastCore(None, payoffs)
        fractions(w for _, w in self.weights)
        totals = [total / c for total, c in zip(weighted_profile(grid, self.weights), grid.counts, strict=True)]
        for mask, weight in self.weights:
            if type(mask) is not int or not 0 < mask < grid.size - 1 or weight <= 0:
                raise CertificateError(f"expected positive weights on proper coalitions, got {weight} on mask {mask}")
        if sum(w for _, w in self.weights) != 1 or len(set(totals)) != 1:
            raise CertificateError(f"expected weights that add up to 1 and to equal totals of the players, got {totals}")
        worths, unit = stored_worths(game)
        mean = sum((w * int(worths[mask]) for mask, w in self.weights), Fraction(0)) - totals[0] * int(worths[-1])
        largest = Fraction(int(excess[1:-1].max()), denominator)
        if mean / unit != largest:
            raise CertificateError(f"expected weighted excesses that come to the largest one, {largest}; got {mean / unit}")
        return LeastCore(largest, payoffs)

    def describe(self, game: CoalitionalGame) -> str:
        if not self.weights:
            return "no proper coalition"
        terms = [f"{w} {named(game, mask)}" for mask, w in self.weights]
        return f"{' + '.join(terms[:8])}{' + …' if len(terms) > 8 else ''} has at least this excess, whatever the payoffs"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "least core weights", "amounts": [str(a) for a in self.amounts], "weights": plain_weights(self.weights)}


@dataclass(frozen=True, slots=True)
class LeastCoreMembership:
    """The payoffs themselves, and the weights that prove that no largest excess is smaller than theirs."""

    amounts: tuple[Fraction, ...]
    weights: Weights
    proves: ClassVar[tuple[str, ...]] = ("in the least core",)

    @property
    def judged(self) -> tuple[Fraction, ...]:
        """The payoffs that were asked about."""
        return self.amounts

    def check(self, game: CoalitionalGame) -> bool:
        """True (in the least core); raises CertificateError where the weights do not prove it."""
        LeastCoreWeights(self.amounts, self.weights).check(game)
        return True

    def describe(self, game: CoalitionalGame) -> str:
        return LeastCoreWeights(self.amounts, self.weights).describe(game)

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": "least core membership",
            "amounts": [str(a) for a in self.amounts],
            "weights": plain_weights(self.weights),
        }


@dataclass(frozen=True, slots=True)
class SmallerExcess:
    """Other payoffs whose largest excess is smaller (or none, if the payoffs that were asked about do not add up to v(N))."""

    amounts: tuple[Fraction, ...]
    better: tuple[Fraction, ...] | None
    proves: ClassVar[tuple[str, ...]] = ("in the least core",)

    @property
    def judged(self) -> tuple[Fraction, ...]:
        """The payoffs that were asked about."""
        return self.amounts

    def check(self, game: CoalitionalGame) -> bool:
        """False (not in the least core); raises CertificateError where the other payoffs are no better."""
        excess, denominator = profile_excesses(game, self.amounts)
        if self.better is None:
            if excess[-1] == 0:
                raise CertificateError("expected payoffs that miss v(N), or others with a smaller largest excess")
            return False
        other, unit = profile_excesses(game, self.better)
        shares_everything(other, unit)
        if len(game.players) < 2 or int(other[1:-1].max()) * denominator >= int(excess[1:-1].max()) * unit:
            raise CertificateError("expected payoffs with a smaller largest excess, got some with as large a one")
        return False

    def describe(self, game: CoalitionalGame) -> str:
        excess, denominator = profile_excesses(game, self.amounts)
        if self.better is None:
            return f"the payoffs miss v(N) by {Fraction(int(excess[-1]), denominator)}"
        other, unit = profile_excesses(game, self.better)
        largest, less = Fraction(int(excess[1:-1].max()), denominator), Fraction(int(other[1:-1].max()), unit)
        return f"{Payoffs(game.players, self.better)} has the largest excess {less} < {largest}"

    def to_dict(self) -> dict[str, Any]:
        better = None if self.better is None else [str(a) for a in self.better]
        return {"kind": "smaller excess", "amounts": [str(a) for a in self.amounts], "better": better}


@dataclass(frozen=True, slots=True)
class BalancedLevels:
    """Payoffs x and, level by level, positive weights on the coalitions with the largest excesses that are not settled yet.

    A coalition is settled if it is in the span of N and of the coalitions of earlier levels, as vectors of zeros and ones. At
    each level the weighted sum of its coalitions is in that span, and they have the largest excess of all coalitions that are
    not settled; in the end all are settled. In a game by types, profiles stand for coalitions, as vectors of numbers of players
    by type: the payoffs sought are unique, so players of one type get the same, and it is enough to compare x with such y.
    This is the criterion of Kohlberg (1971): those with at least a given excess are
    balanced. To see that it suffices, let y have excesses that are lexicographically no larger, and agree with x on what is
    settled. Then no coalition of the level has a larger excess at y than at x, while the weighted sum is the same: so y agrees
    with x on all of them, and at last everywhere.

    For the nucleolus, x_i >= v(i), and a level may have weights on players with x_i = v(i) too, who can only get more at y.
    For the per-capita prenucleolus each excess is divided by the size of the coalition (Grotte 1970).
    """

    concept: Nucleolus
    amounts: tuple[Fraction, ...]
    levels: tuple[tuple[Weights, Weights], ...]  #: weights on coalitions, and on single players who are at their bound

    @property
    def proves(self) -> tuple[str, ...]:
        """The solution that this is evidence for."""
        return (self.concept,)

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The payoffs; raises CertificateError at the first level that fails. Cost: some passes over 2**n worths a level."""
        if self.concept not in ("prenucleolus", "nucleolus", "per-capita prenucleolus"):
            raise CertificateError(f"expected a prenucleolus, a nucleolus or a per-capita one, got {self.concept!r}")
        excess, denominator = profile_excesses(game, self.amounts)
        shares_everything(excess, denominator)
        grid = grid_of(game)
        if self.concept == "nucleolus" and any(excess[single] > 0 for single in grid.strides):
            raise CertificateError("expected at least v(i) for every player i, got less for one")
        if self.concept == "per-capita prenucleolus":
            excess = per_capita(excess, grid)
        if self.concept != "nucleolus" and any(bounds for _, bounds in self.levels):
            raise CertificateError(f"expected no bounds on payoffs for a {self.concept}, got some")
        settle_by_levels(excess, self.levels, grid)
        return Payoffs(game.players, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        count = len(self.levels)
        rule = "the largest excesses are balanced" + (" up to players at v(i)" if any(b for _, b in self.levels) else "")
        return f"{rule} at each of {count} level{'' if count == 1 else 's'}" if count else "no other way to share v(N)"

    def to_dict(self) -> dict[str, Any]:
        levels = [{"weights": plain_weights(weights), "bounds": plain_weights(bounds)} for weights, bounds in self.levels]
        amounts = [str(a) for a in self.amounts]
        return {"kind": "balanced levels", "concept": self.concept, "amounts": amounts, "levels": levels}


@dataclass(frozen=True, slots=True)
class NoImputation:
    """The players alone are worth more than all of them together, so that no payoffs give everybody v(i)."""

    proves: ClassVar[tuple[str, ...]] = ("nucleolus", "weighted nucleolus", "kernel point", "chi value")

    def check(self, game: CoalitionalGame) -> None:
        """None (there is no imputation); raises CertificateError if the sum of v(i) is at most v(N)."""
        alone, together = _alone_and_together(game)
        if alone <= together:
            raise CertificateError(f"expected players who are worth more than v(N) = {together} alone, they are worth {alone}")

    def describe(self, game: CoalitionalGame) -> str:
        alone, together = _alone_and_together(game)
        return f"the players alone are worth {alone} > {together}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "no imputation"}


def per_capita(excess: Array, grid: Grid | None = None) -> Array:
    """Excesses divided by the sizes of the coalitions, times lcm(1, …, n), so that they are whole."""
    grid = grid or cube(len(excess).bit_length() - 1)
    n = sum(grid.counts)
    common = math.lcm(*range(1, n + 1))
    listed = [0, *(common // t for t in range(1, n + 1))]
    factors = np.array(listed, dtype=np.int64 if common < 1 << 62 else object)[grid.sizes()]
    fits = excess.dtype != object and max(abs(int(excess.max())), abs(int(excess.min()))) * common < 1 << 62
    out: Array = excess * factors if fits else excess.astype(object) * factors
    return out


def settle_by_levels(excess: Array, levels: tuple[tuple[Weights, Weights], ...], grid: Grid | None = None) -> None:
    """Raises CertificateError at the first level whose weights are not balanced, or if the levels leave a coalition open.

    `excess` may be weighted. A level has weights on coalitions, and on single players who are at their bound, excess 0.
    """
    grid = grid or cube(len(excess).bit_length() - 1)
    n = len(grid.counts)
    orthogonal = orthogonal_to([grid.size - 1] if n else [], n, grid)
    for level, (weights, bounds) in enumerate(levels, start=1):
        settled = in_span(orthogonal, n, grid)
        _tight(excess, settled, weights, level)
        _at_bound(excess, bounds, level, grid)
        together = weighted_profile(grid, weights + bounds)
        if any(sum((g * t for g, t in zip(vector, together, strict=True)), Fraction(0)) for vector in orthogonal):
            raise CertificateError(f"expected weights at level {level} that are balanced up to what is settled")
        for mask, _ in weights + bounds:
            orthogonal = narrowed(orthogonal, mask, grid)
    if orthogonal:
        raise CertificateError("expected levels that settle every coalition, some are left open")


def _at_bound(excess: Array, bounds: Weights, level: int, grid: Grid) -> None:
    fractions(w for _, w in bounds)
    for mask, weight in bounds:
        if type(mask) is not int or mask not in grid.strides or weight <= 0 or excess[mask] != 0:
            raise CertificateError(f"expected positive weights on players with x_i = v(i) at level {level}, got mask {mask}")


def shares_everything(excess: Array, denominator: int) -> None:
    """Raises CertificateError if payoffs with these excesses do not add up to v(N)."""
    if excess[-1] != 0:
        gap = Fraction(int(excess[-1]), denominator)
        raise CertificateError(f"expected payoffs that add up to v(N), they miss it by {gap}")


def _tight(excess: Array, settled: Array, weights: Weights, level: int) -> None:
    """Positive weights on coalitions that are not settled, and whose excess is the largest of those that are not."""
    open_ones = excess[~settled]
    if not len(open_ones) or not weights:
        raise CertificateError(f"expected weights on coalitions that are not settled at level {level}, got none")
    fractions(w for _, w in weights)
    largest = open_ones.max()
    for mask, weight in weights:
        if type(mask) is not int or not 0 < mask < len(excess) or weight <= 0:
            raise CertificateError(f"expected positive weights on coalitions at level {level}, got {weight} on mask {mask}")
        if settled[mask] or excess[mask] != largest:
            raise CertificateError(
                f"expected coalitions with the largest excess of those that are not settled at level {level}, got mask {mask}"
            )


def _alone_and_together(game: CoalitionalGame) -> tuple[Fraction, Fraction]:
    worths, denominator = stored_worths(game)
    alone = sum(int(worths[single]) for single in singles(game))
    return Fraction(alone, denominator), Fraction(int(worths[-1]), denominator)


def plain_weights(weights: Weights) -> dict[str, str]:
    """Weights by mask, ready for JSON."""
    return {str(mask): str(w) for mask, w in weights}
