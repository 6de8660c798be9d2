"""Evidence for clan games: a coalition that breaks one of the properties, or all comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np

from ..errors import CertificateError
from ..games.tu import CoalitionalGame, exact_table
from ..kernels.subsets import subset_sums
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
        return f"v({name}) = {worth}" + (", without the whole clan" if self.broken == "clan" else "")

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
