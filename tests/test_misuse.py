"""Misuse across the library: each error says what was expected and what to write instead."""

import numpy as np
import pytest

import coalitions as co

GAME = co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2)
MATRIX = co.NormalFormGame.from_arrays([[1]], [[1]])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: co.nucleolus(GAME, limit="a"), "whole number of at least 1"),
        (lambda: co.tabulate(GAME, limit=1.5), "whole number of at least 1"),
        (lambda: co.weighted_shapley_value(GAME, np.array(3)), "one weight for each player"),
        (lambda: co.weighted_shapley_value(GAME, {"A": 1}), "one weight for each player, none came for B, C"),
        (lambda: co.owen_value(GAME, [["A"], ["A", "B"]]), r"none has \{C\} and A twice"),
        (lambda: co.owen_value(GAME, []), r"none has \{A, B, C\}"),
        (lambda: co.myerson_value(GAME, [("A", "A")]), "two different players"),
        (lambda: co.other_regarding(MATRIX, [[0, 1], [1]]), r"rows of \[2, 1\] numbers"),
        (lambda: co.reduced_game(GAME, ["A"], kind="hart-mas-colell", value=5), "expected a function"),
        (lambda: co.reduced_game(GAME, ["A"], kind="hart-mas-colell", value=lambda g: {}), "one amount for each player"),
        (lambda: co.flow_game([(["A"], "s", "t", 4)], source="s", sink="t"), "names for owner and nodes"),
        (lambda: co.flow_game([("A", "s", "t", 4)], source=["s"], sink="t"), "source and a sink"),
        (lambda: co.spanning_tree_game({("w", "A"): 1}, ["w"]), "name of a source"),
        (lambda: co.threshold_game(["A", "B"], [1, 2], values=np.array(3)), "a value of all issues"),
    ],
)
def test_misuse_says_what_to_write(call, message):
    with pytest.raises(co.CoalitionsError, match=message):
        call()


def test_restricted_refuses_other_forms():
    game = co.NormalFormGame.from_arrays([[1]], [[1]])
    with pytest.raises(co.UnsupportedGameError, match="transferable utility"):
        co.restricted(game, ["Row"])


def test_pairs_are_a_mapping_in_either_order():
    x = co.shapley_interaction(co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2)).value
    assert x == {("B", "A"): 2, ("A", "C"): 2, ("C", "B"): 2}
    assert ("B", "A") in x
    assert "A" not in x
    assert ("A", "A") not in x
    assert x.get("A") is None
    assert x.get(("C", "A")) == 2


def test_sets_as_keys_have_no_order():
    edges = {frozenset("AB"): 1, frozenset("BC"): 2}
    with pytest.raises(co.InvalidGameError, match="fixed order"):
        co.induced_subgraph_game(edges)
    assert co.induced_subgraph_game(edges, players=["A", "B", "C"]).players.names == ("A", "B", "C")
