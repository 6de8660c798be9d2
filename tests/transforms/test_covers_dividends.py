"""Covers against all partitions; dividends against their sum and the Shapley value."""

import pickle
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import convex_games, monotone_games, superadditive_games, tu_games


def partitions(items):
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for smaller in partitions(rest):
        yield [[first], *smaller]
        for k in range(len(smaller)):
            yield [*smaller[:k], [first, *smaller[k]], *smaller[k + 1 :]]


def members(game):
    return [tuple(game.players.coalition(m)) for m in range(1 << len(game.players))]


@given(tu_games(max_players=5))
def test_superadditive_cover(game):
    cover = co.superadditive_cover(game)
    assert all(cover[s] == max(sum(game[tuple(t)] for t in p) for p in partitions(list(s))) for s in members(game))
    assert co.check_superadditive(cover).value is True


@given(superadditive_games())
def test_superadditive_games_stay(game):
    assert co.superadditive_cover(game) == game


@given(tu_games(max_players=5))
def test_monotonic_cover(game):
    cover = co.monotonic_cover(game)
    for s in members(game):
        assert cover[s] == max(game[t] for t in members(game) if set(t) <= set(s))


@given(monotone_games())
def test_monotone_games_stay(game):
    assert co.monotonic_cover(game) == game


def test_covers_of_clubs():
    # Every m of n equal states can solve an issue worth V: the cover is V floor(s/m), its core non-empty iff m divides n
    for n, m in [(4, 2), (5, 2), (6, 3), (6, 4), (7, 7)]:
        cover = co.superadditive_cover(co.threshold_game(range(n), [m], values=6))
        assert all(cover[s] == 6 * (len(s) // m) for s in members(cover))
        assert (co.find_core_point(cover).value is not None) == (n % m == 0)


def test_covers_of_other_numbers():
    w = co.parameter("w")
    symbolic = co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask")
    for cover in (co.superadditive_cover, co.monotonic_cover):
        with pytest.raises(co.UndecidedError, match="put numbers in"):
            cover(symbolic)
    floats = co.TUGame.from_vector(["A", "B"], [0.5, 0.25, 0.1], order="mask")
    assert co.superadditive_cover(floats)["A", "B"] == 0.75
    assert co.monotonic_cover(floats)["A", "B"] == 0.5
    big = co.TUGame.from_vector(["A", "B", "C"], [2**59] * 7, order="mask")
    assert co.superadditive_cover(big)["A", "B", "C"] == 3 * 2**59
    with pytest.raises(co.LimitExceededError):
        co.superadditive_cover(co.majority_game(range(21)))
    with pytest.raises(co.UnsupportedGameError):
        co.monotonic_cover({})


@given(tu_games(max_players=5))
def test_dividends(game):
    found = co.dividends(game)
    assert all(game[s] == sum(d for t, d in found.items() if t <= set(s)) for s in members(game))
    shares = {p: sum(F(d, len(t)) for t, d in found.items() if p in t) for p in game.players}
    assert co.shapley_value(game).value == shares
    assert co.from_dividends(game.players, found) == game
    assert co.from_dividends(game.players, found.to_dict()) == game
    assert len(found) == len(list(found)) == (1 << len(game.players)) - 1
    assert pickle.loads(pickle.dumps(found)) == found


@given(st.dictionaries(st.sets(st.sampled_from("ABCD"), min_size=1).map(frozenset), st.integers(0, 3)))
def test_unanimity_games_are_a_basis(chosen):
    game = co.from_dividends(list("ABCD"), chosen)
    basis = {t: co.unanimity_game(list("ABCD"), t) for t in chosen}
    assert all(game[s] == sum(d * basis[t][s] for t, d in chosen.items()) for s in members(game))
    assert co.check_convex(game).value is True  # as no dividend is negative
    assert {frozenset(t): d for t, d in co.dividends(game).items() if d} == {t: d for t, d in chosen.items() if d}


@given(convex_games(max_players=3))
def test_dividends_as_a_mapping(game):
    found = co.dividends(game)
    assert dict(found) == {s: found[s] for s in found}
    assert "A" in found
    assert () not in found
    assert "Z" not in found
    assert 3.5 not in found
    with pytest.raises(co.InvalidArgumentError, match="empty"):
        found[()]
    with pytest.raises(co.UnknownPlayerError):
        found["Z"]


def test_dividends_shown():
    game = co.TUGame.from_worths(["A", "B"], {"A": "1/2", "B": 0, ("A", "B"): 3})
    found = co.dividends(game)
    assert repr(found) == "Dividends: {A} 1/2, {A, B} 5/2"
    assert found._repr_html_().startswith("<table>")
    assert r"\frac{1}{2}" in found.to_latex()
    assert list(found.to_frame().iloc[:, 0]) == [F(1, 2), F(5, 2)]
    assert repr(co.dividends(co.additive_game({"A": 0}))) == "Dividends: all 0"
    assert hash(found) == hash(co.dividends(game))
    assert found != {}


def test_dividends_of_other_numbers():
    w = co.parameter("w")
    symbolic = co.dividends(co.TUGame.from_vector(["A", "B"], [w, w, 2 * w + 1], order="mask"))
    assert symbolic["A", "B"] == 1
    assert co.from_dividends(["A", "B"], {"A": w, "B": -w})["A", "B"] == 0
    floats = co.TUGame.from_vector(["A", "B"], [0.5, 0.25, 1.0], order="mask")
    assert co.dividends(floats)["A", "B"] == 0.25
    big = co.TUGame.from_vector(["A", "B", "C"], [2**59, -(2**59)] * 3 + [0], order="mask")
    found = co.dividends(big)
    assert sum(found.values()) == 0
    assert co.from_dividends(big.players, found) == big
    signs = co.TUGame.from_function(list("ABCDE"), lambda S: (-1) ** len(S) * 2**59)
    assert co.dividends(signs)["A", "B", "C", "D", "E"] == -31 * 2**59  # beyond int64
    with pytest.raises(co.LimitExceededError):
        co.dividends(co.majority_game(range(21)))
    with pytest.raises(co.LimitExceededError):
        co.from_dividends(range(21), {0: 1})
    with pytest.raises(co.InvalidGameError):
        co.from_dividends(["A"], [1])
    with pytest.raises(co.DuplicatePlayerError):
        co.from_dividends(["A", "B"], {("A", "B"): 1, ("B", "A"): 1})
