"""What all pictures have in common: colors that color-blind readers can tell apart, a plain style, exact numbers as labels."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from ..display import format_value
from ..errors import MissingExtraError
from ..players import Partition
from ..scalars import simplest

try:
    import matplotlib as mpl
    import matplotlib.pyplot as plt
except ImportError:
    raise MissingExtraError(
        "expected Matplotlib for coalitions.plotting, but it is not installed. Write: pip install 'coalition-theory[plotting]'"
    ) from None

if TYPE_CHECKING:
    from matplotlib.axes import Axes

P = ParamSpec("P")
T = TypeVar("T")

# Okabe and Ito (2008), Color universal design: legible with every kind of color blindness. Every color comes with a second cue.
BLACK, GRAY, LIGHT = "#000000", "#767676", "#F4F4F4"
ORANGE, SKY, GREEN, YELLOW = "#E69F00", "#56B4E9", "#009E73", "#F0E442"
BLUE, RED, PURPLE = "#0072B2", "#D55E00", "#CC79A7"

STYLE: Any = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "mathtext.fontset": "dejavusans",
    "font.size": 9,
    "axes.titlesize": 10,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "pdf.fonttype": 42,  # text in a PDF stays text
    "svg.fonttype": "none",
}


def styled(draw: Callable[Concatenate[Any, P], Axes]) -> Callable[Concatenate[Any, P], Axes]:
    """Draws in the style of the library and leaves everybody else's settings alone."""

    @wraps(draw)
    def wrapper(what: Any, /, *args: P.args, **options: P.kwargs) -> Axes:
        with mpl.rc_context(STYLE):
            return draw(what, *args, **options)

    return wrapper


def new_axes(size: tuple[float, float], *, space: bool = False) -> Any:
    """A new figure with one picture, three-dimensional if asked."""
    figure = plt.figure(figsize=size, layout="constrained")
    return figure.add_subplot(projection="3d") if space else figure.add_subplot()


def bare(ax: Any, title: str | None) -> None:
    """No frame, no ticks: for pictures whose points carry their own numbers."""
    ax.set_axis_off()
    if title:
        ax.set_title(title)


def number(value: Any) -> str:
    """A number as a label: a fraction as p/q, a long one with four digits."""
    text = format_value(simplest(value) if isinstance(value, Fraction) else value)
    return text if len(text) <= 9 else f"{float(value):.4g}"


def point(amounts: Iterable[Any]) -> str:
    """A payoff vector as a label."""
    return "(" + ", ".join(map(number, amounts)) + ")"


def state_label(state: Any) -> str:
    """A state as a label: a partition of players with short names as AB|C, anything else as it prints."""
    from ..games.states import state_text

    if isinstance(state, Partition):
        if all(len(str(name)) == 1 for name in state.players):
            return "|".join("".join(map(str, c)) for c in state)
        return " | ".join(", ".join(map(str, c)) for c in state)
    return state_text(state)
