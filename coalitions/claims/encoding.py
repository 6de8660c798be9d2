"""From SymPy to the plain data that the checker reads. This translation is trusted, so it stays small and does no algebra."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ..errors import InvalidArgumentError

if TYPE_CHECKING:
    import sympy

#: The largest exponent that the checker reads.
MAX_EXPONENT = 64


def encode_expression(expression: Any) -> Any:
    """A rational expression in parameters as nested lists: "2/3", ["parameter", "w"], ["+", ...], ["*", ...], ["^", e, k]."""
    import sympy

    if isinstance(expression, int | Fraction):
        return str(expression)
    if isinstance(expression, sympy.Rational):
        return str(Fraction(int(expression.p), int(expression.q)))
    if isinstance(expression, sympy.Symbol):
        return ["parameter", expression.name]
    if isinstance(expression, sympy.Add | sympy.Mul):
        return ["+" if isinstance(expression, sympy.Add) else "*", *map(encode_expression, expression.args)]
    if isinstance(expression, sympy.Pow) and expression.exp.is_Integer:
        if abs(expression.exp) > MAX_EXPONENT:
            raise InvalidArgumentError(
                f"expected exponents of at most {MAX_EXPONENT}, got {expression}; name the power by a parameter of its own"
            )
        return ["^", encode_expression(expression.base), int(expression.exp)]
    raise InvalidArgumentError(_advice(expression))


def _advice(expression: Any) -> str:
    import sympy

    got = f"expected sums, products, quotients and whole powers of parameters and exact numbers, got {expression}; "
    if isinstance(expression, sympy.Float):
        return got + f'write Fraction("{float(expression)!r}") or Fraction(p, q)'
    if isinstance(expression, sympy.Pow) and expression.exp.is_Rational:
        defined = f"sympy.Eq(r**{expression.exp.q}, {expression.base})"
        return got + f"name the root by a parameter r and add its definition to given: r >= 0 and {defined}"
    if isinstance(expression, sympy.Max | sympy.Min | sympy.Abs | sympy.Piecewise):
        return got + "state the cases: x <= Max(a, b) is Or(x <= a, x <= b), and x >= Max(a, b) is And(x >= a, x >= b)"
    return got + "name it by a parameter of its own and say in given what is known about it"


def encode_formula(formula: Any) -> Any:
    """A statement as nested lists: True, False, ["and", ...], ["implies", a, b], ["<=", expression, expression], ..."""
    import sympy
    from sympy.logic import boolalg

    if isinstance(formula, bool | boolalg.BooleanAtom):
        return bool(formula)
    for kind, head in (
        (sympy.Ge, ">="),
        (sympy.Gt, ">"),
        (sympy.Le, "<="),
        (sympy.Lt, "<"),
        (sympy.Eq, "=="),
        (sympy.Ne, "!="),
    ):
        if isinstance(formula, kind):
            return [head, encode_expression(formula.lhs), encode_expression(formula.rhs)]
    for kind, head in ((sympy.And, "and"), (sympy.Or, "or"), (sympy.Not, "not"), (sympy.Implies, "implies")):
        if isinstance(formula, kind):
            return [head, *map(encode_formula, formula.args)]
    if isinstance(formula, sympy.Equivalent):  # of any number of parts: all true or all false
        first, *others = sorted(formula.args, key=sympy.default_sort_key)
        return ["and", *(["iff", encode_formula(first), encode_formula(other)] for other in others)]
    if isinstance(formula, sympy.ITE):
        condition, then, otherwise = map(encode_formula, formula.args)
        return ["and", ["implies", condition, then], ["or", condition, otherwise]]
    raise InvalidArgumentError(
        f"expected a statement built from comparisons with And, Or, Not, Implies, Equivalent and ITE, got {formula!r} of type "
        f"{type(formula).__name__}; write for example w <= Fraction(2, 3), sympy.Eq(x, y), or sympy.And(x > 0, y > 0)"
    )


def parameters_of(formulas: Iterable[Any]) -> tuple[sympy.Symbol, ...]:
    """The parameters in statements, sorted by name; each of them must be real, and a name must stand for one symbol."""
    symbols = set().union(*(getattr(f, "free_symbols", set()) for f in formulas))
    ordered = sorted(symbols, key=lambda s: s.name)
    for first, second in pairwise(ordered):
        if first.name == second.name:
            raise InvalidArgumentError(
                f"expected one symbol for each name, got two with the name {first.name} and different assumptions; make the "
                f'symbol once, with coalitions.parameter("{first.name}"), and use it everywhere'
            )
    for symbol in ordered:
        assumptions_of(symbol)
    return tuple(ordered)


def assumptions_of(symbol: sympy.Symbol) -> list[Any]:
    """What a symbol's declared sign says, as plain relations; any assumption beyond a sign and being whole is refused."""
    import sympy

    if symbol.is_real is not True:
        raise InvalidArgumentError(
            f'expected real parameters, got the symbol {symbol} without that; write coalitions.parameter("{symbol.name}")'
        )
    name = ["parameter", symbol.name]
    whole = {"integer": True} if symbol.is_integer else {}
    for sign, said in (
        ({}, []),
        ({"positive": True}, [[">", name, "0"]]),
        ({"negative": True}, [["<", name, "0"]]),
        ({"nonnegative": True}, [[">=", name, "0"]]),
        ({"nonpositive": True}, [["<=", name, "0"]]),
        ({"nonzero": True}, [["!=", name, "0"]]),
    ):
        if symbol.assumptions0 == sympy.Symbol("x", real=True, **whole, **sign).assumptions0:
            return list(said)
    raise InvalidArgumentError(
        f"expected a parameter with no assumption but real, integer or a sign, got {symbol} with {symbol.assumptions0}; write "
        f'coalitions.parameter("{symbol.name}") and put what is assumed into given'
    )
