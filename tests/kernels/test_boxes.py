from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalitions.kernels import boxes


@st.composite
def bounded(draw):
    n, rules = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    columns = [tuple(draw(st.integers(0, 4)) for _ in range(rules)) for _ in range(n)]
    bounds = [draw(st.integers(0, sum(c[r] for c in columns))) for r in range(rules)]
    return bounds, columns, draw(st.booleans())


def by_enumeration(bounds, columns, sized):
    n = len(columns)
    total, members = [0] * (n + 1), [[0] * (n + 1) for _ in range(n)]
    for mask in range(1 << n):
        inside = [c for i, c in enumerate(columns) if mask >> i & 1]
        if all(sum(c[r] for c in inside) <= b for r, b in enumerate(bounds)):
            size = len(inside) if sized else 0
            total[size] += 1
            for i in range(n):
                members[i][size] += mask >> i & 1
    return total, members


def padded(counts, n):
    return [*counts, *[0] * (n + 1 - len(counts))]


def large(bounds, columns, sized):
    """As with large arrays, which are added size by size."""
    before, boxes.SMALL = boxes.SMALL, 0
    try:
        return boxes.sets_by_states(bounds, columns, sized)
    finally:
        boxes.SMALL = before


@pytest.mark.parametrize("count", [boxes.sets_by_states, large, boxes.sets_by_halves])
@given(bounded())
def test_by_enumeration(count, box):
    bounds, columns, sized = box
    total, members = by_enumeration(*box)
    found = count(bounds, columns, sized)
    assert padded(found.total, len(columns)) == total
    assert [padded(found.members[c], len(columns)) for c in columns] == members


@given(bounded())
def test_without_each_by_enumeration(box):
    bounds, columns, sized = box
    for column, states in boxes.without_each(bounds, columns, sized):
        others = list(columns)
        others.remove(column)
        less = [b - w for b, w in zip(bounds, column, strict=True)]
        for side in (bounds, less):
            expected = by_enumeration(side, others, sized)[0] if min(side) >= 0 else [0]
            assert padded(states.within(side), len(columns)) == padded(expected, len(columns))


@pytest.mark.parametrize("n", [63, 64, 65, 97, 200])
@pytest.mark.parametrize("sized", [True, False])
def test_counts_of_several_limbs(n, sized):
    # n players with the weight 1 and one with 3: sums of binomial coefficients
    def choose(m, k):
        return comb(m, k) if k >= 0 else 0

    bound = n // 2
    found = boxes.sets_by_states([bound], [(1,)] * n + [(3,)], sized)
    heavy = [choose(n, s - 1) * (s <= bound - 2) for s in range(bound + 1)]
    by_size = [choose(n, s) + heavy[s] for s in range(bound + 1)]
    light = [choose(n - 1, s - 1) + choose(n - 1, s - 2) * (s <= bound - 2) for s in range(bound + 1)]
    assert found.total == (by_size if sized else [sum(by_size)])
    assert found.members[3,] == (heavy if sized else [sum(heavy)])
    assert found.members[1,] == (light if sized else [sum(light)])


def test_halves_with_weights_beyond_int64():
    unit = 10**30
    columns = [(unit * w + 1, 1) for w in (5, 4, 3, 2, 1, 1)]
    for sized in (True, False):
        total, members = by_enumeration([8 * unit + 2, 3], columns, sized)
        found = boxes.sets_by_halves([8 * unit + 2, 3], columns, sized)
        assert padded(found.total, 6) == total
        assert [padded(found.members[c], 6) for c in columns] == members


def test_what_is_needed():
    assert boxes.states_needed([9], [(1,)] * 20, False) == 10
    assert boxes.states_needed([9], [(1,)] * 20, True) == 100  # at most nine fit
    assert boxes.halves_needed([9], [(1,)] * 45, False) == 1 << 62
    assert boxes.halves_needed([10**9, 9], [(10**6, 1)] * 20, True) == 2 * 11 * (1 << 10)
    assert boxes.most_members([5], [(4,), (2,), (3,), (0,)]) == 3
