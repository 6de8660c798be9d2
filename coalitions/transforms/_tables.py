"""What the transforms share: payoffs as users write them, and tables of worths that cannot wrap around."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..errors import UndecidedError
from ..games.tu import TUGame
from ..scalars import INT64_SAFE, Array, Kind, is_symbolic, kind_of, same_form, to_integers


def kind_with(game: TUGame, numbers: Sequence[Any]) -> Kind:
    """The kind of arithmetic that the worths of a game together with these numbers call for."""
    kind = kind_of(numbers)
    return "symbolic" if "symbolic" in (game.kind, kind) else "float" if "float" in (game.kind, kind) else "exact"


def widened(table: Array, factor: int) -> Array:
    """The table itself where `factor` times its largest entry fits in int64, otherwise in Python's integers."""
    if table.dtype != np.int64 or max(-int(table.min()), int(table.max()), 1) * factor < INT64_SAFE:
        return table
    return table.astype(object)


def expanded(table: Array) -> Array:
    """Expressions multiplied out, so that one worth has one form."""
    import sympy

    out = np.empty(len(table), dtype=object)
    out[:] = [sympy.expand(v) for v in table.tolist()]
    return out


def as_kind(table: TUGame, numbers: Sequence[Any]) -> tuple[Array, Array, int, Kind]:
    """Worths and other numbers, none of them symbolic, in one form: two arrays over one denominator, and their kind.

    Whole numbers are Python integers wherever the largest worth and the sum of all the others do not fit in int64 together.
    """
    kind = kind_with(table, numbers)
    if kind == "float":
        return floats(table), same_form(numbers, kind), 1, kind
    whole, below = to_integers(numbers)
    denominator = math.lcm(table.denominator, below)
    times, each = denominator // table.denominator, denominator // below
    largest = max(-int(table.table.min()), int(table.table.max())) * times + sum(abs(int(v)) for v in whole) * each
    dtype = np.int64 if max(largest, times, each) < INT64_SAFE else object
    return table.table.astype(dtype) * times, whole.astype(dtype) * each, denominator, kind


def floats(table: TUGame) -> Array:
    """The worths as floats."""
    if table.kind == "float":
        return table.table
    if table.table.dtype == object:
        return same_form([table.worth(m) for m in range(len(table.table))], "float")
    return table.table.astype(np.float64) / table.denominator


def numbers_only(game: TUGame, why: str, others: Sequence[Any] = ()) -> TUGame:
    """The game, unless there are symbols in it, or among other numbers, where worths must be compared."""
    expressions = [v for v in [*(game.table.tolist() if game.kind == "symbolic" else []), *others] if is_symbolic(v)]
    if expressions:
        symbols = sorted({str(s) for v in expressions for s in v.free_symbols}) or [str(expressions[0])]
        raise UndecidedError(
            f"expected numbers, since {why}, got {', '.join(symbols)}; put numbers in, or write the worths down for one order "
            "of them with TUGame.from_worths"
        )
    return game
