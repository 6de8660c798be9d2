"""Stable networks, matchings and alignments against one pass over the payoffs, in one run.

python -m pytest benchmarks/test_networks.py     (7 players: 2.1 million networks)
"""

from __future__ import annotations

import random
from typing import Any

import pytest

import coalitions as co


@pytest.mark.parametrize("n", [6, 7])
@pytest.mark.parametrize("cost", ["1/5", "3/10"])
@pytest.mark.parametrize(
    "what", ["enumerate_efficient_networks", "enumerate_pairwise_stable", "enumerate_pairwise_nash_stable"]
)
def test_networks(benchmark: Any, n: int, cost: str, what: str) -> None:
    game = co.connections_game(range(n), decay="1/2", cost=cost)
    benchmark.group = f"{n} players, {game.table.shape[1]} networks, cost {cost}"
    benchmark.pedantic(lambda: getattr(co, what)(game), rounds=3 if n < 7 else 1)


def test_all_stable_matchings_of_a_hundred_couples(benchmark: Any) -> None:
    rng = random.Random(0)
    men, women = [f"m{k}" for k in range(100)], [f"w{k}" for k in range(100)]
    lists = ({m: rng.sample(women, 100) for m in men}, {w: rng.sample(men, 100) for w in women})
    market = co.MatchingProblem.from_two_sides(*lists)
    benchmark.pedantic(lambda: co.enumerate_stable_matchings(market), rounds=1)


def test_alignments_of_seventeen(benchmark: Any) -> None:
    rng = random.Random(0)
    pairs = {(i, j): rng.randint(-5, 5) for i in range(17) for j in range(i)}
    game = co.Landscape.from_propensities(pairs, sizes={i: rng.randint(1, 50) for i in range(17)})
    benchmark.pedantic(lambda: co.enumerate_stable_alignments(game), rounds=1)
