from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from scipy.optimize import linprog

import coalitions as co
from coalitions.testing import balanced_games, tu_games

PAIRS = [("A", "B"), ("A", "C"), ("B", "C")]


def pairs_game(pair, whole):
    return co.TUGame.from_worths(["A", "B", "C"], {**dict.fromkeys(PAIRS, pair), ("A", "B", "C"): whole}, missing=0)


def test_majority_game_has_no_core():
    solution = co.find_core_point(pairs_game(1, 1))
    assert solution.value is None
    assert dict(solution.certificate.weights) == {3: Fraction(1, 2), 5: Fraction(1, 2), 6: Fraction(1, 2)}
    assert "1/2 {A, B} + 1/2 {A, C} + 1/2 {B, C} is worth 3/2 > 1" in repr(solution)
    for mask in (3, 5, 6):
        for wrong in (Fraction(1, 3), Fraction(-1, 2), Fraction(0), 0.5):
            weights = {**dict(solution.certificate.weights), mask: wrong}
            tampered = replace(solution.certificate, weights=tuple(weights.items()))
            with pytest.raises(co.CertificateError):
                replace(solution, certificate=tampered).verify()
    assert solution.verify().value is None


@pytest.mark.parametrize("scale", [Fraction(1, 10**9), 10**9, Fraction(1, 10**30), 10**30])
def test_scales(scale):
    assert co.find_core_point(pairs_game(scale, scale)).value is None
    assert co.find_core_point(pairs_game(Fraction(2, 3) * scale, scale)).value == dict.fromkeys("ABC", scale / Fraction(3))
    hair = Fraction(1, 10**25)
    assert co.find_core_point(pairs_game((Fraction(2, 3) + hair) * scale, scale)).value is None
    assert co.find_core_point(pairs_game((Fraction(2, 3) - hair) * scale, scale)).value is not None


def test_a_hair_in_floats():
    # 2/3 as a float is a hair below 2/3, the next float is above; the same at other scales
    below = 2 / 3
    assert Fraction(below) < Fraction(2, 3)
    assert co.find_core_point(pairs_game(below, 1.0)).value is not None
    assert co.find_core_point(pairs_game(np.nextafter(below, 1), 1.0)).value is None
    for factor in (2.0**-30, 2.0**30):
        assert co.find_core_point(pairs_game(below * factor, factor)).value is not None
        assert co.find_core_point(pairs_game(float(np.nextafter(below, 1)) * factor, factor)).value is None
    assert co.find_core_point(pairs_game(1e-9, 1e-9)).value is None
    assert co.find_core_point(pairs_game(1e9, 1e9)).value is None


@given(tu_games(max_players=4, low=-3, high=6))
def test_against_a_linear_program(game):
    n, grand = len(game.players), game.players.grand
    rows = [[-(m >> i & 1) for i in range(n)] for m in range(1, grand)]
    limits = [-game.worth(m) for m in range(1, grand)]
    cheapest = linprog([1] * n, A_ub=rows or None, b_ub=limits or None, bounds=[(None, None)] * n) if n > 1 else None
    wanted = n == 1 or cheapest.fun <= game.worth(grand) + 1e-7
    solution = co.find_core_point(game)
    assert (solution.value is not None) == wanted
    assert solution.guarantee is co.Guarantee.CERTIFIED
    if wanted:
        assert co.check_in_core(game, solution.value).value


@given(balanced_games(max_players=4))
def test_any_point_that_is_moved_to_below_a_worth_is_refused(game):
    x = co.find_core_point(game).value
    low = dict(x.items())
    first = game.players.names[0]
    low[first] = game[first] - 1
    solution = co.check_in_core(game, low)
    assert not solution.value
    assert solution.certificate.check(game) is False


def test_check_in_core():
    game = co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 1, ("A", "B"): 3})
    assert co.check_in_core(game, {"B": 2, "A": 1}).value
    assert co.check_in_core(game, [1, 2]).value
    assert co.check_in_core(game, np.array([1, 2])).value
    for wrong in ([1, 1], [1, 3], [3, 0], ["1/2", "5/2"]):
        assert not co.check_in_core(game, wrong).value
    assert "more than v(N)" in repr(co.check_in_core(game, [1, 3]))
    with pytest.raises(co.InvalidArgumentError):
        co.check_in_core(game, [1])
    with pytest.raises(co.InvalidArgumentError):
        co.check_in_core(game, "AB")
    with pytest.raises(co.InvalidArgumentError, match=r"solution\.value"):
        co.check_in_core(game, co.shapley_value(game))
    assert not co.check_in_core(game, co.shapley_value(game).value.to_frame()["payoff"] * 2).value
    with pytest.raises(co.LimitExceededError):
        co.check_in_core(game, [1, 2], limit=1)
    with pytest.raises(co.LimitExceededError):
        co.find_core_point(game, limit=1)
    with pytest.raises(co.UnknownPlayerError):
        co.check_in_core(game, {"A": 1, "B": 2, "C": 0})
    with pytest.raises(co.InvalidArgumentError):
        co.check_in_core(game, [float("nan"), 1])
    with pytest.raises(co.UndecidedError):
        co.check_in_core(game, [co.parameter("x"), 1])


def test_floats_are_what_they_are():
    game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B", "C"): 1}, missing=0)
    assert not co.check_in_core(game, [0.1, 0.2, 0.7]).value
    assert co.check_in_core(game, ["0.1", "0.2", "0.7"]).value


def test_degenerate():
    assert co.find_core_point(co.TUGame.from_vector([], [0], order="mask")).value == {}
    assert co.find_core_point(co.TUGame.from_vector(["A"], [-5], order="mask")).value == {"A": -5}
    zero = co.TUGame.from_function(range(4), lambda S: 0)
    assert co.find_core_point(zero).value == dict.fromkeys(range(4), 0)
    negative = co.TUGame.from_function(range(4), lambda S: -len(S))
    assert co.find_core_point(negative).value == dict.fromkeys(range(4), -1)


def test_symbolic_games_are_pointed_to_claims():
    with pytest.raises(co.UndecidedError, match=r"symbols w.*core_nonempty"):
        co.find_core_point(pairs_game(co.parameter("w"), 1))


def test_hostile_numbers():
    # worths near 10**14 that differ in the last digits: a float program decides these wrongly
    big = 3 * 10**14
    for gap in (-1, 0, 1):
        game = pairs_game(2 * 10**14 + gap, big)
        assert (co.find_core_point(game).value is None) == (gap > 0)


def test_a_larger_game_against_its_structure():
    # the core of a simple game is non-empty iff there is a veto player (Nakamura 1979)
    n = 12
    veto = co.TUGame.from_function(range(n), lambda S: int(0 in S and len(S) > 6))
    assert co.find_core_point(veto).value is not None
    without = co.TUGame.from_function(range(n), lambda S: int(len(S) > 6))
    assert co.find_core_point(without).value is None
