"""The core, the epsilon-core, the least core, the dual core and the imputation set as polytopes."""

from fractions import Fraction as F
from itertools import combinations, permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import ConvexHull, HalfspaceIntersection

import coalitions as co
from coalitions.testing import balanced_games, convex_games, tu_games


def size_game(n, worth):
    return co.TUGame.from_function(list("ABCDEFG")[:n], lambda S: worth[len(S)])


def points(solution):
    return {x.amounts for x in solution.value.vertices}


def solve(rows, right):
    """The only solution of equations in fractions by Cramer's rule, or None."""

    def det(m):
        if not m:
            return 1
        return sum((-1) ** j * m[0][j] * det([r[:j] + r[j + 1 :] for r in m[1:]]) for j in range(len(m)) if m[0][j])

    whole = det(rows)
    if not whole:
        return None
    columns = range(len(rows))
    return tuple(F(det([[*r[:j], b, *r[j + 1 :]] for r, b in zip(rows, right, strict=True)]), whole) for j in columns)


def brute_corners(game, least):
    """All solutions of x(N) = v(N) and n - 1 equations x(S) = least(S) that satisfy x(S) >= least(S) for all S."""
    n, players = len(game.players), game.players
    proper = [players.coalition(m) for m in range(1, players.grand)]
    row = {S: [int(p in S) for p in players] for S in proper}
    bound = {S: F(least(S)) for S in proper}
    found = set()
    for chosen in combinations(proper, n - 1):
        x = solve([[1] * n, *(row[S] for S in chosen)], [F(game[players]), *(bound[S] for S in chosen)])
        if x is not None and all(sum(a * b for a, b in zip(row[S], x, strict=True)) >= bound[S] for S in proper):
            found.add(x)
    return found


@given(tu_games(min_players=2, max_players=3))
def test_against_all_choices_of_tight_coalitions(game):
    solution = co.core(game)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert points(solution) == brute_corners(game, lambda S: game[S])
    assert solution.value.is_empty == (co.find_core_point(game).value is None)


@settings(max_examples=15)
@given(balanced_games(min_players=4, max_players=4))
def test_four_players_against_all_choices(game):
    assert points(co.core(game)) == brute_corners(game, lambda S: game[S])


@settings(max_examples=25)
@given(balanced_games(min_players=3, max_players=4), st.fractions(-2, 3, max_denominator=4))
def test_epsilon_core_against_all_choices(game, epsilon):
    if len(game.players) == 4:
        epsilon = F(1, 3)
    solution = co.epsilon_core(game, epsilon)
    assert points(solution) == brute_corners(game, lambda S: game[S] - epsilon)
    assert solution.judged == epsilon
    assert co.epsilon_core(game, 0).value == co.core(game).value


