from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from scipy.optimize import LinearConstraint, milp

import coalitions as co
from coalitions.certificates.weightedness import Representation, TradingTransform
from coalitions.testing import weighted_voting_games
from tests.literature.councils import ELECTORAL_COLLEGE, security_council


def simple_games(n):
    """All monotone functions of n players except the two constant ones (Dedekind), as tables."""
    tables = [(0,), (1,)]
    for _ in range(n):
        tables = [a + b for a in tables for b in tables if all(x <= y for x, y in zip(a, b, strict=True))]
    names = list("ABCDEF"[:n])
    return [co.TUGame.from_vector(names, t, order="mask") for t in tables if any(t) and not t[0]]


def least_total(game):
    """The least total of whole weights by HiGHS: one row for each coalition. None if there are no weights."""
    n = len(game.players)
    table = co.tabulate(game)
    rows = [[*(-(m >> i & 1) for i in range(n)), 1] for m in range(1 << n)]
    low = [-np.inf if table.worth(m) else 1 for m in range(1 << n)]
    high = [0 if table.worth(m) else np.inf for m in range(1 << n)]
    found = milp([1] * n + [0], constraints=LinearConstraint(rows, low, high), integrality=[1] * (n + 1))
    return round(found.fun) if found.status == 0 else None


@pytest.mark.parametrize(("n", "games", "weighted"), [(1, 1, 1), (2, 4, 4), (3, 18, 18), (4, 166, 148)])
def test_published_numbers_of_weighted_games(n, games, weighted):
    # monotone functions less the constants (Dedekind 3, 6, 20, 168), and threshold functions among them (3, 6, 20, 150):
    # Muroga (1971), Threshold logic and its applications
    every = simple_games(n)
    assert len(every) == games
    found = [co.find_weighted_representation(g) for g in every]
    assert all(f.guarantee is co.Guarantee.CERTIFIED for f in found)
    assert sum(f.value is not None for f in found) == weighted
    for game, solution in zip(every, found, strict=True):
        assert co.check_weighted(game).value == (solution.value is not None)
        if solution.value is not None:
            assert co.tabulate(solution.value) == game
            assert solution.diagnostics["least_total"]


def test_least_totals_by_brute_force():
    totals = {}
    for weights in product(range(4), repeat=4):
        for quota in range(1, sum(weights) + 1):
            game = co.WeightedVotingGame.from_weights(quota=quota, weights=dict(zip("ABCD", weights, strict=True)))
            key = tuple(co.tabulate(game).table.tolist())
            totals[key] = min(totals.get(key, 99), sum(weights))
    assert len(totals) == 148
    for key, total in totals.items():
        found = co.find_weighted_representation(co.TUGame.from_vector(list("ABCD"), key, order="mask"))
        assert sum(found.value.weights[0]) == found.diagnostics["total"] == total


@given(weighted_voting_games(max_players=5))
def test_against_integer_programming(game):
    table = co.tabulate(game)
    solution, total = co.find_weighted_representation(table), least_total(game)
    if total is None:
        assert solution.value is None
        assert co.check_weighted(table).value is co.check_weighted(game).value is False
    else:
        assert sum(solution.value.weights[0]) == total
        assert co.tabulate(solution.value) == table
        # the dual of a weighted game is weighted, with the same weights
        assert sum(co.find_weighted_representation(co.dual(table)).value.weights[0]) == total


def test_weights_that_are_cheaper_in_halves():
    game = co.WeightedVotingGame.from_weights(quota=284, weights=dict(enumerate([48, 1, 8, 93, 78, 48, 97, 62, 34, 74, 58])))
    least = co.find_weighted_representation(game)
    assert (least.diagnostics["total"], least.diagnostics["least_total"]) == (353, True)
    assert least_total(game) == 353
    cut = co.find_weighted_representation(game, branches=0)
    assert (cut.diagnostics["total"], cut.diagnostics["least_total"]) == (704, False)
    assert co.tabulate(cut.value) == co.tabulate(game)


def test_councils():
    council = co.find_weighted_representation(security_council()).value
    assert (council.quotas, set(council.weights[0])) == ((39,), {7, 1})
    six = co.WeightedVotingGame.from_weights(quota=12, weights=dict(zip("FGIBNL", (4, 4, 4, 2, 2, 1), strict=True)))
    assert co.find_weighted_representation(six).value.weights == ((2, 2, 2, 1, 1, 0),)


def test_amending_the_constitution_of_canada():
    # Taylor and Pacelli (2008), section 2.6: seven of ten provinces with half of the population, not a weighted game
    share = {"PEI": 1, "NF": 3, "NB": 3, "NS": 4, "MB": 5, "SK": 5, "AB": 7, "BC": 9, "QC": 29, "ON": 34}
    canada = co.WeightedVotingGame.from_rules([(7, dict.fromkeys(share, 1)), (50, share)])
    no = co.check_weighted(canada)
    assert no.value is False
    assert "with the same members in all" in repr(no)
    assert co.find_weighted_representation(canada).value is None
    trade = no.certificate
    assert all(canada.worth(m) for m, _ in trade.won)
    assert not any(canada.worth(m) for m, _ in trade.lost)


