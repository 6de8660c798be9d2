"""The largest weighted product over a polytope {g >= 0: A g <= 1} in floats: an interior-point method."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]


def largest_product(A: Array, weights: Array) -> tuple[Array, Array]:
    """The g > 0 with A g <= 1 at which the sum of w log g is largest, and the prices p >= 0 with p A = w / g.

    A has entries between 0 and 1, and a positive one in each column. Newton's method follows the maximizers of
    sum of w log g + t · sum of log (1 - A g) for ever smaller t; then t / (1 - A g)_k are the prices. Where t is small and
    slacks would cancel, the inequalities with a positive price are solved as equations instead.
    """
    w = weights / weights.sum()
    g, t = np.full(A.shape[1], 0.5 / A.shape[1]), 1.0
    while t > 1e-10:
        t /= 8
        for _ in range(60):
            slack = 1 - A @ g
            gradient = w / g - t * (A / slack[:, None]).sum(axis=0)
            step = np.linalg.solve(np.diag(w / g**2) + t * (A.T / slack**2) @ A, gradient)
            if gradient @ step < 1e-20:
                break
            size = 1.0
            while size > 1e-12 and ((g + size * step).min() <= 0 or (1 - A @ (g + size * step)).min() <= 0):
                size /= 2
            g = g + (size if size == 1 else 0.9 * size) * step
    prices = t / (1 - A @ g)
    g, prices = _polished(A, w, g, prices)
    return g, weights.sum() * prices


def _polished(A: Array, w: Array, g: Array, prices: Array) -> tuple[Array, Array]:
    """A few steps of Newton's method on p A = w / g and A g = 1 in the rows whose price is positive; dropped if it strays."""
    tight = np.flatnonzero(prices > 1e-5)
    T, n = A[tight], len(g)
    x, p = g.copy(), prices[tight]
    for _ in range(6):
        off = np.concatenate([p @ T - w / x, T @ x - 1])
        square = np.block([[np.diag(w / x**2), T.T], [T, np.zeros((len(tight), len(tight)))]])
        step = np.linalg.lstsq(square, off, rcond=None)[0]
        x, p = x - step[:n], p - step[n:]
        if np.abs(x - g).max() > 1e-3 or p.min() < 0 or x.min() <= 0:
            return g, prices
    out = np.zeros(len(prices))
    out[tight] = p
    return x, out
