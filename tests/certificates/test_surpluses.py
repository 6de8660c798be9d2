from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

import coalitions as co
from coalitions.certificates.surpluses import EqualSurpluses, UnequalSurpluses, surplus

HALF, THIRD, ZERO = Fraction(1, 2), Fraction(1, 3), Fraction(0)


def majority():
    return co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) >= 2))


def rejected(certificate, game):
    with pytest.raises(co.CertificateError):
        certificate.check(game)
    return True


def test_surplus_against_a_search():
    rng = np.random.default_rng(0)
    for n in (2, 3, 4, 6):
        excess = rng.integers(-20, 20, 1 << n)
        for i in range(n):
            for j in range(n):
                if i != j:
                    masks = [m for m in range(1 << n) if m >> i & 1 and not m >> j & 1]
                    found = surplus(excess, i, j)
                    assert found in masks
                    assert excess[found] == max(excess[m] for m in masks)
                    assert surplus(excess.astype(object), i, j) == found


@pytest.mark.parametrize("concept", ["in the kernel", "in the prekernel"])
def test_equal_surpluses(concept):
    good = EqualSurpluses(concept, (THIRD,) * 3)
    assert good.check(majority()) is True
    for wrong in ((HALF, HALF, ZERO), (THIRD, THIRD, HALF), (1 / 3,) * 3, (HALF, HALF)):
        assert rejected(replace(good, amounts=wrong), majority())
    assert rejected(replace(good, concept="in the core"), majority())
    with pytest.raises(co.CertificateError, match=r"A objects against B with \{A, C\}"):
        EqualSurpluses(concept, (ZERO, HALF, HALF)).check(majority())


@pytest.mark.parametrize("concept", ["in the kernel", "in the prekernel"])
def test_unequal_surpluses(concept):
    good = UnequalSurpluses(concept, (HALF, HALF, ZERO), 2, 0, 0b110)
    assert good.check(majority()) is False
    for change in (
        {"mask": 0b100},  # excess 0, no more than A without C
        {"mask": 0b101},  # with A
        {"mask": 0b010},  # without C
        {"mask": 0b1110},
        {"mask": -2},
        {"first": 0, "second": 2},
        {"first": 0, "second": 2, "mask": 0b011},
        {"second": 3},
        {"second": -1},
        {"first": 0, "second": 0, "mask": 0b111},  # nothing is missed
        {"first": 2, "second": 2, "mask": 0b100},
        {"amounts": (THIRD,) * 3},
        {"concept": "in the core"},
    ):
        assert rejected(replace(good, **change), majority())


def test_the_excuse_of_the_kernel():
    game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 1}, missing=0)
    evidence = UnequalSurpluses("in the prekernel", (HALF, HALF, ZERO), 0, 2, 0b011)
    assert evidence.check(game) is False
    assert rejected(replace(evidence, concept="in the kernel"), game)
    assert EqualSurpluses("in the kernel", evidence.amounts).check(game) is True
    assert rejected(EqualSurpluses("in the prekernel", evidence.amounts), game)
    below = UnequalSurpluses("in the kernel", (HALF, Fraction(1), -HALF), 2, 2, 0b100)
    assert below.check(game) is False
    assert rejected(replace(below, concept="in the prekernel"), game)
    assert rejected(replace(below, first=1, second=1, mask=0b010), game)


def test_payoffs_that_miss_the_whole():
    for concept in ("in the kernel", "in the prekernel"):
        missed = UnequalSurpluses(concept, (ZERO, ZERO, ZERO), 0, 0, 0b111)
        assert missed.check(majority()) is False
        assert missed.describe(majority()) == "the payoffs miss v(N) by 1"
        assert rejected(replace(missed, mask=0b001), majority())
        assert rejected(replace(missed, mask=0b110), majority())


def test_evidence_for_one_is_not_evidence_for_another():
    game = majority()
    solution = co.check_in_kernel(game, [THIRD] * 3)
    assert solution.to_dict()["certificate"] == {
        "kind": "equal surpluses",
        "concept": "in the kernel",
        "amounts": ["1/3", "1/3", "1/3"],
    }
    with pytest.raises(co.CertificateError):
        co.certify("in the prekernel", game, solution.certificate)
    with pytest.raises(co.CertificateError, match="about what was asked"):
        replace(solution, judged=(HALF, HALF, ZERO)).verify()
    refused = co.check_in_prekernel(game, [HALF, HALF, 0])
    assert refused.to_dict()["certificate"]["mask"] == refused.certificate.mask
    with pytest.raises(co.CertificateError):
        co.certify("in the prekernel", game, replace(refused.certificate, mask="x"))
