"""Games with transferable utility: players, and a worth for every coalition."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations, islice
from typing import TYPE_CHECKING, Any, Literal, Protocol

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
from ..kernels.memory import machine_memory
from ..kernels.subsets import masks_by_size
from ..players import Coalition, CoalitionLike, Players
from ..scalars import (
    INT64_SAFE,
    Array,
    Kind,
    kind_of,
    pack,
    parse,
    same_form,
    simplest,
    to_exact_integers,
    to_integers,
    whole_limit,
)

if TYPE_CHECKING:
    import pandas as pd

Order = Literal["mask", "size"]
MAX_PLAYERS = 30


class CoalitionalGame(Protocol):
    """What a solver may ask of a game with transferable utility: who plays, and the worths of a block of masks.

    A worth is `worths(masks)[k] / denominator`.
    """

    @property
    def players(self) -> Players:
        """Who plays; player k is bit k of a mask."""
        ...

    @property
    def kind(self) -> Kind:
        """The kind of numbers: exact, float or symbolic."""
        ...

    @property
    def denominator(self) -> int:
        """What the numbers of `worths` are to be divided by."""
        ...

    def worths(self, masks: Array) -> Array:
        """The worths of a block of masks, times the denominator."""
        ...


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TUGame:
    """A game with transferable utility (v in 2**N → R with v({}) = 0) as a table of worths indexed by bit mask.

    An exact game stores integers over one common denominator, a float game floats, a symbolic game SymPy expressions. The
    constructor takes what is stored and keeps the array without copying it; use a `from_…` method to build from data.

    Examples:
        >>> game = TUGame.from_worths(["A", "B"], {"A": 1, "B": 0, ("A", "B"): "5/2"})
        >>> game["A", "B"]
        Fraction(5, 2)
        >>> game
        TUGame of 2 players (A, B), exact: {A} 1, {B} 0, {A, B} 5/2
    """

    players: Players
    table: Array
    denominator: int = 1
    kind: Kind = "exact"
    largest: int = field(default=0, init=False)  #: of an exact game, the largest size of a stored integer

    def __post_init__(self) -> None:
        if not isinstance(self.players, Players) or not isinstance(self.table, np.ndarray):
            raise InvalidGameError(
                f"expected Players and an array, as they are stored, got {type(self.players).__name__} and "
                f"{type(self.table).__name__}; use TUGame.from_worths, from_vector or from_function to build from data"
            )
        n = _check_size(len(self.players), MAX_PLAYERS)
        if self.table.shape != (1 << n,):
            raise InvalidGameError(
                f"expected a table of 2**{n} = {1 << n} worths for {n} players, got shape {self.table.shape}; use from_worths"
            )
        object.__setattr__(self, "table", own(self.table))
        check_stored(self.table, (1 << n,), self.kind, self.denominator, "TUGame", lambda m: str(self.players.coalition(m)))
        if self.kind == "exact":
            table, denominator, largest = lowest_terms(self.table, self.denominator)
            object.__setattr__(self, "table", table)
            object.__setattr__(self, "denominator", denominator)
            object.__setattr__(self, "largest", largest)
        self.table.flags.writeable = False

    def __reduce__(self) -> tuple[Any, ...]:  # through the constructor, which makes the table read-only
        return (type(self), (self.players, self.table, self.denominator, self.kind))

    # -- from data ------------------------------------------------------------------------------------------------------

    @classmethod
    def from_worths(cls, players: Iterable[str | int] | Players, worths: Mapping[Any, Any], *, missing: Any = None) -> TUGame:
        """The game with these worths, a mapping from coalitions (a name, or names in any order) to numbers.

        Every non-empty coalition must be there; `missing=0` gives the others the worth 0 (or any other number).
        """
        names = Players.from_names(players)
        _check_size(len(names))
        if not isinstance(worths, Mapping):
            raise InvalidGameError(
                f'expected a mapping from coalitions to worths, got {type(worths).__name__}; write {{("A", "B"): 1, …}}, or '
                "use from_vector for worths in a fixed order"
            )
        values: list[Any] = [None] * (1 << len(names))
        values[0] = 0
        seen: set[int] = set()
        for coalition, worth in worths.items():
            mask = names.mask(coalition)
            if mask in seen:
                raise DuplicatePlayerError(
                    f"expected one worth for each coalition, got a second one for {names.coalition(mask)}; drop one"
                )
            seen.add(mask)
            values[mask] = parse(worth, f"a worth of {names.coalition(mask)}")
        absent = [m for m, v in enumerate(values) if v is None]
        if absent and missing is None:
            shown = ", ".join(str(names.coalition(m)) for m in absent[:4]) + (", …" if len(absent) > 4 else "")
            raise InvalidGameError(
                f"expected a worth for each of the {len(values) - 1} non-empty coalitions, none came for {len(absent)} of "
                f"them: {shown}; add them, or write missing=0 if they are worth nothing"
            )
        fill = None if missing is None else parse(missing, "a worth for the missing coalitions")
        return cls._from_values(names, [fill if v is None else v for v in values])

    @classmethod
    def from_vector(
        cls,
        players: Iterable[str | int] | Players,
        values: Sequence[Any] | Array,
        *,
        order: Order,
        empty: bool | None = None,
    ) -> TUGame:
        """The game with these worths in a fixed order of coalitions.

        `order="mask"` counts in bit masks ({}, A, B, AB, C, AC, BC, ABC), `order="size"` goes by size and then
        lexicographically ({}, A, B, C, AB, AC, BC, ABC). Both are in use in the field, so there is no default. `empty` says
        whether the worth of the empty coalition stands first; by default the length of the vector tells.
        """
        names = Players.from_names(players)
        n = _check_size(len(names))
        full = 1 << n
        if order not in ("mask", "size"):
            raise InvalidArgumentError(f'expected order="mask" or order="size", got {order!r}')
        wanted = (full, full - 1) if empty is None else (full if empty else full - 1,)
        shape = values.shape if isinstance(values, np.ndarray) else (len(values),) if isinstance(values, Sequence) else ()
        if len(shape) != 1 or len(values) not in wanted:
            raise InvalidGameError(
                f"expected {' or '.join(map(str, wanted))} worths for {n} players "
                f"({'without' if empty is False else 'with'} the empty coalition{', or without it' if empty is None else ''}), "
                f"got {'something of shape ' + str(shape) if len(shape) != 1 else len(values)}; write one for each coalition"
            )
        where = masks_by_size(n) if order == "size" else np.arange(full)
        if len(values) == full - 1:
            where = where[1:]
        numeric = values.dtype.kind if isinstance(values, np.ndarray) else ""
        if numeric in ("i", "u", "f") and not (numeric == "u" and values.dtype.itemsize == 8):  # type: ignore[union-attr]
            table = np.zeros(full, dtype=np.float64 if numeric == "f" else np.int64)
            table[where] = values
            return cls(names, table, 1, "float" if numeric == "f" else "exact")
        parsed: list[Any] = [0] * full
        for mask, value in zip(where.tolist(), values, strict=True):
            parsed[mask] = parse(value, f"a worth of {names.coalition(mask)}")
        return cls._from_values(names, parsed)

    @classmethod
    def from_function(
        cls, players: Iterable[str | int] | Players, worth: Callable[[Coalition], Any], *, limit: int = 20
    ) -> TUGame:
        """The game whose worths a function of a coalition (a set of names) gives; it is called for every non-empty one."""
        names = Players.from_names(players)
        _check_size(len(names))
        if len(names) > limit:
            raise LimitExceededError(
                f"expected at most {limit} players to call a function on each of 2**n coalitions, got {len(names)}; "
                f"write limit={len(names)}, or compute the worths as an array and use from_vector"
            )
        if not callable(worth):
            raise InvalidGameError(f"expected a function of a coalition, got {worth!r}; write lambda S: len(S) ** 2")
        worths: list[Any] = [0]
        for mask in range(1, 1 << len(names)):
            coalition = names.coalition(mask)
            worths.append(parse(worth(coalition), f"a worth of {coalition}"))
        return cls._from_values(names, worths)

    @classmethod
    def _from_values(cls, players: Players, values: Sequence[Any]) -> TUGame:
        kind = kind_of(values)
        if kind == "exact":
            numerators, denominator = to_integers(values)
            return cls(players, numerators, denominator)
        return cls(players, same_form(values, kind), 1, kind)

    # -- access and display ---------------------------------------------------------------------------------------------

    def _scaled(self, stored: Any) -> Any:
        if self.kind == "exact":
            return int(stored) if self.denominator == 1 else simplest(Fraction(int(stored), self.denominator))
        return float(stored) if self.kind == "float" else stored

    def __getitem__(self, coalition: CoalitionLike | Coalition) -> Any:
        return self._scaled(self.table[self.players.mask(coalition)])

    def worth(self, mask: int) -> Any:
        """The worth of the coalition with this bit mask."""
        return self._scaled(self.table[self.players.coalition(mask).mask])

    def worths(self, masks: Array) -> Array:
        """The worths of a block of masks, times the denominator."""
        out: Array = self.table[masks]
        return out

    __iter__ = None  # a game is not a sequence, although it has worths by key

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TUGame):
            return NotImplemented
        mine, theirs = (self.players, self.denominator, self.kind), (other.players, other.denominator, other.kind)
        return mine == theirs and bool(np.array_equal(self.table, other.table))

    def __hash__(self) -> int:
        return hash((self.players, self.denominator, self.kind, self.worth(self.players.grand)))

    def _table(self, rows: int = MAX_ROWS) -> Table:
        n = len(self.players)
        masks = (sum(1 << i for i in c) for k in range(1, n + 1) for c in combinations(range(n), k))
        shown = [(self.players.coalition(m), self.worth(m)) for m in islice(masks, rows)]
        return Table(f"Game with {n} players, {self.kind} worths", ("coalition", "worth"), shown, (1 << n) - 1)

    def __repr__(self) -> str:
        names = ", ".join(map(str, self.players.names[:8])) + (", …" if len(self.players) > 8 else "")
        rows = self._table(15)
        worths = ", ".join(f"{c} {w}" for c, w in rows.rows) + (", …" if rows.total > 15 else "")
        noun = "player" if len(self.players) == 1 else "players"
        return f"TUGame of {len(self.players)} {noun} ({names}), {self.kind}: {worths}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def _repr_latex_(self) -> str:
        rows = self._table(15)
        cells = [rf"v({latex_value(c)}) = {latex_value(w)}" for c, w in rows.rows]
        return "$" + r",\ ".join(cells) + (r",\ \dots$" if rows.total > 15 else "$")

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the first 64 worths."""
        return to_latex(self._table(), digits)

    def to_dict(self) -> dict[tuple[str | int, ...], Any]:
        """All worths of non-empty coalitions by names; `TUGame.from_worths(game.players, game.to_dict())` is the game again."""
        return {tuple(self.players.coalition(m)): self.worth(m) for m in range(1, 1 << len(self.players))}

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame with one row for each non-empty coalition (extra: pandas)."""
        return to_frame(self._table(1 << len(self.players)))


def check_stored(
    table: Array, shape: tuple[int, ...], kind: Kind, denominator: int, form: str, shown: Callable[[int], str]
) -> None:
    """Refuses an array that is no table of worths: of another shape or kind, not finite, or with something at the empty set."""
    if table.shape != shape:
        raise InvalidGameError(f"expected a table of {shape[0]} worths, got shape {table.shape}; use {form}.from_worths")
    allowed = {"exact": ("int64", "object"), "float": ("float64",), "symbolic": ("object",)}
    if kind not in allowed or table.dtype.name not in allowed[kind]:
        raise InvalidGameError(
            f"expected numbers of one of the kinds {allowed}, got kind {kind!r} with dtype {table.dtype}; "
            f"use {form}.from_worths or {form}.from_function"
        )
    if kind == "float" and not np.isfinite(table).all():
        index = int(np.flatnonzero(~np.isfinite(table))[0])
        raise InvalidGameError(
            f"expected finite worths, got {table[index]} for {shown(index)}; give a number or leave the coalition out"
        )
    check_exact(table, denominator, kind)
    if table[0] != 0:
        shift = table[0] if denominator == 1 else Fraction(int(table[0]), denominator)
        raise InvalidGameError(
            f"expected worth 0 for the empty coalition, got {shift}; subtract it from every worth or write 0"
        )


def check_exact(table: Array, denominator: int, kind: Kind) -> None:
    """Refuses a denominator, or among exact numbers an object, that is no whole number of Python: it would be cut off."""
    if type(denominator) is not int or denominator < 1 or (denominator != 1 and kind != "exact"):
        raise InvalidGameError(f"expected a positive denominator (1 unless exact), got {denominator!r}; use from_worths")
    if kind == "exact" and table.dtype == object:
        wrong = [v for v in table.ravel().tolist() if type(v) is not int]
        if wrong:
            raise InvalidGameError(f"expected whole numbers over the denominator, got {wrong[0]!r:.80}; use from_worths")


def own(table: Array) -> Array:
    """The array itself, or a copy where it is a view into memory that others can write to."""
    base = table.base
    return table if base is None or (isinstance(base, np.ndarray) and not base.flags.writeable) else table.copy()


def lowest_terms(table: Array, denominator: int) -> tuple[Array, int, int]:
    """Integers over a denominator in lowest terms, int64 where that is safe, and the largest size: one game, one table."""
    divisor = int(np.gcd.reduce(table)) if denominator != 1 else 1
    if divisor == 0:  # all worths are 0, over a denominator that may not fit in int64
        return np.zeros(len(table), dtype=np.int64), 1, 0
    common = math.gcd(denominator, divisor)
    if common > 1:
        table, denominator = table // common, denominator // common
    largest = max(-int(table.min()), int(table.max()))
    if table.dtype == object:
        table = pack(table.tolist())
    elif largest >= INT64_SAFE:
        table = table.astype(object)
    return table, denominator, largest


def _check_size(n: int, most: int = 24) -> int:
    if n > most:
        raise LimitExceededError(
            f"expected at most {most} players for a table of 2**n worths, got {n}; use a form of game with structure, "
            "such as WeightedVotingGame, or OnDemandGame, whose worths are computed when they are asked for and never stored"
        )
    return n


def tabulate(game: CoalitionalGame, *, limit: int = 24) -> TUGame:
    """The game as a table of 2**n worths: the one bridge from the forms with structure; a table is returned as it is.

    `limit` bounds the number of players (30 at most, which is 8 GB).
    """
    if not hasattr(game, "worths") or not hasattr(game, "players"):
        raise UnsupportedGameError(
            f"expected a game with transferable utility (such as TUGame or WeightedVotingGame), got {type(game).__name__}; "
            "use TUGame.from_worths to make one"
        )
    n, limit = len(game.players), whole_limit(limit)
    if n > min(limit, MAX_PLAYERS):
        advice = f"write limit={n} if time and memory are there, or " if n <= MAX_PLAYERS else ""
        other = "use a solver that takes games by types as they are (nucleolus, shapley_value, find_core_point)"
        if not hasattr(game, "types"):
            other = (
                "write it by types of interchangeable players (symmetry_reduced), or use OnDemandGame or estimate_shapley_value"
            )
        most = f"expected at most {min(limit, MAX_PLAYERS)} players for this work on 2**n worths"
        raise LimitExceededError(f"{most}, got {n}; {advice}{other}")
    if isinstance(game, TUGame):
        return game
    if n > 24 and 16 << n > (machine_memory() or math.inf):  # the masks and the worths
        raise LimitExceededError(
            f"expected a table that fits in memory, got {n} players, whose table takes {16 << n >> 30} GB; take values of an "
            "OnDemandGame (shapley_value), which needs no table, or estimates (estimate_shapley_value)"
        )
    table = game.worths(np.arange(1 << n))
    return TUGame(game.players, table, game.denominator if game.kind == "exact" else 1, game.kind)


def exact_table(game: CoalitionalGame) -> tuple[Array, int]:
    """All worths as integers over one denominator; a float stands for its own binary value, a symbol is refused."""
    table = tabulate(game, limit=MAX_PLAYERS)
    return exact_numbers(table.table, table.denominator, table.kind)


def exact_numbers(table: Array, denominator: int, kind: Kind) -> tuple[Array, int]:
    """Stored worths as integers over one denominator; a float stands for its own binary value, a symbol is refused."""
    if kind == "symbolic":
        symbols = sorted({str(s) for w in table.tolist() for s in getattr(w, "free_symbols", ())})
        what = (
            f"the symbols {', '.join(symbols)}; put numbers in for them" if symbols else "irrational numbers; put fractions in"
        )
        raise UndecidedError(
            f"expected rational numbers for worths, got {what}, or state the "
            "condition (claims.core_nonempty, claims.superadditive, …) and let coalitions.claims.decide settle it"
        )
    return to_exact_integers(table) if kind == "float" else (table, denominator)
