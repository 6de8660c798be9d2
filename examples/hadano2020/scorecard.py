"""The scorecard: computes the propositions, prints the table, compares with what was expected, and writes the report.

The expectations stand in `data/expectations.csv`, as they were noted down before anything was computed; a computed number agrees
if it rounds to the number noted. A disagreement is a finding, not an error.
"""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from examples.hadano2020 import facts, s2_club, s3_coordination, s7_consent, s7_mission
from examples.hadano2020.proposition import Finding, Link, shown

MODULES: tuple[ModuleType, ...] = (s2_club, s3_coordination, s7_consent, s7_mission)


@cache
def findings() -> tuple[Finding, ...]:
    """All propositions of the modules, computed, in the order of their numbers."""
    from tqdm import tqdm

    todo = [(module, p) for module in MODULES for p in module.PROPOSITIONS]
    todo.sort(key=lambda pair: int(pair[1].id[1:]))
    bar = tqdm(todo, desc="propositions", unit="", leave=False, disable=None)
    return tuple(Finding(p, p.compute(), module.__name__.rsplit(".", 1)[-1]) for module, p in bar)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A number noted beforehand beside the number computed."""

    id: str
    quantity: str
    expected: str
    computed: Any
    agrees: bool
    reason: str


def rounds_to(value: Any, noted: str) -> bool:
    """Whether a number, rounded as the noted one is, equals it; a fraction has to be met exactly."""
    if "/" in noted:
        return Fraction(value) == Fraction(noted)
    exponent = int(Decimal(noted).as_tuple().exponent)
    return abs(Fraction(value) - Fraction(noted)) <= Fraction(10) ** exponent / 2


def comparisons() -> list[Comparison]:
    """All numbers that were noted beforehand, and the verdicts."""
    computed = {f.proposition.id: f for f in findings()}
    out = []
    for f in findings():
        expected, found = f.proposition.expected, f.verdict
        out.append(
            Comparison(f.proposition.id, "verdict", expected, found, expected == found, f"first link: {f.first_failing_link}")
        )
    for row in facts.rows("expectations"):
        value = computed[row["id"]].computation.quantities[row["quantity"]]
        agrees = rounds_to(value, row["expected"])
        out.append(Comparison(row["id"], row["quantity"], row["expected"], value, agrees, "" if agrees else row["if_not"]))
    return out


def table(found: Sequence[Finding], width: int = 118) -> str:
    """The propositions as text: identifier, title, verdict; below, the condition, the evidence and the first failing link."""
    lines = [f"{'':4} {'proposition':78} verdict", "-" * width]
    for f in found:
        lines.append(f"{f.proposition.id:4} {f.proposition.title:78} {f.verdict}")
        details = [("first link that fails", f.first_failing_link)]
        details += [("exactly when", f"{condition}   [{claim}]") for claim, condition in f.conditions.items()]
        details += [("evidence", f.evidence)]
        for name, text in details:
            if text:
                lines += textwrap.wrap(f"{name}: {text}", width, initial_indent=" " * 7, subsequent_indent=" " * 11)
        lines.append("")
    return "\n".join(lines)


def tally(items: Iterable[str]) -> str:
    """How often each occurs, in words."""
    listed = list(items)
    return ", ".join(f"{listed.count(item)} {item}" for item in dict.fromkeys(listed))


def to_json(found: Sequence[Finding]) -> dict[str, Any]:
    """Every proposition with verdict, condition, evidence and quantities, numbers as exact text and as decimals."""

    def plain(value: Any) -> Any:
        if isinstance(value, bool | str):
            return value
        return {"exact": str(value) if not isinstance(value, float) else None, "decimal": float(value)}

    def link(item: Link) -> dict[str, str]:
        return {name: getattr(item, name) for name in ("claim", "status", "condition", "evidence", "detail")}

    return {
        "source": "Hadano (2020), Global Policy 11(2), 212-221, doi 10.1111/1758-5899.12790",
        "propositions": [
            {
                "id": f.proposition.id,
                "title": f.proposition.title,
                "verdict": f.verdict,
                "condition": f.condition,
                "conditions": f.conditions,
                "evidence": f.evidence,
                "first_failing_link": f.first_failing_link,
                "expected_verdict": f.proposition.expected,
                "quantities": {name: plain(value) for name, value in f.computation.quantities.items()},
                "links": [link(item) for item in f.computation.links],
                "rival_readings": [link(item) for item in f.computation.rivals],
                "second_routes": [{"what": c.what, "agree": c.agree} for c in f.computation.checks],
                "module": f.module,
            }
            for f in found
        ],
        "disagreements": [
            {"id": c.id, "quantity": c.quantity, "expected": c.expected, "computed": shown(c.computed), "reason": c.reason}
            for c in comparisons()
            if not c.agrees
        ],
    }


def main(folder: Path) -> None:
    """Compute everything, print the table, write the report."""
    from examples.hadano2020.report import write_html

    found = findings()
    print(__doc__.splitlines()[0] if __doc__ else "")
    print(table(found))
    print(f"{len(found)} propositions: {tally(f.verdict for f in found)}")
    compared = comparisons()
    print(f"{sum(c.agrees for c in compared)} of {len(compared)} expectations met; not met:")
    for c in compared:
        if not c.agrees:
            print(f"  {c.id} {c.quantity}: expected {c.expected}, computed {shown(c.computed)} ({c.reason})")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "propositions.json").write_text(json.dumps(to_json(found), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    write_html(folder / "index.html", found, compared, MODULES)
    print(f"written: {folder / 'index.html'} and {folder / 'propositions.json'}")
