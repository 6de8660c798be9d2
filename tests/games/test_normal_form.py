from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions.errors import (
    CoalitionsError,
    InvalidArgumentError,
    InvalidGameError,
    UndecidedError,
    UnknownPlayerError,
    UnsupportedGameError,
)
from coalitions.games.normal_form import NormalFormGame, exact_payoffs, normal_form
from coalitions.players import Players

HUNT = {("Stag", "Stag"): (4, 4), ("Stag", "Hare"): (0, 3), ("Hare", "Stag"): (3, 0), ("Hare", "Hare"): (3, 3)}


def test_from_payoffs_keeps_names_and_order():
    game = NormalFormGame.from_payoffs(HUNT, players=["Ann", "Bob"])
    assert game.players.names == ("Ann", "Bob")
    assert game.strategies == (("Stag", "Hare"), ("Stag", "Hare"))
    assert game["Hare", "Stag"] == {"Ann": 3, "Bob": 0}
    assert game.to_dict() == HUNT
    assert NormalFormGame.from_payoffs(game.to_dict(), players=game.players) == game


def test_payoffs_by_player_and_strategies_in_another_order():
    data = {profile: {"Bob": b, "Ann": a} for profile, (a, b) in HUNT.items()}
    game = NormalFormGame.from_payoffs(
        data, players=["Ann", "Bob"], strategies={"Ann": ["Hare", "Stag"], "Bob": ["Stag", "Hare"]}
    )
    assert game.strategies[0] == ("Hare", "Stag")
    assert game["Hare", "Stag"] == {"Ann": 3, "Bob": 0}


def test_default_names():
    assert NormalFormGame.from_arrays([[1]], [[2]]).players.names == ("Row", "Column")
    three = NormalFormGame.from_arrays(*np.zeros((3, 2, 1, 3), dtype=int))
    assert three.players.names == ("1", "2", "3")
    assert three.strategies == (("1", "2"), ("1",), ("1", "2", "3"))
    assert NormalFormGame.from_payoffs({"a": 1, "b": 2})["b"] == {"1": 2}


def test_kinds_of_numbers():
    w = sympy.Symbol("w", real=True)
    exact = NormalFormGame.from_arrays([["1/2", 1]], [["0.1", Fraction(1, 3)]])
    assert (exact.kind, exact.denominator, exact["1", "1"].amounts) == ("exact", 30, (Fraction(1, 2), Fraction(1, 10)))
    assert NormalFormGame.from_arrays([[0.5]], [[1]]).kind == "float"
    assert NormalFormGame.from_arrays([[w, 1]], [[0, 1]]).kind == "symbolic"
    huge = NormalFormGame.from_arrays([[10**40, 1]], [[0, 1]])
    assert huge["1", "1"]["Row"] == 10**40
    assert NormalFormGame.from_arrays(np.array([[1, 2]]), np.array([[0.5, 2]])).kind == "float"


def test_arrays_are_not_shared_and_read_only():
    A = np.array([[1, 2]])
    game = NormalFormGame.from_arrays(A, A)
    A[0, 0] = 7
    assert game["1", "1"]["Row"] == 1
    with pytest.raises(ValueError, match="read-only"):
        game.table[0, 0, 0] = 5


