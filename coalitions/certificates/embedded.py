"""Evidence for values of games in partition function form: a second formula, over all embedded coalitions."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from ..errors import CertificateError
from ..games.partition_function import PartitionFunctionGame, exact_partition_worths
from ..kernels.partitions import bell
from ..players import Payoffs
from ..scalars import is_symbolic
from .shares import agreed

PartitionValue = Literal["externality-free", "macho-stadler", "albizuri", "myerson"]
CONCEPTS: dict[str, str] = {
    "externality-free": "externality-free value",
    "macho-stadler": "Macho-Stadler value",
    "albizuri": "Albizuri value",
    "myerson": "Myerson value with externalities",
}
#: A partition as the set of its coalitions, and the worth of each.
Row = tuple[tuple[int, ...], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class EmbeddedShares:
    """Amounts that are sums over all embedded coalitions (S; P), without a game with transferable utility in between.

    For the averages: φ_i = Σ_P Σ_{S ∈ P} π(P | S) c_i(S) v(S; P) with c_i(S) = (s−1)! (n−s)! / n! for members and
    −s! (n−s−1)! / n! for others, where π(P | S) is the probability of the partition; the solver averages worths first and has
    a Shapley value then. For Myerson's value: equal shares of dividends d(S; P), v(S; P) = Σ d(T; Q) over all Q that refine P
    and T ∈ Q within S. In the game whose only dividend is d(T; Q) = 1 the set T is a carrier, so its members share 1 equally
    by Myerson's axioms; the solver uses his closed formula.
    """

    value: PartitionValue
    amounts: tuple[Any, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The value whose name this certificate carries."""
        return (CONCEPTS[self.value],)

    def check(self, game: PartitionFunctionGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if the formula gives others."""
        if not isinstance(game, PartitionFunctionGame):
            raise CertificateError(f"expected a game in partition function form, got {type(game).__name__}")
        if type(self.amounts) is not tuple or self.value not in CONCEPTS:
            raise CertificateError(
                f"expected a tuple of amounts of a known value, got {self.amounts!r:.80}, {self.value!r:.40}"
            )
        table, denominator = (game.table, 1) if game.kind == "symbolic" else exact_partition_worths(game)
        rows = [
            (tuple(m for m in masks if m), tuple(values))
            for masks, values in zip(game.blocks().tolist(), table.tolist(), strict=True)
        ]
        n = len(game.players)
        totals = _by_dividends(rows, n) if self.value == "myerson" else _by_weights(rows, n, self.value)
        exact = [t if is_symbolic(t) else Fraction(t) / denominator for t in totals]
        return agreed(game.players, exact, 1, self.amounts)

    def describe(self, game: PartitionFunctionGame) -> str:
        if self.value == "myerson":
            return "equal shares of the dividends of embedded coalitions agree"
        return "weighted worths of all embedded coalitions agree"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "embedded shares", "value": self.value, "amounts": [str(a) for a in self.amounts]}


def _probability(value: str, n: int, mask: int, coalitions: tuple[int, ...]) -> Fraction:
    """The probability that the others are grouped as in the partition."""
    others = n - mask.bit_count()
    if value == "albizuri":
        return Fraction(1, bell(others))
    if value == "macho-stadler":
        ways = math.prod(math.factorial(m.bit_count() - 1) for m in coalitions if m != mask)
        return Fraction(ways, math.factorial(others))
    return Fraction(len(coalitions) == others + 1)


def _by_weights(rows: list[Row], n: int, value: str) -> list[Any]:
    totals: list[Any] = [0] * n
    for coalitions, worths in rows:
        for mask, worth in zip(coalitions, worths, strict=False):
            chance, s = _probability(value, n, mask, coalitions), mask.bit_count()
            if not chance:
                continue
            inside = chance * Fraction(math.factorial(s - 1) * math.factorial(n - s), math.factorial(n))
            outside = chance * Fraction(math.factorial(s) * math.factorial(n - s - 1), math.factorial(n)) if s < n else 0
            for i in range(n):
                totals[i] += (inside if mask >> i & 1 else -outside) * worth
    return totals


def _by_dividends(rows: list[Row], n: int) -> list[Any]:
    """Dividends from the finest partition to the coarsest: a worth less the dividends of everything within."""
    dividends: dict[frozenset[int], dict[int, Any]] = {}
    totals: list[Any] = [0] * n
    for coalitions, worths in sorted(rows, key=lambda row: -len(row[0])):
        within: dict[int, Any] = dict.fromkeys(coalitions, 0)
        for finer in _refinements(coalitions):
            for part, dividend in dividends.get(finer, {}).items():
                whole = next(m for m in coalitions if m & part)
                within[whole] += dividend
        own = {mask: worth - within[mask] for mask, worth in zip(coalitions, worths, strict=False)}
        dividends[frozenset(coalitions)] = own
        for mask, dividend in own.items():
            for i in range(n):
                if mask >> i & 1:
                    totals[i] += dividend * Fraction(1, mask.bit_count())
    return totals


def _refinements(coalitions: tuple[int, ...]) -> Iterator[frozenset[int]]:
    """All partitions that refine one, itself included."""
    if not coalitions:
        yield frozenset()
        return
    for first in _partitions(coalitions[0]):
        for rest in _refinements(coalitions[1:]):
            yield first | rest


def _partitions(mask: int) -> Iterator[frozenset[int]]:
    """All partitions of a set: the block of its first member, and the partitions of the others."""
    if not mask:
        yield frozenset()
        return
    low = mask & -mask
    part = others = mask ^ low
    while True:
        for rest in _partitions(others ^ part):
            yield rest | {part | low}
        if not part:
            return
        part = (part - 1) & others
