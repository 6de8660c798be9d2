"""Strategies for hedonic games."""

from __future__ import annotations

import numpy as np

from ..errors import MissingExtraError
from ..games.hedonic import HedonicGame
from .strategies import _players

try:
    from hypothesis import strategies as st
except ImportError:
    raise MissingExtraError(
        "expected Hypothesis for coalitions.testing, but it is not installed. Write: pip install 'coalition-theory[testing]'"
    ) from None


def hedonic_games(
    *, min_players: int = 1, max_players: int = 4, levels: int = 3, strict: bool = False
) -> st.SearchStrategy[HedonicGame]:
    """Any hedonic game in which a player distinguishes at most so many levels; with `strict=True`, one without ties.

    A failing example shrinks to players who like all their coalitions alike (or to the order of the masks).

    Examples:
        >>> from hypothesis import given
        >>> from coalitions.testing import hedonic_games
        >>> @given(hedonic_games(max_players=3, strict=True))
        ... def law(game):
        ...     assert all(len(level) == 1 for name in game.players for level in game.preferences(name))
        >>> law()

    References:
        Banerjee, Konishi and Sönmez (2001), Core in a simple coalition formation game.
    """

    @st.composite
    def game(draw: st.DrawFn) -> HedonicGame:
        n = draw(st.integers(min_players, max_players))
        ranks = np.zeros((n, 1 << n), dtype=np.int64)
        for i in range(n):
            own = [m for m in range(1 << n) if m >> i & 1]
            some = st.lists(st.integers(0, levels - 1), min_size=len(own), max_size=len(own))
            ranks[i, own] = draw(st.permutations(range(len(own))) if strict else some)
        return HedonicGame(_players(n), ranks)

    return game()
