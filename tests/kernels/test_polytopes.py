from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions.kernels.polytopes import enumerate_vertices


def solve(rows, right):
    """Gauss in fractions; None if singular."""
    a = [[Fraction(v) for v in row] + [Fraction(r)] for row, r in zip(rows, right, strict=True)]
    k = len(a)
    for c in range(k):
        p = next((r for r in range(c, k) if a[r][c] != 0), None)
        if p is None:
            return None
        a[c], a[p] = a[p], a[c]
        a[c] = [v / a[c][c] for v in a[c]]
        for r in range(k):
            if r != c:
                a[r] = [v - a[r][c] * w for v, w in zip(a[r], a[c], strict=True)]
    return tuple(row[-1] for row in a)


def by_all_bases(M):
    r, k = M.shape
    rows = [[int(i == j) for j in range(k)] for i in range(k)] + M.tolist()
    right = [0] * k + [1] * r
    found = {}
    for chosen in combinations(range(k + r), k):
        z = solve([rows[c] for c in chosen], [right[c] for c in chosen])
        if z is None or min(z) < 0:
            continue
        values = [sum(a * b for a, b in zip(row, z, strict=True)) for row in rows]
        if all(v <= 1 for v in values[k:]):
            found[z] = sum(1 << c for c in range(k + r) if values[c] == right[c])
    return found


def test_the_square_and_a_redundant_row():
    found = enumerate_vertices([[2, 1], [1, 2], [1, 1]], limit=100)
    third = Fraction(1, 3)
    assert set(found.tight) == {(0, 0), (Fraction(1, 2), 0), (0, Fraction(1, 2)), (third, third)}
    assert found.tight[third, third] == 0b001100
    assert found.complete


@settings(max_examples=120, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 10**6))
def test_against_all_bases_with_many_ties(r, k, seed):
    M = np.random.default_rng(seed).integers(1, 4, (r, k))
    found = enumerate_vertices(M, limit=10**5)
    assert found.tight == by_all_bases(M)
    assert found.complete


def test_a_dual_cyclic_bound_is_not_exceeded():
    M = np.random.default_rng(1).integers(1, 1000, (6, 6))
    assert len(enumerate_vertices(M, limit=10**5).tight) <= 112  # McMullen (1970)


@pytest.mark.parametrize("limit", [1, 3])
def test_the_limit_is_said(limit):
    found = enumerate_vertices(np.random.default_rng(0).integers(1, 9, (4, 4)), limit=limit)
    assert not found.complete
    assert found.bases == limit


def test_numbers_far_apart():
    M = np.array([[10**30, 1], [1, 10**30]], dtype=object)
    assert enumerate_vertices(M, limit=100).tight == by_all_bases(M)
