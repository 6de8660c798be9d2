"""Evidence about conditions on preferences that make sure of a core partition: top coalitions, a common ranking, an order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.hedonic import HedonicGame
from ..kernels.subsets import subset_sums
from ..scalars import Array

#: Whether a top coalition may be built up in steps, by the property that asks for it.
TOP = {"top coalition property": False, "weak top coalition property": True}
#: The most players for going through all parts of all sets of players.
TOP_UP_TO = 12


def tops_within(game: HedonicGame, mask: int, weak: bool) -> Array:
    """The coalitions within a set of players that are a top coalition of it, or a weak one.

    S is a top coalition of V if each of its members likes no other coalition within V better. It is a weak one if its members
    can be put in a sequence of groups such that whatever somebody likes better than S, within V, takes in a member of an
    earlier group.
    """
    n = len(game.players)
    inside = subset_sums([1 << i for i in range(n) if mask >> i & 1], np.int64)
    ranks = game.ranks[:, inside]
    if not weak:
        best = ranks.max(axis=1)[:, None]
        found: Array = inside[np.all((ranks == best) | (ranks < 0), axis=0) & (inside > 0)]
        return found
    weakly = [s for k, s in enumerate(inside.tolist()) if s and _settled(ranks, inside, k) == s]
    return np.array(weakly, dtype=np.int64)


def _settled(ranks: Array, inside: Array, k: int) -> int:
    """The members of coalition number k who get their place in the sequence of groups."""
    coalition, settled = int(inside[k]), 0
    while True:
        free = (inside & settled) == 0
        new = sum(1 << i for i in _bits(coalition & ~settled) if ranks[i, free].max() <= ranks[i, k])
        if not new:
            return settled
        settled |= new


def _bits(mask: int) -> list[int]:
    return [i for i in range(mask.bit_length()) if mask >> i & 1]


def hedonic_only(game: Any) -> HedonicGame:
    """The game; evidence about preferences says nothing about another form."""
    if not isinstance(game, HedonicGame):
        raise CertificateError(f"expected a hedonic game, got {type(game).__name__}")
    return game


@dataclass(frozen=True, slots=True)
class TopEverywhere:
    """Every non-empty set of players has a top coalition (a weak one). The check looks for one in each of the 2**n sets."""

    asked: str

    @property
    def proves(self) -> tuple[str, ...]:
        """The property."""
        return (self.asked,) if self.asked in TOP else ()

    def check(self, game: HedonicGame) -> bool:
        """True; raises CertificateError with a set of players that has no top coalition."""
        n = len(hedonic_only(game).players)
        if n > TOP_UP_TO:
            raise CertificateError(f"expected at most {TOP_UP_TO} players to go through all parts of all sets, got {n}")
        for mask in range(1, 1 << n):
            if not len(tops_within(game, mask, TOP[self.asked])):
                raise CertificateError(f"expected a top coalition in each set, {game.players.coalition(mask)} has none")
        return True

    def describe(self, game: HedonicGame) -> str:
        return f"each set of {len(game.players)} players has one"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "top coalitions everywhere", "asked": self.asked}


@dataclass(frozen=True, slots=True)
class NoTopCoalition:
    """A set of players none of whose coalitions is a top coalition of it (a weak one)."""

    asked: str
    mask: int

    @property
    def proves(self) -> tuple[str, ...]:
        """The property that fails."""
        return (self.asked,) if self.asked in TOP else ()

    def check(self, game: HedonicGame) -> bool:
        """False; raises CertificateError if the set has a top coalition."""
        if type(self.mask) is not int or not 0 < self.mask <= hedonic_only(game).players.grand:
            raise CertificateError(f"expected the mask of a non-empty set of players, got {self.mask!r}")
        found = tops_within(game, self.mask, TOP[self.asked])
        if len(found):
            raise CertificateError(
                f"expected a set without a top coalition, got one with {game.players.coalition(int(found[0]))}"
            )
        return False

    def describe(self, game: HedonicGame) -> str:
        return f"{game.players.coalition(self.mask)} has none"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "no top coalition", "asked": self.asked, "mask": self.mask}


@dataclass(frozen=True, slots=True)
class CommonRanking:
    """A level for each coalition such that everybody likes the own coalitions in the order of the levels."""

    levels: tuple[int, ...]  #: by mask; that of the empty coalition does not matter
    proves: ClassVar[tuple[str, ...]] = ("common ranking property",)

    def check(self, game: HedonicGame) -> bool:
        """True; raises CertificateError if somebody likes two coalitions in another order."""
        n = len(hedonic_only(game).players)
        if type(self.levels) is not tuple or not all(type(v) is int and 0 <= v < 1 << n for v in self.levels):
            raise CertificateError(f"expected whole levels from 0 to {(1 << n) - 1}, got {self.levels!r:.100}")
        levels = np.array(self.levels, dtype=np.int64)
        if len(levels) != 1 << n:
            raise CertificateError(f"expected a level for each of {1 << n} coalitions, got {len(levels)}")
        for i, name in enumerate(game.players):
            own = np.flatnonzero(game.ranks[i] >= 0)
            own = own[np.argsort(game.ranks[i, own], kind="stable")]
            if (np.sign(np.diff(levels[own])) != np.sign(np.diff(game.ranks[i, own]))).any():
                raise CertificateError(f"expected a ranking that all agree with, {name} does not")
        return True

    def describe(self, game: HedonicGame) -> str:
        return f"all agree with one ranking of {(1 << len(game.players)) - 1} coalitions"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "common ranking", "levels": list(self.levels)}


@dataclass(frozen=True, slots=True)
class RankingCycle:
    """Coalitions in a cycle in which somebody likes each at least as much as the one before, and at one place better."""

    steps: tuple[tuple[int, int], ...]  #: (mask of a coalition, the player who likes the next one at least as much)
    proves: ClassVar[tuple[str, ...]] = ("common ranking property",)

    def check(self, game: HedonicGame) -> bool:
        """False; raises CertificateError if a step does not hold, or if all are ties."""
        n, strictly = len(hedonic_only(game).players), False
        if type(self.steps) is not tuple or not all(
            type(step) is tuple and len(step) == 2 and all(type(v) is int for v in step) for step in self.steps
        ):
            raise CertificateError(f"expected pairs of a coalition and a player, got {self.steps!r:.100}")
        for (mask, player), (following, _) in zip(self.steps, self.steps[1:] + self.steps[:1], strict=True):
            both = mask & following
            if not 0 <= player < n or not 0 < mask < 1 << n or not both >> player & 1:
                raise CertificateError(f"expected a player who is in both coalitions, got {player} with {mask} and {following}")
            before, after = int(game.ranks[player, mask]), int(game.ranks[player, following])
            if after < before:
                raise CertificateError(f"expected steps that are liked, {game.players.names[player]} likes {mask} better")
            strictly |= after > before
        if not strictly:
            raise CertificateError("expected a cycle with a step up, got only ties")
        return False

    def describe(self, game: HedonicGame) -> str:
        words = []
        for (mask, player), (following, _) in zip(self.steps, self.steps[1:] + self.steps[:1], strict=True):
            tie = game.ranks[player, mask] == game.ranks[player, following]
            words.append(f"{game.players.coalition(mask)} {'~' if tie else '<'}[{game.players.names[player]}]")
        return f"a cycle: {' '.join(words)} {game.players.coalition(self.steps[0][0])}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "ranking cycle", "steps": [list(step) for step in self.steps]}


def wanted(game: HedonicGame) -> list[int]:
    """The coalitions that each member likes better than being alone: only these can block with a gain for all."""
    alone = game.ranks[np.arange(len(game.players)), [1 << i for i in range(len(game.players))]]
    better = np.all((game.ranks > alone[:, None]) | (game.ranks < 0), axis=0)
    return [m for m in np.flatnonzero(better).tolist() if m]


def may_follow(coalitions: list[int], placed: int, grand: int) -> int:
    """Who may come next when these players are placed: whoever is in all coalitions that are begun and not complete."""
    allowed = grand & ~placed
    for mask in coalitions:
        if mask & placed and mask & ~placed:
            allowed &= mask
    return allowed


@dataclass(frozen=True, slots=True)
class ConsecutiveOrder:
    """An order of the players in which every coalition that all its members like better than being alone is a run."""

    order: tuple[int, ...]
    proves: ClassVar[tuple[str, ...]] = ("consecutive order",)

    def check(self, game: HedonicGame) -> tuple[Any, ...]:
        """The names in this order; raises CertificateError with a coalition that is no run."""
        n = len(hedonic_only(game).players)
        if type(self.order) is not tuple or any(type(i) is not int for i in self.order) or sorted(self.order) != [*range(n)]:
            raise CertificateError(f"expected an order of {n} players, got {self.order!r:.100}")
        place = {i: k for k, i in enumerate(self.order)}
        for mask in wanted(game):
            places = [place[i] for i in _bits(mask)]
            if max(places) - min(places) + 1 != len(places):
                raise CertificateError(f"expected coalitions without gaps, {game.players.coalition(mask)} has one")
        return tuple(game.players.names[i] for i in self.order)

    def describe(self, game: HedonicGame) -> str:
        return "each coalition that all members like better than being alone is a run of neighbors"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "consecutive order", "order": list(self.order)}


@dataclass(frozen=True, slots=True)
class NoConsecutiveOrder:
    """There is no such order. The check goes through all beginnings of one, as sets: who may follow depends on nothing else."""

    proves: ClassVar[tuple[str, ...]] = ("consecutive order",)

    def check(self, game: HedonicGame) -> None:
        """None; raises CertificateError if some beginning can be completed."""
        grand = hedonic_only(game).players.grand
        coalitions, beginnings = wanted(game), {0}
        for _ in range(len(game.players)):
            beginnings = {p | 1 << i for p in beginnings for i in _bits(may_follow(coalitions, p, grand))}
        if beginnings:
            raise CertificateError("expected no consecutive order, but there is one")

    def describe(self, game: HedonicGame) -> str:
        return f"no beginning of an order of {len(game.players)} players can be completed"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "no consecutive order"}
