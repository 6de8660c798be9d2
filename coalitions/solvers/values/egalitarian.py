"""The egalitarian value of a convex game."""

from __future__ import annotations

from collections.abc import Collection
from fractions import Fraction
from typing import Any

import numpy as np

from ...certificates.egalitarian import LorenzBest
from ...errors import UnsupportedGameError
from ...games.forms import grid_of, spread, stored, stored_worths
from ...games.tu import CoalitionalGame
from ...kernels.grids import Grid
from ...players import Payoffs
from ...scalars import Array
from ...solution import Solution, certify
from ..properties.convex import check_convex


def egalitarian_value(game: CoalitionalGame, *, limit: int = 18) -> Solution[Payoffs]:
    """The most equal way to share v(N) among those by which no coalition gets less than it is worth, for convex games.

    The largest coalition with the highest worth per member gets that much each; then the same among the others, in the game
    of what they add to those who are gone. In a convex game the result is in the core and Lorenz-dominates every other core
    point: for each k, the k players who get least get most. Float worths stand for their own binary values.

    Args:
        game: a convex game with transferable utility whose worths are numbers.
        limit: the most players; cost n**2 2**n comparisons, most of them for convexity (for a game by types: 2**limit
            profiles).

    Returns:
        Solution with Payoffs in fractions that add up to v(N), certified as the core point by which those who get most get
        only what they are worth.

    Raises:
        UnsupportedGameError: the game is not convex; the message has two coalitions that show it.
        UndecidedError: worths are symbolic (put numbers in).
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Dutta and Ray (1989): equal awards up to the claims, here of the Talmud's wives in Aumann and Maschler (1985)
        >>> wives = {"wife of 100": 100, "wife of 200": 200, "wife of 300": 300}
        >>> co.egalitarian_value(co.bankruptcy_game(200, wives)).value
        wife of 100: 200/3, wife of 200: 200/3, wife of 300: 200/3
        >>> co.egalitarian_value(co.bankruptcy_game(400, wives)).value
        wife of 100: 100, wife of 200: 150, wife of 300: 150

    References:
        Dutta and Ray (1989), A concept of egalitarianism under participation constraints; Dutta (1990), The egalitarian
        solution and reduced game properties in convex games; the example: Aumann and Maschler (1985), Game theoretic analysis
        of a bankruptcy problem from the Talmud.
    """
    table = stored(game, limit=limit)
    packed, denominator = stored_worths(table)
    convex = check_convex(table, limit=limit)
    if not convex.value:
        why = convex.certificate.describe(table) if convex.certificate else ""
        raise UnsupportedGameError(
            f"expected a convex game, got one in which {why}; use find_core_point or another value (shapley_value, tau_value)"
        )
    worths, grid = packed.astype(object), grid_of(table)
    by_type: dict[int, Any] = {}
    while len(by_type) < len(grid.counts):
        best, each = _best_coalition(worths, grid, by_type)
        by_type |= dict.fromkeys(best, each / denominator)
    amounts = spread(table, [by_type[t] for t in range(len(grid.counts))])
    method = "the best coalition on average, one after the other"
    return certify("egalitarian value", table, LorenzBest(amounts), {"method": method})


def _best_coalition(worths: Array, grid: Grid, settled: Collection[int]) -> tuple[list[int], Fraction]:
    """The types in the union of the coalitions that add most per member to those who are settled, and what each gets.

    The union of the best coalitions is one of them, so it has all players of a type or none.
    """
    left = [t for t in range(len(grid.counts)) if t not in settled]
    rest = Grid(tuple(grid.counts[t] for t in left))
    places = rest.sums([grid.strides[t] for t in left], np.int64)
    base = sum(grid.counts[t] * grid.strides[t] for t in settled)
    added, members = worths[places + base] - worths[base], rest.sizes()
    each = max(Fraction(max(added[members == k].tolist()), k) for k in range(1, int(members[-1]) + 1))
    best = np.flatnonzero(added * each.denominator == members.astype(object) * each.numerator)
    return [t for j, t in enumerate(left) if rest.digits(best, j).any()], each
