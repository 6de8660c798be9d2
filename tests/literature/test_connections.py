"""Jackson and Wolinsky (1996): pairwise stable networks of the connections model, as unblocked states of an environment."""

from fractions import Fraction
from itertools import combinations

import pytest

import coalitions as co


def utilities(n, links, decay, cost):
    """Each other player at distance d is worth decay**d, and each own link costs."""
    near = {i: {j for a, b in links for j in (a, b) if i in (a, b) and j != i} for i in range(n)}
    amounts = []
    for i in range(n):
        seen, edge, worth, d = {i}, {i}, Fraction(0), 0
        while edge:
            worth += len(edge) * decay**d if d else 0
            seen |= (edge := set().union(*(near[j] for j in edge)) - seen)
            d += 1
        amounts.append(worth - len(near[i]) * cost)
    return amounts


def connections(n, cost):
    """Two players add a link if neither loses and one gains; one cuts it if he gains."""
    pairs = list(combinations(range(n), 2))
    networks = [frozenset(c) for r in range(len(pairs) + 1) for c in combinations(pairs, r)]
    payoffs = {g: utilities(n, g, Fraction(1, 2), cost) for g in networks}
    moves = [(g, g | {p}, list(p)) for g in networks for p in pairs if p not in g]
    moves += [(g, g - {p}, i) for g in networks for p in g for i in p]
    return co.Environment.from_moves(range(n), networks, moves, payoffs=payoffs, strictly="one")


def is_star(n, network):
    return len(network) == n - 1 and any(all(i in p for p in network) for i in range(n))


@pytest.mark.parametrize("n", [2, 3, 4])
def test_cheap_links_lead_to_the_complete_network(n):
    """Proposition 2 (i): where cost < decay − decay² the complete network is the only pairwise stable one."""
    stable = co.enumerate_unblocked(connections(n, Fraction(1, 5))).value
    assert stable == {frozenset(combinations(range(n), 2))}


def test_dearer_links():
    """Proposition 2 (ii): where decay − decay² < cost < decay stars are pairwise stable, though not alone."""
    stable = co.enumerate_unblocked(connections(4, Fraction(3, 10))).value
    assert len(stable) == 7
    assert sum(is_star(4, g) for g in stable) == 4


@pytest.mark.parametrize("n", [3, 4])
def test_dear_links(n):
    """Proposition 2 (iv): where cost > decay nobody keeps a player who has no other link, and here only the empty one lasts."""
    env = connections(n, Fraction(3, 5))
    assert co.enumerate_unblocked(env).value == {frozenset()}
    assert co.myopic_stable_set(env).value == {frozenset()}
