"""What the interaction indices have in common: weighted differences of worths, coalition by coalition."""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction

from ...certificates.interactions import CONCEPTS, Interaction, InteractionsByDividends, masks_up_to
from ...errors import LimitExceededError
from ...games.amounts import CoalitionAmounts
from ...games.tu import CoalitionalGame, tabulate
from ...kernels.subsets import sizes
from ...scalars import Array, quotient, to_integers, whole_limit
from ...solution import Guarantee, Solution, certify
from ._exact import as_objects
from ._member_sums import CERTIFY_UP_TO


def interactions(value: Interaction, game: CoalitionalGame, order: int, limit: int) -> Solution[CoalitionAmounts]:
    """The index of all coalitions S of up to `order` players: the mean of the differences of S over the sets it may join.

    The difference of S at T, disjoint from S, is the sum of (-1)**|S - R| v(T + R) over the parts R of S.
    """
    table = tabulate(game, limit=limit)
    worths, denominator = as_objects(table)
    n, order = len(table.players), whole_limit(order, "order")
    count = sum(math.comb(n, s) for s in range(1, min(order, n) + 1))
    if (count - 1).bit_length() > limit:  # count > 2**limit
        raise LimitExceededError(f"expected at most 2**limit = {1 << limit} coalitions to list, got {count}; lower the order")
    weights = {s: to_integers(_chances(value, order, n, s)) for s in range(1, min(order, n) + 1)}
    found = {}
    for mask, differences in _differences(worths, n, order):
        s = mask.bit_count()
        chances, scale = weights[s]
        terms = differences * chances.astype(object)[sizes(n - s)]
        found[mask] = quotient(sum(terms.tolist()), scale * denominator)
    masks = masks_up_to(n, order)
    certificate = InteractionsByDividends(value, order, tuple(found[mask] for mask in masks))
    diagnostics = {"method": "weighted differences", "order": order}
    if n <= CERTIFY_UP_TO:
        return certify(CONCEPTS[value], table, certificate, diagnostics)
    amounts = CoalitionAmounts(table.players, masks, certificate.amounts)
    return Solution(CONCEPTS[value], table, amounts, Guarantee.EXACT, certificate, diagnostics, order)


def _chances(value: Interaction, order: int, n: int, s: int) -> list[Fraction]:
    """The weight of each set of t others that a coalition of s players joins, for t = 0, …, n - s."""
    rest = n - s
    if value == "shapley":
        return [Fraction(1, (rest + 1) * math.comb(rest, t)) for t in range(rest + 1)]
    if value == "banzhaf":
        return [Fraction(1, 1 << rest)] * (rest + 1)
    if s < order:
        return [Fraction(int(t == 0)) for t in range(rest + 1)]
    return [Fraction(s, n * math.comb(n - 1, t)) for t in range(rest + 1)]


def _differences(worths: Array, n: int, order: int) -> Iterator[tuple[int, Array]]:
    """The differences of every coalition of up to `order` players, indexed by the sets of all others."""
    stack: list[tuple[int, int, Array]] = [(0, n, worths)]  # a mask, its lowest player, its differences
    while stack:
        mask, lowest, table = stack.pop()
        if mask:
            yield mask, table
        if mask.bit_count() < order:
            for i in range(lowest):
                pairs = table.reshape(-1, 2, 1 << i)
                stack.append((mask | 1 << i, i, (pairs[:, 1] - pairs[:, 0]).ravel()))
