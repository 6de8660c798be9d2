"""Reading what users write for a game in normal form: players, names of strategies, payoffs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ..errors import InvalidGameError, UnknownPlayerError
from ..players import Payoffs, Player, Players
from ..scalars import Array

Strategies = tuple[tuple[str, ...], ...]


def words(profile: Sequence[str]) -> str:
    """A pure profile as text: (Stag, Hare)."""
    return "(" + ", ".join(map(str, profile)) + ")"


def read_players(n: int, players: Iterable[Player] | Players | None, first: Any) -> Players:
    """The players of a game whose payoffs have n axes: those given, those that the first payoffs name, or the default names."""
    if players is None:
        if isinstance(first, Mapping):
            return read_players(n, tuple(first), None)
        return Players(("Row", "Column") if n == 2 else tuple(str(k + 1) for k in range(n)))
    names = Players.from_names(players)
    if len(names) != n:
        raise InvalidGameError(
            f"expected {n} players, as the payoffs have {n} axes, got {len(names)}: {', '.join(map(str, names))}"
        )
    return names


def read_strategies(players: Players, given: Mapping[Player, Sequence[str]] | Sequence[Sequence[str]]) -> Strategies:
    """The names of the strategies of each player, from a mapping by player or from one list for each player."""
    if isinstance(given, Mapping):
        for name in given:
            players.index(name)
        lists: list[Any] = [given.get(name, ()) for name in players]
    else:
        lists = list(given)
    if len(lists) != len(players) or any(isinstance(s, str) for s in lists):
        raise InvalidGameError(
            f"expected one list of strategies for each of the {len(players)} players, got {given!r:.120}; "
            f"write for example strategies={[['A', 'B']] * len(players)!r:.80}"
        )
    return tuple(tuple(s) for s in lists)


def read_profile(key: Any) -> tuple[Any, ...]:
    """A profile that is the key of a mapping: a tuple of names, or one name alone."""
    if isinstance(key, str):
        return (key,)
    if not isinstance(key, Sequence) or not key:
        raise InvalidGameError(f'expected a profile as a tuple of names of strategies, got {key!r}; write ("T", "L")')
    return tuple(key)


def check_strategies(players: Players, strategies: Strategies) -> None:
    """Raise where there is no player, no strategy, a name that is not a string, or a name that stands twice."""
    if not len(players) or len(strategies) != len(players):
        raise InvalidGameError(
            f"expected strategies for each of at least one player, got {len(strategies)} lists for {len(players)} players"
        )
    for name, own in zip(players, strategies, strict=True):
        if not own:
            raise InvalidGameError(f"expected at least one strategy for {name}, got none")
        odd = [s for s in own if not isinstance(s, str)]
        if odd:
            raise InvalidGameError(f"expected strategies named by strings, got {odd[0]!r} for {name}; write {str(odd[0])!r}")
        if len(set(own)) != len(own):
            twice = next(s for s in own if own.count(s) > 1)
            raise InvalidGameError(f"expected every strategy of {name} once, got {twice!r} more than once; rename or drop one")


def place_of(players: Players, strategies: Strategies, i: int, name: Any) -> int:
    """The number of a strategy of player i; an unknown name raises and lists the known ones."""
    if name in strategies[i]:
        return strategies[i].index(name)
    known = ", ".join(strategies[i][:30]) + (", …" if len(strategies[i]) > 30 else "")
    raise UnknownPlayerError(f"expected one of the strategies {known} of {players.names[i]}; got {name!r}")


def read_amounts(players: Players, profile: tuple[str, ...], value: Any) -> tuple[Any, ...]:
    """What everybody gets at a profile, from a sequence or from a mapping by player."""
    if isinstance(value, Mapping):
        return Payoffs.from_mapping(players, value).amounts
    amounts = (value,) if len(players) == 1 and not isinstance(value, Sequence) else tuple(value) if np.iterable(value) else ()
    if isinstance(value, str) or len(amounts) != len(players):
        raise InvalidGameError(
            f"expected {len(players)} payoffs at {words(profile)}, one for each player, got {value!r}; "
            f"write for example {tuple(range(len(players)))!r}"
        )
    return amounts


def as_array(values: Any, k: int) -> Array:
    """The payoffs of player k as an array: numbers of one machine type as they are, anything else as objects."""
    if isinstance(values, np.ndarray) and values.dtype.kind in "ifO":
        return values
    try:
        array = np.array(values, dtype=object)
    except ValueError:
        array = np.array([None, []], dtype=object)  # refused below
    if any(isinstance(v, list | tuple) for v in array.reshape(-1)):
        raise InvalidGameError(f"expected rows of one length in array {k + 1} of payoffs, got rows of different lengths")
    return array
