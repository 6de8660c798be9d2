"""Altruistic hedonic games: friends in a coalition matter, and so does how they like it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Literal

import numpy as np

from ..errors import InvalidArgumentError
from ..games.hedonic import HedonicGame
from ..players import Player
from ..scalars import Array
from ._hedonic import read_friends

Rule = Literal["selfish", "equal", "altruistic"]


def altruistic_game(friends: Mapping[Player, Iterable[Player]], *, rule: Rule, limit: int = 16) -> HedonicGame:
    """The hedonic game in which players like a coalition for its friends and for what their friends in it think of it.

    In a coalition S of a game of n players, i's own value is n times the number of friends in S minus the number of enemies.
    `rule="selfish"`: i compares own values, and where they are equal the average of the values of i's friends in S.
    "altruistic": the other way round. "equal": i compares the average over i and i's friends in S. An average over no friends
    is 0. Averages are compared exactly. Cost: n**2 2**n additions.

    Args:
        friends: a mapping from every player to his friends; friendship must be mutual.
        rule: whose values come first.
        limit: the most players.

    Raises:
        InvalidArgumentError: not a mapping from players to friends, another rule, or a friendship that is not mutual.
        InvalidGameError: somebody is his own friend.
        UnknownPlayerError: a friend is not a player.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> friends = {"A": ["B"], "B": ["A", "C"], "C": ["B", "D"], "D": ["C"]}
        >>> [
        ...     co.altruistic_game(friends, rule=rule).prefers("A", ("A", "B", "C"), ("A", "B", "D"))
        ...     for rule in ("selfish", "equal", "altruistic")
        ... ]
        [True, True, True]

    References:
        Nguyen, Rey, Rey, Rothe and Schend (2016), Altruistic hedonic games; Kerkmann et al. (2022).
    """
    if rule not in ("selfish", "equal", "altruistic"):
        raise InvalidArgumentError(f'expected rule="selfish", "equal" or "altruistic", got {rule!r}')
    names, masks = read_friends(friends, limit)
    n = len(names)
    for i, j in ((i, j) for i in range(n) for j in range(n)):
        if masks[i] >> j & 1 and not masks[j] >> i & 1:
            raise InvalidArgumentError(
                f"expected friendships that are mutual, but {names.names[j]} is a friend of {names.names[i]} and not the other "
                "way round; add it, or use friends_game"
            )
    every = np.arange(1 << n)
    count = [np.bitwise_count(every & m).astype(np.int64) for m in masks]
    size = np.bitwise_count(every).astype(np.int64)
    values = [n * c - (size - 1 - c) for c in count]
    whole = math.lcm(*range(1, n + 1))
    ranks = np.zeros((n, 1 << n), dtype=np.int64)
    for i, mask in enumerate(masks):
        theirs: Array = sum((values[j] * (every >> j & 1) for j in range(n) if mask >> j & 1), np.zeros_like(every))
        average = theirs * (whole // np.maximum(count[i], 1))  # in units of 1/whole; at most n² whole in size
        first, second = (values[i], average) if rule == "selfish" else (average, values[i])
        if rule == "equal":
            first, second = (theirs + values[i]) * (whole // (count[i] + 1)), np.zeros_like(every)
        # one number for two: the places of `second`, which are fewer than 2**n, come after those of `first`
        ranks[i] = np.unique(first, return_inverse=True)[1] * (1 << n) + np.unique(second, return_inverse=True)[1]
    return HedonicGame(names, ranks)
