"""One round of bargaining by random proposers, exactly: floats guess which coalitions tie, linear equations do the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ...certificates.proposals import Proposals, net_worths
from ...games.proposers import ProposerBargaining
from ...kernels.cones import echelon
from ...kernels.lp import maximize
from ...kernels.proposing import Round, stationary_values
from ...scalars import Array

Equation = list[Fraction]  #: coefficients of the values, then the right-hand side


@dataclass(frozen=True, slots=True)
class ExactRound:
    """A round among some players, numbered anew from 0, in exact numbers."""

    members: list[int]
    worths: Array  #: whole numbers, by mask of the new numbers
    denominator: int
    agreed: Array  #: whether a coalition can agree
    chances: list[Fraction]
    discounts: list[Fraction]
    later: list[list[Fraction]]  #: by mask, what each player gets if the coalition forms without it

    def floats(self) -> Round:
        """The same in floats, with worths of at most 1."""
        worths = (self.worths / self.denominator).astype(np.float64)
        later = np.array([[float(v) for v in row] for row in self.later])
        return Round(
            np.where(self.agreed, worths, -np.inf),
            later,
            np.array([float(p) for p in self.chances]),
            np.array([float(d) for d in self.discounts]),
        )


def round_of(
    game: ProposerBargaining, worths: Array, denominator: int, left: int, expected: dict[int, tuple[Fraction, ...]]
) -> ExactRound:
    """The round among the players of a mask, where `expected` has the values of all smaller sets of players."""
    members = [i for i in range(left.bit_length()) if left >> i & 1]
    n = len(members)
    masks = np.zeros(1 << n, dtype=np.int64)
    for k, i in enumerate(members):
        masks |= (np.arange(1 << n) >> k & 1) << i
    inside = worths[masks]
    agreed = inside > 0 if game.rest == "nothing" else np.arange(1 << n) > 0
    none = [Fraction(0)] * n
    if game.rest == "nothing":
        later = [none] * (1 << n)
    else:
        after = [expected[left & ~int(m)] if m else (Fraction(0),) * len(game.players) for m in masks]
        later = [[game.discounts[i] * values[i] for i in members] for values in after]
    total = sum((game.recognition[i] for i in members), start=Fraction(0))
    chances = [game.recognition[i] / total for i in members]
    return ExactRound(members, inside, denominator, agreed, chances, [game.discounts[i] for i in members], later)


def solved(stage: ExactRound) -> tuple[list[Fraction], list[Proposals]] | Array:
    """Values and proposals of a stationary equilibrium, by the new numbers; only floats of the values if they are not found."""
    top = max(1.0, float(stage.worths.max() / stage.denominator))
    game = stage.floats()
    unit = Round(game.worths / top, game.later / top, game.chances, game.discounts)
    floats = stationary_values(unit)
    seen: set[tuple[Fraction, ...]] = set()
    for values in _candidates(stage, floats * top, game, top):
        if tuple(values) not in seen and min(values) >= 0:
            seen.add(tuple(values))
            proposals = _proposals(stage, values)
            if proposals is not None:
                return values, proposals
    return np.asarray(floats * top)


def residual(stage: ExactRound, values: Array) -> float:
    """How far values are at most from what lotteries over coalitions give, and these from what is best for a proposer."""
    return min(max(_distance(stage, values, tolerance), tolerance) for tolerance in (1e-6, 1e-5, 1e-4))


def _distance(stage: ExactRound, values: Array, tolerance: float) -> float:
    """How far values are from what some lotteries over coalitions give that are best up to a tolerance."""
    from scipy.optimize import linprog

    game, n = stage.floats(), len(values)
    prices = game.discounts * values
    best = _near_best(game, values, tolerance)
    columns = [(i, m) for i, masks in enumerate(best) for m in masks]
    gains = [
        [game.chances[i] * (prices[j] if m >> j & 1 else game.later[m, j]) * (i != j) for i, m in columns] for j in range(n)
    ]
    left = [
        values[j]
        - game.chances[j] * (game.worths[best[j][0]] - sum(prices[k] for k in range(n) if k != j and best[j][0] >> k & 1))
        for j in range(n)
    ]
    above, below = [[*row, -1.0] for row in gains], [[-v for v in row] + [-1.0] for row in gains]
    sums = [[float(i == who) for who, _ in columns] + [0.0] for i in range(n)]
    found = linprog([0.0] * len(columns) + [1.0], above + below, left + [-v for v in left], sums, [1.0] * n)
    return float(found.fun) if found.status == 0 else float("inf")


def _candidates(stage: ExactRound, floats: Array, game: Round, top: float) -> Iterator[list[Fraction]]:
    n = len(floats)
    for tolerance in (2e-6, 1e-4, 1e-3):
        equations = list(_equations(stage, _near_best(game, floats, tolerance * top)))
        # who are in the same coalitions have values in proportion to their recognition; whether they are is tested later
        alike = [
            [stage.chances[j] * (k == i) - stage.chances[i] * (k == j) for k in range(n)] + [Fraction(0)]
            for i in range(n)
            for j in range(i)
            if stage.discounts[i] == stage.discounts[j]
            and abs(float(stage.chances[j]) * floats[i] - float(stage.chances[i]) * floats[j]) < tolerance * top
        ]
        for listed in (equations, equations + alike):
            reduced, pivots, _ = echelon(listed)
            if pivots == list(range(n)):
                yield [row[-1] for row in reduced]
    for size in (30, 100, 200, 400, 1000, 3000, 10**5):
        yield [Fraction(float(v)).limit_denominator(size) for v in floats]


def _near_best(game: Round, values: Array, tolerance: float) -> list[list[int]]:
    """For each player the coalitions that leave it almost most."""
    net = game.worths - sum((np.arange(len(game.worths)) >> k & 1) * price for k, price in enumerate(game.discounts * values))
    found = []
    for i in range(len(values)):
        mine = np.flatnonzero(np.arange(len(net)) >> i & 1)
        found.append([int(m) for m in mine[net[mine] >= net[mine].max() - tolerance]])
    return found


def _equations(stage: ExactRound, best: list[list[int]]) -> Iterator[Equation]:
    """What is linear in the values: ties, and what players expect whatever the proposers choose among ties."""
    n = len(best)
    for masks in best:
        for mask in masks[1:]:
            row = [x - y for x, y in zip(_net(stage, mask), _net(stage, masks[0]), strict=True)]
            yield [*row[:-1], -row[-1]]
    totals = [{_total(stage, m) for m in masks} for masks in best]
    if all(len(found) == 1 for found in totals):
        whole = sum((p * found.pop() for p, found in zip(stage.chances, totals, strict=True)), start=Fraction(0))
        yield [*[Fraction(1)] * n, whole]
    for j in range(n):
        own = _value_equation(stage, best, j)
        if own is not None:
            yield own


def _net(stage: ExactRound, mask: int) -> Equation:
    """What a coalition leaves when its members are paid, as coefficients of the values and a constant."""
    paid = [-d if mask >> k & 1 else Fraction(0) for k, d in enumerate(stage.discounts)]
    return [*paid, Fraction(int(stage.worths[mask]), stage.denominator)]


def _total(stage: ExactRound, mask: int) -> Fraction:
    """What all players get together if a coalition forms."""
    outside = (v for k, v in enumerate(stage.later[mask]) if not mask >> k & 1)
    return Fraction(int(stage.worths[mask]), stage.denominator) + sum(outside, start=Fraction(0))


def _value_equation(stage: ExactRound, best: list[list[int]], j: int) -> Equation | None:
    """A player's value as the average of what it gets, if that does not depend on the choice among ties."""
    row = [Fraction(int(k == j)) for k in range(len(best) + 1)]
    for i, masks in enumerate(best):
        if i == j:
            take = _net(stage, masks[0])
            take[j] = Fraction(0)
            row = [a - stage.chances[j] * t for a, t in zip(row[:-1], take[:-1], strict=True)] + [
                row[-1] + stage.chances[j] * take[-1]
            ]
            continue
        gets = {None if m >> j & 1 else stage.later[m][j] for m in masks}
        fixed = gets.pop()
        if gets:
            return None
        if fixed is None:
            row[j] -= stage.chances[i] * stage.discounts[j]
        else:
            row[-1] += stage.chances[i] * fixed
    return row


