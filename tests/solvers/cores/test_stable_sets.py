from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.stable_sets import StableAsAsked, Unstable
from coalitions.kernels.cells import hull
from coalitions.kernels.imputation_cells import counter, dominion, undominated
from coalitions.testing import convex_games, tu_games

HALF, THIRD, ZERO = Fraction(1, 2), Fraction(1, 3), Fraction(0)
MAJORITY = co.majority_game(["A", "B", "C"])
POINTS = [(HALF, HALF, ZERO), (HALF, ZERO, HALF), (ZERO, HALF, HALF)]


def dominates(game, x, y):
    """Whether x dominates y, as the definition says."""
    names = list(game.players)
    for k in range(1, len(names) + 1):
        for members in combinations(range(len(names)), k):
            better = all(x[i] > y[i] for i in members)
            if better and sum(x[i] for i in members) <= game[[names[i] for i in members]]:
                return True
    return False


def grid(game, steps):
    """Imputations whose gains are multiples of 1/steps of the whole gain."""
    n = len(game.players)
    alone = [Fraction(game[p]) for p in game.players]
    rest = game[game.players] - sum(alone)
    for parts in product(range(steps + 1), repeat=n - 1):
        if rest >= 0 and sum(parts) <= steps:
            yield tuple(a + Fraction(rest * k, steps) for a, k in zip(alone, (*parts, steps - sum(parts)), strict=True))


def verdict(game, members, steps):
    """Why a finite set is not stable, as far as a grid shows."""
    if any(dominates(game, x, y) for x in members for y in members):
        return "inside"
    if any(y not in members and not any(dominates(game, x, y) for x in members) for y in grid(game, steps)):
        return "outside"
    return None


@given(tu_games(min_players=2, max_players=3, low=0, high=3), st.data())
@settings(max_examples=120)
def test_finite_sets_by_the_definition_on_a_grid(game, data):
    everything = list(grid(game, 4))
    members = data.draw(st.lists(st.sampled_from(everything), max_size=4, unique=True)) if everything else []
    solution = co.check_stable_set(game, members)
    found = verdict(game, members, 12)
    if solution.value:
        assert found is None
    elif solution.certificate.better is not None:
        assert found == "inside"
        assert dominates(game, solution.certificate.better, solution.certificate.point)
        assert {solution.certificate.better, solution.certificate.point} <= set(members)
    else:
        y = solution.certificate.point
        assert found != "inside"
        assert y not in members
        assert sum(y) == game[game.players]
        assert all(a >= game[p] for p, a in zip(game.players, y, strict=True))
        assert not any(dominates(game, x, y) for x in members)
    assert repr(solution)


@given(tu_games(min_players=3, max_players=4, low=0, high=3), st.data())
@settings(max_examples=60)
def test_what_polytopes_dominate_against_a_linear_program(game, data):
    from scipy.optimize import linprog

    everything = list(grid(game, 3))
    if not everything:
        return
    corners = data.draw(st.lists(st.sampled_from(everything), min_size=1, max_size=4, unique=True))
    y = data.draw(st.sampled_from(list(grid(game, 5))))
    n, worths = len(game.players), game.table.tolist()
    found = False
    for mask in range(1, (1 << n) - 1):
        members = [i for i in range(n) if mask >> i & 1]
        lp = linprog(
            [*[0] * len(corners), -1],
            A_ub=[
                *([*(-float(x[i]) for x in corners), 1] for i in members),
                [*(float(sum(x[i] for i in members)) for x in corners), 0],
            ],
            b_ub=[*(-float(y[i]) for i in members), float(worths[mask])],
            A_eq=[[1] * len(corners) + [0]],
            b_eq=[1],
            bounds=[(0, None)] * len(corners) + [(-50, 50)],
        )
        by_program = lp.status == 0 and -lp.fun > 1e-9
        rows = dominion(hull(corners), worths, mask)
        point = [a * 60 for a in y] + [60]
        assert (bool(rows) and all(sum(a * b for a, b in zip(row, point, strict=True)) > 0 for row in rows)) == by_program
        found = found or by_program
    parts = undominated([hull(corners)], worths, counter(10**4))
    assert any(all(sum(a * b for a, b in zip(row, point, strict=True)) >= 0 for row in part.rows) for part in parts) != found


