import random

import numpy as np

from coalitions.kernels.spans import in_span, narrowed, orthogonal_to


def rows(masks, n):
    return np.array([[m >> i & 1 for i in range(n)] for m in masks]).reshape(-1, n)


def test_against_ranks():
    rng = random.Random(1)
    for _ in range(150):
        n = rng.randint(1, 6)
        masks = [rng.randrange(1, 1 << n) for _ in range(rng.randint(0, n))]
        vectors = orthogonal_to(masks, n)
        rank = int(np.linalg.matrix_rank(rows(masks, n))) if masks else 0
        assert len(vectors) == n - rank
        wanted = [int(np.linalg.matrix_rank(rows([*masks, m], n))) == rank for m in range(1 << n)]
        assert in_span(vectors, n).tolist() == wanted


def test_nothing_and_everything():
    assert in_span(orthogonal_to([], 3), 3).tolist() == [True] + [False] * 7
    assert in_span((), 3).all()
    assert in_span((), 0).tolist() == [True]


def test_a_dependent_coalition_changes_nothing():
    vectors = orthogonal_to([0b011, 0b100], 3)
    assert narrowed(vectors, 0b111) is vectors
    assert narrowed(vectors, 0b001) is not vectors


def test_entries_too_large_for_int64():
    huge = (10**30, -(10**30), 0)
    assert in_span((huge, (0, 1, -1)), 3).tolist() == [True] + [False] * 6 + [True]
    many = tuple(tuple(10**8 * (i == j) - 10**8 * (i == j + 1) for i in range(9)) for j in range(8))
    assert in_span(many, 9).sum() == 2
