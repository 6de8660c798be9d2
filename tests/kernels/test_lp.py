import random
from fractions import Fraction

import pytest
from scipy.optimize import linprog

import coalitions as co
from coalitions.kernels.lp import maximize


def dot(u, v):
    return sum((Fraction(a) * b for a, b in zip(u, v, strict=True)), Fraction(0))


def test_every_outcome_proves_itself_and_agrees_with_a_float_solver():
    rng = random.Random(1)
    seen = set()
    for _ in range(400):
        m, n = rng.randint(1, 5), rng.randint(1, 7)
        entry = lambda: rng.choice([0, 0, 1, -1, 2, -3, Fraction(1, 2)])  # noqa: E731
        A, b, c = [[entry() for _ in range(n)] for _ in range(m)], [entry() for _ in range(m)], [entry() for _ in range(n)]
        if m > 1 and rng.random() < 0.3:
            A[-1], b[-1] = [2 * a for a in A[0]], 2 * b[0]
        outcome, columns = maximize(c, A, b), list(zip(*A, strict=True))
        seen.add(outcome.status)
        if outcome.status != "infeasible":
            assert min(outcome.x) >= 0
            assert all(dot(A[i], outcome.x) == b[i] for i in range(m))
        if outcome.status == "optimal":
            assert all(dot(outcome.y, columns[j]) >= c[j] for j in range(n))
            assert dot(outcome.y, b) == dot(c, outcome.x)
            peer = linprog([-float(v) for v in c], A_eq=[[float(v) for v in row] for row in A], b_eq=[float(v) for v in b])
            assert peer.status == 0
            assert abs(-peer.fun - float(dot(c, outcome.x))) < 1e-7
        elif outcome.status == "infeasible":
            assert all(dot(outcome.y, columns[j]) >= 0 for j in range(n))
            assert dot(outcome.y, b) < 0
        else:
            assert min(outcome.ray) >= 0
            assert all(dot(row, outcome.ray) == 0 for row in A)
            assert dot(c, outcome.ray) > 0
    assert seen == {"optimal", "infeasible", "unbounded"}


def test_a_program_that_cycles_under_the_largest_coefficient_rule():
    # Beale (1955)
    A = [["1/4", -60, "-1/25", 9, 1, 0, 0], ["1/2", -90, "-1/50", 3, 0, 1, 0], [0, 0, 1, 0, 0, 0, 1]]
    A = [[Fraction(v) for v in row] for row in A]
    outcome = maximize([Fraction(3, 4), -150, Fraction(1, 50), -6, 0, 0, 0], A, [0, 0, 1])
    assert outcome.status == "optimal"
    assert dot([Fraction(3, 4), -150, Fraction(1, 50), -6, 0, 0, 0], outcome.x) == Fraction(1, 20)


def test_limit():
    with pytest.raises(co.LimitExceededError, match="limit=0"):
        maximize([1], [[1]], [1], limit=0)


def test_no_rows():
    assert maximize([-1, 0], [], []).x == (0, 0)
    assert maximize([1], [], []).status == "unbounded"
