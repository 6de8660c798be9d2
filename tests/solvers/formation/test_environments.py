"""Stability of states in environments: against the definitions, tried out set by set on random environments."""

import numpy as np
import pytest
from hypothesis import given, settings

import coalitions as co
from coalitions.kernels.dominance import farsighted, unpack
from coalitions.testing import environments
from tests.literature.environments import Plain


def places(env, states):
    return frozenset(env.place(s) for s in states)


def moving(*moves, states="abcd", strictly="all", **ranks):
    """An environment of players 1, 2, …, from their rankings p1=…, best first."""
    rankings = {name[1:]: list(ranking) for name, ranking in ranks.items()}
    return co.Environment.from_moves(list(rankings), states, moves, rankings=rankings, strictly=strictly)


@settings(max_examples=100, deadline=None)
@given(environments())
def test_unblocked_states(env):
    direct = Plain(env).direct()
    blocked = {a for a, _ in direct}
    assert places(env, co.enumerate_unblocked(env).value) == set(range(len(env.states))) - blocked
    for state in env.states:
        assert co.check_unblocked(env, state).value == (env.place(state) not in blocked)


@settings(max_examples=100, deadline=None)
@given(environments())
def test_indirect_dominance(env):
    far = Plain(env).indirect()
    for a, state in enumerate(env.states):
        for b, by in enumerate(env.states):
            chain = co.find_indirect_dominance(env, state, by=by).value
            assert (chain is not None) == ((a, b) in far)
            if chain is not None:
                assert (chain.states[0], chain.states[-1]) == (state, by)
        assert (co.find_indirect_dominance(env, state).value is None) == (not any(x == a for x, _ in far))
    assert places(env, co.farsighted_core(env).value) == {a for a in range(len(env.states)) if not any(x == a for x, _ in far)}


@settings(max_examples=100, deadline=None)
@given(environments())
def test_largest_consistent_set(env):
    plain, answer = Plain(env), co.largest_consistent_set(env)
    rounds = plain.largest_consistent()
    assert places(env, answer.value) == rounds[-1] == frozenset().union(*plain.consistent_sets())
    for state, when in enumerate(answer.certificate.round.tolist()):
        assert (state in rounds[-1]) if when == 0 else (state in rounds[when - 1] and state not in rounds[when])
    for state in env.states:
        assert state in answer.certificate.explain(env, state)


@settings(max_examples=100, deadline=None)
@given(environments())
def test_largest_consistent_set_is_not_empty_externally_stable_and_contains_the_farsighted_core(env):
    consistent, far = co.largest_consistent_set(env).value, Plain(env).indirect()
    inside = places(env, consistent)
    assert inside
    assert all(any((a, b) in far for b in inside) for a in range(len(env.states)) if a not in inside)
    assert co.farsighted_core(env).value <= consistent


@settings(max_examples=100, deadline=None)
@given(environments(max_states=6, max_moves=16))
def test_largest_cautious_consistent_set(env):
    answer = co.largest_cautious_consistent_set(env)
    assert places(env, answer.value) == Plain(env).largest_consistent(cautious=True)[-1]
    assert answer.value <= co.largest_consistent_set(env).value
    for state in env.states:
        assert state in answer.certificate.explain(env, state)


def test_more_than_one_word_of_states():
    """A ladder of 150 states that one player climbs, and a second who may throw him back to the bottom from the top."""
    z = 150
    moves = [(k, k + 1, "up") for k in range(z - 1)] + [(z - 1, 0, "down")]
    env = co.Environment.from_moves(["up", "down"], range(z), moves, payoffs=[(k, -k) for k in range(z)])
    assert len(co.find_indirect_dominance(env, 0, by=z - 1).value) == z - 1
    assert co.farsighted_core(env).value == set()
    plain = Plain(env).largest_consistent()
    answer = co.largest_consistent_set(env)
    assert answer.value == plain[-1]
    assert answer.diagnostics["rounds"] == len(plain) - 1


@pytest.mark.parametrize(("players", "strictly"), [(2, "all"), (2, "one"), (5, "all"), (5, "one")])
def test_many_states_with_few_and_with_many_kinds_of_coalitions(players, strictly):
    rng = np.random.default_rng(7)
    z, m = 100, 400
    ranks = rng.integers(0, 12, (players, z))
    masks = rng.integers(1, 1 << players, m), rng.integers(0, 1 << players, m) * rng.integers(0, 2, m)
    names = [str(i) for i in range(players)]
    env = co.Environment.from_arrays(names, range(z), ranks, *rng.integers(0, z, (2, m)), *masks, strictly=strictly)
    plain = Plain(env)
    far = plain.indirect()
    assert len(far) > 50
    rows = unpack(farsighted(env), z)
    assert {(a, b) for a in range(z) for b in range(z) if rows[a, b]} == far
    assert co.largest_consistent_set(env).value == plain.largest_consistent()[-1]
    assert co.largest_cautious_consistent_set(env).value == plain.largest_consistent(cautious=True)[-1]


