"""Evidence for the value of Hamiache and Navarro: weights under which the associated game is worth the same."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from ..errors import CertificateError
from ..games.tu import CoalitionalGame
from ..players import Payoffs
from ..scalars import quotient
from .graphs import _pairs
from .plain import fractions
from .shares import worth_objects


@dataclass(frozen=True, slots=True)
class AssociatedWeights:
    """For each player weights of the connected coalitions, by which it gets the same in every game as in its associated game.

    In the associated game a connected coalition S adds t (v(S with j) - v(S) - v(j)) for each j linked to S. The weighted
    sum of these additions must vanish for all v, which is one equation for each connected coalition; and a player must get
    v(i) where the worth of every connected coalition is the sum of the v(i) of its members. By the theorem of Hamiache and
    Navarro (2020) there is one continuous value with both properties. Cost: players**2 for each connected coalition.
    """

    links: tuple[int, ...]  #: masks of two players each
    connected: tuple[int, ...]  #: masks of all connected coalitions, in increasing order
    weights: tuple[tuple[Fraction, ...], ...]  #: for each player the weights of these coalitions
    proves: ClassVar[tuple[str, ...]] = ("Hamiache–Navarro value",)

    @property
    def judged(self) -> tuple[int, ...]:
        """The links that were asked about."""
        return self.links

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The weighted worths as payoffs; raises CertificateError if the weights are not consistent."""
        worths, denominator = worth_objects(game)
        n = len(game.players)
        around = _neighbors(self.links, n)
        if not all(type(m) is int for m in self.connected) or list(self.connected) != _connected(around):
            raise CertificateError("expected all connected coalitions in increasing order")
        if len(self.weights) != n:
            raise CertificateError(f"expected weights for {n} players, got {len(self.weights)}")
        beside = {s: sum(1 << j for j in range(n) if around[j] & s and not s >> j & 1) for s in self.connected}
        amounts = []
        for i, row in enumerate(self.weights):
            weight = dict(zip(self.connected, fractions(row, len(self.connected)), strict=True))
            self._consistent(weight, beside, n)
            own = [sum((w for s, w in weight.items() if s >> j & 1), start=Fraction(0)) for j in range(n)]
            if own != [Fraction(int(i == j)) for j in range(n)]:
                raise CertificateError(f"expected weights that give {game.players.names[i]} its own worth in inessential games")
            amounts.append(quotient(sum(w * worths[s] for s, w in weight.items()), denominator))
        return Payoffs(game.players, tuple(amounts))

    def _consistent(self, weight: dict[int, Fraction], beside: dict[int, int], n: int) -> None:
        """Each v(S) must have the total weight 0 in what the associated game adds."""
        added = {s: -beside[s].bit_count() * w for s, w in weight.items()}
        for s, w in weight.items():
            for j in range(n):
                if beside[s] >> j & 1:
                    added[s | 1 << j] += w
                    added[1 << j] -= w
        if any(added.values()):
            raise CertificateError("expected weights under which the associated game is worth the same as the game")

    def describe(self, game: CoalitionalGame) -> str:
        return "each player gets the same in the associated game, and its own in inessential games"

    def to_dict(self) -> dict[str, Any]:
        rows = [[str(w) for w in row] for row in self.weights]
        connected = [str(s) for s in self.connected]
        return {"kind": "associated weights", "links": list(self.links), "connected": connected, "weights": rows}


def _neighbors(links: tuple[int, ...], n: int) -> list[int]:
    around = [0] * n
    for a, b in _pairs(links, n):
        around[a] |= 1 << b
        around[b] |= 1 << a
    return around


def _connected(around: list[int]) -> list[int]:
    """All connected coalitions: single players, and connected ones with one more player that is linked to them."""
    found = [1 << i for i in range(len(around))]
    known = set(found)
    for s in found:
        for i in range(len(around)):
            if around[i] & s and not s >> i & 1 and s | 1 << i not in known:
                known.add(s | 1 << i)
                found.append(s | 1 << i)
    return sorted(found)
