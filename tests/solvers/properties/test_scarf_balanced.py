from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.scarf import BalancedChoices, UnbalancedChoice

Game, CHECK = co.NTUGame, co.check_scarf_balanced
CIRCLE = [(2, 1, 0), (0, 2, 1), (1, 0, 2)]
PAIRS = {("A",): [0], ("B",): [0], ("C",): [0], ("A", "B"): [(2, 1)], ("B", "C"): [(2, 1)], ("C", "A"): [(2, 1)]}


def roommates(together):
    return Game.from_vectors(["A", "B", "C"], {**PAIRS, ("A", "B", "C"): together})


@st.composite
def finite_games(draw, max_players=3):
    n = draw(st.integers(1, max_players))
    vectors = {}
    for k in range(1, n + 1):
        for S in combinations(range(n), k):
            lists = st.lists(st.tuples(*[st.integers(0, 2)] * k), min_size=k == 1 or k == n, max_size=2 if k < n else 6)
            vectors[S] = draw(lists)
    return Game.from_vectors(range(n), vectors)


def all_balanced(n):
    """All balanced collections of at most 3 players, by hand: partitions, the three pairs, and their unions with others."""
    return {1: [[1]], 2: [[3], [1, 2]], 3: [[7], [1, 2, 4], [1, 6], [2, 5], [4, 3], [3, 5, 6]]}[n]


@settings(max_examples=80)
@given(finite_games())
def test_by_a_grid(game):
    """x is in V(N) whenever it is in V(S) for all S of a balanced collection; whole numbers are enough for such vectors."""
    n = len(game.players)
    grid = [()]
    for _ in range(n):
        grid = [(*x, a) for x in grid for a in range(3)]

    def can(mask, x):
        return game.feasible([i for i in range(n) if mask >> i & 1], [x[i] for i in range(n) if mask >> i & 1])

    wanted = all(can((1 << n) - 1, x) for masks in all_balanced(n) for x in grid if all(can(m, x) for m in masks))
    solution = CHECK(game)
    assert solution.value is wanted
    assert solution.guarantee is co.Guarantee.CERTIFIED


@settings(max_examples=60)
@given(finite_games(max_players=4))
def test_scarf_1967(game):
    if CHECK(game).value:
        assert co.find_ntu_core_point(game).value is not None


def test_published_and_degenerate():
    assert not CHECK(roommates(CIRCLE)).value
    assert CHECK(roommates([*CIRCLE, (1, 1, 1)])).value
    assert CHECK(Game.from_vectors([], {})).value
    assert CHECK(Game.from_vectors(["A"], {"A": [1]})).value
    assert CHECK(Game.from_vectors(["A", "B"], {"A": [1]})).value  # B can do nothing, so no balanced collection can
    assert not CHECK(Game.from_vectors(["A", "B"], {"A": [1], "B": ["1/3"], ("A", "B"): [(1, "0.3333")]})).value
    # a core point without balancedness: nobody needs C, but {A, B} and {C} could have more in all
    loose = Game.from_vectors(["A", "B", "C"], {"C": [5], ("A", "B"): [(1, 1)], ("A", "B", "C"): [(0, 2, 9)]})
    assert not CHECK(loose).value
    assert co.find_ntu_core_point(loose).value is not None


def test_refused():
    tu = co.TUGame.from_function(range(3), len)
    with pytest.raises(co.UnsupportedGameError, match="check_balanced"):
        CHECK(tu)
    with pytest.raises(co.UnsupportedGameError):
        CHECK([1])
    with pytest.raises(co.UndecidedError):
        CHECK(co.TUGame.from_vector(["A"], [co.parameter("w")], order="mask"))
    with pytest.raises(co.LimitExceededError, match="at most 5 players"):
        CHECK(Game.from_vectors(range(6), {}))
    with pytest.raises(co.LimitExceededError, match="limit=1 choices"):
        CHECK(roommates(CIRCLE), limit=1)


def test_mutations():
    def refused(game, certificate):
        with pytest.raises(co.CertificateError):
            co.certify("Scarf balanced", game, certificate)

    game = roommates(CIRCLE)
    good = CHECK(game).certificate
    assert isinstance(good, UnbalancedChoice)
    refused(game, BalancedChoices())
    refused(roommates([*CIRCLE, (1, 1, 1)]), good)
    refused(co.TUGame.from_function(range(3), len), good)
    refused(Game.from_tu(co.TUGame.from_function(range(3), len)), BalancedChoices())
    (mask, weight), *rest = good.weights
    first, *others = good.vectors
    for changes in (
        {"weights": ()},
        {"weights": tuple(rest)},
        {"weights": ((mask, weight + 1), *rest)},
        {"weights": ((mask, float(weight)), *rest)},
        {"weights": ((mask, -weight), *rest)},
        {"weights": ((float(mask), weight), *rest)},
        {"weights": ((mask, Fraction(1, 4)), (mask, Fraction(1, 4)), *rest), "vectors": (first, first, *others)},
        {"vectors": ()},
        {"vectors": (tuple(a + 1 for a in first), *others)},
        {"vectors": (tuple(map(float, first)), *others)},
        {"vectors": (tuple(0 * a for a in first), *(tuple(0 * a for a in v) for v in others))},
        {"vectors": ((*first, Fraction(0)), *others)},
        {"vectors": None},
    ):
        refused(game, replace(good, **changes))
