"""Flow games: owners of pipes sell what flows through them together."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable, Iterable, Sequence
from typing import Any

from ..errors import InvalidGameError
from ..games.tu import TUGame
from ..players import Player, Players
from ..scalars import parse, simplest, to_fraction, to_integers
from ._reading import listed, not_negative, numbers_only, within

Arc = tuple[int, int, int, int]


def flow_game(
    arcs: Iterable[tuple[Player, Any, Any, Any]],
    *,
    source: Any,
    sink: Any,
    players: Iterable[str | int] | Players | None = None,
    limit: int = 12,
) -> TUGame:
    """The game in which a coalition is worth the most that can flow from source to sink through the arcs of its members.

    Each arc has one owner, a direction and a capacity; somebody may own several. By max-flow min-cut v(S) is also the least
    capacity of a cut. The core is never empty: each owner gets the capacity of his arcs in a least cut of the whole network.
    The flows are exact (floats stand for their binary values, and the worths come as floats then). Cost: 2**n flows, each by
    shortest augmenting paths.

    Args:
        arcs: tuples (owner, from, to, capacity) with capacity at least 0.
        source: the node where the flow starts.
        sink: the node where it ends.
        players: the players in order; by default the owners in the order of their first arc.
        limit: the most players.

    Raises:
        InvalidGameError: an arc is not such a tuple, a capacity is negative, or source and sink are the same.
        UnknownPlayerError: an owner is not among `players`.
        InvalidArgumentError: a capacity is not a number.
        UndecidedError: a capacity is symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> arcs = [("A", "s", "m", 4), ("B", "m", "t", 5), ("C", "s", "t", 10)]
        >>> game = co.flow_game(arcs, source="s", sink="t")
        >>> game["A", "B"], game["A", "B", "C"]
        (4, 14)

    References:
        Kalai and Zemel (1982), Totally balanced games and games of flow; Ford and Fulkerson (1956).
    """
    read = [_read(arc) for arc in listed(arcs, "arcs", '[("A", "s", "t", 4)]')]
    if source == sink or not isinstance(source, Hashable) or not isinstance(sink, Hashable):
        raise InvalidGameError(f"expected a source and a sink that differ, got {source!r} for both; name two nodes")
    names = Players.from_names(dict.fromkeys(a[0] for a in read) if players is None else players)
    within(len(names), limit, "a flow for each of 2**n coalitions")
    capacities = [a[3] for a in read]
    whole, denominator = to_integers([to_fraction(c) for c in capacities])
    nodes = {node: k for k, node in enumerate(dict.fromkeys([source, sink, *(v for a in read for v in a[1:3])]))}
    network = [
        (1 << names.index(owner), nodes[tail], nodes[head], int(c))
        for (owner, tail, head, _), c in zip(read, whole.tolist(), strict=True)
    ]
    flows = [_most(len(nodes), [arc for arc in network if arc[0] & mask]) for mask in range(1 << len(names))]
    worths = [simplest(to_fraction(f) / denominator) for f in flows]
    floats = any(isinstance(c, float) for c in capacities)
    return TUGame.from_vector(names, [float(w) for w in worths] if floats else worths, order="mask")


def _read(arc: Any) -> tuple[Any, Any, Any, Any]:
    if not isinstance(arc, tuple | list) or len(arc) != 4:
        raise InvalidGameError(f'expected an arc as (owner, from, to, capacity), got {arc!r}; write ("A", "s", "t", 4)')
    owner, tail, head, capacity = arc
    if not all(isinstance(end, Hashable) for end in (owner, tail, head)):
        raise InvalidGameError(f'expected names for owner and nodes, got {arc!r}; write ("A", "s", "t", 4)')
    number = parse(capacity, f"a capacity from {tail} to {head}")
    numbers_only([number], "capacities")
    not_negative([number], "capacities")
    return owner, tail, head, number


def _most(n: int, arcs: Sequence[Arc]) -> int:
    """The largest flow from node 0 to node 1, by shortest augmenting paths (Edmonds and Karp 1972)."""
    rest: list[dict[int, int]] = [{} for _ in range(n)]  # what can still be sent from one node to another
    for _, a, b, capacity in arcs:
        rest[a][b] = rest[a].get(b, 0) + capacity
        rest[b].setdefault(a, 0)
    total = 0
    while path := _shortest_path(rest):
        more = min(rest[a][b] for a, b in path)
        for a, b in path:
            rest[a][b] -= more
            rest[b][a] += more
        total += more
    return total


def _shortest_path(rest: Sequence[dict[int, int]]) -> list[tuple[int, int]]:
    """The arcs of a shortest path with capacity left from node 0 to node 1; empty if there is none."""
    came: dict[int, int] = {0: 0}
    queue = deque([0])
    while queue and 1 not in came:
        a = queue.popleft()
        for b, left in rest[a].items():
            if left > 0 and b not in came:
                came[b] = a
                queue.append(b)
    path, at = [], 1
    while 1 in came and at != 0:
        path.append((came[at], at))
        at = came[at]
    return path
