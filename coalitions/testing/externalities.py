"""Strategies for games with externalities: in partition function form, valuations, and agreements."""

from __future__ import annotations

import numpy as np

from ..errors import MissingExtraError
from ..games.agreement import AgreementGame
from ..games.partition_function import PartitionFunctionGame
from ..games.valuation import Valuation
from ..kernels.partitions import bell, blocks, restricted_growth
from ..players import Players

try:
    from hypothesis import strategies as st
except ImportError:
    raise MissingExtraError(
        "expected Hypothesis for coalitions.testing, but it is not installed. Write: pip install 'coalition-theory[testing]'"
    ) from None


def _names(n: int) -> Players:
    return Players(tuple("ABCDEFGH"[:n]))


def _numbers(draw: st.DrawFn, count: int, low: int, high: int) -> list[int]:
    return draw(st.lists(st.integers(low, high), min_size=count, max_size=count))


def partition_function_games(
    *, min_players: int = 1, max_players: int = 4, low: int = -3, high: int = 3
) -> st.SearchStrategy[PartitionFunctionGame]:
    """Games in partition function form with any whole worths between two numbers.

    Examples:
        >>> from hypothesis import given
        >>> from coalitions.testing import partition_function_games
        >>> @given(partition_function_games(max_players=3))
        ... def law(game):
        ...     assert len(game.players) <= 3
        >>> law()

    References:
        MacIver, Hatfield-Dodds et al. (2019), Hypothesis: a new approach to property-based testing.
    """

    @st.composite
    def game(draw: st.DrawFn) -> PartitionFunctionGame:
        n = draw(st.integers(min_players, max_players))
        there = blocks(restricted_growth(n)) != 0
        table = np.zeros(there.shape, dtype=np.int64)
        table[there] = _numbers(draw, int(there.sum()), low, high)
        return PartitionFunctionGame(_names(n), table)

    return game()


def valuations(*, min_players: int = 1, max_players: int = 4, low: int = 0, high: int = 3) -> st.SearchStrategy[Valuation]:
    """Valuations with any whole payoffs between two numbers under every partition.

    Examples:
        >>> from hypothesis import given
        >>> from coalitions.testing import valuations
        >>> @given(valuations(max_players=3, high=9))
        ... def law(game):
        ...     assert game.table.max() <= 9
        >>> law()

    References:
        MacIver, Hatfield-Dodds et al. (2019), Hypothesis: a new approach to property-based testing.
    """

    @st.composite
    def game(draw: st.DrawFn) -> Valuation:
        n = draw(st.integers(min_players, max_players))
        rows = _numbers(draw, bell(n) * n, low, high)
        return Valuation(_names(n), np.array(rows, dtype=np.int64).reshape(bell(n), n))

    return game()


def agreement_games(
    *, min_players: int = 1, max_players: int = 4, low: int = -2, high: int = 2
) -> st.SearchStrategy[AgreementGame]:
    """Agreements with any whole payoffs between two numbers for every set of signatories.

    Examples:
        >>> from hypothesis import given
        >>> from coalitions.testing import agreement_games
        >>> @given(agreement_games(min_players=2, max_players=2))
        ... def law(game):
        ...     assert game.table.shape == (2, 4)
        >>> law()

    References:
        MacIver, Hatfield-Dodds et al. (2019), Hypothesis: a new approach to property-based testing.
    """

    @st.composite
    def game(draw: st.DrawFn) -> AgreementGame:
        n = draw(st.integers(min_players, max_players))
        rows = _numbers(draw, n << n, low, high)
        return AgreementGame(_names(n), np.array(rows, dtype=np.int64).reshape(n, 1 << n))

    return game()
