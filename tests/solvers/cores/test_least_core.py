from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import balanced_games, tu_games


def test_three_players_by_hand():
    # pairs of worth p: x = 1/3 each, and epsilon = p - 2/3; with pairs worth nothing the singles bind at -1/3
    for p, epsilon in ((1, Fraction(1, 3)), (Fraction(2, 3), 0), (0, Fraction(-1, 3))):
        game = co.TUGame.from_function(["A", "B", "C"], lambda S, p=p: {1: 0, 2: p, 3: 1}[len(S)])
        solution = co.least_core(game)
        assert solution.value.epsilon == epsilon
        assert solution.guarantee is co.Guarantee.CERTIFIED
    assert "{A, B}" in repr(co.least_core(co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 1))))


def test_symmetric_games_in_closed_form():
    # equal shares are in the least core of a symmetric game
    for n in range(2, 9):
        game = co.TUGame.from_function(range(n), lambda S: len(S) ** 2 % 7)
        assert co.least_core(game).value.epsilon == max(s**2 % 7 - Fraction(s * (n**2 % 7), n) for s in range(1, n))


def test_gloves():
    # the short side takes everything (Shapley 1959 on the core of the market): epsilon 0, and the point is unique
    game = co.TUGame.from_function(["L1", "L2", "R"], lambda S: int("R" in S and len(S) > 1))
    assert co.least_core(game).value == co.LeastCore(
        Fraction(0), co.Payoffs.from_mapping(game.players, {"L1": 0, "L2": 0, "R": 1})
    )


@given(tu_games(max_players=5))
def test_positive_iff_the_core_is_empty(game):
    solution = co.least_core(game)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    point = co.find_core_point(game).value
    if len(game.players) > 1:
        assert (solution.value.epsilon > 0) == (point is None)
    assert solution.value.payoffs.total(game.players) == game[game.players]


@given(balanced_games(min_players=2, max_players=4))
def test_its_point_is_in_the_core_of_a_balanced_game(game):
    assert co.check_in_core(game, co.least_core(game).value.payoffs).value


@pytest.mark.parametrize("scale", [Fraction(1, 10**9), 10**9, 10**14 + 1, 10**30, 10**400])
def test_scales(scale):
    game = co.TUGame.from_function(["A", "B", "C"], lambda S: scale * (len(S) > 1))
    assert co.least_core(game).value.epsilon == scale * Fraction(1, 3)


def test_degenerate():
    empty = co.least_core(co.TUGame.from_vector([], [0], order="mask"))
    assert (empty.value.epsilon, empty.value.payoffs) == (None, {})
    one = co.least_core(co.TUGame.from_vector(["A"], [-5], order="mask"))
    assert (one.value.epsilon, one.value.payoffs) == (None, {"A": -5})
    assert repr(one) == "least core: epsilon none at A: -5   [certified; no proper coalition]"
    assert co.least_core(co.TUGame.from_function(range(4), lambda S: 0)).value.epsilon == 0
    assert co.least_core(co.TUGame.from_vector(["A", "B"], [1, 1, 0], order="mask")).value.epsilon == 1


@given(tu_games(min_players=2, max_players=4), st.integers(-3, 3), st.integers(1, 3))
def test_membership_against_the_largest_excess(game, shift, unit):
    x = list(co.prenucleolus(game).value.values())
    assert co.check_in_least_core(game, x).value
    assert co.check_in_least_core(game, co.least_core(game).value.payoffs).value
    x[0], x[-1] = x[0] + Fraction(shift, unit), x[-1] - Fraction(shift, unit)
    moved = co.Payoffs(game.players, tuple(x))
    coalitions = [game.players.coalition(mask) for mask in range(1, game.players.grand)]
    epsilon = co.least_core(game).value.epsilon
    solution = co.check_in_least_core(game, moved)
    assert solution.value == all(game[S] - moved.total(S) <= epsilon for S in coalitions)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    x[0] += 1
    assert co.check_in_least_core(game, x).value is False


def test_membership():
    game = co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 1))
    for x in ([1, 0, 0], {"A": "1/2", "B": "1/4", "C": "1/4"}, [1 / 3, 1 / 3, 1 / 3], [1, 1, 1]):
        assert not co.check_in_least_core(game, x).value
    assert "miss v(N) by -2" in repr(co.check_in_least_core(game, [1, 1, 1]))
    one = co.TUGame.from_vector(["A"], [3], order="mask")
    assert co.check_in_least_core(one, [3]).value
    assert not co.check_in_least_core(one, [2]).value
    with pytest.raises(co.InvalidArgumentError, match=r"write solution\.value"):
        co.check_in_least_core(game, co.least_core(game))
    with pytest.raises(co.UnknownPlayerError):
        co.check_in_least_core(game, {"A": 1, "B": 2, "D": 0})
    with pytest.raises(co.UndecidedError):
        co.check_in_least_core(game, [co.parameter("x"), 1, 0])
    with pytest.raises(co.LimitExceededError):
        co.check_in_least_core(game, [1, 0, 0], limit=2)


def test_display():
    solution = co.least_core(co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 1)))
    assert "<td" in solution._repr_html_()
    assert "1/3" in solution._repr_html_()
    assert solution.to_dict()["certificate"]["weights"] == {"3": "1/3", "5": "1/3", "6": "1/3"}
    assert solution.to_frame().loc["epsilon", "amount"] == Fraction(1, 3)
    assert r"\frac{1}{3}" in solution.to_latex()


def test_refusals():
    game = co.TUGame.from_vector(["A", "B"], [0, 0, 1], order="mask")
    with pytest.raises(co.LimitExceededError, match="write limit=2"):
        co.least_core(game, limit=1)
    with pytest.raises(co.UndecidedError, match="symbols w; put numbers in"):
        co.least_core(co.TUGame.from_vector(["A", "B"], [0, 0, co.parameter("w")], order="mask"))
