"""The normalized Banzhaf index."""

from __future__ import annotations

from fractions import Fraction

from ...games.tu import CoalitionalGame
from ...games.voting import WeightedVotingGame
from ...kernels.subsets import exact_member_sums
from ...players import Payoffs
from ...solution import Solution
from ._swings import simple_solution, simple_table, swing_solution


def banzhaf_index(game: CoalitionalGame, *, limit: int = 1 << 24) -> Solution[Payoffs]:
    """Each player's share of all swings: of the coalitions that a player turns from losing to winning by joining.

    η_i / Σ_j η_j, where η_i counts the coalitions S without i that lose while S ∪ i wins. The absolute index, η_i / 2^{n−1},
    is `banzhaf_value`. Exact always.

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
        Banzhaf index: A: 3/5, B: 1/5, C: 1/5   [certified; swings recounted player by player]

    References:
        Banzhaf (1965), Weighted voting doesn't work; Dubey and Shapley (1979).
    """
    if isinstance(game, WeightedVotingGame):
        return swing_solution("Banzhaf index", game, "normalized banzhaf", limit=limit)
    table = simple_table(game)
    n = len(table.players)
    members, total = exact_member_sums((table.table != 0).astype("int64"), [1] * (n + 1))
    swings = [2 * m - total for m in members]
    amounts = Payoffs(table.players, tuple(Fraction(s, sum(swings)) for s in swings))
    return simple_solution("Banzhaf index", table, "normalized banzhaf", amounts)
