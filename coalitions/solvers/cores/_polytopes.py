"""What the sets of payoffs have in common: from lower bounds on coalitions to corners and simplices, with the evidence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from ...certificates.payoff_sets import FilledPolytope, PayoffSet, least_shares
from ...certificates.polytopes import products
from ...games.payoff_sets import PayoffPolytope
from ...games.tu import CoalitionalGame, exact_table, tabulate
from ...kernels.cones import extreme_rays
from ...kernels.lp import maximize
from ...kernels.simplices import pulled
from ...scalars import Array, whole_limit
from ...solution import Solution, certify

#: At most this many players by default: 2**n inequalities are tabulated, and as many as n! corners may come of them.
PLAYERS = 7
#: At most this many corners on the way and simplices in the end, by default: some seconds of work.
PIECES = 30_000


def polytope_solution(
    concept: PayoffSet, game: CoalitionalGame, limit: int, pieces: int, epsilon: Fraction | None = None
) -> Solution[PayoffPolytope]:
    """The set that lower bounds on coalitions define, with its evidence."""
    table = tabulate(game, limit=limit)
    evidence = filled_polytope(concept, table, pieces, epsilon)
    return certify(concept, table, evidence, diagnostics(evidence))


def diagnostics(evidence: FilledPolytope) -> dict[str, Any]:
    """What was found, in numbers."""
    return {"method": "double description", "corners": len(evidence.vertices), "simplices": len(evidence.simplices)}


def filled_polytope(concept: PayoffSet, table: CoalitionalGame, pieces: int, epsilon: Fraction | None = None) -> FilledPolytope:
    """The evidence about such a set: corners by double description, simplices by pulling, weights by a linear program."""
    pieces = whole_limit(pieces)
    worths, denominator = exact_table(table)
    scale = math.lcm(denominator, 1 if epsilon is None else epsilon.denominator)
    units = worths.astype(object) * (scale // denominator)
    shares = least_shares(concept, units, 0 if epsilon is None else int(epsilon * scale))
    keys, n, total = sorted(shares), len(table.players), int(units[-1])
    members = np.array([[s >> i & 1 for i in range(n)] for s in keys], dtype=object).reshape(len(keys), n)
    # x(N) = v(N) is used up: the last player's payoff is what the others leave
    width = max(n - 1, 0)
    rows = members[:, :width] - members[:, n - 1 :] if n else members
    bounds = np.array([shares[s] for s in keys], dtype=object) - (members[:, n - 1] * total if n else 0)
    cone = np.concatenate([rows, -bounds[:, None]], axis=1)  # the points (x, t) with rows x >= bounds t
    rays = extreme_rays([*cone.tolist(), [0] * width + [1]], width + 1, pieces=pieces)
    if not rays:
        return FilledPolytope(concept, (), (), _weights(rows, bounds, keys), epsilon)
    found = sorted((tuple(Fraction(a, ray[-1] * scale) for a in ray[:-1]), ray) for ray in rays)
    corners = tuple((*x, Fraction(total, scale) - sum(x)) if n else () for x, _ in found)
    tight = products(np.array([ray for _, ray in found], dtype=object), cone) == 0
    everywhere = tight.all(axis=0)
    simplices = pulled(len(corners), sides(tight[:, ~everywhere]), pieces=pieces)
    weights = _weights(rows[everywhere], None, [keys[k] for k in np.flatnonzero(everywhere)])
    return FilledPolytope(concept, corners, tuple(simplices), weights, epsilon)


def sides(tight: Array) -> list[int]:
    """For each inequality, the bit mask of the corners at which it is tight."""
    return [sum(1 << k for k in np.flatnonzero(column).tolist()) for column in tight.T]


def _weights(rows: Array, bounds: Array | None, keys: Sequence[int]) -> tuple[tuple[int, Fraction], ...]:
    """Positive weights w with w rows = 0: on all rows, or (with bounds) on some, so that w bounds > 0."""
    if not len(rows):
        return ()
    columns = rows.T.tolist()
    if bounds is None:
        optimum = maximize([0] * len(rows), columns, [-sum(column) for column in columns])
        weights = [1 + w for w in optimum.x]
    else:
        optimum = maximize([0] * len(rows), [*columns, bounds.tolist()], [0] * len(columns) + [1])
        weights = list(optimum.x)
    covered = sum(w for s, w in zip(keys, weights, strict=True) if s & 1)  # so that each player is covered once
    return tuple((s, w / covered) for s, w in zip(keys, weights, strict=True) if w)
