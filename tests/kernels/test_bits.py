import numpy as np
import pytest

from coalitions.kernels.bits import packed, unpacked


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 1000])
def test_round_trip(size):
    flags = np.random.default_rng(size).integers(0, 2, size).astype(np.bool_)
    bits = packed(flags)
    assert [bits >> k & 1 for k in range(size)] == flags.astype(int).tolist()
    assert unpacked(bits, size).tolist() == [k for k in range(size) if flags[k]]
