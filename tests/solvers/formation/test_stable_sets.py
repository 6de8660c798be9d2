"""Stable sets of states of direct and of indirect dominance: against all sets tried one by one, and on circles."""

import pytest
from hypothesis import given, settings

import coalitions as co
from coalitions.testing import environments
from tests.literature.environments import Plain

KINDS = [
    (False, co.enumerate_stable_sets, co.check_stable_set_of_states),
    (True, co.enumerate_farsighted_stable_sets, co.check_farsighted_stable_set),
]


def circle(z):
    """One player for each of z states in a circle, who likes to go on from there."""
    ranks = {str(k): [(k + 1) % z, k, *(j for j in range(z) if j not in (k, (k + 1) % z))] for k in range(z)}
    return co.Environment.from_moves(ranks, range(z), [(k, (k + 1) % z, str(k)) for k in range(z)], rankings=ranks)


@pytest.mark.parametrize(("far", "enumerate_sets", "check"), KINDS)
@settings(max_examples=100, deadline=None)
@given(env=environments(max_moves=16))
def test_all_sets_one_by_one(far, enumerate_sets, check, env):
    plain = Plain(env)
    expected = set(plain.stable_sets(plain.indirect() if far else plain.direct()))
    answer = enumerate_sets(env)
    assert [frozenset(map(env.place, v)) for v in answer.value] == sorted(expected, key=sorted)
    for chosen in plain.subsets():
        assert check(env, [env.states[k] for k in chosen]).value == (chosen in expected)


@settings(max_examples=100, deadline=None)
@given(environments(max_states=6, max_moves=16))
def test_farsighted_stable_sets_lie_in_the_largest_consistent_set(env):
    consistent = co.largest_consistent_set(env).value
    assert all(stable <= consistent for stable in co.enumerate_farsighted_stable_sets(env).value)


@pytest.mark.parametrize("z", [3, 4, 5, 6, 7, 12, 60, 61])
def test_circles(z):
    """An odd circle of dominance has no stable set, an even one two (Richardson 1953)."""
    answer = co.enumerate_stable_sets(circle(z)).value
    assert answer == (() if z % 2 else (set(range(0, z, 2)), set(range(1, z, 2))))


def test_many_circles_and_the_limit():
    """k circles of two states have 2**k stable sets."""
    states = [f"{k}{side}" for k in range(6) for side in "lr"]
    moves = [(f"{k}{a}", f"{k}{b}", f"to {b}") for k in range(6) for a, b in ("lr", "rl")]
    payoffs = {s: (int(s[1] == "l"), int(s[1] == "r")) for s in states}
    env = co.Environment.from_moves(["to l", "to r"], states, moves, payoffs=payoffs)
    assert len(co.enumerate_stable_sets(env).value) == 64
    assert co.enumerate_stable_sets(env, limit=64).diagnostics["cases"] == 64
    with pytest.raises(co.LimitExceededError, match=r"limit=63 cases.*largest_consistent_set"):
        co.enumerate_stable_sets(env, limit=63)
    with pytest.raises(co.LimitExceededError, match="max_states=11 states, got 12"):
        co.enumerate_stable_sets(env, max_states=11)


def test_marriage_of_gale_and_shapley():
    """Gale and Shapley (1962), Example 1: 3 stable matchings; each alone is a farsighted stable set (Mauleon et al. 2011)."""
    men = {"a": "ABC", "b": "BCA", "c": "CAB"}  # of the ranks (1, 3), (2, 2), (3, 1) and so on in the paper
    women = {"A": "bca", "B": "cab", "C": "abc"}
    liked = {p: list(order) for p, order in (men | women).items()}
    states = matchings("abc", "ABC")
    assert len(states) == 34
    ranks = {p: by_partner(p, states, liked[p]) for p in liked}
    moves = []
    for s in states:
        pairs = dict(s)
        married = pairs | {w: m for m, w in pairs.items()}
        moves += [(s, without(s, p), [p]) for p in married]
        for m in men:
            for w in women:
                if pairs.get(m) != w:
                    moves.append((s, tuple(sorted([*without(without(s, m), w), (m, w)])), [m, w]))
    env = co.Environment.from_moves(list(liked), states, moves, rankings=ranks)
    stable = [tuple(zip("abc", w, strict=True)) for w in ("ABC", "BCA", "CAB")]
    assert co.enumerate_unblocked(env).value == set(stable)
    assert {frozenset(v) for v in co.enumerate_farsighted_stable_sets(env).value} == {frozenset([s]) for s in stable}


def matchings(men, women):
    if not men:
        return [()]
    rest = matchings(men[1:], women)
    taken = [((men[0], w), *r) for w in women for r in matchings(men[1:], women.replace(w, ""))]
    return [*rest, *taken]


def without(matching, person):
    return tuple(pair for pair in matching if person not in pair)


def by_partner(person, states, liked):
    """All matchings, best first for a person; those in which his or her partner is the same tie, being alone is the last."""
    partner = {s: next((p for pair in s if person in pair for p in pair if p != person), None) for s in states}
    return [[s for s in states if partner[s] == p] for p in [*liked, None]]


def test_one_state():
    env = co.Environment.from_moves([], ["only"], [], payoffs={"only": []})
    for _, enumerate_sets, check in KINDS:
        assert enumerate_sets(env).value == ({"only"},)
        assert check(env, []).value is False
        assert check(env, ["only"]).value is True


def test_words():
    env = co.Environment.from_moves(["1"], "ab", [("a", "b", "1")], payoffs={"a": [0], "b": [1]})
    assert repr(co.check_stable_set_of_states(env, ["b"])) == (
        "stable set of states: True   [certified; no member dominates another, and each of the 1 other states is dominated by a member]"
    )
    assert repr(co.enumerate_stable_sets(circle(3))).startswith("stable sets: none   [certified; 2 cases")


@pytest.mark.parametrize(("far", "enumerate_sets", "check"), KINDS)
def test_misuse(far, enumerate_sets, check):
    env = circle(4)
    with pytest.raises(co.InvalidArgumentError, match="got 9"):
        check(env, [9])
    with pytest.raises(co.InvalidArgumentError, match="expected a set of states"):
        check(env, "ab")
    with pytest.raises(co.InvalidArgumentError, match=r"write solution\.value"):
        check(env, co.enumerate_unblocked(env))
    with pytest.raises(co.UnsupportedGameError, match=r"use environment\(game"):
        enumerate_sets([1, 2])
