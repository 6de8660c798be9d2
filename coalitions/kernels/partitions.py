"""Partitions of a set as restricted growth strings: the label of each member's block, blocks labeled by their first members.

{A, C} | {B} | {D} is 0 1 0 2. A string starts with 0, and every later label is at most one more than the largest before it
(Hutchinson 1963; Knuth, The Art of Computer Programming 4A, section 7.2.1.5). An array of strings has one row for each
partition. The order is lexicographic: all together first, everybody alone last.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from ..errors import InvalidArgumentError, LimitExceededError
from .subsets import Array

#: The largest number of members of which every rank fits in int64: Bell(25) < 2**63 < Bell(26).
RANKED_UP_TO = 25


@cache
def _completions(n: int) -> tuple[tuple[int, ...], ...]:
    """d[r][m]: the ways to go on for r members where m labels are in use: m d[r-1][m] + d[r-1][m+1]."""
    rows = [(1,) * (n + 2)]
    for r in range(1, n + 1):
        last = rows[-1]
        rows.append(tuple(m * last[m] + last[m + 1] for m in range(n + 2 - r)))
    return tuple(row + (0,) * (n + 2 - len(row)) for row in rows)


def bell(n: int) -> int:
    """The number of partitions of n members: 1, 1, 2, 5, 15, 52, 203, 877, 4140, 21147, 115975, …"""
    return _completions(n)[n][0]


def restricted_growth(n: int, *, limit: int = 12) -> Array:
    """All partitions of n members in lexicographic order: an int8 array of Bell(n) rows.

    12 members have 4.2 million partitions (50 MB), 13 have 27.6 million.
    """
    if n > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} players to list all {bell(n)} partitions, got {n}; raise the limit if memory is "
            "there, or go through them by parts with unrank"
        )
    labels = np.zeros((1, 0), dtype=np.int8)
    used = np.zeros(1, dtype=np.int8)  # how many labels each row has
    for _ in range(n):
        times = used.astype(np.int64) + 1
        ends = np.cumsum(times)
        following = (np.arange(ends[-1]) - np.repeat(ends - times, times)).astype(np.int8)
        labels = np.column_stack([np.repeat(labels, times, axis=0), following])
        used = np.maximum(np.repeat(used, times), following + 1).astype(np.int8)
    return labels


def blocks(labels: Array) -> Array:
    """The masks of the blocks of each row, by label, as int64: one column for each member, 0 where a row has fewer blocks."""
    rows, n = labels.shape
    masks = np.zeros((rows, n), dtype=np.int64)
    for i in range(n):
        masks[np.arange(rows), labels[:, i]] |= 1 << i
    return masks


def labels_of(masks: Sequence[int], n: int) -> Array:
    """The partition with these blocks (masks, in any order) as one row; the blocks must hold every member exactly once."""
    row = np.full(n, -1, dtype=np.int8)
    for label, mask in enumerate(sorted(masks, key=lambda m: m & -m)):
        members = [i for i in range(n) if mask >> i & 1]
        if not 0 < mask < 1 << n or (row[members] >= 0).any():
            raise InvalidArgumentError(f"expected disjoint masks from 1 to 2**{n} - 1, got {list(masks)}")
        row[members] = label
    if (row < 0).any():
        raise InvalidArgumentError(f"expected masks that hold each of {n} members, got {list(masks)}; add the missing ones")
    return row


def canonical(labels: Array) -> Array:
    """The same partitions with labels in order of first appearance; labels may be any numbers from 0 up to n."""
    rows, n = labels.shape
    renamed = np.full((rows, n + 1), -1, dtype=np.int8)
    used, every = np.zeros(rows, dtype=np.int8), np.arange(rows)
    out = np.empty_like(labels, dtype=np.int8)
    for i in range(n):
        new = np.flatnonzero(renamed[every, labels[:, i]] < 0)
        renamed[new, labels[new, i]] = used[new]
        used[new] += 1
        out[:, i] = renamed[every, labels[:, i]]
    return out


def rank(labels: Array) -> Array:
    """The places of these rows in the lexicographic order of all partitions, from 0, as int64 (25 members at most)."""
    rows, n = labels.shape
    completions = np.array(_completions(_ranked(n)), dtype=object)
    used, out = np.zeros(rows, dtype=np.int64), np.zeros(rows, dtype=np.int64)
    for i in range(n):
        out += labels[:, i] * completions[n - 1 - i, : i + 1].astype(np.int64)[used]  # smaller labels are all in use
        used = np.maximum(used, labels[:, i] + 1)
    return out


def unrank(ranks: Array, n: int) -> Array:
    """The partitions of n members at these places of the lexicographic order (25 members at most)."""
    rest = np.array(ranks, dtype=np.int64)
    if rest.size and not (0 <= int(rest.min()) and int(rest.max()) < bell(_ranked(n))):
        raise InvalidArgumentError(f"expected places from 0 to Bell({n}) - 1 = {bell(n) - 1}, got {ranks!r:.100}")
    completions = np.array(_completions(n), dtype=object)
    labels, used = np.zeros((len(rest), n), dtype=np.int8), np.zeros(len(rest), dtype=np.int64)
    for i in range(n):
        each = completions[n - 1 - i, : i + 1].astype(np.int64)[used]
        label = np.minimum(rest // each, used)
        rest -= label * each
        labels[:, i], used = label, np.maximum(used, label + 1)
    return labels


def partition_index(masks: Sequence[int], n: int) -> int:
    """The place of the partition with these blocks in the lexicographic order of all partitions of n members."""
    return int(rank(labels_of(masks, n)[None, :])[0])


def merged(labels: Array) -> Array:
    """All partitions in which two blocks of one partition (one row, not an array of them) have become one."""
    k, found = int(labels.max(initial=-1)) + 1, [np.empty((0, len(labels)), dtype=np.int8)]
    found += [np.where(labels == b, a, labels)[None, :] for b in range(k) for a in range(b)]
    return canonical(np.concatenate(found))


def divided(labels: Array) -> Array:
    """All partitions in which one block of one partition (one row) has become two: 2**(s-1) - 1 for a block of s members."""
    k, found = int(labels.max(initial=-1)) + 1, [np.empty((0, len(labels)), dtype=np.int8)]
    for block in range(k):
        others = np.flatnonzero(labels == block)[1:]  # the first member stays
        leaves = np.arange(1, 1 << len(others))[:, None] >> np.arange(len(others)) & 1
        rows = np.repeat(labels[None, :], len(leaves), axis=0)
        rows[:, others] = np.where(leaves, k, block)
        found.append(rows)
    return canonical(np.concatenate(found))


def _ranked(n: int) -> int:
    if n > RANKED_UP_TO:
        raise LimitExceededError(f"expected at most {RANKED_UP_TO} players to number partitions in 64 bits, got {n}; use fewer")
    return n
