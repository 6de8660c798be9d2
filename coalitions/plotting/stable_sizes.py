"""A map of the stable sizes of an agreement as a parameter varies."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..errors import UnsupportedGameError
from ..games.size_regions import SizeRegions
from ..solution import Solution
from ._style import BLUE, GRAY, new_axes, number, styled
from .regions import latex, name_ticks, round_ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, slots=True)
class Bar:
    """Where one size is stable: from start to end, and whether the ends belong to it."""

    size: int
    start: Any
    end: Any
    has_start: bool
    has_end: bool


@styled
def plot_stable_sizes(
    regions: SizeRegions | Solution[SizeRegions], *, title: str | None = None, ax: Axes | None = None
) -> Axes:
    """For which values of a parameter an agreement of each size is stable, as bars with exact ends.

    Each value at which a bar ends is written once, as a fraction where it is one and with four digits where it is not. Ends
    that belong to the bar are filled, others are empty; size 0, no agreement, is gray.

    Args:
        regions: what `stable_agreement_regions` returns, or its value.
        title: a title, if one is wanted.
        ax: where to draw; a new figure if it is left out.

    Returns:
        The axes, on which more can be drawn.

    Raises:
        UnsupportedGameError: something else than regions of stable sizes.

    Examples:
        >>> import coalitions as co
        >>> from coalitions.plotting import plot_stable_sizes
        >>> t = co.parameter("t")
        >>> game = co.SymmetricAgreement.from_functions(3, signatory=lambda k: 2 * k - k * t, outsider=lambda k: 1)
        >>> ax = plot_stable_sizes(co.stable_agreement_regions(game, t, low=0, high=2))
        >>> sorted(text.get_text() for text in ax.texts)
        ['1', '5/3']

    References:
        d'Aspremont, C., Jacquemin, A., Gabszewicz, J. J. and Weymark, J. A. (1983). On the stability of collusive price
        leadership. Canadian Journal of Economics 16, 17–25.
    """
    found = regions.value if isinstance(regions, Solution) else regions
    if not isinstance(found, SizeRegions):
        raise UnsupportedGameError(
            f"expected regions of stable sizes, got {type(found).__name__}; use stable_agreement_regions(game, parameter)"
        )
    low, high = found.regions[0].start, found.regions[-1].end
    drawn = bars(found)
    sizes = sorted({bar.size for bar in drawn})
    ax = ax or new_axes((6.0, 1.2 + 0.32 * (max(sizes, default=0) + 1)))
    named: set[Any] = set()
    for bar in sorted(drawn, key=lambda b: -b.size):
        _draw(ax, bar, (low, high), named)
    ax.set_yticks(range(max(sizes, default=0) + 1))
    ax.set_ylim(-0.7, max(sizes, default=0) + 0.7)
    margin = float(high - low) * 0.03
    ax.set_xlim(float(low) - margin, float(high) + margin)
    name_ticks(ax.xaxis, round_ticks(Fraction(low), Fraction(high)))
    ax.set_xlabel(f"${latex(found.parameter)}$")
    ax.set_ylabel("stable number of signatories")
    ax.grid(axis="y", color="#E4E4E4", linewidth=0.6)
    ax.set_axisbelow(True)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    if title:
        ax.set_title(title)
    return ax


def bars(found: SizeRegions) -> list[Bar]:
    """Neighboring regions in which a size is stable, put together."""
    out: list[Bar] = []
    for size in sorted({k for region in found.regions for k in region.sizes}):
        last: Bar | None = None
        for region in found.regions:
            if size not in region.sizes:
                if last is not None:
                    out.append(last)
                last = None
                continue
            single = region.start == region.end
            start, has_start = (region.start, single) if last is None else (last.start, last.has_start)
            last = Bar(size, start, region.end, has_start, single)
        if last is not None:
            out.append(last)
    return out


def _draw(ax: Any, bar: Bar, frame: tuple[Any, Any], named: set[Any]) -> None:
    """A bar from end to end; ends inside the frame have a dot, filled if they belong to it, and each value is named once."""
    color = BLUE if bar.size else GRAY
    ax.plot([float(bar.start), float(bar.end)], [bar.size] * 2, color=color, linewidth=5, solid_capstyle="butt", zorder=2)
    for value, closed, aside in ((bar.end, bar.has_end, 7), (bar.start, bar.has_start, -7)):
        if value in frame:
            continue
        face = color if closed else "white"
        ax.plot([float(value)], [bar.size], "o", color=color, markerfacecolor=face, markersize=6, zorder=3)
        if value not in named:
            named.add(value)
            exact = isinstance(value, Fraction) and len(str(value)) <= 9
            text, across = number(value) if exact else f"{float(value):.4g}", "right" if aside < 0 else "left"
            at = (float(value), bar.size)
            ax.annotate(text, at, (aside, 0), textcoords="offset points", ha=across, va="center", fontsize=8)
