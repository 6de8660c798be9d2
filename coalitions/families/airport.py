"""Airport games: a runway as long as the largest airplane needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..games.tu import TUGame
from ._reading import not_negative, numbers_only, read_amounts, stored, within, zeros


def airport_game(costs: Mapping[Any, Any], *, limit: int = 24) -> TUGame:
    """The game of costs in which a coalition pays for the runway of its most expensive member: c(S) = max of c_i over i in S.

    Worths are COSTS, not gains: a fair division x asks no coalition for more than c(S). Such cost shares are the core of
    `dual(game)`; `savings_game(game)` is the convex game of what is saved together. In the Shapley value all who need a
    segment of the runway share its cost equally. Cost: 2**n comparisons.

    Args:
        costs: a mapping from players to the cost of a runway for each alone, at least 0; exact or float.
        limit: the most players for a table of 2**n worths (24 at most).

    Raises:
        InvalidArgumentError: not a mapping from players to numbers.
        InvalidGameError: a cost is negative.
        UndecidedError: a cost is symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.airport_game({"small": 12, "medium": 20, "large": 33})
        >>> game["small", "medium"]
        20
        >>> co.shapley_value(game).value
        small: 4, medium: 8, large: 21

    References:
        Littlechild and Owen (1973), A simple expression for the Shapley value in a special case.
    """
    players, amounts = read_amounts(costs, "cost", '{"A": 12, "B": 20}')
    numbers_only(amounts, "costs")
    not_negative(amounts, "costs")
    within(len(players), limit, "a table of 2**n worths", 24)
    numbers, denominator, kind = stored(amounts)
    table = zeros(len(players), numbers)
    for i, cost in enumerate(numbers):
        np.maximum(table[: 1 << i], cost, out=table[1 << i : 2 << i])
    return TUGame(players, table, denominator, kind)
