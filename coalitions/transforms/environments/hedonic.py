"""Hedonic games as environments: who can change the partition."""

from __future__ import annotations

from typing import Literal

import numpy as np

from ...certificates.hedonic import own_blocks, ranks_of_rows
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.environment import Environment, Strictly
from ...games.hedonic import HedonicGame
from ...kernels.partitions import bell, blocks, canonical, rank, restricted_growth
from ...players import Partition
from ...scalars import Array, whole_limit

Moves = Literal["individual", "coalitional"]
Consent = Literal["nobody", "joined", "left", "both"]
Rest = Literal["together", "alone"]


def of_hedonic(
    game: HedonicGame,
    *,
    moves: Moves = "coalitional",
    consent: Consent = "nobody",
    rest: Rest = "together",
    strictly: Strictly = "all",
    limit: int = 1 << 24,
) -> Environment:
    """The environment whose states are the partitions of the players.

    `moves="individual"`: a player leaves his coalition to join another of the partition, or to be alone; `consent` says whose
    agreement it takes ("nobody": unblocked states are the Nash stable partitions; "joined": individually stable; "left":
    contractually Nash stable; "both": contractually individually stable). "coalitional": players form a coalition of their
    own (unblocked states are the core, with `strictly="one"` the strict core), and `rest` says what becomes of those they
    leave: they stay "together" in what remains of their coalitions, or each is "alone".
    """
    for name, value, known in (
        ("moves", moves, ("individual", "coalitional")),
        ("consent", consent, ("nobody", "joined", "left", "both")),
        ("rest", rest, ("together", "alone")),
    ):
        if value not in known:
            raise InvalidArgumentError(f"expected {name} as one of {', '.join(map(repr, known))}, got {value!r}")
    n = len(game.players)
    count = bell(n) * (n * n if moves == "individual" else (1 << n) - 1)
    if count > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} moves, got up to {count} between partitions; write limit={count}, or use "
            "enumerate_core_partitions or enumerate_nash_stable, which list no moves"
        )
    labels = restricted_growth(n)
    rows = _individual(labels, consent) if moves == "individual" else _coalitional(labels, rest)
    states = [Partition(game.players, tuple(m for m in row if m)) for row in blocks(labels).tolist()]
    how = {"consent": consent} if moves == "individual" else {"rest": rest}
    options = {"form": "hedonic", "moves": moves, **how}
    ranks = ranks_of_rows(game, labels).T
    return Environment.from_arrays(game.players, states, ranks, *rows, strictly=strictly, options=options)


def _first_members(labels: Array) -> Array:
    """Each member's block named by its first member, so that a block keeps its name when others change."""
    first = np.full(labels.shape, labels.shape[1], dtype=np.int8)
    for j in range(labels.shape[1] - 1, -1, -1):
        first[labels == labels[:, j : j + 1]] = j
    return first


def _individual(labels: Array, consent: Consent) -> tuple[Array, Array, Array, Array]:
    n = labels.shape[1]
    named, own = _first_members(labels), own_blocks(labels)
    found: list[tuple[Array, Array, int, Array]] = []
    for i in range(n):
        left = own[:, i] & ~(1 << i)
        for to in range(n + 1):  # the block of first member `to`, or a new one
            rows = np.flatnonzero((left != 0) if to == n else (named[:, to] == to) & (named[:, i] != to))
            after = named[rows]
            after[:, i] = to
            joined = own[rows, to] if to < n else np.zeros(len(rows), dtype=np.int64)
            ask = joined * (consent in ("joined", "both")) | left[rows] * (consent in ("left", "both"))
            found.append((rows, rank(canonical(after)), 1 << i, ask))
    return _joined(found)


def _coalitional(labels: Array, rest: Rest) -> tuple[Array, Array, Array, Array]:
    n = labels.shape[1]
    named, own = _first_members(labels), own_blocks(labels)
    found: list[tuple[Array, Array, int, Array]] = []
    for mask in range(1, 1 << n):
        members = [i for i in range(n) if mask >> i & 1]
        rows = np.flatnonzero(own[:, members[0]] != mask)
        after = named[rows]
        if rest == "alone":
            left = (own[rows] & mask != 0).nonzero()  # everybody in a block that the coalition takes from
            after[left] = left[1]
        after[:, members] = n
        found.append((rows, rank(canonical(after)), mask, np.zeros(len(rows), dtype=np.int64)))
    return _joined(found)


def _joined(found: list[tuple[Array, Array, int, Array]]) -> tuple[Array, Array, Array, Array]:
    none = np.zeros(0, dtype=np.int64)
    movers = [np.full(len(rows), who, dtype=np.int64) for rows, _, who, _ in found]
    return (
        np.concatenate([none, *(rows for rows, _, _, _ in found)]),
        np.concatenate([none, *(to for _, to, _, _ in found)]),
        np.concatenate([none, *movers]),
        np.concatenate([none, *(ask for _, _, _, ask in found)]),
    )
