"""Values of games with a communication graph: Myerson and position value."""

from fractions import Fraction
from itertools import combinations, permutations
from math import factorial

import networkx as nx
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import superadditive_games, tu_games

VALUES = [co.myerson_value, co.position_value]
every = pytest.mark.parametrize("solver", VALUES)
on_trees = pytest.mark.parametrize("solver", [*VALUES, co.average_tree_value])
NAMES = ["A", "B", "C"]
PATH = [("A", "B"), ("B", "C")]


@st.composite
def graphs(draw, names, most=6):
    links = list(combinations(names, 2))
    return draw(st.lists(st.sampled_from(links), max_size=most, unique=True)) if links else []


def graph(game, links):
    g = nx.Graph()
    g.add_nodes_from(game.players)
    g.add_edges_from(links)
    return g


def components(game, links, members=None):
    g = graph(game, links)
    return [tuple(c) for c in nx.connected_components(g if members is None else g.subgraph(members))]


def worth_of_parts(game, parts):
    return sum(Fraction(game[part]) for part in parts)


def myerson(game, links):
    """By orders of players, with components by NetworkX."""
    n, out = len(game.players), dict.fromkeys(game.players, Fraction(0))
    worth = {
        frozenset(s): worth_of_parts(game, components(game, links, s))
        for k in range(n + 1)
        for s in combinations(game.players, k)
    }
    for order in permutations(game.players):
        for k, p in enumerate(order):
            out[p] += (worth[frozenset(order[: k + 1])] - worth[frozenset(order[:k])]) / factorial(n)
    return out


def position(game, links):
    """By orders of links, with components by NetworkX."""
    out = {p: Fraction(game[p]) for p in game.players}
    count = factorial(len(links))
    worth = {
        frozenset(a): worth_of_parts(game, components(game, a)) for k in range(len(links) + 1) for a in combinations(links, k)
    }
    for order in permutations(links):
        for k, link in enumerate(order):
            gain = worth[frozenset(order[: k + 1])] - worth[frozenset(order[:k])]
            for p in link:
                out[p] += gain / 2 / count
    return out


@given(st.data(), tu_games(max_players=5))
def test_myerson_by_orders(data, game):
    links = data.draw(graphs(game.players.names, 10))
    assert co.myerson_value(game, links).value == myerson(game, links)


@given(st.data(), tu_games(max_players=4))
def test_position_by_orders(data, game):
    links = data.draw(graphs(game.players.names, 5))
    assert co.position_value(game, links).value == position(game, links)


@every
@given(data=st.data(), game=tu_games(max_players=5))
def test_each_component_shares_its_worth(solver, data, game):
    links = data.draw(graphs(game.players.names))
    value = solver(game, links).value
    assert all(value.total(c) == game[c] for c in components(game, links))


@given(st.data(), tu_games(min_players=2, max_players=5))
def test_fairness_and_balanced_contributions(data, game):
    links = data.draw(graphs(game.players.names).filter(bool))
    a, b = link = data.draw(st.sampled_from(links))
    with_it, without = co.myerson_value(game, links).value, co.myerson_value(game, [k for k in links if k != link]).value
    assert with_it[a] - without[a] == with_it[b] - without[b]
    # Slikker (2005): what a loses by the links of b, one at a time and added up, is what b loses by the links of a
    value = co.position_value(game, links).value

    def lost(p, q):
        return sum(value[p] - co.position_value(game, [k for k in links if k != m]).value[p] for m in links if q in m)

    assert lost(a, b) == lost(b, a)


@st.composite
def forests(draw, names):
    """Each player is linked to an earlier one, or to none."""
    chosen = [(k, draw(st.integers(-1, k - 1))) for k in range(1, len(names))]
    return [(names[k], names[j]) for k, j in chosen if j >= 0]


