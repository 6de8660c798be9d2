"""Mauleon and Vannetelbosch (2004): with positive spillovers the grand coalition alone is cautiously consistent."""

from fractions import Fraction
from itertools import combinations

import pytest

import coalitions as co


def partitions(items):
    if not items:
        yield ()
        return
    first, *rest = items
    for partition in partitions(rest):
        yield ((first,), *partition)
        for k, block in enumerate(partition):
            yield (*partition[:k], (first, *block), *partition[k + 1 :])


def in_order(partition):
    return tuple(sorted(tuple(sorted(block)) for block in partition))


def cartels(n):
    """Linear Cournot competition between k cartels: each earns 1/(k + 1)**2, in equal shares; a coalition that moves arranges
    itself as it likes, and those left behind stay together."""
    firms = list(range(1, n + 1))
    states = [in_order(p) for p in partitions(firms)]
    payoffs = {s: [Fraction(1, (len(s) + 1) ** 2 * next(len(b) for b in s if i in b)) for i in firms] for s in states}
    moves = []
    for s in states:
        for movers in (c for r in range(1, n + 1) for c in combinations(firms, r)):
            left = [b for b in (tuple(i for i in block if i not in movers) for block in s) if b]
            moves += [(s, in_order((*left, *own)), list(movers)) for own in partitions(list(movers))]
    return co.Environment.from_moves(firms, states, moves, payoffs=payoffs)


@pytest.mark.parametrize("n", [2, 3, 4, 5])
def test_cournot_cartels(n):
    env, everybody = cartels(n), (tuple(range(1, n + 1)),)
    assert co.largest_cautious_consistent_set(env).value == {everybody}
    consistent = co.largest_consistent_set(env).value
    assert everybody in consistent  # "always belongs to the largest consistent set"
    if n == 5:
        assert len(consistent) > 1  # "many coalition structures may belong to the largest consistent set"
