"""Hedonic games of the best or the worst member: a coalition is as good as one of the others in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np

from ..errors import InvalidArgumentError
from ..games.hedonic import HedonicGame
from ..players import Player, Players
from ._hedonic import read_levels
from ._reading import within


def members_game(rankings: Mapping[Player, Sequence[Any]], *, rule: Literal["best", "worst"], limit: int = 16) -> HedonicGame:
    """The hedonic game in which players rank each other and like a coalition for the best, or the worst, of the others in it.

    `rule="best"` (B-preferences): the better the best of the other members the better, and where these tie, the smaller the
    coalition the better. "worst" (W-preferences): the better the worst of the others. Alone, a player has himself: whom he
    ranks below himself is worse company than none. Without ties, the core of a game of the best members is not empty.
    Cost: n**2 2**n.

    Args:
        rankings: a mapping from every player to players, best first, with a list for those that tie; whoever is not listed
            ranks below all who are (and so does the player himself if not listed, before the others that are not).
        rule: "best" or "worst".
        limit: the most players.

    Raises:
        InvalidArgumentError: not a mapping from players to rankings, or another rule.
        DuplicatePlayerError: somebody stands twice in a ranking.
        UnknownPlayerError: somebody in a ranking is not a player.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> rankings = {"A": ["B", "C"], "B": ["C", "A"], "C": ["A", "B"]}
        >>> co.enumerate_core_partitions(co.members_game(rankings, rule="best")).value
        ({A, B, C},)
        >>> co.enumerate_strict_core_partitions(co.members_game(rankings, rule="worst")).value
        ()

    References:
        Cechlárová and Romero-Medina (2001), Stability in coalition formation games; Cechlárová and Hajduková (2004), Stable
        partitions with W-preferences.
    """
    if rule not in ("best", "worst"):
        raise InvalidArgumentError(f'expected rule="best" or rule="worst", got {rule!r}')
    if not isinstance(rankings, Mapping):
        raise InvalidArgumentError(f'expected a mapping from players to rankings, got {rankings!r:.80}; write {{"A": ["B"]}}')
    names = Players.from_names(list(rankings))
    within(len(names), limit, "n 2**n ranks")
    n = len(names)
    every = np.arange(1 << n)
    size = np.bitwise_count(every).astype(np.int64)
    ranks = np.zeros((n, 1 << n), dtype=np.int64)
    for i, name in enumerate(names):
        levels = read_levels(rankings[name], f"players in the ranking of {name}", names.index)
        last = len(levels) + 1
        own = levels.setdefault(i, last)
        level = np.full(1 << n, n + 2 if rule == "best" else -1, dtype=np.int64)
        for j in range(n):
            if j != i:
                theirs = np.where(every >> j & 1, levels.get(j, last + 1), level)
                level = np.minimum(level, theirs) if rule == "best" else np.maximum(level, theirs)
        level[1 << i] = own
        ranks[i] = -(level * (n + 1) + size) if rule == "best" else -level
    return HedonicGame(names, ranks)
