"""Matching problems as environments: two form a pair, or one leaves his partner."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np

from ...errors import InvalidArgumentError, LimitExceededError
from ...games.environment import Environment, Strictly
from ...games.matching import MatchingProblem
from ...players import Partition
from ...scalars import whole_limit

Moves = Literal["pairwise"]


def of_matching(
    game: MatchingProblem, *, moves: Moves = "pairwise", strictly: Strictly = "all", limit: int = 1 << 22
) -> Environment:
    """The environment whose states are all matchings, those included in which somebody would rather be alone.

    `moves="pairwise"`: two form a pair and leave those alone with whom they were, or one leaves his partner (unblocked states
    are the stable matchings).
    """
    if moves not in get_args(Moves):
        raise InvalidArgumentError(f"expected moves as one of {', '.join(map(repr, get_args(Moves)))}, got {moves!r}")
    n = len(game.players)
    most = _count(game) * (n * (n + 1) // 2)
    if most > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} moves, got up to {most} between matchings; write limit={most}, or use "
            "enumerate_stable_matchings, which lists no moves"
        )
    listed = _matchings(game, list(range(n)), 0)
    places = {partners: k for k, partners in enumerate(listed)}
    moves_: list[tuple[int, int, int]] = []
    for k, partners in enumerate(listed):
        for i in range(n):
            for j in range(i, n):
                if partners[i] != j and not (i != j and game.same_side(i, j)):
                    after = list(partners)
                    after[partners[i]], after[partners[j]] = partners[i], partners[j]
                    after[i], after[j] = j, i
                    moves_.append((k, places[tuple(after)], 1 << i | 1 << j))
    sources, targets, movers = np.array(moves_, dtype=np.int64).reshape(-1, 3).T
    states = [Partition(game.players, tuple(1 << i | 1 << j for i, j in enumerate(partners) if i <= j)) for partners in listed]
    ranks = [game.ranks[i, [partners[i] for partners in listed]] for i in range(n)]
    options = {"form": "matching", "moves": moves}
    return Environment.from_arrays(game.players, states, ranks, sources, targets, movers, strictly=strictly, options=options)


def _count(game: MatchingProblem) -> int:
    """The number of matchings: sum of k! C(a, k) C(b, k) on two sides, the involutions of roommates."""
    n = len(game.players)
    if game.left is None:
        before, now = 1, 1
        for k in range(2, n + 1):
            before, now = now, now + (k - 1) * before
        return now
    a = game.left.bit_count()
    term, total = 1, 1
    for k in range(min(a, n - a)):
        term = term * (a - k) * (n - a - k) // (k + 1)
        total += term
    return total


def _matchings(game: MatchingProblem, partners: list[int], first: int) -> list[tuple[int, ...]]:
    """All matchings in which the players before `first` have these partners, everybody alone first."""
    n = len(partners)
    if first == n:
        return [tuple(partners)]
    out = _matchings(game, partners, first + 1)
    if partners[first] == first:
        for j in range(first + 1, n):
            if partners[j] == j and not game.same_side(first, j):
                pair = partners.copy()
                pair[first], pair[j] = j, first
                out += _matchings(game, pair, first + 1)
    return out
