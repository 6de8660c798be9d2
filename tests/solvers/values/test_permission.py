"""Permission structures: the restricted game and its Shapley value."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import monotone_games, tu_games

METHODS = ["conjunctive", "disjunctive"]
both = pytest.mark.parametrize("method", METHODS)
NAMES = ["A", "B", "C"]
GAME = co.TUGame.from_vector(NAMES, [1, 2, 0, 4, 7, 0, 9], order="mask")


@st.composite
def hierarchies(draw, names, circles=False):
    pairs = [(a, b) for a in names for b in names if a != b and (circles or names.index(a) < names.index(b))]
    return draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6)) if pairs else []


def largest_sovereign(members, pairs, method):
    """The largest part of a set in which everybody has consent: all parts are tried, from the largest on."""
    above = {p: {a for a, b in pairs if b == p} for p in members}
    for k in range(len(members), -1, -1):
        for part in combinations(sorted(members), k):
            consent = (above[p] <= set(part) if method == "conjunctive" else not above[p] or above[p] & set(part) for p in part)
            if all(consent):
                return part
    return None


@both
@given(st.data(), tu_games(max_players=5))
def test_definition(method, data, game):
    pairs = data.draw(hierarchies(game.players.names, circles=method == "conjunctive"))
    restricted = co.permission_restricted(game, pairs, method=method)
    for mask in range(1 << len(game.players)):
        members = game.players.coalition(mask)
        assert restricted.worth(mask) == game[largest_sovereign(set(members), pairs, method)]
    solution = co.permission_value(game, pairs, method=method)
    assert solution.value == co.shapley_value(restricted).value
    assert solution.guarantee is co.Guarantee.CERTIFIED
    as_mapping = {a: [b for x, b in pairs if x == a] for a, _ in pairs}
    assert co.permission_restricted(game, as_mapping, method=method) == restricted


@both
@given(st.data(), monotone_games(max_players=4))
def test_axioms(method, data, game):
    # structural monotonicity (van den Brink and Gilles 1996; 1997 for dominating players): in monotone games a superior gets
    # at least as much as a subordinate: all subordinates of it (conjunctive), those whom it dominates alone (disjunctive)
    pairs = data.draw(hierarchies(game.players.names))
    value = co.permission_value(game, pairs, method=method).value
    assert value.total(game.players) == game[tuple(game.players)]
    for a, b in pairs:
        if method == "conjunctive" or [x for x, y in pairs if y == b] == [a]:
            assert value[a] >= value[b]


def test_on_trees_both_methods_are_the_same():
    tree = [("A", "B"), ("A", "C")]
    assert co.permission_value(GAME, tree).value == co.permission_value(GAME, tree, method="disjunctive").value


def test_published_by_hand():
    # van den Brink's standard example (1997): a boss, two managers, one worker who is worth 1. Conjunctive: all four are
    # needed. Disjunctive: u_{BLW} + u_{BRW} - u_{BLRW}, so that 1/3 + 1/3 - 1/4 = 5/12 and 1/3 - 1/4 = 1/12
    work = co.unanimity_game(["B", "L", "R", "W"], ["W"])
    orders = [("B", "L"), ("B", "R"), ("L", "W"), ("R", "W")]
    assert set(co.permission_value(work, orders).value.amounts) == {Fraction(1, 4)}
    assert co.permission_value(work, orders, method="disjunctive").value.amounts == tuple(Fraction(k, 12) for k in (5, 1, 1, 5))
    # Gilles, Owen and van den Brink (1992): the dividend of T goes equally to T and all above it; here T = {C} below B below A
    line = co.unanimity_game(NAMES, ["C"])
    assert set(co.permission_value(line, [("A", "B"), ("B", "C")]).value.amounts) == {Fraction(1, 3)}
    # a circle: nobody acts without the others
    circle = [("A", "B"), ("B", "C"), ("C", "A")]
    assert set(co.permission_value(GAME, circle).value.amounts) == {3}


@both
def test_numbers(method):
    w = co.parameter("w")
    pairs = [("A", "B"), ("A", "C"), ("B", "C")]
    symbolic = co.permission_value(co.TUGame.from_vector(NAMES, [w, 0, 1, 2, w, 0, 3 * w], order="mask"), pairs, method=method)
    assert symbolic.guarantee is co.Guarantee.CERTIFIED
    for number in (Fraction(1, 3), 10**10, Fraction(-1, 10**9), 3**60):
        at = co.TUGame.from_vector(NAMES, [number, 0, 1, 2, number, 0, 3 * number], order="mask")
        value = co.permission_value(at, pairs, method=method).value
        assert all(sympy.sympify(symbolic.value[p]).subs(w, number) == value[p] for p in NAMES)
    numbers = [0.1, 0.2, 0.7, 1e-300, 0.3, 5.5, 1e10]
    floats, exact = (co.TUGame.from_vector(NAMES, v, order="mask") for v in (numbers, list(map(Fraction, numbers))))
    assert co.permission_value(floats, pairs, method=method).value == co.permission_value(exact, pairs, method=method).value
    assert co.permission_restricted(floats, pairs, method=method).kind == "float"
    assert dict(co.permission_value(co.TUGame.from_vector([], [0], order="mask"), [], method=method).value) == {}
    many = co.permission_value(co.TUGame.from_function(range(13), len), [(0, k) for k in range(1, 13)], method=method)
    assert many.value == {0: 7, **dict.fromkeys(range(1, 13), Fraction(1, 2))}
    assert many.guarantee is co.Guarantee.EXACT
    assert many.verify().guarantee is co.Guarantee.CERTIFIED


@both
def test_mutations(method):
    solution = co.permission_value(GAME, [("A", "B"), ("A", "C"), ("B", "C")], method=method)
    certificate, amounts = solution.certificate, solution.certificate.amounts
    orders = certificate.orders
    forged = [replace(certificate, amounts=(*amounts[:k], amounts[k] + 1, *amounts[k + 1 :])) for k in range(3)]
    forged += [replace(certificate, amounts=tuple(map(float, amounts))), replace(certificate, amounts=amounts[:2])]
    forged += [replace(certificate, orders=orders[:k] + orders[k + 1 :]) for k in range(3)]
    lists = [orders[::-1], (*orders, orders[-1]), ((0, 0),), ((0, 3),), ((0, -1),), ((False, True),), ((0, 1, 2),), ((0.0, 1),)]
    forged += [replace(certificate, orders=x) for x in (*lists, ((0, 1), (1, 2), (2, 0)), ((0, 1), (1, 0)))]
    forged += [replace(certificate, method=m) for m in (*METHODS, "local", None) if m != method]
    for bad in forged:
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=bad).verify()


@pytest.mark.parametrize(
    ("hierarchy", "error"),
    [
        ("AB", co.InvalidArgumentError),
        (3, co.InvalidArgumentError),
        (["AB"], co.InvalidArgumentError),
        ([("A", "B", "C")], co.InvalidArgumentError),
        ([("A",)], co.InvalidArgumentError),
        ([("A", "A")], co.InvalidArgumentError),
        ({"A": ["A"]}, co.InvalidArgumentError),
        ([("A", "Z")], co.UnknownPlayerError),
        ({"Z": ["A"]}, co.UnknownPlayerError),
        ({"A": ["B", "B"]}, co.DuplicatePlayerError),
    ],
)
def test_refusals(hierarchy, error):
    for function in (co.permission_restricted, co.permission_value):
        with pytest.raises(error, match="expected"):
            function(GAME, hierarchy)


def test_circles_methods_and_limits():
    for function in (co.permission_restricted, co.permission_value):
        with pytest.raises(co.InvalidArgumentError, match=r"circle for the disjunctive method, got [ABC], [ABC], who"):
            function(GAME, [("B", "C"), ("C", "B"), ("B", "A")], method="disjunctive")
        with pytest.raises(co.InvalidArgumentError, match="method="):
            function(GAME, [], method="local")
        with pytest.raises(co.LimitExceededError):
            function(GAME, [], limit=2)
        with pytest.raises(co.UnsupportedGameError):
            function({"A": 1}, [])
    networkx = pytest.importorskip("networkx")
    graph = networkx.DiGraph([("A", "B"), ("B", "C")])
    assert co.permission_value(GAME, graph.edges).value == co.permission_value(GAME, {"A": "B", "B": "C"}).value


@both
@given(st.data(), st.integers(0, 5))
def test_autonomous_coalitions(method, data, n):
    players = co.Players.from_names(list("ABCDE"[:n]))
    pairs = data.draw(hierarchies(players.names, circles=method == "conjunctive"))
    found = co.autonomous_coalitions(players, pairs, method=method)
    every = [c for k in range(1, n + 1) for c in combinations(players.names, k)]
    assert set(found) == {frozenset(c) for c in every if largest_sovereign(set(c), pairs, method) == c}
    assert [len(c) for c in found] == sorted(map(len, found))
    if not any((b, a) in pairs for a, b in pairs) and method == "disjunctive":
        assert co.check_set_system(players, found, kind="antimatroid").value is True
    if method == "conjunctive":
        game = co.TUGame.from_function(players, lambda S: len(S) ** 2)
        assert co.restricted_by(game, found) == co.permission_restricted(game, pairs)


@given(st.data(), st.integers(1, 4))
def test_precedence_constraints(data, n):
    # Faigle and Kern (1992): on the unanimity game of an ideal, a member gets its hierarchical strength, the share of feasible
    # orders in which it is the last of the members to arrive
    names = list("ABCD"[:n])
    pairs = data.draw(hierarchies(names))
    orders = [o for o in permutations(names) if all(o.index(a) < o.index(b) for a, b in pairs)]
    players = co.Players.from_names(names)
    ideals = co.autonomous_coalitions(players, pairs)
    ideal = data.draw(st.sampled_from(ideals))
    last = [max(ideal, key=o.index) for o in orders]
    value = co.chain_value(co.unanimity_game(names, ideal), ideals).value
    assert value == {p: Fraction(last.count(p), len(orders)) for p in names}


def test_autonomous_coalitions_refuse():
    with pytest.raises(co.InvalidArgumentError, match="game or Players"):
        co.autonomous_coalitions({"A": 1}, [])
    with pytest.raises(co.LimitExceededError, match="limit=3"):
        co.autonomous_coalitions(GAME, [], limit=2)
    with pytest.raises(co.InvalidArgumentError, match="circle"):
        co.autonomous_coalitions(GAME, [("A", "B"), ("B", "A")], method="disjunctive")
