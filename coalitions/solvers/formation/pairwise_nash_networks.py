"""Pairwise Nash stable networks: nobody cuts any of his links, and no two players add one."""

from __future__ import annotations

from typing import Any

from ...certificates.networks import Strictly
from ...games.network import Network, NetworkGame
from ...solution import Solution
from ._networks import judge, listed


def check_pairwise_nash_stable(game: NetworkGame, links: Any, *, strictly: Strictly = "one", limit: int = 7) -> Solution[bool]:
    """Whether nobody gains by cutting any set of his links, and no two players by adding one between them.

    These are the Nash equilibria of the game in which everybody names those to whom he wants to be linked, refined by pairs who
    add their link. Every such network is pairwise stable.

    Args:
        game: what each player gets in every network.
        links: the network that is judged: pairs of names, or a Network.
        strictly: "one": those who change links may not lose and one of them must gain; "all": each must gain.
        limit: the most players.

    Returns:
        Solution with True, certified by going through all changes, or with False, certified by a change by which those gain
        who make it. Cost: two payoffs for each set of own links.

    Raises:
        UnsupportedGameError: not a NetworkGame.
        InvalidArgumentError, UnknownPlayerError, DuplicatePlayerError: not a network of the players.
        LimitExceededError: more players than `limit`.
        UndecidedError: symbolic payoffs whose order is open.

    Examples:
        >>> import coalitions as co
        >>> # one may cut both links at once, though neither alone: Bloch and Jackson (2006) on how the notions differ
        >>> hub = lambda g: [-1, 1, 1] if g.neighbors("A") and len(g) == 2 and len(g.neighbors("A")) == 2 else [-2 * len(g)] * 3
        >>> game = co.NetworkGame.from_function(["A", "B", "C"], lambda g: hub(g) if len(g) else [0, 0, 0])
        >>> co.check_pairwise_stable(game, [("A", "B"), ("A", "C")]).value
        True
        >>> co.check_pairwise_nash_stable(game, [("A", "B"), ("A", "C")])
        pairwise Nash stable network: False   [certified; A cut A-B, A-C: A from -1 to 0 (where one who does must gain ...)]

    References:
        Jackson, M. O. and Wolinsky, A. (1996). A strategic model of social and economic networks. Journal of Economic Theory
        71, 44–74.
        Bloch, F. and Jackson, M. O. (2006). Definitions of equilibrium in network formation games. International Journal of
        Game Theory 34, 305–318.
    """
    return judge(game, links, "pairwise Nash", strictly, limit)


def enumerate_pairwise_nash_stable(
    game: NetworkGame, *, strictly: Strictly = "one", limit: int = 7, most: int = 100_000
) -> Solution[tuple[Network, ...]]:
    """All networks in which nobody gains by cutting any set of his links, and no two players by adding one between them.

    See `check_pairwise_nash_stable` for the definition.

    Args:
        game: what each player gets in every network.
        strictly: as in `check_pairwise_nash_stable`.
        limit: the most players.
        most: the most networks that may be listed.

    Returns:
        Solution with a tuple of networks in the order of their masks, certified: every network is decided. An empty tuple is
        proof that there is none. Cost: n 2**(n−1) passes over those networks that are left.

    Raises:
        UnsupportedGameError: not a NetworkGame.
        InvalidArgumentError: another rule for `strictly`.
        LimitExceededError: more players or networks than allowed.
        UndecidedError: symbolic payoffs whose order is open.

    Examples:
        >>> import coalitions as co
        >>> # Jackson and Wolinsky (1996), proposition 2: only the empty network lasts where links cost more than they bring
        >>> co.enumerate_pairwise_nash_stable(co.connections_game(["A", "B", "C"], decay="1/2", cost="3/5")).value
        ({},)

    References:
        Jackson, M. O. and Wolinsky, A. (1996). A strategic model of social and economic networks. Journal of Economic Theory
        71, 44–74.
        Bloch, F. and Jackson, M. O. (2006). Definitions of equilibrium in network formation games. International Journal of
        Game Theory 34, 305–318.
    """
    return listed(game, "pairwise Nash", strictly, limit, most)
