"""The value of Albizuri, Arin and Rubio for games in partition function form."""

from __future__ import annotations

from ...games.partition_function import PartitionFunctionGame
from ...players import Payoffs
from ...solution import Solution
from ._embedded import average_value


def albizuri_value(game: PartitionFunctionGame, *, limit: int = 8) -> Solution[Payoffs]:
    """The Shapley value if a coalition is worth the plain average over all partitions of the others.

    φ is the Shapley value of v(S) = Σ_P v(S; P) / Bell(n − s), over the partitions P that contain S.

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
        >>> # a Cournot oligopoly as in Pham Do and Norde (2007); by hand: of two others both partitions count one half, as for
        >>> # `macho_stadler_value`, so that the values are the same for three players
        >>> cournot = co.cournot_partition_game(["A", "B", "C"], intercept=12, costs={"A": 0, "B": 0, "C": 4})
        >>> co.albizuri_value(cournot).value
        A: 448/27, B: 448/27, C: 76/27
        >>> co.macho_stadler_value(cournot).value
        A: 448/27, B: 448/27, C: 76/27

    References:
        Albizuri, Arin and Rubio (2005), An axiom system for a value for games in partition function form. International Game
        Theory Review 7, 63–72; Bloch (1996), Sequential formation of coalitions in games with externalities and fixed payoff
        division. Games and Economic Behavior 14, 90–123; the example: Pham Do and Norde (2007), The Shapley value for partition
        function form games (oligopolies).
    """
    return average_value(game, "albizuri", "uniform", limit)
