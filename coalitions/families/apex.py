"""Apex games: one strong player needs one of the others, or all others stand together."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import InvalidGameError
from ..games.voting import WeightedVotingGame
from ..players import Player, Players


def apex_game(players: Iterable[str | int] | Players, apex: Player) -> WeightedVotingGame:
    """The game in which the apex player wins with any one other player, and all others win together without him.

    v(S) = 1 if S contains the apex and somebody else, or if S is everybody but the apex; 0 otherwise. It is the voting game
    [n − 1; n − 2, 1, …, 1]. With two players the other one decides alone, with three it is the simple majority. Cost: none.

    Args:
        players: the names of all players, in order; at least two.
        apex: the name of the strong one.

    Raises:
        InvalidGameError: fewer than two players.
        UnknownPlayerError: the apex is not one of the players.

    Examples:
        >>> import coalitions as co
        >>> game = co.apex_game(["A", "B", "C", "D"], "A")
        >>> game
        WeightedVotingGame of 4 players [3; 2, 1, 1, 1]
        >>> co.shapley_value(game).value
        A: 1/2, B: 1/6, C: 1/6, D: 1/6

    References:
        Davis and Maschler (1965), The kernel of a cooperative game; von Neumann and Morgenstern (1944), section 55.
    """
    names = Players.from_names(players)
    top, n = names.index(apex), len(names)
    if n < 2:
        raise InvalidGameError("expected at least two players, the apex and another, got one; add the others")
    return WeightedVotingGame(names, (n - 1,), (tuple(n - 2 if i == top else 1 for i in range(n)),))
