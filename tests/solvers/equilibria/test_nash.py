from fractions import Fraction
from itertools import product

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions.certificates.equilibria import NashMembership, NashProfile, ProfitableDeviation
from coalitions.errors import CertificateError, InvalidArgumentError, UndecidedError, UnknownPlayerError, UnsupportedGameError
from coalitions.games.normal_form import NormalFormGame
from coalitions.solution import Guarantee
from coalitions.solvers.equilibria.nash import check_nash

HALF = {"heads": "1/2", "tails": "1/2"}
PENNIES = NormalFormGame.from_arrays([[1, -1], [-1, 1]], [[-1, 1], [1, -1]], strategies=[["heads", "tails"]] * 2)
DILEMMA = NormalFormGame.from_arrays([[3, 0], [5, 1]], [[3, 5], [0, 1]], strategies=[["C", "D"]] * 2)


def test_published_cases():
    assert check_nash(PENNIES, {"Row": HALF, "Column": HALF}).value is True
    assert check_nash(DILEMMA, ("D", "D")).value is True
    no = check_nash(DILEMMA, ("C", "C"))
    assert no.value is False
    assert no.guarantee is Guarantee.CERTIFIED
    assert "gains 2 by playing D" in repr(no)
    assert no.diagnostics["payoffs"].amounts == (3, 3)
    assert no.diagnostics["deviations"] == {"Row": {"C": 3, "D": 5}, "Column": {"C": 3, "D": 5}}
    assert no.verify().value is False


def test_rock_paper_scissors_and_a_third_player():
    rps = np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]])
    third = {"1": "1/3", "2": "1/3", "3": "1/3"}
    assert check_nash(NormalFormGame.from_arrays(rps, -rps), (third, third)).value is True
    # three players match or mismatch in a circle: everybody mixes evenly (Jordan 1993)
    cells = {s: (int(s[0] == s[1]), int(s[1] == s[2]), int(s[2] != s[0])) for s in product(("h", "t"), repeat=3)}
    jordan = NormalFormGame.from_payoffs(cells)
    even = {"h": "1/2", "t": "1/2"}
    assert check_nash(jordan, (even, even, even)).value is True
    assert not any(check_nash(jordan, s).value for s in cells)


def test_scales_are_no_trouble():
    for scale in (1e-9, 1e10):
        game = NormalFormGame.from_arrays(np.array([[3, 0], [5, 1]]) * scale, np.array([[3, 5], [0, 1]]) * scale)
        assert [check_nash(game, (a, b)).value for a in "12" for b in "12"] == [False, False, False, True]
    close = NormalFormGame.from_arrays([[10**10, 10**10]], [[10**10 + Fraction(1, 10**10), 10**10]])
    assert check_nash(close, ("1", "1")).value is True
    assert check_nash(close, ("1", "2")).value is False


def test_floats_as_probabilities():
    assert check_nash(PENNIES, {"Row": {"heads": 0.5, "tails": 0.5}, "Column": HALF}).value is True
    with pytest.raises(InvalidArgumentError, match="'heads': '1/10', 'tails': '9/10'"):
        check_nash(PENNIES, ({"heads": 0.1, "tails": 0.9}, HALF))


def test_tolerance():
    assert check_nash(DILEMMA, ("C", "C"), tolerance=2).value is True
    assert check_nash(DILEMMA, ("C", "C"), tolerance="1.9").value is False
    with pytest.raises(InvalidArgumentError, match="at least 0"):
        check_nash(DILEMMA, ("C", "C"), tolerance=-1)


def test_symbols():
    b = sympy.Symbol("b", positive=True)
    sexes = NormalFormGame.from_arrays([[1, 0], [0, b]], [[b, 0], [0, 1]])
    x = {"Row": {"1": 1 / (1 + b), "2": b / (1 + b)}, "Column": {"1": b / (1 + b), "2": 1 / (1 + b)}}
    assert check_nash(sexes, x).value is True
    assert check_nash(sexes, ("1", "1")).value is True
    assert check_nash(sexes, ("1", "2")).value is False
    w = sympy.Symbol("w", real=True)
    undecided = NormalFormGame.from_arrays([[w, 0], [1, 1]], [[1, 0], [0, 0]])
    with pytest.raises(UndecidedError, match=r"1 - w <= 0 \(Row does not gain by 2\)"):
        check_nash(undecided, ("1", "1"))
    p = sympy.Symbol("p", real=True)  # it may be negative, so these are no probabilities yet
    with pytest.raises(UndecidedError):
        check_nash(PENNIES, ({"heads": p, "tails": 1 - p}, HALF))


def test_refusals():
    with pytest.raises(UnknownPlayerError):
        check_nash(PENNIES, ("heads", "edge"))
    with pytest.raises(UnsupportedGameError, match="normal form"):
        check_nash("game", ("heads", "heads"))  # type: ignore[arg-type]


def test_one_player_and_one_strategy():
    alone = NormalFormGame.from_payoffs({"a": 1, "b": 2, "c": 2})
    assert check_nash(alone, "b").value is True
    assert check_nash(alone, {"b": "1/2", "c": "1/2"}).value is True
    assert check_nash(alone, "a").value is False
    assert check_nash(NormalFormGame.from_arrays([[0]], [[0]]), ("1", "1")).value is True


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from([(2, 3), (3, 3), (2, 2, 2), (1, 3)]))
def test_pure_profiles_against_the_definition(seed, shape):
    arrays = np.random.default_rng(seed).integers(0, 3, (len(shape), *shape))
    game = NormalFormGame.from_arrays(*arrays)
    for place in product(*map(range, shape)):
        best = all(
            arrays[(i, *place)] >= arrays[(i, *place[:i], k, *place[i + 1 :])]
            for i in range(len(shape))
            for k in range(shape[i])
        )
        assert check_nash(game, game.named(place)).value is best


F = Fraction


@pytest.mark.parametrize(
    "certificate",
    [
        NashProfile(((F(1), F(0)), (F(1), F(0)))),  # not an equilibrium
        NashMembership(((F(1), F(0)), (F(1), F(0)))),
        NashMembership(((F(0), F(1)), (F(0), F(1), F(0)))),  # another shape
        NashMembership(((F(0), F(1)), (F(1, 10**20), F(1)))),  # adds up to a little more than 1
        NashMembership(((F(2), F(-1)), (F(0), F(1)))),  # negative
        NashMembership(((F(1), F(0)), (F(1), F(0))), F(19, 10)),  # the gain is 2
        ProfitableDeviation(((F(0), F(1)), (F(0), F(1))), 0, 0),  # loses
        ProfitableDeviation(((F(0), F(1)), (F(0), F(1))), 0, 1),  # no deviation at all
        ProfitableDeviation(((F(1), F(0)), (F(1), F(0))), 2, 0),  # no such player
        ProfitableDeviation(((F(1), F(0)), (F(1), F(0))), 0, -1),  # no such strategy
        ProfitableDeviation(((F(1), F(0)), (F(1), F(0))), 0, 1, F(2)),  # gains 2, not more
    ],
)
def test_wrong_certificates_are_rejected(certificate):
    with pytest.raises(CertificateError):
        certificate.check(DILEMMA)
