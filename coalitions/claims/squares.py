"""The search for squares: sums of squares by linear programs that grow by the square they miss most.

A linear program without an identity has a dual solution, a number for every monomial; where the matrix of these numbers has an
eigenvector of the wrong sign, the square of the polynomial with these coefficients, rounded to small fractions, is the unknown
that the program lacked (Ahmadi, Dash and Hall 2017). Facts that look the same after a change of units or of signs allow it to
look at one class of monomials at a time (Gatermann and Parrilo 2004).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from ..check import Fact, Poly, constant, mul
from .identities import (
    Column,
    Effort,
    collect,
    degree,
    exact_solution,
    in_use,
    merged,
    monomials,
    primitive,
    rows_of,
    sparse_matrix,
)

Array = npt.NDArray[Any]
Monomial = tuple[int, ...]
#: At most this many monomials in the polynomials that are squared.
BASIS = 40
#: Up to this many of them, squares of sums and differences of two monomials are there from the start.
PAIRS = 14


@dataclass(frozen=True, slots=True)
class Block:
    """Squares of combinations of some monomials, times a fact (or times 1)."""

    facts: tuple[int, ...]
    poly: Poly
    scale: Fraction
    basis: tuple[Monomial, ...]

    def column(self, root: Poly) -> Column:
        """The unknown that belongs to the square of a polynomial."""
        return Column(mul(mul(root, root), self.poly), False, False, self.scale, self.facts, root)

    def reach(self) -> Poly:
        """The monomials that can occur."""
        squares = {_sum(m, k) for m in self.basis for k in self.basis}
        return {_sum(m, k): 1 for m in squares for k in self.poly}


def find_squares(
    facts: Sequence[Fact], n: int, *, order: int, effort: Effort, more: int = 0, rounds: int = 20
) -> list[dict[str, Any]] | None:
    """Terms with products of up to `order` facts and found squares that add up to zero; None where none were found.

    `more` lets squares times facts go beyond the largest degree of the facts.
    """
    top = max((degree(p) for p, _ in facts), default=0)
    top += top % 2 + more
    columns = collect(facts, n, order, (), 1500, top)
    if columns is None:
        return None
    grading = Grading([p for p, _ in facts], n)
    by_class: dict[Any, list[Column]] = defaultdict(list)
    for column in columns:
        by_class[grading.of(column.poly)].append(column)
    blocks: dict[Any, list[Block]] = defaultdict(list)
    for block in _blocks(facts, n, top, more, grading):
        blocks[grading.of(block.reach())].append(block)
    for name, members in by_class.items():
        if blocks[name] and any(c.strict for c in members):
            terms = _grow(members, blocks[name], effort, rounds)
            if terms is not None:
                return terms
    return None


def _grow(columns: list[Column], blocks: Sequence[Block], effort: Effort, rounds: int) -> list[dict[str, Any]] | None:
    rows = rows_of([*(c.poly for c in columns), *(b.reach() for b in blocks)])
    for block in blocks:
        if len(block.basis) <= PAIRS:
            columns = [*columns, *(block.column(root) for root in _pairs(block.basis))]
    for _ in range(rounds):
        if not effort.spend(columns):
            return None
        gap, duals, support = _phase_one(columns, rows)
        if gap < 1e-7:
            solution = exact_solution(columns, rows, support)
            if solution is not None:
                return merged(columns, solution)
        new = [column for block in blocks for column in _missing(block, rows, duals)]
        if not new:
            return None
        columns = [*columns, *new]
    return None


def _pairs(basis: Sequence[Monomial]) -> Iterable[Poly]:
    for m in basis:
        yield {m: 1}
    for m, k in combinations(basis, 2):
        yield {m: 1, k: 1}
        yield {m: 1, k: -1}


def _blocks(facts: Sequence[Fact], n: int, top: int, more: int, grading: Grading) -> list[Block]:
    used = {i for p, _ in facts for m in p for i, e in enumerate(m) if e}
    bound = [max((m[i] for p, _ in facts for m in p), default=0) for i in range(n)]
    out: list[Block] = []
    for place, (poly, op) in [(None, (constant(1, n), ">=")), *enumerate(facts)]:
        half = (top - degree(poly)) // 2
        if op == "==" or not poly or (place is not None and half == 0):
            continue
        classes: dict[Any, list[Monomial]] = defaultdict(list)
        for m in monomials(n, half):
            if all(i in used or not e for i, e in enumerate(m)) and all(
                2 * e <= b + 1 + more for e, b in zip(m, bound, strict=True)
            ):
                classes[grading.reduce(m)].append(m)
        whole, scale = primitive(poly)
        chosen = () if place is None else (place,)
        out += [Block(chosen, whole, scale, tuple(basis)) for basis in classes.values() if len(basis) <= BASIS]
    return out


def _phase_one(columns: Sequence[Column], rows: dict[Any, int]) -> tuple[float, Array, list[int]]:
    """How far the best combination is from an identity, the duals of the monomials, and the columns it uses."""
    from scipy.optimize import linprog
    from scipy.sparse import eye_array, hstack

    matrix = sparse_matrix(columns, rows)
    m = len(rows) + 1
    right = np.zeros(m)
    right[-1] = 1
    whole = hstack([matrix, eye_array(m), -eye_array(m)], format="csc")
    cost = np.concatenate([np.zeros(len(columns)), np.ones(2 * m)])
    bounds = [(None if c.free else 0, None) for c in columns] + [(0, None)] * (2 * m)
    result = linprog(cost, A_eq=whole, b_eq=right, bounds=bounds, method="highs-ds")
    if result.status != 0:
        return float("inf"), np.zeros(m), []
    return float(result.fun), np.asarray(result.eqlin.marginals), in_use(result.x[: len(columns)])


def _missing(block: Block, rows: dict[Any, int], duals: Array) -> list[Column]:
    """The squares, times the block's fact, that would bring the program closest to an identity."""
    size = len(block.basis)
    moments = np.zeros((size, size))
    for i, a in enumerate(block.basis):
        for j, b in enumerate(block.basis[: i + 1]):
            shift = _sum(a, b)
            moments[i, j] = moments[j, i] = sum(c * duals[rows[_sum(shift, m)]] for m, c in block.poly.items())
    values, vectors = np.linalg.eigh(moments)
    out = []
    for k in np.argsort(-values)[:3]:
        if values[k] > 1e-9:
            root = _rounded(vectors[:, k], moments, block.basis)
            if root:
                out.append(block.column(root))
    return out


