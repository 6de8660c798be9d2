"""Networks, network games and the rules by which players share what a network brings."""

from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import tu_games

ABC = co.Players.from_names(["A", "B", "C"])


def parts(names, links):
    """The components by merging sets, written differently from the library's."""
    found = [{p} for p in names]
    for a, b in links:
        one, two = (next(s for s in found if p in s) for p in (a, b))
        if one is not two:
            found.remove(two)
            one |= two
    return found


def test_a_network_is_read_and_shown():
    g = co.Network.from_links(ABC, [("C", "B"), ("A", "B")])
    assert repr(g) == "{A-B, B-C}"
    assert list(g) == [("A", "B"), ("B", "C")]
    assert g == co.Network.from_links(ABC, g)
    assert g.neighbors("B") == ("A", "C")
    assert g.neighbors("A") == ("B",)
    assert ("C", "B") in g
    assert ("A", "C") not in g
    assert 3 not in g
    assert len({g, co.Network(ABC, 5)}) == 1


@pytest.mark.parametrize(
    ("links", "error", "message"),
    [
        ([("A", "A")], co.InvalidArgumentError, "two different players"),
        ([("A", "B"), ("B", "A")], co.DuplicatePlayerError, "every link once"),
        ([("A", "D")], co.UnknownPlayerError, "one of the players"),
        ("AB", co.InvalidArgumentError, "list of links"),
        ([5], co.InvalidArgumentError, "two names"),
        ([("A", "B", "C")], co.InvalidArgumentError, "two names"),
        (7, co.InvalidArgumentError, "list of links"),
    ],
)
def test_bad_links(links, error, message):
    with pytest.raises(error, match=message):
        co.Network.from_links(ABC, links)


def test_a_network_of_others_is_refused():
    with pytest.raises(co.InvalidArgumentError, match="network among A, B, C"):
        co.Network.from_links(ABC, co.Network(co.Players.from_names(["A", "B"]), 1))
    with pytest.raises(co.InvalidArgumentError, match="mask of links"):
        co.Network(ABC, 8)
    with pytest.raises(co.InvalidArgumentError, match="mask of links"):
        co.Network(ABC, True)


def test_from_function_and_access():
    game = co.NetworkGame.from_function(["A", "B", "C"], lambda g: {p: Fraction(len(g.neighbors(p)), 3) for p in g.players})
    assert game["A", "B"] == {"A": Fraction(1, 3), "B": Fraction(1, 3), "C": 0}
    assert game[[("A", "B")]] == game["A", "B"] == game[(("A", "B"),)]
    assert game[[]] == {"A": 0, "B": 0, "C": 0}
    assert game[("A", "B"), ("A", "C")]["A"] == Fraction(2, 3)
    assert game.value(7) == 2
    assert game == co.NetworkGame(game.players, 2 * game.table, 6)
    assert game != co.NetworkGame(game.players, game.table)
    assert hash(game) == hash(co.NetworkGame(game.players, 2 * game.table, 6))
    assert "{A-B} 1/3, 1/3, 0" in repr(game)
    assert "<table>" in game._repr_html_()
    assert "toprule" in game.to_latex()


def test_no_and_one_player():
    assert co.NetworkGame.from_function([], lambda g: [])[[]] == {}
    alone = co.NetworkGame.from_function(["A"], lambda g: [5])
    assert alone[[]] == {"A": 5}
    for kind in ("pairwise", "pairwise Nash", "bilateral", "strong"):
        assert len(co.environment(alone, moves=kind).states) == 1


@pytest.mark.parametrize(
    ("build", "error", "message"),
    [
        (lambda: co.NetworkGame.from_function(range(6), lambda g: [0] * 6), co.LimitExceededError, "limit=5"),
        (lambda: co.NetworkGame.from_function(range(8), lambda g: [0] * 8, limit=8), co.LimitExceededError, "at most 7"),
        (lambda: co.NetworkGame.from_function(["A"], 3), co.InvalidGameError, "function of the network"),
        (lambda: co.NetworkGame.from_value(["A", "B"], lambda g: 1), co.InvalidGameError, "without links"),
        (lambda: co.NetworkGame.from_value(["A"], lambda g: 0, allocation="x"), co.InvalidArgumentError, "allocation"),
        (lambda: co.NetworkGame(ABC, np.zeros((3, 7), dtype=np.int64)), co.InvalidGameError, "shape"),
        (lambda: co.NetworkGame(ABC, np.full((3, 8), np.nan), 1, "float"), co.InvalidGameError, "finite"),
        (lambda: co.NetworkGame(ABC, np.zeros((3, 8), dtype=np.int64), True), co.InvalidGameError, "denominator"),
        (lambda: co.NetworkGame(ABC, np.zeros((3, 8), dtype=np.int32)), co.InvalidGameError, "kinds"),
        (lambda: co.connections_game(range(8), decay=1, cost=1), co.LimitExceededError, "limit=7"),
        (lambda: co.coauthor_game(range(5), limit=4), co.LimitExceededError, "limit=4"),
        (lambda: co.network_game(co.unanimity_game(range(8), range(8))), co.LimitExceededError, "myerson_value"),
        (lambda: co.network_game(3), co.UnsupportedGameError, "TUGame"),
    ],
)
def test_bad_games(build, error, message):
    with pytest.raises(error, match=message):
        build()


