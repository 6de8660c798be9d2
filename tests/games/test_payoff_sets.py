import json
import pickle
from dataclasses import replace
from fractions import Fraction

import pytest

import coalitions as co
from coalitions.games.payoff_sets import PayoffPolytope

TALMUD = co.core(co.bankruptcy_game(200, {"A": 100, "B": 200, "C": 300})).value
EMPTY = co.core(co.majority_game(["A", "B", "C"])).value
POINT = co.core(co.additive_game({"A": 1, "B": "1/2"})).value


def test_fields_by_hand():
    # x_A <= 100 and x_A + x_B <= 200 in the first two coordinates: a trapezoid with corners (0,0), (0,200), (100,0), (100,100)
    assert [x.to_dict() for x in TALMUD.vertices] == [
        {"A": 0, "B": 0, "C": 200},
        {"A": 0, "B": 200, "C": 0},
        {"A": 100, "B": 0, "C": 100},
        {"A": 100, "B": 100, "C": 0},
    ]
    assert (TALMUD.dimension, TALMUD.volume, TALMUD.is_empty) == (2, 15000, False)
    assert TALMUD.equations == (((1, 1, 1), 200),)
    assert TALMUD.inequalities == (((1, 0, 0), 0), ((0, 1, 0), 0), ((0, 0, 1), 0), ((0, 1, 1), 100))
    # the trapezoid is a square of 10000 with center (50, 50) and a triangle of 5000 with center (100/3, 400/3)
    x, y = Fraction(2, 3) * 50 + Fraction(100, 9), Fraction(2, 3) * 50 + Fraction(400, 9)
    assert TALMUD.centroid == {"A": x, "B": y, "C": 200 - x - y}
    assert TALMUD.statements() == ("x(A, B, C) = 200", "x(A) >= 0", "x(B) >= 0", "x(C) >= 0", "x(B, C) >= 100")


def test_contains():
    assert TALMUD.contains({"C": 100, "B": "50", "A": Fraction(50)})
    assert TALMUD.contains([100, 100, 0])
    assert not TALMUD.contains([101, 99, 0])
    assert not TALMUD.contains([50, 50, 50])
    assert TALMUD.contains([0.5, 99.5, 100.0])
    assert not TALMUD.contains([-1e-300, 100, 100])
    assert POINT.contains([1, 0.5])
    assert not POINT.contains([1, "0.500000000001"])
    assert not EMPTY.contains([1, 0, 0])
    with pytest.raises(co.InvalidArgumentError, match="each of the 3 players, got 2"):
        TALMUD.contains([100, 100])
    with pytest.raises(co.UnknownPlayerError):
        TALMUD.contains({"A": 1, "B": 2, "D": 3})
    with pytest.raises(co.UndecidedError):
        TALMUD.contains([co.parameter("x"), 0, 0])


def test_point_and_empty_set():
    assert (POINT.dimension, POINT.volume, POINT.centroid) == (0, 1, {"A": 1, "B": Fraction(1, 2)})
    assert POINT.statements() == ("x(A) = 1", "x(B) = 1/2")
    assert repr(POINT) == "only A: 1, B: 1/2"
    assert EMPTY.is_empty
    assert (EMPTY.dimension, EMPTY.volume, EMPTY.centroid, EMPTY.statements()) == (-1, 0, None, ())
    assert repr(EMPTY) == "empty"
    assert EMPTY._repr_latex_() == r"$\emptyset$"


def test_statements_of_other_coefficients():
    players = co.Players.from_names(["A", "B", 3])
    zero = co.Payoffs(players, (Fraction(0),) * 3)
    odd = PayoffPolytope(players, (zero,), (((-1, 2, -3), Fraction(0)),), (((2, 0, -1), Fraction(1, 2)),), Fraction(1), zero)
    assert odd.statements() == ("-x(A) + 2 x(B) - 3 x(3) = 0", "2 x(A) - x(3) >= 1/2")


def test_display():
    assert repr(TALMUD) == ("dimension 2, volume 15000, 4 corners (0, 0, 200), (0, 200, 0), (100, 0, 100), (100, 100, 0)")
    many = co.core(co.TUGame.from_function(list("ABCD"), lambda S: len(S) ** 2))
    assert repr(many.value).endswith(", …")
    assert "<td" in TALMUD._repr_html_()
    assert r"\operatorname{conv}\{(0, 0, 200), " in TALMUD._repr_latex_()
    assert r"\dots" in many.value._repr_latex_()
    assert r"\toprule" in TALMUD.to_latex()
    frame = TALMUD.to_frame()
    assert frame.loc[4].tolist() == [100, 100, 0]
    assert len(many.value.to_frame()) == 24
    halves = co.core(co.bankruptcy_game("1/2", {"A": 1, "B": 1})).value
    assert r"\frac{1}{2}" in halves._repr_latex_()
    plain = json.loads(json.dumps(TALMUD.to_dict()))
    assert plain["vertices"][3] == ["100", "100", "0"]
    assert (plain["volume"], plain["dimension"], plain["players"]) == ("15000", 2, ["A", "B", "C"])
    assert json.loads(json.dumps(EMPTY.to_dict()))["centroid"] is None


def test_equality_hash_and_pickle():
    again = co.core(co.bankruptcy_game(200.0, {"A": 100, "B": 200, "C": 300})).value
    assert again == TALMUD
    assert hash(again) == hash(TALMUD)
    assert pickle.loads(pickle.dumps(TALMUD)) == TALMUD
    assert TALMUD != POINT
    assert replace(TALMUD, volume=Fraction(1)) != TALMUD


def test_a_solution_with_another_polytope_is_refused():
    solution = co.core(co.bankruptcy_game(200, {"A": 100, "B": 200, "C": 300}))
    wrong = [
        replace(TALMUD, volume=Fraction(1)),
        replace(TALMUD, centroid=TALMUD.vertices[0]),
        replace(TALMUD, vertices=TALMUD.vertices[1:]),
        replace(TALMUD, inequalities=TALMUD.inequalities[1:]),
        replace(TALMUD, equations=()),
    ]
    for value in wrong:
        with pytest.raises(co.CertificateError):
            replace(solution, value=value).verify()
