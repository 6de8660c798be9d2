"""Players and sets of players: names outside, bit masks inside.

Player k of a game is bit k of a mask, so a coalition of n players is an integer below 2**n. Names are converted once on
the way in (`Players.mask`) and once on the way out (`Players.coalition`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeGuard

from .display import Table, format_value, latex_value, to_frame, to_html, to_latex
from .errors import DuplicatePlayerError, InvalidArgumentError, UnknownPlayerError

if TYPE_CHECKING:
    import pandas as pd

Player = str | int
CoalitionLike = Player | Iterable[Player]


def _plain(name: Any) -> Any:
    """NumPy's integers and strings as Python's; anything else as it is."""
    return name.item() if type(name).__module__ == "numpy" and getattr(name, "ndim", 1) == 0 else name


def is_list(value: object) -> TypeGuard[Iterable[Any]]:
    """Whether one can go through the value; one cannot through an array without a dimension, although it is an Iterable."""
    return isinstance(value, Iterable) and getattr(value, "ndim", 1) != 0


@dataclass(frozen=True, slots=True)
class Players:
    """The players of a game in a fixed order; player k is bit k of every mask.

    Examples:
        >>> players = Players.from_names(["US", "RU", "CN"])
        >>> players.mask(["US", "CN"])
        5
        >>> players.coalition(5)
        {US, CN}
    """

    names: tuple[Player, ...]
    _places: dict[Player, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not isinstance(self.names, tuple):
            raise InvalidArgumentError(f"expected a tuple of names, got {self.names!r}; write Players.from_names([...])")
        for name in self.names:
            if not isinstance(name, str | int) or isinstance(name, bool):
                raise InvalidArgumentError(
                    f"expected players named by strings or integers, got {name!r} of type {type(name).__name__}; "
                    'write for example ["US", "RU"]'
                )
        if len(set(self.names)) != len(self.names):
            twice = sorted({str(p) for p in self.names if self.names.count(p) > 1})
            raise DuplicatePlayerError(f"expected every player once, got {', '.join(twice)} more than once; rename or drop")
        object.__setattr__(self, "_places", {name: k for k, name in enumerate(self.names)})

    @classmethod
    def from_names(cls, names: Iterable[Player] | Players) -> Players:
        """The players with these names, in this order; a single string is refused, since it would be split into letters."""
        if isinstance(names, Players):
            return names
        if isinstance(names, str) or not is_list(names):
            raise InvalidArgumentError(f"expected a list of players, got {names!r}; write for example [{names!r}]")
        if isinstance(names, set | frozenset):
            raise InvalidArgumentError(
                "expected players in a fixed order, got a set, which has none; write sorted(...) or a list"
            )
        return cls(tuple(_plain(name) for name in names))

    def __len__(self) -> int:
        return len(self.names)

    def __iter__(self) -> Iterator[Player]:
        return iter(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def index(self, name: Player) -> int:
        """The place of a player in the order, which is also its bit."""
        name = _plain(name)
        if isinstance(name, str | int) and not isinstance(name, bool) and name in self._places:
            return self._places[name]
        known = ", ".join(map(str, self.names[:30])) + (", …" if len(self.names) > 30 else "")
        letters = isinstance(name, str) and len(name) > 1 and all(letter in self._places for letter in name)
        advice = f"; for the coalition of {', '.join(str(name))} write {tuple(str(name))}" if letters else ""
        raise UnknownPlayerError(f"expected one of the players {known}; got {name!r}{advice}")

    def mask(self, coalition: CoalitionLike | Coalition) -> int:
        """The bit mask of a coalition, given as one name or as names; a name may stand only once."""
        if isinstance(coalition, Coalition) and coalition.players is self:
            return coalition.mask
        coalition = _plain(coalition)
        if isinstance(coalition, str | int):
            return 1 << self.index(coalition)
        if not is_list(coalition):
            raise InvalidArgumentError(f"expected a coalition as names of players, got {coalition!r}; write ('A', 'B')")
        mask = 0
        for name in coalition:
            bit = 1 << self.index(name)
            if mask & bit:
                raise DuplicatePlayerError(f"expected every player once in a coalition, got {name!r} twice; drop one")
            mask |= bit
        return mask

    def coalition(self, mask: int) -> Coalition:
        """The coalition of a bit mask."""
        mask = _plain(mask)
        if not isinstance(mask, int) or not 0 <= mask < 1 << len(self.names):
            raise InvalidArgumentError(
                f"expected a mask from 0 to 2**{len(self.names)} - 1, got {mask!r}; for names write players.mask(...) first"
            )
        return Coalition(self, mask)

    @property
    def grand(self) -> int:
        """The mask of all players together."""
        return (1 << len(self.names)) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Coalition(Set[Player]):
    """A set of players. It is equal to any set of the same names and prints as {A, B}."""

    players: Players
    mask: int

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str | int) and name in self.players and bool(self.mask >> self.players.index(name) & 1)

    def __iter__(self) -> Iterator[Player]:
        return (name for k, name in enumerate(self.players.names) if self.mask >> k & 1)

    def __len__(self) -> int:
        return self.mask.bit_count()

    def __hash__(self) -> int:
        return hash(frozenset(self))

    @classmethod
    def _from_iterable(cls, it: Iterable[Any]) -> frozenset[Any]:
        return frozenset(it)

    def __repr__(self) -> str:
        return "{" + ", ".join(map(str, self)) + "}"

    def _repr_latex_(self) -> str:
        return r"$\{" + ", ".join(latex_value(name) for name in self) + r"\}$"


@dataclass(frozen=True, slots=True)
class Partition:
    """A partition of all players into coalitions, in the order of their first members."""

    players: Players
    masks: tuple[int, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.players, Players):
            raise InvalidArgumentError(f"expected Players, got {self.players!r}; write Players.from_names([...])")
        total, union = sum(self.masks), 0
        for mask in self.masks:
            union |= mask
        if total != self.players.grand or union != total or 0 in self.masks:
            absent = self.players.coalition(self.players.grand & ~union)
            twice = sorted(str(p) for k, p in enumerate(self.players) if sum(m >> k & 1 for m in self.masks) > 1)
            wrong = [f"none has {absent}"] * bool(absent) + [f"{', '.join(twice)} twice"] * bool(twice)
            wrong += ["one is empty"] * (0 in self.masks)
            raise InvalidArgumentError(
                f"expected non-empty coalitions that contain every player exactly once, but {' and '.join(wrong)}; write for "
                f"example {[[name] for name in self.players.names[:3]]}"
            )
        object.__setattr__(self, "masks", tuple(sorted(self.masks, key=lambda m: m & -m)))

    @classmethod
    def from_coalitions(cls, players: Players, coalitions: Iterable[CoalitionLike]) -> Partition:
        """The partition with these coalitions."""
        return cls(players, tuple(players.mask(c) for c in coalitions))

    def __iter__(self) -> Iterator[Coalition]:
        return (self.players.coalition(m) for m in self.masks)

    def __len__(self) -> int:
        return len(self.masks)

    def __repr__(self) -> str:
        return " | ".join(map(repr, self))


@dataclass(frozen=True, slots=True)
class Payoffs(Mapping[Player, Any]):
    """What each player gets: a read-only mapping from players to numbers, in the order of the players.

    Examples:
        >>> from fractions import Fraction
        >>> x = Payoffs(Players.from_names(["A", "B"]), (Fraction(2, 3), Fraction(1, 3)))
        >>> x
        A: 2/3, B: 1/3
        >>> x.total(["A", "B"])
        Fraction(1, 1)
    """

    players: Players
    amounts: tuple[Any, ...]

    def __post_init__(self) -> None:
        if not isinstance(self.players, Players):
            raise InvalidArgumentError(f"expected Players, got {self.players!r}; write Players.from_names([...])")
        if len(self.amounts) != len(self.players):
            raise InvalidArgumentError(
                f"expected one amount for each of the {len(self.players)} players, got {len(self.amounts)}; write one for each"
            )

    @classmethod
    def from_mapping(cls, players: Players, amounts: Mapping[Any, Any], what: str = "amount") -> Payoffs:
        """The payoffs of a mapping that names every player once; `what` is what errors call an amount."""
        for name in amounts:
            players.index(name)
        missing = [str(name) for name in players if name not in amounts]
        if missing:
            raise InvalidArgumentError(
                f"expected one {what} for each player, none came for {', '.join(missing)}; add it, or write 0"
            )
        return cls(players, tuple(amounts[name] for name in players))

    def __getitem__(self, name: Player) -> Any:
        return self.amounts[self.players.index(name)]

    def __iter__(self) -> Iterator[Player]:
        return iter(self.players)

    def __len__(self) -> int:
        return len(self.amounts)

    def __hash__(self) -> int:
        return hash(frozenset(self.items()))  # equal to any mapping of the same, in whatever order

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mapping) and self.to_dict() == dict(other.items())

    def total(self, coalition: CoalitionLike | Coalition) -> Any:
        """The sum of the amounts of a coalition's members."""
        mask = self.players.mask(coalition)
        return sum((a for k, a in enumerate(self.amounts) if mask >> k & 1), start=0)

    def _table(self) -> Table:
        rows = list(zip(self.players.names, self.amounts, strict=True))
        return Table("Payoffs", ("player", "payoff"), rows, len(rows))

    def __repr__(self) -> str:
        shown = list(self._runs() if len(self) > 12 else (f"{name}: {format_value(a)}" for name, a in self.items()))
        return ", ".join(shown[:12]) + (f"{', …' if len(shown) > 12 else ''} ({len(self)} players)" if len(self) > 12 else "")

    def _runs(self) -> Iterator[str]:
        """The amounts in words, where neighbors with the same one are taken together."""
        for amount, run in groupby(self.items(), key=itemgetter(1)):
            names = [name for name, _ in run]
            who = [f"{names[0]} … {names[-1]}"] if len(names) > 2 else list(map(str, names))
            yield from (f"{name}: {format_value(amount)}" for name in who)

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def _repr_latex_(self) -> str:
        return "$" + (r",\ ".join(f"{latex_value(n)}: {latex_value(a)}" for n, a in self.items()) or "()") + "$"

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the payoffs; `digits` asks for decimals."""
        return to_latex(self._table(), digits)

    def to_dict(self) -> dict[Player, Any]:
        """A plain dictionary from names to amounts."""
        return dict(zip(self.players.names, self.amounts, strict=True))

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame with the players as index (extra: pandas)."""
        return to_frame(self._table())