def average_tree(game, links):
    """By roots, with rooted trees by NetworkX and sets of names."""
    g, out = graph(game, links), dict.fromkeys(game.players, Fraction(0))
    for component in nx.connected_components(g):
        for root in component:
            tree = nx.bfs_tree(g, root)
            for p in component:
                below = [tuple(nx.descendants(tree, c) | {c}) for c in tree.successors(p)]
                own = Fraction(game[tuple(nx.descendants(tree, p) | {p})])
                out[p] += (own - sum(Fraction(game[b]) for b in below)) / len(component)
    return out


@given(st.data(), tu_games(max_players=6))
def test_average_tree_by_roots_and_component_fairness(data, game):
    links = data.draw(forests(game.players.names))
    value = co.average_tree_value(game, links).value
    assert value == average_tree(game, links)
    assert all(value.total(c) == game[c] for c in components(game, links))
    for link in links:
        fewer = [k for k in links if k != link]
        cut = co.average_tree_value(game, fewer).value
        first, second = (next(c for c in components(game, fewer) if p in c) for p in link)
        lost = [Fraction(value.total(c) - cut.total(c)) / len(c) for c in (first, second)]
        assert lost[0] == lost[1]


@given(st.data(), superadditive_games(max_players=5))
def test_average_tree_is_in_the_core_of_the_restricted_game(data, game):
    """Herings, van der Laan and Talman (2008), by all connected coalitions."""
    links = data.draw(forests(game.players.names))
    value = co.average_tree_value(game, links).value
    for m in range(1, 1 << len(game.players)):
        names = tuple(game.players.coalition(m))
        if len(components(game, links, names)) == 1:
            assert value.total(names) >= game[names]


def test_average_tree_published_and_refusals():
    # Herings, van der Laan and Talman (2008): on a tree, the unanimity game of two ends is shared by all between them
    ends = co.TUGame.from_function(NAMES, lambda S: int({"A", "C"} <= S))
    assert set(co.average_tree_value(ends, PATH).value.values()) == {Fraction(1, 3)}
    # by hand: a star of the center A with leaves B, C, D who are worth 6 with the center if two of them are there
    star = co.TUGame.from_function(["A", "B", "C", "D"], lambda S: 6 * ("A" in S and len(S) > 2))
    leaves = [("A", p) for p in "BCD"]  # A as root gets 6; B as root gets 0 and A 6
    assert co.average_tree_value(star, leaves).value == {"A": 6, "B": 0, "C": 0, "D": 0}
    for links in ([*PATH, ("A", "C")], list(combinations(range(14), 2))):
        game = co.TUGame.from_function(NAMES if len(links) == 3 else range(14), len)
        with pytest.raises(co.InvalidArgumentError, match="without a cycle"):
            co.average_tree_value(game, links)
    long = co.TUGame.from_function(range(14), lambda S: len(S) ** 2)
    assert co.average_tree_value(long, [(k, k + 1) for k in range(13)]).guarantee is co.Guarantee.CERTIFIED


@given(tu_games(max_players=4))
def test_complete_and_empty_graph(game):
    every_link = list(combinations(game.players.names, 2))
    assert co.myerson_value(game, every_link).value == co.shapley_value(game).value
    for solver in (*VALUES, co.average_tree_value):
        assert solver(game, []).value == {p: game[p] for p in game.players}


def test_published():
    # Myerson (1977), the example of three players: v(12) = v(123) = 12, v(13) = v(23) = 6
    game = co.TUGame.from_vector(NAMES, [0, 0, 12, 0, 6, 6, 12], order="mask")
    for links, expected in (
        ([], (0, 0, 0)),
        (["AB"], (6, 6, 0)),
        (["AC"], (3, 0, 3)),
        (["AB", "AC"], (7, 4, 1)),
        (["AB", "BC"], (4, 7, 1)),
        (["AC", "BC"], (3, 3, 6)),
        (["AB", "AC", "BC"], (5, 5, 2)),
    ):
        assert tuple(co.myerson_value(game, list(map(tuple, links))).value.values()) == expected
    # Borm, Owen and Tijs (1992): who is between two others who need each other gets more by the position value
    apart = co.TUGame.from_function(NAMES, lambda S: int({"A", "C"} <= S))
    assert co.position_value(apart, PATH).value == {"A": Fraction(1, 4), "B": Fraction(1, 2), "C": Fraction(1, 4)}
    assert set(co.myerson_value(apart, PATH).value.values()) == {Fraction(1, 3)}


