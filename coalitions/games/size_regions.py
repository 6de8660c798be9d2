"""Where on a line of parameter values agreements of which sizes are stable."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..display import Table, format_value, to_html, to_latex


@dataclass(frozen=True, slots=True)
class SizeRegion:
    """An open interval of parameter values, or one value (start and end are the same), and the sizes that are stable there.

    Ends are fractions, or SymPy's real algebraic numbers.
    """

    start: Any
    end: Any
    sizes: tuple[int, ...]

    def __repr__(self) -> str:
        where = f"at {_end(self.start)}" if self.start == self.end else f"({_end(self.start)}, {_end(self.end)})"
        return f"{where}: {', '.join(map(str, self.sizes)) or 'none'}"


@dataclass(frozen=True, slots=True, repr=False)
class SizeRegions:
    """All regions from the lowest value of a parameter to the highest.

    Where the stable sizes change, a single value is a region of its own.

    Examples:
        >>> import coalitions as co
        >>> t = co.parameter("t")
        >>> game = co.SymmetricAgreement.from_functions(3, signatory=lambda k: 2 * k - k * t, outsider=lambda k: 1)
        >>> regions = co.stable_agreement_regions(game, t, low=0, high=2).value
        >>> regions
        at 0: 3; (0, 1): 3; at 1: 0, 3; (1, 5/3): 0, 3; at 5/3: 0, 3; (5/3, 2): 0; …
    """

    parameter: str
    regions: tuple[SizeRegion, ...]

    def at(self, value: Any) -> tuple[int, ...]:
        """The sizes that are stable at a value of the parameter."""
        for region in self.regions:
            if region.start < value < region.end or region.start == value == region.end:
                return region.sizes
        return ()

    def _table(self) -> Table:
        rows = [(r.start, r.end, ", ".join(map(str, r.sizes)) or "none") for r in self.regions]
        return Table(f"Stable sizes as {self.parameter} varies", ("from", "to", "sizes"), rows, len(rows))

    def __repr__(self) -> str:
        return "; ".join(map(repr, self.regions[:6])) + ("; …" if len(self.regions) > 6 else "")

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the regions."""
        return to_latex(self._table(), digits)


def _end(value: Any) -> str:
    return format_value(value) if isinstance(value, Fraction | int) else f"{float(value):.6f}"
