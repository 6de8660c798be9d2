"""That simplices fill a polytope {x : A x >= b}, so that their corners are all of its vertices; or that it is empty.

Everything is in whole numbers, and nothing is searched for. The polytope is shown to be the union of the simplices, without
overlap, as follows.

1. All points satisfy all inequalities; so the simplices lie in the polytope P.
2. P lies in the plane that the points span: positive weights w on inequalities that are tight at all points satisfy w A = 0, so
   that w (A x - b) is the same for all x; it is 0 at the points, and so each weighted inequality is tight on all of P. Their
   rank is the number of dimensions that P lacks.
3. Each side of each simplex is paired with the same side of another simplex that lies beyond it, or lies in the boundary of P,
   since an inequality that is not tight everywhere is tight at all its corners.

Suppose that the union misses a point of P. It is closed, so it misses a point y in the interior of P (within its plane). Join y
with a point z inside a simplex, such that the segment meets no face of a simplex with two dimensions less; almost all z do. The
last point of the segment in the union lies inside a side of a simplex and in the interior of P; by 3 there is a simplex beyond
it, and the union goes on: a contradiction. By the same step, the number of simplices around a point is the same everywhere
inside P, except on sides. It is 1 if the center of the first simplex lies in no other: so the volumes add up.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

import numpy as np

from ..errors import CertificateError
from ..kernels.cones import echelon
from ..kernels.simplices import Simplex, determinants
from ..scalars import Array


@dataclass(frozen=True, slots=True)
class Filled:
    """What was proved: which inequalities are tight at which points, the volume, and the sum of points that is the centroid.

    The volume is in the units of the numbers that came, and measures the plane of the points so that the smallest
    parallelepiped of whole vectors in it has volume 1.
    """

    tight: Array
    volume: Fraction
    centroid: tuple[Fraction, ...]


def products(points: Array, rows: Array) -> Array:
    """The scalar product of each point with each row, in int64 only where a bound shows that it fits."""
    largest = [max(1, abs(int(a.max())), abs(int(a.min()))) if a.size else 1 for a in (points, rows)]
    fits = largest[0] * largest[1] * max(1, points.shape[1]) < 1 << 60
    dtype: Any = np.int64 if fits else object
    out: Array = points.astype(dtype) @ rows.astype(dtype).T
    return out


def check_filled(
    points: Array, rows: Array, bounds: Array, simplices: Sequence[Simplex], weights: Mapping[int, Fraction]
) -> Filled:
    """The proof that {x : rows x >= bounds} is what the simplices fill, and that the points are its vertices.

    `simplices` hold places of points, `weights` are on places of rows. Cost: for k points, m rows and s simplices in d
    dimensions, some k (k + d) m + s d 2**d products.
    """
    k, width = points.shape
    if k == 0:
        raise CertificateError("expected at least one point, or weights that rule all points out")
    slack = products(points, rows) - bounds
    if (slack < 0).any():
        raise CertificateError("expected points that satisfy all inequalities, got one that does not")
    tight = slack == 0
    marks = tight.astype(np.float32)
    if ((marks @ (1 - marks).T) == 0).sum() != k:  # a corner is not the mean of others iff none of them is on all its sides
        raise CertificateError("expected corners, each of them on inequalities that no other is on together")
    _, pivots, _ = echelon((points[1:] - points[0]).tolist())
    _spans(rows, tight.all(axis=0), weights, width - len(pivots))
    coordinates = np.concatenate([np.ones((k, 1), dtype=object), points[:, pivots]], axis=1)
    volumes = _volumes(coordinates, simplices)
    if pivots:
        _no_gap([int(v) for v in np.sign(volumes)], simplices, _sides(tight[:, ~tight.all(axis=0)]))
        _no_overlap(coordinates, volumes, simplices)
    elif list(simplices) != [(0,)]:
        raise CertificateError("expected a single point to be its own simplex")
    first = points[list(simplices[0])]
    unit = _lattice_unit(first[1:] - first[0], pivots)
    total = sum(map(abs, volumes.tolist()))
    moments = (abs(volumes)[:, None] * points[np.array(simplices)].sum(axis=1)).sum(axis=0).tolist()
    centroid = tuple(Fraction(int(m), (len(pivots) + 1) * total) for m in moments)
    return Filled(tight, Fraction(total, math.factorial(len(pivots))) * unit, centroid)


def check_empty(rows: Array, bounds: Array, weights: Mapping[int, Fraction]) -> None:
    """The proof that {x : rows x >= bounds} is empty: positive weights with w rows = 0 and w bounds > 0 (Farkas 1902)."""
    _positive(weights, len(rows))
    combined = [sum((w * int(rows[k, j]) for k, w in weights.items()), Fraction(0)) for j in range(rows.shape[1])]
    if any(combined) or sum((w * int(bounds[k]) for k, w in weights.items()), Fraction(0)) <= 0:
        raise CertificateError("expected weights on inequalities that cannot hold together, got some that can")


def _positive(weights: Mapping[int, Fraction], rows: int) -> None:
    for k, weight in weights.items():
        if not 0 <= k < rows or weight <= 0:
            raise CertificateError(f"expected positive weights on the inequalities of this set, got {weight} on number {k}")


def _spans(rows: Array, everywhere: Array, weights: Mapping[int, Fraction], lacking: int) -> None:
    """Step 2: the weighted inequalities are tight on the whole polytope, and leave no more dimensions than the points span."""
    _positive(weights, len(rows))
    if not all(everywhere[k] for k in weights):
        raise CertificateError("expected weights on inequalities that are tight at all corners")
    combined = [sum((w * int(rows[k, j]) for k, w in weights.items()), Fraction(0)) for j in range(rows.shape[1])]
    if any(combined) or len(echelon([rows[k].tolist() for k in weights])[1]) != lacking:
        raise CertificateError(f"expected balanced weights that take away {lacking} dimensions, got others")


def _volumes(coordinates: Array, simplices: Sequence[Simplex]) -> Array:
    """The determinant of each simplex; simplices have ascending corners among the points, and none is flat."""
    k, width = coordinates.shape
    for simplex in simplices:
        ascending = all(type(i) is int for i in simplex) and all(i < j for i, j in pairwise(simplex))
        if len(simplex) != width or not ascending or not 0 <= simplex[0] <= simplex[-1] < k:
            raise CertificateError(f"expected simplices of {width} corners in ascending order, got {simplex}")
    if not simplices:
        raise CertificateError("expected simplices that fill the polytope, got none")
    volumes = determinants(coordinates[np.array(simplices)])
    if (volumes == 0).any():
        raise CertificateError("expected simplices with a volume, got a flat one")
    return volumes


def _sides(tight: Array) -> list[int]:
    """For each point, the bit mask of the inequalities that are tight at it."""
    return [int.from_bytes(row.tobytes(), "big") for row in np.packbits(tight, axis=1)]


def _no_gap(signs: list[int], simplices: Sequence[Simplex], sides: list[int]) -> None:
    """Step 3: beyond each side of a simplex there is another one, or the outside."""
    single: dict[Simplex, int] = {}
    for simplex, sign in zip(simplices, signs, strict=True):
        for j in range(len(simplex)):
            ridge = simplex[:j] + simplex[j + 1 :]
            where = sign if j % 2 == 0 else -sign  # on which side of the ridge the remaining corner lies
            if single.get(ridge) == where:
                raise CertificateError("expected simplices on opposite sides of what they share, got an overlap")
            if single.pop(ridge, 0) == 0:
                single[ridge] = where
    for ridge in single:
        common = -1
        for i in ridge:
            common &= sides[i]
        if not common:
            raise CertificateError("expected simplices without a gap, got one with nothing beyond a side inside the polytope")


def _no_overlap(coordinates: Array, volumes: Array, simplices: Sequence[Simplex]) -> None:
    """The center of the first simplex lies in no other, by the signs of its barycentric coordinates there."""
    width = coordinates.shape[1]
    center = coordinates[list(simplices[0])].sum(axis=0)  # times the number of corners, which changes no sign
    corners = coordinates[np.array(simplices)]
    left = np.arange(1, len(simplices))
    for j in reversed(range(width)):  # the first corner is often common to all, and tells nothing
        moved = corners[left]
        moved[:, j] = center
        left = left[np.sign(determinants(moved)) * np.sign(volumes[left]) >= 0]
    if len(left):
        raise CertificateError("expected simplices that do not overlap, got two that do")


def _lattice_unit(edges: Array, pivots: Sequence[int]) -> Fraction:
    """What a volume in the pivot coordinates is to be multiplied with, so that the whole vectors of the plane have cell 1.

    Whole vectors span a cell of as many units as the greatest common divisor of their maximal minors.
    """
    d = len(pivots)
    minors = determinants(np.array([edges[:, list(columns)] for columns in combinations(range(edges.shape[1]), d)]))
    shadow = determinants(edges[None][:, :, list(pivots)])[0]
    return Fraction(math.gcd(*map(int, minors)), abs(int(shadow)))
