"""Published indices of two councils."""

from fractions import Fraction

import pytest

import coalitions as co


def council_of_six():
    """The Council of the European Economic Community, 1958: 12 of 17 votes."""
    six = {"France": 4, "Germany": 4, "Italy": 4, "Belgium": 2, "Netherlands": 2, "Luxembourg": 1}
    return co.WeightedVotingGame.from_weights(quota=12, weights=six)


def council_of_eleven():
    """The United Nations Security Council until 1965: 7 of 11 votes, and no veto."""
    names = [f"permanent {k}" for k in range(5)] + [f"elected {k}" for k in range(6)]
    return co.WeightedVotingGame.from_rules([(7, dict.fromkeys(names, 1)), (5, dict.fromkeys(names[:5], 1))])


@pytest.mark.parametrize("form", [lambda game: game, co.tabulate])
def test_economic_community_1958(form):
    # Brams and Affuso (1976), Felsenthal and Machover (1998), table 5.3.2
    council = form(council_of_six())
    expected = {
        co.shapley_shubik_index: (14, 14, 14, 9, 9, 0, 60),
        co.banzhaf_index: (10, 10, 10, 6, 6, 0, 42),
        co.coleman_power_to_prevent: (10, 10, 10, 6, 6, 0, 14),
        co.coleman_power_to_initiate: (10, 10, 10, 6, 6, 0, 50),
    }
    for index, (*shares, whole) in expected.items():
        assert index(council).value.amounts == tuple(Fraction(s, whole) for s in shares)
    assert co.coleman_power_to_act(council).value == Fraction(14, 64)


def test_security_council_until_1965():
    # Shapley and Shubik (1954): 98.7 percent for the five. An elected member turns the tide after the five and one of the
    # other five elected: 5 · 6! 4! / 11! = 1/462
    council = council_of_eleven()
    shapley = co.shapley_shubik_index(council).value
    assert shapley["elected 5"] == Fraction(1, 462)
    assert shapley["permanent 0"] == Fraction(76, 385) == (1 - 6 * Fraction(1, 462)) / 5
    # winning: the five with 2 to 6 of the six, 57 in all; an elected one swings with exactly one other, 5 times
    banzhaf = co.banzhaf_index(council).value
    assert banzhaf["permanent 0"] == Fraction(57, 5 * 57 + 6 * 5) == Fraction(19, 105)
    assert banzhaf["elected 0"] == Fraction(1, 63)
    assert co.coleman_power_to_act(council).value == Fraction(57, 2048)
    assert co.johnston_index(council).value["elected 0"] == Fraction(5, 7 * 57)
    assert len(co.enumerate_minimal_winning(council).value) == 15
