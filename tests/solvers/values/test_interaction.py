"""The Shapley interaction of pairs, and numbers for pairs."""

from fractions import Fraction
from itertools import combinations

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import additive_games, convex_games, tu_games

NAMES = ["A", "B", "C"]


def by_two_shapley_values(game, i, j):
    """What i gets if j is there already, less what i gets without j (Grabisch and Roubens 1999)."""
    others = [p for p in game.players if p != j]
    joined = co.TUGame.from_function(others, lambda S: Fraction(game[(*S, j)]) - Fraction(game[j]))
    return co.shapley_value(joined).value[i] - co.shapley_value(co.restricted(game, others)).value[i]


@given(tu_games(max_players=5))
def test_by_shapley_values_with_and_without(game):
    value = co.shapley_interaction(game).value
    assert dict(value) == {(i, j): by_two_shapley_values(game, i, j) for i, j in combinations(game.players, 2)}


@given(tu_games(max_players=4), st.integers(-3, 3), st.data())
def test_linear_and_null_player(game, k, data):
    n, v = len(game.players), [game.worth(m) for m in range(1 << len(game.players))]
    other = [0, *data.draw(st.lists(st.integers(-4, 4), min_size=2**n - 1, max_size=2**n - 1))]
    x, y, z = (
        co.shapley_interaction(co.TUGame.from_vector(game.players, w, order="mask")).value
        for w in (v, other, [a + k * b for a, b in zip(v, other, strict=True)])
    )
    assert all(z[pair] == x[pair] + k * y[pair] for pair in z)
    null = co.shapley_interaction(co.TUGame.from_vector([*game.players, "null"], v * 2, order="mask")).value
    assert all(null[p, "null"] == 0 for p in game.players)
    assert all(null[pair] == x[pair] for pair in x)


@given(convex_games(max_players=4), additive_games(max_players=4))
def test_signs(convex, additive):
    assert all(x >= 0 for x in co.shapley_interaction(convex).value.values())
    assert set(co.shapley_interaction(additive).value.values()) <= {0}


def test_published():
    # Grabisch and Roubens (1999): on the unanimity game of T it is 1 / (|T| - 1) for pairs within T, and 0 for others
    unanimity = co.TUGame.from_function([*NAMES, "D"], lambda S: int(set(NAMES) <= S))
    value = co.shapley_interaction(unanimity).value
    assert all(x == (0 if "D" in pair else Fraction(1, 2)) for pair, x in value.items())
    # by hand: of three equal votes, any two replace and need each other equally often
    majority = co.TUGame.from_function(NAMES, lambda S: int(len(S) > 1))
    assert set(co.shapley_interaction(majority).value.values()) == {0}


def test_symbolic_floats_scales_many_and_degenerate():
    w = co.parameter("w")
    pair = co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask")
    assert sympy.expand(co.shapley_interaction(pair).value["B", "A"] - (1 - w)) == 0
    numbers = [0.1, 0.2, 0.7, 1e-300, 0.3, 5.5, 1e10]
    floats, exact = (co.TUGame.from_vector(NAMES, v, order="mask") for v in (numbers, list(map(Fraction, numbers))))
    assert co.shapley_interaction(floats).value == co.shapley_interaction(exact).value
    plain = co.shapley_interaction(co.TUGame.from_vector(NAMES, [1, 2, 0, 4, 7, 0, 9], order="mask")).value
    for scale in (Fraction(1, 10**9), 10**10, 3**60):
        large = co.TUGame.from_vector(NAMES, [scale * x for x in (1, 2, 0, 4, 7, 0, 9)], order="mask")
        assert all(x == scale * plain[p] for p, x in co.shapley_interaction(large).value.items())
    n = 13
    solution = co.shapley_interaction(co.TUGame.from_function(range(n), lambda S: len(S) ** 2))
    assert set(solution.value.values()) == {2}
    assert solution.guarantee is co.Guarantee.EXACT
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED
    for names, worths in (([], [0]), (["A"], [0, 3])):
        assert len(co.shapley_interaction(co.TUGame.from_vector(names, worths, order="mask")).value) == 0
    assert repr(solution).startswith("Shapley interaction: {0, 1}: 2, {0, 2}: 2")


def test_pairs_and_refusals():
    value = co.shapley_interaction(co.TUGame.from_vector(NAMES, [1, 2, 0, 4, 7, 0, 9], order="mask")).value
    assert all(value[a, b] == value[b, a] == dict(value)[a, b] for a, b in combinations(NAMES, 2))
    assert hash(value) == hash(co.PairAmounts(value.players, value.amounts))
    with pytest.raises(co.InvalidArgumentError, match="a pair of players"):
        value["A"]
    with pytest.raises(co.UnknownPlayerError):
        value["A", "Z"]
    with pytest.raises(co.InvalidArgumentError, match="3 pairs"):
        co.PairAmounts(value.players, (1, 2))
    with pytest.raises(co.LimitExceededError, match="at most 2 players"):
        co.shapley_interaction(co.TUGame.from_function(NAMES, len), limit=2)
    with pytest.raises(co.UnsupportedGameError):
        co.shapley_interaction({"A": 1})
