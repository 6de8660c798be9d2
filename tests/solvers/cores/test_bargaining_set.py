from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.bargaining import AnsweredObjections, JustifiedObjection, OutOfRange
from coalitions.testing import balanced_games, convex_games, superadditive_games, tu_games

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
DM, MC = co.check_in_bargaining_set, co.check_in_mas_colell_bargaining_set


def by_definition(game, x, *, mas_colell):
    """Every objection as a SciPy program: payoffs y that leave the best counter-objection as short as can be.

    Worths and payoffs are small fractions, so an optimum that is not zero is far from it.
    """
    from scipy.optimize import linprog

    names = list(game.players)
    subsets = [set(c) for k in range(1, len(names) + 1) for c in combinations(names, k)]
    pairs = [(None, None)] if mas_colell else [(i, j) for i in names for j in names if i != j]
    for i, j in pairs:
        for S in subsets:
            spare = game[S] - sum(x[k] for k in S)
            if spare <= 0 or (not mas_colell and (i not in S or j in S)):
                continue
            members = sorted(S)
            counters = [T for T in subsets if mas_colell or (j in T and i not in T)]
            # maximize t with d(S ∩ T) >= e(T) + t, d >= 0, d(S) = e(S); t = 0 is always countered by S itself in Mas-Colell
            rows = [[-int(k in T) for k in members] + [1] for T in counters]
            right = [-float(game[T] - sum(x[k] for k in T)) for T in counters]
            lp = linprog(
                [*[0] * len(members), -1],
                A_ub=rows,
                b_ub=right,
                A_eq=[[1] * len(members) + [0]],
                b_eq=[float(spare)],
                bounds=[(0, None)] * len(members) + [(None, 5)],
            )
            assert lp.status == 0
            if -lp.fun > 1e-7 or (mas_colell and -lp.fun > -1e-7):
                return False
    return True


def imputations(game, numbers):
    """Payoffs v(i) plus shares of the rest in proportion to some numbers; None if there is no imputation."""
    rest = game[game.players] - sum(game[p] for p in game.players)
    total = sum(numbers[: len(game.players)])
    if rest < 0:
        return None
    return {p: game[p] + Fraction(rest * k, total) for p, k in zip(game.players, numbers, strict=False)}


shares = st.lists(st.integers(0, 4), min_size=4, max_size=4).map(lambda row: [row[0] + 1, *row[1:]])


@given(tu_games(min_players=2, max_players=4, low=-2, high=3), shares)
@settings(max_examples=80)
def test_against_the_definition(game, numbers):
    x = imputations(game, numbers)
    if x is not None:
        for check, mas_colell in ((DM, False), (MC, True)):
            solution = check(game, x)
            assert solution.value == by_definition(game, x, mas_colell=mas_colell)
            assert solution.guarantee is co.Guarantee.CERTIFIED
            assert repr(solution)


def test_the_market_of_maschler():
    # Maschler (1976): the core of this market is one end of the bargaining set, a segment
    def sales(S):
        return min(2 * sum(p[0] == "P" for p in S), sum(p[0] == "Q" for p in S))

    market = co.TUGame.from_function(["P1", "P2", "Q1", "Q2", "Q3"], sales)
    for k in range(9):
        p = Fraction(3 * k, 16)
        x = [p, p, *[(3 - 2 * p) / 3] * 3]
        assert DM(market, x).value
        assert co.check_in_core(market, x).value == (k == 0)
        if 0 < k < 8:
            assert not DM(market, [p + Fraction(1, 50), p - Fraction(1, 50), *x[2:]]).value
            assert not DM(market, [p, p, x[2] + Fraction(1, 50), x[3] - Fraction(1, 50), x[4]]).value


