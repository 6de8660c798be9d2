"""Popular partitions of a hedonic game: no other wins a vote against them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...games.hedonic import HedonicGame
from ...players import Partition
from ...scalars import whole_limit
from ...solution import Solution
from ._compared import by_comparison, popular_partitions
from ._hedonic import listed


def check_popular_partition(game: HedonicGame, partition: Partition | Iterable[Any], *, limit: int = 16) -> Solution[bool]:
    """Whether no other partition is better for more players than it is worse for.

    Args:
        game: a hedonic game; preferences may have ties.
        partition: coalitions that contain every player exactly once.
        limit: the most players for a comparison with all partitions by their coalitions (16 at most to certify).

    Returns:
        Solution with True, certified by building up the rival with the largest majority over all coalitions, or with False,
        certified by a partition that wins the vote. Cost: 3**n / 2 steps.

    Raises:
        UnsupportedGameError: not a hedonic game.
        InvalidArgumentError, UnknownPlayerError: not a partition of the players.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> pairs = {"1": ["12", "13", "1", "123"], "2": ["23", "12", "2", "123"], "3": ["13", "23", "3", "123"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in pairs.items()})
        >>> co.check_popular_partition(game, [["1", "2"], ["3"]])
        popular partition: False   [certified; {1} | {2, 3} is better for 2, 3 and worse for 1]

    References:
        Gärdenfors (1975), Match making; Aziz, Brandt and Seedig (2013), Computing desirable partitions in additively separable
        hedonic games.
    """
    return by_comparison(game, partition, "popular partition", limit)


def enumerate_popular_partitions(game: HedonicGame, *, limit: int = 8) -> Solution[tuple[Partition, ...]]:
    """All popular partitions: in a vote against any other, at least as many players like them better. There may be none.

    Args:
        game: a hedonic game; preferences may have ties.
        limit: the most players; 8 have 4140 partitions, which are compared with each other.

    Returns:
        Solution with a tuple of partitions, in lexicographic order of their labels. Up to 6 players it is certified: every
        partition is compared with every other. Beyond, it is exact, and `verify()` makes the comparison (up to 8 players).
        Cost: the number of partitions times the number of Pareto optimal ones.

    Raises:
        UnsupportedGameError: not a hedonic game.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> pairs = {"1": ["12", "13", "1", "123"], "2": ["23", "12", "2", "123"], "3": ["13", "23", "3", "123"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in pairs.items()})
        >>> co.enumerate_popular_partitions(game)
        all popular partitions: none   [certified; each of 5 partitions decided by the definition]

    References:
        Gärdenfors (1975), Match making; Aziz, Brandt and Seedig (2013), Computing desirable partitions in additively separable
        hedonic games.
    """
    return listed(game, "popular partition", popular_partitions(game, whole_limit(limit)))
