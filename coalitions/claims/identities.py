"""The search for an identity that shows facts to contradict each other: one exact linear program.

The unknowns are multipliers of products of facts, of squares, and of equations times monomials; one equation for each monomial
says that the sum is the polynomial zero, one more that the strict products have total weight 1. SciPy only says which
unknowns to use; their values are then solved for exactly, so that a rounding error can lose an identity but never make one.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, combinations_with_replacement
from typing import Any

from ..check import Fact, Poly, add, constant, is_constant, mul, scaled
from ..kernels.lp import maximize

#: Linear programs up to this many entries are solved exactly at once, without SciPy.
SMALL = 160


@dataclass(frozen=True, slots=True)
class Column:
    """An unknown: a polynomial of whole numbers, what makes it up, and by how much it was scaled."""

    poly: Poly
    strict: bool
    free: bool
    scale: Fraction
    facts: tuple[int, ...]
    factor: Poly | None  # the square's root, or the monomial that an equation is multiplied by

    def term(self, value: Fraction) -> dict[str, Any]:
        """The term of the identity, as the checker reads it."""
        times = value * self.scale
        if self.free:
            factor = self.factor or {}
            return {"equation": self.facts[0], "multiplier": scaled(factor, times)}
        term: dict[str, Any] = {"times": times, "facts": list(self.facts)}
        if self.factor is not None:
            term["square"] = self.factor
        return term


class Effort:
    """How many coefficients the linear programs of a search may still hold in all."""

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self, columns: Sequence[Column]) -> bool:
        """Pays for a program; False where there is nothing left to pay with."""
        self.left -= sum(len(c.poly) for c in columns)
        return self.left > 0


def degree(poly: Poly) -> int:
    """The largest total exponent."""
    return max((sum(m) for m in poly), default=0)


def primitive(poly: Poly) -> tuple[Poly, Fraction]:
    """The polynomial with whole coefficients without a common divisor, and the positive factor that makes it so."""
    if not poly:
        return poly, Fraction(1)
    coefficients = [Fraction(c) for c in poly.values()]
    scale = Fraction(math.lcm(*(c.denominator for c in coefficients)))
    scale /= math.gcd(*(int(c * scale) for c in coefficients))
    return {m: int(c * scale) for m, c in poly.items()}, scale


def monomials(n: int, top: int) -> Iterator[tuple[int, ...]]:
    """The exponents of all monomials in n parameters up to a degree, the lowest degree first."""
    for d in range(top + 1):
        for chosen in combinations_with_replacement(range(n), d):
            yield tuple(chosen.count(i) for i in range(n))


def simple_roots(n: int, used: Sequence[int]) -> list[Poly]:
    """The polynomials whose squares are tried: x, x - 1, x + 1, x - y, x + y for the parameters that occur."""
    one = constant(1, n)
    single = [{tuple(int(i == k) for i in range(n)): 1} for k in used]
    out = list(single)
    for p in single:
        out += [add(p, one, -1), add(p, one)]
    for p, q in combinations(single, 2):
        out += [add(p, q, -1), add(p, q)]
    return out


def find_identity(
    facts: Sequence[Fact], n: int, *, order: int, effort: Effort, roots: Sequence[Poly] = (), limit: int = 3000
) -> list[dict[str, Any]] | None:
    """Terms with products of up to `order` facts that add up to zero, or None where there are none of that form.

    `limit` bounds the number of unknowns, and `effort` the size of all programs together; where one of them would be passed,
    None is returned as well.
    """
    columns = collect(facts, n, order, roots, limit)
    if columns is None or not any(c.strict for c in columns) or not effort.spend(columns):
        return None
    solution = _solve(columns)
    return None if solution is None else merged(columns, solution)


def collect(facts: Sequence[Fact], n: int, order: int, roots: Sequence[Poly], limit: int, top: int = 0) -> list[Column] | None:
    """The unknowns with products of up to `order` facts; equations are multiplied up to the degree `top` at least."""
    whole = [(*primitive(poly), op) for poly, op in facts]
    usable = [k for k, (poly, _, op) in enumerate(whole) if poly or op == ">"]
    unequal = [k for k in usable if whole[k][2] != "=="]
    count = sum(math.comb(len(unequal) + d - 1, d) for d in range(1, order + 1) if unequal) + len(roots) * (1 + len(unequal))
    if count > limit:
        return None
    out = [Column(constant(1, n), True, False, Fraction(1), (), None)]
    layer: list[tuple[tuple[int, ...], Poly, Fraction]] = [((), constant(1, n), Fraction(1))]
    for _ in range(order):
        layer = [
            ((*chosen, k), mul(poly, whole[k][0]), scale * whole[k][1])
            for chosen, poly, scale in layer
            for k in unequal
            if not chosen or k >= chosen[-1]
        ]
        out += [Column(p, all(whole[k][2] == ">" for k in chosen), False, s, chosen, None) for chosen, p, s in layer]
    for root in roots:
        square = mul(root, root)
        out.append(Column(square, False, False, Fraction(1), (), root))
        out += [Column(mul(square, whole[k][0]), False, False, whole[k][1], (k,), root) for k in unequal]
    return [*_distinct(out), *_equation_columns(whole, n, max(top, *(degree(c.poly) for c in out)), limit)]


def _distinct(columns: Iterable[Column]) -> list[Column]:
    seen: dict[Any, Column] = {}
    for column in columns:
        if column.poly or column.strict:
            seen.setdefault((frozenset(column.poly.items()), column.strict), column)
    return list(seen.values())


def _equation_columns(whole: Sequence[tuple[Poly, Fraction, str]], n: int, top: int, limit: int) -> list[Column]:
    used = {i for poly, _, _ in whole for m in poly for i, e in enumerate(m) if e}
    out: list[Column] = []
    for k, (poly, scale, op) in enumerate(whole):
        if op != "==" or not poly:
            continue
        for m in monomials(n, max(top - degree(poly), 0)):
            if all(i in used for i, e in enumerate(m) if e) and len(out) < limit:
                out.append(Column(mul(poly, {m: 1}), False, True, scale, (k,), {m: 1}))
    return out


def merged(columns: Sequence[Column], solution: dict[int, Fraction]) -> list[dict[str, Any]]:
    """The terms of a solution, with one multiplier for each equation."""
    terms: list[dict[str, Any]] = []
    equations: dict[int, Poly] = {}
    for j, value in sorted(solution.items()):
        term = columns[j].term(value)
        if "multiplier" in term:
            k = term["equation"]
            equations[k] = add(equations.get(k, {}), term["multiplier"])
        else:
            terms.append(term)
    return [*terms, *({"equation": k, "multiplier": p} for k, p in equations.items() if p)]


# -- the linear program -------------------------------------------------------------------------------------------------------


def _solve(columns: Sequence[Column]) -> dict[int, Fraction] | None:
    """Values, those of columns that are not free positive, with sum zero and strict weight 1; None if not found."""
    rows = rows_of([c.poly for c in columns])
    if len(rows) * len(columns) <= SMALL:
        return exact_solution(columns, rows, range(len(columns)))
    support = _support(columns, rows)
    return None if support is None else exact_solution(columns, rows, support)


def exact_solution(columns: Sequence[Column], rows: dict[Any, int], support: Sequence[int]) -> dict[int, Fraction] | None:
    """The exact solution on some columns; first by elimination, then, where that leaves a choice, by the simplex."""
    sides = [(j, 1) for j in support] + [(j, -1) for j in support if columns[j].free]
    used = sorted({rows[m] for j in support for m in columns[j].poly})
    place = {r: i for i, r in enumerate(used)}
    matrix = [[0] * len(sides) for _ in range(len(used) + 1)]
    for k, (j, side) in enumerate(sides):
        for m, c in columns[j].poly.items():
            matrix[place[rows[m]]][k] = side * c
        matrix[-1][k] = int(columns[j].strict)
    optimum = maximize([-1] * len(sides), matrix, [0] * len(used) + [1])
    if optimum.status != "optimal":
        return None
    out: dict[int, Fraction] = {}
    for (j, side), value in zip(sides, optimum.x, strict=True):
        if value:
            out[j] = out.get(j, Fraction(0)) + side * value
    return out


def _support(columns: Sequence[Column], rows: dict[Any, int]) -> list[int] | None:
    """The columns that a solution in floating point uses; None where it finds none."""
    import numpy as np
    from scipy.optimize import linprog

    matrix = sparse_matrix(columns, rows)
    right = np.zeros(len(rows) + 1)
    right[-1] = 1
    cost = np.array([0.01 if c.free else 1 + len(c.facts) + degree(c.poly) for c in columns])
    bounds = [(None if c.free else 0, None) for c in columns]
    result = linprog(cost, A_eq=matrix, b_eq=right, bounds=bounds, method="highs-ds")
    return in_use(result.x) if result.status == 0 else None


def in_use(x: Any) -> list[int]:
    """The unknowns that a solution in floating point does not leave at zero."""
    least = 1e-9 * max(map(abs, x), default=0)
    return [j for j, value in enumerate(x) if abs(value) > least]


def rows_of(polys: Iterable[Poly]) -> dict[tuple[int, ...], int]:
    """A number for every monomial that occurs."""
    return {m: i for i, m in enumerate(sorted({m for p in polys for m in p}))}


def sparse_matrix(columns: Sequence[Column], rows: dict[Any, int]) -> Any:
    """The columns in floating point, each divided by its largest coefficient; the last row holds the strict ones."""
    from scipy.sparse import csc_array

    data: list[float] = []
    where: list[int] = []
    starts = [0]
    for column in columns:
        largest = max(map(abs, column.poly.values()), default=1)
        data += [c / largest for c in column.poly.values()]
        where += [rows[m] for m in column.poly]
        if column.strict:
            data.append(1 / largest)
            where.append(len(rows))
        starts.append(len(data))
    return csc_array((data, where, starts), shape=(len(rows) + 1, len(columns)))


def units(facts: Sequence[Fact], n: int) -> list[int]:
    """Powers of 10 that measure the parameters so that the coefficients within each fact are of one size; zeros where they are.

    A claim in millions or in billionths then looks like one in ones to a search in floating point.
    """
    import numpy as np

    entries = [(k, m, c) for k, (p, _) in enumerate(facts) for m, c in p.items()]
    logs = [math.log10(abs(Fraction(c).numerator)) - math.log10(Fraction(c).denominator) for _, _, c in entries]
    if not logs or max(map(abs, logs)) < 4:
        return [0] * n
    table = np.zeros((len(entries), n + len(facts)))
    for row, (k, m, _) in enumerate(entries):
        table[row, :n], table[row, n + k] = m, 1  # log c + m . units should be the same number for one fact
    solution = np.linalg.lstsq(table, -np.array(logs), rcond=None)[0]
    return [round(float(x)) for x in solution[:n]]


def measured(poly: Poly, powers: Sequence[int]) -> Poly:
    """The polynomial in the new parameters x' = x / 10**power."""
    return {m: c * Fraction(10) ** sum(e * k for e, k in zip(m, powers, strict=True)) for m, c in poly.items()}


def is_trivial(fact: Fact) -> bool:
    """Whether a fact holds at every point because it is about a number."""
    poly, op = fact
    value = next(iter(poly.values()), 0)
    return is_constant(poly) and ((op == ">" and value > 0) or (op == ">=" and value >= 0) or (op == "==" and not value))
