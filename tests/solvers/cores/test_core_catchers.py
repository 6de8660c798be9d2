"""The core cover, the reasonable set, the Weber set and the Harsanyi set: sets that contain the core."""

from fractions import Fraction as F
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from scipy.spatial import ConvexHull

import coalitions as co
from coalitions.testing import balanced_games, convex_games, tu_games


def points(solution):
    return {x.amounts for x in solution.value.vertices}


def marginals(game):
    names = list(game.players)
    orders = [{p: game[o[: k + 1]] - game[o[:k]] for k, p in enumerate(o)} for o in permutations(names)]
    return {tuple(F(m[p]) for p in names) for m in orders}


def selectors(game):
    """The vectors that give each dividend to one member, for each way to choose the members."""
    names = list(game.players)
    dividends = [(list(S), d) for S, d in co.dividends(game).items() if d != 0]
    out = set()
    for chosen in product(*(members for members, _ in dividends)):
        x = dict.fromkeys(names, F(0))
        for (_, d), p in zip(dividends, chosen, strict=True):
            x[p] += d
        out.add(tuple(x.values()))
    return out


def hull_by_scipy(vectors):
    """Corners and volume of the hull of exact vectors, without their last coordinates, in floats."""
    listed = sorted(vectors)
    flat = np.array([[float(a) for a in v[:-1]] for v in listed])
    hull = ConvexHull(flat)
    return {listed[k] for k in hull.vertices}, hull.volume


@settings(max_examples=50)
@given(tu_games(min_players=2, max_players=4))
def test_the_weber_set_is_the_hull_of_the_marginal_vectors(game):
    solution, vectors = co.weber_set(game), marginals(game)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert points(solution) <= vectors
    assert all(map(solution.value.contains, vectors))
    assert solution.value.contains(co.shapley_value(game).value)
    if solution.value.dimension == len(game.players) - 1 >= 2:
        corners, volume = hull_by_scipy(vectors)
        assert points(solution) <= corners  # Qhull may keep points between two others
        assert float(solution.value.volume) == pytest.approx(volume)


def test_the_weber_set_of_five_players_against_scipy():
    rng = np.random.default_rng(7)
    game = co.TUGame.from_vector(list("ABCDE"), [0, *rng.integers(0, 1000, 31).tolist()], order="mask")
    solution = co.weber_set(game)
    corners, volume = hull_by_scipy(marginals(game))
    assert points(solution) == corners
    assert float(solution.value.volume) == pytest.approx(volume)


@settings(max_examples=40)
@given(tu_games(min_players=2, max_players=3))
def test_the_harsanyi_set_is_the_hull_of_the_selectors(game):
    # Derks, Haller and Peters (2000): the core of the convex game is the selectope, by definition a hull
    solution, vectors = co.harsanyi_set(game), selectors(game)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert points(solution) <= vectors
    assert all(map(solution.value.contains, vectors))


def test_the_harsanyi_set_of_four_players():
    worths = {("A", "B"): 2, ("A", "B", "C"): 1, ("B", "C", "D"): 3, ("A", "B", "C", "D"): 2, "D": 1}
    game = co.from_dividends(list("ABCD"), {**worths, ("A", "D"): -2, ("A", "C", "D"): -1})
    vectors, solution = selectors(game), co.harsanyi_set(game)
    corners, volume = hull_by_scipy(vectors)
    assert points(solution) <= corners
    assert all(map(solution.value.contains, vectors))
    assert float(solution.value.volume) == pytest.approx(volume)


@settings(max_examples=40)
@given(tu_games(max_players=4))
def test_inclusions(game):
    core, cover, reasonable = co.core(game).value, co.core_cover(game).value, co.reasonable_set(game).value
    weber, harsanyi, imputations = co.weber_set(game).value, co.harsanyi_set(game).value, co.imputation_set(game).value
    # the core cover contains the core, and the reasonable set the core cover (Tijs and Lipperts 1982; Branzei et al. 2008);
    # the Weber set contains the core (Weber 1988), the Harsanyi set the Weber set (Derks, Haller and Peters 2000)
    chains = [(core, cover), (cover, reasonable), (reasonable, imputations), (core, weber), (weber, harsanyi)]
    for inner, outer in chains:
        assert all(map(outer.contains, inner.vertices))
        assert inner.volume <= outer.volume or inner.dimension < outer.dimension
    assert reasonable.is_empty == imputations.is_empty
    tau = co.tau_value(game).value
    assert cover.is_empty == (tau is None)
    assert tau is None or cover.contains(tau)


