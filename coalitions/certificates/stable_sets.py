"""Evidence about stable sets of von Neumann and Morgenstern."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from ..display import format_value
from ..errors import CertificateError
from ..games.payoff_pieces import PayoffPieces
from ..games.tu import CoalitionalGame, exact_table
from ..kernels.cells import Cell, hull
from ..kernels.imputation_cells import effective, first_flaw
from ..kernels.lp import maximize
from ..players import Payoffs
from .plain import fractions

Point = tuple[Fraction, ...]
Pieces = tuple[tuple[Point, ...], ...]
MOST_CUTS = 1_000_000  #: in the check that all others are dominated


def whole_units(game: CoalitionalGame, pieces: Pieces) -> tuple[list[int], list[Cell], int]:
    """Worths as whole numbers over a denominator, and the polytopes in that unit."""
    worths, denominator = exact_table(game)
    cells = [hull([tuple(a * denominator for a in corner) for corner in piece]) for piece in pieces]
    return worths.tolist(), cells, denominator


def _checked(game: CoalitionalGame, pieces: Pieces) -> PayoffPieces:
    """The pieces as payoffs; raises CertificateError where they are not exact, or not one number for each player."""
    players = game.players
    read = tuple(tuple(Payoffs(players, fractions(corner, len(players))) for corner in piece) for piece in pieces)
    if not all(read):
        raise CertificateError("expected pieces with at least one corner each")
    return PayoffPieces(players, read)


def _corners(value: PayoffPieces) -> Pieces:
    """The corners as they were read: what is checked is what the value says."""
    return tuple(tuple(corner.amounts for corner in piece) for piece in value.pieces)


@dataclass(frozen=True, slots=True)
class StablePieces:
    """A union of polytopes, by their corners, that is a stable set.

    The check computes which imputations each polytope dominates through each coalition, by the facets of that region; then
    that no polytope meets such a region, and that every imputation outside of them does. Both are decided exactly, over the
    continuum: what is not dominated is a union of closed polytopes, which must be covered.
    """

    pieces: Pieces
    proves: ClassVar[tuple[str, ...]] = ("stable set",)

    def check(self, game: CoalitionalGame) -> PayoffPieces:
        """The set; raises CertificateError with the reason why it is not stable."""
        value = _checked(game, self.pieces)
        worths, cells, _ = whole_units(game, _corners(value))
        flaw = first_flaw(cells, worths, limit=MOST_CUTS)
        if flaw is not None:
            raise CertificateError(f"expected a stable set, but {'a point of it' if flaw.inside else 'one outside'} breaks it")
        return value

    def describe(self, game: CoalitionalGame) -> str:
        return "no member dominates another, and members dominate every imputation outside"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "stable pieces", "pieces": _plain(self.pieces)}


@dataclass(frozen=True, slots=True)
class StableAsAsked:
    """The set that was asked about, which is stable."""

    pieces: Pieces
    proves: ClassVar[tuple[str, ...]] = ("is a stable set",)

    @property
    def judged(self) -> Pieces:
        """The set that was asked about."""
        return self.pieces

    def check(self, game: CoalitionalGame) -> bool:
        """True; raises CertificateError with the reason why the set is not stable."""
        StablePieces(self.pieces).check(game)
        return True

    def describe(self, game: CoalitionalGame) -> str:
        return StablePieces(self.pieces).describe(game)

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "stable as asked", "pieces": _plain(self.pieces)}


@dataclass(frozen=True, slots=True)
class Unstable:
    """Why a set is not stable: one of three kinds of point.

    With a `better` one: both are in the set, and the better dominates the point through the coalition `mask`. Without: the
    point is an imputation outside that no member dominates, which the check decides by one linear program for each polytope
    and coalition, or it is a corner of the set that is no imputation.
    """

    pieces: Pieces
    point: Point
    better: Point | None = None
    mask: int = 0
    proves: ClassVar[tuple[str, ...]] = ("is a stable set",)

    @property
    def judged(self) -> Pieces:
        """The set that was asked about."""
        return self.pieces

    def check(self, game: CoalitionalGame) -> bool:
        """False; raises CertificateError if the point does not break the set."""
        inside = _checked(game, self.pieces)
        pieces = _corners(inside)
        n, point = len(game.players), fractions(self.point, len(game.players))
        fractions([self.mask])
        worths, denominator = exact_table(game)
        worth = [Fraction(int(w), denominator) for w in worths.tolist()]
        if self.better is not None:
            better = fractions(self.better, n)
            members = [i for i in range(n) if self.mask >> i & 1]
            if not 0 < self.mask < len(worth) or not inside.contains(point) or not inside.contains(better):
                raise CertificateError("expected two points of the set, and a coalition")
            if not all(better[i] > point[i] for i in members) or sum(better[i] for i in members) > worth[self.mask]:
                raise CertificateError("expected more for each member of a coalition than it can afford to give")
            return False
        if self.mask != 0:
            raise CertificateError("expected no coalition where nothing is dominated")
        if not _is_imputation(worth, point):
            if point not in {corner for piece in pieces for corner in piece}:
                raise CertificateError("expected a corner of the set that is no imputation, got another point")
            return False
        if inside.contains(point):
            raise CertificateError("expected an imputation outside the set")
        for mask in effective(worths.tolist()):
            if any(_dominated(point, piece, mask, worth[mask]) for piece in pieces):
                raise CertificateError(
                    f"expected an imputation that no member dominates, {game.players.coalition(mask)} objects"
                )
        return False

    def describe(self, game: CoalitionalGame) -> str:
        worths, denominator = exact_table(game)
        if self.better is not None:
            coalition = game.players.coalition(self.mask)
            return f"its member {_show(self.better)} dominates its member {_show(self.point)} through {coalition}"
        if not _is_imputation([Fraction(int(w), denominator) for w in worths.tolist()], self.point):
            return f"its member {_show(self.point)} is no imputation"
        return f"no member dominates {_show(self.point)}"

    def to_dict(self) -> dict[str, Any]:
        better = None if self.better is None else [str(a) for a in self.better]
        point = [str(a) for a in self.point]
        return {"kind": "unstable", "pieces": _plain(self.pieces), "point": point, "better": better, "mask": self.mask}


def _is_imputation(worth: list[Fraction], point: Point) -> bool:
    return sum(point) == worth[-1] and all(a >= worth[1 << i] for i, a in enumerate(point))


def _dominated(point: Point, piece: tuple[Point, ...], mask: int, worth: Fraction) -> bool:
    """Whether an average x of the corners has x(S) <= v(S) and x_i > y_i for all members i: the largest gain of all is > 0."""
    members = [i for i in range(len(point)) if mask >> i & 1]
    m = len(piece)
    # columns: a weight for each corner, the gain, what each member gets beyond it, what the coalition has left
    rows: list[list[Any]] = [[corner[i] for corner in piece] + [-1] + [-int(i == k) for k in members] + [0] for i in members]
    rows.append([sum(corner[i] for i in members) for corner in piece] + [0] * (len(members) + 1) + [1])
    rows.append([1] * m + [0] * (len(members) + 2))
    best = maximize([0] * m + [1] + [0] * (len(members) + 1), rows, [*(point[i] for i in members), worth, 1])
    return best.status == "optimal" and best.x[m] > 0


def _show(point: Point) -> str:
    return f"({', '.join(format_value(a) for a in point)})"


def _plain(pieces: Pieces) -> list[list[list[str]]]:
    return [[[str(a) for a in corner] for corner in piece] for piece in pieces]
