"""Sums over all coalitions of worths that are computed block by block and never stored.

For every player i and size t, M_i(t) is the sum of v(S) over the coalitions of t members with i, T(t) over all of t members;
every semivalue is a combination of these. A chunk fixes the high bits of the masks, a block some more. Within a block the masks
stand in a square: rows fix the upper half of its bits, columns the lower, both ordered by size, so that the sums by size are
those of neighbors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from .subsets import Array, sizes


@dataclass(frozen=True, slots=True)
class Cut:
    """How 2**n masks are cut: 2**chunk to a chunk, 2**block to a block."""

    n: int
    chunk: int
    block: int

    @property
    def chunks(self) -> int:
        """The number of chunks."""
        return 1 << (self.n - self.chunk)

    @property
    def chain(self) -> int:
        """A bound on how many floats are added one after the other in any sum over all coalitions."""
        rows, columns = self.block - self.block // 2, self.block // 2
        return (1 << rows) + (1 << columns) + (1 << (self.chunk - self.block)) + 4 * (self.chunk + 1) ** 2 + self.chunks


def cut(n: int, *, wide: bool = False) -> Cut:
    """The cut for n players: blocks that fit in a cache, or wide ones for a device that works on millions at once."""
    chunk = min(n, 26 if wide else 22, max(16, n - 6))
    return Cut(n, chunk, min(chunk, 22 if wide else 17))


@lru_cache(maxsize=32)
def _ordered(bits: int) -> tuple[Array, Array, Array]:
    """The masks of some bits by size, their sizes, and where each size begins."""
    by_size = np.argsort(sizes(bits), kind="stable")
    ordered = sizes(bits)[by_size]
    return by_size, ordered, np.searchsorted(ordered, np.arange(bits + 1))


def square(block: int) -> Array:
    """The masks of the first block, row after row."""
    rows, columns = _ordered(block - block // 2)[0], _ordered(block // 2)[0]
    return ((rows[:, None] << (block // 2)) | columns[None, :]).ravel().astype(np.int64)


def _over_rows(view: Any, xp: Any) -> list[Any]:
    """For each size of the row, the sum of its rows."""
    starts = [*_ordered(view.shape[0].bit_length() - 1)[2].tolist(), view.shape[0]]
    return [xp.sum(view[a:b, :], axis=0) for a, b in pairwise(starts)]


def _over_columns(view: Any, xp: Any) -> list[Any]:
    """For each size of the column, the sum of its columns."""
    starts = [*_ordered(view.shape[1].bit_length() - 1)[2].tolist(), view.shape[1]]
    if xp is np:
        return list(np.add.reduceat(view, starts[:-1], axis=1).T)
    return [xp.sum(view[:, a:b], axis=1) for a, b in pairwise(starts)]


class _Sums:
    """The sums of one chunk while its blocks come in; all of them are below 2**62 or floats."""

    def __init__(self, shape: Cut, dtype: Any) -> None:
        blocks, rows, columns = shape.chunk - shape.block, shape.block - shape.block // 2, shape.block // 2
        self.bits = blocks, rows, columns
        self.by_column = np.zeros((blocks + 1, rows + 1, 1 << columns), dtype)
        self.by_row = np.zeros((blocks + 1, columns + 1, 1 << rows), dtype)
        self.by_block = np.zeros((1 << blocks, rows + 1, columns + 1), dtype)

    def add(self, block: int, values: Any, xp: Any, to_numpy: Callable[[Any], Array]) -> None:
        view = xp.reshape(values, (1 << self.bits[1], 1 << self.bits[2]))
        over_rows = np.stack([to_numpy(row) for row in _over_rows(view, xp)])
        over_columns = np.stack([to_numpy(column) for column in _over_columns(view, xp)])
        self.by_column[block.bit_count()] += over_rows
        self.by_row[block.bit_count()] += over_columns
        self.by_block[block] = np.add.reduceat(over_rows, _ordered(self.bits[2])[2], axis=1)

    def finish(self) -> Array:
        """[i, t]: the sum over coalitions of t of the chunk's free players, with player i; the last row is over all."""
        blocks, rows, columns = self.bits
        width = blocks + rows + columns
        out = np.zeros((width + 1, width + 1), self.by_row.dtype)
        _spread(out[width], self.by_block, sizes(blocks), np.arange(rows + 1), np.arange(columns + 1))
        for table, bits, shift, other in ((self.by_column, columns, 0, rows), (self.by_row, rows, columns, columns)):
            masks, ordered, _ = _ordered(bits)
            for i in range(bits):
                mine = np.flatnonzero(masks >> i & 1)
                starts = np.searchsorted(ordered[mine], np.arange(1, bits + 1))
                part = np.add.reduceat(table[..., mine], starts, axis=-1)
                _spread(out[shift + i], part, np.arange(blocks + 1), np.arange(other + 1), np.arange(1, bits + 1))
        for i in range(blocks):
            mine = np.flatnonzero(np.arange(1 << blocks) >> i & 1)
            sizes_of = sizes(blocks)[mine]
            _spread(out[rows + columns + i], self.by_block[mine], sizes_of, np.arange(rows + 1), np.arange(columns + 1))
        return out


