"""Games by types: built, read, shown, tabulated and refused."""

import pickle
import time
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

import coalitions as co
from coalitions.games import forms
from coalitions.testing import typed_games
from tests.literature.councils import security_council


def council():
    return co.TypedGame.from_function({"permanent": 5, "elected": 10}, lambda k: int(k["permanent"] == 5 and k["elected"] >= 4))


def test_security_council():
    game, table = council(), co.tabulate(council())
    assert game.counts == {"permanent": 5, "elected": 10}
    assert game.players.names[:6] == ("permanent 1", "permanent 2", "permanent 3", "permanent 4", "permanent 5", "elected 1")
    assert table.table.tolist() == co.tabulate(security_council()).table.tolist()  # whose first five are the permanent ones
    assert game.worth_at({"permanent": 5, "elected": 4}) == 1
    assert game.worth_at({"permanent": 5}) == 0
    assert game.worth(game.players.grand) == 1


@given(typed_games())
def test_a_worth_depends_on_numbers_of_types_only(game):
    table = co.tabulate(game)
    for mask in range(1 << len(game.players)):
        coalition = game.players.coalition(mask)
        numbers = {name: sum(p in coalition for p in members) for name, members in game.members.items()}
        assert table.worth(mask) == game.worth(mask) == game[tuple(coalition)] == game.worth_at(numbers)
    again = co.TypedGame.from_worths(game.members, game.to_dict())  # with the players in the order of their types
    assert all(again[tuple(S)] == game[tuple(S)] for S in map(game.players.coalition, range(1 << len(game.players))))
    assert pickle.loads(pickle.dumps(game)) == game
    assert hash(pickle.loads(pickle.dumps(game))) == hash(game)


def test_names_and_numbers():
    game = co.TypedGame.from_worths({"L": ["ann", "bob"], "R": 1}, {(1, 0): 0, (2, 0): "1/3", (0, 1): 0, (1, 1): 1, (2, 1): 2})
    assert game.players.names == ("ann", "bob", "R")
    assert game["ann", "bob"] == Fraction(1, 3)
    assert game["bob", "R"] == 1
    assert (game.denominator, game.largest) == (3, 6)
    assert game.members == {"L": ("ann", "bob"), "R": ("R",)}
    single = co.TypedGame.from_worths({"L": 3}, {2: 5, 3: 0.5}, missing=0)
    assert single.kind == "float"
    assert single["L 1", "L 3"] == 5.0


def test_arrays():
    permanent, elected = np.ogrid[0:6, 0:11]
    wins = (permanent == 5) & (elected >= 4)
    types = {"permanent": 5, "elected": 10}
    assert co.TypedGame.from_array(types, wins.astype(np.int8)) == council()
    assert co.TypedGame.from_array(types, wins.astype(object) * Fraction(1, 3)).denominator == 3
    assert co.TypedGame.from_array(types, wins * 0.5).kind == "float"
    assert co.TypedGame.from_array({"A": 1}, np.array([0, 2**63], dtype=np.uint64))["A"] == 2**63


def test_symbols():
    w = co.parameter("w")
    game = co.TypedGame.from_function({"A": 2, "B": 1}, lambda k: w * k["A"] * k["B"])
    assert game.kind == "symbolic"
    assert game["A 1", "B"] == w
    assert co.tabulate(game).worth(7) == 2 * w


def test_display():
    game = council()
    assert repr(game) == "TypedGame of 15 players (5 permanent, 10 elected), exact: 66 profiles"
    assert "<td" in game._repr_html_()
    assert "1 more row" in game._repr_html_()
    assert r"\toprule" in game.to_latex()
    assert game._repr_latex_().startswith(r"$v(1, 0) = 0,\ v(2, 0) = 0")
    assert game._repr_latex_().endswith(r"\dots$")
    frame = game.to_frame()
    assert list(frame.columns) == ["elected", "worth"]
    assert frame.index.name == "permanent"
    assert len(frame) == 65
    assert forms.named(game, game.grid.index((5, 4))) == "{5 permanent, 4 elected}"


def test_larger_than_any_table():
    game = co.TypedGame.from_function(
        {"permanent": 5, "elected": 188}, lambda k: int(k["permanent"] == 5 and k["elected"] >= 120)
    )
    assert len(game.players) == 193
    assert game.worth(game.players.grand) == 1
    with pytest.raises(co.LimitExceededError, match="games by types as they are"):
        co.tabulate(game)
    with pytest.raises(co.LimitExceededError, match="worth_at"):
        game.worths(np.arange(4))


def test_forms():
    game, table = council(), co.tabulate(council())
    assert forms.stored(game, limit=7) is game
    with pytest.raises(co.LimitExceededError, match=r"2\*\*limit = 64 .* got 66; write limit=7"):
        forms.stored(game, limit=6)
    assert forms.stored(table) is table
    assert forms.gathered(game, [1] * 5 + [2] * 10) == (1, 2)
    assert forms.gathered(game, [1] * 6 + [2] * 9) is None
    assert forms.singles(game) == [1] * 5 + [6] * 10
    assert forms.singles(table) == [1 << i for i in range(15)]


