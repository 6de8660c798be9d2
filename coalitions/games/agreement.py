"""Single agreements: some players sign, the others stay outside, and what everybody gets depends on who signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ..display import MAX_ROWS, Table, to_html, to_latex
from ..errors import InvalidArgumentError, InvalidGameError, LimitExceededError, UnsupportedGameError
from ..kernels.partitions import partition_index
from ..kernels.subsets import sizes
from ..players import CoalitionLike, Payoffs, Players
from ..scalars import Array, Kind, kind_of, parse, quotient, read_payoffs, same_form, simplest, to_integers
from .partition_function import PartitionFunctionGame, exact_partition_worths, partition_function

MAX_PLAYERS = 22


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class AgreementGame:
    """What each player gets for every set of signatories of one agreement that is open to all.

    `table[i, S]` is what player i gets if the players of the mask S have signed. An exact game stores integers over one common
    denominator, a float game floats, a symbolic game SymPy expressions. The constructor takes what is stored; use a `from_…`
    method to build from data. It takes n 2**n numbers: 168 MB for 20 players.

    Examples:
        >>> game = AgreementGame.from_function(["A", "B"], lambda S: {p: len(S) ** 2 - (p in S) for p in ("A", "B")})
        >>> game["A",]
        A: 0, B: 1
        >>> game
        AgreementGame of 2 players (A, B), exact: {} 0, 0; {A} 0, 1; {B} 1, 0; {A, B} 3, 3

    References:
        d'Aspremont, Jacquemin, Gabszewicz and Weymark (1983), On the stability of collusive price leadership. Canadian Journal
        of Economics 16, 17–25; Carraro and Siniscalco (1993), Strategies for the international protection of the environment.
    """

    players: Players
    table: Array
    denominator: int = 1
    kind: Kind = "exact"

    def __post_init__(self) -> None:
        if not isinstance(self.players, Players) or not isinstance(self.table, np.ndarray):
            raise InvalidGameError("expected Players and an array, as they are stored; use AgreementGame.from_function")
        n = _check_size(len(self.players))
        if self.table.shape != (n, 1 << n):
            raise InvalidGameError(
                f"expected {n} rows of 2**{n} payoffs, one for each set of signatories, got shape {self.table.shape}"
            )
        allowed = {"exact": ("int64", "object"), "float": ("float64",), "symbolic": ("object",)}
        if self.kind not in allowed or self.table.dtype.name not in allowed[self.kind]:
            raise InvalidGameError(f"expected numbers of one of the kinds {allowed}, got {self.kind!r}, {self.table.dtype}")
        if self.kind == "float" and not np.isfinite(self.table).all():
            raise InvalidGameError("expected finite payoffs, got one that is not; give numbers")
        if type(self.denominator) is not int or self.denominator < 1 or (self.denominator != 1 and self.kind != "exact"):
            raise InvalidGameError(f"expected a positive denominator (1 unless exact), got {self.denominator!r}")
        self.table.flags.writeable = False

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.players, self.table, self.denominator, self.kind))

    @classmethod
    def from_function(
        cls, players: Iterable[str | int] | Players, payoffs: Callable[[Any], Any], *, limit: int = 12
    ) -> AgreementGame:
        """The game whose payoffs a function of the set of signatories gives: a mapping, or numbers in the players' order."""
        names = Players.from_names(players)
        n = _check_size(len(names))
        if n > limit:
            raise LimitExceededError(
                f"expected at most limit={limit} players to call a function on 2**n sets of signatories, got {n}; write "
                f"limit={n}, or AgreementGame.from_arrays"
            )
        if not callable(payoffs):
            raise InvalidGameError(f"expected a function of the set of signatories, got {payoffs!r}; write lambda S: …")
        columns = [read_payoffs(names, payoffs(names.coalition(m))).amounts for m in range(1 << n)]
        return cls._from_values(names, [v for row in zip(*columns, strict=True) for v in row])

    @classmethod
    def from_arrays(cls, players: Iterable[str | int] | Players, payoffs: Any, *, denominator: int = 1) -> AgreementGame:
        """The game with these payoffs over a denominator: an array of n rows and 2**n columns, by mask of the signatories."""
        names, array = Players.from_names(players), np.array(payoffs)
        if array.shape != (len(names), 1 << _check_size(len(names))):
            raise InvalidGameError(
                f"expected {len(names)} rows of 2**{len(names)} payoffs, one for each set of signatories, got {array.shape}"
            )
        if array.dtype.kind == "f" and denominator == 1:
            return cls(names, array.astype(np.float64), 1, "float")
        if array.dtype.kind == "i":
            return cls(names, array.astype(np.int64), denominator)
        if denominator != 1:
            raise InvalidGameError(f"expected whole numbers over the denominator {denominator}, got {array.dtype}; drop it")
        return cls._from_values(names, [parse(v, "a payoff") for v in array.ravel().tolist()])

    @classmethod
    def from_partition_function(cls, game: PartitionFunctionGame) -> AgreementGame:
        """The game in which signatories form one coalition and share its worth equally, and all others stay alone.

        Examples:
            >>> import coalitions as co
            >>> AgreementGame.from_partition_function(co.cournot_partition_game(["A", "B", "C"], intercept=12))["A", "B"]
            A: 8, B: 8, C: 16
        """
        form = partition_function(game)
        n = len(form.players)
        table, denominator = (form.table, 1) if form.kind == "symbolic" else exact_partition_worths(form)
        values: list[Any] = [0] * (n << n)
        for mask in range(1 << n):
            blocks = sorted([mask] * bool(mask) + [1 << i for i in range(n) if not mask >> i & 1], key=lambda m: m & -m)
            worths = table[partition_index(blocks, n)] if n else []
            for i in range(n):
                place = next(k for k, block in enumerate(blocks) if block >> i & 1)
                values[(i << n) + mask] = quotient(worths[place], denominator * blocks[place].bit_count())
        return cls._from_values(form.players, values)

    @classmethod
    def _from_values(cls, players: Players, values: Sequence[Any]) -> AgreementGame:
        kind, n = kind_of(values), len(players)
        numbers, denominator = to_integers(values) if kind == "exact" else (same_form(values, kind), 1)
        return cls(players, numbers.reshape(n, 1 << n), denominator, kind)

    def scaled(self, stored: Any) -> Any:
        """A stored number as the payoff that it stands for."""
        if self.kind == "exact":
            return simplest(Fraction(int(stored), self.denominator))
        return float(stored) if self.kind == "float" else stored

    def payoffs(self, mask: int) -> Payoffs:
        """What each player gets if the players of this mask have signed."""
        mask = self.players.coalition(mask).mask
        return Payoffs(self.players, tuple(self.scaled(v) for v in self.table[:, mask]))

    def __getitem__(self, signatories: CoalitionLike) -> Payoffs:
        return self.payoffs(self.players.mask(signatories))

    __iter__ = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, AgreementGame):
            return NotImplemented
        if self.players != other.players or self.kind != other.kind:
            return False
        mine, theirs = self.table, other.table
        if self.denominator != other.denominator:
            mine, theirs = mine.astype(object) * other.denominator, theirs.astype(object) * self.denominator
        return bool(np.array_equal(mine, theirs))

    def __hash__(self) -> int:
        return hash((self.players, self.kind, *map(self.scaled, self.table[:, -1])))

    def _table(self) -> Table:
        count = min(1 << len(self.players), MAX_ROWS)
        rows = [(self.players.coalition(m), *self.payoffs(m).amounts) for m in range(count)]
        caption = f"Agreement among {len(self.players)} players, {self.kind} payoffs"
        return Table(caption, ("signatories", *map(str, self.players)), rows, 1 << len(self.players))

    def __repr__(self) -> str:
        n = len(self.players)
        cells = [f"{self.players.coalition(m)} {', '.join(map(str, self.payoffs(m).amounts))}" for m in range(min(1 << n, 5))]
        names = ", ".join(map(str, self.players.names[:8])) + (", …" if n > 8 else "")
        more = "; …" if 1 << n > 5 else ""
        return f"AgreementGame of {n} {'player' if n == 1 else 'players'} ({names}), {self.kind}: {'; '.join(cells)}{more}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the payoffs for the first 64 sets of signatories."""
        return to_latex(self._table(), digits)


