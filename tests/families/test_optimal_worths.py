"""Games whose worths are optima: against SciPy, definitions, published tables and theorems on the core."""

from fractions import Fraction as F
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import maximum_flow, minimum_spanning_tree

import coalitions as co
from coalitions.testing import tu_games

entries = st.integers(-2, 6)
matrices = st.tuples(st.integers(0, 3), st.integers(0, 3)).flatmap(
    lambda shape: st.lists(st.lists(entries, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0])
)


def names_of(game):
    return [tuple(game.players.coalition(m)) for m in range(1 << len(game.players))]


# -- assignment -------------------------------------------------------------------------------------------------------------


@given(matrices)
def test_assignment_against_scipy(matrix):
    game = co.assignment_game(matrix)
    for s in names_of(game):
        rows = [int(p[1:]) - 1 for p in s if p[0] == "R"]
        columns = [int(p[1:]) - 1 for p in s if p[0] == "C"]
        block = np.maximum(np.array([[matrix[i][j] for j in columns] for i in rows]).reshape(len(rows), len(columns)), 0)
        assert game[s] == block[linear_sum_assignment(block, maximize=True)].sum()
    assert co.find_core_point(game).value is not None


def test_assignment_published():
    # Shapley and Shubik (1972), three houses: the best assignment is worth 16
    game = co.assignment_game([[5, 8, 2], [7, 9, 6], [2, 3, 0]], rows=["S1", "S2", "S3"], columns=["B1", "B2", "B3"])
    assert game.worth(63) == 16
    # sellers' and buyers' corners of the core as published: (5, 6, 1) with (1, 3, 0), (3, 5, 0) with (2, 5, 1)
    for sellers, buyers in [((5, 6, 1), (1, 3, 0)), ((3, 5, 0), (2, 5, 1))]:
        assert co.check_in_core(game, [*sellers, *buyers]).value is True
    assert co.check_in_core(game, [6, 6, 1, 0, 3, 0]).value is False


def test_assignment_numbers_and_refusals():
    assert co.assignment_game([["1/3", "0.5"]]).worth(7) == F(1, 2)
    assert co.assignment_game(np.array([[0.5, 2.0]])).worth(7) == 2.0
    assert co.assignment_game([[2**61, 0], [0, 2**61]]).worth(15) == 2**62
    assert co.assignment_game([]).worth(0) == 0
    for make, error in [
        (lambda: co.assignment_game([[1, 2], [3]]), co.InvalidGameError),
        (lambda: co.assignment_game([[1]], rows=["A", "B"]), co.InvalidGameError),
        (lambda: co.assignment_game([[1]], rows=["A"], columns=["A"]), co.DuplicatePlayerError),
        (lambda: co.assignment_game([[co.parameter("a")]]), co.UndecidedError),
        (lambda: co.assignment_game([["x"]]), co.InvalidArgumentError),
        (lambda: co.assignment_game(3), co.InvalidArgumentError),
        (lambda: co.assignment_game([1, 2]), co.InvalidArgumentError),
        (lambda: co.assignment_game(np.ones((15, 15))), co.LimitExceededError),
    ]:
        with pytest.raises(error, match="expected"):
            make()


# -- spanning trees ---------------------------------------------------------------------------------------------------------


@given(st.integers(1, 4), st.data())
def test_spanning_tree_against_scipy(n, data):
    nodes = ["0", *"ABCD"[:n]]
    pairs = list(combinations(nodes, 2))
    costs = {pair: data.draw(st.integers(1, 9)) for pair in pairs}
    game = co.spanning_tree_game(costs, "0")
    for s in names_of(game)[1:]:
        inside = ["0", *s]
        dense = np.array([[costs.get((a, b), 0) for b in inside] for a in inside])
        assert game[s] == minimum_spanning_tree(csr_matrix(dense)).sum()
    assert co.find_core_point(co.dual(game)).value is not None


