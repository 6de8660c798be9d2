"""Games whose players come in a few interchangeable types: the worth of a coalition depends on how many of each type it has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from ..display import MAX_ROWS, Table, latex_value, to_frame, to_html, to_latex
from ..errors import DuplicatePlayerError, InvalidGameError, LimitExceededError
from ..kernels.grids import Grid
from ..players import Coalition, CoalitionLike, Player, Players
from ..scalars import Array, Kind, kind_of, parse, same_form, simplest, to_integers, whole_limit
from .tu import check_stored, lowest_terms, own

if TYPE_CHECKING:
    import pandas as pd

EXAMPLE = 'write {"permanent": 5, "elected": 10}, or lists of names for the numbers'
MAX_PROFILES = 1 << 24


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class TypedGame:
    """A game with transferable utility in which players of one type are interchangeable, as a table of worths by profile.

    A profile says how many players of each type are in a coalition; the table is indexed in mixed radix, the first type
    fastest. With c_t players of type t there are Π (c_t + 1) profiles instead of 2**n coalitions, and solvers need no more
    than these: 5 permanent and 188 elected members make 1134. (Shrot, Aumann and Kraus 2010, On agent types in coalition
    formation problems; Ueda, Kitaki, Iwasaki and Yokoo 2011.)

    Examples:
        >>> import coalitions as co
        >>> council = co.TypedGame.from_function(
        ...     {"permanent": 5, "elected": 10}, lambda k: int(k["permanent"] == 5 and k["elected"] >= 4)
        ... )
        >>> council
        TypedGame of 15 players (5 permanent, 10 elected), exact: 66 profiles
        >>> council[[f"permanent {k}" for k in range(1, 6)]]
        0
        >>> council.worth_at({"permanent": 5, "elected": 4})
        1
    """

    players: Players
    types: Players  #: the names of the types
    membership: tuple[int, ...]  #: for each player the place of its type
    table: Array
    denominator: int = 1
    kind: Kind = "exact"
    grid: Grid = field(init=False)
    largest: int = field(default=0, init=False)  #: of an exact game, the largest size of a stored integer

    def __post_init__(self) -> None:
        stored = isinstance(self.players, Players) and isinstance(self.types, Players) and isinstance(self.table, np.ndarray)
        if not stored or len(self.membership) != len(self.players):
            raise InvalidGameError(
                "expected Players, Players as types, the place of the type of each player, and an array, as they are stored; "
                "use TypedGame.from_function or TypedGame.from_worths to build from data"
            )
        counts = [0] * len(self.types)
        for name, place in zip(self.players, self.membership, strict=True):
            if type(place) is not int or not 0 <= place < len(counts):
                raise InvalidGameError(f"expected the place of a type for {name}, got {place!r}; use TypedGame.from_function")
            counts[place] += 1
        if 0 in counts:
            raise InvalidGameError(f"expected a player of each type, got none of {self.types.names[counts.index(0)]}; drop it")
        object.__setattr__(self, "grid", Grid(tuple(counts)))
        object.__setattr__(self, "table", own(self.table))
        check_stored(self.table, (self.grid.size,), self.kind, self.denominator, "TypedGame", self.shown)
        if self.kind == "exact":
            table, denominator, largest = lowest_terms(self.table, self.denominator)
            object.__setattr__(self, "table", table)
            object.__setattr__(self, "denominator", denominator)
            object.__setattr__(self, "largest", largest)
        self.table.flags.writeable = False

    def __reduce__(self) -> tuple[Any, ...]:  # through the constructor, which makes the table read-only
        return type(self), (self.players, self.types, self.membership, self.table, self.denominator, self.kind)

    # -- from data ------------------------------------------------------------------------------------------------------

    @classmethod
    def from_function(
        cls, types: Mapping[Any, Any], worth: Callable[[Mapping[Player, int]], Any], *, limit: int = 1 << 20
    ) -> TypedGame:
        """The game whose worths a function of a mapping from types to numbers of players gives.

        `types` maps each type to how many players it has (they are then called "elected 1", "elected 2", …), or to their names.
        The function is called for every profile but the empty one; `limit` bounds their number.
        """
        players, names, membership, grid = _read_types(types, limit)
        if not callable(worth):
            raise InvalidGameError(f'expected a function of numbers by type, got {worth!r}; write lambda k: k["elected"] ** 2')
        worths: list[Any] = [0]
        for index in range(1, grid.size):
            counts = dict(zip(names, grid.vector(index), strict=True))
            worths.append(parse(worth(dict(counts)), f"a worth of {_shown(counts)}"))
        return cls._from_values(players, names, membership, worths)

    @classmethod
    def from_worths(
        cls, types: Mapping[Any, Any], worths: Mapping[Any, Any], *, missing: Any = None, limit: int = 1 << 20
    ) -> TypedGame:
        """The game with these worths, a mapping from profiles to numbers: (2, 1) is two of the first type, one of the second.

        `types` are as in `from_function`. Every profile but the empty one must be there; `missing=0` gives the others 0.
        """
        players, names, membership, grid = _read_types(types, limit)
        if not isinstance(worths, Mapping):
            raise InvalidGameError(
                f"expected a mapping from profiles to worths, got {type(worths).__name__}; write {{(2, 1): 5, …}}"
            )
        values: list[Any] = [0, *[None] * (grid.size - 1)]
        for profile, value in worths.items():
            at = profile if isinstance(profile, tuple) else (profile,)
            index = _index(names, grid, dict(zip(names, at, strict=True)) if len(at) == len(names) else at)
            if values[index] is not None and index:
                raise InvalidGameError(f"expected one worth for each profile, got a second one for {profile}; leave one out")
            values[index] = parse(value, f"a worth of {profile}")
        absent = [i for i, v in enumerate(values) if v is None]
        if absent and missing is None:
            raise InvalidGameError(
                f"expected a worth for each of the {grid.size - 1} non-empty profiles, none came for {len(absent)} of them, "
                f"such as {grid.vector(absent[0])}; add them, or write missing=0 if they are worth nothing"
            )
        fill = None if missing is None else parse(missing, "a worth for the missing profiles")
        return cls._from_values(players, names, membership, [fill if v is None else v for v in values])

    @classmethod
    def from_array(cls, types: Mapping[Any, Any], worths: Array) -> TypedGame:
        """The game with these worths, an array with one axis for each type: `worths[2, 1]` for two of one and one of another.

        `types` are as in `from_function`; the axes have one place more than there are players, and the first entry is 0.
        """
        grid = _counted(types, MAX_PROFILES)[1]
        shape = tuple(c + 1 for c in grid.counts)
        if not isinstance(worths, np.ndarray) or worths.shape != shape:
            came = f"shape {worths.shape}" if isinstance(worths, np.ndarray) else type(worths).__name__
            raise InvalidGameError(
                f"expected an array of shape {shape}, from none to all of each type, got {came}; count from 0"
            )
        players, names, membership, _ = _read_types(types, MAX_PROFILES)
        flat = worths.ravel(order="F")
        if flat.dtype.kind in "iu" and flat.dtype != np.uint64:
            return cls(players, names, membership, flat.astype(np.int64))
        return cls._from_values(players, names, membership, [parse(v, "a worth") for v in flat.tolist()])

    @classmethod
    def _from_values(cls, players: Players, types: Players, membership: tuple[int, ...], values: Sequence[Any]) -> TypedGame:
        kind = kind_of(values)
        if kind == "exact":
            numerators, denominator = to_integers(values)
            return cls(players, types, membership, numerators, denominator)
        return cls(players, types, membership, same_form(values, kind), 1, kind)

    # -- access ---------------------------------------------------------------------------------------------------------

    @property
    def counts(self) -> dict[Player, int]:
        """How many players each type has."""
        return dict(zip(self.types, self.grid.counts, strict=True))

    @property
    def members(self) -> dict[Player, tuple[Player, ...]]:
        """The names of the players of each type."""
        places = zip(self.players, self.membership, strict=True)
        out: dict[Player, list[Player]] = {name: [] for name in self.types}
        for name, place in places:
            out[self.types.names[place]].append(name)
        return {name: tuple(listed) for name, listed in out.items()}

    def profile(self, mask: int) -> int:
        """The index of the profile of a coalition, given by its bit mask."""
        return sum(self.grid.strides[t] for i, t in enumerate(self.membership) if mask >> i & 1)

    def worth(self, mask: int) -> Any:
        """The worth of the coalition with this bit mask."""
        return self.scaled(self.table[self.profile(self.players.coalition(mask).mask)])

    def worth_at(self, counts: Mapping[Player, int]) -> Any:
        """The worth of a coalition with these numbers of players of each type; a type that is not named has none in it."""
        return self.scaled(self.table[_index(self.types, self.grid, counts)])

    def worths(self, masks: Array) -> Array:
        """The worths of a block of masks, times the denominator."""
        if len(self.players) > 62:
            raise LimitExceededError(
                f"expected at most 62 players for masks in int64, got {len(self.players)}; ask worth(mask) or worth_at(counts)"
            )
        profiles = np.zeros(len(masks), dtype=np.int64)
        for t, stride in enumerate(self.grid.strides):
            own = sum(1 << i for i, place in enumerate(self.membership) if place == t)
            profiles += stride * np.bitwise_count(masks & own)
        out: Array = self.table[profiles]
        return out

    def __getitem__(self, coalition: CoalitionLike | Coalition) -> Any:
        return self.worth(self.players.mask(coalition))

    __iter__ = None  # not a sequence

    def scaled(self, stored: Any) -> Any:
        """A stored worth as a number."""
        if self.kind == "exact":
            return int(stored) if self.denominator == 1 else simplest(Fraction(int(stored), self.denominator))
        return float(stored) if self.kind == "float" else stored

    def spread(self, by_type: Sequence[Any]) -> tuple[Any, ...]:
        """For each player what stands at its type."""
        return tuple(by_type[t] for t in self.membership)

    def shown(self, index: int) -> str:
        """The profile at an index in words."""
        return _shown(dict(zip(self.types, self.grid.vector(index), strict=True)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, TypedGame):
            return NotImplemented
        mine, theirs = self.__reduce__()[1], other.__reduce__()[1]
        return mine[:3] + mine[4:] == theirs[:3] + theirs[4:] and bool(np.array_equal(self.table, other.table))

    def __hash__(self) -> int:
        return hash((self.players, self.membership, self.denominator, self.kind, self.scaled(self.table[-1])))

    # -- display --------------------------------------------------------------------------------------------------------

    def _table(self, rows: int = MAX_ROWS) -> Table:
        shown = [(*self.grid.vector(i), self.scaled(self.table[i])) for i in islice(range(1, self.grid.size), rows)]
        caption = f"Game with {len(self.players)} players of {len(self.types)} types, {self.kind} worths"
        return Table(caption, (*map(str, self.types), "worth"), shown, self.grid.size - 1)

    def __repr__(self) -> str:
        listed = [f"{count} {name}" for name, count in self.counts.items()]
        named = ", ".join(listed[:8]) + (", …" if len(listed) > 8 else "")
        return f"TypedGame of {len(self.players)} players ({named}), {self.kind}: {self.grid.size} profiles"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def _repr_latex_(self) -> str:
        rows = self._table(15)
        cells = [rf"v({', '.join(map(str, row[:-1]))}) = {latex_value(row[-1])}" for row in rows.rows]
        return "$" + r",\ ".join(cells) + (r",\ \dots$" if rows.total > 15 else "$")

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the first 64 worths, one row for each profile."""
        return to_latex(self._table(), digits)

    def to_dict(self) -> dict[tuple[int, ...], Any]:
        """All worths of non-empty profiles; `TypedGame.from_worths(game.members, game.to_dict())` is the game again.

        (With the players in the order of their types.)
        """
        return {self.grid.vector(i): self.scaled(self.table[i]) for i in range(1, self.grid.size)}

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame with one row for each non-empty profile (extra: pandas)."""
        return to_frame(self._table(self.grid.size))


def _shown(counts: Mapping[Player, int]) -> str:
    return "{" + ", ".join(f"{k} {name}" for name, k in counts.items() if k) + "}"


def _index(types: Players, grid: Grid, counts: Any) -> int:
    if not isinstance(counts, Mapping):
        raise InvalidGameError(
            f"expected a number of players for each of the types {', '.join(map(str, types))}, got {counts!r}; write for "
            f"example {dict(zip(types, grid.counts, strict=True))}, or {grid.counts} as a key of worths"
        )
    vector = [0] * len(types)
    for name, number in counts.items():
        t = types.index(name)
        whole = int(number) if isinstance(number, int | np.integer) and not isinstance(number, bool) else -1
        if not 0 <= whole <= grid.counts[t]:
            raise InvalidGameError(f"expected from 0 to {grid.counts[t]} players of type {name}, got {number!r}; count them")
        vector[t] = whole
    return grid.index(vector)


def _counted(types: Any, limit: int) -> tuple[dict[Any, int | list[Any]], Grid]:
    """The number of players or the names of each type, and the profiles, before any player is named."""
    if not isinstance(types, Mapping):
        raise InvalidGameError(f"expected a mapping from types to their players, got {types!r:.80}; {EXAMPLE}")
    given = {name: _checked_members(name, members) for name, members in types.items()}
    grid = Grid(tuple(m if isinstance(m, int) else len(m) for m in given.values()))
    most = min(whole_limit(limit), MAX_PROFILES)
    if grid.size > most:
        raise LimitExceededError(
            f"expected at most {most} profiles, Π (c_t + 1), got {grid.size}; "
            + (f"write limit={grid.size}, or join types" if grid.size <= MAX_PROFILES else "join types that differ little")
        )
    return given, grid


def _read_types(types: Any, limit: int) -> tuple[Players, Players, tuple[int, ...], Grid]:
    given, grid = _counted(types, limit)
    names = Players.from_names(list(given))
    players = [player for name, members in given.items() for player in _named(name, members)]
    membership = tuple(t for t, count in enumerate(grid.counts) for _ in range(count))
    try:
        return Players.from_names(players), names, membership, grid
    except DuplicatePlayerError as error:
        raise DuplicatePlayerError(f"{error} (a player has one type)") from None


def _checked_members(name: Any, members: Any) -> int | list[Any]:
    """How many players a type has, or their names."""
    count = int(members) if isinstance(members, int | np.integer) and not isinstance(members, bool) else None
    if count is None:
        if isinstance(members, str | Mapping | set | frozenset) or not isinstance(members, Iterable):
            raise InvalidGameError(
                f"expected how many players are of type {name}, or a list of names, got {members!r}; {EXAMPLE}"
            )
        members = list(members)
    if (len(members) if count is None else count) < 1:
        came = "none" if count in (None, 0) else count
        raise InvalidGameError(f"expected at least one player of type {name}, got {came}; leave the type out")
    return members if count is None else count


def _named(name: Any, members: int | list[Any]) -> list[Any]:
    if isinstance(members, list):
        return members
    return [name] if members == 1 else [f"{name} {k}" for k in range(1, members + 1)]
