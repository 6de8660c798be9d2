"""The imputations: shares of v(N) that leave nobody worse off than alone."""

from __future__ import annotations

from ...games.payoff_sets import PayoffPolytope
from ...games.tu import CoalitionalGame
from ...solution import Solution
from ._polytopes import PIECES, PLAYERS, polytope_solution


def imputation_set(game: CoalitionalGame, *, limit: int = PLAYERS, pieces: int = PIECES) -> Solution[PayoffPolytope]:
    """All payoffs that share v(N) and give every player at least what it is worth alone, as a polytope.

    It is the set of x with x(N) = v(N) and x_i >= v(i): a simplex with n corners, at each of which one player gets all that is
    left when the others get v(i); a point if v(N) = Σ v(i); empty if v(N) is less.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n worths may be tabulated.
        pieces: the most corners on the way and simplices in the end.

    Returns:
        Solution with a PayoffPolytope, certified by the simplex that fills it, or, if it is empty, by the worths of the players
        alone. Cost: n passes over n corners.

    Raises:
        UndecidedError: worths are symbolic (put numbers in).
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Staudacher and Anwander (2021), CoopGame, imputationsetVertices
        >>> game = co.TUGame.from_vector(["A", "B", "C"], [2, 4, 5, 18, 24, 9, 24], order="size")
        >>> co.imputation_set(game).value
        dimension 2, volume 169/2, 3 corners (2, 4, 18), (2, 17, 5), (15, 4, 5)

    References:
        von Neumann and Morgenstern (1944), Theory of games and economic behavior; Branzei, Dimitrov and Tijs (2008), Models in
        cooperative game theory, section 1.1; the example: Staudacher and Anwander (2021), CoopGame.
    """
    return polytope_solution("imputation set", game, limit, pieces)
