from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.kernel_sets import SurplusPieces
from coalitions.testing import convex_games, superadditive_games, tu_games

BOTH = [(co.kernel, co.check_in_kernel), (co.prekernel, co.check_in_prekernel)]


def transferred(worths, x, rounds=4000):
    """A point of the kernel by the transfer scheme of Stearns (1968): the largest claim above v(j) is paid, again and again."""
    n = len(x)
    member = np.array([[m >> i & 1 for i in range(n)] for m in range(1 << n)], dtype=float)
    sides = {(i, j): [m for m in range(1 << n) if m >> i & 1 and not m >> j & 1] for i in range(n) for j in range(n) if i != j}
    for _ in range(rounds):
        excess = worths - member @ x
        s = {pair: excess[masks].max() for pair, masks in sides.items()}
        due = {(i, j): min((s[i, j] - s[j, i]) / 2, x[j] - worths[1 << j]) for i, j in sides}
        i, j = max(due, key=due.get)
        if due[i, j] < 1e-12:
            break
        x[i], x[j] = x[i] + due[i, j], x[j] - due[i, j]
    return x


def distance(x, pieces):
    from scipy.optimize import nnls

    def to(piece):
        corners = np.array([[float(a) for a in corner] for corner in piece])
        return nnls(np.vstack([corners.T, 100 * np.ones(len(corners))]), np.append(x, 100))[1]

    return min(map(to, pieces))


@given(tu_games(min_players=2, max_players=4, low=0, high=6), st.integers(0, 10**6))
@settings(max_examples=60)
def test_every_limit_of_transfers_is_in_the_kernel(game, seed):
    worths = np.array([float(game.worth(m)) for m in range(len(game.table))])
    n = len(game.players)
    spare = worths[-1] - sum(worths[1 << i] for i in range(n))
    found = co.kernel(game).value
    assert found.is_empty == (spare < 0)
    if spare >= 0:
        rng = np.random.default_rng(seed)
        for _ in range(4):
            start = np.array([worths[1 << i] for i in range(n)]) + spare * rng.dirichlet(np.ones(n) / 3)
            assert distance(transferred(worths, start), found.corners()) < 1e-3


@given(tu_games(max_players=4, low=-2, high=4), st.lists(st.integers(1, 9), min_size=16, max_size=16))
@settings(max_examples=60)
def test_every_piece_is_in_the_set(game, numbers):
    for solver, check in BOTH:
        solution = solver(game)
        assert solution.guarantee is co.Guarantee.CERTIFIED
        if solver is co.kernel:  # a part of the bargaining set: Davis and Maschler (1965)
            assert all(co.check_in_bargaining_set(game, x).value for piece in solution.value.corners() for x in piece)
        for piece in solution.value.corners():
            weights = [Fraction(k, sum(numbers[: len(piece)])) for k in numbers[: len(piece)]]
            x = [sum(w * a for w, a in zip(weights, column, strict=True)) for column in zip(*piece, strict=True)]
            assert check(game, x).value
            assert solution.value.contains(x)


@given(tu_games(max_players=3, low=-5, high=9))
def test_one_point_for_three_players(game):
    # Davis and Maschler (1965); Peleg and Sudhölter (2007): the prekernel of a game of three players is one point too
    assert co.prekernel(game).value.pieces == ((co.prenucleolus(game).value,),)
    x = co.nucleolus(game).value
    assert co.kernel(game).value.pieces == (() if x is None else ((x,),))


@given(convex_games(max_players=4))
@settings(max_examples=40)
def test_one_point_in_convex_games(game):
    # Maschler, Peleg and Shapley (1972)
    assert co.kernel(game).value.pieces == ((co.nucleolus(game).value,),)


@given(superadditive_games(max_players=4))
@settings(max_examples=40)
def test_the_two_are_one_in_zero_monotonic_games(game):
    # Maschler, Peleg and Shapley (1979)
    assert co.kernel(game).value == co.prekernel(game).value


