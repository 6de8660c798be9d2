"""Evidence about agreements that has been tampered with is refused."""

from dataclasses import replace
from fractions import Fraction

import pytest

import coalitions as co

F = Fraction
PROBLEM = co.BargainingProblem.from_constraints(
    ["A", "B", "C"], [((1, 0, 0), 2), ((1, 1, 1), 9), ((0, 0, 1), 4)], disagreement=(0, 1, 0)
)
SOLUTIONS = [
    co.nash_bargaining_solution(PROBLEM),
    co.kalai_smorodinsky_solution(PROBLEM),
    co.egalitarian_bargaining_solution(PROBLEM),
    co.kalai_smorodinsky_solution(PROBLEM, lexicographic=True),
    co.egalitarian_bargaining_solution(PROBLEM, lexicographic=True),
    co.find_utilitarian_agreement(PROBLEM),
]


def by_concept(solution):
    return solution.concept


def forgeries(certificate):
    amounts = certificate.amounts
    yield replace(certificate, amounts=tuple(a - F(1, 100) for a in amounts))
    yield replace(certificate, amounts=(amounts[0], amounts[1] + F(1, 100), amounts[2] - F(1, 100)))
    yield replace(certificate, amounts=amounts[:2])
    yield replace(certificate, amounts=tuple(map(float, amounts)))
    yield replace(certificate, amounts=(True, *amounts[1:]))
    yield replace(certificate, amounts=(100, *amounts[1:]))
    for weights in ((F(1), F(2), F(3)), (F(0), F(1), F(1)), (F(1), F(1)), (1.0, 1.0, 1.0), (F(-1), F(1), F(1))):
        yield replace(certificate, weights=weights)
    if hasattr(certificate, "prices"):
        yield replace(certificate, prices=tuple(2 * p for p in certificate.prices))
        yield replace(certificate, prices=tuple(-p for p in certificate.prices))
        yield replace(certificate, prices=certificate.prices[:-1])
        yield replace(certificate, prices=(F(0),) * 3)
    if hasattr(certificate, "stop"):
        for stop in (None, -1, 3, True, 2 if certificate.stop != 2 else 1, "0"):
            yield replace(certificate, stop=stop)
    if hasattr(certificate, "stops"):
        for stops in ((), certificate.stops[:2], (-1, *certificate.stops[1:]), (True, *certificate.stops[1:]), (2, 0, 0)):
            yield replace(certificate, stops=stops)
    if hasattr(certificate, "concept"):
        yield replace(certificate, concept="Nash bargaining solution")
        yield replace(certificate, concept=None)


@pytest.mark.parametrize("solution", SOLUTIONS, ids=by_concept)
def test_forged_evidence_is_refused(solution):
    forged = list(forgeries(solution.certificate))
    assert len(forged) > 10
    for certificate in forged:
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=certificate).verify()


@pytest.mark.parametrize("solution", SOLUTIONS, ids=by_concept)
def test_evidence_about_another_problem_is_refused(solution):
    other = co.BargainingProblem.from_constraints(
        ["A", "B", "C"], [((1, 0, 0), 3), ((1, 1, 1), 10), ((0, 0, 1), 4)], disagreement=(0, 1, 0)
    )
    for game in (other, "a string", co.TUGame.from_vector(["A"], [0, 1], order="mask")):
        with pytest.raises(co.CertificateError):
            replace(solution, game=game).verify()


@pytest.mark.parametrize("solution", SOLUTIONS, ids=by_concept)
def test_evidence_is_plain_data_and_words(solution):
    plain = solution.certificate.to_dict()
    assert plain["amounts"] == [str(a) for a in solution.value.amounts]
    assert solution.certificate.describe(PROBLEM)
    assert solution.verify().value == solution.value
