"""Efficient networks: those of the largest total payoff, and those that no other is better than for all."""

from __future__ import annotations

from ...certificates.networks import BestNetworks, efficient_networks, pareto_networks
from ...games.network import Network, NetworkGame
from ...solution import Solution, certify
from ._networks import at_most, within


def enumerate_efficient_networks(game: NetworkGame, *, limit: int = 7, most: int = 100_000) -> Solution[tuple[Network, ...]]:
    """All networks in which the players get most together.

    Jackson and Wolinsky call them strongly efficient: the value of a network is the sum of what the players get in it.

    Args:
        game: what each player gets in every network.
        limit: the most players.
        most: the most networks that may be listed.

    Returns:
        Solution with a tuple of networks in the order of their masks, never empty, certified by comparing all networks. Floats
        are added up without rounding where it matters. Cost: one pass over 2**(n(n−1)/2) networks.

    Raises:
        UnsupportedGameError: not a NetworkGame.
        LimitExceededError: more players or networks than allowed.
        UndecidedError: symbolic payoffs.

    Examples:
        >>> import coalitions as co
        >>> # Jackson and Wolinsky (1996), proposition 1: stars, where cost is between the two bounds
        >>> game = co.connections_game(["A", "B", "C", "D"], decay="1/2", cost="3/10")
        >>> co.enumerate_efficient_networks(game).value
        ({A-B, A-C, A-D}, {A-B, B-C, B-D}, {A-C, B-C, C-D}, {A-D, B-D, C-D})

    References:
        Jackson, M. O. and Wolinsky, A. (1996). A strategic model of social and economic networks. Journal of Economic Theory
        71, 44–74.
    """
    form = within(game, limit, "another form of game")
    return certify("all efficient networks", form, BestNetworks("efficient", at_most(efficient_networks(form), most)))


def enumerate_pareto_efficient_networks(
    game: NetworkGame, *, limit: int = 6, most: int = 100_000
) -> Solution[tuple[Network, ...]]:
    """All networks than which no other is better for some players and worse for none.

    Args:
        game: what each player gets in every network.
        limit: the most players.
        most: the most networks that may be listed.

    Returns:
        Solution with a tuple of networks in the order of their masks, never empty, certified by comparing all networks. Cost:
        the number of networks times that of different payoffs among the efficient ones.

    Raises:
        UnsupportedGameError: not a NetworkGame.
        LimitExceededError: more players or networks than allowed.
        UndecidedError: symbolic payoffs whose order is open.

    Examples:
        >>> import coalitions as co
        >>> # Jackson and Wolinsky (1996), proposition 1: with cheap links the complete network is best for everybody
        >>> co.enumerate_pareto_efficient_networks(co.connections_game(["A", "B", "C"], decay="1/2", cost="1/5")).value
        ({A-B, A-C, B-C},)

    References:
        Jackson, M. O. and Wolinsky, A. (1996). A strategic model of social and economic networks. Journal of Economic Theory
        71, 44–74.
    """
    form = within(game, limit, "enumerate_efficient_networks")
    return certify(
        "all Pareto efficient networks", form, BestNetworks("Pareto efficient", at_most(pareto_networks(form), most))
    )
