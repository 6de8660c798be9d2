"""Landscapes as environments: one player after the other changes blocs."""

from __future__ import annotations

import numpy as np

from ...certificates.alignments import alignment_of
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.environment import Environment, Strictly
from ...games.landscape import Landscape
from ...kernels.alignments import alignment_count, alignments, pulls
from ...kernels.partitions import canonical
from ...scalars import Array, whole_limit


def of_landscape(game: Landscape, *, blocs: int = 2, strictly: Strictly = "all", limit: int = 1 << 22) -> Environment:
    """The environment whose states are the alignments of at most `blocs` blocs: single players change blocs.

    A player likes an alignment the better the less he is frustrated. Unblocked states are the stable alignments; since what a
    player gains lowers the energy, improving moves never go round in a circle.
    """
    n = len(game.players)
    if isinstance(blocs, bool) or not isinstance(blocs, int) or blocs < 1:
        raise InvalidArgumentError(f"expected a number of blocs of at least 1, got {blocs!r:.80}; write blocs=2")
    open_ = min(blocs, max(n, 1))
    most = alignment_count(n, open_) * n * (open_ - 1)
    if most > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} moves, got up to {most} between alignments; write limit={most}, or use "
            "enumerate_stable_alignments, which lists no moves"
        )
    labels, ties = alignments(n, open_), game.ties()[0]
    drawn = pulls(labels, ties, open_)
    own = np.take_along_axis(drawn, labels[None].astype(np.intp), axis=0)[0]  # s_i times what is left to be frustrated by
    ranks = np.array([np.unique(column, return_inverse=True)[1].reshape(-1) for column in own.T], dtype=np.int64)
    places = _places(labels)
    found = [np.zeros((0, 3), dtype=np.int64)]
    for i in range(n):
        for b in range(open_):
            here = np.flatnonzero(labels[:, i] != b)
            after = labels[here].copy()
            after[:, i] = b
            there = [places[row] for row in map(bytes, canonical(after).astype(np.int8))]
            found.append(np.stack([here, np.array(there, dtype=np.int64), np.full(len(here), 1 << i)], axis=1))
    sources, targets, movers = np.concatenate(found).T
    states = [alignment_of(game, tuple(row), open_) for row in labels.tolist()]
    options = {"form": "landscape", "blocs": blocs}
    return Environment.from_arrays(
        game.players, states, ranks.reshape(n, len(states)), sources, targets, movers, strictly=strictly, options=options
    )


def _places(labels: Array) -> dict[bytes, int]:
    return {bytes(row): k for k, row in enumerate(labels)}
