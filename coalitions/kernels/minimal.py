"""Counting the minimal winning coalitions of one weight rule, by size and by member.

In the order of falling weights a coalition is minimal iff it wins with its last member and not without it. Counts by size are
polynomials in x, kept in one integer with x = 2**n (Kronecker): a coefficient is less than 2**n.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .subsets import Array


def minimal_counts(quota: int, weights: Sequence[int]) -> dict[int, list[int]]:
    """For each weight, how many minimal winning coalitions of k members a player of this weight is in (k from 0 to n).

    Cost: for each player an addition of arrays of `quota` integers of up to n² bits, and for each kind of player as many
    products: what those before can weigh, times how those after can complete it.
    """
    n, order = len(weights), [w for w in sorted(weights, reverse=True) if w]  # those without weight are in none
    before = _before(quota, order, n)
    completed = np.zeros(quota, dtype=object)  # by the weight of those before: the ways in which those after complete it
    out = dict.fromkeys(weights, [0] * (n + 1))
    for k in range(len(order) - 1, -1, -1):
        w = order[k]
        before = _taken_back(before, w, n)
        joined = _completed_with(completed, w, n)
        if k == 0 or order[k - 1] != w:  # the first of a kind will do: players of one kind are in as many
            places = [s for s in np.flatnonzero(before).tolist() if joined[s]]
            out[w] = coefficients(sum(before[s] * joined[s] for s in places), n)
        completed = completed + joined
    return out


def _before(quota: int, order: Sequence[int], n: int) -> Array:
    """All players by weight below the quota and by size."""
    counts = np.zeros(quota, dtype=object)
    counts[0] = 1
    for w in order:
        _add(counts, w, n)
    return counts


def _add(counts: Array, w: int, n: int) -> None:
    if w < len(counts):
        counts[w:] = counts[w:] + (counts[: len(counts) - w] << n)


def _taken_back(counts: Array, w: int, n: int) -> Array:
    """The counts before a player was added, from the lightest coalition up."""
    out = counts.copy()
    for start in range(w, len(out), w):
        stop = min(start + w, len(out))
        out[start:stop] = out[start:stop] - (out[start - w : stop - w] << n)
    return out


def _completed_with(completed: Array, w: int, n: int) -> Array:
    """The ways to complete a coalition with a player and those after it: the player alone reaches the quota, or not."""
    quota = len(completed)
    out = np.zeros(quota, dtype=object)
    out[: max(quota - w, 0)] = completed[min(w, quota) :] << n
    out[max(quota - w, 0) :] = 1 << n
    return out


def minimal_counts_of_one(quota: int, weights: Sequence[int], weight: int) -> list[int]:
    """The same for one player, by additions alone: all others are added again, and those with the player as member go on."""
    n, order = len(weights), [w for w in sorted(weights, reverse=True) if w]
    if not weight:
        return [0] * (n + 1)
    place = order.index(weight)
    counts = np.zeros(quota, dtype=object)
    counts[0] = 1
    for w in order[:place]:
        _add(counts, w, n)
    total = int(counts[max(quota - weight, 0) :].sum()) << n
    having = np.zeros(quota, dtype=object)
    if weight < quota:
        having[weight:] = counts[: quota - weight] << n
    for w in order[place + 1 :]:
        total += int(having[max(quota - w, 0) :].sum()) << n
        _add(having, w, n)
    return coefficients(total, n)


def coefficients(packed: int, n: int) -> list[int]:
    """The coefficients of the powers 0 to n of x = 2**n."""
    return [packed >> n * k & (1 << n) - 1 for k in range(n + 1)]
