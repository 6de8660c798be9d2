from dataclasses import replace

import pytest

import coalitions as co
from coalitions.certificates.inequalities import AllInequalities, BrokenInequality, keys

LAWS = [("zero-monotone", 0), ("average convex", 0), ("semiconvex", 0), ("additive", 0), ("totally positive", 0)]
LAWS += [("k-monotone", 2), ("k-monotone", 3)]
CONVEX = co.unanimity_game(range(3), range(3))
ADDITIVE = co.additive_game(dict.fromkeys(range(3), 1))
BAD = co.TUGame.from_function(range(3), lambda S: [0, 5, 3, 1][len(S)])


@pytest.mark.parametrize(("law", "order"), LAWS)
def test_all_inequalities_rejects_another_game(law, order):
    certificate = AllInequalities(law, order)
    concept = certificate.proves[0]
    assert co.certify(concept, ADDITIVE, certificate).value is True
    with pytest.raises(co.CertificateError, match="fails"):
        certificate.check(BAD)
    for forged in (replace(certificate, order=1), replace(certificate, order=True), replace(certificate, law="nonsense")):
        with pytest.raises(co.CertificateError):
            co.certify(concept, ADDITIVE, forged)


@pytest.mark.parametrize(("law", "order"), LAWS)
def test_only_the_inequalities_of_the_property_that_fail(law, order):
    good = set(keys(law, 3, order))
    accepted = set()
    for first in range(-1, 9):
        for second in range(-1, 9):
            certificate = BrokenInequality(law, first, second, order)
            try:
                assert co.certify(certificate.proves[0], BAD, certificate).value is False
                accepted.add((first, second))
            except co.CertificateError:
                pass
            if law != "additive":
                with pytest.raises(co.CertificateError):
                    co.certify(certificate.proves[0], ADDITIVE, certificate)
    assert accepted
    assert accepted <= good


@pytest.mark.parametrize(("law", "order"), LAWS)
def test_forged_fields(law, order):
    certificate = next(
        c for key in keys(law, 3, order) for c in [BrokenInequality(law, *key, order)] if _accepted(c.proves[0], BAD, c)
    )
    for changes in (
        {"first": True},
        {"first": 8},
        {"first": -1},
        {"first": float(certificate.first)},
        {"first": str(certificate.first)},
        {"second": bool(certificate.second)},
        {"second": 1 << 70},
        {"second": None},
        {"law": "convex"},
        {"law": "1-monotone"},
        {"order": order + 1},
        {"order": True},
    ):
        assert not _accepted(certificate.proves[0], BAD, replace(certificate, **changes)), changes


def test_one_property_does_not_prove_another():
    for law, order in LAWS:
        for other, k in LAWS:
            if (law, order) != (other, k):
                with pytest.raises(co.CertificateError):
                    co.certify(AllInequalities(law, order).proves[0], CONVEX, AllInequalities(other, k))


def _accepted(concept, game, certificate):
    try:
        co.certify(concept, game, certificate)
    except co.CertificateError:
        return False
    return True
