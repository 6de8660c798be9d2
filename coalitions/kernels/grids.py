"""Arrays indexed by profiles: how many players of each type are in a coalition, in mixed radix, the first type fastest.

Where every type has one player, a profile is a coalition and its index is the bit mask: what is written for profiles serves
tables of 2**n worths too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np

from .subsets import Array
from .subsets import sizes as subset_sizes


@dataclass(frozen=True, slots=True)
class Grid:
    """The profiles k with 0 <= k_t <= counts[t], at the index sum of k_t strides[t].

    The profile of all others is counts - k, and stands at size - 1 - index.
    """

    counts: tuple[int, ...]
    strides: tuple[int, ...] = field(init=False)
    size: int = field(init=False)

    def __post_init__(self) -> None:
        steps = list(accumulate((c + 1 for c in self.counts), int.__mul__, initial=1))
        object.__setattr__(self, "strides", tuple(steps[:-1]))
        object.__setattr__(self, "size", steps[-1])

    @property
    def is_cube(self) -> bool:
        """Whether every type has one player, so that profiles are coalitions."""
        return self.size == 1 << len(self.counts)

    def vector(self, index: int) -> tuple[int, ...]:
        """The profile at an index."""
        if self.is_cube:
            return tuple([index >> t & 1 for t in range(len(self.counts))])
        return tuple(index // s % (c + 1) for s, c in zip(self.strides, self.counts, strict=True))

    def index(self, vector: Sequence[int]) -> int:
        """The index of a profile."""
        return sum(k * s for k, s in zip(vector, self.strides, strict=True))

    def lines(self, table: Array, t: int) -> Array:
        """A view of the table with three axes: the later types, the number of players of type t, the earlier types."""
        view: Array = table.reshape(-1, self.counts[t] + 1, self.strides[t])
        return view

    def box(self, table: Array) -> Array:
        """A view of the table with one axis for each type, the last type first."""
        view: Array = table.reshape([c + 1 for c in reversed(self.counts)])
        return view

    def sums(self, x: Sequence[Any] | Array, dtype: Any) -> Array:
        """The sum of k_t x_t for every profile k: one addition for each."""
        out = np.zeros(self.size, dtype=dtype)
        for x_t, count, stride in zip(x, self.counts, self.strides, strict=True):
            for k in range(1, count + 1):
                np.add(out[:stride], x_t if k == 1 else k * x_t, out=out[k * stride : (k + 1) * stride])
        return out

    def digits(self, indices: Array, t: int) -> Array:
        """The number of players of type t in each of these profiles."""
        out: Array = indices >> t & 1 if self.is_cube else indices // self.strides[t] % (self.counts[t] + 1)
        return out

    def sizes(self) -> Array:
        """The number of players in every profile."""
        return subset_sizes(len(self.counts)) if self.is_cube else self.sums([1] * len(self.counts), np.intp)

    def multiplicities(self) -> Array:
        """How many coalitions have each profile, as Python integers: the product of C(c_t, k_t)."""
        return _multiplicities(self)

    def differences(self, table: Array) -> Array:
        """The Harsanyi dividend d(k) of a coalition of each profile: v(k) is the sum of d(j) times the product of C(k_t, j_t).

        Along each axis d_k is the k-th difference at 0. Cost: size times the sum of c_t / 2 subtractions.
        """
        out = table.copy()
        for t, count in enumerate(self.counts):
            line = self.lines(out, t)
            for k in range(1, count + 1):
                line[:, k:] = line[:, k:] - line[:, k - 1 : -1]
        return out

    def sums_over_members(self, table: Array) -> tuple[list[Any], Any]:
        """For each type the sum of the table over all coalitions that contain a given player of it, and over all coalitions.

        A given player of type t is in k_t / c_t of the coalitions of a profile.
        """
        if not self.counts:
            return [], table[0]
        terms = table.astype(object) * self.multiplicities()
        out = []
        for t, count in enumerate(self.counts):
            by_number = [self.lines(terms, t)[:, k].sum() for k in range(1, count + 1)]
            total = sum(k * part for k, part in enumerate(by_number, start=1))
            out.append(total // count if isinstance(total, int) else total / count)
        return out, terms.sum()


@cache
def cube(n: int) -> Grid:
    """The grid of all coalitions of n players."""
    return Grid((1,) * n)


@cache
def _binomials(count: int) -> tuple[int, ...]:
    return tuple(math.comb(count, k) for k in range(count + 1))


def _multiplicities(grid: Grid) -> Array:
    out = np.array([1], dtype=object)
    for count in grid.counts:
        row = np.array(_binomials(count), dtype=object)
        out = (row[:, None] * out[None, :]).ravel()
    return out
