"""The core of the dual game, which is the anti-core: what no coalition is charged more than its cost for."""

from __future__ import annotations

from ...games.payoff_sets import PayoffPolytope
from ...games.tu import CoalitionalGame
from ...solution import Solution
from ._polytopes import PIECES, PLAYERS, polytope_solution


def dual_core(game: CoalitionalGame, *, limit: int = PLAYERS, pieces: int = PIECES) -> Solution[PayoffPolytope]:
    """All payoffs that share v(N) so that no coalition gets more than its worth, as a polytope: the core of the dual game.

    The dual game is v*(S) = v(N) - v(N \\ S), so x(S) >= v*(S) for all S says x(S) <= v(S) for all S (the anti-core of v). If
    the worths are costs, this is the core of the cost game: nobody is charged more than they would pay on their own.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n inequalities may be set up.
        pieces: the most corners on the way and simplices in the end.

    Returns:
        Solution with a PayoffPolytope, certified by simplices of its corners that fill it, or, if it is empty, by balanced
        weights. Cost: as `core`.

    Raises:
        UndecidedError: worths are symbolic (put numbers in).
        LimitExceededError: more players than `limit`, or more corners or simplices than `pieces`.

    Examples:
        >>> import coalitions as co
        >>> # an airport as in Littlechild and Owen (1973); by hand: A pays up to 1, A and B together up to 2, C the rest of 4
        >>> costs = co.airport_game({"A": 1, "B": 2, "C": 4})
        >>> co.dual_core(costs).value
        dimension 2, volume 3/2, 4 corners (0, 0, 4), (0, 2, 2), (1, 0, 3), (1, 1, 2)

    References:
        Littlechild and Owen (1973), A simple expression for the Shapley value in a special case (the airport game of the
        example); Peleg and Sudhölter (2007), Introduction to the theory of cooperative games, section 6.
    """
    return polytope_solution("dual core", game, limit, pieces)
