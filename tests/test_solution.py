import ast
import dataclasses
import json
import pickle
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

import coalitions as co
from coalitions.display import MAX_ROWS


@dataclass(frozen=True)
class Claimed:
    """A certificate that proves whatever it says."""

    says: object
    proves: tuple = ("answer",)

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
    game = co.TUGame.from_function(["A", "B"], len)
    solution = co.shapley_value(game)
    again = pickle.loads(pickle.dumps(solution))
    assert hash(again) == hash(solution)
    assert again.value == solution.value
    assert again.verify().guarantee is co.Guarantee.CERTIFIED
    assert json.loads(json.dumps(solution.to_dict()))["value"] == [["A", "1"], ["B", "1"]]
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
    assert solution.to_frame().equals(solution.value.to_frame())
    frame = solution.value.to_frame()
    assert frame.loc["<A>", "payoff"] == solution.value["<A>"]
    big = co.TUGame.from_function(range(10), len)
    assert big._repr_html_().count("<tr>") == MAX_ROWS + 2
    assert f"{1023 - MAX_ROWS} more rows" in big._repr_html_()
    assert len(big.to_frame()) == 1023
    assert big.to_frame().loc["{0, 1}", "worth"] == 2
    none = co.find_core_point(co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 1, ("A", "B"): 1}))
    assert "none" in none._repr_html_()
    assert "none" in none._repr_latex_()


def test_evidence_for_one_concept_does_not_pass_for_another():
    game = co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2 + 3 * ("A" in S))
    shapley, banzhaf = (
        co.shapley_value(game),
        co.banzhaf_value(co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 1))),
    )
    with pytest.raises(co.CertificateError, match="Shapley value"):
        replace(shapley, value=banzhaf.value, certificate=banzhaf.certificate).verify()
    with pytest.raises(co.CertificateError, match="nucleolus"):
        replace(shapley, concept="nucleolus").verify()
    convex, superadditive = co.check_convex(game), co.check_superadditive(game)
    with pytest.raises(co.CertificateError):
        replace(convex, certificate=superadditive.certificate).verify()


def test_evidence_about_one_object_does_not_pass_for_another():
    game = co.TUGame.from_function(["A", "B", "C"], len)
    good, bad = co.check_in_core(game, [1, 1, 1]), co.check_in_core(game, [3, 0, 0])
    with pytest.raises(co.CertificateError, match="what was asked"):
        replace(bad, value=True, certificate=good.certificate).verify()
    battle = co.NormalFormGame.from_arrays([[2, 0], [0, 1]], [[1, 0], [0, 2]], strategies=[["a", "b"]] * 2)
    yes, no = co.check_nash(battle, ("a", "a")), co.check_nash(battle, ("a", "b"))
    with pytest.raises(co.CertificateError):
        replace(no, concept=yes.concept, value=True, certificate=yes.certificate).verify()


def test_malformed_evidence_is_refused_as_such():
    game = co.TUGame.from_function(["A", "B", "C"], len)
    from coalitions.certificates.cores import Objection
    from coalitions.certificates.values import DividendShares, SimpleGameIndex

    yes = co.check_in_core(game, [1, 1, 1])
    for amounts in ((), (1,), (1.0, 1.0, 1.0), ("1", "1", "1"), None):
        with pytest.raises(co.CertificateError):
            replace(yes, value=False, judged=amounts, certificate=Objection(amounts, 7)).verify()
    value = co.shapley_value(game)
    for certificate in (
        DividendShares("shapley", (1, 1)),
        DividendShares("nucleolus", (1, 1, 1)),
        SimpleGameIndex("shapley-shubik", (1, 1, 1)),
    ):
        with pytest.raises(co.CertificateError):
            replace(value, certificate=certificate).verify()
    with pytest.raises(co.CertificateError):
        co.certify("core point", game, None)


def test_floats_and_fractions_in_latex():
    game = co.TUGame.from_vector(["A", "B"], [1e-9, 0, 1.5], order="mask")
    assert r"1 \cdot 10^{-9}" in game._repr_latex_()
    assert co.Solution("answer", None, True, co.Guarantee.EXACT)._repr_latex_() == r"$\text{True}$"
    big = co.TUGame.from_vector(["A"], [10**400], order="mask")
    assert big.to_latex(digits=2).count("0") > 400


def test_evidence_that_reads_otherwise_the_second_time_is_refused():
    game = co.majority_game(["A", "B", "C"])
    point = co.find_prekernel_point(game)
    names = [f.name for f in dataclasses.fields(point.certificate)]
    amounts = next(n for n in names if isinstance(getattr(point.certificate, n), tuple))
    for changing in (iter, list):
        forged = dataclasses.replace(point.certificate, **{amounts: changing(getattr(point.certificate, amounts))})
        with pytest.raises(co.CertificateError, match="stays as it is"):
            co.certify(point.concept, point.game, forged)
        with pytest.raises(co.CertificateError, match="stays as it is"):
            dataclasses.replace(point, certificate=forged).verify()


@pytest.mark.parametrize("other", [None, 5, co.TUGame.from_vector(["A", "B"], [co.parameter("w"), 0, 1], order="mask")])
def test_another_game_is_no_game_that_the_certificate_is_about(other):
    solution = co.find_core_point(co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 0, ("A", "B"): 5}))
    with pytest.raises(co.CertificateError):
        dataclasses.replace(solution, game=other).verify()


def test_arrays_in_evidence_are_read_only_and_never_stand_for_tuples():
    chwe = co.Environment.from_moves(["1", "2"], ["a", "b"], [("a", "b", "1")], rankings={"1": ["b", "a"], "2": ["a", "b"]})
    consistent = co.largest_consistent_set(chwe)
    arrays = [
        v for f in dataclasses.fields(consistent.certificate) if hasattr(v := getattr(consistent.certificate, f.name), "flags")
    ]
    assert arrays
    assert not any(array.flags.writeable for array in arrays)
    point = co.check_in_core(co.TUGame.from_worths(["A"], {"A": 1}), [1])
    with pytest.raises(co.CertificateError):
        dataclasses.replace(point, judged=np.ones(2)).verify()
