"""What the exact values have in common: worths without rounding, weighted sums, and the solution with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ...errors import InvalidArgumentError
from ...games.forms import Tabulated, stored_worths, sums_over_members
from ...games.typed import TypedGame
from ...kernels.subsets import exact_member_sums, shapley_weights, weighted_member_sums
from ...players import Partition, Payoffs, Players, is_list
from ...scalars import Array, quotient
from ...solution import Certificate, Guarantee, Solution, certify
from ._member_sums import CERTIFY_UP_TO, is_cheap


def exact_worths(table: Tabulated) -> tuple[Array, int]:
    """All worths as integers over one denominator (a float as its own binary value), or as expressions over 1."""
    return (table.table, 1) if table.kind == "symbolic" else stored_worths(table)


def as_objects(table: Tabulated) -> tuple[Array, int]:
    """The same in Python integers, which cannot wrap around."""
    worths, denominator = exact_worths(table)
    return worths.astype(object), denominator


def exact_sums(worths: Array, symbolic: bool, weights: Sequence[int], game: Tabulated | None = None) -> tuple[list[Any], Any]:
    """For each player the sum of weights[|S|] v(S) over its coalitions, and the sum over all; `game` is one by types."""
    if isinstance(game, TypedGame):
        return sums_over_members(game, worths.astype(object) * np.array(weights, dtype=object)[game.grid.sizes()])
    if symbolic:
        return weighted_member_sums(worths, np.array(weights, dtype=object))
    return exact_member_sums(worths, weights)


def shapley_amounts(worths: Array, symbolic: bool, denominator: int, game: Tabulated | None = None) -> list[Any]:
    """The Shapley value of a table of exact worths or expressions, by coalition or by profile of a game."""
    n = len(worths).bit_length() - 1 if game is None else len(game.players)
    if n == 0:
        return []
    weights, scale = shapley_weights(n)
    members, _ = exact_sums(worths, symbolic, weights, game)
    # what every player loses by the coalitions without it is the same sum for all, and follows from efficiency
    whole = sum(members) - scale * worths[-1:].tolist()[0]
    return [quotient(n * m - whole, n * scale * denominator) for m in members]


def exact_solution(
    concept: str, table: Tabulated, certificate: Certificate, amounts: Sequence[Any], method: str, *, size: int | None = None
) -> Solution[Payoffs]:
    """The solution with its second formula, which is computed at once for few players and by `verify()` for many.

    `size` is what the cost of the second formula grows with, where that is not the number of players.
    """
    diagnostics = {"method": method}
    if is_cheap(table) if size is None else size <= CERTIFY_UP_TO:
        return certify(concept, table, certificate, diagnostics)
    payoffs, judged = Payoffs(table.players, tuple(amounts)), getattr(certificate, "judged", None)
    return Solution(concept, table, payoffs, Guarantee.EXACT, certificate, diagnostics, judged)


def read_partition(players: Players, partition: Partition | Iterable[Any]) -> Partition:
    """A partition of these players, from a Partition or from coalitions by names."""
    if isinstance(partition, str | Mapping) or not is_list(partition):
        raise InvalidArgumentError(
            f'expected a partition as a list of coalitions, got {partition!r}; write for example [["A", "B"], ["C"]]'
        )
    if isinstance(partition, Partition) and partition.players == players:
        return partition
    return Partition.from_coalitions(players, partition)
