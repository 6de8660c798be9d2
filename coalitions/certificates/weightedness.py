"""Evidence whether a simple game is a weighted voting game: weights, or a trade of members that weights cannot explain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np

from ..errors import CertificateError
from ..games.tu import CoalitionalGame
from ..games.voting import WeightedVotingGame
from ..kernels.subsets import subset_sums
from ..players import Players
from .complements import worth_of
from .plain import simple

Question = Literal["weighted", "representation by weights"]
Listed = tuple[tuple[int, int], ...]  #: (mask of a coalition, how many times it is taken)


@dataclass(frozen=True, slots=True)
class Representation:
    """Whole weights and a quota: exactly the coalitions that reach it must win. The check goes through all coalitions."""

    asked: Question
    quota: int
    weights: tuple[int, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """That the game is weighted, or by which weights."""
        return tuple(q for q in get_args(Question) if q == self.asked)

    def check(self, game: CoalitionalGame) -> bool | WeightedVotingGame:
        """True, or the voting game of these weights; raises CertificateError if they give another game."""
        n = len(game.players)
        if len(self.weights) != n or not all(type(v) is int and v >= 0 for v in (self.quota, *self.weights)):
            raise CertificateError(
                f"expected a quota and {n} weights, whole numbers of at least 0, got {self.quota}, {self.weights}"
            )
        if not (isinstance(game, WeightedVotingGame) and (self.quota,) == game.quotas and (self.weights,) == game.weights):
            wins = simple(game).table != 0
            totals = subset_sums(self.weights, np.int64 if sum(self.weights) < 1 << 62 else object)
            wrong = np.flatnonzero((totals >= self.quota) != wins)
            if len(wrong):
                raise CertificateError(
                    f"expected the weights to reach the quota exactly for winning coalitions, but "
                    f"{game.players.coalition(int(wrong[0]))} is judged wrongly"
                )
        return True if self.asked == "weighted" else WeightedVotingGame(game.players, (self.quota,), (self.weights,))

    def describe(self, game: CoalitionalGame) -> str:
        shown = ", ".join(map(str, self.weights[:12])) + (", …" if len(self.weights) > 12 else "")
        return f"[{self.quota}; {shown}]" if self.asked == "weighted" else "the same coalitions win"

    def to_dict(self) -> dict[str, Any]:
        weights = [str(w) for w in self.weights]
        return {"kind": "representation", "asked": self.asked, "quota": str(self.quota), "weights": weights}


@dataclass(frozen=True, slots=True)
class TradingTransform:
    """As many winning as losing coalitions, in which every player is equally often: the ones are a regrouping of the others.

    With weights, the winning ones would have more weight in all than the losing ones, and yet they have the same members.
    (Taylor and Zwicker 1999, theorem 2.4.2; there is such a trade for every simple game that is not weighted.)
    """

    asked: Question
    won: Listed
    lost: Listed

    @property
    def proves(self) -> tuple[str, ...]:
        """That the game is not weighted, or that there are no weights for it."""
        return tuple(q for q in get_args(Question) if q == self.asked)

    def check(self, game: CoalitionalGame) -> bool | None:
        """False, or None (no weights); raises CertificateError if the trade does not balance, or winners do not win."""
        judged = game if isinstance(game, WeightedVotingGame) else simple(game)
        grand = game.players.grand
        for mask, times in (*self.won, *self.lost):
            if type(mask) is not int or type(times) is not int or not 0 <= mask <= grand or times < 1:
                raise CertificateError(f"expected masks of coalitions, each with how often it is taken, got {(mask, times)!r}")
        if not self.won or sum(k for _, k in self.won) != sum(k for _, k in self.lost):
            raise CertificateError("expected as many winning as losing coalitions, and at least one")
        for i, name in enumerate(game.players):
            if len({sum(k for mask, k in side if mask >> i & 1) for side in (self.won, self.lost)}) != 1:
                raise CertificateError(f"expected {name} equally often on both sides")
        for side, worth in ((self.won, 1), (self.lost, 0)):
            for mask, _ in side:
                if worth_of(judged, mask) != worth:
                    raise CertificateError(f"expected {game.players.coalition(mask)} to {'win' if worth else 'lose'}")
        return False if self.asked == "weighted" else None

    def describe(self, game: CoalitionalGame) -> str:
        return f"{_shown(game.players, self.won)} win, {_shown(game.players, self.lost)} lose, with the same members in all"

    def to_dict(self) -> dict[str, Any]:
        sides = ({str(mask): str(k) for mask, k in side} for side in (self.won, self.lost))
        return {"kind": "trading transform", "asked": self.asked, **dict(zip(("won", "lost"), sides, strict=True))}


def _shown(players: Players, side: Listed) -> str:
    shown = [f"{f'{k} × ' if k > 1 else ''}{players.coalition(mask)}" for mask, k in side[:6]]
    return ", ".join(shown[:-1]) + (" and " if shown[1:] else "") + shown[-1] + (", …" if len(side) > 6 else "")
