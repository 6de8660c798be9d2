"""Complete simple games: any two players can be compared."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np

from ...certificates.desirability import DesirabilityOrder, Incomparable
from ...games.simple import simple_table
from ...games.tu import CoalitionalGame
from ...games.voting import WeightedVotingGame
from ...kernels.subsets import Array
from ...scalars import within
from ...solution import Solution, certify


def check_complete(game: CoalitionalGame, *, limit: int = 20) -> Solution[bool]:
    """Whether of any two players one can always take the other's place: the simple game is complete (linear, swap-robust).

    Player i is at least as desirable as j if S ∪ j wins only where S ∪ i does, for all S without both. Every weighted voting
    game of one rule is complete, but not every complete game is weighted (`check_weighted`).

    Args:
        game: a weighted voting game or any simple game.
        limit: the most players, unless all rules of a voting game order the players alike; the cost is n² 2**(n-2)
            comparisons.

    Returns:
        Solution with True, certified by the players in the order of how desirable they are, or with False, certified by two
        winning coalitions that both lose by trading one member for another.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Felsenthal and Machover (1998): the Council of 1958, where more votes are at least as good
        >>> six = {"France": 4, "Germany": 4, "Italy": 4, "Belgium": 2, "Netherlands": 2, "Luxembourg": 1}
        >>> council = co.WeightedVotingGame.from_weights(quota=12, weights=six)
        >>> co.check_complete(council)
        complete: True   [certified; from the most desirable: France, Germany, Italy, Belgium, Netherlands, Luxembourg]
        >>> # Taylor and Zwicker (1999): two chambers, whose members cannot be compared (it is not swap robust)
        >>> house, senate = {"A": 1, "B": 1, "C": 1, "X": 0, "Y": 0, "Z": 0}, {"X": 1, "Y": 1, "Z": 1}
        >>> congress = co.WeightedVotingGame.from_rules([(2, house), (2, senate)])
        >>> co.check_complete(congress)
        complete: False   [certified; {A, B, Y, Z} and {B, C, X, Y} win, {B, X, Y, Z} and {A, B, C, Y} lose: A and X cannot be
        compared]

    References:
        Isbell (1958), A class of simple games. Duke Mathematical Journal 25, 423–439; Taylor and Zwicker (1999), section 3.2;
        the example: Felsenthal and Machover (1998), The measurement of voting power, table 5.3.2.
    """
    n = len(game.players) if hasattr(game, "players") else 0
    if isinstance(game, WeightedVotingGame):
        columns = list(zip(*game.weights, strict=True))
        order = sorted(range(n), key=lambda i: columns[i], reverse=True)
        if all(min(a - b for a, b in zip(columns[i], columns[j], strict=True)) >= 0 for i, j in pairwise(order)):
            return certify("complete", game, DesirabilityOrder(tuple(order)), {"method": "weights"})
    within(n, limit, "comparing each two of them on all coalitions", 24)
    wins = simple_table(game).table != 0
    scores = [0] * n  # how many players one is strictly more desirable than, less those more desirable than oneself
    for i, j in combinations(range(n), 2):
        needs_first, needs_second = _only(wins, i, j), _only(wins, j, i)
        if needs_first is not None and needs_second is not None:
            return certify("complete", game, Incomparable(i, j, needs_first, needs_second), {"method": "table"})
        ahead = int(needs_first is not None) - int(needs_second is not None)
        scores[i], scores[j] = scores[i] + ahead, scores[j] - ahead
    order = sorted(range(n), key=lambda i: -scores[i])
    return certify("complete", game, DesirabilityOrder(tuple(order)), {"method": "table"})


def _only(wins: Array, i: int, j: int) -> int | None:
    """A coalition without both players that wins with i and not with j."""
    masks = np.arange(len(wins))
    without = masks[masks & (1 << i | 1 << j) == 0]
    found = np.flatnonzero(wins[without | 1 << i] & ~wins[without | 1 << j])
    return int(without[found[0]]) if len(found) else None
