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


def totals_at_equilibria(game, inside):
    """By definition: profiles from which neither the coalition as one nor an outsider alone gains by deviating."""
    outside = [i for i in range(len(game.shape)) if i not in inside]
    found = set()
    for place in product(*map(range, game.shape)):

        def pays(i, changed, place=place):
            return game.payoffs([changed.get(k, p) for k, p in enumerate(place)]).amounts[i]

        joint = [dict(zip(inside, row, strict=True)) for row in product(*(range(game.shape[i]) for i in inside))]
        mine = sum(pays(i, {}) for i in inside)
        if all(sum(pays(i, row) for i in inside) <= mine for row in joint) and all(
            pays(j, {j: k}) <= pays(j, {}) for j in outside for k in range(game.shape[j])
        ):
            found.add(mine)
    return found


@settings(max_examples=60)
@given(normal_form_games())
def test_gamma_by_definition(game):
    n = len(game.players)
    found = {m: totals_at_equilibria(game, [i for i in range(n) if m >> i & 1]) for m in range(1, 1 << n)}
    for select, choose in (("best", max), ("worst", min), ("unique", min)):
        arguments = {"kind": "gamma", "strategies": "pure", "select": select}
        if not all(found.values()):
            with pytest.raises(co.InvalidArgumentError, match="there is none" if select != "unique" else "equilibri"):
                co.characteristic_function(game, **arguments)
        elif select == "unique" and any(len(totals) > 1 for totals in found.values()):
            with pytest.raises(co.InvalidArgumentError, match='write select="best"'):
                co.characteristic_function(game, **arguments)
        else:
            worths = co.characteristic_function(game, **arguments)
            assert all(worths.worth(m) == choose(totals) for m, totals in found.items())


def test_gamma_of_a_cournot_oligopoly():
    # price 12 - Q, no cost: S acts as one firm against the n - s others, so it gets (12 / (n - s + 2))**2; the quantities at
    # these equilibria are 3, 4 and 6 in all (Cournot 1838; for gamma Chander and Tulkens 1997)
    quantities = [0, 3, 4, 6]
    shape = (4, 4, 4)
    profit = [np.zeros(shape, dtype=np.int64) for _ in range(3)]
    for place in product(range(4), repeat=3):
        chosen = [quantities[k] for k in place]
        for i in range(3):
            profit[i][place] = chosen[i] * (12 - sum(chosen))
    game = co.NormalFormGame.from_arrays(*profit)
    gamma = co.characteristic_function(game, kind="gamma", strategies="pure")
    assert all(gamma.worth(m) == (12 // (3 - m.bit_count() + 2)) ** 2 for m in range(1, 8))
    assert co.find_core_point(gamma).value is not None


def test_gamma_refuses():
    pennies = co.NormalFormGame.from_arrays([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
    with pytest.raises(co.InvalidArgumentError, match=r"between \{Row\} and each of the others, there is none"):
        co.characteristic_function(pennies, kind="gamma", strategies="pure")
    with pytest.raises(co.InvalidArgumentError, match='write strategies="pure"'):
        co.characteristic_function(pennies, kind="gamma")
    with pytest.raises(co.InvalidArgumentError, match="select="):
        co.characteristic_function(pennies, select="all")
    battle = co.NormalFormGame.from_arrays([["1/3", 0], [0, "2/3"]], [["2/3", 0], [0, "1/3"]])
    with pytest.raises(co.InvalidArgumentError, match="they pay 1/3, 2/3"):
        co.characteristic_function(battle, kind="gamma", strategies="pure")
    assert co.characteristic_function(battle, kind="gamma", strategies="pure", select="worst")["Row"] == F(1, 3)
