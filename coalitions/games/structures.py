"""Coalition structures that are best for a game, and the limits within which they are best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..display import MAX_ROWS, Table, format_value, to_html, to_latex
from ..kernels.subsets import sizes
from ..players import Partition
from ..scalars import Array


@dataclass(frozen=True, slots=True)
class Feasible:
    """Which coalitions may form: of these sizes, without two players who are apart, connected by links (None: all linked)."""

    smallest: int = 1
    largest: int | None = None
    apart: tuple[int, ...] = ()  #: masks of pairs
    links: tuple[int, ...] | None = None  #: masks of pairs

    def coalitions(self, n: int) -> Array:
        """For each of 2**n coalitions, whether it may form; the empty one may not."""
        size = sizes(n)
        masks = np.arange(1 << n)
        allowed = (size >= max(self.smallest, 1)) & (size <= (n if self.largest is None else self.largest))
        for pair in self.apart:
            allowed &= masks & pair != pair
        if self.links is not None:
            linked = np.zeros(1 << n, dtype=np.int64)  # whoever has a link to somebody in the set
            for i in range(n):
                others = sum(pair ^ 1 << i for pair in self.links if pair >> i & 1)
                linked[1 << i : 2 << i] = linked[: 1 << i] | others
            reached = masks & -masks  # the first member, and then whoever is linked to somebody reached
            for _ in range(n - 1):
                reached |= linked[reached] & masks
            allowed &= reached == masks
        return allowed


@dataclass(frozen=True, slots=True, repr=False)
class BestStructures:
    """The largest total worth of a partition, how many partitions attain it, and (the first of) these partitions.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 1, ("A", "B"): 2})
        >>> best = co.optimal_coalition_structure(game).value
        >>> best.worth, best.number, best.partitions
        (2, 2, ({A, B}, {A} | {B}))
    """

    worth: Any
    number: int
    partitions: tuple[Partition, ...]

    def _table(self) -> Table:
        rows = [(p, self.worth) for p in self.partitions[:MAX_ROWS]]
        return Table("Optimal coalition structures", ("partition", "worth"), rows, self.number)

    def __repr__(self) -> str:
        shown = "; ".join(map(repr, self.partitions[:4])) + ("; …" if self.number > min(4, len(self.partitions)) else "")
        return f"worth {format_value(self.worth)} in {self.number} way{'s' if self.number != 1 else ''}: {shown}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the partitions; `digits` asks for decimals."""
        return to_latex(self._table(), digits)
