"""The permission value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...certificates.permission import CONCEPTS, PermissionShares
from ...games.tu import CoalitionalGame, tabulate
from ...players import Payoffs
from ...solution import Solution
from ...transforms.permission import Consent, permission_restricted, read_orders
from ._exact import exact_solution, exact_worths, shapley_amounts


def permission_value(
    game: CoalitionalGame, hierarchy: Iterable[Any] | Mapping[Any, Any], *, method: Consent = "conjunctive", limit: int = 20
) -> Solution[Payoffs]:
    """The Shapley value when players may act only with the consent of their superiors, who are paid for giving it.

    The Shapley value of `permission_restricted(game, hierarchy, method=…)`: r(S) = v(σ(S)), where the sovereign part σ(S) of
    S are those members who have the consent of all superiors (conjunctive) or of at least one of their direct superiors in
    σ(S), if they have any (disjunctive).

    Args:
        game: any game with transferable utility; float worths stand for their own binary values, so nothing is rounded, and
            symbolic games give closed forms.
        hierarchy: pairs (superior, subordinate), such as the edges of a directed NetworkX graph, or a mapping from superiors
            to their subordinates.
        method: "conjunctive" (all superiors must consent) or "disjunctive" (one is enough).
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        Solution with Payoffs that add up to v(N), certified up to 12 players by equal shares of the dividends for all whose
        consent is needed, beyond by `verify()`. Cost: some n passes over 2**n worths; n**2 2**n steps to verify.

    Raises:
        InvalidArgumentError: not such a hierarchy; somebody is his own superior; no such method; or, for the disjunctive
            method, players who are superiors of each other in a circle.
        UnknownPlayerError, DuplicatePlayerError: a superior or subordinate is not a player.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # van den Brink (1997): by hand: all four share, or 1/3 + 1/3 − 1/4 and 1/3 − 1/4 if one manager is enough
        >>> work = co.unanimity_game(["boss", "left", "right", "worker"], ["worker"])
        >>> orders = {"boss": ["left", "right"], "left": ["worker"], "right": ["worker"]}
        >>> co.permission_value(work, orders).value
        boss: 1/4, left: 1/4, right: 1/4, worker: 1/4
        >>> co.permission_value(work, orders, method="disjunctive").value
        boss: 5/12, left: 1/12, right: 1/12, worker: 5/12

    References:
        Gilles, Owen and van den Brink (1992), Games with permission structures: the conjunctive approach; van den Brink and
        Gilles (1996), Axiomatizations of the conjunctive permission value; van den Brink (1997), An axiomatization of the
        disjunctive permission value for games with a permission structure.
    """
    table = tabulate(game, limit=limit)
    orders = read_orders(table.players, hierarchy, method)
    names = table.players.names
    restricted = permission_restricted(table, [(names[a], names[b]) for a, b in orders], method=method, limit=limit)
    worths, denominator = exact_worths(restricted)
    amounts = tuple(shapley_amounts(worths, table.kind == "symbolic", denominator))
    certificate = PermissionShares(method, orders, amounts)
    return exact_solution(CONCEPTS[method], table, certificate, amounts, "Shapley value of the restricted game")
