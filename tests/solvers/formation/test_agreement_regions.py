"""Stable sizes along a parameter: against single values, closed forms, and forged evidence."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co

T = co.parameter("t")


def at_number(game, value):
    """The game with a number in place of the parameter."""
    number = sympy.Rational(*value.as_integer_ratio())
    rows = [[sympy.sympify(v).subs(T, number) for v in row] for row in (game.signatory, game.outsider)]
    return co.SymmetricAgreement(*map(tuple, rows))


COEFFICIENTS = st.lists(st.integers(-3, 3), min_size=1, max_size=3)
POLYNOMIALS = COEFFICIENTS.map(lambda listed: sum((a * T**k for k, a in enumerate(listed)), start=0 * T))


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 3), st.data(), st.sampled_from(["stay", "join", "leave"]), st.booleans())
def test_every_value_has_its_sizes(n, data, ties, singletons):
    game = co.SymmetricAgreement(
        tuple(data.draw(POLYNOMIALS) for _ in range(n)), tuple(data.draw(POLYNOMIALS) / (1 + T**2) for _ in range(n))
    )
    solution = co.stable_agreement_regions(game, T, low=-2, high=2, ties=ties, singletons=singletons)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    regions = solution.value.regions
    assert regions[0].start == -2
    assert regions[-1].end == 2
    assert all(a.end == b.start for a, b in pairwise(regions))
    exact = [Fraction(k, 4) for k in range(-8, 9)]
    exact += [Fraction(r.start) for r in regions if isinstance(r.start, Fraction | int)]
    for value in exact:
        expected = co.stable_agreement_sizes(at_number(game, value), ties=ties, singletons=singletons).value
        assert solution.value.at(value) == expected


def test_closed_form():
    """Signatories get 2k − k t, outsiders 1: k stay if k (2 − t) >= 1, so three sign up to t = 5/3.

    Two are stable where the third does not gain, 3 (2 − t) <= 1, and they do not leave, 2 (2 − t) >= 1: nowhere.
    One: 2 (2 − t) <= 1 and 2 − t >= 1: nowhere. Nobody: 2 − t <= 1, from t = 1 on.
    """
    game = co.SymmetricAgreement.from_functions(3, signatory=lambda k: k * (2 - T), outsider=lambda k: 1)
    found = co.stable_agreement_regions(game, T, low=0, high=2).value
    plain = [(r.start, r.end, r.sizes) for r in found.regions]
    assert plain == [
        (0, 0, (3,)), (0, 1, (3,)), (1, 1, (0, 3)), (1, Fraction(5, 3), (0, 3)), (Fraction(5, 3),) * 2 + ((0, 3),),
        (Fraction(5, 3), 2, (0,)), (2, 2, (0,)),
    ]  # fmt: skip


def test_algebraic_ends():
    """k = 1 stays where t² >= 2, which is from the square root of 2 on."""
    game = co.SymmetricAgreement((T**2,), (2,))
    found = co.stable_agreement_regions(game, "t", low=0, high=2).value
    assert [r.sizes for r in found.regions] == [(0,), (0,), (0, 1), (1,), (1,)]
    assert found.regions[2].start == sympy.sqrt(2)
    assert "1.414214" in repr(found)
    assert "<table>" in found._repr_html_()


def test_emissions():
    # Diamantoudi and Sartzetakis (2006): two, three or four sign while nobody emits less than nothing, g <= 4 / (n (n - 4))
    game = co.emissions_agreement(5, damage=T)
    found = co.stable_agreement_regions(game, T, low="1/1000", high="1/3").value
    assert {k for r in found.regions for k in r.sizes} <= {2, 3, 4}
    for g in (Fraction(1, 100), Fraction(1, 10), Fraction(1, 3)):
        assert found.at(g) == co.stable_agreement_sizes(co.emissions_agreement(5, damage=g)).value


def test_numbers_and_refusals():
    plain = co.SymmetricAgreement((1, 2), (0, 1))
    assert [r.sizes for r in co.stable_agreement_regions(plain, "t").value.regions] == [(2,)] * 3
    for options in ({"low": 1, "high": 0}, {"ties": "any"}, {"low": "x"}):
        with pytest.raises(co.InvalidArgumentError):
            co.stable_agreement_regions(plain, "t", **options)
    with pytest.raises(co.LimitExceededError, match="limit=1"):
        co.stable_agreement_regions(plain, "t", limit=1)
    with pytest.raises(co.UnsupportedGameError, match="put numbers in"):
        co.stable_agreement_regions(co.SymmetricAgreement((co.parameter("w"), 1), (T, 0)), T)
    with pytest.raises(co.UnsupportedGameError):
        co.stable_agreement_regions(co.AgreementGame.from_function(["A"], lambda S: [0]), T)
    with pytest.raises(co.CertificateError, match="denominator"):
        co.stable_agreement_regions(co.SymmetricAgreement((1 / (T - 1),), (0,)), T, high=2)


def test_forged_evidence():
    solution = co.stable_agreement_regions(co.SymmetricAgreement((T**2, 3), (2, 3 * T)), T, low=0, high=2)
    right = solution.certificate
    assert len(right.roots) == 2
    a, b = right.roots
    for change in (
        {"roots": (a,)}, {"roots": (b, a)}, {"roots": ()}, {"roots": ((Fraction(0), Fraction(2)),)}, {"roots": [a, b]},
        {"samples": right.samples[:-1]}, {"samples": right.samples[::-1]}, {"samples": (Fraction(1), *right.samples[1:])},
        {"samples": tuple(map(float, right.samples))}, {"low": Fraction(3)}, {"high": Fraction(1)}, {"parameter": "w"},
        {"terms": None}, {"low": 0.0}, {"roots": (a, b, b), "samples": (*right.samples, Fraction(199, 100))},
    ):  # fmt: skip
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=replace(right, **change)).verify()
