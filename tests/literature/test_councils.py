"""Councils of states: the United Nations and Europe."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest

import coalitions as co
from tests.literature.cases import Case, as_printed
from tests.literature.councils import security_council

SHAPLEY_SHUBIK = "Shapley and Shubik (1954), A method for evaluating the distribution of power in a committee system"
FELSENTHAL_MACHOVER = "Felsenthal and Machover (1998), The measurement of voting power, chapters 5 and 6"


def council(quota, *groups):
    """Groups (how many, votes each) of members."""
    weights = {f"{votes} votes, {k}": votes for count, votes in groups for k in range(count)}
    return co.WeightedVotingGame.from_weights(quota=quota, weights=weights)


def spread(groups, printed):
    """The number printed for each group, once for each of its members."""
    return [p for (count, _), p in zip(groups, printed, strict=True) for _ in range(count)]


def old_security_council():
    """Until 1965: 7 of 11 votes, and no veto of the five."""
    names = [f"permanent {k}" for k in range(5)] + [f"elected {k}" for k in range(6)]
    return co.WeightedVotingGame.from_rules([(7, dict.fromkeys(names, 1)), (5, dict.fromkeys(names[:5], 1))])


#: Year, quota, groups (how many, votes each), Shapley-Shubik index, Banzhaf index
EUROPE = [
    (1958, 12, [(3, 4), (2, 2), (1, 1)], ["0.233", "0.150", "0.000"], ["0.238", "0.143", "0.000"]),
    (1973, 41, [(4, 10), (2, 5), (2, 3), (1, 2)], ["0.179", "0.081", "0.057", "0.010"], ["0.167", "0.091", "0.066", "0.016"]),
    (1981, 45, [(4, 10), (3, 5), (2, 3), (1, 2)], ["0.174", "0.071", "0.030", "0.030"], ["0.158", "0.082", "0.041", "0.041"]),
    (1986, 54, [(4, 10), (1, 8), (4, 5), (2, 3), (1, 2)], ["0.134", "0.111", "0.064", "0.043", "0.012"],
     ["0.129", "0.109", "0.067", "0.046", "0.018"]),
    (1995, 62, [(4, 10), (1, 8), (4, 5), (2, 4), (3, 3), (1, 2)], ["0.117", "0.095", "0.055", "0.045", "0.035", "0.021"],
     ["0.112", "0.092", "0.059", "0.048", "0.036", "0.023"]),
]  # fmt: skip
#: The power to act of the Council
ACT = {1958: "0.2188", 1973: "0.1465", 1981: "0.1367", 1986: "0.0981", 1995: "0.0778"}
INDICES = {co.shapley_shubik_index: "shapley", co.banzhaf_index: "banzhaf"}

CASES = [
    Case(f"europe-{year}-{INDICES[index]}", FELSENTHAL_MACHOVER + f": the Council of {year}", "recalled",
         council(quota, *groups), index, spread(groups, printed))
    for year, quota, groups, shapley, banzhaf in EUROPE
    for index, printed in ((co.shapley_shubik_index, shapley), (co.banzhaf_index, banzhaf))
]  # fmt: skip
CASES += [
    Case(f"europe-{year}-act", FELSENTHAL_MACHOVER + f": the Council of {year}", "recalled", council(quota, *groups),
         co.coleman_power_to_act, ACT[year])
    for year, quota, groups, _, _ in EUROPE
]  # fmt: skip
CASES += [
    Case("europe-1958-powerindex", "the documents of powerindex 0.2, [12; 4, 4, 4, 2, 2, 1], to 15 digits", "read",
         council(12, (3, 4), (2, 2), (1, 1)), co.banzhaf_index, ["0.238095238095238"] * 3 + ["0.142857142857143"] * 2 + [0]),
    Case("europe-1958-fractions", "Brams and Affuso (1976), Power and size: a new paradox: 14, 14, 14, 9, 9, 0 of 60", "recalled",
         council(12, (3, 4), (2, 2), (1, 1)), co.shapley_shubik_index, ["7/30"] * 3 + ["3/20"] * 2 + [0]),
    # by hand: the five and one of the other five elected before him, 5 · 6! 4! / 11! = 1/462, six times; the rest for the five
    Case("security-council-1954", SHAPLEY_SHUBIK + ": 76/77 for the five (the coopgame documents quote it)", "read",
         old_security_council(), co.shapley_shubik_index, ["76/385"] * 5 + ["1/462"] * 6),
    Case("security-council-1954-banzhaf", FELSENTHAL_MACHOVER, "recalled", old_security_council(), co.banzhaf_index,
         ["0.1810"] * 5 + ["0.0159"] * 6),
    Case("security-council-1966", "the coopgame documents, tutorial 2: 15 members", "read", security_council(),
         co.shapley_shubik_index, ["0.1963"] * 5 + ["0.0019"] * 10),
    Case("security-council-1966-banzhaf", FELSENTHAL_MACHOVER, "recalled", security_council(), co.banzhaf_index,
         ["0.1669"] * 5 + ["0.0165"] * 10),
    # 57 of 2048: the five with two to six of the six; 848 of 32768: the five with four to ten of the ten
    Case("security-council-1954-act", FELSENTHAL_MACHOVER, "recalled", old_security_council(), co.coleman_power_to_act,
         "0.0278"),
    Case("security-council-1966-act", FELSENTHAL_MACHOVER, "recalled", security_council(), co.coleman_power_to_act, "0.0259"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_published(case):
    case.check()


def test_luxembourg_did_not_count_in_1958():
    # Mayer (2018), Luxembourg in the early days of the EEC: null player or not?, Games 9, 29. Read
    assert co.find_null_players(council(12, (3, 4), (2, 2), (1, 1))).value == {"1 votes, 0"}


@pytest.mark.parametrize(("elected", "needed", "winning"), [(6, 2, 57), (10, 4, 848)])
def test_coalitions_of_the_security_council_by_hand(elected, needed, winning):
    assert sum(comb(elected, k) for k in range(needed, elected + 1)) == winning


#: The Treaty of Nice for 27 members: votes and how many have them
NICE = [(4, 29), (2, 27), (1, 14), (1, 13), (5, 12), (3, 10), (5, 7), (5, 4), (1, 3)]
NICE_BANZHAF = ["7.78", "7.42", "4.26", "3.97", "3.68", "3.09", "2.18", "1.25", "0.94"]


def swings_by_polynomial(weights, quota):
    """How often each weight swings, from the number of coalitions of the others of each total weight."""
    counts = {}
    for w in set(weights):
        others = list(weights)
        others.remove(w)
        ways = np.zeros(sum(weights) + 1, dtype=np.int64)
        ways[0] = 1
        for v in others:
            ways[v:] = ways[v:] + ways[:-v]
        counts[w] = int(ways[quota - w : quota].sum())
    return counts


def test_nice_2001():
    # Felsenthal and Machover (2001), The Treaty of Nice and qualified majority voting: the votes of 27 members, quota 255.
    # Recalled; counted a second time with polynomials
    game = council(255, *NICE)
    found = co.banzhaf_index(game)
    assert found.guarantee is co.Guarantee.CERTIFIED
    assert all(as_printed(100 * a, p) for a, p in zip(found.value.values(), spread(NICE, NICE_BANZHAF), strict=True))
    weights = game.weights[0]
    counts = swings_by_polynomial(weights, 255)
    whole = sum(counts[w] for w in weights)
    assert list(found.value.values()) == [Fraction(counts[w], whole) for w in weights]
    assert (sum(weights), len(weights)) == (345, 27)


#: The population of the 27 in thousandths of the whole, in the same order
NICE_PEOPLE = [170, 123, 122, 120, 82, 80, 47, 33, 22, 21, 21, 21, 21, 18, 17, 17, 11, 11, 11, 8, 8, 5, 4, 3, 2, 1, 1]


def test_winning_coalitions_of_nice():
    # Felsenthal and Machover (2001); Bilbao, Fernández, Jiménez and López (2002), Voting power in the European Union enlargement;
    # Freixas (2004), The dimension for the European Union Council under the Nice rules. Recalled: of 2**27 coalitions 2718774
    # have 255 votes, and 2718752 also 14 members and 620 thousandths of the population
    votes = dict(zip(council(255, *NICE).players, council(255, *NICE).weights[0], strict=True))
    members, people = dict.fromkeys(votes, 1), dict(zip(votes, NICE_PEOPLE, strict=True))
    assert sum(NICE_PEOPLE) == 1000

    def winning(*rules):
        game = co.WeightedVotingGame.from_rules([(255, votes), *rules])
        return co.coleman_power_to_act(game, limit=1 << 28).value * 2**27

    with_votes, with_members, with_people = winning(), winning((14, members)), winning((620, people))
    assert with_votes == 2_718_774
    # 13 members have 257 votes at most, so that with 255 the six largest are among them, who are 697 thousandths of the
    # population: no coalition fails by both other rules
    assert with_members + with_people - with_votes == 2_718_752


def test_the_three_rules_of_nice_at_once():
    # the same 2718752 by one game of three rules, whose missing coalitions are few; and the alternative of Lisbon beside it
    votes = dict(zip(council(255, *NICE).players, council(255, *NICE).weights[0], strict=True))
    members, people = dict.fromkeys(votes, 1), dict(zip(votes, NICE_PEOPLE, strict=True))
    game = co.WeightedVotingGame.from_rules([(255, votes), (14, members), (620, people)])
    act = co.coleman_power_to_act(game)
    assert act.value * 2**27 == 2_718_752
    power = co.banzhaf_index(game)
    assert all(as_printed(100 * a, p) for a, p in zip(power.value.values(), spread(NICE, NICE_BANZHAF), strict=True))


def test_lisbon_2007():
    # Słomczyński and Życzkowski (2007), Penrose voting system and optimal quota, and others: with 15 of 27 members and 65 percent
    # of the population, 12.9 percent of all coalitions win, after 2.0 percent under the rules of Nice. Recalled, for about the
    # same populations; counted a second time by members and population
    names = [f"member {k}" for k in range(27)]
    rules = [(15, dict.fromkeys(names, 1)), (650, dict(zip(names, NICE_PEOPLE, strict=True)))]
    act = co.coleman_power_to_act(co.WeightedVotingGame.from_rules(rules))
    ways = np.zeros((28, 1001), dtype=np.int64)
    ways[0, 0] = 1
    for people in NICE_PEOPLE:
        ways[1:, people:] += ways[:-1, :-people].copy()
    assert act.value == Fraction(int(ways[15:, 650:].sum()), 2**27)
    assert as_printed(100 * act.value, "12.9")
    assert as_printed(100 * co.coleman_power_to_act(council(255, *NICE)).value, "2.0")
    assert act.guarantee is co.Guarantee.CERTIFIED


def test_nice_with_a_majority_of_states():
    # Kirsch (2004), What is a fair distribution of power in the Council: the simple majority of states plays virtually no role
    # beside the votes. Read, of 25 members; here of 27
    weights = dict(zip(council(255, *NICE).players, council(255, *NICE).weights[0], strict=True))
    alone = co.banzhaf_index(council(255, *NICE)).value
    both = co.banzhaf_index(co.WeightedVotingGame.from_rules([(255, weights), (14, dict.fromkeys(weights, 1))])).value
    assert max(abs(alone[p] - both[p]) for p in weights) < Fraction(1, 10**4)
