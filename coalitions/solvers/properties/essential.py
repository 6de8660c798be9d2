"""Essential games: all together are worth more than alone."""

from __future__ import annotations

from ...certificates.own_worths import Surplus, surplus_of_all
from ...games.forms import stored
from ...games.tu import CoalitionalGame
from ...solution import Solution, certify


def check_essential(game: CoalitionalGame, *, limit: int = 24) -> Solution[bool]:
    """Whether all players together are worth more than the sum of what each is worth alone: v(N) > Σ v(i).

    In a game that is not, there is at most one imputation. (For superadditive games, not to be essential is to be additive.)
    Exact: float worths stand for their own binary values.

    Args:
        game: any game with transferable utility.
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        Solution with True or False, certified by v(N) − Σ v(i). Cost: a look at n + 1 worths.

    Raises:
        LimitExceededError: more players than `limit`.
        UndecidedError: a symbolic game where the answer depends on the symbols (let coalitions.claims.decide settle it).

    Examples:
        >>> import coalitions as co
        >>> # von Neumann and Morgenstern (1944), section 29: the zero-sum game of three
        >>> three = co.TUGame.from_function(["A", "B", "C"], lambda S: {1: -1, 2: 1, 3: 0}[len(S)])
        >>> co.check_essential(three)
        essential: True   [certified; all together are worth 3 more than alone]

    References:
        von Neumann and Morgenstern (1944), section 27.
    """
    table = stored(game, limit=limit)
    return certify("essential", table, Surplus(surplus_of_all(table)))
