from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from sympy import Symbol

import coalitions as co
from coalitions.certificates.own_worths import DummyPlayers, Surplus
from coalitions.testing import additive_games, superadditive_games, tu_games


def subsets(names):
    return [[p for i, p in enumerate(names) if m >> i & 1] for m in range(1 << len(names))]


@given(tu_games(max_players=4))
def test_definitions(game):
    v, names = game.__getitem__, list(game.players)
    assert co.check_essential(game).value is (v(names) > sum(v(i) for i in names))
    dummies = {i for i in names if all(v([*s, i]) == v(s) + v(i) for s in subsets(names) if i not in s)}
    solution = co.find_dummy_players(game)
    assert solution.value == dummies
    assert solution.guarantee is co.Guarantee.CERTIFIED
    # a null player is a dummy player with worth 0
    assert {i for i in dummies if v(i) == 0} == co.find_null_players(game).value
    assert all(co.shapley_value(game).value[i] == v(i) for i in dummies)  # Shapley (1953)


@given(superadditive_games(max_players=4))
def test_a_superadditive_game_is_additive_or_essential(game):
    assert co.check_essential(game).value is not co.check_additive(game).value


@given(additive_games(max_players=5))
def test_all_are_dummies_in_additive_games(game):
    assert co.find_dummy_players(game).value == set(game.players)


def test_published_and_by_hand():
    # Peleg and Sudhölter (2007): carriers; here C stands apart
    game = co.from_dividends(["A", "B", "C"], {("A", "B"): 2, "C": 5})
    assert co.find_dummy_players(game).value == {"C"}
    assert co.find_null_players(game).value == set()
    # a dictator and the others
    assert co.find_dummy_players(co.unanimity_game(["A", "B"], ["A"])).value == {"A", "B"}
    assert "are worth 1 more than alone" in repr(co.check_essential(co.majority_game(["A", "B", "C"])))


def test_degenerate_large_and_float():
    assert not co.check_essential(co.TUGame.from_vector([], [0], order="mask")).value
    assert not co.check_essential(co.TUGame.from_vector(["A"], [3], order="mask")).value
    assert co.find_dummy_players(co.TUGame.from_vector([], [0], order="mask")).value == set()
    assert co.find_dummy_players(co.TUGame.from_vector(["A"], [3], order="mask")).value == {"A"}
    huge = co.TUGame.from_vector(["A", "B"], [10**40, "0.000000001", 10**40 + 1], order="mask")
    assert co.check_essential(huge).value
    assert co.find_dummy_players(huge).value == set()
    floats = co.TUGame.from_vector(["A", "B"], [0.1, 0.2, 0.1 + 0.2], order="mask")
    # 0.1 + 0.2 is rounded up, so it exceeds the sum of the two binary values
    assert co.check_essential(floats).value is (Fraction(0.1 + 0.2) > Fraction(0.1) + Fraction(0.2))
    thirds = co.TUGame.from_vector(["A", "B"], ["1/3", "2/3", 1], order="mask")
    assert co.find_dummy_players(thirds).value == {"A", "B"}


def test_symbolic_and_refused():
    p, w = Symbol("p", positive=True), co.parameter("w")
    game = co.TUGame.from_vector(["A", "B"], [w, p, w + 2 * p], order="mask")
    assert co.check_essential(game).value
    assert co.find_dummy_players(game).value == set()
    assert co.find_dummy_players(co.TUGame.from_vector(["A", "B"], [w, p, w + p], order="mask")).value == {"A", "B"}
    for check in (co.check_essential, co.find_dummy_players):
        with pytest.raises(co.UndecidedError):
            check(co.TUGame.from_vector(["A", "B"], [w, p, 1], order="mask"))
        with pytest.raises(co.LimitExceededError):
            check(co.TUGame.from_function(range(4), len), limit=3)
        with pytest.raises(co.UnsupportedGameError):
            check([1, 2])


def test_mutations():
    game = co.from_dividends(["A", "B", "C"], {("A", "B"): 2, "C": 5})
    surplus = co.check_essential(game).certificate
    assert surplus == Surplus(2)
    for forged in (Surplus(3), Surplus(2.0), Surplus(True), Surplus(None), Surplus("2")):
        with pytest.raises(co.CertificateError):
            co.certify("essential", game, forged)
    good = co.find_dummy_players(game).certificate
    assert isinstance(good, DummyPlayers)
    a, b, _ = good.matters
    forged = [(a, b), (None, b, None), (a, b, 1), (a, b, 3), (a | 4, b, 4), (True, b, None), (0, b, None), (a, 9, None), None]
    for matters in [*forged, (float(a), b, None), (1, b, None)]:
        if matters != good.matters:
            with pytest.raises(co.CertificateError):
                co.certify("dummy players", game, replace(good, matters=matters))
