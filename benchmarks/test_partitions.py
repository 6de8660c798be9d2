"""Stable partitions of hedonic games, and optimal coalition structures.

python -m pytest benchmarks/test_partitions.py
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import coalitions as co


def strict_game(n: int, seed: int) -> co.HedonicGame:
    """A hedonic game in which every player has a random strict order of all coalitions, being alone among them."""
    rng = np.random.default_rng(seed)
    return co.HedonicGame(co.Players(tuple(range(n))), np.array([rng.permutation(1 << n) for _ in range(n)]))


@pytest.mark.parametrize("n", [12, 14, 16])
def test_core_partitions(benchmark: Any, n: int) -> None:
    game = strict_game(n, 0)
    benchmark.group = "core partitions, random strict preferences"
    benchmark.pedantic(co.enumerate_core_partitions, (game,), rounds=3)


@pytest.mark.parametrize("n", [12, 14, 16])
def test_nash_stable(benchmark: Any, n: int) -> None:
    game = strict_game(n, 0)
    benchmark.group = "Nash stable partitions, random strict preferences"
    benchmark.pedantic(co.enumerate_nash_stable, (game,), rounds=3)


@pytest.mark.parametrize("n", [16, 18, 20])
def test_optimal_structure(benchmark: Any, n: int) -> None:
    worths = np.random.default_rng(0).integers(0, 1000, (1 << n) - 1)
    game = co.TUGame.from_vector(range(n), worths, order="mask")
    benchmark.group = "optimal coalition structure, uniform worths"
    benchmark.pedantic(co.optimal_coalition_structure, (game,), rounds=1)
