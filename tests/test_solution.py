import ast
import json
import pickle
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

import coalitions as co
from coalitions.display import MAX_ROWS


@dataclass(frozen=True)
class Claimed:
    """A certificate that proves whatever it says."""

    says: object

    def check(self, game):
        if self.says is None:
            raise co.CertificateError("expected something, got nothing")
        return self.says

    def describe(self, game):
        return "on my word"

    def to_dict(self):
        return {}


def test_certify_takes_the_value_from_the_certificate():
    solution = co.certify("answer", None, Claimed(42))
    assert solution.value == 42
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert repr(solution) == "answer: 42   [certified; on my word]"
    with pytest.raises(co.CertificateError):
        co.certify("answer", None, Claimed(None))


def test_verify_rejects_another_conclusion():
    solution = co.certify("answer", None, Claimed(True))
    with pytest.raises(co.CertificateError, match="proves False"):
        replace(solution, certificate=Claimed(False)).verify()
    with pytest.raises(co.CertificateError, match="proves 1"):
        replace(solution, certificate=Claimed(1)).verify()
    with pytest.raises(co.CertificateError, match="came without one"):
        co.Solution("answer", None, 1, co.Guarantee.EXACT).verify()
    assert co.Solution("answer", None, 1, co.Guarantee.EXACT, Claimed(1)).verify().guarantee is co.Guarantee.CERTIFIED


def test_a_solution_has_no_truth_value():
    with pytest.raises(co.TruthValueError, match=r"write solution\.value"):
        bool(co.certify("answer", None, Claimed(True)))


def test_only_certify_and_verify_say_certified():
    package = Path(co.__file__).parent
    for path in package.rglob("*.py"):
        uses = [
            node
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Attribute) and node.attr == "CERTIFIED"
        ]
        assert not uses or path.name == "solution.py", path


def test_solutions_travel():
    game = co.TUGame.from_function("ABC"[:0].split() or ["A", "B"], len)
    solution = co.shapley_value(game)
    again = pickle.loads(pickle.dumps(solution))
    assert again.value == solution.value
    assert again.verify().guarantee is co.Guarantee.CERTIFIED
    assert json.loads(json.dumps(solution.to_dict()))["value"] == {"A": "1", "B": "1"}
    with pytest.raises(TypeError):
        solution.diagnostics["method"] = "other"  # type: ignore[index]


def test_displays():
    game = co.TUGame.from_worths(["<A>", "B&C"], {"<A>": 1, "B&C": "1/2", ("<A>", "B&C"): 2})
    solution = co.shapley_value(game)
    html = solution._repr_html_()
    assert "&lt;A&gt;" in html
    assert "<A>" not in html
    assert "5/4" in html
    assert r"\frac{5}{4}" in solution._repr_latex_()
    assert r"\toprule" in solution.to_latex()
    assert r"B\&C" in solution.to_latex()
    assert "0.75" in solution.to_latex(digits=2)
    frame = solution.value.to_frame()
    assert frame.loc["<A>", "payoff"] == solution.value["<A>"]
    big = co.TUGame.from_function(range(10), len)
    assert big._repr_html_().count("<tr>") == MAX_ROWS + 2
    assert f"{1023 - MAX_ROWS} more rows" in big._repr_html_()
    assert len(big.to_frame()) == 1023
    none = co.find_core_point(co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 1, ("A", "B"): 1}))
    assert "none" in none._repr_html_()
    assert "none" in none._repr_latex_()
