"""The core of a hedonic game: partitions that no coalition wants to leave together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...games.hedonic import HedonicGame
from ...players import Partition
from ...scalars import whole_limit
from ...solution import Solution
from ._hedonic import by_blocking, hedonic, listed
from ._search import core_partitions


def check_core_stable(game: HedonicGame, partition: Partition | Iterable[Any]) -> Solution[bool]:
    """Whether no coalition is better, for every one of its members, than the coalition that this member has.

    A coalition S blocks a partition if each i in S likes S strictly better than the own coalition.

    Args:
        game: a hedonic game; preferences may have ties.
        partition: coalitions that contain every player exactly once.

    Returns:
        Solution with True, certified by a pass over all 2**n coalitions, or with False, certified by a coalition that blocks
        (one with the fewest members). Cost: n 2**n.

    Raises:
        UnsupportedGameError: not a hedonic game.
        InvalidArgumentError, UnknownPlayerError: not a partition of the players.

    Examples:
        >>> import coalitions as co
        >>> pairs = {"1": ["12", "13", "1", "123"], "2": ["23", "12", "2", "123"], "3": ["13", "23", "3", "123"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in pairs.items()})
        >>> co.check_core_stable(game, [["1", "2"], ["3"]])
        core stable: False   [certified; {2, 3} is better for all its members]

    References:
        Banerjee, Konishi and Sönmez (2001), Core in a simple coalition formation game; Bogomolnaia and Jackson (2002). The
        example is 15.1 of Aziz and Savani (2016), Hedonic games.
    """
    return by_blocking(game, partition, "core stable")


def enumerate_core_partitions(game: HedonicGame, *, limit: int = 50_000) -> Solution[tuple[Partition, ...]]:
    """All partitions of the players that no coalition blocks; there may be none.

    A coalition S blocks a partition if each i in S likes S strictly better than the own coalition. Preferences are arbitrary.

    Args:
        game: a hedonic game; preferences may have ties.
        limit: the most blocks that the search may try (with the default it ends within half a minute).

    Returns:
        Solution with a tuple of partitions, in lexicographic order of their labels. Up to 8 players it is certified: every
        partition is decided by the definition. Beyond, the search is exhaustive (exact), and `verify()` replays it in a
        plainer way. Cost: a few passes over the coalitions that have no blocking part, for every block tried; some
        hundreds of blocks for 14 players with random strict preferences, more where coalitions are liked alike.

    Raises:
        UnsupportedGameError: not a hedonic game.
        LimitExceededError: more blocks to try than `limit`.

    Examples:
        >>> import coalitions as co
        >>> pairs = {"1": ["12", "13", "1", "123"], "2": ["23", "12", "2", "123"], "3": ["13", "23", "3", "123"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in pairs.items()})
        >>> co.enumerate_core_partitions(game)
        all core stable partitions: none   [certified; each of 5 partitions decided by the definition]

    References:
        Banerjee, Konishi and Sönmez (2001), Core in a simple coalition formation game; Bogomolnaia and Jackson (2002), The
        stability of hedonic coalition structures.
    """
    found = core_partitions(hedonic(game), False, whole_limit(limit))
    return listed(game, "core stable", found)
