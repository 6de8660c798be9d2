"""Mutations of the evidence for compromise values: each is refused."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

import coalitions as co
from coalitions.certificates.compromise import CompromisePoint, NoEqualPropensity, NotQuasiBalanced
from coalitions.certificates.egalitarian import LorenzBest


def game(*worths):
    return co.TUGame.from_vector(["A", "B", "C"], worths, order="size", empty=False)


def refused(solution, certificate):
    with pytest.raises(co.CertificateError):
        replace(solution, certificate=certificate).verify()


GOOD = game(0, 0, 0, 4, 0, 3, 6)
MAJORITY = game(0, 0, 0, 1, 1, 1, 1)


@pytest.mark.parametrize("solver", [co.tau_value, co.gately_value])
def test_compromise_point(solver):
    solution = solver(GOOD)
    value, (a, b, c) = solution.certificate.value, solution.certificate.amounts
    tiny = Fraction(1, 10**9)
    for amounts in ((a + tiny, b, c), (a + tiny, b - tiny, c), (a, b), (float(a), b, c), (2 * a, 2 * b, 2 * c), (c, b, a)):
        refused(solution, CompromisePoint(value, amounts))
    other = {"tau": "Gately", "Gately": "tau"}[value]
    refused(solution, CompromisePoint(other, (a, b, c)))
    third = Fraction(1, 3)
    for none in (MAJORITY, game(0, 0, 0, 0, 0, 0, -1)):
        with pytest.raises(co.CertificateError):
            CompromisePoint(value, (third, third, third)).check(none)
    assert json.loads(json.dumps(solution.to_dict()))["certificate"]["kind"] == "compromise point"


def test_gately_of_additive_games_is_the_only_imputation():
    additive = game(1, 2, 4, 3, 5, 6, 7)
    refused(co.gately_value(additive), CompromisePoint("Gately", (Fraction(2), Fraction(1), Fraction(4))))
    equal_sum = game(1, 2, 4, 9, 0, 0, 7)
    assert co.gately_value(equal_sum).value == {"A": 1, "B": 2, "C": 4}
    refused(co.gately_value(equal_sum), CompromisePoint("Gately", (Fraction(2), Fraction(1), Fraction(4))))


def test_not_quasi_balanced():
    solution = co.tau_value(MAJORITY)
    for coalitions in ((1,), (0,), (9,), (), (1, 2, 4), (3, 4, 4), (2, 1, 4), (3, 3)):
        refused(solution, NotQuasiBalanced(coalitions))
    with pytest.raises(co.CertificateError):
        NotQuasiBalanced((3,)).check(GOOD)
    rights = co.tau_value(co.TUGame.from_vector(["A", "B", "C"], [3, 3, 4, 3, 4, 4, 8], order="mask"))
    assert rights.value is None
    assert len(rights.certificate.coalitions) == 3
    refused(rights, NotQuasiBalanced((7, 7, 7)))
    refused(rights, NotQuasiBalanced(rights.certificate.coalitions[:2]))
    assert json.loads(json.dumps(rights.to_dict()))["certificate"]["coalitions"] == [1, 2, 4]


def test_no_equal_propensity():
    opposed = game(0, 0, 0, 2, 0, 0, 1)
    solution = co.gately_value(opposed)
    assert solution.certificate.opposed == (0, 2)
    for places in ((), (2, 0), (0, 1), (0, 3), (-1, 2), (0,), (0, 1, 2)):
        refused(solution, NoEqualPropensity(places))
    for places in ((), (0, 2)):
        with pytest.raises(co.CertificateError):
            NoEqualPropensity(places).check(GOOD)
        with pytest.raises(co.CertificateError):
            NoEqualPropensity(places).check(game(1, 2, 4, 9, 0, 0, 7))
    refused(co.gately_value(MAJORITY), NoEqualPropensity((0, 1)))
    assert json.loads(json.dumps(solution.to_dict()))["certificate"]["opposed"] == [0, 2]


def test_lorenz_best():
    convex = game(1, 0, 0, 3, 1, 1, 6)
    solution = co.egalitarian_value(convex)
    assert solution.value == {"A": 2, "B": 2, "C": 2}
    bankrupt = game(0, 0, 50, 50, 150, 250, 350)
    solution = co.egalitarian_value(bankrupt)
    a, b, c = solution.certificate.amounts
    assert (a, b, c) == (100, 125, 125)
    one = Fraction(1)
    for amounts in (
        (a - 1, b, c + 1),
        (a, b + 1, c - 1),
        (a, b, c + 1),
        (a, b),
        (float(a), b, c),
        (50 * one, 150 * one, 150 * one),
    ):
        refused(solution, LorenzBest(amounts))
    core_not_convex = game(0, 0, 0, 1, 1, 0, 1)
    assert co.find_core_point(core_not_convex).value == {"A": 1, "B": 0, "C": 0}
    with pytest.raises(co.CertificateError, match="convex"):
        LorenzBest((one, 0 * one, 0 * one)).check(core_not_convex)
    assert json.loads(json.dumps(solution.to_dict()))["certificate"]["kind"] == "lorenz best"
