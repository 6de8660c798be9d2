"""Values of weighted voting games with unions, by counting: generating functions of unions and of their members."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ...certificates.shares import CONCEPTS
from ...certificates.unions import Joining, Matrix, UnionSwings
from ...errors import LimitExceededError
from ...games.voting import WeightedVotingGame
from ...kernels.counting import counts_by_weight_and_size, without_player
from ...players import Payoffs
from ...scalars import Array
from ...solution import Guarantee, Solution, certify
from ..power._swings import MOST, in_units, recounting_is_cheap


def counted_union_value(
    value: Joining, game: WeightedVotingGame, unions: tuple[int, ...], limit: int = 1 << 24
) -> Solution[Payoffs]:
    """The value from how many sets of other unions and of fellow members each kind of player turns from losing to winning."""
    units, weights, quotas = in_units(game)
    members = [[i for i in range(len(game.players)) if u >> i & 1] for u in unions]
    most = max(map(len, members))
    states = math.prod(sum(row) + 1 for row in weights) * (len(unions) + 1) * (most + 1)
    if states > min(limit, MOST):
        raise LimitExceededError(
            f"expected at most {min(limit, MOST)} combinations of weight, unions and members to count by, got {states}; divide "
            "the weights by a common unit, or merge unions of small weight"
        )
    dtype = np.int64 if len(game.players) <= 62 else object
    joint = [[sum(row[i] for i in own) for own in members] for row in weights]
    of_unions = counts_by_weight_and_size(joint, limit=states).astype(dtype)
    found: dict[tuple[int, tuple[int, ...]], Matrix] = {}
    for k, own in enumerate(members):
        others = without_player(of_unions, [row[k] for row in joint])[..., :-1]
        of_members = counts_by_weight_and_size([[row[i] for i in own] for row in weights], limit=states).astype(dtype)
        for column in {tuple(row[i] for row in weights) for i in own}:
            shown = tuple(w * u for w, u in zip(column, units, strict=True))
            found[k, shown] = _swings(quotas, column, others, without_player(of_members, column)[..., :-1])
    table = tuple((k, column, matrix) for (k, column), matrix in sorted(found.items()))
    certificate = UnionSwings(value, unions, table, max(states, 1 << 24))
    diagnostics = {"method": "generating functions"}
    if recounting_is_cheap(len(table) * (len(unions) + most) * states, len(game.players)):
        return certify(CONCEPTS[value], game, certificate, diagnostics)
    return Solution(CONCEPTS[value], game, certificate.conclude(game), Guarantee.EXACT, certificate, diagnostics, unions)


def _swings(quotas: Sequence[int], column: Sequence[int], others: Array, fellows: Array) -> Matrix:
    """For r and t, the pairs of r unions and t fellows that lose, and win with the player."""
    rules = len(quotas)
    reach = fellows  # how many sets of fellows have at least this weight under every rule, with a 0 beyond the last
    for axis in range(rules):
        reach = np.flip(np.cumsum(np.flip(reach, axis), axis=axis), axis)
        reach = np.concatenate([reach, np.zeros_like(np.take(reach, [0], axis=axis))], axis=axis)
    ranges = [np.arange(size) for size in others.shape[:-1]]

    def winning(own: Sequence[int]) -> Array:
        needed = [
            np.clip(q - w - total, 0, size - 1) for q, w, total, size in zip(quotas, own, ranges, reach.shape, strict=False)
        ]
        out: Array = np.tensordot(others, reach[np.ix_(*needed)], axes=(range(rules), range(rules)))
        return out

    matrix = winning(column) - winning([0] * rules)
    return tuple(tuple(map(int, row)) for row in matrix.tolist())
