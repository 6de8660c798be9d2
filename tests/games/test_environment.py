"""Environments: what is stored, read, refused and shown; improving moves against the definition, move by move."""

import pickle
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

import coalitions as co
from coalitions.games.environment import improves
from coalitions.testing import environments


def small(**options):
    moves = [("a", "b", ["1", "2"]), ("b", "a", "1", "2"), ("a", "a", "1"), ("a", "b", ["2", "1"])]
    return co.Environment.from_moves(["1", "2"], ["a", "b"], moves, payoffs={"a": (0, 0), "b": (1, 0)}, **options)


def test_loops_and_copies_are_left_out():
    env = small()
    assert env.targets.tolist() == [1, 0]
    assert env.movers.tolist() == [3, 1]
    assert env.consenters.tolist() == [0, 2]
    assert env.starts.tolist() == [0, 1, 2]
    assert env.moves_from("b") == [("a", {"1"}, {"2"})]


def test_strictly_all_or_one():
    assert improves(small(), slice(None), small().targets).tolist() == [False, False]
    assert improves(small(strictly="one"), slice(None), small().targets).tolist() == [True, False]


def test_a_consenter_who_loses_stops_a_move_and_an_indifferent_one_does_not():
    payoffs = {"x": (0, 0, 0), "y": (1, 0, -1)}
    for consenters, expected in (([], True), (["B"], True), (["C"], False), (["B", "C"], False)):
        for strictly in ("all", "one"):
            env = co.Environment.from_moves(
                ["A", "B", "C"], "xy", [("x", "y", "A", consenters)], payoffs=payoffs, strictly=strictly
            )
            assert improves(env, slice(None), env.targets).tolist() == [expected]


@given(environments())
def test_improving_moves_by_definition(env):
    found = improves(env, slice(None), env.targets).tolist()
    for number, flag in enumerate(found):
        source, target, who, ask = env.move(number)
        gains = [env.prefers(i, target, source) for i in who]
        loses = [env.prefers(i, source, target) for i in [*who, *ask]]
        assert flag == ((all(gains) if env.strictly == "all" else any(gains)) and not any(loses))


@given(environments())
def test_round_trips(env):
    assert pickle.loads(pickle.dumps(env)) == env
    order = np.random.default_rng(0).permutation(len(env.targets))
    shuffled = [a[order] for a in (env.sources, env.targets, env.movers, env.consenters)]
    again = co.Environment.from_arrays(env.players, env.states, env.ranks, *shuffled, strictly=env.strictly)
    assert again == env
    assert hash(again) == hash(env)
    moves = [env.move(m) for m in range(len(env.targets))]
    rows = [[int(r) for r in column] for column in env.ranks.T]
    assert (
        co.Environment.from_moves(env.players, env.states, moves, payoffs=rows, strictly=env.strictly).targets.tolist()
        == env.targets.tolist()
    )


def test_rankings_with_ties_and_payoffs_agree():
    moves = [("a", "b", "1")]
    ranked = co.Environment.from_moves(["1"], "abc", moves, rankings={"1": ["b", ["a", "c"]]})
    paid = co.Environment.from_moves(["1"], "abc", moves, payoffs={"a": ["1/3"], "b": [0.5], "c": [Fraction(1, 3)]})
    assert ranked == paid
    assert ranked.ranks.tolist() == [[0, 1, 0]]


@pytest.mark.parametrize(
    ("numbers", "ranks"),
    [
        ([], []),
        ([5], [0]),
        ([10**30, 10**30 + 1, -(10**30)], [1, 2, 0]),
        (["1e-9", "1e9", 0], [1, 2, 0]),
        ([0.1 + 0.2, 0.3], [1, 0]),
        ([0.1, "0.1"], [1, 0]),  # the float 0.1 is a little more than one tenth
        ([Fraction(1, 3), 1 / 3], [1, 0]),  # and the float 1/3 a little less than one third
        (np.array([2.5, -1.0, 2.5]), [1, 0, 1]),
        (np.array([10**30, 1, 1], dtype=object), [1, 0, 0]),
    ],
)
def test_ranks(numbers, ranks):
    assert co.ranks_of(numbers).tolist() == ranks


def test_ranks_with_a_tolerance_chain_what_is_near():
    assert co.ranks_of([0, 1, 2, 4], tolerance=1).tolist() == [0, 0, 0, 1]
    assert co.ranks_of(np.array([0.3, 0.1 + 0.2, 0.4]), tolerance=1e-9).tolist() == [0, 0, 1]
    with pytest.raises(co.InvalidArgumentError, match="tolerance=0"):
        co.ranks_of([1, 2], tolerance=-1)
    with pytest.raises(co.InvalidArgumentError, match="finite"):
        co.ranks_of(np.array([1.0, np.nan]))


def test_ranks_of_symbols_by_their_signs():
    w = co.parameter("w")
    assert co.ranks_of([w, w + 1, w - Fraction(1, 2)]).tolist() == [1, 2, 0]
    with pytest.raises(co.UndecidedError, match="claims"):
        co.ranks_of([w, 1])


def test_no_players_one_state():
    env = co.Environment.from_moves([], ["only"], [], payoffs={"only": []})
    assert repr(env) == "Environment of 0 players and 1 state with 0 moves"
    assert env.moves_from("only") == []


