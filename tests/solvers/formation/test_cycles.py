"""Closed cycles, the myopic stable set and uncovered sets: against the definitions, tried out on random environments."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

import coalitions as co
from coalitions.testing import environments
from tests.literature import chwe
from tests.literature.environments import Plain


def reachable(pairs, start):
    """All states to which pairs lead from one, itself included."""
    found = {start}
    while more := {b for a, b in pairs if a in found} - found:
        found |= more
    return found


def is_myopic_stable(plain, M):
    """The first two conditions of Demuynck et al. (2019) for finitely many states."""
    pairs = plain.direct()
    return all(b in M for a, b in pairs if a in M) and all(reachable(pairs, a) & M for a in plain.states)


@settings(max_examples=100, deadline=None)
@given(environments(max_moves=16))
def test_closed_cycles(env):
    plain = Plain(env)
    ends = {a: frozenset(reachable(plain.direct(), a)) for a in plain.states}
    expected = {closed for closed in ends.values() if all(ends[b] == closed for b in closed)}
    answer = co.enumerate_closed_cycles(env)
    assert [frozenset(map(env.place, c)) for c in answer.value] == sorted(expected, key=min)
    for state in env.states:
        assert ("; and from" in answer.certificate.explain(env, state)) == (not any(state in c for c in answer.value))


@settings(max_examples=100, deadline=None)
@given(environments(max_moves=16))
def test_myopic_stable_set_is_the_only_minimal_set(env):
    plain = Plain(env)
    stable = [M for M in plain.subsets() if is_myopic_stable(plain, M)]
    minimal = [M for M in stable if not any(other < M for other in stable)]
    assert [frozenset(map(env.place, co.myopic_stable_set(env).value))] == minimal


@settings(max_examples=100, deadline=None)
@given(environments(max_moves=16))
def test_unblocked_states_are_closed_cycles_of_one(env):
    singles = [c for c in co.enumerate_closed_cycles(env).value if len(c) == 1]
    assert set().union(*singles) == set(co.enumerate_unblocked(env).value)


def test_myopic_stable_sets_of_the_examples_of_chwe():
    assert co.myopic_stable_set(chwe.FIRST).value == set("abcd")
    assert co.myopic_stable_set(chwe.CONDORCET).value == set("abc")
    assert co.myopic_stable_set(chwe.THIRD).value == {"c"}
    assert co.myopic_stable_set(chwe.FOURTH).value == {"c"}


@settings(max_examples=100, deadline=None)
@given(environments(max_moves=16))
def test_improvement_graph(env):
    graph = co.improvement_graph(env)
    moves = {(env.place(a), env.place(b)) for a, b, *_ in map(graph.move, range(len(graph.targets)))}
    assert moves == Plain(env).direct()
    assert co.improvement_graph(graph) == graph
    for solve in (co.enumerate_unblocked, co.enumerate_stable_sets, co.myopic_stable_set):
        assert solve(graph).value == solve(env).value


def test_improvement_graph_refuses_a_game():
    with pytest.raises(co.UnsupportedGameError, match=r"use environment\(game"):
        co.improvement_graph(co.NormalFormGame.from_arrays([[1]], [[1]]))


@pytest.mark.parametrize("covering", ["upward", "downward", "both"])
@settings(max_examples=100, deadline=None)
@given(env=environments(max_moves=16))
def test_uncovered_set(covering, env):
    plain = Plain(env)
    pairs, states = plain.direct(), list(plain.states)

    def covers(b, a):
        up = all((a, x) in pairs for x in states if (b, x) in pairs)
        down = all((x, b) in pairs for x in states if (x, a) in pairs)
        return (a, b) in pairs and (up or covering == "downward") and (down or covering == "upward")

    answer = co.uncovered_set(env, covering=covering)
    assert set(map(env.place, answer.value)) == {a for a in states if not any(covers(b, a) for b in states)}
    assert answer.value
    for state in env.states:
        assert ("no state covers" in answer.certificate.explain(env, state)) == (state in answer.value)


@settings(max_examples=100, deadline=None)
@given(env=environments(max_moves=16))
def test_every_stable_set_lies_in_the_upward_uncovered_set(env):
    """An upward covered member would be dominated by what is outside, and so by a member (Duggan 2013)."""
    uncovered = co.uncovered_set(env, covering="upward").value
    assert all(stable <= uncovered for stable in co.enumerate_stable_sets(env).value)


def test_tournaments():
    """Among three alternatives in a circle nothing is covered; an alternative that loses to all of them is."""
    beats = {("a", "b"), ("b", "c"), ("c", "a"), ("a", "d"), ("b", "d"), ("c", "d")}
    players = [f"{x} over {y}" for x, y in sorted(beats)]
    paid = {s: [int(p[0] == s) - int(p[-1] == s) for p in players] for s in "abcd"}
    moves = [(y, x, f"{x} over {y}") for x, y in beats]
    env = co.Environment.from_moves(players, "abcd", moves, payoffs=paid)
    for covering in ("upward", "downward", "both"):
        assert co.uncovered_set(env, covering=covering).value == {"a", "b", "c"}
    assert co.myopic_stable_set(env).value == {"a", "b", "c"}


def test_degenerate():
    env = co.Environment.from_moves([], ["only"], [], payoffs={"only": []})
    assert co.enumerate_closed_cycles(env).value == ({"only"},)
    assert co.myopic_stable_set(env).value == co.uncovered_set(env).value == {"only"}
    calm = co.Environment.from_moves(["1"], "ab", [("a", "b", "1"), ("b", "a", "1")], payoffs={"a": [0], "b": [0]})
    assert co.enumerate_closed_cycles(calm).value == ({"a"}, {"b"})


def test_a_long_way_down():
    z = 300
    env = co.Environment.from_moves(["1"], range(z), [(k + 1, k, "1") for k in range(z - 1)], payoffs=[[-k] for k in range(z)])
    answer = co.myopic_stable_set(env)
    assert answer.value == {0}
    assert answer.certificate.distance.tolist() == list(range(z))
    assert answer.certificate.explain(env, 2) == "2 -{1}-> 1; 1 -{1}-> 0; and from 0 no improving moves lead back"


def test_refusals():
    env = chwe.FIRST
    with pytest.raises(co.InvalidArgumentError, match="'upward', 'downward', 'both', got 'left'"):
        co.uncovered_set(env, covering="left")
    with pytest.raises(co.LimitExceededError, match="limit=3 states, got 4"):
        co.uncovered_set(env, limit=3)


@pytest.mark.parametrize("solve", [co.enumerate_closed_cycles, co.myopic_stable_set, co.uncovered_set])
@settings(max_examples=40, deadline=None)
@given(env=environments(max_states=4, max_moves=10))
def test_forged_evidence(solve, env):
    solution = solve(env)
    names = ("by",) if solve is co.uncovered_set else ("cycle", "distance")
    for name in names:
        array = getattr(solution.certificate, name)
        for bad in (array[:-1], array.astype(np.int32), array.tolist(), array + 50, array - 50):
            with pytest.raises(co.CertificateError):
                co.certify(solution.concept, env, replace(solution.certificate, **{name: bad}))
        for k in range(len(array)):
            for value in range(-1, 4):
                forged = array.copy()
                forged[k] = value
                try:
                    proved = replace(solution.certificate, **{name: forged}).check(env)
                except co.CertificateError:
                    continue
                assert proved == solution.value


def test_other_forgeries():
    """Two cycles taken for one, a part of a cycle for the whole, and another kind of covering."""
    calm = co.Environment.from_moves(["1"], "ab", [("a", "b", "1"), ("b", "a", "1")], payoffs={"a": [0], "b": [0]})
    solution = co.enumerate_closed_cycles(calm)
    with pytest.raises(co.CertificateError, match="each state leads to each other"):
        co.certify("closed cycles", calm, replace(solution.certificate, cycle=np.zeros(2, dtype=np.int64)))
    swapped = replace(solution.certificate, cycle=np.array([1, 0]))
    with pytest.raises(co.CertificateError, match="in the order of the states"):
        co.certify("closed cycles", calm, swapped)
    round_ = co.myopic_stable_set(chwe.CONDORCET)
    part = replace(round_.certificate, cycle=np.array([0, 0, -1]), distance=np.array([0, 0, 1]))
    with pytest.raises(co.CertificateError, match="one that is left"):
        co.certify("myopic stable set", chwe.CONDORCET, part)
    with pytest.raises(co.CertificateError):
        co.certify("closed cycles", chwe.CONDORCET, round_.certificate)
    uncovered = co.uncovered_set(chwe.THIRD, covering="downward")
    for other in ("upward", "both", "left", None, 1):
        with pytest.raises(co.CertificateError):
            co.certify(uncovered.concept, chwe.THIRD, replace(uncovered.certificate, covering=other))
    assert {"kind", "covering", "by"} == set(uncovered.to_dict()["certificate"])
    assert round_.to_dict()["certificate"]["cycle"] == [0, 0, 0]
