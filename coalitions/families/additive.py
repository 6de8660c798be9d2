"""Additive games: nobody adds anything to anybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..games.tu import TUGame
from ..kernels.subsets import subset_sums
from ._reading import read_amounts, stored, within


def additive_game(payoffs: Mapping[Any, Any], *, limit: int = 24) -> TUGame:
    """The game in which a coalition is worth the sum of what its members are worth alone: v(S) = sum of x_i over i in S.

    Also called inessential. Its core and each of its values are the payoffs x themselves. Amounts may be exact, floats or
    symbols. Cost: 2**n additions.

    Args:
        payoffs: a mapping from players to what each is worth alone.
        limit: the most players for a table of 2**n worths (24 at most).

    Raises:
        InvalidArgumentError: not a mapping from players to numbers.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> co.additive_game({"A": 1, "B": "1/2"})
        TUGame of 2 players (A, B), exact: {A} 1, {B} 1/2, {A, B} 3/2

    References:
        Peleg and Sudhölter (2007), Introduction to the theory of cooperative games.
    """
    players, amounts = read_amounts(payoffs, "payoff", '{"A": 1, "B": 2}')
    within(len(players), limit, "a table of 2**n worths", 24)
    numbers, denominator, kind = stored(amounts)
    return TUGame(players, subset_sums(numbers, numbers.dtype), denominator, kind)
