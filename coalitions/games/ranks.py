"""Ranks of states, computed once from numbers or from lists, so that afterwards only whole numbers are compared."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from functools import cmp_to_key
from itertools import pairwise
from typing import Any

import numpy as np

from ..errors import InvalidArgumentError, InvalidGameError
from ..players import Player, Players, is_list
from ..scalars import Array, parse, read_payoffs, sign
from .states import known_state


def ranks_of(values: Sequence[Any] | Array, *, tolerance: Any = 0) -> Array:
    """The rank of each number among all of them: 0 for the lowest, equal ranks for equal numbers.

    With a tolerance, sorted numbers that follow each other at no more than this distance share a rank (so that being tied is
    transitive). Exact numbers are compared exactly, floats as they are, symbols by their signs.

    Raises:
        UndecidedError: the order of two symbolic numbers is open.

    Examples:
        >>> ranks_of([3, "1/3", 7, 3])
        array([1, 0, 2, 1])
        >>> ranks_of([0.1 + 0.2, 0.3, 0.4], tolerance=1e-9)
        array([0, 0, 1])
    """
    allowed = parse(tolerance, "a tolerance")
    if sign(allowed) < 0:
        raise InvalidArgumentError(f"expected a tolerance that is not negative, got {tolerance!r}; write tolerance=0")
    if isinstance(values, np.ndarray) and values.dtype.kind in "iuf" and allowed == 0:
        if values.dtype.kind == "f" and not np.isfinite(values).all():
            raise InvalidArgumentError("expected finite numbers to rank, got NaN or infinity")
        return np.unique(values, return_inverse=True)[1].reshape(-1).astype(np.int64)
    if isinstance(values, str | Mapping) or not is_list(values):
        raise InvalidArgumentError(f"expected a list of numbers to rank, got {values!r:.80}; write [3, 1, 2]")
    numbers = [parse(v) for v in (values.tolist() if isinstance(values, np.ndarray) else values)]
    by_size = cmp_to_key(lambda a, b: sign(_minus(a, b)))
    order = sorted(range(len(numbers)), key=lambda k: by_size(numbers[k]))
    ranks = np.zeros(len(numbers), dtype=np.int64)
    rank = 0
    for before, after in pairwise(order):
        rank += sign(_minus(_minus(numbers[after], numbers[before]), allowed)) > 0
        ranks[after] = rank
    return ranks


def _minus(a: Any, b: Any) -> Any:
    """A difference without rounding: a float stands for its own binary value."""
    return (Fraction(a) if isinstance(a, float) else a) - (Fraction(b) if isinstance(b, float) else b)


def ranks_from_payoffs(players: Players, states: Sequence[Hashable], payoffs: Any, tolerance: Any) -> Array:
    """Everybody's ranks of the states, from payoffs by state."""
    if isinstance(payoffs, Mapping):
        absent = [s for s in states if s not in payoffs]
        if absent or len(payoffs) != len(states):
            what = f"none for {absent[0]!r}" if absent else f"{len(payoffs)} for {len(states)} states"
            raise InvalidGameError(f"expected payoffs for every state and no other, got {what}; write {{state: (1, 0)}}")
        rows: Sequence[Any] = [payoffs[s] for s in states]
    else:
        rows = list(payoffs) if is_list(payoffs) and not isinstance(payoffs, str) else []
        if len(rows) != len(states):
            raise InvalidGameError(
                f"expected payoffs for each of the {len(states)} states, got {len(rows)}; write one row each"
            )
    amounts = [read_payoffs(players, row).amounts for row in rows]
    table = [ranks_of([row[i] for row in amounts], tolerance=tolerance) for i in range(len(players))]
    return np.array(table, dtype=np.int64).reshape(len(players), len(states))


def ranks_from_rankings(players: Players, places: Mapping[Any, int], rankings: Any) -> Array:
    """Everybody's ranks of the states, from lists with the best first; a list in place of a state holds states that tie."""
    if not isinstance(rankings, Mapping):
        raise InvalidGameError(
            f'expected a mapping from players to states, got {rankings!r:.80}; write {{"1": ["best", "worst"]}}'
        )
    for name in rankings:
        players.index(name)
    table = np.zeros((len(players), len(places)), dtype=np.int64)
    for i, player in enumerate(players):
        table[i] = _ranking(player, places, rankings.get(player, ()))
    return table


def _ranking(player: Player, places: Mapping[Any, int], ranking: Sequence[Any]) -> Array:
    row = np.full(len(places), -1, dtype=np.int64)
    for k, entry in enumerate(ranking):
        for state in entry if isinstance(entry, list | set | frozenset) and not known_state(entry, places) else (entry,):
            if not known_state(state, places) or row[places[state]] >= 0:
                raise InvalidGameError(f"expected known states, each once, in the ranking of {player}; got {state!r:.80}")
            row[places[state]] = len(ranking) - 1 - k
    if (row < 0).any():
        missing = [s for s, k in places.items() if row[k] < 0]
        raise InvalidGameError(f"expected {player} to rank every state, none came for {missing[0]!r}; add it to the list")
    return row