def test_the_three_players_of_von_neumann_and_morgenstern():
    # sections 30 to 32: the symmetric solution, and for each c < 1/2 one that gives a player c
    assert co.check_stable_set(MAJORITY, POINTS).value
    for player in range(3):
        for c in (ZERO, Fraction(1, 4), Fraction(49, 100)):
            ends = [[1 - c, ZERO], [ZERO, 1 - c]]
            for end in ends:
                end.insert(player, c)
            assert co.check_stable_set(MAJORITY, [ends]).value
            assert not co.check_stable_set(MAJORITY, ends).value  # only the ends
            shorter = [[(9 * a + b) / 10 for a, b in zip(p, q, strict=True)] for p, q in (ends, ends[::-1])]
            assert not co.check_stable_set(MAJORITY, [shorter]).value
            middle = [(a + b) / 2 for a, b in zip(*ends, strict=True)]
            assert co.check_stable_set(MAJORITY, [[ends[0], middle], [middle, ends[1]]]).value  # in two pieces
            assert not co.check_stable_set(MAJORITY, [ends, *POINTS]).value
    for c in (HALF, Fraction(3, 5)):
        assert not co.check_stable_set(MAJORITY, [[[1 - c, 0, c], [0, 1 - c, c]]]).value
    assert not co.check_stable_set(MAJORITY, POINTS[:2]).value
    assert not co.check_stable_set(MAJORITY, [*POINTS, [THIRD] * 3]).value
    assert not co.check_stable_set(MAJORITY, []).value
    assert not co.check_stable_set(MAJORITY, [[[1, 0, 0], [0, 1, 0], [0, 0, 1]]]).value  # all imputations
    assert co.check_stable_set(MAJORITY, co.PayoffPieces.from_corners(MAJORITY.players, POINTS)).value


@given(convex_games(max_players=4))
@settings(max_examples=30)
def test_the_core_of_a_convex_game(game):
    # Shapley (1971): it is stable, and the only stable set
    solution = co.find_stable_set(game)
    assert solution.diagnostics["kind"] == "core"
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert all(co.check_in_core(game, corner).value for piece in solution.value.corners() for corner in piece)
    assert solution.value.contains(co.nucleolus(game).value)


@given(tu_games(min_players=3, max_players=3, low=-3, high=9))
def test_there_is_one_for_three_players(game):
    # von Neumann and Morgenstern (1944)
    solution = co.find_stable_set(game)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert co.check_stable_set(game, solution.value).value


@pytest.mark.parametrize(
    ("profits", "stable"),
    [
        ([[1, 1], [1, 1]], True),
        ([[8, 5], [6, 7]], True),
        ([[3, 3], [1, 2]], False),
        ([[1, 2], [2, 4]], False),
        ([[2, 3], [0, 2]], False),
    ],
)
def test_assignment_games(profits, stable):
    # Solymosi and Raghavan (2001): the core is stable iff the diagonal is largest in all rows and columns
    game = co.TUGame.from_function(
        ["a0", "a1", "b0", "b1"],
        lambda S: max(
            sum(profits[i][j] for i, j in pairs if f"a{i}" in S and f"b{j}" in S)
            for pairs in (((0, 0), (1, 1)), ((0, 1), (1, 0)))
        ),
    )
    assert profits[0][0] + profits[1][1] >= profits[0][1] + profits[1][0]
    core = co.core(game).value
    assert co.check_stable_set(game, [[x.amounts for x in core.vertices]]).value is stable
    solution = co.find_stable_set(game)
    assert (solution.diagnostics.get("kind") == "core") is stable
    if not stable and solution.value is None:
        assert solution.guarantee is co.Guarantee.OPEN
        assert "not decided" in repr(solution)


