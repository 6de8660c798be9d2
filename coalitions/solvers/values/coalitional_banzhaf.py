"""The symmetric coalitional Banzhaf value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...games.tu import CoalitionalGame
from ...players import Partition, Payoffs
from ...solution import Solution
from ._unions import union_value


def symmetric_coalitional_banzhaf_value(
    game: CoalitionalGame, partition: Partition | Iterable[Any], *, limit: int = 20
) -> Solution[Payoffs]:
    """Each player's expected marginal contribution if other unions join by coin flips, and its own members in random order.

    Σ_R Σ_T 2^{1−m} · t! (b−t−1)! / b! · (v(Q ∪ T ∪ i) − v(Q ∪ T)), over the sets R of unions that i does not belong to, with
    players Q, and the sets T of t members of its own union without i; there are m unions, and b members in its own. The
    members of a union get together what the Banzhaf value gives their union among all unions, which the Banzhaf–Owen value
    does not. It is the Banzhaf value if all unions are single players, and the Shapley value if there is only one.

    Args:
        game: any game with transferable utility; float worths stand for their own binary values, so nothing is rounded, and
            symbolic games give closed forms.
        partition: the unions: a Partition, or a list of coalitions by names that holds every player once.
        limit: the most players for which 2**n worths may be tabulated. A weighted voting game of more players is counted, in
            up to 2**24 combinations of weight, unions and members of one union.

    Returns:
        Solution with Payoffs, certified up to 12 players by shares of the dividends, beyond by `verify()`. Cost:
        2**(m+b-2) marginal contributions for each player, with m unions and b players in its own; n 2**n to verify.

    Raises:
        UnknownPlayerError, DuplicatePlayerError, InvalidArgumentError: the partition does not hold every player once.
        LimitExceededError: more players than `limit`, or more combinations than that.

    Examples:
        >>> import coalitions as co
        >>> # Giménez and Puente (2019), table 1: the Madrid Assembly of 2015 with alliances of the right and of the left
        >>> madrid = co.WeightedVotingGame.from_weights(quota=65, weights={"PP": 48, "PSOE": 37, "Podemos": 27, "C's": 17})
        >>> co.symmetric_coalitional_banzhaf_value(madrid, [["PP", "C's"], ["PSOE"], ["Podemos"]]).value
        PP: 3/4, PSOE: 0, Podemos: 0, C's: 1/4
        >>> co.symmetric_coalitional_banzhaf_value(madrid, [["PP"], ["PSOE", "Podemos", "C's"]]).value
        PP: 0, PSOE: 1/3, Podemos: 1/3, C's: 1/3

    References:
        Alonso-Meijide and Fiestras-Janeiro (2002), Modification of the Banzhaf value for games with a coalition structure.
        Annals of Operations Research 109, 213–227; the example: Giménez and Puente (2019), The Owen and the Owen–Banzhaf values
        applied to the study of the Madrid Assembly and the Andalusian Parliament in legislature 2015–2019, table 1.
    """
    return union_value("symmetric coalitional banzhaf", game, partition, limit)