def test_majority_with_coalition_structures():
    # Aumann and Maschler (1964): two of three share equally; all three share equally; nothing else
    game = co.majority_game(["A", "B", "C"])
    pair = [["A", "B"], ["C"]]
    assert DM(game, [HALF, HALF, 0], partition=pair).value
    assert not DM(game, ["3/5", "2/5", 0], partition=pair).value
    assert not DM(game, [HALF, HALF, 0]).value
    assert DM(game, [THIRD] * 3).value
    assert not DM(game, [THIRD] * 3, partition=pair).value
    assert "gets 2/3 less" not in repr(DM(game, [THIRD] * 3, partition=pair))
    assert DM(game, [0, 0, 0], partition=[["A"], ["B"], ["C"]]).value
    apex = co.apex_game(["apex", *"abcd"], apex="apex")
    # Davis and Maschler (1967): the apex player with one other gets from 1/2 to 3/4
    for share, inside in ((HALF, True), ("5/8", True), ("3/4", True), ("9/20", False), ("4/5", False)):
        x = {"apex": Fraction(share), "a": 1 - Fraction(share), "b": 0, "c": 0, "d": 0}
        assert DM(apex, x, partition=[["apex", "a"], ["b"], ["c"], ["d"]]).value is inside


@given(tu_games(max_players=4, low=-3, high=6))
def test_the_nucleolus_is_in_the_bargaining_set(game):
    # Davis and Maschler (1965): the kernel, which has the nucleolus, is a part of the bargaining set
    x = co.nucleolus(game).value
    if x is not None:
        assert DM(game, x).value


@given(superadditive_games(max_players=4))
def test_the_prenucleolus_is_in_the_one_of_mas_colell(game):
    # Peleg and Sudhölter (2007): so is the prekernel of a superadditive game
    assert MC(game, co.prenucleolus(game).value).value


@given(balanced_games(max_players=4))
def test_the_core_is_in_both(game):
    x = co.find_core_point(game).value
    assert DM(game, x).value
    assert MC(game, x).value


@given(convex_games(min_players=2, max_players=4), shares)
@settings(max_examples=60)
def test_the_bargaining_set_of_a_convex_game_is_its_core(game, numbers):
    # Maschler, Peleg and Shapley (1972); Dutta, Ray, Sengupta and Vohra (1989) for Mas-Colell's
    x = imputations(game, numbers)
    assert DM(game, x).value == MC(game, x).value == co.check_in_core(game, x).value


def test_degenerate_and_scales():
    for check in (DM, MC):
        assert check(co.TUGame.from_vector([], [0], order="mask"), []).value
        assert check(co.TUGame.from_vector(["A"], [-5], order="mask"), [-5]).value
        assert not check(co.TUGame.from_vector(["A"], [-5], order="mask"), [-6]).value
        zero = co.TUGame.from_function(range(4), lambda S: 0)
        assert check(zero, [0] * 4).value
        for scale in (Fraction(1, 10**9), 10**30):
            game = co.TUGame.from_function(["A", "B", "C"], lambda S, scale=scale: scale * (len(S) > 1))
            assert check(game, [scale * THIRD] * 3).value
    hair = Fraction(1, 10**30)
    assert not DM(co.majority_game(["A", "B", "C"]), [THIRD + hair, THIRD - hair, THIRD]).value
    below = co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 0, ("A", "B"): 1})
    assert "{A} gets 1/2 less" in repr(DM(below, [HALF, HALF]))
    assert MC(below, [1, 0]).value
    # no imputation at all, and payoffs below v(i) that Mas-Colell's definition allows
    poor = co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 1, ("A", "B"): 1})
    assert not DM(poor, [1, 0]).value
    assert MC(poor, [HALF, HALF]).value


@pytest.mark.parametrize("check", [DM, MC])
def test_refusals(check):
    game = co.TUGame.from_vector(["A", "B"], [0, 0, 1], order="mask")
    with pytest.raises(co.LimitExceededError, match="write limit=2"):
        check(game, [1, 0], limit=1)
    with pytest.raises(co.InvalidArgumentError, match=r"write solution\.value"):
        check(game, co.nucleolus(game))
    with pytest.raises(co.UnknownPlayerError):
        check(game, {"A": 1, "C": 0})
    with pytest.raises(co.UndecidedError):
        check(game, [co.parameter("x"), 1])
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        check(co.TUGame.from_vector(["A", "B"], [0, 0, co.parameter("w")], order="mask"), [0, 0])
    for wrong in ("AB", [["A"]], [["A", "B"], ["B"]], 3):
        with pytest.raises(co.CoalitionsError):
            DM(game, [0, 0], partition=wrong)


