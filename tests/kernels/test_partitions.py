import numpy as np
import pytest
from sympy.utilities.iterables import multiset_partitions

import coalitions as co
from coalitions.kernels.partitions import (
    bell,
    blocks,
    canonical,
    divided,
    labels_of,
    merged,
    partition_index,
    rank,
    restricted_growth,
    unrank,
)


def as_sets(row):
    return frozenset(frozenset(np.flatnonzero(row == k).tolist()) for k in set(row.tolist()))


def test_bell_numbers():
    # OEIS A000110
    assert [bell(n) for n in range(11)] == [1, 1, 2, 5, 15, 52, 203, 877, 4140, 21147, 115975]
    assert bell(25) == 4638590332229999353 < 2**63 < bell(26) == 49631246523618756274


@pytest.mark.parametrize("n", range(8))
def test_every_partition_once_in_lexicographic_order(n):
    labels = restricted_growth(n)
    assert labels.dtype == np.int8
    assert labels.shape == (bell(n), n)
    rows = list(map(tuple, labels.tolist()))
    assert rows == sorted(set(rows))
    if n:
        other = {frozenset(map(frozenset, p)) for p in multiset_partitions(list(range(n)))}
        assert {as_sets(row) for row in labels} == other
    assert np.array_equal(canonical(labels), labels)


@pytest.mark.parametrize("n", range(8))
def test_ranks_and_blocks_lead_back(n):
    labels = restricted_growth(n)
    every = np.arange(bell(n))
    assert np.array_equal(rank(labels), every)
    assert np.array_equal(unrank(every, n), labels)
    for k, (row, masks) in enumerate(zip(labels, blocks(labels), strict=True)):
        used = [m for m in masks.tolist() if m]
        assert {frozenset(i for i in range(n) if m >> i & 1) for m in used} == as_sets(row)
        assert partition_index(used[::-1], n) == k
        assert np.array_equal(labels_of(used[::-1], n), row)


def test_the_last_of_25_and_too_many():
    last = np.arange(25, dtype=np.int8)[None, :]
    assert rank(last).tolist() == [bell(25) - 1]
    assert np.array_equal(unrank(np.array([bell(25) - 1]), 25), last)
    for refused in (lambda: rank(np.zeros((1, 26), dtype=np.int8)), lambda: restricted_growth(13)):
        with pytest.raises(co.LimitExceededError):
            refused()
    for places in ([5], [-1]):
        with pytest.raises(co.InvalidArgumentError):
            unrank(np.array(places), 3)
    for masks in ([1], [1, 3], [0, 7], [8], [1, 2, 4, 4]):
        with pytest.raises(co.InvalidArgumentError):
            labels_of(masks, 3)


@pytest.mark.parametrize("n", range(6))
def test_neighbors(n):
    labels = restricted_growth(n)
    sets = [as_sets(row) for row in labels]
    for row, p in zip(labels, sets, strict=True):
        coarser = {q for q in sets if len(q) == len(p) - 1 and all(any(b <= c for c in q) for b in p)}
        finer = {q for q in sets if len(q) == len(p) + 1 and all(any(b <= c for c in p) for b in q)}
        for found, wanted in ((merged(row), coarser), (divided(row), finer)):
            assert found.shape == (len(wanted), n)
            assert {as_sets(r) for r in found} == wanted
            assert np.array_equal(canonical(found), found)