def test_simple_games():
    # von Neumann and Morgenstern (1944), section 50: the main simple solution of a homogeneous weighted majority game
    for weights in ((1, 1, 1, 1, 1), (3, 1, 1, 1, 1), (2, 1, 1, 1)):
        total = sum(weights)
        game = co.WeightedVotingGame.from_weights(quota=total // 2 + 1, weights=dict(enumerate(weights)))
        wins = [set(S) for S in co.enumerate_minimal_winning(game).value]
        share = Fraction(1, total // 2 + 1)
        points = [[weights[i] * share if i in S else 0 for i in range(len(weights))] for S in wins]
        assert co.check_stable_set(game, points).value
        assert not co.check_stable_set(game, points[1:]).value
    # all ways to share between the members of one minimal winning coalition
    council = co.WeightedVotingGame.from_weights(quota=3, weights={"A": 2, "B": 1, "C": 1})
    assert co.check_stable_set(council, [[[1, 0, 0], [0, 1, 0]]]).value
    assert not co.check_stable_set(council, [[[0, 1, 0], [0, 0, 1]]]).value


def test_degenerate_and_scales():
    assert co.check_stable_set(co.TUGame.from_vector([], [0], order="mask"), [[]]).value
    assert co.find_stable_set(co.TUGame.from_vector([], [0], order="mask")).value.corners() == (((),),)
    one = co.TUGame.from_vector(["A"], [-5], order="mask")
    assert co.find_stable_set(one).value.corners() == (((-5,),),)
    assert not co.check_stable_set(one, []).value
    assert "is no imputation" in repr(co.check_stable_set(one, [[-6]]))
    nobody = co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 1, ("A", "B"): 1})
    assert co.find_stable_set(nobody).value.is_empty
    assert co.check_stable_set(nobody, []).value
    assert not co.check_stable_set(nobody, [[1, 0]]).value
    assert co.find_stable_set(co.TUGame.from_function(range(4), lambda S: 0)).value.corners() == (((0,) * 4,),)
    assert not co.check_stable_set(co.TUGame.from_function(range(4), lambda S: 0), [[1, -1, 0, 0]]).value
    for scale in (Fraction(1, 10**9), 10**30):
        game = co.TUGame.from_function(["A", "B", "C"], lambda S, scale=scale: scale * (len(S) > 1))
        assert co.check_stable_set(game, [[a * scale for a in x] for x in POINTS]).value
        hair = Fraction(scale, 10**40)
        moved = [[a * scale for a in x] for x in POINTS]
        moved[0][0] += hair
        moved[0][1] -= hair
        assert not co.check_stable_set(game, moved).value


def test_refusals():
    with pytest.raises(co.LimitExceededError, match="write limit=6"):
        co.check_stable_set(co.majority_game(range(6)), [])
    with pytest.raises(co.LimitExceededError, match="cuts=4"):
        co.check_stable_set(MAJORITY, POINTS, cuts=1)
    assert co.find_stable_set(MAJORITY, cuts=3).diagnostics["kind"] == "shared within a coalition"
    for wrong in (None, 3, [3], [[1, 0]], {"A": 1}, [[[1, 0]]], [{"A": 1}], co.nucleolus(MAJORITY)):
        with pytest.raises(co.CoalitionsError):
            co.check_stable_set(MAJORITY, wrong)
    with pytest.raises(co.InvalidArgumentError):
        co.check_stable_set(MAJORITY, POINTS, cuts=0)
    w = co.parameter("w")
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        co.check_stable_set(co.TUGame.from_vector(["A", "B"], [0, 0, w], order="mask"), [[0, 0]])
    with pytest.raises(co.UndecidedError):
        co.check_stable_set(MAJORITY, [[w, 0, 1]])


def rejected(solution, **change):
    with pytest.raises(co.CertificateError):
        replace(solution, certificate=replace(solution.certificate, **change)).verify()
    return True


