"""The proof that simplices fill a polytope: what is false must be refused, whoever found it."""

from fractions import Fraction as F

import numpy as np
import pytest

import coalitions as co
from coalitions.certificates.polytopes import check_empty, check_filled, products


def arr(rows):
    return np.array(rows, dtype=object)


SQUARE = arr([[0, 0], [0, 1], [1, 0], [1, 1]])
SIDES, BOUNDS = arr([[1, 0], [0, 1], [-1, 0], [0, -1]]), arr([0, 0, -1, -1])
CUT = [(0, 1, 3), (0, 2, 3)]


def refused(points, rows, bounds, simplices, weights=None, match=None):
    with pytest.raises(co.CertificateError, match=match):
        check_filled(points, rows, bounds, simplices, weights or {})


def test_a_square():
    filled = check_filled(SQUARE, SIDES, BOUNDS, CUT, {})
    assert (filled.volume, filled.centroid) == (1, (F(1, 2), F(1, 2)))
    other = check_filled(SQUARE, SIDES, BOUNDS, [(0, 1, 2), (1, 2, 3)], {})
    assert (other.volume, other.centroid) == (1, (F(1, 2), F(1, 2)))
    weak = check_filled(SQUARE, arr([*SIDES, [1, 1]]), arr([*BOUNDS, -5]), CUT, {})  # one more inequality, tight nowhere
    assert weak.volume == 1


def test_what_does_not_fill_a_square():
    refused(SQUARE, SIDES, BOUNDS, CUT[:1], match="gap")
    refused(SQUARE, SIDES, BOUNDS, [], match="got none")
    refused(SQUARE, SIDES, BOUNDS, [*CUT, CUT[0]], match="overlap")
    refused(SQUARE, SIDES, BOUNDS, [CUT[0], CUT[0]], match="overlap")
    refused(SQUARE, SIDES, BOUNDS, [*CUT, (0, 1, 2), (1, 2, 3)])  # every point twice
    refused(SQUARE, SIDES, BOUNDS, [(0, 1, 2), (0, 1, 3)], match="overlap")
    refused(SQUARE[:3], SIDES, BOUNDS, [(0, 1, 2)], match="gap")
    refused(arr([[0, 0], [1, 2], [2, 1]]), SIDES * 1, arr([0, 0, -2, -2]), [(0, 1, 2)])
    refused(SQUARE, SIDES, arr([0, 0, -1, -2]), CUT, match="gap|corners")  # there is more above
    refused(SQUARE, SIDES, arr([0, 0, -1, 0]), CUT, match="satisfy")
    refused(arr([*SQUARE, [2, 2]]), SIDES, BOUNDS, CUT, match="satisfy")
    refused(SQUARE[:0], SIDES, BOUNDS, CUT, match="at least one point")


def test_points_that_are_no_corners():
    half = arr([[0, 0], [0, 2], [1, 0], [2, 0], [2, 2]])
    refused(half, SIDES, arr([0, 0, -2, -2]), [(0, 1, 4), (0, 2, 4), (2, 3, 4)], match="corners")
    inside = arr([[0, 0], [0, 2], [1, 1], [2, 0], [2, 2]])
    around = [(0, 1, 2), (0, 2, 3), (1, 2, 4), (2, 3, 4)]
    refused(inside, SIDES, arr([0, 0, -2, -2]), around, match="corners")
    refused(arr([[0, 0], [0, 0], [0, 1], [1, 0], [1, 1]]), SIDES, BOUNDS, [(0, 2, 4), (0, 3, 4)], match="corners")


@pytest.mark.parametrize(
    "simplices",
    [
        [(0, 1), (0, 2)],
        [(1, 0, 3), (0, 2, 3)],
        [(0, 1, 4), (0, 2, 3)],
        [(-1, 1, 3), (0, 2, 3)],
        [(0, 0, 3), (0, 2, 3)],
        [(False, 1, 3), (0, 2, 3)],
        [(0.0, 1, 3), (0, 2, 3)],
        [(), (0, 2, 3)],
        [(0, 1, 2, 3)],
    ],
)
def test_simplices_of_the_wrong_form(simplices):
    refused(SQUARE, SIDES, BOUNDS, simplices, match="ascending")


def test_a_flat_simplex():
    thirds = arr([[0, 0], [0, 3], [3, 0]])
    rows, bounds = arr([[1, 0], [0, 1], [-1, -1]]), arr([0, 0, -3])
    assert check_filled(thirds, rows, bounds, [(0, 1, 2)], {}).volume == F(9, 2)
    line = arr([[0, 0], [1, 1], [2, 2]])
    refused(line, arr([[1, -1], [-1, 1], [1, 0], [-1, 0]]), arr([0, 0, 0, -2]), [(0, 1, 2)], {0: F(1), 1: F(1)})


def test_a_flat_simplex_inside_a_cube():
    corners = [(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1)]  # x = y cuts the cube in two prisms
    rows = arr([[s * int(i == j) for j in range(3)] for i in range(3) for s in (1, -1)])
    prism = [(0, 1, 3, 7), (0, 2, 3, 7), (0, 2, 6, 7)]
    refused(arr(corners), rows, arr([0, -1] * 3), prism, match="gap")
    refused(arr(corners), rows, arr([0, -1] * 3), [*prism, (0, 1, 6, 7)], match="flat")


