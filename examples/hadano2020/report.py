"""The report as one HTML file that needs nothing else: style, figures and text are inside."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from types import ModuleType
from typing import Any

from examples.hadano2020.parameters import P
from examples.hadano2020.proposition import Finding, Link, shown

GREEK = {
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "kappa": "κ",
    "lambda": "λ",
    "omega": "ω",
    "rho": "ρ",
    "sigma": "σ",
    "xi": "ξ",
    "eta": "η",
    "nu": "ν",
    "ell": "ℓ",
}
SIGNS = {">=": "≥", "<=": "≤", "^2": "²", "**2": "²", "sqrt": "√", "omega-hat": "ω̂", "wbar": "w̄"}
BADGE = {"holds": "holds", "holds only if": "only-if", "fails": "fails", "conditional": "only-if"}

STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #5c5c5c; --line: #d5d5d5; --page: #fdfdfb; --card: #fff;
  --good: #00664b; --mid: #8a5a00; --bad: #a33a00; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --soft: #b0b0b0; --line: #444; --page: #161616; --card: #1f1f1f;
  --good: #4cc9a4; --mid: #f0b94a; --bad: #ff8c5a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 Georgia, 'Times New Roman', serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.2rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: .6rem 0; } h2 { margin-top: 2.6rem; border-bottom: 1px solid var(--line); }
h3 { margin: 0 0 .3rem; } p, li { overflow-wrap: anywhere; } .soft { color: var(--soft); } small { color: var(--soft); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
.badge { display: inline-block; white-space: nowrap; font: 600 .8rem/1.5 system-ui, sans-serif; padding: 0 .55em; border-radius: 1em;
  border: 1.5px solid currentColor; }
.holds { color: var(--good); } .only-if { color: var(--mid); } .fails { color: var(--bad); }
.holds::before { content: "✓ "; } .only-if::before { content: "◐ "; } .fails::before { content: "✗ "; }
article { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.1rem; margin: 1.1rem 0; }
figure { margin: 1.2rem 0; background: #fff; border: 1px solid var(--line); border-radius: .5rem; padding: .6rem; }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr)); gap: .6rem; align-items: start; }
.panel { overflow-x: auto; } .panel svg { display: block; width: 100%; height: auto; max-height: 38rem; margin: 0 auto; }
.panel.dense svg { min-width: 30rem; } figcaption { color: #333; font-size: .92rem; padding-top: .4rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem .9rem; margin: .6rem 0; } dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; } details { margin: .5rem 0; } summary { cursor: pointer; color: var(--soft); }
a { color: inherit; } code { font-size: .9em; }
@media (max-width: 40rem) { main { padding: .8rem; } h1 { font-size: 1.5rem; } dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; } .score thead { display: none; } .score tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--line); }
  .score td { display: block; border: 0; padding: .1rem 0; } }
"""


def pretty(text: str) -> str:
    """Text as HTML, with Greek letters, signs and subscripts for the names that the code uses."""
    out = escape(text)
    for name, sign in SIGNS.items():
        out = out.replace(escape(name), sign)
    out = re.sub(rf"\b({'|'.join(GREEK)})(?![a-z])", lambda m: GREEK[m.group(1)], out.replace("*", " "))
    return re.sub(r"\b([A-Za-zα-ωℓ]{1,2})_([A-Za-z0-9]{1,2})\b", r"\1<sub>\2</sub>", out)


def badge(status: str) -> str:
    """A verdict as a colored word with a sign, so that color is not the only cue."""
    return f'<span class="badge {BADGE[status]}">{escape("holds only if" if status == "conditional" else status)}</span>'


def svg(figure: Any) -> str:
    """A Matplotlib figure as inline SVG."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", bbox_inches="tight", metadata={"Date": None})
    text = buffer.getvalue()
    return text[text.index("<svg") :]


def _score_row(f: Finding) -> str:
    several = len(f.conditions) > 1
    lines = [pretty(c) + (f"<br><small>for: {pretty(claim)}</small>" if several else "") for claim, c in f.conditions.items()]
    more = f"<br><small>and {len(lines) - 2} more conditions below</small>" if len(lines) > 3 else ""
    conditions = "<br>".join(lines[: 2 if more else 3]) + more if lines else "as worded"
    link = f"<br><small>first link that fails: {pretty(f.first_failing_link)}</small>" if f.first_failing_link else ""
    cells = [
        f'<a href="#{f.proposition.id}"><b>{f.proposition.id}</b></a>',
        escape(f.proposition.title),
        badge(f.verdict),
        conditions + link,
        f"<small>{escape(f.evidence)}</small>",
    ]
    return "<tr>" + "".join(f"<td>{c}</td>" for c in cells) + "</tr>"


def _link_item(link: Link) -> str:
    condition = f" Exactly when {pretty(link.condition)}." if link.condition else ""
    return f"<li>{badge(link.status)} {pretty(link.claim)}.{condition}<br><small>{escape(link.evidence)}: {pretty(link.detail)}</small></li>"


def _article(f: Finding) -> str:
    p, c = f.proposition, f.computation
    quantities = "".join(
        f"<tr><td>{pretty(name)}</td><td>{pretty(shown(value))}</td></tr>" for name, value in c.quantities.items()
    )
    rivals = f"<h4>What the sceptic's reading yields</h4><ul>{''.join(map(_link_item, c.rivals))}</ul>" if c.rivals else ""
    routes = "; ".join(pretty(check.what) for check in c.checks)
    agreed = f'<p class="soft">Checked by a second route: {routes}.</p>' if routes else ""
    expected = "as expected" if p.expected == f.verdict else f"expected: {p.expected}"
    return f"""<article id="{p.id}"><h3>{p.id}: {escape(p.title)} {badge(f.verdict)}</h3>
