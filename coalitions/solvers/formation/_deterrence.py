"""Rounds of elimination: states from which a move leads that nothing deters."""

from __future__ import annotations

import numpy as np

from ...certificates.consistent import ConsistentSet, follows, tempting
from ...games.environment import Environment
from ...kernels.dominance import FULL, WORD, farsighted, outlook, pack, welcome
from ...scalars import Array


def eliminate(env: Environment, kind: type[ConsistentSet]) -> ConsistentSet:
    """The rounds that lead to the largest consistent set: in each, all states go that have an undeterred move.

    A move stays deterred as long as the state that deters it stays, so only the others are looked at again.
    """
    closed, sources = farsighted(env), env.sources
    rounds, move = np.zeros(len(env.states), dtype=np.int64), np.full(len(env.states), -1, dtype=np.int64)
    deterrent = np.full(len(env.targets), -1, dtype=np.int64)
    pending, number = np.arange(len(env.targets)), 0
    while len(pending):
        number += 1
        deterrent[pending] = _deterrents(env, closed, rounds == 0, pending, kind.cautious)
        free = pending[deterrent[pending] < 0]
        if kind.cautious:
            here = rounds == 0
            free = np.array([m for m in free.tolist() if tempting(env, m, np.flatnonzero(follows(env, closed, m) & here))], int)
        gone = np.unique(sources[free])
        move[sources[free][::-1]] = free[::-1]
        rounds[gone] = number
        stays = rounds == 0
        lost = (deterrent >= 0) & ~stays[deterrent] | ((deterrent < 0) if kind.cautious and len(gone) else False)
        deterrent[~stays[sources]] = -1
        pending = np.flatnonzero(lost & stays[sources])
    return kind(rounds, move, deterrent)


def _deterrents(env: Environment, closed: Array, alive: Array, moves: Array, cautious: bool) -> Array:
    """For each of these moves a state that is left, may follow and deters it, or -1."""
    left, found = pack(alive), np.full(len(moves), -1, dtype=np.int64)
    open_, sources = np.arange(len(moves)), env.sources[moves]
    for word in range(len(left)):
        if not len(open_):
            break
        targets = env.targets[moves[open_]]
        ends = closed[targets, word] | np.where(
            targets // 64 == word, np.uint64(1) << (targets % 64).astype(np.uint64), np.uint64(0)
        ).astype(WORD)
        fine = _harmless if cautious else welcome
        feared = ends & left[word] & ~fine(env, outlook(env, word), moves[open_], sources[open_])
        hit = feared != 0
        lowest = feared[hit] & (~feared[hit] + np.uint64(1))
        found[open_[hit]] = 64 * word + np.log2(lowest.astype(np.float64)).astype(np.int64)  # a power of two: exact
        open_ = open_[~hit]
    return found


def _harmless(env: Environment, views: tuple[Array, Array], moves: Array, sources: Array) -> Array:
    """For each of these moves, which of 64 states are worse for nobody who must agree to it."""
    asked = env.movers[moves] | env.consenters[moves]
    ends = np.full(len(moves), FULL, dtype=WORD)
    for i, no_worse in enumerate(views[1]):
        member = (-(asked >> i & 1)).view(np.uint64)
        ends &= no_worse[sources] | ~member
    return ends