def test_a_flat_square_with_a_gap():
    points = arr([[*p, 0] for p in SQUARE.tolist()])
    rows = arr([*([*r, 0] for r in SIDES.tolist()), [0, 0, 1], [0, 0, -1]])
    plane = {4: F(1), 5: F(1)}
    assert check_filled(points, rows, arr([*BOUNDS, 0, 0]), CUT, plane).volume == 1
    refused(points, rows, arr([*BOUNDS, 0, 0]), CUT[:1], plane, match="gap")


def test_products_that_do_not_fit():
    for size in (10**6, 10**10, 10**30):
        assert products(arr([[size, size + 1]]), arr([[size, -size]])).tolist() == [[-size]]
        assert products(arr([[size]]), arr([[-size]])).tolist() == [[-(size**2)]]


def test_unbounded_sets_are_never_filled():
    refused(arr([[0, 0], [0, 1], [1, 0]]), arr([[1, 0], [0, 1]]), arr([0, 0]), [(0, 1, 2)])
    refused(arr([[0]]), arr([[1]]), arr([0]), [(0,)])


def test_a_cube_that_is_filled_twice():
    # five tetrahedra about the even corners, or about the odd ones: no side in common, no gap, but all of the cube twice
    corners = [(a, b, c) for a in (0, 1) for b in (0, 1) for c in (0, 1)]
    halves = [[k for k, p in enumerate(corners) if sum(p) % 2 == parity] for parity in (0, 1)]
    fillings = []
    for own, other in (halves, halves[::-1]):
        tips = [
            tuple(sorted([k, *(j for j in own if sum(a != b for a, b in zip(corners[j], corners[k], strict=True)) == 1)]))
            for k in other
        ]
        fillings.append([tuple(own), *tips])
    rows = arr([[s * int(i == j) for j in range(3)] for i in range(3) for s in (1, -1)])
    bounds = arr([0, -1] * 3)
    for filling in fillings:
        assert check_filled(arr(corners), rows, bounds, filling, {}).volume == 1
    refused(arr(corners), rows, bounds, fillings[0] + fillings[1], match="do not overlap")
    refused(arr(corners), rows, bounds, fillings[0][:4] + fillings[1], match="gap")


@pytest.mark.parametrize(("end", "length"), [([3, 3], 3), ([2, 4], 2), ([5, 0], 5), ([6, 9], 3), ([0, 7], 7)])
def test_lengths_in_whole_steps(end, length):
    a, b = end
    rows, bounds = arr([[b, -a], [-b, a], [1, 1], [-1, -1]]), arr([0, 0, 0, -a - b])
    points = arr([[0, 0], end])
    filled = check_filled(points, rows, bounds, [(0, 1)], {0: F(1), 1: F(1)})
    assert filled.volume == length
    assert filled.centroid == (F(a, 2), F(b, 2))


def test_the_plane_must_be_proved():
    rows, bounds = arr([[1, -1], [-1, 1], [1, 0], [-1, 0]]), arr([0, 0, 0, -1])
    points = arr([[0, 0], [1, 1]])
    assert check_filled(points, rows, bounds, [(0, 1)], {0: F(2), 1: F(2)}).volume == 1
    for weights in ({}, {0: F(1)}, {0: F(1), 1: F(2)}, {0: F(-1), 1: F(-1)}, {2: F(1), 3: F(1)}, {0: F(1), 1: F(1), 7: F(1)}):
        refused(points, rows, bounds, [(0, 1)], weights)
    # x >= y alone leaves a triangle, of which the segment is only a side
    refused(points, arr([[1, -1], [0, 1], [-1, 0]]), arr([0, 0, -1]), [(0, 1)], {0: F(1)})
    refused(points, arr([[1, -1], [0, 1], [-1, 0]]), arr([0, 0, -1]), [(0, 1)], {})


def test_a_point():
    rows, bounds = arr([[1], [-1]]), arr([2, -2])
    assert check_filled(arr([[2]]), rows, bounds, [(0,)], {0: F(1), 1: F(1)}).volume == 1
    for simplices in ([], [(0,), (0,)], [(1,)], [(0, 0)], [()]):
        refused(arr([[2]]), rows, bounds, simplices, {0: F(1), 1: F(1)})
    refused(arr([[2]]), rows, bounds, [(0,)], {})
    refused(arr([[2]]), rows, arr([2, -3]), [(0,)], {0: F(1), 1: F(1)})


def test_empty_sets():
    rows, bounds = arr([[1], [-1]]), arr([3, -2])
    check_empty(rows, bounds, {0: F(1), 1: F(1)})
    for weights in ({}, {0: F(1)}, {0: F(1), 1: F(2)}, {0: F(-1), 1: F(-1)}, {0: F(1), 2: F(1)}, {0: F(0), 1: F(0)}):
        with pytest.raises(co.CertificateError):
            check_empty(rows, bounds, weights)
    with pytest.raises(co.CertificateError):
        check_empty(rows, arr([2, -2]), {0: F(1), 1: F(1)})
