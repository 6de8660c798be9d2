"""Evidence about additive values behind a hedonic game: the values, or comparisons that contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ..errors import CertificateError
from ..games.hedonic import HedonicGame
from ..kernels.subsets import subset_sums
from ..scalars import to_integers
from .plain import fractions

Comparison = tuple[int, int, int]  #: a player, and the masks of two coalitions, the first at least as good as the second


def concept(symmetric: bool) -> str:
    """What is asked for."""
    return "symmetric additive values" if symmetric else "additive values"


def pair_of(player: int, other: int, symmetric: bool) -> tuple[int, int]:
    """The unknown that stands for what a player thinks of another; with symmetry one for both."""
    return (min(player, other), max(player, other)) if symmetric else (player, other)


def difference(comparison: Comparison, n: int, symmetric: bool) -> dict[tuple[int, int], int]:
    """The value of the first coalition less that of the second, as a linear form of the values of pairs."""
    player, better, worse = comparison
    others = (j for j in range(n) if j != player and (better ^ worse) >> j & 1)
    return {pair_of(player, j, symmetric): 1 if better >> j & 1 else -1 for j in others}


def _hedonic(game: Any) -> HedonicGame:
    if not isinstance(game, HedonicGame):
        raise CertificateError(f"expected a hedonic game, got {type(game).__name__}")
    return game


@dataclass(frozen=True, slots=True)
class AdditiveValues:
    """What each player thinks of each other, such that coalitions are liked in the order of the sums."""

    symmetric: bool
    rows: tuple[tuple[Fraction, ...], ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The concept: additive values, symmetric if that was asked for."""
        return (concept(self.symmetric),) if type(self.symmetric) is bool else ()

    def check(self, game: HedonicGame) -> tuple[tuple[Fraction, ...], ...]:
        """The values, a row for each player; raises CertificateError if they order coalitions in another way."""
        n = len(_hedonic(game).players)
        if type(self.rows) is not tuple or len(self.rows) != n or not all(type(row) is tuple for row in self.rows):
            raise CertificateError(f"expected {n} rows of values, got {self.rows!r:.100}")
        rows = tuple(fractions(row, n) for row in self.rows)
        for i in range(n):
            if rows[i][i] != 0 or (self.symmetric and any(rows[i][j] != rows[j][i] for j in range(i))):
                raise CertificateError("expected 0 for each player himself, and symmetric values where these were asked for")
        sums = [subset_sums([int(v) for v in to_integers(row)[0]], object) for row in rows]
        if HedonicGame(game.players, np.array(sums, dtype=object).reshape(n, 1 << n)) != game:
            raise CertificateError("expected values whose sums order coalitions as the players do")
        return rows

    def describe(self, game: HedonicGame) -> str:
        return f"their sums order the coalitions of {len(game.players)} players as they are liked"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": concept(self.symmetric), "rows": [[str(v) for v in row] for row in self.rows]}


@dataclass(frozen=True, slots=True)
class ContradictingComparisons:
    """Comparisons with positive weights that cancel out: what is liked adds up to zero although some of it is liked better.

    (The theorem of the alternative of Motzkin 1936; for orders of subsets Kraft, Pratt and Seidenberg 1959.)
    """

    symmetric: bool
    weighted: tuple[tuple[Comparison, Fraction], ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The concept: additive values, symmetric if that was asked for."""
        return (concept(self.symmetric),) if type(self.symmetric) is bool else ()

    def check(self, game: HedonicGame) -> None:
        """None (there are no such values); raises CertificateError if the comparisons do not hold or do not cancel out."""
        n, strictly = len(_hedonic(game).players), False
        weights = fractions(weight for _, weight in self.weighted)
        total: dict[tuple[int, int], Fraction] = {}
        for (comparison, _), weight in zip(self.weighted, weights, strict=True):
            player, better, worse = comparison
            whole = type(comparison) is tuple and all(type(v) is int for v in comparison)
            if not whole or not 0 <= player < n or not all(0 < m < 1 << n and m >> player & 1 for m in (better, worse)):
                raise CertificateError(f"expected a player and two of his coalitions, got {comparison!r}")
            if weight <= 0 or game.ranks[player, better] < game.ranks[player, worse]:
                raise CertificateError(f"expected comparisons that hold, with positive weights, got {comparison!r}, {weight}")
            strictly |= bool(game.ranks[player, better] > game.ranks[player, worse])
            for pair, sign in difference(comparison, n, self.symmetric).items():
                total[pair] = total.get(pair, Fraction(0)) + sign * weight
        if any(total.values()) or not strictly:
            raise CertificateError("expected comparisons that cancel out, one of them strict")

    def describe(self, game: HedonicGame) -> str:
        words = []
        for (player, better, worse), weight in self.weighted[:6]:
            sign = ">" if game.ranks[player, better] > game.ranks[player, worse] else "~"
            both = f"{game.players.coalition(better)} {sign} {game.players.coalition(worse)}"
            words.append(f"{'' if weight == 1 else f'{weight} times '}{both} for {game.players.names[player]}")
        return f"sums would cancel out in {'; '.join(words)}{'; …' if len(self.weighted) > 6 else ''}"

    def to_dict(self) -> dict[str, Any]:
        weighted = [[list(comparison), str(weight)] for comparison, weight in self.weighted]
        return {"kind": "contradicting comparisons", "symmetric": self.symmetric, "weighted": weighted}
