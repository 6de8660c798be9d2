"""Evidence about optimal coalition structures: prices that no coalition exceeds, or the same total by a second program."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError, InvalidArgumentError
from ..games.partition_function import PartitionFunctionGame, exact_partition_worths
from ..games.structures import BestStructures, Feasible
from ..games.tu import CoalitionalGame, exact_table
from ..kernels.partitions import RANKED_UP_TO, bell, partition_index
from ..kernels.structures import best_structures, count_covers, parts_with_first
from ..players import Partition, Players
from ..scalars import Array, simplest
from .cores import excess_numerators
from .plain import fractions

#: Up to this many players the second program (3**n / 2 steps, one set at a time) may be run.
PROGRAM_UP_TO = 16
#: A rest that is looked at costs about as much as so many products of whole arrays.
REST_COSTS = 10_000


@dataclass(frozen=True, slots=True)
class OptimalStructures:
    """The number of optimal partitions, and those that are listed.

    With prices: they add up to the worth of the partitions listed, and no coalition that may form is worth more than its
    members' prices. So no partition is worth more, and the optimal ones are those whose coalitions are all worth their price.
    Without: the check builds the largest total up from the first members, where the solver starts from the last. Either way
    the optimal partitions are counted.
    """

    feasible: Feasible
    number: int
    partitions: tuple[tuple[int, ...], ...]
    prices: tuple[Fraction, ...] | None = None
    proves: ClassVar[tuple[str, ...]] = ("optimal coalition structure",)

    @property
    def judged(self) -> Feasible:
        """Which coalitions may form."""
        return self.feasible

    def check(self, game: CoalitionalGame) -> BestStructures | None:
        """The largest worth and its partitions (None if no partition is possible); raises CertificateError otherwise."""
        allowed, listed = read_listed(self, game.players)
        worths, denominator = exact_table(game)
        if self.prices is None:
            best, number = self._program(worths, allowed)
            best /= denominator
        else:
            best, number = self._priced(game, allowed)
        if number != self.number:
            raise CertificateError(f"expected the number of optimal partitions to be {number}, got {self.number}")
        if not number:
            return None
        for partition in listed:
            total = Fraction(sum(int(worths[m]) for m in partition.masks), denominator)
            if not allowed[list(partition.masks)].all() or total != best:
                raise CertificateError(f"expected partitions that may form and are optimal, {partition} is not")
        worth = Fraction(sum(int(worths[m]) for m in listed[0].masks), denominator)
        return BestStructures(simplest(worth), number, tuple(listed))

    def _program(self, worths: Array, allowed: Array) -> tuple[Fraction, int]:
        n = len(worths).bit_length() - 1
        if n > PROGRAM_UP_TO:
            raise CertificateError(f"expected at most {PROGRAM_UP_TO} players to build up the best partition again, got {n}")
        values, floor = with_penalty(worths, allowed)
        best = best_structures(values)
        if best[-1] < floor:
            return Fraction(0), 0

        def fitting(rest: int) -> Array:
            parts = parts_with_first(rest)
            tie: Array = values[parts] + best[rest ^ parts] == best[rest]
            return parts[tie]

        return Fraction(int(best[-1])), count_structures(len(worths) - 1, fitting) or 0

    def _priced(self, game: CoalitionalGame, allowed: Array) -> tuple[Fraction, int]:
        prices = fractions(self.prices or (), len(game.players))
        excess, _ = excess_numerators(game, prices)
        dear = np.flatnonzero(allowed & (excess > 0))
        if len(dear):
            raise CertificateError(
                f"expected no coalition worth more than its price, {game.players.coalition(int(dear[0]))} is"
            )
        return sum(prices, start=Fraction(0)), count_divisions(allowed & (excess == 0))

    def describe(self, game: CoalitionalGame) -> str:
        if not self.number:
            return "no partition into coalitions that may form"
        if self.prices is None:
            return "built up again from the first members"
        shown = ", ".join(f"{name}: {price}" for name, price in zip(game.players, self.prices[:8], strict=False))
        return f"no coalition exceeds the prices {shown}{', …' if len(self.prices) > 8 else ''}"

    def to_dict(self) -> dict[str, Any]:
        prices = None if self.prices is None else [str(p) for p in self.prices]
        listed = [list(p) for p in self.partitions]
        return {
            "kind": "optimal structures",
            "feasible": plain_feasible(self.feasible),
            "number": self.number,
            "partitions": listed,
            "prices": prices,
        }


def read_listed(certificate: OptimalStructures | BestOfAll, players: Players) -> tuple[Array, list[Partition]]:
    """Which coalitions may form, and the partitions listed, all of the right shape."""
    f, n, partitions, number = certificate.feasible, len(players), certificate.partitions, certificate.number
    shaped = type(f) is Feasible and type(f.apart) is tuple and (f.links is None or type(f.links) is tuple)
    pairs = (*f.apart, *(f.links or ())) if shaped else (0,)
    if not all(type(p) is int and 0 < p < 1 << n and p.bit_count() == 2 for p in pairs):
        raise CertificateError(f"expected sizes and pairs of players that say which coalitions may form, got {f!r:.200}")
    if type(f.smallest) is not int or (f.largest is not None and type(f.largest) is not int):
        raise CertificateError(f"expected whole sizes, got {f.smallest!r} and {f.largest!r}")
    if type(partitions) is not tuple or type(number) is not int:
        raise CertificateError(f"expected a tuple of partitions and their number, got {partitions!r:.100}, {number!r}")
    listed = []
    for masks in partitions:
        if type(masks) is not tuple or not all(type(m) is int and 0 < m < 1 << n for m in masks):
            raise CertificateError(f"expected partitions as tuples of masks, got {masks!r:.100}")
        try:
            listed.append(Partition(players, masks))
        except InvalidArgumentError as error:
            raise CertificateError(str(error)) from None
    places = [partition_index(masks, n) for masks in partitions]
    if places != sorted(set(places)) or [p.masks for p in listed] != list(partitions):
        raise CertificateError("expected partitions in lexicographic order, each once, coalitions by first members")
    if len(listed) > number or (number > 0 and not listed):
        raise CertificateError(f"expected some of {number} optimal partitions, got {len(listed)}")
    return f.coalitions(n), listed


def plain_feasible(f: Feasible) -> dict[str, Any]:
    """Which coalitions may form, as plain data."""
    links = None if f.links is None else list(f.links)
    return {"smallest": f.smallest, "largest": f.largest, "apart": list(f.apart), "links": links}


def with_penalty(worths: Array, allowed: Array) -> tuple[Array, int]:
    """Worths in which what may not form is so bad that it is never worth it, and the least total without any such."""
    n = len(worths).bit_length() - 1
    size = max(abs(int(worths.max())), abs(int(worths.min())))
    penalty = 2 * n * size + 1
    largest = max(n, 1) * penalty
    dtype = np.int32 if largest < 1 << 30 else np.int64 if largest < 1 << 62 else object
    values = np.where(allowed, worths.astype(dtype), -penalty).astype(dtype)
    values[0] = 0
    return values, -n * size


def count_structures(grand: int, fitting: Callable[[int], Array], most: int | None = None) -> int | None:
    """In how many ways a set divides into parts, where `fitting` gives the parts of a rest that hold one of its members.

    None if more than `most` rests can be reached.

    The ways to come to a rest are known when all larger numbers are done, since what is left is a smaller number.
    """
    ways = np.zeros(grand + 1, dtype=np.int64 if grand.bit_length() <= RANKED_UP_TO else object)
    ways[grand] = 1
    pending, done = [-grand], 0
    while pending:
        rest = -heappop(pending)
        if not rest:
            break
        if done == most:
            return None
        done += 1
        left = rest ^ fitting(rest)
        for new in (-left[ways[left] == 0]).tolist():
            heappush(pending, new)
        ways[left] += ways[rest]
    return int(ways[0])


def fitting_parts(flags: Array) -> Callable[[int], Array]:
    """For each rest, the flagged parts of it that hold its first member."""
    flagged = np.flatnonzero(flags)
    first = flagged & -flagged
    by_first = {1 << i: flagged[first == 1 << i] for i in range(len(flags).bit_length() - 1)}

    def fitting(rest: int) -> Array:
        parts: Array = by_first[rest & -rest]
        inside: Array = parts & ~rest == 0
        return parts[inside]

    return fitting


def count_divisions(flags: Array) -> int:
    """In how many ways the players divide into coalitions that are flagged.

    Where few are, the rests that can be reached are few as well; as soon as they turn out to be many, all sets are taken at
    once, which costs 3**(n-1) / 2 whatever the flags.
    """
    n, flagged = len(flags).bit_length() - 1, int(np.count_nonzero(flags))
    if n <= RANKED_UP_TO and flagged:
        rests = 3 ** max(n - 1, 0) // (2 * (flagged + REST_COSTS))
        counted = count_structures(len(flags) - 1, fitting_parts(flags), rests)
        return count_covers(flags) if counted is None else counted
    return count_structures(len(flags) - 1, fitting_parts(flags)) or 0


@dataclass(frozen=True, slots=True)
class BestOfAll:
    """Optimal partitions of a game in which a coalition's worth depends on the others: all partitions are compared."""

    feasible: Feasible
    number: int
    partitions: tuple[tuple[int, ...], ...]
    proves: ClassVar[tuple[str, ...]] = ("optimal coalition structure",)

    @property
    def judged(self) -> Feasible:
        """Which coalitions may form."""
        return self.feasible

    def check(self, game: PartitionFunctionGame) -> BestStructures | None:
        """The largest worth and its partitions (None if no partition is possible); raises CertificateError otherwise."""
        if not isinstance(game, PartitionFunctionGame):
            raise CertificateError(f"expected a game in partition function form, got {type(game).__name__}")
        allowed, listed = read_listed(self, game.players)
        worths, denominator = exact_partition_worths(game)
        totals: dict[tuple[int, ...], int] = {}
        for row, masks in zip(worths.tolist(), game.blocks().tolist(), strict=True):
            blocks = tuple(m for m in masks if m)
            if all(allowed[m] for m in blocks):
                totals[blocks] = sum(row[: len(blocks)])
        best = max(totals.values(), default=0)
        optimal = [blocks for blocks, total in totals.items() if total == best]
        if len(optimal) != self.number or list(self.partitions) != optimal[: len(listed)]:
            raise CertificateError(f"expected the first of {len(optimal)} optimal partitions, got others, or another number")
        return BestStructures(simplest(Fraction(best, denominator)), self.number, tuple(listed)) if optimal else None

    def describe(self, game: PartitionFunctionGame) -> str:
        return (
            f"all {bell(len(game.players))} partitions compared"
            if self.number
            else "no partition into coalitions that may form"
        )

    def to_dict(self) -> dict[str, Any]:
        listed = [list(p) for p in self.partitions]
        return {"kind": "best of all", "feasible": plain_feasible(self.feasible), "number": self.number, "partitions": listed}