def test_display():
    env = small(options={"singletons": "<alone>"}, strictly="one")
    assert repr(env) == (
        "Environment of 2 players and 2 states with 2 moves (singletons <alone>, strictly one): a -{1, 2}-> b; b -{1}-> a if {2} consent"
    )
    assert "&lt;alone&gt;" in env._repr_html_()
    assert r"\toprule" in env.to_latex()
    assert list(env.to_frame().columns) == ["movers", "consenters", "to"]
    assert repr(co.Chain(("a", ("x", "y")), (env.players.coalition(2),))) == "a -{2}-> (x, y)"
    assert co.States(("a", "b")) == {"b", "a"} != co.States(("a",))
    assert hash(co.States(("a", "b"))) == hash(co.States(("b", "a")))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"states": [], "payoffs": {}, "moves": []}, "expected states"),
        ({"states": ["a", "a"], "payoffs": [(0, 0), (0, 0)], "moves": []}, "got a more than once"),
        ({"moves": [("a", "c", "1")]}, "got 'c'"),
        ({"moves": [("a", "b", [])]}, "at least one mover"),
        ({"moves": ["ab"]}, "write"),
        ({"moves": None}, "list of moves"),
        ({"payoffs": {"a": (0, 0)}}, "none for 'b'"),
        ({"payoffs": {"a": (0, 0), "b": (0, 0), "c": (0, 0)}}, "got 3 for 2"),
        ({"payoffs": [(0, 0)]}, "got 1"),
        ({"payoffs": None}, "neither"),
        ({"payoffs": None, "rankings": {"1": ["a", "b"], "2": ["a"]}}, "none came for 'b'"),
        ({"payoffs": None, "rankings": {"1": ["a", "b"], "2": ["a", "a", "b"]}}, "each once"),
        ({"payoffs": None, "rankings": ["a", "b"]}, "from players to states"),
        ({"strictly": "some"}, "strictly"),
    ],
)
def test_refusals(change, says):
    data = {"players": ["1", "2"], "states": ["a", "b"], "moves": [("a", "b", "1")], "payoffs": {"a": (0, 0), "b": (0, 0)}}
    with pytest.raises((co.InvalidGameError, co.InvalidArgumentError), match=says):
        co.Environment.from_moves(**{**data, **change})


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"states": None}, "list of states"),
        ({"states": ["a", ["b"]]}, "have a hash"),
        ({"sources": [0, 1]}, "for each move"),
        ({"sources": 0}, "for each move"),
        ({"movers": [1.5]}, "whole numbers for movers"),
        ({"targets": ["b"]}, "whole numbers for targets"),
        ({"consenters": [True]}, "whole numbers for consenters"),
        ({"consenters": [[0]]}, "for each move"),
        ({"ranks": [[0.5, 1]]}, "ranks_of makes them"),
        ({"ranks": "xy"}, "ranks_of makes them"),
        ({"ranks": [[0], [1, 2]]}, "ranks_of makes them"),
        ({"ranks": [[0]]}, r"shape \(1, 2\)"),
        ({"ranks": [[0, 1], [1, 0]]}, r"shape \(1, 2\)"),
    ],
)
def test_nothing_is_rounded_or_guessed_in_arrays(change, says):
    data = {
        "players": ["1"],
        "states": "ab",
        "ranks": [[0, 1]],
        "sources": [0],
        "targets": [1],
        "movers": [1],
        "consenters": [0],
    }
    with pytest.raises(co.InvalidGameError, match=says):
        co.Environment.from_arrays(**{**data, **change})


@pytest.mark.parametrize("bad", [5, None, "abc", {"a": 1}])
def test_ranks_of_what_is_no_list_of_numbers(bad):
    with pytest.raises(co.InvalidArgumentError, match="expected a"):
        co.ranks_of(bad)
    with pytest.raises(co.InvalidGameError):
        co.Environment.from_moves(["1"], "xy", [], payoffs=bad)


def test_refusals_of_arrays_and_states():
    env = small()
    with pytest.raises(co.InvalidArgumentError, match="expected one of the 2 states 'a', 'b'; got 'z'"):
        env.place("z")
    with pytest.raises(co.InvalidArgumentError, match="got \\['a'\\]"):
        env.place(["a"])
    with pytest.raises(co.InvalidGameError, match="sources from 0 to 1"):
        co.Environment.from_arrays(["1"], "ab", [[0, 0]], [2], [0], [1])
    with pytest.raises(co.InvalidGameError, match="one of 2 states"):
        co.Environment.from_arrays(["1"], "ab", [[0, 0]], [0], [2], [1])
    with pytest.raises(co.InvalidGameError, match="masks of players"):
        co.Environment.from_arrays(["1"], "ab", [[0, 0]], [0], [1], [2])
    with pytest.raises(co.InvalidGameError, match="at most 62 players"):
        co.Environment.from_moves(map(str, range(63)), "ab", [("a", "b", "62")], payoffs={"a": [0] * 63, "b": [1] * 63})
    with pytest.raises(ValueError, match="read-only"):
        env.ranks[0, 0] = 5
