"""Outcomes of games with externalities: who is with whom, and what each player gets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..display import Table, format_value, to_html, to_latex
from ..errors import InvalidArgumentError
from ..players import Partition, Payoffs
from ..scalars import read_payoffs, to_fraction
from .partition_function import PartitionFunctionGame


@dataclass(frozen=True, slots=True, repr=False)
class PartitionOutcome:
    """A partition of the players and what each of them gets.

    Examples:
        >>> import coalitions as co
        >>> game = co.cournot_partition_game(["A", "B"], intercept=6)
        >>> co.find_partition_core_point(game, rule="gamma").value
        {A, B} with A: 9/2, B: 9/2
    """

    partition: Partition
    payoffs: Payoffs

    def _table(self) -> Table:
        rows = [
            (self.partition.players.coalition(m), name, self.payoffs[name])
            for m in self.partition.masks
            for name in self.partition.players.coalition(m)
        ]
        return Table("Outcome", ("coalition", "player", "payoff"), rows, len(rows))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}: {format_value(a)}" for name, a in self.payoffs.items())
        return f"{self.partition} with {shown}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the payoffs by coalition."""
        return to_latex(self._table(), digits)


def read_outcome(game: PartitionFunctionGame, outcome: Any) -> PartitionOutcome:
    """An outcome from a PartitionOutcome, or from a pair of a partition and payoffs; the payoffs become fractions."""
    if isinstance(outcome, PartitionOutcome):
        given: tuple[Any, Any] = (outcome.partition, outcome.payoffs)
    elif isinstance(outcome, tuple) and len(outcome) == 2:
        given = outcome
    else:
        raise InvalidArgumentError(
            f'expected an outcome as (partition, payoffs), got {outcome!r:.80}; write ([["A", "B"]], {{"A": 1, "B": 2}})'
        )
    if isinstance(given[0], Mapping) or not isinstance(given[0], Iterable):
        raise InvalidArgumentError(
            f'expected first a partition, got {given[0]!r:.80}; write ([["A", "B"]], {{"A": 1, "B": 2}})'
        )
    payoffs = read_payoffs(game.players, given[1])
    exact = Payoffs(game.players, tuple(map(to_fraction, payoffs.amounts)))
    return PartitionOutcome(game.partition(given[0]), exact)
