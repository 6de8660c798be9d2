"""Network games of the literature: connections, and co-authors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ..errors import LimitExceededError
from ..games.network import NetworkGame
from ..kernels.networks import MAX_NETWORK_PLAYERS, neighbors
from ..players import Players
from ..scalars import kind_of, parse, same_form, to_integers


def connections_game(
    players: Iterable[str | int] | Players, *, decay: Any, cost: Any, limit: int = MAX_NETWORK_PLAYERS
) -> NetworkGame:
    """The connections model: each other player at distance d is worth decay**d, and each own link costs.

    u_i(g) = Σ_j decay**d(i, j) − cost · (links of i), where players who are not connected are worth nothing to each other.
    Links cost both ends. Cost: a few passes over 2**(n(n−1)/2) networks for each pair of players; two seconds for 7 players.

    Args:
        players: their names.
        decay: what a direct link is worth (δ, from 0 to 1 in the paper); a number or a symbol.
        cost: what a link costs each of its ends; a number or a symbol.
        limit: the most players (7 at most).

    Raises:
        InvalidArgumentError: decay or cost are not numbers.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.connections_game(["A", "B", "C"], decay="1/2", cost="3/10")
        >>> game[("A", "B"), ("B", "C")]
        A: 9/20, B: 2/5, C: 9/20

    References:
        Jackson, M. O. and Wolinsky, A. (1996). A strategic model of social and economic networks. Journal of Economic Theory
        71, 44–74, section 2.1 (symmetric connections).
    """
    names = Players.from_names(players)
    n = _within(names, limit)
    δ, c = parse(decay, "a decay"), parse(cost, "a cost")
    kind = kind_of([δ, c])
    powers = [δ**d for d in range(1, max(n, 1))]
    numbers, denominator = to_integers([*powers, c]) if kind == "exact" else (same_form([*powers, c], kind), 1)
    if kind == "exact" and int(abs(numbers.astype(object)).max()) * 2 * MAX_NETWORK_PLAYERS >= 1 << 60:
        numbers = numbers.astype(object)
    near = neighbors(n)
    table = np.array([-(numbers[-1]) * np.bitwise_count(row).astype(numbers.dtype) for row in near], dtype=numbers.dtype)
    table = table.reshape(n, near.shape[1])
    for i in range(n):
        seen = np.full(near.shape[1], 1 << i, dtype=np.uint8)
        for worth in numbers[:-1]:
            further = seen | np.bitwise_or.reduce([np.where(seen >> j & 1, near[j], 0) for j in range(n)])
            table[i] += np.bitwise_count(further & ~seen).astype(numbers.dtype) * worth
            seen = further
    return NetworkGame(names, table, denominator, kind)


def coauthor_game(players: Iterable[str | int] | Players, *, limit: int = MAX_NETWORK_PLAYERS) -> NetworkGame:
    """The co-author model: a project with each neighbor, to which both give their time, and which gains if they spend more.

    u_i(g) = Σ_j (1/n_i + 1/n_j + 1/(n_i n_j)) over the neighbors j of i, where n_i is the number of links of i; 0 for those
    without links. Cost: a pass over 2**(n(n−1)/2) networks for each pair of players.

    Args:
        players: their names.
        limit: the most players (7 at most).

    Raises:
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.coauthor_game(["A", "B", "C"])
        >>> game["A", "B"], game[("A", "B"), ("B", "C")]
        (A: 3, B: 3, C: 0, A: 2, B: 4, C: 2)

    References:
        Jackson, M. O. and Wolinsky, A. (1996). A strategic model of social and economic networks. Journal of Economic Theory
        71, 44–74, section 2.2.
    """
    names = Players.from_names(players)
    n = _within(names, limit)
    near = neighbors(n)
    degree = np.bitwise_count(near).astype(np.int64)
    unit = 3600  # n_i and n_j up to 6 divide 60
    inverse = np.array([0, *(60 // d for d in range(1, MAX_NETWORK_PLAYERS))], dtype=np.int64)[degree]
    table = np.zeros((n, near.shape[1]), dtype=np.int64)
    for i in range(n):
        for j in range(n):
            linked = (near[i] >> j & 1).astype(np.int64)
            table[i] += linked * (60 * inverse[i] + 60 * inverse[j] + inverse[i] * inverse[j])
    return NetworkGame(names, table, unit)


def _within(names: Players, limit: int) -> int:
    n = len(names)
    if n > min(limit, MAX_NETWORK_PLAYERS):
        raise LimitExceededError(
            f"expected at most limit={limit} players (and {MAX_NETWORK_PLAYERS}) for payoffs in each of 2**{n * (n - 1) // 2} "
            f"networks, got {n}; leave players out"
        )
    return n
