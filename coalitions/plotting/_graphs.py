"""Boxes and arrows: where the states of a graph stand, and how they are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..scalars import Array
from ._style import BLACK, GRAY

Edge = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """How an arrow is drawn and what the legend says of it: color and line are two cues for the same."""

    label: str
    color: str
    line: Any = "-"


def components(count: int, edges: Sequence[Edge]) -> Array:
    """The number of the strongly connected component of each node; an arrow never leads to a higher number."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    rows, columns = np.array(edges, dtype=np.int64).reshape(-1, 2).T
    graph = csr_array((np.ones(len(rows)), (rows, columns)), shape=(count, count))
    labels: Array = connected_components(graph, directed=True, connection="strong")[1]
    return labels.astype(np.int64)


def layers_of(count: int, edges: Sequence[Edge]) -> Array:
    """The layer of each node, so that arrows between components lead to lower layers; a component shares one layer."""
    part = components(count, edges)
    between = {(int(part[a]), int(part[b])) for a, b in edges if part[a] != part[b]}
    below: dict[int, list[int]] = {}
    for a, b in between:
        below.setdefault(a, []).append(b)
    depth: dict[int, int] = {}
    stack = list(range(int(part.max(initial=-1)) + 1))
    while stack:
        c = stack[-1]
        open_ = [d for d in below.get(c, []) if d not in depth]
        if open_:
            stack += open_
            continue
        depth[stack.pop()] = 1 + max((depth[d] for d in below.get(c, [])), default=-1)
    return np.array([depth[int(c)] for c in part], dtype=np.int64)


def ordered(layers: Array, edges: Sequence[Edge], sweeps: int = 6) -> dict[int, list[int]]:
    """The nodes of each layer from left to right, each under or over the middle of its neighbors (Sugiyama et al. 1981)."""
    rows = {int(k): np.flatnonzero(layers == k).tolist() for k in np.unique(layers)}
    near: dict[int, list[int]] = {}
    for a, b in edges:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    for sweep in range(sweeps):
        place = {v: (k + 0.5) / len(row) for row in rows.values() for k, v in enumerate(row)}
        for layer in sorted(rows, reverse=bool(sweep % 2)):
            means = {v: np.mean([place[w] for w in near.get(v, []) if layers[w] != layer] or [place[v]]) for v in rows[layer]}
            rows[layer].sort(key=lambda v: (means[v], v))
            place |= {v: (k + 0.5) / len(rows[layer]) for k, v in enumerate(rows[layer])}
    return rows


def circle(nodes: Sequence[int]) -> dict[int, tuple[float, float]]:
    """Places on a circle, the first at the top, clockwise."""
    angles = np.pi / 2 - 2 * np.pi * np.arange(len(nodes)) / max(1, len(nodes))
    return {v: (float(np.cos(a)), float(np.sin(a))) for v, a in zip(nodes, angles, strict=True)}


def arranged(
    count: int, edges: Sequence[Edge], rows: Sequence[int] | None = None
) -> tuple[dict[int, tuple[float, float]], tuple[float, float]]:
    """Where each node stands, in given rows or so that arrows lead down, and the size of the figure."""
    if rows is None and count <= 12 and np.bincount(components(count, edges)).max(initial=0) > 2:
        return circle(range(count)), (4.8, 4.6)  # a circle shows better than a row who can return to whom
    layers = layers_of(count, edges) if rows is None else np.array(rows, dtype=np.int64)
    listed = ordered(layers, edges)
    widest = max(map(len, listed.values()))
    places = {}
    for layer, row in listed.items():
        for k, v in enumerate(row):
            lift = 0.16 * (-1) ** k if len(row) > 8 else 0.0
            places[v] = ((k - (len(row) - 1) / 2) * (widest / len(row)) ** 0.5, layer + lift)
    return places, (max(4.0, min(1.15 * widest, 15.0)), max(3.0, 1.35 * len(listed)))


