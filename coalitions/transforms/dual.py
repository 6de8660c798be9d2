"""The dual game: what a coalition can keep the others from getting."""

from __future__ import annotations

from ..games.forms import stored
from ..games.tu import CoalitionalGame, TUGame
from ..games.typed import TypedGame
from ..games.voting import WeightedVotingGame


def dual(game: CoalitionalGame, *, limit: int = 24) -> CoalitionalGame:
    """The game v*(S) = v(N) − v(N \\ S): a coalition is worth what is lost when it leaves.

    The dual of the dual is the game itself (in floats up to rounding); both have the same Shapley value, and the anti-core of
    the dual is the core. For a simple game S wins in the dual iff it can block. A voting game of one rule stays one: with whole
    weights of total W the quota q becomes W − q + 1. With several rules (to block it is enough to break one) the result is a
    table. A game by types stays one.

    Args:
        game: any game with transferable utility, symbolic ones included.
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        A WeightedVotingGame for a voting game of one rule, otherwise a TUGame. Cost: one pass over the worths.

    Raises:
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 0, ("A", "B"): 3})
        >>> co.dual(game)
        TUGame of 2 players (A, B), exact: {A} 3, {B} 2, {A, B} 3

    References:
        Peleg and Sudhölter (2007), Introduction to the theory of cooperative games, section 6.
    """
    if isinstance(game, WeightedVotingGame) and len(game.quotas) == 1:
        return WeightedVotingGame(game.players, (sum(game.weights[0]) - game.quotas[0] + 1,), game.weights, game.scales)
    table = stored(game, limit=limit)
    worths = table.table[-1] - table.table[::-1]  # all others stand at the mirrored place
    if isinstance(table, TypedGame):
        return TypedGame(table.players, table.types, table.membership, worths, table.denominator, table.kind)
    return TUGame(table.players, worths, table.denominator, table.kind)
