"""Bargaining and sequential formation: published examples with their answers."""

from fractions import Fraction
from itertools import product

import pytest

import coalitions as co

F = Fraction


def test_nash_1950_bill_and_jack():
    # Nash (1950), The bargaining problem: without money Bill gives book, whip, ball and bat for pen, toy and knife
    bill = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
    jack = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}
    gains = [(-b, j) for b, j in bill.values()] + [(b, -j) for b, j in jack.values()]
    trades = [
        tuple(sum(k * g[i] for k, g in zip(chosen, gains, strict=True)) for i in (0, 1)) for chosen in product((0, 1), repeat=9)
    ]
    problem = co.BargainingProblem.from_points(["Bill", "Jack"], trades, disagreement=(0, 0))
    given = {"book", "whip", "ball", "bat", "pen", "toy", "knife"}
    names = [*bill, *jack]
    answer = tuple(sum(g[i] for name, g in zip(names, gains, strict=True) if name in given) for i in (0, 1))
    assert answer == (12, 5)
    assert co.nash_bargaining_solution(problem).value.amounts == answer


def test_kalai_and_smorodinsky_1975():
    # Kalai and Smorodinsky (1975): the second problem contains the first, and Nash gives the second player less in it
    first = co.BargainingProblem.from_points(["1", "2"], [(0, 1), (1, 0), ("3/4", "3/4")], disagreement=(0, 0))
    second = co.BargainingProblem.from_points(["1", "2"], [(0, 1), (1, 0), (1, "7/10")], disagreement=(0, 0))
    assert second.feasible(("3/4", "3/4"))
    assert co.nash_bargaining_solution(first).value["2"] == F(3, 4)
    assert co.nash_bargaining_solution(second).value["2"] == F(7, 10)
    # from (0, 0) towards (1, 1), up to the line y = 1 - 3/10 x
    assert co.kalai_smorodinsky_solution(second).value.amounts == (F(10, 13), F(10, 13))


def test_rubinstein_1982_fixed_discounts():
    # Rubinstein (1982), example 2: (1 - δ2) / (1 - δ1 δ2), which is 1 / (1 + δ) with equal factors
    share = co.alternating_offers_agreement(co.AlternatingOffers.from_discounts({"1": "1/2", "2": "1/2"})).value["1"]
    assert share == F(2, 3)


@pytest.mark.parametrize(("n", "expected"), [(3, F(2, 3)), (5, F(3, 5)), (101, F(51, 101))])
def test_baron_and_ferejohn_1989_closed_rule(n, expected):
    # 1 - δ (n - 1) / (2 n) for the proposer, δ / n for (n - 1) / 2 others; here δ = 1
    rule = co.WeightedVotingGame.from_weights(quota=(n + 1) // 2, weights={f"p{k}": 1 for k in range(n)})
    solution = co.find_stationary_equilibrium(co.ProposerBargaining.from_game(rule))
    assert f"p0 proposing keeps {expected}" in repr(solution)


def test_the_apex_game():
    # [3; 2, 1, 1, 1]: the minimal winning coalitions, and values in proportion to the votes (Montero 2006)
    rule = co.WeightedVotingGame.from_weights(quota=3, weights={"1": 2, "2": 1, "3": 1, "4": 1})
    assert {frozenset(c) for c in co.enumerate_minimal_winning(rule).value} == {
        frozenset(c) for c in ({"1", "2"}, {"1", "3"}, {"1", "4"}, {"2", "3", "4"})
    }
    bargaining = co.ProposerBargaining.from_game(rule, recognition=[2, 1, 1, 1])
    assert co.find_stationary_equilibrium(bargaining).value == co.nucleolus(rule).value


@pytest.mark.parametrize(
    ("n", "cartel"),
    [(3, 3), (4, 4), (5, 4), (6, 5), (7, 6), (8, 7), (9, 8), (10, 9), (11, 9), (12, 10), (13, 11), (14, 12)],
)
def test_bloch_1996_cournot(n, cartel):
    # the first integer of at least (2n + 3 - sqrt(4n + 5)) / 2; with five firms it is a tie, and the larger cartel forms
    game = co.SizePartitionGame.from_function(n, lambda size, sizes: F(1, (len(sizes) + 1) ** 2))
    assert co.announced_sizes(game).value == (1,) * (n - cartel) + (cartel,)


def test_ray_2007_four_players():
    # Ray (2007), A Game-Theoretic Perspective on Coalition Formation, example 5.2
    worths = {(3, 1): [22, 0], (2, 1, 1): [16, 1, 1]}
    assert sorted(co.announced_sizes(co.SizePartitionGame.from_worths(4, worths, missing=0)).value) == [1, 1, 2]


def test_ray_2007_five_players():
    # the data of example 5.1 there; the answer was computed, since the printed one could not be read
    worths = {(4, 1): [6, 2], (3, 2): [3, 8], (2, 1, 1, 1): ["0.1", 3, 3, 3], (3, 1, 1): [10, 0, 0]}
    assert sorted(co.announced_sizes(co.SizePartitionGame.from_worths(5, worths, missing=0)).value) == [1, 4]


@pytest.mark.parametrize(("per_capita", "together"), [(F(29, 10), True), (F(31, 10), False)])
def test_okada_1996_the_grand_coalition_forms_for_sure_iff_it_has_most_per_capita(per_capita, together):
    # Okada (1996): with patient players and random proposers, all together and equal shares iff v(N)/n is largest
    game = co.TUGame.from_function(["A", "B", "C"], lambda s: {1: 0, 2: 2 * per_capita, 3: 9}[len(s)])
    bargaining = co.ProposerBargaining.from_game(game, discount="999/1000")
    solution = co.find_stationary_equilibrium(bargaining)
    words = solution.certificate.explain(bargaining, "A")
    assert ("forms {A, B}," in words) is not together
    if together:
        assert solution.value.amounts == (3, 3, 3)


@pytest.mark.parametrize("n", [3, 5, 7, 9])
def test_bloch_1996_symmetric_majority_games(n):
    # a majority divides 1, so that the smallest has the largest shares; the others get nothing however they group
    need = (n + 1) // 2
    game = co.SizePartitionGame.from_function(n, lambda size, sizes: int(size >= need))
    assert co.announced_sizes(game).value == (need, n - need)
