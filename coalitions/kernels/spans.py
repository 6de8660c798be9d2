"""Which coalitions are settled: sums of a vector over them follow from its sums over some given coalitions.

A coalition stands for its vector of zeros and ones; a profile of a grid for its numbers of players by type. S lies in the span
of given coalitions iff every vector that is orthogonal to all of these is orthogonal to S, so the integer vectors of an
orthogonal basis are kept, and all 2**n coalitions are tested by subset sums.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from .grids import Grid, cube
from .subsets import Array

Vectors = tuple[tuple[int, ...], ...]


def orthogonal_to(masks: Iterable[int], n: int, grid: Grid | None = None) -> Vectors:
    """A basis, in whole numbers, of the vectors whose sums over each of these coalitions are zero (n players, or types)."""
    vectors: Vectors = tuple(tuple(int(i == j) for j in range(n)) for i in range(n))
    for mask in masks:
        vectors = narrowed(vectors, mask, grid)
    return vectors


def narrowed(vectors: Vectors, mask: int, grid: Grid | None = None) -> Vectors:
    """A basis of those combinations of the vectors that are orthogonal to one more coalition; the same if all of them are."""
    profile = (grid or cube(len(vectors[0]))).vector(mask) if vectors else ()
    inside = [(i, k) for i, k in enumerate(profile) if k]
    return narrowed_by(vectors, [sum([vector[i] * k for i, k in inside]) for vector in vectors])


def narrowed_by(vectors: Vectors, sums: Sequence[int]) -> Vectors:
    """A basis of those combinations of the vectors for which the same combination of these sums, one for each, is zero."""
    if not any(sums):
        return vectors
    pivot = min((k for k, s in enumerate(sums) if s), key=lambda k: abs(sums[k]))
    kept = []
    for k, vector in enumerate(vectors):
        if k != pivot:
            combined = (
                [sums[pivot] * a - sums[k] * b for a, b in zip(vector, vectors[pivot], strict=True)] if sums[k] else vector
            )
            common = math.gcd(*combined)
            kept.append(tuple(c // common for c in combined))
    return tuple(kept)


def in_span(vectors: Vectors, n: int, grid: Grid | None = None) -> Array:
    """For every mask below 2**n, or profile, whether it is orthogonal to all of the vectors. Cost: a few passes over them."""
    grid = grid or cube(n)
    inside = np.ones(grid.size, dtype=bool)
    for row, dtype in _packed(vectors, grid.counts):
        inside &= grid.sums(row, dtype) == 0
    return inside


def _packed(vectors: Vectors, counts: Sequence[int]) -> Iterator[tuple[list[int], Any]]:
    """Several vectors as digits of one, as long as the sums fit in int64: a sum is zero iff all of its digits are.

    The sums of a vector lie between -t and t for t = sum of |entries| times the numbers of players of the types, so 2 t + 1 is
    a large enough base for the digits.
    """
    row: list[int] = []
    base = 1
    for vector in vectors:
        total = sum(c * abs(g) for c, g in zip(counts, vector, strict=True))
        if row and base * (2 * total + 1) < 1 << 62:
            row = [a + base * b for a, b in zip(row, vector, strict=True)]
            base *= 2 * total + 1
            continue
        if row:
            yield row, np.int64 if base < 1 << 62 else object
        row, base = list(vector), 2 * total + 1
    if row:
        yield row, np.int64 if base < 1 << 62 else object
