"""Perfect partitions of a hedonic game: everybody has what he likes best."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...games.hedonic import HedonicGame
from ...players import Partition
from ...scalars import whole_limit
from ...solution import Solution
from ._hedonic import by_blocking, hedonic, listed
from ._search import perfect_partitions


def check_perfect_partition(game: HedonicGame, partition: Partition | Iterable[Any]) -> Solution[bool]:
    """Whether every player is in one of the coalitions that this player likes best of all.

    Args:
        game: a hedonic game; preferences may have ties.
        partition: coalitions that contain every player exactly once.

    Returns:
        Solution with True, certified by a pass over all 2**n coalitions, or with False, certified by a coalition that one
        of its members likes better than the own one. Cost: n 2**n.

    Raises:
        UnsupportedGameError: not a hedonic game.
        InvalidArgumentError, UnknownPlayerError: not a partition of the players.

    Examples:
        >>> import coalitions as co
        >>> pairs = {"1": ["12", "13", "1", "123"], "2": ["23", "12", "2", "123"], "3": ["13", "23", "3", "123"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in pairs.items()})
        >>> co.check_perfect_partition(game, [["1", "2"], ["3"]])
        perfect partition: False   [certified; {1, 3} is better for 3]

    References:
        Alcalde and Romero-Medina (2006), Coalition formation and stability; Aziz, Brandt and Seedig (2013), Computing desirable
        partitions in additively separable hedonic games.
    """
    return by_blocking(game, partition, "perfect partition")


def enumerate_perfect_partitions(game: HedonicGame, *, limit: int = 50_000) -> Solution[tuple[Partition, ...]]:
    """All perfect partitions: every player is in one of the coalitions that this player likes best. There may be none.

    Args:
        game: a hedonic game; preferences may have ties.
        limit: the most blocks that the search may try (with the default it ends within half a minute).

    Returns:
        Solution with a tuple of partitions, in lexicographic order of their labels. Up to 8 players it is certified: every
        partition is decided by the definition. Beyond, the search is exhaustive (exact), and `verify()` decides all partitions
        of up to 11 players. Cost: for every block tried, a pass over the coalitions that all their members like best.

    Raises:
        UnsupportedGameError: not a hedonic game.
        LimitExceededError: more blocks to try than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.HedonicGame.from_preferences(["A", "B", "C"], {"A": [("A", "B")], "B": [("A", "B")], "C": ["C"]})
        >>> co.enumerate_perfect_partitions(game).value
        ({A, B} | {C},)

    References:
        Alcalde and Romero-Medina (2006), Coalition formation and stability; Aziz, Brandt and Seedig (2013), Computing desirable
        partitions in additively separable hedonic games.
    """
    return listed(game, "perfect partition", perfect_partitions(hedonic(game), whole_limit(limit)))
