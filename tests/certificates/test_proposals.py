"""Evidence about bargaining by proposals that has been tampered with is refused."""

from dataclasses import replace
from fractions import Fraction

import pytest

import coalitions as co

F = Fraction
RULE = co.WeightedVotingGame.from_weights(quota=3, weights={"A": 2, "B": 1, "C": 1, "D": 1})
APEX = co.find_stationary_equilibrium(co.ProposerBargaining.from_game(RULE, discount="9/10", recognition=[2, 1, 1, 1]))
PAIRS = co.find_stationary_equilibrium(
    co.ProposerBargaining.from_game(
        co.TUGame.from_function(["A", "B", "C"], lambda s: {1: 0, 2: 3, 3: 4}[len(s)]), discount="9/10"
    )
)
EQUAL = co.WeightedVotingGame.from_weights(quota=3, weights=dict.fromkeys("ABCDE", 1))
QUOTA = co.find_stationary_equilibrium(co.ProposerBargaining.from_game(EQUAL, discount="4/5", recognition=[2, 2, 1, 1, 1]))


def stage_forgeries(certificate):
    *others, (left, values, proposals) = certificate.stages
    half = F(1, 2)
    first = proposals[0]
    for stage in [
        (left - 1, values, proposals),
        (float(left), values, proposals),
        (left, values[:-1], proposals),
        (left, tuple(v + F(1, 100) for v in values), proposals),
        (left, (values[1], values[0], *values[2:]), proposals[1:]),
        (left, tuple(map(float, values)), proposals),
        (left, (-values[0], *values[1:]), proposals),
        (left, values, ((), *proposals[1:])),
        (left, values, (first + first, *proposals[1:])),
        (left, values, (tuple((m, q / 2) for m, q in first), *proposals[1:])),
        (left, values, (((left, F(1)),), *proposals[1:])) if first != ((left, F(1)),) else (left, values, ()),
        (left, values, (((1 << 10, F(1)),), *proposals[1:])),
        (left, values, (((True, F(1)),), *proposals[1:])),
        (left, values, (((2, F(1)),), *proposals[1:])),
        (left, values, ((*first, (first[0][0], half), (first[0][0], -half)), *proposals[1:])),
        (left, values, (((first[0][0], 1.0),), *proposals[1:])),
    ]:
        yield replace(certificate, stages=(*others, stage))
    yield replace(certificate, stages=())
    yield replace(certificate, stages=(*certificate.stages, certificate.stages[-1]))


@pytest.mark.parametrize("solution", [APEX, PAIRS], ids=["apex", "pairs"])
def test_forged_proposals_are_refused(solution):
    for certificate in stage_forgeries(solution.certificate):
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=certificate).verify()


def test_forged_smaller_stages_are_refused():
    stages = PAIRS.certificate.stages
    for k, (left, values, proposals) in enumerate(stages[:-1]):
        forged = (left, tuple(v + F(1, 9) if v else v for v in values), proposals)
        if forged != stages[k]:
            with pytest.raises(co.CertificateError):
                replace(PAIRS, certificate=replace(PAIRS.certificate, stages=(*stages[:k], forged, *stages[k + 1 :]))).verify()
    with pytest.raises(co.CertificateError):
        replace(PAIRS, certificate=replace(PAIRS.certificate, stages=stages[1:])).verify()


def test_forged_quota_proposals_are_refused():
    certificate = QUOTA.certificate
    values, included = certificate.values, certificate.included
    for forged in [
        replace(certificate, values=values[:1]),
        replace(certificate, values=values[::-1]) if values != values[::-1] else replace(certificate, values=()),
        replace(certificate, values=tuple(v + F(1, 50) for v in values)),
        replace(certificate, values=tuple(map(float, values))),
        replace(certificate, values=(-values[0], values[1])),
        replace(certificate, included=included[:1]),
        replace(certificate, included=tuple(row[:1] for row in included)),
        replace(certificate, included=((F(1), F(1)), (F(1), F(1)))),
        replace(certificate, included=((F(0), F(0)), (F(0), F(0)))),
        replace(certificate, included=((F(2), F(0)), included[1])),
        replace(certificate, included=((F(-1), F(1)), included[1])),
        replace(certificate, included=((True, F(1, 3)), included[1])),
        replace(certificate, included=tuple(tuple(map(float, row)) for row in included)),
    ]:
        with pytest.raises(co.CertificateError):
            replace(QUOTA, certificate=forged).verify()


@pytest.mark.parametrize("solution", [APEX, PAIRS, QUOTA], ids=["apex", "pairs", "quota"])
def test_evidence_about_another_game_is_refused(solution):
    others = [replace(solution.game, discounts=(F(1, 7), *solution.game.discounts[1:])), RULE, "ABC"]
    others += [other.game for other in (APEX, PAIRS, QUOTA) if other is not solution]
    for game in others:
        with pytest.raises(co.CertificateError):
            replace(solution, game=game).verify()
    assert solution.verify().certificate.describe(solution.game)
    assert solution.certificate.to_dict()["kind"]
