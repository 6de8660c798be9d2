"""Masks and places in evidence that are none are refused as such, whatever stands in their place."""

from dataclasses import replace

import pytest

import coalitions as co
from coalitions.solution import certify

NAMES = ["A", "B", "C"]
VOTES = co.TUGame.from_function(NAMES, lambda S: int(len(S) > 1))
TRIPLE = co.TUGame.from_function(["A"], lambda S: 3 * len(S))
APART = co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 1, ("A", "B"): 0})
LOSING = co.TUGame.from_worths(["A", "B"], {"A": 0, "B": 0, ("A", "B"): -5})
GLOVES = co.TUGame.from_function(NAMES, lambda S: int("A" in S and len(S) > 1))
TWO_PAIRS = co.TUGame.from_function([*NAMES, "D"], lambda S: int({"A", "B"} <= S or {"C", "D"} <= S))
RULER = co.TUGame.from_function(["A", "B"], lambda S: int("B" in S))
NOT_NUMBERS = (-1, -5, 1 << 80, 1.0, True, "1", (), None)


@pytest.mark.parametrize(
    ("solution", "field", "also"),
    [
        (co.check_simple(TRIPLE), "first", ()),
        (co.check_simple(TRIPLE), "second", (1,)),
        (co.check_monotone(APART), "first", ()),
        (co.check_monotone(APART), "second", ()),
        (co.check_proper(TWO_PAIRS), "second", (1,)),
        (co.check_superadditive(APART), "first", ()),
        (co.check_superadditive(APART), "second", ()),
        (co.check_convex(VOTES), "second", ()),
        (co.check_complete(TWO_PAIRS), "first", ()),
        (co.check_complete(TWO_PAIRS), "second", ()),
        (co.check_complete(TWO_PAIRS), "needs_first", ()),
        (co.check_complete(TWO_PAIRS), "needs_second", ()),
        (co.find_dictator(RULER), "place", (0, 2)),
    ],
)
def test_one_mask_or_place(solution, field, also):
    assert solution.verify().value == solution.value
    for wrong in (*NOT_NUMBERS, *also):
        with pytest.raises(co.CertificateError):
            certify(solution.concept, solution.game, replace(solution.certificate, **{field: wrong}))


@pytest.mark.parametrize("solution", [co.find_null_players(VOTES), co.find_null_players(RULER)])
def test_witnesses_of_players_who_matter(solution):
    for wrong in (-2, -1, 1 << 80, 1.0, True, "1", ()):
        for k in range(len(solution.certificate.matters)):
            matters = (*solution.certificate.matters[:k], wrong, *solution.certificate.matters[k + 1 :])
            with pytest.raises(co.CertificateError):
                certify(solution.concept, solution.game, replace(solution.certificate, matters=matters))


def test_classes_of_interchangeable_players():
    solution = co.find_symmetric_players(GLOVES)
    assert solution.certificate.classes == (1, 6)
    ((a, b, mask),) = solution.certificate.apart
    for wrong in ((a, b, -1), (a, b, -4), (a, b, 1 << 80), (float(a), b, mask), (a, True, mask), (a, b, None), (a, b), None):
        with pytest.raises(co.CertificateError):
            certify(solution.concept, GLOVES, replace(solution.certificate, apart=(wrong,)))
    for classes in ((True, 6), (1.0, 6), (1, 6, 0), (-1, 8), None):
        with pytest.raises(co.CertificateError):
            certify(solution.concept, GLOVES, replace(solution.certificate, classes=classes))


def test_an_order_of_desirability():
    solution = co.check_complete(GLOVES)
    for order in ((False, 1, 2), (0.0, 1, 2), (0, 1), (0, 1, 1), (-1, 0, 1), None):
        with pytest.raises(co.CertificateError):
            certify(solution.concept, GLOVES, replace(solution.certificate, order=order))


def test_no_gately_value():
    solution = co.gately_value(LOSING)
    assert solution.value is None
    for opposed in (None, 0, "", (0,), (0, 1), (0, 1, 0), (False, 1), ("A", "B"), frozenset()):
        with pytest.raises(co.CertificateError):
            certify(solution.concept, LOSING, replace(solution.certificate, opposed=opposed))
