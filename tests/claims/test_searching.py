"""The searches for points, each compared with a plain loop or a known number."""

from fractions import Fraction as F
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import And, Eq, Or

from coalitions import check
from coalitions.claims import Exists
from coalitions.claims.boundaries import search_boundaries, search_equations, search_linear, search_lines
from coalitions.claims.proving import Prover
from coalitions.claims.searching import Query, search_grids, simplest_between, simplified
from coalitions.scalars import parameter

x, y, z = (parameter(name) for name in "xyz")
n = parameter("n", integer=True)


def query(statement, *region):
    claim = Exists(statement, given=region)
    return Query.from_tree(check.query(claim.to_dict()), tuple(bool(s.is_integer) for s in claim.parameters))


def factor(q):
    return Prover(q.n, max_degree=1, max_splits=0, effort=1).factor


def test_grids_find_the_smallest_denominator_and_then_the_smallest_numerators():
    assert search_grids(query(And(3 * x > 1, 2 * x < 1)), 10**6) == (F(2, 5),)
    assert search_grids(query(And(x > 7, n > x)), 10**6) == (F(9), F(8))
    assert search_grids(query(x + y > 3), 10**6) == (F(2), F(2))
    found = search_grids(query(And(x * y > 2, x + y < 3)), 10**6)
    brute = min(
        (max(abs(i), abs(j)), abs(i) + abs(j), -i - j) for i, j in product(range(-6, 7), repeat=2) if i * j > 2 and i + j < 3
    )
    assert (max(map(abs, found)), sum(map(abs, found)), -sum(found)) == brute


def test_grids_take_intervals_from_the_region_and_stay_exact_with_large_numbers():
    assert search_grids(query(x * y > 1, x > 10**6, x < 10**6 + 1, y > 0), 10**6)[0] == F(2 * 10**6 + 1, 2)
    assert search_grids(query(10**15 * x**9 - y > 0, x > 0, x < 1, y > 0), 10**6) is not None
    assert search_grids(query(x > 10**30), 10**6) is None  # left to the other searches
    assert search_linear(query(x > 10**30)) == (10**30 + 1,)


def test_linear_programs_go_inside():
    found = search_linear(query(And(x + y < F(1, 97), x + y > F(1, 98))))
    assert F(1, 98) < sum(found) < F(1, 97)
    assert search_linear(query(And(x > y, y > z, z > x))) is None
    assert search_linear(query(Or(And(x > 1, x < 0), x >= 5))) == (F(5),)


def test_equations_are_solved():
    q = query(And(Eq(x * y, 1), x > 7, x < 8))
    found = search_equations(q, factor(q))
    assert found[0] * found[1] == 1
    assert 7 < found[0] < 8
    q = query(And(Eq(97 * x, 1), Eq(x + 3 * y, 2)))
    assert search_equations(q, factor(q)) == (F(1, 97), F(193, 291))


def test_boundaries_are_tried():
    q = query(And(x * y <= F(1, 97), x * y >= F(1, 97), x > 0))
    assert search_grids(q, 10**6) is None
    found = search_boundaries(q, factor(q))
    assert found[0] * found[1] == F(1, 97)


def test_lines_meet_thin_regions():
    q = query(And(x**2 + y**2 < 2, x**2 + y**2 > F(1999, 1000), x > 0, y > 0))
    found = search_lines(q)
    assert found is not None
    assert F(1999, 1000) < found[0] ** 2 + found[1] ** 2 < 2


def test_cells_are_alternatives():
    q = query(And(Or(x > 1, x < 0), Or(y > 1, y < 0), x + y > 0))
    assert len(list(q.cells(100))) == 4
    assert len(list(q.cells(3))) == 3
    assert list(query(And(x > 0, Or())).cells(9)) == []


def test_points_are_made_simpler():
    q = query(And(x > F(1, 3), x < F(2, 3), y > x))
    assert simplified(q, (F(401, 1000), F(77, 13))) == (F(1, 2), F(1))


@given(st.fractions(-5, 5, max_denominator=50), st.fractions(-5, 5, max_denominator=50))
def test_law_nothing_simpler_lies_between(a, b):
    low, high = min(a, b), max(a, b)
    if low == high:
        return
    found = simplest_between(low, high)
    assert low < found < high
    smaller = (F(p, q) for q in range(1, found.denominator) for p in range(int(low * q) - 1, int(high * q) + 2))
    assert not any(low < other < high for other in smaller)


@pytest.mark.parametrize("empty", [query(And(x > 1, x < 0)), query(False), query(x**2 + y**2 < 0)])
def test_nothing_is_found_where_nothing_is(empty):
    assert search_grids(empty, 10**5) is None
    assert search_linear(empty) is None
    assert search_equations(empty, factor(empty)) is None
    assert search_boundaries(empty, factor(empty)) is None
    assert search_lines(empty) is None
