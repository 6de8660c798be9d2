from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions.certificates.correlated import BestCorrelated, CorrelatedMembership, ProfitableDisobedience
from coalitions.errors import CertificateError, InvalidArgumentError, LimitExceededError, UndecidedError, UnknownPlayerError
from coalitions.games.normal_form import NormalFormGame
from coalitions.games.profiles import Profile, expected_payoffs
from coalitions.solution import Guarantee
from coalitions.solvers.equilibria import correlated
from coalitions.solvers.equilibria.correlated import check_correlated_equilibrium, find_correlated_equilibrium
from coalitions.solvers.equilibria.enumeration import enumerate_nash

F = Fraction
CHICKEN = NormalFormGame.from_arrays([[6, 2], [7, 0]], [[6, 7], [2, 0]], strategies=[["yield", "dare"]] * 2)
THIRDS = {("yield", "yield"): "1/3", ("yield", "dare"): "1/3", ("dare", "yield"): "1/3"}
DILEMMA = NormalFormGame.from_arrays([[3, 0], [5, 1]], [[3, 5], [0, 1]], strategies=[["C", "D"]] * 2)


def linprog_optimum(arrays, weights):
    from scipy.optimize import linprog

    shape = arrays.shape[1:]
    cells = list(np.ndindex(*shape))
    rows = []
    for i in range(len(shape)):
        for a, b in permutations(range(shape[i]), 2):
            gain = [arrays[(i, *s[:i], b, *s[i + 1 :])] - arrays[(i, *s)] if s[i] == a else 0 for s in cells]
            rows.append(gain)
    cost = [-sum(w * arrays[(i, *s)] for i, w in enumerate(weights)) for s in cells]
    A_ub = np.array(rows, dtype=float) if rows else None
    found = linprog(cost, A_ub=A_ub, b_ub=np.zeros(len(rows)) if rows else None, A_eq=[[1.0] * len(cells)], b_eq=[1.0])
    assert found.status == 0
    return -found.fun


def test_aumanns_chicken():
    best = find_correlated_equilibrium(CHICKEN)
    assert best.value.payoffs.amounts == (F(21, 4), F(21, 4))  # 10.5 together, outside the hull of the Nash payoffs
    assert best.guarantee is Guarantee.CERTIFIED
    assert "no correlated equilibrium has more than 21/2" in repr(best)
    assert find_correlated_equilibrium(CHICKEN, maximize="Row").value.payoffs.amounts == (7, 2)
    worst = find_correlated_equilibrium(CHICKEN, maximize={"Row": -1, "Column": -1})
    # by hand: p(yield, dare) >= 2 p(dare, dare) and p(dare, yield) >= 2 p(dare, dare), so at worst 1/5 (dare, dare)
    assert sum(worst.value.payoffs.amounts) == F(36, 5)
    assert check_correlated_equilibrium(CHICKEN, THIRDS).value is True
    assert best.verify().value == best.value


def test_the_dilemma_has_only_one():
    assert find_correlated_equilibrium(DILEMMA, maximize="welfare").value.to_dict() == {("D", "D"): 1}
    no = check_correlated_equilibrium(DILEMMA, {("C", "C"): "1/2", ("D", "D"): "1/2"})
    assert no.value is False
    assert "told C, gains 2 by playing D" in repr(no)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from([(2, 2), (2, 3), (3, 3), (2, 2, 2), (1, 3), (4,), (3, 2, 2)]),
    st.sampled_from([3, 40]),
)
def test_against_scipy(seed, shape, top):
    rng = np.random.default_rng(seed)
    arrays = rng.integers(0, top, (len(shape), *shape))
    weights = rng.integers(-1, 3, len(shape)).tolist()
    game = NormalFormGame.from_arrays(*arrays)
    best = find_correlated_equilibrium(game, maximize=dict(zip(game.players, weights, strict=True)))
    value = sum(w * u for w, u in zip(weights, best.value.payoffs.amounts, strict=True))
    assert float(value) == pytest.approx(linprog_optimum(arrays, weights), abs=1e-7)
    assert check_correlated_equilibrium(game, best.value).value is True


@pytest.mark.parametrize("seed", range(6))
def test_both_ways_to_solve_agree(seed, monkeypatch):
    game = NormalFormGame.from_arrays(*np.random.default_rng(seed).integers(0, 6, (2, 4, 4)))
    exact = find_correlated_equilibrium(game)
    monkeypatch.setattr(correlated, "EXACT_FROM_THE_START", 0)
    hinted = find_correlated_equilibrium(game)
    assert exact.diagnostics["method"] == "exact simplex"
    assert sum(hinted.value.payoffs.amounts) == sum(exact.value.payoffs.amounts)