@given(
    tu_games(min_players=2, max_players=4, low=0, high=3),
    st.integers(1, 3),
    st.lists(st.integers(-3, 3), min_size=4, max_size=4),
)
@settings(max_examples=40)
def test_covariance(game, factor, shift):
    moved = co.strategically_equivalent(game, scale=factor, shifts=shift[: len(game.players)])
    for solver, _ in BOTH:
        wanted = [
            tuple(sorted(tuple(factor * a + b for a, b in zip(corner, shift, strict=False)) for corner in piece))
            for piece in solver(game).value.corners()
        ]
        assert sorted(solver(moved).value.corners()) == sorted(wanted)


@given(tu_games(min_players=2, max_players=4, low=0, high=3), st.integers(0, 10**6))
@settings(max_examples=30)
def test_names_do_not_matter(game, seed):
    n = len(game.players)
    order = np.random.default_rng(seed).permutation(n).tolist()
    renamed = co.TUGame.from_function([game.players.names[i] for i in order], lambda S: game[tuple(S)])
    for solver, _ in BOTH:
        there = {
            frozenset(tuple(c[order.index(i)] for i in range(n)) for c in piece) for piece in solver(renamed).value.corners()
        }
        assert there == {frozenset(piece) for piece in solver(game).value.corners()}


def test_published_and_known_sets():
    # two against two gloves: the core, a segment, is the kernel (Shapley and Shubik 1971; Driessen 1998)
    gloves = co.glove_game(["L1", "L2"], ["R1", "R2"])
    assert co.kernel(gloves).value == co.prekernel(gloves).value
    assert co.kernel(gloves).value.corners() == (((0, 0, 1, 1), (1, 1, 0, 0)),)
    # Peleg and Sudhölter (2007), example 5.5.12
    game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 2}, missing=0)
    assert repr(co.kernel(game).value) == "only A: 1, B: 1, C: 0"
    # Davis and Maschler (1965): the apex player and four small ones
    apex = co.apex_game(["apex", *"abcd"], apex="apex")
    assert co.kernel(apex).value.corners() == (((Fraction(3, 7), *[Fraction(1, 7)] * 4),),)


def test_a_game_of_five_with_a_segment():
    def sales(S):  # Maschler (1976)
        return min(2 * sum(p[0] == "P" for p in S), sum(p[0] == "Q" for p in S))

    market = co.TUGame.from_function(["P1", "P2", "Q1", "Q2", "Q3"], sales)
    found = co.kernel(market).value
    rng = np.random.default_rng(1)
    worths = np.array([float(market.worth(m)) for m in range(32)])
    for _ in range(6):
        assert distance(transferred(worths, 3 * rng.dirichlet(np.ones(5))), found.corners()) < 1e-3
    assert all(co.check_in_bargaining_set(market, corner).value for piece in found.corners() for corner in piece)


def test_points():
    for solver, check in ((co.find_kernel_point, co.check_in_kernel), (co.find_prekernel_point, co.check_in_prekernel)):
        game = co.TUGame.from_function(range(8), lambda S: len(S) ** 2 + sum(S) % 3)
        solution = solver(game)
        assert check(game, solution.value).value
        assert solution.guarantee is co.Guarantee.CERTIFIED
        for wrong in ((0,) * 8, solution.certificate.amounts[:-1], tuple(map(float, solution.certificate.amounts)), "abcdefgh"):
            with pytest.raises(co.CertificateError):
                replace(solution, certificate=replace(solution.certificate, amounts=wrong)).verify()
        for wrong in (
            "kernel set",
            "in the kernel",
            {"kernel point": "prekernel point", "prekernel point": "kernel point"}[solution.concept],
        ):
            with pytest.raises(co.CertificateError):
                replace(solution, certificate=replace(solution.certificate, concept=wrong)).verify()
        assert solution.to_dict()["certificate"]["kind"] == "surplus point"
    nobody = co.find_kernel_point(co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 1, ("A", "B"): 1}))
    assert nobody.value is None
    assert "worth 2 > 1" in repr(nobody)
    assert co.kernel(nobody.game).value.is_empty
    assert "no payoffs pass" in repr(co.kernel(nobody.game))


