"""Bargaining solutions that compare gains: equal ones, equal shares of the ideal ones, and the largest sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ...certificates.bargains import Bottlenecks, EqualGains, Level, MaximinLevel, SumPrices, units_of
from ...games.bargaining import BargainingProblem, bargaining_problem, gain_rows, product, read_bargaining_weights
from ...kernels.lp import maximize
from ...players import Payoffs
from ...solution import Solution, certify


def egalitarian_bargaining_solution(
    problem: BargainingProblem,
    *,
    weights: Mapping[Any, Any] | Sequence[Any] | None = None,
    lexicographic: bool = False,
) -> Solution[Payoffs]:
    """The agreement in which all players gain the same over the disagreement point, as much as is feasible.

    With weights, gains are proportional to them (the proportional solutions of Kalai). Where somebody cannot gain more, others
    may still be able to: `lexicographic=True` then goes on to raise their gains, all of them together, until they are stopped
    as well, and gives the agreement whose smallest gain per weight is largest, then the second smallest, and so on.

    Args:
        problem: what can be agreed on.
        weights: a positive number for each player (default: equal ones).
        lexicographic: whether those go on who can.

    Returns:
        Solution with Payoffs, certified by the inequality that stops all gains (or, for each player, by one that stops its
        own). Cost: n times the size of the inequalities.

    Raises:
        UnknownPlayerError, InvalidArgumentError: the weights do not name every player once, or one is not positive.
        UnsupportedGameError: not a bargaining problem.

    Examples:
        >>> import coalitions as co
        >>> problem = co.BargainingProblem.from_constraints(
        ...     ["A", "B"], [((1, 0), 2), ((1, 1), 6)], disagreement=(0, 0)
        ... )
        >>> co.egalitarian_bargaining_solution(problem)
        egalitarian bargaining solution: A: 2, B: 2   [certified; everybody gains 2 of its weight, and 1 A <= 2 allows no more]
        >>> co.egalitarian_bargaining_solution(problem, lexicographic=True).value
        A: 2, B: 4

    References:
        Kalai (1977), Proportional solutions to bargaining situations. Econometrica 45, 1623–1630. Chun and Peters (1988), The
        lexicographic egalitarian solution. Cahiers du CERO 30, 149–156.
    """
    problem = bargaining_problem(problem)
    numbers = read_bargaining_weights(problem, weights)
    options = {"weights": "equal" if weights is None else str(weights), "lexicographic": lexicographic}
    if lexicographic:
        return _lexicographic(problem, "lexicographic egalitarian bargaining solution", numbers, options)
    return _level(problem, "egalitarian bargaining solution", numbers, options)


def kalai_smorodinsky_solution(problem: BargainingProblem, *, lexicographic: bool = False) -> Solution[Payoffs]:
    """The agreement in which all players gain the same share of their ideal gains, as much as is feasible.

    A player's ideal gain is the most that it can get if the others get at least their disagreement payoffs. For two players
    nobody can then get more without a loss to the other. For three and more somebody may; `lexicographic=True` raises the
    shares of those who can, all of them together, until they are stopped as well (Imai).

    Args:
        problem: what can be agreed on.
        lexicographic: whether those go on who can.

    Returns:
        Solution with Payoffs, certified by the inequality that stops all shares (or, for each player, by one that stops its
        own). Cost: n times the size of the inequalities.

    Raises:
        UnsupportedGameError: not a bargaining problem.

    Examples:
        With (1, 7/10) instead of (3/4, 3/4) the second player could get at least as much whatever the first gets. Nash's
        solution gives it less, 7/10; here it gets more:

        >>> import coalitions as co
        >>> first = co.BargainingProblem.from_points(["A", "B"], [(0, 1), (1, 0), ("3/4", "3/4")], disagreement=(0, 0))
        >>> second = co.BargainingProblem.from_points(["A", "B"], [(0, 1), (1, 0), (1, "7/10")], disagreement=(0, 0))
        >>> co.kalai_smorodinsky_solution(first).value, co.kalai_smorodinsky_solution(second).value
        (A: 3/4, B: 3/4, A: 10/13, B: 10/13)
        >>> co.nash_bargaining_solution(second).value
        A: 1, B: 7/10

    References:
        Kalai and Smorodinsky (1975), Other solutions to Nash's bargaining problem. Econometrica 43, 513–518. Imai (1983),
        Individual monotonicity and lexicographic maxmin solution. Econometrica 51, 389–401.
    """
    problem = bargaining_problem(problem)
    options = {"lexicographic": lexicographic, "free disposal": True}
    if lexicographic:
        return _lexicographic(problem, "lexicographic Kalai–Smorodinsky solution", None, options)
    return _level(problem, "Kalai–Smorodinsky solution", None, options)


def _level(
    problem: BargainingProblem, concept: Level, weights: tuple[Fraction, ...] | None, options: dict[str, Any]
) -> Solution[Payoffs]:
    units = units_of(problem, concept, weights)
    stops = [(c / product(row, units), k) for k, (row, c) in enumerate(gain_rows(problem)) if product(row, units)]
    level, stop = min(stops) if stops else (Fraction(0), None)
    amounts = tuple(d + level * u for d, u in zip(problem.disagreement, units, strict=True))
    return certify(concept, problem, EqualGains(concept, amounts, weights, stop), options)


def _lexicographic(
    problem: BargainingProblem, concept: MaximinLevel, weights: tuple[Fraction, ...] | None, options: dict[str, Any]
) -> Solution[Payoffs]:
    units, rows = units_of(problem, concept, weights), list(gain_rows(problem))
    gains, stops = [Fraction(0)] * len(units), [-1] * len(units)
    for i, unit in enumerate(units):
        if not unit:  # no ideal gain: an inequality without slack stops it
            stops[i] = next(k for k, (row, c) in enumerate(rows) if row[i] and c == 0)
    rising = {i for i, unit in enumerate(units) if unit}
    while rising:
        levels = {}
        for k, (row, c) in enumerate(rows):
            speed = sum((row[i] * units[i] for i in rising), start=Fraction(0))
            if speed:
                fixed = sum((row[i] * g for i, g in enumerate(gains) if i not in rising), start=Fraction(0))
                levels[k] = (c - fixed) / speed
        level = min(levels.values())
        for k in (k for k, v in levels.items() if v == level):
            for i in [i for i in rising if rows[k][0][i]]:
                gains[i], stops[i] = level * units[i], k
        rising = {i for i in rising if stops[i] < 0}
    amounts = tuple(d + g for d, g in zip(problem.disagreement, gains, strict=True))
    return certify(concept, problem, Bottlenecks(concept, amounts, weights, tuple(stops)), options)


def find_utilitarian_agreement(
    problem: BargainingProblem, *, weights: Mapping[Any, Any] | Sequence[Any] | None = None
) -> Solution[Payoffs]:
    """An agreement with the largest sum of payoffs among those that give everybody the disagreement payoff or more.

    With weights, the sum of w_i x_i. There may be several such agreements; one is returned.

    Args:
        problem: what can be agreed on.
        weights: a positive number for each player (default: equal ones).

    Returns:
        Solution with Payoffs, certified by prices of the inequalities (linear programming duality). Cost: one exact linear
        program.

    Raises:
        UnknownPlayerError, InvalidArgumentError: the weights do not name every player once, or one is not positive.
        UnsupportedGameError: not a bargaining problem.

    Examples:
        >>> import coalitions as co
        >>> problem = co.BargainingProblem.from_points(["A", "B"], [(0, 1), (1, 0), (1, "7/10")], disagreement=(0, 0))
        >>> co.find_utilitarian_agreement(problem)
        utilitarian agreement: A: 1, B: 7/10   [certified; no feasible payoffs have a larger sum than 17/10]

    References:
        Myerson (1981), Utilitarianism, egalitarianism, and the timing effect in social choice problems. Econometrica 49,
        883–897.
    """
    problem = bargaining_problem(problem)
    numbers = read_bargaining_weights(problem, weights)
    rows, n = list(gain_rows(problem)), len(problem.players)
    matrix = [[*row, *(int(j == k) for j in range(len(rows)))] for k, (row, _) in enumerate(rows)]
    found = maximize([*numbers, *[0] * len(rows)], matrix, [c for _, c in rows])
    amounts = tuple(d + g for d, g in zip(problem.disagreement, found.x[:n], strict=True))
    options = {"weights": "equal" if weights is None else str(weights)}
    return certify("utilitarian agreement", problem, SumPrices(amounts, numbers, tuple(map(Fraction, found.y))), options)
