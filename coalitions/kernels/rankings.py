"""What proposals come to if everybody ranks the states strictly: all different outcomes of all profiles of rankings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import numpy as np

from .subsets import Array

#: approvals[i][x][y]: the sets of approvers (masks) each of which suffices if player i proposes to go from x to y.
Approvals = Sequence[Sequence[Sequence[Sequence[int]]]]


def outcomes_of_rankings(approvals: Approvals, players: int, states: int) -> Array:
    """Each different outcome once: the state (m, x, i) that follows state x if player i proposes, in the m-th of them.

    An approver approves what he ranks above the present state; the proposer goes to the best state that is approved, or stays.
    The approvers' rankings matter only through the set of approved states, so that each place is one look-up in a table for
    all (states!)**players profiles at once.
    """
    ranks = np.argsort(np.array(list(permutations(range(states))), dtype=np.int8), axis=1)
    axes = [ranks.reshape([-1 if k == j else 1 for k in range(players)] + [states]) for j in range(players)]
    codes: Array = np.zeros([1] * players, dtype=np.int64)
    for x in range(states):
        best = _best(ranks, x)
        for i in range(players):
            approved: Array = np.zeros([1] * players, dtype=np.int64)
            for y in range(states):
                approved = approved | _agreed(axes, approvals[i][x][y], x, y).astype(np.int64) << y
            place = np.arange(len(ranks)).reshape([-1 if k == i else 1 for k in range(players)])
            codes = codes * states + best[place, approved]
    codes = np.unique(codes)
    out = np.empty((len(codes), states, players), dtype=np.int64)
    for k in reversed(range(states * players)):
        out[:, k // players, k % players] = codes % states
        codes = codes // states
    return out


def _best(ranks: Array, x: int) -> Array:
    """For each ranking and each set of approved states (a mask), the best of them and x."""
    states = ranks.shape[1]
    sets = np.arange(1 << states)[:, None] >> np.arange(states) & 1 | (np.arange(states) == x)
    answer: Array = np.where(sets[None, :, :] == 1, ranks[:, None, :], -1).argmax(axis=2)
    return answer


def _agreed(axes: Sequence[Array], alternatives: Sequence[int], x: int, y: int) -> Array:
    """Whether one of the sets of approvers ranks y above x, by profile (one axis for each player whose ranking matters)."""
    out: Array = np.zeros([1] * len(axes), dtype=np.bool_)
    for mask in alternatives:
        every: Array = np.ones([1] * len(axes), dtype=np.bool_)
        for j, axis in enumerate(axes):
            if mask >> j & 1:
                every = every & (axis[..., y] > axis[..., x])
        out = out | every
    return out
