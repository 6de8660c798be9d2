"""Games in normal form: players, their strategies, and what everybody gets at every profile of strategies."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from typing import TYPE_CHECKING, Any

import numpy as np

from ..display import MAX_ROWS, Table, format_value, latex_value, to_frame, to_html, to_latex
from ..errors import InvalidArgumentError, InvalidGameError, UndecidedError, UnsupportedGameError
from ..players import Payoffs, Player, Players
from ..scalars import INT64_SAFE, Array, Kind, kind_of, pack, parse, same_form, simplest, to_exact_integers, to_integers
from .reading import (
    Strategies,
    as_array,
    check_strategies,
    place_of,
    read_amounts,
    read_players,
    read_profile,
    read_strategies,
    words,
)

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NormalFormGame:
    """A finite game in normal form: u_i(s) for every player i and every profile s of strategies.

    `table[s_1, ..., s_n, i]` is the payoff of player i at the profile s: one axis for each player, in the order of the
    players, and a last one for whose payoff it is. An exact game stores integers over one common denominator, a float game
    floats, a symbolic game SymPy expressions. The constructor takes what is stored and keeps the array without copying it;
    use a `from_…` method to build from data.

    Examples:
        >>> import coalitions as co
        >>> game = co.NormalFormGame.from_payoffs(
        ...     {("Stag", "Stag"): (4, 4), ("Stag", "Hare"): (0, 3), ("Hare", "Stag"): (3, 0), ("Hare", "Hare"): (3, 3)},
        ...     players=["Ann", "Bob"],
        ... )
        >>> game["Stag", "Hare"]
        Ann: 0, Bob: 3
        >>> game.strategies
        (('Stag', 'Hare'), ('Stag', 'Hare'))
    """

    players: Players
    strategies: Strategies
    table: Array
    denominator: int = 1
    kind: Kind = "exact"

    def __post_init__(self) -> None:
        check_strategies(self.players, self.strategies)
        wanted = (*map(len, self.strategies), len(self.players))
        if self.table.shape != wanted:
            raise InvalidGameError(
                f"expected payoffs of shape {wanted} (the strategies of each player, then the players), got shape "
                f"{self.table.shape}; use NormalFormGame.from_arrays or from_payoffs"
            )
        allowed = {"exact": ("int64", "object"), "float": ("float64",), "symbolic": ("object",)}
        if self.kind not in allowed or self.table.dtype.name not in allowed[self.kind]:
            raise InvalidGameError(
                f"expected numbers of one of the kinds {allowed}, got kind {self.kind!r} with dtype {self.table.dtype}; "
                "use NormalFormGame.from_arrays or from_payoffs"
            )
        if self.kind == "float" and not np.isfinite(self.table).all():
            *where, i = np.argwhere(~np.isfinite(self.table))[0].tolist()
            raise InvalidGameError(
                f"expected finite payoffs, got {self.table[(*where, i)]} for {self.players.names[i]} at "
                f"{words(self.named(where))}; give a number"
            )
        if self.denominator < 1 or (self.denominator != 1 and self.kind != "exact"):
            raise InvalidGameError(f"expected a positive denominator (1 unless exact), got {self.denominator}")
        self.table.flags.writeable = False

    def __reduce__(self) -> tuple[Any, ...]:  # through the constructor, which makes the table read-only
        return (type(self), (self.players, self.strategies, self.table, self.denominator, self.kind))

    # -- from data ------------------------------------------------------------------------------------------------------

    @classmethod
    def from_payoffs(
        cls,
        payoffs: Mapping[Any, Any],
        *,
        players: Iterable[Player] | Players | None = None,
        strategies: Mapping[Player, Sequence[str]] | Sequence[Sequence[str]] | None = None,
    ) -> NormalFormGame:
        """The game with these payoffs: a mapping from profiles to what everybody gets there.

        A profile is a tuple of names of strategies in the order of the players (one name alone in a game of one player),
        its payoffs a sequence in the same order or a mapping by player. Every profile must be there. Without `players`
        they are called Row and Column if there are two, and "1", "2", "3", … otherwise. Without `strategies` they stand in
        the order of first appearance.

        Raises:
            InvalidGameError: a profile is missing or of the wrong length, payoffs are missing, or a name stands twice.

        Examples:
            >>> import coalitions as co
            >>> co.NormalFormGame.from_payoffs({("T", "L"): (1, -1), ("T", "R"): ("1/2", 0)})
            NormalFormGame of 2 players (Row: T; Column: L, R), exact: (T, L) 1, -1; (T, R) 1/2, 0
        """
        if not isinstance(payoffs, Mapping) or not payoffs:
            raise InvalidGameError(
                f'expected a mapping from profiles to payoffs, got {payoffs!r:.80}; write {{("T", "L"): (3, 0), …}}'
            )
        given = [(read_profile(key), value) for key, value in payoffs.items()]
        n = len(given[0][0])
        names = read_players(n, players, given[0][1])
        if any(len(profile) != n for profile, _ in given):
            odd = next(profile for profile, _ in given if len(profile) != n)
            raise InvalidGameError(f"expected {n} strategies in every profile, got {len(odd)} in {odd!r}")
        if strategies is None:
            labels: Strategies = tuple(tuple(dict.fromkeys(p[i] for p, _ in given)) for i in range(n))
        else:
            labels = read_strategies(names, strategies)
        check_strategies(names, labels)
        cells: dict[tuple[str, ...], list[Any]] = {}
        for profile, value in given:
            for i, name in enumerate(profile):
                place_of(names, labels, i, name)
            amounts = read_amounts(names, profile, value)
            cells[profile] = [parse(a, f"a payoff of {p} at {words(profile)}") for p, a in zip(names, amounts, strict=True)]
        absent = [p for p in islice(product(*labels), len(cells) + 4) if p not in cells]
        if absent:
            shown = ", ".join(map(words, absent[:4])) + (", …" if len(absent) > 4 else "")
            raise InvalidGameError(
                f"expected payoffs for each of the {math.prod(map(len, labels))} profiles, none came for {shown}; add them"
            )
        return cls._from_values(names, labels, [a for profile in product(*labels) for a in cells[profile]])

    @classmethod
    def from_arrays(
        cls,
        *arrays: Any,
        players: Iterable[Player] | Players | None = None,
        strategies: Mapping[Player, Sequence[str]] | Sequence[Sequence[str]] | None = None,
    ) -> NormalFormGame:
        """The game with one array of payoffs for each player; axis k counts the strategies of player k.

        Two players: two matrices, whose rows are the strategies of the first. Without `players` they are called Row and
        Column if there are two, and "1", "2", "3", … otherwise; without `strategies` those of each player are called "1",
        "2", "3", ….

        Raises:
            InvalidGameError: the shapes differ, or there are not as many arrays as each array has axes.

        Examples:
            >>> import coalitions as co
            >>> co.NormalFormGame.from_arrays([[1, 0], [0, 2]], [[1, 0], [0, 2]])
            NormalFormGame of 2 players (Row: 1, 2; Column: 1, 2), exact: (1, 1) 1, 1; (1, 2) 0, 0; (2, 1) 0, 0; (2, 2) 2, 2
        """
        data = [as_array(a, k) for k, a in enumerate(arrays)]
        if not data or any(a.shape != data[0].shape for a in data) or data[0].ndim != len(data) or 0 in data[0].shape:
            raise InvalidGameError(
                "expected one array of payoffs for each player, all of one shape, with one axis and at least one strategy "
                f"for each player; got {len(data)} with the shapes {', '.join(str(a.shape) for a in data) or 'none'}. For two "
                "players write from_arrays(A, B), for a zero-sum game from_arrays(A, -A)"
            )
        shape = data[0].shape
        names = read_players(len(data), players, None)
        labels = (
            tuple(tuple(str(k + 1) for k in range(m)) for m in shape)
            if strategies is None
            else read_strategies(names, strategies)
        )
        check_strategies(names, labels)
        if shape != tuple(map(len, labels)):
            raise InvalidGameError(
                f"expected arrays of shape {tuple(map(len, labels))}, as there are strategies, got shape {shape}"
            )
        codes = {a.dtype.kind for a in data}
        if codes <= {"i"} and all(a.min() > -INT64_SAFE and a.max() < INT64_SAFE for a in data):
            return cls(names, labels, _stacked([a.astype(np.int64, copy=False) for a in data]))
        if codes <= {"f", "i"} and all(a.dtype.itemsize <= 8 for a in data):
            return cls(names, labels, _stacked([a.astype(np.float64, copy=False) for a in data]), 1, "float")
        values = [
            parse(a, f"a payoff of {name}")
            for row in zip(*(a.reshape(-1).tolist() for a in data), strict=True)
            for name, a in zip(names, row, strict=True)
        ]
        return cls._from_values(names, labels, values)

    @classmethod
    def _from_values(cls, players: Players, strategies: Strategies, values: Sequence[Any]) -> NormalFormGame:
        """The game with parsed payoffs, profile after profile (last player fastest) and player after player."""
        shape, kind = (*map(len, strategies), len(players)), kind_of(values)
        if kind == "exact":
            numerators, denominator = to_integers(values)
            return cls(players, strategies, numerators.reshape(shape), denominator)
        return cls(players, strategies, same_form(values, kind).reshape(shape), 1, kind)

    # -- access ---------------------------------------------------------------------------------------------------------

    @property
    def shape(self) -> tuple[int, ...]:
        """How many strategies each player has."""
        return tuple(map(len, self.strategies))

    def place(self, profile: Any) -> tuple[int, ...]:
        """The numbers of the strategies of a pure profile, given as a tuple of names in the order of the players."""
        names = (profile,) if isinstance(profile, str) else profile
        if not isinstance(names, Sequence) or len(names) != len(self.players):
            raise InvalidArgumentError(
                f"expected one strategy for each of the players {', '.join(map(str, self.players))}, got {profile!r}; "
                f"write for example {tuple(s[0] for s in self.strategies)!r}"
            )
        return tuple(place_of(self.players, self.strategies, i, name) for i, name in enumerate(names))

    def named(self, place: Sequence[int]) -> tuple[str, ...]:
        """The names of the strategies with these numbers."""
        return tuple(self.strategies[i][k] for i, k in enumerate(place))

    def scaled(self, stored: Any) -> Any:
        """A stored number as the payoff that it stands for."""
        if self.kind == "exact":
            return int(stored) if self.denominator == 1 else simplest(Fraction(int(stored), self.denominator))
        return float(stored) if self.kind == "float" else stored

    def payoffs(self, place: Sequence[int]) -> Payoffs:
        """What everybody gets at the pure profile with these numbers of strategies."""
        return Payoffs(self.players, tuple(self.scaled(u) for u in self.table[tuple(place)]))

    def __getitem__(self, profile: Any) -> Payoffs:
        return self.payoffs(self.place(profile))

    __iter__ = None  # a game is not a sequence, although it has payoffs by key

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NormalFormGame):
            return NotImplemented
        mine = (self.players, self.strategies, self.denominator, self.kind)
        theirs = (other.players, other.strategies, other.denominator, other.kind)
        return mine == theirs and bool(np.array_equal(self.table, other.table))

    def __hash__(self) -> int:
        return hash((self.players, self.strategies, self.denominator, self.kind, self.payoffs((0,) * len(self.players))))

    # -- display --------------------------------------------------------------------------------------------------------

    def _cells(self) -> Iterator[tuple[tuple[str, ...], Payoffs]]:
        return ((self.named(place), self.payoffs(place)) for place in np.ndindex(*self.shape))

    def _table(self, rows: int = MAX_ROWS) -> Table:
        shown = [(words(profile), *x.amounts) for profile, x in islice(self._cells(), rows)]
        headers = ("profile", *map(str, self.players))
        return Table(self._caption(), headers, shown, math.prod(self.shape))

    def _bimatrix(self) -> Table:
        row, column = self.players.names
        rows = [
            (s, *(", ".join(format_value(a) for a in self.payoffs((i, j)).amounts) for j in range(self.shape[1])))
            for i, s in enumerate(self.strategies[0][:MAX_ROWS])
        ]
        return Table(self._caption(), (f"{row} \\ {column}", *self.strategies[1]), rows, self.shape[0])

    def _caption(self) -> str:
        n = len(self.players)
        size = " × ".join(map(str, self.shape[:8])) + (" × …" if n > 8 else "")
        return f"Game in normal form with {n} {'player' if n == 1 else 'players'}, {size}, {self.kind} payoffs"

    def __repr__(self) -> str:
        n = len(self.players)
        sides = [
            f"{p}: {', '.join(s[:6])}{', …' if len(s) > 6 else ''}" for p, s in zip(self.players, self.strategies, strict=True)
        ]
        who = "; ".join(sides[:6]) + ("; …" if n > 6 else "")
        cells = [f"{words(s)} {', '.join(map(format_value, x.amounts))}" for s, x in islice(self._cells(), 9)]
        shown = "; ".join(cells) + ("; …" if math.prod(self.shape) > 9 else "")
        return f"NormalFormGame of {n} {'player' if n == 1 else 'players'} ({who}), {self.kind}: {shown}"

    def _repr_html_(self) -> str:
        return to_html(self._bimatrix() if len(self.players) == 2 and self.shape[1] <= 20 else self._table())

    def _repr_latex_(self) -> str:
        if len(self.players) == 2 and max(self.shape) <= 20:
            head = " & ".join(["", *map(latex_value, self.strategies[1])])
            lines = [
                " & ".join(
                    [latex_value(s), *(", ".join(map(latex_value, self.payoffs((i, j)).amounts)) for j in range(self.shape[1]))]
                )
                for i, s in enumerate(self.strategies[0])
            ]
            body = r" \\ ".join([head + r" \\ \hline " + lines[0], *lines[1:]])
            return rf"$\begin{{array}}{{c|{'c' * self.shape[1]}}} {body} \end{{array}}$"
        cells = [
            rf"u({', '.join(map(latex_value, s))}) = ({', '.join(map(latex_value, x.amounts))})"
            for s, x in islice(self._cells(), 15)
        ]
        return "$" + r",\ ".join(cells) + (r",\ \dots$" if math.prod(self.shape) > 15 else "$")

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the payoffs at the first 64 profiles."""
        return to_latex(self._table(), digits)

    def to_dict(self) -> dict[tuple[str, ...], tuple[Any, ...]]:
        """All payoffs by profile; `NormalFormGame.from_payoffs(game.to_dict(), players=game.players)` is the game again."""
        return {profile: x.amounts for profile, x in self._cells()}

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame with one row for each profile and one column for each player (extra: pandas)."""
        return to_frame(self._table(math.prod(self.shape)))


def _stacked(arrays: Sequence[Array]) -> Array:
    """One array with the players last, while each player's payoffs stay together in memory: solvers go player by player."""
    return np.moveaxis(np.stack(arrays), 0, -1)


