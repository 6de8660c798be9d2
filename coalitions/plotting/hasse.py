"""The Hasse diagram of the partitions of a few players."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import InvalidArgumentError, LimitExceededError
from ..kernels.partitions import bell, blocks, merged, rank, restricted_growth
from ..players import Partition, Players
from ._graphs import Edge, draw_legend, draw_nodes, ordered
from ._style import GREEN, ORANGE, SKY, bare, new_axes, state_label, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Fill and sign of the first, second and third notion.
FILLS, SIGNS = (ORANGE, SKY, GREEN), ("*", "°", "+")


@styled
def plot_partitions(
    players: Any, *, stable: Mapping[str, Iterable[Any]] | Iterable[Any] = (), title: str | None = None, ax: Axes | None = None
) -> Axes:
    """All partitions of up to five players, each linked to those in which two of its coalitions merge; stable ones marked.

    The grand coalition is on top, everybody alone at the bottom, and rows hold the partitions with as many coalitions.
    Stable partitions are filled, framed and starred; with several notions each has its own color and sign, and a partition
    that is stable in several ways has the color of the first and all of the signs.

    Args:
        players: a game, or the names of the players.
        stable: partitions, or a mapping from names of up to three notions to partitions (or to solutions with them).
        title: a title, if one is wanted.
        ax: where to draw; a new figure if it is left out.

    Returns:
        The axes, on which more can be drawn.

    Raises:
        LimitExceededError: more than five players.
        InvalidArgumentError: something in `stable` that is no partition of the players, or more than three notions.

    Examples:
        >>> import coalitions as co
        >>> from coalitions.plotting import plot_partitions
        >>> guest = {"1": ["12", "1", "123", "13"], "2": ["12", "2", "123", "23"], "3": ["123", "23", "13", "3"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in guest.items()})
        >>> ax = plot_partitions(game, stable={"core stable": co.enumerate_core_partitions(game)})
        >>> [text.get_text() for text in ax.texts]
        ['123', '12|3 *', '13|2', '1|23', '1|2|3']

    References:
        Davey, B. A. and Priestley, H. A. (2002). Introduction to Lattices and Order. Cambridge University Press.
    """
    names: Players = players.players if hasattr(players, "players") else Players.from_names(players)
    n = len(names)
    if n > 5:
        raise LimitExceededError(
            f"expected at most 5 players for a diagram of all {bell(n)} partitions, got {n}; use plot_transitions, which "
            "condenses a large graph"
        )
    notions = _notions(names, stable)
    labels = restricted_growth(n)
    edges: list[Edge] = [(x, y) for x, row in enumerate(labels) for y in rank(merged(row)).tolist()]
    rows = ordered(-labels.max(axis=1, initial=-1).astype(int), edges)
    widest = max(map(len, rows.values()))
    places = {}
    for layer, row in rows.items():
        for k, v in enumerate(row):
            lift = (0.2, -0.2, 0.0)[k % 3] if len(row) > 12 else 0.0
            places[v] = ((k - (len(row) - 1) / 2) * (widest / len(row)) ** 0.5, float(layer) + lift)
    partitions = [Partition(names, tuple(m for m in row if m)) for row in blocks(labels).tolist()]
    filled, shown = _marked(partitions, notions)
    ax = ax or new_axes((max(3.6, min(1.15 * widest, 13.5)), max(2.4, 1.25 * len(rows))))
    for a, b in edges:
        ax.plot(*zip(places[a], places[b], strict=True), color="#B0B0B0", linewidth=0.8, zorder=1)
    draw_nodes(ax, places, shown, filled, 9 if n < 5 else 6.5)
    ax.set_xlim(-widest / 2 - 0.3, widest / 2 + 0.3)
    ax.set_ylim(min(y for _, y in places.values()) - 0.5, max(y for _, y in places.values()) + 0.5)
    bare(ax, title)
    draw_legend(ax, [], [(f"{name}{SIGNS[k]:>3}", FILLS[k]) for k, name in enumerate(notions)])
    return ax


def _notions(names: Players, stable: Any) -> dict[str, list[Partition]]:
    given = stable if isinstance(stable, Mapping) else ({"stable": stable} if _listed(stable) else {})
    if len(given) > len(SIGNS):
        raise InvalidArgumentError(f"expected at most {len(SIGNS)} notions in one diagram, got {len(given)}; draw several")
    read = {}
    for name, partitions in given.items():
        read[name] = [p if isinstance(p, Partition) else Partition.from_coalitions(names, p) for p in _listed(partitions)]
        wrong = [p for p in read[name] if p.players != names]
        if wrong:
            raise InvalidArgumentError(f"expected partitions of {', '.join(map(str, names))}, got {wrong[0]}")
    return read


def _listed(partitions: Any) -> list[Any]:
    found = getattr(partitions, "value", partitions)
    return [found] if isinstance(found, Partition) else list(found or ())


def _marked(partitions: list[Partition], notions: dict[str, list[Partition]]) -> tuple[dict[int, str], list[str]]:
    """Which boxes are filled with what, and the labels with signs."""
    filled: dict[int, str] = {}
    shown = []
    for v, partition in enumerate(partitions):
        has = [k for k, listed in enumerate(notions.values()) if partition in listed]
        if has:
            filled[v] = FILLS[has[0]]
        shown.append(state_label(partition) + (" " + "".join(SIGNS[k] for k in has) if has else ""))
    return filled, shown
