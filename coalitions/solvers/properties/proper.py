"""Proper simple games: no two disjoint coalitions win."""

from __future__ import annotations

from ...games.tu import CoalitionalGame
from ...solution import Solution
from ._laws import decide_by_complements


def check_proper(game: CoalitionalGame, *, limit: int = 1 << 24) -> Solution[bool]:
    """Whether no coalition wins together with its complement, so that no two opposite decisions can be made.

    It is the same that any two winning coalitions have a common member. The dual of a proper game is strong.

    Args:
        game: any simple game of up to 24 players, or a weighted voting game of one rule and any number of players.
        limit: for more than 24 players, the largest total weight; the cost is n operations on that many bits.

    Returns:
        Solution with True, certified by comparing all coalitions with their complements (or all total weights that coalitions
        can have), or with False, certified by a coalition that wins as its complement does.

    Raises:
        UnsupportedGameError: the game is not simple.
        LimitExceededError: more than 24 players and several rules, or a total weight of more than `limit`.

    Examples:
        >>> import coalitions as co
        >>> council = co.WeightedVotingGame.from_weights(quota=1, weights={"A": 1, "B": 1, "C": 1})
        >>> co.check_proper(council)
        proper: False   [certified; {A} and {B, C} both win]

    References:
        Shapley (1962), Simple games: an outline of the descriptive theory; Taylor and Zwicker (1999), section 1.1.
    """
    return decide_by_complements(game, "proper", limit)
