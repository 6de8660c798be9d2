"""One view of the two forms that hold an array of worths: by coalition (TUGame), or by profile (TypedGame).

In a table of 2**n worths every player is a type of its own, so that code for profiles serves both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import LimitExceededError
from ..kernels import subsets
from ..kernels.grids import Grid, cube
from ..players import Coalition
from ..scalars import Array, whole_limit
from .tu import MAX_PLAYERS, CoalitionalGame, TUGame, exact_numbers, tabulate
from .typed import TypedGame

Tabulated = TUGame | TypedGame
MOST_BITS = 60  #: in a limit on profiles, of which there are at most 2**24 anyway


def stored(game: CoalitionalGame, *, limit: int = MAX_PLAYERS) -> Tabulated:
    """A game by types as it is (up to 2**limit profiles), any other as a table of 2**n worths (up to n = limit)."""
    if not isinstance(game, TypedGame):
        return tabulate(game, limit=limit)
    most = 1 << min(whole_limit(limit), MOST_BITS)
    if game.grid.size > most:
        raise LimitExceededError(
            f"expected at most 2**limit = {most} profiles of types for this work, got {game.grid.size}; write "
            f"limit={(game.grid.size - 1).bit_length()} if time and memory are there, or join types that differ little"
        )
    return game


def stored_worths(game: CoalitionalGame) -> tuple[Array, int]:
    """All worths, by coalition or by profile, as integers over one denominator; symbols are refused."""
    table = stored(game)
    return exact_numbers(table.table, table.denominator, table.kind)


def grid_of(game: CoalitionalGame) -> Grid:
    """What the array of worths is indexed by."""
    return game.grid if isinstance(game, TypedGame) else cube(len(game.players))


def types_of(game: CoalitionalGame) -> tuple[int, ...]:
    """For each player the place of its type."""
    return game.membership if isinstance(game, TypedGame) else tuple(range(len(game.players)))


def spread(game: CoalitionalGame, by_type: Sequence[Any]) -> tuple[Any, ...]:
    """What stands at the types, for each player."""
    return game.spread(by_type) if isinstance(game, TypedGame) else tuple(by_type)


def gathered(game: CoalitionalGame, by_player: Sequence[Any]) -> tuple[Any, ...] | None:
    """What stands at the players, for each type; None if players of one type differ in it."""
    if not isinstance(game, TypedGame):
        return tuple(by_player)
    firsts = [game.membership.index(t) for t in range(len(game.types))]
    by_type = tuple(by_player[i] for i in firsts)
    same = all(by_type[t] == value for t, value in zip(game.membership, by_player, strict=True))
    return by_type if same else None


def by_player(game: CoalitionalGame, given: Any) -> Any:
    """Numbers for the players: in a game by types, a mapping that names exactly the types has one for all players of each.

    One that names exactly the players is by players, whatever the types are called.
    """
    if not isinstance(game, TypedGame) or not isinstance(given, Mapping) or set(given) == set(game.players):
        return given
    if set(given) != set(game.types):
        return given
    return dict(zip(game.players, game.spread([given[name] for name in game.types]), strict=True))


def singles(game: CoalitionalGame) -> list[int]:
    """For each player the index of its worth alone."""
    return list(spread(game, grid_of(game).strides))


def mask_of(game: CoalitionalGame, index: int, without: int = 0) -> int:
    """The mask of a coalition at an index: of a profile, the one of the first players of each type who are not in `without`."""
    if not isinstance(game, TypedGame):
        return index
    left, mask = list(game.grid.vector(index)), 0
    for i, t in enumerate(game.membership):
        if left[t] and not without >> i & 1:
            mask, left[t] = mask | 1 << i, left[t] - 1
    return mask


def sums_over_members(game: CoalitionalGame, table: Array) -> tuple[list[Any], Any]:
    """For each player the sum of a table, by coalition or by profile, over the coalitions with it; and over all coalitions."""
    if not isinstance(game, TypedGame):
        return subsets.sums_over_members(table)
    members, total = game.grid.sums_over_members(table)
    return list(game.spread(members)), total


def named_mask(game: CoalitionalGame, mask: int) -> Coalition | str:
    """The coalition of a mask, or how many of each type it has."""
    return named(game, game.profile(mask)) if isinstance(game, TypedGame) else game.players.coalition(mask)


def named(game: CoalitionalGame, index: int) -> Coalition | str:
    """The coalition at an index, or how many of each type it has."""
    return game.shown(index) if isinstance(game, TypedGame) else game.players.coalition(index)
