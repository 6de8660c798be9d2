from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from coalitions.errors import InvalidArgumentError, UnknownPlayerError, UnsupportedGameError
from coalitions.games.normal_form import NormalFormGame
from coalitions.solvers.equilibria.nash import check_nash
from coalitions.transforms.other_regarding import other_regarding

DILEMMA = NormalFormGame.from_arrays([[3, 0], [5, 1]], [[3, 5], [0, 1]], strategies=[["C", "D"]] * 2)


def test_by_hand_and_the_threshold_of_the_dilemma():
    # cooperation is an equilibrium exactly if 3 + 3 w >= 5, that is w >= 2/3
    assert check_nash(other_regarding(DILEMMA, Fraction(2, 3)), ("C", "C")).value is True
    assert check_nash(other_regarding(DILEMMA, Fraction(665, 1000)), ("C", "C")).value is False
    w = sympy.Symbol("w", real=True)
    symbolic = other_regarding(DILEMMA, w)
    assert symbolic.kind == "symbolic"
    assert symbolic["C", "D"].amounts == (5 * w, 5)


def test_forms_of_weights_agree():
    by_number = other_regarding(DILEMMA, "1/2")
    assert other_regarding(DILEMMA, [[0, "1/2"], [Fraction(1, 2), 0]]) == by_number
    assert other_regarding(DILEMMA, {"Row": {"Column": "1/2"}, "Column": {"Row": "1/2"}}) == by_number
    assert other_regarding(DILEMMA, np.array([[0, 0.5], [0.5, 0]]))["C", "D"].amounts == (2.5, 5.0)
    assert by_number.kind == "exact"
    assert other_regarding(DILEMMA, 0) == DILEMMA


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.fractions(-3, 3, max_denominator=6), min_size=9, max_size=9),
    st.integers(0, 10**6),
    st.sampled_from([1, 10**30]),
)
def test_against_the_definition(flat, seed, scale):
    W = [[Fraction(0) if i == j else flat[3 * i + j] for j in range(3)] for i in range(3)]
    arrays = np.random.default_rng(seed).integers(-9, 9, (3, 2, 1, 2)).astype(object) * scale
    game = other_regarding(NormalFormGame.from_arrays(*arrays), W)
    for place in np.ndindex(2, 1, 2):
        u = [int(arrays[(i, *place)]) for i in range(3)]
        assert game.payoffs(place).amounts == tuple(u[i] + sum(W[i][j] * u[j] for j in range(3)) for i in range(3))
    floats = other_regarding(NormalFormGame.from_arrays(*arrays.astype(float)), W)
    wanted = np.array([[float(v) for v in game.payoffs(p).amounts] for p in np.ndindex(2, 1, 2)]).reshape(2, 1, 2, 3)
    assert np.allclose(floats.table, wanted, rtol=1e-9, atol=1e-9 * scale)


def test_full_altruism_turns_into_common_interest():
    game = other_regarding(DILEMMA, 1)
    assert all(len(set(game.payoffs(p).amounts)) == 1 for p in np.ndindex(2, 2))


@pytest.mark.parametrize(
    ("weights", "error", "says"),
    [
        ([[1, 0], [0, 0]], InvalidArgumentError, "diagonal"),
        ([[0, 1, 2], [0, 0, 0]], InvalidArgumentError, "2 × 2"),
        ([0, 1], InvalidArgumentError, "2 × 2"),
        ({"Row": 1}, InvalidArgumentError, "mapping"),
        ({"Row": {"Cid": 1}}, UnknownPlayerError, "Cid"),
        ("much", InvalidArgumentError, "1/2|0.1|write"),
        (float("nan"), InvalidArgumentError, "finite"),
    ],
)
def test_refusals(weights, error, says):
    with pytest.raises(error, match=says):
        other_regarding(DILEMMA, weights)


def test_other_forms_are_refused():
    with pytest.raises(UnsupportedGameError, match="normal form"):
        other_regarding("game", 1)  # type: ignore[arg-type]
