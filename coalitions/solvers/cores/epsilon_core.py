"""The strong epsilon-core: what is left when leaving the grand coalition costs epsilon, or pays it."""

from __future__ import annotations

from typing import Any

from ...games.payoff_sets import PayoffPolytope
from ...games.tu import CoalitionalGame
from ...scalars import parse, to_fraction
from ...solution import Solution
from ._polytopes import PIECES, PLAYERS, polytope_solution


def epsilon_core(
    game: CoalitionalGame, epsilon: Any, *, limit: int = PLAYERS, pieces: int = PIECES
) -> Solution[PayoffPolytope]:
    """All payoffs that share v(N) so that no coalition misses more than epsilon of its worth, as a polytope.

    It is the set of x with x(N) = v(N) and x(S) >= v(S) - epsilon for every coalition S other than {} and N (the strong
    epsilon-core). For epsilon = 0 it is the core; with a negative epsilon every coalition gets more than its worth. The
    smallest one that is not empty is the least core (`least_core_set`).

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        epsilon: a number, negative ones included (write "0.1" or a Fraction, not 0.1, for one tenth).
        limit: the most players for which 2**n inequalities may be set up.
        pieces: the most corners on the way and simplices in the end.

    Returns:
        Solution with a PayoffPolytope, certified by simplices of its corners that fill it, or, if it is empty, by balanced
        weights. Cost: as `core`.

    Raises:
        UndecidedError: worths or epsilon are symbolic (put numbers in).
        InvalidArgumentError: epsilon is no finite number.
        LimitExceededError: more players than `limit`, or more corners or simplices than `pieces`.

    Examples:
        >>> import coalitions as co
        >>> # three cities in Peters (2015); by hand: every two get at least 130/3 more than they are worth just at one point
        >>> cities = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 90, 100, 120, 220], order="size")
        >>> co.epsilon_core(cities, "-130/3").value
        only A: 170/3, B: 230/3, C: 260/3
        >>> co.epsilon_core(cities, -40).value
        dimension 2, volume 50, 3 corners (50, 80, 90), (60, 70, 90), (60, 80, 80)

    References:
        Shapley and Shubik (1966), Quasi-cores in a monetary economy with nonconvex preferences; Maschler, Peleg and Shapley
        (1979), Geometric properties of the kernel, nucleolus, and related solution concepts; the example: Peters (2015), Game
        theory: a multi-leveled approach, chapter 9.
    """
    return polytope_solution("epsilon-core", game, limit, pieces, to_fraction(parse(epsilon, "epsilon")))
