import math
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy

from coalitions import InvalidArgumentError, UndecidedError, parameter, sign
from coalitions.scalars import INT64_SAFE, parse, quotient, to_exact_integers, to_integers


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


@pytest.mark.parametrize("given", [math.nan, math.inf, np.nan, "x", "1/0", None, [1], 1j, sympy.oo, sympy.nan, sympy.I])
def test_parse_refuses(given):
    with pytest.raises(InvalidArgumentError, match="expected"):
        parse(given)


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
