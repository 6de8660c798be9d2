"""The core as a whole: its corners, facets, volume and centroid."""

from __future__ import annotations

from ...games.payoff_sets import PayoffPolytope
from ...games.tu import CoalitionalGame
from ...solution import Solution
from ._polytopes import PIECES, PLAYERS, polytope_solution


def core(game: CoalitionalGame, *, limit: int = PLAYERS, pieces: int = PIECES) -> Solution[PayoffPolytope]:
    """All payoffs that share v(N) so that no coalition can do better on its own, as a polytope.

    The core is the set of x with x(N) = v(N) and x(S) >= v(S) for every coalition S. It may be empty. For one point of it, or
    to see only whether it is empty, `find_core_point` is much faster and takes more players.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n inequalities may be set up.
        pieces: the most corners on the way and simplices in the end. A core of n players has up to n! corners.

    Returns:
        Solution with a PayoffPolytope, certified: its corners satisfy all inequalities, and simplices of corners fill what the
        inequalities allow, without gap or overlap; so no corner is missing, and the volumes add up. If the core is empty, the
        polytope is, certified by balanced weights. Cost: for a convex game of 6 players (720 corners, 10512 simplices) about a
        second; with n it grows like the number of corners, squared for finding them.

    Raises:
        UndecidedError: worths are symbolic (put numbers in).
        LimitExceededError: more players than `limit`, or more corners or simplices than `pieces`.

    Examples:
        >>> import coalitions as co
        >>> # the Talmud's estate of 200 in Aumann and Maschler (1985); by hand: who claims 100 gets no more than that
        >>> estate = co.bankruptcy_game(200, {"wife of 100": 100, "wife of 200": 200, "wife of 300": 300})
        >>> co.core(estate).value
        dimension 2, volume 15000, 4 corners (0, 0, 200), (0, 200, 0), (100, 0, 100), (100, 100, 0)
        >>> # von Neumann and Morgenstern (1944), section 21: of three equal votes, two always want more
        >>> co.core(co.majority_game(["A", "B", "C"]))
        core polytope: empty   [certified; 1/2 {A, B} + 1/2 {A, C} + 1/2 {B, C} must get at least 3/2 > 1]

    References:
        Gillies (1959), Solutions to general non-zero-sum games; Derks and Kuipers (2002), On the number of extreme points of
        the core of a transferable utility game; the examples: Aumann and Maschler (1985), Game theoretic analysis of a
        bankruptcy problem from the Talmud; von Neumann and Morgenstern (1944), Theory of games and economic behavior.
    """
    return polytope_solution("core polytope", game, limit, pieces)
