"""Maps of two parameters: regions with exact borders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..errors import InvalidArgumentError, UnsupportedGameError
from ..scalars import parse, to_fraction
from ._plane import Corner, Half, cut
from ._style import BLUE, GRAY, GREEN, ORANGE, PURPLE, RED, SKY, YELLOW, new_axes, number, styled

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FILLS = (SKY, ORANGE, GREEN, YELLOW, PURPLE, BLUE, RED, GRAY)
HATCHES = ("", "///", "\\\\\\", "...", "xx", "---", "++", "oo")


@styled
def plot_regions(
    regions: Mapping[str, Any],
    parameters: Sequence[Any],
    *,
    low: Sequence[Any] = (0, 0),
    high: Sequence[Any] = (1, 1),
    equations: bool = True,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Regions of two parameters that linear inequalities describe, with exact borders, each with its name and its equations.

    A region is one inequality, a list of them, or a SymPy And of them (Or gives several parts). The corners are computed in
    fractions, ticks stand at the corners' coordinates as far as there is room, and every border inside the map is labeled with
    its equation. Colors come with hatches, so that regions can be told apart in print.

    Args:
        regions: a mapping from names to inequalities in the parameters.
        parameters: the two parameters (symbols), the one on the horizontal axis first.
        low: the least value of each on the map.
        high: the largest value of each.
        equations: whether borders carry their equations.
        title: a title, if one is wanted.
        ax: where to draw; a new figure if it is left out.

    Returns:
        The axes, on which more can be drawn.

    Raises:
        InvalidArgumentError: bounds in the wrong order, or not two parameters.
        UnsupportedGameError: an inequality that is not linear, or in other symbols.

    Examples:
        Where the core of a game of three players is empty, with v(A, B) = a, v(A, C) = v(B, C) = b and v(N) = 1:

        >>> import coalitions as co
        >>> from coalitions.plotting import plot_regions
        >>> a, b = co.parameter("a"), co.parameter("b")
        >>> ax = plot_regions({"core": [a + 2 * b <= 2], "empty": [a + 2 * b > 2]}, [a, b])
        >>> sorted(text.get_text() for text in ax.texts)
        ['$a + 2 b = 2$', 'core', 'empty']

    References:
        Sutherland, I. E. and Hodgman, G. W. (1974). Reentrant polygon clipping. Communications of the ACM 17, 32–42.
    """
    if len(parameters) != 2 or len(low) != 2 or len(high) != 2:
        raise InvalidArgumentError(
            "expected two parameters with two bounds each; write plot_regions(regions, [a, b], low=(0, 0))"
        )
    x0, y0, x1, y1 = (to_fraction(parse(v, "a bound")) for v in (*low, *high))
    if not (x0 < x1 and y0 < y1):
        raise InvalidArgumentError(f"expected low below high, got {tuple(low)} and {tuple(high)}; exchange them")
    parts = {name: _parts(region, parameters) for name, region in regions.items()}
    lines = dict.fromkeys(_line(half) for some in parts.values() for halves in some for half in halves)
    plane = cut(tuple(lines), (x0, y0, x1, y1))
    inside = [[name for name, some in parts.items() if _in_some(cell, some)] for cell in plane.cells]
    ax = ax or new_axes((5.4, 5.0))
    borders, words = plane.borders(inside), []
    for group in plane.joined(inside):
        for name in inside[group[0]][:1]:
            _fill(ax, [plane.cells[c] for c in group], list(regions).index(name))
            cells = [plane.cells[c] for c in group]
            words.append(_name(ax, cells, " and\n".join(inside[group[0]]), borders, (x1 - x0, y1 - y0)))
    for p, q in borders:
        ax.plot([float(p[0]), float(q[0])], [float(p[1]), float(q[1])], color="black", linewidth=1.0, zorder=3)
    if equations:
        for line in lines:
            on = sorted({p for edge in borders for p in edge if all(_at(line, v) == 0 for v in edge)})
            if on:
                _write_equation(ax, line, on[0], on[-1], parameters, (x1 - x0, y1 - y0), words)
    ticks = tuple({p[k] for edge in borders for p in edge} for k in (0, 1))
    _ticks(ax, ticks, (x0, x1), (y0, y1))
    ax.set_xlabel(f"${latex(parameters[0])}$")
    ax.set_ylabel(f"${latex(parameters[1])}$")
    if title:
        ax.set_title(title)
    return ax


