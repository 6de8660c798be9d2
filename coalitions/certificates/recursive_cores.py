"""Evidence about the recursive core: from the smallest residual games up, which partitions have an outcome in their core."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from ..errors import CertificateError
from ..games.outcomes import PartitionOutcome
from ..games.partition_function import PartitionFunctionGame
from ..players import Partition, Payoffs
from .partition_cores import Masks, Worths, checked_partition, exact_rows, total
from .plain import fractions

Attitude = Literal["pessimistic", "optimistic"]
#: A residual game: who is left, and how the others have grouped themselves.
Residual = tuple[int, Masks]
#: One of these must hold if players who leave are not to gain: a coalition of theirs has at least this much.
Alternatives = tuple[tuple[int, Fraction], ...]
#: Payoffs; or balanced weights; or (number of alternatives that are split, evidence for each of them).
Evidence = Any


@dataclass(frozen=True, slots=True)
class Deviation:
    """Some players regroup; what keeps them from it is one of the alternatives; they expect the others as in `then`."""

    grouping: Masks
    alternatives: Alternatives
    then: Masks  #: how the others are grouped, or (pessimistic, worst for each coalition differently) one way


def partitions_of(mask: int) -> Iterator[Masks]:
    """All partitions of a set, the set itself first; coalitions in the order of their first members."""
    if not mask:
        yield ()
        return
    low = mask & -mask
    others = part = mask ^ low
    while True:
        for rest in partitions_of(others ^ part):
            yield (part | low, *rest)
        if not part:
            return
        part = (part - 1) & others


def residuals(n: int) -> list[Residual]:
    """All residual games, smaller ones first, the whole game last."""
    grand = (1 << n) - 1
    left = sorted(range(1, grand + 1), key=lambda m: (m.bit_count(), m))
    return [(mask, outside) for mask in left for outside in partitions_of(grand ^ mask)]


def worth_in(rows: Worths, mask: int, *groups: Masks) -> Fraction:
    """The worth of a coalition in the partition that these groups make together."""
    blocks = tuple(sorted((m for g in groups for m in g), key=lambda m: m & -m))
    return rows[blocks][blocks.index(mask)]


def deviations(rows: Worths, game: Residual, assumed: dict[Residual, list[Masks]], attitude: str) -> Iterator[Deviation]:
    """All ways in which some of those who are left can regroup, with what keeps them from it.

    Coalitions of players who leave gain if each expects more than its members get. Pessimistic: they leave if they gain
    whatever the rest does within its core (or at all, if that is empty), so one coalition with as much as it gets at worst
    keeps them; optimistic: they leave if they gain in one case, so in each case a coalition must have as much as it gets.
    """
    left, outside = game
    mask = left
    while mask:
        for grouping in partitions_of(mask):
            settled = tuple(sorted((*outside, *grouping), key=lambda m: m & -m))
            rests = assumed[left ^ mask, settled] if left ^ mask else [()]
            worths = [[worth_in(rows, c, settled, rest) for c in grouping] for rest in rests]
            if attitude == "pessimistic":
                worst = [min(column) for column in zip(*worths, strict=True)]
                yield Deviation(grouping, tuple(zip(grouping, worst, strict=True)), rests[0])
            else:
                for row, rest in zip(worths, rests, strict=True):
                    yield Deviation(grouping, tuple(zip(grouping, row, strict=True)), rest)
        mask = (mask - 1) & left


def bounds_of(shares: dict[int, Fraction], found: list[Deviation]) -> dict[int, Fraction]:
    """What coalitions must have: those of the partition what they are worth, and what single coalitions expect."""
    bounds = dict(shares)
    for deviation in found:
        if len(deviation.alternatives) == 1:
            raise_bound(bounds, *deviation.alternatives[0])
    return bounds


def raise_bound(bounds: dict[int, Fraction], mask: int, worth: Fraction) -> None:
    """A coalition must have at least this much."""
    bounds[mask] = max(worth, bounds.get(mask, worth))


def in_core(amounts: tuple[Fraction, ...], shares: dict[int, Fraction], found: list[Deviation]) -> bool:
    """Whether payoffs share what the coalitions are worth and keep everybody from leaving."""
    fair = all(total(amounts, m) == worth for m, worth in shares.items())
    return fair and all(any(total(amounts, m) >= w for m, w in d.alternatives) for d in found)


def excluded(left: int, shares: dict[int, Fraction], bounds: dict[int, Fraction], found: list[Deviation], tree: Any) -> bool:
    """Whether evidence rules out all payoffs: balanced weights for these bounds, or each of some alternatives ruled out."""
    kind, *content = tree
    if kind == "weights":
        weights = content[0]
        fractions(w for _, w in weights)
        if not all(type(m) is int and m in bounds and w > 0 for m, w in weights):
            return False
        members = [1 << i for i in range(left.bit_length()) if left >> i & 1]
        balanced = all(sum(w for m, w in weights if m & i) == 1 for i in members)
        whole = sum(shares.values(), start=Fraction(0))
        return balanced and sum(w * bounds[m] for m, w in weights) > whole
    number, branches = content
    if kind != "split" or type(number) is not int or not 0 <= number < len(found):
        return False
    alternatives = found[number].alternatives
    if len(branches) != len(alternatives):
        return False
    for (mask, worth), branch in zip(alternatives, branches, strict=True):
        further = dict(bounds)
        raise_bound(further, mask, worth)
        if not excluded(left, shares, further, found, branch):
            return False
    return True


@dataclass(frozen=True, slots=True)
class RecursiveCore:
    """For every residual game and every partition in it, payoffs in its core or evidence that there are none; the whole last.

    The check goes from one player up: a residual game of k players is judged with the cores of smaller ones already proved.
    """

    attitude: str
    table: tuple[tuple[tuple[str, Evidence], ...], ...]  #: for each residual game, for each partition: how it is decided
    outcome: tuple[Masks, tuple[Fraction, ...]] | None = None  #: where one outcome is judged: partition and payoffs
    deviation: int | None = None  #: the number of the deviation from it, or None
    find: bool = True

    @property
    def proves(self) -> tuple[str, ...]:
        """A point of the recursive core, or whether an outcome is in it."""
        return ("recursive core point",) if self.find is True else ("in the recursive core",)

    @property
    def judged(self) -> Any:
        """What coalitions expect, and the outcome that was asked about."""
        return self.attitude if self.find else (self.attitude, self.outcome)

    def _assumed(self, rows: Worths, n: int) -> dict[Residual, list[Masks]]:
        """What is assumed of each residual game that is proved: the partitions in its core, or all of them."""
        games = residuals(n)[:-1] if n else []
        if type(self.table) is not tuple or len(self.table) != len(games) + (self.find and n > 0):
            raise CertificateError(f"expected evidence for each of {len(games)} residual games, and the whole if asked for")
        assumed: dict[Residual, list[Masks]] = {}
        for game, entries in zip(games, self.table, strict=False):
            inside = judged_partitions(rows, n, game, assumed, self.attitude, entries)
            assumed[game] = inside or list(partitions_of(game[0]))
        return assumed

    def check(self, game: PartitionFunctionGame) -> Any:
        """An outcome or None, or whether the outcome is in the core; raises CertificateError where evidence does not hold."""
        rows, n = exact_rows(game), len(game.players)
        if self.attitude not in ("pessimistic", "optimistic") or type(self.find) is not bool:
            raise CertificateError(f"expected pessimistic or optimistic players, got {self.attitude!r:.40}")
        assumed = self._assumed(rows, n)
        whole: Residual = (game.players.grand, ())
        if not self.find:
            return self._verdict(game, rows, assumed, whole)
        if self.outcome is not None or self.deviation is not None:
            raise CertificateError("expected no outcome to judge where one is to be found")
        if not n:
            return PartitionOutcome(Partition(game.players, ()), Payoffs(game.players, ()))
        inside = judged_partitions(rows, n, whole, assumed, self.attitude, self.table[-1])
        if not inside:
            return None
        amounts = next(e for kind, e in self.table[-1] if kind == "payoffs")
        return PartitionOutcome(Partition(game.players, inside[0]), Payoffs(game.players, tuple(amounts)))

    def _verdict(
        self, game: PartitionFunctionGame, rows: Worths, assumed: dict[Residual, list[Masks]], whole: Residual
    ) -> bool:
        if self.outcome is None:
            raise CertificateError("expected an outcome to judge")
        blocks = checked_partition(game, self.outcome[0], "gamma")
        amounts = fractions(self.outcome[1], len(game.players))
        shares = dict(zip(blocks, rows[blocks], strict=True))
        found = list(deviations(rows, whole, assumed, self.attitude))
        if self.deviation is None:
            if not in_core(amounts, shares, found):
                raise CertificateError("expected an outcome from which no players gain by leaving")
            return True
        if type(self.deviation) is not int or not -1 <= self.deviation < len(found):
            raise CertificateError(f"expected the number of a deviation, got {self.deviation!r}")
        if self.deviation == -1:
            if all(total(amounts, m) == w for m, w in shares.items()):
                raise CertificateError("expected payoffs that are not what the coalitions are worth")
        elif any(total(amounts, m) >= w for m, w in found[self.deviation].alternatives):
            raise CertificateError("expected players who gain by leaving, got some who do not")
        return False

    def describe(self, game: PartitionFunctionGame) -> str:
        count = len(self.table)
        if self.find:
            return f"cores of {count} games, from the smallest residual ones up, for {self.attitude} players"
        if self.deviation is None or self.outcome is None:
            return f"nobody gains by leaving, given the cores of {count} residual games, for {self.attitude} players"
        if self.deviation == -1:
            return "a coalition does not share what it is worth"
        rows = exact_rows(game)
        assumed = self._assumed(rows, len(game.players))
        found = list(deviations(rows, (game.players.grand, ()), assumed, self.attitude))[self.deviation]
        parts = [f"{game.players.coalition(m)} gets {total(self.outcome[1], m)} and expects {w}" for m, w in found.alternatives]
        rest = f" with {' | '.join(str(game.players.coalition(m)) for m in found.then)}" if found.then else ""
        return f"{', '.join(parts)}{rest}"

    def to_dict(self) -> dict[str, Any]:
        table = [[[kind, _plain(evidence)] for kind, evidence in entries] for entries in self.table]
        outcome = None if self.outcome is None else [list(self.outcome[0]), [str(a) for a in self.outcome[1]]]
        data = {"attitude": self.attitude, "table": table, "outcome": outcome, "deviation": self.deviation}
        return {"kind": "recursive core", **data, "find": self.find}


def _plain(evidence: Any) -> Any:
    if isinstance(evidence, tuple):
        return [_plain(part) for part in evidence]
    return str(evidence) if isinstance(evidence, Fraction) else evidence


def judged_partitions(
    rows: Worths, n: int, game: Residual, assumed: dict[Residual, list[Masks]], attitude: str, entries: Any
) -> list[Masks]:
    """The partitions of a residual game that have an outcome in its core; raises CertificateError if evidence does not hold."""
    left, outside = game
    found = list(deviations(rows, game, assumed, attitude))
    inside: list[Masks] = []
    for blocks, (kind, evidence) in zip(partitions_of(left), entries, strict=True):
        shares = {m: worth_in(rows, m, blocks, outside) for m in blocks}
        if kind == "payoffs":
            if not in_core(fractions(evidence, n), shares, found):
                raise CertificateError("expected payoffs from which nobody gains by leaving in a residual game")
            inside.append(blocks)
        elif kind != "none" or not excluded(left, shares, bounds_of(shares, found), found, evidence):
            raise CertificateError("expected evidence that a partition of a residual game has no outcome in its core")
    return inside