def test_spanning_tree_of_bird():
    # by hand: the tree 0-A-B-C costs 6 + 2 + 1; Bird's shares (6, 2, 1) are in the core
    costs = {(0, "A"): 6, (0, "B"): 9, (0, "C"): 8, ("A", "B"): 2, ("B", "C"): 1, ("A", "C"): 5}
    game = co.spanning_tree_game(costs, 0)
    assert game.to_dict() == {
        ("A",): 6, ("B",): 9, ("A", "B"): 8, ("C",): 8, ("A", "C"): 11, ("B", "C"): 9, ("A", "B", "C"): 9,
    }  # fmt: skip
    assert co.check_in_core(co.dual(game), {"A": 6, "B": 2, "C": 1}).value is True
    assert co.spanning_tree_game({(0, "A"): "0.1", ("A", "B"): 0, (0, "B"): "1/3"}, 0)["A", "B"] == F(1, 10)
    assert co.spanning_tree_game({(0, "A"): 0.5}, 0)["A"] == 0.5
    assert co.spanning_tree_game({(0, "A"): 1, (0, "B"): 1}, 0, players=["B", "A"]).players.names == ("B", "A")


@pytest.mark.parametrize(
    ("costs", "error"),
    [
        ({(0, "A"): 1, ("A", "B"): 1}, co.InvalidGameError),  # B alone cannot reach the source
        ({(0, "A"): -1}, co.InvalidGameError),
        ({(0, "A"): 1, ("A", 0): 2}, co.DuplicatePlayerError),
        ({(0, "A"): 1, ("A", "A"): 2}, co.InvalidGameError),
        ({(0, "A", "B"): 1}, co.InvalidGameError),
        ([1], co.InvalidArgumentError),
        ({(0, "A"): co.parameter("c")}, co.UndecidedError),
        ({(0, k): 1 for k in range(1, 14)}, co.LimitExceededError),
    ],
)
def test_spanning_tree_refuses(costs, error):
    with pytest.raises(error, match="expected"):
        co.spanning_tree_game(costs, 0)
    with pytest.raises(co.InvalidGameError, match="source"):
        co.spanning_tree_game({(0, "A"): 1}, 0, players=[0, "A"])
    with pytest.raises(co.UnknownPlayerError):
        co.spanning_tree_game({(0, "A"): 1, (0, "B"): 1}, 0, players=["A"])


# -- linear production and markets ------------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(st.integers(1, 3), st.integers(1, 2), st.integers(1, 3), st.data())
def test_linear_production_against_scipy(n, goods, products, data):
    def draw(rows, columns, low):
        row = st.lists(st.integers(low, 5), min_size=columns, max_size=columns)
        return data.draw(st.lists(row, min_size=rows, max_size=rows))

    owned, technology, prices = draw(n, goods, 0), draw(goods, products, 1), draw(1, products, -1)[0]
    game = co.linear_production_game(dict(zip("ABC", owned, strict=False)), technology=technology, prices=prices)
    for s in names_of(game):
        b = np.sum([owned["ABC".index(p)] for p in s], axis=0) if s else np.zeros(goods)
        peer = linprog(-np.array(prices), A_ub=technology, b_ub=b, method="highs")
        assert float(game[s]) == pytest.approx(-peer.fun)
    assert co.find_core_point(game).value is not None  # Owen (1975)


def test_linear_production_by_hand():
    # one unit of the product takes 2 of the first and 3 of the second resource and sells for 5
    game = co.linear_production_game({"A": [4, 0], "B": [0, 5]}, technology=[[2], [3]], prices=[5])
    assert game.to_dict() == {("A",): 0, ("B",): 0, ("A", "B"): F(25, 3)}
    floats = co.linear_production_game({"A": [4.0], "B": [1]}, technology=[[2]], prices=[5])
    assert (floats.kind, floats["A", "B"]) == ("float", 12.5)
    assert co.linear_production_game({"A": [1]}, technology=[[0]], prices=[0])["A"] == 0
    for resources, technology, prices, error in [
        ({"A": [1]}, [[0]], [1], co.InvalidGameError),  # no maximum
        ({"A": [1], "B": [1, 2]}, [[1]], [1], co.InvalidGameError),
        ({"A": [1]}, [[1], [1]], [1], co.InvalidGameError),
        ({"A": [1]}, [[1, 1]], [1], co.InvalidGameError),
        ({"A": [-1]}, [[1]], [1], co.InvalidGameError),
        ({"A": [1]}, [[-1]], [1], co.InvalidGameError),
        ({"A": 1}, [[1]], [1], co.InvalidGameError),
        ({"A": [1]}, [[1]], [co.parameter("p")], co.UndecidedError),
        ({"A": [1]}, [["x"]], [1], co.InvalidArgumentError),
        ({"A": [1]}, [1], [1], co.InvalidArgumentError),
        ({"A": [1]}, [[1]], 1, co.InvalidArgumentError),
        ({key: [1] for key in range(11)}, [[1]], [1], co.LimitExceededError),
    ]:
        with pytest.raises(error, match="expected"):
            co.linear_production_game(resources, technology=technology, prices=prices)


