"""From a game in partition function form to one with transferable utility: what a coalition is worth on average."""

from __future__ import annotations

import math
from typing import Literal

import numpy as np

from ..errors import InvalidArgumentError
from ..games.partition_function import PartitionFunctionGame, exact_partition_worths, partition_function
from ..games.tu import TUGame
from ..kernels.partitions import bell
from ..kernels.subsets import sizes
from ..scalars import Array, quotient, to_integers

Weights = Literal["cycles", "uniform", "alone"]


def averaged_game(game: PartitionFunctionGame, *, weights: Weights = "cycles") -> TUGame:
    """The game in which a coalition is worth the average of what it gets, over all ways in which the others can be grouped.

    weights="cycles": a partition of the r others has the probability Π_T (|T| − 1)! / r!, with which the cycles of a random
    order of them are its coalitions (the players come one after the other, and each joins one of those before him or is alone,
    all with the same probability). "uniform": all partitions are equally likely. "alone": the others are single players for
    certain, as by the gamma rule. The Shapley values of these games extend the Shapley value to games with externalities.

    Args:
        game: a game in partition function form.
        weights: the probabilities.

    Returns:
        A TUGame. Cost: one pass over all embedded coalitions.

    Raises:
        InvalidArgumentError: other weights.
        UnsupportedGameError: the game is not in partition function form.

    Examples:
        >>> import coalitions as co
        >>> cournot = co.cournot_partition_game(["A", "B", "C"], intercept=12)
        >>> averaged_game(cournot)
        TUGame of 3 players (A, B, C), exact: {A} 25/2, {B} 25/2, {C} 25/2, {A, B} 16, {A, C} 16, {B, C} 16, {A, B, C} 36

    References:
        Macho-Stadler, Pérez-Castrillo and Wettstein (2007), Sharing the surplus: an extension of the Shapley value for
        environments with externalities. Journal of Economic Theory 135, 339–356 (cycles); Albizuri, Arin and Rubio (2005), An
        axiom system for a value for games in partition function form. International Game Theory Review 7, 63–72 (uniform).
    """
    worths, denominator, symbolic = averaged_worths(partition_function(game), weights)
    values = [quotient(w, denominator) for w in worths.tolist()]
    if game.kind == "float":
        return TUGame(game.players, np.array([float(v) for v in values], dtype=np.float64), 1, "float")
    if symbolic:
        table = np.empty(len(values), dtype=object)
        table[:] = values
        return TUGame(game.players, table, 1, "symbolic")
    return TUGame(game.players, *to_integers(values))


def averaged_worths(game: PartitionFunctionGame, weights: Weights) -> tuple[Array, int, bool]:
    """The average worths as integers or expressions over one denominator, and whether they are expressions."""
    if weights not in ("cycles", "uniform", "alone"):
        raise InvalidArgumentError(f'expected weights="cycles", "uniform" or "alone", got {weights!r}; write one of these')
    n, symbolic = len(game.players), game.kind == "symbolic"
    stored, denominator = (game.table, 1) if symbolic else exact_partition_worths(game)
    masks, size = game.blocks(), sizes(n)
    whole = math.factorial(n) if weights == "cycles" else math.lcm(*map(bell, range(n + 1))) if weights == "uniform" else 1
    worths = np.zeros(1 << n, dtype=object)
    ways = [math.factorial(max(s - 1, 0)) for s in range(n + 1)]
    for row, values in zip(masks.tolist(), stored.tolist(), strict=True):
        coalitions = [m for m in row if m]
        cycles = math.prod(ways[size[m]] for m in coalitions)
        for mask, value in zip(coalitions, values, strict=False):
            others = n - int(size[mask])
            if weights == "cycles":
                worths[mask] += cycles // ways[size[mask]] * (whole // math.factorial(others)) * value
            elif weights == "uniform":
                worths[mask] += whole // bell(others) * value
            elif len(coalitions) == others + 1:
                worths[mask] += value
    return worths, denominator * whole, symbolic
