"""Bargaining by random proposers against published values, closed forms, a second algorithm and a naive check."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import coalitions as co

F = Fraction


def voting(quota, weights):
    return co.WeightedVotingGame.from_weights(quota=quota, weights={f"p{k}": w for k, w in enumerate(weights)})


def values(game, **options):
    solution = co.find_stationary_equilibrium(co.ProposerBargaining.from_game(game, **options))
    assert solution.guarantee is co.Guarantee.CERTIFIED
    return solution.value.amounts


def naive(bargaining, solution):
    """Whether proposals are best and values right, for a game that ends with the first agreement: by sets of names."""
    game, names = bargaining.game, list(bargaining.players)
    chance = dict(zip(names, bargaining.recognition, strict=True))
    price = {p: d * v for p, d, v in zip(names, bargaining.discounts, solution.value.amounts, strict=True)}
    ((_, _, proposals),) = solution.certificate.stages
    winning = [set(s) for k in range(1, len(names) + 1) for s in combinations(names, k) if game[s] > 0]
    average = dict.fromkeys(names, F(0))
    for i, lottery in zip(names, proposals, strict=True):
        least = min(sum(price[j] for j in s if j != i) for s in winning if i in s)
        assert sum(q for _, q in lottery) == 1
        for mask, q in lottery:
            chosen = set(bargaining.players.coalition(mask))
            assert chosen in winning
            assert i in chosen
            assert sum(price[j] for j in chosen if j != i) == least
            for j in chosen:
                average[j] += chance[i] * q * (1 - least if j == i else price[j])
        assert 1 - least >= price[i]
    assert tuple(average.values()) == solution.value.amounts


@pytest.mark.parametrize(("n", "quota"), [(3, 2), (5, 3), (7, 4), (9, 9), (101, 51), (1000, 501)])
@pytest.mark.parametrize("discount", [F(0), F(1, 2), F(9, 10)])
def test_equal_legislators(n, quota, discount):
    # Baron and Ferejohn (1989), closed rule: the proposer keeps 1 - δ (q - 1)/n
    game = co.ProposerBargaining.from_game(voting(quota, [1] * n), discount=discount)
    solution = co.find_stationary_equilibrium(game)
    assert solution.value.amounts == (F(1, n),) * n
    assert f"p0 proposing keeps {1 - discount * (quota - 1) / n}" in repr(solution)


def test_a_legislator_who_proposes_more_often_does_not_gain_if_all_are_patient():
    # with δ = 1 and majority rule of three, values are equal as long as no one is recognized too often
    assert values(voting(2, [1, 1, 1]), recognition=[2, 1, 1]) == (F(1, 3),) * 3


def test_the_apex_game_gives_values_in_proportion_to_votes():
    # Montero (2006): recognition in proportion to the votes; the same with equal recognition (Fréchette et al. 2005)
    for recognition in ([2, 1, 1, 1], [1, 1, 1, 1]):
        assert values(voting(3, [2, 1, 1, 1]), recognition=recognition) == (F(2, 5), F(1, 5), F(1, 5), F(1, 5))


@pytest.mark.parametrize("discount", [F(0), F(1, 3), F(9, 10), F(99, 100)])
def test_a_veto_player_by_hand(discount):
    # A and one of B, C: v_A = (1 - δ v_B)/3 + 2/3 δ v_A and v_A + 2 v_B = 1
    v = values(voting(3, [2, 1, 1]), discount=discount)
    expected = (2 - discount) / (6 - 5 * discount)
    assert v == (expected, (1 - expected) / 2, (1 - expected) / 2)


def test_a_patient_veto_player_gets_everything():
    assert values(voting(3, [2, 1, 1]), discount=1) == (1, 0, 0)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 4), st.data())
def test_unanimity_in_closed_form(n, data):
    # v_i = p_i (1 - sum of others' δ v) + (1 - p_i) δ_i v_i, so v_i is proportional to p_i / (1 - δ_i)
    p = data.draw(st.lists(st.integers(1, 5), min_size=n, max_size=n))
    d = data.draw(st.lists(st.fractions(0, F(9, 10), max_denominator=10), min_size=n, max_size=n))
    shares = [a / (1 - b) for a, b in zip(p, d, strict=True)]
    expected = tuple(s / sum(shares) for s in shares)
    assert values(voting(n, [1] * n), recognition=p, discount=d) == expected
    if n > 1:
        assert values(co.tabulate(voting(n, [1] * n)), recognition=p, discount=d, rest="nothing") == expected


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 4), st.data())
def test_votes_with_equal_weights_by_both_methods(n, data):
    quota = data.draw(st.integers(1, n))
    p = data.draw(st.lists(st.integers(0, 4), min_size=n, max_size=n))
    d = data.draw(st.lists(st.sampled_from([F(0), F(1, 2), F(4, 5), F(9, 10)]), min_size=n, max_size=n))
    assume(sum(p) > 0)
    rule = voting(quota, [1] * n)
    closed = co.find_stationary_equilibrium(co.ProposerBargaining.from_game(rule, recognition=p, discount=d))
    other = co.find_stationary_equilibrium(
        co.ProposerBargaining.from_game(co.tabulate(rule), recognition=p, discount=d, rest="nothing")
    )
    assert closed.guarantee is co.Guarantee.CERTIFIED
    assert all(abs(float(a) - float(b)) < 1e-5 for a, b in zip(closed.value.amounts, other.value.amounts, strict=True))
    if other.guarantee is co.Guarantee.CERTIFIED:
        assert closed.value == other.value


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 6), st.data())
def test_votes_with_equal_weights_always_have_certified_values(n, data):
    # also where some are never recognized, or lose nothing or everything by waiting
    quota = data.draw(st.integers(1, n))
    p = data.draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
    d = data.draw(st.lists(st.sampled_from([F(0), F(1, 2), F(9, 10), F(1)]), min_size=n, max_size=n))
    assume(sum(p) > 0)
    assert sum(values(voting(quota, [1] * n), recognition=p, discount=d)) == 1


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 5), min_size=2, max_size=4), st.integers(1, 12), st.sampled_from([F(1, 2), F(9, 10)]))
def test_the_nucleolus_confirms_itself(weights, extra, discount):
    # Montero (2006): with the nucleolus as recognition probabilities the values are the nucleolus
    quota = sum(weights) // 2 + extra
    assume(quota <= sum(weights))
    rule = voting(quota, weights)
    center = co.nucleolus(rule).value
    solution = co.find_stationary_equilibrium(
        co.ProposerBargaining.from_game(co.tabulate(rule), recognition=center, discount=discount, rest="nothing")
    )
    assert all(abs(float(a) - float(b)) < 1e-5 for a, b in zip(solution.value.amounts, center.amounts, strict=True))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.data())
def test_weighted_votes_by_a_naive_check(weights, data):
    quota = data.draw(st.integers(sum(weights) // 2 + 1, sum(weights)))
    d = data.draw(st.sampled_from([F(0), F(1, 2), F(9, 10), F(1)]))
    p = data.draw(st.lists(st.integers(1, 3), min_size=len(weights), max_size=len(weights)))
    game = co.ProposerBargaining.from_game(co.tabulate(voting(quota, weights)), recognition=p, discount=d, rest="nothing")
    solution = co.find_stationary_equilibrium(game)
    assert abs(sum(map(float, solution.value.amounts)) - 1) < 1e-6
    if solution.guarantee is co.Guarantee.CERTIFIED:
        naive(game, solution)
    else:
        assert solution.diagnostics["error"] < 1e-5


def test_irrational_values_are_said_to_be_approximate():
    solution = co.find_stationary_equilibrium(co.ProposerBargaining.from_game(voting(5, [3, 2, 2, 1, 1]), discount="9/10"))
    assert solution.guarantee is co.Guarantee.APPROXIMATE
    v = solution.value
    assert abs(v["p0"] + v["p3"] - 2 * v["p1"]) < 1e-5  # {p0, p3} and {p1, p2} tie
    assert abs(sum(v.amounts) - 1) < 1e-6
    assert solution.diagnostics["error"] < 1e-5


@pytest.mark.parametrize("pairs", [0, 1, F(19, 10)])
def test_equal_division_that_is_in_the_core(pairs):
    # Okada (1996): the grand coalition forms and shares equally if that is in the core (δ close to 1)
    game = co.TUGame.from_function(["A", "B", "C"], lambda s: {1: 0, 2: pairs, 3: 3}[len(s)])
    assert values(game, discount="99/100") == (1, 1, 1)


def test_pairs_form_where_they_have_more_each():
    # v(S) = 3 for pairs and for all: a pair divides 3, the last player is left with 0; by symmetry everybody expects 1
    game = co.TUGame.from_function(["A", "B", "C"], lambda s: {1: 0, 2: 3, 3: 3}[len(s)])
    bargaining = co.ProposerBargaining.from_game(game, discount="9/10")
    solution = co.find_stationary_equilibrium(bargaining)
    assert solution.value.amounts == (1, 1, 1)
    assert "keeps 21/10" in solution.certificate.explain(bargaining, "A")


def test_those_left_out_go_on():
    # {A, B} and {C, D} are worth 1 each and nothing else adds to that: 1/4 + ... by symmetry 1/2 - (delay of the second pair)
    game = co.TUGame.from_function(["A", "B", "C", "D"], lambda s: int({"A", "B"} <= set(s)) + int({"C", "D"} <= set(s)))
    d = F(9, 10)
    solution = co.find_stationary_equilibrium(co.ProposerBargaining.from_game(game, discount=d))
    assert len(set(solution.value.amounts)) == 1
    v = solution.value["A"]
    # proposing {A, B}: 1 - δ v for the proposer, δ v for the partner, δ/2 for the two others; all four at once leave less
    pair, everybody = 1 - d * v, 2 - 3 * d * v
    assert pair >= everybody or v == F(1, 2)
    assert v == (F(1, 4) * (1 + d) if pair > everybody else F(1, 2))


def test_degenerate_games():
    assert values(co.TUGame.from_vector([], [0], order="mask")) == ()
    assert values(co.TUGame.from_vector(["A"], [0, 5], order="mask"), discount="1/2") == (5,)
    assert values(co.TUGame.from_vector(["A", "B"], [0, 0, 0, 0], order="mask"), discount="1/2") == (0, 0)
    assert values(voting(1, [1]), discount=0) == (1,)
    # p0 keeps 1, p1 offers v/2: v = 1/2 + v/4
    assert values(voting(1, [1, 0]), discount="1/2") == (F(2, 3), F(1, 3))
    big, small = 10**9, F(1, 10**9)
    game = co.TUGame.from_worths(["A", "B"], {"A": small, "B": 0, ("A", "B"): big})
    assert values(game, discount="1/2") == (F(big, 2), F(big, 2))
    assert values(voting(2, [1, 1, 1]), discount=0, recognition=[1, 0, 0]) == (1, 0, 0)


def test_refusals():
    with pytest.raises(co.UnsupportedGameError, match=r"use ProposerBargaining\.from_game"):
        co.find_stationary_equilibrium(voting(1, [1]))
    with pytest.raises(co.InvalidGameError, match="at least 0"):
        values(co.TUGame.from_vector(["A", "B"], [0, -1, 2, 3], order="mask"), rest="continue")
    with pytest.raises(co.LimitExceededError, match="limit=6"):
        values(co.TUGame.from_function(list("ABCDEFG"), lambda s: len(s) ** 2))
    with pytest.raises(co.LimitExceededError, match="limit=12"):
        values(voting(10, [1] * 20), recognition=list(range(1, 21)))
    w = co.parameter("w")
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        values(co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask"), rest="continue")