def _parts(region: Any, parameters: Sequence[Any]) -> list[list[Half]]:
    """The half-planes of each convex part of a region."""
    import sympy

    whole = sympy.And(*region) if isinstance(region, list | tuple) else sympy.sympify(region)
    if whole in (True, False, sympy.true, sympy.false):
        return [[]] if whole else []
    normal = sympy.to_dnf(whole)
    parts = normal.args if isinstance(normal, sympy.Or) else (normal,)
    return [[_half(f, parameters) for f in (part.args if isinstance(part, sympy.And) else (part,))] for part in parts]


def _half(fact: Any, parameters: Sequence[Any]) -> Half:
    """a x + b y + c >= 0 from a linear inequality; whether the border belongs to it does not show in a picture."""
    import sympy

    if isinstance(fact, sympy.core.relational.Relational) and fact.rel_op in (">", ">=", "<", "<="):
        difference = sympy.expand(fact.lhs - fact.rhs if fact.rel_op[0] == ">" else fact.rhs - fact.lhs)
        if difference.free_symbols <= set(parameters):
            poly = sympy.Poly(difference, *parameters)
            terms = [poly.coeff_monomial(m) for m in (parameters[0], parameters[1], 1)]
            if poly.total_degree() <= 1 and all(t.is_Rational for t in terms):
                a, b, c = (Fraction(int(t.p), int(t.q)) for t in terms)
                return a, b, c
    names = ", ".join(map(str, parameters))
    raise UnsupportedGameError(
        f"expected linear inequalities with rational coefficients in {names}, got {fact}; use numbers for others"
    )


def _line(half: Half) -> Half:
    """The border of a half-plane, in one form for both sides."""
    lead = half[0] or half[1]
    return (half[0] / lead, half[1] / lead, half[2] / lead) if lead else half


def _at(half: Half, p: Corner) -> Fraction:
    return half[0] * p[0] + half[1] * p[1] + half[2]


def _in_some(cell: list[Corner], parts: list[list[Half]]) -> bool:
    """Whether a cell, which no border cuts, lies in a region: judged by a point inside."""
    middle = sum((p[0] for p in cell), Fraction(0)) / len(cell), sum((p[1] for p in cell), Fraction(0)) / len(cell)
    return any(all(_at(half, middle) >= 0 for half in halves) for halves in parts)


def _fill(ax: Any, cells: list[list[Corner]], k: int) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    paths = [Path([(float(x), float(y)) for x, y in [*cell, cell[0]]], closed=True) for cell in cells]
    look = {"facecolor": FILLS[k % len(FILLS)], "hatch": HATCHES[k % len(HATCHES)], "edgecolor": "white", "linewidth": 0}
    ax.add_patch(PathPatch(Path.make_compound_path(*paths), alpha=0.7, zorder=1, **look))


def _name(ax: Any, cells: list[list[Corner]], name: str, borders: list[tuple[Corner, Corner]], size: Corner) -> Any:
    """The name where a region is widest: at the point of a grid that is farthest from all borders, for words of this width."""
    wide, high = max(map(len, name.split("\n"))), name.count("\n") + 1
    scale = float(size[0]) * wide / high / 2.5, float(size[1])
    frame = [edge for cell in cells for edge in zip(cell, cell[1:] + cell[:1], strict=True)]
    outer = [e for e in frame if e in borders or e[::-1] in borders or not any(e[::-1] in _edges(c) for c in cells)]
    best: tuple[float, float, float] = (-1.0, 0.0, 0.0)
    for cell in cells:
        for p in _grid(cell):
            room = min(_distance(p, edge, scale) for edge in outer)
            best = max(best, (room, *p))
    box = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1.2}
    ax.text(best[1], best[2], name, ha="center", va="center", bbox=box, zorder=5)
    return best[1:]


def _edges(cell: list[Corner]) -> list[tuple[Corner, Corner]]:
    return list(zip(cell, cell[1:] + cell[:1], strict=True))


