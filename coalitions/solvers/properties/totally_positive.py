"""Totally positive games: every coalition adds something of its own, or nothing."""

from __future__ import annotations

import numpy as np

from ...games.tu import CoalitionalGame
from ...kernels.grids import Grid
from ...scalars import Array
from ...solution import Solution
from ._inequalities import decide


def check_totally_positive(game: CoalitionalGame, *, limit: int = 22) -> Solution[bool]:
    """Whether no coalition has a dividend below 0, so that the game is a sum of positive multiples of unanimity games.

    Totally positive games are convex and monotone (a belief function is one with v(N) = 1). Where only coalitions of two and
    more players may not have a negative dividend, the game is k-monotone for every k: `check_k_monotone(game, n)`. Exact:
    float worths stand for their own binary values.

    Args:
        game: any game with transferable utility.
        limit: the most players; the cost is n 2**(n-1) subtractions (for a game by types: 2**limit profiles).

    Returns:
        Solution with True, certified by all dividends, or with False, certified by a coalition with a negative dividend.

    Raises:
        LimitExceededError: more players than `limit` (symbolic games: 7).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # Littlechild and Owen (1973): an airport game is the dual of a sum of unanimity games, one for each segment
        >>> runway = co.airport_game({"A": 1, "B": 2, "C": 4})
        >>> co.check_totally_positive(co.dual(runway))
        totally positive: True   [certified; compared on all coalitions of 3 players]
        >>> co.check_totally_positive(runway).value
        False

    References:
        Harsanyi (1959); Shafer (1976), A mathematical theory of evidence; Vasil'ev (1975); the example: Littlechild and Owen
        (1973), A simple expression for the Shapley value in a special case.
    """
    return decide(game, "totally positive", limit, _broken)


def _broken(worths: Array, grid: Grid) -> tuple[int, int] | None:
    negative = np.flatnonzero(grid.differences(worths) < 0)
    return (int(negative[0]), 0) if len(negative) else None
