"""Axiomatic bargaining against published cases, grids, SciPy and the axioms."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog, minimize

import coalitions as co

F = Fraction
Problem = co.BargainingProblem
POINT = st.tuples(st.integers(0, 8), st.integers(0, 8))
SCALE = st.sampled_from([0, 1, 2, 3, 5, F(1, 3), 10**9, 3 * 10**9, F(1, 10**9)])
MIXED = st.tuples(st.integers(0, 8) | SCALE, st.integers(0, 8) | SCALE)
TRIPLE = st.tuples(*[st.integers(0, 6)] * 3)
SOLUTIONS = [
    co.nash_bargaining_solution,
    co.kalai_smorodinsky_solution,
    co.egalitarian_bargaining_solution,
    co.find_utilitarian_agreement,
    lambda p: co.kalai_smorodinsky_solution(p, lexicographic=True),
    lambda p: co.egalitarian_bargaining_solution(p, lexicographic=True),
]


def hull(points, d=None):
    names = "ABC"[: len(points[0])]
    return Problem.from_points(list(names), points, disagreement=d or (0,) * len(names))


def rows_of(problem):
    a = np.array([[float(v) for v in row] for row, _ in problem.rows])
    return a, np.array([float(b) for _, b in problem.rows])


@settings(max_examples=80, deadline=None)
@given(st.lists(MIXED, min_size=1, max_size=6), st.tuples(st.integers(1, 3), st.integers(1, 3)))
def test_nash_for_two_players_is_certified_and_no_point_of_a_segment_is_better(points, weights):
    problem = hull(points)
    ideal = problem.ideal().amounts
    solution = co.nash_bargaining_solution(problem, weights=weights)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    x = solution.value.amounts
    assert problem.feasible(x)
    if min(ideal) > 0:
        best = x[0] ** weights[0] * x[1] ** weights[1]
        for p, q in product(points, points):
            for k in range(9):
                y = [F(k, 8) * a + F(8 - k, 8) * b for a, b in zip(p, q, strict=True)]
                assert y[0] ** weights[0] * y[1] ** weights[1] <= best
    else:
        assert all(a == (0 if top == 0 else a) for a, top in zip(x, ideal, strict=True))


@settings(max_examples=30, deadline=None)
@given(st.lists(TRIPLE, min_size=1, max_size=5))
def test_nash_for_three_players_is_what_scipy_finds(points):
    problem = hull(points)
    assume(min(problem.ideal().amounts) > 0)
    solution = co.nash_bargaining_solution(problem)
    a, b = rows_of(problem)
    start = [float(v) / 4 for v in problem.ideal().amounts]
    peer = minimize(
        lambda x: -np.log(np.maximum(x, 1e-12)).sum(),
        start,
        jac=lambda x: -1 / np.maximum(x, 1e-12),
        method="SLSQP",
        constraints={"type": "ineq", "fun": lambda x: b - a @ x, "jac": lambda x: -a},
        options={"maxiter": 500, "ftol": 1e-12},
    )
    mine = np.array([float(v) for v in solution.value.amounts])
    assert np.log(mine).sum() >= -peer.fun - 1e-6
    if solution.guarantee is co.Guarantee.APPROXIMATE:
        assert 0 <= solution.diagnostics["error"] < 1e-5
    assert (a @ mine <= b + 1e-9).all()


def test_an_irrational_maximizer_comes_with_an_error_that_holds():
    # gains on the line x = 1 - z/2, y = 1 - z: log x + log y + log z is largest where 3 z² - 6 z + 2 = 0, z = 1 - 1/sqrt(3)
    problem = Problem.from_constraints(["X", "Y", "Z"], [((2, 0, 1), 2), ((0, 1, 1), 1)], disagreement=(0, 0, 0))
    solution = co.nash_bargaining_solution(problem)
    assert solution.guarantee is co.Guarantee.APPROXIMATE
    z = 1 - 3**-0.5
    assert abs(3 * z * z - 6 * z + 2) < 1e-12
    error = solution.diagnostics["error"]
    assert error < 1e-5
    for found, exact in zip(solution.value.amounts, (1 - z / 2, 1 - z, z), strict=True):
        assert abs(found - exact) <= error
    with pytest.raises(co.CertificateError):
        solution.verify()


@pytest.mark.parametrize(("weights", "expected"), [((1, 1, 1), (4, 4, 4)), ((1, 2, 3), (2, 4, 6))])
def test_splitting_a_sum_of_money(weights, expected):
    # Kalai (1977): gains in proportion to the weights
    problem = Problem.from_constraints(["A", "B", "C"], [((1, 1, 1), 15)], disagreement=(1, 1, 1))
    x = co.nash_bargaining_solution(problem, weights=weights).value.amounts
    assert x == tuple(1 + v for v in expected)
    assert co.egalitarian_bargaining_solution(problem, weights=weights).value.amounts == x


def test_many_players_split_exactly():
    names = [f"p{k}" for k in range(12)]
    problem = Problem.from_constraints(names, [((1,) * 12, 1)], disagreement=(0,) * 12)
    for solve in SOLUTIONS[:3]:
        assert solve(problem).value.amounts == (F(1, 12),) * 12


def test_tiny_and_huge_payoffs_together():
    problem = Problem.from_constraints(["A", "B"], [((10**9, F(1, 10**9)), 1)], disagreement=(0, 0))
    assert co.nash_bargaining_solution(problem).value.amounts == (F(1, 2 * 10**9), F(10**9, 2))
    assert co.kalai_smorodinsky_solution(problem).value.amounts == (F(1, 2 * 10**9), F(10**9, 2))
    large = Problem.from_constraints(["A", "B"], [((1, 1), 10**30)], disagreement=(10**29, 0))
    assert co.nash_bargaining_solution(large).value.amounts == (F(11 * 10**29, 2), F(9 * 10**29, 2))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(POINT, min_size=1, max_size=5),
    st.tuples(st.integers(1, 4), st.integers(1, 4)),
    st.tuples(st.integers(-5, 5), st.integers(-5, 5)),
)
def test_nash_and_kalai_smorodinsky_do_not_depend_on_scales_of_utility(points, scale, shift):
    moved = [tuple(s * a + t for s, a, t in zip(scale, p, shift, strict=True)) for p in points]
    for solve in (co.nash_bargaining_solution, co.kalai_smorodinsky_solution):
        x, y = solve(hull(points)).value.amounts, solve(hull(moved, shift)).value.amounts
        assert y == tuple(s * a + t for s, a, t in zip(scale, x, shift, strict=True))


@settings(max_examples=60, deadline=None)
@given(st.lists(POINT, min_size=2, max_size=6))
def test_nash_is_independent_of_irrelevant_alternatives(points):
    x = co.nash_bargaining_solution(hull(points)).value.amounts
    assert co.nash_bargaining_solution(hull([*points[1:], x])).value.amounts == x


@settings(max_examples=40, deadline=None)
@given(st.lists(TRIPLE, min_size=1, max_size=5), st.booleans())
def test_equal_gains_are_what_a_linear_program_finds(points, ideal):
    problem = hull(points)
    units = problem.ideal().amounts if ideal else (F(1),) * 3
    solve = co.kalai_smorodinsky_solution if ideal else co.egalitarian_bargaining_solution
    x = solve(problem).value.amounts
    a, b = rows_of(problem)
    u = np.array([float(v) for v in units])
    if u.max() == 0:
        assert x == (0, 0, 0)
        return
    peer = linprog([-1], A_ub=(a @ u)[:, None], b_ub=b)
    assert np.allclose([float(v) for v in x], -peer.fun * u)


def leximin_by_programs(a, b, units):
    """Raise the smallest level by a linear program, fix whoever cannot be above it, go on."""
    n, fixed = len(units), {}
    while len(fixed) < n:
        free = [i for i in range(n) if i not in fixed]
        rows, right = [[*row, 0.0] for row in a], list(b)
        for i in free:
            row = [0.0] * (n + 1)
            row[i], row[-1] = -1.0, units[i]
            rows.append(row)
            right.append(0.0)
        bounds = [(fixed[i], fixed[i]) if i in fixed else (0, None) for i in range(n)] + [(0, None)]
        level = -linprog([0] * n + [-1], A_ub=rows, b_ub=right, bounds=bounds).fun
        for i in free:
            low = [(fixed[j], fixed[j]) if j in fixed else (level * units[j], None) for j in range(n)]
            most = -linprog([-(j == i) for j in range(n)], A_ub=a, b_ub=b + 1e-10, bounds=low).fun
            if most < level * units[i] + 1e-7:
                fixed[i] = level * units[i] - 1e-12
    return [fixed[i] for i in range(n)]


@settings(max_examples=40, deadline=None)
@given(st.lists(TRIPLE, min_size=1, max_size=5), st.booleans())
def test_lexicographic_solutions_are_those_of_repeated_linear_programs(points, ideal):
    problem = hull(points)
    units = problem.ideal().amounts if ideal else (F(1),) * 3
    assume(min(problem.ideal().amounts) > 0)
    solve = co.kalai_smorodinsky_solution if ideal else co.egalitarian_bargaining_solution
    solution = solve(problem, lexicographic=True)
    a, b = rows_of(problem)
    peer = leximin_by_programs(a, b, [float(v) for v in units])
    assert np.allclose([float(v) for v in solution.value.amounts], peer, atol=1e-5)


@settings(max_examples=40, deadline=None)
@given(st.lists(TRIPLE, min_size=1, max_size=5), TRIPLE)
def test_the_largest_sum_is_at_one_of_the_points(points, weights):
    weights = [w + 1 for w in weights]
    x = co.find_utilitarian_agreement(hull(points), weights=weights).value.amounts
    sums = [sum(w * a for w, a in zip(weights, p, strict=True)) for p in points]
    assert sum(w * a for w, a in zip(weights, x, strict=True)) == max(sums)


@pytest.mark.parametrize("solve", SOLUTIONS)
def test_degenerate_problems(solve):
    assert solve(Problem.from_constraints([], [], disagreement=[])).value == {}
    one = Problem.from_constraints(["A"], [((2,), 6)], disagreement=(1,))
    assert solve(one).value == {"A": 3}
    nothing = Problem.from_constraints(["A", "B"], [((1, 1), 0)], disagreement=(0, 0))
    assert solve(nothing).value == {"A": 0, "B": 0}
    half = Problem.from_constraints(["A", "B"], [((1, 0), 0), ((0, 1), 5)], disagreement=(0, 0))
    value = solve(half).value
    assert value["A"] == 0
    assert value["B"] in (0, 5)  # equal gains keep B at 0; the others go on
    negative = Problem.from_constraints(["A", "B"], [((1, 1), -2)], disagreement=(-4, -4))
    if solve is not co.find_utilitarian_agreement:
        assert solve(negative).value == {"A": -1, "B": -1}
    assert sum(solve(negative).value.amounts) == -2
    assert solve(negative).verify().guarantee is co.Guarantee.CERTIFIED


@pytest.mark.parametrize("solve", SOLUTIONS)
def test_refusals(solve):
    with pytest.raises(co.UnsupportedGameError, match=r"use BargainingProblem\.from_points"):
        solve(co.TUGame.from_vector(["A"], [0, 1], order="mask"))


@pytest.mark.parametrize("weights", [(0, 1), (-1, 1), {"A": 1}, (1,), {"A": 1, "X": 1}])
def test_bad_weights(weights):
    problem = hull([(0, 1), (1, 0)])
    for solve in (co.nash_bargaining_solution, co.egalitarian_bargaining_solution, co.find_utilitarian_agreement):
        with pytest.raises((co.InvalidArgumentError, co.UnknownPlayerError)):
            solve(problem, weights=weights)
