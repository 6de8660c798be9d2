"""The transition graph of a formation process."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..errors import InvalidArgumentError, UnsupportedGameError
from ..games.environment import Environment
from ..games.processes import Process
from ..games.states import known_state, state_text
from ..players import Partition
from ..scalars import whole_limit
from ..solution import Solution
from ..solvers.formation.unblocked import enumerate_unblocked
from ..transforms.environments.improvement_graph import improvement_graph
from ._condensed import draw_condensed
from ._graphs import Edge, Look, arranged, bend, draw_arrow, draw_legend, draw_nodes, frame
from ._style import BLUE, ORANGE, PURPLE, RED, bare, new_axes, state_label, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MERGE = Look("coalitions merge", BLUE)
SPLIT = Look("a coalition splits", RED, (0, (5, 2)))
OTHER = Look("some merge, some split", PURPLE, (0, (4, 1.5, 1, 1.5)))
MOVE = Look("improving move", BLUE)
STEP = Look("transition", BLUE)


@styled
def plot_transitions(
    source: Environment | Process | Solution[Any],
    *,
    stable: Iterable[Any] | None = None,
    label: str | None = None,
    movers: bool | None = None,
    limit: int = 52,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The states of a formation process and the moves between them, as boxes and arrows.

    Of an environment the improving moves are drawn, of a process its transitions with their probabilities. Partitions of
    players stand in rows by their number of coalitions, the grand coalition on top; an arrow that merges coalitions, one that
    splits some and one that does both differ in color and line. Other states stand so that arrows lead down, and states that
    can return to each other side by side (or all in a circle). Stable states are filled and have a thick frame.

    With more states than `limit` the graph is condensed: states that can return to each other become one box, and the others
    stand together by where they can lead; those boxes that nothing leaves are filled.

    Args:
        source: an `Environment`, a `Process`, or the solution with one.
        stable: the states that are filled; by default those that no move improves on, or where a process stays.
        label: what they are, for the legend.
        movers: whether arrows of an environment name who moves (by default up to 12 of them do).
        limit: the most states that are drawn one by one.
        title: a title, if one is wanted.
        ax: where to draw; a new figure if it is left out.

    Returns:
        The axes, on which more can be drawn.

    Raises:
        InvalidArgumentError: `stable` names something that is no state.
        UnsupportedGameError: neither an environment nor a process.

    Examples:
        >>> import coalitions as co
        >>> from coalitions.plotting import plot_transitions
        >>> hunt = co.NormalFormGame.from_arrays([[4, 0], [3, 3]], [[4, 3], [0, 3]], strategies=[["S", "H"]] * 2)
        >>> ax = plot_transitions(co.environment(hunt))
        >>> [text.get_text() for text in ax.get_legend().get_texts()]
        ['improving move', 'no move is improving']

    References:
        Sugiyama, K., Tagawa, S. and Toda, M. (1981). Methods for visual understanding of hierarchical system structures. IEEE
        Transactions on Systems, Man, and Cybernetics 11, 109–125.
    """
    if isinstance(source, Solution):
        source = source.value
    states, arrows, default, words = _read(source)
    marked = default if stable is None else _places(states, stable)
    what = label or ("stable" if stable is not None else words)
    if len(states) > whole_limit(limit):
        drawn: Axes = draw_condensed(states, [*arrows], title, ax)
        return drawn
    texts = _texts(source, arrows, movers)
    partitions = [s for s in states if isinstance(s, Partition)]
    looks = _looks(source, states, arrows)
    rows = [-len(p) for p in partitions] if len(partitions) == len(states) else None
    places, size = arranged(len(states), [*arrows], rows)
    ax = ax or new_axes(size)
    names = [state_label(s) for s in states]
    boxes = draw_nodes(ax, places, names, dict.fromkeys(marked, ORANGE), 9 if len(states) <= 16 else 7)
    frame(ax, places)
    for edge in arrows:
        back = edge[::-1] in arrows
        wide = 0.8 + 1.2 * float(arrows[edge]) if isinstance(source, Process) else 0.9 if looks[edge] is OTHER else 1.3
        draw_arrow(ax, boxes, edge, looks[edge], curve=bend(edge, places, back), text=texts.get(edge, ""), width=wide)
    bare(ax, title)
    used = set(looks.values())
    draw_legend(ax, [k for k in (MERGE, SPLIT, OTHER, MOVE, STEP) if k in used], [(what, ORANGE)] if marked else [])
    return ax


def _read(source: Any) -> tuple[tuple[Any, ...], dict[Edge, Fraction], list[int], str]:
    """States, arrows with their probabilities, which states are stable, and what that means."""
    if isinstance(source, Process):
        rows = {(x, y): p for x, row in enumerate(source.transitions) for y, p in row if x != y}
        return source.states, rows, _places(source.states, source.absorbing), "absorbing"
    if isinstance(source, Environment):
        graph = improvement_graph(source)
        arrows = dict.fromkeys(zip(graph.sources.tolist(), graph.targets.tolist(), strict=True), Fraction(1))
        return source.states, arrows, _places(source.states, enumerate_unblocked(source).value), "no move is improving"
    raise UnsupportedGameError(
        f"expected an Environment or a Process, got {type(source).__name__}; use environment(game, …) to make one"
    )


def _places(states: tuple[Any, ...], stable: Any) -> list[int]:
    wrong = [s for s in stable if not known_state(s, states)]
    if wrong:
        raise InvalidArgumentError(f"expected stable states among the {len(states)} states, got {state_text(wrong[0])}")
    return sorted({states.index(s) for s in stable})


def _texts(source: Any, arrows: dict[Edge, Fraction], movers: bool | None) -> dict[Edge, str]:
    """What stands on the arrows: probabilities, or who moves."""
    if isinstance(source, Process):
        return {edge: str(p) for edge, p in arrows.items() if p != 1}
    if movers is False or (movers is None and len(arrows) > 12):
        return {}
    graph = improvement_graph(source)
    who: dict[Edge, list[str]] = {}
    for m, edge in enumerate(zip(graph.sources.tolist(), graph.targets.tolist(), strict=True)):
        who.setdefault(edge, []).append(", ".join(map(str, graph.move(m)[2])))
    return {edge: " or ".join(dict.fromkeys(names)) for edge, names in who.items()}


def _looks(source: Any, states: tuple[Any, ...], arrows: dict[Edge, Fraction]) -> dict[Edge, Look]:
    plain = STEP if isinstance(source, Process) else MOVE
    return {edge: _kind(states[edge[0]], states[edge[1]], plain) for edge in arrows}


def _kind(before: Any, after: Any, plain: Look) -> Look:
    """Whether a move merges coalitions (every old one lies in a new one), splits some, or both."""
    if not isinstance(before, Partition) or not isinstance(after, Partition):
        return plain
    if all(any(a & ~b == 0 for b in after.masks) for a in before.masks):
        return MERGE
    return SPLIT if all(any(b & ~a == 0 for a in before.masks) for b in after.masks) else OTHER
