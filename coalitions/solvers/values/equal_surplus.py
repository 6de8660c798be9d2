"""The equal surplus value, also called the center of the imputation set (CIS value)."""

from __future__ import annotations

from ...certificates.shares import ScaledShapley
from ...games.forms import singles, stored
from ...games.tu import CoalitionalGame
from ...players import Payoffs
from ...scalars import quotient
from ...solution import Solution
from ._exact import as_objects, exact_solution


def equal_surplus_value(game: CoalitionalGame, *, limit: int = 22) -> Solution[Payoffs]:
    """What each player is worth alone, and an equal share of what is left of v(N).

    CIS_i = v({i}) + (v(N) − Σ_j v({j})) / n: the center of gravity of the imputations, where there are any. The surplus may be
    negative; then every player gets less than alone.

    Args:
        game: any game with transferable utility; float worths stand for their own binary values, so nothing is rounded, and
            symbolic games give closed forms.
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles).

    Returns:
        Solution with Payoffs that add up to v(N), certified up to 12 players by another formula (the Shapley value, by
        dividends, of a game with scaled worths), beyond by `verify()`. Cost: a look at n + 1 worths; n 2**n to verify.

    Raises:
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Young (1994): two towns that need water save 3 together, and share that equally
        >>> costs = co.TUGame.from_worths(["A", "B"], {"A": 11, "B": 7, ("A", "B"): 15})
        >>> co.equal_surplus_value(costs)
        equal surplus value: A: 19/2, B: 11/2   [certified; shares of the dividends of a scaled game agree]

    References:
        Driessen and Funaki (1991), Coincidence of and collinearity between game theoretic solutions; van den Brink and Funaki
        (2009), Axiomatizations of a class of equal surplus sharing solutions for TU-games; the example: Young (1994), Cost
        allocation, Handbook of game theory 2, chapter 34.
    """
    table = stored(game, limit=limit)
    worths, denominator = as_objects(table)
    n = len(table.players)
    alone = [worths[single] for single in singles(table)]
    surplus = worths[-1] - sum(alone)
    amounts = tuple(quotient(n * own + surplus, n * denominator) for own in alone)
    return exact_solution(
        "equal surplus value", table, ScaledShapley("equal surplus", amounts), amounts, "worths alone and an equal share"
    )
