"""Games in partition function form: what a coalition is worth depends on how all others are grouped."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from ..display import MAX_ROWS, Table, latex_value, to_frame, to_html, to_latex
from ..errors import (
    DuplicatePlayerError,
    InvalidArgumentError,
    InvalidGameError,
    LimitExceededError,
    UndecidedError,
    UnsupportedGameError,
)
from ..kernels.partitions import bell, blocks, partition_index, restricted_growth
from ..players import Coalition, CoalitionLike, Partition, Player, Players, is_list
from ..scalars import Array, Kind, kind_of, pack, parse, same_form, simplest, to_exact_integers, to_integers
from .tu import check_exact, own

if TYPE_CHECKING:
    import pandas as pd

MAX_PLAYERS = 10


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class PartitionFunctionGame:
    """A game in partition function form: a worth v(S; P) for every partition P of the players and every coalition S in it.

    `table[p, k]` is the worth of block k of partition p, where partitions stand in the lexicographic order of their restricted
    growth strings (all together first, everybody alone last) and blocks in the order of their first members; places without a
    block hold 0. An exact game stores integers over one common denominator, a float game floats, a symbolic game SymPy
    expressions. The constructor takes what is stored; use a `from_…` method to build from data. There are Bell(n+1) − Bell(n)
    embedded coalitions (S; P): 10 for 3 players, 37 for 4, 151 for 5, 17007 for 8.

    Examples:
        >>> game = PartitionFunctionGame.from_function(["A", "B", "C"], lambda S, P: {1: 36, 2: 16, 3: 9}[len(P)])
        >>> game["A", [["A"], ["B", "C"]]], game["A", [["A"], ["B"], ["C"]]]
        (16, 9)

    References:
        Thrall and Lucas (1963), N-person games in partition function form. Naval Research Logistics Quarterly 10, 281–298.
    """

    players: Players
    table: Array
    denominator: int = 1
    kind: Kind = "exact"

    def __post_init__(self) -> None:
        if not isinstance(self.players, Players) or not isinstance(self.table, np.ndarray):
            raise InvalidGameError(
                f"expected Players and an array, as they are stored, got {type(self.players).__name__} and "
                f"{type(self.table).__name__}; use PartitionFunctionGame.from_worths or from_function to build from data"
            )
        n = _check_size(len(self.players))
        if self.table.shape != (bell(n), n):
            raise InvalidGameError(
                f"expected an array of Bell({n}) = {bell(n)} rows and {n} columns, got shape {self.table.shape}; use "
                "from_worths"
            )
        allowed = {"exact": ("int64", "object"), "float": ("float64",), "symbolic": ("object",)}
        if self.kind not in allowed or self.table.dtype.name not in allowed[self.kind]:
            raise InvalidGameError(
                f"expected numbers of one of the kinds {allowed}, got kind {self.kind!r} with dtype {self.table.dtype}; use "
                "PartitionFunctionGame.from_worths or from_function"
            )
        check_exact(self.table, self.denominator, self.kind)
        object.__setattr__(self, "table", own(self.table))
        if self.kind == "float" and not np.isfinite(self.table).all():
            raise InvalidGameError("expected finite worths, got one that is not; give numbers")
        if (self.table[self.blocks() == 0] != 0).any():
            raise InvalidGameError("expected 0 at the places without a block, got another number; use from_worths")
        if self.kind == "exact":
            common = math.gcd(self.denominator, *map(int, self.table.ravel()))
            object.__setattr__(self, "denominator", self.denominator // common)
            object.__setattr__(
                self, "table", pack((self.table.astype(object) // common).ravel().tolist()).reshape(self.table.shape)
            )
        self.table.flags.writeable = False

    def __reduce__(self) -> tuple[Any, ...]:  # through the constructor, which makes the table read-only
        return (type(self), (self.players, self.table, self.denominator, self.kind))

    # -- from data ------------------------------------------------------------------------------------------------------

    @classmethod
    def from_worths(
        cls, players: Iterable[Player] | Players, worths: Mapping[Any, Any], *, missing: Any = None
    ) -> PartitionFunctionGame:
        """The game with these worths: a mapping from partitions to the worths of their coalitions.

        A partition is a tuple of coalitions (a name, or a tuple of names), its worths a sequence in the same order. Every
        partition must be there; `missing=0` gives 0 (or any other number) to the coalitions of the others.

        Examples:
            >>> PartitionFunctionGame.from_worths(["A", "B"], {(("A", "B"),): [3], ("A", "B"): [1, "1/2"]})
            PartitionFunctionGame of 2 players (A, B), exact: {A, B} 3; {A} | {B} 1, 1/2
        """
        names = Players.from_names(players)
        n = _check_size(len(names))
        if not isinstance(worths, Mapping):
            raise InvalidGameError(
                f"expected a mapping from partitions to worths, got {type(worths).__name__}; write "
                '{(("A", "B"), "C"): [3, 1], …}'
            )
        found: dict[int, dict[int, Any]] = {}
        for key, values in worths.items():
            given = [names.mask(c) for c in key] if is_list(key) and not isinstance(key, str) else [names.mask(key)]
            partition = Partition(names, tuple(given))
            if isinstance(values, str) or not isinstance(values, Sequence | np.ndarray) or len(values) != len(given):
                raise InvalidGameError(
                    f"expected one worth for each of the {len(given)} coalitions in {partition}, got {values!r}"
                )
            place = partition_index(given, n)
            if place in found:
                raise DuplicatePlayerError(f"expected every partition once, got {partition} twice; drop one")
            what = f"a worth in {partition}"
            found[place] = {mask: parse(v, what) for mask, v in zip(given, values, strict=True)}
        if len(found) < bell(n) and missing is None:
            absent = [Partition(names, tuple(row)) for p, row in enumerate(_masks(n)) if p not in found][:3]
            raise InvalidGameError(
                f"expected worths for each of the {bell(n)} partitions, got {len(found)}; add {'; '.join(map(str, absent))}, "
                "… or write missing=0 if their coalitions are worth nothing"
            )
        fill = None if missing is None else parse(missing, "a worth for the missing partitions")
        listed = [[found[p][m] if p in found else fill for m in row] for p, row in enumerate(_masks(n))]
        return cls._from_rows(names, listed)

    @classmethod
    def from_function(
        cls, players: Iterable[Player] | Players, worth: Callable[[Coalition, Partition], Any], *, limit: int = 8
    ) -> PartitionFunctionGame:
        """The game whose worths a function of a coalition and the partition that it is in gives."""
        names = Players.from_names(players)
        n = _check_size(len(names))
        if n > limit:
            raise LimitExceededError(
                f"expected at most limit={limit} players to call a function on {bell(n + 1) - bell(n)} embedded coalitions, "
                f"got {n}; write limit={n} if the time is there"
            )
        if not callable(worth):
            raise InvalidGameError(f"expected a function of a coalition and a partition, got {worth!r}; write lambda S, P: …")
        listed = []
        for row in _masks(n):
            partition = Partition(names, tuple(row))
            listed.append([parse(worth(names.coalition(m), partition), f"a worth in {partition}") for m in row])
        return cls._from_rows(names, listed)

    @classmethod
    def _from_rows(cls, players: Players, rows: Sequence[Sequence[Any]]) -> PartitionFunctionGame:
        n = len(players)
        values = [v for row in rows for v in [*row, *[0] * (n - len(row))]]
        kind = kind_of(values)
        numbers, denominator = to_integers(values) if kind == "exact" else (same_form(values, kind), 1)
        return cls(players, numbers.reshape(len(rows), n), denominator, kind)

    # -- access and display ---------------------------------------------------------------------------------------------

    def blocks(self) -> Array:
        """The masks of the coalitions, as they stand in the table; 0 at the places without one."""
        return blocks(restricted_growth(len(self.players)))

    def scaled(self, stored: Any) -> Any:
        """A stored number as the worth that it stands for."""
        if self.kind == "exact":
            return simplest(Fraction(int(stored), self.denominator))
        return float(stored) if self.kind == "float" else stored

    def partition(self, coalitions: Partition | Iterable[CoalitionLike]) -> Partition:
        """The partition with these coalitions."""
        if isinstance(coalitions, Partition) and coalitions.players == self.players:
            return coalitions
        if isinstance(coalitions, str) or not is_list(coalitions):
            raise InvalidArgumentError(
                f'expected a partition as a list of coalitions, got {coalitions!r}; write [["A"], ["B"]]'
            )
        return Partition.from_coalitions(self.players, coalitions)

    def worth(self, mask: int, masks: Sequence[int]) -> Any:
        """The worth of the coalition with this mask in the partition with these masks."""
        if not isinstance(masks, Sequence):
            raise InvalidArgumentError(
                f"expected the masks of a partition, got {masks!r:.80}; write game[coalition, partition]"
            )
        if mask not in masks:
            raise InvalidArgumentError(
                f"expected a coalition of the partition, got {self.players.coalition(mask)}; write one of "
                f"{', '.join(str(self.players.coalition(m)) for m in masks)}"
            )
        block = sorted(masks, key=lambda m: m & -m).index(mask)
        return self.scaled(self.table[partition_index(masks, len(self.players)), block])

    def __getitem__(self, embedded: tuple[CoalitionLike, Partition | Iterable[CoalitionLike]]) -> Any:
        if not isinstance(embedded, tuple) or len(embedded) != 2:
            raise InvalidArgumentError(
                f'expected a coalition and a partition, got {embedded!r:.80}; write game["A", [["A"], ["B", "C"]]]'
            )
        return self.worth(self.players.mask(embedded[0]), self.partition(embedded[1]).masks)

    __iter__ = None  # a game is not a sequence, although it has worths by key

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PartitionFunctionGame):
            return NotImplemented
        mine, theirs = (self.players, self.denominator, self.kind), (other.players, other.denominator, other.kind)
        return mine == theirs and bool(np.array_equal(self.table, other.table))

    def __hash__(self) -> int:
        return hash((self.players, self.denominator, self.kind, *map(self.scaled, self.table[0])))

    def _embedded(self) -> Iterator[tuple[Coalition, Partition, Any]]:
        for masks, worths in zip(_masks(len(self.players)), self.table, strict=True):
            partition = Partition(self.players, tuple(masks))
            for mask, worth in zip(masks, worths, strict=False):
                yield self.players.coalition(mask), partition, self.scaled(worth)

    def _table(self, rows: int = MAX_ROWS) -> Table:
        n = len(self.players)
        caption = f"Game in partition function form with {n} {'player' if n == 1 else 'players'}, {self.kind} worths"
        shown = list(islice(self._embedded(), rows))
        return Table(caption, ("coalition", "partition", "worth"), shown, bell(n + 1) - bell(n))

    def __repr__(self) -> str:
        n = len(self.players)
        lines = [
            f"{Partition(self.players, tuple(masks))} {', '.join(str(self.scaled(v)) for v in worths[: len(masks)])}"
            for masks, worths in islice(zip(_masks(n), self.table, strict=True), 5)
        ]
        names = ", ".join(map(str, self.players))
        shown = "; ".join(lines) + ("; …" if bell(n) > 5 else "")
        return f"PartitionFunctionGame of {n} {'player' if n == 1 else 'players'} ({names}), {self.kind}: {shown}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def _repr_latex_(self) -> str:
        cells = [
            rf"v({latex_value(s)};\ {' '.join(map(latex_value, p))}) = {latex_value(w)}"
            for s, p, w in islice(self._embedded(), 10)
        ]
        return "$" + r",\ ".join(cells) + (r",\ \dots$" if len(self.players) > 3 else "$")

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the first 64 worths."""
        return to_latex(self._table(), digits)

    def to_dict(self) -> dict[tuple[tuple[Player, ...], ...], list[Any]]:
        """All worths by partition; `PartitionFunctionGame.from_worths(game.players, game.to_dict())` is the game again."""
        names = self.players.coalition
        return {
            tuple(tuple(names(m)) for m in masks): [self.scaled(v) for v in worths[: len(masks)]]
            for masks, worths in zip(_masks(len(self.players)), self.table, strict=True)
        }

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame with one row for each embedded coalition (extra: pandas)."""
        n = len(self.players)
        return to_frame(self._table(bell(n + 1) - bell(n)))


def _masks(n: int) -> list[list[int]]:
    """The masks of the coalitions of each partition, in order."""
    return [[m for m in row if m] for row in blocks(restricted_growth(n)).tolist()]


def _check_size(n: int) -> int:
    if n > MAX_PLAYERS:
        raise LimitExceededError(
            f"expected at most {MAX_PLAYERS} players for a table of all embedded coalitions, got {n}; write what coalitions "
            "expect of each other into a TUGame, or join players into blocs"
        )
    return n


def partition_function(game: Any) -> PartitionFunctionGame:
    """The game itself, or an error that says what is worked on."""
    if isinstance(game, PartitionFunctionGame):
        return game
    raise UnsupportedGameError(
        f"expected a game in partition function form, got {type(game).__name__}; build one with "
        "PartitionFunctionGame.from_worths or from_function"
    )


def exact_partition_worths(game: PartitionFunctionGame) -> tuple[Array, int]:
    """All worths as integers over one denominator; a float stands for its own binary value, a symbol is refused."""
    if game.kind == "symbolic":
        raise UndecidedError("expected numbers for worths, got symbols; put numbers in for them")
    if game.kind == "exact":
        return game.table, game.denominator
    integers, denominator = to_exact_integers(game.table.reshape(-1))
    return integers.reshape(game.table.shape), denominator
