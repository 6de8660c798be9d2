"""Additively separable hedonic games: a coalition is liked for the sum of what its members are liked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ..games.hedonic import HedonicGame
from ..kernels.subsets import subset_sums
from ..players import Player, Players
from ._hedonic import read_values


def additively_separable_game(
    values: Mapping[Any, Any] | Sequence[Sequence[Any]],
    *,
    players: Iterable[Player] | Players | None = None,
    symmetric: bool = False,
    limit: int = 16,
) -> HedonicGame:
    """The hedonic game in which player i likes a coalition S for the sum of v_i(j) over the other members j of S.

    Being alone is worth 0. If the game is symmetric (v_i(j) = v_j(i)), a partition with the largest sum of everybody's values
    is Nash stable, since a move that a player gains by raises this sum by twice the gain. Floats stand for their own binary
    values. Cost: n 2**n additions.

    Args:
        values: a mapping from ordered pairs (i, j) to v_i(j), 0 where a pair is missing; or n rows of n numbers.
        players: all players in order; by default those of the pairs, or "1", "2", … for rows.
        symmetric: whether the value of a pair holds for (j, i) too.
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
        >>> stalker = co.additively_separable_game({("A", "B"): 1, ("B", "A"): -1})
        >>> stalker
        HedonicGame of 2 players: A: {A, B} > {A}; B: {B}
        >>> co.enumerate_nash_stable(stalker).value
        ()

    References:
        Bogomolnaia and Jackson (2002), The stability of hedonic coalition structures.
    """
    names, numbers = read_values(values, players, symmetric, limit)
    sums = [subset_sums(row, numbers.dtype) for row in numbers]
    return HedonicGame(names, np.array(sums, dtype=numbers.dtype).reshape(len(names), 1 << len(names)))
