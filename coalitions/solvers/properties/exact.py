"""Exact games: every coalition gets exactly its worth somewhere in the core."""

from __future__ import annotations

from ...games.tu import CoalitionalGame
from ...solution import Solution
from ._balance import decide_coalition_by_coalition


def check_exact(game: CoalitionalGame, *, limit: int = 12) -> Solution[bool]:
    """Whether for every coalition S there is a core point x with x(S) = v(S).

    Convex games are exact, and exact games are totally balanced; a game is convex iff the game among the members of every
    coalition is exact. Always exact arithmetic: float worths stand for their own binary values.

    Args:
        game: any game with transferable utility whose worths are numbers.
        limit: the most players; the cost is up to 2**n linear programs of 2**n columns (10 players: a second, 12: ten).

    Returns:
        Solution with True, certified by core points such that each coalition gets exactly its worth at one of them; or with
        False, certified by a coalition S and weights on coalitions (that of N may be negative) which add up to S and are worth
        more than S, so that S gets more everywhere in the core.

    Raises:
        UndecidedError: worths are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> glove = co.TUGame.from_function(["L1", "L2", "R"], lambda S: int("R" in S and len(S) > 1))
        >>> co.check_exact(glove)
        exact: False   [certified; 1 {L1, R} + 1 {L2, R} - 1 {L1, L2, R} is worth 1 > 0 = v({R})]
        >>> co.check_exact(co.TUGame.from_function(range(4), lambda S: len(S) ** 2)).value
        True

    References:
        Schmeidler (1972), Cores of exact games, I. Journal of Mathematical Analysis and Applications 40, 214–225; Azrieli and
        Lehrer (2005), On concavification and convex games.
    """
    return decide_coalition_by_coalition(game, "exact", limit)
