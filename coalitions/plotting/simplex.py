"""Sets of payoffs of three players in the triangle of imputations, and of four in the tetrahedron."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..errors import InvalidArgumentError, UnsupportedGameError
from ..games.payoff_pieces import PayoffPieces
from ..games.tu import CoalitionalGame, exact_table, tabulate
from ..players import Players
from ..solution import Solution
from ..solvers.cores.core_polytope import core
from ..solvers.cores.least_core_set import least_core_set
from ..solvers.cores.nucleolus import nucleolus
from ..solvers.cores.weber_set import weber_set
from ..solvers.values.shapley import shapley_value
from ._style import BLACK, BLUE, GRAY, GREEN, LIGHT, ORANGE, PURPLE, RED, SKY, bare, new_axes, number, point, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Point = tuple[float, float]
SHOWN = ("bounds", "shapley", "nucleolus", "weber", "least core")


@dataclass(frozen=True, slots=True)
class Triangle:
    """The imputations of three players: corner i gives everything that is to be shared to player i."""

    players: Players
    low: tuple[Fraction, ...]  #: what each player gets alone
    rest: Fraction  #: what is to be shared above that

    @classmethod
    def of(cls, game: CoalitionalGame) -> Triangle:
        """The triangle of a game of three players."""
        table = tabulate(game)
        if len(table.players) != 3:
            raise UnsupportedGameError(
                f"expected a game of three players for a triangle, got {len(table.players)}; use plot_core for four, or "
                "a restricted game of three"
            )
        worths, denominator = exact_table(table)
        low = tuple(Fraction(int(worths[1 << i]), denominator) for i in range(3))
        return cls(table.players, low, Fraction(int(worths[7]), denominator) - sum(low))

    def corner(self, i: int) -> tuple[Fraction, ...]:
        """The payoffs at a corner."""
        return tuple(a + (self.rest if k == i else 0) for k, a in enumerate(self.low))

    def at(self, payoffs: Sequence[Any]) -> Point:
        """Where payoffs lie, with the side of the triangle as unit; exact until the last step."""
        share = [
            float((Fraction(a) - low) / self.rest) if self.rest else 1 / 3 for a, low in zip(payoffs, self.low, strict=True)
        ]
        return share[1] + share[2] / 2, share[2] * math.sqrt(3) / 2

    def draw(self, ax: Any) -> None:
        """The triangle with the payoffs at its corners."""
        corners = [self.at(self.corner(i)) for i in range(3)]
        if self.rest > 0:
            ax.fill(*zip(*corners, strict=True), facecolor=LIGHT, edgecolor=BLACK, linewidth=1.4, zorder=0)
            ends = (("right", "top", (-5, -3)), ("left", "top", (5, -3)), ("center", "bottom", (0, 6)))
            for i, (across, up, shift) in enumerate(ends):
                text = f"{self.players.names[i]}\n{point(self.corner(i))}"
                ax.annotate(text, corners[i], shift, textcoords="offset points", ha=across, va=up)
        elif self.rest == 0:
            ax.plot(*corners[0], "s", color=BLACK, markersize=7, zorder=4)
            ax.annotate(f"the only imputation\n{point(self.low)}", corners[0], (0, 10), textcoords="offset points", ha="center")
        else:
            total = " + ".join(f"v({p})" for p in self.players)
            ax.text(0.5, 0.4, f"no imputations:\n{total}\n= {number(sum(self.low))} > v(N)", ha="center", va="center")
        ax.set_aspect("equal")
        ax.set_xlim(-0.3, 1.3)
        ax.set_ylim(-0.18, 1.05)

    def draw_bound(self, ax: Any, k: int, worth: Fraction) -> None:
        """The line on which the two players other than k get just their worth, with its equation at one end."""
        share = (self.rest + self.low[k] + sum(a for i, a in enumerate(self.low) if i != k) - worth - self.low[k]) / self.rest
        if not 0 <= share <= 1:
            return
        i, j = (m for m in range(3) if m != k)
        ends = [self._mixed(k, i, share), self._mixed(k, j, share)]
        ax.plot(*zip(*ends, strict=True), linestyle=(0, (5, 3)), color=GRAY, linewidth=1.1, zorder=1)
        # one side of the triangle for each equation, so that labels never meet: left, bottom, right
        other, across, up, shift = {
            0: (2, "right", "center", (-5, 2)),
            1: (0, "center", "top", (0, -5)),
            2: (1, "left", "center", (5, 2)),
        }[k]
        end = self._mixed(k, other, share)
        names = " + ".join(f"x({self.players.names[m]})" for m in (i, j))
        ax.annotate(
            f"{names} = {number(worth)}", end, shift, textcoords="offset points", ha=across, va=up, color=GRAY, fontsize=8
        )

    def _mixed(self, k: int, i: int, share: Fraction) -> Point:
        """The point on the side between corners k and i that gives this share to k."""
        return self.at([share * a + (1 - share) * b for a, b in zip(self.corner(k), self.corner(i), strict=True)])


@styled
def plot_core(
    game: CoalitionalGame,
    *,
    show: Iterable[str] = ("bounds", "shapley", "nucleolus"),
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """The core of a game of three players in the triangle of imputations, or of four in the tetrahedron.

    The core is filled, its corners are marked, and the legend gives exact payoffs. `show` adds "bounds" (for each pair the
    line on which it gets just its worth, with the equation; three players), "shapley", "nucleolus", "weber" (the Weber set)
    and "least core" (three players). An empty core is said to be empty.

    Args:
        game: a game of three or four players with numbers for worths.
        show: what is drawn besides the core.
        title: a title, if one is wanted.
        ax: where to draw (for four players with projection="3d"); a new figure if it is left out.

    Returns:
        The axes, on which more can be drawn.

    Raises:
        UnsupportedGameError: not three or four players.
        InvalidArgumentError: something in `show` that is not known.
        UndecidedError: symbolic worths.

    Examples:
        >>> import coalitions as co
        >>> from coalitions.plotting import plot_core
        >>> worths = {("A", "B"): 5, ("A", "C"): 4, ("B", "C"): 6, ("A", "B", "C"): 9}
        >>> ax = plot_core(co.TUGame.from_worths(["A", "B", "C"], worths, missing=0))
        >>> [text.get_text() for text in ax.get_legend().get_texts()]
        ['core, 3 corners', 'Shapley value (5/2, 7/2, 3)', 'nucleolus (2, 4, 3)']

    References:
        Maschler, M., Peleg, B. and Shapley, L. S. (1979). Geometric properties of the kernel, nucleolus, and related solution
        concepts. Mathematics of Operations Research 4, 303–338.
    """
    chosen = _known(show)
    if len(game.players) == 4:
        from .tetrahedron import draw_core

        drawn: Axes = draw_core(game, chosen, title, ax)
        return drawn
    triangle = Triangle.of(game)
    ax = ax or new_axes((4.6, 4.4))
    triangle.draw(ax)
    bare(ax, title)
    if triangle.rest <= 0:
        return ax
    if "bounds" in chosen:
        worths, denominator = exact_table(game)
        for k in range(3):
            triangle.draw_bound(ax, k, Fraction(int(worths[7 & ~(1 << k)]), denominator))
    if "weber" in chosen:
        _outline(ax, triangle, [x.amounts for x in weber_set(game).value.vertices], "Weber set", PURPLE, ":")
    corners = [x.amounts for x in core(game).value.vertices]
    many = "1 corner" if len(corners) == 1 else f"{len(corners)} corners"
    if corners:
        _region(ax, triangle, corners, f"core {point(corners[0])}" if len(corners) == 1 else f"core, {many}")
    else:
        ax.plot([], [], " ", label="core: empty")
    if "least core" in chosen:
        lowest = least_core_set(game).value
        _outline(ax, triangle, [x.amounts for x in lowest.vertices], "least core", ORANGE, "-.")
    for text, x, marker, color, size in points_of(game, chosen):
        ax.plot(*triangle.at(x), marker, color=color, markersize=size, markeredgecolor="white", zorder=5, label=text)
    _legend(ax)
    return ax


@styled
def plot_imputations(
    game: CoalitionalGame,
    sets: PayoffPieces | Solution[Any] | Iterable[Any],
    *,
    label: str = "stable set",
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Sets of payoffs of three players, such as a stable set, in the triangle of imputations, with the core behind them.

    Args:
        game: a game of three players with numbers for worths.
        sets: payoffs, or lists of corners for segments and polygons: what `find_stable_set` and `kernel` return, or the same
            as lists (see `PayoffPieces.from_corners`).
        label: what the sets are, for the legend.
        title: a title, if one is wanted.
        ax: where to draw; a new figure if it is left out.

    Returns:
        The axes, on which more can be drawn.

    Raises:
        UnsupportedGameError: not three players.
        UndecidedError: symbolic worths.

    Examples:
        >>> import coalitions as co
        >>> from coalitions.plotting import plot_imputations
        >>> majority = co.majority_game(["A", "B", "C"])
        >>> ax = plot_imputations(majority, co.find_stable_set(majority))
        >>> [text.get_text() for text in ax.get_legend().get_texts()]
        ['core: empty', 'stable set: 3 points']

    References:
        von Neumann, J. and Morgenstern, O. (1944). Theory of Games and Economic Behavior. Princeton University Press.
    """
    triangle = Triangle.of(game)
    found = sets.value if isinstance(sets, Solution) else sets
    if found is None:
        raise InvalidArgumentError(
            "expected a set of payoffs to draw, got the answer that there is none; draw plot_core instead"
        )
    pieces = found if isinstance(found, PayoffPieces) else PayoffPieces.from_corners(triangle.players, found)
    ax = ax or new_axes((4.6, 4.4))
    triangle.draw(ax)
    bare(ax, title)
    if triangle.rest < 0:
        return ax
    corners = [x.amounts for x in core(game).value.vertices]
    if corners:
        _region(ax, triangle, corners, f"core {point(corners[0])}" if len(corners) == 1 else f"core, {len(corners)} corners")
    else:
        ax.plot([], [], " ", label="core: empty")
    kinds = [min(len(piece), 3) for piece in pieces.corners()]
    words = [
        f"{kinds.count(k)} {w}{'s' * (kinds.count(k) != 1)}"
        for k, w in ((1, "point"), (2, "segment"), (3, "polygon"))
        if k in kinds
    ]
    for piece in pieces.corners():
        at = _around([triangle.at(x) for x in piece])
        if len(at) == 1:
            ax.plot(*at[0], "o", color=RED, markersize=7, markeredgecolor="white", zorder=6)
        elif len(at) == 2:
            ax.plot(*zip(*at, strict=True), color=RED, linewidth=2.6, solid_capstyle="round", zorder=5)
        else:
            ax.fill(*zip(*at, strict=True), facecolor=RED, alpha=0.35, edgecolor=RED, hatch="///", zorder=3)
    ax.plot([], [], "o-" if kinds and max(kinds) > 1 else "o", color=RED, label=f"{label}: {', '.join(words) or 'empty'}")
    _legend(ax)
    return ax


