"""The threshold public good: enough players must contribute, and all benefit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ..errors import InvalidArgumentError, InvalidGameError
from ..games.normal_form import NormalFormGame
from ..players import Players
from ..scalars import parse
from ._reading import stored, within

CHOICES = ("contribute", "abstain")


def public_good_game(
    players: Iterable[str | int] | Players, threshold: int, *, benefit: Any, cost: Any, limit: int = 12
) -> NormalFormGame:
    """The game in normal form in which everybody gets the benefit if at least `threshold` players contribute.

    Player i gets V [at least m contribute] − c [i contributes]; contributions are not refunded. For 0 < c < V and m >= 2 the
    equilibria in pure strategies are: exactly m contribute (each is needed, the others ride free), or nobody does. Benefit and
    cost may be symbols. Cost: n 2**n payoffs.

    Args:
        players: the names of the players, in order; at least one.
        threshold: m, from 1 to the number of players.
        benefit: V, what the good is worth to each player.
        cost: c, what a contribution costs whoever makes it.
        limit: the most players.

    Raises:
        InvalidGameError: no players, or a threshold below 1 or above their number.
        InvalidArgumentError: the threshold is not a whole number, or benefit or cost is not a number.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.public_good_game(["A", "B", "C"], 2, benefit=3, cost=1)
        >>> game["contribute", "contribute", "abstain"]
        A: 2, B: 2, C: 3
        >>> len(co.enumerate_pure_nash(game).value)
        4

    References:
        Palfrey and Rosenthal (1984), Participation and the provision of discrete public goods: a strategic analysis.
    """
    names = Players.from_names(players)
    n = len(names)
    if not isinstance(threshold, int) or isinstance(threshold, bool):
        raise InvalidArgumentError(f"expected a whole number of players as threshold, got {threshold!r}; write for example 2")
    if not 1 <= threshold <= n:
        raise InvalidGameError(
            f"expected a threshold from 1 to the number of players, {n}, got {threshold}; choose one of them"
        )
    within(n, limit, "payoffs at 2**n profiles")
    v, c = parse(benefit, "a benefit"), parse(cost, "a cost")
    numbers, denominator, kind = stored([v, c, v - c, 0])
    abstains = np.moveaxis(np.indices((2,) * n), 0, -1)  # [profile, player]: 1 where the player abstains
    enough = n - abstains.sum(axis=-1, keepdims=True) >= threshold
    # the four cases of a player: V or V − c where enough contribute, 0 or −c where not
    table = np.where(enough, np.where(abstains, numbers[0], numbers[2]), np.where(abstains, numbers[3], -numbers[1]))
    return NormalFormGame(names, (CHOICES,) * n, table, denominator, kind)
