"""Tau value and Gately value."""

from fractions import Fraction

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import balanced_games, convex_games, tu_games

VALUES = [co.tau_value, co.gately_value]
every = pytest.mark.parametrize("solver", VALUES)
NAMES = ["A", "B", "C"]


def by_size(*worths):
    return co.TUGame.from_vector(NAMES, worths, order="size", empty=False)


def claims(game):
    """Minimal rights and utopia payoffs by their definitions, with sets of names."""
    whole = tuple(game.players)
    upper = {p: Fraction(game[whole]) - Fraction(game[tuple(q for q in whole if q != p)]) for p in whole}
    coalitions = [tuple(game.players.coalition(m)) for m in range(1, 1 << len(whole))]
    lower = {p: max(Fraction(game[s]) - sum(upper[q] for q in s if q != p) for s in coalitions if p in s) for p in whole}
    return lower, upper


@given(tu_games(max_players=4) | balanced_games(max_players=4))
def test_tau_by_definition(game):
    lower, upper = claims(game)
    whole = game[tuple(game.players)]
    exists = all(lower[p] <= upper[p] for p in lower) and sum(lower.values()) <= whole <= sum(upper.values())
    value = co.tau_value(game).value
    assert (value is not None) == exists
    if value is not None:
        width = sum(upper.values()) - sum(lower.values())
        step = (whole - sum(lower.values())) / width if width else 0
        assert value == {p: lower[p] + step * (upper[p] - lower[p]) for p in lower}


@given(balanced_games(max_players=4))
def test_tau_exists_where_the_core_does_and_between_the_bounds_of_the_core(game):
    """Tijs (1981): m and M bound the core, so that balanced games are quasi-balanced."""
    lower, upper = claims(game)
    value, point = co.tau_value(game).value, co.find_core_point(game).value
    assert all(lower[p] <= value[p] <= upper[p] for p in value)
    assert all(lower[p] <= point[p] <= upper[p] for p in value)
    assert value.total(game.players) == game[tuple(game.players)]


@every
@given(game=balanced_games(max_players=4), data=st.data())
def test_covariant_and_symmetric(solver, game, data):
    n, value = len(game.players), solver(game).value
    factor = Fraction(data.draw(st.integers(1, 5)), 3)
    added = data.draw(st.lists(st.integers(-3, 3), min_size=n, max_size=n))
    moved = [factor * game.worth(m) + sum(a for i, a in enumerate(added) if m >> i & 1) for m in range(1 << n)]
    there = solver(co.TUGame.from_vector(game.players, moved, order="mask")).value
    assert (there is None) == (value is None)
    if value is not None:
        assert list(there.values()) == [factor * x + a for x, a in zip(value.values(), added, strict=True)]
    order = data.draw(st.permutations(range(n)))
    renamed = [game.worth(sum(1 << order[i] for i in range(n) if m >> i & 1)) for m in range(1 << n)]
    swapped = solver(co.TUGame.from_vector(range(n), renamed, order="mask")).value
    if value is not None:
        assert list(swapped.values()) == [value.amounts[order[i]] for i in range(n)]


@given(convex_games(max_players=4))
def test_dummies_get_what_they_are_worth(game):
    worths = [game.worth(m) for m in range(1 << len(game.players))]
    larger = co.TUGame.from_vector([*game.players, "dummy"], worths + [w + 3 for w in worths], order="mask")
    for solver in VALUES:
        value, before = solver(larger).value, solver(game).value
        assert value["dummy"] == 3
        assert all(value[p] == before[p] for p in before)


@given(tu_games(max_players=4) | balanced_games(max_players=4))
def test_gately_has_equal_propensities_to_disrupt(game):
    whole = tuple(game.players)
    _, upper = claims(game)
    value, surplus = co.gately_value(game).value, game[whole] - sum(game[p] for p in whole)
    gaps = [upper[p] - game[p] for p in whole]
    if surplus == 0:
        assert value == {p: game[p] for p in whole}
    elif surplus < 0 or not any(gaps) or (min(gaps) < 0 < max(gaps)):
        assert value is None
    else:
        assert value.total(whole) == game[whole]
        assert all(value[p] >= game[p] for p in whole)
        ratios = {(upper[p] - value[p]) / (value[p] - game[p]) for p in whole if value[p] != game[p]}
        assert len(ratios) == 1
        assert all(upper[p] == game[p] for p in whole if value[p] == game[p])


