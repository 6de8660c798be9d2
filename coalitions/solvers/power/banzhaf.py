"""The normalized Banzhaf index."""

from __future__ import annotations

from ...games.tu import CoalitionalGame
from ...players import Payoffs
from ...solution import Solution
from ._swings import power_solution


def banzhaf_index(game: CoalitionalGame, *, limit: int = 1 << 24) -> Solution[Payoffs]:
    """Each player's share of all swings: of the coalitions that a player turns from losing to winning by joining.

    η_i / Σ_j η_j, where η_i counts the coalitions S without i that lose while S ∪ i wins. The absolute index of Penrose
    (1946), η_i / 2^{n−1}, is `banzhaf_value`. Exact always.

    Args:
        game: a weighted voting game (counted, never tabulated), or any simple game of up to 24 players.
        limit: for weighted voting, the most combinations of total weight and size to count by.

    Returns:
        Solution with Payoffs that add up to 1. Certified: the swings are recounted by another method (for large games by
        `verify()` only). Cost as for `shapley_shubik_index`.

    Raises:
        UnsupportedGameError: the game is not simple.
        LimitExceededError: more combinations than `limit`.

    Examples:
        >>> import coalitions as co
        >>> council = co.WeightedVotingGame.from_weights(quota=51, weights={"A": 50, "B": 49, "C": 1})
        >>> co.banzhaf_index(council)
        Banzhaf index: A: 3/5, B: 1/5, C: 1/5   [certified; swings recounted coalition by coalition]

    References:
        Penrose (1946), The elementary statistics of majority voting; Banzhaf (1965), Weighted voting doesn't work; Dubey and
        Shapley (1979).
    """
    return power_solution("Banzhaf index", game, "normalized banzhaf", limit)