def points_of(game: CoalitionalGame, chosen: Sequence[str]) -> list[tuple[str, tuple[Any, ...], str, str, float]]:
    """The single solutions asked for: text, payoffs, marker, color and size; the star is larger where both may coincide."""
    found = []
    if "shapley" in chosen:
        x = shapley_value(game).value.amounts
        found.append((f"Shapley value {point(x)}", x, "*", RED, 15.0))
    if "nucleolus" in chosen:
        middle = nucleolus(game).value
        if middle is not None:
            found.append((f"nucleolus {point(middle.amounts)}", middle.amounts, "o", GREEN, 7.0))
    return found


def _known(show: Iterable[str]) -> tuple[str, ...]:
    chosen = (show,) if isinstance(show, str) else tuple(show)
    unknown = [s for s in chosen if s not in SHOWN]
    if unknown:
        raise InvalidArgumentError(f"expected show as some of {', '.join(map(repr, SHOWN))}; got {unknown[0]!r}")
    return chosen


def _around(points: Sequence[Point]) -> list[Point]:
    """Corners of a polygon in order around its middle."""
    x, y = (sum(p[k] for p in points) / len(points) for k in (0, 1))
    return sorted(points, key=lambda p: math.atan2(p[1] - y, p[0] - x))


def _region(ax: Any, triangle: Triangle, corners: Sequence[Sequence[Any]], label: str) -> None:
    at = _around([triangle.at(x) for x in corners])
    if len(at) > 2:
        ax.fill(*zip(*at, strict=True), facecolor=SKY, alpha=0.55, edgecolor=BLUE, linewidth=1.6, zorder=2, label=label)
    elif len(at) == 2:
        ax.plot(*zip(*at, strict=True), color=BLUE, linewidth=3, zorder=2, label=label)
    ax.plot(
        *zip(*at, strict=True),
        "o",
        color=BLUE,
        markersize=4.5 if len(at) > 1 else 7,
        zorder=3,
        label=None if len(at) > 1 else label,
    )


def _outline(ax: Any, triangle: Triangle, corners: Sequence[Sequence[Any]], label: str, color: str, line: str) -> None:
    at = _around([triangle.at(x) for x in corners])
    if len(at) == 1:
        ax.plot(*at[0], "D", color=color, markersize=5, zorder=4, label=f"{label} {point(corners[0])}")
    else:
        ax.plot(*zip(*at, at[0], strict=True), linestyle=line, color=color, linewidth=1.8, zorder=3, label=label)


def _legend(ax: Any) -> None:
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=1, handlelength=1.6, borderaxespad=0.2)
