"""A graph of many states, drawn by its circles and ends and by which states lead to which of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ._graphs import Edge, Look, arranged, bend, components, draw_arrow, draw_legend, draw_nodes, frame
from ._style import BLACK, ORANGE, bare, new_axes, state_label

MOST_BOXES = 40


@dataclass(frozen=True, slots=True)
class Condensed:
    """Boxes with their labels, the arrows between them, and the boxes that nothing leaves."""

    labels: list[str]
    arrows: list[Edge]
    closed: list[int]


def condensed(states: Sequence[Any], edges: Sequence[Edge]) -> Condensed:
    """Circles (states that can return to each other) and ends one by one, the other states by what they can reach of these.

    An arrow to a box that can also be reached through another one is left out.
    """
    part = components(len(states), edges)
    sizes = np.bincount(part)
    follow: dict[int, set[int]] = {}
    for a, b in edges:
        if part[a] != part[b]:
            follow.setdefault(int(part[a]), set()).add(int(part[b]))
    kept = {c for c in range(len(sizes)) if sizes[c] > 1 or c not in follow}
    reach: dict[int, frozenset[int]] = {}
    for c in _sinks_first(len(sizes), follow):
        reach[c] = frozenset(k for d in follow.get(c, ()) for k in ({d} & kept) | reach[d])
    groups: dict[frozenset[int], int] = {}
    for c in range(len(sizes)):
        if c not in kept:
            groups[reach[c]] = groups.get(reach[c], 0) + 1
    boxes = sorted(kept)
    labels = [_named(states, np.flatnonzero(part == c).tolist()) for c in boxes]
    place = {c: k for k, c in enumerate(boxes)}
    arrows = [(place[c], place[d]) for c in boxes for d in _nearest(reach[c], reach)]
    for targets, many in sorted(groups.items(), key=lambda g: (-g[1], sorted(g[0]))):
        arrows += [(len(labels), place[d]) for d in _nearest(targets, reach)]
        labels.append(f"{many} state{'s' * (many != 1)}")
    return Condensed(labels, arrows, [place[c] for c in boxes if c not in follow])


def _sinks_first(count: int, follow: dict[int, set[int]]) -> list[int]:
    """All components, each after those that it leads to."""
    order: list[int] = []
    done: set[int] = set()
    stack = list(range(count))
    while stack:
        c = stack[-1]
        open_ = [d for d in follow.get(c, ()) if d not in done]
        if open_:
            stack += open_
            continue
        stack.pop()
        if c not in done:
            done.add(c)
            order.append(c)
    return order


def _nearest(targets: frozenset[int], reach: dict[int, frozenset[int]]) -> list[int]:
    return sorted(d for d in targets if not any(d in reach[e] for e in targets))


def _named(states: Sequence[Any], members: list[int]) -> str:
    return state_label(states[members[0]]) if len(members) == 1 else f"circle of {len(members)} states"


def _by_number(graph: Condensed) -> Condensed:
    """With too many boxes: ends and circles with the same label, and groups that lead to as many of them, are one."""
    out: dict[int, set[int]] = {}
    for a, b in graph.arrows:
        out.setdefault(a, set()).add(b)
    kinds = [
        ("end" if v in graph.closed else "circle" if label.startswith("circle") else "lead", len(out.get(v, ())))
        for v, label in enumerate(graph.labels)
    ]
    names = sorted(set(kinds))
    total = {kind: kinds.count(kind) for kind in names}
    words = {"end": "ends", "circle": "circles", "lead": "groups of states"}
    labels = [f"{total[kind]} {words[kind[0]]}" + (f",\n{kind[1]} ways on" if kind[1] else "") for kind in names]
    place = {kind: k for k, kind in enumerate(names)}
    arrows = sorted({(place[kinds[a]], place[kinds[b]]) for a, b in graph.arrows if kinds[a] != kinds[b]})
    return Condensed(labels, arrows, [place[kind] for kind in names if kind[0] == "end"])


def draw_condensed(states: Sequence[Any], edges: Sequence[Edge], title: str | None, ax: Any) -> Any:
    """The picture."""
    graph = condensed(states, edges)
    if len(graph.labels) > MOST_BOXES:
        graph = _by_number(graph)
    places, size = arranged(len(graph.labels), graph.arrows)
    ax = ax or new_axes((max(size[0], 5.0), size[1]))
    boxes = draw_nodes(ax, places, graph.labels, dict.fromkeys(graph.closed, ORANGE), 8)
    frame(ax, places)
    look = Look("moves may lead there", BLACK)
    for edge in graph.arrows:
        draw_arrow(ax, boxes, edge, look, curve=bend(edge, places, edge[::-1] in graph.arrows))
    bare(ax, title or f"{len(states)} states, by the circles and ends that they lead to")
    draw_legend(ax, [look] if graph.arrows else [], [("nothing leads away", ORANGE)])
    return ax
