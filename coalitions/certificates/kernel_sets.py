"""Evidence about the kernel and the prekernel as sets, and about single points of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any, Literal

import numpy as np

from ..errors import CertificateError
from ..games.payoff_pieces import PayoffPieces
from ..games.tu import CoalitionalGame, exact_table
from ..kernels.cells import joined_segments
from ..kernels.surplus_cells import surplus_cells
from ..players import Payoffs
from ..scalars import Array
from .cores import excess_numerators
from .plain import fractions
from .surpluses import EqualSurpluses

KernelSet = Literal["kernel set", "prekernel set"]
KernelPoint = Literal["kernel point", "prekernel point"]
Point = tuple[Fraction, ...]
MOST_PIECES = 1_000_000  #: at any step of the check


@dataclass(frozen=True, slots=True)
class SurplusPieces:
    """All polytopes of the kernel or the prekernel, by their corners.

    The check shows each piece to be in the set by its corners: for each pair of players there are coalitions that are largest
    at all corners, so on the whole piece, and whose excesses agree at all of them (or the player with the smaller one gets v(j)
    at all). That nothing is missing is shown by cutting up all payoffs again, with the pairs in the opposite order: the largest
    polytopes that come out do not depend on the order.
    """

    concept: KernelSet
    pieces: tuple[tuple[Point, ...], ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The set."""
        return (self.concept,)

    def check(self, game: CoalitionalGame) -> PayoffPieces:
        """The set; raises CertificateError if a piece does not belong to it or is missing."""
        if self.concept not in ("kernel set", "prekernel set"):
            raise CertificateError(f"expected the kernel or the prekernel as a set, got {self.concept!r}")
        kernel, n = self.concept == "kernel set", len(game.players)
        for piece in self.pieces:
            _check_piece([excess_numerators(game, corner) for corner in piece], kernel)
        worths, denominator = exact_table(game)
        pairs = list(combinations(range(n), 2))[::-1]
        cells = surplus_cells(worths.tolist(), pairs, kernel=kernel, pieces=MOST_PIECES)
        if self.pieces != in_units(joined_segments(cell.points() for cell in cells), denominator):
            raise CertificateError("expected all polytopes of the set and no others, by their corners in ascending order")
        return PayoffPieces(game.players, tuple(tuple(Payoffs(game.players, c) for c in piece) for piece in self.pieces))

    def describe(self, game: CoalitionalGame) -> str:
        count = len(self.pieces)
        if not count:
            return "no payoffs pass all pairs"
        return f"{'one polytope' if count == 1 else f'{count} polytopes'}, found by cutting in two orders"

    def to_dict(self) -> dict[str, Any]:
        pieces = [[[str(a) for a in corner] for corner in piece] for piece in self.pieces]
        return {"kind": "surplus pieces", "concept": self.concept, "pieces": pieces}


def in_units(pieces: tuple[tuple[Point, ...], ...], denominator: int) -> tuple[tuple[Point, ...], ...]:
    """The pieces of a game of whole worths in the units of the game itself."""
    return tuple(tuple(tuple(a / denominator for a in corner) for corner in piece) for piece in pieces)


def _check_piece(at_corners: list[tuple[Array, int]], kernel: bool) -> None:
    """Raises CertificateError unless the hull of the corners, given by their excesses, is in the kernel or prekernel."""
    n = len(at_corners[0][0]).bit_length() - 1
    masks = np.arange(1 << n)
    if any(excess[-1] != 0 or (kernel and any(excess[1 << i] > 0 for i in range(n))) for excess, _ in at_corners):
        raise CertificateError("expected corners that share v(N), with at least v(i) for each player in the kernel")
    for i, j in combinations(range(n), 2):
        tops = []
        for first, second in ((i, j), (j, i)):
            side = (masks >> first & 1 == 1) & (masks >> second & 1 == 0)
            always = [excess == excess[side].max() for excess, _ in at_corners]
            common = np.flatnonzero(np.logical_and.reduce(always) & side)
            if not len(common):
                raise CertificateError("expected a coalition that is largest on the whole piece for each side of each pair")
            tops.append(int(common[0]))
        gaps = [int(excess[tops[0]]) - int(excess[tops[1]]) for excess, _ in at_corners]
        poor = [kernel and all(excess[1 << k] == 0 for excess, _ in at_corners) for k in (i, j)]
        if any(gaps) and not (poor[1] and min(gaps) >= 0) and not (poor[0] and max(gaps) <= 0):
            raise CertificateError("expected equal surpluses of each pair of players on the whole piece")


@dataclass(frozen=True, slots=True)
class SurplusPoint:
    """One point of the kernel or the prekernel: the check computes all surpluses, n**2 2**(n-2) excesses."""

    concept: KernelPoint
    amounts: Point

    @property
    def proves(self) -> tuple[str, ...]:
        """Which set it is a point of."""
        return (self.concept,)

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The payoffs; raises CertificateError if a player outweighs another."""
        if self.concept not in ("kernel point", "prekernel point"):
            raise CertificateError(f"expected a point of the kernel or the prekernel, got {self.concept!r}")
        fractions(self.amounts, len(game.players))
        EqualSurpluses("in the kernel" if self.concept == "kernel point" else "in the prekernel", self.amounts).check(game)
        return Payoffs(game.players, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return EqualSurpluses("in the kernel" if self.concept == "kernel point" else "in the prekernel", ()).describe(game)

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "surplus point", "concept": self.concept, "amounts": [str(a) for a in self.amounts]}
