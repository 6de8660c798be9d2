"""Evidence about one partition in a hedonic game: a move that breaks it, or a pass over all moves that finds none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import CertificateError, InvalidArgumentError
from ..games.hedonic import HedonicGame
from ..kernels.partitions import bell, labels_of, restricted_growth
from ..kernels.structures import best_structures
from ..players import Partition
from ..scalars import Array

#: Moves of one player: whether those who are joined must not lose, and whether those who are left must not lose.
CONSENT = {
    "Nash stable": (False, False),
    "individually stable": (True, False),
    "contractually Nash stable": (False, True),
    "contractually individually stable": (True, True),
}
#: What a coalition needs in order to block: everybody gains; nobody loses and somebody gains; somebody gains.
BLOCKING = ("core stable", "strictly core stable", "perfect partition")
#: What another partition needs in order to be better.
COMPARED = ("Pareto optimal partition", "popular partition", "strong Nash stable")
NOTIONS = (*CONSENT, *BLOCKING, *COMPARED)

STRUCTURES_UP_TO = 16  #: players for the 3**n / 2 steps of a comparison with all partitions by their coalitions
PARTITIONS_UP_TO = 11  #: players for a pass over all Bell(n) partitions


def checked_blocks(game: Any, blocks: Any) -> Partition:
    """The partition with these masks, which must be in the order of their first members: one partition, one tuple."""
    if not isinstance(game, HedonicGame):
        raise CertificateError(f"expected a hedonic game, got {type(game).__name__}")
    grand = game.players.grand
    if type(blocks) is not tuple or not all(type(m) is int and 0 < m <= grand for m in blocks):
        raise CertificateError(f"expected a tuple of masks from 1 to {grand}, got {blocks!r:.100}")
    try:
        partition = Partition(game.players, blocks)
    except InvalidArgumentError as error:
        raise CertificateError(str(error)) from None
    if partition.masks != blocks:
        raise CertificateError(f"expected coalitions in the order of their first members, got {blocks}")
    return partition


def gains(game: HedonicGame, partition: Partition) -> tuple[Array, Array]:
    """For each player and each coalition, whether the player likes it better than the own one, and whether less."""
    own = game.ranks_of(partition)[:, None]
    return game.ranks > own, (game.ranks < own) & (game.ranks >= 0)


def consents(game: HedonicGame) -> tuple[Array, Array]:
    """For each player i and each coalition: whether nobody in it loses when i joins (i not in it), or leaves (i in it)."""
    n = len(game.players)
    joins, leaves = np.zeros((2, n, 1 << n), dtype=np.bool_)
    for i in range(n):
        pairs = np.delete(game.ranks, i, axis=0).reshape(n - 1, 1 << (n - 1 - i), 2, 1 << i)  # all the others' ranks
        without, together = pairs[:, :, 0], pairs[:, :, 1]
        joins[i].reshape(-1, 2, 1 << i)[:, 0] = (together >= without).all(axis=0)  # both are -1 for those who are not in it
        leaves[i].reshape(-1, 2, 1 << i)[:, 1] = (without >= together).all(axis=0)
    return joins, leaves


def blocking(game: HedonicGame, notion: str, partition: Partition) -> Array:
    """For each coalition, whether it blocks the partition in the sense of core, strict core or perfection."""
    better, worse = gains(game, partition)
    somebody: Array = np.any(better, axis=0)
    if notion == "core stable":
        somebody &= np.all(better | (game.ranks < 0), axis=0)
    elif notion == "strictly core stable":
        somebody &= ~np.any(worse, axis=0)
    return somebody


def score(game: HedonicGame, notion: str, partition: Partition) -> Array:
    """For each coalition, what it adds to a vote against the partition: gainers, minus losers (Pareto: prohibitive losers)."""
    better, worse = gains(game, partition)
    votes: Array = better.sum(axis=0, dtype=np.int64)
    prohibitive = len(game.players) + 1
    votes -= (prohibitive if notion == "Pareto optimal partition" else 1) * worse.sum(axis=0, dtype=np.int64)
    return votes


def is_better(game: HedonicGame, notion: str, old: Partition, new: Partition) -> bool:
    """Whether the new partition beats the old: Pareto, by a majority, or because those who do not gain need not move."""
    before, after = game.ranks_of(old), game.ranks_of(new)
    gainers, losers = after > before, after < before
    if notion == "Pareto optimal partition":
        return bool(gainers.any() and not losers.any())
    if notion == "popular partition":
        return int(gainers.sum()) > int(losers.sum())
    stay = sum(1 << i for i in np.flatnonzero(~gainers).tolist())
    together = [{m & stay for m in p.masks} - {0} for p in (old, new)]
    return old != new and together[0] == together[1]


def strong_nash_moves(game: HedonicGame, partition: Partition) -> tuple[Array, Array]:
    """All partitions as restricted growth strings, and those that players who all gain can move to while the others stay."""
    n = len(game.players)
    labels = restricted_growth(n, limit=PARTITIONS_UP_TO)
    ranks = ranks_of_rows(game, labels)
    old = labels_of(partition.masks, n)
    stay = ranks <= game.ranks_of(partition)
    moved = (labels != old).any(axis=1)
    for i in range(n):
        for j in range(i):
            moved &= ~(stay[:, i] & stay[:, j]) | ((labels[:, i] == labels[:, j]) == (old[i] == old[j]))
    return labels, moved


def own_blocks(labels: Array) -> Array:
    """For each partition (a restricted growth string) and each member, the mask of the block with that member."""
    n = labels.shape[1]
    own = np.zeros(labels.shape, dtype=np.int64)
    for j in range(n):
        own |= (labels == labels[:, j : j + 1]).astype(np.int64) << j
    return own


def ranks_of_rows(game: HedonicGame, labels: Array) -> Array:
    """The rank of each player's coalition in each partition (a restricted growth string)."""
    return game.ranks[np.arange(labels.shape[1]), own_blocks(labels)]


