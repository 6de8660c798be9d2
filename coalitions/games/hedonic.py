"""Hedonic games: each player cares only about who is in the same coalition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..display import MAX_ROWS, Table, to_html, to_latex
from ..errors import DuplicatePlayerError, InvalidArgumentError, InvalidGameError, LimitExceededError, UndecidedError
from ..players import Coalition, CoalitionLike, Partition, Player, Players, is_list
from ..scalars import Array, is_symbolic, parse, whole_limit

MAX_PLAYERS = 20


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class HedonicGame:
    """Players who each rank, ties allowed, the coalitions that they are members of.

    Stored are ranks by bit mask: `ranks[i, S]` is 0 for the coalitions that player i likes least, 1 for the next better ones,
    and so on without gaps, and -1 for the coalitions without i. The constructor takes any integers that grow with preference;
    use a `from_…` method to build from data.

    Examples:
        >>> game = HedonicGame.from_preferences(["A", "B"], {"A": [("A", "B"), "A"], "B": [["B", ("A", "B")]]})
        >>> game
        HedonicGame of 2 players: A: {A, B} > {A}; B: {B} ~ {A, B}
        >>> game.prefers("A", ["A", "B"], ["A"])
        True

    References:
        Drèze and Greenberg (1980); Banerjee, Konishi and Sönmez (2001); Bogomolnaia and Jackson (2002).
    """

    players: Players
    ranks: Array

    def __post_init__(self) -> None:
        if not isinstance(self.players, Players) or not isinstance(self.ranks, np.ndarray):
            raise InvalidGameError(
                f"expected Players and an array of ranks, got {type(self.players).__name__} and {type(self.ranks).__name__}; "
                "use HedonicGame.from_preferences or from_utilities to build from data"
            )
        n = len(self.players)
        if n > MAX_PLAYERS:
            raise LimitExceededError(f"expected at most {MAX_PLAYERS} players for n 2**n ranks, got {n}; leave players out")
        whole = self.ranks.dtype.kind in "iu" or (
            self.ranks.dtype == object and all(type(v) is int for v in self.ranks.flat)  # such as sums beyond int64
        )
        if self.ranks.shape != (n, 1 << n) or not whole:
            raise InvalidGameError(
                f"expected whole ranks in an array of {n} rows and 2**{n} columns, got shape {self.ranks.shape} and dtype "
                f"{self.ranks.dtype}; use HedonicGame.from_utilities for other numbers"
            )
        ranks = np.full((n, 1 << n), -1, dtype=np.int32)
        for i in range(n):
            own = self.ranks[i].reshape(-1, 2, 1 << i)[:, 1]
            ranks[i].reshape(-1, 2, 1 << i)[:, 1] = np.unique(own, return_inverse=True)[1].reshape(own.shape)
        ranks.flags.writeable = False
        object.__setattr__(self, "ranks", ranks)

    def __reduce__(self) -> tuple[Any, ...]:  # through the constructor, which makes the array read-only
        return (type(self), (self.players, self.ranks))

    # -- from data ------------------------------------------------------------------------------------------------------

    @classmethod
    def from_preferences(cls, players: Iterable[Player] | Players, preferences: Mapping[Player, Sequence[Any]]) -> HedonicGame:
        """The game with these preference lists, best coalition first.

        An entry is a coalition (a name or names, the player among them) or a list of coalitions that tie. A coalition that is
        not listed is unacceptable: it ties with all others such, below being alone, which comes last if it is not listed.
        """
        names = Players.from_names(players)
        if not isinstance(preferences, Mapping) or set(preferences) != set(names):
            raise InvalidGameError(
                f"expected a mapping with one list of coalitions for each of {', '.join(map(str, names))}, got "
                f"{preferences!r:.120}; write {{player: [best, second, …]}}"
            )
        ranks = _no_ranks(names)
        for i, name in enumerate(names):
            levels = [_level(names, entry) for entry in _listed(preferences[name], name)]
            if not any(1 << i in level for level in levels):
                levels.append([1 << i])
            seen: set[int] = set()
            for k, level in enumerate(levels):
                for mask in level:
                    _check_entry(names, i, mask, seen)
                    ranks[i, mask] = len(levels) - k
        return cls(names, ranks)

    @classmethod
    def from_utilities(
        cls, players: Iterable[Player] | Players, utility: Callable[[Player, Coalition], Any], *, limit: int = 14
    ) -> HedonicGame:
        """The game in which a player likes a coalition the better the larger the utility of it is.

        `utility(player, coalition)` is called once for each player and each coalition with that player: n 2**(n-1) times, for
        at most `limit` players. The numbers are compared exactly: a float stands for its own binary value, so write fractions
        or strings where ties matter.
        """
        names = Players.from_names(players)
        if not callable(utility):
            raise InvalidGameError(
                f"expected a function of a player and a coalition, got {utility!r:.80}; write lambda i, S: …"
            )
        if len(names) > whole_limit(limit):
            raise LimitExceededError(
                f"expected at most limit={limit} players to call a function n 2**(n-1) times, got {len(names)}; write "
                f"limit={len(names)}, or use a family such as additively_separable_game"
            )
        ranks = _no_ranks(names)
        for i, name in enumerate(names):
            own = [m for m in range(1 << len(names)) if m >> i & 1]
            values = [parse(utility(name, names.coalition(m)), f"a utility of {name}") for m in own]
            symbol = next((v for v in values if is_symbolic(v)), None)
            if symbol is not None:
                raise UndecidedError(
                    f"expected numbers, since coalitions are ranked by comparing them, got the expression {symbol}; put "
                    "numbers in for its symbols"
                )
            place = {value: k for k, value in enumerate(sorted(set(values)))}
            ranks[i, own] = [place[v] for v in values]
        return cls(names, ranks)

    # -- access and display ---------------------------------------------------------------------------------------------

    def prefers(self, player: Player, first: CoalitionLike, second: CoalitionLike) -> bool:
        """Whether the player likes the first coalition strictly better than the second."""
        i = self.players.index(player)
        masks = [self.players.mask(c) for c in (first, second)]
        for mask in masks:
            _check_member(self.players, i, mask)
        return bool(self.ranks[i, masks[0]] > self.ranks[i, masks[1]])

    def preferences(self, player: Player) -> Iterator[tuple[Coalition, ...]]:
        """The player's coalitions from best to worst, those that tie together."""
        i = self.players.index(player)
        own = np.flatnonzero(self.ranks[i] >= 0)
        order = own[np.argsort(-self.ranks[i, own], kind="stable")]
        for level in np.split(order, np.flatnonzero(np.diff(self.ranks[i, order])) + 1):
            yield tuple(self.players.coalition(int(m)) for m in level)

    def ranks_of(self, partition: Partition) -> Array:
        """The rank of each player's coalition in a partition."""
        out = np.empty(len(self.players), dtype=np.int32)
        for mask in partition.masks:
            for i in range(len(self.players)):
                if mask >> i & 1:
                    out[i] = self.ranks[i, mask]
        return out

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, HedonicGame):
            return NotImplemented
        return self.players == other.players and bool(np.array_equal(self.ranks, other.ranks))

    def __hash__(self) -> int:
        return hash((self.players, self.ranks[:, -1].tobytes()))

    def _words(self, i: int, most: int) -> str:
        shown: list[str] = []
        alone = self.ranks[i, 1 << i]
        for level in self.preferences(self.players.names[i]):
            if self.ranks[i, level[0].mask] < alone:
                break
            if len(shown) == most:
                shown.append("…")
                break
            shown.append(" ~ ".join(map(str, level[:most])) + (" ~ …" if len(level) > most else ""))
        return " > ".join(shown)

    def _table(self) -> Table:
        rows = [(name, self._words(i, 8)) for i, name in enumerate(self.players.names[:MAX_ROWS])]
        return Table(
            f"Hedonic game with {len(self.players)} players", ("player", "acceptable coalitions, best first"), rows, len(rows)
        )

    def __repr__(self) -> str:
        n = len(self.players)
        shown = [f"{name}: {self._words(i, 4)}" for i, name in enumerate(self.players.names[:6])]
        return f"HedonicGame of {n} player{'' if n == 1 else 's'}: {'; '.join(shown)}{'; …' if n > 6 else ''}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self) -> str:
        """A booktabs table of the preferences."""
        return to_latex(self._table())

    def to_dict(self) -> dict[Player, list[list[tuple[Player, ...]]]]:
        """Each player's coalitions by names, best first, those that tie together: what `from_preferences` reads."""
        return {name: [[tuple(c) for c in level] for level in self.preferences(name)] for name in self.players}


