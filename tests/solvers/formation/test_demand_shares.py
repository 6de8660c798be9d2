"""Homogeneous shares: known games, SciPy as a peer, and forged evidence."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

import coalitions as co

F = Fraction


def voting(quota, weights):
    return co.WeightedVotingGame.from_weights(quota=quota, weights={f"p{k}": w for k, w in enumerate(weights)})


@pytest.mark.parametrize(
    ("quota", "weights", "shares"),
    [
        (2, [1, 1, 1], [F(1, 2)] * 3),
        (3, [2, 1, 1, 1], [F(2, 3), F(1, 3), F(1, 3), F(1, 3)]),
        (4, [2, 2, 1, 1, 1], [F(1, 2), F(1, 2), F(1, 4), F(1, 4), F(1, 4)]),
        (51, [50, 49, 1], None),
        (1, [1], [1]),
        (3, [3, 1, 1], [1, 0, 0]),
    ],
)
def test_known_games(quota, weights, shares):
    solution = co.find_demand_shares(voting(quota, weights))
    if shares is None:  # a party that needs one of two others: [3; 2, 1, 1] is homogeneous, and so is any d, 1 - d, 1 - d
        assert not solution.diagnostics["unique"]
        shares = list(solution.value.amounts)
        assert shares[1] == shares[2] == 1 - shares[0]
    assert list(solution.value.amounts) == shares


def test_a_vote_that_is_not_homogeneous():
    # {2, 2, 1} and {2, 2, 2} are minimal, so that all have 1/3; then {2, 1, 1} has 1 too, but loses
    assert co.find_demand_shares(voting(5, [2, 2, 2, 1, 1])).value is None
    # {3, 2}, {3, 1, 1} and {2, 2, 1}
    assert co.find_demand_shares(voting(5, [3, 2, 2, 1, 1])).value.amounts == (F(3, 5), F(2, 5), F(2, 5), F(1, 5), F(1, 5))


def exists_by_scipy(game):
    names = list(game.players)
    subsets = [s for k in range(len(names) + 1) for s in combinations(names, k)]
    winning = [s for s in subsets if game[s] > 0]
    minimal = [s for s in winning if not any(game[tuple(p for p in s if p != q)] > 0 for q in s)]
    rows = np.array([[p in s for p in names] for s in minimal], dtype=float)
    losing = np.array([[*(p in s for p in names), 1] for s in subsets if game[s] == 0], dtype=float)
    bounds = [(0, None if any(p in s for s in minimal) else 0) for p in names] + [(0, 1)]
    equal = np.column_stack([rows, np.zeros(len(rows))])
    found = linprog([0] * len(names) + [-1], losing, np.ones(len(losing)), equal, np.ones(len(rows)), bounds)
    return bool(found.status == 0 and -found.fun > 1e-9)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=5), st.data())
def test_they_exist_where_scipy_finds_them(weights, data):
    weights = weights if sum(weights) else [1]
    game = voting(data.draw(st.integers(1, sum(weights))), weights)
    solution = co.find_demand_shares(game)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert (solution.value is not None) is exists_by_scipy(co.tabulate(game))


def test_a_simple_game_without_weights():
    # two pairs, each of which wins: d(A, B) = d(C, D) = 1 gives some losing pair across at least 1
    game = co.TUGame.from_function(["A", "B", "C", "D"], lambda s: int({"A", "B"} <= set(s) or {"C", "D"} <= set(s)))
    solution = co.find_demand_shares(game)
    assert solution.value is None
    assert "which loses" in repr(solution)


def test_refusals():
    with pytest.raises(co.UnsupportedGameError, match="simple"):
        co.find_demand_shares(co.TUGame.from_vector(["A", "B"], [0, 1, 0, 5], order="mask"))
    with pytest.raises(co.LimitExceededError, match="at most 3"):
        co.find_demand_shares(voting(2, [1] * 4), limit=3)


def test_forged_evidence_is_refused():
    yes = co.find_demand_shares(voting(3, [2, 1, 1, 1]))
    pairs = co.TUGame.from_function(["A", "B", "C", "D"], lambda s: int({"A", "B"} <= set(s) or {"C", "D"} <= set(s)))
    no = co.find_demand_shares(pairs)
    a, c = yes.certificate.amounts, no.certificate
    forged = [
        replace(yes, certificate=replace(yes.certificate, amounts=x))
        for x in (
            a[::-1],
            a[:3],
            tuple(map(float, a)),
            tuple(2 * v for v in a),
            (True, 0, 0, 0),
            (F(4, 3), F(-1, 3), F(-1, 3), F(-1, 3)),
        )
    ]
    forged += [
        replace(no, certificate=replace(c, **change))
        for change in (
            {"winning": ()},
            {"losing": ()},
            {"winning": c.losing, "losing": c.winning},
            {"winning": c.winning * 2},
            {"losing": c.losing * 2},
            {"losing": tuple((m, -v) for m, v in c.losing)},
            {"losing": ((15, F(1)),)},
            {"winning": ((16, F(1)),)},
            {"winning": ((True, F(1)),)},
            {"losing": tuple((m, float(v)) for m, v in c.losing)},
            {"winning": ((7, F(1)),)},
        )
    ]
    forged += [replace(no, game=voting(2, [1, 1, 1, 1])), replace(yes, game=pairs), replace(yes, certificate=c)]
    for solution in forged:
        with pytest.raises(co.CertificateError):
            solution.verify()
    assert no.certificate.to_dict()["winning"]
    assert yes.certificate.to_dict()["amounts"]
