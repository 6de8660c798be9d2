from fractions import Fraction

import pytest
from hypothesis import given, settings
from scipy.optimize import linprog

import coalitions as co
from coalitions.testing import balanced_games, convex_games, tu_games


def least_in_core(game, mask):
    """min x(S) over the core by SciPy, in floats."""
    n = len(game.players)
    rows = [[-(m >> i & 1) for i in range(n)] for m in range(1, 1 << n)]
    below = [-game.worth(m) for m in range(1, 1 << n)]
    cost = [mask >> i & 1 for i in range(n)]
    total = game.worth((1 << n) - 1)
    return linprog(cost, A_ub=rows, b_ub=below, A_eq=[[1] * n], b_eq=[total], bounds=[(None, None)] * n).fun


@given(tu_games(max_players=4))
def test_totally_balanced_cover(game):
    cover = co.totally_balanced_cover(game)
    assert co.check_totally_balanced(cover).value
    assert all(cover.worth(m) >= game.worth(m) for m in range(1 << len(game.players)))
    assert (cover == game) is co.check_totally_balanced(game).value
    assert co.totally_balanced_cover(cover) == cover
    # each worth is that of the balanced cover of the game among the members
    for mask in range(1, 1 << len(game.players)):
        members = game.players.coalition(mask)
        assert co.balanced_cover(co.restricted(game, members))[members] == cover.worth(mask)


@given(tu_games(max_players=4))
def test_balanced_cover_is_the_least_with_a_core(game):
    cover = co.balanced_cover(game)
    assert co.check_balanced(cover).value
    grand = game.players.grand
    assert (cover == game) is co.check_balanced(game).value
    if cover != game:
        less = [game.worth(m) for m in range(grand)] + [cover.worth(grand) - Fraction(1, 1000)]
        assert not co.check_balanced(co.TUGame.from_vector(game.players, less, order="mask", empty=True)).value


@settings(max_examples=50)
@given(balanced_games(max_players=4))
def test_exact_envelope(game):
    exact = co.exact_envelope(game)
    assert co.check_exact(exact).value
    assert (exact == game) is co.check_exact(game).value
    for mask in range(1, 1 << len(game.players)):
        assert float(exact.worth(mask)) == pytest.approx(least_in_core(game, mask), abs=1e-7)


@given(convex_games(max_players=4))
def test_convex_games_stay(game):
    assert co.exact_envelope(game) == co.totally_balanced_cover(game) == co.balanced_cover(game) == game


def test_published():
    # the glove market with two left gloves: in the core R gets 1, so all without R get 0 and all with R get 1
    glove = co.TUGame.from_function(["L1", "L2", "R"], lambda S: int("R" in S and len(S) > 1))
    assert co.exact_envelope(glove) == co.TUGame.from_function(["L1", "L2", "R"], lambda S: int("R" in S))
    # cost of stability of a majority of n = 2 k + 1: (2 k + 1) / (k + 1)
    for k in (1, 2, 3):
        n = 2 * k + 1
        majority = co.TUGame.from_function(range(n), lambda S, k=k: int(len(S) > k))
        assert co.balanced_cover(majority).worth((1 << n) - 1) == Fraction(n, k + 1)


@pytest.mark.parametrize("transform", [co.balanced_cover, co.totally_balanced_cover, co.exact_envelope])
def test_degenerate_and_refused(transform):
    for worths in ([], [-3], [0, 0, 0], [10**30, -(10**30), 10**30], [-1, -1, 5]):
        players = range((len(worths) + 1).bit_length() - 1)
        game = co.TUGame.from_vector(players, worths, order="mask", empty=False)
        if transform is not co.exact_envelope or co.check_balanced(game).value:
            assert transform(game).worth(game.players.grand) >= game.worth(game.players.grand)
    floats = transform(co.TUGame.from_vector(["A", "B"], [0.1, 0.25, 1.0], order="mask"))
    assert floats.kind == "float"
    assert floats["A"] == 0.1
    with pytest.raises(co.UndecidedError):
        transform(co.TUGame.from_vector(["A"], [co.parameter("w")], order="mask"))
    with pytest.raises(co.LimitExceededError):
        transform(co.TUGame.from_function(range(3), len), limit=2)


def test_no_exact_envelope_without_a_core():
    with pytest.raises(co.InvalidArgumentError, match=r"v\(N\) = 3/2; use balanced_cover"):
        co.exact_envelope(co.TUGame.from_function(range(3), lambda S: int(len(S) > 1)))
