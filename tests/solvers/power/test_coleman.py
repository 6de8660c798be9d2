from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given

import coalitions as co
from coalitions.testing import weighted_voting_games
from tests.literature.councils import ELECTORAL_COLLEGE, security_council

MEASURES = [co.coleman_power_to_initiate, co.coleman_power_to_prevent]


def by_definition(game):
    """Swings over losing and over winning coalitions, coalition by coalition."""
    n = len(game.players)
    wins = [bool(game.worth(m)) for m in range(1 << n)]
    swings = [sum(wins[m] and not wins[m ^ 1 << i] for m in range(1 << n) if m >> i & 1) for i in range(n)]
    return [Fraction(s, wins.count(False)) for s in swings], [Fraction(s, wins.count(True)) for s in swings]


@given(weighted_voting_games(max_players=6))
def test_definition(game):
    for measure, expected in zip(MEASURES, by_definition(game), strict=True):
        for form in (game, co.tabulate(game)):
            solution = measure(form)
            assert list(solution.value.amounts) == expected
            assert solution.guarantee is co.Guarantee.CERTIFIED


@given(weighted_voting_games(max_players=6))
def test_to_initiate_is_to_prevent_in_the_dual(game):
    assert co.coleman_power_to_initiate(game).value == co.coleman_power_to_prevent(co.dual(game)).value
    assert co.coleman_power_to_prevent(game).value == co.coleman_power_to_initiate(co.dual(game)).value


@given(weighted_voting_games(max_players=6))
def test_the_banzhaf_value_is_their_harmonic_mean(game):
    # Dubey and Shapley (1979), section 4
    pairs = zip(*(measure(game).value.amounts for measure in MEASURES), strict=True)
    means = [2 * a * b / (a + b) if a else 0 for a, b in pairs]
    assert means == list(co.banzhaf_value(game).value.amounts)


def test_security_council():
    # 848 winning coalitions, in all of which a permanent member is needed; an elected one is in 84 swings
    council = security_council()
    prevent, initiate = co.coleman_power_to_prevent(council).value, co.coleman_power_to_initiate(council).value
    assert prevent["China"] == 1
    assert prevent["elected 1"] == Fraction(84, 848)
    assert initiate["China"] == Fraction(848, 32768 - 848)
    assert initiate["elected 1"] == Fraction(84, 32768 - 848)


def test_electoral_college_is_counted():
    states = co.WeightedVotingGame.from_weights(quota=270, weights=dict(enumerate(ELECTORAL_COLLEGE)))
    act, value = co.coleman_power_to_act(states).value, co.banzhaf_value(states).value
    prevent = co.coleman_power_to_prevent(states)
    assert prevent.guarantee is co.Guarantee.CERTIFIED
    assert prevent.diagnostics["method"] == "generating function"
    assert all(prevent.value[k] == value[k] / (2 * act) for k in range(51))
    assert co.coleman_power_to_initiate(states).value[0] == value[0] / (2 * (1 - act))


def test_one_player_and_unanimity():
    alone = co.WeightedVotingGame.from_weights(quota=1, weights={"A": 1})
    assert [m(alone).value["A"] for m in MEASURES] == [1, 1]
    all_of_70 = co.WeightedVotingGame.from_weights(quota=70, weights=dict.fromkeys(range(70), 1))
    assert co.coleman_power_to_prevent(all_of_70).value[3] == 1
    assert co.coleman_power_to_initiate(all_of_70).value[3] == Fraction(1, 2**70 - 1)


@pytest.mark.parametrize("measure", MEASURES)
def test_mutations_and_refusals(measure):
    game = co.WeightedVotingGame.from_weights(quota=5, weights={"A": 3, "B": 2, "C": 2, "D": 1, "E": 1, "F": 1, "G": 1, "H": 1})
    for form in (game, co.tabulate(game)):
        solution = measure(form)
        other = next(m for m in MEASURES if m is not measure)(form)
        with pytest.raises(co.CertificateError, match="expected a certificate of"):
            replace(solution, certificate=other.certificate).verify()
        with pytest.raises(co.CertificateError):
            replace(solution, value=other.value).verify()
    with pytest.raises(co.UnsupportedGameError, match="worth 0 or 1"):
        measure(co.TUGame.from_function(["A", "B"], len))
    with pytest.raises(co.LimitExceededError, match="limit=10 "):
        measure(co.WeightedVotingGame.from_weights(quota=50, weights=dict(enumerate(range(1, 41)))), limit=10)
