"""The Rae index: how often a voter agrees with the outcome."""

from __future__ import annotations

from fractions import Fraction

from ...certificates.votes import Agreements
from ...games.boxes import VotingGame
from ...games.tu import CoalitionalGame
from ...players import Payoffs
from ...solution import Guarantee, Solution, certify
from ._swings import MOST, power_solution, recount_is_cheap


def rae_index(game: CoalitionalGame, *, limit: int = 1 << 24) -> Solution[Payoffs]:
    """The probability that the outcome is as each player votes, if everyone votes yes or no by a fair coin: satisfaction.

    The share of all 2**n coalitions S with i in S and S winning, or i not in S and S losing. It is (1 + β_i) / 2, where β is
    the Banzhaf value: half the time by luck, and half the rest by power. A null player has 1/2, a dictator 1.

    Args:
        game: a weighted voting game (counted, never tabulated), or any simple game of up to 24 players (by types: of
            up to 2**24 profiles).
        limit: for weighted voting, the most combinations of weights to count by.

    Returns:
        Solution with Payoffs (they do not add up to 1: each is a probability of its own). Certified: the coalitions in which a
        player is on the side that prevails are counted, while the solver counts swings (for large games by `verify()` only).
        Cost as for `banzhaf_index`.

    Raises:
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more combinations than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Staudacher and Anwander (2021), CoopGame, raeIndex: A wins with B or C, D never matters: 0.875, 0.625, 0.625, 0.5
        >>> game = co.TUGame.from_function(["A", "B", "C", "D"], lambda S: int("A" in S and bool(S & {"B", "C"})))
        >>> co.rae_index(game)
        Rae index: A: 7/8, B: 5/8, C: 5/8, D: 1/2   [certified; coalitions on the side of each player counted]

    References:
        Rae (1969), Decision-rules and individual values in constitutional choice; Dubey and Shapley (1979), Mathematical
        properties of the Banzhaf power index; Straffin (1977), Homogeneity, independence, and power indices; the example:
        Staudacher and Anwander (2021), CoopGame.
    """
    solved = power_solution("Banzhaf value", game, "absolute banzhaf", limit)
    amounts = tuple((1 + Fraction(b)) / 2 for b in solved.value.amounts)
    certificate = Agreements(amounts, max(min(limit, MOST), 1 << 24))
    diagnostics = dict(solved.diagnostics)
    if not isinstance(game, VotingGame) or len(amounts) <= 24 or recount_is_cheap(game, False, limit):
        return certify("Rae index", solved.game, certificate, diagnostics)
    return Solution("Rae index", game, Payoffs(game.players, amounts), Guarantee.EXACT, certificate, diagnostics)
