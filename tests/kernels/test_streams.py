"""Sums by size of worths in blocks, against sums coalition by coalition in Python integers."""

from fractions import Fraction

import numpy as np
import pytest

from coalitions.kernels.streams import Cut, chunk_sums, cut, joined_sums, square


def plain_sums(worths):
    n = len(worths).bit_length() - 1
    out = [[0] * (n + 1) for _ in range(n + 1)]
    for mask, worth in enumerate(worths):
        for i in [*(i for i in range(n) if mask >> i & 1), n]:
            out[i][mask.bit_count()] += worth
    return out


def streamed(table, shape):
    def same(x):
        return x

    parts = [chunk_sums(k, table.__getitem__, shape, lambda: np, same, same)[0] for k in range(shape.chunks)]
    return joined_sums(shape, parts, table.dtype != np.float64).tolist()


CUTS = [Cut(n, c, b) for n in range(8) for c in range(n + 1) for b in range(c + 1)]


@pytest.mark.parametrize("largest", [1, 10**6, 1 << 59, (1 << 62) + 1, 10**40])
@pytest.mark.parametrize("shape", CUTS, ids=lambda s: f"{s.n}-{s.chunk}-{s.block}")
def test_every_cut_of_few_players(shape, largest):
    rng = np.random.default_rng(shape.n)
    worths = [int(v) * largest // 1000 for v in rng.integers(-1000, 1001, 1 << shape.n)]
    table = np.array(worths, dtype=np.int64 if largest < 1 << 62 else object)
    assert streamed(table, shape) == plain_sums(worths)


def test_extremes_of_int64_do_not_wrap_around():
    low, high = -(1 << 63), (1 << 63) - 1
    for worths in ([low] * 256, [high] * 256, [low, high] * 128, [0, 1, -1, low] * 64):
        assert streamed(np.array(worths), Cut(8, 6, 3)) == plain_sums(worths)


def test_floats_within_their_bound():
    table = np.random.default_rng(5).normal(size=1 << 12) * 1e6
    shape = Cut(12, 9, 6)
    exact = plain_sums([Fraction(v) for v in table.tolist()])
    error = max(
        abs(Fraction(a) - b) for x, y in zip(streamed(table, shape), exact, strict=True) for a, b in zip(x, y, strict=True)
    )
    assert 0 < error <= shape.chain * 2**-52 * float(np.abs(table).sum())


def test_the_cuts_for_n_players():
    for n in (*range(45), 62):
        for wide in (False, True):
            shape = cut(n, wide=wide)
            assert 0 <= shape.block <= shape.chunk <= n
    assert cut(28) == Cut(28, 22, 17)
    assert cut(28).chunks == 64
    assert sorted(square(9).tolist()) == list(range(512))
