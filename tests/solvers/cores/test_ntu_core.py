from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.ntu import Blocked, Cases, Contradiction, NoNTUCorePoint, NTUCorePoint, UnblockedVectors
from coalitions.testing import tu_games

Game, FIND, CHECK = co.NTUGame, co.find_ntu_core_point, co.check_in_ntu_core


@st.composite
def finite_games(draw):
    n = draw(st.integers(1, 3))
    vectors = {}
    for k in range(1, n + 1):
        for S in combinations(range(n), k):
            vectors[S] = draw(st.lists(st.tuples(*[st.integers(0, 3)] * k), max_size=3 if k < n else 5))
    return vectors, Game.from_vectors(range(n), vectors)


def blocked(vectors, x):
    return [S for S, listed in vectors.items() if any(all(p > x[i] for i, p in zip(S, y, strict=True)) for y in listed)]


@given(finite_games())
def test_lists_of_vectors(both):
    vectors, game = both
    n = len(game.players)
    core = [x for x in vectors[tuple(range(n))] if not blocked(vectors, x)]
    found = FIND(game)
    assert (found.value is None) is (not core)
    assert found.guarantee is co.Guarantee.CERTIFIED
    if core:
        assert tuple(found.value.amounts) in core
    for x in vectors[tuple(range(n))]:
        assert CHECK(game, x).value is (not blocked(vectors, x))
    listed = co.enumerate_ntu_core(game)
    assert [tuple(x.amounts) for x in listed.value] == list(dict.fromkeys(core))
    assert listed.guarantee is co.Guarantee.CERTIFIED


@settings(max_examples=80)
@given(tu_games(max_players=4))
def test_transferable_utility(game):
    found, plain = FIND(game), co.find_core_point(game)
    assert (found.value is None) is (plain.value is None)
    assert found.guarantee is co.Guarantee.CERTIFIED
    if plain.value is not None:
        assert CHECK(game, plain.value).value
        assert co.check_in_core(game, found.value).value


@settings(max_examples=40)
@given(st.integers(2, 3), st.data())
def test_polytopes_against_a_grid(n, data):
    """A point of a fine grid that nobody blocks is in the core; where the core is empty there is none."""
    vertices = {(i,): [0] for i in range(n)}
    for k in range(2, n + 1):
        for S in combinations(range(n), k):
            vertices[S] = data.draw(st.lists(st.tuples(*[st.integers(0, 3)] * k), min_size=1, max_size=3))
    game = Game.from_vertices(range(n), vertices)
    found = FIND(game)
    if found.value is None:
        steps = [Fraction(a, 2) for a in range(7)]
        grid = [(a, b) for a in steps for b in steps] if n == 2 else [(a, b, c) for a in steps for b in steps for c in steps]
        assert not any(CHECK(game, x).value for x in grid)
    else:
        assert CHECK(game, found.value).value


def test_published_marriage():
    # Gale and Shapley (1962), example 1: three men, three women, each man's first choice and each woman's makes a stable pairing;
    # as a game of pairs: payoffs 3 - rank, and N can do what its pairs can do
    men = {"a": "ABC", "b": "BCA", "c": "CAB"}
    women = {"A": "bca", "B": "cab", "C": "abc"}
    players = [*men, *women]
    vectors = {p: [0] for p in players}

    def get(m, w):
        return 3 - men[m].index(w), 3 - women[w].index(m)

    for m in men:
        for w in women:
            vectors[m, w] = [get(m, w)]
    matchings = []
    for order in permutations(women):
        got = {}
        for m, w in zip(men, order, strict=True):
            got[m], got[w] = get(m, w)
        matchings.append(got)
    vectors[tuple(players)] = matchings
    game = Game.from_vectors(players, vectors)
    stable = [x for x in matchings if CHECK(game, x).value]
    # the men's first choices, the women's first choices, and all second choices: three stable sets of marriages
    assert len(stable) == 3
    assert list(co.enumerate_ntu_core(game).value) == stable
    assert FIND(game).value in [dict(x) for x in stable]


