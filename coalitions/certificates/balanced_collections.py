"""Evidence about balanced collections: that a list of minimal ones is complete."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any, ClassVar

import numpy as np

from ..display import Table
from ..errors import CertificateError
from ..players import Coalition, Players
from ..scalars import Array
from .plain import fractions

RECOUNT_UP_TO = 5
Weights = tuple[tuple[int, Fraction], ...]  #: (mask of a coalition, its positive weight)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class BalancedCollection(Mapping[Coalition, Fraction]):
    """Coalitions with positive weights that add up to 1 at every player: a mapping from coalitions to weights."""

    players: Players
    weights: Weights

    def __getitem__(self, coalition: Any) -> Fraction:
        return dict(self.weights)[self.players.mask(coalition)]

    def __iter__(self) -> Iterator[Coalition]:
        return (self.players.coalition(mask) for mask, _ in self.weights)

    def __len__(self) -> int:
        return len(self.weights)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BalancedCollection):
            return NotImplemented
        return (self.players, self.weights) == (other.players, other.weights)

    def __hash__(self) -> int:
        return hash((self.players, self.weights))

    def _table(self) -> Table:
        return Table("Balanced collection", ("coalition", "weight"), list(self.items()), len(self))

    def __repr__(self) -> str:
        terms = (f"{'' if w == 1 else f'{w} '}{self.players.coalition(mask)}" for mask, w in self.weights)
        return " + ".join(terms)


@dataclass(frozen=True, slots=True)
class MinimalBalanced:
    """All minimal balanced collections of n players, with their weights.

    The weights of the minimal ones are the vertices of {w >= 0 : sum of w(S) 1_S = 1}, that is the basic solutions w >= 0.
    The check solves for each of the C(2**n - 1, n) sets of n coalitions by Cramer's rule; the solver builds extreme rays
    player by player instead. Cost: n + 1 determinants for each set; half a second for 5 players.
    """

    collections: tuple[Weights, ...]
    proves: ClassVar[tuple[str, ...]] = ("minimal balanced collections",)

    def check(self, game: Any) -> tuple[BalancedCollection, ...]:
        """The collections; raises CertificateError if one of them is wrong or missing. Only the players of the game matter."""
        players = game.players
        if len(players) > RECOUNT_UP_TO:
            raise CertificateError(f"expected at most {RECOUNT_UP_TO} players for a recount of all bases, got {len(players)}")
        for weights in self.collections:
            fractions(w for _, w in weights)
            fractions(mask for mask, _ in weights)
            if [mask for mask, _ in weights] != sorted({mask for mask, _ in weights}):
                raise CertificateError("expected the coalitions of a collection once each, in the order of their masks")
        if len(set(self.collections)) != len(self.collections) or set(self.collections) != _basic_solutions(len(players)):
            raise CertificateError("expected exactly the minimal balanced collections, got a list that differs")
        return tuple(BalancedCollection(players, weights) for weights in self.collections)

    def describe(self, game: Any) -> str:
        return "exactly the basic solutions, by Cramer's rule"

    def to_dict(self) -> dict[str, Any]:
        listed = [{str(mask): str(w) for mask, w in weights} for weights in self.collections]
        return {"kind": "minimal balanced", "collections": listed}


def _basic_solutions(n: int) -> set[Weights]:
    """The supports, with weights, of all solutions w >= 0 of sum of w(S) 1_S = 1 on n independent coalitions."""
    if n == 0:
        return set()
    bases = np.array(list(combinations(range(1, 1 << n), n)), dtype=np.int64)
    matrices = (bases[:, None, :] >> np.arange(n)[None, :, None] & 1).astype(np.int64)
    common = _determinants(matrices)
    bases, matrices, common = bases[common != 0], matrices[common != 0], common[common != 0]
    columns = []
    for k in range(n):
        replaced = matrices.copy()
        replaced[:, :, k] = 1
        columns.append(_determinants(replaced) * np.sign(common))
    weights = np.stack(columns, axis=1)
    good = (weights >= 0).all(axis=1)
    found: set[Weights] = set()
    for masks, row, unit in zip(bases[good].tolist(), weights[good].tolist(), np.abs(common[good]).tolist(), strict=True):
        found.add(tuple((mask, Fraction(w, unit)) for mask, w in zip(masks, row, strict=True) if w))
    return found


def _determinants(matrices: Array) -> Array:
    """The determinants of whole matrices, by expansion along the last column of minors that are shared."""
    n = matrices.shape[1]
    minors: dict[tuple[int, ...], Array] = {(): np.ones(len(matrices), dtype=np.int64)}
    for size in range(1, n + 1):  # minors of the first `size` columns, by their rows
        minors = {
            rows: np.sum(
                [
                    (-1) ** (size - 1 - k) * matrices[:, row, size - 1] * minors[rows[:k] + rows[k + 1 :]]
                    for k, row in enumerate(rows)
                ],
                axis=0,
            )
            for rows in combinations(range(n), size)
        }
    return minors[tuple(range(n))]
