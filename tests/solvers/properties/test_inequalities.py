from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Symbol

import coalitions as co
from coalitions.testing import additive_games, convex_games, tu_games

CHECKS = {
    "zero-monotone": co.check_zero_monotone,
    "average convex": co.check_average_convex,
    "semiconvex": co.check_semiconvex,
    "additive": co.check_additive,
    "totally positive": co.check_totally_positive,
    "2-monotone": lambda game, **limit: co.check_k_monotone(game, 2, **limit),
    "3-monotone": lambda game, **limit: co.check_k_monotone(game, 3, **limit),
}


def subsets(of):
    return [frozenset(p for i, p in enumerate(of) if m >> i & 1) for m in range(1 << len(of))]


def holds(game, law):
    """The definitions, on sets of names."""
    v, names = game.__getitem__, list(game.players)
    every = subsets(names)
    if law == "zero-monotone":
        return all(v(s) + v(i) <= v(s | {i}) for s in every for i in names if i not in s)
    if law == "average convex":
        return all(
            sum(v(s) - v(s - {i}) for i in s) <= sum(v(t) - v(t - {i}) for i in s) for t in every for s in every if s <= t
        )
    if law == "semiconvex":
        b = {i: v(names) - v(set(names) - {i}) for i in names}
        gap = {s: sum(b[i] for i in s) - v(s) for s in every}
        return all(gap[s] >= 0 for s in every) and all(gap[frozenset({i})] <= gap[s] for s in every for i in s)
    if law == "additive":
        return all(v(s) == sum(v(i) for i in s) for s in every)
    if law == "totally positive":
        return all(d >= 0 for d in co.dividends(game).values())
    k = int(law[0])
    for family in combinations_with_replacement(every, k):
        total = 0
        for chosen in range(1, 1 << k):
            common = frozenset.intersection(*(family[j] for j in range(k) if chosen >> j & 1))
            total -= (-1) ** chosen.bit_count() * v(common)
        if v(frozenset.union(*family)) < total:
            return False
    return True


@st.composite
def games_near_a_property(draw):
    """Sums of dividends most of which are positive: general games hardly ever have these properties."""
    n = draw(st.integers(1, 4))
    worths = {}
    for mask in range(1, 1 << n):
        worths[tuple(i for i in range(n) if mask >> i & 1)] = draw(st.sampled_from([0, 0, 1, 2, -1]))
    return co.from_dividends(range(n), worths)


@pytest.mark.parametrize("law", CHECKS)
@settings(max_examples=60)
@given(game=st.one_of(games_near_a_property(), convex_games(max_players=3), tu_games(max_players=3), additive_games()))
def test_definition(law, game):
    solution = CHECKS[law](game)
    assert solution.value is holds(game, law)
    assert solution.concept == law
    assert solution.guarantee is co.Guarantee.CERTIFIED


@given(games_near_a_property())
def test_published_relations(game):
    if co.check_average_convex(game).value:  # Inarra and Usategui (1993), theorem 1
        assert co.check_in_core(game, co.shapley_value(game).value).value
    convex = co.check_convex(game).value
    assert co.check_k_monotone(game, 2).value is convex
    assert not convex or (co.check_average_convex(game).value and co.check_semiconvex(game).value)
    assert co.check_zero_monotone(game).value is co.check_monotone(co.zero_normalized(game)).value
    n = len(game.players)
    if n > 1 and co.check_k_monotone(game, n).value:
        assert all(d >= 0 for s, d in co.dividends(game).items() if len(s) > 1)


@given(convex_games(max_players=5))
def test_convex_games_are_average_convex_and_semiconvex(game):
    assert co.check_average_convex(game).value
    assert co.check_semiconvex(game).value
    assert co.check_zero_monotone(game).value


def test_published():
    # the documentation of CoopGame (Staudacher and Anwander 2019): semiconvex, and not
    names = ["A", "B", "C"]
    assert co.check_semiconvex(co.TUGame.from_vector(names, [3, 4, 5, 9, 10, 11, 18], order="size")).value
    assert not co.check_semiconvex(co.TUGame.from_vector(names, [1, 2, 3, 4, 5, 6, 7], order="size")).value
    # a majority of three: v(N) = 1, each two 1; on average two of three add nothing to N, and 2 to themselves
    majority = co.TUGame.from_function(names, lambda S: int(len(S) > 1))
    assert "add 2 more in total to {A, B} than to {A, B, C}" in repr(co.check_average_convex(majority))
    # unanimity games are totally positive
    assert co.check_totally_positive(co.unanimity_game(names, ["A", "B"])).value


def test_a_game_that_is_average_convex_but_not_convex():
    # by hand: v = 0 but for {A, B} 2, {A, C} 2, {B, C} 0, N 3; A's joining {C} adds 2, joining {B, C} 3; B adds 2 to {A}, 1 to
    # {A, C}, so the game is not convex; {A, B}: 2 + 2 in it and 3 + 1 in N
    game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 2, ("A", "C"): 2, ("A", "B", "C"): 3}, missing=0)
    assert not co.check_convex(game).value
    assert co.check_average_convex(game).value


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_degenerate_and_large_numbers(check):
    assert check(co.TUGame.from_vector([], [0], order="mask")).value
    assert check(co.TUGame.from_vector(["A"], [7], order="mask")).value
    assert check(co.TUGame.from_vector(["A", "B"], [0, 0, 0], order="mask")).value
    for top in (2**59, 2**62, 10**40):
        assert check(co.TUGame.from_vector(["A", "B"], [top, 0, top], order="mask")).value
        assert not check(co.TUGame.from_vector(["A", "B"], [top, top, top], order="mask")).value


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_exact_thirds_and_floats(check):
    assert check(co.TUGame.from_vector(["A", "B"], ["1/3", "2/3", 1], order="mask")).value
    assert not check(co.TUGame.from_vector(["A", "B"], [0.1, 0.2, 0.1 + 0.2 - 1e-15], order="mask")).value


@pytest.mark.parametrize("law", CHECKS)
def test_symbolic(law):
    check, p, w = CHECKS[law], Symbol("p", positive=True), co.parameter("w")
    assert check(co.TUGame.from_vector(["A", "B"], [p, p, 2 * p], order="mask")).value
    assert not check(co.TUGame.from_vector(["A", "B"], [p, p, p], order="mask")).value
    with pytest.raises(co.UndecidedError, match=r"is open.*coalitions\.claims"):
        check(co.TUGame.from_vector(["A", "B"], [w, 0, 1], order="mask"))
    with pytest.raises(co.LimitExceededError, match="at most 7 players"):
        check(co.TUGame.from_function(range(8), lambda S: p * len(S)))


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_limits(check):
    with pytest.raises(co.LimitExceededError, match="at most 3 players"):
        check(co.TUGame.from_function(range(4), len), limit=3)
    with pytest.raises(co.UnsupportedGameError):
        check("game")


@pytest.mark.parametrize("k", [1, 0, -1, True, 2.0, "2", None])
def test_k_is_a_whole_number(k):
    with pytest.raises(co.InvalidArgumentError, match="whole number of at least 2"):
        co.check_k_monotone(co.TUGame.from_function(range(2), len), k)


def test_k_beyond_the_number_of_players():
    game = co.from_dividends(range(3), {(0, 1): 1, (0, 1, 2): -1})
    assert co.check_k_monotone(game, 9).value is False
    assert co.check_k_monotone(co.unanimity_game(range(3), [0, 1]), 9).value is True