def test_a_trade_of_three_coalitions():
    # as in a magic square: the rows and the columns have the same members, and only the columns lose
    names = "ABCDEFGHI"
    rows, columns = [names[:3], names[3:6], names[6:]], [names[0::3], names[1::3], names[2::3]]
    wins = lambda S: int(len(S) > 3 or (len(S) == 3 and set(S) not in map(set, columns)))  # noqa: E731
    game = co.TUGame.from_function(list(names), wins)
    assert all(game[tuple(r)] for r in rows)
    assert co.check_weighted(game).value is False
    assert all(c.bit_count() == 3 for c, _ in co.check_weighted(game).certificate.lost)


def test_yes_at_once():
    states = co.WeightedVotingGame.from_weights(quota=270, weights=dict(enumerate(ELECTORAL_COLLEGE)))
    assert co.check_weighted(states).value is True
    with pytest.raises(co.LimitExceededError, match="limit=20"):
        co.find_weighted_representation(states)


def test_mutations():
    game = co.tabulate(co.WeightedVotingGame.from_weights(quota=5, weights={"A": 3, "B": 2, "C": 2, "D": 1}))
    for solve in (co.check_weighted, co.find_weighted_representation):
        yes = solve(game)
        quota, weights = yes.certificate.quota, yes.certificate.weights
        wrong = [(quota + 1, weights), (quota - 1, weights), (quota, weights[:3]), (quota, (*weights[:3], -1))]
        wrong += [(quota, (*weights[:3], float(weights[3]))), (quota, (weights[3], *weights[1:3], weights[0]))]
        for changed in wrong:
            with pytest.raises(co.CertificateError):
                replace(yes, certificate=Representation(yes.certificate.asked, *changed)).verify()
    couples = co.TUGame.from_function(["A", "B", "C", "D"], lambda S: int(len(S & {"A", "B"}) > 0 and len(S & {"C", "D"}) > 0))
    no = co.check_weighted(couples)
    won, lost = no.certificate.won, no.certificate.lost
    for sides in ((lost, won), (won, won), (won, lost[:1]), ((), ()), (won[:1], ((won[0][0], 1),)), (((5, 2),), lost)):
        with pytest.raises(co.CertificateError):
            replace(no, certificate=TradingTransform("weighted", *sides)).verify()
    with pytest.raises(co.CertificateError):
        TradingTransform("weighted", ((5, 0), *won), ((5, 0), *lost)).check(couples)
    with pytest.raises(co.CertificateError):
        no.certificate.check(co.tabulate(game))


def test_many_games_with_trades():
    rng = np.random.default_rng(1)
    kinds = set()
    for _ in range(40):
        n = int(rng.integers(4, 9))
        minimal = [set(rng.choice(n, size=int(rng.integers(1, n)), replace=False).tolist()) for _ in range(n)]
        game = co.TUGame.from_function(range(n), lambda S, minimal=minimal: int(any(m <= set(S) for m in minimal)))
        solution = co.check_weighted(game)
        assert solution.guarantee is co.Guarantee.CERTIFIED
        kinds.add(solution.value)
        assert solution.value == (least_total(game) is not None)
    assert kinds == {True, False}


@pytest.mark.parametrize("solve", [co.check_weighted, co.find_weighted_representation])
def test_degenerate_and_refusals(solve):
    alone = co.TUGame.from_vector(["A"], [1], order="mask")
    assert solve(alone).value
    unanimity = co.TUGame.from_function(range(5), lambda S: int(len(S) == 5))
    assert solve(unanimity).certificate.weights == (1,) * 5
    with pytest.raises(co.UnsupportedGameError, match="worth 0 or 1"):
        solve(co.TUGame.from_function(["A", "B"], len))
    with pytest.raises(co.UnsupportedGameError, match="worth 0 or 1"):
        solve(co.TUGame.from_vector(["A"], [co.parameter("w")], order="mask"))
    with pytest.raises(co.LimitExceededError, match="limit=4"):
        solve(unanimity, limit=4)
    with pytest.raises(co.UnsupportedGameError):
        solve(co.NormalFormGame.from_arrays([[1]], [[1]], strategies=[["a"], ["b"]]))


def test_swaps_of_two():
    """Every trade that comes back is one: the same members on both sides, counted by name."""
    couples = co.TUGame.from_function(["A", "B", "C", "D"], lambda S: int(len(S & {"A", "B"}) > 0 and len(S & {"C", "D"}) > 0))
    trade = co.check_weighted(couples).certificate
    names = [[p for m, k in side for _ in range(k) for p in couples.players.coalition(m)] for side in (trade.won, trade.lost)]
    assert sorted(names[0]) == sorted(names[1])
    assert all(couples[c] == 0 for c in combinations("ABCD", 1))
