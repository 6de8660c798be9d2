"""The worked case: the data, the verdicts, and the report."""

import json
import re
import subprocess
import sys
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from examples.hadano2020 import facts, s2_club, s3_coordination, s7_consent, s7_mission, scorecard
from examples.hadano2020.proposition import Check, Computation, Finding, Link, Proposition, shown

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """The report of `python -m examples`, run as a user would."""
    folder = tmp_path_factory.mktemp("report")
    run = subprocess.run([sys.executable, "-m", "examples", str(folder)], capture_output=True, text=True, cwd=ROOT, check=True)
    return run.stdout, json.loads((folder / "propositions.json").read_text()), (folder / "index.html").read_text()


def test_verdicts(report):
    _, data, _ = report
    verdicts = {p["id"]: p["verdict"] for p in data["propositions"]}
    assert verdicts == {
        "P1": "holds only if", "P2": "holds only if", "P3": "holds", "P7": "holds only if", "P8": "holds only if", "P10": "fails",
        "P11": "holds only if", "P16": "holds only if", "P19": "fails", "P20": "holds only if", "P23": "holds only if",
    }  # fmt: skip


def test_every_proposition_says_why(report):
    printed, data, _ = report
    for p in data["propositions"]:
        assert p["id"] in printed
        assert p["evidence"]
        assert p["quantities"]
        assert bool(p["condition"]) == bool(p["first_failing_link"]) == (p["verdict"] != "holds")
        assert all(route["agree"] for route in p["second_routes"])
    quantities = {p["id"]: p["quantities"] for p in data["propositions"]}
    assert quantities["P3"]["power of a permanent member"]["exact"] == "421/2145"
    assert quantities["P3"]["EP of the Council"]["exact"] == "151/429"
    assert quantities["P16"]["share of status quos with agreement without we-feeling"]["exact"] == "5/6"
    assert "sqrt(q_R) + sqrt(q_U) >= 1" in {p["id"]: p["condition"] for p in data["propositions"]}["P16"]


def test_disagreements_are_reported(report):
    printed, data, page = report
    found = {(d["id"], d["quantity"]) for d in data["disagreements"]}
    assert ("P20", "CSTO without Russia, shortfall of military spending (2018)") in found
    for d in data["disagreements"]:
        assert d["quantity"] in printed
        assert d["reason"]
    assert "Not met" in page


