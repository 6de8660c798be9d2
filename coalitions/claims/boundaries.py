"""Points that grids miss: on the surfaces where facts become equations, and on lines through grid points."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, islice, pairwise, product

from ..check import Fact, Poly, add, constant, is_constant, mul, scaled
from ..kernels.lp import maximize
from .identities import degree, primitive
from .searching import ROUNDS, Point, Query, search_grids, simplest_between, value_at
from .univariate import Feasible

Factor = Callable[[Poly], tuple[Fraction, list[tuple[Poly, int]]]]
Pin = tuple[int, Poly, Poly]  #: parameter i equals -rest / lead


def leading(poly: Poly, i: int) -> Poly | None:
    """The coefficient of parameter i where it occurs linearly, else None."""
    if max((m[i] for m in poly), default=0) != 1:
        return None
    return {(*m[:i], 0, *m[i + 1 :]): c for m, c in poly.items() if m[i] == 1}


def search_linear(query: Query, *, limit: int = 60, only: bool = False) -> Point | None:
    """A point of the linear facts of a cell, well inside of the strict ones; it need not satisfy the others, but often does.

    With `only`, cells with facts that are not linear are left out. At most `limit` cells are tried.
    """
    for cell in query.cells(limit):
        linear = [(p, op) for p, op in cell if degree(p) <= 1 and op != "!="]
        if only and len(linear) < len(cell):
            continue
        point = _inside(linear, query.n)
        if point is not None and query.holds_at(point):
            return point
    return None


def _inside(facts: Sequence[Fact], n: int) -> Point | None:
    """The solution of linear facts that is most inside of the strict ones, then nearest to zero; None where there is none."""
    rows, right = [], []
    for k, (poly, op) in enumerate(facts):
        slopes = [poly.get(tuple(int(i == j) for i in range(n)), 0) for j in range(n)]
        slack = [-int(j == k and op != "==") for j in range(len(facts))]
        rows.append([*slopes, *(-s for s in slopes), *slack, -int(op == ">"), 0])
        right.append(-poly.get((0,) * n, 0))
    rows.append([0] * (2 * n + len(facts)) + [1, 1])  # the distance from the strict ones is at most 1
    right.append(1)
    best = maximize([-1] * (2 * n) + [0] * len(facts) + [1000, 0], rows, right)
    if best.status != "optimal" or (best.x[-2] == 0 and any(op == ">" for _, op in facts)):
        return None
    return tuple(best.x[i] - best.x[n + i] for i in range(n))


def search_equations(query: Query, factor: Factor, *, limit: int = 40) -> Point | None:
    """A point of the cells with equations, which are solved for one parameter after the other where that is linear."""
    search = _Pinning(query, factor, limit, 200_000)
    for cell in query.cells(limit):
        if any(op == "==" for _, op in cell):
            found = search.run(cell, ())
            if found is not None:
                return found
    return None


def search_boundaries(query: Query, factor: Factor, *, limit: int = 100) -> Point | None:
    """A point where one or more weak facts of a cell hold with equality; at most `limit` combinations are tried."""
    search = _Pinning(query, factor, limit, 20_000)
    for cell in query.cells(limit):
        weak = [k for k, (poly, op) in enumerate(cell) if op == ">=" and not is_constant(poly)]
        for size in range(1, query.n + 1):
            for chosen in combinations(weak, size):
                if search.left <= 0:
                    return None
                search.left -= 1
                found = search.run([(p, "==" if k in chosen else op) for k, (p, op) in enumerate(cell)], ())
                if found is not None:
                    return found
    return None


class _Pinning:
    """A search that solves equations for parameters and looks for the others on grids, at most `left` times."""

    def __init__(self, query: Query, factor: Factor, left: int, work: int) -> None:
        self.query, self.factor, self.left, self.work = query, factor, left, work

    def run(self, cell: Sequence[Fact], pins: tuple[Pin, ...]) -> Point | None:
        """A point of a cell in which the pinned parameters do not occur any more."""
        if any(is_constant(p) and not _true(p, op) for p, op in cell):
            return None
        for k, (poly, op) in enumerate(cell):
            if op != "==" or is_constant(poly):
                continue
            for i, lead, rest in _solutions(poly, self.factor):
                if self.left <= 0:
                    return None
                facts = [(_substituted(p, i, lead, rest), o) for j, (p, o) in enumerate(cell) if j != k]
                found = self.run([*facts, (lead, "!=")], (*pins, (i, lead, rest)))
                if found is not None:
                    return found
        return self._rest(cell, pins) if pins else None

    def _rest(self, cell: Sequence[Fact], pins: tuple[Pin, ...]) -> Point | None:
        self.left -= 1
        pinned = {i for i, _, _ in pins}
        zero = (Fraction(0), Fraction(0))
        integers = tuple(whole and i not in pinned for i, whole in enumerate(self.query.integers))
        reduced = Query.from_tree(("and", [("fact", fact) for fact in cell]), integers)
        box = tuple(zero if i in pinned else both for i, both in enumerate(reduced.box))
        free = search_grids(replace(reduced, box=box), self.work, ROUNDS[:3])
        if free is None:
            return None
        point = list(free)
        for i, lead, rest in reversed(pins):
            at = tuple(point)
            point[i] = -value_at(rest, at) / value_at(lead, at)
        return tuple(point) if self.query.holds_at(tuple(point)) else None


def _solutions(poly: Poly, factor: Factor) -> Iterator[Pin]:
    """Parameters that a factor of an equation is linear in, those with a number as coefficient first; at most three."""
    found = []
    for f, _ in factor(poly)[1]:
        for i in range(len(next(iter(f)))):
            lead = leading(f, i)
            if lead is not None:
                found.append((i, lead, {m: c for m, c in f.items() if not m[i]}))
    yield from sorted(found, key=lambda pin: (not is_constant(pin[1]), degree(pin[1])))[:3]


def _substituted(poly: Poly, i: int, lead: Poly, rest: Poly) -> Poly:
    """The polynomial at x_i = -rest / lead, times an even power of lead."""
    top = max((m[i] for m in poly), default=0)
    top += top % 2
    n = len(next(iter(lead)))
    powers = [(constant(1, n), constant(1, n))]
    for _ in range(top):
        powers.append((mul(powers[-1][0], scaled(rest, -1)), mul(powers[-1][1], lead)))
    out: Poly = {}
    for m, c in poly.items():
        k = m[i]
        out = add(out, mul({(*m[:i], 0, *m[i + 1 :]): c}, mul(powers[k][0], powers[top - k][1])))
    return primitive(out)[0]


def _true(poly: Poly, op: str) -> bool:
    value = next(iter(poly.values()), 0)
    return bool({">": value > 0, ">=": value >= 0, "==": value == 0, "!=": value != 0}[op])


def search_lines(query: Query, *, limit: int = 300) -> Point | None:
    """A point on a line through a grid point, between the roots of the facts on that line; at most `limit` lines are tried."""
    if query.n == 0:
        return None
    values = [_few(query, i) for i in range(query.n)]
    tries = 0
    for i in range(query.n):
        for base in product(*(v if j != i else [Fraction(0)] for j, v in enumerate(values))):
            tries += 1
            if tries > limit * (i + 1) // query.n:
                break
            for x in _between_roots(query, base, i):
                point = (*base[:i], x, *base[i + 1 :])
                if query.holds_at(point):
                    return point
    return None


def search_roots(query: Query, factor: Factor, *, limit: int = 20) -> Feasible | None:
    """A point at an irrational root of an equation in one parameter, with simple numbers for the others."""
    import sympy

    for cell in query.cells(limit):
        split = [f for p, op in cell if op == "==" and not is_constant(p) for f, _ in factor(p)[1] if degree(f) > 1]
        for f in split:
            used = {i for m in f for i, e in enumerate(m) if e}
            if len(used) > 1:
                continue
            (i,) = used
            line = [Fraction(f.get(tuple(k if j == i else 0 for j in range(query.n)), 0)) for k in range(degree(f) + 1)]
            values = [_few(query, j) if j != i else [Fraction(0)] for j in range(query.n)]
            for (low, high), _ in sympy.Poly(list(map(int, reversed(line))), sympy.Dummy()).intervals():
                for others in islice(product(*values), 10 * limit):
                    root = Feasible(i, line, Fraction(int(low.p), int(low.q)), Fraction(int(high.p), int(high.q)), others)
                    if not query.integers[i] and query.holds(root.sign):
                        return root
    return None


def _few(query: Query, i: int) -> list[Fraction]:
    low, high = query.box[i]
    low = low if low is not None else (high - 4 if high is not None else Fraction(-4))
    high = high if high is not None else low + 8
    if query.integers[i]:
        return [Fraction(k) for k in range(int(low), min(int(high), int(low) + 8) + 1)]
    return [
        low + (high - low) * Fraction(p, q) for p, q in ((1, 2), (1, 4), (3, 4), (0, 1), (1, 1), (1, 8), (7, 8), (3, 8), (5, 8))
    ]


def _between_roots(query: Query, base: Point, i: int) -> Iterator[Fraction]:
    import numpy as np

    roots: set[float] = set()
    for poly in query.polys:
        line: dict[int, Fraction] = {}
        for m, c in poly.items():
            term = {(*m[:i], 0, *m[i + 1 :]): c}
            line[m[i]] = line.get(m[i], Fraction(0)) + value_at(term, base)
        top = max((k for k, c in line.items() if c), default=0)
        if top:
            largest = max(map(abs, line.values()))
            with np.errstate(all="ignore"):
                found = np.roots([float(line.get(k, 0) / largest) for k in range(top, -1, -1)])
            roots |= {float(r.real) for r in found if np.isfinite(r) and abs(r.imag) < 1e-7 * (1 + abs(r))}
    ordered = [Fraction(r) for r in sorted(roots)]
    if ordered:
        ordered = [ordered[0] - 2, *ordered, ordered[-1] + 2]
    for low, high in pairwise(ordered):
        if high - low > Fraction(1, 10**9):
            gap = (high - low) / 1000  # the roots are rounded
            yield simplest_between(low + gap, high - gap)
