"""Evidence about lists of minimal winning or blocking coalitions: each is minimal, and none is missing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from ..errors import CertificateError
from ..games.tu import CoalitionalGame
from ..games.voting import WeightedVotingGame
from ..kernels.counting import critical_counts
from ..players import Coalition
from .plain import simple

Aim = Literal["winning", "blocking"]
TABLE_UP_TO = 24
STATES = 1 << 24


@dataclass(frozen=True, slots=True)
class MinimalCoalitions:
    """The masks of all coalitions that win (or block: the others lose without them) while no smaller part of them does.

    Up to 24 players the check spreads the list to all supersets and compares with the table: exactly the coalitions that
    contain one of the list must win. Beyond, for a voting game of one rule, it checks each coalition by its weights and
    compares their number with a count by generating functions.
    """

    aim: Aim
    masks: tuple[int, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The concept: minimal winning coalitions, or minimal blocking coalitions."""
        return (f"minimal {self.aim} coalitions",)

    def check(self, game: CoalitionalGame) -> tuple[Coalition, ...]:
        """The coalitions, by size; raises CertificateError if one is not minimal, stands twice, or is missing."""
        n = len(game.players)
        if not all(type(m) is int and 0 < m < 1 << n for m in self.masks) or len(set(self.masks)) != len(self.masks):
            raise CertificateError("expected masks of non-empty coalitions, each of them once")
        if isinstance(game, WeightedVotingGame) and n > TABLE_UP_TO:
            self._count(game)
        else:
            self._spread(game)
        return tuple(game.players.coalition(m) for m in sorted(self.masks, key=by_size))

    def _spread(self, game: CoalitionalGame) -> None:
        table = simple(game)
        wins = table.table != 0
        wins = ~wins[::-1] if self.aim == "blocking" else wins  # to block is to leave a losing coalition
        spread = np.zeros(len(wins), dtype=np.bool_)
        listed = np.array(self.masks, dtype=np.int64)
        below = np.zeros(len(wins), dtype=np.bool_)  # whether a proper part is listed
        spread[listed] = True
        for i in range(len(table.players)):
            pairs, parts = spread.reshape(-1, 2, 1 << i), below.reshape(-1, 2, 1 << i)
            parts[:, 1] |= parts[:, 0] | pairs[:, 0]
            pairs[:, 1] |= pairs[:, 0]
        wrong = np.flatnonzero(spread != wins)
        if len(wrong):
            raise CertificateError(
                f"expected exactly the coalitions that contain a listed one to be {self.aim}, but "
                f"{game.players.coalition(int(wrong[0]))} is {'not' if spread[wrong[0]] else 'and contains none'}"
            )
        if below[listed].any():
            raise CertificateError(f"expected minimal coalitions only, got one that contains another {self.aim} one")

    def _count(self, game: WeightedVotingGame) -> None:
        if len(game.quotas) != 1:
            raise CertificateError(f"expected one rule beyond {TABLE_UP_TO} players, got {len(game.quotas)}")
        quota, row = aimed_rule(game, self.aim)
        n = len(row)
        for mask in self.masks:
            members = [row[i] for i in range(n) if mask >> i & 1]
            if not quota <= sum(members) < quota + min(members):
                raise CertificateError(f"expected a minimal {self.aim} coalition, {game.players.coalition(mask)} is none")
        states = (sum(row) + 1) * (n + 1) * len(set(row))
        if states > STATES:
            raise CertificateError(f"expected at most {STATES} combinations of weight and size to recount by, got {states}")
        counted = critical_counts([quota], [row], minimal=True, limit=states)
        total = sum(counted[(w,)][k] * (math.factorial(n) // k) for w in row for k in range(1, n + 1)) // math.factorial(n)
        if total != len(self.masks):
            raise CertificateError(f"expected {total} minimal {self.aim} coalitions by recount, got {len(self.masks)}")

    def describe(self, game: CoalitionalGame) -> str:
        if len(game.players) > TABLE_UP_TO:
            return "each is minimal, and a recount finds as many"
        return f"exactly the coalitions that contain one of them are {self.aim}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "minimal coalitions", "aim": self.aim, "masks": [str(m) for m in self.masks]}


def by_size(mask: int) -> tuple[int, list[int]]:
    """The order of a list of coalitions: by size, then by the places of the members."""
    return mask.bit_count(), [i for i in range(mask.bit_length()) if mask >> i & 1]


def aimed_rule(game: WeightedVotingGame, aim: Aim) -> tuple[int, list[int]]:
    """Quota and weights of the one rule in its common unit; to block takes more than the others can spare."""
    unit = math.gcd(*game.weights[0])
    row = [w // unit for w in game.weights[0]]
    quota = -(-game.quotas[0] // unit)
    return (quota if aim == "winning" else sum(row) - quota + 1), row
