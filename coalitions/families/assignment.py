"""Assignment games: a two-sided market in which everybody trades with one partner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ..errors import InvalidGameError
from ..games.tu import TUGame
from ..players import Player, Players
from ..scalars import Array, parse
from ._reading import listed, numbers_only, stored, within


def assignment_game(
    matrix: Sequence[Sequence[Any]] | Array,
    *,
    rows: Iterable[Player] | None = None,
    columns: Iterable[Player] | None = None,
    limit: int = 20,
) -> TUGame:
    """The game in which a coalition is worth the most that it gets by pairing its row players with its column players.

    v(S) = max of the sum of a_ij over pairs (i, j) of a matching within S; a pair with a_ij < 0 stays apart. The worths are
    found exactly, coalition after coalition: the best matching of S either leaves its last row player alone or pairs it. The
    core is never empty: it is the set of dual solutions of the assignment problem. Cost: rows × columns × 2**n comparisons.

    Args:
        matrix: what each pair makes together, a row for each player of one side and a column for each of the other.
        rows: the names of the row players, who come first; "R1", "R2", … by default.
        columns: the names of the column players; "C1", "C2", … by default.
        limit: the most players on both sides together (24 at most).

    Raises:
        InvalidGameError: rows of unequal length, or not as many names as rows and columns.
        InvalidArgumentError: not a matrix of numbers.
        DuplicatePlayerError: somebody is named twice.
        UndecidedError: an entry is symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.assignment_game([[5, 8, 2], [7, 9, 6], [2, 3, 0]])
        >>> game["R1", "R2", "R3", "C1", "C2", "C3"]
        16
        >>> co.find_core_point(game).value is None
        False

    References:
        Shapley and Shubik (1972), The assignment game I: the core, theorem 2 (the core) and the houses of its example.
    """
    data = [listed(row, "entries", "[5, 8]") for row in listed(matrix, "rows", "[[5, 8], [7, 9]]")]
    wide = len(data[0]) if data else 0
    if any(len(row) != wide for row in data):
        raise InvalidGameError(f"expected rows of one length, got {', '.join(str(len(r)) for r in data)}; write 0 for no gain")
    first = _names("R", rows, len(data), "rows")
    second = _names("C", columns, wide, "columns")
    players = Players((*first, *second))
    within(len(players), limit, "the matchings of 2**n coalitions", 24)
    values = [parse(a, "an entry of the matrix") for row in data for a in row]
    numbers_only(values, "the matrix")
    numbers, denominator, kind = stored(values)
    table = _best_matchings(numbers.reshape(len(data), wide))
    return TUGame(players, table.reshape(-1), denominator, kind)


def _names(letter: str, given: Iterable[Player] | None, n: int, side: str) -> tuple[Player, ...]:
    if given is None:
        return tuple(f"{letter}{k + 1}" for k in range(n))
    names = Players.from_names(given).names
    if len(names) != n:
        raise InvalidGameError(f"expected {n} names of {side}, as the matrix has {n} {side}, got {len(names)}")
    return names


def _best_matchings(values: Array) -> Array:
    """The best matching of every coalition: `out[C, R]` for the mask C of columns and the mask R of rows."""
    m, n = values.shape
    out = np.zeros((1 << n, 1 << m), dtype=values.dtype)
    masks = np.arange(1 << n)
    for i in range(m):
        without, block = out[:, : 1 << i], out[:, 1 << i : 2 << i]
        block[...] = without
        for j in range(n):
            has = masks[masks >> j & 1 == 1]
            block[has] = np.maximum(block[has], without[has ^ 1 << j] + values[i, j])
    return out
