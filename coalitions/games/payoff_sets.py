"""A set of payoffs that is a polytope: the core, the Weber set and the like, by its corners and by its inequalities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..display import MAX_ROWS, Table, format_value, latex_value, to_frame, to_html, to_latex
from ..players import Payoffs, Players
from ..scalars import read_payoffs, simplest, to_fraction

if TYPE_CHECKING:
    import pandas as pd

Constraint = tuple[tuple[int, ...], Fraction]  #: coefficients of the players, and what their sum of payoffs is compared with


@dataclass(frozen=True, slots=True, repr=False)
class PayoffPolytope:
    """All payoffs between some corners: a polytope in exact numbers, or the empty set.

    `vertices` are the corners, in ascending order; every payoff vector of the set is an average of them. `equations` hold on
    all of the set (x(N) = v(N) among them) and `inequalities`, "coefficients · x >= number", are its facets: together they
    describe the same set. Both are in one standard form, so that equal sets have equal fields: equations are reduced row by
    row; inequalities have whole coefficients without a common divisor, of which the least is 0 where x(N) = v(N) is the only
    equation (x_A <= 2 with v(N) = 6 reads x(B, C) >= 4).

    `volume` is the Lebesgue measure of the set's projection that drops the last player, if its dimension is one less than the
    number of players. If the dimension is smaller, it is measured inside the set's own plane, so that the smallest
    parallelepiped of payoff differences in whole numbers has volume 1: the segment from (1, 0, 0) to (0, 1, 0) has length 1. A
    point has volume 1, the empty set 0. `centroid` is the mean of all payoffs of the set (None if it is empty).

    Examples:
        >>> import coalitions as co
        >>> talmud = co.bankruptcy_game(300, {"A": 100, "B": 200, "C": 300})
        >>> core = co.core(talmud).value
        >>> core.vertices[0], int(core.volume), core.centroid
        (A: 0, B: 0, C: 300, 20000, A: 50, B: 100, C: 150)
        >>> core.contains({"A": 50, "B": 100, "C": 150}), core.contains([200, 100, 0])
        (True, False)
        >>> core.statements()
        ('x(A, B, C) = 300', 'x(A) >= 0', 'x(B) >= 0', 'x(A, C) >= 100', 'x(B, C) >= 200')
    """

    players: Players
    vertices: tuple[Payoffs, ...]
    equations: tuple[Constraint, ...]
    inequalities: tuple[Constraint, ...]
    volume: Fraction
    centroid: Payoffs | None

    @property
    def dimension(self) -> int:
        """The number of directions in which the payoffs vary: 0 for a point, -1 for the empty set."""
        return len(self.players) - len(self.equations) if self.vertices else -1

    @property
    def is_empty(self) -> bool:
        """Whether there are no such payoffs."""
        return not self.vertices

    def contains(self, payoffs: Mapping[Any, Any] | Sequence[Any]) -> bool:
        """Whether payoffs, a mapping by names or numbers in the order of the players, are in the set; exactly.

        Cost: one scalar product for each equation and inequality.
        """
        x = [to_fraction(a) for a in read_payoffs(self.players, payoffs).amounts]
        equal = all(_total(row, x) == number for row, number in self.equations)
        return bool(self.vertices) and equal and all(_total(row, x) >= number for row, number in self.inequalities)

    def statements(self) -> tuple[str, ...]:
        """The equations and inequalities in words, such as "x(A, B) >= 3"."""
        equal = [f"{self._left(row)} = {number}" for row, number in self.equations]
        return (*equal, *(f"{self._left(row)} >= {number}" for row, number in self.inequalities))

    def _left(self, row: tuple[int, ...]) -> str:
        terms = [(c, name) for c, name in zip(row, self.players.names, strict=True) if c]
        if all(c == 1 for c, _ in terms):
            return f"x({', '.join(str(name) for _, name in terms)})"
        signed = "".join(f" {'-' if c < 0 else '+'} {'' if abs(c) == 1 else f'{abs(c)} '}x({name})" for c, name in terms)
        return f"-{signed[3:]}" if terms[0][0] < 0 else signed[3:]

    def _table(self, rows: int = MAX_ROWS) -> Table:
        shown = [(k + 1, *map(_short, x.amounts)) for k, x in enumerate(self.vertices[:rows])]
        return Table("Corners of a set of payoffs", ("corner", *map(str, self.players.names)), shown, len(self.vertices))

    def __repr__(self) -> str:
        if not self.vertices:
            return "empty"
        if len(self.vertices) == 1:
            return f"only {self.vertices[0]!r}"
        corners = ", ".join(f"({', '.join(map(format_value, x.amounts))})" for x in self.vertices[:6])
        more = ", …" if len(self.vertices) > 6 else ""
        return f"dimension {self.dimension}, volume {self.volume}, {len(self.vertices)} corners {corners}{more}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def _repr_latex_(self) -> str:
        if not self.vertices:
            return r"$\emptyset$"
        points = [f"({', '.join(latex_value(_short(a)) for a in x.amounts)})" for x in self.vertices[:15]]
        more = r",\ \dots" if len(self.vertices) > 15 else ""
        return rf"$\operatorname{{conv}}\{{{', '.join(points)}{more}\}}$"

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the first 64 corners; `digits` asks for decimals."""
        return to_latex(self._table(), digits)

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame with one row for each corner (extra: pandas)."""
        return to_frame(self._table(len(self.vertices)))

    def to_dict(self) -> dict[str, Any]:
        """The set as plain data, fractions as "p/q", ready for JSON."""
        return {
            "players": list(self.players.names),
            "vertices": [[str(a) for a in x.amounts] for x in self.vertices],
            "equations": [[list(row), str(number)] for row, number in self.equations],
            "inequalities": [[list(row), str(number)] for row, number in self.inequalities],
            "dimension": self.dimension,
            "volume": str(self.volume),
            "centroid": None if self.centroid is None else [str(a) for a in self.centroid.amounts],
        }


def _total(row: tuple[int, ...], x: Sequence[Fraction]) -> Fraction:
    return sum((c * a for c, a in zip(row, x, strict=True)), Fraction(0))


def _short(amount: Any) -> Any:
    return simplest(amount) if isinstance(amount, Fraction) else amount
