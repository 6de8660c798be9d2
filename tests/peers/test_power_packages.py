"""powerindex 0.3 (MIT) and powerindices 1.0 (Apache 2.0): Shapley-Shubik and Banzhaf indices of weighted voting games."""

from fractions import Fraction
from math import comb

import numpy as np
import pytest

import coalitions as co
from tests.peers.games import COUNCILS, close

powerindex = pytest.importorskip("powerindex", reason="needs the extra 'peers'")
powerindices = pytest.importorskip("powerindices", reason="needs the extra 'peers'")


def random_councils():
    rng = np.random.default_rng(1965)
    for n in (2, 3, 5, 8, 12):
        for _ in range(4):
            weights = [int(w) for w in rng.integers(1, 20, n)]
            yield int(rng.integers(sum(weights) // 2 + 1, sum(weights) + 1)), weights


ALL = {name: COUNCILS[name] for name in COUNCILS} | {f"random-{k}": rule for k, rule in enumerate(random_councils())}


@pytest.fixture(params=ALL)
def rule(request):
    return ALL[request.param]


def ours(rule):
    quota, weights = rule
    return co.WeightedVotingGame.from_weights(quota=quota, weights=dict(enumerate(weights)))


def test_powerindex(rule):
    game = powerindex.Game(rule[0], list(rule[1]))
    game.calc_banzhaf()
    game.calc_shapley_shubik()
    assert close(game.banzhaf, co.banzhaf_index(ours(rule)).value)
    assert close(game.shapley_shubik, co.shapley_shubik_index(ours(rule)).value)


def test_powerindices(rule):
    quota, weights = rule
    assert close(powerindices.compute_pbi(quota, list(weights)), co.banzhaf_value(ours(rule)).value)
    assert close(powerindices.compute_ssi(quota, list(weights)), co.shapley_shubik_index(ours(rule)).value)


def test_powerindices_changes_what_it_is_given():
    # compute_pbi cuts the weight of a member with a veto in the list of the caller, so that a second question with that list is
    # about another game: 90 becomes 50, which does not reach 51 any more. Right is a dictator, then and now
    weights = [90, 5, 5]
    assert powerindices.compute_pbi(51, weights) == [1, 0, 0]
    assert weights == [50, 5, 5]
    assert powerindices.compute_pbi(51, weights) != [1, 0, 0]
    assert co.banzhaf_value(ours((51, [90, 5, 5]))).value == {0: 1, 1: 0, 2: 0}


def test_powerindices_overflows():
    # 80 members with a vote each: the counts do not fit into int64. Right is C(79, 40) / 2**79 for each
    with np.errstate(over="ignore"):
        wrong = powerindices.compute_pbi(41, [1] * 80)[0]
    right = co.banzhaf_value(co.majority_game(range(80), quota=41)).value[0]
    assert right == Fraction(comb(79, 40), 2**79)
    assert abs(wrong - float(right)) > 0.01
