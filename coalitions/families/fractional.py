"""Fractional hedonic games: a coalition is liked for the average of what its members are liked for."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ..games.hedonic import HedonicGame
from ..kernels.subsets import sizes, subset_sums
from ..players import Player, Players
from ._hedonic import read_values


def fractional_hedonic_game(
    values: Mapping[Any, Any] | Sequence[Sequence[Any]],
    *,
    players: Iterable[Player] | Players | None = None,
    symmetric: bool = False,
    modified: bool = False,
    limit: int = 16,
) -> HedonicGame:
    """The hedonic game in which player i likes a coalition S for the sum of v_i(j) over its members, divided by |S|.

    With `modified=True` the sum is divided by |S| − 1 (an average over the others; alone it is 0). Averages are compared
    exactly; floats stand for their own binary values. Cost: n 2**n additions.

    Args:
        values: a mapping from ordered pairs (i, j) to v_i(j), 0 where a pair is missing; or n rows of n numbers.
        players: all players in order; by default those of the pairs, or "1", "2", … for rows.
        symmetric: whether the value of a pair holds for (j, i) too.
        modified: whether to average over the others only.
        limit: the most players.

    Raises:
        InvalidArgumentError: not values for pairs of players.
        InvalidGameError: a player has a value for himself.
        DuplicatePlayerError: two values for a pair of a symmetric game.
        UnknownPlayerError: a pair names somebody who is not among `players`.
        UndecidedError: a value is a symbol.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> path = co.fractional_hedonic_game({("A", "B"): 1, ("B", "C"): 1, ("C", "D"): 1}, symmetric=True)
        >>> co.enumerate_strict_core_partitions(path).value
        ({A, B} | {C, D},)

    References:
        Aziz, Brandl, Brandt, Harrenstein, Olsen and Peters (2019), Fractional hedonic games; Olsen (2012), On defining and
        computing communities (modified).
    """
    names, numbers = read_values(values, players, symmetric, limit)
    n = len(names)
    whole = math.lcm(*range(1, n + 1))
    size = np.maximum(sizes(n) - modified, 1)
    fits = numbers.dtype != object and int(np.abs(numbers).sum()) * whole < 1 << 62
    dtype = np.int64 if fits else object
    sums = [subset_sums(row, dtype) * (whole // size).astype(dtype) for row in numbers.astype(dtype)]
    return HedonicGame(names, np.array(sums, dtype=dtype).reshape(n, 1 << n))