@settings(max_examples=30)
@given(tu_games(max_players=4), st.integers(0, 63))
def test_allocations_against_other_formulas(game, mask):
    """Myerson's value by the solver of the library for one graph; the shares of components by merging sets."""
    n = len(game.players)
    network = co.Network(game.players, mask & ((1 << n * (n - 1) // 2) - 1))
    links = list(network)
    found = parts(game.players, links)
    worths = {frozenset(part): Fraction(game[tuple(part)]) for part in found}
    shares = co.network_game(game, allocation="component-wise egalitarian").payoffs(network.mask)
    assert shares == {p: worth / len(part) for part, worth in worths.items() for p in part}
    equal = co.network_game(game, allocation="egalitarian").payoffs(network.mask)
    assert equal == dict.fromkeys(game.players, sum(worths.values()) / n if n else 0)
    if game.kind == "exact":
        assert co.network_game(game).payoffs(network.mask) == co.myerson_value(game, links).value


@given(st.lists(st.integers(-9, 9), min_size=7, max_size=7))
def test_myerson_value_of_a_value_function_by_orders(values):
    """The average over all orders of what a player's links to those before him add."""
    value = [0, *values]
    game = co.NetworkGame.from_value(ABC, lambda g: value[g.mask])
    links = list(combinations(range(3), 2))
    for mask in range(8):

        def worth(members, mask=mask):
            return value[sum(1 << k for k, (i, j) in enumerate(links) if mask >> k & 1 and i in members and j in members)]

        for i in range(3):
            adds = [worth(o[: o.index(i) + 1]) - worth(o[: o.index(i)]) for o in permutations(range(3))]
            assert game.payoffs(mask).amounts[i] == Fraction(sum(adds), 6)


def test_shares_of_a_value_function():
    # two links in one component of three: its value is 4; the pair alone: 1
    game = co.NetworkGame.from_value(list("ABCD"), lambda g: len(g) ** 2, allocation="component-wise egalitarian")
    assert game[("A", "B"), ("B", "C")] == {"A": Fraction(4, 3), "B": Fraction(4, 3), "C": Fraction(4, 3), "D": 0}
    assert game[("A", "B"), ("C", "D")] == dict.fromkeys("ABCD", Fraction(1, 2))  # each component by itself
    equal = co.NetworkGame.from_value(list("ABCD"), lambda g: len(g) ** 2, allocation="egalitarian")
    assert equal[("A", "B"), ("C", "D")] == dict.fromkeys("ABCD", 1)


def test_floats_and_huge_numbers_and_symbols():
    huge = co.TUGame.from_worths(["A", "B"], {"A": 10**30, "B": 0, ("A", "B"): 10**30 + 1})
    assert co.network_game(huge)["A", "B"] == {"A": 10**30 + Fraction(1, 2), "B": Fraction(1, 2)}
    tenth = co.TUGame.from_worths(["A", "B"], {("A", "B"): 0.1}, missing=0)
    assert co.network_game(tenth)["A", "B"]["A"] == Fraction(0.1) / 2
    w = co.parameter("w")
    game = co.network_game(co.TUGame.from_worths(["A", "B"], {("A", "B"): w}, missing=0))
    assert game.kind == "symbolic"
    assert game["A", "B"] == {"A": w / 2, "B": w / 2}
    assert co.connections_game(["A", "B"], decay=w, cost=1)["A", "B"]["A"] == w - 1
    assert co.connections_game(["A", "B"], decay=0.5, cost=0.25)["A", "B"]["A"] == 0.25
    deep = co.connections_game(["A", "B", "C"], decay=Fraction(1, 10**12), cost=Fraction(1, 3))
    assert deep[("A", "B"), ("B", "C")]["A"] == Fraction(1, 10**12) + Fraction(1, 10**24) - Fraction(1, 3)


def test_connections_and_coauthors_against_the_definitions():
    """Distances by trying paths of growing length; the formula of the co-author model link by link."""
    names, decay, cost = list("ABCD"), Fraction(1, 3), Fraction(1, 7)
    game, authors = co.connections_game(names, decay=decay, cost=cost), co.coauthor_game(names)
    for mask in range(64):
        g = co.Network(game.players, mask)
        degree = {p: len(g.neighbors(p)) for p in names}
        for p in names:
            worth = -cost * degree[p]
            for q in names:
                inner = [o for r in range(3) for o in permutations([x for x in names if x not in (p, q)], r)]
                lengths = [len(o) + 1 for o in inner if all(e in g for e in zip((p, *o), (*o, q), strict=True))]
                worth += decay ** min(lengths) if q != p and lengths else 0
            assert game.payoffs(mask)[p] == worth
            terms = [(Fraction(1, degree[p]), Fraction(1, degree[q])) for q in g.neighbors(p)]
            assert authors.payoffs(mask)[p] == sum(a + b + a * b for a, b in terms)


def test_nothing_over_a_denominator_beyond_int64():
    names = co.Players.from_names(["A", "B"])
    for kind in (np.int64, object):
        game = co.NetworkGame.from_values_by_mask(names, np.zeros(2, dtype=kind), denominator=2**70)
        assert game["A", "B"].amounts == (0, 0)
        assert game.denominator == 1


def test_nobody_else_writes_to_the_table():
    numbers = np.array([[0.0, 1.0], [0.0, 2.0]])
    game = co.NetworkGame(co.Players.from_names(["A", "B"]), numbers[:], 1, "float")
    numbers[0, 1] = 7
    assert game["A", "B"].amounts == (1, 2)
    wrong = np.array([[0, 1.5], [0, 0]], dtype=object)
    with pytest.raises(co.InvalidGameError, match="whole numbers"):
        co.NetworkGame(co.Players.from_names(["A", "B"]), wrong)
