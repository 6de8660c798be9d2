"""The Weber set: the hull of what the players add in all orders of arrival."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from ...certificates.payoff_sets import FilledPolytope
from ...certificates.polytopes import products
from ...errors import LimitExceededError
from ...games.payoff_sets import Constraint, PayoffPolytope
from ...games.tu import CoalitionalGame, exact_table, tabulate
from ...kernels.cones import echelon, extreme_rays, primitive
from ...kernels.orders import marginal_vectors
from ...kernels.simplices import pulled
from ...scalars import Array, whole_limit
from ...solution import Solution, certify
from ._polytopes import PIECES, PLAYERS, diagnostics, sides


def weber_set(game: CoalitionalGame, *, limit: int = PLAYERS, pieces: int = PIECES) -> Solution[PayoffPolytope]:
    """All averages of the vectors of marginal contributions, as a polytope; it is never empty.

    In an order of the players each gets v(those before it and itself) - v(those before it); the Weber set is the hull of these
    n! vectors. It contains the core, and is the core iff the game is convex. The Shapley value is the mean of the n! vectors.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n worths may be tabulated.
        pieces: the most orders of the players, corners on the way and simplices in the end.

    Returns:
        Solution with a PayoffPolytope, certified: its corners are marginal vectors, its facets have all marginal vectors on one
        side, and simplices of corners fill what the facets allow. Cost: n! vectors, and each of them cuts the facets so far;
        less than a second for 5 players, and for 6 from one second to ten.

    Raises:
        UndecidedError: worths are symbolic (put numbers in).
        LimitExceededError: more players than `limit`, or more orders, corners or simplices than `pieces`.

    Examples:
        >>> import coalitions as co
        >>> # Staudacher and Anwander (2021), CoopGame, webersetVertices: six corners
        >>> game = co.TUGame.from_vector(["A", "B", "C"], [0, 1, 2, 3, 4, 5, 6], order="size")
        >>> co.weber_set(game).value
        dimension 2, volume 3, 6 corners (0, 2, 4), (0, 3, 3), (1, 1, 4), (1, 3, 2), (2, 1, 3), (2, 2, 2)
        >>> # the drug game of Winston (2004); by hand: in every order, the one who completes Joe and a firm gets 1
        >>> drug = co.TUGame.from_function(["Joe", "firm 2", "firm 3"], lambda S: int("Joe" in S and len(S) > 1))
        >>> co.weber_set(drug).value
        dimension 2, volume 1/2, 3 corners (0, 0, 1), (0, 1, 0), (1, 0, 0)

    References:
        Weber (1988), Probabilistic values for games; Shapley (1971), Cores of convex games; Ichiishi (1981), Super-modularity:
        applications to convex games and to the greedy algorithm for LP; the examples: Staudacher and Anwander (2021), CoopGame;
        Winston (2004), Operations research, section 14.6 (the drug game).
    """
    table, pieces = tabulate(game, limit=limit), whole_limit(pieces)
    worths, denominator = exact_table(table)
    orders = math.factorial(len(table.players))
    if orders > pieces:
        raise LimitExceededError(
            f"expected at most pieces={pieces} orders of the players, got {orders}; write pieces={orders} if time and memory "
            "are there, or use shapley_value for the mean of all orders"
        )
    points = marginal_vectors(worths.astype(object))
    facets, implied = _hull(points, pieces)
    normals = np.array([row for row, _ in facets], dtype=object).reshape(len(facets), points.shape[1])
    tight = products(points, normals) == np.array([bound for _, bound in facets], dtype=object)
    marks = tight.astype(np.float32)
    extreme = (marks @ (1 - marks).T == 0).sum(axis=1) == 1  # a corner is alone on all of its facets together
    corners = tuple(tuple(Fraction(a, denominator) for a in point) for point in points[extreme].tolist())
    simplices = pulled(len(corners), sides(tight[extreme, 2 * implied :]), pieces=pieces)
    weights = tuple((k, Fraction(1)) for k in range(2 * implied))
    listed: tuple[Constraint, ...] = tuple((row, Fraction(bound, denominator)) for row, bound in facets)
    evidence = FilledPolytope("Weber set", corners, tuple(simplices), weights, None, listed)
    return certify("Weber set", table, evidence, diagnostics(evidence))


def _hull(points: Array, pieces: int) -> tuple[list[tuple[tuple[int, ...], int]], int]:
    """The hull of points that add up to one number: its equations, as two inequalities each, its facets; how many equations.

    The last coordinate follows from the others, and is not used.
    """
    n = points.shape[1]
    directions, pivots, _ = echelon((points[1:, : max(n - 1, 0)] - points[0, : max(n - 1, 0)]).tolist())
    found: list[tuple[tuple[int, ...], int]] = []
    for j in sorted(set(range(n - 1)) - set(pivots)):
        row = [Fraction(0)] * n
        row[j] = Fraction(1)
        for direction, p in zip(directions, pivots, strict=True):
            row[p] = -direction[j]
        whole = primitive(row)
        number = sum(c * int(a) for c, a in zip(whole, points[0], strict=True))
        found += [(whole, number), (tuple(-c for c in whole), -number)]
    implied = len(found) // 2
    shadow = np.concatenate([points[:, pivots], np.full((len(points), 1), -1, dtype=object)], axis=1)
    far = (len(points) * shadow - shadow.sum(axis=0)) ** 2  # far points first, so that those within the hull cut nothing
    shadow = shadow[np.argsort(-far.sum(axis=1), kind="stable")]
    for *coefficients, bound in extreme_rays(shadow.tolist(), len(pivots) + 1, pieces=pieces) if pivots else []:
        places = dict(zip(pivots, coefficients, strict=True))
        found.append((tuple(places.get(j, 0) for j in range(n)), bound))
    return found, implied
