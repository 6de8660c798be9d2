"""The average tree value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...certificates.graphs import LinksShareBySize
from ...errors import InvalidArgumentError
from ...games.tu import CoalitionalGame, tabulate
from ...players import Payoffs, Players
from ...scalars import Array, quotient
from ...solution import Solution, certify
from ._exact import as_objects
from ._links import components, read_links


def average_tree_value(game: CoalitionalGame, links: Iterable[Any], *, limit: int = 22) -> Solution[Payoffs]:
    """What each player adds to those behind it, on average over all players of its component as root, if links form no cycle.

    With r as root, the links of a component become a tree; player i gets v of itself and all its descendants, less what each
    of its children is worth with its own descendants. The value is the mean over r. Each component shares its own worth, and
    if a link is cut, the two parts lose equally per member. If v is superadditive, the value is in the core of the game
    restricted by the links.

    Args:
        game: any game with transferable utility; float worths stand for their own binary values, so nothing is rounded, and
            symbolic games give closed forms.
        links: pairs of names without a cycle, such as the edges of a NetworkX tree; players without a link are alone.
        limit: the most players for which 2**n worths may be tabulated, though only those behind links matter.

    Returns:
        Solution with Payoffs, certified by what both sides of every link gain per member. Cost: n operations for each pair of
        players.

    Raises:
        InvalidArgumentError: the links form a cycle, or a link is not a pair.
        UnknownPlayerError, DuplicatePlayerError: a link is not between two players of the game.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Herings, van der Laan and Talman (2008): what two on a line can do is shared equally with all between them
        >>> deal = co.unanimity_game(["seller", "broker", "buyer"], ["seller", "buyer"])
        >>> links = [("seller", "broker"), ("broker", "buyer")]
        >>> co.average_tree_value(deal, links).value
        seller: 1/3, broker: 1/3, buyer: 1/3

    References:
        Herings, van der Laan and Talman (2008), The average tree solution for cycle-free graph games; Demange (2004), On
        group stability in hierarchies and networks (each tree alone).
    """
    table = tabulate(game, limit=limit)
    masks = read_links(table.players, links)
    worths, denominator = as_objects(table)
    n = len(table.players)
    component = components(n, masks)
    _refuse_cycle(table.players, masks, set(component))
    totals: list[Any] = [0] * n
    for root in range(n):
        _add_tree(root, 0, masks, worths, totals)
    amounts = tuple(quotient(t, c.bit_count() * denominator) for t, c in zip(totals, component, strict=True))
    return certify("average tree value", table, LinksShareBySize(masks, amounts), {"method": "all rooted trees"})


def _add_tree(root: int, behind: int, links: tuple[int, ...], worths: Array, totals: list[Any]) -> int:
    """Adds what each player gets in the tree below `root`, and returns the mask of that tree; `behind` are its ancestors."""
    mask = 1 << root
    children = [link ^ 1 << root for link in links if link >> root & 1 and not link & behind]
    given: Any = 0
    for child in children:
        below = _add_tree(child.bit_length() - 1, behind | 1 << root, links, worths, totals)
        given = given + worths[below]
        mask |= below
    totals[root] = totals[root] + worths[mask] - given
    return mask


def _refuse_cycle(players: Players, links: tuple[int, ...], parts: set[int]) -> None:
    for part in parts:  # a connected graph without cycles has one link less than players
        if sum(1 for link in links if link & part) >= part.bit_count():
            raise InvalidArgumentError(
                f"expected links without a cycle, got one among {players.coalition(part)}; drop a link, or use myerson_value"
            )
