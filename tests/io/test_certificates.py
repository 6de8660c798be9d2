"""Certificates as files."""

import json

import pytest
from sympy import And

from coalitions.check import main
from coalitions.claims import Always, Never, decide
from coalitions.errors import CertificateError, InvalidArgumentError
from coalitions.games.tu import TUGame
from coalitions.io.certificates import save_certificate
from coalitions.scalars import parameter
from coalitions.solution import Guarantee, Solution
from coalitions.solvers.cores.core import check_in_core, find_core_point

x = parameter("x")
GAME = TUGame.from_worths(["A", "B", "C"], {("A", "B"): 4, ("A", "C"): "7/2", ("B", "C"): 1, ("A", "B", "C"): 5}, missing=0)
EMPTY = TUGame.from_worths(["A", "B", "C"], {("A", "B"): 4, ("A", "C"): 4, ("B", "C"): 4, ("A", "B", "C"): 5}, missing=0)


def test_what_the_solvers_return_can_be_saved_and_checked(tmp_path, capsys):
    path = tmp_path / "all.json"
    some = [find_core_point(GAME), find_core_point(EMPTY), check_in_core(GAME, [4, 1, 0]), check_in_core(GAME, [5, 0, 0])]
    save_certificate([*some, decide(Always(x**2 >= 2 * x - 1))], str(path))
    assert main([str(path)]) == 0
    assert capsys.readouterr().out.count("accepted") == 5
    assert [e["value"] for e in json.loads(path.read_text())][1:] == [None, True, False, True]


def test_floats_are_saved_as_their_own_exact_values(tmp_path):
    path = tmp_path / "float.json"
    game = TUGame.from_worths(["A", "B"], {"A": 0.1, "B": 0.2, ("A", "B"): 1.0})
    save_certificate(find_core_point(game), path)
    assert json.loads(path.read_text())["game"]["worths"][1] == "3602879701896397/36028797018963968"
    assert main([str(path)]) == 0


def test_what_is_not_certified_is_refused(tmp_path):
    path = tmp_path / "none.json"
    with pytest.raises(CertificateError, match="open"):
        save_certificate(Solution("claim", Always(x > 0), None, Guarantee.OPEN), path)
    with pytest.raises(CertificateError, match="exact"):
        save_certificate(decide(Never(And(x**2 <= 2, x**2 >= 2))), path)
    wrong = Solution("claim", Always(x > 0), True, Guarantee.CERTIFIED, decide(Always(x > 0)).certificate)
    with pytest.raises(CertificateError):
        save_certificate(wrong, path)
    with pytest.raises(InvalidArgumentError, match="save_certificate"):
        save_certificate([Always(x > 0)], path)
    assert not path.exists()


def test_other_kinds_of_evidence_are_refused_by_name(tmp_path):
    from coalitions.solvers.values.shapley import shapley_value

    with pytest.raises(InvalidArgumentError, match="claim proof, claim point, core point"):
        save_certificate(shapley_value(GAME), tmp_path / "value.json")
