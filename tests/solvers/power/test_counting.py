"""Power by counting: several rules, alternatives, large weights, many members."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from math import comb, factorial

import numpy as np
import pytest
from hypothesis import given

import coalitions as co
from coalitions.certificates.recounts import winning_with_and_without
from coalitions.games.boxes import columns_of, count_winning
from coalitions.testing import boolean_voting_games, weighted_voting_games

INDICES = [co.shapley_shubik_index, co.banzhaf_index, co.banzhaf_value, co.shapley_value, co.rae_index]
INDICES += [co.coleman_power_to_act, co.coleman_power_to_initiate, co.coleman_power_to_prevent]


def by_table(game, sized):
    n, table = len(game.players), co.tabulate(game).table
    wins, having = [0] * (n + 1), [[0] * (n + 1) for _ in range(n)]
    for mask in np.flatnonzero(table).tolist():
        size = mask.bit_count() if sized else 0
        wins[size] += 1
        for i in range(n):
            having[i][size] += mask >> i & 1
    return (wins, having) if sized else (wins[:1], [row[:1] for row in having])


@pytest.mark.parametrize("sized", [True, False])
@given(weighted_voting_games(max_rules=3) | boolean_voting_games())
def test_the_count_and_the_recount_are_those_of_the_table(sized, game):
    wins, having = by_table(game, sized)
    assert count_winning(game, sized=sized, limit=1 << 24) == (wins, having)
    recounted = winning_with_and_without(game, sized=sized, limit=1 << 24)
    for column, own in zip(columns_of(game), having, strict=True):
        assert recounted[column] == (
            (own[1:], [a - b for a, b in zip(wins, own, strict=True)][:-1]) if sized else (own, [wins[0] - own[0]])
        )


@pytest.mark.parametrize("index", INDICES)
@given(boolean_voting_games())
def test_alternatives_as_a_table(index, game):
    found = index(game)
    assert found.value == index(co.tabulate(game)).value
    assert found.guarantee is co.Guarantee.CERTIFIED


def two_houses(n, quota):
    """n members, two of them rich: a quota of members with one of the rich wins, and so do all but one."""
    rich = 10**12 if n <= 40 else 3
    return co.BooleanVotingGame.from_alternatives(
        [[(quota, dict.fromkeys(range(n), 1)), (rich, {0: rich, 1: rich + 1})], [(n - 1, dict.fromkeys(range(n), 1))]]
    )


@pytest.mark.parametrize("n", [30, 70])
def test_alternatives_of_many_members_by_hand(n):
    # S wins iff it has `quota` members and one of the two rich, or n - 1 members, of whom one is rich anyway
    quota = n // 2
    game = two_houses(n, quota)
    wins = [
        sum(comb(2, rich) * comb(n - 2, s - rich) for rich in (1, 2) if s >= rich) if s >= quota else 0 for s in range(n + 1)
    ]
    assert co.coleman_power_to_act(game).value == Fraction(sum(wins), 2**n)
    # a poor member swings with quota - 1 others, one or two rich among them
    poor = 2 * comb(n - 3, quota - 2) + comb(n - 3, quota - 3)
    # a rich one as the last of quota members, or where the other is not there
    rich = comb(n - 2, quota - 2) + sum(comb(n - 2, s) for s in range(quota - 1, n - 1))
    whole = 2 * rich + (n - 2) * poor
    banzhaf = co.banzhaf_index(game)
    assert banzhaf.value[0] == banzhaf.value[1] == Fraction(rich, whole)
    assert banzhaf.value[5] == Fraction(poor, whole)
    shapley = co.shapley_shubik_index(game)
    orders = factorial(quota - 1) * factorial(n - quota)
    assert shapley.value[5] == Fraction(poor * orders, factorial(n))
    assert sum(shapley.value.values()) == 1
    for solution in (banzhaf, shapley, co.rae_index(game), co.coleman_power_to_act(game)):
        assert solution.verify().guarantee is co.Guarantee.CERTIFIED


def test_rules_that_repeat_or_share_a_unit():
    votes = {"A": 4, "B": 3, "C": 2, "D": 1}
    once = co.WeightedVotingGame.from_rules([(6, votes)])
    twice = co.WeightedVotingGame.from_rules([(5, votes), (12, {p: 2 * w for p, w in votes.items()})])
    assert count_winning(once, sized=True, limit=10**6) == count_winning(twice, sized=True, limit=10**6)


def test_large_weights_are_counted_by_halves():
    rng = np.random.default_rng(1966)
    weights = dict(enumerate(int(w) for w in rng.integers(10**8, 10**9, 26)))
    game = co.WeightedVotingGame.from_weights(quota=sum(weights.values()) * 3 // 5, weights=weights)
    found = co.shapley_shubik_index(game)
    assert found.diagnostics["method"] == "halves of the players"
    assert sum(found.value.values()) == 1
    assert found.verify().guarantee is co.Guarantee.CERTIFIED
    # a unit is too small to matter: the same coalitions win with one more member of no weight
    more = co.WeightedVotingGame.from_weights(quota=game.quotas[0], weights={**weights, "null": 0})
    assert co.banzhaf_value(more).value == {**co.banzhaf_value(game).value, "null": 0}


def packed_banzhaf(quota, weights):
    """Swings from one polynomial in a Python integer, with 64 n bits for each coefficient; each factor is divided out."""
    n, total = len(weights), sum(weights)
    bits = n + 1
    product = 1
    for w in weights:
        product += product << bits * w
    swings = {}
    for w in set(weights):
        quotient, rest = divmod(product, 1 + (1 << bits * w))
        assert rest == 0
        below = quotient & (1 << bits * quota) - 1
        swings[w] = sum(below >> bits * k & (1 << bits) - 1 for k in range(quota - w, min(quota, total - w + 1)))
    return [swings[w] for w in weights]


def test_two_hundred_members():
    rng = np.random.default_rng(200)
    weights = rng.integers(1, 30, 200).tolist()
    quota = sum(weights) // 2 + 1
    game = co.WeightedVotingGame.from_weights(quota=quota, weights=dict(enumerate(weights)))
    swings = packed_banzhaf(quota, weights)
    assert list(co.banzhaf_value(game).value.values()) == [Fraction(s, 2**199) for s in swings]
    shapley = co.shapley_shubik_index(game)
    assert sum(shapley.value.values()) == 1
    by_weight = sorted(zip(weights, shapley.value.values(), strict=True))
    assert all(a <= b for (_, a), (_, b) in pairwise(by_weight))
    # the swings by size add up to those in all
    table = dict(shapley.certificate.swings)
    assert [sum(table[w,]) for w in weights] == swings


def test_mutations():
    for game in (two_houses(30, 15), co.majority_game(range(70), quota=40)):
        for solution in (co.banzhaf_index(game), co.coleman_power_to_prevent(game)):
            certificate = solution.certificate
            rows = certificate.members
            forged = [
                {"winning": certificate.winning + 1},
                {"winning": float(certificate.winning)},
                {"members": rows[1:]},
                {"members": (*rows, rows[0])},
                {"members": ((rows[0][0], rows[0][1] + 1), *rows[1:])},
                {"members": ((rows[0][0], True), *rows[1:])},
                {"index": "shapley-shubik"},
                {"index": "absolute banzhaf"},
                {"limit": 1},
            ]
            for changes in forged:
                with pytest.raises(co.CoalitionsError):
                    replace(solution, certificate=replace(certificate, **changes)).verify()
            with pytest.raises(co.CertificateError):
                certificate.check(co.tabulate(co.majority_game(list("ABC"))))
        act = co.coleman_power_to_act(game)
        with pytest.raises(co.CertificateError, match="by recount"):
            replace(act, certificate=replace(act.certificate, winning=act.certificate.winning + 1)).verify()
        shapley = co.shapley_shubik_index(game)
        (column, counts), *rest = shapley.certificate.swings
        for changed in ((counts[0] + 1, *counts[1:]), counts[:-1], tuple(map(float, counts))):
            with pytest.raises(co.CertificateError):
                replace(shapley, certificate=replace(shapley.certificate, swings=((column, changed), *rest))).verify()


def test_blocs_among_alternatives():
    game = two_houses(6, 3)
    effect = co.bloc_effect(game, [0, 1])
    merged = co.bloc_effect(co.tabulate(game), [0, 1])
    assert list(effect.value.values()) == list(merged.value.values())
    assert effect.verify().guarantee is co.Guarantee.CERTIFIED


def test_limits_say_what_helps():
    weights = dict(enumerate(range(10_000, 10_100)))
    game = co.WeightedVotingGame.from_weights(quota=520_000, weights=weights)
    with pytest.raises(co.LimitExceededError, match=r"limit=16777216 .* got (\d+); write limit=\1 if there is time") as error:
        co.shapley_shubik_index(game)
    assert int(str(error.value).split("got ")[1].split(";")[0]) <= 1 << 28
    huge = co.WeightedVotingGame.from_weights(quota=520_001 * 10**6, weights={k: w * 10**6 + 1 for k, w in weights.items()})
    with pytest.raises(co.LimitExceededError, match=f"limit={1 << 28} .*; divide the weights by a common unit"):
        co.banzhaf_index(huge, limit=10**12)


def test_quadrature_where_counting_is_too_long():
    weights = np.random.default_rng(7).integers(1, 60, 120).tolist()
    game = co.WeightedVotingGame.from_weights(quota=sum(weights) * 2 // 3, weights=dict(enumerate(weights)))
    found, exact = co.shapley_shubik_index(game, method="quadrature"), co.shapley_shubik_index(game)
    assert found.guarantee is co.Guarantee.APPROXIMATE
    bound = found.diagnostics["error_bound"]
    assert 0 < bound < 1e-9
    assert all(abs(a - b) <= bound for a, b in zip(found.value.values(), exact.value.values(), strict=True))
    with pytest.raises(co.UnsupportedGameError, match="one rule"):
        co.shapley_shubik_index(two_houses(30, 15), method="quadrature")
    with pytest.raises(co.InvalidArgumentError, match="'exact' or 'quadrature'"):
        co.shapley_shubik_index(game, method="float")


def test_a_legislature_by_types_and_by_rules():
    # two houses and a president who signs, or two thirds of both (Shapley and Shubik 1954, in small)
    house, senate, typed = [f"H{k}" for k in range(21)], [f"S{k}" for k in range(9)], {"H": 21, "S": 9, "P": 1}
    both = dict.fromkeys([*house, *senate, "P"], 0)

    def rules(h, s, p):
        names = (dict.fromkeys(house, 1), dict.fromkeys(senate, 1), {"P": 1})
        return [(q, both | names[k]) for k, q in enumerate((h, s, p)) if q]

    game = co.BooleanVotingGame.from_alternatives([rules(11, 5, 1), rules(14, 6, 0)])
    by_types = co.TypedGame.from_function(
        typed, lambda k: int((k["H"] > 10 and k["S"] > 4 and k["P"]) or (k["H"] > 13 and k["S"] > 5))
    )
    for index in INDICES:
        found, other = index(game).value, index(by_types).value
        if index is co.coleman_power_to_act:
            assert found == other
        else:
            assert [found["H3"], found["S2"], found["P"]] == [
                other[p] for p in ("H 4", "S 3", "P 1" if "P 1" in other else "P")
            ]