@pytest.mark.parametrize(("n", "seed"), [(4, 1), (4, 2), (4, 3), (5, 4), (5, 5), (5, 6)])
def test_volume_corners_and_centroid_against_scipy(n, seed):
    rng = np.random.default_rng(seed)
    x = rng.integers(0, 30, n)
    masks = np.arange(1 << n)
    members = masks[:, None] >> np.arange(n) & 1
    worths = members @ x - rng.integers(1, 25, 1 << n) * (masks > 0) * (masks < (1 << n) - 1)
    game = co.TUGame.from_vector(list("ABCDE")[:n], worths, order="mask")
    value = co.core(game).value
    assert value.dimension == n - 1
    proper = members[1:-1]
    a = proper[:, :-1] - proper[:, -1:]
    b = worths[1:-1] - proper[:, -1] * worths[-1]
    peer = HalfspaceIntersection(np.column_stack([-a, b]).astype(float), x[:-1].astype(float))
    corners = np.unique(np.round(peer.intersections, 9), axis=0)
    mine = np.array([[float(c) for c in v.amounts[:-1]] for v in value.vertices])
    assert len(mine) == len(corners)
    assert np.allclose(mine, corners)
    hull = ConvexHull(corners)
    assert float(value.volume) == pytest.approx(hull.volume, rel=1e-9)
    # the centroid from cones over the facets of the hull, with another apex than ours
    apex = corners.mean(axis=0)
    cones = [np.vstack([apex, hull.points[s]]) for s in hull.simplices]
    weights = [abs(np.linalg.det(c[1:] - c[0])) for c in cones]
    center = sum(w * c.mean(axis=0) for w, c in zip(weights, cones, strict=True)) / sum(weights)
    assert np.allclose([float(c) for c in value.centroid.amounts[:-1]], center)
    assert len(value.inequalities) == len(np.unique(np.round(hull.equations, 6), axis=0))


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6])
def test_the_permutohedron(n):
    # the core of |S| (|S| + 1) / 2 has the permutations of 1, …, n as corners, and volume n**(n-2) (Stanley 1997, exercise 4.64)
    solution = co.core(size_game(n, [s * (s + 1) // 2 for s in range(n + 1)]))
    assert points(solution) == set(permutations(range(1, n + 1)))
    assert solution.value.volume == n ** (n - 2)
    assert solution.value.centroid == dict.fromkeys(solution.game.players, F(n + 1, 2))
    assert len(solution.value.inequalities) == 2**n - 2


@given(convex_games(max_players=4))
def test_corners_of_convex_games_are_the_marginal_vectors(game):
    # Shapley (1971), theorems 3 and 5
    names = list(game.players)
    orders = [{p: game[o[: k + 1]] - game[o[:k]] for k, p in enumerate(o)} for o in permutations(names)]
    assert points(co.core(game)) == {tuple(m[p] for p in names) for m in orders}


@settings(max_examples=40)
@given(balanced_games(max_players=4))
def test_laws_of_the_core(game):
    value = co.core(game).value
    n = len(game.players)
    assert 1 <= len(value.vertices) <= factorial(n)  # Derks and Kuipers (2002)
    assert all(co.check_in_core(game, x).value for x in [*value.vertices, value.centroid])
    assert all(map(value.contains, [*value.vertices, value.centroid, co.nucleolus(game).value]))
    for x in value.vertices:  # beyond a corner, seen from the centroid, there is nothing
        if x != value.centroid:
            beyond = [2 * a - c for a, c in zip(x.amounts, value.centroid.amounts, strict=True)]
            assert not value.contains(beyond)
            assert not co.check_in_core(game, beyond).value
    moved = co.TUGame.from_function(list(game.players), lambda S: 3 * game[S] + len(S))
    assert co.core(moved).value.volume == 3**value.dimension * value.volume
    assert co.core(moved).value.centroid == {p: 3 * a + 1 for p, a in value.centroid.items()}


@given(balanced_games(min_players=2, max_players=4), st.randoms(use_true_random=False))
def test_the_volume_does_not_depend_on_the_order_of_players(game, rng):
    names = list(game.players)
    rng.shuffle(names)
    other = co.TUGame.from_function(names, lambda S: game[S])
    mine, theirs = co.core(game).value, co.core(other).value
    assert (mine.volume, mine.dimension, mine.centroid) == (theirs.volume, theirs.dimension, theirs.centroid)
    assert set(mine.vertices) == set(theirs.vertices)


def test_published_cores():
    # Shapley and Shubik (1971): a market of three houses and three buyers, with its best points for either side
    game = co.assignment_game([[5, 8, 2], [7, 9, 6], [2, 3, 0]])
    value = co.core(game).value
    assert {(3, 5, 0, 2, 5, 1), (5, 6, 1, 1, 3, 0)} <= {x.amounts for x in value.vertices}
    assert value.dimension == 3
    rows, total = list(game.players)[:3], game[game.players]
    for p in rows:  # the most that a player gets is what it adds to all others (Demange 1982, Leonard 1983)
        assert max(x[p] for x in value.vertices) == total - game[[q for q in game.players if q != p]]
    # Shapley (1959): the short side of a market for gloves gets everything
    assert points(co.core(co.glove_game(["L1", "L2"], ["R"]))) == {(0, 0, 1)}
    square = co.core(co.glove_game(["L1", "L2"], ["R1", "R2"])).value
    assert [x.amounts for x in square.vertices] == [(0, 0, 1, 1), (1, 1, 0, 0)]
    assert square.volume == 1
    # Staudacher and Anwander (2021), CoopGame, coreVertices: a single point
    alone = co.TUGame.from_vector(["A", "B", "C"], [0, 1, 2, 3, 4, 5, 6], order="size", empty=False)
    assert points(co.core(alone)) == {(1, 2, 3)}


def test_degenerate_games():
    nobody = co.core(co.TUGame.from_vector([], [0], order="mask"))
    assert (len(nobody.value.vertices), nobody.value.dimension, nobody.value.volume) == (1, 0, 1)
    one = co.core(co.TUGame.from_vector(["A"], ["-7/3"], order="mask"))
    assert points(one) == {(F(-7, 3),)}
    segment = co.core(co.TUGame.from_vector(["A", "B"], [1, -2, 3], order="mask")).value
    assert [x.amounts for x in segment.vertices] == [(1, 2), (5, -2)]
    assert (segment.volume, segment.centroid) == (4, {"A": 3, "B": 0})
    for n in range(6):
        zero = co.core(size_game(n, [0] * (n + 1)))
        assert points(zero) == {(0,) * n}
        assert zero.value.volume == 1
    empty = co.core(co.TUGame.from_vector(["A", "B"], [1, 1, 1], order="mask"))
    assert empty.value.is_empty
    assert repr(empty) == "core polytope: empty   [certified; 1 {A} + 1 {B} must get at least 2 > 1]"
    assert co.core(size_game(3, [0, 0, 1, F(3, 2)])).value.vertices[0].amounts == (F(1, 2),) * 3
    assert co.core(size_game(3, [0, 0, 1, F(3, 2) - F(1, 10**30)])).value.is_empty


@pytest.mark.parametrize("unit", [F(1, 10**9), 10**9, 10**30, F(1, 3), 2.0**-1000])
def test_scales(unit):
    game = co.TUGame.from_function(["A", "B", "C"], lambda S: unit * (len(S) ** 2 + ("A" in S)))
    assert co.core(game).value.volume == 12 * F(unit) ** 2
    mixed = co.TUGame.from_worths(["A", "B"], {"A": F(1, 10**9), "B": 10**9, ("A", "B"): 10**9 + 1}, missing=0)
    assert co.core(mixed).value.volume == 1 - F(1, 10**9)


def test_a_plane_that_no_axis_sees():
    # x_A + x_B = 3 and x_C + x_D = 5 hold everywhere: the square of (x_A, x_C) in [0, 3] x [0, 5]
    worths = {("A", "B"): 3, ("C", "D"): 5, ("A", "B", "C", "D"): 8}
    game = co.TUGame.from_function(
        list("ABCD"), lambda S: worths.get(tuple(sorted(S)), 3 * ({"A", "B"} <= S) + 5 * ({"C", "D"} <= S))
    )
    value = co.core(game).value
    assert (value.dimension, value.volume) == (2, 15)
    assert value.centroid == {"A": F(3, 2), "B": F(3, 2), "C": F(5, 2), "D": F(5, 2)}
    assert value.statements()[:2] == ("x(A, B) = 3", "x(C, D) = 5")


def test_least_core_set():
    assert points(co.least_core_set(co.majority_game(["A", "B", "C"]))) == {(F(1, 3),) * 3}
    # four players, pairs worth 1, all together 2: epsilon 0 and the core itself, one point
    solution = co.least_core_set(size_game(4, [0, 0, 1, 1, 2]))
    assert points(solution) == {(F(1, 2),) * 4}
    assert solution.diagnostics["epsilon"] == 0
    for n in (0, 1):
        few = co.least_core_set(size_game(n, [0, 5][: n + 1]))
        assert points(few) == {(5,) * n}
    two = co.least_core_set(co.TUGame.from_vector(["A", "B"], [1, 1, 0], order="mask"))
    assert points(two) == {(0, 0)}


@settings(max_examples=40)
@given(tu_games(min_players=2, max_players=4))
def test_laws_of_the_least_core(game):
    solution = co.least_core_set(game)
    epsilon = co.least_core(game).value.epsilon
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert solution.value == co.epsilon_core(game, epsilon).value
    assert co.epsilon_core(game, epsilon - F(1, 1000)).value.is_empty
    assert 0 <= solution.value.dimension <= len(game.players) - 2
    assert solution.value.contains(co.prenucleolus(game).value)
    assert all(co.check_in_least_core(game, x).value for x in solution.value.vertices)


@settings(max_examples=40)
@given(tu_games(max_players=4))
def test_dual_core_and_imputations(game):
    assert co.dual_core(game).value == co.core(co.dual(game)).value
    assert co.core(game).value == co.dual_core(co.dual(game)).value
    alone = [game[[p]] for p in game.players]
    left = game[game.players] - sum(alone)
    value = co.imputation_set(game).value
    assert value.is_empty == (left < 0)
    if left >= 0:
        n = len(alone)
        assert {x.amounts for x in value.vertices} == {
            tuple(a + left * (i == k) for i, a in enumerate(alone)) for k in range(n)
        }
        assert value.volume == (F(left ** (n - 1), factorial(n - 1)) if left else 1)


def test_airport_costs():
    # Littlechild and Owen (1973): the core of a cost game; A pays up to 1, A and B together up to 2
    value = co.dual_core(co.airport_game({"A": 1, "B": 2, "C": 4})).value
    assert {x.amounts for x in value.vertices} == {(0, 0, 4), (0, 2, 2), (1, 0, 3), (1, 1, 2)}
    assert value.volume == F(3, 2)


def test_floats_are_their_binary_values():
    game = co.TUGame.from_vector(["A", "B"], [0.1, 0.2, 0.3], order="mask")
    assert co.core(game).value.is_empty  # 0.1 + 0.2 is more than 0.3 in binary
    assert not co.core(co.TUGame.from_vector(["A", "B"], ["0.1", "0.2", "0.3"], order="mask")).value.is_empty


SOLVERS = [
    co.core,
    co.imputation_set,
    co.least_core_set,
    co.dual_core,
    co.core_cover,
    co.reasonable_set,
    co.weber_set,
    co.harsanyi_set,
    co.core_center,
]


@pytest.mark.parametrize("solver", SOLVERS)
def test_refusals(solver):
    game = size_game(3, [0, 0, 1, 3])
    with pytest.raises(co.LimitExceededError, match="write limit=3"):
        solver(game, limit=2)
    with pytest.raises(co.InvalidArgumentError):
        solver(game, pieces=0)
    with pytest.raises(co.InvalidArgumentError):
        solver(game, pieces=True)
    with pytest.raises(co.UnsupportedGameError):
        solver({"A": 1})
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        solver(co.TUGame.from_vector(["A", "B"], [0, 0, co.parameter("w")], order="mask"))
    assert solver(co.majority_game(["A", "B", "C"])).guarantee is co.Guarantee.CERTIFIED


@pytest.mark.parametrize("solver", [co.core, co.dual_core, co.weber_set, co.harsanyi_set, co.core_center])
def test_too_many_pieces(solver):
    game = size_game(4, [0, 1, 3, 6, 10]) if solver is not co.dual_core else size_game(4, [0, 4, 7, 9, 10])
    with pytest.raises(co.LimitExceededError, match="pieces=20"):
        solver(game, pieces=20)
    with pytest.raises(co.LimitExceededError, match="pieces=30"):
        solver(game, pieces=30)
    assert solver(game, pieces=34).guarantee is co.Guarantee.CERTIFIED


def test_epsilon_core_refusals():
    game = size_game(3, [0, 0, 1, 3])
    for wrong in ("one", None, float("nan"), float("inf"), [1]):
        with pytest.raises(co.InvalidArgumentError, match="epsilon"):
            co.epsilon_core(game, wrong)
    with pytest.raises(co.UndecidedError):
        co.epsilon_core(game, co.parameter("e"))
