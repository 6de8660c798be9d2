"""Friends and enemies: a coalition is liked for its friends and disliked for its enemies, in one order or the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import numpy as np

from ..errors import InvalidArgumentError
from ..games.hedonic import HedonicGame
from ..players import Player
from ._hedonic import read_friends


def friends_game(
    friends: Mapping[Player, Iterable[Player]], *, rule: Literal["appreciation", "aversion"], limit: int = 16
) -> HedonicGame:
    """The hedonic game in which everybody else is either a friend or an enemy.

    `rule="appreciation"`: more friends are better, and with as many friends fewer enemies. "aversion": fewer enemies are
    better, and with as many enemies more friends. By appreciation the strongly connected parts of the graph of friends are in
    the strict core; by aversion the core is not empty, too (take a largest set of mutual friends again and again).
    Cost: n 2**n additions.

    Args:
        friends: a mapping from every player to his friends (who need not be friends of his in turn).
        rule: "appreciation" of friends or "aversion" to enemies.
        limit: the most players.

    Raises:
        InvalidArgumentError: not a mapping from players to friends, or another rule.
        InvalidGameError: somebody is his own friend.
        UnknownPlayerError: a friend is not a player.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> likes = {"A": ["B"], "B": ["A", "C"], "C": ["D"], "D": ["C"]}
        >>> co.enumerate_strict_core_partitions(co.friends_game(likes, rule="appreciation")).value
        ({A, B} | {C, D},)

    References:
        Dimitrov, Borm, Hendrickx and Sung (2006), Simple priorities and core stability in hedonic games.
    """
    if rule not in ("appreciation", "aversion"):
        raise InvalidArgumentError(f'expected rule="appreciation" or rule="aversion", got {rule!r}')
    names, masks = read_friends(friends, limit)
    every = np.arange(1 << len(names))
    ranks = np.zeros((len(names), len(every)), dtype=np.int64)
    for i, mask in enumerate(masks):
        with_friends = np.bitwise_count(every & mask).astype(np.int64)
        with_enemies = np.bitwise_count(every & ~mask & ~(1 << i)).astype(np.int64)
        weight = len(names) + 1
        ranks[i] = weight * with_friends - with_enemies if rule == "appreciation" else with_friends - weight * with_enemies
    return HedonicGame(names, ranks)
