"""Values that share something equally: equal division, equal surplus, separable costs, consensus, solidarity."""

from fractions import Fraction
from itertools import permutations
from math import factorial

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import tu_games

VALUES = [
    co.equal_division_value,
    co.equal_surplus_value,
    co.separable_cost_value,
    co.consensus_value,
    co.solidarity_value,
]
every = pytest.mark.parametrize("solver", VALUES)


def worths(game):
    return [Fraction(game.worth(m)) for m in range(1 << len(game.players))]


def from_list(players, values):
    return co.TUGame.from_vector(players, values, order="mask")


def solidarity(game):
    """By orders: player i gets the average contribution of the coalition that it completes."""
    n, v = len(game.players), worths(game)

    def average(m):
        members = [j for j in range(n) if m >> j & 1]
        return sum(v[m] - v[m ^ 1 << j] for j in members) / len(members)

    out = [Fraction(0)] * n
    for order in permutations(range(n)):
        mask = 0
        for i in order:
            mask |= 1 << i
            out[i] += average(mask) / factorial(n)
    return out


def consensus(game):
    """By orders, as Ju, Borm and Ruys define it: the last of those present splits the surplus with the group before it."""
    n, v = len(game.players), worths(game)
    out = [Fraction(0)] * n
    for order in permutations(range(n)):
        mask, rest = (1 << n) - 1, v[-1]
        for i in reversed(order[1:]):
            before = mask ^ 1 << i
            share = v[1 << i] + (rest - v[before] - v[1 << i]) / 2
            out[i] += share / factorial(n)
            rest, mask = rest - share, before
        out[order[0]] += rest / factorial(n)
    return out


def standard_for_all(claims, whole):
    """Claims and an equal share of the rest."""
    return [c + (whole - sum(claims)) / len(claims) for c in claims]


@given(tu_games(max_players=5))
def test_definitions(game):
    n, v = len(game.players), worths(game)
    assert list(co.equal_division_value(game).value.values()) == [v[-1] / n] * n
    assert list(co.equal_surplus_value(game).value.values()) == standard_for_all([v[1 << i] for i in range(n)], v[-1])
    added = [v[-1] - v[-1 - (1 << i)] for i in range(n)]
    assert list(co.separable_cost_value(game).value.values()) == standard_for_all(added, v[-1])
    assert list(co.solidarity_value(game).value.values()) == solidarity(game)
    assert list(co.consensus_value(game).value.values()) == consensus(game)


@every
@given(game=tu_games(max_players=4), k=st.integers(-3, 3), data=st.data())
def test_efficient_symmetric_and_linear(solver, game, k, data):
    n, v = len(game.players), worths(game)
    value = solver(game).value
    assert value.total(game.players) == v[-1]
    order = data.draw(st.permutations(range(n)))  # the game with the players in another order has the values in that order
    moved = [v[sum(1 << order[i] for i in range(n) if m >> i & 1)] for m in range(1 << n)]
    assert list(solver(from_list(range(n), moved)).value.values()) == [value.amounts[order[i]] for i in range(n)]
    other = [0, *data.draw(st.lists(st.integers(-4, 4), min_size=2**n - 1, max_size=2**n - 1))]
    mixed = solver(from_list(game.players, [a + k * b for a, b in zip(v, other, strict=True)])).value
    b = solver(from_list(game.players, other)).value
    assert all(mixed[p] == value[p] + k * b[p] for p in game.players)


@given(tu_games(max_players=4))
def test_what_takes_the_place_of_the_null_player(game):
    """Zero for players who annul coalitions (equal division), for players without average gain (solidarity); duality."""
    n, v = len(game.players), worths(game)
    assert co.separable_cost_value(game).value == co.equal_surplus_value(co.dual(game)).value
    annulled = from_list(game.players, [0 if m & 1 else w for m, w in enumerate(v)])
    assert co.equal_division_value(annulled).value[game.players.names[0]] == 0
    without = v.copy()  # A(S) = 0 for every S with the first player: v(S) is the average of v(S - j)
    for m in sorted(range(1, 1 << n), key=int.bit_count):
        if m & 1:
            members = [j for j in range(n) if m >> j & 1]
            without[m] = sum(without[m ^ 1 << j] for j in members) / len(members)
    assert co.solidarity_value(from_list(game.players, without)).value[game.players.names[0]] == 0


def test_published():
    # Nowak and Radzik (1994): two brothers, and a sister who adds nothing
    family = co.TUGame.from_function(["B1", "B2", "S"], lambda S: int({"B1", "B2"} <= S))
    assert co.solidarity_value(family).value == {"B1": Fraction(7, 18), "B2": Fraction(7, 18), "S": Fraction(2, 9)}
    assert co.shapley_value(family).value["S"] == 0
    # Ju, Borm and Ruys (2007): a null player keeps half of its share of the equal surplus
    assert co.consensus_value(family).value["S"] == Fraction(1, 6)
    # two players: everything that is efficient and treats surplus equally agrees
    pair = co.TUGame.from_vector(["A", "B"], [1, 3, 10], order="mask")
    assert all(f(pair).value == {"A": 4, "B": 6} for f in VALUES[1:4])


@every
def test_symbolic_closed_forms(solver):
    w = co.parameter("w")
    symbolic = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): w, "C": w / 2, ("A", "B", "C"): 1}, missing=0)
    solution = solver(symbolic)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    for number in (0, Fraction(1, 3), -2):
        at = co.TUGame.from_worths(
            ["A", "B", "C"], {("A", "B"): number, "C": Fraction(number) / 2, ("A", "B", "C"): 1}, missing=0
        )
        for p in symbolic.players:
            assert sympy.sympify(solution.value[p]).subs(w, number) == solver(at).value[p]


@every
def test_floats_are_taken_at_their_binary_values(solver):
    values = [0.1, 0.2, 0.7, 1e-300, 0.3, 5.5, 1e10]
    floats = co.TUGame.from_vector(["A", "B", "C"], values, order="mask")
    exact = co.TUGame.from_vector(["A", "B", "C"], [Fraction(x) for x in values], order="mask")
    assert solver(floats).value == solver(exact).value
    assert solver(floats).guarantee is co.Guarantee.CERTIFIED


@every
def test_scales_degenerate_and_large(solver):
    assert dict(solver(co.TUGame.from_vector([], [0], order="mask")).value) == {}
    assert solver(co.TUGame.from_vector(["A"], [-3], order="mask")).value == {"A": -3}
    assert set(solver(co.TUGame.from_vector(["A", "B", "C"], [0] * 7, order="mask")).value.values()) == {0}
    plain = solver(co.TUGame.from_vector(["A", "B", "C"], [1, 2, 0, 4, 7, 0, 9], order="mask")).value
    for scale in (Fraction(1, 10**9), 10**10, 2**58, 3**60):
        scaled = solver(co.TUGame.from_vector(["A", "B", "C"], [scale * x for x in (1, 2, 0, 4, 7, 0, 9)], order="mask")).value
        assert all(scaled[p] == scale * plain[p] for p in plain)
    n = 13
    large = solver(co.TUGame.from_function(range(n), lambda S: len(S) ** 2 + 2 * len(S)))
    assert large.guarantee is co.Guarantee.EXACT
    assert large.value == dict.fromkeys(range(n), n + 2)
    assert large.verify().guarantee is co.Guarantee.CERTIFIED


@every
def test_refusals(solver):
    with pytest.raises(co.UnsupportedGameError, match="transferable utility"):
        solver({"A": 1})
    with pytest.raises(co.LimitExceededError, match="at most 2 players"):
        solver(co.TUGame.from_function(range(3), len), limit=2)
