"""The potential of Hart and Mas-Colell."""

from __future__ import annotations

import math

from ...certificates.interactions import PotentialOfSubgames, masks_up_to
from ...games.amounts import CoalitionAmounts
from ...games.tu import CoalitionalGame, tabulate
from ...kernels.subsets import mobius, sizes
from ...scalars import quotient
from ...solution import Guarantee, Solution, certify
from ._exact import as_objects
from ._member_sums import CERTIFY_UP_TO


def potential(game: CoalitionalGame, *, limit: int = 18) -> Solution[CoalitionAmounts]:
    """One number P(S) for each coalition, such that what each member adds to it shares out the worth: the potential.

    P({}) = 0 and Σ_{i ∈ S} (P(S) − P(S \\ i)) = v(S) for all S. There is exactly one such function, P(S) = Σ_{T ⊆ S} d(T)/|T|
    with the dividends d, and P(S) − P(S \\ i) is the Shapley value of i in the game among the members of S. Float worths stand
    for their own binary values, so nothing is rounded; symbolic games give closed forms.

    Args:
        game: any game with transferable utility.
        limit: the most players. Cost: n 2**n operations on Python integers.

    Returns:
        Solution with CoalitionAmounts, a mapping from sets of names, certified up to 12 players by its definition (the
        differences add up to the worth of every coalition), beyond by `verify()`.

    Raises:
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # the drug game of Winston (2004); by hand: 1/2 + 1/2 − 1/3 by the dividends 1, 1 and −1
        >>> drug = co.TUGame.from_function(["Joe", "firm 2", "firm 3"], lambda S: int("Joe" in S and len(S) > 1))
        >>> P = co.potential(drug).value
        >>> everybody = ["Joe", "firm 2", "firm 3"]
        >>> P[everybody], P[everybody] - P["Joe", "firm 2"]  # the difference is the Shapley value of firm 3
        (Fraction(2, 3), Fraction(1, 6))

    References:
        Hart and Mas-Colell (1989), Potential, value, and consistency, theorem A; the example: Winston (2004), Operations
        research, section 14.6 (the drug game).
    """
    table = tabulate(game, limit=limit)
    worths, denominator = as_objects(table)
    n = len(table.players)
    scale = math.lcm(*range(1, n + 1))
    shares = [0, *(scale // t for t in range(1, n + 1))]
    sums = mobius(worths) * [shares[t] for t in sizes(n).tolist()]
    for i in range(n):
        pairs = sums.reshape(-1, 2, 1 << i)
        pairs[:, 1] += pairs[:, 0]
    amounts = tuple(quotient(p, scale * denominator) for p in sums[1:].tolist())
    certificate, diagnostics = PotentialOfSubgames(amounts), {"method": "sums of dividends per member"}
    if n <= CERTIFY_UP_TO:
        return certify("potential", table, certificate, diagnostics)
    masks = masks_up_to(n, n)
    value = CoalitionAmounts(table.players, masks, tuple(amounts[mask - 1] for mask in masks))
    return Solution("potential", table, value, Guarantee.EXACT, certificate, diagnostics)
