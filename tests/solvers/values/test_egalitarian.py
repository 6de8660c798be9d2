"""The egalitarian value of convex games."""

from fractions import Fraction
from itertools import accumulate, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import convex_games, tu_games


def marginal_vectors(game):
    """The corners of the core of a convex game (Shapley 1971)."""
    n = len(game.players)
    for order in permutations(range(n)):
        x, mask = [Fraction(0)] * n, 0
        for i in order:
            x[i] = Fraction(game.worth(mask | 1 << i)) - Fraction(game.worth(mask))
            mask |= 1 << i
        yield x


def lorenz(x):
    return list(accumulate(sorted(x)))


@given(convex_games(max_players=4), st.data())
def test_in_the_core_and_more_equal_than_every_corner_and_mixture(game, data):
    value = co.egalitarian_value(game).value
    assert co.check_in_core(game, value).value
    corners = list(marginal_vectors(game))
    chances = data.draw(st.lists(st.integers(0, 3), min_size=len(corners), max_size=len(corners)).filter(any))
    mixed = [sum(c * x[i] for c, x in zip(chances, corners, strict=True)) / sum(chances) for i in range(len(value))]
    for y in (*corners, mixed):
        assert all(a >= b for a, b in zip(lorenz(value.values()), lorenz(y), strict=True))


@given(convex_games(max_players=4), st.integers(-3, 3))
def test_moves_with_an_equal_amount_and_scale(game, k):
    value = co.egalitarian_value(game).value
    moved = [Fraction(game.worth(m), 3) + k * m.bit_count() for m in range(1 << len(game.players))]
    there = co.egalitarian_value(co.TUGame.from_vector(game.players, moved, order="mask")).value
    assert all(there[p] == Fraction(value[p]) / 3 + k for p in value)


@given(tu_games(max_players=3))
def test_other_games_are_refused(game):
    if co.check_convex(game).value:
        assert co.egalitarian_value(game).guarantee is co.Guarantee.CERTIFIED
    else:
        with pytest.raises(co.UnsupportedGameError, match=r"expected a convex game, got one in which v\("):
            co.egalitarian_value(game)


@pytest.mark.parametrize("estate", [0, 100, 200, 300, 350, 500, 600])
def test_published(estate):
    # Dutta and Ray (1989): on a bankruptcy game, the constrained equal awards
    claims = {"A": 100, "B": 200, "C": 300}
    game = co.TUGame.from_function(list(claims), lambda S: max(0, estate - sum(c for p, c in claims.items() if p not in S)))
    awards = {100: Fraction(100, 3), 200: Fraction(200, 3), 300: 100, 350: 125, 500: 200, 600: 300, 0: 0}[estate]
    assert co.egalitarian_value(game).value == {p: min(c, awards) for p, c in claims.items()}


def test_degenerate_floats_scales_and_symbols():
    vector = co.TUGame.from_vector
    assert dict(co.egalitarian_value(vector([], [0], order="mask")).value) == {}
    assert co.egalitarian_value(vector(["A"], [-3], order="mask")).value == {"A": -3}
    assert set(co.egalitarian_value(vector(["A", "B"], [0, 0, 0], order="mask")).value.values()) == {0}
    assert co.egalitarian_value(vector(["A", "B"], [0.1, 3.0, 4.0], order="mask")).value == {"A": 1, "B": 3}
    for scale in (Fraction(1, 10**9), 10**10, 2**58, 3**60):
        scaled = vector(["A", "B", "C"], [scale * x for x in (1, 0, 4, 0, 2, 1, 9)], order="mask")
        # {A, B} is worth 2 each, {A, B, C} 3 each: everybody the same
        assert set(co.egalitarian_value(scaled).value.values()) == {3 * scale}
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        co.egalitarian_value(vector(["A", "B"], [co.parameter("w"), 0, 1], order="mask"))
    with pytest.raises(co.LimitExceededError, match="at most 1 players"):
        co.egalitarian_value(vector(["A", "B"], [0, 0, 1], order="mask"), limit=1)
    with pytest.raises(co.UnsupportedGameError, match="transferable utility"):
        co.egalitarian_value({"A": 1})
