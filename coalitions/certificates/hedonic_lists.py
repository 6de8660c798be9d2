"""Evidence about lists of stable partitions in a hedonic game: each is stable, and no other partition is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.hedonic import HedonicGame
from ..games.stability import Stability
from ..kernels.partitions import bell, blocks, partition_index, restricted_growth, unrank
from ..players import Partition
from ..scalars import Array
from .hedonic import (
    BLOCKING,
    COMPARED,
    CONSENT,
    NOTIONS,
    PARTITIONS_UP_TO,
    BetterPartition,
    BlockingCoalition,
    IndividualMove,
    NoDeviation,
    checked_blocks,
    consents,
    own_blocks,
    ranks_of_rows,
)
from .hedonic_replay import replayed_core

OnePartition = IndividualMove | BlockingCoalition | BetterPartition | NoDeviation

PAIRS_UP_TO = 8  #: players for a comparison of all Bell(n) partitions with each other
CORES = ("core stable", "strictly core stable")


@dataclass(frozen=True, slots=True)
class AllStable:
    """All partitions that are stable in one sense. The check decides every one of the Bell(n) partitions by the definition.

    Up to 11 players (678570 partitions), where partitions are compared with each other up to 8 (4140 times 4140). For core and
    strict core of more players it replays the blocks of all partitions, and leaves off where some coalition blocks.
    """

    notion: str
    partitions: tuple[tuple[int, ...], ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The concept: all partitions that are stable in this sense."""
        return (all_of(self.notion),) if self.notion in NOTIONS else ()

    def check(self, game: HedonicGame) -> tuple[Partition, ...]:
        """The partitions; raises CertificateError if one is not stable, stands twice, or is missing."""
        if type(self.partitions) is not tuple:
            raise CertificateError(f"expected a tuple of partitions, got {type(self.partitions).__name__}")
        listed = [checked_blocks(game, blocks) for blocks in self.partitions]
        n = len(game.players)
        places = [partition_index(p.masks, n) for p in listed]
        if places != sorted(set(places)):
            raise CertificateError("expected every partition once, in lexicographic order")
        stable = self._stable(game, n)
        if stable != places:
            odd = Partition(game.players, tuple(_masks(n, min(set(stable) ^ set(places)))))
            raise CertificateError(f"expected exactly the partitions that are {self.notion}, but {odd} is wrong or missing")
        return tuple(listed)

    def _stable(self, game: HedonicGame, n: int) -> list[int]:
        most = PAIRS_UP_TO if self.notion in COMPARED else PARTITIONS_UP_TO
        if n > most and self.notion in CORES:
            replayed = replayed_core(game, self.notion == "strictly core stable")
            return sorted(partition_index(masks, n) for masks in replayed)
        if n > most:
            raise CertificateError(f"expected at most {most} players to decide each of {bell(n)} partitions, got {n}")
        return np.flatnonzero(stable_rows(game, self.notion)).tolist()

    def describe(self, game: HedonicGame) -> str:
        n = len(game.players)
        if n > PARTITIONS_UP_TO:
            return f"a replay through the partitions of {n} players, left where a coalition blocks"
        return f"each of {bell(n)} partitions decided by the definition"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "all stable partitions", "notion": self.notion, "partitions": [list(p) for p in self.partitions]}


def all_of(notion: str) -> str:
    """The concept of a list: "all core stable partitions"."""
    return f"all {notion.removesuffix(' partition')} partitions"


def _masks(n: int, place: int) -> list[int]:
    return [m for m in blocks(unrank(np.array([place]), n))[0].tolist() if m]


def stable_rows(game: HedonicGame, notion: str) -> Array:
    """For each partition, in lexicographic order, whether it is stable in this sense."""
    labels = restricted_growth(len(game.players), limit=PARTITIONS_UP_TO)
    ranks = np.ascontiguousarray(ranks_of_rows(game, labels).T)  # a row for each player
    if notion in CONSENT:
        return ~_moves_exist(game, notion, labels, ranks)
    if notion in COMPARED:
        return _unbeaten(notion, labels, ranks)
    broken = np.zeros(len(labels), dtype=np.bool_)
    for mask in range(1, game.players.grand + 1):
        members = [i for i in range(len(game.players)) if mask >> i & 1]
        own = [(game.ranks[i, mask], ranks[i]) for i in members]
        if notion == "core stable":
            broken |= np.logical_and.reduce([new > old for new, old in own])
        elif notion == "strictly core stable":
            broken |= np.logical_and.reduce([new >= old for new, old in own]) & np.logical_or.reduce(
                [new > old for new, old in own]
            )
        else:
            broken |= np.logical_or.reduce([new > old for new, old in own])
    return ~broken


