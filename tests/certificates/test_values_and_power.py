"""Mutations: a certificate that is changed in one place is refused."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

import coalitions as co
from coalitions.certificates.cores import CorePoint, Objection
from tests.literature.councils import security_council


def refused(solution, **changes):
    with pytest.raises(co.CertificateError):
        replace(solution, certificate=replace(solution.certificate, **changes)).verify()


@pytest.mark.parametrize("solver", [co.shapley_value, co.banzhaf_value])
def test_dividend_shares(solver):
    game = co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2 + ("A" in S))
    solution = solver(game)
    amounts = solution.certificate.amounts
    for i in range(3):
        refused(solution, amounts=(*amounts[:i], amounts[i] + Fraction(1, 10**9), *amounts[i + 1 :]))
    refused(solution, amounts=(amounts[0] + 1, amounts[1] - 1, amounts[2]))
    floats = solver(co.TUGame.from_vector(["A", "B", "C"], [0.5] * 7, order="mask"))
    assert floats.certificate is None
    with pytest.raises(co.CertificateError, match="exact or symbolic"):
        solution.certificate.check(floats.game)


def test_swing_counts():
    solution = co.shapley_shubik_index(security_council())
    rows = solution.certificate.swings
    for k, (column, counts) in enumerate(rows):
        for s in range(len(counts)):
            changed = (*counts[:s], counts[s] + 1, *counts[s + 1 :])
            refused(solution, swings=(*rows[:k], (column, changed), *rows[k + 1 :]))
    refused(solution, swings=rows[:1])
    refused(solution, index="normalized banzhaf")


def test_simple_game_index_and_winning_count():
    table = co.tabulate(security_council())
    for solver in (co.shapley_shubik_index, co.banzhaf_index):
        solution = solver(table)
        amounts = list(solution.certificate.amounts)
        amounts[0], amounts[-1] = amounts[-1], amounts[0]
        refused(solution, amounts=tuple(amounts))
    for game in (table, security_council()):
        refused(co.coleman_power_to_act(game), winning=849)


def test_core():
    game = co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2)
    solution = co.find_core_point(game)
    a, b, c = solution.certificate.amounts
    refused(solution, amounts=(a, b, c + 1))
    refused(solution, amounts=(a + 20, b - 20, c))
    refused(solution, amounts=(a, b))
    no = co.check_in_core(game, [9, 0, 0])
    refused(no, mask=1)
    refused(no, mask=0)
    refused(no, mask=99)
    with pytest.raises(co.CertificateError):
        Objection((Fraction(3), Fraction(3), Fraction(3)), 7).check(game)
    assert CorePoint((Fraction(3), Fraction(3), Fraction(3))).check(game)["A"] == 3


def test_certificates_are_plain_data():
    game = co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 1))
    solutions = [
        co.find_core_point(game),
        co.shapley_value(game),
        co.check_convex(game),
        co.banzhaf_index(game),
        co.check_superadditive(game),
        co.check_in_core(game, [1, 0, 0]),
        co.coleman_power_to_act(security_council()),
        co.shapley_shubik_index(security_council()),
        co.find_core_point(co.TUGame.from_function(["A"], len)),
        co.check_in_core(co.TUGame.from_function(["A"], len), [1]),
    ]
    for solution in solutions:
        assert json.loads(json.dumps(solution.to_dict()))["certificate"]["kind"]
