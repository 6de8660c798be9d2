"""The consensus value."""

from __future__ import annotations

from ...certificates.shares import ScaledShapley
from ...games.forms import singles, stored
from ...games.tu import CoalitionalGame
from ...players import Payoffs
from ...scalars import quotient
from ...solution import Solution
from ._exact import as_objects, exact_solution, shapley_amounts


def consensus_value(game: CoalitionalGame, *, limit: int = 22) -> Solution[Payoffs]:
    """Halfway between the Shapley value and the equal surplus value.

    Players enter in random order, and the last of those present settles with the group before it: each side gets what it is
    worth alone, and they split the surplus in halves; the group goes on to share its part in the same way. The expectation is
    the average of the Shapley value and the equal surplus value (Ju, Borm and Ruys), which is computed here.

    Args:
        game: any game with transferable utility; float worths stand for their own binary values, so nothing is rounded, and
            symbolic games give closed forms.
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles).

    Returns:
        Solution with Payoffs that add up to v(N), certified up to 12 players by another formula (the Shapley value, by
        dividends, of a game with scaled worths), beyond by `verify()`.
        Cost: a few passes over the 2**n worths; n 2**n to verify.

    Raises:
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Ju, Borm and Ruys (2007): a null player keeps half of an equal share; by hand: (0 + 1/3) / 2 and (1/2 + 1/3) / 2
        >>> family = co.unanimity_game(["brother", "other brother", "sister"], ["brother", "other brother"])
        >>> co.consensus_value(family)
        consensus value: brother: 5/12, other brother: 5/12, sister: 1/6   [certified; shares of the dividends of a scaled game
        agree]

    References:
        Ju, Borm and Ruys (2007), The consensus value: a new solution concept for cooperative games.
    """
    table = stored(game, limit=limit)
    worths, denominator = as_objects(table)
    n = len(table.players)
    alone = [worths[single] for single in singles(table)]
    surplus = worths[-1] - sum(alone)
    equal = (quotient(n * own + surplus, n * denominator) for own in alone)
    shapley = shapley_amounts(worths, table.kind == "symbolic", denominator, table)
    amounts = tuple(quotient(a + b, 2) for a, b in zip(shapley, equal, strict=True))
    return exact_solution(
        "consensus value", table, ScaledShapley("consensus", amounts), amounts, "average of Shapley and equal surplus"
    )
