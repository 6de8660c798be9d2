"""Is a hedonic game additively separable, and symmetric?"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import pairwise

import numpy as np

from ...certificates.additive_values import (
    AdditiveValues,
    Comparison,
    ContradictingComparisons,
    concept,
    difference,
    pair_of,
)
from ...errors import LimitExceededError
from ...games.hedonic import HedonicGame
from ...kernels.lp import maximize
from ...scalars import whole_limit
from ...solution import Solution, certify
from ._hedonic import hedonic

Values = dict[tuple[int, int], Fraction]


def find_additive_values(
    game: HedonicGame, *, symmetric: bool = False, limit: int = 8
) -> Solution[tuple[tuple[Fraction, ...], ...] | None]:
    """What each player thinks of each other, if the coalitions are liked in the order of the sums; None if no values do.

    A game for which there are such values is additively separable. If they can be symmetric, a partition with the largest sum
    of everybody's values is Nash stable.

    Args:
        game: a hedonic game; preferences may have ties.
        symmetric: whether two players must think the same of each other.
        limit: the most players.

    Returns:
        Solution with a row of fractions for each player (`additively_separable_game(rows, players=…)` is the game again),
        certified by adding up; or with None, certified by comparisons of coalitions that would cancel out. Cost: linear
        programs of n rows, one for each player, and 2**(n-1) columns; with symmetry one of n²/2 rows and n 2**(n-1) columns.

    Raises:
        UnsupportedGameError: not a hedonic game.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> lists = {"A": [("A", "B"), ("A", "B", "C"), "A", ("A", "C")], "B": ["B"], "C": ["C"]}
        >>> lists |= {"B": [[("A", "B"), "B"], [("A", "B", "C"), ("B", "C")]], "C": [[("A", "C"), "C"]]}
        >>> co.find_additive_values(co.HedonicGame.from_preferences(["A", "B", "C"], lists)).value[0]
        (Fraction(0, 1), Fraction(2, 1), Fraction(-1, 1))
        >>> pairs = {"1": ["12", "13", "1", "123"], "2": ["23", "12", "2", "123"], "3": ["13", "23", "3", "123"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in pairs.items()})
        >>> co.find_additive_values(game)
        additive values: none   [certified; sums would cancel out in ...]

    References:
        Bogomolnaia and Jackson (2002), The stability of hedonic coalition structures; Kraft, Pratt and Seidenberg (1959),
        Intuitive probability on finite sets (orders of subsets).
    """
    n, most = len(hedonic(game).players), whole_limit(limit)
    if n > most:
        raise LimitExceededError(
            f"expected at most limit={most} players to compare all coalitions in a linear program, got {n}; write limit={n}"
        )
    asked = concept(bool(symmetric))
    found: Values = {}
    for group in [range(n)] if symmetric else [[i] for i in range(n)]:
        values = _values(game, group, bool(symmetric))
        if isinstance(values, ContradictingComparisons):
            return certify(asked, game, values)
        found |= values
    rows = tuple(tuple(Fraction(0) if i == j else found[pair_of(i, j, bool(symmetric))] for j in range(n)) for i in range(n))
    return certify(asked, game, AdditiveValues(bool(symmetric), rows))


def _values(game: HedonicGame, group: Iterable[int], symmetric: bool) -> Values | ContradictingComparisons:
    """The values of some players, or comparisons that contradict each other: the two sides of one linear program.

    Unknown are weights of the comparisons, at least 0, such that all that is liked cancels out, and those of strict
    comparisons add up to 1. If there are none, the prices that prove it are the values.
    """
    members, n = list(group), len(game.players)
    compared = [c for i in members for c in _comparisons(game, i)]
    pairs = sorted({pair_of(i, j, symmetric) for i in members for j in range(n) if j != i})
    strict = [int(game.ranks[i, a] > game.ranks[i, b]) for i, a, b in compared]
    forms = [difference(c, n, symmetric) for c in compared]
    rows = [[form.get(pair, 0) for form in forms] for pair in pairs] + [strict]
    outcome = maximize([0] * len(compared), rows, [0] * len(pairs) + [1])
    if outcome.status == "infeasible":
        return dict(zip(pairs, outcome.y, strict=False))
    weighted = tuple((c, x) for c, x in zip(compared, outcome.x, strict=True) if x)
    return ContradictingComparisons(symmetric, weighted)


def _comparisons(game: HedonicGame, i: int) -> list[Comparison]:
    """Each of the player's coalitions with the next better one; those that tie both ways."""
    own = np.flatnonzero(game.ranks[i] >= 0)
    own = own[np.argsort(game.ranks[i, own], kind="stable")].tolist()
    ups = [(i, b, a) for a, b in pairwise(own)]
    return ups + [(i, a, b) for _, b, a in ups if game.ranks[i, a] == game.ranks[i, b]]
