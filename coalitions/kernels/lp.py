"""Exact linear programs: a simplex on integers, with a proof of every outcome.

The tableau holds den * B^{-1} A in whole numbers (Edmonds 1967, Bareiss 1968): every division is exact, and the entries are
minors of the data, so they stay as small as they can be.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ..errors import LimitExceededError

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Optimum:
    """The outcome of `maximize` and its proof.

    optimal: `x` is feasible, and `y` prices the rows such that y A >= c and y b = c x (duality).
    infeasible: `y A >= 0` while `y b < 0` (Farkas).
    unbounded: `x` is feasible, and `ray` >= 0 satisfies A ray = 0, c ray > 0.
    """

    status: Literal["optimal", "infeasible", "unbounded"]
    x: tuple[Fraction, ...]
    y: tuple[Fraction, ...]
    ray: tuple[Fraction, ...]
    pivots: int


def maximize(c: Sequence[Any], A: Sequence[Sequence[Any]], b: Sequence[Any], *, limit: int = 100_000) -> Optimum:
    """Maximize c x subject to A x = b, x >= 0, in exact rational arithmetic; `limit` bounds the number of pivots."""
    tableau = _Tableau(c, A, b, limit)
    return tableau.solve()


class _Tableau:
    """Columns: the n variables, one artificial for each row, the right-hand side. Last row: den * (c_B B^{-1} A - c)."""

    def __init__(self, c: Sequence[Any], A: Sequence[Sequence[Any]], b: Sequence[Any], limit: int) -> None:
        self.m, self.n, self.limit, self.pivots = len(A), len(c), limit, 0
        self.row_scale: list[int] = []
        T = np.zeros((self.m + 1, self.n + self.m + 1), dtype=object)
        for i, (row, right) in enumerate(zip(A, b, strict=True)):
            numbers = [*map(Fraction, row), Fraction(right)]
            scale = math.lcm(*(v.denominator for v in numbers)) * (-1 if right < 0 else 1)
            whole = [int(v * scale) for v in numbers]
            T[i, : self.n], T[i, -1], T[i, self.n + i] = whole[:-1], whole[-1], 1
            self.row_scale.append(scale)
        self.c_scale = math.lcm(1, *(Fraction(v).denominator for v in c))
        self.c = [int(Fraction(v) * self.c_scale) for v in c]
        self.T, self.den = T, 1
        self.basis = list(range(self.n, self.n + self.m))

    def solve(self) -> Optimum:
        n, m = self.n, self.m
        self.T[m, :n] = -self.T[:m, :n].sum(axis=0) if m else 0  # phase 1: maximize minus the sum of the artificials
        self.T[m, -1] = -self.T[:m, -1].sum() if m else 0
        self._optimize(n + m)
        if self.T[m, -1] != 0:
            # the artificials' reduced costs are den * (y_i + 1)
            y = [Fraction(int(self.T[m, n + i] - self.den) * s, self.den) for i, s in enumerate(self.row_scale)]
            return Optimum("infeasible", (), tuple(y), (), self.pivots)
        self._expel_artificials()
        cost = np.zeros(n + m + 1, dtype=object)
        cost[:n] = self.c
        in_basis = [(i, k) for i, k in enumerate(self.basis) if k < n]
        self.T[m] = sum((self.T[i] * self.c[k] for i, k in in_basis), start=-cost * self.den)
        entering = self._optimize(n)
        x = self._point()
        if entering is not None:
            ray = [Fraction(0)] * n
            ray[entering] = Fraction(1)
            for i, k in enumerate(self.basis):
                if k < n:
                    ray[k] = Fraction(-int(self.T[i, entering]), self.den)
            return Optimum("unbounded", x, (), tuple(ray), self.pivots)
        y = [Fraction(int(self.T[m, n + i]) * s, self.den * self.c_scale) for i, s in enumerate(self.row_scale)]
        return Optimum("optimal", x, tuple(y), (), self.pivots)

    def _point(self) -> tuple[Fraction, ...]:
        x = [Fraction(0)] * self.n
        for i, k in enumerate(self.basis):
            if k < self.n:
                x[k] = Fraction(int(self.T[i, -1]), self.den)
        return tuple(x)

    def _optimize(self, columns: int) -> int | None:
        """Pivot until no column below `columns` improves; returns a column along which the objective is unbounded.

        The most promising column enters; while the objective stands still, Bland's rule does, so that it cannot cycle.
        """
        m, stalled = self.m, 0
        while True:
            costs = self.T[m, :columns]
            candidates = np.flatnonzero(costs < 0)
            if not len(candidates):
                return None
            enter = int(candidates[0] if stalled > 2 * m else min(candidates, key=lambda j: costs[j]))
            leave = self._ratio_test(enter)
            if leave is None:
                return enter
            stalled = stalled + 1 if self.T[leave, -1] == 0 else 0
            self._pivot(leave, enter)

    def _ratio_test(self, enter: int) -> int | None:
        best: int | None = None
        for i in range(self.m):
            a = self.T[i, enter]
            if a <= 0:
                continue
            if best is not None:
                d = self.T[i, -1] * self.T[best, enter] - self.T[best, -1] * a
                if d > 0 or (d == 0 and self.basis[i] > self.basis[best]):
                    continue
            best = i
        return best

    def _expel_artificials(self) -> None:
        """Pivot the artificials that are basic at zero out; a row without any other entry is redundant and stays."""
        for i, k in enumerate(self.basis):
            if k >= self.n:
                nonzero = np.flatnonzero(self.T[i, : self.n])
                if len(nonzero):
                    self._pivot(i, int(nonzero[0]))

    def _pivot(self, row: int, column: int) -> None:
        if self.pivots >= self.limit:
            raise LimitExceededError(f"expected an optimum within limit={self.limit} pivots; raise the limit")
        T, p = self.T, self.T[row, column]
        pivot_row, factors = T[row].copy(), T[:, column].copy()
        factors[row] = 0
        touched = np.flatnonzero(factors)
        if p != self.den:
            T = T * p
            T[touched] -= np.outer(factors[touched], pivot_row)
            T = T // self.den
        else:
            T[touched] -= np.outer(factors[touched], pivot_row) // p if p != 1 else np.outer(factors[touched], pivot_row)
        T[row] = pivot_row
        if p < 0:
            T, p = -T, -p
        self.T, self.den, self.basis[row] = T, int(p), column
        self.pivots += 1