def _spread(out: Array, part: Array, *by: Array) -> None:
    """Adds up a table with three axes by the sum of the sizes along them."""
    first, second, third = by
    np.add.at(out, first[:, None, None] + second[None, :, None] + third[None, None, :], part)


def chunk_sums(
    k: int, worths: Callable[[Any], Any], shape: Cut, xp_of: Callable[[], Any], move: Callable[[Array], Any], back: Any
) -> tuple[Array, float]:
    """The sums of chunk k (integers of any size, or floats), and the largest size of a float among its worths (else 0).

    `worths` takes masks and gives int64, Python integers or float64; `xp_of`, `move` and `back` are the namespace of its arrays
    and the ways there and back. Whole numbers beyond 62 - chunk bits are cut into limbs of so many, so that no sum wraps.
    """
    xp, bits, largest = xp_of(), 62 - shape.chunk, 0.0
    limbs: list[_Sums] = []
    first = move(square(shape.block))
    for block in range(1 << (shape.chunk - shape.block)):
        rest = worths(first + ((k << shape.chunk) | (block << shape.block)))
        floating = "float" in str(rest.dtype)
        low, high = (xp.min(rest), xp.max(rest))
        most: Any = max(-float(low), float(high)) if floating else max(-int(low), int(high))
        largest = max(largest, most) if floating else 0.0
        limb = 0
        while True:
            last = floating or most < 1 << bits
            part = rest if last else rest & ((1 << bits) - 1)
            if limb == len(limbs):
                limbs.append(_Sums(shape, np.float64 if floating else np.int64))
            limbs[limb].add(block, part.astype(np.int64) if part.dtype == object else part, xp, back)
            if last:
                break
            rest, most, limb = rest >> bits, (most >> bits) + 1, limb + 1
    total = limbs[0].finish()
    for place, one in enumerate(limbs[1:], start=1):
        total = total.astype(object) + (one.finish().astype(object) << (bits * place))
    return total, largest


def joined_sums(shape: Cut, parts: list[Array], exact: bool) -> Array:
    """M_i(t) at [i, t] and T(t) at [n, t] from the sums of all chunks, added in their order."""
    n, c = shape.n, shape.chunk
    out = np.zeros((n + 1, n + 1), object if exact else np.float64)
    for k, part in enumerate(parts):
        sizes_of = slice(k.bit_count(), k.bit_count() + c + 1)
        out[:c, sizes_of] += part[:c]
        for i in [*(c + i for i in range(n - c) if k >> i & 1), n]:
            out[i, sizes_of] += part[c]
    return out
