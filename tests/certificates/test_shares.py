"""Mutations of the second formulas of values: each is refused."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest
import sympy

import coalitions as co

GAME = co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2 + 3 * ("A" in S) + ({"B", "C"} <= S))


def refused(solution, **changes):
    with pytest.raises(co.CertificateError):
        replace(solution, certificate=replace(solution.certificate, **changes)).verify()


def amounts_are_pinned(solution):
    amounts = solution.certificate.amounts
    for i in range(len(amounts)):
        refused(solution, amounts=(*amounts[:i], amounts[i] + Fraction(1, 10**9), *amounts[i + 1 :]))
    refused(solution, amounts=(amounts[0] + 1, amounts[1] - 1, *amounts[2:]))
    refused(solution, amounts=amounts[:-1])
    refused(solution, amounts=(float(amounts[0]), *amounts[1:]))
    assert json.loads(json.dumps(solution.to_dict()))["certificate"]["kind"]


def test_semivalue_shares():
    solution = co.semivalue(GAME, ["1/4", "1/4", "1/4"])
    amounts_are_pinned(solution)
    third = Fraction(1, 3)
    refused(solution, probabilities=(third, Fraction(1, 6), third))  # a semivalue, but another one
    refused(solution, probabilities=(third, third, third))
    refused(solution, probabilities=(Fraction(1, 2), Fraction(1, 2)))
    refused(solution, probabilities=(0.25, 0.25, 0.25))
    refused(solution, probabilities=(Fraction(-1), Fraction(3, 4), Fraction(1, 2)))


def test_potential_differences():
    solution = co.weighted_shapley_value(GAME, [1, 2, 3])
    amounts_are_pinned(solution)
    one = Fraction(1)
    refused(solution, weights=(one, one, one))
    refused(solution, weights=(one, 2 * one, 4 * one))
    refused(solution, weights=(one, 2 * one))
    refused(solution, weights=(-one, 2 * one, 3 * one))
    refused(solution, weights=(2 * one, 4 * one, 6 * one))  # the same amounts, but not what was asked


SCALED = [
    co.equal_division_value,
    co.equal_surplus_value,
    co.separable_cost_value,
    co.consensus_value,
    co.solidarity_value,
]


@pytest.mark.parametrize("solver", SCALED)
def test_scaled_shapley(solver):
    solution = solver(GAME)
    amounts_are_pinned(solution)
    for other in ("equal division", "equal surplus", "separable cost", "consensus", "solidarity"):
        if other != solution.certificate.value:
            refused(solution, value=other)


@pytest.mark.parametrize("solver", [co.owen_value, co.banzhaf_owen_value, co.aumann_dreze_value])
def test_structure_shares(solver):
    solution = solver(GAME, [["A", "B"], ["C"]])
    amounts_are_pinned(solution)
    for unions in ((1, 2, 4), (7,), (5, 2), (4, 3), (3,), (3, 5), (3, 4, 0), (3, 1 << 70), (-1, 8), (3.0, 4)):
        refused(solution, unions=unions)
    for other in ("owen", "banzhaf-owen", "aumann-dreze"):
        if other != solution.certificate.value:
            refused(solution, value=other)


@pytest.mark.parametrize("solver", [co.myerson_value, co.position_value])
def test_dividends_on_graphs(solver):
    solution = solver(GAME, [("A", "B"), ("B", "C")])
    amounts_are_pinned(solution)
    for links in ((3,), (3, 5), (3, 5, 6), (), (6, 3), (3, 3, 6), (3, 7), (3, 12), (1, 3, 6)):
        refused(solution, links=links)


def test_links_share_by_size():
    solution = co.average_tree_value(GAME, [("A", "B"), ("B", "C")])
    amounts_are_pinned(solution)
    for links in ((3,), (3, 5), (3, 5, 6), (), (6, 3), (3, 3, 6), (3, 7), (3, 12), (1, 3, 6)):
        refused(solution, links=links)


def test_interaction_shares():
    solution = co.shapley_interaction(GAME)
    amounts_are_pinned(solution)
    a, b, c = solution.certificate.amounts
    refused(solution, amounts=(a, b, c, 0))


@pytest.mark.parametrize(
    "solver",
    [
        co.shapley_value,
        co.banzhaf_value,
        co.solidarity_value,
        co.tau_value,
        co.gately_value,
        co.potential,
        co.shapley_interaction,
        co.banzhaf_interaction,
        lambda game: co.semivalue(game, ["1/4", "1/4", "1/4"]),
        lambda game: co.owen_value(game, [["A", "B"], ["C"]]),
        lambda game: co.average_tree_value(game, [("A", "B"), ("B", "C")]),
    ],
)
def test_no_rounded_number_stands_in_evidence(solver):
    """A rounded number of SymPy is equal to whatever rounds to it, also as a part of an expression."""
    solution = solver(co.TUGame.from_function(["A", "B", "C"], lambda S: 1000001 * len(S) ** 2))
    amounts = solution.certificate.amounts
    for wrong in (sympy.Float(float(amounts[0]), 1), amounts[0] + sympy.Float(0.0, 1) * sympy.Symbol("x"), sympy.Float(7)):
        refused(solution, amounts=(wrong, *amounts[1:]))
