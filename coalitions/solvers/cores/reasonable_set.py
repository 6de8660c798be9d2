"""The reasonable set: nobody gets more than it ever adds, nor less than it is worth alone."""

from __future__ import annotations

from ...games.payoff_sets import PayoffPolytope
from ...games.tu import CoalitionalGame
from ...solution import Solution
from ._polytopes import PIECES, PLAYERS, polytope_solution


def reasonable_set(game: CoalitionalGame, *, limit: int = PLAYERS, pieces: int = PIECES) -> Solution[PayoffPolytope]:
    """All imputations that give no player more than the most that it adds to any coalition, as a polytope.

    It is the set of x with x(N) = v(N) and v(i) <= x_i <= max over S without i of v(S ∪ i) - v(S). It contains the core cover
    and so the core, and it is not empty iff there are imputations.

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
        >>> # Staudacher and Anwander (2021), CoopGame, reasonableSetVertices
        >>> game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 3, 3, 3, 6], order="size")
        >>> co.reasonable_set(game).value
        dimension 2, volume 9/2, 3 corners (0, 3, 3), (3, 0, 3), (3, 3, 0)

    References:
        Milnor (1952), Reasonable outcomes for n-person games; Gerard-Varet and Zamir (1987), Remarks on the reasonable set of
        outcomes in a general coalition function form game; Branzei, Dimitrov and Tijs (2008), Models in cooperative game
        theory, section 2.2; Staudacher and Anwander (2021), CoopGame (the example).
    """
    # Milnor's upper bound with individual rationality, as in textbooks; neither of the two first sources could be read.
    return polytope_solution("reasonable set", game, limit, pieces)
