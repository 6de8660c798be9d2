"""The coalitions in which a player decides."""

from __future__ import annotations

import numpy as np

from ...certificates.votes import Swings
from ...errors import LimitExceededError
from ...games.simple import simple_table
from ...games.tu import CoalitionalGame
from ...games.voting import WeightedVotingGame
from ...players import Coalition, Player
from ...scalars import whole_limit
from ...solution import Solution, certify


def enumerate_swings(game: CoalitionalGame, player: Player, *, limit: int = 100_000) -> Solution[tuple[Coalition, ...]]:
    """All coalitions that lose, and win as soon as a player joins them: the swings of this player.

    Their number over 2**(n-1) is the Banzhaf value of the player, and over the swings of all players its Banzhaf index.

    Args:
        game: any simple game of up to 24 players.
        player: the name of the player who joins.
        limit: the most coalitions to list; there may be as many as 2**(n-1).

    Returns:
        Solution with a tuple of coalitions without the player, by size. Certified: each of them loses and wins with the
        player, and there are as many as the table holds. Cost: a few passes over 2**n worths.

    Raises:
        UnknownPlayerError: nobody is called so.
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more coalitions than `limit`, or more than 24 players.

    Examples:
        >>> import coalitions as co
        >>> # Brams and Affuso (1976): three votes and twice two, where everybody has two swings
        >>> council = co.WeightedVotingGame.from_weights(quota=4, weights={"A": 3, "B": 2, "C": 2})
        >>> co.enumerate_swings(council, "A")
        swings of A: 2: {B}; {C}   [certified; each loses, and wins with A; no other does]

    References:
        Banzhaf (1965), Weighted voting doesn't work; Dubey and Shapley (1979), Mathematical properties of the Banzhaf power
        index; the example: Brams and Affuso (1976), Power and size: a new paradox.
    """
    table = simple_table(game)
    place = table.players.index(player)
    wins = (table.table != 0).reshape(-1, 2, 1 << place)
    high, low = np.nonzero(wins[:, 1] & ~wins[:, 0])
    if len(high) > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} swings to list, got {len(high)}; raise the limit, or use banzhaf_value, which "
            "counts them"
        )
    masks = sorted((high << place + 1 | low).tolist(), key=lambda m: (m.bit_count(), m))
    judged = game if isinstance(game, WeightedVotingGame) else table
    return certify(f"swings of {table.players.names[place]}", judged, Swings(place, tuple(masks)), {"method": "table"})
