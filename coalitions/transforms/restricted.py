"""Subgames: the same game among fewer players."""

from __future__ import annotations

import numpy as np

from ..errors import LimitExceededError, UnsupportedGameError
from ..games.tu import CoalitionalGame, TUGame
from ..games.typed import TypedGame
from ..games.voting import WeightedVotingGame
from ..kernels.grids import Grid
from ..kernels.subsets import subset_sums
from ..players import CoalitionLike, Players


def restricted(game: CoalitionalGame, coalition: CoalitionLike, *, limit: int = 24) -> CoalitionalGame:
    """The game among the members of a coalition only: v restricted to its subsets, with the players in their old order.

    Args:
        game: any game with transferable utility, symbolic ones included.
        coalition: the players who stay, by name.
        limit: the most players who may stay in a table of 2**n worths.

    Returns:
        A WeightedVotingGame for a voting game in which those who stay can still win, a TypedGame for a game by types, otherwise
        a TUGame. Cost: one pass over the worths that stay.

    Raises:
        UnknownPlayerError, DuplicatePlayerError: the coalition does not consist of players of the game.
        LimitExceededError: more players stay than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2)
        >>> co.restricted(game, ["A", "C"])
        TUGame of 2 players (A, C), exact: {A} 1, {C} 1, {A, C} 4

    References:
        Peleg and Sudhölter (2007), definition 3.2.2 (subgame).
    """
    if not hasattr(game, "players") or not hasattr(game, "worths"):
        raise UnsupportedGameError(
            f"expected a game with transferable utility, got {type(game).__name__}; use TUGame to make one"
        )
    mask = game.players.mask(coalition)
    kept = [i for i in range(len(game.players)) if mask >> i & 1]
    players = Players(tuple(game.players.names[i] for i in kept))
    if isinstance(game, WeightedVotingGame) and game.worth(mask):
        return WeightedVotingGame(players, game.quotas, tuple(tuple(row[i] for i in kept) for row in game.weights), game.scales)
    if isinstance(game, TypedGame):
        return _by_types(game, kept)
    if len(kept) > limit:
        raise LimitExceededError(
            f"expected at most {limit} players to stay in a table, got {len(kept)}; write limit={len(kept)}"
        )
    if isinstance(game, WeightedVotingGame):  # those who stay cannot win
        return TUGame(players, np.zeros(1 << len(kept), dtype=np.int64))
    worths = game.worths(subset_sums([1 << i for i in kept], np.int64))
    return TUGame(players, worths, game.denominator, game.kind)


def _by_types(game: TypedGame, kept: list[int]) -> TypedGame:
    """The same by profiles, with those types of which somebody stays."""
    places = [game.membership[i] for i in kept]
    types = sorted(set(places))
    indices = Grid(tuple(places.count(t) for t in types)).sums([game.grid.strides[t] for t in types], np.int64)
    return TypedGame(
        Players(tuple(game.players.names[i] for i in kept)),
        Players(tuple(game.types.names[t] for t in types)),
        tuple(types.index(t) for t in places),
        game.table[indices],
        game.denominator,
        game.kind,
    )
