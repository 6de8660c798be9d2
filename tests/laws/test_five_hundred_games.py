"""500 random games of whole numbers, degenerate ones among them: every answer about the core is certified, none falls back."""

from fractions import Fraction

import numpy as np
import pytest

import coalitions as co

KINDS = {
    "any": lambda rng, size: rng.integers(-20, 21, size),
    "monotone": lambda rng, size: np.bitwise_count(np.arange(size)) ** 2 + rng.integers(0, 3, size),
    "ties": lambda rng, size: rng.integers(0, 2, size),
    "zero": lambda rng, size: np.zeros(size, dtype=np.int64),
    "additive": lambda rng, size: (np.arange(size)[:, None] >> np.arange(7) & 1) @ rng.integers(-3, 4, 7),
    "sparse": lambda rng, size: rng.integers(1, 9, size) * (rng.random(size) < 0.1),
    "symmetric": lambda rng, size: rng.integers(-5, 6, 8)[np.bitwise_count(np.arange(size))],
    "huge and tiny": lambda rng, size: rng.integers(0, 2, size) * 10**15 + rng.integers(-1, 2, size),
    "negative": lambda rng, size: -rng.integers(1, 50, size),
    "one coalition": lambda rng, size: np.eye(1, size, int(rng.integers(1, size)), dtype=np.int64)[0],
}


def game(kind, seed):
    rng = np.random.default_rng(seed)
    n = 1 + seed % 7
    worths = KINDS[kind](rng, 1 << n).astype(np.int64)
    worths[0] = 0
    return co.TUGame.from_vector(list("ABCDEFG"[:n]), worths, order="mask")


@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_about_the_core_is_certified(kind):
    for seed in range(50):
        g = game(kind, seed)
        point, least, pre, nucleolus = co.find_core_point(g), co.least_core(g), co.prenucleolus(g), co.nucleolus(g)
        for solution in (point, least, pre, nucleolus):
            assert solution.guarantee is co.Guarantee.CERTIFIED, (kind, seed, solution)
            assert solution.verify().guarantee is co.Guarantee.CERTIFIED
            assert "fall" not in str(dict(solution.diagnostics)), "no fallback to another method"
        # what the four say of one game must agree
        epsilon = least.value.epsilon
        assert (point.value is not None) == (epsilon is None or epsilon <= 0)
        worths = [Fraction(g.worth(mask)) for mask in range(1 << len(g.players))]

        def excesses(payoffs, worths=worths):
            sums = [sum((x for i, x in enumerate(payoffs) if mask >> i & 1), start=Fraction(0)) for mask in range(len(worths))]
            return [v - s for v, s in zip(worths, sums, strict=True)]

        proper = excesses(pre.value.amounts)[1:-1]
        assert epsilon is None or max(proper) == epsilon, "the prenucleolus is in the least core"
        singles = sum(worths[1 << i] for i in range(len(g.players)))
        assert (nucleolus.value is None) == (singles > worths[-1]), "it exists iff there are imputations"
        if point.value is not None:
            assert nucleolus.value == pre.value, "with a core, both nucleoli are the same"
            assert max(excesses(nucleolus.value.amounts)) == 0
