"""Matching problems: players who rank possible partners, on two sides of a market or as roommates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..display import MAX_ROWS, Table, to_html, to_latex
from ..errors import DuplicatePlayerError, InvalidArgumentError, InvalidGameError, UnsupportedGameError
from ..players import Partition, Player, Players, is_list
from ..scalars import Array, Kind


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MatchingProblem:
    """Players who each rank, ties allowed, those with whom they may form a pair, and being alone.

    `ranks[i, j]` is 0 where player i likes j as well as being alone (and for j = i), 1 for the next better ones and so on
    without gaps, and -1 where he would rather be alone. `left` is the mask of one side of a two-sided market; players of the
    same side are worse than being alone. It is None for roommates. The constructor takes any whole numbers that grow with
    preference; use a `from_…` method to build from lists.

    A matching is a partition into pairs and singles.

    Examples:
        >>> market = MatchingProblem.from_two_sides({"a": ["A", "B"], "b": ["A"]}, {"A": ["b", "a"], "B": ["a"]})
        >>> market
        MatchingProblem of 2 and 2 players: a: A > B; b: A; A: b > a; B: a

    References:
        Gale and Shapley (1962), College admissions and the stability of marriage.
    """

    players: Players
    ranks: Array
    left: int | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.players, Players) or not isinstance(self.ranks, np.ndarray):
            raise InvalidGameError("expected Players and an array of ranks; use MatchingProblem.from_roommates")
        n = len(self.players)
        if self.ranks.shape != (n, n) or self.ranks.dtype.kind not in "iu":
            raise InvalidGameError(
                f"expected whole ranks in {n} rows and {n} columns, got shape {self.ranks.shape} and dtype {self.ranks.dtype}; "
                "use MatchingProblem.from_roommates or from_two_sides"
            )
        if self.left is not None and (type(self.left) is not int or not 0 <= self.left <= self.players.grand):
            raise InvalidGameError(f"expected a mask of the players of one side, got {self.left!r}; use from_two_sides")
        ranks = np.full((n, n), -1, dtype=np.int64)
        for i, row in enumerate(self.ranks):
            fine = row >= row[i]
            ranks[i, fine] = np.unique(row[fine], return_inverse=True)[1].reshape(-1)
            if self.left is not None and any(fine[j] and self.same_side(i, j) for j in range(n) if j != i):
                raise InvalidGameError(f"expected {self.players.names[i]} to accept only players of the other side")
        ranks.flags.writeable = False
        object.__setattr__(self, "ranks", ranks)

    def __reduce__(self) -> tuple[Any, ...]:  # through the constructor, which makes the array read-only
        return (type(self), (self.players, self.ranks, self.left))

    def same_side(self, i: int, j: int) -> bool:
        """Whether two players, by their places, are of the same side of the market."""
        return self.left is not None and self.left >> i & 1 == self.left >> j & 1

    @property
    def kind(self) -> Kind:
        """Always exact: only the order of partners counts."""
        return "exact"

    # -- from data ------------------------------------------------------------------------------------------------------

    @classmethod
    def from_roommates(cls, preferences: Mapping[Player, Iterable[Any]]) -> MatchingProblem:
        """The problem with these lists, best partner first; a list in place of a name holds partners that tie.

        Who is not listed is worse than being alone. A player may name himself in his list: those after him are unacceptable.
        """
        if not isinstance(preferences, Mapping):
            raise InvalidGameError(f'expected a mapping from players to lists, got {preferences!r:.80}; write {{"a": ["b"]}}')
        players = Players.from_names(list(preferences))
        return cls(players, _ranks(players, preferences))

    @classmethod
    def from_two_sides(cls, left: Mapping[Player, Iterable[Any]], right: Mapping[Player, Iterable[Any]]) -> MatchingProblem:
        """The market of two sides, each with the lists of its players over those of the other side, as in `from_roommates`."""
        for side in (left, right):
            if not isinstance(side, Mapping):
                raise InvalidGameError(f'expected a mapping from players to lists, got {side!r:.80}; write {{"a": ["A"]}}')
        players = Players.from_names([*left, *right])
        return cls(players, _ranks(players, {**left, **right}), (1 << len(left)) - 1)

    # -- access and display ---------------------------------------------------------------------------------------------

    def matching(self, pairs: Any) -> Partition:
        """The matching with these pairs of names, all others alone; or a partition into pairs and singles."""
        if isinstance(pairs, str) or not is_list(pairs):
            raise InvalidArgumentError(f'expected a list of pairs, got {pairs!r:.80}; write [("a", "b"), …]')
        masks = [self.players.mask(pair) for pair in pairs]
        alone = self.players.grand
        for mask in masks:
            alone &= ~mask
        singles = [1 << i for i in range(len(self.players)) if alone >> i & 1]
        found = Partition(self.players, (*masks, *singles))
        for mask in found.masks:
            if mask.bit_count() > 2 or (mask.bit_count() == 2 and self.same_side(*_members(mask))):
                raise InvalidArgumentError(
                    f"expected pairs{'' if self.left is None else ' of players of different sides'}, got "
                    f"{self.players.coalition(mask)}; divide it"
                )
        return found

    def partners(self, matching: Partition) -> tuple[int, ...]:
        """Everybody's partner by place, himself if he is alone."""
        out = list(range(len(self.players)))
        for mask in matching.masks:
            if mask.bit_count() == 2:
                i, j = _members(mask)
                out[i], out[j] = j, i
        return tuple(out)

    def strict(self) -> bool:
        """Whether nobody likes two partners equally, or a partner as well as being alone."""
        return all(len(set(row[row >= 0].tolist())) == int((row >= 0).sum()) for row in self.ranks)

    def preferences(self, player: Player) -> list[list[Player]]:
        """The partners whom a player would have, best first, those that tie together; with himself if some tie with that."""
        row = self.ranks[i := self.players.index(player)]
        levels = [np.flatnonzero(row == level).tolist() for level in range(int(row.max()), -1, -1)]
        return [[self.players.names[j] for j in level] for level in levels if level != [i]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MatchingProblem):
            return NotImplemented
        return (self.players, self.left) == (other.players, other.left) and bool(np.array_equal(self.ranks, other.ranks))

    def __hash__(self) -> int:
        return hash((self.players, self.left, self.ranks.tobytes()))

    def _words(self, player: Player) -> str:
        return " > ".join(" ~ ".join(map(str, level)) for level in self.preferences(player))

    def _size(self) -> str:
        n = len(self.players)
        if self.left is None:
            return f"{n} player{'' if n == 1 else 's'}"
        return f"{self.left.bit_count()} and {n - self.left.bit_count()} players"

    def _table(self) -> Table:
        rows = [(name, self._words(name)) for name in self.players.names[:MAX_ROWS]]
        return Table(f"Matching problem of {self._size()}", ("player", "partners, best first"), rows, len(self.players))

    def __repr__(self) -> str:
        shown = "; ".join(f"{name}: {self._words(name)}" for name in self.players.names[:6])
        return f"MatchingProblem of {self._size()}: {shown}{'; …' if len(self.players) > 6 else ''}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self) -> str:
        """A booktabs table of the lists."""
        return to_latex(self._table())

    def to_dict(self) -> dict[Player, list[list[Player]]]:
        """Each player's list by names, best first, those that tie together: what `from_roommates` reads."""
        return {name: self.preferences(name) for name in self.players}


