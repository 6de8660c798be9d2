"""Statements about games: counted, and compared with direct decisions at numbers."""

from fractions import Fraction as F
from itertools import combinations

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions.claims import Iff, Implies, convex, core_nonempty, decide, in_core, superadditive
from coalitions.errors import InvalidArgumentError, LimitExceededError
from coalitions.games.tu import TUGame
from coalitions.players import Payoffs
from coalitions.scalars import parameter

w = parameter("w")


def pairs(worth):
    return TUGame.from_worths(
        ["A", "B", "C"], {("A", "B"): worth, ("A", "C"): worth, ("B", "C"): worth, ("A", "B", "C"): 1}, missing=0
    )


def all_symbolic(players):
    names = "ABCDE"[:players]
    worths = {c: parameter("v_" + "".join(c)) for k in range(1, players + 1) for c in combinations(names, k)}
    return TUGame.from_worths(list(names), worths)


def test_the_condition_of_three_pairs():
    assert core_nonempty(pairs(w)) == sympy.And(w <= 1, 3 * w / 2 <= 1)
    solution = decide(Iff(core_nonempty(pairs(w)), w <= F(2, 3), given=[w >= 0]))
    assert solution.value is True
    assert repr(solution) == "claim: True   [certified; proof of 3 steps]"
    assert decide(Iff(core_nonempty(pairs(w)), w < F(2, 3), given=[w >= 0])).certificate.point == {"w": F(2, 3)}


@pytest.mark.parametrize(("players", "count"), [(1, 0), (2, 1), (3, 5), (4, 41)])
def test_one_inequality_for_each_minimal_balanced_collection(players, count):
    statement = core_nonempty(all_symbolic(players))
    assert (0 if statement == sympy.true else len(sympy.And.make_args(statement))) == count


@pytest.mark.parametrize(("players", "threshold"), [(3, F(2, 3)), (4, F(1, 2)), (5, F(2, 5))])
def test_the_symmetric_game_of_pairs_upwards(players, threshold):
    # all coalitions of two or more but not all are worth w: a core point exists iff the pairs' equal share is affordable
    names = "ABCDE"[:players]
    worths = {c: w if len(c) < players else 1 for k in range(2, players + 1) for c in combinations(names, k)}
    game = TUGame.from_worths(list(names), worths, missing=0)
    best = min(F(1) / (F(players) / k) for k in range(2, players))
    assert best == threshold
    assert decide(Iff(core_nonempty(game), w <= best, given=[w >= 0])).value is True


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 4), st.data())
def test_law_at_numbers_the_statements_are_what_direct_decisions_say(players, data):
    worths = [0, *data.draw(st.lists(st.integers(-3, 6), min_size=2**players - 1, max_size=2**players - 1))]
    game = TUGame.from_vector([f"p{k}" for k in range(players)], worths, order="mask")
    assert (core_nonempty(game) == True) is _feasible(worths, players)  # noqa: E712
    sets = range(1, 2**players)
    assert (superadditive(game) == True) is all(  # noqa: E712
        worths[s] + worths[t] <= worths[s | t] for s in sets for t in sets if not s & t
    )
    everything = range(2**players)
    assert (convex(game) == True) is all(  # noqa: E712
        worths[s] + worths[t] <= worths[s | t] + worths[s & t] for s in everything for t in everything
    )


def _feasible(worths, players):
    from scipy.optimize import linprog

    masks = range(1, 2**players - 1)
    table = [[-(m >> k & 1) for k in range(players)] for m in masks] or None
    right = [-worths[m] for m in masks] or None
    result = linprog(
        [0] * players, A_ub=table, b_ub=right, A_eq=[[1] * players], b_eq=[worths[-1]], bounds=[(None, None)] * players
    )
    return result.status == 0


@pytest.mark.parametrize("players", [3, 4])
def test_convex_games_have_a_core_for_all_worths(players):
    game = all_symbolic(players)
    assert decide(Implies(convex(game), core_nonempty(game))).value is True  # Shapley 1971
    assert decide(Implies(convex(game), superadditive(game))).value is True
    assert decide(Implies(superadditive(game), core_nonempty(game))).value is False
    assert decide(Implies(core_nonempty(game), superadditive(game))).value is False


def test_the_shapley_value_of_a_convex_game_is_in_the_core():
    game = all_symbolic(3)
    v = {m: game.worth(m) for m in range(8)}
    value = []
    for i in (1, 2, 4):
        j, k = (m for m in (1, 2, 4) if m != i)
        value.append((2 * v[i] + (v[i | j] - v[j]) + (v[i | k] - v[k]) + 2 * (v[7] - v[j | k])) / 6)
    assert decide(Implies(convex(game), in_core(game, value))).value is True
    assert decide(Implies(superadditive(game), in_core(game, value))).value is False


def test_in_core():
    game = pairs(w)
    third = F(1, 3)
    assert decide(Iff(in_core(game, [third] * 3), 3 * w <= 2)).value is True
    assert in_core(game, {"A": 1, "B": 0, "C": 0}) == in_core(game, Payoffs(game.players, (1, 0, 0)))
    assert in_core(game, [1, 1, 1]) == sympy.false
    for wrong in ([1, 2], "ABC", {"A": 1}):
        with pytest.raises(InvalidArgumentError):
            in_core(game, wrong)


def test_limits_say_what_to_use_instead():
    game = TUGame.from_function(list("ABCDEF"), lambda c: w if len(c) > 1 else 0)
    with pytest.raises(LimitExceededError, match="find_core_point"):
        core_nonempty(game)
    with pytest.raises(LimitExceededError, match="check_superadditive"):
        superadditive(game, limit=5)
    with pytest.raises(LimitExceededError, match="check_convex"):
        convex(game, limit=5)
    with pytest.raises(LimitExceededError, match="check_in_core"):
        in_core(game, [0] * 6, limit=5)


def test_small_games():
    one = TUGame.from_worths(["A"], {"A": w})
    assert core_nonempty(one) == superadditive(one) == convex(one) == sympy.true
    assert decide(Iff(in_core(one, [3]), sympy.Eq(w, 3))).value is True
    zero = TUGame.from_worths(["A", "B"], {}, missing=0)
    assert core_nonempty(zero) == sympy.true
