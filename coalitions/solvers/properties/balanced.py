"""Balanced games: those with a core point."""

from __future__ import annotations

from ...certificates.balancedness import HeavyWeights, TightPoints
from ...games.forms import grid_of, spread, stored, stored_worths
from ...games.tu import CoalitionalGame
from ...kernels.balancedness import decide_balancedness
from ...solution import Solution, certify


def check_balanced(game: CoalitionalGame, *, limit: int = 24) -> Solution[bool]:
    """Whether no balanced collection of coalitions is worth more than all players together; that is, the core is not empty.

    Σ w(S) v(S) <= v(N) for all weights w >= 0 that add up to 1 at every player. Always exact: float worths stand for their own
    binary values. `find_core_point` answers the same question with the point.

    Args:
        game: any game with transferable utility whose worths are numbers.
        limit: the most players for which 2**n worths may be tabulated, or 2**limit profiles of a game by types.

    Returns:
        Solution with True, certified by a core point, or with False, certified by balanced weights that are worth more than
        v(N). Cost: some n to 5n passes over the 2**n worths.

    Raises:
        UndecidedError: worths are symbolic (state `claims.core_nonempty(game)` instead).
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Shapley (1967): of three players who can make 1 by twos, all three must make 3/2
        >>> co.check_balanced(co.majority_game(["A", "B", "C"]))
        balanced: False   [certified; 1/2 {A, B} + 1/2 {A, C} + 1/2 {B, C} is worth 3/2 > 1 = v({A, B, C})]
        >>> co.check_balanced(co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 1, 1, 1, "3/2"], order="size")).value
        True

    References:
        Bondareva (1963); Shapley (1967), On balanced sets and cores.
    """
    table = stored(game, limit=limit)
    worths, denominator = stored_worths(table)
    found = decide_balancedness(worths, grid_of(table))
    if found.x is None:
        weights = tuple(sorted((found.weights or {}).items()))
        return certify("balanced", table, HeavyWeights("balanced", table.players.grand, weights))
    return certify("balanced", table, TightPoints("balanced", (tuple(a / denominator for a in spread(table, found.x)),)))
