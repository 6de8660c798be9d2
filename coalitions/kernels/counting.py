"""Counting coalitions by total weight and size, exactly (generating functions; Mann and Shapley 1962)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..errors import LimitExceededError
from .subsets import Array


def counts_by_weight_and_size(weights: Sequence[Sequence[int]], *, limit: int) -> Array:
    """The array c[w_1, …, w_R, s]: how many coalitions of s players have total weight w_r under each rule r.

    Cost: one addition of arrays for each player, of prod(total_r + 1) (n + 1) numbers, which `limit` bounds. Counts are at
    most 2**n, so int64 serves up to 62 players and Python integers beyond.
    """
    n = len(weights[0])
    shape = (*(sum(row) + 1 for row in weights), n + 1)
    if math.prod(shape) > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} combinations of weight and size to count coalitions by, got {math.prod(shape)}; "
            "raise the limit, or divide the weights by a common unit"
        )
    counts = np.zeros(shape, dtype=np.int64 if n <= 62 else object)
    counts[(0,) * len(shape)] = 1
    reach = [1] * len(shape)
    for column in zip(*weights, strict=True):
        step = (*column, 1)
        source = counts[tuple(slice(0, r) for r in reach)].copy()
        counts[tuple(slice(d, d + r) for d, r in zip(step, reach, strict=True))] += source
        reach = [r + d for r, d in zip(reach, step, strict=True)]
    return counts


def without_player(counts: Array, column: Sequence[int]) -> Array:
    """The counts of the coalitions of all others: c'[w, s] = c[w, s] - c'[w - column, s - 1], size by size."""
    out = counts.copy()
    inside: tuple[Any, ...] = tuple(slice(0, size - d) for size, d in zip(out.shape, column, strict=False))
    shifted: tuple[Any, ...] = tuple(slice(d, None) for d in column)
    for s in range(1, out.shape[-1]):
        out[(*shifted, s)] -= out[(*inside, s - 1)]
    return out


def reaching(counts: Array, quotas: Sequence[int]) -> list[int]:
    """For each size, the number of coalitions whose weight is at least the quota under every rule."""
    region: Any = counts[tuple(slice(max(q, 0), None) for q in quotas)]
    return [int(region[..., s].sum()) for s in range(counts.shape[-1])]


def swings_by_size(quotas: Sequence[int], weights: Sequence[Sequence[int]], *, limit: int) -> dict[tuple[int, ...], list[int]]:
    """For each distinct column of weights, how many coalitions of s others such a player turns from losing to winning."""
    counts = counts_by_weight_and_size(weights, limit=limit)
    out = {}
    for column in set(zip(*weights, strict=True)):
        others = without_player(counts, column)
        with_player = reaching(others, [q - w for q, w in zip(quotas, column, strict=True)])
        out[column] = [a - b for a, b in zip(with_player, reaching(others, quotas), strict=True)][:-1]
    return out
