"""The look of the figures: Okabe-Ito colors, a second cue beside color, no chart junk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from examples.hadano2020.proposition import Finding, Proposition

INK = (0.1, 0.1, 0.1, 0.55)
BLUE, ORANGE, GREEN, VERMILLION, PURPLE, SKY, GREY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#7F7F7F"
SETTINGS: dict[Any, Any] = {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.constrained_layout.use": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "coalitions",
    "hatch.linewidth": 0.5,
}


@contextmanager
def figure(width: float, height: float, rows: int = 1, columns: int = 1) -> Iterator[tuple[Any, Any]]:
    """A new figure and its axes, drawn without any window and without touching global settings."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with mpl.rc_context(SETTINGS):
        fig = Figure(figsize=(width, height))
        FigureCanvasAgg(fig)
        yield fig, fig.subplots(rows, columns)


def show(fig: Any) -> None:
    """Show a figure in a notebook; a script says only that it was drawn."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        get_ipython = None
    if get_ipython is not None and get_ipython() is not None:
        display(fig)
    else:
        print(f"drawn: {fig.get_size_inches()[0]:.1f} x {fig.get_size_inches()[1]:.1f} inches")


def show_module(propositions: Iterable[Proposition], figures: Mapping[str, tuple[Callable[[], list[Any]], str]]) -> None:
    """Compute and print the propositions of a module, and show its figures."""
    for proposition in propositions:
        print(Finding(proposition, proposition.compute()))
    for draw, _ in figures.values():
        for fig in draw():
            show(fig)


def patch(color: str, hatch: str, label: str) -> Any:
    """A legend entry for a filled region."""
    from matplotlib.patches import Patch

    return Patch(facecolor=color, alpha=0.6, hatch=hatch, edgecolor=INK, lw=0, label=label)
