"""Unions of polytopes, cut by inequalities piece by piece, in whole numbers.

A corner x is kept as the whole vector (t x, t) with t > 0 and without a common divisor, an inequality a x >= b as the row
(a, -b): it holds at x iff row (t x, t) >= 0. A cut keeps the corners on its side and adds one on each edge that it crosses (the
double description method of Motzkin, Raiffa, Thompson and Thrall 1953, for bounded sets). Two corners span an edge iff no
third one is tight wherever both are, which needs no general position.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .cones import echelon, extreme_rays, primitive

Ray = tuple[int, ...]
Point = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A polytope that is not empty: its corners, the rows that it satisfies, and for each corner which are tight there."""

    corners: tuple[Ray, ...]
    rows: tuple[Ray, ...]
    tight: tuple[int, ...]  #: for each corner, bit k says that row k holds with equality

    def points(self) -> tuple[Point, ...]:
        """The corners in fractions, in ascending order."""
        return tuple(sorted(tuple(Fraction(a, ray[-1]) for a in ray[:-1]) for ray in self.corners))


def product(row: Sequence[int], ray: Sequence[int]) -> int:
    """The scalar product."""
    return sum(a * b for a, b in zip(row, ray, strict=True))


def simplex(least: Sequence[Any], total: Any) -> Cell | None:
    """All x with x_i >= least_i that add up to the total; None if there are none."""
    n, spare = len(least), total - sum(least)
    if spare < 0 or (n == 0 and spare != 0):
        return None
    tops = [[a + spare * (i == k) for i, a in enumerate(least)] for k in range(n)] if spare else [list(least)]
    corners = [primitive([*top, 1]) for top in tops]
    rows = [primitive([*(int(i == k) for i in range(n)), -a]) for k, a in enumerate(least)]
    return Cell(tuple(corners), tuple(rows), tuple(_tight(rows, corner) for corner in corners))


def hull(points: Sequence[Sequence[Any]]) -> Cell:
    """The polytope that points span, by its corners and its facets; its own plane is kept as pairs of opposite rows.

    The facets are the extreme rays of the cone of rows that hold at all points, once the coordinates that depend on others are
    dropped.
    """
    given = [primitive([*point, 1]) for point in points]
    width = len(given[0])
    reduced, pivots, _ = echelon(given)
    free = [k for k in range(width) if k not in pivots]
    equal = []
    for k in free:  # on the plane, coordinate k is a combination of the others: that difference is zero
        row = [Fraction(0)] * width
        row[k] = Fraction(1)
        for base, pivot in zip(reduced, pivots, strict=True):
            row[pivot] = -base[k]
        equal.append(primitive(row))
    short = [[ray[k] for k in pivots] for ray in given]
    facets = [] if len(pivots) == 1 else extreme_rays(short, len(pivots), pieces=10**6)
    rows = [tuple(dict(zip(pivots, facet, strict=True)).get(k, 0) for k in range(width)) for facet in facets]
    rows += [tuple(sign * a for a in row) for row in equal for sign in (1, -1)]
    tight = {ray: _tight(rows, ray) for ray in given}
    corners = [ray for ray in tight if not any(tight[ray] & ~tight[other] == 0 for other in tight if other != ray)]
    return Cell(tuple(corners), tuple(rows), tuple(tight[ray] for ray in corners))


def _tight(rows: Sequence[Ray], ray: Ray) -> int:
    return sum(1 << k for k, row in enumerate(rows) if product(row, ray) == 0)


def cut(cell: Cell | None, rows: Iterable[Sequence[int]]) -> Cell | None:
    """The part of a polytope that satisfies the rows, None if there is none. Cost: corners**3 for each row that cuts."""
    for row in rows:
        if cell is None:
            return None
        values = [product(row, ray) for ray in cell.corners]
        if min(values) < 0:
            cell = _cut_through(cell, tuple(row), values) if max(values) >= 0 else None
    return cell


def _cut_through(cell: Cell, row: Ray, values: list[int]) -> Cell:
    bit = 1 << len(cell.rows)
    corners = [ray for ray, value in zip(cell.corners, values, strict=True) if value >= 0]
    tight = [t | (bit if value == 0 else 0) for t, value in zip(cell.tight, values, strict=True) if value >= 0]
    for p, above in enumerate(values):
        for q, below in enumerate(values):
            if above > 0 > below:
                common = cell.tight[p] & cell.tight[q]
                if any(common & ~t == 0 for k, t in enumerate(cell.tight) if k not in (p, q)):
                    continue
                made = [above * b - below * a for a, b in zip(cell.corners[p], cell.corners[q], strict=True)]
                divisor = math.gcd(*made)
                corners.append(tuple(a // divisor for a in made))
                tight.append(common | bit)
    return Cell(tuple(corners), (*cell.rows, row), tuple(tight))


def maximal_cells(cells: Iterable[Cell]) -> list[Cell]:
    """Those of the polytopes that lie in no other, each once: the same union."""
    distinct = list({frozenset(cell.corners): cell for cell in cells}.values())
    return [cell for cell in distinct if not any(_lies_in(cell, other) for other in distinct if other is not cell)]


def _lies_in(cell: Cell, other: Cell) -> bool:
    return all(product(row, ray) >= 0 for row in other.rows for ray in cell.corners)


def joined_segments(pieces: Iterable[tuple[Point, ...]]) -> tuple[tuple[Point, ...], ...]:
    """Polytopes by their corners in order, where segments in one line that meet at an end have become one."""
    left = sorted(set(pieces), key=lambda piece: (-len(piece), piece))
    k = 0
    while k < len(left):
        for other in left[k + 1 :]:
            if len(left[k]) == len(other) == 2 and set(left[k]) & set(other):
                ends = sorted({*left[k], *other})
                if len(echelon([[*p, 1] for p in ends])[1]) == 2:
                    left.remove(other)
                    left[k] = (ends[0], ends[-1])
                    k = -1
                    break
        k += 1
    return tuple(sorted(left, key=lambda piece: (-len(piece), piece)))


def _somewhere(cell: Cell, strict: Sequence[Ray]) -> bool:
    """Whether rows that hold on a polytope hold with > 0 at some point of it."""
    return all(any(product(row, ray) > 0 for ray in cell.corners) for row in strict)


def difference(
    cell: Cell, others: Sequence[Cell], strict: tuple[Ray, ...] = (), count: Callable[[], None] = lambda: None
) -> Point | None:
    """A point of a polytope that lies in none of the others, None if there is none.

    `strict` are rows that hold on all of the polytope, and shall hold with > 0 at the point. `count` is called for every other
    polytope that cuts a part in pieces; it may raise an error.
    """
    left = [(cell, 0, strict)]  # parts that lie in none of the first others
    while left:
        part, k, above = left.pop()
        if not _somewhere(part, above):
            continue
        while k < len(others) and not _meets(part, others[k], above):
            k += 1
        if k == len(others):  # each strict row is positive at some corner and nowhere negative, so it is positive at the mean
            points = part.points()
            return tuple(sum(column, Fraction(0)) / len(points) for column in zip(*points, strict=True))
        count()
        for row in reversed(others[k].rows):
            beyond = tuple(-a for a in row)
            rest = cut(part, [beyond])
            if rest is not None:
                left.append((rest, k + 1, (*above, beyond)))
    return None


def _meets(cell: Cell, other: Cell, strict: Sequence[Ray]) -> bool:
    common = cut(cell, other.rows)
    return common is not None and _somewhere(common, strict)
