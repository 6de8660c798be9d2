"""Interchangeable players as types, found and split again."""

from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import tu_games, typed_games, weighted_voting_games
from tests.literature.councils import security_council


def interchangeable(table, i, j):
    """By definition, coalition by coalition."""
    return all(
        table.worth(m | 1 << i) == table.worth(m | 1 << j)
        for m in range(1 << len(table.players))
        if not m >> i & 1 and not m >> j & 1
    )


@given(st.one_of(tu_games(max_players=4, low=0, high=1), typed_games(max_players=5, low=0, high=1)), st.data())
def test_types_are_the_classes_of_interchangeable_players(game, data):
    table = co.tabulate(game)
    order = data.draw(st.permutations(range(len(table.players))))
    names = [table.players.names[i] for i in order]
    shuffled = co.TUGame.from_function(names, lambda s: table[tuple(s)])
    typed = co.symmetry_reduced(shuffled)
    assert co.tabulate(typed) == shuffled
    for i, j in combinations(range(len(names)), 2):
        assert (typed.membership[i] == typed.membership[j]) == interchangeable(shuffled, i, j)


@given(weighted_voting_games(max_players=6))
def test_voting_games_by_their_weights(game):
    typed = co.symmetry_reduced(game)
    assert co.tabulate(typed) == co.tabulate(game)
    columns = list(zip(*game.weights, strict=True))
    for i, j in combinations(range(len(columns)), 2):
        assert (typed.membership[i] == typed.membership[j]) == (columns[i] == columns[j])


def test_security_council_and_an_assembly():
    typed = co.symmetry_reduced(security_council())
    assert typed.grid.counts == (5, 10)
    assert co.tabulate(typed) == co.tabulate(security_council())
    states = {f"S{k}": 1 for k in range(193)}
    assembly = co.WeightedVotingGame.from_rules([(129, states), (5, {f"S{k}": 1 for k in range(0, 25, 5)})])
    typed = co.symmetry_reduced(assembly)
    assert typed.grid.size == 6 * 189
    assert typed[[f"S{k}" for k in range(129)]] == 1
    assert typed[[f"S{k}" for k in range(1, 193)]] == 0


def test_symbols_and_small_games():
    w = co.parameter("w")
    table = co.TUGame.from_function(
        ["A", "B", "C"], lambda s: (w + 1) ** 2 if {"A", "C"} & set(s) == {"A"} else w * w + 2 * w + 1
    )
    assert co.symmetry_reduced(table).grid.counts == (3,), "one worth, spelled in two ways"
    assert co.symmetry_reduced(co.TUGame.from_vector([], [0], order="mask")).grid.size == 1
    game = co.symmetry_reduced(table)
    assert co.symmetry_reduced(game) is game


@given(typed_games(max_players=5), st.data())
def test_refined_games_are_the_same_games(game, data):
    labels = [data.draw(st.integers(0, 2)) for _ in game.players]
    fine = co.refined(game, labels)
    assert co.tabulate(fine) == co.tabulate(game)
    for i, j in permutations(range(len(labels)), 2):
        same = (game.membership[i], labels[i]) == (game.membership[j], labels[j])
        assert (fine.membership[i] == fine.membership[j]) == same
    assert co.refined(game, dict(zip(game.players, labels, strict=True))) == fine


@given(typed_games(max_players=5), st.data())
def test_duals_and_subgames_stay_games_by_types(game, data):
    assert isinstance(co.dual(game), co.TypedGame)
    assert co.tabulate(co.dual(game)) == co.dual(co.tabulate(game))
    stay = [p for p in game.players if data.draw(st.booleans())]
    assert isinstance(co.restricted(game, stay), co.TypedGame)
    assert co.tabulate(co.restricted(game, stay)) == co.restricted(co.tabulate(game), stay)


def test_names_of_split_types():
    game = co.TypedGame.from_function({"A": 2, "B": 1}, lambda k: k["A"])
    assert co.refined(game, [0, 0, 1]) is game
    assert co.refined(game, [0, 1, 1]).types.names == ("A (1)", "A (2)", "B")
    clash = co.TypedGame.from_function({"A": 2, "A (1)": 1}, lambda k: k["A"])
    assert co.refined(clash, [0, 1, 1]).types.names == ("type 1", "type 2", "type 3")
    odd = co.TUGame.from_function(["A", "B", "{A, B}"], lambda s: int("{A, B}" in s))
    assert co.symmetry_reduced(odd).types.names == ("type 1", "type 2")


def test_refused():
    game = co.TypedGame.from_function({"A": 2}, lambda k: k["A"])
    with pytest.raises(co.InvalidArgumentError, match="one label for each of the 2 players"):
        co.refined(game, [1])
    with pytest.raises(co.UnknownPlayerError):
        co.refined(game, {"A 1": 1, "B": 2})
    with pytest.raises(co.InvalidArgumentError, match="symmetry_reduced"):
        co.refined(co.tabulate(game), [1, 2])
    with pytest.raises(co.LimitExceededError, match="profiles"):
        co.symmetry_reduced(co.WeightedVotingGame.from_weights(quota=1, weights={k: k for k in range(30)}))
    with pytest.raises(co.LimitExceededError):
        co.symmetry_reduced(co.tabulate(game), limit=1)
    with pytest.raises(co.UnsupportedGameError):
        co.symmetry_reduced(3)


@pytest.mark.parametrize("labels", [None, 5, [[1]] * 3, "abc", {1, 2, 3}, (x for x in range(3))])
def test_labels_that_are_none(labels):
    majority = co.TypedGame.from_function({"voter": 3}, lambda k: int(k["voter"] >= 2))
    with pytest.raises(co.InvalidArgumentError, match="label"):
        co.refined(majority, labels)


def test_a_limit_of_any_size_is_only_a_bound():
    majority = co.TypedGame.from_function({"voter": 3}, lambda k: int(k["voter"] >= 2))
    assert co.nucleolus(majority, limit=10**12).value.amounts == (Fraction(1, 3),) * 3
    assert (
        co.symmetry_reduced(
            co.WeightedVotingGame.from_weights(quota=2, weights={"A": 1, "B": 1, "C": 1}), limit=10**12
        ).grid.size
        == 4
    )
