"""Whether given expectations are those of a stationary equilibrium of bargaining by random proposers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ...certificates.proposals import ExpectedProposals, NoProposals, best_proposals
from ...errors import LimitExceededError, UnsupportedGameError
from ...games.proposers import ProposerBargaining, proposer_bargaining
from ...kernels.lp import maximize
from ...scalars import read_payoffs, to_fraction, whole_limit
from ...solution import Solution, certify


def check_stationary_values(
    bargaining: ProposerBargaining, payoffs: Mapping[Any, Any] | Sequence[Any], *, limit: int = 10
) -> Solution[bool]:
    """Whether the players may expect these payoffs in a stationary equilibrium in which every offer is accepted.

    Given the payoffs v, proposers choose coalitions that leave them most when each partner j gets δ_j v_j. The payoffs are
    those of an equilibrium if lotteries over these coalitions give them on average, and nobody prefers to wait. Exact: floats
    stand for their own binary values, so write fractions.

    Args:
        bargaining: who proposes and what for, where the game ends with the first agreement (`rest="nothing"`).
        payoffs: what each player expects before the proposer is drawn.
        limit: the most players. Cost: n 2**n coalitions, and a linear program with the best of them as unknowns.

    Returns:
        Solution with True, certified by proposals, or with False, certified by numbers that rule out all lotteries or by a
        player who prefers to wait.

    Raises:
        UnknownPlayerError, InvalidArgumentError: the payoffs do not name every player once.
        UnsupportedGameError: the others go on after an agreement, so that more than these payoffs would have to be given.
        UndecidedError: worths are symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> apex = co.WeightedVotingGame.from_weights(quota=3, weights={"A": 2, "B": 1, "C": 1, "D": 1})
        >>> game = co.ProposerBargaining.from_game(apex)
        >>> co.check_stationary_values(game, ["2/5", "1/5", "1/5", "1/5"]).value
        True
        >>> co.check_stationary_values(game, ["1/2", "1/6", "1/6", "1/6"])
        values of a stationary equilibrium: False   [certified; no lotteries over the best coalitions {A, B}, {A, C}, {A, D},
        {B, C, D} give these values]

    References:
        Baron and Ferejohn (1989), Bargaining in legislatures. American Political Science Review 83, 1181–1206. Montero (2006),
        Noncooperative foundations of the nucleolus in majority games. Games and Economic Behavior 54, 380–397.
    """
    game = proposer_bargaining(bargaining)
    values = tuple(map(to_fraction, read_payoffs(game.players, payoffs).amounts))
    n = len(game.players)
    if game.rest != "nothing":
        raise UnsupportedGameError(
            "expected bargaining that ends with the first agreement, got one in which the others go on; use "
            "find_stationary_equilibrium, or ProposerBargaining.from_game(…, rest='nothing')"
        )
    if n > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} players to compare all coalitions, got {n}; raise the limit if the time is there, "
            "or use find_stationary_equilibrium for a vote with equal weights"
        )
    takes, best = best_proposals(game, values)
    prices = [d * v for d, v in zip(game.discounts, values, strict=True)]
    if min(values, default=Fraction(0)) < 0 or any(take < price for take, price in zip(takes, prices, strict=True)):
        return certify("values of a stationary equilibrium", game, NoProposals(values, None))
    columns = [(i, m) for i, masks in enumerate(best) for m in masks]
    matrix: list[list[Fraction | int]] = [[int(i == who) for who, _ in columns] for i in range(n)]
    matrix += [[game.recognition[i] * prices[j] if i != j and m >> j & 1 else 0 for i, m in columns] for j in range(n)]
    left = [v - p * take for v, p, take in zip(values, game.recognition, takes, strict=True)]
    found = maximize([0] * len(columns), matrix, [1] * n + left)
    if found.status != "optimal":
        return certify("values of a stationary equilibrium", game, NoProposals(values, found.y))
    proposals = tuple(tuple((m, q) for (i, m), q in zip(columns, found.x, strict=True) if i == j and q) for j in range(n))
    return certify("values of a stationary equilibrium", game, ExpectedProposals(values, proposals))
