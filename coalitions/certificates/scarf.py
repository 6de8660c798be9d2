"""Evidence about balanced games in the sense of Scarf, without transferable utility."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any, ClassVar

from ..errors import CertificateError
from ..games.ntu import NTUGame, corner
from ..kernels.balanced import minimal_balanced_collections
from .ntu import Amounts, feasible, ntu
from .plain import fractions


def lowest(n: int, chosen: tuple[tuple[int, Amounts], ...]) -> Amounts:
    """What each player gets at least, in the coalitions it is in with the vectors that these have chosen."""
    got: list[list[Fraction]] = [[] for _ in range(n)]
    for mask, vector in chosen:
        for i, amount in zip([i for i in range(n) if mask >> i & 1], vector, strict=True):
            got[i].append(amount)
    return tuple(map(min, got))


def choices(game: NTUGame) -> Iterator[tuple[tuple[int, Amounts], ...]]:
    """For each minimal balanced collection, every choice of one vector by each of its coalitions; of lists of vectors only."""
    corners = [[corner(piece) for piece in pieces] for pieces in game.pieces]
    for collection in minimal_balanced_collections(len(game.players)):
        listed = [[(mask, p) for p in corners[mask] if p is not None] for mask in collection]
        yield from product(*listed)


@dataclass(frozen=True, slots=True)
class BalancedChoices:
    """Every minimal balanced collection is gone through, with every choice of payoff vectors by its coalitions."""

    proves: ClassVar[tuple[str, ...]] = ("Scarf balanced",)

    def check(self, game: NTUGame) -> bool:
        """True; raises CertificateError where all together cannot get what each player gets at least."""
        if not ntu(game).is_finite:
            raise CertificateError("expected lists of payoff vectors, got other sets of payoffs")
        for chosen in choices(game):
            if not feasible(game, lowest(len(game.players), chosen)):
                raise CertificateError("expected payoffs of balanced collections that all players together can get")
        return True

    def describe(self, game: NTUGame) -> str:
        return f"went through the minimal balanced collections of {len(game.players)} players"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "balanced choices"}


@dataclass(frozen=True, slots=True)
class UnbalancedChoice:
    """Balanced weights, and a payoff vector of each coalition; all together cannot get what each player gets at least."""

    weights: tuple[tuple[int, Fraction], ...]  #: (mask of a coalition, its weight)
    vectors: tuple[Amounts, ...]  #: in the same order
    proves: ClassVar[tuple[str, ...]] = ("Scarf balanced",)

    def check(self, game: NTUGame) -> bool:
        """False; raises CertificateError where the weights are not balanced, or the vectors show nothing."""
        n, masks = len(ntu(game).players), [mask for mask, _ in self.weights]
        weights = fractions(w for _, w in self.weights)
        if not all(type(m) is int and 0 < m < 1 << n for m in masks) or len(set(masks)) < len(masks) or not n:
            raise CertificateError(f"expected masks of coalitions, each of them once, got {masks!r:.200}")
        totals = [sum(w for m, w in zip(masks, weights, strict=True) if m >> i & 1) for i in range(n)]
        if min(weights, default=Fraction(0)) <= 0 or any(total != 1 for total in totals):
            raise CertificateError("expected positive weights that add up to 1 at every player")
        chosen = tuple((m, fractions(v, m.bit_count())) for m, v in zip(masks, self.vectors, strict=True))
        for mask, vector in chosen:
            if not game.feasible(tuple(game.players.coalition(mask)), vector):
                raise CertificateError(f"expected payoffs that {game.players.coalition(mask)} can get")
        if feasible(game, lowest(n, chosen)):
            raise CertificateError("expected payoffs that all players together cannot get")
        return False

    def describe(self, game: NTUGame) -> str:
        chosen = tuple((m, v) for (m, _), v in zip(self.weights, self.vectors, strict=True))
        who = ", ".join(f"{game.players.coalition(m)} ({', '.join(map(str, v))})" for m, v in chosen)
        return f"{who} are balanced, but all together cannot get ({', '.join(map(str, lowest(len(game.players), chosen)))})"

    def to_dict(self) -> dict[str, Any]:
        weights = {str(mask): str(w) for mask, w in self.weights}
        return {"kind": "unbalanced choice", "weights": weights, "vectors": [[str(a) for a in v] for v in self.vectors]}
