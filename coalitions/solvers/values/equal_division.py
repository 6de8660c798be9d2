"""The equal division value."""

from __future__ import annotations

from ...certificates.shares import ScaledShapley
from ...games.forms import stored
from ...games.tu import CoalitionalGame
from ...players import Payoffs
from ...scalars import quotient
from ...solution import Solution
from ._exact import as_objects, exact_solution


def equal_division_value(game: CoalitionalGame, *, limit: int = 22) -> Solution[Payoffs]:
    """An equal share of v(N) for everybody, whatever the smaller coalitions are worth.

    ED_i = v(N) / n. It is the Shapley value's counterpart in which nullifying players, not null players, get nothing.

    Args:
        game: any game with transferable utility; float worths stand for their own binary values, so nothing is rounded, and
            symbolic games give closed forms.
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles).

    Returns:
        Solution with Payoffs that add up to v(N), certified up to 12 players by another formula (the Shapley value, by
        dividends, of a game with scaled worths), beyond by `verify()`. Cost: a look at v(N); n 2**n to verify.

    Raises:
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Young (1994): two towns need water; equal shares of the joint cost of 15 are more than the 7 that B pays alone
        >>> costs = co.TUGame.from_worths(["A", "B"], {"A": 11, "B": 7, ("A", "B"): 15})
        >>> co.equal_division_value(costs)
        equal division value: A: 15/2, B: 15/2   [certified; shares of the dividends of a scaled game agree]

    References:
        van den Brink (2007), Null or nullifying players: the difference between the Shapley value and equal division solutions;
        the example: Young (1994), Cost allocation, Handbook of game theory 2, chapter 34.
    """
    table = stored(game, limit=limit)
    worths, denominator = as_objects(table)
    n = len(table.players)
    amounts = tuple(quotient(worths[-1], n * denominator) for _ in range(n))
    return exact_solution(
        "equal division value", table, ScaledShapley("equal division", amounts), amounts, "an equal share of v(N)"
    )
