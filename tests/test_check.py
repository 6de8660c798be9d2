"""The checker of files: it stands alone, accepts what was saved, and rejects whatever was changed."""

import ast
import copy
import json
import subprocess
import sys
from fractions import Fraction as F
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sympy import Eq

from coalitions import check
from coalitions.claims import Always, Exists, decide
from coalitions.games.tu import TUGame
from coalitions.io.certificates import save_certificate
from coalitions.scalars import parameter
from coalitions.solvers.cores.core import check_in_core, find_core_point

x, y, b, t = (parameter(name) for name in "xybt")
FILE = Path(check.__file__)


def solutions():
    rich = TUGame.from_worths(["A", 2], {"A": 1, 2: "1/2", ("A", 2): 2})
    poor = TUGame.from_worths(["A", "B"], {"A": 1, "B": 0.5, ("A", "B"): 1})
    return [
        decide(Always(x * (2 - x) <= 1, name="a parabola")),
        decide(Always((1 + b**2) / (2 * (1 + b)) >= t, given=[b > 0, b < 1, t > 0, Eq((t + 1) ** 2, 2)])),
        decide(Always(x + y < 3, name="too much")),
        decide(Exists(x**2 < x)),
        decide(Exists(x**2 < x - 1)),
        find_core_point(rich),
        check_in_core(rich, [1, 1]),
        check_in_core(rich, [F(3, 2), F(1, 4)]),
        find_core_point(poor),
    ]


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    path = tmp_path_factory.mktemp("saved") / "certificates.json"
    save_certificate(solutions(), path)
    return path


def entries(saved):
    return json.loads(saved.read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", [["-I", "-S", str(FILE)], ["-m", "coalitions.check"]])
def test_a_separate_python_accepts_what_was_saved(saved, command):
    done = subprocess.run(
        [sys.executable, *command, str(saved)], capture_output=True, text=True, cwd=FILE.parents[1], check=False
    )
    assert done.returncode == 0
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == len(solutions())
    assert lines[0].startswith('accepted: claim a parabola: True (claim proof) of {"quantifier": "all", "parameters": ["x"]')
    assert lines[2].startswith("accepted: claim too much: False (claim point) of {")
    assert " (core point) of " in lines[5]
    assert "'A': " in lines[5]
    assert ": None (balanced weights) of " in lines[8]


def test_the_file_imports_the_standard_library_only():
    tree = ast.parse(FILE.read_text(encoding="utf-8"))
    names = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.level == 0}
    assert not any(node.level for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


def test_one_certificate_or_several_and_the_exit_status(tmp_path, capsys):
    path = tmp_path / "one.json"
    save_certificate(solutions()[0], path)
    assert check.main([str(path)]) == 0
    good, bad = json.loads(path.read_text()), json.loads(path.read_text())
    bad["value"] = False
    path.write_text(json.dumps([good, bad]))
    assert check.main([str(path)]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[-2].startswith("accepted: ")
    assert printed[-1] == "rejected: it proves True, not False"


@pytest.mark.parametrize("text", ["", "[]", "{", "[1]", "null", '{"format": "other"}', "[[]]", '"text"'])
def test_other_files_are_rejected(tmp_path, capsys, text):
    path = tmp_path / "other.json"
    path.write_text(text)
    assert check.main([str(path)]) == 1
    assert "accepted" not in capsys.readouterr().out


def test_missing_files_and_arguments(capsys):
    assert check.main([]) == 1
    assert check.main(["/there/is/none"]) == 1
    assert "python -m coalitions.check FILE" in capsys.readouterr().out


def leaves(node, path=()):
    if isinstance(node, dict | list):
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            yield from leaves(value, (*path, key))
    else:
        yield path, node


def test_whatever_is_changed_in_the_evidence_is_rejected(saved):
    """Every number and name of every certificate and of the stated values, one at a time."""
    harmless = 0
    for entry in entries(saved):
        for path, value in leaves({k: entry[k] for k in ("certificate", "value", "format", "version")}):
            changed = copy.deepcopy(entry)
            place = changed
            for key in path[:-1]:
                place = place[key]
            if isinstance(value, bool) or value is None:
                place[path[-1]] = not value
            elif isinstance(value, int):
                place[path[-1]] = value + 1000
            elif value.lstrip("-")[:1].isdigit():
                place[path[-1]] = str(F(value) + 1000)
            else:
                place[path[-1]] = "other"
            try:
                check.check_entry(changed)
            except check.Rejected:
                continue
            # another point may refute the claim as well, and a player outside of the objecting coalition may get anything
            assert entry["certificate"]["kind"] in ("claim point", "objection")
            harmless += 1
    assert harmless <= 3


def test_whatever_is_changed_in_the_game_matters(saved):
    for entry in entries(saved)[5:]:
        for mask in range(4):
            changed = copy.deepcopy(entry)
            changed["game"]["worths"][mask] = (
                "-100" if entry["certificate"]["kind"] in ("balanced weights", "objection") else "100"
            )
            used = mask in (0, 3) or entry["certificate"]["kind"] != "objection" or mask == entry["certificate"]["mask"]
            if used and (entry["certificate"]["kind"], mask) not in (("balanced weights", 3), ("objection", 3)):
                with pytest.raises(check.Rejected):
                    check.check_entry(changed)
        changed = copy.deepcopy(entry)
        changed["game"]["players"][1] = changed["game"]["players"][0]
        with pytest.raises(check.Rejected):
            check.check_entry(changed)


def test_a_weaker_claim_does_not_borrow_a_proof(saved):
    entry = entries(saved)[0]
    for statement in (
        [">=", "0", "1"],
        False,
        ["<", *entry["claim"]["statement"][1:]],
        ["no such head"],
        ["<=", ["sqrt", "1"], "1"],
    ):
        changed = copy.deepcopy(entry)
        changed["claim"]["statement"] = statement
        with pytest.raises(check.Rejected):
            check.check_entry(changed)
    for key, value in (("quantifier", "most"), ("parameters", ["x", "x"]), ("integers", ["other"]), ("parameters", [])):
        changed = copy.deepcopy(entry)
        changed["claim"][key] = value
        with pytest.raises(check.Rejected):
            check.check_entry(changed)


@pytest.mark.parametrize(
    "expression",
    [["^", ["parameter", "x"], 0.5], ["^", ["parameter", "x"], "2"], ["^", ["parameter", "x"], 10**9], ["-", "1"], 0.5],
)
def test_points_are_evaluated_only_where_the_arithmetic_is_exact(expression):
    claim = {"quantifier": "some", "parameters": ["x"], "integers": [], "given": [], "statement": [">=", expression, "-1"]}
    with pytest.raises((check.Rejected, TypeError)):
        check.check_point(claim, {"x": "4"})
    with pytest.raises((check.Rejected, TypeError)):
        check.check_proof(claim, {"steps": [], "end": {"rule": "identity", "terms": []}})


polys = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)), st.fractions(-4, 4, max_denominator=3).filter(bool), max_size=4
)
points = st.tuples(st.fractions(-3, 3, max_denominator=4), st.fractions(-3, 3, max_denominator=4))


