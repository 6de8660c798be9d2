"""The core of a game of four players in the tetrahedron of imputations."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from ..games.tu import CoalitionalGame, exact_table
from ..solvers.cores.core_polytope import core
from ._style import BLACK, BLUE, SKY, bare, new_axes, number, point

#: A regular tetrahedron with its base flat.
CORNERS = ((0.0, 0.0, 0.0), (1.0, 0.0, 0.0), (0.5, 0.866, 0.0), (0.5, 0.2887, 0.8165))


def draw_core(game: CoalitionalGame, chosen: Sequence[str], title: str | None, ax: Any) -> Any:
    """The core's facets and corners, and the single solutions chosen."""
    from .simplex import points_of

    worths, denominator = exact_table(game)
    low = [Fraction(int(worths[1 << i]), denominator) for i in range(4)]
    rest = Fraction(int(worths[15]), denominator) - sum(low)
    ax = ax if ax is not None else new_axes((5.2, 5.2), space=True)
    bare(ax, title)
    ax.view_init(elev=16, azim=-36)  # no corner stands behind the others
    if rest <= 0:
        words = (
            f"the only imputation\n{point(low)}" if rest == 0 else f"no imputations:\nalone they get {number(sum(low))} > v(N)"
        )
        ax.text2D(0.5, 0.5, words, transform=ax.transAxes, ha="center")
        return ax

    def at(payoffs: Sequence[Any]) -> list[float]:
        share = [float((Fraction(a) - b) / rest) for a, b in zip(payoffs, low, strict=True)]
        return [sum(s * c[k] for s, c in zip(share, CORNERS, strict=True)) for k in range(3)]

    for a, b in combinations(CORNERS, 2):
        ax.plot(*zip(a, b, strict=True), color=BLACK, linewidth=1.0)
    middle = [sum(c[k] for c in CORNERS) / 4 for k in range(3)]
    for i, corner in enumerate(CORNERS):
        paid = [a + (rest if k == i else 0) for k, a in enumerate(low)]
        outside = [c + 0.2 * (c - m) for c, m in zip(corner, middle, strict=True)]
        ax.text(*outside, f"{game.players.names[i]}\n{point(paid)}", ha="center", va="center")
    vertices = [x.amounts for x in core(game).value.vertices]
    if vertices:
        _draw_polytope(ax, [at(x) for x in vertices], core(game).value.dimension)
    for text, x, marker, color, size in points_of(game, chosen):
        ax.plot(*([c] for c in at(x)), marker, color=color, markersize=size, markeredgecolor="white", label=text, zorder=10)
    ax.plot(
        [],
        [],
        [],
        "o",
        color=BLUE,
        label=f"core, {len(vertices)} corner{'s' * (len(vertices) != 1)}" if vertices else "core: empty",
    )
    ax.set_box_aspect((1, 0.9, 0.85), zoom=1.1)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, 0.01))
    return ax


def _draw_polytope(ax: Any, points: Sequence[Sequence[float]], dimension: int) -> None:
    ax.scatter(*zip(*points, strict=True), color=BLUE, s=22, depthshade=False)
    if dimension == 1:
        ax.plot(*zip(*points, strict=True), color=BLUE, linewidth=3)
    if dimension < 2:
        return
    import numpy as np
    from mpl_toolkits.mplot3d.art3d import Poly3DCollection  # type: ignore[import-untyped]

    cloud = np.array(points)
    faces = _faces(cloud) if dimension == 3 else [_ordered(cloud)]
    ax.add_collection3d(Poly3DCollection(faces, facecolor=SKY, edgecolor=BLUE, alpha=0.4, linewidth=1.2))


def _faces(cloud: Any) -> list[Any]:
    """The facets of a polytope, each with its corners in order."""
    import numpy as np
    from scipy.spatial import ConvexHull

    planes = {tuple(np.round(row, 9)) for row in ConvexHull(cloud).equations}
    return [_ordered(cloud[np.abs(cloud @ np.array(row[:3]) + row[3]) < 1e-7]) for row in sorted(planes)]


def _ordered(corners: Any) -> Any:
    """Corners of a polygon in space in order around its middle."""
    import numpy as np

    centered = corners - corners.mean(axis=0)
    axes = np.linalg.svd(centered)[2][:2]
    return corners[np.argsort(np.arctan2(centered @ axes[1], centered @ axes[0]))]