def _no_ranks(names: Players) -> Array:
    if len(names) > MAX_PLAYERS:
        raise LimitExceededError(
            f"expected at most {MAX_PLAYERS} players for n 2**n ranks, got {len(names)}; leave players out"
        )
    return np.zeros((len(names), 1 << len(names)), dtype=np.int64)


def _listed(entries: Any, name: Player) -> list[Any]:
    if isinstance(entries, str | set | frozenset | Mapping) or not is_list(entries):
        raise InvalidGameError(f"expected a list of coalitions for {name}, best first, got {entries!r:.80}; write [best, …]")
    return list(entries)


def _level(names: Players, entry: Any) -> list[int]:
    """The masks of one entry: a coalition, or several that tie (recognized by an item that is not a name itself)."""
    if isinstance(entry, Coalition | str | int) or not is_list(entry):
        return [names.mask(entry)]
    items = list(entry)
    if any(is_list(item) and not isinstance(item, str) for item in items):
        return [names.mask(item) for item in items]
    return [names.mask(items)]


def _check_entry(names: Players, i: int, mask: int, seen: set[int]) -> None:
    _check_member(names, i, mask)
    if mask in seen:
        raise DuplicatePlayerError(
            f"expected every coalition once in the list of {names.names[i]}, got {names.coalition(mask)} twice; drop one, or "
            "write coalitions that tie as one entry, a list of them"
        )
    seen.add(mask)


def _check_member(names: Players, i: int, mask: int) -> None:
    if not mask >> i & 1:
        raise InvalidArgumentError(
            f"expected coalitions that {names.names[i]} is a member of, got {names.coalition(mask)}; add "
            f"{names.names[i]!r} to it, or drop it"
        )
