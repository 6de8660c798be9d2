"""Arrays by profile, against loops over the profiles and over all coalitions."""

import math
from itertools import product

import numpy as np
import pytest

from coalitions.kernels.grids import Grid, cube
from coalitions.kernels.subsets import mobius, sizes, subset_sums, sums_over_members

GRIDS = [(), (1,), (3,), (1, 1, 1), (2, 3), (4, 1, 2), (1, 5)]


def profiles(counts):
    """In the order of the index: the first type fastest."""
    return [tuple(reversed(k)) for k in product(*(range(c + 1) for c in reversed(counts)))]


@pytest.mark.parametrize("counts", GRIDS)
def test_index_and_vector(counts):
    grid = Grid(counts)
    assert grid.size == len(profiles(counts))
    for index, k in enumerate(profiles(counts)):
        assert grid.vector(index) == k
        assert grid.index(k) == index
        assert grid.vector(grid.size - 1 - index) == tuple(c - j for c, j in zip(counts, k, strict=True))
    assert grid.is_cube == (set(counts) <= {1})


@pytest.mark.parametrize("counts", GRIDS)
def test_sums_sizes_digits_and_multiplicities(counts):
    grid, x = Grid(counts), [3, -5, 7][: len(counts)]
    assert grid.sums(x, np.int64).tolist() == [sum(a * b for a, b in zip(k, x, strict=True)) for k in profiles(counts)]
    assert grid.sizes().tolist() == [sum(k) for k in profiles(counts)]
    ways = [math.prod(math.comb(c, j) for c, j in zip(counts, k, strict=True)) for k in profiles(counts)]
    assert grid.multiplicities().tolist() == ways
    for t in range(len(counts)):
        assert grid.digits(np.arange(grid.size), t).tolist() == [k[t] for k in profiles(counts)]


@pytest.mark.parametrize("counts", GRIDS)
def test_dividends_add_up_to_the_worths(counts):
    grid = Grid(counts)
    table = np.array([(i * i * 7 + 3 * i) % 11 - 5 if i else 0 for i in range(grid.size)], dtype=object)
    d = grid.differences(table)
    for index, k in enumerate(profiles(counts)):
        within = [j for j in profiles(counts) if all(a <= b for a, b in zip(j, k, strict=True))]
        total = sum(int(d[grid.index(j)]) * math.prod(math.comb(b, a) for a, b in zip(j, k, strict=True)) for j in within)
        assert total == table[index]


@pytest.mark.parametrize("counts", GRIDS)
def test_sums_over_members_coalition_by_coalition(counts):
    grid, table = Grid(counts), np.arange(Grid(counts).size) ** 2 - 3
    types = [t for t, c in enumerate(counts) for _ in range(c)]
    members, everything = [0] * len(counts), 0
    for mask in range(1 << len(types)):
        inside = [t for i, t in enumerate(types) if mask >> i & 1]
        worth = int(table[grid.index([inside.count(t) for t in range(len(counts))])])
        everything += worth
        for t in range(len(counts)):
            members[t] += worth * (mask >> types.index(t) & 1)
    assert grid.sums_over_members(table) == (members, everything)


@pytest.mark.parametrize("n", range(5))
def test_types_of_one_player_are_coalitions(n):
    table = np.arange(1 << n) ** 2
    assert cube(n).sums([2, 3, 5, 7][:n], np.int64).tolist() == subset_sums([2, 3, 5, 7][:n], np.int64).tolist()
    assert cube(n).sizes().tolist() == sizes(n).tolist()
    assert cube(n).differences(table).tolist() == mobius(table).tolist()
    members, total = sums_over_members(table)
    assert cube(n).sums_over_members(table) == (list(map(int, members)), total)
