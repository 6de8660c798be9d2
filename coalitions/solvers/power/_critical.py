"""What the indices of critical members have in common: coalitions counted by how many of their members are critical."""

from __future__ import annotations

import math
from itertools import combinations, permutations

import numpy as np

from ...certificates.power import CriticalCounts, Criticality, CriticalShares, index_from_criticals
from ...errors import LimitExceededError
from ...games.simple import simple_stored, simple_table
from ...games.tu import CoalitionalGame
from ...games.typed import TypedGame
from ...games.voting import WeightedVotingGame
from ...kernels.boxes import states_needed
from ...kernels.counting import critical_cells, critical_counts
from ...kernels.criticals import critical_counts_of_one_rule
from ...kernels.minimal import minimal_counts
from ...kernels.subsets import Array
from ...players import Payoffs
from ...solution import Guarantee, Solution, certify
from ._swings import MOST, in_units, recounting_is_cheap

#: Additions of numbers of hundreds of bits up to which minimal coalitions are recounted at once (a fraction of a second).
MINIMAL_AT_ONCE = 50_000_000


def critical_solution(concept: str, game: CoalitionalGame, index: Criticality, limit: int) -> Solution[Payoffs]:
    """An index of a simple game: by counting for a weighted voting game, from the table otherwise or if that is smaller."""
    if not isinstance(game, WeightedVotingGame):
        return from_table(concept, game, index)
    n = len(game.players)
    units, weights, quotas = in_units(game)
    if len(weights) == 1:
        return _of_one_rule(concept, game, index, limit)
    states = math.prod(sum(row) + 1 for row in weights) * (n + 1)
    cells = math.prod(len(set(row) | {0}) for row in weights)  # at most; some have no critical player
    if states * cells > 1 << n and n <= 24:
        return from_table(concept, game, index)
    if states * cells > min(limit, MOST):
        raise LimitExceededError(
            f"expected at most limit={min(limit, MOST)} combinations of weight, critical members and range of excess to count "
            f"by, got {states * cells}; "
            + (f"write limit={states * cells} if there is time, or divide" if states * cells <= MOST else "divide")
            + " the weights by a common unit"
        )
    counted = critical_counts(quotas, weights, minimal=index != "johnston", limit=states)
    scaled = {tuple(w * u for w, u in zip(column, units, strict=True)): tuple(row) for column, row in counted.items()}
    certificate = CriticalCounts(index, tuple(sorted(scaled.items())))
    diagnostics = {"method": "generating functions"}
    if recounting_is_cheap(_additions(quotas, weights, states), n):
        return certify(concept, game, certificate, diagnostics)
    return Solution(concept, game, certificate.conclude(game), Guarantee.EXACT, certificate, diagnostics)


def _of_one_rule(concept: str, game: WeightedVotingGame, index: Criticality, limit: int) -> Solution[Payoffs]:
    """The same for one rule: minimal coalitions by their lightest members, others by who is missing from them."""
    (unit,), (weights,), (quota,) = in_units(game)
    n, kinds, minimal = len(weights), len(set(weights)), index != "johnston"
    states = quota * (n + 1) if minimal else states_needed([sum(weights) - quota], [(w,) for w in weights], True)
    if states * (1 if minimal else kinds) > 1 << n and n <= 24:
        return from_table(concept, game, index)
    if states > min(limit, MOST):
        raise LimitExceededError(
            f"expected at most limit={min(limit, MOST)} combinations of weight and size to count by, got {states}; "
            + (f"write limit={states} if there is time, or divide" if states <= MOST else "divide")
            + " the weights by a common unit"
        )
    counted = (minimal_counts if minimal else critical_counts_of_one_rule)(quota, weights)
    certificate = CriticalCounts(index, tuple(sorted(((w * unit,), tuple(row)) for w, row in counted.items())))
    diagnostics = {"method": "generating functions"}
    if minimal:
        cheap = kinds * n * states <= MINIMAL_AT_ONCE
    else:
        cheap = recounting_is_cheap(_additions([quota], [weights], (sum(weights) + 1) * (n + 1)), n)
    if cheap:
        return certify(concept, game, certificate, diagnostics)
    return Solution(concept, game, certificate.conclude(game), Guarantee.EXACT, certificate, diagnostics)


