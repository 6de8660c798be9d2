"""All stable agreements of n states that are not alike against one comparison of all payoffs, in one run.

python -m pytest benchmarks/test_agreements.py     (20 states: a million sets of signatories)
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import coalitions as co


@pytest.mark.parametrize("n", [16, 20])
@pytest.mark.parametrize("what", ["floor", "none", "ideal"])
def test_all_agreements(benchmark: Any, n: int, what: str) -> None:
    rng = np.random.default_rng(0)
    benefits = {state: int(b) for state, b in enumerate(rng.integers(1, 20, n))}
    game = co.public_good_agreement(benefits)
    benchmark.group = f"{n} states, 2**{n} sets of signatories"

    def floor() -> int:
        lines = (row.reshape(-1, 2, 1 << i) for i, row in enumerate(game.table))
        return sum(int((line[:, 1] >= line[:, 0]).sum()) for line in lines)

    solve = floor if what == "floor" else lambda: co.enumerate_stable_agreements(game, transfers=what, most=1 << n)
    benchmark.pedantic(solve, rounds=3)
