"""Bargaining in a legislature of 1000 against one of 10 that is solved by comparing all coalitions, in one run.

python -m pytest benchmarks/test_bargaining.py
"""

from __future__ import annotations

from typing import Any

import pytest

import coalitions as co


@pytest.mark.parametrize("kinds", [1, 7, 12])
def test_a_thousand_legislators(benchmark: Any, kinds: int) -> None:
    rule = co.WeightedVotingGame.from_weights(quota=501, weights={f"p{k}": 1 for k in range(1000)})
    game = co.ProposerBargaining.from_game(rule, discount="9/10", recognition=[k % kinds + 1 for k in range(1000)])
    benchmark.group = "1000 legislators"
    solution = benchmark.pedantic(lambda: co.find_stationary_equilibrium(game), rounds=3)
    assert solution.guarantee is co.Guarantee.CERTIFIED


@pytest.mark.parametrize("n", [4, 7, 10])
def test_weighted_votes(benchmark: Any, n: int) -> None:
    rule = co.WeightedVotingGame.from_weights(quota=n - 1, weights={"apex": n - 2, **{f"p{k}": 1 for k in range(1, n)}})
    game = co.ProposerBargaining.from_game(rule, discount="9/10")
    benchmark.group = "weighted votes by all coalitions"
    benchmark.pedantic(lambda: co.find_stationary_equilibrium(game), rounds=1)
