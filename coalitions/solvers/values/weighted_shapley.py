"""The weighted Shapley value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ...certificates.shares import PotentialDifferences
from ...errors import InvalidArgumentError
from ...games.forms import by_player, gathered, grid_of, spread, stored
from ...games.tu import CoalitionalGame
from ...players import Payoffs
from ...scalars import quotient, read_payoffs, to_fraction, to_integers
from ...solution import Solution
from ...transforms.symmetry import refined_for
from ._exact import as_objects, exact_solution


def weighted_shapley_value(
    game: CoalitionalGame, weights: Mapping[Any, Any] | Sequence[Any], *, limit: int = 16
) -> Solution[Payoffs]:
    """What each player gets when every coalition's own contribution is shared in proportion to weights of its members.

    φ_i = Σ_{S ∋ i} w_i / w(S) · d(S), where d(S) are the Harsanyi dividends: v(S) is the sum of d(T) over T ⊆ S. With equal
    weights this is the Shapley value. Weights may express how many people a player stands for, or its bargaining power. A
    larger weight does not always help: in terms of random orders, it makes a player more likely to be last (Owen 1968).
    Float worths and weights stand for their own binary values, so nothing is rounded; symbolic worths give closed forms.

    Args:
        game: any game with transferable utility.
        weights: a positive number for each player, as a mapping by names (or by types) or in the order of the players.
        limit: the most players; cost n 2**n operations on fractions.

    Returns:
        Solution with Payoffs that add up to v(N), certified up to 12 players by the differences of the weighted potential,
        beyond by `verify()`.

    Raises:
        UnknownPlayerError, InvalidArgumentError: the weights do not name every player once, or one is not positive.
        UndecidedError: a weight is a symbol.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Young (1994): towns of 36 and 12 thousand people who save as much each; by hand: 11 − 3 · 36/48 and 7 − 3 · 12/48
        >>> costs = co.TUGame.from_worths(["A", "B"], {"A": 11, "B": 7, ("A", "B"): 15})
        >>> co.weighted_shapley_value(costs, {"A": 36, "B": 12})
        weighted Shapley value: A: 35/4, B: 25/4   [certified; differences of the potential agree]

    References:
        Shapley (1953), Additive and non-additive set functions; Owen (1968); Kalai and Samet (1987), On weighted Shapley
        values; Hart and Mas-Colell (1989), Potential, value, and consistency; the example: Young (1994), Cost allocation,
        Handbook of game theory 2, chapter 34.
    """
    table = stored(game, limit=limit)
    numbers = tuple(map(to_fraction, read_payoffs(table.players, by_player(table, weights), "weight").amounts))
    for player, number in zip(table.players, numbers, strict=True):
        if number <= 0:
            raise InvalidArgumentError(f"expected positive weights, got {number} for {player}; write a number above 0")
    table = refined_for(table, numbers, limit=limit)
    worths, denominator = as_objects(table)
    grid, whole = grid_of(table), [int(w) for w in to_integers(gathered(table, numbers) or ())[0]]
    totals = grid.sums(whole, object)
    dividends = grid.differences(worths)
    per_unit = np.array([0, *map(quotient, dividends[1:].tolist(), totals[1:].tolist())], dtype=object)
    parts = grid.sums_over_members(per_unit)[0]
    amounts = spread(table, [quotient(w * part, denominator) for w, part in zip(whole, parts, strict=True)])
    certificate = PotentialDifferences(numbers, amounts)
    return exact_solution("weighted Shapley value", table, certificate, amounts, "shares of the dividends")
