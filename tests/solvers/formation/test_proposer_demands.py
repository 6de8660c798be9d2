"""Demands of proposers where the first who refuses proposes next: closed forms, brute force, the limit of convex games."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.testing import convex_games, tu_games

F = Fraction
FACTOR = st.fractions(0, F(19, 20), max_denominator=20)


@given(FACTOR)
def test_two_players_are_those_of_rubinstein(d):
    game = co.TUGame.from_worths(["A", "B"], {("A", "B"): 1}, missing=0)
    first = co.alternating_offers_agreement(co.AlternatingOffers.from_discounts({"A": d, "B": d})).value["A"]
    assert co.proposer_demands(game, discount=d).value == {"A": first, "B": first}


@settings(max_examples=50, deadline=None)
@given(tu_games(max_players=4, low=0), FACTOR)
def test_the_equations_of_the_definition_and_no_other_solution_nearby(game, d):
    solution = co.proposer_demands(game, discount=d)
    a, names = solution.value, list(game.players)
    for i in names:
        others = [p for p in names if p != i]
        keeps = [game[(i, *s)] - d * sum(a[j] for j in s) for k in range(len(names)) for s in combinations(others, k)]
        assert a[i] == max(keeps)


@settings(max_examples=40, deadline=None)
@given(convex_games(max_players=4))
def test_convex_games_go_to_the_egalitarian_value(game):
    # Chatterjee et al. (1993): the limit is the egalitarian value of Dutta and Ray
    names = list(game.players)
    least = min(0, *(game[p] for p in names))
    game = co.TUGame.from_function(names, lambda s: game[tuple(s)] - least * len(s))
    a = co.proposer_demands(game, discount=1 - F(1, 10**12)).value
    limit = co.egalitarian_value(game).value
    assert all(abs(a[p] - limit[p]) < F(1, 10**8) for p in names)


def test_unanimity_and_majority():
    for n in range(1, 6):
        names = [f"p{k}" for k in range(n)]
        value = co.proposer_demands(co.unanimity_game(names, names), discount="1/2").value
        assert set(value.amounts) == {1 / (1 + F(n - 1, 2))}
    majority = co.TUGame.from_function(["A", "B", "C"], lambda s: int(len(s) > 1))
    assert set(co.proposer_demands(majority, discount="1/2").value.amounts) == {F(2, 3)}


def test_degenerate():
    assert co.proposer_demands(co.TUGame.from_vector([], [0], order="mask")).value == {}
    assert co.proposer_demands(co.TUGame.from_vector(["A"], [0, 7], order="mask")).value == {"A": 7}
    nothing = co.TUGame.from_function(["A", "B", "C"], lambda s: 0)
    assert co.proposer_demands(nothing).value.amounts == (0, 0, 0)
    big = co.TUGame.from_worths(["A", "B"], {"A": "0.000000001", "B": 0, ("A", "B"): 10**30})
    assert set(co.proposer_demands(big, discount=0).value.amounts) == {10**30}


def test_refusals():
    game = co.TUGame.from_vector(["A", "B"], [0, -1, 0, 1], order="mask")
    with pytest.raises(co.InvalidGameError, match="0 or more"):
        co.proposer_demands(game)
    for wrong in (1, -1, "x"):
        with pytest.raises(co.InvalidArgumentError, match="discount factor"):
            co.proposer_demands(co.TUGame.from_vector(["A"], [0, 1], order="mask"), discount=wrong)
    with pytest.raises(co.LimitExceededError, match="at most 2"):
        co.proposer_demands(co.TUGame.from_function(["A", "B", "C"], len), limit=2)


def test_forged_demands_are_refused():
    game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 3, ("A", "C"): 2, ("A", "B", "C"): 3}, missing=0)
    solution = co.proposer_demands(game, discount="1/2")
    c = solution.certificate
    for forged in [
        replace(c, demands=tuple(2 * a for a in c.demands)),
        replace(c, demands=tuple(map(float, c.demands))),
        replace(c, demands=c.demands[::-1]),
        replace(c, demands=c.demands[:2]),
        replace(c, discount=F(1, 3)),
        replace(c, discount=0.5),
        replace(c, discount=F(3, 2)),
        replace(c, coalitions=c.coalitions[:2]),
        replace(c, coalitions=(0, *c.coalitions[1:])),
        replace(c, coalitions=(True, *c.coalitions[1:])),
        replace(c, coalitions=(8, *c.coalitions[1:])),
        replace(c, coalitions=(1, *c.coalitions[1:])),
    ]:
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=forged).verify()
    with pytest.raises(co.CertificateError):
        replace(solution, game=co.TUGame.from_function(["A", "B", "C"], len)).verify()
    assert solution.to_dict()["certificate"]["discount"] == "1/2"
