"""Strong Nash stability in a hedonic game: no group of players gains by moving wherever its members want, asked or not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...games.hedonic import HedonicGame
from ...players import Partition
from ...scalars import whole_limit
from ...solution import Solution
from ._compared import by_group_moves, strong_nash_partitions
from ._hedonic import listed


def check_strong_nash_stable(game: HedonicGame, partition: Partition | Iterable[Any], *, limit: int = 10) -> Solution[bool]:
    """Whether no group of players can all gain by moving, each to any coalition or to a new one, while the others stay.

    Those who do not move stay together if they were together, and apart if they were apart; nobody is asked for consent. A
    strongly Nash stable partition is in the core and Nash stable.

    Args:
        game: a hedonic game; preferences may have ties.
        partition: coalitions that contain every player exactly once.
        limit: the most players for a pass over all partitions (11 at most to certify).

    Returns:
        Solution with True, certified by a pass over all Bell(n) partitions, or with False, certified by the partition that the
        gainers bring about. Cost: n² passes over the partitions (10 players: 115975).

    Raises:
        UnsupportedGameError: not a hedonic game.
        InvalidArgumentError, UnknownPlayerError: not a partition of the players.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> pairs = {"1": ["12", "13", "1", "123"], "2": ["23", "12", "2", "123"], "3": ["13", "23", "3", "123"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in pairs.items()})
        >>> co.check_strong_nash_stable(game, [["1", "2"], ["3"]])
        strong Nash stable: False   [certified; 2, 3 gain by moving to {1} | {2, 3}]

    References:
        Karakaya (2011), Hedonic coalition formation games: a new stability notion.
    """
    return by_group_moves(game, partition, limit)


def enumerate_strong_nash_stable(game: HedonicGame, *, limit: int = 10) -> Solution[tuple[Partition, ...]]:
    """All partitions from which no group of players gains by moving, each member to where he wants; there may be none.

    Args:
        game: a hedonic game; preferences may have ties.
        limit: the most players for a pass over all partitions for each partition in the core that is Nash stable.

    Returns:
        Solution with a tuple of partitions, in lexicographic order of their labels. Up to 6 players it is certified: every
        partition is compared with every other. Beyond, it is exact, and `verify()` makes the comparison (up to 8 players).
        Cost: the search for core and Nash stable partitions, then n² passes over all Bell(n) partitions for each of those.

    Raises:
        UnsupportedGameError: not a hedonic game.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.HedonicGame.from_preferences(["A", "B", "C"], {"A": [("A", "B")], "B": [("A", "B")], "C": ["C"]})
        >>> co.enumerate_strong_nash_stable(game).value
        ({A, B} | {C},)

    References:
        Karakaya (2011), Hedonic coalition formation games: a new stability notion.
    """
    return listed(game, "strong Nash stable", strong_nash_partitions(game, whole_limit(limit)))
