"""The linear program behind the core: the most that a balanced collection of coalitions is worth, in exact arithmetic.

Primal: minimize x(N) subject to x(S) >= v(S) for every non-empty S other than N. Dual: maximize the sum of w(S) v(S) over
balanced weights w >= 0. The core is non-empty iff the value is at most v(N) (Bondareva 1963, Shapley 1967).

A basis has only n columns of zeros and ones, so the inverse is kept in whole numbers (Edmonds–Bareiss), all 2**n coalitions
are priced by one vectorized subset sum, and the leaving row is chosen lexicographically, so that ties cannot make it cycle.

For players of several types the columns are profiles, the weights add up to the number of players of each type, and x is what
each player of a type gets: by convexity, a core that is not empty has a point at which players of one type get the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from .grids import Grid, cube
from .subsets import Array


@dataclass(frozen=True, slots=True)
class Balancedness:
    """Either `weights` (balanced, worth more than v(N)) or `x` (x(S) >= v(S) for all S, x(N) = v(N)); worths are integers."""

    weights: dict[int, Fraction] | None
    x: tuple[Fraction, ...] | None
    pivots: int


def decide_balancedness(worths: Array, grid: Grid | None = None) -> Balancedness:
    """Whether the game with these whole worths (by mask, or by profile of a grid) has a core point: the point or the weights.

    Each step costs one pass of subset sums over the 2**n worths; there are some n to 5n steps in practice.
    """
    grid = grid or cube(len(worths).bit_length() - 1)
    n, counts = len(grid.counts), np.array(grid.counts, dtype=object)
    if n == 0:
        return Balancedness(None, (), 0)
    grand, largest = len(worths) - 1, max(abs(int(worths.max())), abs(int(worths.min())))
    basis = list(grid.strides)
    inverse, den, pivots = np.array([[int(i == j) for j in range(n)] for i in range(n)], dtype=object), 1, 0
    while True:
        basic_worths = np.array([int(worths[S]) for S in basis], dtype=object)
        weights = inverse @ counts
        if int(weights @ basic_worths) > int(worths[grand]) * den:
            return Balancedness({S: Fraction(int(w), den) for S, w in zip(basis, weights, strict=True) if w}, None, pivots)
        prices = basic_worths @ inverse
        entering = _most_violated(worths, grid, prices, den, largest)
        if entering is None:
            gap = Fraction(int(worths[grand]) * den - int(prices @ counts), sum(grid.counts))
            return Balancedness(None, tuple((int(p) + gap) / den for p in prices), pivots)
        column = inverse @ np.array(grid.vector(entering), dtype=object)
        row = _leaving(weights, inverse, column)
        inverse, den = _pivot(inverse, den, column, row)
        basis[row] = entering
        pivots += 1


def _most_violated(worths: Array, grid: Grid, prices: Array, den: int, largest: int) -> int | None:
    """The coalition (not N) whose worth exceeds its price most, or None; int64 only while a bound proves that it fits."""
    fits = (
        worths.dtype != object
        and largest * den + sum(c * abs(int(p)) for c, p in zip(grid.counts, prices, strict=True)) < 1 << 62
    )
    dtype: Any = np.int64 if fits else object
    excess = worths.astype(dtype, copy=False) * dtype(den) if fits else worths.astype(object) * den
    excess -= grid.sums(prices.astype(dtype), dtype)
    excess[-1] = excess[0] = 0
    best = int(excess.argmax())
    return best if excess[best] > 0 else None


def _leaving(weights: Array, inverse: Array, column: Array) -> int:
    """The row with the lexicographically least (weight, row of the inverse) / column among positive column entries."""
    best = -1
    for i in range(len(column)):
        if column[i] <= 0:
            continue
        if best >= 0:
            a, b = column[i], column[best]
            mine = [weights[i] * b, *(inverse[i] * b)]
            if mine >= [weights[best] * a, *(inverse[best] * a)]:
                continue
        best = i
    return best


def _pivot(inverse: Array, den: int, column: Array, row: int) -> tuple[Array, int]:
    """The next den * B^{-1} and den: every division is exact; the pivot is positive, so den stays positive."""
    p, kept = int(column[row]), inverse[row].copy()
    following = (inverse * p - np.outer(column, kept)) // den
    following[row] = kept
    return following, p
