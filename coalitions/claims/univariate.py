"""Cases in one parameter, decided completely: the line is cut at rational points until each piece contradicts one fact.

On a piece where a polynomial has no root it is a positive number plus positive multiples of products of the distances to the
ends (its Bernstein form, or its Taylor form on a half-line), which is an identity that the checker can recompute.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from typing import Any

from ..check import Context, Poly, write_poly
from .searching import simplest_between

Node = dict[str, Any]
Line = list[Fraction]  #: coefficients of a polynomial in one parameter, the constant first
Factor = Callable[[Poly], tuple[Fraction, list[tuple[Poly, int]]]]
#: Cuts in a row, each of them a bisection: pieces get as short as 2**-200 of the whole.
MAX_DEPTH = 200


class Feasible(Exception):
    """A point satisfies all facts: one parameter is the only root of `line` between `low` and `high` (`low` itself where they
    agree), and the others have the values `others` (with any number in the place of that parameter), or zero.
    """

    def __init__(self, variable: int, line: Line, low: Fraction, high: Fraction, others: tuple[Fraction, ...] = ()) -> None:
        super().__init__()
        self.variable, self.line, self.low, self.high, self.others = variable, line, low, high, others

    def sign(self, poly: Poly) -> int:
        """The sign of a polynomial at the point, in exact arithmetic."""
        line = [Fraction(0)] * (1 + max((m[self.variable] for m in poly), default=0))
        for m, c in poly.items():
            rest = [(self.others[i] if self.others else Fraction(0)) ** e for i, e in enumerate(m) if e and i != self.variable]
            line[m[self.variable]] += c * math.prod(rest, start=Fraction(1))
        if self.low == self.high:
            return _sign(_value(line, self.low))
        while len(line) >= len(self.line):  # the remainder of a division by the irreducible polynomial of the root
            share = line[-1] / self.line[-1]
            shift = len(line) - len(self.line)
            line = [c - (share * self.line[k - shift] if k >= shift else 0) for k, c in enumerate(line[:-1])]
        if not any(line):
            return 0
        low, high = self.low, self.high
        while True:  # bisect until the remainder, which is not zero at the root, has one sign around it
            form = _positive_form([c * _sign(_value(line, low)) for c in line], _Piece(low, high, 0, 0, 0))
            if form is not None:
                return _sign(_value(line, low))
            middle = (low + high) / 2
            below = _sign(_value(self.line, low)) * _sign(_value(self.line, middle)) < 0
            low, high = (low, middle) if below else (middle, high)


@dataclass(frozen=True, slots=True)
class _Fact:
    place: int
    op: str
    line: Line
    lead: Fraction
    factors: tuple[tuple[int, int], ...]  # (which irreducible factor, its exponent)


@dataclass(frozen=True, slots=True)
class _Piece:
    """An interval, the places of the facts x - low > 0 and high - x >= 0, and how many facts there are."""

    low: Fraction | None
    high: Fraction | None
    above: int
    below: int
    count: int


def refute_on_line(context: Context, active: Sequence[int], variable: int, factor: Factor) -> Node:
    """A proof that facts in one parameter contradict each other; raises Feasible where a point satisfies all of them."""
    factors: list[Line] = []
    facts = []
    for k in active:
        poly, op = context.facts[k]
        _, split = factor(poly)
        powers = []
        for f, e in split:
            line = _line(f, variable)
            if line not in factors:
                factors.append(line)
            powers.append((factors.index(line), e))
        rest = math.prod((_line(f, variable)[-1] ** e for f, e in split), start=Fraction(1))
        line = _line(poly, variable)
        facts.append(_Fact(k, op, line, line[-1] / rest, tuple(powers)))
    search = _Search(facts, factors, variable, context.integers)
    return search.whole_line(len(context.facts))


class _Search:
    def __init__(self, facts: Sequence[_Fact], factors: Sequence[Line], variable: int, integers: tuple[bool, ...]) -> None:
        import sympy

        self.facts, self.factors, self.variable = facts, factors, variable
        self.n, self.whole = len(integers), integers[variable]
        x = sympy.Dummy()
        self.polys = [sympy.Poly([sympy.Rational(c.numerator, c.denominator) for c in reversed(f)], x) for f in factors]

    def whole_line(self, size: int) -> Node:
        bound = Fraction(1 + max(math.ceil(abs(c / f[-1])) for f in self.factors for c in f))  # no root is larger (Cauchy)
        right = self._piece(_Piece(bound, None, size, -1, size + 1), 0)
        left = self._piece(_Piece(None, -bound, -1, size + 1, size + 2), 0)
        middle = self._piece(_Piece(-bound, bound, size + 1, size, size + 2), 0)
        return self._cut(bound, right, self._cut(-bound, middle, left))

    def _cut(self, at: Fraction, above: Node, below: Node) -> Node:
        of = write_poly(self._poly([-at, Fraction(1)]))
        return {"steps": [], "end": {"rule": "sign", "of": of, "cases": {"positive": above, "nonpositive": below}}}

    def _poly(self, line: Line) -> Poly:
        return {tuple(k if i == self.variable else 0 for i in range(self.n)): c for k, c in enumerate(line) if c}

    # -- one piece ----------------------------------------------------------------------------------------------------

    def _piece(self, piece: _Piece, depth: int) -> Node:
        if self.whole and piece.low is not None and piece.high is not None:
            first, last = math.floor(piece.low) + 1, math.floor(piece.high)
            if first > last:
                return _no_integer(piece.above, piece.below, piece.count, first - last)
            if first == last:
                return self._one_integer(piece, first)
        inside = {k: r for k in range(len(self.factors)) if (r := self._roots(k, piece))}
        node = self._contradiction(piece, inside, None, 0, depth)
        if node is not None:
            return node
        if not self.whole and len(inside) == 1 and set(inside.values()) == {1}:
            (k,) = inside
            cases = {}
            for name, sign in (("positive", 1), ("negative", -1), ("zero", 0)):
                case = self._contradiction(piece, {}, k, sign, depth)
                if case is None:
                    return self._bisect(piece, depth)
                cases[name] = case
            return {"steps": [], "end": {"rule": "sign", "of": write_poly(self._poly(self.factors[k])), "cases": cases}}
        return self._bisect(piece, depth)

    def _roots(self, k: int, piece: _Piece) -> int:
        if piece.low is None or piece.high is None:
            return 0
        return int(self.polys[k].count_roots(*(_rational(x) for x in (piece.low, piece.high))))

    def _bisect(self, piece: _Piece, depth: int) -> Node:
        low, high = piece.low, piece.high
        if low is None or high is None or depth > MAX_DEPTH:
            raise ArithmeticError("expected a piece that can be cut further")
        for at in _between(low, high, self.whole):
            if all(_value(f, at) for f in self.factors):
                break
            if not self.whole and all(_fits(f.op, _sign(_value(f.line, at))) for f in self.facts):
                raise self._rational(at)
        above = self._piece(_Piece(at, high, piece.count, piece.below, piece.count + 1), depth + 1)
        below = self._piece(_Piece(low, at, piece.above, piece.count, piece.count + 1), depth + 1)
        return self._cut(at, above, below)

    def _contradiction(self, piece: _Piece, unknown: dict[int, int], known: int | None, sign: int, depth: int) -> Node | None:
        """An identity from one fact that fails on the whole piece, where factor `known` has a sign and `unknown` ones do not.

        None where the identity needs a shorter piece. Raises Feasible where every fact holds.
        """
        open_facts = False
        for fact in self.facts:
            if any(k in unknown for k, _ in fact.factors):
                open_facts = True
                continue
            signs = [sign if k == known else self._sign_on(k, piece) for k, _ in fact.factors]
            value = _sign(fact.lead) * math.prod(s**e for s, (_, e) in zip(signs, fact.factors, strict=True))
            if _fits(fact.op, value):
                continue
            terms = self._terms(fact, piece, value, known, sign)
            if terms is not None:
                return {"steps": [], "end": {"rule": "identity", "terms": terms}}
            open_facts = True
        if not open_facts:
            self._report(piece, known, sign)
        return None

    def _sign_on(self, k: int, piece: _Piece) -> int:
        return _sign(_value(self.factors[k], _middle(piece)))

    def _report(self, piece: _Piece, known: int | None, sign: int) -> None:
        """Raises Feasible: where the known factor has its sign on the piece, all facts hold."""
        low, high = piece.low, piece.high
        low = low if low is not None else _end(high) - 2
        high = high if high is not None else low + 2
        if known is None:
            raise self._rational(Fraction(math.floor(low) + 1) if self.whole else simplest_between(low, high))
        line = self.factors[known]
        if sign == 0:
            if len(line) == 2:
                raise self._rational(-line[0] / line[1])
            raise Feasible(self.variable, line, low, high)
        end, at = (low, high) if _sign(_value(line, low)) == sign else (high, low)
        while _sign(_value(line, at)) != sign:  # an end is no root, so that points close enough to it have its sign
            at = (end + at) / 2
        raise self._rational(simplest_between(min(at, end), max(at, end)))

    def _rational(self, x: Fraction) -> Feasible:
        return Feasible(self.variable, [-x, Fraction(1)], x, x)

    # -- whole numbers ------------------------------------------------------------------------------------------------

    def _one_integer(self, piece: _Piece, k: int) -> Node:
        """A piece with one whole number in it: below it and above it there is none, and at it a fact fails."""
        cases = {
            "positive": _no_integer(piece.count, piece.below, piece.count + 1, -1),
            "negative": _no_integer(piece.above, piece.count, piece.count + 1, -1),
            "zero": {"steps": [], "end": {"rule": "identity", "terms": self._at(Fraction(k), piece.count)}},
        }
        return {"steps": [], "end": {"rule": "sign", "of": write_poly(self._poly([Fraction(-k), Fraction(1)])), "cases": cases}}

    def _at(self, x: Fraction, place: int) -> list[Any]:
        """An identity from a fact that fails at a point, where `place` is the fact that the parameter equals it."""
        for fact in self.facts:
            value = _value(fact.line, x)
            if _fits(fact.op, _sign(value)):
                continue
            quotient = _divide([fact.line[0] - value, *fact.line[1:]], [-x, Fraction(1)])
            side = -_sign(value) if fact.op == "==" else 1
            terms: list[Any] = [{"equation": place, "multiplier": write_poly(self._poly([-c * side for c in quotient]))}]
            if fact.op == "==":
                terms.append({"equation": fact.place, "multiplier": write_poly(self._poly([Fraction(side)]))})
            else:
                terms.append({"times": "1", "facts": [fact.place]})
            return [*terms, {"times": str(abs(value)), "facts": []}] if value else terms
        raise self._rational(x)

    # -- identities ---------------------------------------------------------------------------------------------------

    def _terms(self, fact: _Fact, piece: _Piece, value: int, known: int | None, sign: int) -> list[Any] | None:
        e = dict(fact.factors).get(known, 0) if known is not None else 0
        if e and sign == 0:  # the fact says p > 0, but p is a multiple of f == 0
            quotient = _divide(fact.line, self.factors[known])  # type: ignore[index]
            free = {"equation": piece.count, "multiplier": write_poly(self._poly([-c for c in quotient]))}
            return [{"times": "1", "facts": [fact.place]}, free]
        rest = fact.line
        for _ in range(e):
            rest = [c * sign for c in _divide(rest, self.factors[known])]  # type: ignore[index]
        form = _positive_form([c * value for c in rest], piece)
        if form is None:
            return None
        terms: list[Any] = [
            {"times": str(c), "facts": [piece.count] * e + [piece.above] * i + [piece.below] * j} for c, i, j in form
        ]
        if fact.op == "==":
            return [*terms, {"equation": fact.place, "multiplier": write_poly(self._poly([Fraction(-value)]))}]
        return [*terms, {"times": "1", "facts": [fact.place]}]


def _no_integer(above: int, below: int, size: int, gap: int) -> Node:
    """No whole number lies between two facts: rounded, they leave less than nothing."""
    steps = [{"rule": "round", "fact": above, "sign": 1}, {"rule": "round", "fact": below, "sign": 1}]
    terms = [{"times": "1", "facts": [size]}, {"times": "1", "facts": [size + 1]}, {"times": str(abs(gap)), "facts": []}]
    return {"steps": steps, "end": {"rule": "identity", "terms": terms}}


def _positive_form(line: Line, piece: _Piece) -> list[tuple[Fraction, int, int]] | None:
    """A positive polynomial as a positive number plus c (x - low)**i (high - x)**j, c > 0; None where there is no such form."""
    line = line[: max((k + 1 for k, c in enumerate(line) if c), default=1)]
    top = len(line) - 1
    if top == 0:
        return [(line[0], 0, 0)] if line[0] > 0 else None
    if piece.high is None or piece.low is None:
        right = piece.high is None
        shifted = _shift(line, piece.low) if piece.low is not None else _reflect(_shift(line, _end(piece.high)))
        if shifted[0] <= 0 or min(shifted) < 0:
            return None
        return [(c, k if right else 0, 0 if right else k) for k, c in enumerate(shifted) if c]
    width = piece.high - piece.low
    power = [c * width**k for k, c in enumerate(_shift(line, piece.low))]
    heights = [
        sum((power[j] * Fraction(math.comb(i, j), math.comb(top, j)) for j in range(i + 1)), Fraction(0))
        for i in range(top + 1)
    ]
    least = min(heights)
    if least <= 0:
        return None
    form = [((h - least) * math.comb(top, i) / width**top, i, top - i) for i, h in enumerate(heights) if h > least]
    return [(least, 0, 0), *form]


# -- polynomials in one parameter -------------------------------------------------------------------------------------------


def _line(poly: Poly, variable: int) -> Line:
    out = [Fraction(0)] * (1 + max(m[variable] for m in poly))
    for m, c in poly.items():
        out[m[variable]] += Fraction(c)
    return out


def _value(line: Line, x: Fraction) -> Fraction:
    out = Fraction(0)
    for c in reversed(line):
        out = out * x + c
    return out


def _shift(line: Line, by: Fraction) -> Line:
    """The coefficients in y of p(by + y)."""
    out = list(line)
    for i in range(len(out)):
        for j in range(len(out) - 2, i - 1, -1):
            out[j] += by * out[j + 1]
    return out


def _reflect(line: Line) -> Line:
    return [c * (-1) ** k for k, c in enumerate(line)]


def _divide(a: Line, b: Line) -> Line:
    """The quotient of an exact division."""
    a, out = list(a), [Fraction(0)] * (len(a) - len(b) + 1)
    for k in range(len(out) - 1, -1, -1):
        out[k] = a[k + len(b) - 1] / b[-1]
        for j, c in enumerate(b):
            a[k + j] -= out[k] * c
    return out


def _sign(x: Fraction) -> int:
    return (x > 0) - (x < 0)


def _fits(op: str, sign: int) -> bool:
    return sign in {">": (1,), ">=": (0, 1), "==": (0,)}[op]


def _middle(piece: _Piece) -> Fraction:
    if piece.low is None:
        return _end(piece.high) - 1
    return piece.low + 1 if piece.high is None else (piece.low + piece.high) / 2


def _end(x: Fraction | None) -> Fraction:
    """The end of a half-line."""
    if x is None:
        raise ArithmeticError("expected a piece with an end")
    return x


def _between(low: Fraction, high: Fraction, whole: bool) -> Iterator[Fraction]:
    """Places to cut at, the middle first; for whole numbers one between two of them first."""
    if whole:
        yield (math.floor(low) + math.floor(high)) // 2 + Fraction(1, 2)
    yield (low + high) / 2
    yield from (low + (high - low) / k for k in count(3))


def _rational(x: Fraction) -> Any:
    import sympy

    return sympy.Rational(x.numerator, x.denominator)
