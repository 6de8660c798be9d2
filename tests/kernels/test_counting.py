from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalitions.errors import LimitExceededError
from coalitions.kernels import counting


@st.composite
def rules(draw):
    n = draw(st.integers(1, 5))
    weights = [draw(st.lists(st.integers(0, 4), min_size=n, max_size=n).filter(any)) for _ in range(draw(st.integers(1, 2)))]
    return [draw(st.integers(1, sum(row))) for row in weights], weights


def totals(weights, mask):
    return [sum(w for i, w in enumerate(row) if mask >> i & 1) for row in weights]


@given(rules(), st.booleans())
def test_critical_counts_by_enumeration(rule, minimal):
    quotas, weights = rule
    columns = list(zip(*weights, strict=True))
    n = len(columns)
    expected = [[0] * (n + 1) for _ in range(n)]
    for mask in range(1 << n):
        if all(t >= q for t, q in zip(totals(weights, mask), quotas, strict=True)):
            members = [i for i in range(n) if mask >> i & 1]
            critical = [i for i in members if any(t < q for t, q in zip(totals(weights, mask ^ 1 << i), quotas, strict=True))]
            if not minimal or critical == members:
                for i in critical:
                    expected[i][len(critical)] += 1
    found = counting.critical_counts(quotas, weights, minimal=minimal, limit=10**6)
    assert [found[column] for column in columns] == expected


@given(rules())
def test_cells_cover_every_excess_once(rule):
    quotas, weights = rule
    cells = list(counting.critical_cells(quotas, weights))
    ranges = [range(sum(row) - q + 1) for q, row in zip(quotas, weights, strict=True)]
    for excess in product(*ranges):
        critical = [int(any(w > e for w, e in zip(c, excess, strict=True))) for c in zip(*weights, strict=True)]
        inside = [m for low, high, m in cells if all(a <= e < b for a, e, b in zip(low, excess, high, strict=True))]
        assert inside == ([critical] if any(critical) else [])


def test_marks_and_reachable():
    counts = counting.counts_by_weight_and_size([[2, 1, 2]], limit=100, marks=[1, 0, 0])
    assert counts[5].tolist() == [0, 1, 0, 0]
    assert counts[3].tolist() == [1, 1, 0, 0]
    assert counts.sum() == 8
    assert [bin(bits) for bits in counting.reachable([2, 1])] == ["0b1", "0b101", "0b1111"]
    with pytest.raises(LimitExceededError, match="limit=10"):
        counting.counts_by_weight_and_size([[2, 1, 2]], limit=10)