def at(poly, point):
    return sum((c * point[0] ** m[0] * point[1] ** m[1] for m, c in poly.items()), F(0))


@given(polys, polys, points)
def test_law_arithmetic_of_polynomials_is_that_of_their_values(p, q, point):
    assert at(check.add(p, q, F(-2, 3)), point) == at(p, point) - F(2, 3) * at(q, point)
    assert at(check.mul(p, q), point) == at(p, point) * at(q, point)
    assert check.read_poly(json.loads(json.dumps(check.write_poly(p))), 2) == p
    assert check.add(p, p, -1) == {}


@given(polys, st.sampled_from([">", ">=", "=="]), st.sampled_from([1, -1]), st.integers(-9, 9), st.integers(-9, 9))
def test_law_rounding_keeps_every_whole_point(p, op, sign, i, j):
    if not any(any(m) for m in p):
        return
    context = check.Context([(p, op)], [], (True, True))
    ((better, kind),) = check.derive({"rule": "round", "fact": 0, "sign": sign}, context)
    value = at(p, (F(i), F(j)))
    if {">": value > 0, ">=": value >= 0, "==": value == 0}[op]:
        assert kind == ">="
        assert at(better, (F(i), F(j))) >= 0


def test_containers_of_another_kind_are_refused():
    """A string of names would be searched letter by letter, so that a parameter could be an integer or not as it suits."""
    claim = {
        "quantifier": "all",
        "parameters": ["a", "x", ""],
        "integers": "a",
        "given": [],
        "statement": [">", ["parameter", "a"], "0"],
    }
    for change in ({}, {"integers": ["a"]}, {"integers": {"a": 1}}, {"parameters": "ax"}, {"given": {}}):
        with pytest.raises(check.Rejected):
            check.read_names({**claim, **change})
    assert check.read_names({**claim, "parameters": ["a", "x"], "integers": ["a"]}) == ["a", "x"]


def test_numbers_and_names_cannot_play_tricks(capsys, tmp_path):
    for text in ("1e30000000", " 1", "1_0", "\u0661", "1/2/3", "0x1", "9" * 5000):
        with pytest.raises(check.Rejected):
            check.number(text)
    assert check.number("-12/8") == F(-3, 2)
    path = tmp_path / "forged.json"
    path.write_text(json.dumps({"concept": "a\naccepted: b", "format": "x"}))
    assert check.main([str(path)]) == 1
    assert capsys.readouterr().out.count("\n") == 1
