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
        game: a weighted voting game, also with alternatives (counted, never tabulated), or any simple game of up to 24 players
            (by types: of up to 2**24 profiles).
        limit: for weighted voting, the most combinations of weights to count by.

    Returns:
        Solution with Payoffs that add up to 1. Certified: the coalitions of all others are counted anew for each player (for
        large games by `verify()` only, in seconds). Cost as for `shapley_shubik_index`, but without the sizes: 1,000 members
        with 100,000 votes, or the 190 of the IMF with 5 million, take a second.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more combinations than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Banzhaf (1965): the supervisors of Nassau County in 1964, three of whom never matter
        >>> towns = ["Hempstead 1", "Hempstead 2", "Oyster Bay", "North Hempstead", "Long Beach", "Glen Cove"]
        >>> votes = dict(zip(towns, [31, 31, 28, 21, 2, 2]))
        >>> co.banzhaf_index(co.WeightedVotingGame.from_weights(quota=58, weights=votes)).value
        Hempstead 1: 1/3, Hempstead 2: 1/3, Oyster Bay: 1/3, North Hempstead: 0, Long Beach: 0, Glen Cove: 0

    References:
        Penrose (1946), The elementary statistics of majority voting; Banzhaf (1965), Weighted voting doesn't work; Dubey and
        Shapley (1979).
    """
    return power_solution("Banzhaf index", game, "normalized banzhaf", limit)