def _rounded(vector: Array, moments: Array, basis: Sequence[Monomial]) -> Poly:
    """The polynomial of an eigenvector, with the simplest coefficients that keep most of what it gains."""
    vector = vector / vector[np.argmax(np.abs(vector))]
    gain = float(vector @ moments @ vector)
    for largest in (1, 2, 3, 4, 6, 12, 60, 1000):
        simple = [Fraction(float(x)).limit_denominator(largest) for x in vector]
        near = np.array([float(x) for x in simple])
        if float(near @ moments @ near) > 0.5 * gain:
            return primitive({m: c for m, c in zip(basis, simple, strict=True) if c})[0]
    return {}


def _sum(a: Monomial, b: Monomial) -> Monomial:
    return tuple([x + y for x, y in zip(a, b, strict=True)])


class Grading:
    """Classes of monomials: two are in one class unless a change of units or signs that keeps the facts tells them apart.

    Every fact lies in one class, so that the part of an identity in one class is an identity by itself.
    """

    def __init__(self, polys: Iterable[Poly], n: int) -> None:
        rows = [_minus(m, next(iter(p)), 1) for p in polys for m in p]
        self.units = _echelon(rows, n)  # differences that no change of units sees: all multiples of rows, over the rationals
        self.signs = _echelon([[x % 2 for x in row] for row in rows], n, modulo=2)

    def reduce(self, monomial: Sequence[int]) -> tuple[Any, ...]:
        """The name of a monomial's class."""
        weight = [Fraction(x) for x in monomial]
        for column, pivot in self.units:
            share = weight[column] / pivot[column]
            weight = [x - share * y for x, y in zip(weight, pivot, strict=True)]
        parity = [x % 2 for x in monomial]
        for column, pivot in self.signs:
            if parity[column]:
                parity = [(x + y) % 2 for x, y in zip(parity, pivot, strict=True)]
        return (*weight, *parity)

    def of(self, poly: Poly) -> tuple[Any, ...]:
        """The class of a polynomial all of whose monomials are in one class."""
        return self.reduce(next(iter(poly)))


def _echelon(rows: list[list[int]], n: int, modulo: int = 0) -> list[tuple[int, list[int]]]:
    """Rows in echelon form with the columns of their pivots, over the rationals or modulo 2."""
    out = []
    for column in range(n):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        out.append((column, pivot))
        reduced = [[pivot[column] * x - row[column] * y for x, y in zip(row, pivot, strict=True)] for row in rows]
        rows = [[x % modulo if modulo else x for x in row] for row in reduced if any(row)]
    return out


def _minus(a: Sequence[int], b: Sequence[int], times: int) -> list[int]:
    return [x - times * y for x, y in zip(a, b, strict=True)]
