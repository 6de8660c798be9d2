from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import convex_games, superadditive_games, tu_games


def surpluses(game, x):
    """s(i, j) by going through all coalitions as sets."""
    out = {}
    for mask in range(1, 1 << len(game.players)):
        S = game.players.coalition(mask)
        excess = game[S] - x.total(S)
        for i in S:
            for j in set(game.players) - set(S):
                out[i, j] = max(out.get((i, j), excess), excess)
    return out


def by_definition(game, x, kernel):
    if x.total(game.players) != game[game.players] or (kernel and any(x[i] < game[i] for i in x)):
        return False
    s = surpluses(game, x)
    return all(s[i, j] <= s[j, i] or (kernel and x[j] == game[j]) for i, j in s)


@given(tu_games(max_players=4, low=-2, high=2), st.lists(st.integers(-4, 4), min_size=4, max_size=4), st.integers(1, 3))
def test_against_the_definition(game, numbers, unit):
    names = game.players.names
    x = [Fraction(a, unit) for a in numbers[: len(names)]]
    x[0] = game[names] - sum(x[1:], Fraction(0))
    payoffs = co.Payoffs(game.players, tuple(x))
    for check, kernel in ((co.check_in_prekernel, False), (co.check_in_kernel, True)):
        solution = check(game, payoffs)
        assert solution.value == by_definition(game, payoffs, kernel)
        assert solution.guarantee is co.Guarantee.CERTIFIED
        assert repr(solution)
        assert check(game, [a + 1 for a in x]).value is False


@given(tu_games(max_players=5, low=-6, high=6))
def test_the_prenucleolus_is_in_the_prekernel_and_the_nucleolus_in_the_kernel(game):
    # Maschler, Peleg and Shapley (1979); Schmeidler (1969)
    assert co.check_in_prekernel(game, co.prenucleolus(game).value).value
    x = co.nucleolus(game).value
    if x is not None:
        assert co.check_in_kernel(game, x).value


@given(superadditive_games(max_players=4), st.integers(-3, 3), st.integers(1, 4))
def test_the_two_are_one_in_zero_monotonic_games(game, shift, unit):
    # Maschler, Peleg and Shapley (1979)
    x = list(co.nucleolus(game).value.values())
    x[0], x[-1] = x[0] + Fraction(shift, unit), x[-1] - Fraction(shift, unit)
    assert co.check_in_kernel(game, x).value == co.check_in_prekernel(game, x).value


@given(convex_games(min_players=2, max_players=4), st.integers(1, 5))
def test_one_point_in_convex_games(game, unit):
    # Maschler, Peleg and Shapley (1972): the kernel of a convex game is its nucleolus
    x = list(co.nucleolus(game).value.values())
    x[0], x[1] = x[0] + Fraction(1, unit), x[1] - Fraction(1, unit)
    assert not co.check_in_kernel(game, x).value


def test_the_apex_game():
    # Davis and Maschler (1965): apex player with any one of four, or the four together; in the grand coalition's kernel the
    # four get the same, and the surpluses of the apex player and a small one are equal at 3/7
    game = co.TUGame.from_function(["apex", *"abcd"], lambda S: int(("apex" in S and len(S) > 1) or len(S - {"apex"}) == 4))
    assert co.check_in_kernel(game, [Fraction(3, 7)] + [Fraction(1, 7)] * 4).value
    for apex in (Fraction(1, 3), Fraction(2, 5), Fraction(1, 2), Fraction(1)):
        assert not co.check_in_kernel(game, [apex] + [(1 - apex) / 4] * 4).value
    assert not co.check_in_kernel(game, ["3/7", "2/7", "2/7", 0, 0]).value


def test_by_hand_where_the_kernel_is_larger():
    # x_C = v(C) excuses that C is outweighed
    game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 1}, missing=0)
    assert co.check_in_kernel(game, ["1/2", "1/2", 0]).value
    assert not co.check_in_prekernel(game, ["1/2", "1/2", 0]).value
    assert co.check_in_prekernel(game, ["11/4", "11/4", "-9/2"]).value
    solution = co.check_in_kernel(game, ["11/4", "11/4", "-9/2"])
    assert "C gets 9/2 less than alone" in repr(solution)
    assert "miss v(N) by 1" in repr(co.check_in_kernel(game, [0, 0, 0]))


@pytest.mark.parametrize("check", [co.check_in_kernel, co.check_in_prekernel])
def test_degenerate_and_scales(check):
    assert check(co.TUGame.from_vector([], [0], order="mask"), []).value
    assert check(co.TUGame.from_vector(["A"], [-5], order="mask"), [-5]).value
    assert not check(co.TUGame.from_vector(["A"], [-5], order="mask"), [-6]).value
    zero = co.TUGame.from_function(range(5), lambda S: 0)
    assert check(zero, [0] * 5).value
    assert not check(zero, [1, -1, 0, 0, 0]).value
    for scale in (Fraction(1, 10**9), 10**9, 10**30):
        game = co.TUGame.from_function(["A", "B", "C"], lambda S, scale=scale: scale * (len(S) > 1))
        assert check(game, [scale * Fraction(1, 3)] * 3).value
        hair = Fraction(scale, 10**40)
        assert not check(game, [scale * Fraction(1, 3) + hair, scale * Fraction(1, 3) - hair, scale * Fraction(1, 3)]).value


@pytest.mark.parametrize("check", [co.check_in_kernel, co.check_in_prekernel])
def test_refusals(check):
    game = co.TUGame.from_vector(["A", "B"], [0, 0, 1], order="mask")
    with pytest.raises(co.LimitExceededError, match="write limit=2"):
        check(game, [1, 0], limit=1)
    with pytest.raises(co.InvalidArgumentError, match=r"write solution\.value"):
        check(game, co.nucleolus(game))
    with pytest.raises(co.InvalidArgumentError):
        check(game, [1])
    with pytest.raises(co.UnknownPlayerError):
        check(game, {"A": 1, "C": 0})
    with pytest.raises(co.UndecidedError):
        check(game, [co.parameter("x"), 1])
    with pytest.raises(co.UndecidedError, match="symbols w; put numbers in"):
        check(co.TUGame.from_vector(["A", "B"], [0, 0, co.parameter("w")], order="mask"), [0, 0])
