"""Hamiache's associated game."""

from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import tu_games

weights = st.fractions(-2, 2, max_denominator=6)


@given(tu_games(max_players=5), weights)
def test_definition_and_associated_consistency(game, t):
    associated = co.associated_game(game, weight=t)
    for mask in range(1 << len(game.players)):
        members = set(game.players.coalition(mask))
        outside = set(game.players) - members
        surplus = sum(game[members | {j}] - game[members] - game[j] for j in outside)
        assert associated.worth(mask) == game[members] + t * surplus
    assert co.shapley_value(associated).value == co.shapley_value(game).value


@given(tu_games(min_players=2, max_players=4))
def test_iterated_games_converge_to_the_shapley_value(game):
    # Hamiache (2001): with 0 < t < 2/n the limit is additive; at t = 1/n the rest shrinks by 1 - 2/n in each step
    value, now = co.shapley_value(game).value, game
    for _ in range(60):
        now = co.associated_game(now, weight=Fraction(1, len(game.players)))
    assert all(abs(now.worth(1 << i) - x) < Fraction(1, 10**6) for i, x in enumerate(value.amounts))


def test_numbers_and_refusals():
    w = co.parameter("w")
    game = co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask")
    assert sympy.expand(co.associated_game(game, weight="1/2")["A"] - (w + (1 - w) / 2)) == 0
    exact = co.TUGame.from_vector(["A", "B"], [3, 0, "1/3"], order="mask")
    assert sympy.expand(co.associated_game(exact, weight=w)["A"] - (3 - w * Fraction(8, 3))) == 0
    floats = co.associated_game(exact, weight=0.5)
    assert floats.kind == "float"
    assert floats["A"] == pytest.approx(3 - 4 / 3)
    large = co.TUGame.from_vector(["A", "B"], [3**60, 0, 0], order="mask")
    assert co.associated_game(large, weight=2)["A"] == -(3**60)
    assert co.associated_game(exact, weight=0) == exact
    nobody = co.TUGame.from_vector([], [0], order="mask")
    assert co.associated_game(nobody, weight=1) == nobody
    with pytest.raises(co.InvalidArgumentError, match="weight"):
        co.associated_game(game, weight="x")
    with pytest.raises(co.LimitExceededError):
        co.associated_game(game, weight=1, limit=1)
    with pytest.raises(co.UnsupportedGameError):
        co.associated_game({"A": 1}, weight=1)


@given(st.lists(st.floats(-1e3, 1e3), min_size=7, max_size=7), weights)
def test_floats_are_rounded_once(worths, t):
    game = co.TUGame.from_vector(["A", "B", "C"], worths, order="mask")
    exact = co.TUGame.from_vector(["A", "B", "C"], [Fraction(v) for v in worths], order="mask")
    rounded, whole = co.associated_game(game, weight=t), co.associated_game(exact, weight=t)
    assert rounded.kind == "float"
    assert [rounded.worth(m) for m in range(8)] == [float(whole.worth(m)) for m in range(8)]


def test_floats_of_a_third_of_the_surplus():
    names = ["A", "B", "C"]
    game = co.TUGame.from_vector(names, [0.1, 0.2, 1.0, 0.3, 1.0, 1.0, 2.0], order="mask")
    assert co.associated_game(game, weight="1/3")["A", "B", "C"] == 2.0