def test_published_roommates():
    # Gale and Shapley (1962): the problem of the roommates; a, b and c run in a circle and nobody wants d
    rank = {"a": "bcd", "b": "cad", "c": "abd", "d": "abc"}
    vectors = {p: [0] for p in rank}

    def get(p, q):
        return 3 - rank[p].index(q)

    for p, q in combinations(rank, 2):
        vectors[p, q] = [(get(p, q), get(q, p))]
    rooms = [("ab", "cd"), ("ac", "bd"), ("ad", "bc")]
    vectors[tuple(rank)] = [{p: get(p, q) for pair in room for p, q in (pair, pair[::-1])} for room in rooms]
    found = FIND(Game.from_vectors(list(rank), vectors))
    assert found.value is None
    assert isinstance(found.certificate, NoNTUCorePoint)


@settings(max_examples=60)
@given(st.integers(0, 4), st.data())
def test_hedonic_games(n, data):
    """Core points are the ranks at partitions that no coalition blocks (another search finds these)."""
    rank = {}
    hedonic = co.HedonicGame.from_utilities(range(n), lambda i, S: rank.setdefault((i, S), data.draw(st.integers(0, 3))))
    game = Game.from_hedonic(hedonic)
    stable = [
        dict(zip(hedonic.players, map(int, hedonic.ranks_of(p)), strict=True))
        for p in co.enumerate_core_partitions(hedonic).value
    ]
    found = FIND(game).value
    assert (found is None) is (not stable)
    assert found is None or found in stable
    assert all(CHECK(game, x).value for x in stable)


def test_degenerate():
    assert FIND(Game.from_vectors([], {})).value == {}
    assert CHECK(Game.from_vectors([], {}), []).value
    assert FIND(Game.from_vectors(["A"], {})).value is None
    assert FIND(Game.from_vectors(["A"], {"A": [-1, "1/3"]})).value == {"A": Fraction(1, 3)}
    huge = Game.from_vectors(["A", "B"], {"A": [10**30], "B": ["0.000000001"], ("A", "B"): [(10**30, "0.000000001")]})
    assert FIND(huge).value == {"A": 10**30, "B": Fraction(1, 10**9)}
    # all equal: weakly more for one is no reason to block
    assert CHECK(huge, [10**30, "0.000000001"]).value
    assert not CHECK(huge, [10**30, "0.0000000011"]).value


def test_symbolic_and_refused():
    with pytest.raises(co.UndecidedError):
        FIND(co.TUGame.from_vector(["A"], [co.parameter("w")], order="mask"))
    game = Game.from_constraints(range(3), {(0, 1, 2): [((1, 1, 1), 3)], (0, 1): [((1, 1), 5)]})
    with pytest.raises(co.UndecidedError):
        CHECK(game, [co.parameter("w"), 0, 0])
    with pytest.raises(co.LimitExceededError, match="limit=1 linear programs"):
        FIND(game, limit=1)
    with pytest.raises(co.InvalidArgumentError):
        CHECK(game, [1, 2])
    for refused in (FIND, lambda g: CHECK(g, [1]), co.enumerate_ntu_core):
        with pytest.raises(co.UnsupportedGameError):
            refused("game")
    for other in (game, Game.from_vectors([], {})):
        with pytest.raises(co.UnsupportedGameError, match="use find_ntu_core_point"):
            co.enumerate_ntu_core(other)


def refused(concept, game, certificate):
    with pytest.raises(co.CertificateError):
        co.certify(concept, game, certificate)


