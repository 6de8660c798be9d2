"""What coalitions can secure: against brute force (pure), SciPy's linear programs (mixed), and published games."""

from fractions import Fraction as F
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

import coalitions as co


@st.composite
def normal_form_games(draw):
    n = draw(st.integers(1, 3))
    shape = [draw(st.integers(1, 3)) for _ in range(n)]
    size = int(np.prod(shape))
    numbers = st.lists(st.integers(-4, 4), min_size=size, max_size=size)
    return co.NormalFormGame.from_arrays(*(np.array(draw(numbers)).reshape(shape) for _ in range(n)))


def matrix_of(game, inside):
    """Rows: joint choices of the coalition; columns: those of the others; entries: what the coalition gets."""
    outside = [i for i in range(len(game.shape)) if i not in inside]
    rows = list(product(*(range(game.shape[i]) for i in inside)))
    columns = list(product(*(range(game.shape[i]) for i in outside)))
    place = [[[None] * len(game.shape) for _ in columns] for _ in rows]
    out = np.zeros((len(rows), len(columns)))
    for (r, row), (c, column) in product(enumerate(rows), enumerate(columns)):
        for i, k in zip([*inside, *outside], [*row, *column], strict=True):
            place[r][c][i] = k
        payoffs = game.payoffs(place[r][c]).amounts
        out[r, c] = sum(payoffs[i] for i in inside)
    return out


@settings(max_examples=60)
@given(normal_form_games())
def test_against_brute_force_and_scipy(game):
    pure = {kind: co.characteristic_function(game, kind=kind, strategies="pure") for kind in ("alpha", "beta")}
    mixed = co.characteristic_function(game)
    assert mixed == co.characteristic_function(game, kind="beta")
    for mask in range(1, 1 << len(game.players)):
        matrix = matrix_of(game, [i for i in range(len(game.players)) if mask >> i & 1])
        assert pure["alpha"].worth(mask) == matrix.min(axis=1).max()
        assert pure["beta"].worth(mask) == matrix.max(axis=0).min()
        m, n = matrix.shape  # max t subject to p M >= t for each column, p a lottery
        peer = linprog(
            [0] * m + [-1], A_ub=np.hstack([-matrix.T, np.ones((n, 1))]), b_ub=[0] * n, A_eq=[[1] * m + [0]], b_eq=[1],
            bounds=[(0, None)] * m + [(None, None)],
        )  # fmt: skip
        assert float(mixed.worth(mask)) == pytest.approx(-peer.fun)
        assert pure["alpha"].worth(mask) <= mixed.worth(mask) <= pure["beta"].worth(mask)
    assert co.check_superadditive(mixed).value is True  # von Neumann and Morgenstern (1944)
    assert co.check_superadditive(pure["alpha"]).value is True


def test_published():
    dilemma = co.NormalFormGame.from_arrays([[3, 0], [5, 1]], [[3, 5], [0, 1]])
    assert co.characteristic_function(dilemma).to_dict() == {("Row",): 1, ("Column",): 1, ("Row", "Column"): 6}
    # rock, paper, scissors, and the game [[3, 1], [0, 2]] with value 3/2
    roshambo = np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]])
    assert co.characteristic_function(co.NormalFormGame.from_arrays(roshambo, -roshambo))["Row"] == 0
    m = np.array([[3, 1], [0, 2]])
    game = co.characteristic_function(co.NormalFormGame.from_arrays(m, -m))
    assert (game["Row"], game["Column"], game["Row", "Column"]) == (F(3, 2), F(-3, 2), 0)


def test_an_odd_one_out_game():
    # Three players choose 0 or 1; the odd one out pays 1 to each of the others. Zero-sum: v(i) = −v(jk) by minimax.
    arrays = [np.zeros((2, 2, 2), dtype=int) for _ in range(3)]
    for place in np.ndindex(2, 2, 2):
        for i in range(3):
            others = [place[j] for j in range(3) if j != i]
            odd = others[0] == others[1] != place[i]
            arrays[i][place] = -2 if odd else int(len(set(place)) == 2)
    game = co.characteristic_function(co.NormalFormGame.from_arrays(*arrays))
    # a pair can choose alike by the toss of a coin: the third is then odd half of the time and loses 2
    assert [game.worth(m) for m in (1, 2, 4, 3, 5, 6, 7)] == [-1, -1, -1, 1, 1, 1, 0]


def test_public_good_and_numbers():
    good = co.public_good_game(["A", "B", "C"], 2, benefit=3, cost=1)
    worths = co.characteristic_function(good)
    # two who contribute secure 2 · 3 − 2 whatever the third does; all three are best off with just two contributors
    assert [worths.worth(m) for m in (1, 3, 7)] == [0, 4, 7]
    floats = co.NormalFormGame.from_arrays([[0.5, -0.5], [-0.5, 0.5]], [[0, 0], [0, 0]])
    assert co.characteristic_function(floats).kind == "float"
    assert co.characteristic_function(floats)["Row"] == 0
    fine = co.NormalFormGame.from_arrays([["1/3", 0], [0, "1/3"]], [[10**10, 0], [0, 0]])
    assert co.characteristic_function(fine)["Row"] == F(1, 6)
    alone = co.NormalFormGame.from_arrays([1, 3, 2])
    assert co.characteristic_function(alone).worth(1) == 3


def test_refusals():
    w = co.parameter("w")
    symbolic = co.NormalFormGame.from_arrays([[w, 0], [0, 1]], [[1, 0], [0, w]])
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        co.characteristic_function(symbolic)
    game = co.NormalFormGame.from_arrays([[1, 0], [0, 1]], [[1, 0], [0, 1]])
    for keywords in ({"kind": "gamma"}, {"strategies": "behavior"}):
        with pytest.raises(co.InvalidArgumentError, match="expected"):
            co.characteristic_function(game, **keywords)
    with pytest.raises(co.LimitExceededError, match="limit=16"):
        co.characteristic_function(game, limit=15)
    with pytest.raises(co.UnsupportedGameError):
        co.characteristic_function(co.glove_game(["A"], ["B"]))
