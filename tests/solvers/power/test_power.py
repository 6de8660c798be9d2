from fractions import Fraction
from math import comb

import numpy as np
import pytest
from hypothesis import given

import coalitions as co
from coalitions.testing import weighted_voting_games
from tests.literature.councils import ELECTORAL_COLLEGE, security_council

INDICES = [co.shapley_shubik_index, co.banzhaf_index]


def test_security_council():
    council = security_council()
    shapley, banzhaf = co.shapley_shubik_index(council).value, co.banzhaf_index(council).value
    assert shapley["Russia"] == Fraction(421, 2145)
    assert shapley["elected 3"] == Fraction(4, 2145)
    assert banzhaf["China"] == Fraction(106, 635)
    assert banzhaf["elected 10"] == Fraction(21, 1270)
    assert co.coleman_power_to_act(council).value == Fraction(848, 32768)
    assert co.banzhaf_value(council).value["China"] == Fraction(848, 2**14)


def test_the_same_council_as_one_weighted_rule_and_as_a_table():
    council = security_council()
    weights = {name: 7 if k < 5 else 1 for k, name in enumerate(council.players)}
    single = co.WeightedVotingGame.from_weights(quota=39, weights=weights)
    assert co.tabulate(single) == co.tabulate(council)
    for index in INDICES:
        assert index(single).value == index(council).value == index(co.tabulate(council)).value


@given(weighted_voting_games())
def test_counting_agrees_with_the_table(game):
    table = co.tabulate(game)
    for index in INDICES:
        by_counting, by_table = index(game), index(table)
        assert by_counting.value == by_table.value
        assert by_counting.guarantee is by_table.guarantee is co.Guarantee.CERTIFIED
        assert sum(by_counting.value.values()) == 1
    assert co.shapley_value(game).value == co.shapley_value(table).value == co.shapley_shubik_index(game).value
    assert co.banzhaf_value(game).value == co.banzhaf_value(table).value
    assert co.coleman_power_to_act(game).value == co.coleman_power_to_act(table).value
    assert co.coleman_power_to_act(game).value == Fraction(int(table.table.sum()), len(table.table))


def test_large_bodies():
    unanimity = co.WeightedVotingGame.from_weights(quota=57, weights=dict.fromkeys(range(57), 1))
    assert set(co.shapley_shubik_index(unanimity).value.values()) == {Fraction(1, 57)}
    assembly = co.WeightedVotingGame.from_weights(quota=97, weights=dict.fromkeys(range(193), 1))
    assert set(co.banzhaf_index(assembly).value.values()) == {Fraction(1, 193)}
    assert co.banzhaf_value(assembly).value[0] == Fraction(comb(192, 96), 2**192)
    assert co.coleman_power_to_act(assembly).value == Fraction(1, 2)


