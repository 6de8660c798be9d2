from fractions import Fraction
from itertools import permutations
from math import factorial

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import convex_games, tu_games

VALUES = [co.shapley_value, co.banzhaf_value]


def by_orders(game):
    """The Shapley value by its definition: all orders of arrival."""
    n = len(game.players)
    total = [Fraction(0)] * n
    for order in permutations(range(n)):
        mask = 0
        for i in order:
            total[i] += Fraction(game.worth(mask | 1 << i)) - Fraction(game.worth(mask))
            mask |= 1 << i
    return {p: t / factorial(n) for p, t in zip(game.players, total, strict=True)}


def by_marginals(game):
    """The Banzhaf value by its definition."""
    n = len(game.players)
    masks = range(1 << n)
    return {
        p: Fraction(sum(Fraction(game.worth(m)) - Fraction(game.worth(m ^ 1 << i)) for m in masks if m >> i & 1)) / 2 ** (n - 1)
        for i, p in enumerate(game.players)
    }


@given(tu_games(max_players=5))
def test_definitions(game):
    assert co.shapley_value(game).value == by_orders(game)
    assert co.banzhaf_value(game).value == by_marginals(game)


@given(tu_games(max_players=4, exact=False))
def test_floats_are_within_their_bound(game):
    for solver, definition in ((co.shapley_value, by_orders), (co.banzhaf_value, by_marginals)):
        solution, true = solver(game), definition(game)
        assert all(
            abs(Fraction(solution.value[p]) - true[p]) <= solution.diagnostics.get("error_bound", 0) for p in game.players
        )


@given(tu_games(max_players=4), tu_games(max_players=4), st.integers(-3, 3))
def test_linear(a, b, k):
    if a.players != b.players:
        return
    mixed = co.TUGame.from_vector(a.players, [a.worth(m) + k * b.worth(m) for m in range(1 << len(a.players))], order="mask")
    for solver in VALUES:
        x, y, z = solver(a).value, solver(b).value, solver(mixed).value
        assert all(z[p] == x[p] + k * y[p] for p in a.players)


@given(tu_games(max_players=5))
def test_efficiency_null_player_and_duality(game):
    value = co.shapley_value(game).value
    assert value.total(game.players) == game[tuple(game.players)]
    assert co.shapley_value(co.dual(game)).value == value
    n = len(game.players)
    with_null = co.TUGame.from_vector([*game.players, "null"], list(game.table.tolist()) * 2, order="mask")
    for solver in VALUES:
        assert solver(with_null).value["null"] == 0
        assert all(solver(with_null).value[p] == solver(game).value[p] for p in game.players)
    assert n == len(value)


@given(convex_games(max_players=4))
def test_shapley_is_in_the_core_of_a_convex_game(game):
    assert co.check_in_core(game, co.shapley_value(game).value).value


def test_published():
    # Shapley (1953): three-person majority; Littlechild and Owen (1973): airport costs 1, 3, 6
    majority = co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 1))
    assert set(co.shapley_value(majority).value.values()) == {Fraction(1, 3)}
    costs = {"small": 1, "middle": 3, "large": 6}
    airport = co.TUGame.from_function(list(costs), lambda S: max(costs[p] for p in S))
    assert co.shapley_value(airport).value == {"small": Fraction(1, 3), "middle": Fraction(4, 3), "large": Fraction(13, 3)}


@pytest.mark.parametrize("n", [13, 14, 16])
def test_larger_than_a_block_against_closed_forms(n):
    # v(S) = (sum of i in S)^2 is a sum of pair games, so the value is a_i times the sum of all a
    a = np.arange(1, n + 1)
    sums = np.zeros(1 << n, dtype=np.int64)
    for i in range(n):
        sums[1 << i : 2 << i] = sums[: 1 << i] + a[i]
    game = co.TUGame.from_vector(range(n), sums**2, order="mask")
    solution = co.shapley_value(game)
    assert solution.value == {i: int(a[i]) * int(a.sum()) for i in range(n)}
    assert solution.guarantee is co.Guarantee.EXACT
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED
    assert co.banzhaf_value(game).value == solution.value  # both values agree on games of pairs
    floats = co.shapley_value(co.TUGame.from_vector(range(n), (sums**2).astype(float), order="mask"))
    assert max(abs(floats.value[i] - int(a[i]) * int(a.sum())) for i in range(n)) <= floats.diagnostics["error_bound"]


