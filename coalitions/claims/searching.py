"""The search for a small rational point where a query holds: grids of rising denominators, boundaries, and lines.

Every point is confirmed in exact arithmetic, so that finding none says nothing and finding one settles the claim.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from ..check import Context, Fact, Poly, Tree
from .identities import degree, primitive

Point = tuple[Fraction, ...]
Array = npt.NDArray[Any]

#: Rounds of (largest denominator, largest absolute value); a grid larger than its budget is left out.
ROUNDS = ((4, 2), (8, 4), (12, 10), (60, 2), (24, 24), (60, 100))


@dataclass(frozen=True, slots=True)
class Query:
    """What a point has to satisfy, as a tree over numbered polynomials of whole numbers."""

    n: int
    integers: tuple[bool, ...]
    polys: tuple[Poly, ...]
    tree: Any  # (op, index), ("and", trees) or ("or", trees)
    box: tuple[tuple[Fraction | None, Fraction | None], ...]

    @classmethod
    def from_tree(cls, tree: Tree, integers: tuple[bool, ...]) -> Query:
        """The query of a claim; intervals for single parameters are read off its facts."""
        places: dict[Any, int] = {}
        polys: list[Poly] = []

        def compiled(node: Tree) -> Any:
            head, body = node
            if head != "fact":
                return head, [compiled(part) for part in body]
            poly, _ = primitive(body[0])
            key = frozenset(poly.items())
            if key not in places:
                places[key] = len(polys)
                polys.append(poly)
            return body[1], places[key]

        out = compiled(tree)
        facts = Context([], [], integers).assume(tree).facts
        return cls(len(integers), integers, tuple(polys), out, _box(facts, len(integers)))

    def holds_at(self, point: Point) -> bool:
        """Whether the query holds at a point, in exact arithmetic."""
        if any(whole and x.denominator != 1 for x, whole in zip(point, self.integers, strict=True)):
            return False

        def sign(poly: Poly) -> int:
            value = value_at(poly, point)
            return (value > 0) - (value < 0)

        return self.holds(sign)

    def holds(self, sign: Callable[[Poly], int]) -> bool:
        """Whether the query holds where its polynomials have these signs."""

        def true(node: Any) -> bool:
            head, body = node
            if head in ("and", "or"):
                return all(map(true, body)) if head == "and" else any(map(true, body))
            return sign(self.polys[body]) in {">": (1,), ">=": (0, 1), "==": (0,), "!=": (-1, 1)}[head]

        return true(self.tree)

    def cells(self, limit: int) -> Iterator[list[Fact]]:
        """Conjunctions of facts that together make up the query, at most `limit` of them."""
        return islice(self._cells(self.tree), limit)

    def _cells(self, node: Any) -> Iterator[list[Fact]]:
        facts: list[Fact] = []
        choices: list[list[Any]] = []
        todo = [node]
        while todo:
            head, body = todo.pop()
            if head == "and":
                todo += reversed(body)
            elif head == "or":
                choices.append(body)
            else:
                facts.append((self.polys[body], head))
        if all(choices):
            yield from self._chosen(facts, choices)

    def _chosen(self, facts: list[Fact], choices: list[list[Any]]) -> Iterator[list[Fact]]:
        if not choices:
            yield facts
            return
        for part in choices[0]:
            for more in self._cells(part):
                yield from self._chosen(facts + more, choices[1:])


def value_at(poly: Poly, point: Point) -> Fraction:
    """The exact value of a polynomial."""
    total = Fraction(0)
    for m, c in poly.items():
        term = Fraction(c)
        for x, e in zip(point, m, strict=True):
            if e:
                term *= x**e
        total += term
    return total


def _box(facts: Sequence[Fact], n: int) -> tuple[tuple[Fraction | None, Fraction | None], ...]:
    """For every parameter the interval that linear facts about it alone leave."""
    box: list[list[Fraction | None]] = [[None, None] for _ in range(n)]
    for poly, op in facts:
        used = [i for i in range(n) if any(m[i] for m in poly)]
        if len(used) != 1 or degree(poly) != 1 or op == "!=":
            continue
        i = used[0]
        slope = Fraction(next(c for m, c in poly.items() if any(m)))
        at = -Fraction(poly.get((0,) * n, 0)) / slope
        low, high = box[i]
        if (slope > 0 or op == "==") and (low is None or at > low):
            box[i][0] = at
        if (slope < 0 or op == "==") and (high is None or at < high):
            box[i][1] = at
    return tuple((low, high) for low, high in box)


# -- grids ------------------------------------------------------------------------------------------------------------------


def search_grids(query: Query, work: int, rounds: Sequence[tuple[int, int]] = ROUNDS) -> Point | None:
    """The point of the smallest denominator, then the smallest numerators, on grids that fit into an amount of work."""
    if all(low is not None and low == high for low, high in query.box):
        point = tuple(Fraction(low or 0) for low, _ in query.box)
        return point if query.holds_at(point) else None
    terms = 1 + sum(map(len, query.polys))
    seen: set[tuple[int, int]] = set()
    for largest, bound in rounds:
        for denominator in range(1, largest + 1):
            axes = [_axis(query, i, denominator, bound) for i in range(query.n)]
            size = math.prod(map(len, axes))
            if (denominator, bound) in seen or not size or size * terms > work:
                continue
            seen.add((denominator, bound))
            work -= size * terms // 4
            found = _on_grid(query, axes, denominator)
            if found is not None:
                return found
    return None


def _axis(query: Query, i: int, denominator: int, bound: int) -> Array:
    """The numerators of one parameter: within its interval, at most `bound` from the number in it that is nearest to zero."""
    low, high = query.box[i]
    nearest = max(Fraction(0), low) if low is not None else Fraction(0)
    nearest = min(nearest, high) if high is not None else nearest
    first = math.ceil(denominator * (nearest - bound if low is None else max(low, nearest - bound)))
    last = math.floor(denominator * (nearest + bound if high is None else min(high, nearest + bound)))
    if max(abs(first), abs(last)) >= 1 << 60:
        return np.arange(0)  # too large for whole numbers of 64 bits: left to the other searches
    axis = np.arange(first, last + 1, dtype=np.int64)
    return axis[axis % denominator == 0] if query.integers[i] else axis


def _on_grid(query: Query, axes: Sequence[Array], denominator: int) -> Point | None:
    return _first_hit(query, [a.ravel() for a in np.meshgrid(*axes, indexing="ij")], denominator)


def search_random(query: Query, size: int = 20_000) -> Point | None:
    """A point among some with small random numerators, the same ones every time; for more parameters than grids can take."""
    rng = np.random.default_rng(0)
    for denominator, bound in ((1, 3), (2, 3), (4, 2), (12, 1), (3, 10)):
        axes = [_axis(query, i, denominator, bound) for i in range(query.n)]
        if axes and all(map(len, axes)):
            found = _first_hit(query, [rng.choice(axis, size) for axis in axes], denominator)
            if found is not None:
                return found
    return None


def _first_hit(query: Query, points: Sequence[Array], denominator: int) -> Point | None:
    """Of points given by numerators, the one with the smallest numerators where the query holds."""
    size = len(points[0])
    signs: dict[int, Array] = {}

    def true(node: Any) -> Array:
        head, body = node
        if head in ("and", "or"):
            out = np.full(size, head == "and")
            for part in body:
                out = out & true(part) if head == "and" else out | true(part)
                if head == "and" and not out.any():
                    break
            return out
        if body not in signs:
            signs[body] = _signs(query.polys[body], points, denominator, size)
        s = signs[body]
        hit: Array = {">": s > 0, ">=": s >= 0, "==": s == 0, "!=": s != 0}[head]
        return hit

    hits = np.flatnonzero(true(query.tree))
    if not len(hits):
        return None
    table = np.abs(np.stack([p[hits] for p in points]))
    order = np.lexsort((-np.sum([p[hits] for p in points], axis=0), table.sum(axis=0), table.max(axis=0)))
    for k in hits[order[:50]]:
        point = tuple(Fraction(int(p[k]), denominator) for p in points)
        if query.holds_at(point):
            return point
    return None


def _signs(poly: Poly, points: Sequence[Array], denominator: int, size: int) -> Array:
    """The signs of a polynomial at numerators / denominator: exact in whole numbers, else (large ones) in floats."""
    top = degree(poly)
    largest = [max(1, int(np.abs(p).max())) for p in points]
    bound = sum(
        abs(c) * denominator ** (top - sum(m)) * math.prod(x**e for x, e in zip(largest, m, strict=True))
        for m, c in poly.items()
    )
    if bound > 10**300:
        return np.zeros(size)  # unknown: the exact confirmation decides
    dtype: Any = np.int64 if bound < 1 << 62 else np.float64
    total = np.zeros(size, dtype=dtype)
    numbers = [p.astype(dtype) for p in points]
    for m, c in poly.items():
        term = np.full(size, dtype(c * denominator ** (top - sum(m))), dtype=dtype)
        for p, e in zip(numbers, m, strict=True):
            for _ in range(e):
                term *= p
        total += term
    if dtype is np.float64:
        total[np.abs(total) < 1e-12 * float(bound)] = 0
    signs: Array = np.sign(total)
    return signs


# -- simpler numbers ----------------------------------------------------------------------------------------------------------


def simplified(query: Query, point: Point) -> Point:
    """A point near at hand with smaller numbers, found by changing one coordinate at a time."""
    current = list(point)
    improved = True
    while improved:
        improved = False
        for i, x in enumerate(current):
            for candidate in _simpler(x, query.integers[i]):
                if query.holds_at((*current[:i], candidate, *current[i + 1 :])):
                    current[i], improved = candidate, True
                    break
    return tuple(current)


def _height(x: Fraction) -> tuple[int, int, bool]:
    return x.denominator, abs(x.numerator), x < 0


def _simpler(x: Fraction, whole: bool) -> Iterator[Fraction]:
    """Numbers with a smaller denominator, or the same and a smaller numerator: small ones first, then some near x."""
    for q in range(1, 1 if whole else min(x.denominator, 12) + 1) if not whole else (1,):
        near = {math.floor(x * q), math.ceil(x * q)}
        for p in sorted({*range(-6, 7), *near}, key=lambda p: (abs(p), p < 0)):
            candidate = Fraction(p, q)
            if _height(candidate) < _height(x):
                yield candidate


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """The number with the smallest denominator strictly between two numbers (Stern and Brocot)."""
    if low < 0 < high:
        return Fraction(0)
    if high <= 0:
        return -simplest_between(-high, -low)
    whole = math.floor(low)
    if whole + 1 < high:
        return Fraction(whole + 1)
    if low == whole:
        return whole + Fraction(1, math.floor(1 / (high - whole)) + 1)
    return whole + 1 / simplest_between(1 / (high - whole), 1 / (low - whole))
