"""Totally balanced games: the game among the members of every coalition has a core point."""

from __future__ import annotations

from ...games.tu import CoalitionalGame
from ...solution import Solution
from ._balance import decide_coalition_by_coalition


def check_totally_balanced(game: CoalitionalGame, *, limit: int = 12) -> Solution[bool]:
    """Whether the core is not empty, neither of the game nor of the game among the members of any coalition.

    Such games are the market games, the minima of additive games, and, if no worth is negative, the games of flows.
    Convex games are totally balanced. Always exact: float worths stand for their own binary values.

    Args:
        game: any game with transferable utility whose worths are numbers.
        limit: the most players; the cost is up to 2**n linear programs of 2**n columns (10 players: a second, 12: ten).

    Returns:
        Solution with True, certified by payoff vectors that give no coalition less than its worth, and each coalition exactly
        its worth at one of them; or with False, certified by a coalition and balanced weights on its parts that are worth more.

    Raises:
        UndecidedError: worths are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Kalai and Zemel (1982): every game of flow is totally balanced
        >>> pipes = co.flow_game([("A", "s", "m", 4), ("B", "m", "t", 5), ("C", "s", "t", 10)], source="s", sink="t")
        >>> co.check_totally_balanced(pipes).value
        True
        >>> # by hand: three of these four are like the three players of Shapley (1967), without a core
        >>> game = co.TUGame.from_function(["A", "B", "C", "D"], lambda S: 3 if len(S) == 4 else int(len(S) > 1))
        >>> co.check_totally_balanced(game)
        totally balanced: False   [certified; 1/2 {B, C} + 1/2 {B, D} + 1/2 {C, D} is worth 3/2 > 1 = v({B, C, D})]

    References:
        Shapley and Shubik (1969), On market games. Journal of Economic Theory 1, 9–25; Kalai and Zemel (1982), Totally balanced
        games and games of flow. Mathematics of Operations Research 7, 476–478; the example: Shapley (1967), On balanced sets
        and cores.
    """
    return decide_coalition_by_coalition(game, "totally balanced", limit)
