import pickle
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

import coalitions as co
from coalitions.testing import hedonic_games

EMPTY = np.zeros((0, 1), dtype=np.int64)


def test_preferences_in_all_spellings():
    game = co.HedonicGame.from_preferences(
        ["A", "B", "C"],
        {
            "A": [["A", "B"], [("A", "C"), "A"]],  # {A, B} first, then a tie
            "B": ["B", {"A", "B"}],
            "C": [co.Players(("A", "B", "C")).coalition(5)],  # being alone comes next, the rest is unacceptable
        },
    )
    assert game.ranks[0].tolist() == [-1, 1, -1, 2, -1, 1, -1, 0]
    assert game.ranks[1].tolist() == [-1, -1, 2, 1, -1, -1, 0, 0]
    assert game.ranks[2].tolist() == [-1, -1, -1, -1, 1, 2, 0, 0]
    assert repr(game) == "HedonicGame of 3 players: A: {A, B} > {A} ~ {A, C}; B: {B}; C: {A, C} > {C}"
    assert game.prefers("A", ("A", "B"), "A")
    assert not game.prefers("A", ("A", "C"), "A")
    assert list(game.preferences("A")) == [({"A", "B"},), ({"A"}, {"A", "C"}), ({"A", "B", "C"},)]


def test_utilities_are_compared_exactly():
    third = Fraction(1, 3)
    game = co.HedonicGame.from_utilities(["A", "B"], lambda i, S: third if len(S) == 1 else {"A": "1/3", "B": 1 / 3}[i])
    assert game.ranks.tolist() == [[-1, 0, -1, 0], [-1, -1, 1, 0]]  # the float 1/3 is a little less
    big = co.HedonicGame.from_utilities(["A", "B"], lambda i, S: 10**30 + len(S) - 1)
    assert big.prefers("A", ("A", "B"), "A")


def test_the_constructor_makes_ranks_dense_and_read_only():
    game = co.HedonicGame(co.Players((1, 2)), np.array([[99, -5, 7, 10**6], [0, 0, 3, 3]]))
    assert game.ranks.tolist() == [[-1, 0, -1, 1], [-1, -1, 0, 0]]
    assert game == co.HedonicGame(co.Players((1, 2)), np.array([[0, 1, 0, 2], [8, 8, 8, 8]]))
    assert not game.ranks.flags.writeable
    assert hash(game) == hash(pickle.loads(pickle.dumps(game)))
    huge = np.array([[0, 10**30, 0, 10**31]] * 2, dtype=object)
    assert co.HedonicGame(co.Players((1, 2)), huge).ranks[0].tolist() == [-1, 0, -1, 1]


@given(hedonic_games(min_players=0))
def test_round_trip_and_display(game):
    assert co.HedonicGame.from_preferences(game.players, game.to_dict()) == game
    assert pickle.loads(pickle.dumps(game)) == game
    assert repr(game).startswith("HedonicGame of ")
    assert game._repr_html_().startswith("<table>")
    assert game.to_latex().startswith(r"\begin{tabular}")


def test_no_and_one_player():
    assert repr(co.HedonicGame(co.Players(()), EMPTY)) == "HedonicGame of 0 players: "
    assert repr(co.HedonicGame.from_preferences(["A"], {"A": []})) == "HedonicGame of 1 player: A: {A}"


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: co.HedonicGame.from_preferences(["A", "B"], {"A": []}), co.InvalidGameError, "each of A, B"),
        (lambda: co.HedonicGame.from_preferences(["A"], [["A"]]), co.InvalidGameError, "mapping"),
        (lambda: co.HedonicGame.from_preferences(["A"], {"A": "A"}), co.InvalidGameError, "list of coalitions"),
        (lambda: co.HedonicGame.from_preferences(["A"], {"A": {"A"}}), co.InvalidGameError, "list of coalitions"),
        (lambda: co.HedonicGame.from_preferences(["A", "B"], {"A": ["B"], "B": []}), co.InvalidArgumentError, "member"),
        (lambda: co.HedonicGame.from_preferences(["A"], {"A": ["A", "A"]}), co.DuplicatePlayerError, "twice"),
        (lambda: co.HedonicGame.from_preferences(["A"], {"A": ["Z"]}), co.UnknownPlayerError, "Z"),
        (lambda: co.HedonicGame.from_preferences(range(21), {i: [] for i in range(21)}), co.LimitExceededError, "20"),
        (lambda: co.HedonicGame.from_utilities(["A", "B"], len, limit=1), co.LimitExceededError, "limit=1"),
        (lambda: co.HedonicGame.from_utilities(["A"], {"A": 1}), co.InvalidGameError, "function"),
        (lambda: co.HedonicGame.from_utilities(["A"], lambda i, S: "x"), co.InvalidArgumentError, "utility of A"),
        (lambda: co.HedonicGame.from_utilities(["A"], lambda i, S: co.parameter("w")), co.UndecidedError, "numbers"),
        (lambda: co.HedonicGame(co.Players(("A",)), EMPTY), co.InvalidGameError, "rows"),
        (lambda: co.HedonicGame(co.Players(("A",)), np.zeros((1, 2))), co.InvalidGameError, "whole ranks"),
        (lambda: co.HedonicGame(("A",), EMPTY), co.InvalidGameError, "Players"),
        (
            lambda: co.HedonicGame.from_preferences(["A", "B"], {"A": [], "B": []}).prefers("A", "B", "A"),
            co.InvalidArgumentError,
            "member",
        ),
    ],
)
def test_refusals(call, error, message):
    with pytest.raises(error, match=message):
        call()