def test_forged_evidence():
    stable = co.check_stable_set(MAJORITY, POINTS)
    pieces = tuple((x,) for x in POINTS)
    assert stable.certificate == StableAsAsked(pieces)
    found = co.find_stable_set(MAJORITY)
    for wrong in (
        pieces[:2],
        (*pieces, ((THIRD,) * 3,)),
        (pieces[0] + pieces[1], pieces[2]),
        ((0.5, 0.5, 0.0),),
        ((),),
        None,
        "abc",
        (((True, 0, 0),),),
    ):
        assert rejected(stable, pieces=wrong)
        assert rejected(found, pieces=wrong)
    with pytest.raises(co.CertificateError):
        co.certify("stable set", MAJORITY, stable.certificate)
    with pytest.raises(co.CertificateError):
        co.certify("is a stable set", MAJORITY, found.certificate)

    inside = co.check_stable_set(MAJORITY, [*POINTS, [THIRD] * 3])
    good = inside.certificate
    assert isinstance(good, Unstable)
    assert good.better is not None
    for change in (
        {"mask": 0},
        {"mask": 7},
        {"mask": 8 + good.mask},
        {"mask": good.mask ^ 7},
        {"mask": True},
        {"mask": float(good.mask)},
        {"better": good.point, "point": good.better},
        {"better": (Fraction(2), Fraction(2), Fraction(-3))},
        {"better": tuple(map(float, good.better))},
        {"better": None},
        {"point": (Fraction(2), Fraction(0), Fraction(-1))},
        {"point": good.point[:2]},
        {"pieces": pieces},
    ):
        assert rejected(inside, **change)

    four = tuple((x,) for x in (*POINTS, (THIRD,) * 3))
    almost = (Fraction(2, 5), Fraction(2, 5), Fraction(1, 5))
    for point, better, mask in (
        ((THIRD,) * 3, almost, 3),  # dominates, but is no member
        (almost, POINTS[0], 3),  # is dominated, but is no member
        (POINTS[1], POINTS[0], 3),  # the same for A
        (POINTS[0], (THIRD,) * 3, 4),  # more for C, who cannot afford it
    ):
        with pytest.raises(co.CertificateError):
            Unstable(four, point, better, mask).check(MAJORITY)
    assert Unstable(four, (THIRD,) * 3, POINTS[0], 3).check(MAJORITY) is False

    outside = co.check_stable_set(MAJORITY, POINTS[:2])
    assert "no member dominates" in repr(outside)
    for change in (
        {"point": POINTS[0]},  # a member
        {"point": (THIRD,) * 3},  # dominated
        {"point": (Fraction(1), Fraction(1), Fraction(-1))},  # no imputation
        {"point": tuple(map(float, outside.certificate.point))},
        {"mask": 3},
        {"better": POINTS[0], "mask": 3},
        {"pieces": pieces},
    ):
        assert rejected(outside, **change)
    for segment in ([[1, 0, 0], [0, 1, 0]], [[1, 0, 0], [0, 1, 0], [0, 0, 1]]):
        line = co.check_stable_set(MAJORITY, [segment])
        with pytest.raises(co.CertificateError):
            Unstable(tuple(line.judged), (THIRD, THIRD, THIRD)).check(MAJORITY)

    three_of_four, alone = co.majority_game(range(4)), (((THIRD, THIRD, THIRD, ZERO),),)
    for y in ((Fraction(1, 100), Fraction(3, 10), Fraction(3, 10), Fraction(39, 100)), (ZERO, ZERO, ZERO, Fraction(1))):
        with pytest.raises(co.CertificateError, match="objects"):
            Unstable(alone, y).check(three_of_four)
    assert Unstable(alone, (THIRD, ZERO, ZERO, Fraction(2, 3))).check(three_of_four) is False
    with pytest.raises(co.CertificateError, match="at least one corner"):
        Unstable((*alone, ()), (THIRD, ZERO, ZERO, Fraction(2, 3))).check(three_of_four)

    wrong = co.check_stable_set(MAJORITY, [[1, 1, -1]])
    assert "(1, 1, -1) is no imputation" in repr(wrong)
    assert rejected(wrong, point=(Fraction(2), Fraction(0), Fraction(-1)))
    assert rejected(wrong, point=(Fraction(1), ZERO, ZERO), pieces=(((Fraction(1), ZERO, ZERO),),))
    assert wrong.to_dict()["certificate"]["point"] == ["1", "1", "-1"]
    assert stable.to_dict()["certificate"]["kind"] == "stable as asked"
    assert found.to_dict()["certificate"]["kind"] == "stable pieces"
    with pytest.raises(co.CertificateError, match="about what was asked"):
        replace(wrong, judged=pieces).verify()


def test_a_thousand_pieces_need_no_recursion_and_count_as_cuts():
    # all imputations of two players are (a, 1 - a); none dominates another, and finitely many leave some out
    game = co.TUGame.from_worths(["A", "B"], {("A", "B"): 1}, missing=0)
    points = [[Fraction(k, 1000), 1 - Fraction(k, 1000)] for k in range(1001)]
    with pytest.raises(co.LimitExceededError, match="cuts=400"):
        co.check_stable_set(game, points, cuts=100)
    assert co.check_stable_set(game, points).verify().value is False


def test_cuts_bound_the_comparison_with_the_pieces():
    # the pieces fill the simplex of imputations: one for each order of the players, x falling along it
    game = co.TUGame.from_function(list("ABCD"), lambda S: int(len(S) == 4))
    orders = list(permutations(range(4)))
    pieces = [[[Fraction(int(i in p[:k]), k) for i in range(4)] for k in range(1, 5)] for p in orders]
    assert co.check_stable_set(game, pieces).value is True
    with pytest.raises(co.LimitExceededError, match="cuts=1 "):
        co.check_stable_set(game, pieces, cuts=1)


def test_a_solution_is_no_set_of_imputations():
    with pytest.raises(co.InvalidArgumentError, match=r"solution\.value"):
        co.check_stable_set(MAJORITY, co.find_stable_set(MAJORITY))
