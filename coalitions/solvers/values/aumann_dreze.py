"""The Aumann–Drèze value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ...certificates.shares import StructureShares
from ...games.tu import CoalitionalGame, tabulate
from ...kernels.subsets import subset_sums
from ...players import Partition, Payoffs
from ...solution import Solution
from ._exact import exact_solution, exact_worths, read_partition, shapley_amounts


def aumann_dreze_value(game: CoalitionalGame, partition: Partition | Iterable[Any], *, limit: int = 22) -> Solution[Payoffs]:
    """The Shapley value within each coalition of a partition, as if the others were not there.

    AD_i is what the Shapley value gives player i in the game among the members of its coalition B only, so that each coalition
    shares its own worth: AD(B) = v(B). What a player could do with members of other coalitions does not count (for that, see
    `owen_value`).

    Args:
        game: any game with transferable utility; float worths stand for their own binary values, so nothing is rounded, and
            symbolic games give closed forms.
        partition: a Partition, or a list of coalitions by names that holds every player once.
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        Solution with Payoffs, certified up to 12 players by shares of the dividends, beyond by `verify()`. Cost: a few
        passes over the 2**b worths within each coalition of b players; n 2**n to verify.

    Raises:
        UnknownPlayerError, DuplicatePlayerError, InvalidArgumentError: the partition does not hold every player once.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Aumann and Drèze (1974): of three equal votes, two have joined and share what they win
        >>> majority = co.majority_game(["A", "B", "C"])
        >>> co.aumann_dreze_value(majority, [["A", "B"], ["C"]])
        Aumann–Drèze value: A: 1/2, B: 1/2, C: 0   [certified; shares of the dividends agree]

    References:
        Aumann and Drèze (1974), Cooperative games with coalition structures.
    """
    table = tabulate(game, limit=limit)
    unions = read_partition(table.players, partition).masks
    worths, denominator = exact_worths(table)
    amounts: list[Any] = [0] * len(table.players)
    for union in unions:
        members = [i for i in range(len(amounts)) if union >> i & 1]
        inside = worths[subset_sums([1 << i for i in members], np.int64)]
        for i, amount in zip(members, shapley_amounts(inside, table.kind == "symbolic", denominator), strict=True):
            amounts[i] = amount
    certificate = StructureShares("aumann-dreze", unions, tuple(amounts))
    return exact_solution("Aumann–Drèze value", table, certificate, amounts, "Shapley value within each coalition")