def test_forged_sets():
    gloves = co.glove_game(["L1", "L2"], ["R1", "R2"])
    solution = co.kernel(gloves)
    ((a, b),) = solution.certificate.pieces
    middle = tuple(Fraction(p + q, 2) for p, q in zip(a, b, strict=True))
    off = (Fraction(1), Fraction(0), Fraction(1), Fraction(0))
    for pieces in (
        (),
        ((a,),),
        ((a, middle),),
        ((a, middle), (middle, b)),
        ((a, b), (middle,)),
        ((a, b), (off,)),
        ((b, a),),
        ((a, b, middle),),
        ((a, off),),
        ((a, tuple(map(float, b))),),
        (((0, 0, True, True), b),),
        ((),),
        ((a, b), ()),
        ((a, b[:-1]),),
        None,
        "ab",
    ):
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=SurplusPieces("kernel set", pieces)).verify()
    poor = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 2}, missing=0)
    for concept, other in (("kernel set", co.prekernel), ("prekernel set", co.kernel)):
        with pytest.raises(co.CertificateError):
            co.certify(concept, poor, replace(other(poor).certificate, concept=concept))
    with pytest.raises(co.CertificateError):
        co.certify("kernel point", gloves, solution.certificate)
    assert solution.to_dict()["certificate"]["pieces"] == [[["0", "0", "1", "1"], ["1", "1", "0", "0"]]]


@pytest.mark.parametrize("solver", [co.kernel, co.prekernel])
def test_degenerate_and_refusals(solver):
    assert solver(co.TUGame.from_vector([], [0], order="mask")).value.corners() == (((),),)
    assert solver(co.TUGame.from_vector(["A"], [-5], order="mask")).value.corners() == (((-5,),),)
    assert solver(co.TUGame.from_function(range(4), lambda S: 0)).value.corners() == (((0,) * 4,),)
    for scale in (Fraction(1, 10**9), 10**30):
        gloves = co.TUGame.from_function(range(4), lambda S, scale=scale: scale * min(len(S & {0, 1}), len(S & {2, 3})))
        assert solver(gloves).value.corners() == (((0, 0, scale, scale), (scale, scale, 0, 0)),)
    floats = co.TUGame.from_vector(["A", "B"], [0.1, 0.2, 1.0], order="mask")
    assert solver(floats).value.corners()[0][0] == tuple((1 + s * (Fraction(0.1) - Fraction(0.2))) / 2 for s in (1, -1))
    game = co.TUGame.from_function(range(6), len)
    with pytest.raises(co.LimitExceededError, match="write limit=6"):
        solver(game)
    with pytest.raises(co.LimitExceededError, match="find_kernel_point"):
        solver(co.glove_game(["L1", "L2"], ["R1", "R2"]), pieces=1)
    with pytest.raises(co.InvalidArgumentError):
        solver(game, limit=6, pieces=0)
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        solver(co.TUGame.from_vector(["A", "B"], [0, 0, co.parameter("w")], order="mask"))


def test_the_display_of_pieces():
    players = co.Players(("A", "B", "C"))
    pieces = co.PayoffPieces.from_corners(players, [{"A": 1, "B": 0, "C": 0}, [["1/2", 0, "1/2"], [0, 0, 1]], [(0, 1, 0)] * 2])
    assert repr(pieces) == "(1, 0, 0); (0, 0, 1)–(1/2, 0, 1/2); (0, 1, 0)"
    assert pieces._repr_latex_().count(r"\cup") == 2
    assert pieces._repr_html_().count("<tr>") == 5
    assert r"\frac{1}{2}" in pieces.to_latex()
    assert pieces.to_frame().shape == (4, 3)
    assert not pieces.is_point
    assert repr(co.PayoffPieces(players, ())) == "empty"
    assert co.PayoffPieces(players, ())._repr_latex_() == r"$\emptyset$"
    for i, j in combinations(range(4), 2):
        assert pieces.contains([Fraction(i, 9), 0, Fraction(9 - i, 9)]) == (i <= 4)
        assert not pieces.contains([Fraction(i, 9), Fraction(j, 9), 0])
    for wrong in (None, 3, "AB", {"A": 1}, [3], ["AB"], [[]], [[[1, 0]]], [[1, 0]], [[1, 0, "x"]]):
        with pytest.raises(co.CoalitionsError):
            co.PayoffPieces.from_corners(players, wrong)
