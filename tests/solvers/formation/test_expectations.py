"""Rational expectations: against the three conditions as they stand, and what must follow from them."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.expectations import BrokenExpectation, RationalExpectation
from coalitions.testing import environments
from tests.literature import chwe
from tests.literature.environments import Plain


def is_rational(env, chosen, strong):
    """Conditions (I), (E) and (M), or (M'), for a move (by number) or None at each state."""
    moves = [(env.place(a), env.place(b), set(who), set(ask)) for a, b, who, ask in map(env.move, range(len(env.targets)))]

    def end(state, seen=()):
        if state in seen:
            return None
        return state if chosen[state] is None else end(moves[chosen[state]][1], (*seen, state))

    def prefer(move, better, worse):
        rank = {p: env.ranks[i] for i, p in enumerate(env.players)}
        gains = [rank[p][better] - rank[p][worse] for p in move[2]]
        enough = all(g > 0 for g in gains) if env.strictly == "all" else min(gains) >= 0 and max(gains) > 0
        return enough and all(rank[p][better] >= rank[p][worse] for p in move[3])

    if any(end(s) is None for s in range(len(env.states))):
        return False
    for s, number in enumerate(chosen):
        mine = [m for m in moves if m[0] == s]
        if number is None:
            if any(prefer(m, end(m[1]), s) for m in mine):  # (I)
                return False
            continue
        if not prefer(moves[number], end(s), s):  # (E)
            return False
        who = moves[number][2]
        rivals = [m for m in mine if (m[2] & who if strong else m[2] == who)]
        if any(prefer(m, end(m[1]), end(s)) for m in rivals):  # (M)
            return False
    return True


def asked(env, chosen):
    """An expectation in words, from a move (by number) or None at each state."""
    return {env.states[s]: env.move(m)[1:3] for s, m in enumerate(chosen) if m is not None}


def unambiguous(env):
    ends = [(a, b, who) for a, b, who, _ in map(env.move, range(len(env.targets)))]
    return len(set(ends)) == len(ends)


@st.composite
def expectations(draw):
    env = draw(environments(consenters=False))
    return env, [draw(st.sampled_from([None, *range(env.starts[k], env.starts[k + 1])])) for k in range(len(env.states))]


@settings(max_examples=120, deadline=None)
@given(expectations(), st.booleans())
def test_the_conditions(given_, strong):
    env, chosen = given_
    assert unambiguous(env)
    answer = co.check_rational_expectation(env, asked(env, chosen), strong=strong)
    assert answer.value == is_rational(env, chosen, strong)
    if answer.value:  # the stationary states are consistent, and dominate all others
        stationary = answer.certificate.stationary(env)
        assert stationary <= co.largest_consistent_set(env).value
        far = Plain(env).indirect()
        assert all(any((env.place(s), env.place(t)) in far for t in stationary) for s in env.states if s not in stationary)


def all_expectations(env):
    choices = [[None, *range(env.starts[k], env.starts[k + 1])] for k in range(len(env.states))]
    return [list(c) for c in product(*choices)]


def stationary_sets(env, *, strong=False):
    answers = [co.check_rational_expectation(env, asked(env, c), strong=strong) for c in all_expectations(env)]
    return {frozenset(a.certificate.stationary(env)) for a in answers if a.value}


@settings(max_examples=120, deadline=None)
@given(environments(max_states=4, max_moves=8), st.booleans())
def test_all_sets_against_all_expectations(env, strong):
    expected = {tuple(k for k, m in enumerate(c) if m is None) for c in all_expectations(env) if is_rational(env, c, strong)}
    answer = co.enumerate_rational_expectations_sets(env, strong=strong)
    assert [tuple(map(env.place, v)) for v in answer.value] == sorted(expected)


def test_examples_of_chwe():
    assert stationary_sets(chwe.THIRD) == stationary_sets(chwe.THIRD, strong=True) == {frozenset("c")}
    assert stationary_sets(chwe.FOURTH) == {frozenset("ac")}
    assert stationary_sets(chwe.CONDORCET) == set()
    assert stationary_sets(chwe.FIRST) == {frozenset("c")}  # within the largest consistent set, which is {c}


def test_maximality_is_what_farsighted_stable_sets_lack():
    """1 may go to b or to c, both of which last, and c is better: {b, c} is stable, but nobody expects 1 to go to b."""
    env = co.Environment.from_moves(["1"], "abc", [("a", "b", "1"), ("a", "c", "1")], rankings={"1": ["c", "b", "a"]})
    assert co.enumerate_farsighted_stable_sets(env).value == ({"b", "c"},)
    assert co.check_rational_expectation(env, {"a": "c"}).value is True
    assert co.check_rational_expectation(env, {"a": "b"}).value is False
    assert co.check_rational_expectation(env, {}).value is False


def test_strong_expectations_compare_other_coalitions_too():
    ranks = {"1": ["c", "b", "a"], "2": ["b", "a", "c"]}
    env = co.Environment.from_moves(["1", "2"], "abc", [("a", "b", ["1", "2"]), ("a", "c", "1")], rankings=ranks)
    assert co.check_rational_expectation(env, {"a": "b"}).value is True
    assert co.check_rational_expectation(env, {"a": "b"}, strong=True).value is False
    assert co.check_rational_expectation(env, {"a": "c"}, strong=True).value is True


def test_all_sets_of_larger_environments():
    assert co.enumerate_rational_expectations_sets(chwe.CONDORCET).value == ()
    game = co.environment(chwe.TABLE_3, moves="individual")
    for strong in (False, True):
        for stable in co.enumerate_rational_expectations_sets(game, strong=strong).value:
            assert stable <= co.largest_consistent_set(game).value
    with pytest.raises(co.LimitExceededError, match=r"limit=3 cases.*check_rational_expectation"):
        co.enumerate_rational_expectations_sets(game, limit=3)
    with pytest.raises(co.LimitExceededError, match="max_states=11 states, got 12"):
        co.enumerate_rational_expectations_sets(game, max_states=11)


def test_forged_sets():
    solution = co.enumerate_rational_expectations_sets(chwe.FOURTH)
    (moves,) = solution.certificate.expectations
    cases = solution.certificate.cases
    for bad in ((), (moves, moves), [moves], ((-1, -1, -1),), (list(moves),), (moves[:-1],), None):
        with pytest.raises(co.CertificateError):
            co.certify(solution.concept, chwe.FOURTH, replace(solution.certificate, expectations=bad))
    for bad in (cases - 1, 0, -1, True, float(cases), None):
        with pytest.raises(co.CertificateError):
            co.certify(solution.concept, chwe.FOURTH, replace(solution.certificate, cases=bad))
    with pytest.raises(co.CertificateError):
        co.certify("strong " + solution.concept, chwe.FOURTH, solution.certificate)
    assert solution.to_dict()["certificate"]["expectations"] == [list(moves)]


def test_words():
    env = chwe.FIRST
    said = [
        ({}, "a -{1}-> b ends in b, which its movers prefer to staying"),
        ({"a": "b", "b": "c", "c": "d", "d": "a"}, "from a the expected moves go round"),
        ({"d": "a"}, "a -{1}-> b ends in b, which its movers prefer to staying"),
        ({"a": "b", "c": "d", "b": "c"}, "b -{2}-> c ends in d: not all gain who must"),
    ]
    for expectation, reason in said:
        assert co.check_rational_expectation(env, expectation).certificate.describe(env) == reason
    assert repr(co.check_rational_expectation(env, {"a": ("c", ["1", "2"]), "b": "c", "d": "a"})) == (
        "rational expectation: True   [certified; expected moves end in {c}, and nobody would rather do otherwise]"
    )


def test_forged_evidence():
    env = chwe.FIRST  # the moves are a -> b (0), a -> c (1), b -> c (2), c -> d (3), d -> a (4)
    yes = co.check_rational_expectation(env, {"a": "c", "b": "c", "d": "a"})
    assert yes.certificate.moves == (1, 2, -1, 4)
    assert BrokenExpectation((1, 2, 3, 4), 0, -1).check(env) is False  # round
    for bad in ((1, 2, -1), [1, 2, -1, 4], (2, 2, -1, 4), (True, 2, -1, 4), (1, 2, -2, 4), (-1, 2, -1, 4), (1, 2, 3, 4), None):
        with pytest.raises(co.CertificateError):
            co.certify("rational expectation", env, RationalExpectation(bad))
    for state, other in product((*range(-1, 5), True, None), (*range(-1, 6), True, None)):
        with pytest.raises(co.CertificateError):
            co.certify("rational expectation", env, BrokenExpectation(yes.certificate.moves, state, other))
    with pytest.raises(co.CertificateError):
        co.certify("strong rational expectation", env, yes.certificate)
    with pytest.raises(co.CertificateError):
        replace(yes, certificate=replace(yes.certificate, moves=(0, 2, -1, 4))).verify()
    assert yes.to_dict()["certificate"] == {"kind": "rational expectation", "moves": [1, 2, -1, 4]}


def test_refusals():
    env = co.Environment.from_moves(["1", "2"], "ab", [("a", "b", "1"), ("a", "b", "2")], payoffs={"a": (0, 0), "b": (1, 1)})
    with pytest.raises(co.InvalidArgumentError, match=r"got \{1\}, \{2\}; write \{state: \(next, movers\)\}"):
        co.check_rational_expectation(env, {"a": "b"})
    assert co.check_rational_expectation(env, {"a": ("b", "2"), "b": "b"}).value is True
    with pytest.raises(co.InvalidArgumentError, match="got nobody"):
        co.check_rational_expectation(env, {"b": "a"})
    with pytest.raises(co.InvalidArgumentError, match="got 'z'"):
        co.check_rational_expectation(env, {"a": "z"})
    with pytest.raises(co.InvalidArgumentError, match=r"write \{state: next\}"):
        co.check_rational_expectation(env, ["a"])
