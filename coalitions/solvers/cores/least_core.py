"""The least core: how little every coalition can be made to miss, or how much every one can be given on top."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ...certificates.excesses import LeastCore, LeastCoreWeights
from ...games.tu import CoalitionalGame, exact_table, tabulate
from ...kernels.excesses import minimize_excesses
from ...solution import Solution, certify


def least_core(game: CoalitionalGame, *, limit: int = 20) -> Solution[LeastCore]:
    """The least epsilon such that payoffs exist at which no coalition misses more than epsilon of its worth, and such payoffs.

    The excess of a coalition S at payoffs x is v(S) - x(S). The least core is the set of the x with x(N) = v(N) whose largest
    excess over the coalitions S other than N and {} is as small as it can be; epsilon is that excess. It is positive iff the
    core is empty: then it is the least tax on leaving that keeps all together. Payoffs below v(i) are allowed.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        Solution with a LeastCore: `epsilon` as a fraction (None for fewer than two players) in the units of the worths, and
        `payoffs`, one point of the least core (there may be others). Certified by the excesses at the payoffs and by weights
        on coalitions, equal in total at every player, whose weighted excess shows that no epsilon is smaller. Cost: some n to
        10 n passes over the 2**n worths; about 0.1 s for 16 players and a second for 20.

    Raises:
        UndecidedError: worths are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> majority = co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) >= 2))
        >>> co.least_core(majority).value
        epsilon 1/3 at A: 1/3, B: 1/3, C: 1/3

    References:
        Maschler, Peleg and Shapley (1979), Geometric properties of the kernel, nucleolus, and related solution concepts;
        Shapley and Shubik (1966), Quasi-cores in a monetary economy with nonconvex preferences.
    """
    table = tabulate(game, limit=limit)
    worths, denominator = exact_table(table)
    levels = minimize_excesses(worths, np.ones(len(worths), dtype=np.int64), levels=1)
    if not levels:  # fewer than two players: no proper coalition
        amounts = tuple(Fraction(int(worths[-1]), denominator) for _ in table.players)
        return certify("least core", table, LeastCoreWeights(amounts, ()), {"method": "no proper coalition"})
    amounts = tuple(a / denominator for a in levels[0].x)
    diagnostics = {"method": "exact simplex on coalitions", "pivots": levels[0].pivots}
    return certify("least core", table, LeastCoreWeights(amounts, levels[0].weights), diagnostics)
