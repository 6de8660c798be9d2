"""Valuations: what each player gets under every partition of the players."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ..display import MAX_ROWS, Table, to_html, to_latex
from ..errors import InvalidGameError, LimitExceededError, UnsupportedGameError
from ..kernels.partitions import bell, blocks, partition_index, restricted_growth
from ..players import CoalitionLike, Partition, Payoffs, Player, Players
from ..scalars import Array, Kind, kind_of, quotient, read_payoffs, same_form, simplest, to_integers
from .partition_function import PartitionFunctionGame, exact_partition_worths, partition_function

MAX_PLAYERS = 8


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Valuation:
    """What each player gets under every partition: a game of coalition formation in which shares are settled beforehand.

    `table[p, i]` is what player i gets under partition p, in the lexicographic order of restricted growth strings (all together
    first, everybody alone last). An exact game stores integers over one common denominator, a float game floats, a symbolic
    game SymPy expressions. Use a `from_…` method to build one.

    Examples:
        >>> import coalitions as co
        >>> majority = co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 1))
        >>> game = Valuation.from_function(["A", "B", "C"], lambda P: co.owen_value(majority, P).value)
        >>> game[["A", "B"], ["C"]]
        A: 1/2, B: 1/2, C: 0

    References:
        Hart and Kurz (1983), Endogenous formation of coalitions. Econometrica 51, 1047–1064; Bloch (1996), Sequential formation
        of coalitions in games with externalities and fixed payoff division. Games and Economic Behavior 14, 90–123.
    """

    players: Players
    table: Array
    denominator: int = 1
    kind: Kind = "exact"

    def __post_init__(self) -> None:
        if not isinstance(self.players, Players) or not isinstance(self.table, np.ndarray):
            raise InvalidGameError("expected Players and an array, as they are stored; use Valuation.from_function")
        n = _check_size(len(self.players))
        if self.table.shape != (bell(n), n):
            raise InvalidGameError(f"expected {bell(n)} rows of {n} payoffs, one for each partition, got {self.table.shape}")
        allowed = {"exact": ("int64", "object"), "float": ("float64",), "symbolic": ("object",)}
        if self.kind not in allowed or self.table.dtype.name not in allowed[self.kind]:
            raise InvalidGameError(f"expected numbers of one of the kinds {allowed}, got {self.kind!r}, {self.table.dtype}")
        if type(self.denominator) is not int or self.denominator < 1 or (self.denominator != 1 and self.kind != "exact"):
            raise InvalidGameError(f"expected a positive denominator (1 unless exact), got {self.denominator!r}")
        self.table.flags.writeable = False

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.players, self.table, self.denominator, self.kind))

    @classmethod
    def from_function(
        cls, players: Iterable[Player] | Players, payoffs: Callable[[Partition], Any], *, limit: int = 6
    ) -> Valuation:
        """The game whose payoffs a function of the partition gives: a mapping, or numbers in the order of the players."""
        names = Players.from_names(players)
        n = _check_size(len(names))
        if n > limit:
            raise LimitExceededError(
                f"expected at most limit={limit} players to call a function on {bell(n)} partitions, got {n}; write limit={n}"
            )
        if not callable(payoffs):
            raise InvalidGameError(f"expected a function of a partition, got {payoffs!r}; write lambda P: …")
        return cls._from_rows(names, [read_payoffs(names, payoffs(p)).amounts for p in _partitions(names)])

    @classmethod
    def from_partition_function(cls, game: PartitionFunctionGame) -> Valuation:
        """The game in which the members of every coalition share its worth equally; floats are divided without rounding."""
        form = partition_function(game)
        n, rows = len(form.players), []
        table, denominator = (form.table, 1) if form.kind == "symbolic" else exact_partition_worths(form)
        for masks, worths in zip(form.blocks().tolist(), table.tolist(), strict=True):
            row: list[Any] = [0] * n
            for mask, worth in zip(masks, worths, strict=True):
                for i in (i for i in range(n) if mask >> i & 1):
                    row[i] = quotient(worth, mask.bit_count() * denominator)
            rows.append(row)
        return cls._from_rows(form.players, rows)

    @classmethod
    def _from_rows(cls, players: Players, rows: Sequence[Sequence[Any]]) -> Valuation:
        values = [v for row in rows for v in row]
        kind = kind_of(values)
        numbers, denominator = to_integers(values) if kind == "exact" else (same_form(values, kind), 1)
        return cls(players, numbers.reshape(len(rows), len(players)), denominator, kind)

    def scaled(self, stored: Any) -> Any:
        """A stored number as the payoff that it stands for."""
        if self.kind == "exact":
            return simplest(Fraction(int(stored), self.denominator))
        return float(stored) if self.kind == "float" else stored

    def partitions(self) -> list[Partition]:
        """All partitions in the order of the table."""
        return _partitions(self.players)

    def payoffs(self, partition: Partition) -> Payoffs:
        """What each player gets under a partition."""
        row = self.table[partition_index(partition.masks, len(self.players))]
        return Payoffs(self.players, tuple(map(self.scaled, row)))

    def __getitem__(self, partition: Partition | Iterable[CoalitionLike]) -> Payoffs:
        given = partition if isinstance(partition, Partition) else Partition.from_coalitions(self.players, partition)
        return self.payoffs(given)

    __iter__ = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Valuation):
            return NotImplemented
        mine, theirs = (self.players, self.denominator, self.kind), (other.players, other.denominator, other.kind)
        return mine == theirs and bool(np.array_equal(self.table, other.table))

    def __hash__(self) -> int:
        return hash((self.players, self.kind, *map(self.scaled, self.table[0])))

    def _table(self) -> Table:
        rows = [(p, *self.payoffs(p).amounts) for p in self.partitions()[:MAX_ROWS]]
        caption = f"Valuation of {len(self.players)} players, {self.kind} payoffs"
        return Table(caption, ("partition", *map(str, self.players)), rows, len(self.table))

    def __repr__(self) -> str:
        n = len(self.players)
        cells = [f"{p} {', '.join(map(str, self.payoffs(p).amounts))}" for p in self.partitions()[:5]]
        names = ", ".join(map(str, self.players))
        shown = "; ".join(cells) + ("; …" if len(self.table) > 5 else "")
        return f"Valuation of {n} {'player' if n == 1 else 'players'} ({names}), {self.kind}: {shown}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the payoffs under the first 64 partitions."""
        return to_latex(self._table(), digits)


def _partitions(players: Players) -> list[Partition]:
    rows = blocks(restricted_growth(len(players))).tolist()
    return [Partition(players, tuple(m for m in row if m)) for row in rows]


def _check_size(n: int) -> int:
    if n > MAX_PLAYERS:
        raise LimitExceededError(
            f"expected at most {MAX_PLAYERS} players for payoffs under every partition, got {n}; join players into blocs"
        )
    return n


def valuation(game: Any) -> Valuation:
    """The game itself, or with equal shares where it is in partition function form; an error says what else is worked on."""
    if isinstance(game, Valuation):
        return game
    if isinstance(game, PartitionFunctionGame):
        return Valuation.from_partition_function(game)
    raise UnsupportedGameError(
        f"expected a Valuation (payoffs under every partition) or a PartitionFunctionGame, whose coalitions share equally, got "
        f"{type(game).__name__}; use Valuation.from_function"
    )
