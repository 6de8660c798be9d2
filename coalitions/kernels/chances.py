"""Chances that a random set of others makes a member decisive, in floats with a bound on the error."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from .subsets import Array

UNIT = 2.0**-53
ROW = 2048  #: sums run over rows of so many entries and then over the rows, so that rounding grows with the larger of the two
RESCALE = 500  #: players after which the numbers are scaled down, before they leave the range of floats


def nodes_needed(n: int) -> tuple[int, float]:
    """How many Gaussian nodes integrate every chance to swing among n players, and the error that remains.

    The chance is a polynomial of degree n - 1 in p, so that half as many nodes leave no error. On an ellipse around [0, 1] with
    semiaxes that add up to ρ = e^t (half of it here) it is at most (|p| + |1 - p|)^{n-1} = cosh(t)^{n-1}, and m nodes err by at
    most 32/15 cosh(t)^{n-1} ρ^{-2(m-1)} / (1 - ρ^{-2}): Trefethen (2008), Is Gauss quadrature better than Clenshaw-Curtis?,
    theorem 4.5 (recalled, not checked against the paper). So the number of nodes grows like the root of n.
    """
    exact = (n + 1) // 2
    for m in range(2, exact):
        t = math.atanh(min(2 * (m - 1) / (n - 1), 1 - 1e-9))
        log_error = (n - 1) * math.log(math.cosh(t)) - 2 * (m - 1) * t
        if log_error < math.log(1e-15):
            return m, 32 / 15 * math.exp(log_error) / -math.expm1(-2 * t)
    return max(exact, 1), 0.0


def integrated_swings(quota: int, weights: Sequence[int]) -> tuple[dict[int, float], float]:
    """For each weight, the integral over p of the chance to swing if all others join with probability p; and an error bound.

    That is the Shapley-Shubik index (Owen 1972). Every number that is added is positive, and each member is divided out of the
    sums on the side where that damps errors: of the coalition for p <= 1/2, of those missing beyond. Cost: for each node
    an addition of arrays for each member, of as many numbers as weights short of the quota, or above it.
    """
    n, total = len(weights), sum(weights)
    m, error = nodes_needed(n)
    nodes, shares = np.polynomial.legendre.leggauss(m)
    # nodes are off by a few units, and the chance to swing changes by at most n - 1 for each unit of p
    error += 8 * UNIT * (n + m)
    kinds = [w for w in sorted(set(weights)) if w]
    index = dict.fromkeys(weights, 0.0)
    for node, share in zip(((1 + nodes) / 2).tolist(), (shares / 2).tolist(), strict=True):
        p, bound = (node, quota - 1) if node <= 0.5 else (1 - node, total - quota)
        sums, odds = _sums_up_to(bound, sorted(weights), p), p / (1 - p)
        for w in kinds:
            index[w] += share * (_without(sums, bound, w, odds) - _without(sums, bound - w, w, odds)) / (1 - p)
        rounding = (6 * n + 2 * (ROW + len(sums) // ROW) + 64) * UNIT  # of each sum, as a part of it
        terms = bound // kinds[0] + 1  # of the series that divides a member out, whose sizes fall by the odds
        error += share * 2 * rounding * min(terms, 1 / (1 - odds) if odds < 1 else terms) / (1 - p)
    return index, error


def _sums_up_to(bound: int, weights: Sequence[int], p: float) -> Array:
    """The chances that a random set of all members weighs at most 0, 1, …, bound."""
    chance = np.zeros(bound + 1)
    chance[0], odds, reach, behind = 1.0, p / (1 - p), 0, 0
    buffer = np.empty(bound + 1)
    for weight in weights:
        last = min(reach, bound - weight)
        if last >= 0:
            part = buffer[: last + 1]
            np.multiply(chance[: last + 1], odds, out=part)
            chance[weight : weight + last + 1] += part
        reach = min(reach + weight, bound)
        behind += 1
        if behind == RESCALE:
            chance[: reach + 1] *= (1 - p) ** behind
            behind = 0
    chance *= (1 - p) ** behind
    rows = np.zeros(-(-len(chance) // ROW) * ROW)
    rows[: len(chance)] = chance
    table = np.cumsum(rows.reshape(-1, ROW), axis=1)
    table[1:] += np.cumsum(table[:-1, -1])[:, None]
    return table.ravel()[: len(chance)]


def _without(sums: Array, at: int, weight: int, odds: float) -> float:
    """1 - p times the chance that the others weigh at most `at`: what is left if a member is divided out."""
    if at < 0:
        return 0.0
    terms = sums[at::-weight]
    return float((terms * (-odds) ** np.arange(len(terms))).sum())  # summed pairwise
