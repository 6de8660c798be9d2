"""Linear programs that make the largest excess of a coalition as small as it can be, one after another, in exact arithmetic.

The excess of S at x is v(S) - x(S), or this divided by a given size of S. A program of the sequence:

    minimize eps  subject to  x(S) + size(S) eps >= v(S) for every S that is not settled,
                              x(S) = what is settled, for some coalitions (N first), and x_i >= v(i) if so wished.

Its dual has a column (1_S, size(S)) with weight >= 0 for each S, a column (1_S, 0) with a weight of any sign for each settled
coalition, and a column (1_i, 0) with weight >= 0 for each bound; the columns add up to (0, ..., 0, 1). A basis has only n + 1
columns, so its inverse is kept in whole numbers (Edmonds–Bareiss), and all 2**n coalitions are priced at once.

Coalitions with a positive weight in an optimum of the dual are tight in every optimum of the program (complementary
slackness), so they, and all in their span, are settled for the next one (Maschler, Peleg and Shapley 1979).

For players of several types S stands for a profile, 1_S for its numbers of players by type, and x for what each player of a
type gets. The lexicographic minimum is the same for all players of a type, since it is unique; a profile whose excess is
fixed by x(N) = v(N), being proportional to N, is settled from the start.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from .grids import Grid, cube
from .spans import in_span, narrowed, orthogonal_to
from .subsets import Array

SETTLED, COALITION, BOUND = range(3)
Column = tuple[int, int]  #: (SETTLED, COALITION or BOUND; a mask)
ROUNDING = 2.0**-53
SMALL, LARGE = 1e-300, 10**280  #: beyond these, floats are not asked


@dataclass(frozen=True, slots=True)
class Level:
    """The least largest excess of what was not settled, a point that attains it, and the positive weights that prove it.

    The weighted sum of the coalitions and of the bounds (masks of single players) is in the span of what was settled before.
    """

    epsilon: Fraction
    x: tuple[Fraction, ...]
    weights: tuple[tuple[int, Fraction], ...]
    bounds: tuple[tuple[int, Fraction], ...]
    pivots: int


def minimize_excesses(
    worths: Array, sizes: Array, *, grid: Grid | None = None, bounded: bool = False, levels: int | None = None
) -> tuple[Level, ...]:
    """The levels of the lexicographic minimum of the excesses, the first of which is the least core; the last has its point.

    `worths` and `sizes` are whole numbers indexed by mask, or by profile of a `grid` (sizes positive); with `bounded`,
    x_i >= v(i) is kept, which must be possible. At most `levels` programs are solved: all of them are at most n - 1. There is
    none for fewer than two players (or types).
    Each pivot costs one pass over the 2**n worths; there are some n to 3 n pivots to a level in practice.
    """
    programs = _Programs(worths, sizes, grid or cube(len(worths).bit_length() - 1), bounded)
    found: list[Level] = []
    while programs.orthogonal and (levels is None or len(found) < levels):
        found.append(programs.solve())
        programs.settle(found[-1])
    return tuple(found)


class _Programs:
    """The sequence of programs: what is settled so far, and the basis of the program at hand."""

    def __init__(self, worths: Array, sizes: Array, grid: Grid, bounded: bool) -> None:
        self.worths, self.sizes, self.grid, self.bounded = worths, sizes, grid, bounded
        self.n = len(grid.counts)
        self.largest = max(abs(int(worths.max())), abs(int(worths.min())), 1)
        self.rough = (worths / self.largest).astype(np.float64)  # -inf once settled
        self.largest_size = int(sizes.max())
        self.rough_sizes = (sizes / self.largest_size).astype(np.float64)  # and eps times the largest size instead
        grand = len(worths) - 1
        self.settled: dict[int, Fraction] = {grand: Fraction(int(worths[grand]))} if self.n else {}
        self.orthogonal = orthogonal_to(self.settled, self.n, grid)
        self.rough[in_span(self.orthogonal, self.n, grid)] = -np.inf
        self.basis: list[Column] = []
        self.inverse, self.den = unit_matrix(self.n + 1), 1  # den * B^{-1}, den > 0
        self.first = self.inverse  # the columns of the basis that the program began with

    # -- one program ----------------------------------------------------------------------------------------------------

    def solve(self) -> Level:
        """The optimum of the program at hand, by the revised simplex method on its dual."""
        self._start()
        pivots = 0
        while (entering := self._entering()) is not None:
            vector = self.inverse @ self._vector(entering)
            row = self._leaving(vector)
            self.inverse, self.den = exchanged(self.inverse, self.den, vector, row)
            self.basis[row] = entering
            pivots += 1
        prices, unit = self._prices()
        y = [Fraction(p, unit) for p in prices]
        used = [(column, Fraction(int(w), self.den)) for column, w in zip(self.basis, self.inverse[:, -1], strict=True) if w]
        weights = tuple(sorted((mask, w) for (kind, mask), w in used if kind == COALITION))
        bounds = tuple(sorted((mask, w) for (kind, mask), w in used if kind == BOUND))
        return Level(y[-1], tuple(y[:-1]), weights, bounds, pivots)

    def _start(self) -> None:
        """A basis to begin with: what is settled, one coalition and its complement with weights > 0, others with weight 0."""
        worth = (self.rough + self.rough[::-1]) / np.maximum(self.rough_sizes + self.rough_sizes[::-1], SMALL)
        best = int(worth.argmax())
        columns: list[Column] = [(SETTLED, mask) for mask in self.settled]
        columns += [(COALITION, best), (COALITION, len(worth) - 1 - best)]
        columns += [c for c in self.basis if c[0] == COALITION and self.rough[c[1]] != -np.inf]  # from the program before
        columns += [(COALITION, single) for single in self.grid.strides if self.rough[single] != -np.inf]
        m = self.n + 1
        self.inverse, self.den = unit_matrix(m), 1
        basis: list[Column | None] = [None] * m
        for column in columns:
            vector = self.inverse @ self._vector(column)
            row = next((i for i in range(m) if basis[i] is None and vector[i]), None)
            if row is not None:  # else it depends on those that are in
                self.inverse, self.den = exchanged(self.inverse, self.den, vector, row)
                basis[row] = column
        self.basis = [column for column in basis if column is not None]
        self.first = np.array([self._vector(column) for column in self.basis], dtype=object).T

    def _vector(self, column: Column) -> Array:
        kind, mask = column
        last = int(self.sizes[mask]) if kind == COALITION else 0
        return np.array([*self.grid.vector(mask), last], dtype=object)

    def _prices(self) -> tuple[list[int], int]:
        """(x, eps) of the basis as whole numbers over one positive unit."""
        common = math.lcm(*(self.settled[mask].denominator for kind, mask in self.basis if kind == SETTLED))
        costs = [
            int(self.settled[mask] * common) if kind == SETTLED else int(self.worths[mask]) * common
            for kind, mask in self.basis
        ]
        return [int(p) for p in np.array(costs, dtype=object) @ self.inverse], common * self.den

    def _entering(self) -> Column | None:
        """A coalition whose excess exceeds eps, or a bound that is missed; None if there is neither.

        Floats choose among coalitions. They decide only where a bound on their rounding errors leaves no doubt; the coalitions
        in doubt are computed in whole numbers.
        """
        prices, unit = self._prices()
        best, doubtful = self._rough_best(prices, unit)
        if best is not None:
            return COALITION, best
        exact = self._excess(doubtful, prices, unit)
        best = int(exact.argmax()) if len(exact) else 0
        if len(exact) and exact[best] > 0:
            return COALITION, int(doubtful[best])
        if self.bounded:
            missed = [(int(self.worths[s]) * unit - prices[i], s) for i, s in enumerate(self.grid.strides)]
            gap, mask = max(missed)
            if gap > 0:
                return BOUND, mask
        return None

    def _rough_best(self, prices: list[int], unit: int) -> tuple[int | None, Array]:
        """A coalition whose excess exceeds eps beyond doubt; if there is none, those in doubt."""
        scaled = [*prices[:-1], prices[-1] * self.largest_size]
        if any(abs(p) > unit * self.largest * LARGE for p in scaled):
            return None, np.flatnonzero(self.rough != -np.inf)
        y = [p / (unit * self.largest) for p in scaled]
        excess = self.rough - self.grid.sums(y[:-1], np.float64)
        excess -= self.rough_sizes * y[-1]
        # u for each of the roundings: 2 in v, 1 in each x_i, 1 in its multiple, n in the sum, 3 in the product, 2 in the
        # differences; twice that
        total = sum(c * abs(x) for c, x in zip(self.grid.counts, y[:-1], strict=True)) + abs(y[-1])
        error = 2 * (self.n + 10) * ROUNDING * (1 + total + abs(y[-1]))
        best = int(excess.argmax())
        return (best, np.array([], dtype=np.int64)) if excess[best] > error else (None, np.flatnonzero(excess >= -error))

    def _excess(self, masks: Array, prices: list[int], unit: int) -> Array:
        """unit * (v(S) - x(S) - size(S) eps) for these coalitions, in int64 where a bound proves that it fits."""
        total = sum(c * abs(p) for c, p in zip(self.grid.counts, prices[:-1], strict=True))
        bound = self.largest * unit + total + int(self.sizes.max()) * abs(prices[-1])
        dtype: Any = np.int64 if bound < 1 << 62 else object
        out = self.worths[masks].astype(dtype) * dtype(unit) if dtype is np.int64 else self.worths[masks].astype(object) * unit
        for i in range(self.n):
            out -= self.grid.digits(masks, i).astype(dtype) * prices[i]
        result: Array = out - self.sizes[masks].astype(dtype) * prices[-1]
        return result

    def _leaving(self, vector: Array) -> int:
        """The row with the least weight / vector entry > 0; ties go by the perturbation of the first basis, lexicographically.

        Weights of settled coalitions have any sign, so these never leave. (Dantzig, Orden and Wolfe 1955.)
        """
        rows = [i for i, (kind, _) in enumerate(self.basis) if kind != SETTLED and vector[i] > 0]
        ratios = [Fraction(int(self.inverse[i, -1]), int(vector[i])) for i in rows]
        least = min(ratios)
        tied = [i for i, ratio in zip(rows, ratios, strict=True) if ratio == least]
        if len(tied) == 1:
            return tied[0]
        return min(tied, key=lambda i: [Fraction(int(a), int(vector[i])) for a in self.inverse[i] @ self.first])

    # -- from one to the next -------------------------------------------------------------------------------------------

    def settle(self, level: Level) -> None:
        """What is tight in every optimum becomes settled: the coalitions and bounds with a positive weight, and their span."""
        tight = [(mask, Fraction(int(self.worths[mask])) - level.epsilon * int(self.sizes[mask])) for mask, _ in level.weights]
        tight += [(mask, Fraction(int(self.worths[mask]))) for mask, _ in level.bounds]
        for mask, amount in tight:
            rest = narrowed(self.orthogonal, mask, self.grid)
            if rest is not self.orthogonal:
                self.orthogonal, self.settled[mask] = rest, amount
        self.rough[in_span(self.orthogonal, self.n, self.grid)] = -np.inf


def unit_matrix(m: int) -> Array:
    """The unit matrix in Python integers."""
    return np.array([[int(i == j) for j in range(m)] for i in range(m)], dtype=object)


def exchanged(inverse: Array, den: int, vector: Array, row: int) -> tuple[Array, int]:
    """den * B^{-1} and den > 0 after a column, given as inverse @ column, has replaced a row's: every division is exact."""
    p, kept = int(vector[row]), inverse[row].copy()
    following = (inverse * p - np.outer(vector, kept)) // den
    following[row] = kept
    return (following, p) if p > 0 else (-following, -p)