<dl><dt>The article</dt><dd>{pretty(p.claim)}</dd><dt>Formalized</dt><dd>{pretty(p.model)}</dd>
<dt>A sceptic</dt><dd>{pretty(p.sceptic)}</dd><dt>Verdict</dt><dd>{escape(f.verdict)} ({escape(expected)})</dd></dl>
<ol>{"".join(map(_link_item, c.links))}</ol>{rivals}
<details><summary>{len(c.quantities)} computed quantities</summary><div class="scroll"><table>{quantities}</table></div></details>{agreed}</article>"""


def _section(module: ModuleType, found: Sequence[Finding]) -> str:
    title, _, rest = (module.__doc__ or "").partition("\n")
    paragraphs = "".join(f"<p>{pretty(' '.join(part.split()))}</p>" for part in rest.strip().split("\n\n"))
    mine = [f for f in found if module.__name__.endswith(f.module)]
    figures = "".join(_figure(draw(), caption) for draw, caption in module.FIGURES.values())
    tables = "".join(_table(*table) for table in getattr(module, "TABLES", {}).values())
    return f"<h2>{escape(title)}</h2>{paragraphs}{figures}{tables}{''.join(map(_article, mine))}"


def _figure(panels: Sequence[Any], caption: str) -> str:
    """Panels side by side where there is room, below each other on a phone; wide ones can be scrolled there."""
    drawn = "".join(f'<div class="panel{" dense" if p.get_figwidth() > 6 else ""}">{svg(p)}</div>' for p in panels)
    return f'<figure><div class="panels">{drawn}</div><figcaption>{pretty(caption)}</figcaption></figure>'


def _table(headers: Sequence[str], rows: Callable[[], list[tuple[str, ...]]], caption: str) -> str:
    head = "".join(f"<th>{escape(h)}</th>" for h in headers)
    body = "".join("<tr>" + "".join(f"<td>{pretty(cell)}</td>" for cell in row) + "</tr>" for row in rows())
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<article><div class="scroll">{table}</div><p class="soft">{pretty(caption)}</p></article>'


def _parameters() -> str:
    rows = "".join(
        f"<tr><td>{pretty(str(p.symbol))}</td><td>{pretty(p.meaning)}</td><td>[{p.box[0]}, {p.box[1]}]</td></tr>"
        for _, p in P.items()
    )
    return f'<div class="scroll"><table><thead><tr><th>symbol</th><th>meaning</th><th>box</th></tr></thead><tbody>{rows}</tbody></table></div>'


def _compared(compared: Sequence[Any]) -> str:
    rows = "".join(
        f"<tr><td>{c.id}</td><td>{pretty(c.quantity)}</td><td>{escape(c.expected)}</td><td>{escape(shown(c.computed))}</td>"
        f"<td>{pretty(c.reason)}</td></tr>"
        for c in compared
        if not c.agrees
    )
    met = sum(c.agrees for c in compared)
    head = "<tr><th></th><th>quantity</th><th>expected</th><th>computed</th><th>why</th></tr>"
    return f'<p>{met} of {len(compared)} expectations were met. Not met:</p><div class="scroll"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>'


def write_html(path: Path, found: Sequence[Finding], compared: Sequence[Any], modules: Sequence[ModuleType]) -> None:
    """Write the report."""
    rows = "".join(map(_score_row, found))
    page = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Multilateralism in a multipolar world: the argument, computed</title><style>{STYLE}</style></head><body><main>
<p class="soft">Takamitsu Hadano, “Multipolarity and the Future of Multilateralism: Towards ‘Thick’ Peacekeeping in the Donbas
Conflict”, <i>Global Policy</i> 11(2), 2020, 212–221, <a href="https://doi.org/10.1111/1758-5899.12790">doi 10.1111/1758-5899.12790</a></p>
<h1>Multilateralism in a multipolar world: the argument, computed</h1>
<p>The article argues that multilateralism endures in a multipolar world, that rising powers may prefer it exclusive, and that a
thick peacekeeping mission in the Donbas could begin a Europe-wide framework. Here the first part of its argument is taken as a
set of claims about games, and each claim is proved, refuted, or given the exact condition under which it holds. Only the abstract
and the policy implications of the article were at hand; what is formalized is marked as ours.</p>
<h2>Scorecard</h2><div class="scroll"><table class="score"><thead><tr><th></th><th>proposition</th><th>verdict</th><th>exactly when</th>
<th>evidence</th></tr></thead><tbody>{rows}</tbody></table></div>
<p class="soft">A proposition is a chain of links. It <i>holds</i> if all hold as worded, <i>holds only if</i> some hold on a part of
their region that is known exactly, and <i>fails</i> if one is refuted in the case at hand. “Certified” means that the proof or the
counterexample was checked by a program that cannot reach the one that found it.</p>
{"".join(_section(module, found) for module in modules)}
<h2>Expected and computed</h2>{_compared(compared)}
<h2>Parameters</h2><p>Boxes are priors of the formalization, not evidence.</p>{_parameters()}
<h2>Data</h2><p>States, votes, rules, missions and proposals are read from the data folder of the example, whose README names every
source: World Bank (GDP, population), Correlates of War (capabilities), Voeten’s roll calls (Bailey, Strezhnev and Voeten 2017), and
press and official documents. Codes of proposals between 0 and 1 are this project’s own.</p>
</main></body></html>
"""
    path.write_text(page, encoding="utf-8")
