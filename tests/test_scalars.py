import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy

from coalitions import InvalidArgumentError, UndecidedError, parameter, sign
from coalitions.scalars import INT64_SAFE, is_equal, is_exact, parse, quotient, to_exact_integers, to_integers


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (3, 3),
        (True, 1),
        (np.int32(4), 4),
        ("0.1", Fraction(1, 10)),
        ("2/3", Fraction(2, 3)),
        ("4/2", 2),
        (Decimal("0.25"), Fraction(1, 4)),
        (sympy.Rational(1, 3), Fraction(1, 3)),
        (sympy.Float(0.5), 0.5),
        (np.float32(0.5), 0.5),
    ],
)
def test_parse(given, wanted):
    parsed = parse(given)
    assert parsed == wanted
    assert type(parsed) is type(wanted)


@pytest.mark.parametrize(
    "given", [math.nan, math.inf, np.nan, "x", "1/0", None, [1], 1j, "1e5000", sympy.oo, sympy.nan, sympy.I]
)
def test_parse_refuses(given):
    with pytest.raises(InvalidArgumentError, match="expected"):
        parse(given)


def test_numbers_that_cannot_be_printed_are_refused():
    with pytest.raises(InvalidArgumentError, match="4000 digits"):
        parse(10**5000)
    with pytest.raises(InvalidArgumentError, match="4000 digits"):
        parse(Fraction(1, 10**5000))


def test_a_symbol_stays():
    w = parameter("w")
    assert parse(w / 2) == w / 2
    assert parameter("k", integer=True).is_integer


def test_sign():
    w, p = parameter("w"), sympy.Symbol("p", positive=True)
    assert [sign(v) for v in (-2, Fraction(0), 1e-300)] == [-1, 0, 1]
    assert sign(w**2 + 1) == 1
    assert sign(p + 1) == 1
    assert sign((w + 1) ** 2 - w**2 - 2 * w - 1) == 0
    assert sign(sympy.sqrt(2) - 2) == -1
    with pytest.raises(UndecidedError, match=r"coalitions\.claims\.decide"):
        sign(w)
    for wrong in (math.nan, "x", None):
        with pytest.raises(InvalidArgumentError):
            sign(wrong)
    with pytest.raises(InvalidArgumentError):
        parameter(3)  # type: ignore[arg-type]
    x = sympy.symbols("x0:6", positive=True)
    with pytest.raises(UndecidedError):  # quickly: a rational function of six symbols is not factored
        sign(sum(a / (sum(x) - a) for a in x) - sympy.Rational(6, 5))


def test_floats_in_expressions_are_what_they_are():
    w = parameter("w")
    assert parse(0.5 * w) == w / 2
    assert parse(sympy.Float("0.1") * w) == sympy.Rational(Fraction(0.1)) * w


def test_integers_over_one_denominator():
    whole, denominator = to_integers([1, Fraction(1, 2), Fraction(-2, 3)])
    assert (whole.tolist(), denominator) == ([6, 3, -4], 6)
    assert whole.dtype == np.int64
    big, _ = to_integers([INT64_SAFE])
    assert big.dtype == object
    exact, scale = to_exact_integers(np.array([0.5, 0.1]))
    assert [Fraction(v, scale) for v in exact.tolist()] == [Fraction(0.5), Fraction(0.1)]


def test_quotient():
    assert quotient(4, 2) == 2
    assert quotient(3, 2) == Fraction(3, 2)
    assert quotient(2 * parameter("w"), 4) == parameter("w") / 2


def test_rounded_numbers_are_equal_to_no_other():
    x = sympy.Symbol("x")
    assert not is_equal(1000001, sympy.Float(1000001, 1))
    assert not is_equal(x + 1, x + sympy.Float(1.0))
    assert is_equal((x + 1) ** 2, x**2 + 2 * x + 1)
    assert all(map(is_exact, (x / 3, Fraction(1, 3), 7)))
    assert not any(map(is_exact, (0.5, True, "1", None, sympy.Float(1), x * sympy.Float(0.5))))
