"""Numbers: exact (int, Fraction), float and symbolic (SymPy), and their signs.

This module is the only door to SymPy, which is imported when a symbol is first made and never before: an object can only
be symbolic if somebody has already imported SymPy.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from numbers import Integral, Rational, Real
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from .errors import InvalidArgumentError, LimitExceededError, UndecidedError, UnsupportedGameError
from .players import Payoffs, Players

if TYPE_CHECKING:
    import sympy

Kind = Literal["exact", "float", "symbolic"]
Array = npt.NDArray[Any]

#: A number may have about this many digits (Python refuses to print longer integers).
MAX_DIGITS = 4000
#: Integers are kept in int64 below this bound, so that sums of up to eight of them cannot wrap around.
INT64_SAFE = 1 << 60


def parameter(name: str, *, integer: bool = False) -> sympy.Symbol:
    """A real (or integer) SymPy symbol that stands for a number that is left open.

    Examples:
        >>> w = parameter("w")
        >>> w <= Fraction(2, 3)
        w <= 2/3
    """
    import sympy

    if not isinstance(name, str) or not name:
        raise InvalidArgumentError(f'expected a name for the parameter, got {name!r}; write parameter("w")')
    return sympy.Symbol(name, real=True, integer=True if integer else None)


def is_symbolic(value: object) -> bool:
    """Whether a value is a SymPy expression that is not simply a number."""
    module = sys.modules.get("sympy")
    return module is not None and isinstance(value, module.Expr) and not value.is_Rational


def is_exact(value: object) -> bool:
    """Whether a value is an int, a Fraction, or a SymPy expression in which nothing is rounded."""
    return type(value) is int or type(value) is Fraction or (is_symbolic(value) and not _has_floats(value))


def _has_floats(value: Any) -> bool:
    """Whether a rounded number stands in a SymPy expression: it is equal to all numbers that round to it."""
    return is_symbolic(value) and bool(value.atoms(sys.modules["sympy"].Float))


def parse(value: Any, what: str = "a number") -> Any:
    """A user's number as int, Fraction, float or SymPy expression; NaN, infinity and anything else is refused.

    Strings are read as exact decimals or fractions ("0.1", "2/3").
    """
    if type(value) is int or type(value) is Fraction:
        return _of_bounded_size(value, what)
    if isinstance(value, Integral | np.bool_):
        return _of_bounded_size(int(value), what)
    if isinstance(value, str | Decimal):
        try:
            if len(str(value)) > MAX_DIGITS or abs(Decimal(value).adjusted() if "/" not in str(value) else 0) > MAX_DIGITS:
                raise ValueError
            return simplest(Fraction(value))
        except (ValueError, ArithmeticError):
            raise InvalidArgumentError(f'expected {what}, got {value!r}; write for example 3, "0.1" or "2/3"') from None
    module = sys.modules.get("sympy")
    if module is not None and isinstance(value, module.Expr):
        if value.is_Rational:
            return simplest(Fraction(int(value.p), int(value.q)))
        if value.is_Float:
            value = float(value)
        elif value.has(module.nan, module.zoo, module.oo, -module.oo) or value.is_real is False:
            raise InvalidArgumentError(f"expected {what} that is real and finite, got {value}; write a real number or symbol")
        else:
            return _with_exact_numbers(value)
    if isinstance(value, Rational):
        return simplest(Fraction(int(value.numerator), int(value.denominator)))
    if isinstance(value, Real):
        if not math.isfinite(value):
            raise InvalidArgumentError(f"expected {what} that is finite, got {value}; give a number or leave it out")
        return float(value)
    raise InvalidArgumentError(
        f"expected {what}, got {value!r} of type {type(value).__name__}; write an int, Fraction, decimal string, float or "
        "SymPy expression"
    )


def _of_bounded_size(value: int | Fraction, what: str) -> int | Fraction:
    if max(abs(value.numerator), value.denominator).bit_length() > 3 * MAX_DIGITS:
        raise InvalidArgumentError(
            f"expected {what} of at most {MAX_DIGITS} digits or so, got a larger one; choose another unit"
        )
    return value


def _with_exact_numbers(expression: Any) -> Any:
    """An expression in which each float has become the rational number that it stands for."""
    import sympy

    floats = expression.atoms(sympy.Float)
    return expression.xreplace({f: sympy.Rational(*float(f).as_integer_ratio()) for f in floats}) if floats else expression


def whole_limit(limit: Any, name: str = "limit") -> int:
    """A limit (or an order) as a whole number of at least 1."""
    if isinstance(limit, bool) or not isinstance(limit, Integral) or limit < 1:
        example = 1000 if name == "limit" else 2
        raise InvalidArgumentError(
            f"expected {name} as a whole number of at least 1, got {limit!r:.80}; write for example {name}={example}"
        )
    return int(limit)


def within(n: int, limit: Any, work: str, most: int | None = None) -> None:
    """Refuses more players than `limit`, or than `most` where no limit helps."""
    allowed = min(whole_limit(limit), n if most is None else most)
    if n > allowed:
        advice = f"write limit={n} if the time is there, or " if most is None or n <= most else ""
        named = f"limit={limit}" if allowed == limit else str(allowed)
        raise LimitExceededError(f"expected at most {named} players for {work}, got {n}; {advice}leave players out")


def read_payoffs(players: Players, given: Any, what: str = "payoff") -> Payoffs:
    """One number for each player, from a mapping by names or from a sequence in the order of the players."""
    if hasattr(given, "guarantee"):
        raise InvalidArgumentError(f"expected {what}s, got the Solution {given!r:.80}; write solution.value")
    if not isinstance(given, Mapping) and hasattr(given, "items"):  # a pandas Series
        given = dict(given.items())
    array = isinstance(given, np.ndarray)
    if isinstance(given, str | bytes) or not (given.ndim == 1 if array else isinstance(given, Mapping | Sequence)):
        raise InvalidArgumentError(f"expected one {what} for each player, got {given!r:.80}; write {{player: number}}")
    listed = Payoffs.from_mapping(players, given, what) if isinstance(given, Mapping) else given
    if len(listed) != len(players):
        raise InvalidArgumentError(
            f"expected one {what} for each of the {len(players)} players, got {len(listed)}; write {{player: number}}"
        )
    amounts = listed.amounts if isinstance(listed, Payoffs) else tuple(listed)
    return Payoffs(players, tuple(parse(a, f"a {what} of {p}") for p, a in zip(players, amounts, strict=True)))


def simplest(value: Fraction) -> int | Fraction:
    """The number as int where it is one."""
    return value.numerator if value.denominator == 1 else value


def kind_of(values: Iterable[Any]) -> Kind:
    """The kind of arithmetic that numbers call for: one symbol makes it symbolic, one float makes it float."""
    kind: Kind = "exact"
    for value in values:
        if is_symbolic(value):
            return "symbolic"
        if isinstance(value, float):
            kind = "float"
    return kind


def sign(value: Any) -> int:
    """The sign (-1, 0 or 1) of a number; raises UndecidedError where the sign of a symbol is open.

    Examples:
        >>> sign(Fraction(-1, 3))
        -1
        >>> sign(parameter("w")**2 + 1)
        1
        >>> sign(parameter("w"))
        Traceback (most recent call last):
        ...
        coalitions.errors.UndecidedError: expected an expression with a decided sign, got w: ...
    """
    if not is_symbolic(value):
        value = parse(value)
        return int(bool(value > 0)) - int(bool(value < 0))  # SymPy compares to truth values that int() refuses
    for candidate in _spellings(value):
        if candidate.is_zero:
            return 0
        if candidate.is_positive:
            return 1
        if candidate.is_negative:
            return -1
    symbols = ", ".join(sorted(map(str, value.free_symbols)))
    raise UndecidedError(
        f"expected an expression with a decided sign, got {value}"
        f"{f': its sign depends on {symbols}' if symbols else ''}. Put numbers in, declare assumptions on the symbols, or "
        "state the condition and let coalitions.claims.decide settle it over a region"
    )


def _spellings(value: Any) -> Iterator[Any]:
    """An expression as it is, expanded and factored; the latter two only for a size at which they are quick."""
    import sympy

    yield value
    if value.is_rational_function(*value.free_symbols) and len(value.free_symbols) <= 3 and value.count_ops() < 200:
        yield sympy.factor(value)
    elif value.is_polynomial(*value.free_symbols) and value.count_ops() < 400:
        expanded = sympy.expand(value)
        yield expanded
        if expanded.count_ops() < 200:
            yield sympy.factor(expanded)


def to_fraction(value: Any) -> Fraction:
    """The exact rational that a number stands for; a float stands for its own binary value."""
    if is_symbolic(value):
        raise UndecidedError(f"expected a number, got the expression {value}; put numbers in for its symbols first")
    return Fraction(value)


def to_integers(values: Sequence[Any]) -> tuple[Array, int]:
    """Exact numbers as integers over one common denominator: int64 where all of them fit, Python integers where not."""
    denominator = math.lcm(*{v.denominator for v in values if type(v) is Fraction})
    if denominator == 1:
        numerators: list[int] = [int(v) for v in values]
    else:
        numerators = [
            v.numerator * (denominator // v.denominator) if type(v) is Fraction else int(v) * denominator for v in values
        ]
    return pack(numerators), denominator


def pack(integers: Sequence[int] | Array) -> Array:
    """Python integers as an int64 array where all of them fit, as an object array where not."""
    largest = max((abs(v) for v in integers), default=0)
    return np.array(integers, dtype=np.int64 if largest < INT64_SAFE else object)


def to_exact_integers(values: Array) -> tuple[Array, int]:
    """Finite floats as integers over one common power of two, without any rounding."""
    return to_integers([Fraction(v) for v in values.tolist()])


def same_form(values: Sequence[Any], kind: Kind) -> Array:
    """Numbers of mixed types as one array of floats or of expressions (exact ones have `to_integers`)."""
    if kind == "float":
        try:
            return np.array([float(v) for v in values], dtype=np.float64)
        except OverflowError:
            raise InvalidArgumentError(
                "expected numbers that fit in a float, since one of them is a float, got a larger one; write all as int, "
                "Fraction or string for exact arithmetic"
            ) from None
    if kind == "symbolic":
        import sympy

        out = np.empty(len(values), dtype=object)
        out[:] = [sympy.Rational(*v.as_integer_ratio()) if isinstance(v, float) else sympy.sympify(v) for v in values]
        return out
    raise UnsupportedGameError(f"expected float or symbolic numbers, got kind {kind!r}")


def quotient(numerator: Any, denominator: int) -> Any:
    """numerator / denominator as int, Fraction or expanded expression."""
    if is_symbolic(numerator):
        import sympy

        return sympy.expand(numerator / denominator)
    return simplest(Fraction(numerator) / denominator)


def is_equal(a: Any, b: Any) -> bool:
    """Whether two numbers or expressions are equal; expressions, in which nothing may be rounded, by expanding a - b."""
    if is_symbolic(a) or is_symbolic(b):
        import sympy

        return not _has_floats(a) and not _has_floats(b) and bool(sympy.expand(a - b) == 0)
    return bool(a == b)


def factored(expression: Any) -> Any:
    """A symbolic expression as a product of factors, which is short to read."""
    import sympy

    return sympy.factor(expression)


def polynomial_quotient(expression: Any, parameter: str) -> tuple[list[Fraction], list[Fraction]]:
    """A rational function of one symbol, known by its name, as coefficients above and below, the lowest power first."""
    import sympy
    from sympy.polys.polyerrors import CoercionFailed, PolynomialError

    if not is_symbolic(expression):
        return [Fraction(expression)], [Fraction(1)]
    symbol = next((v for v in expression.free_symbols if v.name == parameter), sympy.Symbol(parameter))
    try:
        pair = [sympy.Poly(e, symbol, domain="QQ") for e in sympy.fraction(sympy.together(expression))]
    except (PolynomialError, CoercionFailed):
        raise UnsupportedGameError(
            f"expected a rational function of {parameter} with rational numbers, got {expression}; put numbers in for others"
        ) from None
    above, below = ([Fraction(int(c.p), int(c.q)) for c in reversed(p.all_coeffs())] for p in pair)
    return above, below


def algebraic_number(coefficients: Sequence[Fraction], low: Fraction, high: Fraction) -> Any:
    """The real root of a polynomial (lowest power first) between two numbers, as SymPy's exact number."""
    import sympy

    listed = [sympy.Rational(c.numerator, c.denominator) for c in reversed(coefficients)]
    bounds = [sympy.Rational(v.numerator, v.denominator) for v in (low, high)]
    roots = sympy.Poly(listed, sympy.Dummy(), domain="QQ").real_roots()
    return next(r for r in roots if bounds[0] < r < bounds[1])
