"""Matching problems: lists that are read, shown and read again."""

import numpy as np
import pytest
from hypothesis import given

import coalitions as co
from tests.literature.matchings import problems


@given(problems())
def test_round_trips(problem):
    assert co.MatchingProblem(problem.players, 3 * problem.ranks + 7, problem.left) == problem
    if problem.left is None:
        assert co.MatchingProblem.from_roommates(problem.to_dict()) == problem
    else:
        lists, a = problem.to_dict(), problem.left.bit_count()
        left = {p: lists[p] for p in problem.players.names[:a]}
        right = {p: lists[p] for p in problem.players.names[a:]}
        assert co.MatchingProblem.from_two_sides(left, right) == problem
    import pickle

    assert pickle.loads(pickle.dumps(problem)) == problem
    assert hash(pickle.loads(pickle.dumps(problem))) == hash(problem)


def test_lists():
    problem = co.MatchingProblem.from_roommates({"a": [["b", "c"], "a", "d"], "b": ["a", ["b", "c"]], "c": [], "d": ["a"]})
    assert problem.ranks.tolist() == [[0, 1, 1, -1], [1, 0, 0, -1], [-1, -1, 0, -1], [1, -1, -1, 0]]
    assert repr(problem) == "MatchingProblem of 4 players: a: b ~ c; b: a > b ~ c; c: ; d: a"
    assert not problem.strict()
    assert problem.preferences("b") == [["a"], ["b", "c"]]
    assert "<table>" in problem._repr_html_()
    assert "toprule" in problem.to_latex()
    assert repr(co.MatchingProblem.from_two_sides({}, {})) == "MatchingProblem of 0 and 0 players: "


def test_matchings():
    market = co.MatchingProblem.from_two_sides({"a": ["A"], "b": ["A"]}, {"A": ["a", "b"]})
    assert market.matching([("A", "b")]).masks == (1, 6)
    assert market.matching(market.matching([("A", "b")])) == market.matching([("b", "A"), ["a"]])
    assert market.partners(market.matching([("A", "b")])) == (0, 2, 1)
    for bad, message in (
        ([("a", "b")], "different sides"),
        ([("a", "A"), ("b", "A")], "A twice"),
        ([("a", "b", "A")], "different sides"),
        ("aA", "list of pairs"),
        (3, "list of pairs"),
    ):
        with pytest.raises(co.InvalidArgumentError, match=message):
            market.matching(bad)
    with pytest.raises(co.UnknownPlayerError):
        market.matching([("a", "Z")])


@pytest.mark.parametrize(
    ("build", "error", "message"),
    [
        (lambda: co.MatchingProblem.from_roommates({"a": ["b", "b"], "b": []}), co.DuplicatePlayerError, "every partner once"),
        (lambda: co.MatchingProblem.from_roommates({"a": ["c"], "b": []}), co.UnknownPlayerError, "a, b"),
        (lambda: co.MatchingProblem.from_roommates({"a": "b", "b": []}), co.InvalidGameError, "list of partners"),
        (lambda: co.MatchingProblem.from_roommates(["a"]), co.InvalidGameError, "mapping"),
        (lambda: co.MatchingProblem.from_two_sides({"a": []}, 3), co.InvalidGameError, "mapping"),
        (lambda: co.MatchingProblem.from_two_sides({"a": []}, {"a": []}), co.DuplicatePlayerError, "a more than once"),
        (lambda: co.MatchingProblem.from_two_sides({"a": ["b"], "b": []}, {}), co.InvalidGameError, "other side"),
        (lambda: co.MatchingProblem(co.Players(("a",)), np.zeros((1, 2), dtype=int)), co.InvalidGameError, "whole ranks"),
        (lambda: co.MatchingProblem(co.Players(("a",)), np.zeros((1, 1))), co.InvalidGameError, "whole ranks"),
        (lambda: co.MatchingProblem(co.Players(("a",)), np.zeros((1, 1), dtype=int), 2), co.InvalidGameError, "mask"),
        (lambda: co.MatchingProblem(["a"], 3), co.InvalidGameError, "Players"),
    ],
)
def test_bad_problems(build, error, message):
    with pytest.raises(error, match=message):
        build()
