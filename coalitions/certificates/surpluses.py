"""Evidence about the kernel and the prekernel: what each player could gain without each other, both ways."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np

from ..errors import CertificateError
from ..games.forms import grid_of, named, types_of
from ..games.tu import CoalitionalGame
from ..kernels.grids import Grid, cube
from ..players import Player
from ..scalars import Array
from .cores import profile_excesses

Concept = Literal["in the kernel", "in the prekernel"]


def surplus(excess: Array, first: int, second: int, grid: Grid | None = None) -> int:
    """The index with the largest excess v(S) - x(S) among coalitions with one of the first type and not all of the second."""
    if grid is not None and not grid.is_cube:
        mine, theirs = grid.digits(np.arange(grid.size), first), grid.digits(np.arange(grid.size), second)
        inside = np.flatnonzero((mine > 0) & (theirs < grid.counts[second]))
        return int(inside[excess[inside].argmax()])
    low, high = sorted((first, second))
    # axes: bits above `high`, bit `high`, bits between, bit `low`, bits below
    table = excess.reshape(-1, 2, 1 << (high - low - 1), 2, 1 << low)
    part = table[:, 1, :, 0] if first == high else table[:, 0, :, 1]
    place = int(part.argmax())
    above, rest = divmod(place, 1 << (high - 1))
    between, below = divmod(rest, 1 << low)
    return above << (high + 1) | between << (low + 1) | below | 1 << first


def first_objection(excess: Array, *, kernel: bool, grid: Grid | None = None) -> tuple[int, int, int] | None:
    """The first two players and the coalition that keep payoffs with these excesses out of the prekernel (or kernel), or None.

    One player twice means that the payoffs miss v(N) (mask of all) or, for the kernel, his v(i) (his own mask). In a game by
    types the players are those of the first two types, and two of one type, who get the same, have the same surplus.
    """
    single = (grid or cube(len(excess).bit_length() - 1)).strides
    if excess[-1] != 0:
        return 0, 0, len(excess) - 1
    for i in range(len(single) if kernel else 0):
        if excess[single[i]] > 0:
            return i, i, single[i]
    for i in range(len(single)):
        for j in range(i):
            mine, theirs = surplus(excess, i, j, grid), surplus(excess, j, i, grid)
            if excess[mine] > excess[theirs] and not (kernel and excess[single[j]] == 0):
                return i, j, mine
            if excess[theirs] > excess[mine] and not (kernel and excess[single[i]] == 0):
                return j, i, theirs
    return None


@dataclass(frozen=True, slots=True)
class EqualSurpluses:
    """Payoffs at which no player outweighs another.

    The surplus s(i, j) of i against j is the largest excess of a coalition with i and without j. In the prekernel
    s(i, j) = s(j, i) for all pairs; in the kernel s(i, j) <= s(j, i) unless x_j = v(j), and x_i >= v(i). The check computes all
    surpluses, n**2 2**(n-2) excesses.
    """

    concept: Concept
    amounts: tuple[Fraction, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The set that the payoffs are in."""
        return (self.concept,)

    @property
    def judged(self) -> tuple[Fraction, ...]:
        """The payoffs that were asked about."""
        return self.amounts

    def check(self, game: CoalitionalGame) -> bool:
        """True; raises CertificateError with the pair of players who do not balance, or the payoff that is out of range."""
        _known(self.concept)
        excess, _ = profile_excesses(game, self.amounts)
        found = first_objection(excess, kernel=self.concept == "in the kernel", grid=grid_of(game))
        if found is not None:
            first, second = (_of_type(game, t) for t in found[:2])
            against = "" if first == second else f" against {second}"
            raise CertificateError(
                f"expected payoffs {self.concept}, but {first} objects{against} with {named(game, found[2])}"
            )
        return True

    def describe(self, game: CoalitionalGame) -> str:
        n = len(game.players)
        rule = "no player outweighs another above v(j)" if self.concept == "in the kernel" else "surpluses are equal"
        pairs = n * (n - 1) // 2
        return f"{rule} in {pairs} pair{'' if pairs == 1 else 's'}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "equal surpluses", "concept": self.concept, "amounts": [str(a) for a in self.amounts]}


@dataclass(frozen=True, slots=True)
class UnequalSurpluses:
    """A coalition with the first player and without the second whose excess is above all with the second and without the first.

    For the kernel the second must get more than v(j). In a game by types `first` and `second` are places of types, and the
    coalition has some of the first and not all of the second. Where both players are the same one, the payoffs are out of
    range: the mask of all says that they miss v(N), and that of the player, for the kernel, that he gets less than v(i).
    """

    concept: Concept
    amounts: tuple[Fraction, ...]
    first: int
    second: int
    mask: int

    @property
    def proves(self) -> tuple[str, ...]:
        """The set that the payoffs are not in."""
        return (self.concept,)

    @property
    def judged(self) -> tuple[Fraction, ...]:
        """The payoffs that were asked about."""
        return self.amounts

    def check(self, game: CoalitionalGame) -> bool:
        """False; raises CertificateError if the coalition named gives no reason to object."""
        _known(self.concept)
        excess, _ = profile_excesses(game, self.amounts)
        grid, grand = grid_of(game), len(excess) - 1
        if any(type(v) is not int for v in (self.first, self.second, self.mask)) or not 0 <= self.mask <= grand:
            raise CertificateError(f"expected a coalition of {len(game.players)} players, got mask {self.mask}")
        n, profile, single = len(grid.counts), grid.vector(self.mask), grid.strides
        if self.first == self.second:
            missed = self.mask == grand and excess[grand] != 0
            own = 0 <= self.first < n and self.mask == single[self.first]
            below = self.concept == "in the kernel" and own and excess[self.mask] > 0
            if not missed and not below:
                raise CertificateError("expected payoffs that miss v(N), or v(i) for the kernel, got some that do not")
            return False
        i, j = self.first, self.second
        if not (0 <= i < n and 0 <= j < n and profile[i] > 0 and profile[j] < grid.counts[j]):
            raise CertificateError("expected a coalition with the first player and without the second")
        if excess[self.mask] <= excess[surplus(excess, j, i, grid)]:
            raise CertificateError("expected a larger excess than with the second player and without the first")
        if self.concept == "in the kernel" and excess[single[j]] >= 0:
            raise CertificateError("expected a second player who gets more than v(j)")
        return False

    def describe(self, game: CoalitionalGame) -> str:
        excess, denominator = profile_excesses(game, self.amounts)
        gap = Fraction(int(excess[self.mask]), denominator)
        if excess[-1] != 0 and self.mask == len(excess) - 1:
            return f"the payoffs miss v(N) by {gap}"
        a, b = _of_type(game, self.first), _of_type(game, self.second)
        if self.first == self.second:
            return f"{a} gets {gap} less than alone"
        best = surplus(excess, self.second, self.first, grid_of(game))
        less = Fraction(int(excess[best]), denominator)
        mine, theirs = named(game, self.mask), named(game, best)
        return f"{a} has {mine} with excess {gap} against {b}, who has at most {theirs} with {less} against {a}"

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": "unequal surpluses",
            "concept": self.concept,
            "amounts": [str(a) for a in self.amounts],
            "first": self.first,
            "second": self.second,
            "mask": self.mask,
        }


def _of_type(game: CoalitionalGame, t: int) -> Player:
    """The first player of a type."""
    return game.players.names[types_of(game).index(t)]


def _known(concept: str) -> None:
    if concept not in ("in the kernel", "in the prekernel"):
        raise CertificateError(f"expected evidence about the kernel or the prekernel, got one about {concept!r}")