def test_larger_games_and_scales():
    arrays = np.random.default_rng(0).integers(0, 90, (2, 7, 7))
    best = find_correlated_equilibrium(NormalFormGame.from_arrays(*arrays))
    assert float(sum(best.value.payoffs.amounts)) == pytest.approx(linprog_optimum(arrays, [1, 1]), abs=1e-6)
    for scale in (1e-9, 1e10):
        tiny = NormalFormGame.from_arrays(np.array([[6, 2], [7, 0]]) * scale, np.array([[6, 7], [2, 0]]) * scale)
        assert find_correlated_equilibrium(tiny).value.payoffs["Row"] == pytest.approx(5.25 * scale)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_nash_equilibria_are_correlated_equilibria(seed):
    game = NormalFormGame.from_arrays(*np.random.default_rng(seed).integers(0, 5, (2, 3, 2)))
    best = sum(find_correlated_equilibrium(game).value.payoffs.amounts)
    for x in enumerate_nash(game).value:
        yes = check_correlated_equilibrium(game, x)
        assert yes.value is True
    assert all(sum(expected_payoffs(game, x).amounts) <= best for x in enumerate_nash(game).value)


def test_symbols():
    b = sympy.Symbol("b", positive=True)
    sexes = NormalFormGame.from_arrays([[1, 0], [0, b]], [[b, 0], [0, 1]])
    assert check_correlated_equilibrium(sexes, {("1", "1"): "1/2", ("2", "2"): "1/2"}).value is True
    assert check_correlated_equilibrium(sexes, {("1", "2"): 1}).value is False
    w = sympy.Symbol("w", real=True)
    game = NormalFormGame.from_arrays([[w, 0], [0, 1]], [[1, 0], [0, 1]])
    with pytest.raises(UndecidedError, match="equilibrium exactly if"):
        check_correlated_equilibrium(game, {("1", "1"): 1})
    with pytest.raises(UndecidedError, match="put numbers in"):
        find_correlated_equilibrium(game)


def test_refusals():
    with pytest.raises(InvalidArgumentError, match="welfare"):
        find_correlated_equilibrium(CHICKEN, maximize="everything")
    with pytest.raises(UnknownPlayerError):
        find_correlated_equilibrium(CHICKEN, maximize={"Cid": 1})
    with pytest.raises(LimitExceededError, match=r"limit=10 .*limit=16"):
        find_correlated_equilibrium(CHICKEN, limit=10)
    with pytest.raises(InvalidArgumentError, match="exactly 1"):
        check_correlated_equilibrium(CHICKEN, {("yield", "yield"): 0.1, ("yield", "dare"): 0.9})
    with pytest.raises(UnknownPlayerError):
        check_correlated_equilibrium(CHICKEN, {("yield", "fly"): 1})


def test_a_profile_as_a_lottery():
    even = Profile.of(CHICKEN, {"Row": {"yield": "1/2", "dare": "1/2"}, "Column": "yield"})
    assert check_correlated_equilibrium(CHICKEN, even).value is False


BEST = find_correlated_equilibrium(CHICKEN).certificate
YY, YD, DY = ((0, 0), F(1, 3)), ((0, 1), F(1, 3)), ((1, 0), F(1, 3))


@pytest.mark.parametrize(
    "certificate",
    [
        CorrelatedMembership((((0, 0), F(1)),)),  # somebody gains
        CorrelatedMembership((YY, YD)),  # adds up to 2/3
        CorrelatedMembership((YY, YD, ((2, 0), F(1, 3)))),  # no such strategy
        CorrelatedMembership((((0, 1), F(3, 2)), ((1, 0), F(-1, 2)))),  # negative
        CorrelatedMembership((((0, 1), F(1, 2)), ((0, 1), F(1, 2)))),  # twice
        ProfitableDisobedience((YY, YD, DY), 0, 0, 1),  # nobody gains
        ProfitableDisobedience((((0, 0), F(1)),), 0, 1, 0),  # never told that
        ProfitableDisobedience((((0, 0), F(1)),), 5, 0, 1),  # no such player
        BestCorrelated(BEST.weights, BEST.objective, ()),  # no prices, no proof
        BestCorrelated(BEST.weights, BEST.objective, tuple((k, -y) for k, y in BEST.prices)),
        BestCorrelated(BEST.weights, BEST.objective, tuple((k, 2 * y) for k, y in BEST.prices)),
        BestCorrelated(BEST.weights, BEST.objective[:1], BEST.prices),
        BestCorrelated((YY, YD, DY), BEST.objective, BEST.prices),  # an equilibrium, but with 10
        BestCorrelated(BEST.weights, BEST.objective, (((0, 7, 0), F(1)),)),
    ],
)
def test_wrong_certificates_are_rejected(certificate):
    with pytest.raises(CertificateError):
        certificate.check(CHICKEN)
