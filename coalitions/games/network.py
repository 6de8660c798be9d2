"""Network games: what each player gets in every network of links between players."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, get_args

import numpy as np

from ..display import MAX_ROWS, Table, to_html, to_latex
from ..errors import (
    DuplicatePlayerError,
    InvalidArgumentError,
    InvalidGameError,
    LimitExceededError,
    UndecidedError,
    UnsupportedGameError,
)
from ..kernels.networks import MAX_NETWORK_PLAYERS, components, equal_shares, links, links_within, myerson_shares
from ..players import Payoffs, Player, Players, is_list
from ..scalars import (
    INT64_SAFE,
    Array,
    Kind,
    kind_of,
    parse,
    read_payoffs,
    same_form,
    simplest,
    to_exact_integers,
    to_fraction,
    to_integers,
)
from .ranks import ranks_of
from .tu import check_exact, own

Allocation = Literal["Myerson", "egalitarian", "component-wise egalitarian"]


@dataclass(frozen=True, slots=True)
class Network:
    """Which pairs of players are linked. It prints as {A-B, B-C}; link k of `mask` is the k-th pair of players.

    Examples:
        >>> import coalitions as co
        >>> line = Network.from_links(co.Players.from_names("A B C".split()), [("A", "B"), ("C", "B")])
        >>> line, len(line), ("B", "A") in line
        ({A-B, B-C}, 2, True)
    """

    players: Players
    mask: int

    def __post_init__(self) -> None:
        n = len(self.players)
        if type(self.mask) is not int or not 0 <= self.mask < 1 << n * (n - 1) // 2:
            raise InvalidArgumentError(f"expected a mask of links among {n} players, got {self.mask!r}; use Network.from_links")

    @classmethod
    def from_links(cls, players: Players, pairs: Any) -> Network:
        """The network with these links: pairs of names, or a network of the same players."""
        if isinstance(pairs, Network):
            if pairs.players != players:
                raise InvalidArgumentError(f"expected a network among {', '.join(map(str, players))}, got {pairs}")
            return pairs
        if isinstance(pairs, str) or not is_list(pairs):
            raise InvalidArgumentError(f'expected a list of links, got {pairs!r:.80}; write [("A", "B"), …]')
        places = {pair: k for k, pair in enumerate(links(len(players)))}
        mask = 0
        for pair in pairs:
            if isinstance(pair, str) or not is_list(pair) or len(ends := tuple(pair)) != 2:
                raise InvalidArgumentError(f'expected a link as two names, got {pair!r:.80}; write ("A", "B")')
            i, j = sorted(map(players.index, ends))
            if i == j:
                raise InvalidArgumentError(f"expected a link of two different players, got {ends[0]} with itself; drop it")
            if mask >> places[i, j] & 1:
                raise DuplicatePlayerError(f"expected every link once, got {ends[0]}-{ends[1]} twice; drop one")
            mask |= 1 << places[i, j]
        return cls(players, mask)

    def __iter__(self) -> Iterator[tuple[Player, Player]]:
        names = self.players.names
        return ((names[i], names[j]) for k, (i, j) in enumerate(links(len(names))) if self.mask >> k & 1)

    def __len__(self) -> int:
        return self.mask.bit_count()

    def __contains__(self, pair: object) -> bool:
        return any(set(pair) == set(link) for link in self) if isinstance(pair, Iterable) else False

    def neighbors(self, player: Player) -> tuple[Player, ...]:
        """The players to whom a player is linked."""
        self.players.index(player)
        return tuple(b if a == player else a for a, b in self if player in (a, b))

    def __repr__(self) -> str:
        return "{" + ", ".join(f"{a}-{b}" for a, b in self) + "}"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class NetworkGame:
    """What each player gets in every network; the value of a network is what all get together.

    `table[i, g]` is what player i gets in the network with mask g (see `Network`). An exact game stores integers over one
    common denominator, a float game floats, a symbolic game SymPy expressions. The constructor takes what is stored; use a
    `from_…` method, a family such as `connections_game`, or `network_game` for the networks of a game with transferable
    utility. Seven players have 2**21 networks (117 MB), which is the most.

    Examples:
        >>> game = NetworkGame.from_function(["A", "B", "C"], lambda g: [len(g.neighbors(p)) for p in g.players])
        >>> game["A", "B"]
        A: 1, B: 1, C: 0
        >>> game[("A", "B"), ("B", "C")]
        A: 1, B: 2, C: 1

    References:
        Jackson and Wolinsky (1996), A strategic model of social and economic networks. Journal of Economic Theory 71, 44–74.
    """

    players: Players
    table: Array
    denominator: int = 1
    kind: Kind = "exact"

    def __post_init__(self) -> None:
        if not isinstance(self.players, Players) or not isinstance(self.table, np.ndarray):
            raise InvalidGameError("expected Players and an array, as they are stored; use NetworkGame.from_function")
        n = _check_size(len(self.players))
        if self.table.shape != (n, 1 << n * (n - 1) // 2):
            raise InvalidGameError(f"expected {n} rows of 2**{n * (n - 1) // 2} payoffs, got shape {self.table.shape}")
        allowed = {"exact": ("int64", "object"), "float": ("float64",), "symbolic": ("object",)}
        if self.kind not in allowed or self.table.dtype.name not in allowed[self.kind]:
            raise InvalidGameError(f"expected numbers of one of the kinds {allowed}, got {self.kind!r}, {self.table.dtype}")
        if self.kind == "float" and not np.isfinite(self.table).all():
            raise InvalidGameError("expected finite payoffs, got one that is not; give numbers")
        check_exact(self.table, self.denominator, self.kind)
        object.__setattr__(self, "table", own(self.table))
        self.table.flags.writeable = False

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.players, self.table, self.denominator, self.kind))

    # -- from data ------------------------------------------------------------------------------------------------------

    @classmethod
    def from_function(
        cls, players: Iterable[Player] | Players, payoffs: Callable[[Network], Any], *, limit: int = 5
    ) -> NetworkGame:
        """The game whose payoffs a function of the network gives: a mapping, or numbers in the players' order."""
        names, networks = _networks(players, payoffs, limit)
        rows = [read_payoffs(names, payoffs(g)).amounts for g in networks]
        return cls._from_values(names, [row[i] for i in range(len(names)) for row in rows])

    @classmethod
    def from_value(
        cls,
        players: Iterable[Player] | Players,
        value: Callable[[Network], Any],
        *,
        allocation: Allocation = "Myerson",
        limit: int = 5,
    ) -> NetworkGame:
        """The game in which the value of each network is shared by a rule.

        "Myerson": the Shapley value of the game in which a coalition is worth the value of the links between its members;
        "egalitarian": equal shares for all; "component-wise egalitarian": each component shares equally what it is worth by
        itself (sensible where the value of a network is the sum of the values of its components).
        """
        names, networks = _networks(players, value, limit)
        numbers = [parse(value(g), f"a value of {g}") for g in networks]
        kind = kind_of(numbers)
        array, denominator = to_integers(numbers) if kind == "exact" else (same_form(numbers, kind), 1)
        return cls.from_values_by_mask(names, array, denominator=denominator, kind=kind, allocation=allocation)

    @classmethod
    def from_values_by_mask(
        cls, players: Players, values: Array, *, denominator: int = 1, kind: Kind = "exact", allocation: Allocation = "Myerson"
    ) -> NetworkGame:
        """The same from an array of the values of all networks by mask, over a denominator."""
        _check_size(n := len(players))
        if values[0] != 0:
            raise InvalidGameError(f"expected value 0 for the network without links, got {values[0]}; subtract it from each")
        known_allocation(allocation)
        values, denominator, kind = shareable(values, denominator, kind, n)
        if allocation == "Myerson":
            table = myerson_shares(values, n)
        elif allocation == "egalitarian":
            table = np.tile(values * (math.factorial(n) // max(n, 1)), (n, 1))
        else:
            comps, inside = components(n), np.array([links_within(n, mask) for mask in range(1 << n)], dtype=np.int64)
            table = equal_shares(values[np.arange(len(values)) & inside[comps]], comps)
        return cls.over_factorial(players, table, denominator, kind)

    @classmethod
    def over_factorial(cls, players: Players, table: Array, denominator: int, kind: Kind) -> NetworkGame:
        """The game of a table of n! times the payoffs."""
        unit = math.factorial(len(players))
        if kind == "symbolic":
            return cls._from_values(players, [v / unit for v in table.ravel().tolist()])
        divisor = int(np.gcd.reduce(table, axis=None)) if table.size else 0
        if divisor == 0:  # all payoffs are 0, over a denominator that may not fit in int64
            return cls(players, np.zeros(table.shape, dtype=np.int64), 1, kind)
        common = math.gcd(denominator * unit, divisor)
        return cls(players, table // common, denominator * unit // common, kind)

    @classmethod
    def _from_values(cls, players: Players, values: Sequence[Any]) -> NetworkGame:
        kind, n = kind_of(values), len(players)
        numbers, denominator = to_integers(values) if kind == "exact" else (same_form(values, kind), 1)
        return cls(players, numbers.reshape(n, 1 << n * (n - 1) // 2), denominator, kind)

    # -- access ---------------------------------------------------------------------------------------------------------

    def network(self, pairs: Any) -> Network:
        """The network with these links; one link may be written as two names."""
        if isinstance(pairs, tuple) and len(pairs) == 2 and all(p in self.players for p in pairs if isinstance(p, str | int)):
            pairs = [pairs] if all(isinstance(p, str | int) for p in pairs) else pairs
        return Network.from_links(self.players, pairs)

    def scaled(self, stored: Any) -> Any:
        """A stored number as the payoff that it stands for."""
        if self.kind == "exact":
            return simplest(Fraction(int(stored), self.denominator))
        return float(stored) if self.kind == "float" else stored

    def payoffs(self, mask: int) -> Payoffs:
        """What each player gets in the network with this mask."""
        return Payoffs(self.players, tuple(self.scaled(v) for v in self.table[:, Network(self.players, mask).mask]))

    def __getitem__(self, pairs: Any) -> Payoffs:
        return self.payoffs(self.network(pairs).mask)

    def comparable(self) -> Array:
        """Numbers by which a player compares networks: what is stored, or ranks where payoffs are symbolic."""
        if self.kind != "symbolic":
            return self.table
        return np.array([ranks_of(list(row)) for row in self.table], dtype=np.int64).reshape(self.table.shape)

    def value(self, mask: int) -> Fraction:
        """What all players get together, exactly; a float stands for its own binary value."""
        return sum((to_fraction(v) for v in self.payoffs(mask).amounts), start=Fraction(0))

    __iter__ = None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NetworkGame):
            return NotImplemented
        if self.players != other.players or self.kind != other.kind:
            return False
        mine, theirs = self.table, other.table
        if self.denominator != other.denominator:
            mine, theirs = mine.astype(object) * other.denominator, theirs.astype(object) * self.denominator
        return bool(np.array_equal(mine, theirs))

    def __hash__(self) -> int:
        return hash((self.players, self.kind, *map(self.scaled, self.table[:, -1])))

    # -- display --------------------------------------------------------------------------------------------------------

    def _table(self) -> Table:
        count = self.table.shape[1]
        rows = [(str(Network(self.players, g)), *self.payoffs(g).amounts) for g in range(min(count, MAX_ROWS))]
        caption = f"Network game of {len(self.players)} players, {self.kind} payoffs"
        return Table(caption, ("network", *map(str, self.players)), rows, count)

    def __repr__(self) -> str:
        n = len(self.players)
        shown = [
            f"{Network(self.players, g)} {', '.join(map(str, self.payoffs(g).amounts))}"
            for g in range(min(self.table.shape[1], 4))
        ]
        more = "; …" if self.table.shape[1] > len(shown) else ""
        return f"NetworkGame of {n} player{'' if n == 1 else 's'}, {self.kind}: {'; '.join(shown)}{more}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the payoffs in the first 64 networks."""
        return to_latex(self._table(), digits)


def _check_size(n: int) -> int:
    if n > MAX_NETWORK_PLAYERS:
        raise LimitExceededError(
            f"expected at most {MAX_NETWORK_PLAYERS} players for payoffs in each of 2**{n * (n - 1) // 2} networks, got {n}; "
            "leave players out, or write the networks that matter as an Environment.from_moves"
        )
    return n


def _networks(players: Any, function: Any, limit: int) -> tuple[Players, list[Network]]:
    names = Players.from_names(players)
    n = _check_size(len(names))
    if n > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} players to call a function of {1 << n * (n - 1) // 2} networks, got {n}; write "
            f"limit={n}, or NetworkGame(players, table) with an array"
        )
    if not callable(function):
        raise InvalidGameError(f"expected a function of the network, got {function!r:.80}; write lambda g: …")
    return names, [Network(names, g) for g in range(1 << n * (n - 1) // 2)]


def shareable(values: Array, denominator: int, kind: Kind, n: int) -> tuple[Array, int, Kind]:
    """Values whose shares, times n!, fit: Python integers where int64 might not do, and floats as the fractions they are."""
    if kind == "float":
        values, denominator = to_exact_integers(values)
        kind = "exact"
    largest = max(map(abs, values.tolist())) if kind == "exact" else 0
    safe = kind == "exact" and math.factorial(n) * 2**n * largest < INT64_SAFE
    return (values if safe else values.astype(object)), denominator, kind


def known_allocation(allocation: Any) -> None:
    """Refuses what is no rule by which the value of a network is shared."""
    if allocation not in get_args(Allocation):
        raise InvalidArgumentError(
            f"expected allocation as one of {', '.join(map(repr, get_args(Allocation)))}, got {allocation!r:.80}"
        )


def networked(game: Any) -> NetworkGame:
    """The game itself, or an error that says what is worked on."""
    if isinstance(game, NetworkGame):
        return game
    raise UnsupportedGameError(
        f"expected a NetworkGame (what each player gets in every network), got {type(game).__name__}; use network_game(game) "
        "for a game with transferable utility, or NetworkGame.from_function"
    )


def with_numbers(game: NetworkGame) -> NetworkGame:
    """The game itself, if payoffs are numbers that can be added and compared."""
    if game.kind == "symbolic":
        raise UndecidedError("expected numbers for payoffs, which are added and compared, got symbols; put numbers in for them")
    return game
