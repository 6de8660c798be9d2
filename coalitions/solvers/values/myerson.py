"""The Myerson value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...certificates.graphs import ConnectedDividends
from ...games.tu import CoalitionalGame, tabulate
from ...players import Payoffs
from ...solution import Solution
from ._exact import as_objects, exact_solution, shapley_amounts
from ._links import read_links, restricted_by_links


def myerson_value(game: CoalitionalGame, links: Iterable[Any], *, limit: int = 20) -> Solution[Payoffs]:
    """The Shapley value when players can act together only if they are connected by links among themselves.

    A coalition falls apart into its components, v^L(S) = Σ_C v(C), and the value is the Shapley value of v^L. It is the only
    one by which every component of the graph shares its own worth, and by which two players gain equally from a link between
    them (fairness).

    Args:
        game: any game with transferable utility; float worths stand for their own binary values, so nothing is rounded, and
            symbolic games give closed forms.
        links: pairs of names, such as the edges of a NetworkX graph; players without a link are alone.
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        Solution with Payoffs, certified up to 12 players by shares of the dividends of connected coalitions, beyond by
        `verify()`. Cost: some 2n passes over the 2**n worths; up to 3**n additions to verify.

    Raises:
        UnknownPlayerError, DuplicatePlayerError, InvalidArgumentError: a link is not a pair of players.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Myerson (1977): the example of three players, with links from A to both others
        >>> pairs = {("A", "B"): 12, ("A", "C"): 6, ("B", "C"): 6}
        >>> game = co.TUGame.from_worths(["A", "B", "C"], {**pairs, ("A", "B", "C"): 12}, missing=0)
        >>> co.myerson_value(game, [("A", "B"), ("A", "C")])
        Myerson value: A: 7, B: 4, C: 1   [certified; shares of the dividends of connected coalitions agree]

    References:
        Myerson (1977), Graphs and cooperation in games; Owen (1986), Values of graph-restricted games.
    """
    table = tabulate(game, limit=limit)
    masks = read_links(table.players, links)
    worths, denominator = as_objects(table)
    amounts = tuple(shapley_amounts(restricted_by_links(worths, masks), table.kind == "symbolic", denominator))
    certificate = ConnectedDividends(masks, amounts)
    return exact_solution("Myerson value", table, certificate, amounts, "Shapley value of the game restricted by the links")
