"""Semivalues and the weighted Shapley value."""

from fractions import Fraction
from itertools import permutations
from math import comb, factorial, prod

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import tu_games


def worths(game):
    return [Fraction(game.worth(m)) for m in range(1 << len(game.players))]


def by_definition(game, p):
    v = worths(game)
    return {
        name: sum(p[m.bit_count()] * (v[m | 1 << i] - v[m]) for m in range(len(v)) if not m >> i & 1)
        for i, name in enumerate(game.players)
    }


def by_random_orders(game, weights):
    """Players leave one after the other, each with a probability proportional to its weight; the first to leave is the last
    of the order, so that the marginal contribution of the first is to all the others (Kalai and Samet 1987)."""
    n, v = len(game.players), worths(game)
    out = [Fraction(0)] * n
    for order in permutations(range(n)):
        chance, mask = Fraction(1), (1 << n) - 1
        shares = []
        for i in order:
            chance *= Fraction(weights[i]) / sum(Fraction(weights[j]) for j in range(n) if mask >> j & 1)
            shares.append((i, v[mask] - v[mask ^ 1 << i]))
            mask ^= 1 << i
        for i, share in shares:
            out[i] += chance * share
    return dict(zip(game.players, out, strict=True))


@st.composite
def probabilities(draw, n):
    of_sizes = draw(st.lists(st.integers(0, 4), min_size=n, max_size=n).filter(any))
    return [Fraction(q, sum(of_sizes) * comb(n - 1, s)) for s, q in enumerate(of_sizes)]


@given(st.data(), tu_games(max_players=5))
def test_semivalue_by_definition_and_dummy(data, game):
    n = len(game.players)
    p = data.draw(probabilities(n))
    solution = co.semivalue(game, p)
    assert solution.value == by_definition(game, p)
    assert solution.judged == tuple(p)
    # a player who adds 3 to every coalition gets 3, whatever the probabilities
    larger = co.TUGame.from_vector([*game.players, "dummy"], worths(game) + [w + 3 for w in worths(game)], order="mask")
    assert co.semivalue(larger, data.draw(probabilities(n + 1))).value["dummy"] == 3


@given(tu_games(max_players=5))
def test_semivalue_has_shapley_and_banzhaf_among_its_cases(game):
    n = len(game.players)
    shapley = [Fraction(factorial(s) * factorial(n - 1 - s), factorial(n)) for s in range(n)]
    assert co.semivalue(game, shapley).value == co.shapley_value(game).value
    assert co.semivalue(game, [Fraction(1, 2 ** (n - 1))] * n).value == co.banzhaf_value(game).value
    assert co.semivalue(game, [1] + [0] * (n - 1)).value == {p: game[p] for p in game.players}


@given(st.data(), tu_games(max_players=4))
def test_weighted_shapley_by_random_orders(data, game):
    n = len(game.players)
    weights = data.draw(st.lists(st.fractions(Fraction(1, 5), 5, max_denominator=5), min_size=n, max_size=n))
    value = co.weighted_shapley_value(game, weights).value
    assert value == by_random_orders(game, weights)
    assert value.total(game.players) == game[tuple(game.players)]
    scaled = co.weighted_shapley_value(game, {p: 10**10 * w for p, w in zip(game.players, weights, strict=True)})
    assert scaled.value == value
    assert co.weighted_shapley_value(game, [Fraction(1, 10**9)] * n).value == co.shapley_value(game).value


@given(st.data(), tu_games(max_players=4), st.integers(-3, 3))
def test_linear(data, game, k):
    n = len(game.players)
    other = co.TUGame.from_vector(
        game.players, [0, *data.draw(st.lists(st.integers(-4, 4), min_size=2**n - 1, max_size=2**n - 1))], order="mask"
    )
    mixed = co.TUGame.from_vector(
        game.players, [a + k * b for a, b in zip(worths(game), worths(other), strict=True)], order="mask"
    )
    p = data.draw(probabilities(n))
    for solver, weights in ((co.semivalue, p), (co.weighted_shapley_value, range(1, n + 1))):
        x, y, z = (solver(g, weights).value for g in (game, other, mixed))
        assert all(z[name] == x[name] + k * y[name] for name in game.players)


