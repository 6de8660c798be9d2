"""The vertices of a polytope {z >= 0, M z <= 1} with M > 0, in whole numbers.

Lexicographic pivoting (Dantzig, Orden, Wolfe 1955) works on the polytope whose right-hand sides are moved apart by powers of
an infinitely small number. That one is simple and bounded, so its graph is connected, and walking over all of its bases
finds all of its vertices; every vertex of the polytope itself is the limit of some of them (Avis, Rosenberg, Savani, von
Stengel 2010). So ties are no special case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Point = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Vertices:
    """The vertices found, each with its tight constraints as a bit mask, the number of bases visited, and whether that is all.

    Bit j < k of a mask says z_j = 0, bit k + i says that row i of M z <= 1 holds with equality.
    """

    tight: dict[Point, int]
    bases: int
    complete: bool


def enumerate_vertices(matrix: Sequence[Sequence[int]] | Array, *, limit: int) -> Vertices:
    """All vertices of {z in R^k: z >= 0, M z <= 1} for a matrix of positive whole numbers (r rows, k columns).

    At most `limit` bases are visited; if there are more, `complete` is False and vertices may be missing. Cost: r (k + r)
    operations on whole numbers for each basis.
    """
    M = np.array(matrix, dtype=object)
    r, k = M.shape
    start = np.zeros((r, k + r + 1), dtype=object)  # columns: z, slacks, right-hand side; everything times `den`
    start[:, :k], start[:, k : k + r], start[:, -1] = M, np.eye(r, dtype=object), 1
    basis = tuple(range(k, k + r))
    seen, stack = {_mask(basis)}, [(basis, start, 1)]
    tight: dict[Point, int] = {}
    visited = 0
    while stack:
        if visited >= limit:
            return Vertices(tight, visited, False)
        basis, tableau, den = stack.pop()
        visited += 1
        point, mask = _read(basis, tableau, den, k)
        tight[point] = mask
        inside = _mask(basis)
        for column in range(k + r):
            if inside >> column & 1:
                continue
            row = _leaving_row(tableau, column, k)
            neighbor = inside ^ (1 << basis[row]) | 1 << column
            if neighbor in seen:
                continue
            seen.add(neighbor)
            stack.append(((*basis[:row], column, *basis[row + 1 :]), *_pivoted(tableau, row, column, den)))
    return Vertices(tight, visited, True)


def _mask(basis: Sequence[int]) -> int:
    return sum(1 << v for v in basis)


def _read(basis: tuple[int, ...], tableau: Array, den: int, k: int) -> tuple[Point, int]:
    """The vertex of a basis, and what is tight there: every variable or slack whose value is zero."""
    mask, z = (1 << (tableau.shape[1] - 1)) - 1, [Fraction(0)] * k
    for value, v in zip(tableau[:, -1], basis, strict=True):
        if value != 0:
            mask &= ~(1 << v)
            if v < k:
                z[v] = Fraction(int(value), den)
    return tuple(z), mask


def _leaving_row(tableau: Array, column: int, k: int) -> int:
    """The row with the lexicographically smallest ratio; there is exactly one, since M > 0 bounds the polytope."""
    best = -1
    for i, a in enumerate(tableau[:, column]):
        if a > 0 and (best < 0 or _smaller_ratio(tableau, i, best, column, k)):
            best = i
    return best


def _smaller_ratio(tableau: Array, i: int, best: int, column: int, k: int) -> bool:
    a, b = tableau[i, column], tableau[best, column]
    for q in (-1, *range(k, tableau.shape[1] - 1)):  # right-hand side first, then the powers of the small number
        difference = tableau[i, q] * b - tableau[best, q] * a
        if difference != 0:
            return bool(difference < 0)
    return False


def _pivoted(tableau: Array, row: int, column: int, den: int) -> tuple[Array, int]:
    """The tableau after one exchange, in whole numbers: every division is exact (Edmonds 1967, Bareiss 1968)."""
    pivot, pivot_row = tableau[row, column], tableau[row]
    factors = tableau[:, column].copy()
    out = (tableau * pivot - np.outer(factors, pivot_row)) // den
    out[row] = pivot_row
    return out, int(pivot)
