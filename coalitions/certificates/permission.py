"""Evidence for permission values: shares of the dividends, with the consent of superiors found player by player."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import CertificateError
from ..games.tu import CoalitionalGame
from ..kernels.subsets import mobius
from ..players import Payoffs
from .shares import agreed, worth_objects

CONCEPTS = {"conjunctive": "conjunctive permission value", "disjunctive": "disjunctive permission value"}


@dataclass(frozen=True, slots=True)
class PermissionShares:
    """Amounts that are equal shares of dividends for all whose consent they need.

    Conjunctive: each dividend d(T) of the game itself goes to T and all superiors above it, in equal shares, since the
    restricted game is the sum of d(T) times the unanimity game of these (Gilles, Owen and van den Brink 1992). Disjunctive:
    each dividend of the restricted game goes to its coalition; the sovereign part of a coalition is found by dropping those
    without consent until nobody is left to drop. The solver tabulates the restricted game and weights its worths. Cost: some
    n**2 2**n steps.
    """

    method: str
    orders: tuple[tuple[int, int], ...]  #: places of a superior and of a direct subordinate
    amounts: tuple[Any, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The value by this method of consent."""
        return (CONCEPTS[self.method],)

    @property
    def judged(self) -> tuple[tuple[int, int], ...]:
        """The hierarchy that was asked about."""
        return self.orders

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if the dividends give others."""
        worths, denominator = worth_objects(game)
        n = len(game.players)
        places = [p for pair in self.orders for p in pair]
        if not all(type(p) is int and 0 <= p < n for p in places) or any(a == b for a, b in self.orders):
            raise CertificateError("expected pairs of different players in the hierarchy")
        if list(self.orders) != sorted(set(self.orders)):
            raise CertificateError("expected every pair of the hierarchy once, in increasing order")
        superiors = [sum(1 << a for a, b in self.orders if b == i) for i in range(n)]
        scale = math.lcm(*range(1, n + 1))
        numerators: list[Any] = [0] * n
        for needed, dividend in (self._conjunctive if self.method == "conjunctive" else self._disjunctive)(superiors, worths):
            for i in range(n):
                if needed >> i & 1:
                    numerators[i] = numerators[i] + dividend * (scale // needed.bit_count())
        return agreed(game.players, numerators, scale * denominator, self.amounts)

    def _conjunctive(self, superiors: list[int], worths: Any) -> Iterator[tuple[int, Any]]:
        for mask, dividend in enumerate(mobius(worths).tolist()):
            needed, before = mask, -1
            while needed != before:
                before = needed
                for i, above in enumerate(superiors):
                    needed |= above if needed >> i & 1 else 0
            if mask:
                yield needed, dividend

    def _disjunctive(self, superiors: list[int], worths: Any) -> Iterator[tuple[int, Any]]:
        if any(self._is_above_itself(i, superiors) for i in range(len(superiors))):
            raise CertificateError("expected a hierarchy without a circle")
        sovereign = np.zeros(len(worths), dtype=np.int64)
        for mask in range(len(worths)):
            left, before = mask, -1
            while left != before:
                before = left
                for i, above in enumerate(superiors):
                    if above and not above & left:
                        left &= ~(1 << i)
            sovereign[mask] = left
        yield from enumerate(mobius(worths[sovereign]).tolist()[1:], start=1)

    def _is_above_itself(self, i: int, superiors: list[int]) -> bool:
        reached, before = superiors[i], -1
        while reached != before:
            before = reached
            for j, above in enumerate(superiors):
                reached |= above if reached >> j & 1 else 0
        return bool(reached >> i & 1)

    def describe(self, game: CoalitionalGame) -> str:
        return "shares of the dividends for all whose consent is needed agree"

    def to_dict(self) -> dict[str, Any]:
        orders, amounts = [list(pair) for pair in self.orders], [str(a) for a in self.amounts]
        return {"kind": "permission shares", "method": self.method, "orders": orders, "amounts": amounts}
