"""Evidence about winning coalitions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..errors import CertificateError
from ..games.tu import CoalitionalGame, tabulate
from ..games.voting import WeightedVotingGame


@dataclass(frozen=True, slots=True)
class WinningCount:
    """The number of winning coalitions, recounted: weights are cut off at the quotas, one player after the other."""

    winning: int

    def check(self, game: CoalitionalGame) -> Fraction:
        """The share of winning coalitions; raises CertificateError if the recount differs."""
        if isinstance(game, WeightedVotingGame):
            states: dict[tuple[int, ...], int] = {(0,) * len(game.quotas): 1}
            for column in zip(*game.weights, strict=True):
                following: defaultdict[tuple[int, ...], int] = defaultdict(int, states)
                for state, count in states.items():
                    following[tuple(min(s + w, q) for s, w, q in zip(state, column, game.quotas, strict=True))] += count
                states = following
            recounted = states.get(game.quotas, 0)
        else:
            recounted = sum(1 for w in tabulate(game).table.tolist() if w)
        if recounted != self.winning:
            raise CertificateError(f"expected {recounted} winning coalitions by recount, got {self.winning}")
        return Fraction(self.winning, 1 << len(game.players))

    def describe(self, game: CoalitionalGame) -> str:
        return f"{self.winning} of 2**{len(game.players)} coalitions win"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "winning count", "winning": str(self.winning)}
