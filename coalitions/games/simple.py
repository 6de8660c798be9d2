"""Simple games: every coalition wins or loses."""

from __future__ import annotations

from ..errors import UnsupportedGameError
from .tu import CoalitionalGame, TUGame, tabulate


def simple_table(game: CoalitionalGame) -> TUGame:
    """The table of a simple game (worths 0 and 1, monotone, v(N) = 1); anything else is refused."""
    table = tabulate(game)
    values = table.table
    if table.kind == "symbolic" or not bool(((values == 0) | (values == table.denominator)).all()):
        raise UnsupportedGameError(
            "expected a simple game, in which every coalition is worth 0 or 1; use shapley_value or banzhaf_value for this game"
        )
    if len(table.players) == 0 or values[-1] == 0:
        raise UnsupportedGameError(
            "expected a simple game, in which all players together win (worth 1), got worth 0; use shapley_value instead"
        )
    for i, name in enumerate(table.players):
        pairs = values.reshape(-1, 2, 1 << i)
        if bool((pairs[:, 0] > pairs[:, 1]).any()):
            raise UnsupportedGameError(
                f"expected a simple game, in which a winning coalition stays winning as it grows, but some loses when {name} "
                "joins; use shapley_value or banzhaf_value for this game"
            )
    return table
