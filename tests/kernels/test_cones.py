from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.kernels import cones
from coalitions.kernels.cones import echelon, extreme_rays, primitive


def brute_rays(rows, width):
    """The rays at which width - 1 independent rows are tight and all others hold: by cofactors, not by double description."""
    found = set()
    for chosen in combinations(rows, width - 1):
        minors = [
            round(np.linalg.det(np.array([[*r[:j], *r[j + 1 :]] for r in chosen], dtype=float).reshape(width - 1, width - 1)))
            for j in range(width)
        ]
        ray = [m if j % 2 == 0 else -m for j, m in enumerate(minors)]
        for one in (ray, [-a for a in ray]):
            if any(one) and all(sum(a * b for a, b in zip(row, one, strict=True)) >= 0 for row in rows):
                found.add(primitive(one))
    return found


@given(
    st.integers(1, 4).flatmap(lambda k: st.lists(st.lists(st.integers(-3, 3), min_size=k, max_size=k), min_size=k, max_size=9))
)
def test_against_all_choices_of_tight_rows(rows):
    width = len(rows[0])
    if len(echelon(rows)[1]) < width:
        with pytest.raises(ValueError, match="contains no line"):
            extreme_rays(rows, width, pieces=1000)
    else:
        rays = extreme_rays(rows, width, pieces=1000)
        assert len(set(rays)) == len(rays)
        assert set(rays) == brute_rays(rows, width)


def test_a_cube_an_octahedron_and_a_point():
    cube = [[int(j == i) * s for j in range(3)] + [1] for i in range(3) for s in (1, -1)]
    assert {ray[:3] for ray in extreme_rays(cube, 4, pieces=100)} == {
        (a, b, c) for a in (1, -1) for b in (1, -1) for c in (1, -1)
    }
    octahedron = [[a, b, c, 1] for a in (1, -1) for b in (1, -1) for c in (1, -1)]  # each of its corners is on four sides
    units = {tuple(s * int(i == j) for j in range(3)) for i in range(3) for s in (1, -1)}
    assert {ray[:3] for ray in extreme_rays(octahedron, 4, pieces=100)} == units
    assert extreme_rays([[1]], 1, pieces=1) == [(1,)]
    assert extreme_rays([[1], [-1]], 1, pieces=1) == []
    assert extreme_rays([[1, 0], [-1, 0], [0, 1]], 2, pieces=9) == [(0, 1)]


def test_numbers_beyond_int64():
    big = 10**30
    rays = extreme_rays([[1, 0, 0], [0, 1, 0], [-1, -1, big], [0, 0, 1]], 3, pieces=9)
    assert set(rays) == {(0, 0, 1), (big, 0, 1), (0, big, 1)}


def test_too_many_rays():
    cube = [[int(j == i) * s for j in range(6)] + [1] for i in range(6) for s in (1, -1)]
    assert len(extreme_rays(cube, 7, pieces=64)) == 64
    with pytest.raises(co.LimitExceededError, match=r"pieces=63 .* got 64; write pieces=252"):
        extreme_rays(cube, 7, pieces=63)


@given(st.lists(st.lists(st.integers(-4, 4), min_size=3, max_size=3), max_size=5))
def test_echelon(rows):
    reduced, pivots, independent = echelon(rows)
    rank = int(np.linalg.matrix_rank(np.array(rows, dtype=float).reshape(-1, 3))) if rows else 0
    assert len(reduced) == len(pivots) == len(independent) == rank
    assert pivots == sorted(pivots)
    for i, row in enumerate(reduced):
        assert [row[p] for p in pivots] == [int(i == k) for k in range(rank)]
        assert not any(row[: pivots[i]])
    for row in rows:  # each row is the combination that its pivot entries say
        assert row == [sum((row[p] * base[j] for base, p in zip(reduced, pivots, strict=True)), Fraction(0)) for j in range(3)]


def test_pieces_bound_the_comparisons(monkeypatch):
    # the facets of the hull of points on the moment curve in four dimensions: 60 points have 60 * 57 / 2 = 1710 facets
    points = [[t**k for k in range(5)] for t in range(60)]
    assert len(extreme_rays(points, 5, pieces=1710)) == 1710
    monkeypatch.setattr(cones, "PER_PIECE", 100)
    with pytest.raises(co.LimitExceededError, match="comparisons"):
        extreme_rays(points, 5, pieces=1710)
