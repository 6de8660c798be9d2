"""Restricted cooperation: only some coalitions are feasible, and any other falls apart into feasible parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from ..errors import InvalidArgumentError
from ..games.tu import CoalitionalGame, TUGame, tabulate
from ..kernels.set_systems import breach, largest_within
from ..players import CoalitionLike, Players, is_list
from ._tables import expanded, widened


def restricted_by(game: CoalitionalGame, feasible: Iterable[CoalitionLike], *, limit: int = 18) -> TUGame:
    """The game in which a coalition is worth what its largest feasible parts are worth together.

    v^F(S) is the sum of v(T) over the maximal feasible T within S. These are disjoint for every S iff the union of two
    feasible coalitions that meet is feasible (a union-stable system), which is asked for. So are all systems closed under
    unions, such as antimatroids, where S has one largest feasible part; partition systems; and the coalitions that are
    connected in a graph, for which the Shapley value of v^F is the Myerson value.

    Args:
        game: any game with transferable utility, symbolic ones included.
        feasible: the feasible coalitions, by names; the empty one always is.
        limit: the most players. Cost: n**2 2**n operations on arrays.

    Raises:
        InvalidArgumentError: not a list of coalitions, or two feasible ones meet and their union is not feasible.
        UnknownPlayerError, DuplicatePlayerError: a coalition does not consist of players.
        LimitExceededError: more players than `limit`, or more than 2**14 feasible coalitions.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2)
        >>> co.restricted_by(game, ["A", "B", "C", ["A", "B"], ["A", "B", "C"]])["B", "C"]
        2
        >>> co.restricted_by(game, [["A", "B"], ["B", "C"]])
        Traceback (most recent call last):
        ...
        coalitions.errors.InvalidArgumentError: expected the union of feasible coalitions that meet to be feasible, ...

    References:
        Algaba, Bilbao, Borm and López (2001), The Myerson value for union stable structures; Bilbao (2000), Cooperative games
        on combinatorial structures (partition systems); van den Brink, Katsev and van der Laan (2011),
        Axiomatizations of two types of Shapley values for games on union closed systems.
    """
    table = tabulate(game, limit=limit)
    n, masks = len(table.players), read_feasible(table.players, feasible)
    wrong = breach("union-stable", n, masks)
    if wrong is not None:
        first, second = (table.players.coalition(m) for m in wrong)
        raise InvalidArgumentError(
            f"expected the union of feasible coalitions that meet to be feasible, got {first} and {second} but not "
            f"{table.players.coalition(wrong[0] | wrong[1])}; add it, or drop one of the two"
        )
    worths = widened(table.table, n)
    out = np.zeros(len(worths), dtype=worths.dtype)
    for i, part in enumerate(largest_within(n, masks)):
        out = out + np.where(part & -part == 1 << i, worths[part], 0)  # each part once, at its first member
    return TUGame(table.players, expanded(out) if table.kind == "symbolic" else out, table.denominator, table.kind)


def read_feasible(players: Players, feasible: Any) -> tuple[int, ...]:
    """The masks of feasible coalitions in increasing order, the empty one included; one that is named twice counts once."""
    if isinstance(feasible, str | Mapping) or not is_list(feasible):
        raise InvalidArgumentError(
            f'expected the feasible coalitions as a list, got {feasible!r:.80}; write for example [["A"], ["A", "B"]]'
        )
    return tuple(sorted({0, *map(players.mask, feasible)}))
