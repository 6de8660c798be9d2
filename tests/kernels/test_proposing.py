import numpy as np
import pytest

from coalitions.kernels.proposing import Round, stationary_values


def voting(quota, weights, chances, discount):
    n, masks = len(weights), np.arange(1 << len(weights))
    total = sum((masks >> k & 1) * w for k, w in enumerate(weights))
    worths = np.where(total >= quota, 1.0, -np.inf)
    return Round(worths, np.zeros((len(masks), n)), np.array(chances), np.full(n, discount))


@pytest.mark.parametrize(
    ("quota", "weights", "chances", "discount", "expected"),
    [
        (2, [1, 1, 1], [1 / 3] * 3, 0.9, [1 / 3] * 3),
        (3, [2, 1, 1, 1], [0.25] * 4, 1.0, [0.4, 0.2, 0.2, 0.2]),
        (3, [2, 1, 1], [1 / 3] * 3, 0.9, [11 / 15, 2 / 15, 2 / 15]),  # (2 - δ) / (6 - 5 δ) for the veto player
        (2, [1, 1], [0.7, 0.3], 0.5, [0.7, 0.3]),
        (1, [1], [1.0], 0.0, [1.0]),
    ],
)
def test_values_known_by_hand(quota, weights, chances, discount, expected):
    assert np.allclose(stationary_values(voting(quota, weights, chances, discount)), expected, atol=1e-5)


def test_those_left_out_count_what_they_get_later():
    # A and B divide 1, or A leaves alone with 1 and B gets 1/2 later: A always leaves; B offers A what waiting is worth
    later = np.array([[0, 0], [0, 0.5], [0, 0], [0, 0]])
    game = Round(np.array([-np.inf, 1, 0, 1]), later, np.array([0.5, 0.5]), np.array([0.5, 0.5]))
    # v_A = 1/2 + v_A / 4 = 2/3; v_B = 1/4 + (1 - v_A / 2) / 2 = 7/12
    assert np.allclose(stationary_values(game), [2 / 3, 7 / 12], atol=1e-5)


def test_smoothed_proposals_reproduce_the_values():
    game = voting(5, [3, 2, 2, 1, 1], [0.2] * 5, 0.9)
    values = stationary_values(game, coldest=1e-3)
    assert np.abs(game.expected(values, 1 / 1024) - values).max() < 1e-9
