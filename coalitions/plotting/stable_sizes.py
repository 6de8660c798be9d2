"""A map of the stable sizes of an agreement as a parameter varies."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..errors import InvalidArgumentError, LimitExceededError
from ..scalars import parse, to_fraction
from ._intervals import Interval, where_nonnegative
from ._style import BLUE, GRAY, new_axes, number, styled
from .regions import latex, name_ticks, round_ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@styled
def plot_stable_sizes(
    payoffs: tuple[Callable[[int], Any], Callable[[int], Any]],
    parameter: Any,
    *,
    players: int,
    low: Any = 0,
    high: Any = 1,
    smallest: int = 2,
    limit: int = 50,
    title: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """For which values of a parameter an agreement of each size is stable, as bars with exact ends.

    An agreement of k of n identical players is internally stable if no signatory would rather be an outsider of one of k - 1,
    s(k) >= o(k - 1), and externally stable if no outsider would rather be a signatory of one of k + 1, o(k) >= s(k + 1)
    (ties stay). Fewer than `smallest` are no agreement, which is size 0; if `smallest` is 2, nobody can change that alone,
    and so it is always stable. Ends are roots of polynomials; each
    is written as a fraction where it is one, and with four digits where it is not. Filled ends belong to the bar.

    Args:
        payoffs: two functions of the size k: what a signatory and what an outsider gets, rational functions of the parameter.
        parameter: the parameter (a symbol).
        players: the number n of players.
        low: the least value of the parameter on the map.
        high: the largest value.
        smallest: the smallest number of signatories that counts as an agreement.
        limit: the most players.
        title: a title, if one is wanted.
        ax: where to draw; a new figure if it is left out.

    Returns:
        The axes, on which more can be drawn.

    Raises:
        LimitExceededError: more players than `limit`.
        UnsupportedGameError: payoffs that are not rational functions of the parameter.

    Examples:
        Signatories get 2 for each of them at a cost of k t, outsiders 1: three sign up to t = 4/3, two from there on.

        >>> import coalitions as co
        >>> from coalitions.plotting import plot_stable_sizes
        >>> t = co.parameter("t")
        >>> ax = plot_stable_sizes((lambda k: 2 * k - k * t, lambda k: k), t, players=3, high=2)
        >>> [text.get_text() for text in ax.texts]
        ['4/3']

    References:
        d'Aspremont, C., Jacquemin, A., Gabszewicz, J. J. and Weymark, J. A. (1983). On the stability of collusive price
        leadership. Canadian Journal of Economics 16, 17–25.
        Barrett, S. (1994). Self-enforcing international environmental agreements. Oxford Economic Papers 46, 878–894.
    """
    if players > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} players, for roots of two polynomials a size, got {players}; write limit={players}"
        )
    signatory, outsider = payoffs
    lowest, highest = (to_fraction(parse(v, "a bound")) for v in (low, high))
    if lowest >= highest:
        raise InvalidArgumentError(f"expected low below high, got {low} and {high}; exchange them")
    ax = ax or new_axes((6.0, 0.9 + 0.28 * (players + 1)))
    named: set[Any] = set()
    for k in (*range(players, smallest - 1, -1), 0):
        wants = []
        if k >= smallest:
            wants.append(signatory(k) - outsider(k - 1 if k > smallest else 0))
        if k < players and k + 1 >= smallest:
            wants.append(outsider(k) - signatory(k + 1))
        for interval in where_nonnegative(wants, parameter, lowest, highest):
            _bar(ax, k, interval, (lowest, highest), named)
    ax.set_yticks([0, *range(smallest, players + 1)])
    ax.set_ylim(-0.7, players + 0.7)
    margin = float(highest - lowest) * 0.03
    ax.set_xlim(float(lowest) - margin, float(highest) + margin)
    name_ticks(ax.xaxis, round_ticks(lowest, highest))
    ax.set_xlabel(f"${latex(parameter)}$")
    ax.set_ylabel("stable number of signatories")
    ax.grid(axis="y", color="#E4E4E4", linewidth=0.6)
    ax.set_axisbelow(True)
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    if title:
        ax.set_title(title)
    return ax


def _bar(ax: Any, k: int, interval: Interval, frame: tuple[Fraction, Fraction], named: set[Any]) -> None:
    """A bar from end to end; ends inside the frame have a dot, filled if they belong to it, and each value is named once."""
    color = BLUE if k else GRAY
    ax.plot([float(interval.start), float(interval.end)], [k, k], color=color, linewidth=5, solid_capstyle="butt", zorder=2)
    for value, closed, aside in ((interval.end, interval.has_end, 7), (interval.start, interval.has_start, -7)):
        if value in frame:
            continue
        ax.plot([float(value)], [k], "o", color=color, markerfacecolor=color if closed else "white", markersize=6, zorder=3)
        if value not in named:
            named.add(value)
            exact = isinstance(value, Fraction) and len(str(value)) <= 9
            text, across = number(value) if exact else f"{float(value):.4g}", "right" if aside < 0 else "left"
            ax.annotate(text, (float(value), k), (aside, 0), textcoords="offset points", ha=across, va="center", fontsize=8)
