"""The best way to divide a set into parts, where each part has a value and the values add up: max-plus subset convolution.

f(S) = max of v(T) + f(S \\ T) over the parts T with the first (or the last) member of S (Yeh 1986; Rothkopf, Pekeč and Harstad
1998). Exact on integers: the caller sees to it that sums of n values fit.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from .subsets import Array, subset_sums


def best_structures(values: Array) -> Array:
    """f for every mask, where the part with the first member is tried in all ways: 3**n / 2 additions, one set at a time."""
    best = values.copy()
    best[0] = 0
    for mask in range(1, len(values)):
        parts = parts_with_first(mask)
        best[mask] = (values[parts] + best[mask ^ parts]).max()
    return best


def parts_with_first(mask: int) -> Array:
    """All parts of a set that contain its first member."""
    low = mask & -mask
    return subset_sums([1 << i for i in range(mask.bit_length()) if (mask ^ low) >> i & 1], np.int64) | low


def one_structure(values: Array, best: Array) -> tuple[int, ...]:
    """One of the best ways to divide all, part by part, in the order of first members; `best` comes from `best_structures`."""
    rest, chosen = len(values) - 1, []
    while rest:
        parts = parts_with_first(rest)
        part = int(parts[(values[parts] + best[rest ^ parts]).argmax()])
        chosen.append(part)
        rest ^= part
    return tuple(chosen)


def superadditive_hull(values: Array) -> Array:
    """f for every mask, where the part with the last member is tried in all ways: 3**n / 2 additions, by whole arrays.

    The same as `best_structures` the other way round and much faster: a fifth of a second for n = 18, a second or two for 20.
    """
    n = len(values).bit_length() - 1
    fits = values.dtype == np.int64 and max(int(values.max()), -int(values.min())) * n < 1 << 31
    narrow = values.astype(np.int32) if fits else values  # half the memory to go through
    best = np.zeros(len(values), dtype=narrow.dtype)
    for k in range(n):
        best[1 << k : 2 << k] = max_plus(narrow[1 << k : 2 << k], best[: 1 << k])
    return best.astype(values.dtype, copy=False)


def best_without_last(values: Array) -> Array:
    """f for every set of all members but the last, which is all that is needed to divide the whole: 3**(n-1) / 2 additions.

    (The part with the last member leaves a set of others.) Half a second to one for n = 20, a minute or so for n = 24.
    """
    return superadditive_hull(values[: max(len(values) // 2, 1)])


def count_covers(flags: Array) -> int:
    """In how many ways all members divide into sets that are flagged: 3**(n-1) / 2 products, by whole arrays.

    The counts have to fit into int64, as they do for up to 25 members. A second or two for n = 20.
    """
    n, flags = len(flags).bit_length() - 1, flags.astype(np.int64)
    if not n:
        return 1
    ways = np.ones(max(len(flags) // 2, 1), dtype=np.int64)
    for k in range(n - 1):
        ways[1 << k : 2 << k] = _convolved(flags[1 << k : 2 << k], ways[: 1 << k], np.multiply, np.add)
    return int(flags[len(ways) :] @ ways[::-1])


def max_plus(a: Array, b: Array) -> Array:
    """The largest a[T] + b[U] over all ways to divide each set R into T and U."""
    return _convolved(a, b, np.add, np.maximum)


def _convolved(a: Array, b: Array, join: np.ufunc, gather: np.ufunc) -> Array:
    """What `gather` makes of `join`(a[T], b[U]) over all ways to divide each set R into T and U.

    The low bits of T and U run through all 3**c pairs of disjoint sets in one array operation, the high bits in loops.
    """
    k = len(a).bit_length() - 1
    c = min(k, 8)
    first, second, starts = _pairs(c)
    A, B = (np.take(x.reshape(-1, 1 << c), pairs, axis=1) for x, pairs in ((a, first), (b, second)))  # row by row in memory
    out, single = np.empty((1 << (k - c), 1 << c), dtype=a.dtype), np.empty(len(first), dtype=a.dtype)
    for high in range(1 << (k - c)):
        gathered = join(A[high], B[0])
        part = high
        while part:
            part = (part - 1) & high
            join(A[part], B[high ^ part], out=single)
            gather(gathered, single, out=gathered)
        out[high] = gather.reduceat(gathered, starts)
    return out.reshape(-1)


@lru_cache(maxsize=16)
def _pairs(c: int) -> tuple[Array, Array, Array]:
    """All pairs of disjoint sets of c members, ordered by their union, and where each union starts."""
    first: list[int] = []
    second: list[int] = []
    starts: list[int] = []
    for union in range(1 << c):
        starts.append(len(first))
        part = union
        while True:
            first.append(part)
            second.append(union ^ part)
            if not part:
                break
            part = (part - 1) & union
    return np.array(first), np.array(second), np.array(starts)
