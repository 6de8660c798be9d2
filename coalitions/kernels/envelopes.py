"""The most that weighted coalitions are worth whose weights add up to a given coalition, in exact arithmetic.

Maximize the sum of w(T) v(T) subject to the sum of w(T) 1_T = 1_S and w(T) >= 0. Its dual is to minimize x(S) subject to
x(T) >= v(T) for all T. Where the weight of N may be negative, the dual has x(N) = v(N) too: what S gets at least in the core.

The same simplex as in `balancedness`: a basis of n coalitions, its inverse in whole numbers (Edmonds–Bareiss), prices for all
2**n coalitions by one subset sum, and a lexicographic choice of the leaving row, so that ties cannot make it cycle.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from .balancedness import _leaving, _pivot
from .subsets import Array, subset_sums


@dataclass(frozen=True, slots=True)
class Envelope:
    """The optimum: weights by mask that add up to 1_S, and prices x with x(S) = value that no coalition is worth more than."""

    value: Fraction
    weights: dict[int, Fraction]
    x: tuple[Fraction, ...]


def envelope(worths: Array, target: int, *, pinned: bool = False) -> Envelope:
    """The optimum for the coalition S = `target` and whole worths indexed by mask.

    `pinned` says that the weight of N may be negative; the core must then not be empty, or there is no bound. Cost: some n to
    5n passes of subset sums over the 2**n worths.
    """
    n = len(worths).bit_length() - 1
    grand, right = len(worths) - 1, np.array([target >> i & 1 for i in range(n)], dtype=object)
    # mask -1 stands for the negative of N
    basis, inverse, den = [1 << i for i in range(n)], np.eye(n, dtype=np.int64).astype(object), 1
    while True:
        weights = inverse @ right
        basic = np.array([-int(worths[grand]) if S < 0 else int(worths[S]) for S in basis], dtype=object)
        prices = basic @ inverse
        entering = _entering(worths, prices, den, pinned)
        if entering is None:
            found: dict[int, Fraction] = {}
            for S, w in zip(basis, weights, strict=True):
                mask, signed = (grand, -w) if S < 0 else (S, w)
                if w:
                    found[mask] = found.get(mask, Fraction(0)) + Fraction(int(signed), den)
            value = Fraction(int(weights @ basic), den)
            return Envelope(value, {m: w for m, w in found.items() if w}, tuple(Fraction(int(p), den) for p in prices))
        members = [-1 if entering < 0 else entering >> i & 1 for i in range(n)]
        column = inverse @ np.array(members, dtype=object)
        row = _leaving(weights, inverse, column)
        inverse, den = _pivot(inverse, den, column, row)
        basis[row] = entering


def _entering(worths: Array, prices: Array, den: int, pinned: bool) -> int | None:
    """The coalition whose worth exceeds its price most (-1 for the negative of N), or None."""
    total = int(max(abs(int(worths.max())), abs(int(worths.min())))) * den + sum(abs(int(p)) for p in prices)
    dtype: Any = np.int64 if worths.dtype != object and total < 1 << 62 else object
    excess = worths.astype(dtype) * dtype(den) if dtype is np.int64 else worths.astype(object) * den
    excess -= subset_sums(prices.astype(dtype), dtype)
    excess[0] = 0
    best = int(excess.argmax())
    if pinned and -excess[-1] > excess[best]:
        return -1
    return best if excess[best] > 0 else None
