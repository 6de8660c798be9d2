"""What the power indices have in common: swings, counted by the size of the coalition that is joined."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from ...certificates.values import Index, SimpleGameIndex, SwingCounts
from ...errors import LimitExceededError
from ...games.forms import Tabulated, sums_over_members
from ...games.simple import simple_stored
from ...games.tu import CoalitionalGame
from ...games.typed import TypedGame
from ...games.voting import WeightedVotingGame
from ...kernels.counting import swings_by_size
from ...kernels.subsets import Array, exact_member_sums, shapley_weights
from ...players import Payoffs
from ...solution import Guarantee, Solution, certify

#: Recounting at once may take this many additions (a fraction of a second); beyond, `solution.verify()` does it.
CERTIFY_UP_TO = 50_000_000
#: The most combinations of weight and size for which there is memory on an ordinary machine.
MOST = 1 << 28


def power_solution(concept: str, game: CoalitionalGame, index: Index, limit: int) -> Solution[Payoffs]:
    """An index of a simple game: by counting for a weighted voting game, from the table otherwise or if that is smaller."""
    if not isinstance(game, WeightedVotingGame):
        return from_table(concept, game, index)
    units, weights, quotas = in_units(game)
    states = math.prod(sum(row) + 1 for row in weights) * (len(game.players) + 1)
    if states > 1 << len(game.players) and len(game.players) <= 24:
        return from_table(concept, game, index)
    if states > min(limit, MOST):
        raise LimitExceededError(
            f"expected at most limit={min(limit, MOST)} combinations of weight and size to count by, got {states}; "
            + ("raise the limit, or divide" if states <= MOST else "divide")
            + " the weights by a common unit"
        )
    swings = swings_by_size(quotas, weights, limit=states)
    scaled = {tuple(w * u for w, u in zip(column, units, strict=True)): tuple(row) for column, row in swings.items()}
    certificate = SwingCounts(index, tuple(sorted(scaled.items())), max(states, 1 << 24))
    diagnostics = {"method": "generating function"}
    if recounting_is_cheap(len(swings) * len(game.players) * states, len(game.players)):
        return certify(concept, game, certificate, diagnostics)
    return Solution(concept, game, certificate.conclude(game), Guarantee.EXACT, certificate, diagnostics)


def in_units(game: WeightedVotingGame) -> tuple[list[int], list[list[int]], list[int]]:
    """The common unit of the weights of each rule, and weights and quotas in these units."""
    units = [math.gcd(*row) for row in game.weights]
    weights = [[w // u for w in row] for u, row in zip(units, game.weights, strict=True)]
    return units, weights, [-(-q // u) for q, u in zip(game.quotas, units, strict=True)]


def recounting_is_cheap(additions: int, players: int) -> bool:
    """Whether a recount is made at once; beyond 62 players the counts are Python integers, some 30 times slower."""
    return additions * (1 if players <= 62 else 30) <= CERTIFY_UP_TO


def from_table(concept: str, game: CoalitionalGame, index: Index) -> Solution[Payoffs]:
    """The index from the table of a simple game, certified by recounting every swing."""
    table = simple_stored(game)
    wins, n = (table.table != 0).astype("int64"), len(table.players)
    if index == "shapley-shubik":
        weights, scale = shapley_weights(n)
        members, _ = _weighted_sums(table, wins, weights)
        lost = sum(members) - scale
        amounts = tuple(Fraction(n * m - lost, n * scale) for m in members)
    else:
        members, total = _weighted_sums(table, wins, [1] * (n + 1))
        swings = [2 * m - total for m in members]
        whole = {
            "normalized banzhaf": sum(swings),
            "absolute banzhaf": 1 << (n - 1),
            "coleman initiate": (1 << n) - total,
            "coleman prevent": total,
        }[index]
        amounts = tuple(Fraction(s, whole) for s in swings)
    judged = game if isinstance(game, WeightedVotingGame) else table
    return certify(concept, judged, SimpleGameIndex(index, amounts), {"method": "table"})


def _weighted_sums(table: Tabulated, wins: Array, weights: Sequence[int]) -> tuple[list[int], int]:
    """For each player the sum of weights[|S|] over the winning coalitions S with it, and over all."""
    if isinstance(table, TypedGame):
        return sums_over_members(table, wins * np.array(weights, dtype=object)[table.grid.sizes()])
    return exact_member_sums(wins, weights)
