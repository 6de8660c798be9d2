"""How a claim is decided: a search for counterexamples, a search for a proof, a longer search for counterexamples."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .. import check as checker
from ..certificates.claims import ClaimProof, Counterexample
from ..scalars import simplest
from ..solution import Guarantee, Solution, certify
from .boundaries import search_boundaries, search_equations, search_linear, search_lines, search_roots
from .proving import Place, Prover
from .searching import Point, Query, search_grids, search_random, simplified
from .statements import Claim
from .trimming import trimmed
from .univariate import Feasible

#: How much work (points times terms) goes into the first search on grids.
QUICK = 4_000_000
ADVICE = (
    "put what is known into given (an order of the parameters, their bounds), split the claim into cases, or raise max_degree, "
    "max_splits, effort or search"
)
#: The effort of a proof that is wanted only for the diagnostics.
SMALL = 100_000
#: How many lines or cells the first search tries, and how many cells the last one does.
FEW, CELLS = 30, 500
#: How many sign splits may be nested.
DEPTH = 3


class Decision:
    """One claim on its way to an answer."""

    def __init__(self, claim: Claim, max_degree: int, max_splits: int, effort: int, search: int) -> None:
        self.claim, self.data, self.symbols = claim, claim.to_dict(), claim.parameters
        self.integers = tuple(bool(s.is_integer) for s in self.symbols)
        self.limits = {"max_degree": max_degree, "max_splits": max_splits, "effort": effort}
        self.prover = Prover(len(self.symbols), **self.limits)
        self.query = Query.from_tree(checker.query(self.data), self.integers)
        self.search = search
        self.tried: list[str] = []

    def run(self) -> Solution[bool | None]:
        """The answer with its evidence."""
        query, factor = self.query, self.prover.factor
        found = self._first(
            ("small grids", lambda: search_grids(query, min(QUICK, self.search))),
            ("equations", lambda: search_equations(query, factor)),
            ("linear programs", lambda: search_linear(query, limit=FEW, only=True)),
            ("random points", lambda: search_random(query)),
            ("a few lines", lambda: search_lines(query, limit=FEW)),
        )
        if found is None:
            answer = self._prove()
            if answer is not None:
                return answer
            found = self._first(
                ("more linear programs", lambda: search_linear(query, limit=CELLS)),
                ("boundaries", lambda: search_boundaries(query, factor)),
                ("lines", lambda: search_lines(query)),
                ("large grids", lambda: search_grids(query, self.search)),
            )
            self.tried.append("irrational roots")
            root = search_roots(query, factor) if found is None else None
            answer = None if root is None else self._feasible(root)
            if answer is not None:
                return answer
        if found is not None:
            return self._refuted(found)
        return Solution(
            self._concept(), self.claim, None, Guarantee.OPEN, None, {**self._diagnostics(None), "what may help": ADVICE}
        )

    def _concept(self) -> str:
        return f"claim {self.claim.name}" if self.claim.name else "claim"

    def _first(self, *searches: tuple[str, Callable[[], Point | None]]) -> Point | None:
        for name, search in searches:
            self.tried.append(name)
            found = search()
            if found is not None:
                return found
        return None

    def _refuted(self, point: Point) -> Solution[bool | None]:
        small = simplified(self.query, point)
        values = {s.name: simplest(x) for s, x in zip(self.symbols, small, strict=True)}
        return certify(self._concept(), self.claim, Counterexample(values), self._diagnostics(self.tried[-1]))

    def _prove(self) -> Solution[bool | None] | None:
        start = checker.start(self.data)
        self.tried.append("proof (" + ", ".join(f"{k}={v}" for k, v in self.limits.items()) + ")")
        try:
            proof = self.prover.refute(Place(start.copy()), DEPTH)
        except Feasible as feasible:
            self.tried.append("real roots")
            return self._feasible(feasible)
        if proof is None:
            return None
        return certify(self._concept(), self.claim, ClaimProof(trimmed(proof, start)), self._diagnostics(self.tried[-1]))

    def _feasible(self, feasible: Feasible) -> Solution[bool | None] | None:
        """One parameter decides: its value, if rational, is the counterexample; if not, it is described."""
        import sympy

        if not self.query.holds(feasible.sign):
            return None
        i = feasible.variable
        if feasible.low == feasible.high:
            return self._refuted(tuple(feasible.low if k == i else Fraction(0) for k in range(len(self.symbols))))
        x = self.symbols[i]
        root = sympy.Poly([sympy.Rational(c.numerator, c.denominator) for c in reversed(feasible.line)], x).as_expr()
        others = feasible.others or (0,) * len(self.symbols)
        rest = "".join(f", {s} = {value}" for s, value in zip(self.symbols, others, strict=True) if s != x)
        where = f"{x} is the root of {root} between {feasible.low} and {feasible.high}{rest}"
        some = self.claim.kind == "exists"
        found = {"witness" if some else "counterexample": where, **self._diagnostics(self.tried[-1])}
        return Solution(self._concept(), self.claim, some, Guarantee.EXACT, None, found)

    def _diagnostics(self, found: str | None) -> dict[str, Any]:
        out = {"tried" if found is None else "found by": ", ".join(self.tried) if found is None else found, **self._region()}
        undefined = self._undefined()
        return {**out, "undefined where": undefined} if undefined else out

    def _region(self) -> dict[str, str]:
        """What is known about the region: nothing to report where a point of it was found."""
        nowhere = {**self.data, "quantifier": "all", "statement": False}
        region = Query.from_tree(checker.query(nowhere), self.integers)
        if not self.data["given"] or self._some_point(region) is not None:
            return {}
        prover = Prover(len(self.symbols), max_degree=2, max_splits=0, effort=SMALL)
        try:
            if prover.refute(Place(checker.start(nowhere)), 0) is not None:
                return {"region": "empty (proved): no point satisfies what is given, so every statement holds there"}
        except Feasible:
            return {}
        return {"region": "no point of it was found, and no proof that it is empty"}

    def _some_point(self, query: Query) -> Point | None:
        """A point of a query, if one is easy to find."""
        point = search_grids(query, QUICK // 10)
        if point is None:
            point = search_linear(query, limit=4)
        return search_equations(query, self.prover.factor, limit=4) if point is None else point

    def _undefined(self) -> str:
        """The points of the region where a denominator vanishes, as far as known; no claim is made about them."""
        divisors: list[checker.Poly] = []
        names = [s.name for s in self.symbols]
        given = [checker.normal(g, True, names, divisors) for g in self.data["given"]]
        checker.normal(self.data["statement"], True, names, divisors)
        found = []
        factors = [f for d in divisors if not checker.is_constant(d) for f, _ in self.prover.factor(d)[1]]
        for factor in {frozenset(f.items()): f for f in factors}.values():
            tree = ("and", [*given, ("fact", (factor, "=="))])
            query = Query.from_tree(tree, self.integers)
            prover = Prover(len(names), max_degree=2, max_splits=0, effort=SMALL)
            try:
                proof = prover.refute(Place(checker.Context([], [], self.integers).assume(tree)), 0)
            except Feasible:
                proof = None
            if proof is None:
                point = self._some_point(query)
                at = "" if point is None else ", as at " + ", ".join(f"{n} = {x}" for n, x in zip(names, point, strict=True))
                found.append(f"{self._shown(factor)} == 0{at}")
        return "; ".join(found)

    def _shown(self, poly: checker.Poly) -> str:
        import sympy

        return str(sympy.Poly.from_dict({m: int(c) for m, c in poly.items()}, *self.symbols).as_expr())
