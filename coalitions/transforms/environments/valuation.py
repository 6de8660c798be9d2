"""Valuations and games in partition function form as environments: who can regroup whom, and what becomes of the others."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from ...errors import InvalidArgumentError, LimitExceededError
from ...games.environment import Environment, Strictly
from ...games.partition_function import PartitionFunctionGame
from ...games.ranks import ranks_of
from ...games.valuation import Valuation
from ...kernels.partitions import bell, canonical, rank, restricted_growth
from ...scalars import Array, whole_limit
from .hedonic import _first_members

Moves = Literal["individual", "coalitional"]
Membership = Literal["exclusive", "open"]
Rest = Literal["together", "alone"]


def of_valuation(
    game: Valuation,
    *,
    moves: Moves = "coalitional",
    membership: Membership = "exclusive",
    rest: Rest = "together",
    strictly: Strictly = "all",
    limit: int = 1 << 24,
) -> Environment:
    """The environment whose states are the partitions of the players.

    `membership="exclusive"`: those who move regroup among themselves in any way, and nobody else can be joined; those they
    leave stay "together" (`rest="together"`, the delta rule) or are each "alone" (the gamma rule). "open": those who move join
    whatever coalitions they like, or form new ones. `moves="individual"`: one player at a time, "coalitional": any set of
    players (`rest` has no meaning with open membership: those who are left stay together).
    """
    for name, value, known in (
        ("moves", moves, ("individual", "coalitional")),
        ("membership", membership, ("exclusive", "open")),
        ("rest", rest, ("together", "alone")),
    ):
        if value not in known:
            raise InvalidArgumentError(f"expected {name} as one of {', '.join(map(repr, known))}, got {value!r}")
    if membership == "open" and rest == "alone":
        raise InvalidArgumentError('expected rest="together" with membership="open", got "alone"; drop one of them')
    n = len(game.players)
    who = [1 << i for i in range(n)] if moves == "individual" else list(range(1, 1 << n))
    count = sum(bell(n) * (bell(n) if membership == "open" and moves == "coalitional" else bell(m.bit_count())) for m in who)
    if count > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} moves, got up to {count} between partitions; write limit={count}, or use "
            "moves='individual'"
        )
    labels = restricted_growth(n)
    rows = [_open(labels, m) if membership == "open" else _exclusive(labels, m, rest) for m in who]
    empty = np.zeros(0, dtype=np.int64)
    sources = np.concatenate([empty, *(s for s, _ in rows)])
    targets = np.concatenate([empty, *(t for _, t in rows)])
    movers = np.concatenate([empty, *(np.full(len(s), m, dtype=np.int64) for m, (s, _) in zip(who, rows, strict=True))])
    ranks = np.array([ranks_of(np.ascontiguousarray(column)) for column in game.table.T], dtype=np.int64)
    options = {"form": "valuation", "moves": moves, "membership": membership}
    options |= {"rest": rest} if membership == "exclusive" else {}
    return Environment.from_arrays(
        game.players, game.partitions(), ranks, sources, targets, movers, strictly=strictly, options=options
    )


def of_partition_function(
    game: PartitionFunctionGame,
    *,
    moves: Moves = "coalitional",
    membership: Membership = "exclusive",
    rest: Rest = "together",
    strictly: Strictly = "all",
    limit: int = 1 << 24,
) -> Environment:
    """The same for a game in partition function form, whose coalitions share their worth equally."""
    shared = Valuation.from_partition_function(game)
    env = of_valuation(shared, moves=moves, membership=membership, rest=rest, strictly=strictly, limit=limit)
    options: dict[str, Any] = {"form": "partition function", "sharing": "equal", **dict(list(env.options.items())[1:])}
    arrays = (env.ranks, env.starts, env.targets, env.movers, env.consenters)
    return Environment(env.players, env.states, *arrays, env.strictly, options)


def _exclusive(labels: Array, mask: int, rest: Rest) -> tuple[Array, Array]:
    """From every partition, all ways in which a set of players can regroup among themselves."""
    n = labels.shape[1]
    inside = np.array([mask >> i & 1 == 1 for i in range(n)])
    named = _first_members(labels)
    if rest == "alone":
        touched = np.zeros(labels.shape, dtype=np.bool_)
        for i in np.flatnonzero(inside):
            touched |= labels == labels[:, i : i + 1]
        named = np.where(touched, np.arange(n), named).astype(np.int64)
    others, members, names = np.flatnonzero(~inside), np.flatnonzero(inside), np.zeros(labels.shape, dtype=np.int64)
    for i in others:  # a block of others is named by the first of them, a block of those who move by the first of these
        names[:, i] = ((named == named[:, i : i + 1]) & ~inside).argmax(axis=1)
    found = []
    for grouping in restricted_growth(len(members)).tolist():
        after = names.copy()
        after[:, members] = members[[grouping.index(g) for g in grouping]]
        found.append(rank(canonical(after)))
    sources = np.tile(np.arange(len(labels)), len(found))
    return sources, np.concatenate(found)


def _open(labels: Array, mask: int) -> tuple[Array, Array]:
    """All pairs of partitions in which everybody outside a set of players is grouped in the same way."""
    n = labels.shape[1]
    inside = np.array([mask >> i & 1 == 1 for i in range(n)])
    groups = rank(canonical(np.where(inside, n, labels)))
    sources, targets = [], []
    for group in np.unique(groups):
        rows = np.flatnonzero(groups == group)
        sources.append(np.repeat(rows, len(rows)))
        targets.append(np.tile(rows, len(rows)))
    return np.concatenate(sources), np.concatenate(targets)
