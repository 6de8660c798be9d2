"""Reduced games and consistency; quotient games and votes in blocs."""

from fractions import Fraction as F
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import balanced_games, tu_games, weighted_voting_games


def members(game):
    return [tuple(game.players.coalition(m)) for m in range(1 << len(game.players))]


def subsets(names):
    return chain.from_iterable(combinations(names, k) for k in range(len(names) + 1))


@st.composite
def with_coalition(draw, games):
    game = draw(games)
    return game, [p for p in game.players if draw(st.booleans())]


@given(with_coalition(tu_games(max_players=4)), st.data())
def test_davis_maschler_by_definition(pair, data):
    game, stay = pair
    x = {p: data.draw(st.fractions(-2, 2, max_denominator=3)) for p in game.players}
    outside = [p for p in game.players if p not in stay]
    reduced = co.reduced_game(game, stay, payoffs=x)
    assert reduced.players.names == tuple(stay)
    for s in members(reduced)[1:]:
        options = [outside] if set(s) == set(stay) else list(subsets(outside))
        assert reduced[s] == max(game[(*s, *q)] - sum(x[p] for p in q) for q in options)


@given(with_coalition(balanced_games(max_players=4)))
def test_the_core_is_consistent(pair):
    game, stay = pair
    point = co.find_core_point(game).value
    if stay:  # Peleg (1986)
        assert co.check_in_core(co.reduced_game(game, stay, payoffs=point), [point[p] for p in stay]).value is True


@given(with_coalition(tu_games(max_players=4)))
def test_the_shapley_value_is_consistent(pair):
    game, stay = pair
    reduced = co.reduced_game(game, stay, kind="hart-mas-colell", value=co.shapley_value)
    if stay:  # Hart and Mas-Colell (1989), theorem B
        value = co.shapley_value(game).value
        assert co.shapley_value(reduced).value == {p: value[p] for p in stay}


@given(tu_games(max_players=3))
def test_hart_mas_colell_by_definition(game):
    # a value that gives everybody the worth he has alone, as a plain mapping
    alone = co.reduced_game(
        game, "A", kind="hart-mas-colell", value=lambda g: {p: g[p] for p in g.players}
    )  # fmt: skip
    assert alone["A"] == game.worth(game.players.grand) - sum(game[p] for p in game.players if p != "A")


def test_reduced_games_published_and_degenerate():
    # the glove market of one left and two right gloves at its only core point (1, 0, 0)
    game = co.glove_game(["A"], ["B", "C"])
    assert co.reduced_game(game, ["B", "C"], payoffs=[1, 0, 0]).to_dict() == {("B",): 0, ("C",): 0, ("B", "C"): 0}
    assert co.reduced_game(game, ["A", "B", "C"], payoffs=[0, 0, 0]) == game
    assert len(co.reduced_game(game, [], payoffs=[0, 0, 1]).players) == 0
    assert co.reduced_game(game, "A", payoffs=[0.0, 0.25, 0.25])["A"] == 0.5
    big = co.TUGame.from_vector(["A", "B"], [2**59, 0, 2**59], order="mask")
    assert co.reduced_game(big, "A", payoffs=[0, F(-(2**59), 3)])["A"] == 2**59 + F(2**59, 3)


def test_reduced_games_of_symbols():
    w = co.parameter("w")
    game = co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask")
    reduced = co.reduced_game(game, "A", kind="hart-mas-colell", value=co.shapley_value)
    assert reduced["A"] == co.shapley_value(game).value["A"]
    assert co.reduced_game(game, ["A", "B"], payoffs=[w, 1 - w]) == game
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        co.reduced_game(game, "A", payoffs=[0, 1])
    with pytest.raises(co.UndecidedError, match="got w"):
        co.reduced_game(co.glove_game(["A"], ["B"]), "A", payoffs=[0, w])