def _grid(cell: list[Corner]) -> list[tuple[float, float]]:
    """Averages of three corners of a convex cell: some inside, some near its sides."""
    points = [(float(x), float(y)) for x, y in cell]
    shares = [(i / 12, j / 12, (12 - i - j) / 12) for i in range(13) for j in range(13 - i)]
    triples = [(points[0], points[k], points[k + 1]) for k in range(1, len(points) - 1)]
    return [
        (sum(w * p[0] for w, p in zip(ws, t, strict=True)), sum(w * p[1] for w, p in zip(ws, t, strict=True)))
        for t in triples
        for ws in shares
    ]


def _distance(p: tuple[float, float], edge: tuple[Corner, Corner], scale: tuple[float, float]) -> float:
    """From a point to a segment, in units of the words' width and height."""
    (px, py), (ax, ay), (bx, by) = ((float(v[0]) / scale[0], float(v[1]) / scale[1]) for v in (p, *edge))
    length = (bx - ax) ** 2 + (by - ay) ** 2
    t = min(1.0, max(0.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length))
    return float(((px - ax - t * (bx - ax)) ** 2 + (py - ay - t * (by - ay)) ** 2) ** 0.5)


def _write_equation(
    ax: Any, key: Half, p: Corner, q: Corner, parameters: Sequence[Any], size: Corner, words: list[Any]
) -> None:
    """The equation of a border along it, on the side and at the place that are farthest from all names."""
    import math

    import sympy
    from matplotlib.patheffects import withStroke

    a, b, c = (sympy.Rational(v.numerator, v.denominator) for v in key)
    scale = sympy.ilcm(a.q, b.q, c.q)
    text = f"${sympy.latex(scale * (a * parameters[0] + b * parameters[1]))} = {sympy.latex(-scale * c)}$"
    (xa, ya), (xb, yb) = ((float(v[0] / size[0]), float(v[1] / size[1])) for v in (p, q))
    turn = math.degrees(math.atan2(yb - ya, xb - xa))
    turn = turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn
    across = (-math.sin(math.radians(turn)), math.cos(math.radians(turn)))

    def room(t: float, side: int) -> float:
        x, y = (xa + t * (xb - xa) + 0.03 * side * across[0], ya + t * (yb - ya) + 0.03 * side * across[1])
        return min(
            (abs(x - float(w[0]) / float(size[0])) + 2 * abs(y - float(w[1]) / float(size[1])) for w in words), default=1.0
        )

    t, side = max(((t, side) for t in (0.5, 0.4, 0.6, 0.3, 0.7) for side in (1, -1)), key=lambda k: min(room(*k), 0.5))
    ax.annotate(
        text,
        [float(p[k]) + (float(q[k]) - float(p[k])) * t for k in (0, 1)],
        (9 * side * across[0], 9 * side * across[1]),
        textcoords="offset points",
        rotation=turn,
        rotation_mode="anchor",
        ha="center",
        va="center",
        fontsize=8.5,
        zorder=4,
        path_effects=[withStroke(linewidth=2.5, foreground="white")],
    )


def _ticks(ax: Any, ticks: Sequence[set[Fraction]], xs: Corner, ys: Corner) -> None:
    """Ticks at the ends and at corners, as fractions, as long as they keep a distance."""
    for axis, found, (low, high) in ((ax.xaxis, ticks[0], xs), (ax.yaxis, ticks[1], ys)):
        kept = [low, high]
        for v in sorted(found, key=lambda v: (v.denominator, v)):
            if all(abs(v - w) > (high - low) / 14 for w in kept):
                kept.append(v)
        name_ticks(axis, sorted(kept))
    ax.set_xlim(float(xs[0]), float(xs[1]))
    ax.set_ylim(float(ys[0]), float(ys[1]))


def name_ticks(axis: Any, values: Sequence[Fraction]) -> None:
    """Ticks that are named by their exact values."""
    axis.set_ticks([float(v) for v in values], [number(v) for v in values])


def round_ticks(low: Fraction, high: Fraction) -> list[Fraction]:
    """The multiples of 1, 1/2 or 1/5 of a power of ten from low to high, with the longest step that gives at least four."""
    step = Fraction(10) ** 30
    while True:
        for part in (step, step / 2, step / 5):
            if (high - low) // part >= 4:
                return [k * part for k in range(-(-low // part), high // part + 1)]
        step /= 10


def latex(symbol: Any) -> str:
    """A parameter, or its name, for mathematical text."""
    import sympy

    return str(sympy.latex(sympy.Symbol(symbol) if isinstance(symbol, str) else symbol))
