"""The associated game of Hamiache: coalitions that claim part of the surplus with each single outsider."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ..games.tu import CoalitionalGame, TUGame, exact_table, tabulate
from ..kernels.subsets import sizes, subset_sums
from ..scalars import Array, parse, same_form
from ._tables import expanded, kind_with


def associated_game(game: CoalitionalGame, *, weight: Any, limit: int = 18) -> TUGame:
    """The game in which a coalition adds to its worth a part of what it would gain with each single outsider.

    v*(S) = v(S) + t Σ_{j ∉ S} (v(S ∪ j) − v(S) − v(j)), with the weight t. The Shapley value is the same in v and v*. For
    0 < t < 2/n the games v, v*, v**, … converge to the additive game of the Shapley value, which is the only continuous value
    that is the same in v and v* and gives v(i) where all worths are sums of v(i).

    Args:
        game: any game with transferable utility, symbolic ones included.
        weight: the part t of the surplus, any number; exact, float or symbolic.
        limit: the most players for which 2**n worths may be tabulated. Cost: n passes over 2**n worths.

    Raises:
        InvalidArgumentError: the weight is not a number.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 1))
        >>> co.associated_game(game, weight="1/3")
        TUGame of 3 players (A, B, C), exact: {A} 2/3, {B} 2/3, {C} 2/3, {A, B} 1, {A, C} 1, {B, C} 1, {A, B, C} 1

    References:
        Hamiache (2001), Associated consistency and Shapley value. International Journal of Game Theory 30, 279–289.
    """
    table = tabulate(game, limit=limit)
    t = parse(weight, "a weight")
    kind = kind_with(table, [t])
    if kind != "symbolic":  # floats stand for their own binary values and are rounded once
        (numerators, denominator), part = exact_table(table), Fraction(t)
        worths = numerators.astype(object)
        changed, denominator = worths * part.denominator + _surplus(worths) * part.numerator, denominator * part.denominator
        if kind == "exact":
            return TUGame(table.players, changed, denominator)
        return TUGame(table.players, same_form([Fraction(v, denominator) for v in changed.tolist()], kind), 1, kind)
    worths = same_form([table.worth(mask) for mask in range(len(table.table))], kind)
    return TUGame(table.players, expanded(worths + same_form([t], kind)[0] * _surplus(worths)), 1, kind)


def _surplus(worths: Array) -> Array:
    """For every S the sum of v(S ∪ j) - v(S) - v(j) over all players j outside of S."""
    n = len(worths).bit_length() - 1
    alone = subset_sums([worths[1 << i] for i in range(n)], worths.dtype)
    out: Array = alone - alone[-1] - worths * (n - sizes(n))
    for i in range(n):
        out.reshape(-1, 2, 1 << i)[:, 0] += worths.reshape(-1, 2, 1 << i)[:, 1]
    return out
