"""A set of payoffs that is a union of polytopes, each given by its corners: the kernel, a stable set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..display import Table, format_value, latex_value, to_frame, to_html, to_latex
from ..errors import InvalidArgumentError
from ..kernels.cells import hull, product
from ..kernels.cones import primitive
from ..players import Payoffs, Players, is_list
from ..scalars import read_payoffs, to_fraction

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, repr=False)
class PayoffPieces:
    """Finitely many points, segments, polygons and so on, each given by its corners; the pieces may touch.

    Examples:
        >>> players = Players.from_names(["A", "B"])
        >>> line = PayoffPieces.from_corners(players, [[[0, 2], [1, 1]], [3, -1]])
        >>> line
        (0, 2)–(1, 1); (3, -1)
        >>> line.contains(["1/2", "3/2"]), line.contains({"A": 2, "B": 0})
        (True, False)
    """

    players: Players
    pieces: tuple[tuple[Payoffs, ...], ...]

    @classmethod
    def from_corners(cls, players: Players, pieces: Iterable[Any]) -> PayoffPieces:
        """The union of some points (payoffs by names or in the order of the players) and of hulls of lists of points."""
        if isinstance(pieces, str | Mapping) or not is_list(pieces):
            raise InvalidArgumentError(
                f"expected a list of payoffs, or of lists of corners, got {pieces!r:.80}; write [[1, 0], [0, 1]] for two "
                "points, or [[[1, 0], [0, 1]]] for the segment between them"
            )
        read = []
        for piece in pieces:
            listed = [piece] if _is_point(piece) else piece
            if isinstance(listed, str) or not is_list(listed):
                raise InvalidArgumentError(f"expected payoffs, or a list of corners, got {piece!r:.80}; write [[1, 0], [0, 1]]")
            corners = [tuple(map(to_fraction, read_payoffs(players, corner).amounts)) for corner in listed]
            if not corners:
                raise InvalidArgumentError("expected at least one corner in a piece, got none; leave the piece out")
            read.append(tuple(Payoffs(players, corner) for corner in sorted(set(corners))))
        return cls(players, tuple(read))

    @property
    def is_empty(self) -> bool:
        """Whether there are no such payoffs."""
        return not self.pieces

    @property
    def is_point(self) -> bool:
        """Whether the set is one single point."""
        return len(self.pieces) == 1 == len(self.pieces[0])

    def contains(self, payoffs: Mapping[Any, Any] | Sequence[Any]) -> bool:
        """Whether payoffs are in one of the pieces; exactly, by the facets of each."""
        point = primitive([*map(to_fraction, read_payoffs(self.players, payoffs).amounts), 1])
        cells = (hull([corner.amounts for corner in piece]) for piece in self.pieces)
        return any(all(product(row, point) >= 0 for row in cell.rows) for cell in cells)

    def corners(self) -> tuple[tuple[tuple[Fraction, ...], ...], ...]:
        """The corners of each piece as plain numbers."""
        return tuple(tuple(corner.amounts for corner in piece) for piece in self.pieces)

    def _table(self) -> Table:
        rows = [(k + 1, *corner.amounts) for k, piece in enumerate(self.pieces) for corner in piece]
        return Table("Pieces of a set of payoffs, by their corners", ("piece", *map(str, self.players)), rows, len(rows))

    def __repr__(self) -> str:
        if not self.pieces:
            return "empty"
        if self.is_point:
            return f"only {self.pieces[0][0]!r}" if len(self.players) else "only the empty payoffs"
        shown = ["–".join(f"({', '.join(map(format_value, c.amounts))})" for c in piece) for piece in self.pieces[:6]]
        return "; ".join(shown) + ("; …" if len(self.pieces) > 6 else "")

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def _repr_latex_(self) -> str:
        def point(corner: Payoffs) -> str:
            return f"({', '.join(map(latex_value, corner.amounts))})"

        terms = [point(p[0]) if len(p) == 1 else rf"\operatorname{{conv}}\{{{', '.join(map(point, p))}\}}" for p in self.pieces]
        joined = r" \cup ".join(terms[:15]) or r"\emptyset"
        return f"${joined}$" if len(terms) <= 15 else rf"${joined} \cup \dots$"

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the first 64 corners; `digits` asks for decimals."""
        return to_latex(self._table(), digits)

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame with one row for each corner of each piece (extra: pandas)."""
        return to_frame(self._table())


def _is_point(piece: Any) -> bool:
    """Payoffs, or a list of numbers: not a list of lists."""
    if isinstance(piece, Mapping) or hasattr(piece, "items"):
        return True
    return isinstance(piece, Sequence) and not any(isinstance(a, Mapping | list | tuple) for a in piece)
