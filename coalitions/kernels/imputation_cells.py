"""Domination between imputations, for unions of polytopes.

x dominates y through S if x_i > y_i for all i in S and x(S) <= v(S). The y that some x of a polytope P dominates through S are
those with y_S in the interior of {x_S : x in P, x(S) <= v(S)} minus the nonnegative orthant: a polyhedron, whose facets
c y <= d have c >= 0. So y is dominated iff all of its facets hold strictly, and not dominated iff one is met or broken: which
makes the imputations that are not dominated a union of closed polytopes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..errors import LimitExceededError
from .cells import Cell, Point, Ray, cut, difference, product, simplex
from .cones import extreme_rays, primitive


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a set of imputations is not stable: a point of it that another dominates, or one outside that none dominates.

    A point of the set that is no imputation has neither `better` nor `mask`, and `inside` is True.
    """

    point: Point
    inside: bool
    better: Point | None = None
    mask: int = 0


def imputations(worths: Sequence[int]) -> Cell | None:
    """All x with x(N) = v(N) and x_i >= v(i)."""
    n = len(worths).bit_length() - 1
    return simplex([worths[1 << i] for i in range(n)], worths[-1])


def effective(worths: Sequence[int]) -> list[int]:
    """The coalitions through which an imputation can dominate another: more than all of their v(i), and not N."""
    n = len(worths).bit_length() - 1
    alone = [sum(worths[1 << i] for i in range(n) if mask >> i & 1) for mask in range(len(worths))]
    return [mask for mask in range(1, len(worths) - 1) if worths[mask] > alone[mask]]


def dominion(cell: Cell, worths: Sequence[int], mask: int) -> list[Ray]:
    """Rows such that a point of the polytope dominates y through the coalition iff all of them are > 0 at y; [] if none can."""
    n = len(worths).bit_length() - 1
    part = cut(cell, [affordable(worths, mask)])
    if part is None:
        return []
    members = [i for i in range(n) if mask >> i & 1]
    generators = [[*(ray[i] for i in members), ray[-1]] for ray in part.corners]
    generators += [[-int(i == k) for k in members] + [0] for i in members]
    rows = []
    for facet in extreme_rays(generators, len(members) + 1, pieces=10**6):
        if any(facet[:-1]):  # not the one at infinity
            row = [0] * n + [facet[-1]]
            for i, a in zip(members, facet, strict=False):
                row[i] = a
            rows.append(tuple(row))
    return rows


def affordable(worths: Sequence[int], mask: int) -> Ray:
    """The row of x(S) <= v(S)."""
    n = len(worths).bit_length() - 1
    return (*(-(mask >> i & 1) for i in range(n)), int(worths[mask]))


def counter(limit: int) -> Callable[[], None]:
    """A function that raises an error when it is called more often than the limit."""
    cuts = 0

    def count() -> None:
        nonlocal cuts
        cuts += 1
        if cuts > limit:
            raise LimitExceededError(
                f"expected at most cuts={limit} cuts to find the imputations that are not dominated and not in the set, got "
                f"more; write cuts={max(4 * limit, 4)} if time is there, or give a set of fewer pieces"
            )

    return count


def undominated(cells: Sequence[Cell], worths: Sequence[int], count: Callable[[], None]) -> Iterator[Cell]:
    """The imputations that no point of the polytopes dominates, as polytopes one by one; `count` is called for every cut."""
    regions = [rows for mask in effective(worths) for cell in cells if (rows := dominion(cell, worths, mask))]
    start = imputations(worths)
    left = [] if start is None else [(start, 0)]
    while left:
        part, k = left.pop()
        if any(all(product(row, ray) > 0 for row in rows for ray in part.corners) for rows in regions[k:]):
            continue
        while k < len(regions) and _strictly(part, regions[k]) is None:
            k += 1
        if k == len(regions):
            yield part
            continue
        left += [(rest, k + 1) for rest in _without(part, regions[k])]
        count()


def _without(cell: Cell, rows: Sequence[Ray]) -> Iterator[Cell]:
    """The part of a polytope where the first row is <= 0, the part where the second is the first such row, and so on."""
    for k, row in enumerate(rows):
        part = cut(cell, [tuple(-a for a in row)])
        if part is not None and difference(part, (), tuple(rows[:k])) is not None:
            yield part
        rest = cut(cell, [row])
        if rest is None:
            return
        cell = rest


def first_flaw(cells: Sequence[Cell], worths: Sequence[int], *, limit: int) -> Flaw | None:
    """Why the union of some polytopes is not a stable set, or None if it is one."""
    everything = imputations(worths)
    for cell in cells:
        for point in cell.points():
            ray = primitive([*point, 1])
            if sum(point) != worths[-1] or everything is None or any(product(row, ray) < 0 for row in everything.rows):
                return Flaw(point, True)
    for mask in effective(worths):
        for cell in cells:
            rows = dominion(cell, worths, mask)
            for other in cells if rows else ():
                worse = _strictly(other, rows)
                if worse is not None:
                    return Flaw(worse, True, _dominating(cell, worths, mask, worse), mask)
    count = counter(limit)
    for region in undominated(cells, worths, count):
        outside = difference(region, cells, (), count)
        if outside is not None:
            return Flaw(outside, False)
    return None


def _strictly(cell: Cell, rows: Sequence[Ray]) -> Point | None:
    """A point of a polytope at which all rows are > 0."""
    part = cut(cell, rows)
    return None if part is None else difference(part, (), tuple(rows))


def _dominating(cell: Cell, worths: Sequence[int], mask: int, worse: Point) -> Point | None:
    """A point of the polytope that dominates another through the coalition."""
    n = len(worse)
    above = [primitive([*(Fraction(int(i == k)) for k in range(n)), -worse[i]]) for i in range(n) if mask >> i & 1]
    part = cut(cell, [affordable(worths, mask)])
    return None if part is None else _strictly(part, above)
