import random
from fractions import Fraction

import numpy as np
import pytest

from coalitions.kernels.excesses import exchanged, minimize_excesses, unit_matrix
from coalitions.kernels.subsets import sizes
from tests.literature.lexicographic import brute_force, kohlberg


def ones(worths):
    return np.ones(len(worths), dtype=np.int64)


def by_size(worths):
    return np.maximum(sizes(len(worths).bit_length() - 1), 1)


def draw(rng, n, low, high):
    return [0] + [rng.randint(low, high) for _ in range((1 << n) - 1)]


@pytest.mark.parametrize(("n", "games", "reach"), [(2, 30, 3), (3, 150, 3), (3, 60, 50), (4, 25, 2), (4, 15, 30)])
def test_against_brute_force(n, games, reach):
    rng = random.Random(n * reach)
    for _ in range(games):
        worths = draw(rng, n, -reach, reach)
        array = np.array(worths)
        assert minimize_excesses(array, ones(array))[-1].x == brute_force(worths)
        assert minimize_excesses(array, by_size(array))[-1].x == brute_force(worths, size=int.bit_count)
        worths[-1] = max(worths[-1], sum(worths[1 << i] for i in range(n)))
        array = np.array(worths)
        assert minimize_excesses(array, ones(array), bounded=True)[-1].x == brute_force(worths, bounded=True)


@pytest.mark.parametrize(("n", "games", "reach"), [(3, 60, 2), (4, 60, 2), (4, 40, 1000), (5, 20, 1), (5, 15, 9)])
def test_by_the_criterion_of_kohlberg_at_every_excess(n, games, reach):
    rng = random.Random(1000 * n + reach)
    for _ in range(games):
        worths = draw(rng, n, -reach, reach)
        array = np.array(worths)
        assert kohlberg(worths, minimize_excesses(array, ones(array))[-1].x)
        assert kohlberg(worths, minimize_excesses(array, by_size(array))[-1].x, size=int.bit_count)
        worths[-1] = max(worths[-1], sum(worths[1 << i] for i in range(n)))
        array = np.array(worths)
        x = minimize_excesses(array, ones(array), bounded=True)[-1].x
        assert kohlberg(worths, x, bounded=True)
        moved = (x[0] + Fraction(1, 7), x[1] - Fraction(1, 7), *x[2:])
        assert any(a < worths[1 << i] for i, a in enumerate(moved)) or not kohlberg(worths, moved, bounded=True)


def test_the_brute_force_sequence_of_five_players():
    rng = random.Random(5)
    for reach in (1, 20):
        worths = draw(rng, 5, -reach, reach)
        array = np.array(worths)
        assert minimize_excesses(array, ones(array))[-1].x == brute_force(worths)


def test_the_first_level_is_a_linear_program():
    from scipy.optimize import linprog

    rng = np.random.default_rng(3)
    for n in (2, 3, 5, 8):
        for _ in range(5):
            worths = rng.integers(-50, 50, 1 << n)
            worths[0] = 0
            (level,) = minimize_excesses(worths, ones(worths), levels=1)
            rows = [[-(m >> i & 1) for i in range(n)] + [-1] for m in range(1, (1 << n) - 1)]
            whole = {"A_eq": [[1] * n + [0]], "b_eq": worths[-1:]}
            peer = linprog([0] * n + [1], rows, -worths[1:-1], **whole, bounds=[(None, None)] * (n + 1))
            assert abs(float(level.epsilon) - peer.fun) < 1e-6


def test_few_players():
    assert minimize_excesses(np.array([0]), np.array([1])) == ()
    assert minimize_excesses(np.array([0, 5]), np.array([1, 1])) == ()
    (level,) = minimize_excesses(np.array([0, 1, 2, 9]), np.array([1] * 4))
    assert (level.epsilon, level.x) == (-3, (4, 5))
    assert dict(level.weights) == {1: Fraction(1, 2), 2: Fraction(1, 2)}


def test_at_most_so_many_levels():
    zero = np.zeros(1 << 6, dtype=np.int64)
    assert len(minimize_excesses(zero, ones(zero), levels=2)) == 2
    assert len(minimize_excesses(zero, ones(zero))) <= 5


def test_a_basis_is_exchanged_without_rounding():
    inverse, den = unit_matrix(2), 1
    for row, column in ((0, [3, 1]), (1, [1, -2])):
        inverse, den = exchanged(inverse, den, inverse @ np.array(column, dtype=object), row)
    assert den == 7
    assert (inverse @ np.array([[3, 1], [1, -2]], dtype=object) == 7 * unit_matrix(2)).all()
