"""The Deegan–Packel index."""

from __future__ import annotations

from ...games.tu import CoalitionalGame
from ...players import Payoffs
from ...solution import Solution
from ._critical import critical_solution


def deegan_packel_index(game: CoalitionalGame, *, limit: int = 1 << 26) -> Solution[Payoffs]:
    """Each player's expected share if every minimal winning coalition is equally likely to form and is split equally.

    A winning coalition is minimal if it loses without any one of its members. ρ_i is the sum of 1/|S| over the minimal winning
    coalitions S with i, divided by the number of minimal winning coalitions. Exact always.

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
        >>> # Holler and Illing (2006), section 6.3.3: B has more seats than C and less power: 18, 9, 11, 11 and 11 of 60
        >>> seats = co.WeightedVotingGame.from_weights(quota=51, weights={"A": 35, "B": 20, "C": 15, "D": 15, "E": 15})
        >>> co.deegan_packel_index(seats).value
        A: 3/10, B: 3/20, C: 11/60, D: 11/60, E: 11/60

    References:
        Deegan and Packel (1978), A new index of power for simple n-person games. International Journal of Game Theory 7,
        113–123; the example: Holler and Illing (2006), Einführung in die Spieltheorie, section 6.3.3.
    """
    return critical_solution("Deegan–Packel index", game, "deegan-packel", limit)
