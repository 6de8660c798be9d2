"""How easily a body decides: Coleman's power of a collectivity to act."""

from __future__ import annotations

import math
from fractions import Fraction

from ...certificates.power import WinningCount
from ...games.simple import simple_table
from ...games.tu import CoalitionalGame
from ...games.voting import WeightedVotingGame
from ...kernels.counting import counts_by_weight_and_size, reaching
from ...solution import Guarantee, Solution, certify
from ._swings import MOST, in_units, recounting_is_cheap


def coleman_power_to_act(game: CoalitionalGame, *, limit: int = 1 << 24) -> Solution[Fraction]:
    """The share of all 2**n coalitions that win: the probability that a proposal passes if everyone votes by a fair coin.

    Args:
        game: a weighted voting game (counted, never tabulated), or any simple game of up to 24 players.
        limit: for weighted voting, the most combinations of total weight and size to count by.

    Returns:
        Solution with a Fraction, certified by counting the winning coalitions in another way (for large games by `verify()`
        only).

    Raises:
        UnsupportedGameError: the game is not simple.
        LimitExceededError: more combinations than `limit`.

    Examples:
        >>> import coalitions as co
        >>> votes, permanent = {k: 1 for k in range(15)}, {k: 1 for k in range(5)}
        >>> council = co.WeightedVotingGame.from_rules([(9, votes), (5, permanent)])
        >>> co.coleman_power_to_act(council)
        Coleman power to act: 53/2048   [certified; 848 of 2**15 coalitions win]

    References:
        Coleman (1971), Control of collectivities and the power of a collectivity to act.
    """
    states = 1 << 62
    if isinstance(game, WeightedVotingGame):
        _, weights, quotas = in_units(game)
        states = math.prod(sum(row) + 1 for row in weights) * (len(game.players) + 1)
    if not isinstance(game, WeightedVotingGame) or (states > 1 << len(game.players) and len(game.players) <= 24):
        wins = int((simple_table(game).table != 0).sum())
        return certify("Coleman power to act", game, WinningCount(wins), {"method": "table"})
    counts = counts_by_weight_and_size(weights, limit=min(limit, MOST))
    certificate = WinningCount(sum(reaching(counts, quotas)))
    if recounting_is_cheap(counts.size, len(game.players)):
        return certify("Coleman power to act", game, certificate, {"method": "generating function"})
    share = Fraction(certificate.winning, 1 << len(game.players))
    return Solution("Coleman power to act", game, share, Guarantee.EXACT, certificate, {"method": "generating function"})
