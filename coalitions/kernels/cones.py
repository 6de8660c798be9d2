"""The extreme rays of a cone {y : A y >= 0}, in whole numbers: the double description method.

The rows are taken one by one; the rays of the cone so far are kept with the set of rows that are tight at each. A new row keeps
the rays on its side, and cuts each two-dimensional face between a ray on its side and one beyond it in a new ray (Motzkin,
Raiffa, Thompson and Thrall 1953). Two rays span such a face iff no third ray is tight wherever both are (Fukuda and Prodon
1996), which needs no general position, so ties are no special case. The vertices of {x : A x >= b} are the rays with t > 0 of
{(x, t) : A x - b t >= 0, t >= 0}, and the facets of a hull of points p are the rays (a, b) of {(a, b) : a p - b >= 0}.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from ..errors import LimitExceededError

Array = npt.NDArray[Any]
Ray = tuple[int, ...]

PER_PIECE = 300_000  #: comparisons of rays that a limit of one piece stands for
BLOCK = 1 << 22  #: entries of a comparison of pairs with rays that are held at once


def echelon(rows: Sequence[Sequence[Any]]) -> tuple[list[list[Fraction]], list[int], list[int]]:
    """The reduced row echelon form without its zero rows, the pivot columns, and which of the rows were independent."""
    reduced: list[list[Fraction]] = []
    pivots: list[int] = []
    independent = []
    for k, row in enumerate(rows):
        new = [Fraction(v) for v in row]
        for base, p in zip(reduced, pivots, strict=True):
            if new[p]:
                new = [a - new[p] * b for a, b in zip(new, base, strict=True)]
        pivot = next((j for j, v in enumerate(new) if v), None)
        if pivot is None:
            continue
        new = [v / new[pivot] for v in new]
        reduced = [[a - base[pivot] * b for a, b in zip(base, new, strict=True)] if base[pivot] else base for base in reduced]
        reduced.append(new)
        pivots.append(pivot)
        independent.append(k)
    order = sorted(range(len(pivots)), key=pivots.__getitem__)
    return [reduced[i] for i in order], [pivots[i] for i in order], independent


def primitive(numbers: Sequence[Any]) -> Ray:
    """The whole numbers without a common divisor that are a positive multiple of these."""
    scale = math.lcm(*(Fraction(v).denominator for v in numbers))
    whole = [int(v * scale) for v in numbers]
    common = math.gcd(*whole) or 1
    return tuple(v // common for v in whole)


def extreme_rays(rows: Sequence[Sequence[int]], width: int, *, pieces: int) -> list[Ray]:
    """The extreme rays, as whole numbers without a common divisor, of {y in R**width : row y >= 0 for all rows}.

    The cone must contain no line, so the rows have full rank. It may be {0}, and it may be flat. `pieces` bounds the number of
    rays at any step, and the comparisons of rays in all. Cost: for each row, the product of the rays on both sides, and their
    number times the pairs that span a face.
    """
    first = echelon(rows)[2]
    if len(first) != width:
        raise ValueError(f"expected rows of rank {width}, so that the cone contains no line, got rank {len(first)}")
    rays = np.array([primitive(column) for column in _inverse_columns([rows[k] for k in first])], dtype=object)
    tight = np.zeros((width, len(rows)), dtype=bool)
    tight[:, first] = ~np.eye(width, dtype=bool)
    work = 0
    for k in sorted(set(range(len(rows))) - set(first)):
        side = rays @ np.array(rows[k], dtype=object)
        beyond = np.flatnonzero(side < 0)
        tight[:, k] = side == 0
        if not len(beyond):
            continue
        inside = np.flatnonzero(side > 0)
        p, q, steps = _adjacent(tight, inside, beyond, width, PER_PIECE * (pieces + 1000) - work)
        work += steps
        made = side[p, None] * rays[q] - side[q, None] * rays[p]
        both = tight[p] & tight[q]
        both[:, k] = True
        kept = side >= 0
        made = made // np.gcd.reduce(made, axis=1)[:, None] if len(made) else made
        rays, tight = np.concatenate([rays[kept], made]), np.concatenate([tight[kept], both])
        if len(rays) > pieces:
            raise LimitExceededError(
                f"expected at most pieces={pieces} corners on the way to a polytope, got {len(rays)}; write "
                f"pieces={max(4 * pieces, 2 * len(rays))} if time and memory are there, or ask for one point "
                "(find_core_point, nucleolus)"
            )
        if not len(rays):
            return []
    return [tuple(map(int, ray)) for ray in rays]


def _inverse_columns(square: Sequence[Sequence[int]]) -> list[list[Fraction]]:
    """The columns of the inverse: the j-th has product 1 with row j, 0 with the others."""
    n = len(square)
    reduced, _, _ = echelon([[*row, *(int(i == j) for j in range(n))] for i, row in enumerate(square)])
    return [[reduced[i][n + j] for i in range(n)] for j in range(n)]


def _adjacent(tight: Array, inside: Array, beyond: Array, width: int, left: int) -> tuple[Array, Array, int]:
    """The pairs of a ray inside and one beyond that span a face of dimension two, and the comparisons made, `left` at most."""
    used = tight[beyond].any(axis=0)  # rows that are tight at no ray beyond are in no common set
    marks = tight[:, used].astype(np.float32)  # products of 0 and 1 count exactly here, and fast
    work = len(inside) * len(beyond) * marks.shape[1]
    _within(work, left)
    a, b = np.nonzero(marks[inside] @ marks[beyond].T >= width - 2)
    p, q = inside[a], beyond[b]
    work += len(p) * marks.size
    _within(work, left)
    spans = np.empty(len(p), dtype=bool)
    step = max(1, BLOCK // max(1, len(tight)))
    for start in range(0, len(p), step):
        block = slice(start, start + step)
        both = marks[p[block]] * marks[q[block]]
        spans[block] = (both @ (1 - marks).T == 0).sum(axis=1) == 2
    return p[spans], q[spans], work


def _within(work: int, left: int) -> None:
    if work > left:
        raise LimitExceededError(
            f"expected at most {PER_PIECE} * (pieces + 1000) comparisons of corners on the way to a polytope, got "
            f"{work - left} more; write a larger number of pieces if time is there, or ask for one point "
            "(find_core_point, nucleolus)"
        )