def test_published():
    # Kalai and Samet (1987): a unanimity game is shared in proportion to the weights
    unanimity = co.TUGame.from_function(["A", "B", "C"], lambda S: int({"A", "B"} <= S))
    assert co.weighted_shapley_value(unanimity, [1, 2, 7]).value == {"A": Fraction(1, 3), "B": Fraction(2, 3), "C": 0}
    # Dubey, Neyman and Weber (1981): on the unanimity game of T, p at 1/2 gives 2**(1-|T|)
    assert co.semivalue(unanimity, ["1/4"] * 3).value == {"A": Fraction(1, 2), "B": Fraction(1, 2), "C": 0}
    # p_s = q**s (1-q)**(n-1-s): v = product of members gives the multilinear extension's derivative at q (Owen 1972)
    q, c = Fraction(1, 3), {"A": 2, "B": 3, "C": 5}
    product = co.TUGame.from_function(list(c), lambda S: prod(c[p] for p in S) - 1)
    derivative = {p: (c[p] - 1) * prod(1 - q + q * c[o] for o in c if o != p) for p in c}
    assert co.semivalue(product, [q**s * (1 - q) ** (2 - s) for s in range(3)]).value == derivative


@pytest.mark.parametrize("n", [13, 14])
def test_beyond_the_players_for_which_a_certificate_comes_at_once(n):
    game = co.TUGame.from_function(range(n), lambda S: len(S) ** 2)  # sum of all pair games: n each for every semivalue at 1/2
    for solution in (co.semivalue(game, [Fraction(1, 2 ** (n - 1))] * n), co.weighted_shapley_value(game, [1] * n)):
        assert solution.guarantee is co.Guarantee.EXACT
        assert solution.value == dict.fromkeys(range(n), n)
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED


def test_symbolic_floats_and_large_numbers():
    w = co.parameter("w")
    game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): w, ("A", "B", "C"): 1}, missing=0)
    weighted = co.weighted_shapley_value(game, [1, 2, 1]).value
    assert sympy.expand(weighted["A"] - (w / 3 + (1 - w) / 4)) == 0
    dictators = co.semivalue(game, [0, 0, 1]).value
    assert sympy.expand(dictators["C"] - (1 - w)) == 0
    floats = co.TUGame.from_vector(["A", "B"], [0.1, 0.2, 0.7], order="mask")
    assert co.semivalue(floats, [0.5, 0.5]).value == by_definition(floats, [Fraction(1, 2)] * 2)
    assert co.weighted_shapley_value(floats, [1, 3]).value == by_random_orders(floats, [1, 3])
    for scale in (Fraction(1, 10**9), 10**10, 3**60):
        large = co.TUGame.from_vector(["A", "B", "C"], [scale * x for x in (1, 2, 0, 4, 7, 0, 9)], order="mask")
        assert co.semivalue(large, ["1/4"] * 3).value == by_definition(large, [Fraction(1, 4)] * 3)
        assert co.weighted_shapley_value(large, [1, 2, 3]).value == by_random_orders(large, [1, 2, 3])


def test_degenerate():
    nobody, one = co.TUGame.from_vector([], [0], order="mask"), co.TUGame.from_vector(["A"], [-3], order="mask")
    for solver in (co.semivalue, co.weighted_shapley_value):
        assert dict(solver(nobody, []).value) == {}
        assert solver(one, [1]).value == {"A": -3}


def test_refusals():
    game = co.TUGame.from_function(["A", "B"], len)
    for bad in ([1], [1, 1], [-1, 2], "ab", {0: 1}, 3, ["x", 0]):
        with pytest.raises(co.InvalidArgumentError, match="expected"):
            co.semivalue(game, bad)
    for bad in ([1], [1, 0], [-1, 2], "ab", {"A": 1}, 3, ["x", 0]):
        with pytest.raises(co.InvalidArgumentError, match="expected"):
            co.weighted_shapley_value(game, bad)
    with pytest.raises(co.UnknownPlayerError):
        co.weighted_shapley_value(game, {"A": 1, "Z": 1})
    with pytest.raises(co.UndecidedError):
        co.weighted_shapley_value(game, [co.parameter("w"), 1])
    for solver in (co.semivalue, co.weighted_shapley_value):
        with pytest.raises(co.LimitExceededError, match="at most 1 players"):
            solver(game, ["1/2", "1/2"], limit=1)
        with pytest.raises(co.UnsupportedGameError):
            solver({"A": 1}, [1])
