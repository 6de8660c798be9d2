"""All networks among n players as bit masks of links: link k joins the k-th pair (0, 1), (0, 2), …, (1, 2), …"""

from __future__ import annotations

import math
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

#: Payoffs of every network: 2**21 networks for 7 players, 2**28 for 8.
MAX_NETWORK_PLAYERS = 7


def links(n: int) -> list[tuple[int, int]]:
    """The pairs of players, in the order of the bits."""
    return list(combinations(range(n), 2))


def links_within(n: int, coalition: int) -> int:
    """The links between two members of a coalition, as a mask of links."""
    return sum(1 << k for k, (i, j) in enumerate(links(n)) if coalition >> i & coalition >> j & 1)


def links_touching(n: int, coalition: int) -> int:
    """The links with at least one end in a coalition, as a mask of links."""
    return sum(1 << k for k, (i, j) in enumerate(links(n)) if (coalition >> i | coalition >> j) & 1)


def submasks(mask: int) -> Array:
    """All masks within a mask, in increasing order, from 0 to the mask itself."""
    out = np.zeros(1, dtype=np.int64)
    for k in range(mask.bit_length()):
        if mask >> k & 1:
            out = np.concatenate([out, out | 1 << k])
    return out


def restricted_to(table: Array, n: int, coalition: int) -> Array:
    """f(g restricted to a coalition) for all networks g, from the table of f: a view that broadcasts over other links."""
    m = n * (n - 1) // 2
    inside = links_within(n, coalition)
    cube = table.reshape((2,) * m)  # the last axis is bit 0
    return cube[tuple(slice(None) if inside >> k & 1 else slice(0, 1) for k in range(m - 1, -1, -1))]


def components(n: int) -> Array:
    """`out[i, g]`: the players to whom player i is connected in network g, himself included, as a mask."""
    pairs = links(n)
    out = np.zeros((n, 1 << len(pairs)), dtype=np.uint8)
    out[:, 0] = [1 << i for i in range(n)]
    for k, (i, j) in enumerate(pairs):
        before = out[:, : 1 << k]
        merged = before[i] | before[j]
        for p in range(n):
            out[p, 1 << k : 2 << k] = np.where(before[p] & (1 << i | 1 << j), merged, before[p])
    return out


def neighbors(n: int) -> Array:
    """`out[i, g]`: the players to whom player i is linked in network g, as a mask."""
    pairs = links(n)
    out = np.zeros((n, 1 << len(pairs)), dtype=np.uint8)
    for k, (i, j) in enumerate(pairs):
        out[:, 1 << k : 2 << k] = out[:, : 1 << k]
        out[i, 1 << k : 2 << k] |= 1 << j
        out[j, 1 << k : 2 << k] |= 1 << i
    return out


def component_worths(worths: Array, n: int) -> Array:
    """For each network the sum of the worths of its components, from worths by mask of players (Myerson's v/g at N)."""
    comps = components(n)
    out = np.zeros(comps.shape[1], dtype=worths.dtype)
    for i in range(n):
        first = (comps[i] & ((1 << i) - 1)) == 0  # a component is counted at its first member
        out += np.where(first, worths[comps[i]], 0)
    return out


def myerson_shares(values: Array, n: int) -> Array:
    """n! times the Myerson values: sum over S without i of |S|! (n − |S| − 1)! (w(g on S and i) − w(g on S))."""
    m = n * (n - 1) // 2
    out = np.zeros((n, *(2,) * m), dtype=values.dtype)
    for i in range(n):
        for mask in range(1 << n):
            if not mask >> i & 1:
                size = mask.bit_count()
                weight = math.factorial(size) * math.factorial(n - size - 1)
                out[i] += weight * (restricted_to(values, n, mask | 1 << i) - restricted_to(values, n, mask))
    return out.reshape(n, 1 << m)


def equal_shares(worths: Array, comps: Array) -> Array:
    """n! times an equal share of the worth of each player's component, given `worths[i, g]` of the component of i."""
    n = len(comps)
    shares = np.array([0, *(math.factorial(n) // k for k in range(1, n + 1))], dtype=worths.dtype)
    out: Array = worths * shares[np.bitwise_count(comps)]
    return out
