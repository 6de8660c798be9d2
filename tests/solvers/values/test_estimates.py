"""Estimates against exact values: bounds that hold, at every stop, with the same digits everywhere."""

import math
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import coalitions as co
from coalitions.solvers.values._rows import joining_marginals, prefix_worths
from coalitions.solvers.values._sampling import Moments, half_widths

SECURITY_COUNCIL = {f"P{k}": 7 for k in range(5)} | {f"N{k}": 1 for k in range(10)}


def airport(rows):
    """The greatest number among the members, player k having k + 1: v of an airport game."""
    return (rows * np.arange(1, rows.shape[1] + 1)).max(axis=1, initial=0)


def worst(solution, exact):
    return max((abs(Fraction(a) - Fraction(b)) for a, b in zip(solution.value.values(), exact, strict=True)), default=0)


def airport_shapley(n):
    """Player k pays its share of every step up to its own (Littlechild and Owen 1973)."""
    return [sum(Fraction(1, n - step) for step in range(k + 1)) for k in range(n)]


@pytest.mark.parametrize("scheme", ["antithetic", "independent", "cyclic"])
def test_an_airport_game_of_forty_players(scheme):
    game = co.OnDemandGame.from_function(range(40), airport, reads="members")
    options = {"marginal_range": (0, 40), "rng": 3, "samples": 1024 if scheme != "cyclic" else 64, "scheme": scheme}
    solution = co.estimate_shapley_value(game, **options)
    assert solution.guarantee is co.Guarantee.APPROXIMATE
    assert worst(solution, airport_shapley(40)) <= solution.diagnostics["error_bound"]
    assert sum(solution.value.values()) == pytest.approx(40)  # every order shares out the worth of all
    assert co.estimate_shapley_value(game, **options).value == solution.value
    assert co.estimate_shapley_value(game, **(options | {"rng": 4})).value != solution.value


def test_power_in_the_security_council():
    # an elected member swings as the 9th, behind all five permanent ones: C(9, 3) 8! 6! / 15! = 4/2145; the rest is for those
    council = co.WeightedVotingGame.from_weights(quota=39, weights=SECURITY_COUNCIL)
    for estimate, exact in (
        (co.estimate_shapley_value, co.shapley_value),
        (co.estimate_banzhaf_value, co.banzhaf_value),
    ):
        solution = estimate(council, error="1/25", samples=1 << 18, rng=0)
        assert worst(solution, exact(council).value.values()) <= solution.diagnostics["error_bound"] <= 1 / 25
    shapley = co.estimate_shapley_value(council, error=0.01, samples=1 << 18, rng=1).value
    assert abs(shapley["P0"] - 421 / 2145) <= 0.01
    assert abs(shapley["N0"] - 4 / 2145) <= 0.01


def test_a_committee_of_a_thousand():
    # by symmetry every member has 1/1000; Banzhaf: C(999, 500) / 2**999
    game = co.WeightedVotingGame.from_weights(quota=501, weights=dict.fromkeys(range(1000), 1))
    solution = co.estimate_shapley_value(game, rng=0, samples=512)
    assert worst(solution, [Fraction(1, 1000)] * 1000) <= solution.diagnostics["error_bound"]
    banzhaf = co.estimate_banzhaf_value(game, rng=0, samples=256)
    assert worst(banzhaf, [Fraction(math.comb(999, 500), 1 << 999)] * 1000) <= banzhaf.diagnostics["error_bound"]


def test_alternatives_of_rules_and_weights_beyond_int64():
    one = dict.fromkeys(range(15), 10**20)
    game = co.BooleanVotingGame.from_alternatives([[(8 * 10**20, one)], [(3, {0: 1, 1: 1, 2: 1})]])
    exact = co.shapley_value(game).value.values()
    solution = co.estimate_shapley_value(game, rng=5, samples=4096)
    assert worst(solution, exact) <= solution.diagnostics["error_bound"] < 0.2


@settings(max_examples=20)
@given(st.integers(1, 7), st.integers(0, 2**32))
def test_marginals_are_those_of_the_table(n, seed):
    rng = np.random.default_rng(seed)
    table = rng.integers(-9, 10, 1 << n)
    table[0] = 0
    game = co.TUGame.from_vector(range(n), table, order="mask")
    orders = rng.permuted(np.tile(np.arange(n), (5, 1)), axis=1)
    sizes = rng.integers(0, n, 5)
    marginals, largest = joining_marginals(game, orders, sizes)
    prefixes = prefix_worths(game, orders)
    for k, order in enumerate(orders.tolist()):
        assert prefixes[k].tolist() == [table[sum(1 << i for i in order[:s])] for s in range(n + 1)]
        for i in range(n):
            joined = sum(1 << j for j in [j for j in order if j != i][: sizes[k]])
            assert marginals[k, i] == table[joined | 1 << i] - table[joined]
    assert largest <= 9


def test_coverage_of_the_bounds_on_200_runs():
    # a rare swing: player 0 is decisive in few orders, where intervals of normal theory cover a fraction of what they say
    game = co.WeightedVotingGame.from_weights(quota=13, weights=dict.fromkeys(range(13), 1))
    exact = [Fraction(1, 13)] * 13
    missed = 0
    for seed in range(200):
        solution = co.estimate_shapley_value(game, rng=seed, samples=512, confidence="0.8")
        missed += worst(solution, exact) > solution.diagnostics["error_bound"]
    assert missed <= 40


