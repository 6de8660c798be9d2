"""Evidence about winning coalitions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.tu import CoalitionalGame
from ..games.voting import WeightedVotingGame
from ..scalars import Array
from .plain import simple


@dataclass(frozen=True, slots=True)
class WinningCount:
    """The number of winning coalitions, recounted: one player after the other, with weights cut off at the quotas."""

    winning: int
    proves: ClassVar[tuple[str, ...]] = ("Coleman power to act",)

    def check(self, game: CoalitionalGame) -> Fraction:
        """The share of winning coalitions; raises CertificateError if the recount differs."""
        if isinstance(game, WeightedVotingGame):
            recounted = _recount(game)
        else:
            recounted = sum(1 for w in simple(game).table.tolist() if w)
        if type(self.winning) is not int or recounted != self.winning:
            raise CertificateError(f"expected {recounted} winning coalitions by recount, got {self.winning}")
        return Fraction(self.winning, 1 << len(game.players))

    def describe(self, game: CoalitionalGame) -> str:
        return f"{self.winning} of 2**{len(game.players)} coalitions win"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "winning count", "winning": str(self.winning)}


def _recount(game: WeightedVotingGame) -> int:
    """Coalitions by total weight under each rule, where everything from the quota on is one state: it wins."""
    units = [math.gcd(*row) for row in game.weights]
    quotas = [-(-q // u) for q, u in zip(game.quotas, units, strict=True)]
    states: Array = np.zeros([q + 1 for q in quotas], dtype=np.int64 if len(game.players) <= 62 else object)
    states[(0,) * len(quotas)] = 1
    for column in zip(*game.weights, strict=True):
        joined = states
        for axis, (weight, unit, quota) in enumerate(zip(column, units, quotas, strict=True)):
            step = min(weight // unit, quota)
            source, moved = np.moveaxis(joined, axis, 0), np.moveaxis(np.zeros_like(joined), axis, 0)
            moved[step:quota] = source[: quota - step]
            moved[quota] = source[quota - step :].sum(axis=0)
            joined = np.moveaxis(moved, 0, axis)
        states = states + joined
    return int(states[tuple(quotas)])
