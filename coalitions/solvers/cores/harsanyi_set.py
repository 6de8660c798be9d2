"""The Harsanyi set, or selectope: all ways to share the dividends of coalitions among their members."""

from __future__ import annotations

from ...games.payoff_sets import PayoffPolytope
from ...games.tu import CoalitionalGame
from ...solution import Solution
from ._polytopes import PIECES, PLAYERS, polytope_solution


def harsanyi_set(game: CoalitionalGame, *, limit: int = PLAYERS, pieces: int = PIECES) -> Solution[PayoffPolytope]:
    """All payoffs that come from sharing each coalition's dividend among its members, as a polytope; it is never empty.

    The dividends d(S) are what is left of v(S) when the dividends of all smaller coalitions within S are paid out. A Harsanyi
    payoff vector gives i a part of each d(S) with i in S, none of the parts negative; the set is also the hull of the vectors
    that give each dividend to one member alone, the selectope. With v = v+ - v- by positive and negative dividends it is the
    core of the convex game v+(S) + v-(N \\ S) - v-(N). It contains the core and the Weber set, and is the core if all dividends
    of coalitions with several members are positive.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n inequalities may be set up.
        pieces: the most corners on the way and simplices in the end. There are up to n! corners.

    Returns:
        Solution with a PayoffPolytope, certified as the core of that convex game: simplices of corners fill it. Cost: as `core`
        of a convex game.

    Raises:
        UndecidedError: worths are symbolic (put numbers in).
        LimitExceededError: more players than `limit`, or more corners or simplices than `pieces`.

    Examples:
        >>> import coalitions as co
        >>> # three equal votes as in von Neumann and Morgenstern (1944); by hand: dividends 1 of pairs, −2 of all three
        >>> majority = co.majority_game(["A", "B", "C"])
        >>> co.harsanyi_set(majority).value
        dimension 2, volume 11, 6 corners (-2, 1, 2), (-2, 2, 1), (1, -2, 2), (1, 2, -2), (2, -2, 1), (2, 1, -2)

    References:
        Hammer, Peled and Sorensen (1977), Pseudo-boolean functions and game theory I; Vasil'ev (1978), Support function of the
        core of a convex game; Derks, Haller and Peters (2000), The selectope for cooperative games (the theorem); the example:
        von Neumann and Morgenstern (1944), Theory of games and economic behavior, section 21.
    """
    return polytope_solution("Harsanyi set", game, limit, pieces)
