"""All stable partitions, block by block: which blocks are possible, and which of them go together.

Blocks are the columns of arrays, so that a step of the search is a few passes over all of them. The next block always holds
the player who has the fewest blocks left to choose from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

import numpy as np

from ...certificates.hedonic import CONSENT, consents
from ...errors import LimitExceededError
from ...games.hedonic import HedonicGame
from ...kernels.bits import packed, unpacked
from ...kernels.subsets import Array, subset_sums

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """Partitions as tuples of masks, in the order of their first members, and how they were found."""

    partitions: list[tuple[int, ...]]
    steps: int
    method: str = "search by blocks"


def search(
    masks: Array, members: Array, account: T, step: Callable[[int, Array, T], tuple[Array, T] | None], limit: int
) -> Found:
    """All partitions into some of these blocks; `members[i, k]` says whether player i is in block k.

    `step(block, free, account)` returns which blocks stay free when one is chosen and what else is kept account of, or None
    where that leads nowhere.
    """
    found: list[tuple[int, ...]] = []
    steps, n = 0, len(members)
    stack: list[tuple[tuple[int, ...], Array, T]] = [((), np.ones(len(masks), dtype=np.bool_), account)]
    while stack:
        chosen, free, account = stack.pop()
        rest = [i for i in range(n) if not any(m >> i & 1 for m in chosen)]
        if not rest:
            found.append(tuple(sorted(chosen, key=lambda m: m & -m)))
            continue
        choices = members[rest] & free
        for block in np.flatnonzero(choices[choices.sum(axis=1).argmin()])[::-1].tolist():
            steps += 1
            if steps > limit:
                raise LimitExceededError(
                    f"expected the search to end within limit={limit} blocks tried, but it goes on, with {len(found)} "
                    f"partitions found so far; write limit={10 * limit} if the time is there, or use the check_… of this "
                    "notion for single partitions"
                )
            after = step(block, free, account)
            if after is not None:
                stack.append(((*chosen, int(masks[block])), *after))
    return Found(found, steps)


@dataclass(frozen=True, slots=True)
class Account:
    """Sets of coalitions as bits: no objection yet, somebody gains, somebody has a block. And the players without a block."""

    alive: int
    gained: int
    met: int
    rest: int


def core_partitions(game: HedonicGame, strict: bool, limit: int) -> Found:
    """All partitions of the core, or of the strict core.

    A coalition is alive while none of those members who already have their block object to it. A choice leads nowhere if some
    coalition alive blocks, or is sure to: its members without a block prefer it to every block that is left for them.
    """
    masks = _not_blocked_inside(game.ranks, strict)
    ranks, members = game.ranks[:, masks], game.ranks[:, masks] >= 0
    having = [packed(row) for row in members]

    @cache
    def effect(block: int) -> tuple[int, int, int]:
        """The coalitions that a member of the block objects to, those that one likes better, and those that have one."""
        inside = members[:, block]
        own, theirs, member = ranks[inside, block][:, None], ranks[inside], members[inside]
        objects: Array = np.any(member & ((theirs < own) if strict else (theirs <= own)), axis=0)
        gains: Array = np.any(theirs > own, axis=0)
        meets: Array = np.any(member, axis=0)
        return packed(objects), packed(gains), packed(meets)

    def step(block: int, free: Array, account: Account) -> tuple[Array, Account] | None:
        objects, gains, meets = effect(block)
        alive, gained, met = account.alive & ~objects, account.gained | gains, account.met | meets
        rest, outside = account.rest & ~int(masks[block]), 0
        for j, bits in enumerate(having):
            outside |= bits if rest >> j & 1 else 0
        if alive & gained & ~outside:
            return None  # a coalition of players who have their blocks
        free = free & (masks & int(masks[block]) == 0)
        best = np.where(free, ranks, -1).max(axis=1)[:, None]
        partly = unpacked(alive & met, len(masks))
        waiting = members[:, partly] & (rest >> np.arange(len(ranks)) & 1 == 1)[:, None]
        better = ranks[:, partly] > best
        content = ranks[:, partly] >= best if strict else better
        some = np.isin(partly, unpacked(alive & met & gained, len(masks))) | (waiting & better).any(axis=0)
        sure = (content | ~waiting).all(axis=0) & some
        return None if sure.any() else (free, Account(alive, gained, met, rest))

    start = Account((1 << len(masks)) - 1, 0, 0, game.players.grand)
    return search(masks, members, start, step, limit)


def _not_blocked_inside(ranks: Array, strict: bool) -> Array:
    """The coalitions that none of their parts blocks: no other can be a block, nor is another needed to block.

    If C is in B, and D blocks C as C blocks B, then D blocks B; so a coalition that blocks a partition has a part of this kind
    that does.
    """
    n, size = len(ranks), ranks.shape[1]
    kept = np.ones(size, dtype=np.bool_)
    kept[0] = False
    for mask in range(1, size):
        if kept[mask]:
            inside = [i for i in range(n) if mask >> i & 1]
            larger = subset_sums([1 << i for i in range(n) if not mask >> i & 1], np.int64)[1:] | mask
            larger = larger[kept[larger]]
            theirs, own = ranks[np.ix_(inside, larger)], ranks[inside, mask][:, None]
            blocked = (own >= theirs).all(axis=0) & (own > theirs).any(axis=0) if strict else (own > theirs).all(axis=0)
            kept[larger[blocked]] = False
    return np.flatnonzero(kept)


def partitions_without_moves(game: HedonicGame, notion: str, limit: int) -> Found:
    """All partitions in which no player gains by a move, with the consent that the notion asks for.

    Each move concerns two blocks at most (the one left and the one joined), so the blocks go together pair by pair.
    """
    ask_joined, ask_left = CONSENT[notion]
    n, ranks = len(game.players), game.ranks
    joins, leaves = consents(game)
    joins, leaves = joins | (not ask_joined), leaves | (not ask_left)
    bits = [1 << i for i in range(n)]
    wants_out = np.array([(ranks[i] >= 0) & (ranks[i, bits[i]] > ranks[i]) & leaves[i] for i in range(n)])
    masks = np.flatnonzero(~wants_out.any(axis=0))[1:] if n else np.zeros(0, dtype=np.int64)
    members = ranks[:, masks] >= 0

    def step(block: int, free: Array, account: None) -> tuple[Array, None]:
        mask = int(masks[block])
        free = free & (masks & mask == 0)
        others = masks[free]
        moved = np.zeros(len(others), dtype=np.bool_)
        for i in range(n):
            if mask >> i & 1:
                if leaves[i, mask]:
                    moved |= (ranks[i, others | bits[i]] > ranks[i, mask]) & joins[i, others]
            elif joins[i, mask]:
                moved |= (others >> i & 1 == 1) & (ranks[i, mask | bits[i]] > ranks[i, others]) & leaves[i, others]
        free[free] = ~moved
        return free, None

    return search(masks, members, None, step, limit)


def perfect_partitions(game: HedonicGame, limit: int) -> Found:
    """All partitions in which everybody is in one of the coalitions that are best for him."""
    ranks = game.ranks
    top = (ranks < 0) | (ranks == ranks.max(axis=1, initial=0)[:, None])
    masks = np.flatnonzero(top.all(axis=0))[1:]
    members = ranks[:, masks] >= 0
    return search(masks, members, None, lambda block, free, _: (free & (masks & masks[block] == 0), None), limit)
