"""The indices of critical members: Johnston, Deegan–Packel, Holler–Packel."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import comb

import pytest
from hypothesis import given

import coalitions as co
from coalitions.testing import weighted_voting_games
from tests.literature.councils import ELECTORAL_COLLEGE, security_council

INDICES = [co.johnston_index, co.deegan_packel_index, co.holler_packel_index]


def game_of(quota, *weights):
    return co.WeightedVotingGame.from_weights(quota=quota, weights=dict(zip("ABCDEFGHIJ", weights, strict=False)))


def by_definition(game):
    """All three indices, coalition by coalition."""
    n = len(game.players)
    sums = [[Fraction(0)] * n for _ in range(3)]
    for mask in range(1 << n):
        members = [i for i in range(n) if mask >> i & 1]
        critical = [i for i in members if game.worth(mask) and not game.worth(mask ^ 1 << i)]
        for i in critical:
            sums[0][i] += Fraction(1, len(critical))
            if critical == members:
                sums[1][i] += Fraction(1, len(critical))
                sums[2][i] += 1
    return [[s / sum(row) for s in row] for row in sums]


@given(weighted_voting_games(max_players=6))
def test_definition(game):
    for index, expected in zip(INDICES, by_definition(game), strict=True):
        for form in (game, co.tabulate(game)):
            solution = index(form)
            assert list(solution.value.amounts) == expected
            assert solution.guarantee is co.Guarantee.CERTIFIED
            assert solution.verify().value == solution.value


@given(weighted_voting_games(min_players=10, max_players=10, max_weight=2))
def test_counting_agrees_with_the_table(game):
    for index in INDICES:
        assert index(game).value == index(co.tabulate(game)).value


def test_holler_1982():
    # the example in which both indices give more to 15 votes than to 20
    council = game_of(51, 35, 20, 15, 15, 15)
    assert co.holler_packel_index(council).value.amounts == tuple(Fraction(k, 15) for k in (4, 2, 3, 3, 3))
    assert co.deegan_packel_index(council).value.amounts == tuple(Fraction(k, 60) for k in (18, 9, 11, 11, 11))


def test_economic_community_1958():
    # minimal: the three large ones, or two of them with both middle ones; Luxembourg is in none of the four
    council = game_of(12, 4, 4, 4, 2, 2, 1)
    large, middle = Fraction(5, 24), Fraction(3, 16)
    assert co.deegan_packel_index(council).value.amounts == (large, large, large, middle, middle, 0)
    assert co.holler_packel_index(council).value.amounts == (*[Fraction(1, 5)] * 5, 0)
    assert co.johnston_index(council).value["F"] == 0


def test_johnston_by_hand():
    # {A, B} and {A, C} are split in halves, {A, B, C} breaks by A alone
    assert co.johnston_index(game_of(51, 50, 49, 1)).value == {"A": Fraction(2, 3), "B": Fraction(1, 6), "C": Fraction(1, 6)}


def test_security_council():
    # the permanent five and e elected: with e = 4 all nine are critical, with more only the five
    council = security_council()
    assert co.tabulate(council).table.sum() == 848
    johnston = co.johnston_index(council).value
    assert johnston["elected 1"] == Fraction(comb(9, 3), 9 * 848)
    assert johnston["France"] == (Fraction(comb(10, 4), 9) + Fraction(848 - comb(10, 4), 5)) / 848
    for index in INDICES[1:]:
        solution = index(council)
        assert solution.diagnostics["method"] == "generating functions"
        assert solution.value["China"] == Fraction(1, 9)
        assert solution.value["elected 7"] == Fraction(4, 90)


def test_electoral_college_is_counted():
    states = co.WeightedVotingGame.from_weights(quota=270, weights=dict(enumerate(ELECTORAL_COLLEGE)))
    for index in INDICES:
        solution = index(states)
        assert solution.guarantee is co.Guarantee.CERTIFIED
        assert sum(solution.value.values()) == 1
    amounts = co.johnston_index(states).value.amounts
    assert all(a >= b for a, b in pairwise(amounts))  # monotone in weight, unlike the other two


def test_large_assembly():
    half = co.WeightedVotingGame.from_weights(quota=40, weights={0: 30, **dict.fromkeys(range(1, 41), 1)})
    # minimal: the large one with 10 of 40, or all 40 small ones
    number = comb(40, 10) + 1
    shares = co.deegan_packel_index(half).value
    assert shares[0] == Fraction(comb(40, 10), 11) / number
    assert shares[7] == (Fraction(comb(39, 9), 11) + Fraction(1, 40)) / number
    assert co.holler_packel_index(half).value[0] == Fraction(comb(40, 10), 11 * comb(40, 10) + 40)


def test_dictator_one_player_and_big_weights():
    for index in INDICES:
        assert index(game_of(3, 3, 1, 1)).value == {"A": 1, "B": 0, "C": 0}
        assert index(game_of(1, 1)).value == {"A": 1}
        assert index(game_of(5 * 10**12, 4 * 10**12, 3 * 10**12, 2 * 10**12)).value["B"] == Fraction(1, 3)
        assert index(game_of(83_019_214, 83_019_213, 66_978_000, 60_359_546)).value["C"] == Fraction(1, 3)


@pytest.mark.parametrize("index", INDICES)
def test_mutations(index):
    counted = index(security_council())
    rows = counted.certificate.counts
    for k, (column, counts) in enumerate(rows):
        for s in range(len(counts)):
            changed = (*counts[:s], counts[s] + 1, *counts[s + 1 :])
            with pytest.raises(co.CertificateError):
                counted.certificate.__class__(counted.certificate.index, (*rows[:k], (column, changed), *rows[k + 1 :])).check(
                    counted.game
                )
    for changed in (rows[:1], (*rows, rows[0])):
        with pytest.raises(co.CertificateError):
            replace(counted, certificate=replace(counted.certificate, counts=changed)).verify()
    other = "johnston" if counted.certificate.index != "johnston" else "deegan-packel"
    tabled = index(co.tabulate(game_of(12, 4, 4, 4, 2, 2, 1)))
    amounts = tabled.certificate.amounts
    for changes in ({"index": other}, {"amounts": (amounts[-1], *amounts[1:-1], amounts[0])}, {"amounts": amounts[1:]}):
        with pytest.raises(co.CertificateError):
            replace(tabled, certificate=replace(tabled.certificate, **changes)).verify()
    with pytest.raises(co.CertificateError, match="weighted voting game"):
        counted.certificate.check(co.tabulate(security_council()))


@pytest.mark.parametrize("index", INDICES)
def test_refusals(index):
    with pytest.raises(co.UnsupportedGameError, match="worth 0 or 1"):
        index(co.TUGame.from_function(["A", "B"], len))
    with pytest.raises(co.UnsupportedGameError, match="worth 0 or 1"):
        index(co.TUGame.from_vector(["A"], [co.parameter("w")], order="mask"))
    many = dict(enumerate(range(1, 41)))
    with pytest.raises(co.LimitExceededError, match=r"limit=100 .* got (\d+); write limit=\1 if there is time, or divide"):
        index(co.WeightedVotingGame.from_weights(quota=50, weights=many), limit=100)
    with pytest.raises(co.LimitExceededError, match="common unit"):
        index(co.WeightedVotingGame.from_weights(quota=10**12, weights={k: 10**12 + w for k, w in many.items()}), limit=10**15)