def rejected(solution, **change):
    with pytest.raises(co.CertificateError):
        replace(solution, certificate=replace(solution.certificate, **change)).verify()
    return True


def test_forged_answers():
    majority = co.majority_game(["A", "B", "C"])
    solution = MC(majority, [THIRD] * 3)
    good = solution.certificate
    assert isinstance(good, AnsweredObjections)
    (pair, mask, weights), *rest = good.answers
    (t, w), *others = weights
    for answer in (
        (pair, mask, ()),
        (pair, mask, ((t, -w), *others)),
        (pair, mask, ((t, float(w)), *others)),
        (pair, mask, ((t, Fraction(0)), *others)),
        (pair, mask, (*weights, (7, Fraction(0)))),
        (pair, mask, ((t, 2 * w), *others)),
        (pair, mask, ((t + 8, w), *others)),
        (pair, mask, ((0, w), *others)),
        (pair, mask, ((t, w / 2), (t, w / 2), *others)),
        (pair, 7, weights),
        (pair, float(mask), weights),
        ((0, 1), mask, weights),
    ):
        assert rejected(solution, answers=(answer, *rest))
    assert rejected(solution, answers=tuple(rest))
    assert rejected(solution, answers=(*good.answers, good.answers[0]))
    assert rejected(solution, answers=None)
    assert rejected(solution, amounts=(HALF, HALF, Fraction(0)))
    assert rejected(solution, amounts=(1 / 3,) * 3)
    assert rejected(solution, blocks=(3, 4))
    assert rejected(solution, blocks=())
    assert rejected(solution, concept="in the core")
    assert rejected(solution, concept="in the bargaining set")
    in_other = co.check_in_bargaining_set(majority, [THIRD] * 3)
    assert rejected(in_other, concept="in the Mas-Colell bargaining set")
    assert rejected(in_other, blocks=(3, 4))
    with pytest.raises(co.CertificateError, match="expected an answer"):
        AnsweredObjections("in the bargaining set", (HALF, HALF, Fraction(0)), (7,), ()).check(majority)
    assert solution.to_dict()["certificate"]["answers"][0]["pair"] is None
    assert in_other.to_dict()["certificate"]["kind"] == "answered objections"


def test_answers_by_weights_in_the_definition_of_davis_and_maschler():
    # by hand, at x = 0: {A, B, C} offers 3 in all, but each of two partners of whoever objects against D needs more than 2
    game = co.TUGame.from_function(list("ABCD"), lambda S: {1: -1, 2: 2 * ("D" in S), 3: 3 * ("D" not in S), 4: 0}[len(S)])
    solution = DM(game, [0] * 4)
    assert solution.value
    assert {(pair, mask) for pair, mask, _ in solution.certificate.answers} == {((i, 3), 7) for i in range(3)}
    assert "3 of them by weights" in repr(solution)
    (pair, mask, weights), *rest = solution.certificate.answers
    (_, w), *others = weights
    for answers in (
        rest,
        [(pair, mask, ((9, w), *others)), *rest],
        [(pair, mask, ((15, w), *others)), *rest],
        [(pair, mask, weights[:1]), *rest],
        [(pair[::-1], mask, weights), *rest],
        [(None, mask, weights), *rest],
    ):
        assert rejected(solution, answers=tuple(answers))
    # with 5 in all, 5/2 for each of the two can be offered
    richer = co.TUGame.from_function(list("ABCD"), lambda S: {1: -1, 2: 2 * ("D" in S), 3: 5 * ("D" not in S), 4: 0}[len(S)])
    assert "D cannot counter" in repr(DM(richer, [0] * 4))