def _proposals(stage: ExactRound, values: Sequence[Fraction]) -> list[Proposals] | None:
    """Lotteries over the coalitions that are exactly best, such that the values are what they give; None if there are none."""
    n = len(values)
    prices = tuple(d * v for d, v in zip(stage.discounts, values, strict=True))
    net, scale = net_worths(stage.worths, stage.denominator, prices)
    columns: list[tuple[int, int]] = []
    takes = []
    for i in range(n):
        mine = [m for m in range(1 << n) if m >> i & 1 and stage.agreed[m]]
        best = max(int(net[m]) for m in mine)
        if best < 0:
            return None
        takes.append(Fraction(best, scale) + prices[i])
        columns += [(i, m) for m in mine if net[m] == best]
    matrix: list[list[Fraction | int]] = [[int(i == who) for who, _ in columns] for i in range(n)]
    right: list[Fraction | int] = [1] * n
    for j in range(n):
        matrix.append(
            [Fraction(0) if i == j else stage.chances[i] * (prices[j] if m >> j & 1 else stage.later[m][j]) for i, m in columns]
        )
        right.append(values[j] - stage.chances[j] * takes[j])
    found = maximize([0] * len(columns), matrix, right)
    if found.status != "optimal":
        return None
    return [tuple((m, q) for (i, m), q in zip(columns, found.x, strict=True) if i == j and q) for j in range(n)]
