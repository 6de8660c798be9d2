from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

import coalitions as co
from coalitions.certificates.balancedness import HeavyWeights, TightPoints
from coalitions.testing import balanced_games, convex_games, tu_games

CHECKS = {"balanced": co.check_balanced, "totally balanced": co.check_totally_balanced, "exact": co.check_exact}


def subgames(game):
    return [co.restricted(game, game.players.coalition(m)) for m in range(1, 1 << len(game.players))]


@given(tu_games(max_players=4))
def test_by_the_core_of_every_subgame(game):
    assert co.check_balanced(game).value is (co.find_core_point(game).value is not None)
    assert co.check_totally_balanced(game).value is all(co.find_core_point(g).value is not None for g in subgames(game))
    exact = co.check_exact(game).value
    assert not exact or co.check_totally_balanced(game).value  # Schmeidler (1972)
    assert not exact or co.check_semiconvex(game).value  # Driessen and Tijs (1985)


@settings(max_examples=40)
@given(balanced_games(max_players=4))
def test_convex_iff_every_subgame_is_exact(game):
    # Biswas et al. (1999), Azrieli and Lehrer (2005)
    assert co.check_convex(game).value is all(co.check_exact(g).value for g in subgames(game))


@given(convex_games(max_players=5))
def test_convex_games_are_exact(game):
    assert all(check(game).value for check in CHECKS.values())


def test_published():
    # assignment and flow games are totally balanced (Shapley and Shubik 1972; Kalai and Zemel 1982)
    market = co.assignment_game([[5, 8, 2], [7, 9, 6], [2, 3, 0]])
    assert co.check_totally_balanced(market).value
    glove = co.TUGame.from_function(["L1", "L2", "R"], lambda S: int("R" in S and len(S) > 1))
    assert co.check_totally_balanced(glove).value
    assert not co.check_exact(glove).value  # in the core R gets 1, but is worth 0
    # by hand: exact but not convex, v(S) = min of two measures of N alike (the lower probability of two distributions)
    p, q = (3, 1, 1, 1), (1, 1, 1, 3)
    envelope = co.TUGame.from_function(range(4), lambda S: min(sum(p[i] for i in S), sum(q[i] for i in S)))
    assert co.check_exact(envelope).value
    p, q = (2, 0, 1, 1), (0, 2, 1, 1)
    envelope = co.TUGame.from_function(range(4), lambda S: min(sum(p[i] for i in S), sum(q[i] for i in S)))
    assert co.check_exact(envelope).value
    assert co.check_convex(envelope).value is all(co.check_exact(g).value for g in subgames(envelope))


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_degenerate_symbolic_and_refused(check):
    assert check(co.TUGame.from_vector([], [0], order="mask")).value
    assert check(co.TUGame.from_vector(["A"], [-1], order="mask")).value
    assert check(co.TUGame.from_vector(["A", "B"], [0, 0, 0], order="mask")).value
    assert check(co.TUGame.from_vector(["A", "B"], ["1/3", "2/3", 1], order="mask")).value
    assert not check(co.TUGame.from_vector(["A", "B"], [0.1, 0.2, 0.3], order="mask")).value
    assert check(co.TUGame.from_vector(["A", "B"], [10**30, "0.000000001", 10**31], order="mask")).value
    assert not check(co.TUGame.from_vector(["A", "B"], [10**30, "0.000000001", 10**30], order="mask")).value
    with pytest.raises(co.UndecidedError):
        check(co.TUGame.from_vector(["A"], [co.parameter("w")], order="mask"))
    with pytest.raises(co.LimitExceededError):
        check(co.TUGame.from_function(range(4), len), limit=3)
    with pytest.raises(co.UnsupportedGameError):
        check(3)


def refused(concept, game, certificate):
    with pytest.raises(co.CertificateError):
        co.certify(concept, game, certificate)


@pytest.mark.parametrize("which", CHECKS)
def test_mutations_of_points(which):
    game = co.TUGame.from_function(range(3), lambda S: len(S) ** 2)
    good = CHECKS[which](game).certificate
    assert isinstance(good, TightPoints)
    first = good.points[0]
    for points in (
        (),
        (*good.points, (first[0] + 1, *first[1:])) if which != "totally balanced" else (),
        ((first[0] - 1, *first[1:]), *good.points[1:]),
        (first[:-1], *good.points[1:]),
        (tuple(map(float, first)), *good.points[1:]),
        ((True, *first[1:]), *good.points[1:]),
        good.points[1:] if which != "balanced" else (),
        None,
    ):
        refused(which, game, replace(good, points=points))
    for other in (*CHECKS, "convex", None):
        if other != which:
            refused(which, game, replace(good, holds=other))
    refused(which, co.TUGame.from_function(range(3), lambda S: int(len(S) > 1)), good)


@pytest.mark.parametrize("which", CHECKS)
def test_mutations_of_weights(which):
    game = co.TUGame.from_function(range(3), lambda S: int(len(S) > 1))
    good = CHECKS[which](game).certificate
    assert isinstance(good, HeavyWeights)
    (mask, weight), *rest = good.weights
    for changes in (
        {"mask": 3},
        {"mask": 0},
        {"mask": True},
        {"mask": 8},
        {"weights": ()},
        {"weights": tuple(rest)},
        {"weights": ((mask, float(weight)), *rest)},
        {"weights": ((float(mask), weight), *rest)},
        {"weights": ((mask, weight / 2), (mask, weight / 2), *rest)},
        {"weights": ((mask, weight + 1), *rest, (7, Fraction(-1)))},
        {"weights": ((mask, weight), *rest, (7, Fraction(0)))} if which != "exact" else {"weights": None},
        {"violated": "convex"},
        {"violated": next(name for name in CHECKS if name != which)},
    ):
        refused(which, game, replace(good, **changes))
    refused(which, co.TUGame.from_function(range(3), lambda S: len(S) ** 2), good)


def test_negative_weights_only_for_all_players_and_only_for_exactness():
    glove = co.TUGame.from_function(["L1", "L2", "R"], lambda S: int("R" in S and len(S) > 1))
    weights = ((5, Fraction(1)), (6, Fraction(1)), (7, Fraction(-1)))
    assert co.certify("exact", glove, HeavyWeights("exact", 4, weights)).value is False
    refused("totally balanced", glove, HeavyWeights("totally balanced", 4, weights))
    game = co.TUGame.from_vector(range(3), [0, 0, 0, 0, 0, -5, 1], order="mask", empty=False)
    refused("exact", game, HeavyWeights("exact", 1, ((1, Fraction(2)), (3, Fraction(-1)), (2, Fraction(1)))))