def bend(edge: Edge, places: Mapping[int, tuple[float, float]], back: bool) -> float:
    """Arrows in one row arch over what is between; arrows both ways part."""
    (x0, y0), (x1, y1) = (places[v] for v in edge)
    if abs(y1 - y0) < 0.4 and abs(x1 - x0) > 1.4 and len({round(y, 3) for _, y in places.values()}) < len(places) / 2:
        return 0.28 if x1 > x0 else -0.28
    if back:
        return 0.13
    length = (x1 - x0) ** 2 + (y1 - y0) ** 2
    for v, (x, y) in places.items():
        along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length if v not in edge and length else 0
        if 0 < along < 1 and abs(x0 + along * (x1 - x0) - x) < 0.3 and abs(y0 + along * (y1 - y0) - y) < 0.12:
            return 0.18  # around the box that stands in between
    return 0.0


def frame(ax: Any, places: Mapping[int, tuple[float, float]]) -> None:
    """Limits around the boxes, which are then laid out once, so that arrows know where the borders are."""
    xs, ys = zip(*places.values(), strict=True)
    ax.set_xlim(min(xs) - 0.6, max(xs) + 0.6)
    ax.set_ylim(min(ys) - 0.4, max(ys) + 0.4)
    ax.figure.draw_without_rendering()


def draw_nodes(
    ax: Any, places: Mapping[int, tuple[float, float]], labels: Sequence[str], filled: Mapping[int, str], size: float
) -> dict[int, Any]:
    """A box with a label for each node; those that are filled have a thick frame, too."""
    boxes = {}
    for v, (x, y) in sorted(places.items()):
        style = {
            "boxstyle": "round,pad=0.35",
            "facecolor": filled.get(v, "white"),
            "edgecolor": BLACK if v in filled else GRAY,
            "linewidth": 2.0 if v in filled else 0.9,
        }
        boxes[v] = ax.text(x, y, labels[v], ha="center", va="center", fontsize=size, bbox=style, zorder=4)
    return boxes


def draw_arrow(
    ax: Any, boxes: Mapping[int, Any], edge: Edge, look: Look, *, curve: float = 0.0, text: str = "", width: float = 1.3
) -> None:
    """An arrow from the border of one box to that of another, with a label on it if there is one."""
    a, b = (boxes[v] for v in edge)
    ax.annotate(
        "",
        xy=b.get_position(),
        xytext=a.get_position(),
        arrowprops={
            "arrowstyle": "-|>,head_length=0.45,head_width=0.22",
            "color": look.color,
            "linestyle": look.line,
            "linewidth": width,
            "patchA": a.get_bbox_patch(),
            "patchB": b.get_bbox_patch(),
            "shrinkA": 1,
            "shrinkB": 2,
            "connectionstyle": f"arc3,rad={curve}",
        },
        zorder=2,
    )
    if text:
        (x0, y0), (x1, y1) = a.get_position(), b.get_position()
        x, y = x0 + 0.45 * (x1 - x0) + curve / 2 * (y1 - y0), y0 + 0.45 * (y1 - y0) - curve / 2 * (x1 - x0)
        ax.text(
            x,
            y,
            text,
            fontsize=7.5,
            color=look.color,
            ha="center",
            va="center",
            zorder=3,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8},
        )


def draw_legend(ax: Any, looks: Sequence[Look], boxes: Sequence[tuple[str, str]]) -> None:
    """What the arrows and the filled boxes mean, below the picture."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles: list[Any] = [Line2D([], [], color=k.color, linestyle=k.line, linewidth=1.6, label=k.label) for k in looks]
    handles += [Patch(facecolor=color, edgecolor=BLACK, linewidth=1.6, label=text) for text, color in boxes]
    if handles:
        longest = 0.55 + 0.075 * max(len(h.get_label()) for h in handles)  # inches
        width = ax.get_position().width * ax.figure.get_figwidth()
        columns = max(1, min(len(handles), int(width / longest)))
        ax.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=columns, handlelength=2.2)