@dataclass(frozen=True, slots=True)
class IndividualMove:
    """A player who gains by joining another coalition of the partition (or nobody), and those whose consent it takes agree."""

    notion: str
    blocks: tuple[int, ...]
    player: int
    joined: int  #: the mask of the coalition joined, 0 for being alone

    @property
    def proves(self) -> tuple[str, ...]:
        """The notion of stability that the partition misses."""
        return (self.notion,) if self.notion in CONSENT else ()

    @property
    def judged(self) -> tuple[int, ...]:
        """The partition that was asked about."""
        return self.blocks

    def check(self, game: HedonicGame) -> bool:
        """False (not stable); raises CertificateError if the player cannot make the move or does not gain."""
        partition = checked_blocks(game, self.blocks)
        if self.notion not in CONSENT or type(self.player) is not int or not 0 <= self.player < len(game.players):
            raise CertificateError(
                f"expected a notion among {', '.join(CONSENT)} and a player, got {self.notion!r}, {self.player!r}"
            )
        home = next(m for m in partition.masks if m >> self.player & 1)
        if type(self.joined) is not int or self.joined not in (*partition.masks, 0) or self.joined == home:
            raise CertificateError(f"expected another coalition of the partition, or 0, to be joined, got {self.joined!r}")
        bit, ranks = 1 << self.player, game.ranks
        if ranks[self.player, self.joined | bit] <= ranks[self.player, home]:
            raise CertificateError(f"expected a move from which {game.players.names[self.player]} gains, got one without gain")
        ask_joined, ask_left = CONSENT[self.notion]
        others = [i for i in range(len(game.players)) if i != self.player]
        for i in others:
            if ask_joined and self.joined >> i & 1 and ranks[i, self.joined | bit] < ranks[i, self.joined]:
                raise CertificateError(f"expected the consent of those who are joined, but {game.players.names[i]} loses")
            if ask_left and home >> i & 1 and ranks[i, home ^ bit] < ranks[i, home]:
                raise CertificateError(f"expected the consent of those who are left, but {game.players.names[i]} loses")
        return False

    def describe(self, game: HedonicGame) -> str:
        name = game.players.names[self.player]
        move = f"gains by joining {game.players.coalition(self.joined)}" if self.joined else "gains by leaving, to be alone"
        ask_joined, ask_left = CONSENT[self.notion]
        where = [w for w, ask in (("there", ask_joined and self.joined), ("left behind", ask_left)) if ask]
        return f"{name} {move}" + (f", and nobody {' or '.join(where)} loses" if where else "")

    def to_dict(self) -> dict[str, Any]:
        out = {"kind": "individual move", "notion": self.notion, "blocks": list(self.blocks)}
        return {**out, "player": self.player, "joined": self.joined}


@dataclass(frozen=True, slots=True)
class BlockingCoalition:
    """A coalition that blocks: all members gain (core), none loses and some gain (strict core), some gain (perfect)."""

    notion: str
    blocks: tuple[int, ...]
    mask: int

    @property
    def proves(self) -> tuple[str, ...]:
        """The notion of stability that the partition misses."""
        return (self.notion,) if self.notion in BLOCKING else ()

    @property
    def judged(self) -> tuple[int, ...]:
        """The partition that was asked about."""
        return self.blocks

    def _sides(self, game: HedonicGame) -> tuple[list[int], list[int], list[int]]:
        own = game.ranks_of(checked_blocks(game, self.blocks))
        if type(self.mask) is not int or not 0 < self.mask <= game.players.grand:
            raise CertificateError(f"expected the mask of a non-empty coalition, got {self.mask!r}")
        members = [i for i in range(len(game.players)) if self.mask >> i & 1]
        gain = [i for i in members if game.ranks[i, self.mask] > own[i]]
        return members, gain, [i for i in members if game.ranks[i, self.mask] < own[i]]

    def check(self, game: HedonicGame) -> bool:
        """False (not stable); raises CertificateError if the coalition does not block the partition."""
        members, gain, lose = self._sides(game)
        enough = {"core stable": gain == members, "strictly core stable": not lose, "perfect partition": True}
        if not gain or not enough.get(self.notion, False):
            raise CertificateError(f"expected a coalition that blocks, {game.players.coalition(self.mask)} does not")
        return False

    def describe(self, game: HedonicGame) -> str:
        _, gain, lose = self._sides(game)
        coalition = game.players.coalition(self.mask)
        if self.notion == "core stable":
            return f"{coalition} is better for all its members"
        who = ", ".join(str(game.players.names[i]) for i in gain)
        return f"{coalition} is better for {who}" + (" and worse for none of its members" if not lose else "")

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "blocking coalition", "notion": self.notion, "blocks": list(self.blocks), "mask": self.mask}


