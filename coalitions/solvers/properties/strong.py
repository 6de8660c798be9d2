"""Strong simple games: there is no stalemate."""

from __future__ import annotations

from ...games.tu import CoalitionalGame
from ...solution import Solution
from ._laws import decide_by_complements


def check_strong(game: CoalitionalGame, *, limit: int = 1 << 24) -> Solution[bool]:
    """Whether no coalition loses together with its complement, so that one side always decides.

    It is the same that every coalition that blocks also wins. The dual of a strong game is proper.

    Args:
        game: any simple game of up to 24 players (by types: of up to 2**24 profiles), or a weighted voting game of one rule and
            any number of players.
        limit: for more than 24 players, the largest total weight; the cost is n operations on that many bits.

    Returns:
        Solution with True, certified by comparing all coalitions with their complements (or all total weights that coalitions
        can have), or with False, certified by a coalition that loses as its complement does.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more than 24 players and several rules, or a total weight of more than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Felsenthal and Machover (1998): the Council of 1958; by hand: neither 8 votes of the 17 nor the other 9 are enough
        >>> six = {"France": 4, "Germany": 4, "Italy": 4, "Belgium": 2, "Netherlands": 2, "Luxembourg": 1}
        >>> council = co.WeightedVotingGame.from_weights(quota=12, weights=six)
        >>> co.check_strong(council)
        strong: False   [certified; {France, Germany} and {Italy, Belgium, Netherlands, Luxembourg} both lose]
        >>> # Banzhaf (1965): 58 of 115 votes in Nassau County; by hand: one of two opposite sides has them
        >>> towns = ["Hempstead 1", "Hempstead 2", "Oyster Bay", "North Hempstead", "Long Beach", "Glen Cove"]
        >>> board = co.WeightedVotingGame.from_weights(quota=58, weights=dict(zip(towns, [31, 31, 28, 21, 2, 2])))
        >>> co.check_strong(board).value
        True

    References:
        Shapley (1962), Simple games: an outline of the descriptive theory; Taylor and Zwicker (1999), section 1.1; the example:
        Felsenthal and Machover (1998), The measurement of voting power, table 5.3.2; Banzhaf (1965), Weighted voting doesn't
        work.
    """
    return decide_by_complements(game, "strong", limit)
