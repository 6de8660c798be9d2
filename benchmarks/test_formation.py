"""Farsighted stability of partitions against one pass over the moves, as a ratio in one run.

python -m pytest benchmarks/test_formation.py     (8 players: 4140 partitions and a million moves)
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import coalitions as co


def random_hedonic(n: int) -> co.Environment:
    """The partitions of n players with random strict preferences over coalitions, and every move by which one forms."""
    rng = np.random.default_rng(0)
    order = rng.permuted(np.tile(np.arange(1 << n), (n, 1)), axis=1)
    game = co.HedonicGame.from_utilities(range(n), lambda player, members: int(order[int(player), members.mask]))
    return co.environment(game)


@pytest.mark.parametrize("n", [6, 7, 8])
@pytest.mark.parametrize("what", ["enumerate_unblocked", "largest_consistent_set", "farsighted_core"])
def test_partitions(benchmark: Any, n: int, what: str) -> None:
    env = random_hedonic(n)
    benchmark.group = f"{len(env.states)} partitions, {len(env.targets)} moves"
    benchmark.pedantic(lambda: getattr(co, what)(env), rounds=3 if n < 8 else 1)