@dataclass(frozen=True, slots=True)
class BetterPartition:
    """Another partition that beats the one asked about.

    Pareto: nobody loses and somebody gains. Popular: more players gain than lose. Strong Nash: all who do not gain can stay
    where they are (two of them are together in the one partition iff they are in the other), so the gainers make the move.
    """

    notion: str
    blocks: tuple[int, ...]
    other: tuple[int, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The notion that the partition misses."""
        return (self.notion,) if self.notion in COMPARED else ()

    @property
    def judged(self) -> tuple[int, ...]:
        """The partition that was asked about."""
        return self.blocks

    def check(self, game: HedonicGame) -> bool:
        """False; raises CertificateError if the other partition does not beat the one asked about."""
        old, new = checked_blocks(game, self.blocks), checked_blocks(game, self.other)
        if self.notion not in COMPARED or not is_better(game, self.notion, old, new):
            raise CertificateError(f"expected a partition that beats {old}, {new} does not")
        return False

    def describe(self, game: HedonicGame) -> str:
        old, new = Partition(game.players, self.blocks), Partition(game.players, self.other)
        before, after = game.ranks_of(old), game.ranks_of(new)
        gain = ", ".join(str(p) for p, a, b in zip(game.players, before, after, strict=True) if b > a)
        lose = ", ".join(str(p) for p, a, b in zip(game.players, before, after, strict=True) if b < a)
        if self.notion == "strong Nash stable":
            return f"{gain} gain by moving to {new}" if "," in gain else f"{gain} gains by moving to {new}"
        return f"{new} is better for {gain} and worse for {lose or 'nobody'}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "better partition", "notion": self.notion, "blocks": list(self.blocks), "other": list(self.other)}


@dataclass(frozen=True, slots=True)
class NoDeviation:
    """A partition that nothing breaks. The check goes through all that could, straight from the definition.

    Moves of one player: n times the coalitions of the partition. Core, strict core, perfect: 2**n coalitions. Pareto, popular:
    the partition that is best against this one, built up over all coalitions (3**n / 2 steps, up to 16 players). Strong Nash:
    all Bell(n) partitions (up to 11 players).
    """

    notion: str
    blocks: tuple[int, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The notion of stability."""
        return (self.notion,) if self.notion in NOTIONS else ()

    @property
    def judged(self) -> tuple[int, ...]:
        """The partition that was asked about."""
        return self.blocks

    def check(self, game: HedonicGame) -> bool:
        """True (stable); raises CertificateError with what breaks the partition."""
        partition = checked_blocks(game, self.blocks)
        if self.notion not in NOTIONS:
            raise CertificateError(f"expected a notion among {', '.join(NOTIONS)}, got {self.notion!r}")
        broken = bool(self._broken(game, partition))
        if broken:
            raise CertificateError(f"expected a partition that is {self.notion}, {partition} is not")
        return True

    def _broken(self, game: HedonicGame, partition: Partition) -> bool:
        n = len(game.players)
        if self.notion in CONSENT:
            return any(
                self._holds(IndividualMove(self.notion, self.blocks, i, joined), game)
                for i in range(n)
                for joined in (*self.blocks, 0)
            )
        if self.notion in BLOCKING:
            return bool(blocking(game, self.notion, partition).any())
        if self.notion == "strong Nash stable":
            if n > PARTITIONS_UP_TO:
                raise CertificateError(f"expected at most {PARTITIONS_UP_TO} players for a pass over {bell(n)} partitions")
            return bool(strong_nash_moves(game, partition)[1].any())
        if n > STRUCTURES_UP_TO:
            raise CertificateError(f"expected at most {STRUCTURES_UP_TO} players for a comparison with all partitions")
        return int(best_structures(score(game, self.notion, partition))[-1]) > 0

    @staticmethod
    def _holds(move: IndividualMove, game: HedonicGame) -> bool:
        try:
            return not move.check(game)
        except CertificateError:
            return False

    def describe(self, game: HedonicGame) -> str:
        n = len(game.players)
        if self.notion in CONSENT:
            return f"no move of one of {n} players"
        return f"no coalition of {n} players" if self.notion in BLOCKING else f"no other partition of {n} players"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "no deviation", "notion": self.notion, "blocks": list(self.blocks)}
