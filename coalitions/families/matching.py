"""Matching games: a coalition pairs its members as well as it can."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from ..errors import DuplicatePlayerError, InvalidGameError
from ..games.tu import TUGame
from ..players import Players
from ..scalars import Array, parse
from ._graphs import read_players
from ._reading import numbers_only, stored, within, zeros


def matching_game(
    weights: Mapping[Any, Any], *, players: Iterable[str | int] | Players | None = None, limit: int = 20
) -> TUGame:
    """The game in which a coalition is worth the largest total weight of pairs that it can form among its members.

    v(S) = max of the sum of w_ij over the edges {i, j} of a matching within S; players without a partner are worth 0, and a
    pair of negative weight stays apart. If the graph is bipartite, this is an assignment game and has a core point; in
    general it may have none. The worths are found exactly: the last player of S stays alone or is paired with one of the
    others. Cost: one pass over 2**n worths for each edge.

    Args:
        weights: a mapping from pairs of players (in either order) to what they make together.
        players: all players in order; by default those of the pairs, in the order of their first appearance.
        limit: the most players for a table of 2**n worths (24 at most).

    Raises:
        InvalidGameError: a key is not a pair of two different players.
        DuplicatePlayerError: a pair has two weights.
        UnknownPlayerError: a pair names somebody who is not among `players`.
        InvalidArgumentError: a weight is not a number.
        UndecidedError: a weight is symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> triangle = co.matching_game({("A", "B"): 1, ("B", "C"): 1, ("A", "C"): 1})
        >>> triangle["A", "B", "C"], co.find_core_point(triangle).value
        (1, None)

    References:
        Deng, Ibaraki and Nagamochi (1999), Algorithmic aspects of the core of combinatorial optimization games; Kern and
        Paulusma (2003), Matching games: the least core and the nucleolus.
    """
    names, pairs = read_players(weights, players)
    within(len(names), limit, "a table of 2**n worths", 24)
    found: dict[tuple[int, int], Any] = {}
    for (a, b), weight in zip(pairs, weights.values(), strict=True):
        low, high = sorted((names.index(a), names.index(b)))
        if low == high:
            raise InvalidGameError(f"expected a pair of two different players, got {a} with itself; nobody is his own partner")
        if (low, high) in found:
            raise DuplicatePlayerError(f"expected one weight for each pair, got a second one for {a} and {b}; drop one")
        found[low, high] = parse(weight, f"a weight of {a} and {b}")
    numbers_only(found.values(), "weights")
    numbers, denominator, kind = stored(list(found.values()))
    return TUGame(names, _best_matchings(len(names), list(found), numbers), denominator, kind)


def _best_matchings(n: int, edges: list[tuple[int, int]], weights: Array) -> Array:
    """The best matching of every coalition, player by player: with the next one alone, or paired with one of those before."""
    out = zeros(n, weights)
    masks = np.arange(1 << max(n - 1, 0))
    for i in range(n):
        before, block = out[: 1 << i], out[1 << i : 2 << i]
        block[...] = before
        for (j, k), weight in zip(edges, weights, strict=True):
            if k == i:
                has = masks[: 1 << i][masks[: 1 << i] >> j & 1 == 1]
                block[has] = np.maximum(block[has], before[has ^ 1 << j] + weight)
    return out
