"""How easily a body decides: Coleman's power of a collectivity to act."""

from __future__ import annotations

from fractions import Fraction
from math import gcd

from ...certificates.power import WinningCount
from ...games.tu import CoalitionalGame
from ...games.voting import WeightedVotingGame
from ...kernels.counting import counts_by_weight_and_size, reaching
from ...solution import Guarantee, Solution, certify
from ._swings import CERTIFY_UP_TO, simple_table


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
    if not isinstance(game, WeightedVotingGame):
        table = simple_table(game)
        return certify("Coleman power to act", table, WinningCount(int((table.table != 0).sum())), {"method": "table"})
    units = [gcd(*row) for row in game.weights]
    weights = [[w // g for w in row] for g, row in zip(units, game.weights, strict=True)]
    counts = counts_by_weight_and_size(weights, limit=limit)
    certificate = WinningCount(sum(reaching(counts, [-(-q // g) for q, g in zip(game.quotas, units, strict=True)])))
    if counts.size * len(game.players) <= CERTIFY_UP_TO:
        return certify("Coleman power to act", game, certificate, {"method": "generating function"})
    share = Fraction(certificate.winning, 1 << len(game.players))
    return Solution("Coleman power to act", game, share, Guarantee.EXACT, certificate, {"method": "generating function"})
