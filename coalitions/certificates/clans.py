"""Evidence for clan games: a coalition that breaks one of the properties, or all comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np

from ..errors import CertificateError
from ..games.tu import CoalitionalGame, exact_table
from ..kernels.subsets import subset_sums
from ..players import Player
from ..scalars import Array, quotient

Property = Literal["not negative", "contribution", "clan", "union"]


def contributions_outside(worths: Array, clan: int) -> list[int]:
    """v(N) - v(N without i) for each player outside the clan, and 0 for those in it."""
    n = len(worths).bit_length() - 1
    grand = len(worths) - 1
    return [0 if clan >> i & 1 else int(worths[grand]) - int(worths[grand ^ 1 << i]) for i in range(n)]


def _clan(game: CoalitionalGame, mask: int) -> int:
    if type(mask) is not int or not 0 < mask <= game.players.grand:
        raise CertificateError(f"expected a clan of players, got the mask {mask!r}")
    return mask


@dataclass(frozen=True, slots=True)
class ClanBreach:
    """A coalition S with which a game fails to be a clan game with clan C.

    not negative: v(S) < 0. contribution: v(N) < v(S), where S is everybody but one player. clan: v(S) is not 0, although S
    lacks a member of C. union: S contains C, and v(N) - v(S) is less than the sum of v(N) - v(N without i) over all i
    outside S.
    """

    clan: int
    broken: Property
    mask: int
    proves: ClassVar[tuple[str, ...]] = ("clan game",)

    @property
    def judged(self) -> int:
        """The mask of the clan that was asked about."""
        return self.clan

    def check(self, game: CoalitionalGame) -> bool:
        """False (not a clan game); raises CertificateError if the coalition does not show that."""
        worths, _ = exact_table(game)
        clan, grand = _clan(game, self.clan), game.players.grand
        if type(self.mask) is not int or not 0 <= self.mask <= grand:
            raise CertificateError(f"expected the mask of a coalition, got {self.mask!r}")
        inside, worth = self.mask & clan == clan, int(worths[self.mask])
        lost = sum(m for i, m in enumerate(contributions_outside(worths, clan)) if not self.mask >> i & 1)
        shown = {
            "not negative": worth < 0,
            "contribution": (grand ^ self.mask).bit_count() == 1 and int(worths[grand]) < worth,
            "clan": not inside and worth != 0,
            "union": inside and int(worths[grand]) - worth < lost,
        }
        if not shown.get(self.broken, False):
            raise CertificateError(f"expected a coalition that breaks the property {self.broken!r}, got one that does not")
        return False

    def describe(self, game: CoalitionalGame) -> str:
        worths, denominator = exact_table(game)
        name, worth = game.players.coalition(self.mask), quotient(int(worths[self.mask]), denominator)
        whole = quotient(int(worths[-1]), denominator)
        if self.broken == "union":
            single = contributions_outside(worths, self.clan)
            lost = quotient(sum(m for i, m in enumerate(single) if not self.mask >> i & 1), denominator)
            return f"all players outside {name} add {whole - worth} together, and {lost} one by one"
        if self.broken == "contribution":
            return f"v(N) = {whole} is less than v({name}) = {worth}"
        missing = game.players.coalition(self.clan & ~self.mask)
        return f"v({name}) = {worth}" + (f", without {missing}" if self.broken == "clan" else "")

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "clan breach", "clan": str(self.clan), "property": self.broken, "mask": str(self.mask)}


@dataclass(frozen=True, slots=True)
class ClanHolds:
    """A clan game: all four properties compared on all coalitions, for the union property one by one. Cost n 2**n."""

    clan: int
    proves: ClassVar[tuple[str, ...]] = ("clan game",)

    @property
    def judged(self) -> int:
        """The mask of the clan that was asked about."""
        return self.clan

    def check(self, game: CoalitionalGame) -> bool:
        """True; raises CertificateError where a property fails."""
        worths, _ = exact_table(game)
        clan, n = _clan(game, self.clan), len(game.players)
        masks = np.arange(1 << n)
        without = worths[masks & clan != clan]
        whole = int(worths[-1])
        if worths.min() < 0 or (without != 0).any() or any(int(worths[(1 << n) - 1 - (1 << i)]) > whole for i in range(n)):
            raise CertificateError("expected a clan game: nothing negative, and nothing without the clan")
        # v(S) minus the contributions of those in S is largest for N among the coalitions that contain the clan
        totals = subset_sums(np.array(contributions_outside(worths, clan), dtype=object), object)
        rest = worths.astype(object) - totals
        if any(rest[mask] > rest[-1] for mask in masks.tolist() if mask & clan == clan):
            raise CertificateError("expected others who add together at least what they add one by one")
        return True

    def describe(self, game: CoalitionalGame) -> str:
        return f"compared on all coalitions of {len(game.players)} players"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "clan holds", "clan": str(self.clan)}


@dataclass(frozen=True, slots=True)
class BigBoss:
    """The place of a player who is a clan of its own in a monotone game."""

    place: int
    proves: ClassVar[tuple[str, ...]] = ("big boss",)

    def check(self, game: CoalitionalGame) -> Player:
        """The name of the player; raises CertificateError where the game is not a big boss game of this player."""
        if type(self.place) is not int or not 0 <= self.place < len(game.players):
            raise CertificateError(f"expected the place of a player, got {self.place!r}")
        ClanHolds(1 << self.place).check(game)
        worths, _ = exact_table(game)
        for i in range(len(game.players)):
            pairs = worths.reshape(-1, 2, 1 << i)
            if bool((pairs[:, 0] > pairs[:, 1]).any()):
                raise CertificateError(f"expected a monotone game, but some coalition loses by {game.players.names[i]}")
        return game.players.names[self.place]

    def describe(self, game: CoalitionalGame) -> str:
        return f"no coalition is worth more with fewer players, or anything without {game.players.names[self.place]}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "big boss", "place": self.place}


@dataclass(frozen=True, slots=True)
class NoBigBoss:
    """Why no player is a big boss: a coalition that is worth less with one more player, or a breach for each player."""

    decrease: tuple[int, int] | None  #: the mask of a coalition, and the place of a player by whom it loses
    breaches: tuple[ClanBreach, ...]  #: for each player as clan of one, in order; none where a decrease is given
    proves: ClassVar[tuple[str, ...]] = ("big boss",)

    def check(self, game: CoalitionalGame) -> None:
        """None (there is no big boss); raises CertificateError if the evidence does not rule somebody out."""
        n = len(game.players)
        if self.decrease is not None:
            mask, place = self.decrease
            if (
                not all(type(x) is int for x in self.decrease)
                or not 0 <= place < n
                or not 0 <= mask < 1 << n
                or self.breaches != ()
            ):
                raise CertificateError("expected a coalition and the place of a player, and nothing else")
            worths, _ = exact_table(game)
            if mask >> place & 1 or not worths[mask | 1 << place] < worths[mask]:
                raise CertificateError("expected a coalition that is worth less with one more player")
            return
        if not all(isinstance(b, ClanBreach) for b in self.breaches) or [b.clan for b in self.breaches] != [
            1 << i for i in range(n)
        ]:
            raise CertificateError("expected a breach for each player, in order")
        for found in self.breaches:
            found.check(game)

    def describe(self, game: CoalitionalGame) -> str:
        if self.decrease is not None:
            mask, place = self.decrease
            return f"{game.players.coalition(mask)} is worth less with {game.players.names[place]}"
        shown = [f"not {name}: {b.describe(game)}" for name, b in zip(game.players, self.breaches, strict=True)]
        return "; ".join(shown[:4]) + ("; …" if len(shown) > 4 else "")

    def to_dict(self) -> dict[str, Any]:
        breaches = [b.to_dict() for b in self.breaches]
        return {"kind": "no big boss", "decrease": None if self.decrease is None else list(self.decrease), "breaches": breaches}
