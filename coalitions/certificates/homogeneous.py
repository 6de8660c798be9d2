"""Evidence about homogeneous votes: shares at which all minimal winning coalitions divide exactly 1, or why there are none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.tu import CoalitionalGame
from ..kernels.subsets import subset_sums
from ..players import Payoffs
from ..scalars import Array, to_integers
from .plain import fractions, simple

Weighted = tuple[tuple[int, Fraction], ...]  #: masks of coalitions with numbers


def edges(table: Array) -> tuple[list[int], list[int]]:
    """The minimal winning and the maximal losing coalitions of a simple game."""
    n, masks = len(table).bit_length() - 1, np.arange(len(table))
    minimal, maximal = table > 0, table == 0
    for i in range(n):
        bit = 1 << i
        minimal &= (masks & bit == 0) | (table[masks & ~bit] == 0)
        maximal &= (masks & bit > 0) | (table[masks | bit] > 0)
    return np.flatnonzero(minimal).tolist(), np.flatnonzero(maximal).tolist()


@dataclass(frozen=True, slots=True)
class HomogeneousShares:
    """Shares at which every minimal winning coalition has 1, every losing one less, and who is in no minimal one nothing."""

    amounts: tuple[Fraction, ...]
    proves: ClassVar[tuple[str, ...]] = ("demand bargaining shares",)

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The shares; raises CertificateError where a coalition has another total."""
        table = simple(game)
        shares = fractions(self.amounts, len(table.players))
        if min(shares, default=Fraction(0)) < 0:
            raise CertificateError("expected shares of at least 0")
        minimal, maximal = edges(table.table)
        numerators, scale = to_integers(shares)
        totals = subset_sums(numerators.astype(object), object)
        needed = 0
        for mask in minimal:
            needed |= mask
            if totals[mask] != scale:
                raise CertificateError(
                    f"expected 1 for {table.players.coalition(mask)}, got {Fraction(int(totals[mask]), scale)}"
                )
        if any(share and not needed >> i & 1 for i, share in enumerate(shares)) or any(totals[m] >= scale for m in maximal):
            raise CertificateError("expected nothing for players without power, and less than 1 for losing coalitions")
        return Payoffs(table.players, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        many = len(edges(simple(game).table)[0])
        return f"each of {many} minimal winning coalitions divides exactly 1, and each losing one has less"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "homogeneous shares", "amounts": [str(a) for a in self.amounts]}


@dataclass(frozen=True, slots=True)
class ConflictingCoalitions:
    """Numbers y on minimal winning coalitions (of sum 1) and z >= 0 on losing ones (of sum 1 at most) that rule out shares.

    Each player is in the losing coalitions at least as often, counted with z, as in the winning ones, counted with y. So for
    all shares d >= 0 with d(S) = 1 for minimal winning S, the sum of z d(L) is at least the sum of y d(S), which is 1: some
    losing coalition L would have 1 or more.
    """

    winning: Weighted
    losing: Weighted
    proves: ClassVar[tuple[str, ...]] = ("demand bargaining shares",)

    def check(self, game: CoalitionalGame) -> None:
        """None (there are no such shares); raises CertificateError where the numbers do not rule them out."""
        table = simple(game)
        minimal = set(edges(table.table)[0])
        y, z = fractions(v for _, v in self.winning), fractions(v for _, v in self.losing)
        masks = [m for m, _ in (*self.winning, *self.losing)]
        if not all(type(m) is int and 0 <= m < len(table.table) for m in masks):
            raise CertificateError(f"expected masks of coalitions, got {masks}")
        if not {m for m, _ in self.winning} <= minimal or any(table.table[m] for m, _ in self.losing):
            raise CertificateError("expected minimal winning coalitions and losing ones")
        if sum(y) != 1 or sum(z) > 1 or min(z, default=Fraction(0)) < 0:
            raise CertificateError("expected numbers of sum 1 on winning coalitions, and of at most 1 on losing ones")
        for i in range(len(table.players)):
            if _at(self.winning, i) > _at(self.losing, i):
                raise CertificateError(f"expected {table.players.names[i]} at least as often in the losing coalitions")

    def describe(self, game: CoalitionalGame) -> str:
        players = simple(game).players
        won, lost = (" + ".join(f"{v} {players.coalition(m)}" for m, v in side[:6]) for side in (self.winning, self.losing))
        return f"if {won} is worth 1, as minimal winning coalitions would be, then {lost or 'nothing'} is too, which loses"

    def to_dict(self) -> dict[str, Any]:
        winning, losing = ([[str(m), str(v)] for m, v in side] for side in (self.winning, self.losing))
        return {"kind": "conflicting coalitions", "winning": winning, "losing": losing}


def _at(side: Iterable[tuple[int, Fraction]], player: int) -> Fraction:
    return sum((v for m, v in side if m >> player & 1), start=Fraction(0))
