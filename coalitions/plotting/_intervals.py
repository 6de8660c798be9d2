"""Where rational functions of one parameter are not negative, with exact ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..errors import UnsupportedGameError


@dataclass(frozen=True, slots=True)
class Interval:
    """From start to end, each a fraction or a real algebraic number of SymPy, and whether the ends belong to it."""

    start: Any
    end: Any
    has_start: bool
    has_end: bool


def where_nonnegative(wants: Sequence[Any], parameter: Any, low: Fraction, high: Fraction) -> list[Interval]:
    """The intervals of [low, high] on which all of these rational functions of the parameter are defined and >= 0."""
    import sympy

    lines = [_line(want, parameter) for want in wants]
    zero = {r for above, below in lines for r in (*_roots(above), *_roots(below))}
    inside = sorted((r for r in zero if _exact(low) < r < _exact(high)), key=lambda r: r.evalf(30))
    cuts = [_exact(low), *inside, _exact(high)]
    found: list[Interval] = []
    for k, cut in enumerate(cuts):
        if all(_holds(line, cut) for line in lines):
            found.append(Interval(cut, cut, True, True))
        if k + 1 < len(cuts):
            middle = sympy.Rational(_between(cut, cuts[k + 1]))
            if all(_holds(line, middle) for line in lines):
                found.append(Interval(cut, cuts[k + 1], False, False))
    return [_plain(i) for i in _joined(found)]


def _exact(value: Fraction) -> Any:
    import sympy

    return sympy.Rational(value.numerator, value.denominator)


def _line(want: Any, parameter: Any) -> tuple[Any, Any]:
    """Numerator and denominator as polynomials."""
    import sympy

    numerator, denominator = sympy.fraction(sympy.together(sympy.sympify(want)))
    try:
        above, below = (sympy.Poly(e, parameter, domain="QQ") for e in (numerator, denominator))
    except sympy.PolynomialError as error:
        raise UnsupportedGameError(
            f"expected a rational function of {parameter} with rational coefficients, got {want}; put numbers in for others"
        ) from error
    return above, below


def _roots(poly: Any) -> list[Any]:
    return [] if poly.degree() < 1 else list(dict.fromkeys(poly.real_roots()))


def _holds(line: tuple[Any, Any], value: Any) -> bool:
    """Whether a quotient is defined and not negative; a root is known by being in the list of exact roots."""
    above, below = line
    if below.is_zero or value in _roots(below):
        return False
    if above.is_zero or value in _roots(above):
        return True
    return bool((above.eval(value.evalf(50)) * below.eval(value.evalf(50))) > 0)


def _between(a: Any, b: Any) -> Any:
    """A rational number between two exact ones."""
    import sympy

    digits = 20
    while True:
        middle = sympy.Rational(str((a.evalf(digits) + b.evalf(digits)) / 2))
        if a < middle < b:
            return middle
        digits *= 2


def _joined(pieces: list[Interval]) -> list[Interval]:
    """Pieces in order, put together where one goes on where the last ended."""
    out: list[Interval] = []
    for piece in pieces:
        if out and out[-1].end == piece.start and (out[-1].has_end or piece.has_start):
            out[-1] = Interval(out[-1].start, piece.end, out[-1].has_start, piece.has_end)
        else:
            out.append(piece)
    return out


def _plain(interval: Interval) -> Interval:
    start, end = (Fraction(int(v.p), int(v.q)) if v.is_Rational else v for v in (interval.start, interval.end))
    return Interval(start, end, interval.has_start, interval.has_end)