REFUSED = [
    (lambda: co.TypedGame.from_function({"A": 0}, len), co.InvalidGameError, "at least one player"),
    (lambda: co.TypedGame.from_function({"A": -1}, len), co.InvalidGameError, "at least one player"),
    (lambda: co.TypedGame.from_function({"A": True}, len), co.InvalidGameError, "how many players"),
    (lambda: co.TypedGame.from_function({"A": "bob"}, len), co.InvalidGameError, "list of names"),
    (lambda: co.TypedGame.from_function({"A": {"x", "y"}}, len), co.InvalidGameError, "list of names"),
    (lambda: co.TypedGame.from_function({"A": ["x"], "B": ["x"]}, len), co.DuplicatePlayerError, "one type"),
    (lambda: co.TypedGame.from_function([("A", 2)], len), co.InvalidGameError, "mapping from types"),
    (lambda: co.TypedGame.from_function({"A": 2}, 3), co.InvalidGameError, "function of numbers"),
    (lambda: co.TypedGame.from_function({"A": 100, "B": 100}, len, limit=100), co.LimitExceededError, "limit=10201"),
    (lambda: co.TypedGame.from_function({"A": 10**5, "B": 10**5}, len), co.LimitExceededError, "join types"),
    (lambda: co.TypedGame.from_function({"A": 2}, lambda k: float("nan")), co.InvalidArgumentError, "finite"),
    (lambda: co.TypedGame.from_worths({"A": 2}, {(1,): 1}), co.InvalidGameError, "none came for 1"),
    (lambda: co.TypedGame.from_worths({"A": 2}, {(3,): 1}, missing=0), co.InvalidGameError, "from 0 to 2"),
    (lambda: co.TypedGame.from_worths({"A": 2}, {(True,): 1}, missing=0), co.InvalidGameError, "from 0 to 2"),
    (lambda: co.TypedGame.from_worths({"A": 2}, {(1, 1): 1}, missing=0), co.InvalidGameError, "a number of players for each"),
    (lambda: co.TypedGame.from_worths({"A": 2}, [1, 2]), co.InvalidGameError, "mapping from profiles"),
    (lambda: co.TypedGame.from_worths({"A": 2}, {0: 1}, missing=0), co.InvalidGameError, "worth 0 for the empty"),
    (lambda: co.TypedGame.from_array({"A": 2}, np.zeros(2)), co.InvalidGameError, r"shape \(3,\)"),
    (lambda: co.TypedGame.from_array({"A": 2}, [0, 1, 2]), co.InvalidGameError, "got list"),
    (lambda: co.TypedGame.from_array({"A": 1}, np.array([0, np.nan])), co.InvalidArgumentError, "finite"),
    (lambda: co.TypedGame.from_array({"A": 1}, np.array([1, 1])), co.InvalidGameError, "worth 0 for the empty"),
    (lambda: council().worth_at({"voter": 1}), co.UnknownPlayerError, "permanent, elected"),
    (lambda: council()["voter"], co.UnknownPlayerError, "permanent 1"),
]


@pytest.mark.parametrize(("build", "error", "words"), REFUSED)
def test_refused(build, error, words):
    with pytest.raises(error, match=words):
        build()


def test_the_constructor_refuses_what_is_not_stored():
    game = council()
    for membership in ((0,) * 15, (0,) * 5 + (2,) * 10, (0,) * 5 + (True,) * 10, (0, 1)):
        with pytest.raises(co.InvalidGameError):
            co.TypedGame(game.players, game.types, membership, game.table)
    with pytest.raises(co.InvalidGameError, match="table of 66 worths"):
        co.TypedGame(game.players, game.types, game.membership, game.table[:-1])


def test_a_worth_given_twice_is_refused():
    with pytest.raises(co.InvalidGameError, match="a second one for"):
        co.TypedGame.from_worths({"a": 2}, {1: 3, (1,): 7, 2: 9})


def test_a_limit_is_met_before_any_player_is_named():
    start = time.perf_counter()
    with pytest.raises(co.LimitExceededError, match="limit=10000001"):
        co.TypedGame.from_function({"a": 10**7}, lambda k: 1)
    with pytest.raises(co.LimitExceededError, match="profiles"):
        co.TypedGame.from_array({"a": 10**9}, np.zeros(3))
    with pytest.raises(co.InvalidGameError, match="shape"):
        co.TypedGame.from_array({"a": 10**7}, np.zeros(3))
    assert time.perf_counter() - start < 1


def test_a_number_below_zero_is_said():
    with pytest.raises(co.InvalidGameError, match="got -3"):
        co.TypedGame.from_worths({"a": -3}, {})


def test_a_solver_that_needs_a_table_does_not_ask_for_types():
    game = co.TypedGame.from_function({"a": 30, "b": 30}, lambda k: k["a"] * k["b"])
    with pytest.raises(co.LimitExceededError, match="games by types as they are") as caught:
        co.tabulate(game)
    assert "write the game by types" not in str(caught.value)


def test_nobody_else_writes_to_the_table():
    numbers = np.array([0, 1.0])
    names = co.Players.from_names(["A"])
    game = co.TypedGame(names, names, (0,), numbers[:], 1, "float")
    numbers[1] = 7
    assert game.worth(1) == 1
