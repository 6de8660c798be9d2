from fractions import Fraction

import numpy as np
import pytest

import coalitions as co
from coalitions.families.councils import ELECTORS, POPULATIONS


def sums(numbers):
    out = np.zeros(1, dtype=np.int64)
    for number in numbers:
        out = np.concatenate([out, out + number])
    return out


def test_the_council_by_all_coalitions():
    # every one of the 2**27 coalitions, half a population at a time: 65 % as twentieths, 15 states, or 24
    people = list(POPULATIONS.values())
    low, high = sums(people[:14]), sums(people[14:])
    some, more = sums([1] * 14), sums([1] * 13)
    quota = -(-13 * sum(people) // 20)
    with_low, with_high = np.zeros(1 << 14, dtype=np.int64), np.zeros(1 << 13, dtype=np.int64)
    for k in range(1 << 13):
        states = some + more[k]
        wins = (low + high[k] >= quota) & (states >= 15) | (states >= 24)
        with_low += wins
        with_high[k] = wins.sum()
    total = int(with_high.sum())
    swings = [2 * int(with_low[np.arange(1 << 14) >> i & 1 == 1].sum()) - total for i in range(14)]
    swings += [2 * int(with_high[np.arange(1 << 13) >> i & 1 == 1].sum()) - total for i in range(13)]
    council = co.eu_council_game()
    assert co.coleman_power_to_act(council).value == Fraction(total, 2**27)
    assert list(co.banzhaf_value(council).value.values()) == [Fraction(s, 2**26) for s in swings]
    # the clause of four states lets few coalitions more win, as is known
    alone = co.coleman_power_to_act(council.alternatives[0]).value * 2**27
    assert 0 < total - alone < 100


def test_the_council_in_numbers():
    council = co.eu_council_game()
    assert len(council.players) == 27
    assert sum(POPULATIONS.values()) == 449_206_579  # the total for the Union, from memory
    shapley = co.shapley_shubik_index(council)
    assert sum(shapley.value.values()) == 1
    assert shapley.guarantee is co.Guarantee.CERTIFIED
    order = sorted(POPULATIONS, key=POPULATIONS.get)
    assert sorted(order, key=shapley.value.get) == order
    # all but Germany, France and Italy, who are 47 % of the people, win; without Spain, too, they do not
    names = list(POPULATIONS)
    assert (council[names[3:]], council[names[4:]]) == (1, 0)


def test_other_populations():
    people = {"A": "0.4", "B": "0.2"} | dict.fromkeys("CDEFGHIJ", "0.05")
    # six of ten with 65 % of the people, or seven
    listed, expected = ("ABCDEF", "BCDEFG", "BCDEFGH", "ABCDE", "ACDEFG", "ABCDEFGHIJ"), [1, 0, 1, 0, 1, 1]
    for populations in (people, {k: 10**7 * float(v) for k, v in people.items()}):
        game = co.eu_council_game(populations)
        assert [game[tuple(S)] for S in listed] == expected
    with pytest.raises(co.InvalidArgumentError, match="at least four members"):
        co.eu_council_game({"A": 1})
    with pytest.raises(co.InvalidArgumentError, match="mapping"):
        co.eu_council_game([1, 2, 3, 4])
    with pytest.raises(co.InvalidGameError, match="at least 0"):
        co.eu_council_game({"A": 1, "B": 1, "C": 1, "D": -1})


def test_electoral_college():
    college = co.electoral_college_game()
    assert (len(ELECTORS), sum(ELECTORS.values()), college.quotas) == (51, 538, (270,))
    shapley = co.shapley_shubik_index(college)
    assert shapley.guarantee is co.Guarantee.CERTIFIED
    # Owen (1975): the integral over p of the chance to swing, here for California
    nodes, shares = np.polynomial.legendre.leggauss(26)
    others = [w for state, w in ELECTORS.items() if state != "CA"]
    total = 0.0
    for p, share in zip((nodes + 1) / 2, shares / 2, strict=True):
        chance = np.ones(1)
        for w in others:
            chance = np.convolve(chance, [1 - p, *[0] * (w - 1), p])
        total += share * chance[270 - 54 : 270].sum()
    assert float(shapley.value["CA"]) == pytest.approx(total, abs=1e-13)


def test_fund():
    # the printed votes of some members: IMF members' quotas and voting power, with 1459 basic votes
    printed = {"Afghanistan": 4697, "Albania": 2852, "Algeria": 21058, "Andorra": 2284, "Argentina": 33332, "Australia": 67183}
    printed |= {"Belgium": 65566, "Brazil": 111879, "Bolivia": 3860, "Botswana": 3431, "Bangladesh": 12125}
    fund = co.imf_game()
    votes = dict(zip(fund.players, fund.weights[0], strict=True))
    assert {name: votes[name] for name in printed} == printed
    assert len(votes) == 190
    assert sum(votes.values()) - 190 * 1459 == 4_762_720  # quotas of 476,272.0 million SDR
    assert fund.quotas[0] == sum(votes.values()) // 2 + 1
    veto = co.imf_game(percent=85)
    assert sum(votes.values()) - votes["United States"] < veto.quotas[0]
    with pytest.raises(co.InvalidArgumentError, match="50, 70 or 85"):
        co.imf_game(percent=60)
    power = co.banzhaf_index(veto)
    assert sum(power.value.values()) == 1
    assert power.value["United States"] == max(power.value.values())
    # whoever has a veto is in every winning coalition
    assert power.certificate.winning == dict(power.certificate.members)[(votes["United States"],)]
