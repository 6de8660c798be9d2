"""Reading pairs of players that are the keys of a mapping."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import InvalidArgumentError, InvalidGameError
from ..players import Players

Pair = tuple[Any, Any]


def read_players(
    weights: Any, players: Iterable[str | int] | Players | None, leave_out: Any = None
) -> tuple[Players, list[Pair]]:
    """The players of a graph and its pairs; by default they are all ends of pairs, in the order of first appearance."""
    if not isinstance(weights, Mapping):
        raise InvalidArgumentError(f'expected a mapping from pairs to numbers, got {weights!r:.80}; write {{("A", "B"): 3, …}}')
    pairs = [_pair(key) for key in weights]
    if players is not None:
        return Players.from_names(players), pairs
    if any(isinstance(key, frozenset) for key in weights):
        raise InvalidGameError(
            'expected players in a fixed order, got sets as keys, which have none; write ("A", "B") or players=[...]'
        )
    ends = dict.fromkeys(end for pair in pairs for end in pair)
    return Players.from_names([end for end in ends if leave_out is None or end != leave_out]), pairs


def _pair(key: Any) -> Pair:
    if isinstance(key, str | int):
        return (key, key)
    ends = tuple(key) if isinstance(key, tuple | frozenset) else ()
    if len(ends) != 2:
        raise InvalidGameError(f'expected a pair of players as key, got {key!r}; write ("A", "B")')
    return ends[0], ends[1]