class Links(HTMLParser):
    """Collects what a page would load, and checks that tags are closed."""

    def __init__(self):
        super().__init__()
        self.loads, self.open, self.anchors, self.targets = [], [], set(), set()

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.loads += [named[key] for key in ("src", "data") if key in named] + ([named["href"]] if tag == "link" else [])
        self.targets |= {named["href"][1:]} if tag == "a" and named.get("href", "").startswith("#") else set()
        self.anchors |= {named["id"]} if "id" in named else set()
        if tag not in ("meta", "br", "path", "use", "rect", "image", "stop"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                raise AssertionError(f"{tag} closes something else")


def test_the_page_is_one_file(report):
    page = report[2]
    parser = Links()
    parser.feed(page)
    assert not parser.loads
    assert not re.search(r"url\(\s*['\"]?https?:", page)
    assert parser.targets <= parser.anchors
    assert page.count("<figure>") == sum(len(m.FIGURES) for m in scorecard.MODULES) >= 3
    assert page.count("<svg") >= page.count("<figure>")
    assert "viewport" in page
    assert len(page) < 3_000_000


def test_the_data_are_carried_whole():
    readme = (facts.FOLDER / "README.md").read_text()
    for path in facts.FOLDER.glob("*.csv"):
        assert path.name in readme or path.name == "expectations.csv", path
        assert len(facts.rows(path.stem)) > 0
    assert len(facts.members("osce")) == 57
    assert len(facts.members("nato_2018")) == 29
    assert len(facts.members("csto")) == 6
    assert facts.s_scores()["USA", "RUS"] == facts.s_scores()["RUS", "USA"] < 0
    assert "KGZ" not in facts.attribute("2018", "cow_milex_thousand_usd", facts.members("csto"))
    missions = {r["mission"] for r in facts.rows("missions_nato_russia")}
    assert {name for name, _, kind, _ in facts.contact_cases() if kind == "real"} <= missions


def test_gini():
    assert s2_club.gini([Fraction(1)] * 4) == 0
    assert s2_club.gini([Fraction(0), Fraction(0), Fraction(0), Fraction(1)]) == Fraction(3, 4)
    amounts = [Fraction(k) for k in (1, 2, 4, 8)]
    by_pairs = sum(abs(a - b) for a in amounts for b in amounts) / (2 * len(amounts) * sum(amounts))
    assert s2_club.gini(amounts) == by_pairs


def test_the_preferred_form_at_points_of_the_simplex():
    for name, ell in s2_club.LEGITIMACIES.items():
        for rescaled in (False, True):
            offers = s2_club.criteria(ell, rescaled)
            for d, polygon in s2_club.preferred(offers).items():
                if not polygon:
                    continue
                center = tuple(sum(c[i] for c in polygon) / len(polygon) for i in range(3))
                best = max(
                    offers,
                    key=lambda o, center=center, offers=offers: sum(x * w for x, w in zip(offers[o], center, strict=True)),
                )
                assert best == d, (name, rescaled)


def test_zone_and_threshold_against_a_search_over_areas():
    areas = [k / 2000 for k in range(2001)]
    for q_r, q_u, omega in (
        (0.3, 0.3, 0.0),
        (0.2, 0.2, 0.5),
        (0.0, 0.75, 0.3),
        (0.0, 0.75, 0.36),
        (0.05, 0.5, 0.9),
        (0.25, 0.26, -0.5),
    ):
        found = any(
            a**2 + omega * (1 - a) ** 2 <= q_r + omega * q_u + 1e-6 and (1 - a) ** 2 + omega * a**2 <= q_u + omega * q_r + 1e-6
            for a in areas
        )
        assert s7_consent.can_agree(q_r, q_u, omega) == found


def test_thirty_two_designs():
    assert len(s7_mission.DESIGNS) == 32
    assert len(s7_mission.design_rows()) == 32
    assert sum(row[6] != "never" for row in s7_mission.design_rows()) == 12
    assert sum(d.thick for d in s7_mission.DESIGNS) == 3


def test_volumes():
    assert s3_coordination.volume(s3_coordination.BETA, 2) == Fraction(1, 3)


def test_a_disagreement_of_two_routes_stops_the_run():
    proposition = Proposition("P0", "t", "c", "m", "s", "holds", lambda: Computation([], {}))
    link = Link("all is well", "holds", "", "proof")
    assert Finding(proposition, Computation([link], {})).verdict == "holds"
    with pytest.raises(AssertionError, match="two routes disagree on a number"):
        Finding(proposition, Computation([link], {}, [Check("a number", False)]))
    broken = [Link("first", "conditional", "x > 0", "proof"), Link("second", "fails", "y > 0", "data")]
    finding = Finding(proposition, Computation(broken, {}))
    assert (finding.verdict, finding.condition, finding.first_failing_link) == ("fails", "x > 0; y > 0", "first")


def test_rounding():
    assert scorecard.rounds_to(0.8457, "0.85")
    assert not scorecard.rounds_to(0.8557, "0.85")
    assert scorecard.rounds_to(Fraction(1, 2**35), "3e-11")
    assert scorecard.rounds_to(Fraction(1, 3), "1/3")
    assert not scorecard.rounds_to(0.3333, "1/3")
    assert shown(Fraction(1, 3)) == "1/3 = 0.3333"


@pytest.mark.parametrize("module", scorecard.MODULES, ids=lambda m: m.__name__.rsplit(".", 1)[-1])
def test_a_module_is_a_notebook(module):
    """Every heading is a Markdown cell, all code is in code cells, and the docstring comes after the first marker."""
    cells = re.split(r"^# %%", Path(module.__file__).read_text(), flags=re.MULTILINE)
    assert cells[0] == ""
    kinds = ["markdown" if cell.startswith(" [markdown]") else "code" for cell in cells[1:]]
    assert kinds == ["markdown", "code"] * (len(kinds) // 2)
    for kind, cell in zip(kinds, cells[1:], strict=True):
        lines = [line for line in cell.splitlines()[1:] if line.strip()]
        assert (kind == "markdown") == all(line.startswith("# ") for line in lines)
    assert "style.show" in cells[-1]


def test_a_module_is_a_script(tmp_path):
    path = ROOT / "examples" / "hadano2020" / "s3_coordination.py"
    run = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert run.stdout.count("holds only if") == 3
    assert "drawn: " in run.stdout


unit = st.fractions(0, 1, max_denominator=40)


@given(unit, unit, st.fractions("-9/10", "9/10", max_denominator=20))
def test_consent_symbolic_against_numeric(q_r, q_u, omega):
    """The proved condition against the two quadratics, away from the boundary by more than rounding."""
    low, high = sorted((float(q_r), float(q_u)))
    ripe = low**0.5 + high**0.5 - 1
    d = 1 - low - high
    root = d * d - 4 * low * high
    hat = (d + root**0.5) / (2 * high) if root >= 0 and high > 0 else 2.0
    if min(abs(ripe), abs(float(omega) - hat)) > 1e-6:
        assert s7_consent.can_agree(low, high, float(omega)) == (ripe > 0 or float(omega) > hat)


@given(st.fractions("1/50", "49/50", max_denominator=50))
def test_value_of_an_institution_at_every_conflict(beta):
    value = Fraction(1, 2) * (1 + beta**2) / (1 + beta)
    assert s3_coordination.gain().subs(s3_coordination.BETA, sympy.Rational(beta)) == sympy.Rational(value)
    assert (value + 1) ** 2 >= 2


@given(*[st.integers(0, 6)] * 5)
def test_concert_against_council_at_weights(alpha, lam, b_e, sigma, k):
    ell_5, ell_15 = Fraction(k, 12), Fraction(k + 3, 12)
    _, gains, _ = s2_club.prefers("concert", "Council", ell_5, ell_15)
    b = s2_club.bodies()
    values = [
        alpha * body.power + lam * ell + b_e * body.passes + Fraction(sigma, body.size)
        for body, ell in ((b["concert"], ell_5), (b["Council"], ell_15))
    ]
    at = dict(zip((s2_club.AL, s2_club.LAM, s2_club.BE, s2_club.SIG), (alpha, lam, b_e, sigma), strict=True))
    assert bool(gains.subs(at)) == (values[0] > values[1])
