"""Simple games: every coalition wins or loses."""

from __future__ import annotations

from ..errors import UnsupportedGameError
from .forms import Tabulated, grid_of, stored, types_of
from .tu import CoalitionalGame, TUGame, tabulate


def simple_table(game: CoalitionalGame) -> TUGame:
    """The table of a simple game (worths 0 and 1, monotone, v(N) = 1); anything else is refused."""
    table = tabulate(game)
    simple_stored(table)
    return table


def simple_stored(game: CoalitionalGame) -> Tabulated:
    """The same, where a game by types stays as it is."""
    table = stored(game, limit=24)
    values = table.table
    if table.kind == "symbolic" or not bool(((values == 0) | (values == table.denominator)).all()):
        raise UnsupportedGameError(
            "expected a simple game, in which every coalition is worth 0 or 1; use shapley_value or banzhaf_value for this game"
        )
    if len(table.players) == 0 or values[-1] == 0:
        raise UnsupportedGameError(
            "expected a simple game, in which all players together win (worth 1), got worth 0; use shapley_value instead"
        )
    grid = grid_of(table)
    for t in range(len(grid.counts)):
        lines = grid.lines(values, t)
        if bool((lines[:, :-1] > lines[:, 1:]).any()):
            name = table.players.names[types_of(table).index(t)]
            raise UnsupportedGameError(
                f"expected a simple game, in which a winning coalition stays winning as it grows, but some loses when "
                f"{name} joins; use shapley_value or banzhaf_value for this game"
            )
    return table
