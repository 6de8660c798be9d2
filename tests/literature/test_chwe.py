"""Every numerical example of Chwe (1994), with the answers that the paper prints."""

from itertools import permutations

import pytest

import coalitions as co
from tests.literature import chwe
from tests.literature.environments import Plain


def dominance(env):
    """All pairs ab such that b indirectly dominates a."""
    pairs = [(a, b) for a in env.states for b in env.states]
    return {a + b for a, b in pairs if co.find_indirect_dominance(env, a, by=b).value is not None}


def test_figure_1():
    env = chwe.FIRST
    assert dominance(env) == {"ab", "ac", "bc", "cd", "da", "db", "dc"}
    assert co.largest_consistent_set(env).value == {"c"}
    first_round = co.largest_consistent_set(env).certificate.round
    assert {s for s, r in zip(env.states, first_round, strict=True) if r != 1} == {"b", "c"}  # f(Z)
    assert co.enumerate_stable_sets(env).value == ({"b", "d"},)
    chain = co.find_indirect_dominance(env, "d", by="c")
    assert repr(chain.value) == "d -{2}-> a -{1, 2}-> c"
    assert chain.certificate.describe(env) == "2 prefers c to d; 1, 2 prefer c to a"


def test_condorcet():
    assert co.enumerate_stable_sets(chwe.CONDORCET).value == ()
    assert co.largest_consistent_set(chwe.CONDORCET).value == {"a", "b", "c"}


def test_a_stable_set_that_farsighted_players_leave():
    assert co.enumerate_stable_sets(chwe.THIRD).value == ({"a", "c"},)
    assert co.largest_consistent_set(chwe.THIRD).value == {"c"}
    assert co.enumerate_stable_sets(chwe.FOURTH).value == ({"a", "c"},)
    assert co.largest_consistent_set(chwe.FOURTH).value == {"a", "c"}


def test_figure_2_has_no_stable_set_of_either_relation():
    payoffs = {"000": (0, 0, 0), "789": (7, 8, 9), "897": (8, 9, 7), "978": (9, 7, 8)}
    moves = [("789", "897", ["1", "2"]), ("897", "978", ["1", "3"]), ("978", "789", ["2", "3"]), ("000", "978", "3")]
    env = co.Environment.from_moves(["1", "2", "3"], payoffs, moves, payoffs=payoffs)
    assert co.enumerate_stable_sets(env).value == ()
    assert co.enumerate_farsighted_stable_sets(env).value == ()
    assert co.largest_consistent_set(env).value == {"789", "897", "978"}


def test_table_2_on_its_three_equilibria():
    nash = {("1a", "2a", "3a", "4a"), ("1a", "2a", "3b", "4b"), ("1b", "2b", "3a", "4a")}
    assert co.enumerate_unblocked(co.environment(chwe.TABLE_2, moves="individual")).value == nash
    everywhere = co.environment(chwe.TABLE_2, moves="coalitional")
    moves = [(a, b, who) for a in nash for b, who, _ in everywhere.moves_from(a) if b in nash]
    payoffs = {s: chwe.TABLE_2[s] for s in nash}
    env = co.Environment.from_moves(everywhere.players, nash, moves, payoffs=payoffs)
    assert co.largest_consistent_set(env).value == {("1b", "2b", "3a", "4a")}


def test_table_3_individual_moves():
    env = co.environment(chwe.TABLE_3, moves="individual")
    assert co.enumerate_stable_sets(env).value == ()
    assert co.largest_consistent_set(env).value == {("1a", "2b", "3b")}


def test_table_4_individual_moves():
    env = co.environment(chwe.TABLE_4, moves="individual")
    assert co.enumerate_unblocked(env).value == {("1a", "2a"), ("1b", "2b")}
    assert co.largest_consistent_set(env).value == {("1b", "2b")}


def test_table_5_coalitional_moves():
    env = co.environment(chwe.TABLE_5, moves="coalitional")
    assert co.enumerate_unblocked(env).value == {("1a", "2a", "3a")}  # the only strong Nash equilibrium
    assert co.largest_consistent_set(env).value == {("1a", "2a", "3b")}  # and it is not consistent


@pytest.mark.parametrize("moves", ["individual", "coalitional"])
def test_table_7(moves):
    payoffs = {s: tuple(x.amounts) for s, x in chwe.TABLE_7._cells()}
    answer = co.largest_consistent_set(co.environment(chwe.TABLE_7, moves=moves)).value
    assert answer == {s for s, x in payoffs.items() if x != (0, 0)}
    assert len(answer) == 5


def test_table_8_nested_moves():
    """The coalition-proof equilibrium bbb is not farsighted; Greenberg's (1989) stable set finds it."""
    env = co.environment(chwe.TABLE_8, moves="nested")
    everybody = ("1", "2", "3")
    consistent = co.largest_consistent_set(env).value
    assert {profile for profile, who in consistent if who == everybody} == {("1a", "2a", "3a")}
    (stable,) = co.enumerate_stable_sets(env).value
    assert {profile for profile, who in stable if who == everybody} == {("1b", "2b", "3b")}


def test_the_core_of_direct_dominance_is_not_always_consistent():
    """In Table V the strong equilibrium is unblocked, and yet outside the largest consistent set."""
    env = co.environment(chwe.TABLE_5, moves="coalitional")
    assert not co.enumerate_unblocked(env).value <= co.largest_consistent_set(env).value


def test_all_examples_against_the_definitions():
    for env in (chwe.FIRST, chwe.CONDORCET, chwe.THIRD, chwe.FOURTH):
        plain = Plain(env)
        for far, solve in ((False, co.enumerate_stable_sets), (True, co.enumerate_farsighted_stable_sets)):
            expected = set(plain.stable_sets(plain.indirect() if far else plain.direct()))
            assert {frozenset(map(env.place, v)) for v in solve(env).value} == expected


def test_the_order_of_states_and_players_does_not_matter():
    ranks = {"1": "dcba", "2": "cbad"}
    moves = [("a", "b", "1"), ("b", "c", "2"), ("c", "d", "1"), ("d", "a", "2"), ("a", "c", ["1", "2"])]
    for states in permutations("abcd"):
        for players in (["1", "2"], ["2", "1"]):
            env = co.Environment.from_moves(players, states, moves, rankings=ranks)
            assert co.largest_consistent_set(env).value == {"c"}
            assert co.enumerate_stable_sets(env).value == ({"b", "d"},)
