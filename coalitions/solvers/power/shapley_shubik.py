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
            or any simple game of up to 24 players (worths 0 and 1, monotone, v(N) = 1; by types: of up to 2**24 profiles).
        limit: for weighted voting, the most combinations of total weight and size to count by.

    Returns:
        Solution with Payoffs that add up to 1. Certified: the swings are recounted by another method (for large games by
        `verify()` only). Cost: for weighted voting n times the product of (total weight + 1) of the rules times (n + 1).

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more combinations than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Shapley and Shubik (1954): seven of the eleven members of the Security Council, with all permanent ones: 76/77
        >>> names = [f"permanent {k}" for k in range(1, 6)] + [f"elected {k}" for k in range(1, 7)]
        >>> council = co.WeightedVotingGame.from_rules([(7, dict.fromkeys(names, 1)), (5, dict.fromkeys(names[:5], 1))])
        >>> power = co.shapley_shubik_index(council).value
        >>> power.total(names[:5]), power["permanent 1"], power["elected 1"]
        (Fraction(76, 77), Fraction(76, 385), Fraction(1, 462))

    References:
        Shapley and Shubik (1954), A method for evaluating the distribution of power in a committee system.
    """
    return power_solution("Shapley–Shubik index", game, "shapley-shubik", limit)
