"""The externality-free value of games in partition function form."""

from __future__ import annotations

from ...games.partition_function import PartitionFunctionGame
from ...players import Payoffs
from ...solution import Solution
from ._embedded import average_value


def externality_free_value(game: PartitionFunctionGame, *, limit: int = 8) -> Solution[Payoffs]:
    """The Shapley value if whoever is left by, or not yet in, the coalition that forms stays alone.

    φ_i is the average over all orders of arrival of v(S ∪ i; S ∪ i and singles) − v(S; S and singles): what i adds to those
    before him while nobody else has formed anything. It is the Shapley value of the gamma game, and the only efficient,
    symmetric value that depends on nothing but these marginal contributions.

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
        >>> # a Cournot oligopoly as in Pham Do and Norde (2007); by hand: C adds 36 − 256/9 if last, and nothing else
        >>> cournot = co.cournot_partition_game(["A", "B", "C"], intercept=12, costs={"A": 0, "B": 0, "C": 4})
        >>> co.externality_free_value(cournot)
        externality-free value: A: 452/27, B: 452/27, C: 68/27   [certified; weighted worths of all embedded coalitions agree]

    References:
        De Clippel and Serrano (2008), Marginal contributions and externalities in the value. Econometrica 76, 1413–1436; Pham
        Do and Norde (2007), The Shapley value for partition function form games. International Game Theory Review 9, 353–360;
        Bloch (1996), Sequential formation of coalitions in games with externalities and fixed payoff division. Games and
        Economic Behavior 14, 90–123.
    """
    return average_value(game, "externality-free", "alone", limit)
