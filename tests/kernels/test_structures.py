import numpy as np
import pytest

from coalitions.kernels.structures import best_structures, best_without_last, max_plus, one_structure, superadditive_hull


@pytest.mark.parametrize("n", range(1, 12))
def test_the_two_programs_agree(n):
    rng = np.random.default_rng(n)
    for dtype in (np.int32, np.int64, object):
        values = rng.integers(-50, 60, 1 << n).astype(dtype)
        values[0] = 0
        best = best_structures(values)
        without = best_without_last(values)
        assert (without == best[: 1 << (n - 1)]).all()
        for unit in (1, 2**25):  # sums that fit in 32 bits, and some that do not
            assert (superadditive_hull(values.astype(object) * unit) == best.astype(object) * unit).all()
            wide = superadditive_hull(values.astype(np.int64) * unit)
            assert wide.dtype == np.int64
            assert (wide == best.astype(np.int64) * unit).all()
        assert (values[1 << (n - 1) :] + without[::-1]).max() == best[-1]
        parts = one_structure(values, best)
        assert sum(parts) == (1 << n) - 1
        assert sum(values[p] for p in parts) == best[-1]


def test_no_and_one_member():
    assert best_structures(np.array([0])).tolist() == [0]
    assert best_structures(np.array([0, -3])).tolist() == [0, -3]
    assert best_without_last(np.array([0, -3])).tolist() == [0]
    assert one_structure(np.array([0]), np.array([0])) == ()


def test_max_plus_by_hand():
    a, b = np.array([0, 5, 1, 2]), np.array([0, 1, 7, 3])
    assert max_plus(a, b).tolist() == [0, 5, 7, 12]  # {0, 1}: 5 for {0} and 7 for {1}
