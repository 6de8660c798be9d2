"""The set of Nash equilibria of a game of two players: its extreme points, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from ..display import MAX_ROWS, Table, latex_value, to_frame, to_html, to_latex
from ..players import Players
from .profiles import Profile, mixture
from .reading import Strategies

if TYPE_CHECKING:
    import pandas as pd

Point = tuple[Fraction, ...]
Face = tuple[Point, ...]  #: mixed strategies of one player; all of their averages are meant too


@dataclass(frozen=True, slots=True, repr=False)
class NashComponent:
    """A connected piece of the set of equilibria: one point, or a continuum.

    Each of `subsets` holds, for each player, the corners of a set of mixed strategies; if every player picks any mix of
    the corners of his set, the result is an equilibrium. The component is the union of these products (maximal Nash
    subsets), which hang together by common points.
    """

    players: Players
    strategies: Strategies
    subsets: tuple[tuple[Face, Face], ...]

    @property
    def is_point(self) -> bool:
        """Whether the component is a single equilibrium."""
        return len(self.subsets) == 1 and all(len(face) == 1 for face in self.subsets[0])

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The extreme equilibria of the component: the products of corners."""
        pairs = dict.fromkeys((x, y) for first, second in self.subsets for x in first for y in second)
        return tuple(Profile(self.players, self.strategies, pair) for pair in sorted(pairs, reverse=True))

    def __repr__(self) -> str:
        if self.is_point:
            return repr(self.profiles[0])
        more = f" ∪ … ({len(self.subsets)} products)" if len(self.subsets) > 6 else ""
        return " ∪ ".join(" × ".join(map(self._face, subset, self.strategies)) for subset in self.subsets[:6]) + more

    def _face(self, face: Face, names: tuple[str, ...]) -> str:
        corners = [mixture(names, point) for point in face]
        if len(corners) == 1:
            return "{" + corners[0] + "}"
        return "{mixes of " + ", ".join(corners[:-1]) + " and " + corners[-1] + "}"


@dataclass(frozen=True, slots=True, repr=False)
class NashEquilibria:
    """The extreme Nash equilibria of a game of two players, grouped into components.

    It is a sequence of `Profile`s, the extreme equilibria; every equilibrium is an average of extreme ones inside one of
    the products listed in `components`. `complete` is False if the search was cut off, so that some may be missing.
    """

    profiles: tuple[Profile, ...]
    components: tuple[NashComponent, ...]
    complete: bool

    def __len__(self) -> int:
        return len(self.profiles)

    def __iter__(self) -> Iterator[Profile]:
        return iter(self.profiles)

    def __getitem__(self, k: int) -> Profile:
        return self.profiles[k]

    def _table(self) -> Table:
        rows = [
            (k + 1, *(mixture(names, weights) for names, weights in zip(x.strategies, x.probabilities, strict=True)))
            for k, component in enumerate(self.components)
            for x in component.profiles[:MAX_ROWS]
        ]
        headers = ("component", *(map(str, self.profiles[0].players) if self.profiles else ()))
        return Table("Extreme Nash equilibria" + ("" if self.complete else " (some may be missing)"), headers, rows, len(rows))

    def __repr__(self) -> str:
        shown = "; ".join(map(repr, self.components[:6])) + ("; …" if len(self.components) > 6 else "")
        if all(component.is_point for component in self.components):
            return f"{len(self.profiles)}: {shown}" if self.complete else f"at least {len(self.profiles)}: {shown}"
        count = f"{len(self.components)} {'component' if len(self.components) == 1 else 'components'}"
        return f"{count if self.complete else 'at least ' + count}: {shown}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def _repr_latex_(self) -> str:
        if not self.profiles:
            return rf"${latex_value('none found')}$"
        shown = [x._repr_latex_().strip("$") for x in self.profiles[:15]]
        return r"$\{" + r",\quad ".join(shown) + (r",\ \dots\}$" if len(self.profiles) > 15 else r"\}$")

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table with one row for each extreme equilibrium."""
        return to_latex(self._table(), digits)

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame with one row for each extreme equilibrium (extra: pandas)."""
        return to_frame(self._table())
