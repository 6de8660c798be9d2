"""Subgames: the same game among fewer players."""

from __future__ import annotations

from ..games.tu import CoalitionalGame, TUGame, tabulate
from ..games.voting import WeightedVotingGame
from ..kernels.subsets import subset_sums
from ..players import CoalitionLike, Players


def restricted(game: CoalitionalGame, coalition: CoalitionLike, *, limit: int = 24) -> CoalitionalGame:
    """The game among the members of a coalition only: v restricted to its subsets, with the players in their old order.

    Args:
        game: any game with transferable utility, symbolic ones included.
        coalition: the players who stay, by name.
        limit: the most players who may stay in a table of 2**n worths.

    Returns:
        A WeightedVotingGame for a voting game in which those who stay can still win, otherwise a TUGame. Cost: one pass over
        the worths that stay.

    Raises:
        UnknownPlayerError, DuplicatePlayerError: the coalition does not consist of players of the game.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2)
        >>> co.restricted(game, ["A", "C"])
        TUGame of 2 players (A, C), exact: {A} 1, {C} 1, {A, C} 4

    References:
        Peleg and Sudhölter (2007), definition 3.2.2 (subgame).
    """
    mask = game.players.mask(coalition)
    kept = [i for i in range(len(game.players)) if mask >> i & 1]
    players = Players(tuple(game.players.names[i] for i in kept))
    if isinstance(game, WeightedVotingGame) and game.worth(mask):
        return WeightedVotingGame(players, game.quotas, tuple(tuple(row[i] for i in kept) for row in game.weights))
    if isinstance(game, TUGame):
        table = game.worths(subset_sums([1 << i for i in kept], "int64"))
        return (
            TUGame._from_integers(players, table, game.denominator)
            if game.kind == "exact"
            else TUGame(players, table, 1, game.kind)
        )
    return restricted(tabulate(game, limit=limit), coalition)