def normal_form(game: Any) -> NormalFormGame:
    """The game itself, or an error that says what the solver works on."""
    if isinstance(game, NormalFormGame):
        return game
    raise UnsupportedGameError(
        f"expected a game in normal form (players who choose strategies), got {type(game).__name__}; build one with "
        "NormalFormGame.from_payoffs or NormalFormGame.from_arrays"
    )


def exact_payoffs(game: NormalFormGame) -> tuple[Array, int]:
    """All payoffs as integers over one denominator; a float stands for its own binary value, a symbol is refused."""
    if game.kind == "symbolic":
        symbols = sorted({str(s) for u in game.table.reshape(-1).tolist() for s in getattr(u, "free_symbols", ())})
        raise UndecidedError(
            f"expected numbers for payoffs, got the symbols {', '.join(symbols)}; put numbers in for them, use check_nash, "
            "find_pure_nash or enumerate_pure_nash (which decide signs where they can), or state the condition and let "
            "coalitions.claims.decide settle it"
        )
    if game.kind == "exact":
        return game.table, game.denominator
    integers, denominator = to_exact_integers(game.table.reshape(-1))
    return integers.reshape(game.table.shape), denominator


def from_integers(players: Players, strategies: Strategies, numerators: Array, denominator: int) -> NormalFormGame:
    """The exact game with these numerators over a denominator, brought to lowest terms (one game, one table)."""
    common = math.gcd(denominator, *map(int, numerators.reshape(-1))) if denominator != 1 else 1
    if common > 1:
        numerators, denominator = numerators // common, denominator // common
    if numerators.dtype == object:
        numerators = pack(numerators.reshape(-1).tolist()).reshape(numerators.shape)
    return NormalFormGame(players, strategies, numerators, denominator)
