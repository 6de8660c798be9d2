"""The networks that players of a game with transferable utility may form, with a rule by which they share what it brings."""

from __future__ import annotations

import math

import numpy as np

from ..errors import LimitExceededError
from ..games.network import Allocation, NetworkGame, known_allocation, shareable
from ..games.tu import CoalitionalGame, tabulate
from ..kernels.networks import MAX_NETWORK_PLAYERS, component_worths, components, equal_shares, myerson_shares
from ..scalars import whole_limit


def network_game(game: CoalitionalGame, *, allocation: Allocation = "Myerson", limit: int = MAX_NETWORK_PLAYERS) -> NetworkGame:
    """The network game in which players who are connected make what their coalition is worth, and share it by a rule.

    A network brings v/g = Σ v(C) over its components C. "Myerson": each player gets his Myerson value, the Shapley value of
    the game in which a coalition is worth the sum over its own components; "egalitarian": everybody gets the same; and
    "component-wise egalitarian": those of a component share its worth equally.

    Args:
        game: any game with transferable utility; symbolic worths are possible for few players.
        allocation: the rule, "Myerson" (fair: a link is worth the same to both ends), "egalitarian" or "component-wise
            egalitarian".
        limit: the most players (7 at most: 2**21 networks). Float worths become the fractions that they stand for.

    Raises:
        InvalidArgumentError: another rule.
        LimitExceededError: more players than `limit`.
        UnsupportedGameError: not a game with transferable utility.

    Examples:
        >>> import coalitions as co
        >>> majority = co.TUGame.from_function(["1", "2", "3"], lambda S: int(len(S) >= 2))
        >>> game = co.network_game(majority)
        >>> game["1", "2"]
        1: 1/2, 2: 1/2, 3: 0
        >>> game[("1", "2"), ("2", "3")]
        1: 1/6, 2: 2/3, 3: 1/6

    References:
        Myerson, R. B. (1977). Graphs and cooperation in games. Mathematics of Operations Research 2, 225–229.
        Jackson, M. O. and Wolinsky, A. (1996). A strategic model of social and economic networks. Journal of Economic Theory
        71, 44–74.
    """
    known_allocation(allocation)
    n = len(game.players) if hasattr(game, "players") else 0
    if n > min(whole_limit(limit), MAX_NETWORK_PLAYERS):
        raise LimitExceededError(
            f"expected at most limit={limit} players (and {MAX_NETWORK_PLAYERS}) for payoffs in each of 2**{n * (n - 1) // 2} "
            f"networks, got {n}; use myerson_value for one network"
        )
    table = tabulate(game)
    worths, denominator, kind = shareable(table.table, table.denominator, table.kind, n)
    unit = math.factorial(n)
    if allocation == "component-wise egalitarian":
        comps = components(n)
        shares = equal_shares(worths[comps], comps)
    else:
        values = component_worths(worths, n)
        if allocation == "egalitarian":
            shares = np.tile(values * (unit // max(n, 1)), (n, 1))
        else:  # in the sums players without links count as well; what each makes alone is taken off and added again
            alone = worths[[1 << i for i in range(n)]]
            shares = myerson_shares(values - values[0], n) + unit * alone[:, None]
    return NetworkGame.over_factorial(table.players, shares, denominator, kind)
