from fractions import Fraction

import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions.kernels import polynomials as poly

X = sympy.Symbol("x")
COEFFICIENTS = st.lists(st.integers(-4, 4), max_size=5)
NUMBERS = st.fractions(-3, 3, max_denominator=4)


def as_sympy(p):
    return sympy.Poly([sympy.Rational(c.numerator, c.denominator) for c in reversed(p)] or [0], X, domain="QQ")


@given(COEFFICIENTS, COEFFICIENTS, NUMBERS)
def test_arithmetic(first, second, x):
    p, q = poly.polynomial(first), poly.polynomial(second)
    assert poly.value(p, x) == sum((c * x**k for k, c in enumerate(first)), start=Fraction(0))
    assert poly.value(poly.product(p, q), x) == poly.value(p, x) * poly.value(q, x)
    assert as_sympy(poly.derivative(p)) == as_sympy(p).diff(X)
    if q:
        quotient, rest = poly.divided(p, q)
        assert len(rest) < max(len(q), 1)
        assert poly.value(p, x) == poly.value(quotient, x) * poly.value(q, x) + poly.value(rest, x)
        assert as_sympy(poly.common_divisor(p, q)) == as_sympy(p).gcd(as_sympy(q)).monic()


@settings(max_examples=150)
@given(st.lists(st.integers(-2, 2), max_size=3), COEFFICIENTS.filter(any), NUMBERS, NUMBERS)
def test_roots(known, factor, a, b):
    """Against SymPy's exact roots, with multiple ones and with ends that are roots."""
    p = poly.polynomial(factor)
    for root in known:
        p = poly.product(p, poly.polynomial([-root, 1]))
    real = set(as_sympy(p).real_roots()) if len(p) > 1 else set()
    inside = [r for r in real if sympy.Rational(a.numerator, a.denominator) < r < sympy.Rational(b.numerator, b.denominator)]
    assert poly.roots_between(p, a, b) == len(inside)
    assert as_sympy(poly.simple_roots(p)).degree() == as_sympy(p).sqf_part().degree()
