"""The Owen value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...games.tu import CoalitionalGame
from ...players import Partition, Payoffs
from ...solution import Solution
from ._unions import union_value


def owen_value(game: CoalitionalGame, partition: Partition | Iterable[Any], *, limit: int = 20) -> Solution[Payoffs]:
    """What each player gets in random order when the members of each union arrive together.

    Ow_i = Σ_R Σ_T r! (m−r−1)! / m! · t! (b−t−1)! / b! · (v(Q ∪ T ∪ i) − v(Q ∪ T)), over the sets R of r among the m unions that
    i does not belong to, with players Q, and the sets T of t among the b members of its own union without i. Unions share
    v(N) like the players of the game among unions by the Shapley value (which this is if all unions are single players, or if
    there is only one), and members share by what they could secure with other unions.

    Args:
        game: any game with transferable utility; float worths stand for their own binary values, so nothing is rounded, and
            symbolic games give closed forms.
        partition: the unions: a Partition, or a list of coalitions by names that holds every player once.
        limit: the most players for which 2**n worths may be tabulated. A weighted voting game of more players is counted, in
            up to 2**24 combinations of weight, unions and members of one union.

    Returns:
        Solution with Payoffs that add up to v(N), certified up to 12 players by shares of the dividends, beyond by `verify()`.
        Cost: 2**(m+b-2) marginal contributions for each player, with m unions and b players in its own; n 2**n to verify.

    Raises:
        UnknownPlayerError, DuplicatePlayerError, InvalidArgumentError: the partition does not hold every player once.
        LimitExceededError: more players than `limit`, or more combinations than that.

    Examples:
        >>> import coalitions as co
        >>> # Giménez and Puente (2019), table 1: the Madrid Assembly of 2015 with an alliance of the right, 0.6666 and 0.3333
        >>> madrid = co.WeightedVotingGame.from_weights(quota=65, weights={"PP": 48, "PSOE": 37, "Podemos": 27, "C's": 17})
        >>> co.owen_value(madrid, [["PP", "C's"], ["PSOE"], ["Podemos"]])
        Owen value: PP: 2/3, PSOE: 0, Podemos: 0, C's: 1/3   [certified; shares of the dividends agree]

    References:
        Owen (1977), Values of games with a priori unions; Hart and Kurz (1983), Endogenous formation of coalitions; the
        example: Giménez and Puente (2019), The Owen and the Owen–Banzhaf values applied to the study of the Madrid Assembly and
        the Andalusian Parliament in legislature 2015–2019, table 1.
    """
    return union_value("owen", game, partition, limit)
