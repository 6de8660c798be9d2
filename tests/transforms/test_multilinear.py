"""The multilinear extension."""

from fractions import Fraction
from math import prod

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import tu_games

NAMES = ["A", "B", "C"]


@given(tu_games(max_players=4), st.data())
def test_definition(game, data):
    n = len(game.players)
    x = {p: data.draw(st.fractions(0, 1, max_denominator=5)) for p in game.players}

    def chance(members, left_out=None):
        return prod((x[p] if p in members else 1 - x[p] for p in x if p != left_out), start=Fraction(1))

    f = co.multilinear_extension(game)
    coalitions = [set(game.players.coalition(m)) for m in range(1 << n)]
    assert f(x) == f(list(x.values())) == sum(game[s] * chance(s) for s in coalitions)
    assert sympy.sympify(f.expression()).subs({sympy.Symbol(f"x_{p}", real=True): v for p, v in x.items()}) == f(x)
    for p in game.players:
        assert f.slope(p, x) == sum((game[s | {p}] - game[s]) * chance(s, p) for s in coalitions if p not in s)


@settings(max_examples=30)
@given(tu_games(max_players=4))
def test_corners_and_the_values_along_the_diagonal(game):
    f, t = co.multilinear_extension(game), co.parameter("t")
    n = len(game.players)
    assert all(f([m >> i & 1 for i in range(n)]) == game.worth(m) for m in range(1 << n))
    shapley, banzhaf = co.shapley_value(game).value, co.banzhaf_value(game).value
    for p in game.players:  # Owen (1972) and Owen (1975)
        powers = reversed(sympy.Poly(f.slope(p, [t] * n), t).all_coeffs())
        assert sum(c / (k + 1) for k, c in enumerate(powers)) == shapley[p]
        assert f.slope(p, [Fraction(1, 2)] * n) == banzhaf[p]


def test_owens_three_votes():
    # Owen (1972): the majority game of three players has f = xy + xz + yz - 2xyz
    f = co.multilinear_extension(co.majority_game(NAMES))
    x, y, z = (sympy.Symbol(f"x_{p}", real=True) for p in NAMES)
    assert sympy.expand(f.expression() - (x * y + x * z + y * z - 2 * x * y * z)) == 0
    assert repr(f) == "x_A*x_B + x_A*x_C + x_B*x_C - 2*x_A*x_B*x_C"
    assert f._repr_latex_().startswith(r"$x_{\text{A}} x_{\text{B}} + ")


def test_numbers_and_display():
    w = co.parameter("w")
    symbolic = co.multilinear_extension(co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask"))
    assert sympy.expand(symbolic([w, Fraction(1, 2)]) - (w * w + (1 - w) * w / 2)) == 0
    assert repr(symbolic) == "w*x_A + (1 - w)*x_A*x_B"
    floats = co.multilinear_extension(co.TUGame.from_vector(["A", "B"], [0.1, 0.2, 0.7], order="mask"))
    assert floats([1, 0]) == Fraction(0.1)
    assert floats([0.1, 0]) == Fraction(0.1) ** 2
    scale = 3**60
    large = co.multilinear_extension(co.TUGame.from_vector(["A", "B"], [scale, 0, Fraction(scale, 7)], order="mask"))
    assert large([1, 1]) == Fraction(scale, 7)
    assert large(["1/2", 0]) == Fraction(scale, 2)
    assert repr(co.multilinear_extension(co.TUGame.from_vector([], [0], order="mask"))) == "0"
    assert co.multilinear_extension(co.TUGame.from_vector([], [0], order="mask"))([]) == 0
    halves = co.multilinear_extension(co.TUGame.from_vector(["A", "B"], ["-1/2", 0, 0], order="mask"))
    assert repr(halves) == "-1/2*x_A + 1/2*x_A*x_B"
    assert r"\frac{1}{2}" in halves._repr_latex_()
    many = co.multilinear_extension(co.TUGame.from_function(range(13), len))
    assert many(["1/2"] * 13) == Fraction(13, 2)
    assert "multilinear extension of TUGame of 13 players" in repr(many)
    assert "13 players" in many._repr_latex_()
    assert many == co.multilinear_extension(co.additive_game(dict.fromkeys(range(13), 1)))


def test_refusals():
    f = co.multilinear_extension(co.majority_game(NAMES))
    with pytest.raises(co.InvalidArgumentError, match="probability"):
        f([1, 0])
    with pytest.raises(co.UnknownPlayerError):
        f.slope("Z", [1, 1, 1])
    with pytest.raises(co.LimitExceededError):
        co.multilinear_extension(co.majority_game(range(21)))
    with pytest.raises(co.LimitExceededError, match="call it with probabilities"):
        co.multilinear_extension(co.majority_game(range(13))).expression()
    with pytest.raises(co.UnsupportedGameError):
        co.multilinear_extension({"A": 1})


def test_each_player_has_a_variable_of_its_own():
    """Players 1 and "1", or a worth x_A, would run together in a polynomial."""
    two = co.TUGame.from_worths([1, "1"], {1: 1, "1": 2, (1, "1"): 5})
    worth = co.TUGame.from_worths(["A"], {"A": sympy.Symbol("x_A", positive=True)})
    for game in (two, worth):
        f = co.multilinear_extension(game)
        with pytest.raises(co.InvalidArgumentError, match="variable of its own"):
            f.expression()
        assert "multilinear extension of" in repr(f)
        assert "multilinear extension of" in f._repr_latex_()
    assert co.multilinear_extension(two)({1: "1/2", "1": "1/3"}) == Fraction(3, 2)  # (1 * 2 + 2 + 5) / 6