def by_integration(quota, weights, player):
    """Owen (1975): the index is the integral over p of the chance of a swing when the others join with probability p."""
    nodes, shares = np.polynomial.legendre.leggauss(len(weights) // 2 + 1)  # exact for polynomials of this degree
    index = 0.0
    for p, share in zip((nodes + 1) / 2, shares / 2, strict=True):
        chance = np.zeros(sum(weights) + 1)
        chance[0] = 1.0
        for k, w in enumerate(weights):
            if k != player:
                joined = np.roll(chance, w)
                joined[:w] = 0
                chance = (1 - p) * chance + p * joined
        index += share * chance[quota - weights[player] : quota].sum()
    return index


def test_electoral_college():
    states = co.WeightedVotingGame.from_weights(quota=270, weights=dict(enumerate(ELECTORAL_COLLEGE)))
    shapley = co.shapley_shubik_index(states)
    assert sum(shapley.value.values()) == 1
    assert shapley.guarantee is co.Guarantee.CERTIFIED
    for player in (0, 1, 20, 50):
        assert abs(float(shapley.value[player]) - by_integration(270, ELECTORAL_COLLEGE, player)) < 1e-12
    # a tie at 269 votes elects nobody, so fewer than half of the coalitions win
    assert co.coleman_power_to_act(states).value < Fraction(1, 2)
    blocking = co.dual(states)
    assert blocking.quotas == (269,)
    assert co.shapley_shubik_index(blocking).value == shapley.value


def test_big_weights_share_a_unit():
    game = co.WeightedVotingGame.from_weights(quota=5 * 10**12, weights={"A": 4 * 10**12, "B": 3 * 10**12, "C": 2 * 10**12})
    assert co.banzhaf_index(game).value == {"A": Fraction(1, 3), "B": Fraction(1, 3), "C": Fraction(1, 3)}
    many = dict(enumerate(range(1, 41)))
    with pytest.raises(co.LimitExceededError, match="limit=100"):
        co.shapley_shubik_index(co.WeightedVotingGame.from_weights(quota=50, weights=many), limit=100)
    many = dict(enumerate(range(1, 51)))
    with pytest.raises(co.LimitExceededError, match=f"limit={1 << 28} .* divide the weights by a common unit"):
        co.banzhaf_index(
            co.WeightedVotingGame.from_weights(quota=10**13, weights={k: 10**12 + w for k, w in many.items()}), limit=10**15
        )


def test_few_members_with_any_weights():
    populations = {"A": 83_019_213, "B": 66_978_000, "C": 60_359_546, "D": 46_937_060}
    game = co.WeightedVotingGame.from_weights(quota=150_000_000, weights=populations)
    for index in (*INDICES, co.banzhaf_value, co.shapley_value, co.coleman_power_to_act):
        solution = index(game)
        assert solution.value == index(co.tabulate(game)).value
        assert solution.game == game
        assert solution.verify().guarantee is co.Guarantee.CERTIFIED
    floats = co.WeightedVotingGame.from_weights(quota=0.5, weights={"A": 0.3, "B": 0.3, "C": 0.4})
    assert set(co.shapley_shubik_index(floats).value.values()) == {Fraction(1, 3)}


def test_a_recount_of_sixty_members_takes_no_minute():
    rng = np.random.default_rng(0)
    weights = {k: int(w) for k, w in enumerate(rng.integers(1, 60, 60))}
    game = co.WeightedVotingGame.from_weights(quota=sum(weights.values()) // 2 + 1, weights=weights)
    assert co.shapley_shubik_index(game).verify().guarantee is co.Guarantee.CERTIFIED
    assert co.coleman_power_to_act(game).verify().guarantee is co.Guarantee.CERTIFIED


@pytest.mark.parametrize("index", [*INDICES, co.coleman_power_to_act])
def test_games_that_are_not_simple(index):
    with pytest.raises(co.UnsupportedGameError, match="worth 0 or 1"):
        index(co.TUGame.from_function(["A", "B"], len))
    with pytest.raises(co.UnsupportedGameError, match="all players together win"):
        index(co.TUGame.from_function(["A", "B"], lambda S: 0))
    with pytest.raises(co.UnsupportedGameError, match="stays winning"):
        index(co.TUGame.from_worths(["A", "B", "C"], {"A": 1, ("A", "B", "C"): 1}, missing=0))
    with pytest.raises(co.UnsupportedGameError, match="worth 0 or 1"):
        index(co.TUGame.from_vector(["A"], [co.parameter("w")], order="mask"))


def test_dictator_and_one_player():
    dictator = co.WeightedVotingGame.from_weights(quota=3, weights={"A": 3, "B": 1, "C": 1})
    for index in INDICES:
        assert index(dictator).value == {"A": 1, "B": 0, "C": 0}
        assert index(co.tabulate(dictator)).value == {"A": 1, "B": 0, "C": 0}
    alone = co.WeightedVotingGame.from_weights(quota=1, weights={"A": 1})
    for index in INDICES:
        assert index(alone).value == {"A": 1}
