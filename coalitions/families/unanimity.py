"""Unanimity games: all of one coalition are needed, and they are enough."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import InvalidGameError
from ..games.voting import WeightedVotingGame
from ..players import CoalitionLike, Players


def unanimity_game(players: Iterable[str | int] | Players, coalition: CoalitionLike) -> WeightedVotingGame:
    """The game u_T in which a coalition is worth 1 if all members of T are in it, and 0 otherwise.

    The 2**n − 1 unanimity games are a basis of all games with transferable utility: v is the sum of d(T) u_T, where d(T) are
    the dividends of v. It comes as a voting game (each member of T has one vote, and the quota is their number), so that
    the number of players has no limit; `tabulate(…)` makes a table of it. Cost: none.

    Args:
        players: the names of all players, in order.
        coalition: T, by name; at least one player.

    Raises:
        InvalidGameError: T is empty, so that the empty coalition would be worth 1.
        UnknownPlayerError, DuplicatePlayerError: T does not consist of players.

    Examples:
        >>> import coalitions as co
        >>> game = co.unanimity_game(["A", "B", "C"], ["A", "C"])
        >>> game["A", "B"], game["A", "C"]
        (0, 1)
        >>> co.shapley_value(game).value
        A: 1/2, B: 0, C: 1/2

    References:
        Shapley (1953), A value for n-person games, section 3.
    """
    names = Players.from_names(players)
    mask = names.mask(coalition)
    if not mask:
        raise InvalidGameError(
            "expected at least one player in the coalition, got none, and then the empty coalition would be worth 1; name one"
        )
    return WeightedVotingGame(names, (mask.bit_count(),), (tuple(mask >> i & 1 for i in range(len(names))),))
