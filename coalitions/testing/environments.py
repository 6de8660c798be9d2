"""A strategy for environments of few states and moves."""

from __future__ import annotations

import numpy as np

from ..errors import MissingExtraError
from ..games.environment import Environment, Strictly
from ..players import Players

try:
    from hypothesis import strategies as st
except ImportError:
    raise MissingExtraError(
        "expected Hypothesis for coalitions.testing, but it is not installed. Write: pip install 'coalition-theory[testing]'"
    ) from None


def environments(
    *, max_players: int = 3, max_states: int = 5, max_moves: int = 12, consenters: bool = True, weak: bool = True
) -> st.SearchStrategy[Environment]:
    """Environments with any weak orders and any moves; without consenters, or only with `strictly="all"`, where asked.

    Examples:
        >>> from hypothesis import given
        >>> from coalitions.testing import environments
        >>> @given(environments(max_states=3))
        ... def law(environment):
        ...     assert 1 <= len(environment.states) <= 3
        >>> law()

    References:
        MacIver, Hatfield-Dodds et al. (2019), Hypothesis: a new approach to property-based testing.
    """

    @st.composite
    def environment(draw: st.DrawFn) -> Environment:
        n, z = draw(st.integers(1, max_players)), draw(st.integers(1, max_states))
        ranks = [draw(st.lists(st.integers(0, z - 1), min_size=z, max_size=z)) for _ in range(n)]
        state, masks = st.integers(0, z - 1), st.integers(1, (1 << n) - 1)
        asked = st.integers(0, (1 << n) - 1) if consenters else st.just(0)
        moves = draw(st.lists(st.tuples(state, state, masks, asked), max_size=max_moves))
        columns = np.array(moves, dtype=np.int64).reshape(-1, 4).T
        strictly: Strictly = draw(st.sampled_from(("all", "one"))) if weak else "all"
        names, labels = Players(tuple("123456789"[:n])), "abcdefghijklmnop"[:z]
        return Environment.from_arrays(names, labels, ranks, *columns, strictly=strictly)

    return environment()
