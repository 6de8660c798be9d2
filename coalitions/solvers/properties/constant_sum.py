"""Constant sum: what a coalition wins, the others lose."""

from __future__ import annotations

import numpy as np

from ...certificates.complements import Breach, HoldsForAll
from ...games.forms import mask_of, stored, stored_worths
from ...games.tu import CoalitionalGame, tabulate
from ...solution import Solution, certify
from ._laws import decide_on_symbols


def check_constant_sum(game: CoalitionalGame, *, limit: int = 24) -> Solution[bool]:
    """Whether every coalition and all others together are worth v(N): v(S) + v(N \\ S) = v(N) for all S.

    The game is then its own dual. A simple game is constant-sum iff it is both proper and strong (also called decisive).
    Exact: float worths stand for their own binary values.

    Args:
        game: any game with transferable utility.
        limit: the most players; the cost is 2**n comparisons (for a game by types: 2**limit profiles).

    Returns:
        Solution with True, certified by comparing all coalitions with their complements, or with False, certified by a
        coalition.

    Raises:
        LimitExceededError: more players than `limit` (symbolic games: 10).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # von Neumann and Morgenstern (1944), section 29: the zero-sum game of three
        >>> three = co.TUGame.from_function(["A", "B", "C"], lambda S: {1: -1, 2: 1, 3: 0}[len(S)])
        >>> co.check_constant_sum(three)
        constant-sum: True   [certified; compared on all coalitions of 3 players]
        >>> # Felsenthal and Machover (1998): the Council of 1958; by hand: neither 8 votes of the 17 nor the other 9 are enough
        >>> six = {"France": 4, "Germany": 4, "Italy": 4, "Belgium": 2, "Netherlands": 2, "Luxembourg": 1}
        >>> council = co.WeightedVotingGame.from_weights(quota=12, weights=six)
        >>> co.check_constant_sum(council).value
        False

    References:
        von Neumann and Morgenstern (1944), Theory of games and economic behavior, section 25; the examples: section 29, and
        Felsenthal and Machover (1998), The measurement of voting power, table 5.3.2.
    """
    table = stored(game, limit=limit)
    if table.kind == "symbolic":
        return decide_on_symbols(tabulate(table), "constant-sum")
    worths, _ = stored_worths(table)
    bad = np.flatnonzero(worths + worths[::-1] != worths[-1])
    if len(bad):
        return certify("constant-sum", table, Breach("constant-sum", mask_of(table, int(bad[0]))))
    return certify("constant-sum", table, HoldsForAll("constant-sum"))
