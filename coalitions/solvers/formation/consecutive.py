"""Consecutive coalitions: an order of the players in which only neighbors want to be together."""

from __future__ import annotations

from typing import Any

from ...certificates.hedonic_conditions import ConsecutiveOrder, NoConsecutiveOrder, may_follow, wanted
from ...errors import LimitExceededError
from ...games.hedonic import HedonicGame
from ...scalars import whole_limit
from ...solution import Solution, certify
from ._hedonic import hedonic


def find_consecutive_order(game: HedonicGame, *, limit: int = 14) -> Solution[tuple[Any, ...] | None]:
    """An order of the players in which every coalition that all its members like better than being alone is a run of neighbors.

    Then there is a core partition: only such coalitions block, and runs are balanced only as partitions are.

    Args:
        game: a hedonic game; preferences may have ties.
        limit: the most players; the cost is at most n 2**n times the coalitions that all members like better than being alone.

    Returns:
        Solution with a tuple of names, certified by a pass over those coalitions; or with None, certified by going through all
        beginnings of an order (as sets of players: who may come next depends on nothing else).

    Raises:
        UnsupportedGameError: not a hedonic game.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> lists = {"left": [("left", "middle")], "right": [("right", "middle")]}
        >>> lists["middle"] = [("left", "middle"), ("right", "middle")]
        >>> co.find_consecutive_order(co.HedonicGame.from_preferences(["left", "right", "middle"], lists)).value
        ('left', 'middle', 'right')

    References:
        Greenberg and Weber (1986), Strong Tiebout equilibrium under restricted preferences domain; Bogomolnaia and Jackson
        (2002), The stability of hedonic coalition structures (consecutive games).
    """
    # The definition follows what these papers are cited for; their wording could not be checked against the sources.
    n, most = len(hedonic(game).players), whole_limit(limit)
    if n > most:
        raise LimitExceededError(
            f"expected at most limit={most} players to build up orders over 2**n sets, got {n}; write limit={n}, or use "
            "enumerate_core_partitions"
        )
    coalitions, grand, dead = wanted(game), game.players.grand, set[int]()
    order: list[int] = []

    def completed(placed: int) -> bool:
        if placed == grand:
            return True
        allowed = may_follow(coalitions, placed, grand)
        for i in range(n):
            if allowed >> i & 1 and placed | 1 << i not in dead:
                order.append(i)
                if completed(placed | 1 << i):
                    return True
                order.pop()
        dead.add(placed)
        return False

    evidence = ConsecutiveOrder(tuple(order)) if completed(0) else NoConsecutiveOrder()
    return certify("consecutive order", game, evidence)