def _additions(quotas: list[int], weights: list[list[int]], states: int) -> int:
    """About how many additions the recount makes: one count for each range of excess and kind of player that is critical."""
    columns = list(zip(*weights, strict=True))
    together = {tuple(marks) for _, _, marks in critical_cells(quotas, weights)}
    counts = sum(len({c for c, m in zip(columns, marks, strict=True) if m}) for marks in together)
    # the arrays fill up slowly, and an addition of arrays is quick; a step of the loop over all totals is not
    return counts * len(columns) * states // 8 + 30 * states


def from_table(concept: str, game: CoalitionalGame, index: Criticality) -> Solution[Payoffs]:
    """The index from the table of a simple game: the winning coalitions only, all players of each at once.

    For the shift indices only those coalitions count in which no member can make room for a strictly less desirable player.
    """
    judged = simple_stored(game)
    if isinstance(judged, TypedGame):
        amounts = index_from_criticals(index, judged.players, _rows_by_type(judged, index)).amounts
        return certify(concept, judged, CriticalShares(index, amounts), {"method": "profiles"})
    table = simple_table(judged)
    n, wins = len(table.players), table.table != 0
    masks, critical, number = critical_members(wins)
    if index != "johnston":
        idle = np.bitwise_count(masks.astype(np.uint32)) != number
        critical[:, idle] = False
    if index.startswith("shift"):
        for i, j in strictly_more_desirable(wins):
            shifted = (masks >> i & 1 == 1) & (masks >> j & 1 == 0) & wins[masks & ~(1 << i) | 1 << j]
            critical[:, shifted] = False
    rows = [np.bincount(number[row], minlength=n + 1).tolist() for row in critical]
    amounts = index_from_criticals(index, table.players, rows).amounts
    asked = game if isinstance(game, WeightedVotingGame) else table
    return certify(concept, asked, CriticalShares(index, amounts), {"method": "table"})


def _rows_by_type(game: TypedGame, index: Criticality) -> list[list[int]]:
    """The same for a game by types: type by type, all profiles at once."""
    grid, n = game.grid, len(game.players)
    wins, places = game.table != 0, np.arange(grid.size)
    held = [grid.digits(places, t) for t in range(len(grid.counts))]
    critical = [wins & (k > 0) & ~wins[np.maximum(places - step, 0)] for k, step in zip(held, grid.strides, strict=True)]
    number = np.sum([k * c for k, c in zip(held, critical, strict=True)], axis=0)
    counts = number > 0 if index == "johnston" else wins & (number == grid.sizes())
    if index.startswith("shift"):
        room = [k < c for k, c in zip(held, grid.counts, strict=True)]
        for s, t in permutations(range(len(held)), 2):
            both = places[room[s] & room[t]]
            with_s, with_t = wins[both + grid.strides[s]], wins[both + grid.strides[t]]
            if bool((with_s & ~with_t).any()) and not bool((with_t & ~with_s).any()):  # s is strictly more desirable
                from_s = places[(held[s] > 0) & room[t]]
                counts[from_s[wins[from_s - grid.strides[s] + grid.strides[t]]]] = False
    rows = []
    for t, count in enumerate(grid.counts):
        row, inside = [0] * (n + 1), np.flatnonzero(critical[t] & counts)
        shares = (grid.multiplicities()[inside] * held[t][inside] // count).tolist()
        for k, share in zip(number[inside].tolist(), shares, strict=True):
            row[k] += share
        rows.append(row)
    return list(game.spread(rows))


def critical_members(wins: Array) -> tuple[Array, Array, Array]:
    """The masks of the winning coalitions, which players are critical in each (n rows), and how many of them."""
    n = len(wins).bit_length() - 1
    masks = np.flatnonzero(wins)
    critical = np.array([(masks >> i & 1).astype(np.bool_) & ~wins[masks & ~(1 << i)] for i in range(n)])
    return masks, critical, critical.sum(axis=0)


def strictly_more_desirable(wins: Array) -> list[tuple[int, int]]:
    """The pairs (i, j) such that i can always take j's place in a winning coalition, and j not always that of i."""
    n = len(wins).bit_length() - 1
    out = []
    for i, j in combinations(range(n), 2):
        masks = np.arange(len(wins))
        without = masks[masks & (1 << i | 1 << j) == 0]
        for_i, for_j = wins[without | 1 << i], wins[without | 1 << j]
        only_i, only_j = bool((for_i > for_j).any()), bool((for_j > for_i).any())
        if only_i != only_j:
            out.append((i, j) if only_i else (j, i))
    return out
