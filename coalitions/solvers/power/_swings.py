"""What the power indices have in common: swings, counted by the size of the coalition that is joined."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from ...certificates.values import Index, SimpleGameIndex, SwingCounts, WinningMembers
from ...games.boxes import MOST as MOST
from ...games.boxes import VotingGame, columns_of, count_winning, winning_boxes
from ...games.forms import Tabulated, sums_over_members
from ...games.simple import simple_stored
from ...games.tu import CoalitionalGame
from ...games.typed import TypedGame
from ...games.voting import WeightedVotingGame
from ...kernels.boxes import halves_needed, states_needed
from ...kernels.subsets import Array, exact_member_sums, shapley_weights
from ...players import Payoffs
from ...scalars import whole_limit
from ...solution import Guarantee, Solution, certify

#: Recounting at once may take about this many additions (a fraction of a second); beyond, `solution.verify()` does it.
CERTIFY_UP_TO = 200_000_000


def power_solution(concept: str, game: CoalitionalGame, index: Index, limit: int) -> Solution[Payoffs]:
    """An index of a simple game: by counting for a voting game, from the table otherwise or if that is smaller."""
    sized, limit = index == "shapley-shubik", whole_limit(limit)
    if not isinstance(game, VotingGame) or table_is_smaller(game, sized):
        return from_table(concept, game, index)
    wins, having = count_winning(game, sized=sized, limit=limit)
    columns, room = columns_of(game), max(min(limit, MOST), 1 << 24)
    certificate: SwingCounts | WinningMembers
    if sized:
        n, kinds = len(columns), dict(zip(columns, having, strict=True))
        swings = {c: tuple(own[s + 1] + own[s] - wins[s] for s in range(n)) for c, own in kinds.items()}
        certificate = SwingCounts(index, tuple(sorted(swings.items())), room)
    else:
        members = sorted((c, own[0]) for c, own in dict(zip(columns, having, strict=True)).items())
        certificate = WinningMembers(index, wins[0], tuple(members), room)
    diagnostics = {"method": " and ".join(sorted({b.method(sized, limit) for b in winning_boxes(game)}))}
    if recount_is_cheap(game, sized, limit):
        return certify(concept, game, certificate, diagnostics)
    return Solution(concept, game, certificate.conclude(game), Guarantee.EXACT, certificate, diagnostics)


def table_is_smaller(game: VotingGame, sized: bool) -> bool:
    """Whether a table of 2**n coalitions is no larger than what is counted by."""
    n = len(game.players)
    if n > 24:
        return False
    needed = (min(f(b.bounds, b.columns, sized) for f in (states_needed, halves_needed)) for b in winning_boxes(game))
    return sum(needed) > 1 << n


def recount_is_cheap(game: VotingGame, sized: bool, limit: int) -> bool:
    """Whether the check recounts at once: the sets of all but one, for each kind of player."""
    return sum(box.additions(sized, limit) for box in winning_boxes(game)) <= CERTIFY_UP_TO


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
    judged = game if isinstance(game, VotingGame) else table
    return certify(concept, judged, SimpleGameIndex(index, amounts), {"method": "table"})


def _weighted_sums(table: Tabulated, wins: Array, weights: Sequence[int]) -> tuple[list[int], int]:
    """For each player the sum of weights[|S|] over the winning coalitions S with it, and over all."""
    if isinstance(table, TypedGame):
        return sums_over_members(table, wins * np.array(weights, dtype=object)[table.grid.sizes()])
    return exact_member_sums(wins, weights)
