"""Partitions that are compared with all others: by everybody's agreement, by a vote, or by what a group can bring about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ...certificates.hedonic import (
    PARTITIONS_UP_TO,
    STRUCTURES_UP_TO,
    BetterPartition,
    NoDeviation,
    ranks_of_rows,
    score,
    strong_nash_moves,
)
from ...errors import LimitExceededError
from ...games.hedonic import HedonicGame
from ...kernels.partitions import bell, blocks, restricted_growth
from ...kernels.structures import best_structures, one_structure
from ...kernels.subsets import Array
from ...players import Partition
from ...scalars import whole_limit
from ...solution import Solution, certify
from ._hedonic import hedonic, read
from ._search import Found, core_partitions, partitions_without_moves


def by_comparison(game: HedonicGame, partition: Partition | Iterable[Any], notion: str, limit: int) -> Solution[bool]:
    """Whether no partition beats the one judged: the score of each coalition adds up to the best rival's majority."""
    judged = read(game, partition)
    _within(game, min(whole_limit(limit), STRUCTURES_UP_TO), "compare a partition with all others by their coalitions")
    scores = score(game, notion, judged)
    best = best_structures(scores)
    if best[-1] > 0:
        return certify(notion, game, BetterPartition(notion, judged.masks, one_structure(scores, best)))
    return certify(notion, game, NoDeviation(notion, judged.masks))


def by_group_moves(game: HedonicGame, partition: Partition | Iterable[Any], limit: int) -> Solution[bool]:
    """Whether no group of players gains by moving while the others stay; of those that do, a smallest is the witness."""
    notion, judged = "strong Nash stable", read(game, partition)
    _within(game, min(whole_limit(limit), PARTITIONS_UP_TO), "go through all partitions")
    labels, moved = strong_nash_moves(game, judged)
    if not moved.any():
        return certify(notion, game, NoDeviation(notion, judged.masks))
    gainers = (ranks_of_rows(game, labels[moved]) > game.ranks_of(judged)).sum(axis=1)
    other = blocks(labels[moved][[int(gainers.argmin())]])[0].tolist()
    return certify(notion, game, BetterPartition(notion, judged.masks, tuple(m for m in other if m)))


def undominated_partitions(game: HedonicGame, limit: int) -> Found:
    """All Pareto optimal partitions: in the order of falling sums of ranks, so that only those kept can dominate the next."""
    labels, _, kept = _sorted(game, limit)
    return _found(labels[kept], len(labels))


def _sorted(game: HedonicGame, limit: int) -> tuple[Array, Array, list[int]]:
    _within(hedonic(game), limit, "compare all partitions with each other")
    labels = restricted_growth(len(game.players), limit=limit)
    ranks = ranks_of_rows(game, labels)
    order = np.argsort(-ranks.sum(axis=1), kind="stable")
    labels, ranks = labels[order], ranks[order]
    kept: list[int] = []
    for row in range(len(ranks)):
        above, own = ranks[kept], ranks[row]
        if not ((above >= own).all(axis=1) & (above > own).any(axis=1)).any():
            kept.append(row)
    return labels, ranks, kept


def popular_partitions(game: HedonicGame, limit: int) -> Found:
    """All popular partitions, which are among the Pareto optimal ones: a partition that dominates wins every vote."""
    labels, ranks, kept = _sorted(game, limit)
    popular = [k for k in kept if ((ranks > ranks[k]).sum(axis=1) <= (ranks < ranks[k]).sum(axis=1)).all()]
    return _found(labels[popular], len(labels))


def strong_nash_partitions(game: HedonicGame, limit: int) -> Found:
    """All strongly Nash stable partitions, which are among those in the core that are Nash stable (Karakaya 2011)."""
    _within(hedonic(game), min(limit, PARTITIONS_UP_TO), "go through all partitions")
    steps = bell(len(game.players)) * 100
    core = set(core_partitions(game, False, steps).partitions)
    both = [p for p in partitions_without_moves(game, "Nash stable", steps).partitions if p in core]
    stable = [p for p in both if not strong_nash_moves(game, Partition(game.players, p))[1].any()]
    return Found(stable, len(both), "core and Nash stable, then all group moves")


def _found(labels: Array, compared: int) -> Found:
    masks = [tuple(m for m in row if m) for row in blocks(labels).tolist()]
    return Found(masks, compared, "all partitions compared")


def _within(game: HedonicGame, limit: int, work: str) -> None:
    n = len(game.players)
    if n > limit:
        raise LimitExceededError(
            f"expected at most {limit} players to {work} (limit={limit}), got {n}; raise limit where it was lower, or use "
            "check_core_stable or check_nash_stable, which look at coalitions only"
        )
