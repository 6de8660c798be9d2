from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from sympy import Symbol

import coalitions as co
from coalitions.certificates.permutational import NoConvexOrder
from coalitions.testing import balanced_games, convex_games, tu_games

FIND, CHECK = co.find_permutationally_convex_order, co.check_permutationally_convex


def convex_along(game, order):
    """The definition, for all j <= k and on sets of names."""
    v = game.__getitem__
    for k in range(len(order)):
        later = order[k:]
        for mask in range(1 << len(later)):
            s = [p for i, p in enumerate(later) if mask >> i & 1]
            if any(v([*order[:j], *s]) - v(order[:j]) > v([*order[:k], *s]) - v(order[:k]) for j in range(k)):
                return False
    return True


@settings(max_examples=60)
@given(tu_games(max_players=4, low=-1, high=2) | balanced_games(max_players=4))
def test_definition(game):
    orders = [order for order in permutations(game.players) if convex_along(game, order)]
    found = FIND(game)
    assert (found.value in orders) if orders else (found.value is None)
    assert found.guarantee is co.Guarantee.CERTIFIED
    for order in permutations(game.players):
        assert CHECK(game, order).value is (order in orders)
    for order in orders:  # Granot and Huberman (1982): the marginal contributions are in the core
        heads = [game[order[:k]] for k in range(len(order) + 1)]
        marginal = {p: heads[k + 1] - heads[k] for k, p in enumerate(order)}
        assert co.check_in_core(game, marginal).value


@given(convex_games(max_players=4))
def test_convex_games_along_every_order(game):
    assert all(CHECK(game, order).value for order in permutations(game.players))


def test_published():
    # Granot and Huberman (1982): minimum cost spanning tree games are permutationally convex (as costs: the dual sign), along
    # the order in which Prim's method connects the players
    costs = {("source", "A"): 4, ("source", "B"): 5, ("source", "C"): 7, ("A", "B"): 2, ("A", "C"): 6, ("B", "C"): 3}
    tree = co.spanning_tree_game(costs, source="source")
    negative = co.TUGame.from_function(list(tree.players), lambda S: -tree[S])
    order = ["A", "B", "C"]  # Prim: A for 4, B by 2, C by 3
    assert convex_along(negative, order)
    assert CHECK(negative, order).value
    assert FIND(negative).value is not None
    assert FIND(co.majority_game(["A", "B", "C"])).value is None


def test_degenerate_and_large():
    assert FIND(co.TUGame.from_vector([], [0], order="mask")).value == ()
    assert CHECK(co.TUGame.from_vector([], [0], order="mask"), []).value
    assert FIND(co.TUGame.from_vector(["A"], [-1], order="mask")).value == ("A",)
    for top in (2**62, 10**40):
        assert FIND(co.TUGame.from_vector(["A", "B"], [top, 0, top], order="mask")).value is not None
        assert FIND(co.TUGame.from_vector(["A", "B"], [top, top, top], order="mask")).value is None
    assert FIND(co.TUGame.from_vector(["A", "B"], ["1/3", "2/3", 1], order="mask")).value is not None


def test_symbolic():
    p, w = Symbol("p", positive=True), co.parameter("w")
    assert FIND(co.TUGame.from_vector(["A", "B"], [p, p, 2 * p], order="mask")).value == ("A", "B")
    assert FIND(co.TUGame.from_vector(["A", "B"], [p, p, p], order="mask")).value is None
    open_ = co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask")
    for refused in (lambda: FIND(open_), lambda: CHECK(open_, ["A", "B"])):
        with pytest.raises(co.UndecidedError, match="is open"):
            refused()
    # one coalition decides it although another comparison is open
    three = co.TUGame.from_vector(["A", "B", "C"], [p, p, p, 0, w, 0, 0], order="mask", empty=False)
    assert CHECK(three, ["A", "B", "C"]).value is False


def test_refused():
    game = co.TUGame.from_function(["A", "B"], len)
    for order in (["A"], ["A", "B", "B"], "AB", ["A", "A"]):
        with pytest.raises((co.InvalidArgumentError, co.DuplicatePlayerError)):
            CHECK(game, order)
    with pytest.raises(co.UnknownPlayerError):
        CHECK(game, ["A", "C"])
    large = co.TUGame.from_function(range(8), lambda S: Symbol("p") * len(S))
    for solve in (FIND, lambda g, **k: CHECK(g, list(g.players), **k)):
        with pytest.raises(co.LimitExceededError):
            solve(co.TUGame.from_function(range(4), len), limit=3)
        with pytest.raises(co.LimitExceededError, match="at most 7"):
            solve(large)


def test_mutations():
    def refused(concept, game, certificate):
        with pytest.raises(co.CertificateError):
            co.certify(concept, game, certificate)

    game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 2, ("A", "C"): 2, ("A", "B", "C"): 3}, missing=0)
    found = FIND(game).certificate
    bad = CHECK(game, ["A", "B", "C"]).certificate
    for order in ((0, 1, 2), (0, 1), (0, 0, 1), (0, 1, 2, 3), (1.0, 2.0, 0.0), (True, 2, 0), None):
        refused("order of permutational convexity", game, replace(found, order=order))
    for changes in (
        {"order": (1, 2, 0)},
        {"order": (False, 1, 2)},
        {"count": 0},
        {"count": 3},
        {"count": -2},
        {"count": True},
        {"joining": 0},
        {"joining": 12},
        {"joining": 2},
        {"joining": 4.0},
    ):
        refused("permutationally convex", game, replace(bad, **changes))
    refused("order of permutational convexity", game, bad)
    majority = co.majority_game(["A", "B", "C"])
    none = FIND(majority).certificate
    assert isinstance(none, NoConvexOrder)
    for changes in (
        {"reached": ()},
        {"reached": (*none.reached, 7)},
        {"reached": none.reached[1:]},
        {"reached": (False, *none.reached[1:])},
        {"reached": (*none.reached, 9)},
        {"blocked": none.blocked[1:]},
        {"blocked": tuple((f, i, 0) for f, i, _ in none.blocked)},
        {"blocked": tuple((f, i, 8) for f, i, _ in none.blocked)},
        {"blocked": tuple((f, i, float(s)) for f, i, s in none.blocked)},
    ):
        refused("order of permutational convexity", majority, replace(none, **changes))
    refused("order of permutational convexity", game, none)
