"""Proper simple games: no two disjoint coalitions win."""

from __future__ import annotations

from ...games.tu import CoalitionalGame
from ...solution import Solution
from ._laws import decide_by_complements


def check_proper(game: CoalitionalGame, *, limit: int = 1 << 24) -> Solution[bool]:
    """Whether no coalition wins together with its complement, so that no two opposite decisions can be made.

    It is the same that any two winning coalitions have a common member. The dual of a proper game is strong.

    Args:
        game: any simple game of up to 24 players (by types: of up to 2**24 profiles), or a weighted voting game of one rule and
            any number of players.
        limit: for more than 24 players, the largest total weight; the cost is n operations on that many bits.

    Returns:
        Solution with True, certified by comparing all coalitions with their complements (or all total weights that coalitions
        can have), or with False, certified by a coalition that wins as its complement does.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more than 24 players and several rules, or a total weight of more than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Banzhaf (1965): 58 of 115 votes in Nassau County, more than half
        >>> towns = ["Hempstead 1", "Hempstead 2", "Oyster Bay", "North Hempstead", "Long Beach", "Glen Cove"]
        >>> board = co.WeightedVotingGame.from_weights(quota=58, weights=dict(zip(towns, [31, 31, 28, 21, 2, 2])))
        >>> co.check_proper(board).value
        True
        >>> # two couples as in Taylor and Zwicker (1999); by hand: both win
        >>> couples = co.TUGame.from_function(["A", "B", "C", "D"], lambda S: int({"A", "B"} <= S or {"C", "D"} <= S))
        >>> co.check_proper(couples)
        proper: False   [certified; {A, B} and {C, D} both win]

    References:
        Shapley (1962), Simple games: an outline of the descriptive theory; Taylor and Zwicker (1999), section 1.1; the example:
        Banzhaf (1965), Weighted voting doesn't work.
    """
    return decide_by_complements(game, "proper", limit)
