"""The least core as a whole: the smallest epsilon-core that is not empty."""

from __future__ import annotations

from ...games.payoff_sets import PayoffPolytope
from ...games.tu import CoalitionalGame, tabulate
from ...solution import Solution, certify
from ._polytopes import PIECES, PLAYERS, diagnostics, filled_polytope
from .least_core import least_core


def least_core_set(game: CoalitionalGame, *, limit: int = PLAYERS, pieces: int = PIECES) -> Solution[PayoffPolytope]:
    """All payoffs that share v(N) so that the largest excess of a coalition is as small as it can be, as a polytope.

    The excess of a coalition S other than {} and N at payoffs x is v(S) - x(S); epsilon is the least value that the largest
    excess can have, and the least core is the epsilon-core for it. It is never empty, and for n > 1 has at least one dimension
    less than x(N) = v(N). `least_core` gives epsilon and one point, faster and for more players.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n inequalities may be set up.
        pieces: the most corners on the way and simplices in the end.

    Returns:
        Solution with a PayoffPolytope, and epsilon in the diagnostics. Certified by simplices of corners that fill it, and by
        weights on coalitions whose excesses add up to the same for all payoffs, so that no epsilon is smaller. Cost: as `core`.

    Raises:
        UndecidedError: worths are symbolic (put numbers in).
        LimitExceededError: more players than `limit`, or more corners or simplices than `pieces`.

    Examples:
        >>> import coalitions as co
        >>> # Shapley and Shubik (1971): as many left gloves as right ones; all prices from 0 to 1, by hand with epsilon 0
        >>> least = co.least_core_set(co.glove_game(["L1", "L2"], ["R1", "R2"]))
        >>> least.value, least.diagnostics["epsilon"]
        (dimension 1, volume 1, 2 corners (0, 0, 1, 1), (1, 1, 0, 0), Fraction(0, 1))

    References:
        Maschler, Peleg and Shapley (1979), Geometric properties of the kernel, nucleolus, and related solution concepts; the
        example: Shapley and Shubik (1971), The assignment game I: the core.
    """
    table = tabulate(game, limit=limit)
    epsilon = least_core(table, limit=limit).value.epsilon
    evidence = filled_polytope("least-core polytope", table, pieces, epsilon)
    return certify("least-core polytope", table, evidence, {**diagnostics(evidence), "epsilon": epsilon})
