"""Arrays indexed by the subsets of n things, as bit masks: sums over members, Möbius transform, sums over supersets of one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def sizes(n: int) -> Array:
    """The number of members of every mask below 2**n."""
    return _small_sizes(n) if n <= 12 else np.bitwise_count(np.arange(1 << n, dtype=np.uint32)).astype(np.intp)


@lru_cache(maxsize=16)
def _small_sizes(n: int) -> Array:
    out = np.bitwise_count(np.arange(1 << n, dtype=np.uint32)).astype(np.intp)
    out.flags.writeable = False
    return out


def masks_by_size(n: int) -> Array:
    """All masks ordered by size, then lexicographically by members: {}, {0}, {1}, …, {0, 1}, {0, 2}, …"""
    ordered = [sum(1 << i for i in c) for k in range(n + 1) for c in combinations(range(n), k)]
    return np.array(ordered, dtype=np.int64)


def subset_sums(x: Sequence[Any] | Array, dtype: Any) -> Array:
    """X[S] = sum of x over the members of S, for all S: 2**n additions by doubling."""
    n = len(x)
    out = np.zeros(1 << n, dtype=dtype)
    for i in range(n):
        np.add(out[: 1 << i], x[i], out=out[1 << i : 2 << i])
    return out


def mobius(table: Array) -> Array:
    """The Harsanyi dividends d of a table of worths: v(S) = sum of d(T) over T within S. Cost n 2**(n-1) subtractions."""
    out = table.copy()
    for i in range(len(table).bit_length() - 1):
        pairs = out.reshape(-1, 2, 1 << i)
        pairs[:, 1] -= pairs[:, 0]
    return out


def sums_over_members(table: Array) -> tuple[list[Any], Any]:
    """For each i, the sum of the table over all masks that contain i, and the sum over all: by folding, 2**(n+1) additions."""
    n = len(table).bit_length() - 1
    out: list[Any] = [0] * n
    for i in range(n - 1, -1, -1):
        half = 1 << i
        out[i] = table[half:].sum()
        table = table[:half] + table[half:]
    return out, table[0]


def weighted_member_sums(table: Array, weights: Array, largest: int | None = None) -> tuple[list[Any], Any]:
    """For each i, the sum of weights[|S|] * table[S] over masks S that contain i, and the sum over all S, in one pass.

    The table is read row by row: a row fixes the high bits. Rows with equally many high bits are added up (this serves the
    low players), and each row is reduced to one number (this serves the high players); both are then folded by halves.
    For int64 the arithmetic is modulo 2**64, and the caller must know that the final results fit. If the table's numbers are
    known to be at most `largest`, rows whose weighted sums fit in 53 bits are reduced in floats, which is exact and faster.
    """
    n = len(table).bit_length() - 1
    low = min(n, 12 if n < 20 else 13)
    rows = table.reshape(1 << (n - low), 1 << low)
    by_size = np.stack([weights[k : k + low + 1][sizes(low)] for k in range(n - low + 1)])
    accumulated = np.zeros(by_size.shape, dtype=table.dtype)
    reduced = np.empty(len(rows), dtype=table.dtype)
    in_floats = largest is not None and table.dtype == np.int64 and largest * int(by_size.sum(axis=1).max()) < 1 << 53
    factors, buffer = (by_size.astype(np.float64), np.empty(1 << low)) if in_floats else (by_size, None)
    for h, k in enumerate(sizes(n - low).tolist()):
        row = rows[h]
        accumulated[k] += row
        if buffer is not None:
            np.copyto(buffer, row)
            row = buffer
        reduced[h] = row.dot(factors[k])
    low_sums, total = sums_over_members((accumulated * by_size).sum(axis=0))
    return low_sums + sums_over_members(reduced)[0], total


@lru_cache(maxsize=64)
def shapley_weights(n: int) -> tuple[tuple[int, ...], int]:
    """Integers c and D with (t-1)! (n-t)! / n! + t! (n-t-1)! / n! = c[t] / D: the weight of v(S), |S| = t, for a member.

    D = lcm(1, …, n) makes all of them whole, because n C(n-1, t) divides it.
    """
    denominator = math.lcm(*range(1, n + 1))

    def share(t: int) -> int:
        return denominator // (n * math.comb(n - 1, t)) if 0 <= t < n else 0

    return tuple(share(t - 1) + share(t) if t else 0 for t in range(n + 1)), denominator


def exact_member_sums(table: Array, weights: Sequence[int], largest: int | None = None) -> tuple[list[int], int]:
    """`weighted_member_sums` of integers without any risk of wrapping around; `largest` is a known bound on their size.

    The true sums are at most max|v| * sum over S of weights[|S|], so int64 serves while that bound fits; larger worths are
    cut into limbs of few enough bits, and the limbs' sums are put together in Python integers.
    """
    n = len(table).bit_length() - 1
    bound = sum(w * math.comb(n, t) for t, w in enumerate(weights))
    bits = 62 - bound.bit_length()
    packed = np.array(weights, dtype=np.int64 if bits > 0 else object)
    sums, total, shift, rest = [0] * n, 0, 0, table
    while True:
        most = max(abs(int(rest.min())), abs(int(rest.max()))) if shift or largest is None else largest
        last = bits <= 0 or most < 1 << bits
        limb = rest if last else rest & ((1 << bits) - 1)
        part, part_total = weighted_member_sums(limb.astype(packed.dtype, copy=False), packed, most if last else None)
        sums = [s + (int(p) << shift) for s, p in zip(sums, part, strict=True)]
        total += int(part_total) << shift
        if last:
            return sums, total
        rest, shift = rest >> bits, shift + bits