def _members(mask: int) -> tuple[int, int]:
    return (mask & -mask).bit_length() - 1, mask.bit_length() - 1


def _ranks(players: Players, preferences: Mapping[Player, Iterable[Any]]) -> Array:
    n = len(players)
    ranks = np.full((n, n), -1, dtype=np.int64)
    for i, name in enumerate(players):
        given = preferences[name]
        if isinstance(given, str | Mapping) or not is_list(given):
            raise InvalidGameError(f"expected a list of partners for {name}, best first, got {given!r:.80}; write [best, …]")
        levels = [[players.index(p) for p in ([entry] if isinstance(entry, str | int) else list(entry))] for entry in given]
        if not any(i in level for level in levels):
            levels.append([i])
        for k, level in enumerate(levels):
            for j in level:
                if ranks[i, j] >= 0:
                    raise DuplicatePlayerError(
                        f"expected every partner once in the list of {name}, got {players.names[j]} twice"
                    )
                ranks[i, j] = len(levels) - k
    return ranks


def matched(game: Any) -> MatchingProblem:
    """The problem itself, or an error that says what is worked on."""
    if isinstance(game, MatchingProblem):
        return game
    raise UnsupportedGameError(
        f"expected a MatchingProblem, got {type(game).__name__}; use MatchingProblem.from_two_sides or from_roommates"
    )
