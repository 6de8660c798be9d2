"""Minimal balanced collections: the extreme rays of the cone of weights that give every player the same total.

Double description (Motzkin, Raiffa, Thompson and Thrall 1953), one player at a time, with the algebraic test of adjacency.
"""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction
from functools import cache

from ..errors import LimitExceededError

Ray = dict[int, int]  #: mask → weight in whole numbers


@cache
def minimal_balanced_collections(n: int, *, limit: int = 5) -> tuple[dict[int, Fraction], ...]:
    """Every minimal balanced collection of n players as weights by mask, the one that consists of all players excepted.

    A collection of coalitions is balanced if positive weights on them add up to 1 at every player, and minimal if no balanced
    collection is a proper part of it; its weights are then unique. There are 0, 1, 5, 41, 1291, 200213 of them for
    n = 1, ..., 6.
    """
    if n > limit:
        raise LimitExceededError(
            f"expected at most {limit} players, since there are 1291 minimal balanced collections for 5 players and 200213 for "
            f"6, got {n}; put numbers in for the parameters and use find_core_point, which needs no list of them"
        )
    rays: list[Ray] = [{mask: 1} for mask in range(1, 1 << n)]
    for player in range(1, n):
        rays = _next(rays, player)
    out = []
    for ray in rays:
        total = sum(w for mask, w in ray.items() if mask & 1)
        if set(ray) != {(1 << n) - 1}:
            out.append({mask: Fraction(w, total) for mask, w in sorted(ray.items())})
    return tuple(sorted(out, key=lambda c: (len(c), list(c))))


def _next(rays: list[Ray], player: int) -> list[Ray]:
    """The extreme rays when one more player must have the same total as player 0."""

    def surplus(ray: Ray) -> int:
        return sum(w * ((mask >> player & 1) - (mask & 1)) for mask, w in ray.items())

    sides: dict[int, list[tuple[Ray, int]]] = defaultdict(list)
    for ray in rays:
        value = surplus(ray)
        sides[(value > 0) - (value < 0)].append((ray, abs(value)))
    out = {tuple(sorted(ray)): ray for ray, _ in sides[0]}
    for above, more in sides[1]:
        for below, less in sides[-1]:
            support = tuple(sorted({*above, *below}))
            # an extreme ray of a cone cut out by `player` equations has at most one more coalition than equations
            if len(support) > player + 1 or support in out or _rank(support, player) != len(support) - 1:
                continue
            joined: Ray = defaultdict(int)
            for mask, w in above.items():
                joined[mask] += w * less
            for mask, w in below.items():
                joined[mask] += w * more
            common = math.gcd(*joined.values())
            out[support] = {mask: w // common for mask, w in joined.items()}
    return list(out.values())


def _rank(support: tuple[int, ...], player: int) -> int:
    """The rank of the equations of players 1 to `player` on the coalitions of a support."""
    rows = [[(mask >> i & 1) - (mask & 1) for mask in support] for i in range(1, player + 1)]
    rank = 0
    for column in range(len(support)):
        pivot = next((r for r in range(rank, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[rank], rows[pivot] = rows[pivot], rows[rank]
        top = rows[rank]
        for r in range(rank + 1, len(rows)):
            if factor := rows[r][column]:
                rows[r] = [top[column] * a - factor * b for a, b in zip(rows[r], top, strict=True)]
        rank += 1
    return rank
