"""Pareto optimal partitions of a hedonic game: no other is better for some and worse for none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...games.hedonic import HedonicGame
from ...players import Partition
from ...scalars import whole_limit
from ...solution import Solution
from ._compared import by_comparison, undominated_partitions
from ._hedonic import listed


def check_pareto_optimal_partition(
    game: HedonicGame, partition: Partition | Iterable[Any], *, limit: int = 16
) -> Solution[bool]:
    """Whether no other partition is better for some players and worse for none.

    Args:
        game: a hedonic game; preferences may have ties.
        partition: coalitions that contain every player exactly once.
        limit: the most players for a comparison with all partitions by their coalitions (16 at most to certify).

    Returns:
        Solution with True, certified by building up the best rival over all coalitions, or with False, certified by a partition
        that is better for some and worse for none. Cost: 3**n / 2 steps.

    Raises:
        UnsupportedGameError: not a hedonic game.
        InvalidArgumentError, UnknownPlayerError: not a partition of the players.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> pairs = {"1": ["12", "13", "1", "123"], "2": ["23", "12", "2", "123"], "3": ["13", "23", "3", "123"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in pairs.items()})
        >>> co.check_pareto_optimal_partition(game, [["1"], ["2"], ["3"]])
        Pareto optimal partition: False   [certified; {1} | {2, 3} is better for 2, 3 and worse for nobody]

    References:
        Aziz, Brandt and Harrenstein (2013), Pareto optimality in coalition formation.
    """
    return by_comparison(game, partition, "Pareto optimal partition", limit)


def enumerate_pareto_optimal_partitions(game: HedonicGame, *, limit: int = 8) -> Solution[tuple[Partition, ...]]:
    """All Pareto optimal partitions: no other is better for some players and worse for none. There is always one.

    Args:
        game: a hedonic game; preferences may have ties.
        limit: the most players; 8 have 4140 partitions, which are compared with each other.

    Returns:
        Solution with a tuple of partitions, in lexicographic order of their labels. Up to 6 players it is certified: every
        partition is compared with every other. Beyond, it is exact, and `verify()` makes the comparison (up to 8 players).
        Cost: the number of partitions times the number of optimal ones.

    Raises:
        UnsupportedGameError: not a hedonic game.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> pairs = {"1": ["12", "13", "1", "123"], "2": ["23", "12", "2", "123"], "3": ["13", "23", "3", "123"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in pairs.items()})
        >>> co.enumerate_pareto_optimal_partitions(game).value
        ({1, 2} | {3}, {1, 3} | {2}, {1} | {2, 3})

    References:
        Aziz, Brandt and Harrenstein (2013), Pareto optimality in coalition formation.
    """
    return listed(game, "Pareto optimal partition", undominated_partitions(game, whole_limit(limit)))
