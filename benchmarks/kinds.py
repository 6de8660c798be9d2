"""The games that are measured: dense ones of six kinds and more, and councils."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

import coalitions as co
from coalitions.kernels.subsets import subset_sums

#: superadditive with noise; square of a sum of weights; weighted majority; what is left of an estate; savings; edges of a graph
KINDS = ("superadditive", "convex", "voting", "bankruptcy", "airport", "graph")


def worths(kind: str, n: int) -> Any:
    """Whole worths by mask, the same for each kind and size."""
    rng = np.random.default_rng(n)
    sizes = np.bitwise_count(np.arange(1 << n)).astype(np.int64)
    if kind == "superadditive":
        return 100 * sizes**2 + rng.integers(0, 50, 1 << n) * (sizes > 1)
    if kind == "random":
        out = rng.integers(0, 10**6, 1 << n)
        out[0] = 0
        return out
    if kind == "graph":
        return _edges(rng, n)
    weights = rng.integers(1, 50, n)
    total = subset_sums(weights, np.int64)
    if kind == "convex":
        return total**2
    if kind == "voting":
        return (2 * total > total[-1]).astype(np.int64)
    if kind == "bankruptcy":
        return np.maximum(0, total - total[-1] * 2 // 5)
    largest = np.zeros(1 << n, dtype=np.int64)
    for i, weight in enumerate(weights.tolist()):
        largest[1 << i : 2 << i] = np.maximum(largest[: 1 << i], weight)
    return total - largest


def _edges(rng: np.random.Generator, n: int) -> Any:
    """The weights of the edges within a coalition; some are negative."""
    out = np.zeros(1 << n, dtype=np.int64)
    for i in range(n):
        out[1 << i : 2 << i] = out[: 1 << i] + subset_sums(rng.integers(-3, 10, i), np.int64)
    return out


class Council(NamedTuple):
    """A voting game with its name, and for packages that know one rule only, quota and weights."""

    name: str
    game: Any
    rule: tuple[int, list[int]] | None

    @property
    def n(self) -> int:
        """How many members it has."""
        return len(self.game.players)


def one_rule(name: str, n: int, largest: int) -> Council:
    """Weights from 1 to a largest, and more than half of them."""
    weights = np.random.default_rng(n).integers(1, largest + 1, n).tolist()
    quota = sum(weights) // 2 + 1
    return Council(name, co.WeightedVotingGame.from_weights(quota=quota, weights=dict(enumerate(weights))), (quota, weights))


def councils(question: str) -> Iterator[Council]:
    """The councils that a question is asked of."""
    minimal = question in ("Deegan–Packel", "Holler–Packel", "Johnston")
    college = co.electoral_college_game()
    if "quadrature" not in question:
        yield Council("Electoral College", college, (college.quotas[0], list(college.weights[0])))
        yield one_rule("weights to 50", 100, 50)
        if not minimal:
            yield Council("Council of the EU", co.eu_council_game(), None)
            yield one_rule("weights to 100", 200, 100)
    if ("Shapley" not in question and not minimal) or "quadrature" in question:
        for percent in (50, 85):
            yield Council(f"IMF, {percent} %", co.imf_game(percent=percent), None)
        yield one_rule("weights to 200", 1000, 200)
