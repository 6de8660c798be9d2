"""Games on a weighted graph: a coalition is worth the edges between its members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from ..errors import DuplicatePlayerError
from ..games.tu import TUGame
from ..players import Players
from ..scalars import parse
from ._graphs import read_players
from ._reading import stored, within, zeros


def induced_subgraph_game(
    weights: Mapping[Any, Any], *, players: Iterable[str | int] | Players | None = None, limit: int = 20
) -> TUGame:
    """The game in which a coalition is worth the total weight of the edges between its members.

    v(S) = sum of w_ij over edges {i, j} within S; a loop (i, i), or a player alone as key, is what i is worth by himself. Each
    player's Shapley value is his loop plus half of the weights of his edges. The game is convex if no edge is negative.
    Weights may be exact, floats or symbols. Cost: one pass over 2**n worths for each edge.

    Args:
        weights: a mapping from pairs of players (in either order) to weights.
        players: all players in order; by default those of the pairs, in the order of their first appearance.
        limit: the most players for a table of 2**n worths (24 at most).

    Raises:
        InvalidGameError: a key is not a pair of players.
        DuplicatePlayerError: a pair has two weights.
        UnknownPlayerError: a pair names somebody who is not among `players`.
        InvalidArgumentError: a weight is not a number.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.induced_subgraph_game({("A", "B"): 4, ("B", "C"): 2, ("A", "C"): -1})
        >>> co.shapley_value(game).value
        A: 3/2, B: 3, C: 1/2

    References:
        Deng and Papadimitriou (1994), On the complexity of cooperative solution concepts.
    """
    names, pairs = read_players(weights, players)
    within(len(names), limit, "a table of 2**n worths", 24)
    masks: dict[int, Any] = {}
    for (a, b), weight in zip(pairs, weights.values(), strict=True):
        mask = 1 << names.index(a) | 1 << names.index(b)
        if mask in masks:
            raise DuplicatePlayerError(f"expected one weight for each pair, got a second one for {a} and {b}; add them up")
        masks[mask] = parse(weight, f"a weight of {a} and {b}")
    numbers, denominator, kind = stored(list(masks.values()))
    table, every = zeros(len(names), numbers), np.arange(1 << len(names))
    for mask, weight in zip(masks, numbers, strict=True):
        table[every & mask == mask] += weight
    return TUGame(names, table, denominator, kind)
