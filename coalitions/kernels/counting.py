"""Counting coalitions by total weight and size, exactly (generating functions; Mann and Shapley 1962)."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import Any

import numpy as np

from ..errors import LimitExceededError
from .subsets import Array


def counts_by_weight_and_size(weights: Sequence[Sequence[int]], *, limit: int, marks: Sequence[int] | None = None) -> Array:
    """The array c[w_1, …, w_R, s]: how many coalitions of s players have total weight w_r under each rule r.

    With `marks` (1 or 0 for each player), s counts only the players that are marked.

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
    for column, mark in zip(zip(*weights, strict=True), marks or [1] * n, strict=True):
        step = (*column, mark)
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


def critical_cells(quotas: Sequence[int], weights: Sequence[Sequence[int]]) -> Iterator[tuple[list[int], list[int], list[int]]]:
    """The winning coalitions by how far they exceed the quotas: pairs of bounds, and who is critical within them.

    A member of a winning coalition is critical iff under some rule its weight is more than the excess over the quota. Between
    two neighboring weights of a rule the excess does not matter, so the excesses fall into few cells: for each, the least
    excess under each rule, the first excess beyond, and the marks of the players that are critical wherever they are members.
    """
    sides = []
    for quota, row in zip(quotas, weights, strict=True):
        most = sum(row) - quota + 1
        steps = [0, *(w for w in sorted(set(row)) if 0 < w < most), most]
        sides.append(list(pairwise(steps)))
    for cell in product(*sides):
        low, high = [a for a, _ in cell], [b for _, b in cell]
        marks = [int(any(w > a for w, a in zip(column, low, strict=True))) for column in zip(*weights, strict=True)]
        if any(marks):
            yield low, high, marks


def critical_counts(
    quotas: Sequence[int], weights: Sequence[Sequence[int]], *, minimal: bool, limit: int
) -> dict[tuple[int, ...], list[int]]:
    """For each distinct column of weights, how many winning coalitions with k critical members such a player is critical in.

    With `minimal`, only coalitions all of whose members are critical. Cost: for each set of players that are critical
    together (at most one for each cell), one count by weight and marks, and one division for each kind of player.
    """
    columns = list(zip(*weights, strict=True))
    out = {column: [0] * (len(columns) + 1) for column in columns}
    cells: dict[tuple[int, ...], list[tuple[list[int], list[int]]]] = {}
    for low, high, marks in critical_cells(quotas, weights):
        cells.setdefault(tuple(marks), []).append((low, high))
    for together, bounds in cells.items():
        inside = [k for k, mark in enumerate(together) if mark or not minimal]
        counts = counts_by_weight_and_size(
            [[row[k] for k in inside] for row in weights], limit=limit, marks=[together[k] for k in inside]
        )
        for column in {c for c, mark in zip(columns, together, strict=True) if mark}:
            others = without_player(counts, column)
            for low, high in bounds:
                region = others[cell_region(quotas, low, high, column)]
                for k in range(region.shape[-1] - 1):
                    out[column][k + 1] += int(region[..., k].sum())
    return out


def cell_region(quotas: Sequence[int], low: Sequence[int], high: Sequence[int], column: Sequence[int]) -> tuple[slice, ...]:
    """The total weights of the others with which a player of these weights lands in a cell of excesses."""
    bounds = zip(quotas, low, high, column, strict=True)
    return tuple(slice(max(q + a - w, 0), max(q + b - w, 0)) for q, a, b, w in bounds)


def reachable(weights: Sequence[int]) -> list[int]:
    """For each number k of players, the total weights that coalitions of the first k can have, as the bits of an integer."""
    out = [1]
    for weight in weights:
        out.append(out[-1] | out[-1] << weight)
    return out
