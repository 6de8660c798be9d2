"""Players who are interchangeable."""

from __future__ import annotations

import numpy as np

from ...certificates.roles import SymmetricPlayers
from ...games.forms import mask_of, stored, stored_worths
from ...games.tu import CoalitionalGame
from ...games.typed import TypedGame
from ...players import Partition
from ...solution import Solution, certify
from ._differences import comparable, first_difference, masks_without


def find_symmetric_players(game: CoalitionalGame, *, limit: int = 20) -> Solution[Partition]:
    """The classes of interchangeable players: i and j are in one iff v(S ∪ i) = v(S ∪ j) for all S without both.

    Being interchangeable is transitive, so the classes are a partition of the players. Players of different weights may be
    interchangeable. Exact: float worths stand for their own binary values.

    Args:
        game: any game with transferable utility.
        limit: the most players; the cost is at most n² 2**(n-3) comparisons (for a game by types: 2**limit profiles).

    Returns:
        Solution with a partition of the players. Certified both ways: swapping two members of a class changes no worth, and for
        each pair of classes a coalition tells them apart.

    Raises:
        LimitExceededError: more players than `limit` (symbolic games: 10).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # Banzhaf (1965): votes and power in Nassau County are not the same
        >>> towns = ["Hempstead 1", "Hempstead 2", "Oyster Bay", "North Hempstead", "Long Beach", "Glen Cove"]
        >>> board = co.WeightedVotingGame.from_weights(quota=58, weights=dict(zip(towns, [31, 31, 28, 21, 2, 2])))
        >>> co.find_symmetric_players(board).value
        {Hempstead 1, Hempstead 2, Oyster Bay} | {North Hempstead, Long Beach, Glen Cove}

    References:
        Shapley (1953), A value for n-person games; Peleg and Sudhölter (2007), section 2.1; the example: Banzhaf (1965),
        Weighted voting doesn't work.
    """
    if isinstance(game, TypedGame) and game.kind != "symbolic":
        return _by_types(game, limit)
    table, worths = comparable(game, limit)
    n = len(table.players)
    classes: dict[int, int] = {}
    apart = []
    for player in range(n):
        differs = []
        for first in classes:
            mask = first_difference(table, worths, masks_without(n, 1 << first | 1 << player), 1 << first, 1 << player)
            if mask is None:
                classes[first] |= 1 << player
                break
            differs.append((first, player, mask))
        else:
            classes[player] = 1 << player
            apart += differs
    return certify("symmetric players", table, SymmetricPlayers(tuple(classes.values()), tuple(apart)))


def _by_types(game: TypedGame, limit: int) -> Solution[Partition]:
    """The same by profiles: two types are one class iff a player of one can be replaced by one of the other."""
    worths, grid, places = stored_worths(stored(game, limit=limit))[0], game.grid, np.arange(game.grid.size)
    classes: dict[int, int] = {}  # first member → mask
    apart = []
    for t in dict.fromkeys(game.membership):
        player, differs = game.membership.index(t), []
        own = sum(1 << i for i, place in enumerate(game.membership) if place == t)
        for first in classes:
            s = game.membership[first]
            room = places[(grid.digits(places, s) < grid.counts[s]) & (grid.digits(places, t) < grid.counts[t])]
            different = room[worths[room + grid.strides[s]] != worths[room + grid.strides[t]]]
            if not len(different):
                classes[first] |= own
                break
            differs.append((first, player, mask_of(game, int(different[0]), 1 << first | 1 << player)))
        else:
            classes[player] = own
            apart += differs
    return certify("symmetric players", game, SymmetricPlayers(tuple(classes.values()), tuple(apart)))
