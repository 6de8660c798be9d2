"""The top coalition property, and the weak one: in every set of players some coalition is best for all its members."""

from __future__ import annotations

import numpy as np

from ...certificates.hedonic_conditions import TOP, TOP_UP_TO, NoTopCoalition, TopEverywhere
from ...errors import LimitExceededError
from ...games.hedonic import HedonicGame
from ...kernels.subsets import Array, subset_sums
from ...scalars import whole_limit
from ...solution import Solution, certify
from ._hedonic import hedonic


def check_top_coalition_property(game: HedonicGame, *, limit: int = 12) -> Solution[bool]:
    """Whether every set of players has a coalition that each of its members likes at least as much as any other within the set.

    Then there is a core partition: take a top coalition of all, a top coalition of the rest, and so on. Without ties it is
    the only one.

    Args:
        game: a hedonic game; preferences may have ties.
        limit: the most players (12 at most); the cost is n 3**n.

    Returns:
        Solution with True, certified by looking for a top coalition in each set, or with False, certified by a smallest set
        that has none.

    Raises:
        UnsupportedGameError: not a hedonic game.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> pairs = {"1": ["12", "13", "1", "123"], "2": ["23", "12", "2", "123"], "3": ["13", "23", "3", "123"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in pairs.items()})
        >>> co.check_top_coalition_property(game)
        top coalition property: False   [certified; {1, 2, 3} has none]

    References:
        Banerjee, Konishi and Sönmez (2001), Core in a simple coalition formation game, section 4.
    """
    return _decide(hedonic(game), "top coalition property", limit)


def check_weak_top_coalition_property(game: HedonicGame, *, limit: int = 10) -> Solution[bool]:
    """Whether every set V of players has a weak top coalition: one that its members agree to in a sequence of groups.

    The first group likes no coalition within V better than S; whatever the next group likes better takes in somebody of the
    first, and so on. The top coalition property implies this one, and this one a core partition.

    Args:
        game: a hedonic game; preferences may have ties.
        limit: the most players (12 at most); the cost is n² 3**n.

    Returns:
        Solution with True, certified by looking for a weak top coalition in each set, or with False, certified by a smallest
        set that has none.

    Raises:
        UnsupportedGameError: not a hedonic game.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> lists = {"1": ["12", "1"], "2": ["123", "12", "2"], "3": ["123", "3"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in lists.items()})
        >>> co.check_top_coalition_property(game)
        top coalition property: False   [certified; {1, 2, 3} has none]
        >>> co.check_weak_top_coalition_property(game).value
        True

    References:
        Banerjee, Konishi and Sönmez (2001), Core in a simple coalition formation game, section 4.
    """
    return _decide(hedonic(game), "weak top coalition property", limit)


def _decide(game: HedonicGame, asked: str, limit: int) -> Solution[bool]:
    n, most = len(game.players), min(whole_limit(limit), TOP_UP_TO)
    if n > most:
        raise LimitExceededError(
            f"expected at most limit={most} players to go through all parts of all sets, got {n}; use enumerate_core_partitions"
        )
    best = _best_within(game.ranks)
    for mask in sorted(range(1, 1 << n), key=lambda m: (m.bit_count(), m)):
        if not (_weakly if TOP[asked] else _plainly)(game.ranks, best, mask):
            return certify(asked, game, NoTopCoalition(asked, mask))
    return certify(asked, game, TopEverywhere(asked))


def _best_within(ranks: Array) -> Array:
    """For each player and each set, the rank of the best of the player's coalitions within the set."""
    best = ranks.copy()
    for i in range(len(ranks)):
        pairs = best.reshape(len(ranks), -1, 2, 1 << i)
        np.maximum(pairs[:, :, 0], pairs[:, :, 1], out=pairs[:, :, 1])
    return best


def _inside(n: int, mask: int) -> Array:
    return subset_sums([1 << i for i in range(n) if mask >> i & 1], np.int64)[1:]


def _plainly(ranks: Array, best: Array, mask: int) -> bool:
    own = ranks[:, _inside(len(ranks), mask)]
    return bool(np.all((own < 0) | (own >= best[:, mask][:, None]), axis=0).any())


def _weakly(ranks: Array, best: Array, mask: int) -> bool:
    """All coalitions at once: whoever likes nothing better that is free of the members who have their place gets a place."""
    inside = _inside(len(ranks), mask)
    placed = np.zeros(len(inside), dtype=np.int64)
    for _ in range(mask.bit_count()):
        free = mask & ~placed
        for i in range(len(ranks)):
            new = (inside & ~placed) >> i & 1 == 1
            placed_now = new & (ranks[i, inside] >= best[i, free])
            placed = np.where(placed_now, placed | 1 << i, placed)
    return bool((placed == inside).any())
