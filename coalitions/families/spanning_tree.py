"""Minimum cost spanning tree games: connecting everybody to a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..errors import DuplicatePlayerError, InvalidGameError
from ..games.tu import TUGame
from ..players import Player, Players
from ..scalars import Array, parse
from ._graphs import Pair, read_players
from ._reading import not_negative, numbers_only, stored, within, zeros

Edge = tuple[Any, int, int]


def spanning_tree_game(
    costs: Mapping[Any, Any], source: Player, *, players: Iterable[str | int] | Players | None = None, limit: int = 12
) -> TUGame:
    """The game of costs in which a coalition pays for the cheapest tree that connects its members with the source.

    c(S) is the least total cost of a tree on S and the source; nodes outside S may not be used on the way. Worths are COSTS:
    cost shares that no coalition objects to are the core of `dual(game)`, and it is never empty (give each player the edge by
    which the cheapest tree reaches him, coming from the source). Cost: 2**n runs over the sorted edges.

    Args:
        costs: a mapping from pairs of nodes (in either order) to the cost of connecting them, at least 0; a pair that is not
            there cannot be connected directly. The nodes are the players and the source.
        source: the node to connect to.
        players: the players in order; by default the other nodes in the order of their first appearance.
        limit: the most players.

    Raises:
        InvalidGameError: a key is not a pair, a cost is negative, the source is among the players, a node is joined to
            itself, or a coalition cannot reach the source by its own members.
        DuplicatePlayerError: a pair has two costs.
        UnknownPlayerError: a pair names a node that is neither a player nor the source.
        InvalidArgumentError: a cost is not a number.
        UndecidedError: a cost is symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> costs = {("well", "A"): 6, ("well", "B"): 9, ("A", "B"): 2}
        >>> co.spanning_tree_game(costs, "well")
        TUGame of 2 players (A, B), exact: {A} 6, {B} 9, {A, B} 8

    References:
        Bird (1976), On cost allocation for a spanning tree; Granot and Huberman (1981), Minimum cost spanning tree games.
    """
    if not isinstance(source, str | int):
        raise InvalidGameError(f'expected the name of a source, got {source!r}; write for example "well"')
    names, pairs = read_players(costs, players, source)
    if source in names:
        raise InvalidGameError(f"expected a source that is not a player, got {source!r}; leave it out of players")
    within(len(names), limit, "a tree for each of 2**n coalitions")
    values = [parse(c, f"a cost of {a} and {b}") for (a, b), c in zip(pairs, costs.values(), strict=True)]
    numbers_only(values, "costs")
    not_negative(values, "costs")
    numbers, denominator, kind = stored(values)
    edges = _sorted_edges(names, source, pairs, numbers)
    table = zeros(len(names), numbers)
    for mask in range(1, 1 << len(names)):
        cost = _cheapest_tree(mask | 1 << len(names), edges)
        if cost is None:
            raise InvalidGameError(
                f"expected connections by which every coalition reaches {source}, got none for {names.coalition(mask)} alone; "
                "add one, at a prohibitive cost if it is not to be used"
            )
        table[mask] = cost
    return TUGame(names, table, denominator, kind)


def _sorted_edges(names: Players, source: Player, pairs: Sequence[Pair], numbers: Array) -> list[Edge]:
    """The edges from cheap to expensive, with nodes as bits; the source has the bit after the players."""
    nodes = Players((*names.names, source))
    seen: set[int] = set()
    edges = []
    for (a, b), cost in zip(pairs, numbers.tolist(), strict=True):
        ends = 1 << nodes.index(a) | 1 << nodes.index(b)
        if a == b:
            raise InvalidGameError(f"expected a pair of different nodes, got {a!r} twice; leave it out")
        if ends in seen:
            raise DuplicatePlayerError(f"expected one cost for each pair, got a second one for {a} and {b}; keep the lower")
        seen.add(ends)
        edges.append((cost, nodes.index(a), nodes.index(b)))
    return sorted(edges, key=lambda edge: edge[0])


def _cheapest_tree(nodes: int, edges: Sequence[Edge]) -> Any:
    """The cost of the cheapest tree on these nodes (Kruskal 1956), or None if they are not connected."""
    member = [1 << k for k in range(nodes.bit_length())]  # the part of each node
    cost: Any = 0
    for weight, a, b in edges:
        if nodes >> a & 1 and nodes >> b & 1 and member[a] != member[b]:
            joined = member[a] | member[b]
            cost += weight
            for k in range(nodes.bit_length()):
                if joined >> k & 1:
                    member[k] = joined
            if joined == nodes:
                return cost
    return None
