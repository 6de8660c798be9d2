"""Evidence about cores of games in partition function form: an outcome that nobody blocks, who blocks, or balanced weights."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal

from ..errors import CertificateError, InvalidArgumentError
from ..games.outcomes import PartitionOutcome
from ..games.partition_function import PartitionFunctionGame, exact_partition_worths
from ..players import Partition, Payoffs
from .plain import fractions

CoreRule = Literal["pessimistic", "optimistic", "gamma", "delta", "projection"]
RULES: tuple[str, ...] = ("pessimistic", "optimistic", "gamma", "delta", "projection")
Masks = tuple[int, ...]
#: Worths of the coalitions of each partition, exactly; coalitions in the order of their first members.
Worths = dict[Masks, tuple[Fraction, ...]]


def exact_rows(game: Any) -> Worths:
    """All partitions in lexicographic order with the worths of their coalitions as fractions."""
    if not isinstance(game, PartitionFunctionGame):
        raise CertificateError(f"expected a game in partition function form, got {type(game).__name__}")
    table, denominator = exact_partition_worths(game)
    rows = zip(game.blocks().tolist(), table.tolist(), strict=True)
    listed = ((tuple(m for m in masks if m), values) for masks, values in rows)
    return {blocks: tuple(Fraction(v, denominator) for v in values[: len(blocks)]) for blocks, values in listed}


def expectations(rows: Worths, n: int, rule: str, partition: Masks) -> dict[int, tuple[Fraction, Masks]]:
    """For each coalition what it expects to be worth if it forms, and the partition in which; the definition word by word."""
    grand = (1 << n) - 1
    found: dict[int, tuple[Fraction, Masks]] = {}
    if rule in ("pessimistic", "optimistic"):
        for blocks, worths in rows.items():
            for mask, worth in zip(blocks, worths, strict=True):
                old = found.get(mask)
                if old is None or (worth < old[0] if rule == "pessimistic" else worth > old[0]):
                    found[mask] = (worth, blocks)
        return found
    for mask in range(1, grand + 1):
        rest = grand & ~mask
        if rule == "gamma":
            others = [1 << i for i in range(n) if rest >> i & 1]
        elif rule == "delta":
            others = [rest] if rest else []
        else:
            others = [b & rest for b in partition if b & rest]
        blocks = tuple(sorted((mask, *others), key=lambda m: m & -m))
        found[mask] = (rows[blocks][blocks.index(mask)], blocks)
    return found


def checked_partition(game: PartitionFunctionGame, blocks: Any, rule: Any) -> Masks:
    """The masks of a partition in the order of first members, and a known rule; raises CertificateError otherwise."""
    if rule not in RULES:
        raise CertificateError(f"expected one of the rules {', '.join(RULES)}, got {rule!r:.40}")
    if type(blocks) is not tuple or not all(type(m) is int and 0 < m <= game.players.grand for m in blocks):
        raise CertificateError(f"expected a partition as a tuple of masks, got {blocks!r:.80}")
    try:
        masks = Partition(game.players, blocks).masks
    except InvalidArgumentError as error:
        raise CertificateError(str(error)) from None
    if masks != blocks:
        raise CertificateError("expected coalitions in the order of their first members")
    return blocks


def total(amounts: tuple[Fraction, ...], mask: int) -> Fraction:
    """What a coalition's members get together."""
    return sum((a for i, a in enumerate(amounts) if mask >> i & 1), start=Fraction(0))


def _shown(game: PartitionFunctionGame, blocks: Masks) -> str:
    return str(Partition(game.players, blocks))


