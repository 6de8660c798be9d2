"""The stability table of a partition as a picture."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from ..errors import UnsupportedGameError
from ..games.stability import Stability
from ..solution import Solution
from ._style import BLACK, GRAY, GREEN, LIGHT, RED, bare, new_axes, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@styled
def plot_stability_table(
    stability: Stability | Solution[Any], *, width: int = 62, title: str | None = None, ax: Axes | None = None
) -> Axes:
    """What `stability_table` says of a partition, one row for each notion: whether it holds, and what breaks it.

    Args:
        stability: the solution of `stability_table`, or its value.
        width: after how many letters a reason is broken into lines.
        title: a title; by default the partition.
        ax: where to draw; a new figure if it is left out.

    Returns:
        The axes.

    Raises:
        UnsupportedGameError: something else than a stability table.

    Examples:
        >>> import coalitions as co
        >>> from coalitions.plotting import plot_stability_table
        >>> game = co.HedonicGame.from_preferences(["A", "B"], {"A": [("A", "B")], "B": ["B"]})
        >>> ax = plot_stability_table(co.stability_table(game, [["A"], ["B"]]))
        >>> [text.get_text() for text in ax.texts[3:6]]
        ['Nash stable', 'no', 'A gains by joining {B}']

    References:
        Aziz, H. and Savani, R. (2016). Hedonic games. In Handbook of Computational Social Choice. Cambridge University Press.
    """
    table = stability.value if isinstance(stability, Solution) else stability
    if not isinstance(table, Stability):
        raise UnsupportedGameError(
            f"expected a stability table, got {type(table).__name__}; use stability_table(game, partition)"
        )
    rows = [(_first_upper(notion), holds, _lines(why, width)) for notion, holds, why in table.rows]
    heights = [len(why) for _, _, why in rows]
    total = sum(heights) + 0.6 * len(rows) + 1.2
    ax = ax or new_axes((8.2, 0.6 + 0.165 * total))
    columns = (0.0, 0.36, 0.47)
    for x, head in zip(columns, ("notion", "holds", "because"), strict=True):
        ax.text(x, 0.0, head, va="center", fontweight="bold")
    ax.plot([0, 1], [0.75, 0.75], color=BLACK, linewidth=1.0)
    y = 1.2
    for k, ((notion, holds, why), height) in enumerate(zip(rows, heights, strict=True)):
        middle = y + height / 2
        if k % 2 == 0:
            ax.axhspan(y - 0.3, y + height + 0.3, color=LIGHT, zorder=0)
        ax.text(columns[0], middle, notion, va="center")
        ax.text(
            columns[1],
            middle,
            "yes" if holds else "no",
            va="center",
            color=GREEN if holds else RED,
            fontweight="bold" if holds else "normal",
        )
        ax.text(columns[2], middle, "\n".join(why), va="center", color=BLACK if not holds else GRAY, fontsize=8)
        y += height + 0.6
    ax.plot([0, 1], [y - 0.3, y - 0.3], color=BLACK, linewidth=1.0)
    ax.set_xlim(-0.01, 1.01)
    ax.set_ylim(y, -0.8)
    bare(ax, title or str(table.partition))
    return ax


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lines(why: str, width: int) -> list[str]:
    return textwrap.wrap(why, width) or [""]
