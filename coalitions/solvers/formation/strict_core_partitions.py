"""The strict core of a hedonic game: no coalition can leave to the good of some of its members and the harm of none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...games.hedonic import HedonicGame
from ...players import Partition
from ...scalars import whole_limit
from ...solution import Solution
from ._hedonic import by_blocking, hedonic, listed
from ._search import core_partitions


def check_strictly_core_stable(game: HedonicGame, partition: Partition | Iterable[Any]) -> Solution[bool]:
    """Whether no coalition is better for some of its members than what they have and at least as good for all the others.

    Args:
        game: a hedonic game; preferences may have ties.
        partition: coalitions that contain every player exactly once.

    Returns:
        Solution with True, certified by a pass over all 2**n coalitions, or with False, certified by a coalition that blocks
        weakly (one with the fewest members). Cost: n 2**n.

    Raises:
        UnsupportedGameError: not a hedonic game.
        InvalidArgumentError, UnknownPlayerError: not a partition of the players.

    Examples:
        >>> import coalitions as co
        >>> lists = {"A": [("A", "B"), "A"], "B": [[("A", "B"), ("B", "C")], "B"], "C": [("B", "C"), "C"]}
        >>> game = co.HedonicGame.from_preferences(["A", "B", "C"], lists)
        >>> co.check_core_stable(game, [["A", "B"], ["C"]]).value
        True
        >>> co.check_strictly_core_stable(game, [["A", "B"], ["C"]])
        strictly core stable: False   [certified; {B, C} is better for C and worse for none of its members]

    References:
        Bogomolnaia and Jackson (2002), The stability of hedonic coalition structures; Aziz and Savani (2016), Hedonic games.
    """
    return by_blocking(game, partition, "strictly core stable")


def enumerate_strict_core_partitions(game: HedonicGame, *, limit: int = 50_000) -> Solution[tuple[Partition, ...]]:
    """All partitions that no coalition blocks weakly: to the good of some of its members and the harm of none; maybe none.

    It is a part of the core, and the same where preferences have no ties.

    Args:
        game: a hedonic game; preferences may have ties.
        limit: the most blocks that the search may try (with the default it ends within half a minute).

    Returns:
        Solution with a tuple of partitions, in lexicographic order of their labels. Up to 8 players it is certified: every
        partition is decided by the definition. Beyond, the search is exhaustive (exact), and `verify()` replays it in a
        plainer way. Cost: as `enumerate_core_partitions`.

    Raises:
        UnsupportedGameError: not a hedonic game.
        LimitExceededError: more blocks to try than `limit`.

    Examples:
        >>> import coalitions as co
        >>> lists = {"A": [("A", "B"), "A"], "B": [[("A", "B"), ("B", "C")], "B"], "C": [("B", "C"), "C"]}
        >>> game = co.HedonicGame.from_preferences(["A", "B", "C"], lists)
        >>> co.enumerate_strict_core_partitions(game)
        all strictly core stable partitions: none   [certified; each of 5 partitions decided by the definition]

    References:
        Bogomolnaia and Jackson (2002), The stability of hedonic coalition structures; Aziz and Savani (2016), Hedonic games.
    """
    found = core_partitions(hedonic(game), True, whole_limit(limit))
    return listed(game, "strictly core stable", found)
