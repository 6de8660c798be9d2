"""Demand bargaining in votes: shares in proportion to homogeneous weights."""

from __future__ import annotations

from fractions import Fraction

from ...certificates.homogeneous import ConflictingCoalitions, HomogeneousShares, edges
from ...games.simple import simple_table
from ...games.tu import CoalitionalGame, tabulate
from ...kernels.cones import echelon
from ...kernels.lp import maximize
from ...players import Payoffs
from ...solution import Solution, certify


def find_demand_shares(game: CoalitionalGame, *, limit: int = 10) -> Solution[Payoffs | None]:
    """What parties demand for joining a government if weights can be chosen so that no vote is wasted: homogeneous weights.

    Shares d are homogeneous if every minimal winning coalition has exactly 1 and every losing one less; who is in no minimal
    winning coalition gets nothing. In demand bargaining parties state one after the other what they want, until a winning
    coalition can meet its members' demands. Then a minimal winning coalition forms and divides in proportion to homogeneous
    weights, whoever begins (Morelli); so the first does not get more than its weight, as it does where offers are made.

    Args:
        game: a simple game or vote.
        limit: the most players. Cost: linear programs with the minimal winning and maximal losing coalitions.

    Returns:
        Solution with Payoffs, certified by all coalitions; or with None if the vote is not homogeneous, certified by numbers
        on winning and losing coalitions. The diagnostics say whether the shares are the only ones.

    Raises:
        UnsupportedGameError: the game is not simple.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> rule = co.WeightedVotingGame.from_weights(quota=51, weights={"A": 48, "B": 30, "C": 22})
        >>> co.find_demand_shares(rule)
        demand bargaining shares: A: 1/2, B: 1/2, C: 1/2   [certified; each of 3 minimal winning coalitions divides exactly 1,
        and each losing one has less]
        >>> rule = co.WeightedVotingGame.from_weights(quota=4, weights={"A": 2, "B": 2, "C": 1, "D": 1, "E": 1})
        >>> co.find_demand_shares(rule).value
        A: 1/2, B: 1/2, C: 1/4, D: 1/4, E: 1/4

    References:
        Morelli (1999), Demand competition and policy compromise in legislative bargaining. American Political Science Review
        93, 809–820. Ostmann (1987), On the minimal representation of homogeneous games. International Journal of Game Theory
        16, 69–81.
    """
    table = simple_table(tabulate(game, limit=limit))
    minimal, maximal = edges(table.table)
    n = len(table.players)
    inside = [i for i in range(n) if any(m >> i & 1 for m in minimal)]
    # unknowns: shares, the gap of the losing coalitions, their slacks
    rows: list[list[int]] = [[m >> i & 1 for i in inside] + [0] * (1 + len(maximal)) for m in minimal]
    for k, m in enumerate(maximal):
        rows.append([m >> i & 1 for i in inside] + [1] + [int(j == k) for j in range(len(maximal))])
    goal = [0] * len(inside) + [1] + [0] * len(maximal)
    found = maximize(goal, rows, [1] * len(rows))
    if found.status != "optimal" or found.x[len(inside)] <= 0:
        return certify("demand bargaining shares", table, _conflict(n, minimal, maximal))
    amounts = [Fraction(0)] * n
    for i, share in zip(inside, found.x, strict=False):
        amounts[i] = share
    unique = len(echelon([[m >> i & 1 for i in inside] for m in minimal])[0]) == len(inside)
    return certify("demand bargaining shares", table, HomogeneousShares(tuple(amounts)), {"unique": unique})


def _conflict(n: int, minimal: list[int], maximal: list[int]) -> ConflictingCoalitions:
    """Numbers that rule out homogeneous shares: y = y⁺ − y⁻ on winning coalitions, z on losing ones, and slacks."""
    w, k = len(minimal), len(maximal)
    rows = [[1] * w + [-1] * w + [0] * (k + n + 1), [0] * (2 * w) + [1] * k + [0] * n + [1]]
    for i in range(n):
        won, lost = [m >> i & 1 for m in minimal], [m >> i & 1 for m in maximal]
        rows.append([*won, *(-v for v in won), *(-v for v in lost), *(int(i == j) for j in range(n)), 0])
    found = maximize([0] * len(rows[0]), rows, [1, 1] + [0] * n)
    y = [a - b for a, b in zip(found.x[:w], found.x[w : 2 * w], strict=True)]
    winning = tuple((m, v) for m, v in zip(minimal, y, strict=True) if v)
    return ConflictingCoalitions(winning, tuple((m, v) for m, v in zip(maximal, found.x[2 * w :], strict=False) if v))