@pytest.mark.parametrize(
    ("build", "error", "says"),
    [
        (lambda: NormalFormGame.from_arrays([[1, 2]], [[1], [2]]), InvalidGameError, "all of one shape"),
        (lambda: NormalFormGame.from_arrays([[1, 2]]), InvalidGameError, "from_arrays(A, -A)"),
        (lambda: NormalFormGame.from_arrays(), InvalidGameError, "one array"),
        (lambda: NormalFormGame.from_arrays([[]], [[]]), InvalidGameError, "at least one strategy"),
        (lambda: NormalFormGame.from_arrays([[1, 2], [3]], [[1, 2], [3]]), InvalidGameError, "different lengths"),
        (lambda: NormalFormGame.from_arrays([[float("nan")]], [[1]]), InvalidArgumentError, "finite"),
        (lambda: NormalFormGame.from_arrays(np.array([[np.inf]]), np.array([[1.0]])), InvalidGameError, "finite"),
        (lambda: NormalFormGame.from_arrays([[1]], [[1]], players=["A"]), InvalidGameError, "2 players"),
        (lambda: NormalFormGame.from_arrays([[1]], [[1]], strategies=[["a"], ["a", "b"]]), InvalidGameError, "shape"),
        (lambda: NormalFormGame.from_arrays([[1, 1]], [[1, 1]], strategies=[["a"], ["b", "b"]]), InvalidGameError, "once"),
        (lambda: NormalFormGame.from_arrays([[1]], [[1]], strategies=[[1], ["b"]]), InvalidGameError, "strings"),
        (lambda: NormalFormGame.from_arrays([[1]], [[1]], strategies=["a", "b"]), InvalidGameError, "one list"),
        (lambda: NormalFormGame.from_arrays([[1]], [[1]], strategies={"Ann": ["a"]}), UnknownPlayerError, "Row"),
        (lambda: NormalFormGame.from_payoffs({}), InvalidGameError, "mapping"),
        (lambda: NormalFormGame.from_payoffs({1: (1, 2)}), InvalidGameError, "tuple of names"),
        (lambda: NormalFormGame.from_payoffs({(0, 1): (1, 2)}), InvalidGameError, "write '0'"),
        (lambda: NormalFormGame.from_arrays([np.zeros((2, 2)), np.zeros((2, 3))], [1]), InvalidGameError, "lengths"),
        (lambda: NormalFormGame.from_payoffs({("a", "b"): (1, 2), ("c", "d"): (1, 2)}), InvalidGameError, "(a, d)"),
        (lambda: NormalFormGame.from_payoffs({("a", "b"): (1, 2), ("c",): (1, 2)}), InvalidGameError, "every profile"),
        (lambda: NormalFormGame.from_payoffs({("a", "b"): (1, 2, 3)}), InvalidGameError, "2 payoffs"),
        (lambda: NormalFormGame.from_payoffs({("a", "b"): "12"}), InvalidGameError, "2 payoffs"),
        (lambda: NormalFormGame.from_payoffs({("a", "b"): (1, 2)}, strategies=[["x"], ["b"]]), UnknownPlayerError, "x"),
        (lambda: NormalFormGame(Players(("A",)), (("a",),), np.zeros((2, 1))), InvalidGameError, "shape"),
        (lambda: NormalFormGame(Players(("A",)), (("a",),), np.zeros((1, 1))), InvalidGameError, "kind"),
        (lambda: NormalFormGame(Players(()), (), np.zeros((0,), dtype=np.int64)), InvalidGameError, "at least one player"),
        (lambda: NormalFormGame.from_payoffs(HUNT)["Stag", "Fish"], UnknownPlayerError, "Stag, Hare"),
        (lambda: NormalFormGame.from_payoffs(HUNT)["Stag"], InvalidArgumentError, "one strategy for each"),
    ],
)
def test_refusals(build, error, says):
    with pytest.raises(error) as caught:
        build()
    assert isinstance(caught.value, CoalitionsError)
    assert says in str(caught.value)


def test_exact_payoffs_and_forms():
    game = NormalFormGame.from_arrays([[0.1, 2.0]], [[1.0, 0.0]])
    table, denominator = exact_payoffs(game)
    assert Fraction(int(table[0, 0, 0]), denominator) == Fraction(0.1)
    with pytest.raises(UndecidedError, match="put numbers in"):
        exact_payoffs(NormalFormGame.from_arrays([[sympy.Symbol("w")]], [[1]]))
    with pytest.raises(UnsupportedGameError, match="normal form"):
        normal_form("game")


def test_displays():
    game = NormalFormGame.from_payoffs(HUNT, players=["A<b", "Bob"])
    assert repr(game).count("\n") == 0
    assert "(Stag, Hare) 0, 3" in repr(game)
    html = game._repr_html_()
    assert "A&lt;b" in html
    assert "<td" in html
    assert "4, 4" in html
    assert r"\begin{array}{c|cc}" in game._repr_latex_()
    assert r"\toprule" in game.to_latex()
    three = NormalFormGame.from_arrays(*np.zeros((3, 4, 4, 5), dtype=int))
    assert "more rows" in three._repr_html_()
    assert three._repr_latex_().endswith(r"\dots$")


def test_frame():
    pytest.importorskip("pandas")
    frame = NormalFormGame.from_payoffs(HUNT, players=["Ann", "Bob"]).to_frame()
    assert frame.loc["(Stag, Hare)", "Bob"] == 3


@settings(max_examples=30, deadline=None)
@given(st.lists(st.fractions(max_denominator=9), min_size=12, max_size=12))
def test_round_trip_and_hash(values):
    arrays = np.array(values, dtype=object).reshape(2, 2, 3)
    game = NormalFormGame.from_arrays(*arrays)
    again = NormalFormGame.from_payoffs(game.to_dict())
    assert again == game
    assert hash(again) == hash(game)
    assert game["2", "3"] == {"Row": arrays[0, 1, 2], "Column": arrays[1, 1, 2]}