def test_worths_that_do_not_fit_in_int64_sums():
    rng = np.random.default_rng(5)
    for scale in (1, 2**40, 3**60):
        whole = [0] + [int(w) * scale for w in rng.integers(-(2**20), 2**20, 2**6 - 1)]
        game = co.TUGame.from_vector(range(6), whole, order="mask")
        assert co.shapley_value(game).value == by_orders(game)
        assert co.banzhaf_value(game).value == by_marginals(game)
    # sums that would wrap: every worth is the largest that the table holds
    n = 14
    flat = co.TUGame.from_vector(range(n), np.array([0] + [2**59] * (2**n - 1)), order="mask")
    assert set(co.shapley_value(flat).value.values()) == {Fraction(2**59, n)}


def test_symbolic_closed_forms():
    w = co.parameter("w")
    game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): w, ("A", "B", "C"): 1}, missing=0)
    value = co.shapley_value(game).value
    assert sympy.expand(value["A"] - (w / 6 + sympy.Rational(1, 3))) == 0
    assert sympy.expand(value["C"] - (sympy.Rational(1, 3) - w / 3)) == 0
    assert co.shapley_value(game).guarantee is co.Guarantee.CERTIFIED


def test_floats_in_a_symbolic_game():
    w = co.parameter("w")
    game = co.TUGame.from_vector(["A", "B"], [0.5 * w, sympy.Float("0.3") * w, w], order="mask")
    assert co.shapley_value(game).guarantee is co.Guarantee.CERTIFIED
    mixed = co.TUGame.from_vector(["A", "B", "C"], [0.1, 0.2, 0.3, w, 0, 0, w], order="mask")
    assert mixed["A"] == sympy.Rational(Fraction(0.1))


def test_extreme_floats():
    tiny = co.TUGame.from_vector(["A", "B", "C"], [5e-324] * 7, order="mask")
    for solver in VALUES:
        solution = solver(tiny)
        true = (by_orders if solver is co.shapley_value else by_marginals)(tiny)
        assert all(
            abs(Fraction(solution.value[p]) - true[p]) <= Fraction(solution.diagnostics["error_bound"]) for p in tiny.players
        )
        with pytest.raises(co.UnsupportedGameError, match="largest float"):
            solver(co.TUGame.from_vector(["A", "B", "C"], [1e308] * 7, order="mask"))


def test_degenerate():
    assert dict(co.shapley_value(co.TUGame.from_vector([], [0], order="mask")).value) == {}
    assert co.shapley_value(co.TUGame.from_vector(["A"], [-3], order="mask")).value == {"A": -3}
    assert co.banzhaf_value(co.TUGame.from_vector(["A"], [-3], order="mask")).value == {"A": -3}


@pytest.mark.parametrize("solver", VALUES)
def test_refusals(solver):
    with pytest.raises(co.UnsupportedGameError, match="transferable utility"):
        solver({"A": 1})
    game = co.TUGame.from_function(range(5), len)
    for form in (game, WeightedByFunction(game)):
        with pytest.raises(co.LimitExceededError, match="at most 4 players"):
            solver(form, limit=4)


class WeightedByFunction:
    """A foreign form of game: worths of masks by a function."""

    kind = "exact"
    denominator = 1

    def __init__(self, game):
        self.players = game.players

    def worths(self, masks):
        return np.bitwise_count(masks).astype(np.int64) ** 2


def test_a_foreign_form_is_tabulated():
    foreign = WeightedByFunction(co.TUGame.from_function(range(5), len))
    assert co.shapley_value(foreign).value == dict.fromkeys(range(5), 5)
