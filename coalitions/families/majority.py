"""Majority games: every player has one vote."""

from __future__ import annotations

from collections.abc import Iterable

from ..errors import InvalidArgumentError, InvalidGameError
from ..games.voting import WeightedVotingGame
from ..players import Players


def majority_game(players: Iterable[str | int] | Players, *, quota: int | None = None) -> WeightedVotingGame:
    """The game in which a coalition is worth 1 if it has at least `quota` members, and 0 otherwise.

    Without a quota it is the simple majority, more than half of the players. Each of n players has the Shapley value 1/n; the
    core is empty unless all n are needed. It comes as a voting game, so that n has no limit. Cost: none.

    Args:
        players: the names of the players, in order; at least one.
        quota: how many members win, from 1 to n; n // 2 + 1 by default.

    Raises:
        InvalidArgumentError: the quota is not a whole number.
        InvalidGameError: there are no players, or the quota is below 1 or above n.

    Examples:
        >>> import coalitions as co
        >>> council = co.majority_game(["A", "B", "C"])
        >>> council
        WeightedVotingGame of 3 players [2; 1, 1, 1]
        >>> co.find_core_point(council).value is None
        True

    References:
        von Neumann and Morgenstern (1944), Theory of games and economic behavior, chapter X (simple games).
    """
    names = Players.from_names(players)
    if not len(names):
        raise InvalidGameError('expected at least one player, got none; write for example ["A", "B", "C"]')
    if quota is not None and (not isinstance(quota, int) or isinstance(quota, bool)):
        raise InvalidArgumentError(f"expected a whole number of members as quota, got {quota!r}; write 2, or leave it out")
    return WeightedVotingGame(names, (len(names) // 2 + 1 if quota is None else quota,), ((1,) * len(names),))
