"""Where two lists of coalitions differ in worth: what null and symmetric players are found by."""

from __future__ import annotations

import numpy as np

from ...errors import LimitExceededError, UndecidedError
from ...games.tu import CoalitionalGame, TUGame, exact_table, tabulate
from ...kernels.subsets import Array
from ...scalars import sign

#: Each comparison of expressions costs a fraction of a millisecond or more.
SYMBOLIC_UP_TO = 10


def comparable(game: CoalitionalGame, limit: int) -> tuple[TUGame, Array]:
    """The table of a game, and its worths as integers (or expressions, for few enough players)."""
    table = tabulate(game, limit=limit)
    if table.kind != "symbolic":
        return table, exact_table(table)[0]
    if len(table.players) > SYMBOLIC_UP_TO:
        raise LimitExceededError(
            f"expected at most {SYMBOLIC_UP_TO} players to compare expressions on all coalitions, got {len(table.players)}; "
            "put numbers in, or restrict the game to fewer players"
        )
    return table, table.table


def masks_without(n: int, members: int) -> Array:
    """All masks of n players without these members."""
    masks = np.arange(1 << n)
    without: Array = masks[masks & members == 0]
    return without


def first_difference(table: TUGame, worths: Array, masks: Array, one: int, other: int) -> int | None:
    """The first of these masks S with v(S ∪ one) != v(S ∪ other); UndecidedError if that depends on the symbols."""
    if table.kind != "symbolic":
        different = np.flatnonzero(worths[masks | one] != worths[masks | other])
        return int(masks[different[0]]) if len(different) else None
    undecided = None
    for mask in masks.tolist():
        gap = table.worth(mask | one) - table.worth(mask | other)
        try:
            if sign(gap):
                return int(mask)
        except UndecidedError:
            undecided = gap if undecided is None else undecided
    if undecided is not None:
        raise UndecidedError(
            f"expected worths of which it is decided whether they are equal, but {undecided} == 0 is open. Put numbers in, or "
            "state the condition and let coalitions.claims.decide settle it over a region"
        )
    return None
