"""Evidence for orders of the players along which a game is permutationally convex, and that there is no such order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Any, ClassVar

from ..errors import CertificateError
from ..games.tu import CoalitionalGame
from ..players import Player
from ..scalars import sign
from .complements import worth_of
from .inequalities import parts

Order = tuple[int, ...]


def extra(game: CoalitionalGame, smaller: int, larger: int, joining: int) -> Any:
    """How much more S adds to one coalition than to a larger one; it may not be above 0."""
    w = [worth_of(game, mask) for mask in (smaller | joining, smaller, larger | joining, larger)]
    return w[0] - w[1] - w[2] + w[3]


def heads(game: CoalitionalGame, order: Order) -> list[int]:
    """The coalitions of the first 0, 1, …, n players of an order, as masks."""
    if (
        not isinstance(order, tuple)
        or sorted(order) != list(range(len(game.players)))
        or not all(type(i) is int for i in order)
    ):
        raise CertificateError(f"expected the place of every player once, got {order!r:.200}")
    return [0, *accumulate((1 << i for i in order), int.__or__)]


def named(game: CoalitionalGame, order: Order) -> tuple[Player, ...]:
    """The players in this order, by name."""
    return tuple(game.players.names[i] for i in order)


@dataclass(frozen=True, slots=True)
class ConvexAlong:
    """An order of the players; the check compares all coalitions of its first j and first k players, not only neighbors."""

    order: Order
    proves: ClassVar[tuple[str, ...]] = ("order of permutational convexity",)

    def check(self, game: CoalitionalGame) -> tuple[Player, ...]:
        """The players in this order; raises CertificateError where a coalition adds more to fewer of the first players."""
        first = heads(game, self.order)
        for k, larger in enumerate(first):
            for smaller in first[:k]:
                for joining in parts(game.players.grand ^ larger):
                    if sign(extra(game, smaller, larger, joining)) > 0:
                        raise CertificateError(f"expected an order along which the game is convex, got {self.order}")
        return named(game, self.order)

    def describe(self, game: CoalitionalGame) -> str:
        return "what a coalition of later players adds to the first ones grows with each of them"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "convex along", "order": list(self.order)}


@dataclass(frozen=True, slots=True)
class ConvexAlongGiven:
    """The same of an order that was asked about."""

    order: Order
    proves: ClassVar[tuple[str, ...]] = ("permutationally convex",)

    @property
    def judged(self) -> Order:
        """The order that was asked about, as the places of the players."""
        return self.order

    def check(self, game: CoalitionalGame) -> bool:
        """True; raises CertificateError where it is not."""
        ConvexAlong(self.order).check(game)
        return True

    def describe(self, game: CoalitionalGame) -> str:
        return ConvexAlong(self.order).describe(game)

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "convex along given", "order": list(self.order)}


@dataclass(frozen=True, slots=True)
class NotConvexAlong:
    """A coalition S of later players that adds more to the first `count` players of an order than to these and the next."""

    order: Order
    count: int
    joining: int
    proves: ClassVar[tuple[str, ...]] = ("permutationally convex",)

    @property
    def judged(self) -> Order:
        """The order that was asked about, as the places of the players."""
        return self.order

    def check(self, game: CoalitionalGame) -> bool:
        """False; raises CertificateError where the coalition does not add more."""
        first = heads(game, self.order)
        if type(self.count) is not int or not 0 <= self.count < len(self.order) or type(self.joining) is not int:
            raise CertificateError(f"expected a number of first players and a mask, got {self.count!r} and {self.joining!r}")
        smaller, larger = first[self.count], first[self.count + 1]
        if not 0 < self.joining <= game.players.grand or self.joining & larger:
            raise CertificateError("expected a coalition of players who come later")
        if sign(extra(game, smaller, larger, self.joining)) <= 0:
            raise CertificateError("expected a coalition that adds more to fewer players, got one that does not")
        return False

    def describe(self, game: CoalitionalGame) -> str:
        first = heads(game, self.order)
        smaller, larger, joining = first[self.count], first[self.count + 1], self.joining
        names = [game.players.coalition(mask) for mask in (joining, smaller, larger)]
        return f"{names[0]} adds {extra(game, smaller, larger, joining)} more to {names[1]} than to {names[2]}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "not convex along", "order": list(self.order), "count": self.count, "joining": str(self.joining)}


@dataclass(frozen=True, slots=True)
class NoConvexOrder:
    """All coalitions that can be the first players of such an order as far as it goes; all players together are none of them.

    Whether a player may come next depends on the coalition before it alone. Nobody is the first of them, and for each of them
    and each player who may not come next, a coalition adds more without that player than with it.
    """

    reached: tuple[int, ...]
    blocked: tuple[tuple[int, int, int], ...]  #: (a coalition reached, the place of a player, a coalition of others)
    proves: ClassVar[tuple[str, ...]] = ("order of permutational convexity",)

    def check(self, game: CoalitionalGame) -> None:
        """None (there is no such order); raises CertificateError where a player may come next and that leads elsewhere."""
        grand, n = game.players.grand, len(game.players)
        inside, witness = set(self.reached), {(first, i): joining for first, i, joining in self.blocked}
        numbers = [*self.reached, *(number for row in self.blocked for number in row)]
        if not all(type(number) is int for number in numbers) or 0 not in inside or grand in inside:
            raise CertificateError("expected coalitions that begin with nobody and do not come to all players")
        for first in inside:
            if not 0 <= first <= grand:
                raise CertificateError(f"expected masks of coalitions, got {first}")
            for i in range(n):
                if first >> i & 1 or first | 1 << i in inside:
                    continue
                joining = witness.get((first, i), 0)
                if (
                    not 0 < joining <= grand
                    or joining & (first | 1 << i)
                    or sign(extra(game, first, first | 1 << i, joining)) <= 0
                ):
                    raise CertificateError(f"expected a reason why {game.players.names[i]} may not come next")

    def describe(self, game: CoalitionalGame) -> str:
        return f"{len(self.reached)} coalitions can be the first players of such an order, but not all players"

    def to_dict(self) -> dict[str, Any]:
        blocked = [[str(first), i, str(joining)] for first, i, joining in self.blocked]
        return {"kind": "no convex order", "reached": [str(m) for m in self.reached], "blocked": blocked}
