"""Sequencing games: customers in a queue save waiting costs by changing places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..errors import InvalidGameError
from ..games.tu import TUGame
from ..players import Players
from ..scalars import parse
from ._reading import not_negative, numbers_only, stored, within, zeros


def sequencing_game(queue: Mapping[Any, Any], *, limit: int = 20) -> TUGame:
    """The game in which a coalition is worth what its members save by rearranging themselves without passing anybody else.

    The queue stands before one machine; player i needs it for a time p_i and bears a cost a_i for each unit of time until his
    job is done. Two neighbors, i before j, save g_ij = max(0, a_j p_i − a_i p_j) by changing places. Members of S may only
    pass each other, so v(S) = sum of g_ij over the pairs i before j of S for which everybody between them belongs to S, too.
    The game is convex, and sharing each g_ij equally is in the core. Cost: one pass over 2**n worths for each pair.

    Args:
        queue: a mapping from players, in the order of the queue, to pairs (time, cost for each unit of time), at least 0.
        limit: the most players for a table of 2**n worths (24 at most).

    Raises:
        InvalidGameError: somebody has no such pair, or a number is negative.
        InvalidArgumentError: not a mapping of numbers.
        UndecidedError: a number is symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.sequencing_game({"A": (2, 4), "B": (2, 6), "C": (1, 5)})
        >>> game
        TUGame of 3 players (A, B, C), exact: {A} 0, {B} 0, {C} 0, {A, B} 4, {A, C} 0, {B, C} 4, {A, B, C} 14
        >>> co.check_in_core(game, {"A": 5, "B": 4, "C": 5}).value
        True

    References:
        Curiel, Pederzoli and Tijs (1989), Sequencing games. European Journal of Operational Research 40, 344–351.
    """
    example = 'write {"A": (2, 4), "B": (1, 5)} with pairs (time, cost for each unit of time)'
    if not isinstance(queue, Mapping):
        raise InvalidGameError(f"expected a mapping from players to their times and costs, got {queue!r:.80}; {example}")
    players = Players.from_names(list(queue))
    within(len(players), limit, "a table of 2**n worths", 24)
    times, costs = [], []
    for name, job in zip(players, queue.values(), strict=True):
        if not isinstance(job, tuple | list) or len(job) != 2:
            raise InvalidGameError(f"expected a time and a cost for {name}, got {job!r:.80}; {example}")
        times.append(parse(job[0], f"a time of {name}"))
        costs.append(parse(job[1], f"a cost of {name}"))
    numbers_only([*times, *costs], "times and costs")
    not_negative([*times, *costs], "times and costs")
    pairs = [(i, j) for j in range(len(players)) for i in range(j)]
    numbers, denominator, kind = stored([max(costs[j] * times[i] - costs[i] * times[j], 0) for i, j in pairs])
    table, masks = zeros(len(players), numbers), np.arange(1 << len(players))
    for (i, j), gain in zip(pairs, numbers, strict=True):
        needed = (2 << j) - (1 << i)
        table[masks & needed == needed] += gain
    return TUGame(players, table, denominator, kind)
