from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sympy import Symbol

import coalitions as co
from coalitions.certificates.k_convexity import ConvexCover, CoverFails, k_cover
from coalitions.testing import convex_games, tu_games


@st.composite
def games_with_utopia(draw):
    """Symmetric or nearly so, with the worths of large coalitions near what utopia payoffs leave."""
    n = draw(st.integers(2, 4))
    by_size = [0, *(draw(st.integers(-3, 9)) for _ in range(n))]
    return co.TUGame.from_function(range(n), lambda S: by_size[len(S)])


def by_definition(game, k):
    v, names = game.__getitem__, frozenset(game.players)
    b = {i: v(names) - v(names - {i}) for i in names}
    cover = co.TUGame.from_function(
        list(game.players), lambda S: v(S) if len(S) < k else v(names) - sum(b[i] for i in names - set(S))
    )
    return cover, co.check_convex(cover).value and all(
        v(cover.players.coalition(m)) <= cover.worth(m) for m in range(game.players.grand + 1)
    )


@given(st.one_of(games_with_utopia(), tu_games(max_players=3), convex_games(max_players=4)), st.integers(1, 4))
def test_definition(game, k):
    assume(k <= len(game.players))
    cover, wanted = by_definition(game, k)
    assert k_cover(game, k) == cover
    solution = co.check_k_convex(game, k)
    assert solution.value is wanted
    assert solution.concept == f"{k}-convex"
    assert solution.guarantee is co.Guarantee.CERTIFIED


@settings(max_examples=60)
@given(games_with_utopia(), st.integers(1, 4))
def test_the_core_is_that_of_the_convex_cover(game, k):
    # Driessen (1986): a k-convex game and its k-cover have the same core, and exactly one exact game has that core
    assume(k <= len(game.players))
    if co.check_k_convex(game, k).value:
        assert co.exact_envelope(game) == k_cover(game, k)
    n = len(game.players)
    for same in {max(n - 1, 1), n} - {1}:
        assert co.check_k_convex(game, same).value is co.check_convex(game).value


@given(st.lists(st.integers(0, 5), min_size=3, max_size=4), st.integers(0, 6), st.data())
def test_the_nucleolus_of_1_convex_games(utopia, gap, data):
    # Driessen (1985): b_i - g(N) / n; the gaps are those of N for n - 1 and n players, and at least as large for fewer
    n = len(utopia)

    def worth(S):
        if len(S) >= n - 1:
            return sum(utopia[i] for i in S) - gap
        return sum(utopia[i] for i in S) - gap - data.draw(st.integers(0, 3))

    game = co.TUGame.from_function(range(n), worth)
    assert co.check_k_convex(game, 1).value
    wanted = [u - Fraction(gap, n) for u in utopia]
    assert list(co.prenucleolus(game).value.amounts) == wanted
    assert list(co.tau_value(game).value.amounts) == wanted


def test_published():
    # Driessen (1988), pages 75 and 175, as the documentation of CoopGame quotes them
    def game(*worths):
        return co.TUGame.from_vector(["A", "B", "C"], worths, order="size")

    assert co.check_k_convex(game(0, 0, 0, 9, 9, 15, 18), 1).value
    assert co.check_k_convex(game(0, 0, 0, 9, 9, 12, 18), 1).value
    assert not co.check_k_convex(game(1, 2, 3, 4, 5, 6, 7), 1).value
    assert co.check_k_convex(game(0, 0, 0, "0.4", "0.4", 0, 1), 2).value
    assert not co.check_k_convex(game(0, 0, 0, "0.7", "0.7", 0, 1), 2).value


def test_degenerate():
    assert co.check_k_convex(co.TUGame.from_vector([], [0], order="mask"), 1).value
    assert co.check_k_convex(co.TUGame.from_vector(["A"], [-2], order="mask"), 1).value
    two = co.TUGame.from_vector(["A", "B"], [10**40, 0, 10**40], order="mask")
    assert co.check_k_convex(two, 1).value
    # with two players and g(N) = v(N) - v(1) - v(2) < 0 the core is empty
    assert not co.check_k_convex(co.TUGame.from_vector(["A", "B"], [1, 1, 1], order="mask"), 1).value


def test_symbolic():
    p, w = Symbol("p", positive=True), co.parameter("w")
    assert co.check_k_convex(co.TUGame.from_vector(["A", "B"], [p, p, 3 * p], order="mask"), 1).value
    assert not co.check_k_convex(co.TUGame.from_vector(["A", "B"], [p, p, p], order="mask"), 1).value
    with pytest.raises(co.UndecidedError):
        co.check_k_convex(co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask"), 1)
    three = co.TUGame.from_vector(["A", "B", "C"], [0, 0, w, 0, 0, 0, 0], order="mask", empty=False)
    with pytest.raises(co.UndecidedError, match="is open"):
        co.check_k_convex(three, 1)


@pytest.mark.parametrize("k", [0, 4, True, 1.0, "1"])
def test_k_is_a_number_of_players(k):
    with pytest.raises(co.InvalidArgumentError, match="from 1 to 3"):
        co.check_k_convex(co.TUGame.from_function(range(3), len), k)
    with pytest.raises(co.LimitExceededError):
        co.check_k_convex(co.TUGame.from_function(range(4), len), 1, limit=3)


def test_mutations():
    def refused(concept, game, certificate):
        with pytest.raises(co.CertificateError):
            co.certify(concept, game, certificate)

    game = co.TUGame.from_function(["A", "B", "C"], lambda S: {2: 3, 3: 5}.get(len(S), 0))
    assert co.check_k_convex(game, 1).certificate == ConvexCover(1)
    for k in (2, 3, 0, True, 1.0, None):
        refused("1-convex", game, ConvexCover(k))
        refused(f"{k}-convex", game, ConvexCover(k))
    bad = co.check_k_convex(game, 2).certificate
    assert isinstance(bad, CoverFails)
    for changes in ({"k": 1}, {"k": True}, {"first": 0}, {"second": 0}, {"first": True}, {"first": 9}, {"second": None}):
        refused("2-convex", game, replace(bad, **changes))
    above = co.TUGame.from_function(["A", "B", "C"], lambda S: [0, 9, 3, 5][len(S)])
    one = co.check_k_convex(above, 1).certificate
    assert one.second == 0
    refused("1-convex", above, replace(one, first=7))
    refused("1-convex", game, one)
