"""The search for squares: sums of squares by linear programs that grow by the square they miss most.

A linear program without an identity has a dual solution, a number for every monomial; where the matrix of these numbers has an
eigenvector of the wrong sign, the square of the polynomial with these coefficients, rounded to small fractions, is the unknown
that the program lacked (Ahmadi, Dash and Hall 2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from ..check import Fact, Poly, constant, mul
from .identities import Column, collect, degree, exact_solution, merged, monomials, primitive, rows_of, sparse_matrix

Array = npt.NDArray[Any]
#: At most this many monomials in the polynomials that are squared.
BASIS = 36


def find_squares(facts: Sequence[Fact], n: int, *, order: int, rounds: int = 25) -> list[dict[str, Any]] | None:
    """Terms with products of up to `order` facts and found squares that add up to zero; None where none were found."""
    top = max((degree(p) for p, _ in facts), default=0)
    top += top % 2
    blocks = _blocks(facts, n, top)
    if not blocks:
        return None
    square_free = {m: 1 for block in blocks for m in _reach(block)}
    columns = collect(facts, n, order, (), 1500, top)
    if columns is None:
        return None
    rows = rows_of([c.poly for c in columns] + [square_free])
    for _ in range(rounds):
        gap, duals, support = _phase_one(columns, rows)
        if gap < 1e-7:
            solution = exact_solution(columns, rows, support)
            if solution is not None:
                return merged(columns, solution)
        new = [column for block in blocks for column in _missing(block, rows, duals)]
        if not new:
            return None
        columns += new
    return None


Block = tuple[tuple[int, ...], Poly, Fraction, list[tuple[int, ...]]]  # facts, their product, its scale, the monomials squared


def _blocks(facts: Sequence[Fact], n: int, top: int) -> list[Block]:
    used = {i for p, _ in facts for m in p for i, e in enumerate(m) if e}
    bound = [max((m[i] for p, _ in facts for m in p), default=0) for i in range(n)]
    bound = [b + b % 2 for b in bound]
    out: list[Block] = []
    for place, (poly, op) in [(None, (constant(1, n), ">=")), *enumerate(facts)]:
        half = (top - degree(poly)) // 2
        basis = [
            m
            for m in monomials(n, half)
            if all(i in used or not e for i, e in enumerate(m)) and all(2 * e <= b for e, b in zip(m, bound, strict=True))
        ]
        if op != "==" and (place is None or half > 0) and len(basis) <= BASIS and sum(len(b[3]) for b in out) < 120:
            whole, scale = primitive(poly)
            out.append((() if place is None else (place,), whole, scale, basis))
    return out


def _reach(block: Block) -> set[tuple[int, ...]]:
    """The monomials that a square from a block can contain."""
    _, poly, _, basis = block
    squares = {tuple(a + b for a, b in zip(m, k, strict=True)) for m in basis for k in basis}
    return {tuple(a + b for a, b in zip(m, k, strict=True)) for m in squares for k in poly}


def _phase_one(columns: Sequence[Column], rows: dict[Any, int]) -> tuple[float, Array, list[int]]:
    """How far the best combination is from an identity, the duals of the monomials, and the columns it uses."""
    from scipy.optimize import linprog
    from scipy.sparse import eye_array, hstack

    matrix, _ = sparse_matrix(columns, rows)
    m = len(rows) + 1
    right = np.zeros(m)
    right[-1] = 1
    whole = hstack([matrix, eye_array(m), -eye_array(m)], format="csc")
    cost = np.concatenate([np.zeros(len(columns)), np.ones(2 * m)])
    bounds = [(None if c.free else 0, None) for c in columns] + [(0, None)] * (2 * m)
    result = linprog(cost, A_eq=whole, b_eq=right, bounds=bounds, method="highs-ds")
    if result.status != 0:
        return float("inf"), np.zeros(m), []
    support = [j for j, x in enumerate(result.x[: len(columns)]) if abs(x) > 1e-9]
    return float(result.fun), np.asarray(result.eqlin.marginals), support


def _missing(block: Block, rows: dict[Any, int], duals: Array) -> list[Column]:
    """The squares, times the block's product, that would bring the program closest to an identity."""
    facts, poly, scale, basis = block
    moments = np.zeros((len(basis), len(basis)))
    for i, a in enumerate(basis):
        for j, b in enumerate(basis[: i + 1]):
            value = sum(c * duals[rows[tuple(x + y + z for x, y, z in zip(a, b, m, strict=True))]] for m, c in poly.items())
            moments[i, j] = moments[j, i] = value
    values, vectors = np.linalg.eigh(moments)
    out = []
    for k in np.argsort(-values)[:3]:
        if values[k] > 1e-9:
            root = _rounded(vectors[:, k], moments, basis)
            if root:
                out.append(Column(mul(mul(root, root), poly), False, False, scale, facts, root))
    return out


def _rounded(vector: Array, moments: Array, basis: Sequence[tuple[int, ...]]) -> Poly:
    """The polynomial of an eigenvector, with the simplest coefficients that keep most of what it gains."""
    vector = vector / vector[np.argmax(np.abs(vector))]
    gain = float(vector @ moments @ vector)
    for largest in (1, 2, 3, 4, 6, 12, 60, 1000):
        simple = [Fraction(float(x)).limit_denominator(largest) for x in vector]
        near = np.array([float(x) for x in simple])
        if float(near @ moments @ near) > 0.5 * gain:
            return primitive({m: c for m, c in zip(basis, simple, strict=True) if c})[0]
    return {}
