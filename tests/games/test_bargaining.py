import pickle
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co

Problem = co.BargainingProblem


def test_constraints_points_and_games_are_the_same_problem():
    shared = Problem.from_constraints(["A", "B"], [((1, 1), 10)], disagreement=(2, 1))
    tu = Problem.from_tu(co.TUGame.from_worths(["A", "B"], {"A": 2, "B": 1, ("A", "B"): 10}))
    assert shared == tu
    assert shared.ideal() == {"A": 9, "B": 8}
    assert pickle.loads(pickle.dumps(shared)) == shared
    points = Problem.from_points(["A", "B"], [{"A": 9, "B": 1}, {"A": 2, "B": 8}], disagreement={"A": 2, "B": 1})
    for x in [(2, 8), (9, 1), (5, 5), (4, 5)]:
        assert points.feasible(x)
        assert shared.feasible(x)
    assert not points.feasible((6, 5))
    assert not shared.feasible((6, 5))


def test_a_normal_form_game_offers_the_lotteries_over_its_profiles():
    battle = co.NormalFormGame.from_arrays([[2, 0], [0, 1]], [[1, 0], [0, 2]])
    problem = Problem.from_normal_form(battle, disagreement=["2/3", "2/3"])
    assert problem.feasible(["3/2", "3/2"])
    assert not problem.feasible(["3/2", "8/5"])


def test_what_players_can_secure():
    # matching pennies: 0 by mixing; a prisoner's dilemma: 1 by defecting; battle of the sexes: 2/3 by mixing
    pennies = co.NormalFormGame.from_arrays([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
    assert Problem.from_normal_form(pennies).disagreement == (0, 0)
    dilemma = co.NormalFormGame.from_arrays([[3, 0], [5, 1]], [[3, 5], [0, 1]])
    assert Problem.from_normal_form(dilemma).disagreement == (1, 1)
    assert co.nash_bargaining_solution(Problem.from_normal_form(dilemma)).value.amounts == (3, 3)
    battle = co.NormalFormGame.from_arrays([[2, 0], [0, 1]], [[1, 0], [0, 2]])
    assert Problem.from_normal_form(battle).disagreement == (Fraction(2, 3), Fraction(2, 3))
    # three players, the third alone decides whether all get 1
    table = {(a, b, c): (int(c), int(c), int(c)) for a in "01" for b in "01" for c in "01"}
    assert Problem.from_normal_form(co.NormalFormGame.from_payoffs(table, players=["A", "B", "C"])).disagreement == (0, 0, 1)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=6), st.data())
def test_points_and_their_averages_are_feasible(points, data):
    problem = Problem.from_points(["A", "B"], points, disagreement=(0, 0))
    p, q = data.draw(st.sampled_from(points)), data.draw(st.sampled_from(points))
    t = data.draw(st.fractions(0, 1, max_denominator=5))
    x = [t * a + (1 - t) * b for a, b in zip(p, q, strict=True)]
    assert problem.feasible(x)
    assert problem.feasible([x[0], x[1] - 1])
    assert problem.ideal().amounts == tuple(max(p[i] for p in points) for i in (0, 1))


def test_floats_stand_for_their_own_binary_values():
    problem = Problem.from_constraints(["A"], [((1,), 0.1)], disagreement=(0,))
    assert problem.ideal()["A"] == Fraction(0.1)


def test_no_players():
    assert Problem.from_constraints([], [], disagreement=[]).ideal() == {}


@pytest.mark.parametrize(
    ("build", "error", "words"),
    [
        (lambda: Problem.from_points(["A"], [(1,)], disagreement=(2, 3)), co.InvalidArgumentError, "one disagreement payoff"),
        (lambda: Problem.from_constraints(["A"], [((1,), 1)], disagreement=(2,)), co.InvalidGameError, "outside the feasible"),
        (lambda: Problem.from_constraints(["A", "B"], [((1, 0), 1)], disagreement=(0, 0)), co.InvalidGameError, "bound"),
        (lambda: Problem.from_constraints(["A", "B"], [((1, -1), 1)], disagreement=(0, 0)), co.InvalidGameError, "negative"),
        (lambda: Problem.from_normal_form("x", disagreement=(0,)), co.UnsupportedGameError, "normal form"),
        (lambda: Problem.from_tu(co.TUGame.from_worths("AB", {"A": 1, "B": 1, ("A", "B"): 1})), co.CoalitionsError, "expected"),
        (lambda: Problem(co.Players.from_names("A"), [], ()), co.CoalitionsError, "expected"),
        (lambda: Problem(co.Players.from_names(["A"]), [], (0,)), co.InvalidGameError, "use BargainingProblem"),
    ],
)
def test_misuse(build, error, words):
    with pytest.raises(error, match=words):
        build()


def test_shown():
    problem = Problem.from_constraints(["A", "B"], [((1, 2), 4)], disagreement=(0, 1))
    assert repr(problem) == "BargainingProblem of 2 players: 1 A + 2 B <= 4; without agreement A: 0, B: 1"
    assert "1 A + 2 B &lt;= 4" in problem._repr_html_()
    assert r"\toprule" in problem.to_latex()
