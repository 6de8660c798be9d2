"""Network games as environments: who can add and cut links."""

from __future__ import annotations

from typing import get_args

import numpy as np

from ...certificates.networks import Changes, changes, flips_of
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.environment import Environment, Strictly
from ...games.network import Network, NetworkGame
from ...games.ranks import ranks_of
from ...scalars import whole_limit


def of_network(
    game: NetworkGame, *, moves: Changes = "pairwise", strictly: Strictly = "one", limit: int = 1 << 24
) -> Environment:
    """The environment whose states are the networks.

    `moves="pairwise"`: two players add the link between them, or one cuts one of his (unblocked states are the pairwise stable
    networks). "pairwise Nash": one may cut any of his links at once. "bilateral": two who add their link may cut any of their
    own at the same time. "strong": a coalition adds links among its members and cuts any that its members have (unblocked:
    strongly stable). With `strictly="one"`, the rule of the literature, none who changes links may lose, and one must gain.
    """
    if moves not in get_args(Changes):
        raise InvalidArgumentError(f"expected moves as one of {', '.join(map(repr, get_args(Changes)))}, got {moves!r}")
    n, count = len(game.players), game.table.shape[1]
    most = count * sum(len(flips_of(change)) for change in changes(moves, n))
    if most > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} moves, got up to {most} between networks; write limit={most}, or use "
            "enumerate_pairwise_stable or enumerate_strongly_stable, which list no moves"
        )
    states = [Network(game.players, g) for g in range(count)]
    ranks = np.array([ranks_of(row) for row in game.table], dtype=np.int64).reshape(n, count)
    found = [np.zeros((0, 3), dtype=np.int64)]
    for change in changes(moves, n):
        members, add, cut = change
        for flip in flips_of(change).tolist():
            here = np.arange(count)
            here = here[((flip & ~here & ~add) | (flip & here & ~cut)) == 0]
            found.append(np.stack([here, here ^ flip, np.full(len(here), members)], axis=1))
    sources, targets, movers = np.concatenate(found).T
    options = {"form": "network", "moves": moves}
    return Environment.from_arrays(game.players, states, ranks, sources, targets, movers, strictly=strictly, options=options)
