from fractions import Fraction as F
from itertools import permutations

import pytest
from hypothesis import given, settings

import coalitions as co
from coalitions.testing import balanced_games, convex_games, tu_games


def test_core_center_of_airports_by_integrals():
    # shares of costs c1 <= c2 <= c3: the first two range over 0 <= x <= c1, 0 <= y <= c2 - x
    a, b, c = 1, 2, 4
    area = F(a * b) - F(a * a, 2)
    x = (F(a * a * b, 2) - F(a**3, 3)) / area
    y = F(b**3 - (b - a) ** 3, 6) / area
    savings = co.savings_game(co.airport_game({"A": a, "B": b, "C": c}))
    assert co.core_center(savings).value == {"A": a - x, "B": b - y, "C": c - (c - x - y)}
    two = co.savings_game(co.airport_game({"A": 3, "B": 5}))
    assert co.core_center(two).value == {"A": F(3, 2), "B": F(3, 2)}


def test_core_center_of_published_games():
    # the Talmud's estate of 300: a parallelogram with its center at half the claims
    talmud = co.bankruptcy_game(300, {"A": 100, "B": 200, "C": 300})
    assert co.core_center(talmud).value == {"A": 50, "B": 100, "C": 150}
    assert co.core_center(co.glove_game(["L1", "L2"], ["R"])).value == {"L1": 0, "L2": 0, "R": 1}
    assert co.core_center(co.glove_game(["L1", "L2"], ["R1", "R2"])).value == dict.fromkeys(["L1", "L2", "R1", "R2"], F(1, 2))
    none = co.core_center(co.majority_game(["A", "B", "C"]))
    assert none.value is None
    assert none.guarantee is co.Guarantee.CERTIFIED
    assert "must get at least 3/2 > 1" in repr(none)


@settings(max_examples=40)
@given(balanced_games(max_players=4))
def test_axioms_of_the_core_center(game):
    # González-Díaz and Sánchez-Rodríguez (2007): efficient, in the core, covariant; symmetric under names
    solution = co.core_center(game)
    x = solution.value
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert x == co.core(game).value.centroid
    assert co.check_in_core(game, x).value
    names = list(game.players)
    assert co.core_center(co.TUGame.from_function(names[::-1], lambda S: game[S])).value == x
    moved = co.TUGame.from_function(names, lambda S: F(1, 2) * game[S] - 3 * len(S))
    assert co.core_center(moved).value == {p: a / 2 - 3 for p, a in x.items()}


@given(tu_games(max_players=3))
def test_the_center_of_a_polygon_by_its_corners(game):
    center, core = co.core_center(game).value, co.core(game).value
    if core.dimension == 1:
        (p, q) = core.vertices
        assert center == {name: (p[name] + q[name]) / 2 for name in p}
    if core.dimension == 2:  # the formula of the surveyor, over the corners in the order of their angles
        flat = [x.amounts[:2] for x in core.vertices]
        order = [flat[0]]
        while len(order) < len(flat):  # the next corner has all others on its left
            here = order[-1]
            order.append(
                next(
                    q
                    for q in flat
                    if q != here
                    and all((q[0] - here[0]) * (r[1] - here[1]) >= (q[1] - here[1]) * (r[0] - here[0]) for r in flat)
                )
            )
        crosses = [p[0] * q[1] - p[1] * q[0] for p, q in zip(order, order[1:] + order[:1], strict=True)]
        area = sum(crosses) / 2
        assert core.volume == area
        pairs = list(zip(order, order[1:] + order[:1], crosses, strict=True))
        assert center.amounts[:2] == tuple(sum((p[k] + q[k]) * w for p, q, w in pairs) / (6 * area) for k in (0, 1))


def chi_by_definition(game):
    """Every quantity as it is defined: largest contributions over all orders, minimal rights over all coalitions."""
    names = list(game.players)
    orders = [{p: game[o[: k + 1]] - game[o[:k]] for k, p in enumerate(o)} for o in permutations(names)]
    most = {p: max(m[p] for m in orders) for p in names}
    coalitions = [game.players.coalition(m) for m in range(1, game.players.grand + 1)]
    least = {p: max(game[S] - sum(most[q] for q in S if q != p) for S in coalitions if p in S) for p in names}
    low, high, whole = sum(least.values()), sum(most.values()), game[names]
    if low > whole:
        return None
    step = F(whole - low, high - low) if high > low else F(0)
    return {p: least[p] + step * (most[p] - least[p]) for p in names}


@given(tu_games(max_players=4))
def test_chi_by_definition(game):
    solution = co.chi_value(game)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert solution.value == chi_by_definition(game)
    assert (solution.value is None) == co.imputation_set(game).value.is_empty
    assert solution.value is None or co.reasonable_set(game).value.contains(solution.value)


@given(convex_games(max_players=4))
def test_chi_is_tau_for_convex_games(game):
    # a member of a convex game adds most to the grand coalition, and its minimal right is v(i)
    assert co.chi_value(game).value == co.tau_value(game).value


def test_chi_cases():
    game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 1, 2, 1, 3], order="size")
    assert co.chi_value(game).value == {"A": F(6, 5), "B": F(3, 5), "C": F(6, 5)}
    # where the tau value fails: three players of whom two win
    assert co.tau_value(co.majority_game(["A", "B", "C"])).value is None
    assert co.chi_value(co.majority_game(["A", "B", "C"])).value == dict.fromkeys("ABC", F(1, 3))
    none = co.chi_value(co.TUGame.from_vector(["A", "B"], [1, "1/2", 1], order="mask"))
    assert repr(none) == "chi value: none   [certified; the players alone are worth 3/2 > 1]"
    assert co.chi_value(co.TUGame.from_vector([], [0], order="mask")).value == {}
    assert co.chi_value(co.TUGame.from_vector(["A"], [-3], order="mask")).value == {"A": -3}
    assert co.chi_value(co.additive_game({"A": 1, "B": "1/3"})).value == {"A": 1, "B": F(1, 3)}
    assert co.chi_value(co.TUGame.from_function(["A", "B", "C"], lambda S: 0)).value == dict.fromkeys("ABC", 0)
    huge = co.TUGame.from_function(["A", "B"], lambda S: 10**30 * (len(S) == 2) + F(1, 10**9) * ("A" in S))
    assert co.chi_value(huge).value == {"A": 5 * 10**29 + F(1, 10**9), "B": 5 * 10**29}
    with pytest.raises(co.LimitExceededError, match="write limit=2"):
        co.chi_value(co.additive_game({"A": 1, "B": 2}), limit=1)
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        co.chi_value(co.TUGame.from_vector(["A", "B"], [0, 0, co.parameter("w")], order="mask"))
