"""Permission structures: players who may act only with the consent of their superiors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from typing import Any, Literal, get_args

import numpy as np

from ..errors import InvalidArgumentError
from ..games.tu import CoalitionalGame, TUGame, tabulate
from ..players import Coalition, Players, is_list
from ..scalars import Array, within

Consent = Literal["conjunctive", "disjunctive"]
Orders = tuple[tuple[int, int], ...]  #: places of a superior and of a direct subordinate


def permission_restricted(
    game: CoalitionalGame, hierarchy: Iterable[Any] | Mapping[Any, Any], *, method: Consent = "conjunctive", limit: int = 20
) -> TUGame:
    """The game in which a coalition is worth what those of its members can do who have the consent they need within it.

    r(S) = v(σ(S)), where the sovereign part σ(S) is the largest part of S in which everybody has the consent of all direct
    superiors (conjunctive: then all superiors of superiors belong to it, too), or of at least one of them, if there is any
    (disjunctive). Cost: n passes over 2**n masks.

    Args:
        game: any game with transferable utility, symbolic ones included.
        hierarchy: pairs (superior, subordinate), such as the edges of a directed NetworkX graph, or a mapping from superiors
            to their subordinates.
        method: "conjunctive" (all superiors must consent) or "disjunctive" (one is enough).
        limit: the most players for which 2**n worths may be tabulated.

    Raises:
        InvalidArgumentError: not such a hierarchy; somebody is his own superior; no such method; or, for the disjunctive
            method, players who are superiors of each other in a circle.
        UnknownPlayerError, DuplicatePlayerError: a superior or subordinate is not a player.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> work = co.unanimity_game(["boss", "left", "right", "worker"], ["worker"])
        >>> orders = {"boss": ["left", "right"], "left": ["worker"], "right": ["worker"]}
        >>> game = co.permission_restricted(work, orders, method="disjunctive")
        >>> game["left", "worker"], game["boss", "left", "worker"]
        (0, 1)
        >>> co.permission_restricted(work, orders)["boss", "left", "worker"]
        0

    References:
        Gilles, Owen and van den Brink (1992), Games with permission structures: the conjunctive approach; van den Brink
        (1997), An axiomatization of the disjunctive permission value for games with a permission structure.
    """
    table = tabulate(game, limit=limit)
    orders = read_orders(table.players, hierarchy, method)
    n = len(table.players)
    sovereign = conjunctive_parts(n, orders) if method == "conjunctive" else disjunctive_parts(n, orders)
    return TUGame(table.players, table.table[sovereign], table.denominator, table.kind)


def autonomous_coalitions(
    game: CoalitionalGame | Players,
    hierarchy: Iterable[Any] | Mapping[Any, Any],
    *,
    method: Consent = "conjunctive",
    limit: int = 20,
) -> tuple[Coalition, ...]:
    """The coalitions in which everybody has the consent of superiors that is needed, by size; the empty one is left out.

    They are the feasible coalitions of `permission_restricted`: an antimatroid, for the conjunctive method closed under
    intersections, too. If the hierarchy says who must come before whom, they are the coalitions that are feasible under
    precedence constraints, and `chain_value(game, autonomous_coalitions(game, pairs))` is the Shapley value under these.

    Args:
        game: a game, or only its Players.
        hierarchy: pairs (superior, subordinate), or a mapping from superiors to their subordinates.
        method: "conjunctive" (all superiors must consent) or "disjunctive" (one is enough).
        limit: the most players. Cost: n passes over 2**n masks.

    Raises:
        InvalidArgumentError: not a game; or not such a hierarchy, as for `permission_restricted`.
        UnknownPlayerError, DuplicatePlayerError: a superior or subordinate is not a player.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> players = co.Players.from_names(["A", "B", "C"])
        >>> co.autonomous_coalitions(players, [("A", "B"), ("A", "C")])
        ({A}, {A, B}, {A, C}, {A, B, C})

    References:
        Gilles, Owen and van den Brink (1992), Games with permission structures: the conjunctive approach; Faigle and Kern
        (1992), The Shapley value for cooperative games under precedence constraints; Algaba, Bilbao, van den Brink and
        Jiménez-Losada (2004), Cooperative games on antimatroids.
    """
    players = game if isinstance(game, Players) else getattr(game, "players", None)
    if not isinstance(players, Players):
        raise InvalidArgumentError(f'expected a game or Players, got {game!r:.80}; write Players.from_names(["A", "B"])')
    n = len(players)
    within(n, limit, "a table of 2**n coalitions")
    orders = read_orders(players, hierarchy, method)
    sovereign = conjunctive_parts(n, orders) if method == "conjunctive" else disjunctive_parts(n, orders)
    found = np.flatnonzero(sovereign == np.arange(1 << n))[1:].tolist()
    return tuple(players.coalition(mask) for mask in sorted(found, key=lambda m: (m.bit_count(), m)))


def read_orders(players: Players, hierarchy: Any, method: Consent) -> Orders:
    """The pairs of a superior and a direct subordinate, by place, each once and in order."""
    example = 'write for example [("boss", "worker")] or {"boss": ["worker"]}'
    if method not in get_args(Consent):
        raise InvalidArgumentError(f'expected method="conjunctive" or method="disjunctive", got {method!r}')
    if isinstance(hierarchy, str) or not is_list(hierarchy):
        raise InvalidArgumentError(f"expected pairs of a superior and a subordinate, got {hierarchy!r:.80}; {example}")
    if isinstance(hierarchy, Mapping) and not isinstance(hierarchy, Set):  # the edges of a NetworkX graph are both
        masks = {players.index(s): players.mask(below) for s, below in hierarchy.items()}
        pairs = [(s, i) for s, mask in masks.items() for i in range(len(players)) if mask >> i & 1]
    else:
        pairs = []
        for pair in hierarchy:
            if isinstance(pair, str) or not is_list(pair) or len(ends := list(pair)) != 2:
                raise InvalidArgumentError(f"expected a pair of a superior and a subordinate, got {pair!r:.80}; {example}")
            pairs.append((players.index(ends[0]), players.index(ends[1])))
    for superior, subordinate in pairs:
        if superior == subordinate:
            raise InvalidArgumentError(f"expected nobody as his own superior, got {players.names[superior]}; drop this pair")
    orders = tuple(sorted(set(pairs)))
    if method == "disjunctive":
        _from_the_top(players, orders)
    return orders


def _from_the_top(players: Players, orders: Orders) -> list[int]:
    """The players in an order in which superiors come first; a circle of superiors raises."""
    left, out = list(range(len(players))), list[int]()
    while left:
        free = [i for i in left if not any(a in left for a, b in orders if b == i)]
        if not free:
            # whoever is left has a superior who is left: going up must come back to somebody
            path = [left[0]]
            while path.count(path[-1]) == 1:
                path.append(next(a for a, b in orders if b == path[-1] and a in left))
            circle = [players.names[i] for i in path[path.index(path[-1]) : -1]]
            raise InvalidArgumentError(
                f"expected superiors without a circle for the disjunctive method, got {', '.join(map(str, circle))}, who would "
                'consent to each other; drop a pair, or write method="conjunctive"'
            )
        out += free
        left = [i for i in left if i not in free]
    return out


def conjunctive_parts(n: int, orders: Orders) -> Array:
    """For every mask its members whose superiors, and the superiors of these, all belong to it."""
    above = [1 << i for i in range(n)]
    for _ in range(n):
        for a, b in orders:
            above[b] |= above[a]
    masks = np.arange(1 << n)
    out = np.zeros(1 << n, dtype=np.int64)
    for i, needed in enumerate(above):
        out |= (masks & needed == needed).astype(np.int64) << i
    return out


def disjunctive_parts(n: int, orders: Orders) -> Array:
    """For every mask its members who have a superior in this part of it, or none at all; superiors are decided first."""
    masks = np.arange(1 << n)
    out = np.zeros(1 << n, dtype=np.int64)
    for i in _from_the_top(Players(tuple(range(n))), orders):
        superiors = sum({1 << a for a, b in orders if b == i})
        allowed = masks >> i & 1 == 1
        if superiors:
            allowed &= out & superiors != 0
        out |= allowed.astype(np.int64) << i
    return out
