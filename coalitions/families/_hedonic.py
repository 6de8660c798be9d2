"""What families of hedonic games share: what players think of each other, and rankings of things by levels."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from ..errors import DuplicatePlayerError, InvalidArgumentError, InvalidGameError
from ..players import Player, Players, is_list
from ..scalars import Array, parse
from ._reading import numbers_only, stored, within

EXAMPLE = '{("A", "B"): 3, ("B", "A"): -1}'


def read_values(values: Any, players: Iterable[Player] | Players | None, symmetric: bool, limit: int) -> tuple[Players, Array]:
    """The players, and what i thinks of j as whole numbers in a common unit: from ordered pairs, or from rows."""
    if isinstance(values, Mapping):
        entries = {_ends(pair): parse(value, f"a value at {pair}") for pair, value in values.items()}
    else:
        entries = _from_rows(values, players)
    names = Players.from_names(list(dict.fromkeys(end for pair in entries for end in pair)) if players is None else players)
    within(len(names), limit, "n 2**n ranks")
    numbers_only(entries.values(), "what players think of each other")
    table: dict[tuple[int, int], Any] = {}
    for (a, b), value in entries.items():
        i, j = names.index(a), names.index(b)
        if i == j and value != 0:
            raise InvalidGameError(f"expected values for others, got {value} of {a} for {a}; write 0, or subtract it from all")
        for place in {(i, j), (j, i)} if symmetric else {(i, j)}:
            if table.setdefault(place, value) != value:
                raise DuplicatePlayerError(f"expected one value for each pair, got two for {a} and {b}; write symmetric=False")
    flat = [table.get((i, j), 0) for i in range(len(names)) for j in range(len(names))]
    numbers = stored([Fraction(v) if isinstance(v, float) else v for v in flat])[0]
    return names, numbers.reshape(len(names), len(names))


def _ends(pair: Any) -> tuple[Player, Player]:
    if not isinstance(pair, tuple) or len(pair) != 2:
        raise InvalidArgumentError(f"expected pairs of players as keys, got {pair!r}; write {EXAMPLE}")
    return pair


def _from_rows(values: Any, players: Iterable[Player] | Players | None) -> dict[tuple[Player, Player], Any]:
    rows = values.tolist() if isinstance(values, np.ndarray) else values
    if isinstance(rows, str) or not isinstance(rows, Sequence):
        raise InvalidArgumentError(f"expected a mapping from pairs to values, or rows, got {rows!r:.80}; write {EXAMPLE}")
    if any(isinstance(row, str) or not isinstance(row, Sequence) or len(row) != len(rows) for row in rows):
        raise InvalidArgumentError(f"expected {len(rows)} rows of as many values, got {rows!r:.120}; write [[0, 3], [-1, 0]]")
    names = Players.from_names([str(k + 1) for k in range(len(rows))] if players is None else players)
    if len(names) != len(rows):
        raise InvalidArgumentError(f"expected one row for each of {len(names)} players, got {len(rows)}")
    pairs = ((a, b, v) for a, row in zip(names, rows, strict=True) for b, v in zip(names, row, strict=True))
    return {(a, b): parse(v, f"a value of {a} for {b}") for a, b, v in pairs}


def read_friends(friends: Any, limit: int) -> tuple[Players, list[int]]:
    """The players and the masks of their friends, from a mapping."""
    if not isinstance(friends, Mapping):
        raise InvalidArgumentError(f'expected a mapping from players to friends, got {friends!r:.80}; write {{"A": ["B"]}}')
    names = Players.from_names(list(friends))
    within(len(names), limit, "n 2**n ranks")
    masks = [names.mask([f] if isinstance(f, str | int) else f) for f in friends.values()]
    own = [name for i, name in enumerate(names) if masks[i] >> i & 1]
    if own:
        raise InvalidGameError(f"expected friends among the others, got {own[0]} as a friend of {own[0]}; leave it out")
    return names, masks


def read_levels(entries: Any, what: str, read: Callable[[Any], Hashable]) -> dict[Hashable, int]:
    """The level of each thing in a ranking with the best first, a list for those that tie: 0 is best."""
    if isinstance(entries, str | set | frozenset | Mapping) or not is_list(entries):
        raise InvalidArgumentError(f"expected a list of {what}, best first, got {entries!r:.80}; write [best, [tied, tied], …]")
    levels: dict[Hashable, int] = {}
    for k, entry in enumerate(entries):
        for thing in map(read, entry if isinstance(entry, list | tuple) else [entry]):
            if thing in levels:
                raise DuplicatePlayerError(f"expected each of the {what} once, got {entry!r} again; drop one")
            levels[thing] = k
    return levels
