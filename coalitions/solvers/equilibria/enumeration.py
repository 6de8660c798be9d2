"""All Nash equilibria of a game of two players."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from ...certificates.nash_lists import AllNash, Pairs, SomeNash
from ...errors import UnsupportedGameError
from ...games.nash_sets import NashEquilibria, Point
from ...games.normal_form import NormalFormGame, exact_payoffs, normal_form
from ...kernels.polytopes import Vertices, enumerate_vertices
from ...scalars import Array, whole_limit
from ...solution import Guarantee, Solution, certify


def enumerate_nash(game: NormalFormGame, *, limit: int = 100_000) -> Solution[NashEquilibria]:
    """All Nash equilibria of a game of two players, in pure and mixed strategies: the extreme ones, and their components.

    A game may have infinitely many equilibria; they fill finitely many products of faces, whose corners are the extreme
    equilibria. The value is the sequence of these, and its `components` say how they hang together: single points, or
    products such as {Out} × {mixes of Fight and 2/3 Fight + 1/3 Share}, every pair of which is an equilibrium. Ties,
    weakly dominated and duplicate strategies need no special care.

    Args:
        game: a game in normal form of two players with numbers as payoffs; a float stands for its own binary value.
        limit: the most bases to visit on each of the two best-response polytopes. Where it is hit, `value.complete` is False,
            and the answer says that equilibria may be missing. A game of 10 × 10 has some thousand bases and takes about a
            second; the number grows exponentially.

    Returns:
        Solution with `NashEquilibria`, exact. Up to 1000 pairs of equally large supports (6 × 6 or 2 × 40) it is
        certified: each equilibrium by its zero gains, and the completeness of the list by solving the equations of all
        these pairs, another method than the solver's. For larger games every equilibrium in the list is still checked; that
        the list is complete follows from exhaustive pivoting in exact arithmetic (guarantee: exact).

    Raises:
        UnsupportedGameError: not two players.
        UndecidedError: payoffs are symbolic.

    Examples:
        >>> import coalitions as co
        >>> entry = co.NormalFormGame.from_payoffs(
        ...     {("In", "Fight"): (-1, -1), ("In", "Share"): (2, 1), ("Out", "Fight"): (0, 3), ("Out", "Share"): (0, 3)},
        ...     players=["Entrant", "Incumbent"],
        ... )
        >>> found = co.enumerate_nash(entry)
        >>> for component in found.value.components:
        ...     print(component)
        (In, Share)
        {Out} × {mixes of Fight and 2/3 Fight + 1/3 Share}
        >>> len(found.value), found.value.complete, found.guarantee
        (3, True, certified)

    References:
        Mangasarian, O. (1964). Equilibrium points of bimatrix games. J. SIAM 12, 778–780. Avis, D., Rosenberg, G., Savani,
        R., von Stengel, B. (2010). Enumeration of Nash equilibria for two-player games. Economic Theory 42, 9–37.
    """
    if len(normal_form(game).players) != 2:
        raise UnsupportedGameError(
            f"expected a game of two players, got one of {len(game.players)}; use find_pure_nash or enumerate_pure_nash, "
            "check_nash for a given profile, or find_correlated_equilibrium"
        )
    limit = whole_limit(limit)
    table, _ = exact_payoffs(game)
    rows = enumerate_vertices(_positive(table[..., 1]).T, limit=limit)
    columns = enumerate_vertices(_positive(table[..., 0]), limit=limit)
    pairs = _match(rows, columns, *game.shape)
    complete = rows.complete and columns.complete
    diagnostics = {
        "method": "lexicographic pivoting on both best-response polytopes",
        "bases": rows.bases + columns.bases,
        "vertices": len(rows.tight) + len(columns.tight),
        "complete": complete,
    }
    if not complete:
        reason = f"stopped at limit={limit} bases; write a larger limit"
        return certify("Nash equilibria", game, SomeNash(pairs), {**diagnostics, "reason": reason})
    certificate = AllNash(pairs)
    if certificate.systems(game) <= certificate.limit:
        return certify("Nash equilibria", game, certificate, diagnostics)
    found = certificate.check_listed(game)
    return Solution("Nash equilibria", game, found, Guarantee.EXACT, certificate, diagnostics)


def _positive(payoffs: Array) -> Array:
    """Payoffs as the smallest positive whole numbers that leave all best answers as they are."""
    values = payoffs.astype(object)
    values = values - values.min()
    common = math.gcd(*map(int, values.reshape(-1))) or 1
    out: Array = values // common + 1
    return out


def _match(rows: Vertices, columns: Vertices, m: int, n: int) -> Pairs:
    """Pairs of vertices at which every strategy of both players is unused or a best answer."""
    ys = [y for y in columns.tight if any(y)]
    low = (1 << n) - 1
    # from (y_j = 0; row i is a best answer) to the order of the other polytope: (row i is a best answer; y_j = 0)
    labels = np.array(
        [columns.tight[y] >> n | (columns.tight[y] & low) << m for y in ys], dtype=np.int64 if m + n < 63 else object
    )
    pairs = []
    for x, mask in rows.tight.items():
        if any(x):
            need = ((1 << (m + n)) - 1) & ~mask
            pairs += [(_normalized(x), _normalized(ys[k])) for k in np.flatnonzero((labels & need) == need)]
    return tuple(sorted(pairs, reverse=True))


def _normalized(z: Point) -> Point:
    total = sum(z, start=Fraction(0))
    return tuple(v / total for v in z)
