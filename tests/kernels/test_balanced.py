"""Minimal balanced collections: counted, balanced, minimal, and complete for three players by hand."""

from fractions import Fraction as F
from itertools import combinations

import pytest

from coalitions.errors import LimitExceededError
from coalitions.kernels.balanced import minimal_balanced_collections


@pytest.mark.parametrize(("n", "count"), [(0, 0), (1, 0), (2, 1), (3, 5), (4, 41), (5, 1291)])
def test_counts(n, count):
    """As counted by Laplace Mermoud, Grabisch and Sudhölter (2023), without the collection {N}."""
    collections = minimal_balanced_collections(n)
    assert len(collections) == len({tuple(c) for c in collections}) == count
    for c in collections:
        assert all(w > 0 for w in c.values())
        assert all(sum(w for mask, w in c.items() if mask >> i & 1) == 1 for i in range(n))
        assert len(c) <= n


def test_three_players_by_hand():
    half = F(1, 2)
    expected = [{1: 1, 6: 1}, {2: 1, 5: 1}, {3: 1, 4: 1}, {1: 1, 2: 1, 4: 1}, {3: half, 5: half, 6: half}]
    assert sorted(map(sorted, (c.items() for c in minimal_balanced_collections(3)))) == sorted(
        map(sorted, (c.items() for c in expected))
    )


def test_no_collection_is_part_of_another():
    supports = [frozenset(c) for c in minimal_balanced_collections(4)]
    assert not any(a < b for a, b in combinations(supports, 2))
    assert not any(b < a for a, b in combinations(supports, 2))


def test_limit():
    with pytest.raises(LimitExceededError, match="200213"):
        minimal_balanced_collections(6)
