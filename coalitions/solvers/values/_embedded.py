"""What the values of games in partition function form have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ...certificates.embedded import CONCEPTS, EmbeddedShares, PartitionValue
from ...games.partition_function import PartitionFunctionGame, partition_function
from ...players import Payoffs
from ...scalars import within
from ...solution import Guarantee, Solution, certify
from ...transforms.averaged import Weights, averaged_worths
from ._exact import shapley_amounts

#: Up to this many players the second formula is computed at once; beyond, `solution.verify()` does it.
CERTIFY_UP_TO = 6


def checked_form(game: PartitionFunctionGame, limit: int) -> PartitionFunctionGame:
    """The game, if it is in partition function form and has at most `limit` players."""
    form = partition_function(game)
    within(len(form.players), limit, "a pass over all embedded coalitions")
    return form


def average_value(game: PartitionFunctionGame, value: PartitionValue, weights: Weights, limit: int) -> Solution[Payoffs]:
    """The Shapley value of the average game."""
    form = checked_form(game, limit)
    worths, denominator, symbolic = averaged_worths(form, weights)
    amounts = shapley_amounts(worths, symbolic, denominator)
    return embedded_solution(form, value, amounts, f"Shapley value of the game averaged with weights {weights}")


def embedded_solution(
    form: PartitionFunctionGame, value: PartitionValue, amounts: Sequence[Any], method: str
) -> Solution[Payoffs]:
    """The solution with its second formula."""
    evidence, diagnostics = EmbeddedShares(value, tuple(amounts)), {"method": method}
    if len(form.players) <= CERTIFY_UP_TO:
        return certify(CONCEPTS[value], form, evidence, diagnostics)
    payoffs = Payoffs(form.players, evidence.amounts)
    return Solution(CONCEPTS[value], form, payoffs, Guarantee.EXACT, evidence, diagnostics)