@dataclass(frozen=True, slots=True)
class PartitionCorePoint:
    """An outcome in which each coalition shares what it is worth, and no coalition expects more than its members get."""

    blocks: Masks
    amounts: tuple[Fraction, ...]
    rule: str
    asked: Masks | None = None  #: the partition that was asked for, if one was
    proves: ClassVar[tuple[str, ...]] = ("partition core point",)

    @property
    def judged(self) -> tuple[str, Masks | None]:
        """What coalitions expect, and for which partition an outcome was wanted."""
        return (self.rule, self.asked)

    def check(self, game: PartitionFunctionGame) -> PartitionOutcome:
        """The outcome; raises CertificateError if it is not feasible or a coalition blocks it."""
        rows, n = exact_rows(game), len(game.players)
        blocks, amounts = checked_partition(game, self.blocks, self.rule), fractions(self.amounts, n)
        if self.asked is not None and self.asked != blocks:
            raise CertificateError("expected an outcome for the partition that was asked for")
        for mask, worth in zip(blocks, rows[blocks], strict=True):
            if total(amounts, mask) != worth:
                raise CertificateError(f"expected {game.players.coalition(mask)} to share {worth}")
        for mask, (worth, _) in expectations(rows, n, self.rule, blocks).items():
            if worth > total(amounts, mask):
                raise CertificateError(f"expected no coalition that blocks, {game.players.coalition(mask)} does")
        return PartitionOutcome(Partition(game.players, blocks), Payoffs(game.players, amounts))

    def describe(self, game: PartitionFunctionGame) -> str:
        return f"no coalition expects more than it gets, by the {self.rule} rule"

    def to_dict(self) -> dict[str, Any]:
        asked = None if self.asked is None else list(self.asked)
        amounts = [str(a) for a in self.amounts]
        return {
            "kind": "partition core point",
            "blocks": list(self.blocks),
            "amounts": amounts,
            "rule": self.rule,
            "asked": asked,
        }


@dataclass(frozen=True, slots=True)
class NoPartitionCorePoint:
    """For each partition P balanced weights whose worths exceed what P is worth: no outcome of P escapes all coalitions.

    The weights add up to 1 at each player. An outcome x of P that nobody blocks has x(T) >= what T expects, and x(S) = v(S; P)
    for S in P, so Σ_S v(S; P) = x(N) = Σ w(T) x(T) >= Σ w(T) u(T), where u(T) is what T expects, or v(T; P) if T is in P and
    that is more. This is the duality of Bondareva (1963) and Shapley (1967) partition by partition.
    """

    weights: tuple[tuple[Masks, tuple[tuple[int, Fraction], ...]], ...]  #: partition, and (mask, weight) of its coalitions
    rule: str
    asked: Masks | None = None
    proves: ClassVar[tuple[str, ...]] = ("partition core point",)

    @property
    def judged(self) -> tuple[str, Masks | None]:
        """What coalitions expect, and for which partition an outcome was wanted."""
        return (self.rule, self.asked)

    def check(self, game: PartitionFunctionGame) -> None:
        """None (there is no such outcome); raises CertificateError where the weights do not rule a partition out."""
        rows, n = exact_rows(game), len(game.players)
        wanted = list(rows) if self.asked is None else [checked_partition(game, self.asked, self.rule)]
        if type(self.weights) is not tuple or [blocks for blocks, _ in self.weights] != wanted:
            raise CertificateError(f"expected weights for each of {len(wanted)} partitions in lexicographic order")
        for blocks, weights in self.weights:
            self._excluded(rows, n, checked_partition(game, blocks, self.rule), weights)

    def _excluded(self, rows: Worths, n: int, blocks: Masks, weights: tuple[tuple[int, Fraction], ...]) -> None:
        expected = expectations(rows, n, self.rule, blocks)
        own = dict(zip(blocks, rows[blocks], strict=True))
        fractions(w for _, w in weights)
        for mask, weight in weights:
            if type(mask) is not int or not 0 < mask < 1 << n or weight <= 0:
                raise CertificateError(f"expected positive weights of coalitions, got {weight} of mask {mask!r}")
        for i in range(n):
            if sum((w for m, w in weights if m >> i & 1), start=Fraction(0)) != 1:
                raise CertificateError("expected weights that add up to 1 at each player")
        worth = sum((w * max(expected[m][0], own.get(m, expected[m][0])) for m, w in weights), start=Fraction(0))
        if worth <= sum(own.values(), start=Fraction(0)):
            raise CertificateError("expected weighted worths that exceed what the partition is worth")

    def describe(self, game: PartitionFunctionGame) -> str:
        rows = exact_rows(game)
        blocks, weights = self.weights[0]
        expected = expectations(rows, len(game.players), self.rule, blocks)
        own = dict(zip(blocks, rows[blocks], strict=True))
        terms = " + ".join(f"{w} {game.players.coalition(m)}" for m, w in weights[:6])
        worth = sum((w * max(expected[m][0], own.get(m, expected[m][0])) for m, w in weights), start=Fraction(0))
        more = f", and likewise {len(self.weights) - 1} other partitions" if len(self.weights) > 1 else ""
        whole = sum(own.values(), start=Fraction(0))
        return f"{_shown(game, blocks)} is worth {whole} but {terms} expect {worth} by the {self.rule} rule{more}"

    def to_dict(self) -> dict[str, Any]:
        plain = [[list(blocks), {str(m): str(w) for m, w in weights}] for blocks, weights in self.weights]
        asked = None if self.asked is None else list(self.asked)
        return {"kind": "no partition core point", "weights": plain, "rule": self.rule, "asked": asked}


