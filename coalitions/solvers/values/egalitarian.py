"""The egalitarian value of a convex game."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from ...certificates.egalitarian import LorenzBest
from ...errors import UnsupportedGameError
from ...games.tu import CoalitionalGame, exact_table, tabulate
from ...kernels.subsets import sizes, subset_sums
from ...players import Payoffs
from ...scalars import Array, simplest
from ...solution import Solution, certify
from ..properties.convex import check_convex


def egalitarian_value(game: CoalitionalGame, *, limit: int = 18) -> Solution[Payoffs]:
    """The most equal way to share v(N) among those by which no coalition gets less than it is worth, for convex games.

    The largest coalition with the highest worth per member gets that much each; then the same among the others, in the game
    of what they add to those who are gone. In a convex game the result is in the core and Lorenz-dominates every other core
    point: for each k, the k players who get least get most. Float worths stand for their own binary values.

    Args:
        game: a convex game with transferable utility whose worths are numbers.
        limit: the most players; cost n**2 2**n comparisons, most of them for convexity.

    Returns:
        Solution with Payoffs in fractions that add up to v(N), certified as the core point by which those who get most get
        only what they are worth.

    Raises:
        UnsupportedGameError: the game is not convex; the message has two coalitions that show it.
        UndecidedError: worths are symbolic (put numbers in).
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> claims = {"A": 100, "B": 200, "C": 300}
        >>> estate = co.TUGame.from_function(
        ...     list(claims), lambda S: max(0, 350 - sum(c for p, c in claims.items() if p not in S))
        ... )
        >>> co.egalitarian_value(estate).value
        A: 100, B: 125, C: 125

    References:
        Dutta and Ray (1989), A concept of egalitarianism under participation constraints; Dutta (1990), The
        egalitarian solution and reduced game properties in convex games.
    """
    table = tabulate(game, limit=limit)
    packed, denominator = exact_table(table)
    convex = check_convex(table, limit=limit)
    if not convex.value:
        why = convex.certificate.describe(table) if convex.certificate else ""
        raise UnsupportedGameError(
            f"expected a convex game, got one in which {why}; use find_core_point or another value (shapley_value, tau_value)"
        )
    worths = packed.astype(object)
    amounts: list[Any] = [0] * len(table.players)
    settled = 0
    while settled != table.players.grand:
        best, each = _best_coalition(worths, settled)
        for i in range(len(amounts)):
            if best >> i & 1:
                amounts[i] = simplest(each / denominator)
        settled |= best
    method = "the best coalition on average, one after the other"
    return certify("egalitarian value", table, LorenzBest(tuple(map(Fraction, amounts))), {"method": method})


def _best_coalition(worths: Array, settled: int) -> tuple[int, Fraction]:
    """The union of the coalitions that add most per member to those who are settled, and how much each of them gets."""
    n = len(worths).bit_length() - 1
    left = [i for i in range(n) if not settled >> i & 1]
    masks = subset_sums([1 << i for i in left], np.int64)
    added, members = worths[masks | settled] - worths[settled], sizes(len(left))
    each = max(Fraction(max(added[members == t].tolist()), t) for t in range(1, len(left) + 1))
    best = added * each.denominator == members.astype(object) * each.numerator
    return int(np.bitwise_or.reduce(masks[best.astype(bool)])), each
