"""The recursive core: three players by cases and linear programs, Cournot by hand, and evidence that cannot be forged."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from sympy.utilities.iterables import multiset_partitions

import coalitions as co

ATTITUDES = ["pessimistic", "optimistic"]


def partitions(of):
    return [[list(block) for block in p] for p in multiset_partitions(list(of))] if of else [[]]


@st.composite
def partition_function_games(draw, max_players=3):
    n = draw(st.integers(1, max_players))
    worths = {tuple(map(tuple, p)): [draw(st.integers(-1, 4)) for _ in p] for p in partitions(range(n))}
    return co.PartitionFunctionGame.from_worths(range(n), worths)


def residual_partitions(game, left, settled):
    """What two or one players do when the third has settled: the partitions in their core, which two players always have.

    Two are together if that is worth at least as much as being alone, and apart if at most.
    """
    if len(left) < 2:
        return [[[p] for p in left]]
    together = game[left, [left, *settled]]
    apart = sum(game[[p], [[q] for q in left] + settled] for p in left)
    return [[left]] * (together >= apart) + [[[p] for p in left]] * (apart >= together)


def conditions(game, attitude):
    """For each way to leave a list of alternatives: coalitions of which one must have at least a number."""
    names = list(game.players)
    for mask in range(1, 1 << len(names)):
        T = [p for i, p in enumerate(names) if mask >> i & 1]
        rest = [p for p in names if p not in T]
        for grouping in partitions(T):
            cases = [[game[C, grouping + others] for C in grouping] for others in residual_partitions(game, rest, grouping)]
            if attitude == "pessimistic":
                yield list(zip(grouping, map(min, zip(*cases, strict=True)), strict=True))
            else:
                yield from (list(zip(grouping, case, strict=True)) for case in cases)


def has_outcome(game, P, attitude):
    n = len(game.players)
    found = list(conditions(game, attitude))
    equal = [[int(i in S) for i in range(n)] for S in P]
    shares = [float(game[S, P]) for S in P]
    several = [c for c in found if len(c) > 1]
    for choice in product(*several):
        rows = [*(c[0] for c in found if len(c) == 1), *choice]
        A = [[-int(i in C) for i in range(n)] for C, _ in rows]
        b = [-float(w) for _, w in rows]
        if linprog(np.zeros(n), A_ub=A, b_ub=b, A_eq=equal, b_eq=shares, bounds=[(None, None)] * n).status == 0:
            return True
    return False


@settings(max_examples=12, deadline=None)
@given(partition_function_games(), st.sampled_from(ATTITUDES))
def test_three_players_by_cases(game, attitude):
    solution = co.find_recursive_core_point(game, attitude=attitude)
    able = [P for P in partitions(range(len(game.players))) if has_outcome(game, P, attitude)]
    assert (solution.value is None) is (not able)
    if solution.value is not None:
        assert [list(S) for S in solution.value.partition] in [sorted(P) for P in able]
        x = solution.value.payoffs
        assert all(any(x.total(C) >= w for C, w in c) for c in conditions(game, attitude))
        assert co.check_in_recursive_core(game, solution.value, attitude=attitude).value is True


@settings(max_examples=40)
@given(partition_function_games(), st.sampled_from(ATTITUDES), st.data())
def test_judging_any_outcome(game, attitude, data):
    P = data.draw(st.sampled_from(partitions(range(len(game.players)))))
    x = {i: data.draw(st.integers(-1, 4)) for i in game.players}
    verdict = co.check_in_recursive_core(game, (P, x), attitude=attitude)
    shares = all(sum(x[i] for i in S) == game[S, P] for S in P)
    stays = all(any(sum(x[i] for i in C) >= w for C, w in c) for c in conditions(game, attitude))
    assert verdict.value is (shares and stays)
    assert verdict.certificate.describe(game)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_optimists_stay_less_often(data):
    """Optimistic players leave wherever pessimistic ones do, if residual cores are the same; three players have the same ones."""
    game = data.draw(partition_function_games())
    found = co.find_recursive_core_point(game, attitude="optimistic").value
    if found is not None:
        assert co.check_in_recursive_core(game, found, attitude="pessimistic").value is True


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(-2, 4), min_size=16, max_size=16))
def test_without_externalities_it_is_the_core_with_partitions(worths):
    """A coalition then expects its worth whatever the others do, so the recursive core is the core over all partitions."""
    table = co.TUGame.from_vector(range(4), [0, *worths[1:]], order="mask")
    game = co.PartitionFunctionGame.from_function(range(4), lambda S, P: table[S])
    plain = co.find_partition_core_point(game, rule="gamma").value
    for attitude in ATTITUDES:
        found = co.find_recursive_core_point(game, attitude=attitude).value
        assert (found is None) is (plain is None)
        if plain is not None:
            assert co.check_in_recursive_core(game, plain, attitude=attitude).value is True


def core_of(game, left, settled, attitude):
    """The partitions of those who are left that have an outcome in their core, by linear programs, recursively."""
    kept = []
    for P in partitions(left):
        found = list(ways_to_leave(game, left, settled, attitude))
        single, several = [c[0] for c in found if len(c) == 1], [c for c in found if len(c) > 1]
        equal = [[int(i in S) for i in left] for S in P]
        shares = [float(game[S, P + settled]) for S in P]

        def possible(choice, single=single, equal=equal, shares=shares):
            rows = [*single, *choice]
            A = [[-int(i in C) for i in left] for C, _ in rows]
            b = [-float(w) for _, w in rows]
            bounds = [(None, None)] * len(left)
            return linprog(np.zeros(len(left)), A_ub=A, b_ub=b, A_eq=equal, b_eq=shares, bounds=bounds).status == 0

        if possible(()) and any(possible(choice) for choice in product(*several)):
            kept.append(P)
    return kept


def ways_to_leave(game, left, settled, attitude):
    for mask in range(1, 1 << len(left)):
        T = [p for i, p in enumerate(left) if mask >> i & 1]
        rest = [p for p in left if p not in T]
        for grouping in partitions(T):
            rests = (core_of(game, rest, settled + grouping, attitude) or partitions(rest)) if rest else [[]]
            cases = [[game[C, settled + grouping + others] for C in grouping] for others in rests]
            if attitude == "pessimistic":
                yield list(zip(grouping, map(min, zip(*cases, strict=True)), strict=True))
            else:
                yield from (list(zip(grouping, case, strict=True)) for case in cases)


@pytest.mark.parametrize("attitude", ATTITUDES)
def test_four_players_by_cases(attitude):
    """Outcomes of a game without symmetry, judged by a recursion over linear programs."""
    rng = np.random.default_rng(5)
    game = co.PartitionFunctionGame.from_function(range(4), lambda S, P: int(rng.integers(0, 4 * len(S) + 1)))
    found = list(ways_to_leave(game, list(range(4)), [], attitude))
    seen = set()
    for P in partitions(range(4)):
        for _ in range(12):
            x = {}
            for S in P:
                cut = sorted(rng.integers(0, game[S, P] + 1, len(S) - 1).tolist())
                x |= dict(zip(S, np.diff([0, *cut, game[S, P]]).tolist(), strict=True))
            stays = all(any(sum(x[i] for i in C) >= w for C, w in c) for c in found)
            assert co.check_in_recursive_core(game, (P, x), attitude=attitude).value is stays
            seen.add(stays)
    assert False in seen


def test_cournot_by_hand():
    """Three firms share 36; whoever leaves faces two who do not merge, since 16 < 9 + 9, so he gets 9, and two get 16."""
    game = co.cournot_partition_game(["A", "B", "C"], intercept=12)
    whole = [["A", "B", "C"]]
    for attitude in ATTITUDES:
        for x, stays in (([9, 9, 18], True), ([12, 12, 12], True), ([8, 14, 14], False), ([10, 6, 20], False)):
            assert co.check_in_recursive_core(game, (whole, x), attitude=attitude).value is stays
    found = co.check_in_recursive_core(game, (whole, [8, 14, 14]))
    assert "{A} gets 8 and expects 9" in repr(found)
    assert "{B} | {C}" in repr(found)


def test_evidence_as_plain_data():
    import json

    game = co.cournot_partition_game(["A", "B", "C"], intercept=12)
    data = co.find_recursive_core_point(game).certificate.to_dict()
    assert json.loads(json.dumps(data)) == data
    assert data["table"][0] == [["payoffs", ["16", "0", "0"]]]  # A alone beside {B, C}


def test_edges_and_refusals():
    nobody = co.PartitionFunctionGame.from_function([], lambda S, P: 0)
    assert co.find_recursive_core_point(nobody).value.payoffs == {}
    one = co.PartitionFunctionGame.from_function(["A"], lambda S, P: "-1/3")
    assert co.find_recursive_core_point(one).value.payoffs == {"A": Fraction(-1, 3)}
    zero = co.PartitionFunctionGame.from_function(range(4), lambda S, P: 0)
    assert co.find_recursive_core_point(zero).value.payoffs == dict.fromkeys(range(4), 0)
    huge = co.PartitionFunctionGame.from_worths(["A", "B"], {(("A", "B"),): [10**40], ("A", "B"): [10**40, "1/10"]})
    assert len(co.find_recursive_core_point(huge).value.partition) == 2
    w = co.parameter("w")
    with pytest.raises(co.UndecidedError, match="put numbers in"):
        co.find_recursive_core_point(co.PartitionFunctionGame.from_function(["A"], lambda S, P: w))
    with pytest.raises(co.LimitExceededError, match=r"limit=2.*find_partition_core_point"):
        co.find_recursive_core_point(co.cournot_partition_game(range(3)), limit=2)
    with pytest.raises(co.InvalidArgumentError, match="attitude"):
        co.find_recursive_core_point(one, attitude="neutral")
    with pytest.raises(co.UnsupportedGameError):
        co.check_in_recursive_core(co.TUGame.from_vector(["A"], [1], order="mask"), ([["A"]], [1]))


def test_forged_evidence():
    game = co.cournot_partition_game(["A", "B", "C"], intercept=12)
    found = co.find_recursive_core_point(game)
    right = found.certificate
    table = right.table
    wrong_point = (*table[:-1], (("payoffs", (Fraction(8), Fraction(14), Fraction(14))), *table[-1][1:]))
    for change in (
        {"attitude": "neutral"}, {"table": table[:-1]}, {"table": table[1:]}, {"table": list(table)}, {"table": wrong_point},
        {"table": (*table[:-1], table[-1][:-1])}, {"find": False}, {"deviation": 1}, {"outcome": ((7,), (12, 12, 12))},
        {"table": (*table[:-1], tuple(("none", ("weights", ((7, Fraction(1)),))) for _ in table[-1]))},
        {"table": (*table[:-1], tuple(("none", ("split", 0, ())) for _ in table[-1]))}, {"find": 1}, {"attitude": "optimistic"},
    ):  # fmt: skip
        with pytest.raises(co.CertificateError):
            replace(found, certificate=replace(right, **change)).verify()
    outcome = ([["A", "B", "C"]], [8, 14, 14])
    no = co.check_in_recursive_core(game, outcome)
    for deviation in (None, -1, -2, 10**6, True, 0.0):
        if deviation != no.certificate.deviation:
            with pytest.raises(co.CertificateError):
                replace(no, certificate=replace(no.certificate, deviation=deviation)).verify()
    yes = co.check_in_recursive_core(game, ([["A", "B", "C"]], [12, 12, 12]))
    for deviation in range(-1, 6):
        with pytest.raises(co.CertificateError):
            replace(yes, certificate=replace(yes.certificate, deviation=deviation)).verify()
