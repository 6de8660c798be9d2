"""The search for a proof: simplify facts, close cases by identities, split on choices and on signs.

Nothing here is trusted: what it finds is checked by `coalitions.check`, which shares only the arithmetic of polynomials.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations
from typing import Any

from ..check import SIGNS, Context, Fact, Poly, add, constant, is_constant, mul, rounded, scaled, write_poly
from .boundaries import leading
from .identities import Effort, degree, find_identity, is_trivial, measured, primitive, simple_roots, units
from .squares import find_squares

Node = dict[str, Any]
#: How many facts are multiplied, and which squares are tried: none, simple ones, or those that a search finds.
LEVELS = (
    (1, ""),
    (2, ""),
    (1, "simple"),
    (2, "simple"),
    (3, ""),
    (1, "found"),
    (2, "found"),
    (3, "simple"),
    (1, "more"),
)
#: What is tried where a sign was assumed already: such cases are many and small.
LIGHT = LEVELS[:4]


def plain(terms: Sequence[dict[str, Any]]) -> Node:
    """An identity as a proof without steps, ready for JSON."""
    out = []
    for term in terms:
        shown = {k: v for k, v in term.items() if k in ("facts", "equation")}
        if "times" in term:
            shown["times"] = str(term["times"])
        for key in ("square", "multiplier"):
            if key in term:
                shown[key] = write_poly(term[key])
        out.append(shown)
    return {"steps": [], "end": {"rule": "identity", "terms": out}}


@dataclass(slots=True)
class Place:
    """A place of a proof under construction: what is known, what may be ignored because something better is known."""

    context: Context
    idle: set[int] = field(default_factory=set)
    done: int = 0
    signs: int = 0  # how many signs were assumed on the way here

    def child(self, poly: Poly, case: str) -> Place:
        """The place where a polynomial has a sign."""
        sign, op = SIGNS[case]
        context = self.context.copy().assume(("fact", (scaled(poly, sign), op)))
        return Place(context, set(self.idle), self.done, self.signs + 1)


class Prover:
    """A search with a budget: how many signs may still be assumed, and how large its linear programs may be in all."""

    def __init__(self, n: int, *, max_degree: int, max_splits: int, effort: int) -> None:
        self.effort = Effort(effort)
        self.n, self.max_degree = n, max_degree
        self.splits = max_splits
        self.factored: dict[Any, tuple[Fraction, list[tuple[Poly, int]]]] = {}

    # -- one case -----------------------------------------------------------------------------------------------------

    def refute(self, place: Place, depth: int) -> Node | None:
        """A proof that the facts and choices of a place contradict each other, or None where none was found."""
        if self.effort.left <= 0:
            return None
        steps = self._simplify(place)
        node = self._close(place, LEVELS[:1]) or self._by_choice(place, depth)
        if node is None and not self._choices(place):
            levels = LEVELS if place.signs == 0 else LIGHT
            node = self._close(place, levels[1:]) or self._univariate(place) or self._by_sign(place, depth)
        return None if node is None else {"steps": steps + node["steps"], "end": node["end"]}

    def _active(self, place: Place) -> list[int]:
        seen: set[Any] = set()
        out = []
        for k, (poly, op) in enumerate(place.context.facts):
            key = (frozenset(primitive(poly)[0].items()), op)
            if k not in place.idle and key not in seen and not is_trivial((poly, op)):
                seen.add(key)
                out.append(k)
        return out

    def _close(self, place: Place, levels: Sequence[tuple[int, str]]) -> Node | None:
        active = self._active(place)
        return self._identity([place.context.facts[k] for k in active], active, levels)

    def _identity(self, facts: Sequence[Fact], names: Sequence[int], levels: Sequence[tuple[int, str]]) -> Node | None:
        used = sorted({i for poly, _ in facts for m in poly for i, e in enumerate(m) if e})
        powers = units(facts, self.n)
        if any(powers):
            facts = [(measured(p, powers), op) for p, op in facts]
        for order, squares in levels:
            if order > self.max_degree:
                continue
            if squares in ("found", "more"):
                terms = find_squares(facts, self.n, order=order, effort=self.effort, more=2 if squares == "more" else 0)
            else:
                roots = simple_roots(self.n, used) if squares == "simple" else ()
                terms = find_identity(facts, self.n, order=order, effort=self.effort, roots=roots)
            if terms is not None:
                return plain([_renamed(term, names, [-k for k in powers]) for term in terms])
        return None

    # -- simpler facts ------------------------------------------------------------------------------------------------

    def _simplify(self, place: Place) -> list[Node]:
        """Adds what follows from the facts by factoring and rounding; returns the steps."""
        steps: list[Node] = []
        facts = place.context.facts
        while place.done < len(facts):
            k, (poly, op) = place.done, facts[place.done]
            place.done += 1
            if poly and not is_constant(poly) and not self._round(place, k, steps):
                _, factors = self.factor(poly)
                if op != ">" or not self._square(place, k, factors, steps):
                    self._divide(place, k, factors, steps)
        return steps

    def _round(self, place: Place, k: int, steps: list[Node]) -> bool:
        """Facts about whole numbers, sharpened; True where the old fact is not needed any more."""
        context, (poly, op) = place.context, place.context.facts[k]
        if any(e and not whole for m in poly for e, whole in zip(m, context.integers, strict=True)):
            return False
        for sign in (1, -1) if op == "==" else (1,):
            better = rounded(scaled(poly, sign), op, context)
            if (better, ">=") not in context.facts and (op == ">" or primitive(better)[0] != primitive(scaled(poly, sign))[0]):
                steps.append({"rule": "round", "fact": k, "sign": sign})
                context.facts.append((better, ">="))
                if op != "==":
                    place.idle.add(k)
        return k in place.idle

    def _square(self, place: Place, k: int, factors: list[tuple[Poly, int]], steps: list[Node]) -> bool:
        """From f f q > 0 to q > 0 and f f > 0."""
        root = _product(((f, e // 2) for f, e in factors), self.n)
        rest = _product(((f, e % 2) for f, e in factors), self.n)
        if is_constant(root) or is_constant(rest):
            return False
        quotient = scaled(rest, _ratio(place.context.facts[k][0], mul(mul(root, root), rest)))
        steps.append({"rule": "square", "fact": k, "root": write_poly(root), "quotient": write_poly(quotient)})
        place.context.facts += [(quotient, ">"), (mul(root, root), ">")]
        place.idle.add(k)
        return True

    def _divide(self, place: Place, k: int, factors: list[tuple[Poly, int]], steps: list[Node]) -> None:
        """A fact without those of its factors whose sign is certain."""
        if len(factors) == 1 and factors[0][1] == 1:
            return
        facts = place.context.facts
        by: list[int] = []
        rest: list[tuple[Poly, int]] = []
        for f, e in factors:
            known = self._sign(place, f, steps)
            if known is None:
                rest.append((f, e))
            else:
                by += [known] * e
        if by:
            quotient = _product(rest, self.n)
            divisor = _product(((facts[j][0], 1) for j in by), self.n)
            quotient = scaled(quotient, _ratio(facts[k][0], mul(divisor, quotient)))
            steps.append({"rule": "divide", "fact": k, "by": by, "quotient": write_poly(quotient)})
            facts.append((quotient, facts[k][1]))
            place.idle.add(k)

    def _sign(self, place: Place, f: Poly, steps: list[Node]) -> int | None:
        """The place of a fact f > 0 or -f > 0, proved as a lemma where need be; None where the sign stays open."""
        facts = place.context.facts
        for k, (poly, op) in enumerate(facts):
            if op == ">" and primitive(poly)[0] in (f, scaled(f, -1)):
                return k
        active = self._active(place)
        for sign in (1, -1):
            opposite = (scaled(f, -sign), ">=")
            proof = self._identity([*(facts[k] for k in active), opposite], [*active, len(facts)], LEVELS[:2])
            if proof is not None:
                poly = scaled(f, sign)
                steps.append({"rule": "lemma", "poly": write_poly(poly), "op": ">", "proof": proof})
                facts.append((poly, ">"))
                return len(facts) - 1
        return None

    def factor(self, poly: Poly) -> tuple[Fraction, list[tuple[Poly, int]]]:
        """A polynomial as a number times powers of irreducible ones with whole coefficients."""
        key = frozenset(primitive(poly)[0].items())
        if key not in self.factored:
            self.factored[key] = factor_list(primitive(poly)[0], self.n)
        return self.factored[key]

    # -- cases --------------------------------------------------------------------------------------------------------

    def _choices(self, place: Place) -> list[int]:
        """The choices that say something, those with the fewest alternatives first."""
        choices = place.context.choices
        return sorted((k for k, c in enumerate(choices) if ("and", []) not in c), key=lambda k: len(choices[k]))

    def _by_choice(self, place: Place, depth: int) -> Node | None:
        open_choices = self._choices(place)
        if not open_choices:
            return None
        k = open_choices[0]
        cases = []
        for tree in place.context.choices[k]:
            context = place.context.copy()
            context.choices.pop(k)
            case = self.refute(Place(context.assume(tree), set(place.idle), place.done, place.signs), depth)
            if case is None:
                return None
            cases.append(case)
        return {"steps": [], "end": {"rule": "choice", "choice": k, "cases": cases}}

    def _by_sign(self, place: Place, depth: int) -> Node | None:
        for level in range(1, depth + 1):
            for poly in self._candidates(place):
                if self.splits <= 0:
                    return None
                self.splits -= 1
                cases: dict[str, Node] = {}
                for case in ("zero", "positive", "negative"):
                    node = self.refute(place.child(poly, case), level - 1)
                    if node is None:
                        break
                    cases[case] = node
                else:
                    return {"steps": [], "end": {"rule": "sign", "of": write_poly(poly), "cases": cases}}
        return None

    def _candidates(self, place: Place) -> Iterator[Poly]:
        """Polynomials whose sign may matter: factors of facts, leading coefficients, parameters and their differences."""
        facts = [place.context.facts[k] for k in self._active(place)]
        settled = {frozenset(primitive(scaled(p, s))[0].items()) for p, op in facts if op != ">=" for s in (1, -1)}
        for poly in self._guesses(facts):
            key = frozenset(primitive(poly)[0].items())
            if not is_constant(poly) and key not in settled:
                settled |= {key, frozenset(primitive(scaled(poly, -1))[0].items())}
                yield poly

    def _guesses(self, facts: Sequence[Fact]) -> Iterator[Poly]:
        split = [self.factor(p)[1] for p, _ in facts]
        yield from sorted((f for fs in split if len(fs) > 1 or fs[0][1] > 1 for f, _ in fs), key=degree)
        used = sorted({i for p, _ in facts for m in p for i, e in enumerate(m) if e})
        for p, _ in facts:
            for i in used:
                lead = leading(p, i)
                if lead is not None and not is_constant(lead):
                    yield from (f for f, _ in self.factor(lead)[1])
        single = [{tuple(int(i == k) for i in range(self.n)): 1} for k in used]
        yield from (p for p, op in facts if op == ">=" and degree(p) == 1)
        yield from single
        yield from (add(p, q, -1) for p, q in combinations(single, 2))
        yield from (add(p, constant(1, self.n), -1) for p in single)

    def _univariate(self, place: Place) -> Node | None:
        from .univariate import refute_on_line

        active = self._active(place)
        used = {i for k in active for m in place.context.facts[k][0] for i, e in enumerate(m) if e}
        if len(used) != 1:
            return None
        try:
            return refute_on_line(place.context, active, used.pop(), self.factor)
        except ArithmeticError:
            return None


# -- polynomials ----------------------------------------------------------------------------------------------------------


def _renamed(term: dict[str, Any], names: Sequence[int], powers: Sequence[int]) -> dict[str, Any]:
    """A term about the facts of a place and in its own units."""
    out: dict[str, Any] = {key: measured(term[key], powers) for key in ("square", "multiplier") if key in term}
    if "equation" in term:
        return {"equation": names[term["equation"]], **out}
    return {"times": term["times"], "facts": [names[k] for k in term["facts"]], **out}


def factor_list(poly: Poly, n: int) -> tuple[Fraction, list[tuple[Poly, int]]]:
    """SymPy's factorization over the rationals, as dictionaries."""
    import sympy

    symbols = [sympy.Dummy() for _ in range(n)]
    lead, factors = sympy.Poly.from_dict({m: sympy.Integer(c) for m, c in poly.items()}, *symbols).factor_list()
    split = [({m: int(c) for m, c in f.as_dict().items()}, int(e)) for f, e in factors]
    return Fraction(int(lead.p), int(lead.q)), split


def _product(factors: Any, n: int) -> Poly:
    out = constant(Fraction(1), n)
    for f, e in factors:
        for _ in range(e):
            out = mul(out, f)
    return out


def _ratio(a: Poly, b: Poly) -> Fraction:
    """The number c with a = c b."""
    m = next(iter(b))
    return Fraction(a[m]) / Fraction(b[m])
