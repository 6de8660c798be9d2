"""Whether values are those of a stationary equilibrium: what the solver finds, what it does not, and forged evidence."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co

F = Fraction
APEX = co.WeightedVotingGame.from_weights(quota=3, weights={"A": 2, "B": 1, "C": 1, "D": 1})
GAME = co.ProposerBargaining.from_game(APEX, discount="9/10")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 4), min_size=1, max_size=4), st.data())
def test_the_values_that_are_found_pass_and_others_do_not(weights, data):
    total = sum(weights)
    if not total:
        weights, total = [1], 1
    quota = data.draw(st.integers(total // 2 + 1, total))
    rule = co.WeightedVotingGame.from_weights(quota=quota, weights={f"p{k}": w for k, w in enumerate(weights)})
    game = co.ProposerBargaining.from_game(rule, discount=data.draw(st.sampled_from(["1/2", "9/10"])))
    found = co.find_stationary_equilibrium(game)
    if found.guarantee is co.Guarantee.CERTIFIED:
        assert co.check_stationary_values(game, found.value).value is True
        # impatient players: the values are unique (Eraslan and McLennan 2013)
        k = data.draw(st.integers(0, len(weights) - 1))
        other = [v + F(1, 100) * (i == k) for i, v in enumerate(found.value.amounts)]
        assert co.check_stationary_values(game, other).value is False
        if len(weights) > 1:
            moved = [v + F(1, 100) * ((i == k) - (i == (k + 1) % len(weights))) for i, v in enumerate(found.value.amounts)]
            assert co.check_stationary_values(game, moved).value is False


def test_patient_unanimity_has_many():
    # δ = 1: v_i = p_i (1 - sum of the others' v) + (1 - p_i) v_i holds whenever the values add up to 1
    rule = co.WeightedVotingGame.from_weights(quota=2, weights={"A": 1, "B": 1})
    game = co.ProposerBargaining.from_game(rule)
    for values in [("1/2", "1/2"), (1, 0), ("1/3", "2/3")]:
        assert co.check_stationary_values(game, values).value is True
    assert co.check_stationary_values(game, ("1/2", "1/3")).value is False


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((1, 1, 1, 1), "prefers to wait"),
        ((F(-1, 5), F(2, 5), F(2, 5), F(2, 5)), "less than nothing"),
        ((F(1, 4),) * 4, "no lotteries"),
        ((0, 0, 0, 0), "no lotteries"),
    ],
)
def test_why_not(values, words):
    solution = co.check_stationary_values(GAME, values)
    assert solution.value is False
    assert words in repr(solution)


def test_refusals():
    with pytest.raises(co.UnsupportedGameError, match="use"):
        co.check_stationary_values(co.ProposerBargaining.from_game(APEX, rest="continue"), [0] * 4)
    with pytest.raises(co.LimitExceededError, match="limit=3"):
        co.check_stationary_values(GAME, [0] * 4, limit=3)
    with pytest.raises(co.InvalidArgumentError, match="payoff"):
        co.check_stationary_values(GAME, [0] * 3)
    with pytest.raises(co.UnsupportedGameError, match=r"use ProposerBargaining\.from_game"):
        co.check_stationary_values(APEX, [0] * 4)


def test_forged_evidence_is_refused():
    yes = co.check_stationary_values(GAME, ["2/5", "1/5", "1/5", "1/5"])
    no = co.check_stationary_values(GAME, ["1/4"] * 4)
    a, p, w = yes.certificate.amounts, yes.certificate.proposals, no.certificate.weights
    forged = [
        replace(yes, certificate=replace(yes.certificate, amounts=a[::-1])),
        replace(yes, certificate=replace(yes.certificate, amounts=a[:3])),
        replace(yes, certificate=replace(yes.certificate, amounts=tuple(map(float, a)))),
        replace(yes, certificate=replace(yes.certificate, proposals=p[:3])),
        replace(yes, certificate=replace(yes.certificate, proposals=((), *p[1:]))),
        replace(yes, certificate=replace(yes.certificate, proposals=p[::-1])),
        replace(yes, certificate=no.certificate),
        replace(no, certificate=yes.certificate),
        replace(no, certificate=replace(no.certificate, weights=None)),
        replace(no, certificate=replace(no.certificate, weights=tuple(-v for v in w))),
        replace(no, certificate=replace(no.certificate, weights=(F(0),) * 8)),
        replace(no, certificate=replace(no.certificate, weights=w[:7])),
        replace(no, certificate=replace(no.certificate, weights=tuple(map(float, w)))),
        replace(no, certificate=replace(no.certificate, amounts=a)),
        replace(no, certificate=replace(no.certificate, amounts=a), judged=a),
        replace(no, game=APEX),
        replace(yes, game=replace(GAME, rest="continue")),
    ]
    for solution in forged:
        with pytest.raises(co.CertificateError):
            solution.verify()
    assert yes.certificate.to_dict()["kind"] == "expected proposals"
    assert no.certificate.to_dict()["weights"]
