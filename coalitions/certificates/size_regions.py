"""Evidence about stable sizes along a parameter: signs between isolated roots, counted by Sturm's theorem."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from ..errors import CertificateError, UnsupportedGameError
from ..games.agreement import SymmetricAgreement
from ..games.size_regions import SizeRegion, SizeRegions
from ..kernels.polynomials import (
    Polynomial,
    common_divisor,
    divided,
    polynomial,
    product,
    roots_between,
    simple_roots,
    value,
)
from ..scalars import algebraic_number, polynomial_quotient, sign
from .agreements import Terms, symmetric_surplus
from .plain import fractions

Bounds = tuple[Fraction, Fraction]


def quotients(game: SymmetricAgreement, parameter: str, terms: Terms) -> list[tuple[Polynomial, Polynomial]]:
    """For k = 1, …, n the surplus of each of k signatories as two polynomials, above and below."""
    surpluses = (symmetric_surplus(game, k, terms) for k in range(1, game.n + 1))
    pairs = (polynomial_quotient(surplus, parameter) for surplus in surpluses)
    return [(polynomial(above), polynomial(below)) for above, below in pairs]


def changes(lines: list[tuple[Polynomial, Polynomial]]) -> Polynomial:
    """The polynomial with simple roots at which some numerator is 0 that is not 0 everywhere."""
    every = polynomial([1])
    for above, _ in lines:
        if above:
            simple = simple_roots(above)
            every = divided(product(every, simple), common_divisor(every, simple))[0]
    return every


def sizes_from_signs(n: int, signs: list[int], terms: Terms) -> tuple[int, ...]:
    """The stable sizes, from the signs of the surpluses for k = 1, …, n."""
    found = []
    for k in range(n + 1):
        if not terms.singletons and k < 2:
            stable = k == 0
        else:
            stable = (k == 0 or terms.stays(signs[k - 1])) and (k == n or not terms.joins(signs[k]))
        if stable:
            found.append(k)
    return tuple(found)


def signs_at(lines: list[tuple[Polynomial, Polynomial]], at: Fraction) -> list[int]:
    """The signs of all surpluses at a fraction."""
    return [sign(value(above, at) * value(below, at)) for above, below in lines]


@dataclass(frozen=True, slots=True)
class StableRegions:
    """Fractions that isolate every value at which a surplus changes its sign, and fractions between them.

    The check counts roots by Sturm's theorem: one between each pair of bounds and no others, so that signs are constant in
    between and are read off at the fractions given; no denominator has a root.
    """

    parameter: str
    low: Fraction
    high: Fraction
    terms: Terms
    roots: tuple[Bounds, ...]  #: open intervals with one root each, or twice the root where it is a fraction
    samples: tuple[Fraction, ...]  #: one value between each two neighbors of low, the roots and high
    proves: ClassVar[tuple[str, ...]] = ("stable agreement regions",)

    @property
    def judged(self) -> tuple[str, Fraction, Fraction, Terms]:
        """The parameter, its range, and what stability was taken to mean."""
        return (self.parameter, self.low, self.high, self.terms)

    def check(self, game: SymmetricAgreement) -> SizeRegions:
        """The regions; raises CertificateError where a root is missing, or not alone between its bounds."""
        if not isinstance(game, SymmetricAgreement) or not isinstance(self.terms, Terms) or not self.terms.valid():
            raise CertificateError("expected a SymmetricAgreement and the terms of a stable agreement")
        if type(self.parameter) is not str or type(self.roots) is not tuple or type(self.samples) is not tuple:
            raise CertificateError("expected the name of a parameter, and tuples of roots and samples")
        flat = fractions([self.low, self.high, *(v for pair in self.roots for v in pair), *self.samples])
        low, high = flat[:2]
        try:
            lines = quotients(game, self.parameter, self.terms)
        except UnsupportedGameError as error:
            raise CertificateError(str(error)) from error
        every = changes(lines)
        self._isolated(every, lines, low, high)
        regions, ends = [], [low, *(self._root(every, pair) for pair in self.roots), high]
        regions.append(SizeRegion(low, low, sizes_from_signs(game.n, signs_at(lines, low), self.terms)))
        for k, sample in enumerate(self.samples):
            signs = signs_at(lines, sample)
            regions.append(SizeRegion(ends[k], ends[k + 1], sizes_from_signs(game.n, signs, self.terms)))
            if k < len(self.roots):
                signs = [0 if _between(above, *self.roots[k]) else s for (above, _), s in zip(lines, signs, strict=True)]
                regions.append(SizeRegion(ends[k + 1], ends[k + 1], sizes_from_signs(game.n, signs, self.terms)))
        regions.append(SizeRegion(high, high, sizes_from_signs(game.n, signs_at(lines, high), self.terms)))
        return SizeRegions(self.parameter, _merged(regions))

    def _isolated(self, every: Polynomial, lines: list[tuple[Polynomial, Polynomial]], low: Fraction, high: Fraction) -> None:
        if not low < high or len(self.samples) != len(self.roots) + 1:
            raise CertificateError("expected a range of values, and one sample more than roots")
        if any(not value(below, end) for _, below in lines for end in (low, high)) or any(
            roots_between(below, low, high) for _, below in lines
        ):
            raise CertificateError("expected payoffs that are defined everywhere, a denominator has a root")
        inner = roots_between(every, low, high)
        if inner != len(self.roots):
            raise CertificateError(f"expected {inner} values at which a surplus changes its sign, got {len(self.roots)}")
        before = low
        for sample, (a, b) in zip(self.samples, self.roots, strict=False):
            if not before < sample <= a <= b < high or _between(every, a, b) != 1 or not value(every, sample):
                raise CertificateError("expected samples that are no roots, and one root between each two bounds, in order")
            before = b
        last = self.samples[-1]
        if not before <= last < high or last == low or not value(every, last):
            raise CertificateError("expected a sample after the last root")

    def _root(self, every: Polynomial, bounds: Bounds) -> Any:
        a, b = bounds
        return a if a == b else algebraic_number(every, a, b)

    def describe(self, game: SymmetricAgreement) -> str:
        return f"signs between {len(self.roots)} isolated roots, which are all by Sturm's theorem"

    def to_dict(self) -> dict[str, Any]:
        data = {"parameter": self.parameter, "low": str(self.low), "high": str(self.high), "terms": self.terms.to_dict()}
        roots = [[str(a), str(b)] for a, b in self.roots]
        return {"kind": "stable regions", **data, "roots": roots, "samples": [str(s) for s in self.samples]}


def _merged(regions: list[SizeRegion]) -> tuple[SizeRegion, ...]:
    """Regions in which nothing changes where a surplus does are taken together."""
    out = regions[:2]
    for point, after in zip(regions[2:-1:2], regions[3::2], strict=False):
        if out[-1].sizes == point.sizes == after.sizes:
            out[-1] = SizeRegion(out[-1].start, after.end, after.sizes)
        else:
            out += [point, after]
    return (*out, regions[-1])


def _between(p: Polynomial, a: Fraction, b: Fraction) -> int:
    """How many different roots a polynomial has strictly between two fractions, or at the fraction if they are the same."""
    if not p:
        return 1
    return int(not value(p, a)) if a == b else roots_between(p, a, b)
