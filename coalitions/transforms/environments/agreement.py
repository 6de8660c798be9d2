"""Agreements as environments: who can sign and who can withdraw."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ...errors import InvalidArgumentError, LimitExceededError
from ...games.agreement import AgreementGame
from ...games.environment import Environment, Strictly
from ...games.ranks import ranks_of
from ...scalars import whole_limit

Moves = Literal["individual", "coalitional"]


def of_agreement(
    game: AgreementGame, *, moves: Moves = "individual", strictly: Strictly = "all", limit: int = 1 << 24
) -> Environment:
    """The environment whose states are the sets of signatories.

    `moves="individual"`: one player signs or withdraws (unblocked states are the stable agreements). "coalitional": any players
    change what they do together.
    """
    if moves not in ("individual", "coalitional"):
        raise InvalidArgumentError(f"expected moves as one of 'individual', 'coalitional', got {moves!r}")
    n = len(game.players)
    who = np.array([1 << i for i in range(n)] if moves == "individual" else range(1, 1 << n), dtype=np.int64)
    count = len(who) << n
    if count > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} moves, got {count}; write limit={count}, or use enumerate_stable_agreements, "
            "which lists no moves"
        )
    sources, movers = np.repeat(np.arange(1 << n), len(who)), np.tile(who, 1 << n)
    ranks = np.array([ranks_of(np.ascontiguousarray(row)) for row in game.table], dtype=np.int64)
    states = [game.players.coalition(m) for m in range(1 << n)]
    options = {"form": "agreement", "moves": moves}
    return Environment.from_arrays(
        game.players, states, ranks, sources, sources ^ movers, movers, strictly=strictly, options=options
    )