def test_published():
    fifth = Fraction(1, 5)
    # Stach (2011)
    assert co.tau_value(by_size(0, 0, 0, 1, 2, 1, 3)).value == {"A": 6 * fifth, "B": 3 * fifth, "C": 6 * fifth}
    # minimal rights (8, 4, 5) and utopia payoffs (15, 10, 6), as the R package CoopGame has them: halfway
    assert co.tau_value(by_size(2, 4, 5, 18, 14, 9, 24)).value.amounts == (Fraction(23, 2), 7, Fraction(11, 2))
    # Maschler's game: minimal rights of 48 each against utopia payoffs of 12
    assert co.tau_value(by_size(0, 0, 0, 60, 60, 60, 72)).value is None
    # Curiel, Maschler and Tijs (1987): on a bankruptcy game it is the adjusted proportional rule
    debts = {"A": 100, "B": 200, "C": 300}
    estate = co.TUGame.from_function(NAMES, lambda S: max(0, 200 - sum(d for p, d in debts.items() if p not in S)))
    assert co.tau_value(estate).value == {"A": 40, "B": 80, "C": 80}
    # Staudacher and Anwander (2019), as the R package CoopGame has it
    eleventh = Fraction(6, 11)
    assert co.gately_value(by_size(0, 0, 0, 4, 0, 3, 6)).value == {"A": 3 * eleventh, "B": 6 * eleventh, "C": 2 * eleventh}


def test_there_is_none():
    # everybody hopes for 1/2, and every pair may claim 3/2 of a whole that is 2: minimal rights of 1 each
    whole_too_small = by_size(0, 0, 0, Fraction(3, 2), Fraction(3, 2), Fraction(3, 2), 2)
    solution = co.tau_value(whole_too_small)
    assert solution.value is None
    assert solution.guarantee is co.Guarantee.CERTIFIED
    subadditive = by_size(0, 0, 0, 0, 0, 0, -1)  # the coalition {A} is worth 0, and A hopes for -1
    assert co.tau_value(subadditive).value is None
    four = co.TUGame.from_function(range(4), lambda S: {1: 0, 2: 5, 3: 5, 4: 9}.get(len(S), 0))
    rights = co.tau_value(four)  # M = 4 each; a pair leaves 1 and the four leave 9 - 12: m = 1, which is fine
    assert rights.value == dict.fromkeys(range(4), Fraction(9, 4))
    alone = co.TUGame.from_vector(NAMES, [3, 3, 6, 3, 6, 6, 8], order="mask")
    assert "minimal rights add up to" in repr(co.tau_value(co.TUGame.from_vector(NAMES, [3, 3, 4, 3, 4, 4, 8], order="mask")))
    assert co.tau_value(alone).value is None
    for game, words in (
        (by_size(3, 3, 3, 0, 0, 0, 8), "worth more alone"),
        (by_size(0, 0, 0, 2, 0, 0, 1), "C less"),
        (by_size(0, 0, 0, 1, 1, 1, 1), "disrupt alike"),
    ):
        solution = co.gately_value(game)
        assert solution.value is None
        assert solution.guarantee is co.Guarantee.CERTIFIED
        assert words in repr(solution)


def test_symbolic():
    w = co.parameter("w")
    game = co.TUGame.from_worths(NAMES, {("A", "B"): w**2, ("A", "B", "C"): w**2 + 1}, missing=0)
    solution = co.gately_value(game)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    for number in (0, 2, Fraction(-1, 3)):
        at = co.TUGame.from_worths(NAMES, {("A", "B"): number**2, ("A", "B", "C"): number**2 + 1}, missing=0)
        value = co.gately_value(at).value
        assert all(sympy.sympify(solution.value[p]).subs(w, number) == value[p] for p in NAMES)
    with pytest.raises(co.UndecidedError, match="expected"):
        co.gately_value(co.TUGame.from_worths(NAMES, {("A", "B", "C"): w}, missing=0))
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        co.tau_value(game)
    a, b, c, d = sympy.symbols("a b c d", positive=True)
    many = {("A", "B"): a, ("A", "C"): b, ("B", "C"): c, ("A", "B", "C"): a + b + c + d}
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        co.gately_value(co.TUGame.from_worths(NAMES, many, missing=0))


@every
def test_floats_scales_and_degenerate(solver):
    numbers = [0.0, 0.0, 0.4, 0.0, 0.1, 0.3, 1.1]
    floats, exact = (co.TUGame.from_vector(NAMES, v, order="mask") for v in (numbers, list(map(Fraction, numbers))))
    assert solver(floats).value == solver(exact).value is not None
    plain = solver(by_size(0, 0, 0, 4, 0, 3, 6)).value
    for scale in (Fraction(1, 10**9), 10**10, 2**58, 3**60):
        scaled = solver(by_size(*(scale * x for x in (0, 0, 0, 4, 0, 3, 6)))).value
        assert all(scaled[p] == scale * plain[p] for p in NAMES)
    assert dict(solver(co.TUGame.from_vector([], [0], order="mask")).value) == {}
    assert solver(co.TUGame.from_vector(["A"], [-3], order="mask")).value == {"A": -3}
    assert set(solver(by_size(*[0] * 7)).value.values()) == {0}
    additive = by_size(1, 2, 4, 3, 5, 6, 7)
    assert solver(additive).value == {"A": 1, "B": 2, "C": 4}


@every
def test_refusals(solver):
    with pytest.raises(co.UnsupportedGameError, match="transferable utility"):
        solver({"A": 1})
    with pytest.raises(co.LimitExceededError, match="at most 2 players"):
        solver(by_size(*range(7)), limit=2)
