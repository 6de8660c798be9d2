"""Values of dense games against the floor: one pass of numpy.sum over the same table, as a ratio in one run.

python -m pytest benchmarks            (a table per group; read the ratios, not the seconds)
python -m benchmarks.test_values       (the line that README quotes)
"""

from __future__ import annotations

import timeit
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import coalitions as co


def dense_game(n: int, kind: str) -> co.TUGame:
    """A game of n players with random worths up to a million: whole numbers, or floats."""
    worths = np.random.default_rng(0).integers(0, 10**6, 1 << n)
    worths[0] = 0
    return co.TUGame.from_vector(range(n), worths if kind == "exact" else worths.astype(float), order="mask")


@pytest.mark.parametrize("n", [16, 20, 22])
@pytest.mark.parametrize("kind", ["exact", "float"])
@pytest.mark.parametrize("what", ["floor", "shapley_value", "banzhaf_value"])
def test_value(benchmark: Any, n: int, kind: str, what: str) -> None:
    game = dense_game(n, kind)
    benchmark.group = f"n = {n}, {kind}"
    run: Callable[[], Any] = game.table.sum if what == "floor" else lambda: getattr(co, what)(game)
    benchmark(run)


def best(run: Callable[[], Any], repeat: int = 15) -> float:
    """The least time of some runs, in seconds."""
    return min(timeit.repeat(run, number=1, repeat=repeat))


def report(sizes: tuple[int, ...] = (20, 22, 24)) -> None:
    """Print the ratio of the Shapley value to one pass over the table."""
    for n in sizes:
        for kind in ("exact", "float"):
            game = dense_game(n, kind)
            co.shapley_value(game)  # the first call builds the tables of weights
            floor = best(game.table.sum)
            value = best(lambda game=game: co.shapley_value(game))  # type: ignore[misc]
            times = f"numpy.sum {1e3 * floor:6.2f} ms, shapley_value {1e3 * value:6.2f} ms"
            print(f"n = {n}, {kind:5}: {times}, ratio {value / floor:4.1f}")


if __name__ == "__main__":
    report()
