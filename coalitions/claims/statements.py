"""Claims: statements about parameters that are to hold at all points of a region, or at some."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from ..errors import InvalidArgumentError
from ..players import is_list
from .encoding import assumptions_of, encode_formula, parameters_of

Kind = Literal["always", "never", "implies", "iff", "exists"]
_PARTS = {"always": 1, "never": 1, "implies": 2, "iff": 2, "exists": 1}


@dataclass(frozen=True, slots=True, repr=False)
class Claim:
    """A statement about real (or integer) parameters over a region, made by Always, Never, Implies, Iff or Exists.

    `parts` are SymPy statements (comparisons of rational expressions, joined by And, Or, Not, Implies, Equivalent) or True
    and False, `given` describes the region, and every parameter that occurs in them ranges over all numbers. A claim speaks
    of the points where every fraction in it is defined, as SymPy stores it: x/x is 1 before the claim sees it. Equations are
    sympy.Eq(a, b) and sympy.Ne(a, b): Python's a == b compares how a and b are written, and is True or False before the claim
    sees it. Likewise 0 < w < 1 is two statements, w > 0 and w < 1, or sympy.And of them.

    Examples:
        >>> from fractions import Fraction
        >>> import coalitions as co
        >>> w = co.parameter("w")
        >>> co.claims.Iff(2 * w >= 1, w >= Fraction(1, 2), given=[w >= 0])
        for all w with w >= 0: 2*w >= 1 if and only if w >= 1/2
    """

    kind: Kind
    parts: tuple[Any, ...]
    given: tuple[Any, ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        if self.kind not in _PARTS or len(self.parts) != _PARTS[self.kind]:
            raise InvalidArgumentError(
                f"expected a claim of a kind in {', '.join(_PARTS)} with its one or two statements, got {self.kind!r} with "
                f"{len(self.parts)}; write Iff(a, b), Implies(a, b), Always(a), Never(a) or Exists(a)"
            )
        for formula in (*self.parts, *self.given):
            encode_formula(formula)
        parameters_of((*self.parts, *self.given))

    @property
    def parameters(self) -> tuple[Any, ...]:
        """The parameters that occur, as SymPy symbols sorted by name."""
        return parameters_of((*self.parts, *self.given))

    def to_dict(self) -> dict[str, Any]:
        """The claim as plain data: what a certificate is checked against."""
        encoded = [encode_formula(part) for part in self.parts]
        statement: Any = encoded[0]
        if self.kind == "never":
            statement = ["not", encoded[0]]
        elif self.kind in ("implies", "iff"):
            statement = [self.kind, *encoded]
        signs = [relation for symbol in self.parameters for relation in assumptions_of(symbol)]
        return {
            "quantifier": "some" if self.kind == "exists" else "all",
            "parameters": [symbol.name for symbol in self.parameters],
            "integers": [symbol.name for symbol in self.parameters if symbol.is_integer],
            "given": [*map(encode_formula, self.given), *signs],
            "statement": statement,
        }

    def _words(self, show: Callable[[Any], str], join: str) -> str:
        names = ", ".join(show(s) for s in self.parameters)
        quantifier = "for some" if self.kind == "exists" else "for all"
        region = " with " + join.join(map(show, self.given)) if self.given else ""
        head = f"{quantifier} {names}{region}: " if names or region else ""
        parts = list(map(show, self.parts))
        body = {
            "iff": " if and only if ".join(parts),
            "implies": " implies ".join(parts),
            "never": f"not {parts[0]}",
        }.get(self.kind, parts[0])
        return head + body

    def __repr__(self) -> str:
        return f"{self.name}: {self._words(str, ', ')}" if self.name else self._words(str, ", ")

    def _repr_latex_(self) -> str:
        import sympy

        def show(formula: Any) -> str:
            return f"${sympy.latex(sympy.sympify(formula))}$"

        return self._words(show, ", ")


def _claim(kind: Kind, parts: tuple[Any, ...], given: Iterable[Any], name: str) -> Claim:
    if isinstance(given, str) or not is_list(given):
        raise InvalidArgumentError(f"expected given as a list of statements, got {given!r}; write given=[w >= 0, w <= 1]")
    given = list(given)
    if any(part is False for part in given):
        raise InvalidArgumentError(
            "expected statements in given, got False; for an equation write sympy.Eq(a, b) instead of a == b"
        )
    return Claim(kind, parts, tuple(given), name)


def Always(statement: Any, *, given: Iterable[Any] = (), name: str = "") -> Claim:
    """The claim that a statement holds at every point of the region `given`.

    Examples:
        >>> from fractions import Fraction
        >>> import coalitions as co
        >>> x = co.parameter("x")
        >>> co.claims.Always(x * (1 - x) <= Fraction(1, 4))
        for all x: x*(1 - x) <= 1/4
    """
    return _claim("always", (statement,), given, name)


def Never(statement: Any, *, given: Iterable[Any] = (), name: str = "") -> Claim:
    """The claim that a statement holds at no point of the region `given`."""
    return _claim("never", (statement,), given, name)


def Implies(condition: Any, conclusion: Any, *, given: Iterable[Any] = (), name: str = "") -> Claim:
    """The claim that the conclusion holds at every point of the region `given` where the condition does."""
    return _claim("implies", (condition, conclusion), given, name)


def Iff(left: Any, right: Any, *, given: Iterable[Any] = (), name: str = "") -> Claim:
    """The claim that two statements hold at the same points of the region `given`.

    Examples:
        >>> from fractions import Fraction
        >>> import coalitions as co
        >>> w = co.parameter("w")
        >>> co.claims.decide(co.claims.Iff(w**2 > w, w > 1, given=[w > 0]))
        claim: True   [certified; proof of 3 steps]
    """
    return _claim("iff", (left, right), given, name)


def Exists(statement: Any, *, given: Iterable[Any] = (), name: str = "") -> Claim:
    """The claim that a statement holds at one point of the region `given` at least."""
    return _claim("exists", (statement,), given, name)
