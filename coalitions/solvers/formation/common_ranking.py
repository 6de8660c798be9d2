"""The common ranking property: everybody agrees with one ranking of the coalitions."""

from __future__ import annotations

from collections import deque
from itertools import pairwise

import numpy as np

from ...certificates.hedonic_conditions import CommonRanking, RankingCycle
from ...errors import LimitExceededError
from ...games.hedonic import HedonicGame
from ...kernels.subsets import Array
from ...scalars import whole_limit
from ...solution import Solution, certify
from ._hedonic import hedonic

Step = tuple[
    int, int, int, bool
]  #: from a coalition to one that a player likes at least as much: from, player, to, whether better


def check_common_ranking(game: HedonicGame, *, limit: int = 14) -> Solution[bool]:
    """Whether there is one ranking of all coalitions such that each player ranks the own coalitions as it does.

    Then the partition that takes the best coalition, the best of those that are left, and so on, is in the core; it is the
    only core partition where preferences have no ties. Games in which a coalition shares its worth equally are of this kind.

    Args:
        game: a hedonic game; preferences may have ties.
        limit: the most players; the cost is n 2**n steps.

    Returns:
        Solution with True, certified by the ranking, or with False, certified by a cycle of coalitions in which somebody likes
        each at least as much as the one before, and at one place better.

    Raises:
        UnsupportedGameError: not a hedonic game.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> lists = {"1": ["12", "13", "1"], "2": ["23", "12", "2"], "3": ["13", "23", "3"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in lists.items()})
        >>> co.check_common_ranking(game)
        common ranking property: False   [certified; a cycle: {1, 3} <[1] {1, 2} <[2] {2, 3} <[3] {1, 3}]

    References:
        Farrell and Scotchmer (1988), Partnerships; Banerjee, Konishi and Sönmez (2001), section 4.
    """
    n, most = len(hedonic(game).players), whole_limit(limit)
    if n > most:
        raise LimitExceededError(
            f"expected at most limit={most} players to compare n 2**n ranks, got {n}; write limit={n}, or use "
            "enumerate_core_partitions"
        )
    steps = _steps(game.ranks)
    levels, left = _levels(1 << n, steps)
    if not left:
        return certify("common ranking property", game, CommonRanking(tuple(levels)))
    return certify("common ranking property", game, RankingCycle(_cycle(steps, left)))


def _steps(ranks: Array) -> list[Step]:
    """For each player the steps from each coalition to the next in the player's order; ties go both ways."""
    steps: list[Step] = []
    for i, row in enumerate(ranks):
        own = np.flatnonzero(row >= 0)
        own = own[np.argsort(row[own], kind="stable")].tolist()
        for a, b in pairwise(own):
            better = bool(row[b] > row[a])
            steps.append((a, i, b, better))
            if not better:
                steps.append((b, i, a, False))
    return steps


def _levels(size: int, steps: list[Step]) -> tuple[list[int], list[int]]:
    """Levels that grow with every step up, and the coalitions that are left over because they lie on or above a cycle."""
    group = list(range(size))

    def root(k: int) -> int:
        while group[k] != k:
            group[k] = group[group[k]]
            k = group[k]
        return k

    for a, _, b, better in steps:
        if not better:
            group[root(a)] = root(b)
    roots = [root(k) for k in range(size)]
    above: dict[int, list[int]] = {r: [] for r in roots}
    waiting = dict.fromkeys(roots, 0)
    for a, _, b, better in steps:
        if better:
            above[roots[a]].append(roots[b])
            waiting[roots[b]] += 1
    level = dict.fromkeys(roots, 0)
    ready = deque(r for r in above if not waiting[r])
    done: set[int] = set()
    while ready:
        r = ready.popleft()
        done.add(r)
        for s in above[r]:
            level[s] = max(level[s], level[r] + 1)
            waiting[s] -= 1
            if not waiting[s]:
                ready.append(s)
    return [level[r] for r in roots], [k for k in range(size) if roots[k] not in done]


def _cycle(steps: list[Step], left: list[int]) -> tuple[tuple[int, int], ...]:
    """A shortest cycle through one of the steps up among the coalitions that are left over."""
    among, onward = set(left), dict[int, list[tuple[int, int]]]()
    for a, i, b, _ in steps:
        if a in among and b in among:
            onward.setdefault(a, []).append((i, b))
    for a, i, b, better in steps:
        if better and a in among and b in among:
            back = _path(onward, b, a)
            if back is not None:
                return ((a, i), *back)
    raise AssertionError("every coalition left over lies on or above a cycle with a step up")


def _path(onward: dict[int, list[tuple[int, int]]], start: int, end: int) -> tuple[tuple[int, int], ...] | None:
    came: dict[int, tuple[int, int]] = {start: (start, -1)}
    queue = deque([start])
    while queue and end not in came:
        a = queue.popleft()
        for i, b in onward.get(a, []):
            if b not in came:
                came[b] = (a, i)
                queue.append(b)
    if end not in came:
        return None
    path: list[tuple[int, int]] = []
    while end != start:
        end, player = came[end]
        path.append((end, player))
    return tuple(reversed(path))
