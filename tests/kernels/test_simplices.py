import math
import re
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.kernels.simplices import determinants, maximal, pulled


@given(st.integers(1, 5), st.integers(1, 4), st.integers(0, 2**32), st.sampled_from([3, 10**6, 10**12]))
def test_determinants_against_the_sum_over_permutations(d, k, seed, size):
    matrices = np.random.default_rng(seed).integers(-size, size, (k, d, d)).astype(object)
    for matrix, found in zip(matrices, determinants(matrices), strict=True):
        signed = 0
        for p in permutations(range(d)):
            sign = (-1) ** sum(p[i] > p[j] for i in range(d) for j in range(i, d))
            signed += sign * math.prod(matrix[i][p[i]] for i in range(d))
        assert found == signed


def test_determinants_of_nothing():
    assert determinants(np.zeros((2, 0, 0), dtype=object)).tolist() == [1, 1]


@pytest.mark.parametrize("d", [1, 2, 3, 4, 5])
def test_a_cube_is_cut_into_pieces_that_add_up(d):
    corners = list(product((0, 1), repeat=d))
    sides = [sum(1 << k for k, c in enumerate(corners) if c[i] == s) for i in range(d) for s in (0, 1)]
    simplices = pulled(len(corners), sides, pieces=1000)
    matrices = np.array([[[1, *corners[i]] for i in simplex] for simplex in simplices], dtype=object)
    assert sum(abs(v) for v in determinants(matrices)) == math.factorial(d)
    with pytest.raises(co.LimitExceededError, match="pieces="):
        pulled(len(corners), sides, pieces=max(1, len(simplices) - 1)) if d > 1 else pulled(2, sides, pieces=0)


def test_a_point_and_a_segment():
    assert pulled(1, [], pieces=1) == [(0,)]
    assert pulled(2, [1, 2], pieces=1) == [(0, 1)]
    assert pulled(2, [1, 2, 0, 1], pieces=1) == [(0, 1)]


def test_maximal():
    assert sorted(maximal([1, 3, 2, 4, 3, 0])) == [3, 4]


def test_the_limit_that_is_advised_is_more_than_came():
    sides = [sum(1 << v for v in range(64) if (v >> k & 1) == b) for k in range(6) for b in (0, 1)]  # of a cube
    with pytest.raises(co.LimitExceededError) as caught:
        pulled(64, sides, pieces=1)
    came, advised = map(int, re.findall(r"got (\d+) or more; write pieces=(\d+)", str(caught.value))[0])
    assert advised > came
