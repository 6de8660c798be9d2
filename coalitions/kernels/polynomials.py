"""Polynomials in one variable with rational coefficients, lowest power first, and how many real roots they have where."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

Polynomial = tuple[Fraction, ...]


def polynomial(coefficients: Sequence[int | Fraction]) -> Polynomial:
    """The coefficients as fractions, without zeros at the end; () is the polynomial that is 0 everywhere."""
    listed = [Fraction(c) for c in coefficients]
    while listed and not listed[-1]:
        listed.pop()
    return tuple(listed)


def value(p: Polynomial, x: Fraction) -> Fraction:
    """The value at x, by Horner's rule."""
    total = Fraction(0)
    for c in reversed(p):
        total = total * x + c
    return total


def derivative(p: Polynomial) -> Polynomial:
    """The derivative."""
    return polynomial([k * c for k, c in enumerate(p)][1:])


def divided(p: Polynomial, q: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Quotient and remainder of p by q."""
    rest, out = list(p), [Fraction(0)] * max(len(p) - len(q) + 1, 0)
    for k in range(len(p) - len(q), -1, -1):
        out[k] = rest[k + len(q) - 1] / q[-1]
        for i, c in enumerate(q):
            rest[k + i] -= out[k] * c
    return polynomial(out), polynomial(rest)


def common_divisor(p: Polynomial, q: Polynomial) -> Polynomial:
    """The greatest common divisor, with leading coefficient 1."""
    while q:
        p, q = q, divided(p, q)[1]
    return tuple(c / p[-1] for c in p)


def product(p: Polynomial, q: Polynomial) -> Polynomial:
    """The product."""
    out = [Fraction(0)] * max(len(p) + len(q) - 1, 0)
    for i, a in enumerate(p):
        for k, b in enumerate(q):
            out[i + k] += a * b
    return polynomial(out)


def simple_roots(p: Polynomial) -> Polynomial:
    """The polynomial with the same roots, each of them once."""
    return divided(p, common_divisor(p, derivative(p)))[0] if len(p) > 1 else p


def roots_between(p: Polynomial, a: Fraction, b: Fraction) -> int:
    """How many different real roots lie strictly between a and b; p is not 0 everywhere (Sturm 1829).

    The number of sign changes along Sturm's sequence at a less that at b counts the roots in the interval open at a and closed
    at b, for a polynomial with simple roots (also where a is a root).
    """
    p = simple_roots(p)
    if not a < b or len(p) < 2:
        return 0
    sequence = [p, derivative(p)]
    while len(sequence[-1]) > 1:
        rest = divided(sequence[-2], sequence[-1])[1]
        if not rest:
            break
        sequence.append(tuple(-c for c in rest))
    return _changes(sequence, a) - _changes(sequence, b) - (value(p, b) == 0)


def _changes(sequence: list[Polynomial], x: Fraction) -> int:
    values = [v for v in (value(p, x) for p in sequence) if v]
    return sum((u > 0) != (v > 0) for u, v in pairwise(values))
