"""The best way to divide every set into parts, where a part has a value and the values add up: max-plus subset convolution.

f(S) = max of v(T) + f(S \\ T) over the parts T with the first (or the last) member of S (Yeh 1986; Rothkopf, Pekeč and Harstad
1998). Both programs here are exact on integers: the caller sees to it that sums of n values fit.
"""

from __future__ import annotations

import numpy as np

from .subsets import Array, subset_sums


def best_structures(values: Array) -> Array:
    """f for every mask, where the part with the first member is tried in all ways: 3**n / 2 additions, one set at a time."""
    best = values.copy()
    best[0] = 0
    n = len(values).bit_length() - 1
    for mask in range(1, 1 << n):
        low = mask & -mask
        others = [1 << i for i in range(n) if (mask ^ low) >> i & 1]
        with_low = subset_sums(others, np.int64) | low
        best[mask] = (values[with_low] + best[mask ^ with_low]).max()
    return best


def one_structure(values: Array, best: Array) -> tuple[int, ...]:
    """One of the best ways to divide all, part by part, in the order of first members; `best` comes from `best_structures`."""
    n, rest, parts = len(values).bit_length() - 1, len(values) - 1, []
    while rest:
        low = rest & -rest
        with_low = subset_sums([1 << i for i in range(n) if (rest ^ low) >> i & 1], np.int64) | low
        part = int(with_low[(values[with_low] + best[rest ^ with_low]).argmax()])
        parts.append(part)
        rest ^= part
    return tuple(parts)
