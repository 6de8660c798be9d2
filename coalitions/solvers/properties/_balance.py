"""Totally balanced and exact games: for each coalition, payoffs that give it its worth and to which nobody objects."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ...certificates.balancedness import HeavyWeights, TightPoints
from ...certificates.cores import excess_numerators
from ...games.tu import CoalitionalGame, exact_table, tabulate
from ...kernels.envelopes import envelope
from ...kernels.subsets import masks_by_size
from ...solution import Solution, certify


def decide_coalition_by_coalition(
    game: CoalitionalGame, which: Literal["totally balanced", "exact"], limit: int
) -> Solution[bool]:
    """One linear program for each coalition that gets more than its worth at all of the points found so far."""
    table = tabulate(game, limit=limit)
    worths, denominator = exact_table(table)
    open_ = np.ones(len(worths), dtype=bool)
    points = []
    # all together first: with an empty core, the programs for exactness have no bound
    for S in reversed(masks_by_size(len(table.players)).tolist()):
        if not open_[S]:
            continue
        found = envelope(worths, S, pinned=which == "exact" and S != len(worths) - 1)
        if found.value > worths[S]:
            return certify(which, table, HeavyWeights(which, S, tuple(sorted(found.weights.items()))))
        points.append(tuple(x / denominator for x in found.x))
        open_ &= excess_numerators(table, points[-1])[0] != 0
    return certify(which, table, TightPoints(which, tuple(points)), {"points": len(points)})
