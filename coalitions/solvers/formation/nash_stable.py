"""Nash stability in a hedonic game: nobody wants to join another coalition, asked or not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...games.hedonic import HedonicGame
from ...players import Partition
from ...scalars import whole_limit
from ...solution import Solution
from ._hedonic import by_moves, hedonic, listed
from ._search import partitions_without_moves


def check_nash_stable(game: HedonicGame, partition: Partition | Iterable[Any]) -> Solution[bool]:
    """Whether no player likes it better to join another coalition of the partition, or to be alone.

    Nobody is asked for consent: i gains by the move from S to T if i likes T ∪ {i} strictly better than S.

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
        >>> co.check_nash_stable(game, [["1", "2"], ["3"]])
        Nash stable: False   [certified; 3 gains by joining {1, 2}]

    References:
        Bogomolnaia and Jackson (2002), The stability of hedonic coalition structures (the example: an undesired guest).
    """
    return by_moves(game, partition, "Nash stable")


def enumerate_nash_stable(game: HedonicGame, *, limit: int = 50_000) -> Solution[tuple[Partition, ...]]:
    """All partitions in which no player gains by joining another coalition or by being alone; there may be none.

    Nobody is asked for consent. Symmetric additively separable games always have such a partition.

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
        >>> co.enumerate_nash_stable(game).value
        ()

    References:
        Bogomolnaia and Jackson (2002), The stability of hedonic coalition structures (the example: an undesired guest).
    """
    found = partitions_without_moves(hedonic(game), "Nash stable", whole_limit(limit))
    return listed(game, "Nash stable", found)
