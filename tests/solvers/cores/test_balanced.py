from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given

import coalitions as co
from coalitions.testing import tu_games

HALF = Fraction(1, 2)


def balanced(masks, n):
    """Whether positive weights on these coalitions add up to 1 at every player: SciPy makes the least weight large."""
    from scipy.optimize import linprog

    rows = [[mask >> i & 1 for mask in masks] + [0] for i in range(n)]
    least = [[-int(k == m) for k in range(len(masks))] + [1] for m in range(len(masks))]
    found = linprog([0] * len(masks) + [-1], A_ub=least, b_ub=[0] * len(masks), A_eq=rows, b_eq=[1] * n)
    return found.status == 0 and found.x[-1] > 1e-7


@pytest.mark.parametrize("n", [1, 2, 3])
def test_by_the_definition(n):
    every = chain.from_iterable(combinations(range(1, 1 << n), k) for k in range(1, 2**n))
    all_balanced = [set(masks) for masks in every if balanced(masks, n)]
    minimal = {frozenset(c) for c in all_balanced if not any(d < c for d in all_balanced)}
    listed = co.enumerate_minimal_balanced(n).value
    assert {frozenset(mask for mask, _ in c.weights) for c in listed} == minimal
    assert len(listed) == len(minimal)


@pytest.mark.parametrize(("n", "count"), [(0, 0), (1, 1), (2, 2), (3, 6), (4, 42), (5, 1292)])
def test_the_published_numbers(n, count):
    # Laplace Mermoud, Grabisch and Sudhölter (2023); Peleg (1965) has those up to 5, without N alone
    solution = co.enumerate_minimal_balanced(n)
    assert len(solution.value) == len(set(solution.value)) == count
    for collection in solution.value:
        assert all(sum(w for S, w in collection.items() if i in S) == 1 for i in range(1, n + 1))
        assert all(w > 0 for w in collection.values())
    assert solution.guarantee is (co.Guarantee.CERTIFIED if n < 5 else co.Guarantee.EXACT)
    if n == 5:
        assert solution.verify().guarantee is co.Guarantee.CERTIFIED


@given(tu_games(max_players=4))
def test_they_decide_whether_the_core_is_empty(game):
    # Bondareva (1963) and Shapley (1967)
    listed = co.enumerate_minimal_balanced(game).value
    most = max(sum(w * game[S] for S, w in c.items()) for c in listed)
    assert (co.find_core_point(game).value is None) == (most > game[game.players])


def test_the_mapping():
    third = co.enumerate_minimal_balanced(["A", "B", "C"]).value[-1]
    assert third["A", "B"] == HALF
    assert dict(third) == {frozenset("AB"): HALF, frozenset("AC"): HALF, frozenset("BC"): HALF}
    assert repr(third) == "1/2 {A, B} + 1/2 {A, C} + 1/2 {B, C}"
    assert third in set(co.enumerate_minimal_balanced(co.Players(("A", "B", "C"))).value)
    assert third != "x"
    with pytest.raises(KeyError):
        third["A"]


def test_forged_lists_are_refused():
    solution = co.enumerate_minimal_balanced(3)
    listed = solution.certificate.collections
    ((first, _), *rest) = listed[-1]
    for wrong in (
        listed[1:],
        listed[:-1],
        (*listed, listed[0]),
        (*listed, ((0b111, Fraction(1)), (0b1, Fraction(1)))),
        (*listed[:-1], ((first, Fraction(1, 3)), *rest)),
        (*listed[:-1], (*rest, (first, HALF))),
        (*listed[:-1], ((first, 0.5), *rest)),
        (*listed[:-1], ((True, HALF), *rest)),
        None,
    ):
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=replace(solution.certificate, collections=wrong)).verify()
    with pytest.raises(co.CertificateError, match="at most 5 players"):
        co.certify("minimal balanced collections", co.majority_game(range(6)), solution.certificate)
    assert solution.to_dict()["certificate"]["collections"][0] == {"7": "1"}


def test_refusals():
    with pytest.raises(co.LimitExceededError, match="use find_core_point"):
        co.enumerate_minimal_balanced(6)
    with pytest.raises(co.LimitExceededError, match="limit=2"):
        co.enumerate_minimal_balanced(3, limit=2)
    for wrong in ("ABC", None, True, {"A", "B"}, -1.5):
        with pytest.raises(co.InvalidArgumentError):
            co.enumerate_minimal_balanced(wrong)
    with pytest.raises(co.InvalidArgumentError):
        co.enumerate_minimal_balanced(-3)
    w = co.parameter("w")
    assert len(co.enumerate_minimal_balanced(co.TUGame.from_vector(["A", "B"], [0, 0, w], order="mask")).value) == 2
