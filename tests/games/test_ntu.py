import pickle
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

import coalitions as co

Game = co.NTUGame


def below_an_average(points, x):
    """Whether x <= some weighted average of points, by SciPy."""
    P = np.array(points, dtype=float)
    k = len(P)
    return linprog([0] * k, A_ub=-P.T, b_ub=-np.array(x, dtype=float), A_eq=[[1] * k], b_eq=[1]).status == 0


@settings(max_examples=60)
@given(st.integers(1, 3), st.data())
def test_from_vertices_is_the_comprehensive_hull(size, data):
    names = "ABC"[:size]
    vector = st.tuples(*[st.integers(-3, 3)] * size)
    points = data.draw(st.lists(vector, min_size=1, max_size=5))
    game = Game.from_vertices(list(names), {tuple(names): points})
    for x in data.draw(st.lists(st.tuples(*[st.integers(-4, 3)] * size), min_size=8, max_size=8)):
        # fractions between the whole numbers keep SciPy away from the boundary, where it may err
        y = [v + 0.3 for v in x]
        assert game.feasible(tuple(names), [Fraction(3, 10) + v for v in x]) is below_an_average(points, y)
    assert all(game.feasible(tuple(names), p) for p in points)


@given(st.integers(1, 3), st.data())
def test_from_vectors(size, data):
    names = "ABC"[:size]
    points = data.draw(st.lists(st.tuples(*[st.integers(-3, 3)] * size), max_size=4))
    game = Game.from_vectors(list(names), {tuple(names): points})
    assert game.is_finite
    for x in data.draw(st.lists(st.tuples(*[st.integers(-4, 4)] * size), min_size=8, max_size=8)) + points:
        below = any(all(a <= p for a, p in zip(x, point, strict=True)) for point in points)
        assert game.feasible(tuple(names), x) is below
        better = game.improvement((1 << size) - 1, x)
        assert (better is not None) is any(all(a < p for a, p in zip(x, point, strict=True)) for point in points)
        assert better is None or (game.feasible(tuple(names), better) and all(b > a for a, b in zip(x, better, strict=True)))


def test_the_order_of_names():
    vectors = {"A": ["1/3"], ("B", "A"): [(1, 5), {"A": 4, "B": 2}], "B": [0.5]}
    game = Game.from_vectors(["A", "B"], vectors)
    assert game.feasible(["A", "B"], (5, 1))
    assert game.feasible(["B", "A"], (2, 4))
    assert not game.feasible(["A", "B"], (1, 5))
    assert game.feasible({"A", "B"}, {"B": 1, "A": 5})
    assert game.feasible("A", "1/3")
    assert not game.feasible("A", Fraction(1, 3) + Fraction(1, 10**30))
    assert repr(game) == "NTUGame of 2 players (A, B): V({A}): (1/3); V({B}): (1/2); V({A, B}): (5, 1) or (4, 2)"
    turned = Game.from_constraints(["A", "B"], {("B", "A"): [((1, 2), 4)]})
    assert turned == Game.from_constraints(["A", "B"], {("A", "B"): [({"A": 2, "B": 1}, 4)]})
    assert not turned.is_finite
    assert pickle.loads(pickle.dumps(turned)) == turned


def test_from_tu():
    tu = co.TUGame.from_worths(["A", "B"], {"A": "1/3", "B": -1, ("A", "B"): 2})
    game = Game.from_tu(tu)
    assert repr(game) == "NTUGame of 2 players (A, B): V({A}): (1/3); V({B}): (-1); V({A, B}): 1 A + 1 B <= 2"
    assert game.feasible(["A", "B"], (10**30, 2 - 10**30))
    assert not game.feasible(["A", "B"], (10**30, 3 - 10**30))
    with pytest.raises(co.UndecidedError):
        Game.from_tu(co.TUGame.from_vector(["A"], [co.parameter("w")], order="mask"))
    with pytest.raises(co.LimitExceededError):
        Game.from_tu(co.TUGame.from_function(range(13), len))


def test_display():
    game = Game.from_constraints(["A", "B"], {("A", "B"): [((1, 2), 4), ((1, 0), 3)]})
    assert "1 A + 2 B &lt;= 4 and 1 A &lt;= 3" in game._repr_html_()
    assert r"\toprule" in game.to_latex()
    assert repr(Game.from_vectors([], {})) == "NTUGame of 0 players (): "


def test_refused():
    for given_, error, match in (
        ({("A", "B"): [(1, 2, 3)]}, co.InvalidGameError, "one number for each of A, B"),
        ({("A", "B"): [5]}, co.InvalidGameError, "one number for each"),
        ({("A", "B"): (1, 2)}, co.InvalidGameError, "one number for each"),
        ({("A", "B"): 5}, co.InvalidGameError, "list of payoff vectors"),
        ({("A", "B"): [{"A": 1}]}, co.InvalidGameError, "one number for each"),
        ({("A", "B"): [{"A": 1, "C": 1}]}, co.UnknownPlayerError, "'C'"),
        ({("A", "B"): [({1, 2})]}, co.InvalidGameError, "one number for each"),
        ({("A", "C"): [(1, 1)]}, co.UnknownPlayerError, "'C'"),
        ({("A", "B"): [], ("B", "A"): []}, co.DuplicatePlayerError, "once"),
        ({(): [()]}, co.DuplicatePlayerError, "with members"),
        ({"A": [float("nan")]}, co.InvalidArgumentError, "finite"),
        ({"A": [co.parameter("w")]}, co.UndecidedError, "put numbers in"),
        ([1], co.InvalidGameError, "mapping"),
    ):
        with pytest.raises(error, match=match):
            Game.from_vectors(["A", "B"], given_)
    for rows, match in (
        ([((1, -1), 4)], "none negative"),
        ([((0, 0), 4)], "not all 0"),
        ([((1, 0), 4)], "none bounds B"),
        ([], "none bounds A, B"),
        ([4], "pairs of coefficients"),
    ):
        with pytest.raises(co.InvalidGameError, match=match):
            Game.from_constraints(["A", "B"], {("A", "B"): rows})
    with pytest.raises(co.LimitExceededError, match="bases"):
        Game.from_vertices(range(3), {tuple(range(3)): [(3, 2, 1), (1, 3, 2), (2, 1, 3)]}, limit=2)
    with pytest.raises(co.LimitExceededError, match="at most 12"):
        Game.from_vectors(range(13), {})
    with pytest.raises(co.InvalidGameError):
        Game(co.Players.from_names(["A"]), ((),))
    with pytest.raises(co.InvalidGameError):
        Game(["A"], ((), ()))
