"""Strategic equivalence: by definition, there and back, and covariance of values and core."""

from fractions import Fraction as F

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import superadditive_games, tu_games

fractions = st.fractions(-3, 3, max_denominator=4)
scales = st.fractions(min_value=F(1, 4), max_value=3, max_denominator=4)


def members(game):
    return [tuple(game.players.coalition(m)) for m in range(1 << len(game.players))]


@given(tu_games(), scales, st.data())
def test_by_definition_and_back(game, scale, data):
    shifts = {p: data.draw(fractions) for p in game.players}
    other = co.strategically_equivalent(game, scale=scale, shifts=shifts)
    assert all(other[s] == scale * game[s] + sum(shifts[p] for p in s) for s in members(game))
    value = co.shapley_value(other).value
    assert co.undo_strategic_equivalence(value, scale=scale, shifts=shifts) == co.shapley_value(game).value
    back = co.strategically_equivalent(other, scale=1 / F(scale), shifts={p: -b / scale for p, b in shifts.items()})
    assert back == game


@given(tu_games())
def test_zero_normalized(game):
    zero = co.zero_normalized(game)
    assert all(zero[s] == game[s] - sum(game[p] for p in s) for s in members(game))
    assert co.undo_zero_normalization(game, co.shapley_value(zero).value) == co.shapley_value(game).value
    assert co.zero_normalized(zero) == zero
    point = co.find_core_point(zero).value
    assert (point is None) == (co.find_core_point(game).value is None)
    assert point is None or co.check_in_core(game, co.undo_zero_normalization(game, point)).value is True
    savings = co.savings_game(game)
    assert all(savings[s] == -zero[s] for s in members(game))


@given(superadditive_games(min_players=2))
def test_zero_one_normalized(game):
    surplus = game.worth(game.players.grand) - sum(game[p] for p in game.players)
    if surplus == 0:
        with pytest.raises(co.InvalidArgumentError, match="surplus of 0"):
            co.zero_one_normalized(game)
        return
    one = co.zero_one_normalized(game)
    assert one.worth(one.players.grand) == 1
    assert all(one[s] == F(game[s] - sum(game[p] for p in s), surplus) for s in members(game))
    assert co.undo_zero_one_normalization(game, co.shapley_value(one).value) == co.shapley_value(game).value


@given(tu_games(min_players=2, exact=False), fractions)
def test_floats(game, shift):
    zero = co.zero_normalized(game)
    assert zero.kind == "float"
    assert all(zero[p] == 0 for p in game.players)
    moved = co.strategically_equivalent(game, scale=2, shifts=[shift] * len(game.players))
    for s in members(game):
        assert moved[s] == pytest.approx(2 * game[s] + len(s) * float(shift))
    if zero.worth(zero.players.grand) > 1e-9:
        one = co.zero_one_normalized(game)
        assert one.worth(one.players.grand) == 1
        back = co.undo_zero_one_normalization(game, [0.5] * len(game.players))
        assert back.players == game.players


def test_symbols():
    w, a = co.parameter("w"), sympy.Symbol("a", positive=True)
    game = co.TUGame.from_vector(["A", "B"], [w, 1, 3], order="mask")
    assert co.strategically_equivalent(game, scale=a, shifts=[w, -w])["A"] == sympy.expand(a * w + w)
    assert co.zero_normalized(game)["A", "B"] == 2 - w
    assert co.zero_normalized(game)["A"] == 0
    y = co.Payoffs(game.players, (2 * w, 1))
    assert co.undo_strategic_equivalence(y, scale=2, shifts=[w, 0]) == {"A": w / 2, "B": F(1, 2)}
    assert co.undo_zero_normalization(game, [0, 0]) == {"A": w, "B": 1}
    with pytest.raises(co.UndecidedError):
        co.zero_one_normalized(game)
    with pytest.raises(co.UndecidedError):
        co.strategically_equivalent(game, scale=w)
    sure = co.TUGame.from_vector(["A", "B"], [w, -w, a], order="mask")
    assert co.zero_one_normalized(sure).worth(3) == 1
    assert co.undo_zero_one_normalization(sure, [1, 0])["A"] == a + w


def test_large_numbers_do_not_wrap_around():
    game = co.TUGame.from_vector(["A", "B"], [2**59, 0, 2**59], order="mask")
    assert co.strategically_equivalent(game, scale=2**40)["A"] == 2**99
    assert co.strategically_equivalent(game, shifts=[F(1, 3**40), 0])["A"] == 2**59 + F(1, 3**40)
    nothing = co.TUGame.from_vector(["A"], [0], order="mask")
    assert co.strategically_equivalent(nothing, scale=2**70)["A"] == 0
    huge = co.TUGame.from_vector(["A"], [10**30], order="mask")
    assert co.strategically_equivalent(huge, scale=0.5)["A"] == 5e29


@pytest.mark.parametrize("scale", [0, -1, "-1/2", -0.5])
def test_a_scale_is_positive(scale):
    game = co.TUGame.from_vector(["A"], [1], order="mask")
    with pytest.raises(co.InvalidArgumentError, match="above 0"):
        co.strategically_equivalent(game, scale=scale)
    with pytest.raises(co.InvalidArgumentError, match="above 0"):
        co.undo_strategic_equivalence(co.Payoffs(game.players, (1,)), scale=scale)


def test_refusals():
    game = co.TUGame.from_vector(["A", "B"], [1, 1, 1], order="mask")
    for shifts in ([1], {"A": 1}, "AB", 3):
        with pytest.raises(co.InvalidArgumentError):
            co.strategically_equivalent(game, shifts=shifts)
    with pytest.raises(co.UnknownPlayerError):
        co.strategically_equivalent(game, shifts={"Z": 1})
    with pytest.raises(co.InvalidArgumentError, match="surplus of -1"):
        co.zero_one_normalized(game)
    with pytest.raises(co.InvalidArgumentError, match=r"solution\.value"):
        co.undo_zero_normalization(game, co.shapley_value(game))
    with pytest.raises(co.InvalidArgumentError, match="know their players"):
        co.undo_strategic_equivalence([1, 2])
    with pytest.raises(co.LimitExceededError):
        co.zero_normalized(co.majority_game(range(25)))


def test_airport_savings_are_convex():
    assert co.check_convex(co.savings_game(co.airport_game({"A": 12, "B": 20, "C": 33, "D": 33}))).value is True
