"""Games on demand of 28 players with a worker killed in the middle, and how often the bounds of estimates hold in 200 runs.

python -m benchmarks.test_on_demand       (prints times, digits and coverage)
"""

from __future__ import annotations

import os
import signal
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import coalitions as co


def weighted_members(masks: Any) -> Any:
    """A cheap function: the square of the number of members with an even place."""
    count = np.bitwise_count(masks & 0x5555555555555555).astype(np.int64)
    return count * count


def killed_once(masks: Any, path: str) -> Any:
    """The same, which kills its process in the middle if a file is there, and takes it away."""
    if masks[-1] >> 27 and os.path.exists(path):
        os.remove(path)
        os.kill(os.getpid(), signal.SIGKILL)
    return weighted_members(masks)


def game_of(n: int) -> co.OnDemandGame:
    """A game of n players whose even places share a square; the Shapley value of each is their number."""
    return co.OnDemandGame.from_function(range(n), weighted_members)


@pytest.mark.parametrize("n", [20, 24, 26])
def test_shapley_on_demand(benchmark: Any, n: int) -> None:
    benchmark.group = f"on demand, n = {n}"
    solution = benchmark(lambda: co.shapley_value(game_of(n), limit=n))
    assert solution.value[0] == (n + 1) // 2


def report_killed_worker(n: int = 28) -> None:
    """Print the time of n players, and that a run with a killed worker gives the same digits."""
    start = time.perf_counter()
    calm = co.shapley_value(game_of(n), limit=n)
    print(f"n = {n} on demand: {time.perf_counter() - start:.2f} s on one core, {calm.diagnostics['chunks']} chunks")
    with tempfile.TemporaryDirectory() as folder:
        path, checkpoint = Path(folder) / "alive", {}  # type: Path, dict[str, Any]
        game = co.OnDemandGame.from_function(range(n), partial(killed_once, path=str(path)))
        path.write_text("")
        for attempt in (1, 2):
            with ProcessPoolExecutor(2) as pool:
                try:
                    again = co.shapley_value(game, limit=n, executor=pool, checkpoint=checkpoint)
                except co.IncompleteRunError as error:
                    print(f"attempt {attempt}: {error}")
        print(f"attempt 2: the same digits: {again.value == calm.value == {i: (n + 1) // 2 * (i % 2 == 0) for i in range(n)}}")


def report_coverage(runs: int = 200) -> None:
    """Print in how many runs the bound held for all players at once, next to what it promises, and how it compares."""
    rng = np.random.default_rng(0)
    voting = co.WeightedVotingGame.from_weights(quota=600, weights=dict(enumerate(rng.integers(1, 100, 20).tolist())))
    rare = co.WeightedVotingGame.from_weights(quota=20, weights=dict.fromkeys(range(20), 1))
    for name, game in (("voting, 20 members", voting), ("unanimity of 20", rare)):
        for estimate, exact in (
            (co.estimate_shapley_value, co.shapley_value),
            (co.estimate_banzhaf_value, co.banzhaf_value),
        ):
            truth, held, ratios = exact(game).value, 0, []
            for seed in range(runs):
                found = estimate(game, rng=seed, samples=1024, confidence=0.95)
                bound = found.diagnostics["error_bound"]
                worst = max(abs(Fraction(found.value[p]) - truth[p]) for p in game.players)
                held += worst <= bound
                ratios.append(bound / float(worst) if worst else np.inf)
            promised = f"held in {held} of {runs}, promised {0.95 * runs:.0f}"
            print(f"{name}, {estimate.__name__}: {promised}; bound / error {np.median(ratios):.1f}")


if __name__ == "__main__":
    report_coverage()
    report_killed_worker()
