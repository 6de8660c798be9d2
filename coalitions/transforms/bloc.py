"""Blocs: some players act as one, all others as before."""

from __future__ import annotations

from numbers import Integral

from ..errors import DuplicatePlayerError, InvalidArgumentError, UnsupportedGameError
from ..games.tu import CoalitionalGame
from ..players import CoalitionLike, Player
from .quotient import quotient_game


def with_bloc(game: CoalitionalGame, bloc: CoalitionLike, *, name: Player | None = None, limit: int = 24) -> CoalitionalGame:
    """The game in which some players act as one player, in the place of the first of them, and all others as before.

    It is the quotient game of the partition into the bloc and single players: the bloc joins a coalition with all of its
    members or not at all. Cost: one pass over the worths that are left, or n additions for a voting game.

    Args:
        game: any game with transferable utility, symbolic ones included.
        bloc: the players who act as one, by name.
        name: what the bloc is called; by default "{A, B}", or the name of its only member.
        limit: the most players who are left in a table of 2**n worths.

    Returns:
        A WeightedVotingGame for a voting game (the bloc has all its votes), otherwise a TUGame.

    Raises:
        InvalidArgumentError: the bloc has no members.
        UnknownPlayerError, DuplicatePlayerError: the bloc does not consist of players, or is called like another player.
        UnsupportedGameError: not a game with transferable utility.
        LimitExceededError: more players than `limit` are left.

    Examples:
        >>> import coalitions as co
        >>> council = co.WeightedVotingGame.from_weights(quota=3, weights={"A": 2, "B": 1, "C": 1})
        >>> co.with_bloc(council, ["B", "C"], name="BC")
        WeightedVotingGame of 2 players [3; 2, 2]

    References:
        Felsenthal and Machover (1998), The measurement of voting power (blocs).
    """
    if not hasattr(game, "players") or not hasattr(game, "worths"):
        raise UnsupportedGameError(
            f"expected a game with transferable utility, got {type(game).__name__}; use TUGame.from_worths to make one"
        )
    players = game.players
    mask = players.mask(bloc)
    if not mask:
        raise InvalidArgumentError(f"expected a bloc with members, got none; write for example {list(players.names[:2])}")
    members = players.coalition(mask)
    if name is not None and (isinstance(name, bool) or not isinstance(name, str | Integral)):
        raise InvalidArgumentError(f'expected a name for the bloc, got {name!r:.80}; write name="AB"')
    called = name if name is not None else next(iter(members)) if len(members) == 1 else str(members)
    if called in players and called not in members:
        raise DuplicatePlayerError(f"expected a name of its own for the bloc, got that of {called}; choose another name")
    first = (mask & -mask).bit_length() - 1
    kept = [i for i in range(len(players)) if i == first or not mask >> i & 1]
    unions = {called if i == first else players.names[i]: members if i == first else [players.names[i]] for i in kept}
    return quotient_game(game, unions, limit=limit)
