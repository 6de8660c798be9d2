"""Propositions as objects, and what becomes of them when they are computed.

A proposition is a chain of links, each a claim that can be proved or refuted. Its verdict follows from them by rule:

* **holds**: every link holds as worded;
* **holds only if** …: some link holds on a part of its region only, and that part is known exactly;
* **fails**: some link is refuted in the case at hand, whatever the parameters; the condition says when it would hold.

The first link that fails is named; it is never only a "true" or a "false".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Literal

import coalitions as co

Status = Literal["holds", "conditional", "fails"]
Verdict = Literal["holds", "holds only if", "fails"]


@dataclass(frozen=True, slots=True)
class Link:
    """One claim of a proposition: whether it holds as worded, the exact condition if not, and the evidence."""

    claim: str
    status: Status
    condition: str
    evidence: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A number or statement found by a second route, and whether the two routes agree."""

    what: str
    agree: bool


@dataclass(frozen=True, slots=True)
class Computation:
    """What the model yields: the links in order, quantities by name, second routes, and rival readings."""

    links: Sequence[Link]
    quantities: Mapping[str, Any]
    checks: Sequence[Check] = ()
    rivals: Sequence[Link] = ()  #: what a sceptic's reading yields; it does not enter the verdict


@dataclass(frozen=True, slots=True)
class Proposition:
    """A claim of the article, how it is formalized, what a sceptic holds instead, and what was expected of it."""

    id: str
    title: str
    claim: str
    model: str
    sceptic: str
    expected: Verdict
    compute: Callable[[], Computation]


@dataclass(frozen=True, slots=True)
class Finding:
    """A proposition with its computation."""

    proposition: Proposition
    computation: Computation
    module: str = ""
    broken: tuple[Link, ...] = field(init=False)

    def __post_init__(self) -> None:
        wrong = [c.what for c in self.computation.checks if not c.agree]
        if wrong:
            raise AssertionError(f"{self.proposition.id}: two routes disagree on {'; '.join(wrong)}")
        object.__setattr__(self, "broken", tuple(link for link in self.computation.links if link.status != "holds"))

    def __str__(self) -> str:
        links = self.computation.links
        lines = (f"  [{k.status}] {k.claim}" + (f"; exactly when {k.condition}" if k.condition else "") for k in links)
        return "\n".join([f"{self.proposition.id} {self.proposition.title}: {self.verdict}", *lines])

    @property
    def verdict(self) -> Verdict:
        """By rule from the links."""
        statuses = {link.status for link in self.computation.links}
        return "fails" if "fails" in statuses else "holds only if" if "conditional" in statuses else "holds"

    @property
    def conditions(self) -> dict[str, str]:
        """For each link that does not hold as worded, the exact condition under which it does."""
        return {link.claim: link.condition for link in self.broken}

    @property
    def condition(self) -> str:
        """The same in one line."""
        return "; ".join(dict.fromkeys(self.conditions.values()))

    @property
    def first_failing_link(self) -> str:
        """The first link that does not hold as worded, or nothing."""
        return self.broken[0].claim if self.broken else ""

    @property
    def evidence(self) -> str:
        """The kinds of evidence that the links rest on."""
        return "; ".join(dict.fromkeys(link.evidence for link in self.computation.links))


def proved(claim: str, *statements: co.claims.Claim) -> Link:
    """A link that holds if every one of the statements is proved; it fails with the counterexample to the first that is not."""
    steps = 0
    for statement in statements:
        solution = co.claims.decide(statement)
        if solution.value is None:
            raise AssertionError(f"expected a decision of {statement}, it stayed open: {dict(solution.diagnostics)}")
        if not solution.value:
            return Link(claim, "fails", "", "counterexample (certified)", _reason(solution))
        steps += 1
    return Link(claim, "holds", "", "proof (certified)", f"{steps} statement{'s' if steps > 1 else ''} proved")


def only_if(claim: str, literal: co.claims.Claim, condition: str, *exact: co.claims.Claim) -> Link:
    """A link that is refuted somewhere in its region, and proved to hold exactly under a condition (in both directions)."""
    as_worded = co.claims.decide(literal)
    if as_worded.value is True:
        return Link(claim, "holds", "", "proof (certified)", "holds for all parameters")
    if as_worded.value is None:
        raise AssertionError(f"expected a decision of {literal}, it stayed open: {dict(as_worded.diagnostics)}")
    under = proved(claim, *exact)
    if under.status != "holds":
        raise AssertionError(f"{claim}: the condition {condition!r} is not exact: {under.detail}")
    detail = f"refuted as worded by {_reason(as_worded)}; the condition is proved"
    return Link(claim, "conditional", condition, "counterexample and proof (certified)", detail)


def observed(claim: str, true: bool, detail: str, *, condition: str = "", evidence: str = "exact computation") -> Link:
    """A link about the case at hand that is computed: it holds, or it fails and would hold under a condition."""
    return Link(claim, "holds" if true else "fails", "" if true else condition, evidence, detail)


def _reason(solution: co.Solution[Any]) -> str:
    return solution.certificate.describe(solution.game) if solution.certificate is not None else str(dict(solution.diagnostics))


def shown(value: Any) -> str:
    """A quantity in words: exact where it is short, with a decimal beside it where that helps."""
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, Fraction) and value.denominator != 1:
        exact = str(value)
        return f"{exact} = {float(value):.4g}" if len(exact) <= 16 else f"{float(value):.4g}"
    if isinstance(value, float):
        return f"{value:.4g}"
    return str(value)
