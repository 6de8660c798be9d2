"""The Johnston index."""

from __future__ import annotations

from ...games.tu import CoalitionalGame
from ...players import Payoffs
from ...solution import Solution
from ._critical import critical_solution


def johnston_index(game: CoalitionalGame, *, limit: int = 1 << 26) -> Solution[Payoffs]:
    """Each player's share of power where a winning coalition that can be broken up is split among those who can do it.

    A member is critical if the coalition loses without it. Every winning coalition with k >= 1 critical members gives 1/k to
    each of them; the sums are divided by their total (the number of such coalitions). Exact always.

    Args:
        game: a weighted voting game (counted, never tabulated), or any simple game of up to 24 players (by types: of
            up to 2**24 profiles).
        limit: for weighted voting, the most combinations of weight and number of critical members to count by: of one rule,
            (weight above the quota) (n + 1) at most; of several rules, the product of (total weight + 1), times (n + 1), times
            the numbers of distinct weights.

    Returns:
        Solution with Payoffs that add up to 1. Certified: the coalitions and their critical members are recounted by another
        method (for large games by `verify()` only). Cost: of one rule, ranges of excess times n additions of arrays (100
        members with 2,700 votes: 2 s; a recount takes minutes); of several rules, n additions for each of these combinations;
        from a table n 2**n.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more combinations than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Chakravarty, Mitra and Sarkar (2015), page 124
        >>> council = co.WeightedVotingGame.from_weights(quota=4, weights={"A": 3, "B": 2, "C": 1})
        >>> co.johnston_index(council)
        Johnston index: A: 2/3, B: 1/6, C: 1/6   [certified; critical members recounted coalition by coalition]

    References:
        Johnston (1978), On the measurement of power: some reactions to Laver. Environment and Planning A 10, 907–914; the
        example: Chakravarty, Mitra and Sarkar (2015), A course on cooperative game theory, page 124.
    """
    return critical_solution("Johnston index", game, "johnston", limit)