@on_trees
def test_symbolic_floats_and_scales(solver):
    w = co.parameter("w")
    symbolic = co.TUGame.from_vector(NAMES, [w, 0, 1, 2, w, 0, 3 * w], order="mask")
    solution = solver(symbolic, PATH)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    for number in (Fraction(1, 3), 10**10, Fraction(-1, 10**9), 3**60):
        at = co.TUGame.from_vector(NAMES, [number, 0, 1, 2, number, 0, 3 * number], order="mask")
        value = solver(at, PATH).value
        assert all(sympy.sympify(solution.value[p]).subs(w, number) == value[p] for p in at.players)
    numbers = [0.1, 0.2, 0.7, 1e-300, 0.3, 5.5, 1e10]
    floats, exact = (co.TUGame.from_vector(NAMES, v, order="mask") for v in (numbers, list(map(Fraction, numbers))))
    assert solver(floats, PATH).value == solver(exact, PATH).value


@on_trees
def test_degenerate(solver):
    assert dict(solver(co.TUGame.from_vector([], [0], order="mask"), []).value) == {}
    assert solver(co.TUGame.from_vector(["A"], [-3], order="mask"), []).value == {"A": -3}


@every
def test_many(solver):
    n = 13
    many = co.TUGame.from_function(range(n), lambda S: len(S) ** 2)
    solution = solver(many, [(0, k) for k in range(1, n)])
    # by symmetry all leaves of the star get the same
    assert solution.value.total(many.players) == n**2
    assert len({solution.value[k] for k in range(1, n)}) == 1
    assert solution.guarantee is co.Guarantee.EXACT
    verified = solver(co.tabulate(co.restricted(many, range(8))), [(0, k) for k in range(1, 8)])
    assert verified.guarantee is co.Guarantee.CERTIFIED


def test_myerson_of_many_is_verified_later():
    n = 13
    pairs = co.TUGame.from_function(range(n), lambda S: len(S) * (len(S) - 1))
    solution = co.myerson_value(pairs, [(0, 1), (1, 2), (3, 4)])
    assert solution.guarantee is co.Guarantee.EXACT
    assert solution.verify().guarantee is co.Guarantee.CERTIFIED
    assert solution.value == {**dict.fromkeys(range(n), 0), 0: Fraction(5, 3), 1: Fraction(8, 3), 2: Fraction(5, 3), 3: 1, 4: 1}


@on_trees
def test_links_in_other_forms_and_refusals(solver):
    game = co.TUGame.from_vector(NAMES, [1, 2, 0, 4, 7, 0, 9], order="mask")
    value = solver(game, PATH).value
    for same in ([["C", "B"], ["B", "A"], ("A", "B")], nx.path_graph(NAMES).edges, {frozenset("AB"), frozenset("BC")}):
        assert solver(game, same).value == value
    for bad, error in (
        ([("A", "A")], co.InvalidArgumentError),
        ([("A", "B", "C")], co.InvalidArgumentError),
        (["A"], co.InvalidArgumentError),
        ([("A", "Z")], co.UnknownPlayerError),
        ("AB", co.InvalidArgumentError),
        ({"A": "B"}, co.InvalidArgumentError),
        (3, co.InvalidArgumentError),
    ):
        with pytest.raises(error, match="expected"):
            solver(game, bad)
    with pytest.raises(co.LimitExceededError, match="at most 2 players"):
        solver(game, PATH, limit=2)
    with pytest.raises(co.UnsupportedGameError):
        solver({"A": 1}, [])
    with pytest.raises(co.LimitExceededError, match="at most 1 links"):
        co.position_value(game, PATH, link_limit=1)
