"""Worths of the coalitions that sampled orders of the players pass through, as floats, for any number of players."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from ...errors import LimitExceededError
from ...games.boolean import BooleanVotingGame
from ...games.boxes import VotingGame
from ...games.on_demand import MASK_BITS, OnDemandGame
from ...games.tu import CoalitionalGame
from ...games.voting import WeightedVotingGame
from ...scalars import Array

#: Rows of truth values are evaluated in batches of about so many entries.
ENTRIES = 1 << 23


def row_worths(game: CoalitionalGame, rows: Array) -> Array:
    """The worths of the rows of a matrix of truth values, one column for each player."""
    if isinstance(game, OnDemandGame):
        worths = game.rows(rows)
    elif len(game.players) > MASK_BITS:
        raise LimitExceededError(
            f"expected at most {MASK_BITS} players for masks in int64, got {len(game.players)}; write the game as "
            "OnDemandGame.from_function(..., reads='members') or as a voting game"
        )
    else:
        worths = game.worths(rows @ (1 << np.arange(len(game.players), dtype=np.int64)))
    return (worths / game.denominator).astype(np.float64)


def prefix_worths(game: CoalitionalGame, orders: Array) -> Array:
    """[k, s]: the worth of the first s players of the k-th order, s = 0, …, n."""
    out = np.zeros((len(orders), orders.shape[1] + 1))
    if isinstance(game, VotingGame):
        out[:, 1:] = _voted(game, lambda weights: np.cumsum(weights[orders], axis=1))
        return out
    n = orders.shape[1]
    for batch in _batches(len(orders), n * n):
        rows = _places(orders[batch])[:, None, :] <= np.arange(n)[None, :, None]
        out[batch, 1:] = row_worths(game, rows.reshape(-1, n)).reshape(-1, n)
    return out


def joining_marginals(game: CoalitionalGame, orders: Array, sizes: Array) -> tuple[Array, float]:
    """[k, i]: what player i adds to the first sizes[k] others in the k-th order; and the largest size of a worth.

    Of the first s + 1 players each is taken out; each later one joins the first s.
    """
    n, places, s = orders.shape[1], _places(orders), sizes[:, None]
    within = places <= s

    def toggled(weights: Array) -> Array:
        few, more = (
            (places < t) @ weights if weights.dtype != object else ((places < t) * weights).sum(axis=1) for t in (s, s + 1)
        )
        single = np.where(within, more[:, None] - weights, few[:, None] + weights)
        return np.concatenate([few[:, None], more[:, None], single], axis=1)

    if isinstance(game, VotingGame):
        worths = _voted(game, toggled)
    else:
        worths = np.empty((len(orders), n + 2))
        for batch in _batches(len(orders), n * n):
            first, more, inside = places[batch] < s[batch], within[batch], within[batch, :, None]
            single = np.where(inside, more[:, None, :], first[:, None, :]) ^ np.eye(n, dtype=np.bool_)
            rows = np.concatenate([first[:, None, :], more[:, None, :], single], axis=1)
            worths[batch] = row_worths(game, rows.reshape(-1, n)).reshape(-1, n + 2)
    single = worths[:, 2:]
    marginals = np.where(within, worths[:, 1:2] - single, single - worths[:, :1])
    return marginals, float(np.abs(worths).max())


def _places(orders: Array) -> Array:
    out = np.empty_like(orders)
    np.put_along_axis(out, orders, np.arange(orders.shape[1])[None, :], axis=1)
    return out


def _batches(length: int, entries: int) -> Iterator[slice]:
    step = max(1, ENTRIES // max(entries, 1))
    return (slice(k, k + step) for k in range(0, length, step))


def _voted(game: VotingGame, total: Callable[[Array], Array]) -> Array:
    """1.0 where the totals of the weights win, under every rule of one alternative."""
    if isinstance(game, BooleanVotingGame):
        return np.asarray(np.maximum.reduce([_voted(a, total) for a in game.alternatives]))
    return np.asarray(np.minimum.reduce([_wins(game, r, total) for r in range(len(game.quotas))]))


def _wins(game: WeightedVotingGame, r: int, total: Callable[[Array], Array]) -> Array:
    fits = sum(game.weights[r]) < 1 << 62
    weights = np.array(game.weights[r], dtype=np.int64 if fits else object)
    out: Array = (total(weights) >= game.quotas[r]).astype(np.float64)
    return out
