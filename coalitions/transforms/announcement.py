"""From a valuation to a game in normal form: players announce with whom they want to be."""

from __future__ import annotations

import math
from itertools import product
from typing import Any, Literal

import numpy as np

from ..errors import InvalidArgumentError, LimitExceededError
from ..games.normal_form import NormalFormGame
from ..games.partition_function import PartitionFunctionGame
from ..games.valuation import Valuation, valuation
from ..kernels.partitions import canonical, rank
from ..scalars import whole_limit

Announcements = Literal["gamma", "delta", "open"]


def announcement_game(
    game: Valuation | PartitionFunctionGame, *, rule: Announcements = "gamma", limit: int = 1 << 16
) -> NormalFormGame:
    """The game in which all players announce at once what coalition they want, and a rule makes a partition of it.

    rule="gamma": everybody announces a coalition that he belongs to, and a coalition forms if all its members have announced
    it; the others are alone. "delta": those who have announced the same coalition are together, even if some of its members
    are not among them. "open": everybody announces an address (1, …, n), and those at one address are together. In the first
    two membership is exclusive, in the third nobody can be kept out.

    Args:
        game: a Valuation, or a game in partition function form, whose coalitions share their worth equally.
        rule: how announcements make a partition.
        limit: the most profiles of announcements (4096 for four players by the first two rules, 1048576 for five).

    Returns:
        A NormalFormGame. Cost: one pass over all profiles.

    Raises:
        InvalidArgumentError: another rule.
        UnsupportedGameError: neither form of game.
        LimitExceededError: more profiles than `limit`.

    Examples:
        >>> import coalitions as co
        >>> cournot = co.cournot_partition_game(["A", "B", "C"], intercept=12)
        >>> len(co.enumerate_pure_nash(announcement_game(cournot, rule="open")).value)  # everybody alone, in 3! ways
        6

    References:
        Hart and Kurz (1983), Endogenous formation of coalitions. Econometrica 51, 1047–1064 (games Γ and Δ); Yi (1997), Stable
        coalition structures with externalities. Games and Economic Behavior 20, 201–237 (open membership).
    """
    form = valuation(game)
    if rule not in ("gamma", "delta", "open"):
        raise InvalidArgumentError(f'expected rule="gamma", "delta" or "open", got {rule!r}; write one of these')
    n = len(form.players)
    each = n if rule == "open" else 1 << max(n - 1, 0)
    size = math.prod([each] * n)
    if size > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} profiles of announcements, got {size}; write limit={size}, or use "
            "enumerate_stable_structures, which lists none"
        )
    masks = [[m for m in range(1 << n) if m >> i & 1] for i in range(n)]
    said = [list(range(n)) if rule == "open" else masks[i] for i in range(n)]
    profiles = np.array(list(product(*said)), dtype=np.int64).reshape(size, n)
    labels = np.tile(np.arange(n), (size, 1))
    for i in range(n):
        for j in range(i):
            same = profiles[:, i] == profiles[:, j]
            if rule == "gamma":  # all members of the coalition have announced it
                for k in range(n):
                    same &= (profiles[:, i] >> k & 1 == 0) | (profiles[:, k] == profiles[:, i])
            labels[:, i] = np.where(same, labels[:, j], labels[:, i])
    table = form.table[rank(canonical(labels))].reshape(*[each] * n, n)
    names: list[tuple[Any, ...]] = [
        tuple(range(1, n + 1)) if rule == "open" else tuple(str(form.players.coalition(m)) for m in masks[i]) for i in range(n)
    ]
    strategies = tuple(tuple(map(str, row)) for row in names)
    return NormalFormGame(form.players, strategies, table, form.denominator, form.kind)
