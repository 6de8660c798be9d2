"""Players who never matter."""

from __future__ import annotations

import numpy as np

from ...certificates.roles import NullPlayers
from ...games.forms import mask_of, stored, stored_worths
from ...games.tu import CoalitionalGame
from ...games.typed import TypedGame
from ...players import Coalition
from ...solution import Solution, certify
from ._differences import comparable, first_difference, masks_without


def find_null_players(game: CoalitionalGame, *, limit: int = 22) -> Solution[Coalition]:
    """The players who add nothing to any coalition: v(S ∪ i) = v(S) for all S.

    In a simple game (there they are also called dummies) they are never needed to win. Exact: float worths stand for their own
    binary values.

    Args:
        game: any game with transferable utility. For voting games of more than `limit` players use `banzhaf_index`, which is 0
            exactly for the null players.
        limit: the most players; the cost is n 2**(n-1) comparisons (for a game by types: 2**limit profiles).

    Returns:
        Solution with a coalition, which is empty if everybody matters. Certified both ways: by dividends that are all 0, and
        for each other player by a coalition to which it adds or takes something.

    Raises:
        LimitExceededError: more players than `limit` (symbolic games: 10).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # Brams and Affuso (1976): Luxembourg in the Council of 1958
        >>> six = {"France": 4, "Germany": 4, "Italy": 4, "Belgium": 2, "Netherlands": 2, "Luxembourg": 1}
        >>> council = co.WeightedVotingGame.from_weights(quota=12, weights=six)
        >>> co.find_null_players(council).value
        {Luxembourg}

    References:
        Shapley (1953), A value for n-person games; Brams and Affuso (1976), Power and size: a new paradox.
    """
    if isinstance(game, TypedGame) and game.kind != "symbolic":
        return _by_types(game, limit)
    table, worths = comparable(game, limit)
    n = len(table.players)
    matters = tuple(first_difference(table, worths, masks_without(n, 1 << i), 1 << i, 0) for i in range(n))
    return certify("null players", table, NullPlayers(matters))


def _by_types(game: TypedGame, limit: int) -> Solution[Coalition]:
    """The same by profiles: the players of a type all matter to some profile, or none of them does."""
    worths, grid = stored_worths(stored(game, limit=limit))[0], game.grid
    to_others: list[int | None] = []
    for t, stride in enumerate(grid.strides):
        places = np.arange(grid.size)
        room = places[grid.digits(places, t) < grid.counts[t]]
        changed = room[worths[room + stride] != worths[room]]
        to_others.append(int(changed[0]) if len(changed) else None)
    matters = (to_others[t] for t in game.membership)
    masks = tuple(None if place is None else mask_of(game, place, 1 << i) for i, place in enumerate(matters))
    return certify("null players", game, NullPlayers(masks))
