from math import comb

from hypothesis import given
from hypothesis import strategies as st

from coalitions.kernels import minimal


def by_enumeration(quota, weights):
    n = len(weights)
    out = {w: [0] * (n + 1) for w in weights}
    for mask in range(1 << n):
        members = [w for i, w in enumerate(weights) if mask >> i & 1]
        if members and sum(members) >= quota > sum(members) - min(members):
            for w in out:
                out[w][len(members)] += mask >> weights.index(w) & 1
    return out


@given(st.lists(st.integers(0, 6), min_size=1, max_size=7).filter(any), st.data())
def test_by_enumeration(weights, data):
    quota = data.draw(st.integers(1, sum(weights)))
    expected = by_enumeration(quota, weights)
    assert minimal.minimal_counts(quota, weights) == expected
    assert {w: minimal.minimal_counts_of_one(quota, weights, w) for w in set(weights)} == expected


def test_a_majority_of_ninety():
    # one vote each: C(89, 45) minimal coalitions of 46 with a given one; by hand
    expected = [0] * 91
    expected[46] = comb(89, 45)
    assert minimal.minimal_counts(46, [1] * 90) == {1: expected}
    assert minimal.minimal_counts_of_one(46, [1] * 90, 1) == expected
