"""Core emptiness in exact arithmetic against one pass over the worths."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import coalitions as co


@pytest.mark.parametrize("n", [8, 12, 16])
@pytest.mark.parametrize("what", ["floor", "find_core_point"])
def test_core_point(benchmark: Any, n: int, what: str) -> None:
    worths = np.random.default_rng(0).integers(0, 100, 1 << n) * np.bitwise_count(np.arange(1 << n))
    worths[0], worths[-1] = 0, 2 * worths.max()
    game = co.TUGame.from_vector(range(n), worths, order="mask")
    benchmark.group = f"n = {n}"
    benchmark(game.table.max if what == "floor" else lambda: co.find_core_point(game))
