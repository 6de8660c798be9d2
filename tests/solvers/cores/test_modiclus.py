from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import convex_games, tu_games, weighted_voting_games
from tests.literature.pairs_of_coalitions import modiclus_by_definition


def runway(costs):
    return co.TUGame.from_function(range(len(costs)), lambda S: -max(costs[i] for i in S))


def equal_benefits(costs):
    """max(c_i - b, 0), where b makes them add up to the largest cost."""
    ordered = sorted(map(Fraction, costs), reverse=True)
    for k in range(1, len(ordered) + 1):
        benefit = (sum(ordered[:k]) - ordered[0]) / k
        if k == len(ordered) or ordered[k] <= benefit:
            return [max(c - benefit, Fraction(0)) for c in map(Fraction, costs)]
    raise AssertionError


@given(st.lists(st.integers(0, 20), min_size=1, max_size=5))
def test_runways_by_the_rule_of_equal_benefits(costs):
    # Potters and Sudhölter (1999): the modiclus of an airport game is the constrained equal benefits rule
    assert [-a for a in co.modiclus(runway(costs)).value.values()] == equal_benefits(costs)


def test_against_the_definition_by_floats():
    rng = np.random.default_rng(0)
    for n in (2, 3, 3, 3, 4):
        worths = [0, *rng.integers(-9, 9, (1 << n) - 1).tolist()]
        game = co.TUGame.from_vector(list(range(n)), worths, order="mask")
        assert [float(a) for a in co.modiclus(game).value.values()] == pytest.approx(list(modiclus_by_definition(game)))


def test_nobody_and_all_players_count():
    # the manual of CoopGame 0.2.2 has (4.25, 5.25, 5.75, 5.75), which is the minimum without pairs of nobody or all players
    game = co.TUGame.from_vector(list("ABCD"), [0, 0, 0, 0, 5, 5, 8, 9, 10, 8, 13, 15, 16, 17, 21], order="size")
    assert list(modiclus_by_definition(game, trivial=False)) == pytest.approx([4.25, 5.25, 5.75, 5.75])
    assert [float(a) for a in co.modiclus(game).value.values()] == pytest.approx(list(modiclus_by_definition(game)))


@given(tu_games(max_players=4))
@settings(max_examples=40)
def test_the_prenucleolus_of_constant_sum_games(game):
    # Sudhölter (1997): there e(S) - e(T) = e(S) + e(N - T)
    grand = game.players.grand
    doubled = [game.worth(m) + game.worth(grand) - game.worth(grand ^ m) for m in range(1, grand + 1)]
    half = co.TUGame.from_vector(game.players, doubled, order="mask")
    assert co.check_constant_sum(half).value
    assert co.modiclus(half).value == co.prenucleolus(half).value


@given(convex_games(max_players=4))
@settings(max_examples=40)
def test_in_the_core_of_convex_games(game):
    # Sudhölter (1997)
    assert co.check_in_core(game, co.modiclus(game).value).value


@given(tu_games(max_players=4))
@settings(max_examples=40)
def test_the_dual_game_has_the_same(game):
    # the pairs (S, T) of a game are the pairs (N - T, N - S) of its dual
    assert co.modiclus(co.dual(game)).value == co.modiclus(game).value


@given(weighted_voting_games(max_players=5, max_rules=1))
@settings(max_examples=40)
def test_a_representation_of_weighted_majority_games(game):
    # Sudhölter (1996), theorem: what the winning coalitions get is more than what the losing ones get
    x = co.modiclus(game).value
    totals = {True: [], False: []}
    for mask in range(1 << len(game.players)):
        S = game.players.coalition(mask)
        totals[game[S] == 1].append(x.total(S))
    assert min(totals[True]) > max(totals[False])


def test_gloves():
    # by hand: both sides of a market get the same, since either can block the other
    glove = co.TUGame.from_function(["L1", "L2", "R"], lambda S: int("R" in S and len(S) > 1))
    assert co.modiclus(glove).value == {"L1": Fraction(1, 4), "L2": Fraction(1, 4), "R": Fraction(1, 2)}


@pytest.mark.parametrize("scale", [Fraction(1, 10**9), 1, 10**30])
def test_degenerate_and_scales(scale):
    assert co.modiclus(co.TUGame.from_vector([], [0], order="mask")).value == {}
    assert co.modiclus(co.TUGame.from_vector(["A"], [-5 * scale], order="mask")).value == {"A": -5 * scale}
    game = co.TUGame.from_vector(["A", "B"], [scale, 2 * scale, 7 * scale], order="mask")
    assert co.modiclus(game).value == {"A": 3 * scale, "B": 4 * scale}
    assert set(co.modiclus(co.TUGame.from_function(range(5), lambda S: scale * len(S) ** 2)).value.values()) == {5 * scale}
    assert set(co.modiclus(co.TUGame.from_function(range(5), lambda S: 0)).value.values()) == {0}


def test_refusals():
    game = co.TUGame.from_function(range(4), lambda S: len(S) ** 2)
    with pytest.raises(co.LimitExceededError, match="at most 3 players"):
        co.modiclus(game, limit=3)
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        co.modiclus(co.TUGame.from_vector(["A", "B"], [0, 0, co.parameter("w")], order="mask"))


def test_forged_evidence():
    game = runway([1, 5, 6])
    solution = co.modiclus(game)
    good = solution.certificate
    assert good.check(game) == solution.value
    (s, t, w), *rest = good.levels[0]
    wrong = [
        {"amounts": (Fraction(-1), Fraction(-2), Fraction(-3))},
        {"amounts": (*good.amounts[:2], good.amounts[2] + 1)},
        {"amounts": (*good.amounts[:2], float(good.amounts[2]))},
        {"amounts": good.amounts[:2]},
        {"levels": ()},
        {"levels": good.levels[:-1]},
        {"levels": (*good.levels, good.levels[-1])},
        {"levels": ((), *good.levels)},
        {"levels": None},
    ]
    pairs = [
        (s, t, -w),
        (s, t, 0),
        (s, t, float(w)),
        (s, t, True),
        (s + 8, t, w),
        (-1, t, w),
        (t, s, w),
        (True, t, w),
        (float(s), t, w),
    ]
    wrong += [{"levels": ((pair, *rest), *good.levels[1:])} for pair in pairs]
    for change in wrong:
        with pytest.raises(co.CertificateError):
            co.certify("modiclus", game, replace(good, **change))
    with pytest.raises(co.CertificateError, match="at most 12 players"):
        co.certify("modiclus", co.TUGame.from_function(range(13), lambda S: 0), replace(good, amounts=(0,) * 13))
    assert solution.to_dict()["certificate"]["levels"][0][0][2] == str(w)
    assert "balanced at each of" in repr(solution)


def test_limits_that_cannot_be_met():
    for limit in (9, 13):
        with pytest.raises(co.LimitExceededError, match="prenucleolus"):
            co.modiclus(co.TUGame.from_function(range(13), len), limit=limit)
    for limit in (None, "a", [1], float("inf")):
        with pytest.raises(co.InvalidArgumentError, match="limit"):
            co.modiclus(co.majority_game(["A", "B", "C"]), limit=limit)
