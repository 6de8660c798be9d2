"""The Banzhaf interaction of coalitions."""

from __future__ import annotations

from ...games.amounts import CoalitionAmounts
from ...games.tu import CoalitionalGame
from ...solution import Solution
from ._interactions import interactions


def banzhaf_interaction(game: CoalitionalGame, *, order: int = 2, limit: int = 18) -> Solution[CoalitionAmounts]:
    """For each coalition of a few players, how much more it adds than its parts do, if all sets of others are equally likely.

    I(S) = 2^{s−n} Σ_T Δ_S v(T), over the sets T without members of S; Δ_S v(T) = Σ_{R ⊆ S} (−1)^{s−r} v(T ∪ R). For one
    player it is the Banzhaf value, for two it is the mean of v(T ∪ ij) − v(T ∪ i) − v(T ∪ j) + v(T): positive where they
    complement each other. Float worths stand for their own binary values, so nothing is rounded; symbolic games give closed
    forms.

    Args:
        game: any game with transferable utility.
        order: the largest coalitions that get a number.
        limit: the most players. Cost: at most 2**n operations on Python integers for each of the coalitions of up to `order`
            players.

    Returns:
        Solution with CoalitionAmounts, a mapping from sets of names, certified up to 12 players by shares of the dividends,
        beyond by `verify()`.

    Raises:
        InvalidArgumentError: the order is not a whole number of at least 1.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Grabisch and Roubens (1999): if all of T are needed and nobody else, S within T has 2**(|S| − |T|), and others 0
        >>> trio = co.unanimity_game(["violin", "cello", "piano", "page turner"], ["violin", "cello", "piano"])
        >>> found = co.banzhaf_interaction(trio, order=3).value
        >>> found["violin"], found["violin", "cello"], found["violin", "cello", "piano"], found["violin", "page turner"]
        (Fraction(1, 4), Fraction(1, 2), 1, 0)

    References:
        Roubens (1996), Interaction between criteria and definition of weights in MCDA problems; Grabisch and Roubens (1999),
        An axiomatic approach to the concept of interaction among players in cooperative games.
    """
    return interactions("banzhaf", game, order, limit)
