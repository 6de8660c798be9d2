"""Pairwise stable networks: nobody cuts a link, and no two players add one."""

from __future__ import annotations

from typing import Any

from ...certificates.networks import Strictly
from ...games.network import Network, NetworkGame
from ...solution import Solution
from ._networks import judge, listed


def check_pairwise_stable(game: NetworkGame, links: Any, *, strictly: Strictly = "one", limit: int = 7) -> Solution[bool]:
    """Whether nobody gains by cutting one of his links, and no two players by adding one between them.

    Adding a link takes both: with `strictly="one"`, as in the paper, a link ij is added if neither loses and one of them gains.

    Args:
        game: what each player gets in every network.
        links: the network that is judged: pairs of names, or a Network.
        strictly: "one": those who change links may not lose and one of them must gain; "all": each must gain.
        limit: the most players.

    Returns:
        Solution with True, certified by going through all changes, or with False, certified by a change by which those gain
        who make it. Cost: two payoffs for each link.

    Raises:
        UnsupportedGameError: not a NetworkGame.
        InvalidArgumentError, UnknownPlayerError, DuplicatePlayerError: not a network of the players.
        LimitExceededError: more players than `limit`.
        UndecidedError: symbolic payoffs whose order is open.

    Examples:
        >>> import coalitions as co
        >>> # Jackson and Wolinsky (1996), proposition 2: where cost is above decay, nobody keeps a player without other links
        >>> game = co.connections_game(["A", "B", "C"], decay="1/2", cost="3/5")
        >>> co.check_pairwise_stable(game, [("A", "B"), ("B", "C")])
        pairwise stable network: False   [certified; B cut A-B: B from -1/5 to -1/10 (where one who does must gain and ...)]

    References:
        Jackson, M. O. and Wolinsky, A. (1996). A strategic model of social and economic networks. Journal of Economic Theory
        71, 44–74.
    """
    return judge(game, links, "pairwise", strictly, limit)


def enumerate_pairwise_stable(
    game: NetworkGame, *, strictly: Strictly = "one", limit: int = 7, most: int = 100_000
) -> Solution[tuple[Network, ...]]:
    """All networks in which nobody gains by cutting one of his links, and no two players by adding one between them.

    See `check_pairwise_stable` for the definition.

    Args:
        game: what each player gets in every network.
        strictly: as in `check_pairwise_stable`.
        limit: the most players.
        most: the most networks that may be listed.

    Returns:
        Solution with a tuple of networks in the order of their masks, certified: every network is decided. An empty tuple is
        proof that there is none. Cost: a pass over 2**(n(n−1)/2) networks for each link; a few seconds for 7 players.

    Raises:
        UnsupportedGameError: not a NetworkGame.
        InvalidArgumentError: another rule for `strictly`.
        LimitExceededError: more players or networks than allowed.
        UndecidedError: symbolic payoffs whose order is open.

    Examples:
        >>> import coalitions as co
        >>> # Jackson and Wolinsky (1996), proposition 2: with cheap links only the complete network, with dearer ones stars too
        >>> co.enumerate_pairwise_stable(co.connections_game(["A", "B", "C"], decay="1/2", cost="1/5")).value
        ({A-B, A-C, B-C},)
        >>> co.enumerate_pairwise_stable(co.connections_game(["A", "B", "C"], decay="1/2", cost="3/10")).value[:3]
        ({A-B, A-C}, {A-B, B-C}, {A-C, B-C})

    References:
        Jackson, M. O. and Wolinsky, A. (1996). A strategic model of social and economic networks. Journal of Economic Theory
        71, 44–74.
    """
    return listed(game, "pairwise", strictly, limit, most)
