"""Cores of games with externalities: SciPy partition by partition, the cores of conjectured games, and published cases."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from sympy.utilities.iterables import multiset_partitions

import coalitions as co

RULES = ["pessimistic", "optimistic", "gamma", "delta", "projection"]
CERTIFIED = co.Guarantee.CERTIFIED


def partitions(of):
    return [[list(block) for block in p] for p in multiset_partitions(list(of))] if of else [[]]


@st.composite
def partition_function_games(draw, max_players=4):
    n = draw(st.integers(1, max_players))
    worths = {tuple(map(tuple, p)): [draw(st.integers(-1, 4)) for _ in p] for p in partitions(range(n))}
    return co.PartitionFunctionGame.from_worths(range(n), worths)


def expects(game, T, P, rule):
    others = [p for p in game.players if p not in T]
    if rule in ("pessimistic", "optimistic"):
        return (min if rule == "pessimistic" else max)(game[T, [T, *rest]] for rest in partitions(others))
    groups = {"gamma": [[p] for p in others], "delta": [others] if others else []}
    left = [[p for p in block if p not in T] for block in P]
    return game[T, [T, *groups.get(rule, [block for block in left if block])]]


def coalitions_of(game):
    return [list(c) for k in range(1, len(game.players) + 1) for c in combinations(game.players, k)]


def feasible(game, P, rule):
    """Whether the linear program of the partition has a solution, by SciPy."""
    n = len(game.players)
    rows = [[-int(i in T) for i in range(n)] for T in coalitions_of(game)]
    bounds = [-float(expects(game, T, P, rule)) for T in coalitions_of(game)]
    equal = [[int(i in S) for i in range(n)] for S in P]
    shares = [float(game[S, P]) for S in P]
    return linprog(np.zeros(n), A_ub=rows, b_ub=bounds, A_eq=equal, b_eq=shares, bounds=[(None, None)] * n).status == 0


@settings(max_examples=40)
@given(partition_function_games(), st.sampled_from(RULES))
def test_against_linear_programs(game, rule):
    found = co.find_partition_core_point(game, rule=rule)
    assert found.guarantee is CERTIFIED
    able = [P for P in partitions(range(len(game.players))) if feasible(game, P, rule)]
    assert (found.value is None) is (not able)
    for P in partitions(range(len(game.players))):
        one = co.find_partition_core_point(game, rule=rule, partition=P)
        assert (one.value is not None) is (P in able)
        if one.value is not None:
            assert one.value.partition == game.partition(P)
            assert co.check_in_partition_core(game, one.value, rule=rule).value is True
            for T in coalitions_of(game):
                assert one.value.payoffs.total(T) >= expects(game, T, P, rule)
            for S in P:
                assert one.value.payoffs.total(S) == game[S, P]


@settings(max_examples=40)
@given(partition_function_games(), st.sampled_from(RULES[:4]))
def test_the_core_of_the_grand_coalition_is_that_of_the_conjectured_game(game, rule):
    everybody = [list(game.players)]
    found = co.find_partition_core_point(game, rule=rule, partition=everybody)
    table = co.conjectured_game(game, rule=rule)
    assert (found.value is None) is (co.find_core_point(table).value is None)
    if found.value is not None:
        assert co.check_in_core(table, found.value.payoffs).value is True


@settings(max_examples=40)
@given(partition_function_games(max_players=3), st.sampled_from(RULES), st.data())
def test_judging_any_outcome(game, rule, data):
    P = data.draw(st.sampled_from(partitions(range(len(game.players)))))
    x = {i: data.draw(st.integers(-1, 4)) for i in game.players}
    verdict = co.check_in_partition_core(game, (P, x), rule=rule)
    shares = all(sum(x[i] for i in S) == game[S, P] for S in P)
    blocked = any(sum(x[i] for i in T) < expects(game, T, P, rule) for T in coalitions_of(game))
    assert verdict.value is (shares and not blocked)
    assert verdict.certificate.describe(game)


@pytest.mark.parametrize("n", [3, 4, 5])
def test_cournot(n):
    """Merging to monopoly pays 1/4 in all; a firm alone expects 1/(n+1)² by gamma and 1/9 by delta.

    So equal shares 1/(4n) are in the gamma core, and 1/4 < n/9 empties the delta core (Hart and Kurz 1983 for the rules).
    """
    game = co.cournot_partition_game(range(n))
    equal = ([list(range(n))], [Fraction(1, 4 * n)] * n)
    assert co.check_in_partition_core(game, equal, rule="gamma").value is True
    assert co.find_partition_core_point(game, rule="gamma").value.partition == game.partition([range(n)])
    assert co.find_partition_core_point(game, rule="delta").value is None
    assert co.find_partition_core_point(game, rule="optimistic").value is None
    blocked = co.check_in_partition_core(game, equal, rule="delta")
    assert blocked.value is False
    assert "expects 1/9" in repr(blocked)


def test_projection_depends_on_the_partition():
    """Every pair expects 4, so all together lack 2, a pair loses a member to the third, and single players join."""
    game = co.PartitionFunctionGame.from_function(["A", "B", "C"], lambda S, P: {1: 0, 2: 4, 3: 4}[len(S)] if len(P) < 3 else 1)
    # alone everybody has 1; a pair is worth 4, whoever is beside it 0, all together 4
    assert co.find_partition_core_point(game, rule="projection").value is None
    assert co.find_partition_core_point(game, rule="projection", partition=[["A"], ["B"], ["C"]]).value is None


def test_edges():
    nobody = co.PartitionFunctionGame.from_function([], lambda S, P: 0)
    assert co.find_partition_core_point(nobody).value.payoffs == {}
    one = co.PartitionFunctionGame.from_function(["A"], lambda S, P: -3)
    for rule in RULES:
        assert co.find_partition_core_point(one, rule=rule).value.payoffs == {"A": -3}
    zero = co.PartitionFunctionGame.from_function(["A", "B"], lambda S, P: 0)
    assert co.find_partition_core_point(zero, rule="optimistic").value.payoffs == {"A": 0, "B": 0}
    mixed = co.PartitionFunctionGame.from_worths(
        ["A", "B"], {(("A", "B"),): [10**9 + Fraction(1, 10**9)], ("A", "B"): [10**9, "0.000000001"]}
    )
    assert co.find_partition_core_point(mixed).value.payoffs == {"A": 10**9, "B": Fraction(1, 10**9)}
    huge = co.PartitionFunctionGame.from_worths(["A", "B"], {(("A", "B"),): [10**40], ("A", "B"): [10**40, 1]})
    split = co.find_partition_core_point(huge).value
    assert repr(split.partition) == "{A} | {B}"


def test_refusals():
    w = co.parameter("w")
    symbolic = co.PartitionFunctionGame.from_function(["A", "B"], lambda S, P: w)
    game = co.cournot_partition_game(["A", "B"])
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        co.find_partition_core_point(symbolic)
    with pytest.raises(co.UnsupportedGameError):
        co.find_partition_core_point(co.TUGame.from_vector(["A"], [1], order="mask"))
    with pytest.raises(co.InvalidArgumentError, match="rule"):
        co.find_partition_core_point(game, rule="beta")
    with pytest.raises(co.LimitExceededError, match=r"limit=1.*find_core_point"):
        co.find_partition_core_point(game, limit=1)
    for outcome in ({"A": 1}, [["A", "B"]], (1, 2), ({"A": 1}, [1, 2])):
        with pytest.raises(co.InvalidArgumentError):
            co.check_in_partition_core(game, outcome)
    with pytest.raises(co.UnknownPlayerError):
        co.check_in_partition_core(game, ([["A", "B"]], {"A": 1, "Z": 2}))


def test_forged_evidence():
    game = co.cournot_partition_game(["A", "B", "C"], intercept=12)
    point, none = co.find_partition_core_point(game), co.find_partition_core_point(game, rule="delta")
    right = point.certificate
    for change in (
        {"rule": "delta"}, {"rule": "beta"}, {"rule": None}, {"amounts": (Fraction(12),) * 2}, {"amounts": (36, 0, 0)},
        {"amounts": (12.0, 12, 12)}, {"blocks": (3, 4)}, {"blocks": (7, 7)}, {"blocks": [7]}, {"blocks": (True, 6)},
        {"asked": (3, 4)}, {"asked": (7,)}, {"amounts": (True, 18, 17)},
    ):  # fmt: skip
        with pytest.raises(co.CertificateError):
            replace(point, certificate=replace(right, **change)).verify()
    weights = none.certificate.weights
    blocks, first = weights[0]
    for wrong in (
        weights[1:], weights[::-1], (*weights, weights[-1]), list(weights), ((blocks, ()), *weights[1:]),
        ((blocks, ((7, Fraction(1)),)), *weights[1:]), ((blocks, (*first, (0, Fraction(1)))), *weights[1:]),
        ((blocks, tuple((m, float(w)) for m, w in first)), *weights[1:]), (((3, 4), first), *weights[1:]),
    ):  # fmt: skip
        with pytest.raises(co.CertificateError):
            replace(none, certificate=replace(none.certificate, weights=wrong)).verify()
    with pytest.raises(co.CertificateError):
        replace(none, certificate=replace(none.certificate, rule="gamma")).verify()
    outcome = ([["A", "B", "C"]], [12, 12, 12])
    yes, no = co.check_in_partition_core(game, outcome), co.check_in_partition_core(game, outcome, rule="delta")
    for solution, mask in ((yes, 1), (no, None), (no, 7), (no, 8), (no, True), (no, 0), (yes, -1)):
        with pytest.raises(co.CertificateError):
            replace(solution, certificate=replace(solution.certificate, mask=mask)).verify()
