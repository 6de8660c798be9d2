"""The core cover: payoffs between minimal rights and utopia payoffs."""

from __future__ import annotations

from ...games.payoff_sets import PayoffPolytope
from ...games.tu import CoalitionalGame
from ...solution import Solution
from ._polytopes import PIECES, PLAYERS, polytope_solution


def core_cover(game: CoalitionalGame, *, limit: int = PLAYERS, pieces: int = PIECES) -> Solution[PayoffPolytope]:
    """All payoffs that share v(N) and lie between the players' minimal rights and their utopia payoffs, as a polytope.

    The utopia payoff is M_i = v(N) - v(N \\ i); the minimal right m_i is the most that a coalition of i leaves it when all its
    other members get their utopia payoffs. The core cover is the set of x with x(N) = v(N) and m_i <= x_i <= M_i. It contains
    the core; it is not empty iff the game is quasi-balanced, and the tau value is then the point between m and M on it.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n worths may be tabulated.
        pieces: the most corners on the way and simplices in the end.

    Returns:
        Solution with a PayoffPolytope, certified by simplices of its corners that fill it, or, if it is empty, by bounds that
        cannot hold together. Cost: n passes over the worths; the rest grows with the corners, fewer than n 2**(n-1).

    Raises:
        UndecidedError: worths are symbolic (put numbers in).
        LimitExceededError: more players than `limit`, or more corners or simplices than `pieces`.

    Examples:
        >>> import coalitions as co
        >>> # Staudacher and Anwander (2021), CoopGame, coreCoverVertices
        >>> game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 3, 3, 3, 6], order="size")
        >>> co.core_cover(game).value
        dimension 2, volume 9/2, 3 corners (0, 3, 3), (3, 0, 3), (3, 3, 0)

    References:
        Tijs and Lipperts (1982), The hypercube and the core cover of n-person cooperative games; Staudacher and Anwander
        (2021), CoopGame (the example).
    """
    return polytope_solution("core cover", game, limit, pieces)
