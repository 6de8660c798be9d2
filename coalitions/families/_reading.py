"""What the families share: reading amounts by player, refusing what has no meaning, and tables that cannot wrap around."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ..errors import InvalidArgumentError, InvalidGameError, UndecidedError
from ..players import Players, is_list
from ..scalars import INT64_SAFE, Array, Kind, is_symbolic, kind_of, parse, same_form, to_integers
from ..scalars import within as within


def read_amounts(amounts: Any, what: str, example: str) -> tuple[Players, list[Any]]:
    """The players and their amounts, from a mapping."""
    if not isinstance(amounts, Mapping):
        raise InvalidArgumentError(f"expected a mapping from players to {what}s, got {amounts!r:.80}; write {example}")
    players = Players.from_names(list(amounts))
    return players, [parse(a, f"a {what} of {name}") for name, a in zip(players, amounts.values(), strict=True)]


def numbers_only(values: Iterable[Any], what: str) -> None:
    """Refuse symbols where worths are found by comparing numbers."""
    for value in values:
        if is_symbolic(value):
            raise UndecidedError(
                f"expected numbers for {what}, since worths are found by comparing them, got the expression {value}; put "
                "numbers in for its symbols, or write the worths down for one order of them with TUGame.from_worths"
            )


def not_negative(values: Iterable[Any], what: str) -> None:
    """Refuse numbers below 0."""
    for value in values:
        if value < 0:
            raise InvalidGameError(f"expected {what} of at least 0, got {value}; write 0 for none")


def stored(values: Sequence[Any]) -> tuple[Array, int, Kind]:
    """Numbers as a game stores them: an array, its denominator, its kind.

    Whole numbers are Python integers wherever a sum of some of them could leave int64.
    """
    kind = kind_of(values)
    if kind != "exact":
        return same_form(values, kind), 1, kind
    numerators, denominator = to_integers(values)
    if sum(abs(v) for v in numerators.tolist()) >= INT64_SAFE:
        numerators = numerators.astype(object)
    return numerators, denominator, kind


def listed(data: Any, what: str, example: str) -> list[Any]:
    """A list of what came, if it is a list of something."""
    if isinstance(data, str) or not is_list(data):
        raise InvalidArgumentError(f"expected a list of {what}, got {data!r:.80}; write {example}")
    return list(data)


def zeros(n: int, like: Array) -> Array:
    """A table of 2**n zeros for numbers like these."""
    return np.zeros(1 << n, dtype=like.dtype)