def test_forged_objections():
    majority = co.majority_game(["A", "B", "C"])
    for check in (DM, MC):
        solution = check(majority, [1, 0, 0])
        good = solution.certificate
        assert isinstance(good, JustifiedObjection)
        a, b = good.offer
        for change in (
            {"offer": (a, b + 1)},
            {"offer": (a + 2, b - 2)},
            {"offer": (float(a), float(b))},
            {"offer": (a,)},
            {"offer": (a, b, Fraction(0))},
            {"mask": 7},
            {"mask": 0},
            {"mask": 14},
            {"mask": float(good.mask)},
            {"mask": good.mask ^ 7},
            {"pair": (0, 0)},
            {"pair": (0, 3)},
            {"pair": "ab"},
            {"blocks": (3, 4)},
            {"blocks": (7, 7)},
            {"amounts": (THIRD, THIRD, THIRD)},
            {"amounts": (1, 0, 0.0)},
            {"concept": "in the core"},
            {"concept": {DM: "in the Mas-Colell bargaining set", MC: "in the bargaining set"}[check]},
        ):
            assert rejected(solution, **change)
    assert rejected(DM(majority, [1, 0, 0]), pair=None)


def test_offers_that_can_be_countered():
    majority = co.majority_game(["A", "B", "C"])
    x = (Fraction(3, 5), Fraction(2, 5), Fraction(0))
    # B against A with C, who is worth 2/5 more to A
    for gain, countered in ((Fraction(1, 5), True), (Fraction(2, 5), True), (Fraction(41, 100), False), (Fraction(3, 5), True)):
        offer = (Fraction(2, 5) + Fraction(3, 5) - gain, gain)  # of 3/5, B must gain too
        objection = JustifiedObjection("in the bargaining set", x, (7,), (1, 0), 0b110, offer)
        if countered:
            with pytest.raises(co.CertificateError):
                objection.check(majority)
        else:
            assert objection.check(majority) is False
    # all get the same: {A, B} has 1/3 to offer, and so has {A, C} for whom it keeps A from less
    for offer in ((HALF, HALF), (Fraction(2, 3), THIRD), (THIRD, Fraction(2, 3))):
        with pytest.raises(co.CertificateError, match="one can"):
            JustifiedObjection("in the Mas-Colell bargaining set", (THIRD,) * 3, (7,), None, 0b011, offer).check(majority)
    tie = JustifiedObjection(
        "in the Mas-Colell bargaining set", (Fraction(1), 0, 0), (7,), None, 0b110, (Fraction(1), Fraction(0))
    )
    assert tie.check(majority) is False


@pytest.mark.parametrize("blocks", [(7, 0), (3,), (1, 1, 1, 4), (3, 6), (7, 7), (-1, 8), (True, 6), (8,)])
def test_forged_partitions(blocks):
    majority = co.majority_game(["A", "B", "C"])
    with pytest.raises(co.CertificateError):
        AnsweredObjections("in the bargaining set", (THIRD,) * 3, blocks, ()).check(majority)


def test_forged_range():
    majority = co.majority_game(["A", "B", "C"])
    solution = DM(majority, [1, 1, -1])
    assert isinstance(solution.certificate, OutOfRange)
    assert "{C} gets 1 less than it is worth" in repr(solution)
    for change in ({"mask": 1}, {"mask": 7}, {"mask": 3}, {"mask": 8}, {"mask": 0}, {"mask": "x"}, {"amounts": (THIRD,) * 3}):
        assert rejected(solution, **change)
    assert rejected(solution, concept="in the Mas-Colell bargaining set")
    missed = MC(majority, [1, 1, 1])
    assert "{A, B, C} gets 2 more than it is worth" in repr(missed)
    assert rejected(missed, mask=3)
    assert rejected(missed, mask=True)
    assert missed.to_dict()["certificate"]["mask"] == 7
    with pytest.raises(co.CertificateError, match="about what was asked"):
        replace(missed, judged=((1, 1, 2), (7,))).verify()
