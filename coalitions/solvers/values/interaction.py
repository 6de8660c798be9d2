"""The Shapley interaction of pairs of players, and of larger coalitions."""

from __future__ import annotations

import math
from itertools import combinations
from typing import overload

import numpy as np

from ...certificates.shares import InteractionShares
from ...games.amounts import CoalitionAmounts
from ...games.pairs import PairAmounts
from ...games.tu import CoalitionalGame, tabulate
from ...kernels.subsets import sizes
from ...scalars import quotient
from ...solution import Guarantee, Solution, certify
from ._exact import as_objects
from ._interactions import interactions
from ._member_sums import CERTIFY_UP_TO


@overload
def shapley_interaction(game: CoalitionalGame, *, order: None = None, limit: int = 18) -> Solution[PairAmounts]: ...
@overload
def shapley_interaction(game: CoalitionalGame, *, order: int, limit: int = 18) -> Solution[CoalitionAmounts]: ...
def shapley_interaction(
    game: CoalitionalGame, *, order: int | None = None, limit: int = 18
) -> Solution[PairAmounts] | Solution[CoalitionAmounts]:
    """For each pair of players, how much more they add together than one by one, on average over random orders.

    I_ij = Σ_S s! (n−s−2)! / (n−1)! · (v(S ∪ ij) − v(S ∪ i) − v(S ∪ j) + v(S)), over the sets S of s players without i and j.
    Positive where two players complement each other, negative where one replaces the other, and 0 for all pairs of an
    additive game. With `order=k` all coalitions S of 1 to k players get their interaction, I(S) = Σ_T t! (n−t−s)! /
    (n−s+1)! · Δ_S v(T), where Δ_S v(T) = Σ_{R ⊆ S} (−1)^{s−r} v(T ∪ R): for one player it is the Shapley value. Float worths
    stand for their own binary values, so nothing is rounded; symbolic games give closed forms.

    Args:
        game: any game with transferable utility.
        order: the largest coalitions that get a number; by default pairs get one, and nobody else.
        limit: the most players; cost for pairs n**2 2**n / 8 operations on Python integers, with an order at most 2**n for each
            coalition of up to `order` players.

    Returns:
        Solution with PairAmounts, a mapping from pairs of names (or CoalitionAmounts, from sets of names, if an order is
        given), certified up to 12 players by shares of the dividends, beyond by `verify()`.

    Raises:
        InvalidArgumentError: the order is not a whole number of at least 1.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # the drug game of Winston (2004); by hand: the firms replace each other if Joe was there first, half of the time
        >>> drug = co.TUGame.from_function(["Joe", "firm 2", "firm 3"], lambda S: int("Joe" in S and len(S) > 1))
        >>> co.shapley_interaction(drug).value
        {Joe, firm 2}: 1/2, {Joe, firm 3}: 1/2, {firm 2, firm 3}: -1/2
        >>> # Grabisch and Roubens (1999): if three are needed, 1 / (3 − |S| + 1) for the sets S of them
        >>> co.shapley_interaction(co.unanimity_game(["A", "B", "C"], ["A", "B", "C"]), order=3).value
        {A}: 1/3, {B}: 1/3, {C}: 1/3, {A, B}: 1/2, {A, C}: 1/2, {B, C}: 1/2, {A, B, C}: 1

    References:
        Owen (1972), Multilinear extensions of games; Murofushi and Soneda (1993); Grabisch and Roubens (1999), An axiomatic
        approach to the concept of interaction among players in cooperative games; the example: Winston (2004), Operations
        research, section 14.6 (the drug game).
    """
    if order is not None:
        return interactions("shapley", game, order, limit)
    table = tabulate(game, limit=limit)
    worths, denominator = as_objects(table)
    n = len(table.players)
    scale = math.lcm(*range(1, n))  # s! (n-s-2)! / (n-1)! = 1 / ((n-1) C(n-2, s)), and that divides lcm(1, …, n-1)
    chances = np.array([scale // ((n - 1) * math.comb(n - 2, s)) for s in range(n - 1)], dtype=object)
    amounts = []
    for i, j in combinations(range(n), 2):
        # axes: bits above j, bit j, bits between, bit i, bits below i
        cube = worths.reshape(-1, 2, 1 << (j - i - 1), 2, 1 << i)
        together = cube[:, 1, :, 1] - cube[:, 1, :, 0] - cube[:, 0, :, 1] + cube[:, 0, :, 0]
        amounts.append(quotient(sum((together.ravel() * chances[sizes(n - 2)]).tolist()), scale * denominator))
    certificate, diagnostics = InteractionShares(tuple(amounts)), {"method": "weighted second differences"}
    if n <= CERTIFY_UP_TO:
        return certify("Shapley interaction", table, certificate, diagnostics)
    value = PairAmounts(table.players, tuple(amounts))
    return Solution("Shapley interaction", table, value, Guarantee.EXACT, certificate, diagnostics)
