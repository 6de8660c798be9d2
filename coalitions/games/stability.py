"""What is said of one partition by all notions of stability."""

from __future__ import annotations

from dataclasses import dataclass

from ..display import Table, to_html, to_latex
from ..errors import UnknownPlayerError
from ..players import Partition


@dataclass(frozen=True, slots=True, repr=False)
class Stability:
    """For each notion of stability, whether a partition has it and why, in words.

    Examples:
        >>> import coalitions as co
        >>> game = co.HedonicGame.from_preferences(["A", "B"], {"A": [("A", "B")], "B": ["B"]})
        >>> table = co.stability_table(game, [["A"], ["B"]]).value
        >>> table["core stable"]
        True
    """

    partition: Partition
    rows: tuple[tuple[str, bool, str], ...]  #: notion, whether the partition has it, and why

    def __getitem__(self, notion: str) -> bool:
        for name, holds, _ in self.rows:
            if name == notion:
                return holds
        raise UnknownPlayerError(f"expected one of the notions {', '.join(n for n, _, _ in self.rows)}; got {notion!r}")

    __iter__ = None  # a table is not a sequence, although it answers by key

    def _table(self) -> Table:
        rows = [(notion, "yes" if holds else "no", why) for notion, holds, why in self.rows]
        return Table(f"Stability of {self.partition}", ("notion", "holds", "because"), rows, len(rows))

    def __repr__(self) -> str:
        yes = [notion for notion, holds, _ in self.rows if holds]
        no = [f"{notion} ({why})" for notion, holds, why in self.rows if not holds]
        parts = [f"{what} {', '.join(some)}" for what, some in (("is", yes), ("is not" if not yes else "not", no)) if some]
        return f"{self.partition} {'; '.join(parts)}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self) -> str:
        """A booktabs table of the notions."""
        return to_latex(self._table())
