from math import comb

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import coalitions as co
from coalitions.kernels import chances


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12).filter(any), st.data())
def test_the_exact_index_is_within_the_bound(weights, data):
    quota = data.draw(st.integers(1, sum(weights)))
    exact = co.shapley_shubik_index(co.WeightedVotingGame.from_weights(quota=quota, weights=dict(enumerate(weights)))).value
    found, error = chances.integrated_swings(quota, weights)
    assert error < 1e-9
    assert all(abs(found[w] - float(exact[i])) <= error for i, w in enumerate(weights))


@pytest.mark.parametrize("n", [100, 600])
def test_one_large_member_by_hand(n):
    # n members of weight 1 and one of weight w: it swings if it comes after quota - w to quota - 1 of them (Shapley 1962)
    w, quota = n // 3, n // 2 + n // 6
    found, error = chances.integrated_swings(quota, [1] * n + [w])
    assert abs(found[w] - w / (n + 1)) <= error < 1e-9
    assert abs(found[1] - (1 - w / (n + 1)) / n) <= error


@pytest.mark.parametrize(("n", "p"), [(300, 0.5), (1300, 0.25)])
def test_sums_are_binomial(n, p):
    # beyond 1024 members the numbers are scaled down on the way
    sums = chances._sums_up_to(n // 2, [1] * n, p)
    exact = [float(mpmath.mpf(comb(n, k)) * mpmath.mpf(p) ** k * mpmath.mpf(1 - p) ** (n - k)) for k in range(n // 2 + 1)]
    assert np.allclose(sums, np.cumsum(exact), rtol=1e-11, atol=1e-300)


@pytest.mark.parametrize("n", [20, 100, 1000])
def test_nodes(n):
    # p^k (1 - p)^(n-1-k) times a binomial coefficient has the integral 1/n; its largest error is not beyond the bound
    m, error = chances.nodes_needed(n)
    assert m <= n // 2 + 1
    nodes, shares = np.polynomial.legendre.leggauss(m)
    for k in (0, n // 3, n // 2, n - 1):
        with mpmath.workdps(30):
            chance = [
                comb(n - 1, k) * mpmath.mpf(p) ** k * mpmath.mpf(1 - p) ** (n - 1 - k) for p in ((1 + nodes) / 2).tolist()
            ]
            total = sum(c * s for c, s in zip(chance, (shares / 2).tolist(), strict=True))
        assert abs(float(total - mpmath.mpf(1) / n)) <= error + 8 * chances.UNIT * (n + m)


def test_the_nodes_of_numpy_are_accurate():
    for m in (40, 132, 200):
        with mpmath.workdps(40):
            for x in np.polynomial.legendre.leggauss(m)[0][:: m // 7].tolist():
                root = mpmath.findroot(lambda z, m=m: mpmath.legendre(m, z), mpmath.mpf(x), verify=False)
                assert abs(float(root - x)) <= 4 * chances.UNIT