def _moves_exist(game: HedonicGame, notion: str, labels: Array, ranks: Array) -> Array:
    """For each partition, whether some player gains by a move to which those have agreed whose consent it takes."""
    ask_joined, ask_left = CONSENT[notion]
    joins, leaves = consents(game)
    own, masks = own_blocks(labels), blocks(labels)
    found = np.zeros(len(labels), dtype=np.bool_)
    for i in range(len(game.players)):
        may_leave = leaves[i, own[:, i]] if ask_left else True
        for joined in [*masks.T, np.zeros(len(labels), dtype=np.int64)]:
            elsewhere = joined >> i & 1 == 0
            target = np.where(elsewhere, joined, 0)
            wants = game.ranks[i, target | 1 << i] > ranks[i]
            may_join = joins[i, target] if ask_joined else True
            found |= elsewhere & wants & may_leave & may_join
    return found


def _unbeaten(notion: str, labels: Array, ranks: Array) -> Array:
    """For each partition, whether no other one beats it (Pareto, by a majority, or by a move of those who gain)."""
    n = labels.shape[1]
    pairs = [(i, j) for i in range(n) for j in range(i)]
    none = np.zeros(len(labels), dtype=np.int64)
    together = sum(((labels[:, i] == labels[:, j]).astype(np.int64) << k for k, (i, j) in enumerate(pairs)), none)
    out = np.ones(len(labels), dtype=np.bool_)
    for row in range(len(labels)):
        gain, lose = ranks > ranks[:, row : row + 1], ranks < ranks[:, row : row + 1]
        if notion == "Pareto optimal partition":
            beaten = gain.any(axis=0) & ~lose.any(axis=0)
        elif notion == "popular partition":
            beaten = gain.sum(axis=0) > lose.sum(axis=0)
        else:
            differ = together ^ together[row]
            stay = sum(((~gain[i] & ~gain[j]).astype(np.int64) << k for k, (i, j) in enumerate(pairs)), none)
            beaten = (differ & stay == 0) & (differ != 0)
        out[row] = not beaten.any()
    return out


@dataclass(frozen=True, slots=True)
class AllNotions:
    """What is to be said of one partition by all notions of stability, each with its own evidence."""

    blocks: tuple[int, ...]
    evidence: tuple[OnePartition, ...]
    proves: ClassVar[tuple[str, ...]] = ("stability table",)

    @property
    def judged(self) -> tuple[tuple[int, ...], tuple[Any, ...]]:
        """The partition and the notions that were asked about: a table without a row is an answer to another question."""
        return self.blocks, tuple(getattr(e, "notion", None) for e in self.evidence)

    def check(self, game: HedonicGame) -> Stability:
        """The table; raises CertificateError if a notion is missing or some evidence does not hold for this partition."""
        partition = checked_blocks(game, self.blocks)
        if type(self.evidence) is not tuple or not all(isinstance(e, OnePartition) for e in self.evidence):
            raise CertificateError(f"expected a tuple of evidence about one partition, got {self.evidence!r:.100}")
        notions = [e.notion for e in self.evidence]
        if notions != [n for n in NOTIONS if n in notions] or not {*CONSENT, *BLOCKING} <= set(notions):
            raise CertificateError(f"expected the notions {', '.join(NOTIONS)} in this order, got {notions!r:.300}")
        if any(e.blocks != self.blocks for e in self.evidence):
            raise CertificateError("expected evidence about one and the same partition")
        rows = tuple((e.notion, e.check(game), e.describe(game)) for e in self.evidence)
        return Stability(partition, rows)

    def describe(self, game: HedonicGame) -> str:
        return f"{len(self.evidence)} notions, each by its own evidence"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "stability table", "blocks": list(self.blocks), "evidence": [e.to_dict() for e in self.evidence]}
