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
        >>> # Curiel, Maschler and Tijs (1987): bankruptcy games are convex, so exact; the estate of Aumann and Maschler (1985)
        >>> estate = co.bankruptcy_game(200, {"wife of 100": 100, "wife of 200": 200, "wife of 300": 300})
        >>> co.check_exact(estate)
        exact: True   [certified; each coalition gets exactly its worth at one of 3 core points]
        >>> # the drug game of Winston (2004); by hand: Joe gets 1 in the core, and is worth 0 alone
        >>> drug = co.TUGame.from_function(["Joe", "firm 2", "firm 3"], lambda S: int("Joe" in S and len(S) > 1))
        >>> co.check_exact(drug)
        exact: False   [certified; 1 {Joe, firm 2} + 1 {Joe, firm 3} - 1 {Joe, firm 2, firm 3} is worth 1 > 0 = v({Joe})]

    References:
        Schmeidler (1972), Cores of exact games, I. Journal of Mathematical Analysis and Applications 40, 214–225; Azrieli and
        Lehrer (2005), On concavification and convex games; the example: Curiel, Maschler and Tijs (1987), Bankruptcy games;
        Aumann and Maschler (1985), Game theoretic analysis of a bankruptcy problem from the Talmud; Winston (2004), Operations
        research, section 14.6 (the drug game).
    """
    return decide_coalition_by_coalition(game, "exact", limit)
