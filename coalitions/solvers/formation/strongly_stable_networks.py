"""Strongly stable networks: no coalition changes the links among its members or cuts its links to others."""

from __future__ import annotations

from typing import Any

from ...certificates.networks import Strictly
from ...games.network import Network, NetworkGame
from ...solution import Solution
from ._networks import judge, listed


def check_strongly_stable(game: NetworkGame, links: Any, *, strictly: Strictly = "one", limit: int = 6) -> Solution[bool]:
    """Whether no coalition gains by adding links among its members and cutting any links that its members have.

    `strictly="one"` is the definition of Jackson and van den Nouweland (no member loses, one gains), "all" the weaker one of
    Dutta and Mutuswami.

    Args:
        game: what each player gets in every network.
        links: the network that is judged: pairs of names, or a Network.
        strictly: "one": those who change links may not lose and one of them must gain; "all": each must gain.
        limit: the most players.

    Returns:
        Solution with True, certified by going through all changes, or with False, certified by a change by which those gain
        who make it. Cost: up to 2**(n(n−1)/2) networks for each of 2**n
        coalitions.

    Raises:
        UnsupportedGameError: not a NetworkGame.
        InvalidArgumentError, UnknownPlayerError, DuplicatePlayerError: not a network of the players.
        LimitExceededError: more players than `limit`.
        UndecidedError: symbolic payoffs whose order is open.

    Examples:
        >>> import coalitions as co
        >>> # Jackson and Wolinsky (1996), section 2.2: co-authors have too many links; the pairs would leave the others
        >>> game = co.coauthor_game(["A", "B", "C", "D"])
        >>> complete = co.enumerate_pairwise_stable(game).value[-1]
        >>> len(complete), co.check_strongly_stable(game, complete).value
        (6, False)

    References:
        Jackson, M. O. and Wolinsky, A. (1996). A strategic model of social and economic networks. Journal of Economic Theory
        71, 44–74.
        Jackson, M. O. and van den Nouweland, A. (2005). Strongly stable networks. Games and Economic Behavior 51, 420–444.
        Dutta, B. and Mutuswami, S. (1997). Stable networks. Journal of Economic Theory 76, 322–344.
    """
    return judge(game, links, "strong", strictly, limit)


def enumerate_strongly_stable(
    game: NetworkGame, *, strictly: Strictly = "one", limit: int = 6, most: int = 100_000
) -> Solution[tuple[Network, ...]]:
    """All networks in which no coalition gains by adding links among its members and cutting any links that its members have.

    See `check_strongly_stable` for the definition.

    Args:
        game: what each player gets in every network.
        strictly: as in `check_strongly_stable`.
        limit: the most players.
        most: the most networks that may be listed.

    Returns:
        Solution with a tuple of networks in the order of their masks, certified: every network is decided. An empty tuple is
        proof that there is none. Cost: as much for every network that is left once changes of single links are
        excluded; seconds for 6 players.

    Raises:
        UnsupportedGameError: not a NetworkGame.
        InvalidArgumentError: another rule for `strictly`.
        LimitExceededError: more players or networks than allowed.
        UndecidedError: symbolic payoffs whose order is open.

    Examples:
        >>> import coalitions as co
        >>> # Jackson and Wolinsky (1996), proposition 2: with cheap links the complete network is the efficient one
        >>> co.enumerate_strongly_stable(co.connections_game(["A", "B", "C"], decay="1/2", cost="1/5")).value
        ({A-B, A-C, B-C},)

    References:
        Jackson, M. O. and Wolinsky, A. (1996). A strategic model of social and economic networks. Journal of Economic Theory
        71, 44–74.
        Jackson, M. O. and van den Nouweland, A. (2005). Strongly stable networks. Games and Economic Behavior 51, 420–444.
        Dutta, B. and Mutuswami, S. (1997). Stable networks. Journal of Economic Theory 76, 322–344.
    """
    return listed(game, "strong", strictly, limit, most)