@settings(max_examples=30)
@given(tu_games(min_players=1, max_players=3, low=0))
def test_a_market_for_a_game_is_its_totally_balanced_cover(game):
    """Shapley and Shubik (1969): in the direct market everybody owns his own time, and a coalition spends it on activities.

    Checked against the cover computed by SciPy: the most that fractions of subcoalitions of S are worth.
    """
    n = len(game.players)
    masks = list(range(1, 1 << n))
    matrix = [[m >> i & 1 for m in masks] for i in range(n)]
    produced = co.linear_production_game(
        {p: [int(i == k) for k in range(n)] for i, p in enumerate(game.players)},
        technology=matrix,
        prices=[game.worth(m) for m in masks],
    )
    for s in range(1, 1 << n):
        b = [s >> i & 1 for i in range(n)]
        assert float(produced.worth(s)) == pytest.approx(-linprog([-game.worth(m) for m in masks], A_ub=matrix, b_ub=b).fun)
    balanced = co.find_core_point(game).value is not None
    assert not balanced or produced.worth(game.players.grand) == game.worth(game.players.grand)


def test_market_by_hand():
    gloves = {"A": [1, 0], "B": [0, 1], "C": [0, 1]}
    pairs = [([1, 0], 0), ([0, 1], 0)]
    assert co.market_game(gloves, dict.fromkeys(gloves, pairs)) == co.glove_game(["A"], ["B", "C"])
    # A values the first two units at 3 each and further ones at 1, B all of them at 2: A keeps 2, B gets the third
    game = co.market_game({"A": [3], "B": [0]}, {"A": [([3], 0), ([1], 4)], "B": [([2], 0)]})
    assert game.to_dict() == {("A",): 7, ("B",): 0, ("A", "B"): 8}
    assert co.market_game({"A": [1.5]}, {"A": [([1], 7)]})["A"] == 1.5  # measured from u(0) = 7
    # a good that hurts must be held by somebody
    assert co.market_game({"A": [1], "B": [0]}, {"A": [([-3], 0)], "B": [([-1], 0)]}).to_dict() == {
        ("A",): -3, ("B",): 0, ("A", "B"): -1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("endowments", "utilities", "error"),
    [
        ({"A": [1]}, [1], co.InvalidArgumentError),
        ({"A": [1]}, {}, co.InvalidArgumentError),
        ({"A": [1]}, {"A": [([1], 0)], "B": [([1], 0)]}, co.UnknownPlayerError),
        ({"A": [1]}, {"A": []}, co.InvalidGameError),
        ({"A": [1]}, {"A": 3}, co.InvalidArgumentError),
        ({"A": [1]}, {"A": [(1, 0)]}, co.InvalidGameError),
        ({"A": [1]}, {"A": [([1, 2], 0)]}, co.InvalidGameError),
        ({"A": [-1]}, {"A": [([1], 0)]}, co.InvalidGameError),
        ({"A": [1]}, {"A": [([co.parameter("a")], 0)]}, co.UndecidedError),
        ({key: [1] for key in range(9)}, {key: [([1], 0)] for key in range(9)}, co.LimitExceededError),
    ],
)
def test_market_refuses(endowments, utilities, error):
    with pytest.raises(error, match="expected"):
        co.market_game(endowments, utilities)


# -- flows ------------------------------------------------------------------------------------------------------------------

arcs_of = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.integers(0, 4), st.integers(0, 4), st.integers(0, 6)), min_size=1, max_size=9
)


@given(arcs_of)
def test_flow_against_scipy(arcs):
    game = co.flow_game(arcs, source=0, sink=1)
    for s in names_of(game):
        dense = np.zeros((5, 5), dtype=np.int32)
        for owner, a, b, capacity in arcs:
            if owner in s:
                dense[a, b] += capacity
        assert game[s] == maximum_flow(csr_matrix(dense), 0, 1).flow_value
    assert co.find_core_point(game).value is not None  # Kalai and Zemel (1982)


