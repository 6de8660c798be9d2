"""The position value."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from ...certificates.graphs import LinkDividends
from ...errors import LimitExceededError
from ...games.tu import CoalitionalGame, tabulate
from ...players import Payoffs
from ...scalars import quotient
from ...solution import Solution
from ._exact import as_objects, exact_solution, shapley_amounts
from ._links import link_gains, read_links


def position_value(game: CoalitionalGame, links: Iterable[Any], *, limit: int = 20, link_limit: int = 16) -> Solution[Payoffs]:
    """What each player is worth alone, and half of what each of its links adds to the gains from communication on average.

    π_i = v({i}) + ½ Σ_{l ∋ i} φ_l(r), with the Shapley value φ of the game r among the links, in which a set A of links is
    worth r(A) = Σ_C v(C) − Σ_j v({j}) over the components C into which A connects the players. Each component of the graph
    shares its own worth. Unlike in the `myerson_value`, players gain by being between others.

    Args:
        game: any game with transferable utility; float worths stand for their own binary values, so nothing is rounded, and
            symbolic games give closed forms.
        links: pairs of names, such as the edges of a NetworkX graph; players without a link are alone.
        limit: the most players for which 2**n worths may be tabulated.
        link_limit: the most links, since all 2**l sets of them are gone through.

    Returns:
        Solution with Payoffs, certified up to 12 players and links by shares of the dividends of sets of links, beyond by
        `verify()`. Cost: n l operations on each of the 2**l sets of l links.

    Raises:
        UnknownPlayerError, DuplicatePlayerError, InvalidArgumentError: a link is not a pair of players.
        LimitExceededError: more players than `limit`, or more links than `link_limit`.

    Examples:
        >>> import coalitions as co
        >>> # Borm, Owen and Tijs (1992): who is between two who need each other has half of both links
        >>> deal = co.unanimity_game(["seller", "broker", "buyer"], ["seller", "buyer"])
        >>> links = [("seller", "broker"), ("broker", "buyer")]
        >>> co.position_value(deal, links)
        position value: seller: 1/4, broker: 1/2, buyer: 1/4   [certified; shares of the dividends of sets of links agree]

    References:
        Meessen (1988), Communication games; Borm, Owen and Tijs (1992), On the position value for communication situations.
        Worths of single players are added here to what these authors define for games in which they are zero.
    """
    table = tabulate(game, limit=limit)
    masks = read_links(table.players, links)
    if len(masks) > link_limit:
        raise LimitExceededError(
            f"expected at most {link_limit} links to go through all sets of them, got {len(masks)}; write "
            f"link_limit={len(masks)} if time and memory are there, or use myerson_value"
        )
    n = len(table.players)
    worths, denominator = as_objects(table)
    of_links = shapley_amounts(link_gains(worths, n, masks), table.kind == "symbolic", 1)
    amounts = tuple(
        quotient(2 * worths[1 << i] + sum((x for x, m in zip(of_links, masks, strict=True) if m >> i & 1), Fraction(0)), 2)
        for i in range(n)
    )
    amounts = tuple(quotient(a, denominator) for a in amounts)
    certificate = LinkDividends(masks, amounts)
    size = max(n, len(masks))
    return exact_solution("position value", table, certificate, amounts, "Shapley value of the links", size=size)
