from fractions import Fraction
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions.kernels.cells import cut, difference, hull, joined_segments, maximal_cells, product, simplex
from coalitions.kernels.cones import echelon, primitive

row3 = st.lists(st.integers(-3, 3), min_size=4, max_size=4)


def corners_by_brute_force(rows):
    """The vertices of {x in R**3 : a x >= b}: the solutions of any three equations that satisfy all rows."""
    found = set()
    for three in combinations(rows, 3):
        reduced, pivots, _ = echelon([[*row[:-1], -row[-1]] for row in three])
        if pivots == [0, 1, 2]:
            x = tuple(row[-1] for row in reduced)
            if all(product(row, (*x, 1)) >= 0 for row in rows):
                found.add(x)
    return found


@given(st.lists(row3, max_size=6))
@settings(max_examples=80)
def test_cutting_against_brute_force(rows):
    cell = cut(simplex([-1, 0, 2], 9), rows)
    # x_3 = 9 - x_1 - x_2 as two rows, and the bounds
    every = [[1, 1, 1, -9], [-1, -1, -1, 9], [1, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, -2], *rows]
    wanted = corners_by_brute_force(every)
    assert (set() if cell is None else set(cell.points())) == wanted
    if cell is not None:
        assert len(cell.corners) == len(wanted)
        again = hull(cell.points())
        assert set(again.points()) == wanted
        center = tuple(sum(c) / len(wanted) for c in zip(*cell.points(), strict=True))
        assert all(product(row, primitive([*center, 1])) >= 0 for row in again.rows)
        assert difference(cell, [again]) is None
        assert difference(again, [cell]) is None or set(cell.rows) < set(map(tuple, every))


@given(
    st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), min_size=1, max_size=6),
    st.lists(st.integers(-3, 3), min_size=3, max_size=3),
)
@settings(max_examples=80)
def test_hulls_against_a_linear_program(points, x):
    from scipy.optimize import linprog

    lp = linprog([0] * len(points), A_eq=[*zip(*points, strict=True), [1] * len(points)], b_eq=[*x, 1])
    cell = hull(points)
    assert all(product(row, (*x, 1)) >= 0 for row in cell.rows) == (lp.status == 0)
    for corner in cell.points():  # no corner is between the others
        others = [p for p in points if tuple(p) != corner]
        if others:
            lp = linprog([0] * len(others), A_eq=[*zip(*others, strict=True), [1] * len(others)], b_eq=[*map(float, corner), 1])
            assert lp.status != 0


def test_differences():
    square = hull([[0, 0], [2, 0], [0, 2], [2, 2]])
    left, right, middle = hull([[0, 0], [1, 0], [0, 2], [1, 2]]), hull([[1, 0], [2, 0], [1, 2], [2, 2]]), hull([[1, 0], [1, 2]])
    assert difference(square, [left, right]) is None
    assert difference(square, [right, left]) is None
    x = difference(square, [left])
    assert x[0] > 1
    assert difference(middle, [left]) is None
    for holes in ([middle], [middle, left], [left, middle]):
        x = difference(square, holes)
        assert not all(product(row, primitive([*x, 1])) >= 0 for hole in holes for row in hole.rows)
    assert difference(middle, [], ((1, 0, -1),)) is None  # x > 1 nowhere on x = 1
    assert difference(cut(square, [(1, 0, -1)]), [], ((1, 0, -1),))[0] > 1
    point = hull([[1, 1]])
    assert difference(point, [middle]) is None
    assert difference(point, [hull([[1, 0]])]) == (1, 1)


def test_small_things():
    assert simplex([], 0).points() == ((),)
    assert simplex([], 1) is None
    assert simplex([2, 3], 4) is None
    assert simplex([2, 3], 5).points() == ((2, 3),)
    assert simplex([Fraction(1, 3), 0], Fraction(1, 2)).points() == ((Fraction(1, 3), Fraction(1, 6)), (Fraction(1, 2), 0))
    whole, half, twice = hull([[0], [2]]), hull([[0], [1]]), hull([[0], [1], [2]])
    assert [set(cell.points()) for cell in maximal_cells([half, whole, twice])] == [{(0,), (2,)}]
    assert cut(None, [(1, 0)]) is None
    assert cut(whole, [(1, -2)]).points() == ((2,),)
    assert cut(whole, [(1, -3)]) is None


def test_joining():
    def piece(*points):
        return tuple(tuple(map(Fraction, p)) for p in points)

    three = [piece((0, 0), (1, 1)), piece((1, 1), (2, 2)), piece((2, 2), (3, 3)), piece((2, 2), (3, 2)), piece((5, 5))]
    rng = np.random.default_rng(0)
    for _ in range(5):
        rng.shuffle(three)
        assert joined_segments(three) == (piece((0, 0), (3, 3)), piece((2, 2), (3, 2)), piece((5, 5)))
