"""The Shapley–Shubik index."""

from __future__ import annotations

from ...games.tu import CoalitionalGame
from ...players import Payoffs
from ...solution import Solution
from ._swings import power_solution


def shapley_shubik_index(game: CoalitionalGame, *, limit: int = 1 << 24) -> Solution[Payoffs]:
    """The share of the orders of arrival in which each player turns a losing coalition into a winning one.

    It is the Shapley value of the simple game. Exact always.

    Args:
        game: a weighted voting game (counted, never tabulated: 200 members are no trouble while the weights are moderate),
            or any simple game of up to 24 players (worths 0 and 1, monotone, v(N) = 1).
        limit: for weighted voting, the most combinations of total weight and size to count by.

    Returns:
        Solution with Payoffs that add up to 1. Certified: the swings are recounted by another method (for large games by
        `verify()` only). Cost: for weighted voting n times the product of (total weight + 1) of the rules times (n + 1).

    Raises:
        UnsupportedGameError: the game is not simple.
        LimitExceededError: more combinations than `limit`.

    Examples:
        >>> import coalitions as co
        >>> council = co.WeightedVotingGame.from_weights(quota=51, weights={"A": 50, "B": 49, "C": 1})
        >>> co.shapley_shubik_index(council)
        Shapley–Shubik index: A: 2/3, B: 1/6, C: 1/6   [certified; swings recounted coalition by coalition]

    References:
        Shapley and Shubik (1954), A method for evaluating the distribution of power in a committee system.
    """
    return power_solution("Shapley–Shubik index", game, "shapley-shubik", limit)
