"""Strong simple games: there is no stalemate."""

from __future__ import annotations

from ...games.tu import CoalitionalGame
from ...solution import Solution
from ._laws import decide_by_complements


def check_strong(game: CoalitionalGame, *, limit: int = 1 << 24) -> Solution[bool]:
    """Whether no coalition loses together with its complement, so that one side always decides.

    It is the same that every coalition that blocks also wins. The dual of a strong game is proper.

    Args:
        game: any simple game of up to 24 players, or a weighted voting game of one rule and any number of players.
        limit: for more than 24 players, the largest total weight; the cost is n operations on that many bits.

    Returns:
        Solution with True, certified by comparing all coalitions with their complements (or all total weights that coalitions
        can have), or with False, certified by a coalition that loses as its complement does.

    Raises:
        UnsupportedGameError: the game is not simple.
        LimitExceededError: more than 24 players and several rules, or a total weight of more than `limit`.

    Examples:
        >>> import coalitions as co
        >>> council = co.WeightedVotingGame.from_weights(quota=3, weights={"A": 1, "B": 1, "C": 1})
        >>> co.check_strong(council)
        strong: False   [certified; {A} and {B, C} both lose]

    References:
        Shapley (1962), Simple games: an outline of the descriptive theory; Taylor and Zwicker (1999), section 1.1.
    """
    return decide_by_complements(game, "strong", limit)
