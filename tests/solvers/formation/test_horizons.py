"""Limited foresight: against the definition, and at its ends, the myopic stable set and unlimited foresight."""

from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.horizons import HorizonFault
from coalitions.testing import environments
from tests.literature import chwe
from tests.literature.environments import Plain


def seen(plain, length):
    """The pairs (a, b) with a chain of at most so many moves from a to b whose movers gain at b, by trying longer and longer."""
    pairs = set()
    for b in plain.states:
        found = {b} if length >= 0 else set()
        for _ in range(length):
            found |= {a for a, c, who, ask in plain.moves if c in found and plain.likes(a, b, who, ask)}
        pairs |= {(a, b) for a in found}
    return pairs


def is_stable(plain, G, horizon):
    """Conditions (i) and (ii)."""
    everything = len(plain.states) + 2
    far = everything if horizon is None else horizon
    within, last, before = seen(plain, far), seen(plain, far - 1), seen(plain, far - 2)
    for a, b, who, ask in plain.moves:
        if a in G and b not in G:
            ends = {e for e in plain.states if ((b, e) in before and e in G) or ((b, e) in last and (b, e) not in before)}
            if all(plain.likes(a, e, who, ask) for e in ends):
                return False
    reached = set(G)
    while more := {a for a, b in within if b in reached} - reached:
        reached |= more
    return len(reached) == len(plain.states)


def stable_sets(plain, horizon):
    fine = [G for G in plain.subsets() if is_stable(plain, G, horizon)]
    return {G for G in fine if not any(other < G for other in fine)}


@settings(max_examples=80, deadline=None)
@given(environments(max_states=4, max_moves=10), st.sampled_from([1, 2, 3, None]))
def test_all_sets_by_definition(env, horizon):
    plain = Plain(env)
    expected = stable_sets(plain, horizon)
    assert expected  # one always exists
    for chosen in plain.subsets():
        answer = co.check_horizon_farsighted_set(env, [env.states[k] for k in chosen], horizon=horizon)
        assert answer.value == (chosen in expected)


@settings(max_examples=50, deadline=None)
@given(environments(max_states=5, max_moves=12))
def test_one_move_ahead_the_myopic_stable_set_is_the_only_one(env):
    myopic = co.myopic_stable_set(env).value
    for chosen in Plain(env).subsets():
        states = [env.states[k] for k in chosen]
        assert co.check_horizon_farsighted_set(env, states, horizon=1).value == (set(states) == myopic)


@settings(max_examples=50, deadline=None)
@given(environments(max_states=5, max_moves=12))
def test_any_number_of_moves_ahead(env):
    """A long horizon is as good as none; and a farsighted stable set of one state is such a set (Herings et al. 2009)."""
    for r in (1, 2):
        for chosen in combinations(env.states, r):
            unlimited = co.check_horizon_farsighted_set(env, chosen).value
            assert co.check_horizon_farsighted_set(env, chosen, horizon=len(env.states) + 2).value == unlimited
    for stable in co.enumerate_farsighted_stable_sets(env).value:
        if len(stable) == 1:
            assert co.check_horizon_farsighted_set(env, stable).value is True


def test_forged_evidence():
    env = chwe.FIRST
    for states, horizon in product(("a", "c", "bd", "abcd"), (1, 2, None)):
        solution = co.check_horizon_farsighted_set(env, list(states), horizon=horizon)
        certificate = solution.certificate
        for changes in (
            {"members": (9,)},
            {"members": [0]},
            {"members": (1, 0)},
            {"horizon": 0},
            {"horizon": True},
            {"horizon": 1.0},
        ):
            with pytest.raises(co.CertificateError):
                co.certify(solution.concept, env, replace(certificate, **changes))
        if isinstance(certificate, HorizonFault):
            for bad in (99, -1, True, "0"):
                for name in ("move", "state", "part"):
                    forged = {"move": None, "state": None, "part": None, name: bad}
                    with pytest.raises(co.CertificateError):
                        co.certify(solution.concept, env, replace(certificate, **forged))
            with pytest.raises(co.CertificateError):
                co.certify(solution.concept, env, replace(certificate, move=0, state=0))
            with pytest.raises(co.CertificateError):
                co.certify(solution.concept, env, replace(certificate, move=None, state=None, part=certificate.members))
        assert solution.to_dict()["certificate"]["members"] == list(certificate.members)
    yes = co.check_horizon_farsighted_set(env, list("abcd"), horizon=1)
    assert yes.value is True
    for forged in ({"move": 0}, {"state": 1}, {"part": (0, 1)}, {"part": ()}):
        with pytest.raises(co.CertificateError):
            co.certify(yes.concept, env, HorizonFault((0, 1, 2, 3), 1, **forged))


def test_words_and_refusals():
    env = chwe.THIRD
    assert "chains lead from a" in repr(co.check_horizon_farsighted_set(env, []))
    assert "{c} is smaller and will do" in repr(co.check_horizon_farsighted_set(env, ["b", "c"], horizon=1))
    with pytest.raises(co.InvalidArgumentError, match="horizon=2"):
        co.check_horizon_farsighted_set(env, ["a"], horizon=0)
    with pytest.raises(co.LimitExceededError, match=r"limit=2 proper subsets, got 2\*\*2 - 1"):
        co.check_horizon_farsighted_set(env, ["b", "c"], horizon=1, limit=2)
    with pytest.raises(co.LimitExceededError, match="max_states=2"):
        co.check_horizon_farsighted_set(env, ["c"], max_states=2)