@settings(max_examples=40)
@given(balanced_games(max_players=4))
def test_inclusions_of_balanced_games(game):
    core = co.core(game).value
    for solver in (co.core_cover, co.reasonable_set, co.weber_set, co.harsanyi_set, co.imputation_set):
        outer = solver(game).value
        assert all(map(outer.contains, core.vertices))
        assert outer.dimension >= core.dimension


@given(convex_games(max_players=4))
def test_convex_games(game):
    # Shapley (1971): the core of a convex game is its Weber set
    assert co.weber_set(game).value == co.core(game).value


@settings(max_examples=60)
@given(tu_games(min_players=3, max_players=4, low=0, high=3))
def test_only_of_convex_games(game):
    # Ichiishi (1981): and of no other
    assert (co.weber_set(game).value == co.core(game).value) == co.check_convex(game).value


@pytest.mark.parametrize("seed", range(5))
def test_games_with_positive_dividends(seed):
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 4, 15).tolist()
    game = co.TUGame.from_vector(list("ABCD"), [0, *values], order="mask")
    almost_positive = co.from_dividends(list("ABCD"), game.to_dict())
    assert co.harsanyi_set(almost_positive).value == co.core(almost_positive).value == co.weber_set(almost_positive).value


def test_published_sets():
    # Staudacher and Anwander (2021), CoopGame: coreCoverVertices, reasonableSetVertices; webersetVertices with 6 and 14 corners
    game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 3, 3, 3, 6], order="size", empty=False)
    corners = set(permutations((0, 3, 3)))
    assert points(co.core_cover(game)) == points(co.reasonable_set(game)) == corners
    assert co.core_cover(game).value.contains([2, 2, 2])
    assert not co.reasonable_set(game).value.contains([1, 2, 4])
    six = co.TUGame.from_vector(["A", "B", "C"], [0, 1, 2, 3, 4, 5, 6], order="size", empty=False)
    assert len(points(co.weber_set(six))) == 6
    worths = [5, 2, 4, 7, 15, 15, 15, 15, 15, 15, 20, 20, 20, 20, 35]
    fourteen = co.TUGame.from_vector(list("ABCD"), worths, order="size", empty=False)
    assert len(points(co.weber_set(fourteen))) == 14


def test_bounds_by_hand():
    # M = (2, 1, 2), m = (1, 0, 1) and v(N) = 3: the cover is a triangle; the largest contributions are M as well
    game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 1, 2, 1, 3], order="size")
    assert points(co.core_cover(game)) == {(0, 1, 2), (1, 0, 2), (2, 0, 1), (2, 1, 0)}
    assert co.core_cover(game).value.volume == F(3, 2)
    # B adds 4 to A, and only 1 to A and C: the cover holds it to 1, the reasonable set to 4
    uneven = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 4, ("A", "C"): 4, ("A", "B", "C"): 5}, missing=0)
    assert points(co.core_cover(uneven)) == {(3, 1, 1), (4, 0, 1), (4, 1, 0), (5, 0, 0)}
    assert points(co.reasonable_set(uneven)) == {(0, 1, 4), (0, 4, 1), (1, 0, 4), (1, 4, 0), (5, 0, 0)}


@pytest.mark.parametrize("solver", [co.core_cover, co.reasonable_set, co.weber_set, co.harsanyi_set])
def test_degenerate(solver):
    assert len(solver(co.TUGame.from_vector([], [0], order="mask")).value.vertices) == 1
    assert points(solver(co.TUGame.from_vector(["A"], [F(-2, 3)], order="mask"))) == {(F(-2, 3),)}
    assert points(solver(co.additive_game({"A": 1, "B": -2, "C": "1/3"}))) == {(1, -2, F(1, 3))}
    assert points(solver(co.TUGame.from_vector(["A", "B"], [0, 0, 10**30], order="mask"))) == {(0, 10**30), (10**30, 0)}
    tiny = co.TUGame.from_vector(["A", "B"], [F(1, 10**9), 0, 10**9], order="mask")
    assert solver(tiny).value.volume == 10**9 - F(1, 10**9)
    costly = co.TUGame.from_vector(["A", "B"], [2, 2, 3], order="mask")
    assert points(solver(costly)) == ({(1, 2), (2, 1)} if solver in (co.weber_set, co.harsanyi_set) else set())
    pair = co.from_dividends(["A", "B", "C"], {("A", "C"): 6, "B": 1})  # B only has what it is worth alone
    assert points(solver(pair)) == {(0, 1, 6), (6, 1, 0)}
    assert solver(pair).value.volume == 6
    assert solver(pair).value.statements()[:2] == ("x(A, C) = 6", "x(B) = 1")
