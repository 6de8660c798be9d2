"""The equal allocation of nonseparable costs (EANSC; ENSC value)."""

from __future__ import annotations

from ...certificates.shares import ScaledShapley
from ...games.forms import singles, stored
from ...games.tu import CoalitionalGame
from ...players import Payoffs
from ...scalars import quotient
from ...solution import Solution
from ._exact import as_objects, exact_solution


def separable_cost_value(game: CoalitionalGame, *, limit: int = 22) -> Solution[Payoffs]:
    """What each player adds to all the others, and an equal share of what v(N) differs from the sum of that.

    ENSC_i = M_i + (v(N) − Σ_j M_j) / n with M_i = v(N) − v(N \\ i), the separable part. In a game of costs, the part that
    nobody causes alone is split equally. It is the equal surplus value of the dual game.

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
        >>> # the Tennessee Valley in Straffin and Heaney (1981); by hand: 222630 / 3 and 45214, 33763, 110977
        >>> purposes = ["navigation", "flood control", "power"]
        >>> costs = [163_520, 140_826, 250_096, 301_607, 378_821, 367_370, 412_584]
        >>> co.separable_cost_value(co.TUGame.from_vector(purposes, costs, order="size")).value
        navigation: 119424, flood control: 107973, power: 185187

    References:
        Moulin (1985), The separability axiom and equal-sharing methods; Driessen and Funaki (1991), Coincidence of and
        collinearity between game theoretic solutions; the example: Straffin and Heaney (1981), Game theory and the Tennessee
        Valley Authority.
    """
    table = stored(game, limit=limit)
    worths, denominator = as_objects(table)
    n = len(table.players)
    added = [worths[-1] - worths[-1 - single] for single in singles(table)]
    rest = worths[-1] - sum(added)
    amounts = tuple(quotient(n * own + rest, n * denominator) for own in added)
    return exact_solution(
        "separable cost value", table, ScaledShapley("separable cost", amounts), amounts, "separable parts and an equal share"
    )
