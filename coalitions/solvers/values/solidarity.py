"""The solidarity value."""

from __future__ import annotations

import math
from fractions import Fraction

from ...certificates.shares import ScaledShapley
from ...games.forms import grid_of, stored
from ...games.tu import CoalitionalGame
from ...kernels.grids import Grid
from ...players import Payoffs
from ...scalars import Array, quotient, to_integers
from ...solution import Solution
from ._exact import as_objects, exact_solution, exact_sums


def solidarity_value(game: CoalitionalGame, *, limit: int = 22) -> Solution[Payoffs]:
    """What each player gets in random order if those who are present share what the newcomer adds on average.

    Sol_i = Σ_{S ∋ i} (n−s)! (s−1)! / n! · A(S), where A(S) = (1/s) Σ_{j ∈ S} (v(S) − v(S \\ j)) is the average marginal
    contribution in S: a player who adds less than the average is supported by those who add more. Players whose coalitions
    have A(S) = 0 get nothing, while null players may get something.

    Args:
        game: any game with transferable utility; float worths stand for their own binary values, so nothing is rounded, and
            symbolic games give closed forms.
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles).

    Returns:
        Solution with Payoffs that add up to v(N), certified up to 12 players by another formula (the Shapley value, by
        dividends, of a game with scaled worths), beyond by `verify()`.
        Cost: n passes over the 2**n worths in Python integers; n 2**n to verify.

    Raises:
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Nowak and Radzik (1994): two brothers need each other, and do not leave their sister alone
        >>> family = co.unanimity_game(["brother", "other brother", "sister"], ["brother", "other brother"])
        >>> co.solidarity_value(family)
        solidarity value: brother: 7/18, other brother: 7/18, sister: 2/9   [certified; shares of the dividends of a scaled
        game agree]

    References:
        Nowak and Radzik (1994), A solidarity value for n-person transferable utility games (the example).
    """
    table = stored(game, limit=limit)
    worths, denominator = as_objects(table)
    n = len(table.players)
    chances = [Fraction(0), *(Fraction(1, s * s * math.comb(n, s)) for s in range(1, n + 1))]  # (n-s)! (s-1)! / n! / s
    weights, scale = to_integers(chances)
    members, _ = exact_sums(_contributions(worths, grid_of(table)), table.kind == "symbolic", [int(w) for w in weights], table)
    amounts = tuple(quotient(m, scale * denominator) for m in members)
    return exact_solution(
        "solidarity value", table, ScaledShapley("solidarity", amounts), amounts, "average marginal contributions"
    )


def _contributions(worths: Array, grid: Grid) -> Array:
    """For every S the sum over its members j of v(S) - v(S without j)."""
    out: Array = worths * grid.sizes()
    for t, count in enumerate(grid.counts):
        lines, before = grid.lines(out, t), grid.lines(worths, t)
        for k in range(1, count + 1):
            lines[:, k] -= k * before[:, k - 1]
    return out
