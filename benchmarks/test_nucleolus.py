"""The exact, certified nucleolus and its relatives on dense games; read the ratios to one pass over the worths."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import coalitions as co
from coalitions.kernels.subsets import subset_sums


def worths(family: str, n: int) -> Any:
    """Whole worths by mask: random ones by size, a weighted majority, or what is left of a bankrupt estate."""
    rng = np.random.default_rng(0)
    if family == "random":
        out = rng.integers(0, 100, 1 << n) * np.bitwise_count(np.arange(1 << n))
        out[0] = 0
        return out
    total = subset_sums(rng.integers(1, 50, n), np.int64)
    return (2 * total > total[-1]).astype(np.int64) if family == "majority" else np.maximum(0, total - total[-1] * 2 // 5)


@pytest.mark.parametrize("n", [8, 12, 16])
@pytest.mark.parametrize("family", ["random", "majority", "bankruptcy"])
@pytest.mark.parametrize("what", ["floor", "least_core", "prenucleolus", "per_capita_prenucleolus"])
def test_nucleolus(benchmark: Any, n: int, family: str, what: str) -> None:
    game = co.TUGame.from_vector(range(n), worths(family, n), order="mask")
    benchmark.group = f"n = {n}, {family}"
    benchmark(game.table.max if what == "floor" else lambda: getattr(co, what)(game))
