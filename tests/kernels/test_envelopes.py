from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.optimize import linprog

import coalitions as co
from coalitions.kernels.envelopes import envelope
from coalitions.testing import balanced_games, tu_games


def least_by_scipy(game, target, pinned):
    """min x(S) subject to x(T) >= v(T) (and x(N) = v(N)), in floats."""
    n = len(game.players)
    rows = [[-(m >> i & 1) for i in range(n)] for m in range(1, 1 << n)]
    below = [-game.worth(m) for m in range(1, 1 << n)]
    equal = {"A_eq": [[1] * n], "b_eq": [game.worth((1 << n) - 1)]} if pinned else {}
    cost = [target >> i & 1 for i in range(n)]
    return linprog(cost, A_ub=rows, b_ub=below, bounds=[(None, None)] * n, **equal).fun


def holds(found, game, target, pinned):
    n = len(game.players)
    grand = (1 << n) - 1
    assert all(sum(w for m, w in found.weights.items() if m >> i & 1) == target >> i & 1 for i in range(n))
    assert all(w > 0 or (pinned and m == grand) for m, w in found.weights.items())
    assert sum(w * game.worth(m) for m, w in found.weights.items()) == found.value
    sums = [sum(x for i, x in enumerate(found.x) if m >> i & 1) for m in range(1 << n)]
    assert sums[target] == found.value
    assert all(sums[m] >= game.worth(m) for m in range(1, 1 << n))
    assert not pinned or sums[grand] == game.worth(grand)


@settings(max_examples=40)
@given(tu_games(max_players=4))
def test_optimal_by_both_sides(game):
    for target in range(1 << len(game.players)):
        found = envelope(game.table, target)
        holds(found, game, target, pinned=False)
        assert float(found.value) == pytest.approx(least_by_scipy(game, target, False), abs=1e-7)


@settings(max_examples=40)
@given(balanced_games(max_players=4))
def test_in_the_core(game):
    worths = game.table * game.denominator
    for target in range(1 << len(game.players)):
        found = envelope(worths, target, pinned=True)
        holds(found, game, target, pinned=True)
        assert float(found.value) == pytest.approx(least_by_scipy(game, target, True), abs=1e-7)


def test_by_hand():
    majority = co.TUGame.from_function(range(3), lambda S: int(len(S) > 1))
    found = envelope(majority.table, 7)
    assert found.value == Fraction(3, 2)
    assert found.weights == {3: Fraction(1, 2), 5: Fraction(1, 2), 6: Fraction(1, 2)}
    huge = 10**30
    assert envelope(np.array([0, huge, -huge, huge], dtype=object), 3).value == huge
    assert envelope(np.array([0, 5]), 1).value == 5
    assert envelope(np.array([0]), 0).value == 0
    assert envelope(np.array([0, -5]), 1, pinned=True).x == (-5,)
