"""Stationary values of bargaining by random proposers in floats: proposals that are smoothed less and less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .subsets import subset_sums

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Round:
    """What a round of n players is about, in floats.

    `worths[mask]` are the worths (minus infinity where a coalition cannot agree), `later[mask, k]` what player k gets where
    the coalition forms without it, `chances` and `discounts` one number for each player.
    """

    worths: Array
    later: Array
    chances: Array
    discounts: Array

    def expected(self, values: Array, heat: float) -> Array:
        """What the players get on average where coalitions are proposed with weights exp(what the proposer keeps / heat)."""
        n = len(values)
        prices = self.discounts * values
        net = self.worths - subset_sums(prices, np.float64)
        out, masks = np.zeros(n), np.arange(len(net))
        for i in range(n):
            mine = masks[masks >> i & 1 == 1]
            best = net[mine].max()
            weights = np.exp((net[mine] - best) / heat)
            weights /= weights.sum()
            used = weights > 0
            inside = mine[used, None] >> np.arange(n) & 1 == 1
            gets = np.where(inside, prices, self.later[mine[used]])
            gets[:, i] = net[mine[used]] + prices[i]
            out += self.chances[i] * (weights[used] @ gets)
        return out


def stationary_values(game: Round, *, coldest: float = 1e-7) -> Array:
    """Values that reproduce themselves as the smoothing goes to almost nothing: Newton's method at each step."""
    n = len(game.chances)
    values, heat = game.expected(np.zeros(n), 1.0), 1.0
    while heat > coldest:
        heat /= 2
        for _ in range(30):
            off = game.expected(values, heat) - values
            if np.abs(off).max() < 1e-13:
                break
            h = heat * 1e-4
            slopes = np.stack([(game.expected(values + h * row, heat) - values - off) / h for row in np.eye(n)], axis=1)
            step = np.linalg.lstsq(np.eye(n) - slopes, off, rcond=None)[0]
            values = values + step * min(1.0, 20 * heat / max(np.abs(step).max(), 1e-300))
    return np.asarray(values)
