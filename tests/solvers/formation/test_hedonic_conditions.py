"""Conditions that make sure of a core partition, against their definitions and against the core."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.certificates.hedonic_conditions import (
    CommonRanking,
    ConsecutiveOrder,
    NoConsecutiveOrder,
    NoTopCoalition,
    RankingCycle,
    TopEverywhere,
)
from coalitions.testing import hedonic_games, tu_games
from tests.literature.hedonic import COMPANY, GUEST, by_digits
from tests.solvers.formation.test_hedonic import coalitions_of, random_game


def subsets(s):
    return [frozenset(c) for k in range(1, len(s) + 1) for c in combinations(sorted(s), k)]


def is_top(game, s, v):
    return not any(game.prefers(i, t, s) for t in subsets(v) for i in s & t)


def ordered_partitions(s):
    if not s:
        yield []
        return
    for first in subsets(s):
        for rest in ordered_partitions(s - first):
            yield [first, *rest]


def is_weak_top(game, s, v):
    """Straight from the definition: some sequence of groups of S will do."""

    def fits(groups):
        earlier = frozenset()
        for group in groups:
            if any(game.prefers(i, t, s) and not t & earlier for i in group for t in subsets(v) if i in t):
                return False
            earlier |= group
        return True

    return any(fits(groups) for groups in ordered_partitions(s))


@settings(max_examples=60)
@given(hedonic_games(min_players=0, max_players=3, levels=4))
def test_top_coalitions_by_definition(game):
    every = coalitions_of(list(game.players))
    top = all(any(is_top(game, s, v) for s in subsets(v)) for v in every)
    weak = all(any(is_weak_top(game, s, v) for s in subsets(v)) for v in every)
    for check, expected in ((co.check_top_coalition_property, top), (co.check_weak_top_coalition_property, weak)):
        solution = check(game)
        assert solution.value is expected
        assert solution.guarantee is co.Guarantee.CERTIFIED
        assert "has" in repr(solution) or "each set" in repr(solution)
    assert weak >= top
    if weak:
        assert co.enumerate_core_partitions(game).value


@settings(max_examples=60)
@given(hedonic_games(min_players=4, max_players=4, strict=True))
def test_four_players_without_ties(game):
    core = co.enumerate_core_partitions(game).value
    if co.check_top_coalition_property(game).value:
        assert len(core) == 1
    if co.check_weak_top_coalition_property(game).value:
        assert core


def test_the_weak_property_is_weaker():
    game = by_digits("12 1", "123 12 2", "123 3")
    assert co.check_top_coalition_property(game).value is False
    assert co.check_weak_top_coalition_property(game).value is True


@settings(max_examples=60)
@given(tu_games(min_players=1, max_players=4))
def test_equal_shares_have_a_common_ranking(game):
    shared = co.sharing_game(game)
    assert co.check_common_ranking(shared).value
    assert co.check_top_coalition_property(shared).value
    core = co.enumerate_core_partitions(shared).value
    # the greedy partition: the coalition with the largest share per head, then the best of the rest
    rest, blocks = list(game.players), []
    while rest:
        best = max(subsets(rest), key=lambda s: Fraction(game[tuple(s)], len(s)))
        blocks.append(best)
        rest = [i for i in rest if i not in best]
    assert co.check_core_stable(shared, blocks).value
    assert core


@settings(max_examples=30)
@given(st.permutations(range(1, 16)))
def test_a_common_ranking_without_ties_has_one_core_partition(order):
    """It takes the best coalition of all, the best of those that are left, and so on (Farrell and Scotchmer 1988)."""
    names = ["A", "B", "C", "D"]
    level = {mask: k for k, mask in enumerate(order)}
    game = co.HedonicGame.from_utilities(names, lambda i, S: level[S.mask])
    assert co.check_common_ranking(game).value
    rest, blocks = 15, []
    while rest:
        best = max((m for m in range(1, 16) if m & ~rest == 0), key=level.get)
        blocks.append(best)
        rest ^= best
    assert [set(p.masks) for p in co.enumerate_core_partitions(game).value] == [set(blocks)]


def agrees(game, order):
    """Whether a ranking (a dictionary from coalitions to levels) is the order of all players."""
    return all(game.prefers(i, s, t) is (order[s] > order[t]) for i in game.players for s in order for t in order if i in s & t)


@settings(max_examples=60)
@given(hedonic_games(max_players=2, levels=3))
def test_common_ranking_of_two_players_by_all_rankings(game):
    names = list(game.players)
    every = coalitions_of(names)
    possible = any(
        agrees(game, dict(zip(every, levels, strict=True))) for levels in product(range(len(every)), repeat=len(every))
    )
    assert co.check_common_ranking(game).value is possible


@settings(max_examples=60)
@given(hedonic_games(min_players=3, max_players=4, levels=2))
def test_common_ranking_has_evidence_either_way(game):
    solution = co.check_common_ranking(game)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    if solution.value:
        levels = {frozenset(game.players.coalition(m)): level for m, level in enumerate(solution.certificate.levels) if m}
        assert agrees(game, levels)
        assert co.enumerate_core_partitions(game).value
    else:
        assert " a cycle: " in repr(solution)


@settings(max_examples=60)
@given(hedonic_games(min_players=0, max_players=4, levels=3))
def test_consecutive_orders_by_permutations(game):
    names = list(game.players)
    wanted = [s for s in coalitions_of(names) if all(game.prefers(i, s, i) for i in s)]

    def consecutive(order):
        places = [sorted(order.index(i) for i in s) for s in wanted]
        return all(p[-1] - p[0] == len(p) - 1 for p in places)

    solution = co.find_consecutive_order(game)
    assert solution.guarantee is co.Guarantee.CERTIFIED
    assert (solution.value is not None) is any(map(consecutive, permutations(names)))
    if solution.value is not None:
        assert consecutive(solution.value)
        assert co.enumerate_core_partitions(game).value


def test_company_has_none_of_them():
    assert not co.check_top_coalition_property(COMPANY).value
    assert not co.check_weak_top_coalition_property(COMPANY).value
    assert not co.check_common_ranking(COMPANY).value
    assert co.find_consecutive_order(COMPANY).value is None


def test_larger_games():
    line = co.additively_separable_game(
        {(i, j): 1 if abs(i - j) == 1 else -5 for i in range(10) for j in range(10) if i != j}, players=range(10)
    )
    assert co.find_consecutive_order(line).value in (tuple(range(10)), tuple(range(9, -1, -1)))
    assert co.find_consecutive_order(random_game(10, 1)).guarantee is co.Guarantee.CERTIFIED
    assert co.check_common_ranking(random_game(9, 1)).value is False
    assert co.check_top_coalition_property(random_game(8, 1)).value is False


def refused(concept, game, certificate):
    with pytest.raises(co.CertificateError):
        co.certify(concept, game, certificate)


def test_mutations():
    for asked, check in (
        ("top coalition property", co.check_top_coalition_property),
        ("weak top coalition property", co.check_weak_top_coalition_property),
    ):
        refused(asked, COMPANY, TopEverywhere(asked))
        for mask in (0, 1, 3, 6, 8, -1, True, 7.0, None):
            refused(asked, COMPANY, NoTopCoalition(asked, mask))
        good = check(GUEST)
        assert good.value is True
        refused(asked, GUEST, NoTopCoalition(asked, 7))
        refused("common ranking property", GUEST, replace(good.certificate, asked="common ranking property"))
    agree = by_digits("12=1", "12 2")
    ranking = co.check_common_ranking(agree).certificate
    wrong = [ranking.levels[:-1], (0, 1, 0, 2), (0, 0, 0, 0), (0, True, 0, 1), [*ranking.levels], None, (0, 9, 0, 9)]
    for levels in wrong:
        refused("common ranking property", agree, CommonRanking(levels))
    cycle = co.check_common_ranking(COMPANY).certificate
    steps = cycle.steps
    for bad in (
        steps[1:],
        steps[::-1],
        steps * 0,
        [*steps],
        (steps[0],),
        ((3, True), *steps[1:]),
        ((99, 0),),
        None,
        ((7, 0), (7, 1)),
    ):
        refused("common ranking property", COMPANY, RankingCycle(bad))
    refused("common ranking property", agree, cycle)
    order = co.find_consecutive_order(GUEST)
    assert order.value is not None
    refused("consecutive order", GUEST, NoConsecutiveOrder())
    for bad in ((0, 1), (0, 1, 1), (0, 1, True), [0, 1, 2], None, (1, 2, 3)):
        refused("consecutive order", GUEST, ConsecutiveOrder(bad))
    for some in permutations(range(3)):
        refused("consecutive order", COMPANY, ConsecutiveOrder(some))
    for certificate, concept in (
        (TopEverywhere("top coalition property"), "top coalition property"),
        (NoTopCoalition("top coalition property", 1), "top coalition property"),
        (CommonRanking((0, 0)), "common ranking property"),
        (cycle, "common ranking property"),
        (ConsecutiveOrder((0,)), "consecutive order"),
        (NoConsecutiveOrder(), "consecutive order"),
    ):
        refused(concept, co.TUGame.from_function(["A"], len), certificate)


@pytest.mark.parametrize(
    "solver",
    [
        co.check_top_coalition_property,
        co.check_weak_top_coalition_property,
        co.check_common_ranking,
        co.find_consecutive_order,
    ],
)
def test_refusals(solver):
    with pytest.raises(co.LimitExceededError, match="limit=2"):
        solver(COMPANY, limit=2)
    with pytest.raises(co.InvalidArgumentError, match="limit"):
        solver(COMPANY, limit=0)
    with pytest.raises(co.UnsupportedGameError, match="hedonic"):
        solver(co.TUGame.from_function(["A"], len))
