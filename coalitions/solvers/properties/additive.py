"""Additive games: joining makes no difference."""

from __future__ import annotations

import numpy as np

from ...games.tu import CoalitionalGame
from ...kernels.grids import Grid
from ...scalars import Array
from ...solution import Solution
from ._inequalities import decide


def check_additive(game: CoalitionalGame, *, limit: int = 24) -> Solution[bool]:
    """Whether every coalition is worth exactly what its members are worth alone: v(S) = Σ_{i ∈ S} v(i).

    Such games are also called inessential. Exact: float worths stand for their own binary values.

    Args:
        game: any game with transferable utility.
        limit: the most players; the cost is 2**n comparisons (for a game by types: 2**limit profiles).

    Returns:
        Solution with True, certified by the dividends of all coalitions of two and more players, which are 0; or with False,
        certified by a coalition.

    Raises:
        LimitExceededError: more players than `limit` (symbolic games: 7).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # von Neumann and Morgenstern (1944), section 27: zero-sum games of two are inessential, of three may not be
        >>> co.check_additive(co.TUGame.from_worths(["A", "B"], {"A": 1, "B": -1, ("A", "B"): 0}))
        additive: True   [certified; compared on all coalitions of 2 players]
        >>> three = co.TUGame.from_function(["A", "B", "C"], lambda S: {1: -1, 2: 1, 3: 0}[len(S)])
        >>> co.check_additive(three)
        additive: False   [certified; v({A, B}) = 1, but its members are worth -2 alone]

    References:
        von Neumann and Morgenstern (1944), section 27 (inessential games); Peleg and Sudhölter (2007), section 2.1.
    """
    return decide(game, "additive", limit, _broken)


def _broken(worths: Array, grid: Grid) -> tuple[int, int] | None:
    different = np.flatnonzero(worths != grid.sums(worths[list(grid.strides)], worths.dtype))
    return (int(different[0]), 0) if len(different) else None
