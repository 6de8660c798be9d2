"""Evidence that says one thing at the first reading and another at the second, or is of no use when shown, is refused."""

from dataclasses import replace
from fractions import Fraction

import pytest

import coalitions as co
from coalitions.certificates.cores import CorePoint
from coalitions.certificates.excesses import LeastCoreMembership, LeastCoreWeights
from coalitions.certificates.permutational import ConvexAlong
from coalitions.certificates.plain import fractions
from coalitions.certificates.stable_sets import StablePieces

ONE = co.TUGame.from_worths([1], {1: 1})
MAJORITY = co.majority_game(["A", "B", "C"])
HALF = Fraction(1, 2)
STABLE = (((HALF, HALF, 0),), ((HALF, 0, HALF),), ((0, HALF, HALF),))


class Fickle(tuple):
    """At the first reading a stable set, afterwards one imputation."""

    readings = 0

    def __iter__(self):
        type(self).readings += 1
        return iter(STABLE[:1]) if type(self).readings == 1 else super().__iter__()


def test_the_set_that_is_returned_is_the_one_that_was_checked():
    assert StablePieces(STABLE).check(MAJORITY).contains([HALF, HALF, 0])
    with pytest.raises(co.CertificateError):
        StablePieces(Fickle(STABLE)).check(MAJORITY)
    with pytest.raises(co.CertificateError):
        StablePieces(iter(STABLE[:1])).check(MAJORITY)


@pytest.mark.parametrize(
    ("certificate", "game"),
    [
        (CorePoint({1: 2}), ONE),
        (ConvexAlong(iter((0, 1, 2))), co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2)),
        (LeastCoreMembership((), None), co.TUGame.from_worths([], {})),
        (LeastCoreWeights((Fraction(1),), None), ONE),
        (replace(co.core(MAJORITY).certificate, simplices=0), MAJORITY),
        (replace(co.core(MAJORITY).certificate, vertices=0), MAJORITY),
    ],
)
def test_evidence_of_another_shape_is_refused(certificate, game):
    with pytest.raises(co.CertificateError):
        co.certify(certificate.proves[0], game, certificate)


@pytest.mark.parametrize("numbers", [frozenset({1, 2}), {1: 2}, b"12", range(2)])
def test_numbers_in_evidence_have_an_order_and_were_written_down(numbers):
    with pytest.raises(co.CertificateError, match="a tuple of numbers"):
        fractions(numbers)
