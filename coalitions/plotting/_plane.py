"""A rectangle cut by lines into convex cells, in fractions."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction

Corner = tuple[Fraction, Fraction]
Half = tuple[Fraction, Fraction, Fraction]  #: a x + b y + c >= 0, or = 0 for a line
Edge = tuple[Corner, Corner]


@dataclass(frozen=True, slots=True)
class Plane:
    """The cells, each with its corners in order. Two neighbors share a whole edge, since every line cuts all cells."""

    cells: list[list[Corner]]

    def neighbors(self) -> dict[frozenset[Corner], list[int]]:
        """The cells at each edge."""
        found: dict[frozenset[Corner], list[int]] = {}
        for c, cell in enumerate(self.cells):
            for p, q in zip(cell, cell[1:] + cell[:1], strict=True):
                found.setdefault(frozenset((p, q)), []).append(c)
        return found

    def borders(self, kinds: Sequence[Hashable | list[str]]) -> list[Edge]:
        """The edges between cells of different kinds."""
        edges = [
            (min(e), max(e)) for e, cells in self.neighbors().items() if len(cells) == 2 and kinds[cells[0]] != kinds[cells[1]]
        ]
        return sorted(edges)

    def joined(self, kinds: Sequence[Hashable | list[str]]) -> list[list[int]]:
        """The cells of one kind that hang together."""
        next_: dict[int, list[int]] = {}
        for cells in self.neighbors().values():
            if len(cells) == 2 and kinds[cells[0]] == kinds[cells[1]]:
                next_.setdefault(cells[0], []).append(cells[1])
                next_.setdefault(cells[1], []).append(cells[0])
        groups, seen = [], set()
        for start in range(len(self.cells)):
            if start in seen:
                continue
            group, fresh = [], [start]
            seen.add(start)
            while fresh:
                c = fresh.pop()
                group.append(c)
                more = [d for d in next_.get(c, []) if d not in seen]
                seen.update(more)
                fresh += dict.fromkeys(more)
            groups.append(sorted(group))
        return groups


def cut(lines: Sequence[Half], box: tuple[Fraction, Fraction, Fraction, Fraction]) -> Plane:
    """The rectangle (x0, y0, x1, y1) cut by lines."""
    x0, y0, x1, y1 = box
    cells = [[(x0, y0), (x1, y0), (x1, y1), (x0, y1)]]
    for a, b, c in lines:
        halves = [_clipped(cell, half) for cell in cells for half in ((a, b, c), (-a, -b, -c))]
        cells = [cell for cell in halves if len(cell) > 2] if a or b else cells
    return Plane(cells)


def _clipped(polygon: list[Corner], half: Half) -> list[Corner]:
    """The part of a convex polygon on one side of a line (Sutherland and Hodgman 1974)."""
    a, b, c = half
    out: list[Corner] = []
    for p, q in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        at_p, at_q = (a * x + b * y + c for x, y in (p, q))
        if at_p >= 0:
            out.append(p)
        if at_p * at_q < 0:
            t = at_p / (at_p - at_q)
            out.append((p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])))
    return list(dict.fromkeys(out))