def test_mutations_of_points():
    game = Game.from_constraints(range(2), {0: [((1,), 1)], 1: [((1,), 1)], (0, 1): [((1, 1), 3)]})
    good = FIND(game).certificate
    assert isinstance(good, NTUCorePoint)
    for amounts in ((0, 3), (2, 2), (1, 1), (1, 2, 0), (1,), (1.0, 2.0), (True, 2), (2, "1"), None):
        refused("NTU core point", game, NTUCorePoint(amounts))
    refused("NTU core point", co.TUGame.from_function(range(2), len), good)
    bad = CHECK(game, (0, 3)).certificate
    assert bad == Blocked((0, 3), 1, (1,))
    for changes in (
        {"mask": 2},
        {"mask": 0},
        {"mask": True},
        {"mask": 4},
        {"instead": (0,)},
        {"instead": (2,)},
        {"instead": (1, 1)},
        {"instead": (1.0,)},
        {"instead": (True,)},
        {"instead": None},
        {"instead": None, "mask": 3},
    ):
        refused("in the NTU core", game, replace(bad, **changes))
    with pytest.raises(co.CertificateError, match="what was asked"):
        replace(CHECK(game, (0, 3)), certificate=replace(bad, amounts=(Fraction(1, 2), 2))).verify()
    far = CHECK(game, (2, 2)).certificate
    refused("in the NTU core", game, replace(far, amounts=(1, 2)))
    refused("in the NTU core", game, replace(far, mask=1))
    refused("NTU core point", game, far)


def test_mutations_of_trees():
    pairs = {(0, 1): [((2, 1), 4), ((1, 2), 5)], (1, 2): [((1, 1), 4)], (0, 2): [((1, 1), 4)]}
    game = Game.from_constraints(range(3), {**pairs, (0, 1, 2): [((1, 1, 1), 4)]})
    none = FIND(game)
    assert none.value is None
    good = none.certificate
    (tree,) = good.trees

    def ends(node, change):
        if isinstance(node, Contradiction):
            return change(node)
        return replace(node, cases=tuple(ends(case, change) for case in node.cases))

    assert isinstance(tree, Cases)
    for forged in (
        ends(tree, lambda c: replace(c, weights=tuple(2 * w for w in c.weights[:-1]) + c.weights[-1:])),
        ends(tree, lambda c: replace(c, weights=tuple(-w for w in c.weights))),
        ends(tree, lambda c: replace(c, weights=tuple(0 * w for w in c.weights))),
        ends(tree, lambda c: replace(c, weights=tuple(map(float, c.weights)))),
        ends(tree, lambda c: replace(c, weights=c.weights[:-1])),
        ends(tree, lambda c: replace(c, weights=())),
        ends(tree, lambda c: None),
        replace(tree, mask=0),
        replace(tree, mask=True),
        replace(tree, mask=8),
        replace(tree, piece=1),
        replace(tree, piece=-1),
        replace(tree, piece=False),
        replace(tree, cases=()),
        replace(tree, cases=tree.cases[:-1]),
        None,
    ):
        refused("NTU core point", game, NoNTUCorePoint((forged,)))
    refused("NTU core point", game, NoNTUCorePoint(()))
    refused("NTU core point", game, NoNTUCorePoint((tree, tree)))
    refused("in the NTU core", game, good)
    refused("NTU core point", Game.from_vectors([], {}), NoNTUCorePoint(()))


def test_mutations_of_lists():
    game = Game.from_vectors(range(2), {0: [1], 1: [0], (0, 1): [(3, 1), (0, 2), (2, 2)]})
    good = co.enumerate_ntu_core(game).certificate
    assert good == UnblockedVectors((None, 1, None))
    for blocked_by in ((None, None, None), (1, 1, None), (None, 2, None), (None, 3, None), (None, True, None), (None, 1), ()):
        refused("NTU core points", game, UnblockedVectors(blocked_by))
    for blocked_by in ((None, 1.0, None), (None, 4, None), (None, 0, None), (None, "1", None), None):
        refused("NTU core points", game, UnblockedVectors(blocked_by))
    refused("NTU core point", game, good)
    refused("NTU core points", Game.from_constraints(range(2), {(0, 1): [((1, 1), 3)]}), UnblockedVectors((None,)))
