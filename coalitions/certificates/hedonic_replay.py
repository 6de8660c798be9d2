"""All partitions of the core of a hedonic game by a plain replay: blocks of first members, left as soon as something blocks."""

from __future__ import annotations

from functools import cache

import numpy as np

from ..errors import CertificateError
from ..games.hedonic import HedonicGame
from ..kernels.bits import packed
from ..scalars import Array

#: The most blocks that a replay tries.
STEPS = 2_000_000


def replayed_core(game: HedonicGame, strict: bool) -> list[tuple[int, ...]]:
    """All partitions of the core (or of the strict core), by going through all partitions block by block.

    A partition is left only where a coalition of players who have their blocks blocks it, so nothing is missed. Coalitions that
    some member likes less than being alone neither are blocks nor block. Sets of coalitions are bits of one integer each.
    """
    n = len(game.players)
    alone = game.ranks[np.arange(n), [1 << i for i in range(n)]]
    acceptable: Array = np.all((game.ranks >= alone[:, None]) | (game.ranks < 0), axis=0)
    masks = np.flatnonzero(acceptable)
    masks = masks[masks > 0]
    ranks = game.ranks[:, masks]
    members: Array = ranks >= 0
    having = [packed(row) for row in members]

    @cache
    def effect(place: int) -> tuple[int, int]:
        """The coalitions that a member of this block keeps from blocking, and those that one of them likes better."""
        own, theirs = ranks[:, place : place + 1], ranks
        both = (own >= 0) & (theirs >= 0)
        objects: Array = np.any(both & ((theirs < own) if strict else (theirs <= own)), axis=0)
        better: Array = np.any(both & (theirs > own), axis=0)
        return packed(objects), packed(better)

    found: list[tuple[int, ...]] = []
    steps, every = 0, (1 << len(masks)) - 1
    stack: list[tuple[tuple[int, ...], int, int, int]] = [((), game.players.grand, every, 0)]
    while stack:
        chosen, rest, alive, gained = stack.pop()
        if not rest:
            found.append(chosen)
            continue
        for place in np.flatnonzero((masks & ~rest == 0) & (masks & (rest & -rest) != 0)).tolist():
            steps += 1
            if steps > STEPS:
                raise CertificateError(f"expected a replay of at most {STEPS} blocks, it takes more; use fewer players")
            objects, gains = effect(place)
            left, still, some = rest & ~int(masks[place]), alive & ~objects, gained | gains
            outside = 0
            for i in range(n):
                if left >> i & 1:
                    outside |= having[i]
            if not still & some & ~outside:
                stack.append(((*chosen, int(masks[place])), left, still, some))
    return found
