"""Covers: the least game above a game that is superadditive, or monotone."""

from __future__ import annotations

import numpy as np

from ..games.tu import CoalitionalGame, TUGame, tabulate
from ..kernels.structures import superadditive_hull
from ._tables import numbers_only, widened


def superadditive_cover(game: CoalitionalGame, *, limit: int = 20) -> TUGame:
    """The game in which a coalition is worth the most that it gets by splitting up: the least superadditive game above v.

    w(S) = max of the sum of v(T) over T in a partition of S. Superadditive games stay as they are. The core of w is the set of
    payoffs that share the worth of the best partition of N and that no coalition objects to (the core for the game with
    coalition structures). Cost: 3**n / 2 comparisons (18 players: a third of a second; 20 players: some three).

    Args:
        game: any game with transferable utility whose worths are numbers.
        limit: the most players.

    Raises:
        UndecidedError: worths are symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> pairs = co.TUGame.from_function(["A", "B", "C", "D"], lambda S: int(len(S) == 2))
        >>> co.superadditive_cover(pairs)["A", "B", "C", "D"]
        2

    References:
        Aumann and Drèze (1974), Cooperative games with coalition structures.
    """
    table = numbers_only(tabulate(game, limit=limit), "the best partition is found by comparing them")
    best = superadditive_hull(widened(table.table, 2 * len(table.players)))
    return TUGame(table.players, best, table.denominator, table.kind)


def monotonic_cover(game: CoalitionalGame, *, limit: int = 24) -> TUGame:
    """The game in which a coalition is worth the most that some of its members get: the least monotone game above v.

    w(S) = max of v(T) over T within S, the empty one included, so that no worth is negative. Cost: n 2**(n−1) comparisons.

    Args:
        game: any game with transferable utility whose worths are numbers.
        limit: the most players.

    Raises:
        UndecidedError: worths are symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_worths(["A", "B"], {"A": 2, "B": -1, ("A", "B"): 1})
        >>> co.monotonic_cover(game)
        TUGame of 2 players (A, B), exact: {A} 2, {B} 0, {A, B} 2

    References:
        Peleg and Sudhölter (2007), Introduction to the theory of cooperative games (monotone games).
    """
    table = numbers_only(tabulate(game, limit=limit), "the best part is found by comparing them")
    best = table.table.copy()
    for i in range(len(table.players)):
        pairs = best.reshape(-1, 2, 1 << i)
        np.maximum(pairs[:, 0], pairs[:, 1], out=pairs[:, 1])
    return TUGame(table.players, best, table.denominator, table.kind)
