from fractions import Fraction
from itertools import combinations
from math import comb, factorial

import numpy as np
import pytest

from coalitions.kernels import counting, subsets


def test_orders_and_sums():
    assert subsets.masks_by_size(3).tolist() == [0, 1, 2, 4, 3, 5, 6, 7]
    assert subsets.sizes(4).tolist() == [m.bit_count() for m in range(16)]
    assert subsets.subset_sums([1, 10, 100], np.int64).tolist() == [0, 1, 10, 11, 100, 101, 110, 111]


def test_mobius_inverts_the_sum_over_subsets():
    rng = np.random.default_rng(0)
    v = rng.integers(-9, 9, 32)
    d = subsets.mobius(v)
    assert all(v[s] == sum(d[t] for t in range(32) if t & s == t) for s in range(32))


def test_shapley_weights_are_the_textbook_ones():
    for n in range(1, 12):
        weights, scale = subsets.shapley_weights(n)

        def share(t, n=n):
            return Fraction(factorial(t) * factorial(n - t - 1), factorial(n)) if 0 <= t < n else Fraction(0)

        assert [Fraction(w, scale) for w in weights[1:]] == [share(t - 1) + share(t) for t in range(1, n + 1)]


@pytest.mark.parametrize("magnitude", [5, 2**40, 2**59, 3**70])
@pytest.mark.parametrize("n", [1, 2, 5, 13])
def test_sums_never_wrap(n, magnitude):
    rng = np.random.default_rng(n)
    v = np.array([int(w) * magnitude // 100 for w in rng.integers(-100, 100, 1 << n)], dtype=object)
    if magnitude < 2**60:
        v = v.astype(np.int64)
    weights = [3 * t + 1 for t in range(n + 1)]
    sums, total = subsets.exact_member_sums(v, weights)
    terms = [weights[s.bit_count()] * int(v[s]) for s in range(1 << n)]
    assert total == sum(terms)
    assert sums == [sum(t for s, t in enumerate(terms) if s >> i & 1) for i in range(n)]


def test_counts_by_weight_and_size():
    weights = [[3, 1, 0, 2], [1, 1, 1, 0]]
    counts = counting.counts_by_weight_and_size(weights, limit=10**6)
    for size in range(5):
        for members in combinations(range(4), size):
            place = (*(sum(row[i] for i in members) for row in weights), size)
            assert counts[place] >= 1
    assert counts.sum() == 16
    others = counting.without_player(counts, (3, 1))
    assert others.sum() == 8
    assert (others[:4, :3, :4] == counting.counts_by_weight_and_size([[1, 0, 2], [1, 1, 0]], limit=10**6)).all()


def test_counts_beyond_int64():
    counts = counting.counts_by_weight_and_size([[1] * 100], limit=10**6)
    assert counts[50, 50] == comb(100, 50)


@pytest.mark.parametrize("largest", [1, 2**20, 2**33, 2**40])
def test_rows_reduced_in_floats_are_exact(largest):
    n = 14
    rng = np.random.default_rng(largest)
    v = rng.integers(-largest, largest, 1 << n, endpoint=True)
    weights, _ = subsets.shapley_weights(n)
    assert subsets.exact_member_sums(v, weights, largest) == subsets.exact_member_sums(v.astype(object), weights)