def test_a_single_state_and_nobody_to_move():
    env = co.Environment.from_moves([], ["only"], [], payoffs={"only": []})
    assert co.enumerate_unblocked(env).value == {"only"}
    assert co.largest_consistent_set(env).value == {"only"}
    assert co.largest_cautious_consistent_set(env).value == {"only"}
    assert co.farsighted_core(env).value == {"only"}
    assert co.find_indirect_dominance(env, "only", by="only").value is None
    assert co.check_unblocked(env, "only").value is True


def test_everybody_indifferent():
    env = moving(("a", "b", "1"), ("b", "a", "2"), states="ab", p1=[["a", "b"]], p2=[["a", "b"]])
    for solve in (co.enumerate_unblocked, co.largest_consistent_set, co.largest_cautious_consistent_set, co.farsighted_core):
        assert solve(env).value == {"a", "b"}


def test_weak_and_strict_gains_differ():
    weak = moving(("a", "b", ["1", "2"]), states="ab", p1=["b", "a"], p2=[["a", "b"]], strictly="one")
    assert co.enumerate_unblocked(weak).value == {"b"}
    assert co.check_unblocked(weak, "a").certificate.describe(weak) == "a -{1, 2}-> b; 1 prefers b to a; nobody of them loses"
    assert co.largest_consistent_set(weak).value == {"b"}
    strict = moving(("a", "b", ["1", "2"]), states="ab", p1=["b", "a"], p2=[["a", "b"]])
    assert co.enumerate_unblocked(strict).value == co.largest_consistent_set(strict).value == {"a", "b"}


def test_notions_of_stability_are_moves():
    """Two countries in a union (u) or apart (a): leaving is unilateral, joining needs both; 2 is indifferent."""
    ranks = {"1": ["u", "a"], "2": [["u", "a"]]}
    join = {
        "pairwise": [("a", "u", ["1", "2"]), ("u", "a", "1"), ("u", "a", "2")],
        "individual": [("a", "u", "1", "2"), ("u", "a", "2")],
    }
    pairwise = co.Environment.from_moves(["1", "2"], "ua", join["pairwise"], rankings=ranks, strictly="one")
    individual = co.Environment.from_moves(["1", "2"], "ua", join["individual"], rankings=ranks)
    core = co.Environment.from_moves(["1", "2"], "ua", join["pairwise"], rankings=ranks)
    assert co.enumerate_unblocked(pairwise).value == {"u"}
    assert co.enumerate_unblocked(individual).value == {"u"}
    assert co.enumerate_unblocked(core).value == {"u", "a"}
    refused = co.Environment.from_moves(["1", "2"], "ua", join["individual"], rankings=ranks | {"2": ["a", "u"]})
    assert co.enumerate_unblocked(refused).value == {"a"}


def test_words():
    env = moving(("a", "b", "1", "2"), ("b", "c", "2"), states="abc", p1=["c", "b", "a"], p2=["c", "a", "b"])
    assert repr(co.check_unblocked(env, "b")) == "unblocked state: False   [certified; b -{2}-> c; 2 prefers c to b]"
    assert repr(co.check_unblocked(env, "a")).endswith("True   [certified; none of the 1 moves from a is improving]")
    found = co.find_indirect_dominance(env, "a", by="c")
    assert repr(found) == (
        "indirect dominance: a -{1}-> b -{2}-> c   [certified; 1 prefers c to a; 2 does not lose; 2 prefers c to b]"
    )
    assert "any state" in repr(co.find_indirect_dominance(env, "c"))
    unblocked = co.enumerate_unblocked(env)
    assert unblocked.certificate.explain(env, "b") == "b -{2}-> c; 2 prefers c to b"
    assert unblocked.certificate.explain(env, "c") == "none of the 0 moves from c is improving"


@pytest.mark.parametrize("solve", [co.farsighted_core, co.largest_consistent_set, co.largest_cautious_consistent_set])
def test_limits_and_refusals(solve):
    env = moving(("a", "b", "1"), p1=["a", "b", "c", "d"])
    with pytest.raises(co.LimitExceededError, match=r"limit=3 states, got 4; .* find_indirect_dominance"):
        solve(env, limit=3)
    with pytest.raises(co.UnsupportedGameError, match=r"use environment\(game"):
        solve(co.TUGame.from_vector(["A"], [1], order="mask"))


def test_unknown_states():
    env = moving(("a", "b", "1"), p1=["a", "b", "c", "d"])
    with pytest.raises(co.InvalidArgumentError, match="got 'z'"):
        co.check_unblocked(env, "z")
    with pytest.raises(co.InvalidArgumentError, match="got 'z'"):
        co.find_indirect_dominance(env, "a", by="z")


def test_the_choices_of_the_model_are_shown_with_the_answer():
    hunt = co.NormalFormGame.from_arrays([[4, 0], [3, 3]], [[4, 3], [0, 3]], strategies=[["S", "H"]] * 2)
    env = co.environment(hunt, moves="coalitional", strictly="one")
    for solve in (co.enumerate_unblocked, co.largest_consistent_set, co.enumerate_stable_sets, co.myopic_stable_set):
        answer = solve(env)
        assert repr(answer).endswith(" (form normal form, moves coalitional, strictly one)]")
        assert answer.diagnostics["moves"] == "coalitional"