@pytest.mark.parametrize(
    "keywords",
    [
        {"kind": "moulin", "payoffs": [0, 0]},
        {},
        {"value": co.shapley_value},
        {"payoffs": [0, 0], "value": co.shapley_value},
        {"kind": "hart-mas-colell"},
        {"kind": "hart-mas-colell", "payoffs": [0, 0]},
        {"kind": "hart-mas-colell", "value": lambda game: 3},
        {"payoffs": [0]},
        {"payoffs": {"A": 1}},
        {"payoffs": 7},
    ],
)
def test_reduced_game_refuses(keywords):
    game = co.TUGame.from_vector(["A", "B"], [1, 0, 1], order="mask")
    with pytest.raises(co.InvalidArgumentError, match="expected"):
        co.reduced_game(game, "A", **keywords)


def test_reduced_game_refuses_strangers_and_crowds():
    with pytest.raises(co.UnknownPlayerError):
        co.reduced_game(co.glove_game(["A"], ["B"]), "Z", payoffs=[0, 0])
    with pytest.raises(co.LimitExceededError):
        co.reduced_game(co.majority_game(range(21)), [1], payoffs=[0] * 21)


@given(tu_games(min_players=2, max_players=5), st.data())
def test_quotient(game, data):
    labels = [data.draw(st.integers(0, 2)) for _ in game.players]
    unions = {f"U{k}": [p for p, label in zip(game.players, labels, strict=True) if label == k] for k in sorted(set(labels))}
    quotient = co.quotient_game(game, unions)
    assert all(quotient[s] == game[tuple(p for u in s for p in unions[u])] for s in members(quotient))
    partition = co.Partition.from_coalitions(game.players, unions.values())
    unnamed = co.quotient_game(game, partition)
    assert unnamed.players.names == tuple(map(str, partition))
    assert unnamed == co.quotient_game(game, list(unions.values()))
    single = co.quotient_game(game, {p: [p] for p in game.players})
    assert single == game


@given(weighted_voting_games(min_players=2), st.data())
def test_blocs_vote_as_one(game, data):
    k = data.draw(st.integers(1, len(game.players) - 1))
    blocs = {"I": game.players.names[:k], "II": game.players.names[k:]}
    quotient = co.quotient_game(game, blocs)
    assert isinstance(quotient, co.WeightedVotingGame)
    assert co.tabulate(quotient) == co.quotient_game(co.tabulate(game), blocs)


def test_quotient_symbols_and_refusals():
    w = co.parameter("w")
    game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, w, 0, 0, 0, 1], order="mask")
    assert co.quotient_game(game, [["A", "B"], "C"])["{A, B}"] == w
    stranger = co.Partition.from_coalitions(co.Players.from_names(["X"]), ["X"])
    for partition in (stranger, [["A"]], [["A", "B"], ["B", "C"]], "ABC", 3):
        with pytest.raises(co.InvalidArgumentError, match="expected"):
            co.quotient_game(game, partition)
    with pytest.raises(co.UnknownPlayerError):
        co.quotient_game(game, [["A", "Z"]])
    with pytest.raises(co.UnsupportedGameError):
        co.quotient_game({}, [["A"]])
    with pytest.raises(co.LimitExceededError):
        co.quotient_game(co.additive_game(dict.fromkeys(range(5), 1)), [[k] for k in range(5)], limit=4)


@given(with_coalition(tu_games(max_players=4)))
def test_the_prenucleolus_is_consistent(pair):
    game, stay = pair
    if stay:  # Sobolev (1975)
        whole = co.prenucleolus(game).value
        reduced = co.reduced_game(game, stay, payoffs=whole)
        assert co.prenucleolus(reduced).value == {p: whole[p] for p in stay}


@given(tu_games(max_players=4), st.fractions(min_value=F(1, 3), max_value=3, max_denominator=3), st.data())
def test_the_nucleolus_is_covariant(game, scale, data):
    shifts = {p: data.draw(st.integers(-3, 3)) for p in game.players}
    other = co.strategically_equivalent(game, scale=scale, shifts=shifts)
    moved = co.undo_strategic_equivalence(co.prenucleolus(other).value, scale=scale, shifts=shifts)
    assert moved == co.prenucleolus(game).value
