"""Discounted values of Markov chains: exact for one chain, and in floats with a bound for many deterministic ones at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from .subsets import Array

Rows = Sequence[Mapping[int, Fraction]]


def discounted_values(transitions: Rows, payoffs: Sequence[Sequence[Fraction]], discount: Fraction) -> list[list[Fraction]]:
    """The v with v[x] = (1 - d) u[x] + d (sum of p[x][y] v[y]), for payoffs u[x] of several players: one row for each state.

    With 0 <= d < 1 there is exactly one, since each row of I - dP is dominated by its diagonal entry. Gaussian elimination
    without pivoting in fractions: about (number of states)**3 / 3 steps.
    """
    z = len(transitions)
    rows: list[dict[int, Fraction]] = []
    right = [[(1 - discount) * u for u in row] for row in payoffs]
    for x, row in enumerate(transitions):
        coefficients = {y: -discount * p for y, p in row.items() if p}
        coefficients[x] = coefficients.get(x, Fraction(0)) + 1
        rows.append(coefficients)
    for x in range(z):
        for y in range(z):
            factor = rows[y].get(x, 0) if y != x else 0
            if not factor:
                continue
            factor = factor / rows[x][x]
            for k, entry in rows[x].items():
                if k > x:
                    rows[y][k] = rows[y].get(k, Fraction(0)) - factor * entry
            del rows[y][x]
            right[y] = [a - factor * b for a, b in zip(right[y], right[x], strict=True)]
    return [[a / rows[x][x] for a in right[x]] for x in range(z)]


def is_discounted_value(
    values: Sequence[Sequence[Fraction]],
    transitions: Rows,
    payoffs: Sequence[Sequence[Fraction]],
    discounts: Sequence[Fraction],
) -> bool:
    """Whether these are the values, by putting them into the equations, which have one solution."""
    return all(
        values[x][i] == (1 - d) * payoffs[x][i] + d * sum((p * values[y][i] for y, p in row.items()), start=Fraction(0))
        for x, row in enumerate(transitions)
        for i, d in enumerate(discounts)
    )


def values_of_maps(maps: Array, payoffs: Sequence[Fraction], discount: Fraction) -> tuple[Array, float]:
    """One player's values, of the same form as above, for many deterministic chains (a row of next states each), and a bound.

    v = sum over t of (1 - d) d**t u(f**t(x)), doubled in length until the rest is below rounding. No float is off by more than
    the bound: each doubling adds a few roundings of numbers up to max|u|, and d**(2**k), squared k times, is off by a few
    times 2**k roundings; both grow by 1 / (1 - d) at most.
    """
    u = np.array([float(a) for a in payoffs])
    largest, gap = float(np.abs(u).max(initial=0.0)), float(1 - discount)
    values: Array = np.broadcast_to(gap * u, maps.shape).copy()
    step, power, doublings = maps.astype(np.int64), float(discount), 0
    while power > 2.0**-60:
        values += power * np.take_along_axis(values, step, axis=1)
        step = np.take_along_axis(step, step, axis=1)
        power *= power
        doublings += 1
    return values, 64 * (doublings + 4) * 2.0**-53 * largest / gap
