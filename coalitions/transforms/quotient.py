"""Quotient games: unions act as one player each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from ..errors import InvalidArgumentError, LimitExceededError, UnsupportedGameError
from ..games.tu import CoalitionalGame, TUGame
from ..games.voting import WeightedVotingGame
from ..kernels.subsets import subset_sums
from ..players import CoalitionLike, Partition, Players, is_list


def quotient_game(
    game: CoalitionalGame, partition: Partition | Mapping[Any, CoalitionLike] | Iterable[CoalitionLike], *, limit: int = 24
) -> CoalitionalGame:
    """The game whose players are the unions of a partition: some unions together are worth what all of their members are.

    w(K) = v(union of the unions in K). The unions come in the order of their first members, or of the mapping that names them;
    without names they are called "{A, B}". Cost: one pass over 2**m worths, for m unions.

    Args:
        game: any game with transferable utility, symbolic ones included.
        partition: a Partition, or coalitions that contain every player exactly once; or a mapping from names to coalitions.
        limit: the most unions for which 2**m worths may be tabulated.

    Returns:
        A WeightedVotingGame for a voting game (the members of a union vote as one), otherwise a TUGame.

    Raises:
        InvalidArgumentError: the coalitions do not contain every player exactly once.
        UnknownPlayerError, DuplicatePlayerError: a coalition does not consist of players.
        UnsupportedGameError: not a game with transferable utility.
        LimitExceededError: more unions than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2)
        >>> co.quotient_game(game, {"duo": ["A", "C"], "B": ["B"]})
        TUGame of 2 players (duo, B), exact: {duo} 4, {B} 1, {duo, B} 9

    References:
        Owen (1977), Values of games with a priori unions.
    """
    if not hasattr(game, "players") or not hasattr(game, "worths"):
        raise UnsupportedGameError(
            f"expected a game with transferable utility, got {type(game).__name__}; use TUGame.from_worths to make one"
        )
    unions, masks = _read(game.players, partition)
    if isinstance(game, WeightedVotingGame):
        bits = [[i for i in range(len(game.players)) if mask >> i & 1] for mask in masks]
        weights = tuple(tuple(sum(row[i] for i in members) for members in bits) for row in game.weights)
        return WeightedVotingGame(unions, game.quotas, weights, game.scales)
    if len(masks) > limit:
        raise LimitExceededError(f"expected at most {limit} unions for 2**m worths, got {len(masks)}; write limit={len(masks)}")
    return TUGame(unions, game.worths(subset_sums(masks, np.int64)), game.denominator, game.kind)


def _read(players: Players, partition: Any) -> tuple[Players, list[int]]:
    if isinstance(partition, Partition):
        if partition.players != players:
            raise InvalidArgumentError(
                "expected a partition of the players of the game, got one of "
                f"{', '.join(map(str, partition.players.names[:9]))}; write Partition.from_coalitions(game.players, …)"
            )
        masks = list(partition.masks)
    elif isinstance(partition, str) or not is_list(partition):
        raise InvalidArgumentError(f'expected a partition, got {partition!r}; write [["A", "B"], ["C"]]')
    else:
        masks = [players.mask(c) for c in (partition.values() if isinstance(partition, Mapping) else partition)]
        ordered = Partition(players, tuple(masks)).masks  # which refuses gaps and overlaps
        if isinstance(partition, Mapping):
            return Players.from_names(list(partition)), masks
        masks = list(ordered)
    return Players(tuple(str(players.coalition(m)) for m in masks)), masks
