"""The Holler–Packel index (public good index)."""

from __future__ import annotations

from ...games.tu import CoalitionalGame
from ...players import Payoffs
from ...solution import Solution
from ._critical import critical_solution


def holler_packel_index(game: CoalitionalGame, *, limit: int = 1 << 26) -> Solution[Payoffs]:
    """Each player's share of the memberships in minimal winning coalitions (the public good index).

    A winning coalition is minimal if it loses without any one of its members. What it decides is a public good, so that each of
    its members enjoys it in full: h_i is the number of minimal winning coalitions with i, divided by the sum of these numbers
    over all players. Exact always.

    Args:
        game: a weighted voting game (counted, never tabulated), or any simple game of up to 24 players (by types: of
            up to 2**24 profiles).
        limit: for weighted voting, the most combinations of weight and number of critical members to count by: of one rule,
            quota times (n + 1); of several rules, the product of (total weight + 1), times (n + 1), times the numbers of
            distinct weights.

    Returns:
        Solution with Payoffs that add up to 1. Certified: the minimal winning coalitions are recounted by another method (for
        large games by `verify()` only). Cost: of one rule, n additions of quota numbers of up to n² bits (100 members with
        2,700 votes: a third of a second); of several rules, n additions for each of these combinations; from a table n 2**n.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more combinations than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Holler (1982): B has more seats than C and less power: 4, 2, 3, 3 and 3 of 15
        >>> seats = co.WeightedVotingGame.from_weights(quota=51, weights={"A": 35, "B": 20, "C": 15, "D": 15, "E": 15})
        >>> co.holler_packel_index(seats)
        Holler–Packel index: A: 4/15, B: 2/15, C: 1/5, D: 1/5, E: 1/5   [certified; critical members recounted coalition by
        coalition]

    References:
        Holler (1982), Forming coalitions and measuring voting power. Political Studies 30, 262–271. Holler and Packel (1983),
        Power, luck and the right index. Journal of Economics 43, 21–29.
    """
    return critical_solution("Holler–Packel index", game, "holler-packel", limit)
