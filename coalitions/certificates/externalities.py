"""Evidence about externalities: two other coalitions join, and a third gains, or loses, or never does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from ..errors import CertificateError, InvalidArgumentError
from ..games.partition_function import PartitionFunctionGame, exact_partition_worths
from ..players import Partition
from ..scalars import is_symbolic, sign, to_fraction

Externalities = Literal["none", "positive", "negative", "mixed"]
#: The coalition that watches, and the two that join; then all coalitions before that, as masks.
Merger = tuple[int, int, int, tuple[int, ...]]


def mergers(game: PartitionFunctionGame) -> Iterator[Merger]:
    """Every partition, every two of its coalitions that may join, and every third one."""
    for row in game.blocks().tolist():
        masks = tuple(m for m in row if m)
        for i, one in enumerate(masks):
            for other in masks[:i]:
                for watching in masks:
                    if watching not in (one, other):
                        yield watching, one, other, masks


def all_gains(game: PartitionFunctionGame) -> Iterator[Any]:
    """What the coalition that watches gains in each merger, times the denominator: looked up by the sets of coalitions."""
    worths = game.table if game.kind == "symbolic" else exact_partition_worths(game)[0]
    found = {
        frozenset(m for m in row if m): dict(zip(row, values, strict=True))
        for row, values in zip(game.blocks().tolist(), worths.tolist(), strict=True)
    }
    for watching, one, other, masks in mergers(game):
        before = frozenset(masks)
        yield found[before - {one, other} | {one | other}][watching] - found[before][watching]


def gain(game: PartitionFunctionGame, merger: Merger) -> Any:
    """What the coalition that watches gains when the two others join, exactly."""
    watching, one, other, masks = merger
    after = (*(m for m in masks if m not in (one, other)), one | other)
    a, b = (w if is_symbolic(w) else to_fraction(w) for w in (game.worth(watching, after), game.worth(watching, masks)))
    return a - b


@dataclass(frozen=True, slots=True)
class ExternalityWitnesses:
    """A merger by which a third coalition gains, and one by which it loses; None where no merger at all does that."""

    gains: Merger | None
    loses: Merger | None
    proves: ClassVar[tuple[str, ...]] = ("externalities",)

    def check(self, game: PartitionFunctionGame) -> Externalities:
        """The kind of externalities; raises CertificateError where a merger does not show it, or None is not true."""
        if not isinstance(game, PartitionFunctionGame):
            raise CertificateError(f"expected a game in partition function form, got {type(game).__name__}")
        for merger, wanted in ((self.gains, 1), (self.loses, -1)):
            if merger is not None:
                self._belongs(game, merger)
                if sign(gain(game, merger)) != wanted:
                    raise CertificateError(f"expected a merger by which a coalition {'gains' if wanted > 0 else 'loses'}")
        if self.gains is None or self.loses is None:
            for found in map(sign, all_gains(game)):
                if (found > 0 and self.gains is None) or (found < 0 and self.loses is None):
                    raise CertificateError(f"expected no merger by which a coalition {'gains' if found > 0 else 'loses'}")
        if self.gains is None:
            return "none" if self.loses is None else "negative"
        return "positive" if self.loses is None else "mixed"

    def _belongs(self, game: PartitionFunctionGame, merger: Merger) -> None:
        watching, one, other, masks = merger
        three = {watching, one, other}
        if not all(type(m) is int for m in (*three, *masks)) or len(three) < 3 or not three <= {*masks}:
            raise CertificateError("expected three different coalitions of a partition")
        try:
            Partition(game.players, masks)
        except InvalidArgumentError as error:
            raise CertificateError(str(error)) from error

    def describe(self, game: PartitionFunctionGame) -> str:
        parts = []
        for merger, verb in ((self.gains, "gains"), (self.loses, "loses")):
            if merger is None:
                parts.append(f"no coalition {verb} by a merger of others")
                continue
            watching, one, other = (game.players.coalition(m) for m in merger[:3])
            parts.append(f"{watching} {verb} {abs(gain(game, merger))} when {other} and {one} join")
        return ", ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        def plain(merger: Merger | None) -> list[Any] | None:
            return None if merger is None else [*map(str, merger[:3]), [str(m) for m in merger[3]]]

        return {"kind": "externality witnesses", "gains": plain(self.gains), "loses": plain(self.loses)}
