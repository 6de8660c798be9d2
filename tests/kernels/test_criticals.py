from math import comb

from hypothesis import given
from hypothesis import strategies as st

from coalitions.kernels.criticals import critical_counts_of_one_rule


@given(st.lists(st.integers(0, 6), min_size=1, max_size=7).filter(any), st.data())
def test_by_enumeration(weights, data):
    quota, n = data.draw(st.integers(1, sum(weights))), len(weights)
    expected = {w: [0] * (n + 1) for w in weights}
    for mask in range(1 << n):
        total = sum(w for i, w in enumerate(weights) if mask >> i & 1)
        critical = [i for i, w in enumerate(weights) if mask >> i & 1 and total - w < quota <= total]
        for w in expected:
            expected[w][len(critical)] += weights.index(w) in critical
    assert critical_counts_of_one_rule(quota, weights) == expected


def test_a_chair_with_more_votes_by_hand():
    # 80 members with one vote and a chair with three, quota 41. With the chair and 38 others all are critical; with 39 or 40,
    # the chair alone; without it, 41 others
    found = critical_counts_of_one_rule(41, [3, *[1] * 80])
    chair, member = [0] * 82, [0] * 82
    chair[39], chair[1] = comb(80, 38), comb(80, 39) + comb(80, 40)
    member[39], member[41] = comb(79, 37), comb(79, 40)
    assert found == {3: chair, 1: member}