def test_flow_by_hand():
    arcs = [("A", "s", "m", 4), ("B", "m", "t", 5), ("C", "s", "t", 10)]
    game = co.flow_game(arcs, source="s", sink="t", players=["C", "B", "A"])
    assert game.to_dict() == {
        ("C",): 10, ("B",): 0, ("C", "B"): 10, ("A",): 0, ("C", "A"): 10, ("B", "A"): 4, ("C", "B", "A"): 14,
    }  # fmt: skip
    assert co.flow_game([("A", "s", "t", "1/3"), ("A", "s", "t", "0.5")], source="s", sink="t")["A"] == F(5, 6)
    assert co.flow_game([("A", "s", "t", 0.25)], source="s", sink="t").kind == "float"
    for listed, keywords, error in [
        ([("A", "s", "t")], {}, co.InvalidGameError),
        (3, {}, co.InvalidArgumentError),
        ([("A", "s", "t", -1)], {}, co.InvalidGameError),
        ([("A", "s", "t", 1)], {"sink": "s"}, co.InvalidGameError),
        ([("A", "s", "t", 1)], {"players": ["B"]}, co.UnknownPlayerError),
        ([("A", "s", "t", "x")], {}, co.InvalidArgumentError),
        ([("A", "s", "t", co.parameter("c"))], {}, co.UndecidedError),
        ([(k, "s", "t", 1) for k in range(13)], {}, co.LimitExceededError),
    ]:
        with pytest.raises(error, match="expected"):
            co.flow_game(listed, **{"source": "s", "sink": "t", **keywords})


# -- graphs -----------------------------------------------------------------------------------------------------------------


@given(st.dictionaries(st.sampled_from([*combinations("ABCD", 2), ("A", "A")]), st.integers(-3, 3), min_size=1))
def test_induced_subgraph(weights):
    game = co.induced_subgraph_game(weights)
    assert all(game[s] == sum(w for pair, w in weights.items() if set(pair) <= set(s)) for s in names_of(game))
    half = {p: sum(F(w, 2 if a != b else 1) for (a, b), w in weights.items() if p in (a, b)) for p in game.players}
    assert co.shapley_value(game).value == half  # Deng and Papadimitriou (1994)
    assert co.check_convex(game).value == all(w >= 0 for (a, b), w in weights.items() if a != b)


def test_induced_subgraph_numbers_and_refusals():
    w = co.parameter("w")
    game = co.induced_subgraph_game({("A", "B"): w, "A": 1}, players=["A", "B", "C"])
    assert (game["A"], game["A", "B", "C"]) == (1, w + 1)
    assert co.induced_subgraph_game({("A", "B"): 0.5})["A", "B"] == 0.5
    for weights, keywords, error in [
        ({("A", "B"): 1, ("B", "A"): 1}, {}, co.DuplicatePlayerError),
        ({("A", "B", "C"): 1}, {}, co.InvalidGameError),
        ({("A", "B"): 1}, {"players": ["A"]}, co.UnknownPlayerError),
        ({("A", "B"): "x"}, {}, co.InvalidArgumentError),
        ([1], {}, co.InvalidArgumentError),
        (dict.fromkeys(range(21), 1), {}, co.LimitExceededError),
    ]:
        with pytest.raises(error, match="expected"):
            co.induced_subgraph_game(weights, **keywords)


def test_the_order_of_players_does_not_matter():
    weights = {("A", "B"): 1, ("B", "C"): 2}
    games = [co.induced_subgraph_game(weights, players=p) for p in permutations("ABC")]
    assert len({tuple(g[s] for s in ("A", "B", "C", ("A", "B"), ("B", "C"), ("A", "C"))) for g in games}) == 1


def test_flow_that_must_be_sent_back():
    # The shortest path s-a-d-t takes a-d, which the best two paths s-x-y-d-t and s-a-u-v-t do not use.
    arcs = ["sa", "ad", "dt", "sx", "xy", "yd", "au", "uv", "vt"]
    assert co.flow_game([("A", a, b, 1) for a, b in arcs], source="s", sink="t")["A"] == 2
