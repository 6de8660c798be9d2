"""The glove market: only pairs are worth anything."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..games.tu import TUGame
from ..kernels.subsets import subset_sums
from ..players import Player, Players
from ._reading import within


def glove_game(left: Iterable[Player], right: Iterable[Player], *, limit: int = 24) -> TUGame:
    """The game in which each player owns one glove, and a coalition is worth the number of pairs it can make.

    v(S) = min(|S ∩ L|, |S ∩ R|), where L owns left gloves and R right ones. If one side is smaller, the only core point gives
    each of its members 1 and the others nothing. Cost: a few passes over 2**n worths.

    Args:
        left: the players with a left glove; they come first.
        right: the players with a right glove.
        limit: the most players for a table of 2**n worths (24 at most).

    Raises:
        DuplicatePlayerError: somebody is named twice.
        InvalidArgumentError: a side is not a list of names.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.glove_game(["A"], ["B", "C"])
        >>> game
        TUGame of 3 players (A, B, C), exact: {A} 0, {B} 0, {C} 0, {A, B} 1, {A, C} 1, {B, C} 0, {A, B, C} 1
        >>> co.shapley_value(game).value
        A: 2/3, B: 1/6, C: 1/6

    References:
        Shapley and Shubik (1969), Pure competition, coalitional power, and fair division; Owen (1975), On the core of linear
        production games.
    """
    first, second = Players.from_names(left), Players.from_names(right)
    players = Players((*first.names, *second.names))
    within(len(players), limit, "a table of 2**n worths", 24)
    lefts = subset_sums([1] * len(first) + [0] * len(second), np.int64)
    rights = subset_sums([0] * len(first) + [1] * len(second), np.int64)
    return TUGame(players, np.minimum(lefts, rights))
