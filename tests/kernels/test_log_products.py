import numpy as np
import pytest

from coalitions.kernels.log_products import largest_product


@pytest.mark.parametrize("weights", [[1, 1, 1], [1, 2, 5], [0.01, 1, 3]])
def test_one_inequality_in_closed_form(weights):
    A, w = np.array([[1.0, 0.5, 0.25]]), np.array(weights, dtype=float)
    g, prices = largest_product(A, w)
    assert np.allclose(g, w / w.sum() / A[0], atol=1e-9)
    assert np.allclose(prices, w.sum(), atol=1e-6)


def test_tangency_conditions_hold_at_random_polytopes():
    rng = np.random.default_rng(5)
    for _ in range(40):
        A, w = rng.random((6, 4)), rng.random(4) + 0.1
        A[rng.random((6, 4)) < 0.4] = 0
        A[0] = 1
        g, prices = largest_product(A, w)
        assert (A @ g <= 1 + 1e-9).all()
        assert np.allclose(prices @ A, w / g, rtol=1e-5)
        assert abs(prices.sum() - w.sum()) < 1e-5  # complementary slackness: p A g = p 1