@dataclass(frozen=True, slots=True, repr=False)
class SymmetricAgreement:
    """What a signatory and an outsider get if k of n players, all alike, have signed: two lists, however large n is.

    `signatory[k - 1]` is what each of k signatories gets (k = 1, …, n), `outsider[k]` what each of the others gets
    (k = 0, …, n − 1). Numbers are whole numbers, fractions, floats or SymPy expressions.

    Examples:
        >>> game = SymmetricAgreement.from_functions(3, signatory=lambda k: k * k, outsider=lambda k: 2 * k)
        >>> game
        SymmetricAgreement of 3 players: 0: -, 0; 1: 1, 2; 2: 4, 4; 3: 9, -
    """

    signatory: tuple[Any, ...]
    outsider: tuple[Any, ...]

    def __post_init__(self) -> None:
        if type(self.signatory) is not tuple or type(self.outsider) is not tuple:
            raise InvalidGameError("expected tuples of payoffs; write SymmetricAgreement.from_functions(n, …)")
        if not self.signatory or len(self.signatory) != len(self.outsider):
            raise InvalidGameError(
                f"expected payoffs of signatories for k = 1, …, n and of outsiders for k = 0, …, n - 1, got "
                f"{len(self.signatory)} and {len(self.outsider)}; give n of each"
            )
        for name in ("signatory", "outsider"):
            object.__setattr__(self, name, tuple(parse(v, f"a payoff of a {name}") for v in getattr(self, name)))

    @classmethod
    def from_functions(cls, n: int, *, signatory: Callable[[int], Any], outsider: Callable[[int], Any]) -> SymmetricAgreement:
        """The game of n players in which functions of the number of signatories give what a signatory and an outsider get."""
        if isinstance(n, bool) or not isinstance(n, int) or n < 1:
            raise InvalidGameError(f"expected a number of players of at least 1, got {n!r}; write for example 10")
        return cls(tuple(signatory(k) for k in range(1, n + 1)), tuple(outsider(k) for k in range(n)))

    @property
    def n(self) -> int:
        """The number of players."""
        return len(self.signatory)

    @property
    def kind(self) -> Kind:
        """The kind of numbers: exact, float or symbolic."""
        return kind_of((*self.signatory, *self.outsider))

    def named(self, players: Iterable[str | int] | Players) -> AgreementGame:
        """The same game with a name for each player, set by set of signatories."""
        names = Players.from_names(players)
        if len(names) != self.n:
            raise InvalidArgumentError(f"expected {self.n} names, got {len(names)}; give one for each player")
        values = [0, *self.signatory, *self.outsider, 0]
        kind = self.kind
        numbers, denominator = to_integers(values) if kind == "exact" else (same_form(values, kind), 1)
        size = sizes(_check_size(self.n))
        masks = np.arange(1 << self.n)
        rows = [numbers[np.where(masks >> i & 1, size, self.n + 1 + size)] for i in range(self.n)]
        table = np.stack(rows)
        return AgreementGame(names, table, denominator, kind)

    def _table(self) -> Table:
        rows = [
            (k, self.signatory[k - 1] if k else "", self.outsider[k] if k < self.n else "")
            for k in range(min(self.n + 1, MAX_ROWS))
        ]
        return Table(
            f"Agreement among {self.n} players who are alike", ("signatories", "each", "each outsider"), rows, self.n + 1
        )

    def __repr__(self) -> str:
        cells = [
            f"{k}: {self.signatory[k - 1] if k else '-'}, {self.outsider[k] if k < self.n else '-'}"
            for k in range(min(self.n, 6) + 1)
        ]
        return f"SymmetricAgreement of {self.n} players: {'; '.join(cells)}{'; …' if self.n > 6 else ''}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the payoffs by the number of signatories."""
        return to_latex(self._table(), digits)


def _check_size(n: int) -> int:
    if n > MAX_PLAYERS:
        raise LimitExceededError(
            f"expected at most {MAX_PLAYERS} players for payoffs of every set of signatories, got {n}; players who are alike "
            "can be written as a SymmetricAgreement"
        )
    return n


def agreement(game: Any) -> AgreementGame:
    """The game itself, or an error that says what is worked on."""
    if isinstance(game, AgreementGame):
        return game
    advice = "; write game.named([...]) for names" if isinstance(game, SymmetricAgreement) else ""
    raise UnsupportedGameError(f"expected an AgreementGame, got {type(game).__name__}{advice}; use AgreementGame.from_function")


def symmetric_agreement(game: Any) -> SymmetricAgreement:
    """The game itself, or an error that says what is worked on."""
    if isinstance(game, SymmetricAgreement):
        return game
    raise UnsupportedGameError(
        f"expected a SymmetricAgreement, got {type(game).__name__}; use SymmetricAgreement.from_functions, or "
        "enumerate_stable_agreements for players who are not alike"
    )
