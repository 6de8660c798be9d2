"""The value of Macho-Stadler, Pérez-Castrillo and Wettstein for games in partition function form."""

from __future__ import annotations

from ...games.partition_function import PartitionFunctionGame
from ...players import Payoffs
from ...solution import Solution
from ._embedded import average_value


def macho_stadler_value(game: PartitionFunctionGame, *, limit: int = 8) -> Solution[Payoffs]:
    """The Shapley value if a coalition is worth the average over partitions of the others, larger groups being likelier.

    φ is the Shapley value of v(S) = Σ_P Π_{T ∈ P, T ≠ S} (|T| − 1)! / (n − s)! · v(S; P) (see `averaged_game`). It is the only
    value of this kind that is linear, efficient, gives null players nothing, treats players alike in a strong sense (symmetry
    also of the influence on others), and treats similar influences alike.

    Args:
        game: a game in partition function form; float worths stand for their own binary values, symbolic games give closed
            forms.
        limit: the most players (10 at most can be stored).

    Returns:
        Solution with Payoffs that add up to v(N). Up to 6 players it is certified by a second formula, a weighted sum over all
        embedded coalitions; beyond it is exact, and `verify()` computes that sum. Cost: one pass over the Bell(n+1) − Bell(n)
        embedded coalitions and one over 2**n worths.

    Raises:
        UnsupportedGameError: the game is not in partition function form.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # a Cournot oligopoly as in Pham Do and Norde (2007); by hand: C alone has 16/9 if A and B join, or 0; on average
        >>> # 8/9, of which it keeps a third: 8/27 more than the externality-free value of 68/27
        >>> cournot = co.cournot_partition_game(["A", "B", "C"], intercept=12, costs={"A": 0, "B": 0, "C": 4})
        >>> co.macho_stadler_value(cournot)
        Macho-Stadler value: A: 448/27, B: 448/27, C: 76/27   [certified; weighted worths of all embedded coalitions agree]

    References:
        Macho-Stadler, Pérez-Castrillo and Wettstein (2007), Sharing the surplus: an extension of the Shapley value for
        environments with externalities. Journal of Economic Theory 135, 339–356; Bloch (1996), Sequential formation of
        coalitions in games with externalities and fixed payoff division. Games and Economic Behavior 14, 90–123; the example:
        Pham Do and Norde (2007), The Shapley value for partition function form games (oligopolies).
    """
    return average_value(game, "macho-stadler", "cycles", limit)
