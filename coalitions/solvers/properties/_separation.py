"""Weights that tell winning from losing coalitions: a linear program, whose constraints are found as they are needed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ...certificates.weightedness import Listed
from ...kernels.lp import Optimum, maximize
from ...kernels.subsets import Array, sizes, subset_sums

#: A constraint a · (w_1, …, w_n, q) >= b, as (a, b).
Constraint = tuple[tuple[int, ...], int]


@dataclass(slots=True)
class Separation:
    """The constraints found so far for a table of winning coalitions: w(S) >= q (S wins), w(S) <= q - 1 (S loses)."""

    wins: Array
    masks: list[int]
    constraints: list[Constraint]
    rounds: int = 0

    @classmethod
    def of(cls, wins: Array) -> Separation:
        """The program that asks only that all together win and nobody alone does not."""
        program = cls(wins, [], [])
        program.add(len(wins) - 1)
        program.add(0)
        return program

    @property
    def n(self) -> int:
        """The number of players."""
        return len(self.wins).bit_length() - 1

    def add(self, mask: int) -> None:
        """Ask that this coalition is told right."""
        won = bool(self.wins[mask])
        members = tuple((mask >> i & 1) * (1 if won else -1) for i in range(self.n))
        self.masks.append(mask)
        self.constraints.append(((*members, -1 if won else 1), int(not won)))

    def solve(self, bounds: list[Constraint]) -> Optimum:
        """The least total weight that meets the bounds and tells all coalitions right, as prices `y` = (w_1, …, w_n, q).

        The program is solved as its dual, which has only n + 1 rows: unbounded there means that there are no such weights,
        and the ray is a combination of constraints that contradict each other. Constraints that the weights found violate
        are added until there are none.
        """
        while True:
            self.rounds += 1
            columns = self.constraints + bounds
            slack = [[int(r == k) for k in range(self.n + 1)] for r in range(self.n + 1)]
            rows = [[a[r] for a, _ in columns] + slack[r] for r in range(self.n + 1)]
            costs = [b for _, b in columns] + [0] * (self.n + 1)
            found = maximize(costs, rows, [1] * self.n + [0])
            if found.status == "unbounded":
                return found
            wrong = self._violated(found.y)
            if not wrong:
                return found
            for mask in wrong:
                self.add(mask)

    def _violated(self, y: tuple[Fraction, ...]) -> list[int]:
        """The winning coalition of least weight and the losing one of most, where they are on the wrong side of the quota."""
        scale = math.lcm(*(v.denominator for v in y))
        *weights, quota = (int(v * scale) for v in y)
        dtype = np.int64 if (sum(weights) + quota) * (self.n + 2) < 1 << 60 else object
        totals = subset_sums(weights, dtype)
        # among equal weights, small winners and large losers say most
        ranked = totals * (self.n + 1) + sizes(self.n)
        won, lost = np.flatnonzero(self.wins), np.flatnonzero(~self.wins)
        light, heavy = int(won[ranked[won].argmin()]), int(lost[ranked[lost].argmax()])
        wrong = [light] if totals[light] < quota else []
        return wrong + ([heavy] if totals[heavy] > quota - scale else [])

    def trade(self, ray: tuple[Fraction, ...]) -> tuple[Listed, Listed]:
        """A trading transform from contradictory constraints: multiples of winning and losing coalitions, made to balance."""
        used = ray[: len(self.masks)]
        scale = math.lcm(*(v.denominator for v in used))
        times = [int(v * scale) for v in used]
        common = math.gcd(*times)
        counted = [(m, k // common) for m, k in zip(self.masks, times, strict=True) if k]
        won = [(m, k) for m, k in counted if self.wins[m]]
        lost = [(m, k) for m, k in counted if not self.wins[m]]
        # the ray gives: as many won as lost or more, and every player at least as often on the losing side
        missing = sum(k for _, k in won) - sum(k for _, k in lost)
        lost += [(0, missing)] if missing else []
        for i in range(self.n):
            surplus = sum(k for m, k in lost if m >> i & 1) - sum(k for m, k in won if m >> i & 1)
            lost = _leave(lost, i, surplus)
        return _merged(won), _merged(lost)


def _leave(lost: list[tuple[int, int]], player: int, surplus: int) -> list[tuple[int, int]]:
    """Losing coalitions stay so when a player leaves: it leaves as many of them as it is in too often."""
    out = []
    for mask, k in lost:
        leaves = min(k, surplus) if mask >> player & 1 else 0
        surplus -= leaves
        out += [(m, c) for m, c in ((mask ^ (1 << player), leaves), (mask, k - leaves)) if c]
    return out


def _merged(side: list[tuple[int, int]]) -> Listed:
    totals: dict[int, int] = {}
    for mask, k in side:
        totals[mask] = totals.get(mask, 0) + k
    return tuple(sorted(totals.items()))


def whole_weights(program: Separation, first: Optimum, branches: int) -> tuple[tuple[int, ...], bool]:
    """Whole numbers (w_1, …, w_n, q) of the least total that a search of so many branches finds, and whether it is the least.

    Branch and bound: where the cheapest weights are not whole, one weight is asked to be at most the whole number below, or at
    least the one above.
    """
    scale = math.lcm(*(v.denominator for v in first.y))
    best = tuple(int(v * scale) for v in first.y)
    stack: list[tuple[Optimum, list[Constraint]]] = [(first, [])]
    n = program.n
    while stack:
        found, bounds = stack.pop()
        if math.ceil(sum(found.y[:n])) >= sum(best[:n]):
            continue
        open_ = next((i for i, v in enumerate(found.y) if v.denominator > 1), None)
        if open_ is None:
            best = tuple(int(v) for v in found.y)
            continue
        if branches < 2:
            return best, False
        below = math.floor(found.y[open_])
        unit = tuple(int(i == open_) for i in range(n + 1))
        for bound in ((unit, below + 1), (tuple(-u for u in unit), -below)):
            branches -= 1
            child = program.solve([*bounds, bound])
            if child.status == "optimal":
                stack.append((child, [*bounds, bound]))
    return best, True
