"""Simplices that fill a polytope: how to cut one into them, and their determinants."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import LimitExceededError

Array = npt.NDArray[Any]
Simplex = tuple[int, ...]  #: places of vertices, in ascending order


def maximal(sets: Sequence[int]) -> list[int]:
    """Those of the sets (bit masks) that are contained in no other."""
    kept: list[int] = []
    for one in sorted(set(sets), key=int.bit_count, reverse=True):
        if not any(one & ~other == 0 for other in kept):
            kept.append(one)
    return kept


def pulled(vertices: int, sides: Sequence[int], *, pieces: int) -> list[Simplex]:
    """A polytope cut into simplices: its first vertex joined with the pieces of the facets that it is not on, and so on down.

    `sides` are bit masks of the vertices on each facet. The pieces of a face are the same from both of its sides, since both
    start with its first vertex (the pulling triangulation; De Loera, Rambau and Santos 2010, section 4.3). `pieces` bounds the
    number of simplices.
    """
    known: dict[int, list[Simplex]] = {}

    def cut(face: int) -> list[Simplex]:
        if face not in known:
            first = (face & -face).bit_length() - 1
            if face == face & -face:
                known[face] = [(first,)]
                return known[face]
            facets = maximal([side & face for side in sides if side & face != face])
            rest = [piece for facet in facets if not facet >> first & 1 for piece in cut(facet)]
            if len(rest) > pieces:
                raise LimitExceededError(
                    f"expected at most pieces={pieces} simplices to fill a polytope, got {len(rest)} or more; write "
                    f"pieces={max(4 * pieces, 2 * len(rest))} if time and memory are there, or ask for one point "
                    "(find_core_point, nucleolus)"
                )
            known[face] = [(first, *piece) for piece in rest]
        return known[face]

    return cut((1 << vertices) - 1)


def determinants(matrices: Array) -> Array:
    """The determinants of square matrices (an array of k x d x d whole numbers), without any rounding or division.

    Column by column, over the sets of rows used so far (Laplace): d 2**(d-1) products of arrays of length k.
    """
    k, d, _ = matrices.shape
    largest = max(1, max((abs(int(v)) for v in (matrices.min(), matrices.max())), default=0)) if matrices.size else 1
    fits = math.factorial(d) * largest**d < 1 << 62
    matrices = matrices.astype(np.int64 if fits else object)
    minors = {0: np.ones(k, dtype=matrices.dtype)}
    for column in range(d):
        wider: dict[int, Array] = {}
        for rows in combinations(range(d), column + 1):
            mask = sum(1 << r for r in rows)
            total = np.zeros(k, dtype=matrices.dtype)
            for place, r in enumerate(rows):
                product = matrices[:, r, column] * minors[mask ^ 1 << r]
                total = total + product if (column - place) % 2 == 0 else total - product
            wider[mask] = total
        minors = wider
    return minors[(1 << d) - 1]
