"""The link formation game of Aumann and Myerson, by backward induction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...certificates.networks import LinkFormation, Ties, formed_links
from ...errors import InvalidArgumentError
from ...games.network import Network, NetworkGame
from ...kernels.networks import links
from ...solution import Solution, certify
from ._networks import within


def aumann_myerson_network(
    game: NetworkGame, *, order: Iterable[Any] | None = None, ties: Ties = "refuse", limit: int = 5
) -> Solution[Network]:
    """The network that results if players are offered links one after the other and look ahead to the end.

    Links are offered to their two ends in a fixed order, over and over; one that both accept stays for ever. After the last
    link has been formed, all others are offered once more, and play ends when all of them have been refused. The outcome is
    the subgame perfect one of the rule for ties. It can depend on the order.

    Args:
        game: what each player gets in every network; in the paper his Myerson value (`network_game(game)`).
        order: the links in the order in which they are offered; by default that of the pairs of players.
        ties: whether a player who gains nothing by a link, as play will go on, "refuse"s it or helps to "form" it.
        limit: the most players.

    Returns:
        Solution with a network, certified by going backward through all networks again. Cost: L**2 2**L steps for
        L = n(n−1)/2 links; a second for 5 players.

    Raises:
        UnsupportedGameError: not a NetworkGame.
        InvalidArgumentError: an order that misses a link, or another rule for ties.
        LimitExceededError: more players than `limit`.
        UndecidedError: symbolic payoffs whose order is open.

    Examples:
        >>> import coalitions as co
        >>> # Aumann and Myerson (1988): of three players of whom two win, one pair forms its link, and no more is formed
        >>> majority = co.TUGame.from_function(["1", "2", "3"], lambda S: int(len(S) >= 2))
        >>> co.aumann_myerson_network(co.network_game(majority), ties="form")
        network of the link formation game: {1-2}   [certified; 1-2 formed, for payoffs 1: 1/2, 2: 1/2, 3: 0; backward ...]
        >>> co.aumann_myerson_network(co.network_game(majority)).value  # player 2 waits for the later offer, which is as good
        {2-3}

    References:
        Aumann, R. J. and Myerson, R. B. (1988). Endogenous formation of links between players and of coalitions: an
        application of the Shapley value. In A. E. Roth (ed.), The Shapley Value, 175–191. Cambridge University Press.
    """
    form = within(game, limit, "enumerate_pairwise_stable")
    if ties not in ("refuse", "form"):
        raise InvalidArgumentError(f'expected ties="refuse" or "form", got {ties!r:.80}')
    m = len(links(len(form.players)))
    chosen = tuple(range(m))
    if order is not None:
        masks = [Network.from_links(form.players, [pair]).mask for pair in order]
        chosen = tuple(mask.bit_length() - 1 for mask in masks)
        if sorted(chosen) != list(range(m)):
            raise InvalidArgumentError(f"expected an order of all {m} links, each once, got {len(chosen)}; add what is missing")
    evidence = LinkFormation(chosen, ties, formed_links(form, chosen, ties))
    return certify("network of the link formation game", form, evidence, {"ties": ties})
