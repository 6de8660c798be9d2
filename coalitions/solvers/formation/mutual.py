"""Contractual individual stability in a hedonic game: nobody gains by a move that harms nobody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...games.hedonic import HedonicGame
from ...players import Partition
from ...scalars import whole_limit
from ...solution import Solution
from ._hedonic import by_moves, hedonic, listed
from ._search import partitions_without_moves


def check_contractually_individually_stable(game: HedonicGame, partition: Partition | Iterable[Any]) -> Solution[bool]:
    """Whether no player gains by a move that nobody loses by, neither in the coalition left nor in the one joined.

    The move of i from S to T takes the consent of both: everybody in S and in T likes the change at least as much.

    Args:
        game: a hedonic game; preferences may have ties.
        partition: coalitions that contain every player exactly once.

    Returns:
        Solution with True, certified by a pass over all moves of one player, or with False, certified by a move. Cost: n times
        the number of coalitions in the partition.

    Raises:
        UnsupportedGameError: not a hedonic game.
        InvalidArgumentError, UnknownPlayerError: not a partition of the players.

    Examples:
        >>> import coalitions as co
        >>> guest = {"1": ["12", "1", "123", "13"], "2": ["12", "2", "123", "23"], "3": ["123", "23", "13", "3"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in guest.items()})
        >>> co.check_contractually_individually_stable(game, [["1", "2"], ["3"]])
        contractually individually stable: True   [certified; no move of one of 3 players]

    References:
        Bogomolnaia and Jackson (2002), The stability of hedonic coalition structures (the example: an undesired guest).
    """
    return by_moves(game, partition, "contractually individually stable")


def enumerate_contractually_individually_stable(game: HedonicGame, *, limit: int = 50_000) -> Solution[tuple[Partition, ...]]:
    """All partitions in which no player gains by a move that harms nobody; there is always one.

    The move of i from S to T takes the consent of all in S and in T. Every Pareto optimal partition is one of these.

    Args:
        game: a hedonic game; preferences may have ties.
        limit: the most blocks that the search may try (with the default it ends within half a minute).

    Returns:
        Solution with a tuple of partitions, in lexicographic order of their labels. Up to 8 players it is certified: every
        partition is decided by the definition. Beyond, the search is exhaustive (exact), and `verify()` decides all partitions
        of up to 11 players. Cost: for every block tried, n passes over the coalitions that nobody wants to leave to be alone.

    Raises:
        UnsupportedGameError: not a hedonic game.
        LimitExceededError: more blocks to try than `limit`.

    Examples:
        >>> import coalitions as co
        >>> guest = {"1": ["12", "1", "123", "13"], "2": ["12", "2", "123", "23"], "3": ["123", "23", "13", "3"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in guest.items()})
        >>> co.enumerate_contractually_individually_stable(game).value
        ({1, 2, 3}, {1, 2} | {3}, {1, 3} | {2}, {1} | {2, 3})

    References:
        Bogomolnaia and Jackson (2002), The stability of hedonic coalition structures (the example: an undesired guest).
    """
    found = partitions_without_moves(hedonic(game), "contractually individually stable", whole_limit(limit))
    return listed(game, "contractually individually stable", found)