def test_the_bound_by_hand():
    # ten draws 0 and ten draws 1 of one player: V = 20/4/19, and both sides of the first look have 0.05/2/2 each
    seen = Moments(20, np.array([0.5]), np.array([5.0]), np.zeros(1), np.ones(1), 1.0)
    log = math.log(2 / (0.05 / 2 / 2))
    assert half_widths(seen, 1.0, 0.05, 0)[0] == pytest.approx(math.sqrt(2 * 5 / 19 * log / 20) + 7 * log / (3 * 19))


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=30), st.integers(1, 29))
def test_moments_join(values, cut):
    cut = min(cut, len(values) - 1)

    def moments(part):
        x = np.array(part, dtype=float)[:, None]
        return Moments(len(x), x.mean(0), ((x - x.mean(0)) ** 2).sum(0), x.min(0), x.max(0), float(abs(x).max()))

    joined, whole = moments(values[:cut]).joined(moments(values[cut:])), moments(values)
    assert joined.mean == pytest.approx(whole.mean, abs=1e-9)
    assert joined.squares == pytest.approx(whole.squares, abs=1e-7)
    assert (joined.count, joined.least, joined.most, joined.largest) == (whole.count, whole.least, whole.most, whole.largest)


def test_executor_checkpoint_and_progress():
    council = co.WeightedVotingGame.from_weights(quota=39, weights=SECURITY_COUNCIL)
    plain = co.estimate_shapley_value(council, rng=2, samples=8192)
    seen, checkpoint = [], {}
    with ThreadPoolExecutor(3) as pool:
        first = co.estimate_shapley_value(council, rng=2, samples=2048, checkpoint=checkpoint, executor=pool)
        again = co.estimate_shapley_value(
            council, samples=8192, checkpoint=checkpoint, executor=pool, progress=lambda *now: seen.append(now)
        )
    assert again.value == plain.value != first.value
    assert again.diagnostics["seed"] == plain.diagnostics["seed"]
    assert seen[-1][0] == seen[-1][1]
    assert seen[-1][2] == again.diagnostics["error_bound"] < first.diagnostics["error_bound"]
    with pytest.raises(co.InvalidArgumentError, match="a checkpoint of this work"):
        co.estimate_banzhaf_value(council, checkpoint=checkpoint)


def test_small_games_and_tables_are_exact():
    table = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 1, 2, 1, 3], order="size")
    for estimate, exact in (
        (co.estimate_shapley_value, co.shapley_value),
        (co.estimate_banzhaf_value, co.banzhaf_value),
    ):
        assert estimate(table).value == exact(table).value
        assert estimate(table).guarantee is co.Guarantee.CERTIFIED
        sampled = estimate(table, method="sampling", rng=0)
        assert worst(sampled, exact(table).value.values()) <= sampled.diagnostics["error_bound"]
    assert co.estimate_semivalue(table, [1, 0, 0]).value == {"A": 0, "B": 0, "C": 0}
    lone = co.estimate_semivalue(table, [0, 0, 1], method="sampling", rng=0)  # what each adds to the two others, for sure
    assert list(lone.value.values()) == [2, 1, 2]
    for n in (0, 1, 2):
        game = co.TUGame.from_vector(range(n), [len(bin(m)) - 3 if m else 0 for m in range(1 << n)], order="mask")
        assert worst(co.estimate_shapley_value(game, method="sampling", rng=0), co.shapley_value(game).value.values()) <= 1


def test_refusals():
    game = co.OnDemandGame.from_function(range(40), airport, reads="members")
    with pytest.raises(co.InvalidArgumentError, match=r"expected marginal_range=\(least, greatest marginal contribution\)"):
        co.estimate_shapley_value(game)
    with pytest.raises(co.InvalidArgumentError, match=r"from 0.0 to 20.0, which the error bound rests on, got .* write a marg"):
        co.estimate_shapley_value(game, marginal_range=(0, 20), samples=256)
    with pytest.raises(
        co.LimitExceededError, match=r"error of at most 0.01 within samples=512 draws, got .* write samples=\d+"
    ):
        co.estimate_shapley_value(game, marginal_range=(0, 40), samples=512, error=0.01)
    for options, message in (
        ({"marginal_range": (3, 1)}, "two numbers, the least first"),
        ({"marginal_range": 4}, "two numbers, the least first"),
        ({"marginal_range": (0, 40), "confidence": 1}, "confidence above 0 and below 1"),
        ({"marginal_range": (0, 40), "error": 0}, "error above 0"),
        ({"marginal_range": (0, 40), "samples": 3}, "samples as a whole number of at least"),
        ({"marginal_range": (0, 40), "samples": True}, "samples as a whole number"),
        ({"marginal_range": (0, 40), "samples": 1e6}, "samples as a whole number"),
        ({"marginal_range": (0, 40), "scheme": "sorted"}, "scheme as one of antithetic, independent, cyclic"),
        ({"method": "exact"}, 'method="auto" or method="sampling"'),
    ):
        with pytest.raises(co.InvalidArgumentError, match=message):
            co.estimate_shapley_value(game, **options)
    with pytest.raises(co.UnsupportedGameError, match="a game with transferable utility"):
        co.estimate_banzhaf_value("a game")
    with pytest.raises(co.InvalidArgumentError, match="expected 40 weights"):
        co.estimate_semivalue(game, [1], marginal_range=(0, 40))