@dataclass(frozen=True, slots=True)
class PartitionVerdict:
    """That no coalition blocks an outcome, or the coalition that does (or that does not share what it is worth)."""

    blocks: Masks
    amounts: tuple[Fraction, ...]
    rule: str
    mask: int | None = None
    proves: ClassVar[tuple[str, ...]] = ("in the partition core",)

    @property
    def judged(self) -> tuple[Masks, tuple[Fraction, ...], str]:
        """The outcome that was asked about, and what coalitions expect."""
        return (self.blocks, self.amounts, self.rule)

    def check(self, game: PartitionFunctionGame) -> bool:
        """Whether the outcome is in the core; raises CertificateError if the coalition named has no reason to object."""
        if self.mask is None:
            PartitionCorePoint(self.blocks, self.amounts, self.rule).check(game)
            return True
        rows, n = exact_rows(game), len(game.players)
        blocks, amounts = checked_partition(game, self.blocks, self.rule), fractions(self.amounts, n)
        if type(self.mask) is not int or not 0 < self.mask <= game.players.grand:
            raise CertificateError(f"expected the mask of a coalition, got {self.mask!r}")
        gets = total(amounts, self.mask)
        shares = self.mask not in blocks or gets == rows[blocks][blocks.index(self.mask)]
        if shares and expectations(rows, n, self.rule, blocks)[self.mask][0] <= gets:
            raise CertificateError("expected a coalition that expects more than it gets, got one that does not")
        return False

    def describe(self, game: PartitionFunctionGame) -> str:
        if self.mask is None:
            return f"no coalition expects more than it gets, by the {self.rule} rule"
        rows, coalition = exact_rows(game), game.players.coalition(self.mask)
        gets = total(self.amounts, self.mask)
        if self.mask in self.blocks and gets != rows[self.blocks][self.blocks.index(self.mask)]:
            return f"{coalition} shares {gets}, not {rows[self.blocks][self.blocks.index(self.mask)]}"
        worth, then = expectations(rows, len(game.players), self.rule, self.blocks)[self.mask]
        return f"{coalition} gets {gets} and expects {worth} in {_shown(game, then)}"

    def to_dict(self) -> dict[str, Any]:
        amounts = [str(a) for a in self.amounts]
        return {
            "kind": "partition verdict",
            "blocks": list(self.blocks),
            "amounts": amounts,
            "rule": self.rule,
            "mask": self.mask,
        }
