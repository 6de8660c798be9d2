"""Evidence for what coalitions add: interaction indices by the dividends, potentials by the recursion that defines them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any, ClassVar, Literal

from ..errors import CertificateError
from ..games.amounts import CoalitionAmounts
from ..games.tu import CoalitionalGame
from ..kernels.subsets import mobius, sizes
from ..scalars import Array, is_equal, quotient, to_integers
from .plain import exact_amounts
from .shares import worth_objects

Interaction = Literal["shapley", "banzhaf", "shapley-taylor"]
CONCEPTS: dict[Interaction, str] = {
    "shapley": "Shapley interactions",
    "banzhaf": "Banzhaf interactions",
    "shapley-taylor": "Shapley–Taylor interactions",
}


def masks_up_to(n: int, order: int) -> tuple[int, ...]:
    """The masks of all coalitions of 1 to `order` of n players, by size, then lexicographically."""
    return tuple(sum(1 << i for i in c) for k in range(1, min(order, n) + 1) for c in combinations(range(n), k))


def dividend_share(value: Interaction, order: int, t: int, s: int) -> Fraction:
    """What part of the dividend of a coalition of t players counts for each of its parts of s players."""
    if value == "shapley":
        return Fraction(1, t - s + 1)
    if value == "banzhaf":
        return Fraction(1, 1 << t - s)
    return Fraction(int(t == s)) if s < order else Fraction(1, math.comb(t, s))


@dataclass(frozen=True, slots=True)
class InteractionsByDividends:
    """Numbers for all coalitions S of up to `order` players that are shares of the dividends of the coalitions T with S in T.

    The share is 1/(|T|-|S|+1) for the Shapley interaction (Grabisch 1997), 2**(|S|-|T|) for the Banzhaf interaction, and for
    Shapley–Taylor 1/C(|T|, |S|) where |S| is the order, while smaller S get their own dividend only (Dhamdhere et al. 2020).
    The solver weights differences of worths and never computes dividends. Cost: at most 2**n for each coalition listed.
    """

    value: Interaction
    order: int
    amounts: tuple[Any, ...]  #: of the coalitions of 1, 2, … players, each size lexicographically

    @property
    def proves(self) -> tuple[str, ...]:
        """The index whose name this certificate carries."""
        return (CONCEPTS[self.value],)

    @property
    def judged(self) -> int:
        """The order that was asked about."""
        return self.order

    def check(self, game: CoalitionalGame) -> CoalitionAmounts:
        """The numbers by coalitions; raises CertificateError if the dividends give others."""
        if type(self.order) is not int or self.order < 1:
            raise CertificateError(f"expected a whole number of at least 1 as order, got {self.order!r}")
        worths, denominator = worth_objects(game)
        n = len(game.players)
        masks, dividends = masks_up_to(n, self.order), mobius(worths)
        if len(self.amounts) != len(masks):
            raise CertificateError(f"expected {len(masks)} numbers, got {len(self.amounts)}")
        exact_amounts(self.amounts)
        for mask, amount in zip(masks, self.amounts, strict=True):
            larger, s = _supersets(dividends, mask), mask.bit_count()
            shares, scale = to_integers([dividend_share(self.value, self.order, s + k, s) for k in range(n - s + 1)])
            proved = quotient(sum((larger * shares.astype(object)[sizes(n - s)]).tolist()), scale * denominator)
            if not is_equal(proved, amount):
                raise CertificateError(f"expected {proved} for {game.players.coalition(mask)} by the dividends, got {amount}")
        return CoalitionAmounts(game.players, masks, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return "shares of the dividends agree"

    def to_dict(self) -> dict[str, Any]:
        amounts = [str(a) for a in self.amounts]
        return {"kind": "interactions by dividends", "value": self.value, "order": self.order, "amounts": amounts}


def _supersets(table: Array, mask: int) -> Array:
    """The part of a table for the supersets of a mask, indexed by the players outside of it."""
    for i in range(mask.bit_length() - 1, -1, -1):
        if mask >> i & 1:
            table = table.reshape(-1, 2, 1 << i)[:, 1].ravel()
    return table


@dataclass(frozen=True, slots=True)
class PotentialOfSubgames:
    """Numbers P(S) for all coalitions such that the differences P(S) - P(S without i) add up to v(S), with P({}) = 0.

    There is only one such P; the solver sums dividends d(T)/|T| instead. Cost n 2**n. (Hart and Mas-Colell 1989.)
    """

    amounts: tuple[Any, ...]  #: by mask, from 1 on
    proves: ClassVar[tuple[str, ...]] = ("potential",)

    def check(self, game: CoalitionalGame) -> CoalitionAmounts:
        """The potentials by coalitions; raises CertificateError where differences do not add up to a worth."""
        worths, denominator = worth_objects(game)
        if len(self.amounts) != len(worths) - 1:
            raise CertificateError(f"expected {len(worths) - 1} numbers, got {len(self.amounts)}")
        exact_amounts(self.amounts)
        potential = (0, *self.amounts)
        for mask in range(1, len(worths)):
            members = [i for i in range(mask.bit_length()) if mask >> i & 1]
            total = sum((potential[mask] - potential[mask ^ 1 << i] for i in members), start=Fraction(0))
            if not is_equal(total * denominator, worths[mask]):
                raise CertificateError(f"expected differences that add up to the worth of {game.players.coalition(mask)}")
        ordered = masks_up_to(len(game.players), len(game.players))
        return CoalitionAmounts(game.players, ordered, tuple(potential[mask] for mask in ordered))

    def describe(self, game: CoalitionalGame) -> str:
        return "the differences add up to the worth of every coalition"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "potential of subgames", "amounts": [str(a) for a in self.amounts]}
