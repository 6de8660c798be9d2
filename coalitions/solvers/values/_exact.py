"""What the exact values have in common: worths without rounding, weighted sums, and the solution with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ...errors import InvalidArgumentError
from ...games.tu import TUGame, exact_table
from ...kernels.subsets import exact_member_sums, shapley_weights, weighted_member_sums
from ...players import Partition, Payoffs, Players
from ...scalars import Array, quotient
from ...solution import Certificate, Guarantee, Solution, certify
from ._member_sums import CERTIFY_UP_TO


def exact_worths(table: TUGame) -> tuple[Array, int]:
    """All worths as integers over one denominator (a float as its own binary value), or as expressions over 1."""
    return (table.table, 1) if table.kind == "symbolic" else exact_table(table)


def as_objects(table: TUGame) -> tuple[Array, int]:
    """The same in Python integers, which cannot wrap around."""
    worths, denominator = exact_worths(table)
    return worths.astype(object), denominator


def exact_sums(worths: Array, symbolic: bool, weights: Sequence[int]) -> tuple[list[Any], Any]:
    """For each player the sum of weights[|S|] v(S) over its coalitions, and the sum over all."""
    if symbolic:
        return weighted_member_sums(worths, np.array(weights, dtype=object))
    return exact_member_sums(worths, weights)


def shapley_amounts(worths: Array, symbolic: bool, denominator: int) -> list[Any]:
    """The Shapley value of a table of exact worths or expressions."""
    n = len(worths).bit_length() - 1
    if n == 0:
        return []
    weights, scale = shapley_weights(n)
    members, _ = exact_sums(worths, symbolic, weights)
    # what every player loses by the coalitions without it is the same sum for all, and follows from efficiency
    whole = sum(members) - scale * worths[-1:].tolist()[0]
    return [quotient(n * m - whole, n * scale * denominator) for m in members]


def exact_solution(
    concept: str, table: TUGame, certificate: Certificate, amounts: Sequence[Any], method: str, *, size: int | None = None
) -> Solution[Payoffs]:
    """The solution with its second formula, which is computed at once for few players and by `verify()` for many.

    `size` is what the cost of the second formula grows with, where that is not the number of players.
    """
    diagnostics = {"method": method}
    if (len(table.players) if size is None else size) <= CERTIFY_UP_TO:
        return certify(concept, table, certificate, diagnostics)
    payoffs, judged = Payoffs(table.players, tuple(amounts)), getattr(certificate, "judged", None)
    return Solution(concept, table, payoffs, Guarantee.EXACT, certificate, diagnostics, judged)


def read_partition(players: Players, partition: Partition | Iterable[Any]) -> Partition:
    """A partition of these players, from a Partition or from coalitions by names."""
    if isinstance(partition, str | Mapping) or not isinstance(partition, Iterable):
        raise InvalidArgumentError(
            f'expected a partition as a list of coalitions, got {partition!r}; write for example [["A", "B"], ["C"]]'
        )
    if isinstance(partition, Partition) and partition.players == players:
        return partition
    return Partition.from_coalitions(players, partition)
