"""Average convexity: on average, the members of a coalition add more to a larger one."""

from __future__ import annotations

import numpy as np

from ...games.tu import CoalitionalGame
from ...kernels.grids import Grid
from ...kernels.subsets import Array, sizes, subset_sums
from ...solution import Solution
from ._inequalities import decide


def check_average_convex(game: CoalitionalGame, *, limit: int = 14) -> Solution[bool]:
    """Whether the members of a coalition add at least as much in total to every larger coalition as to their own.

    Σ_{i ∈ S} (v(S) − v(S∖i)) <= Σ_{i ∈ S} (v(T) − v(T∖i)) for all S within T. Convex games are average convex, and the Shapley
    value of an average convex game is in its core. Exact: float worths stand for their own binary values.

    Args:
        game: any game with transferable utility.
        limit: the most players; the cost is 3**n comparisons (14 players: about a second).

    Returns:
        Solution with True, certified by all comparisons, or with False, certified by two coalitions.

    Raises:
        LimitExceededError: more players than `limit` (symbolic games: 7).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # the estate of 200 in Aumann and Maschler (1985), which is convex; by hand: so it is average convex
        >>> estate = co.bankruptcy_game(200, {"wife of 100": 100, "wife of 200": 200, "wife of 300": 300})
        >>> co.check_average_convex(estate)
        average convex: True   [certified; compared on all coalitions of 3 players]
        >>> # the drug game of Winston (2004); by hand: Joe and firm 2 add 1 + 1 to the two of them, and 1 + 0 to all three
        >>> drug = co.TUGame.from_function(["Joe", "firm 2", "firm 3"], lambda S: int("Joe" in S and len(S) > 1))
        >>> co.check_average_convex(drug)
        average convex: False   [certified; the members of {Joe, firm 2} add 1 more in total to {Joe, firm 2} than to {Joe,
        firm 2, firm 3}]

    References:
        Inarra and Usategui (1993), The Shapley value and average convex games. International Journal of Game Theory 22, 13–29;
        the example: Aumann and Maschler (1985), Game theoretic analysis of a bankruptcy problem from the Talmud; Winston
        (2004), Operations research, section 14.6 (the drug game).
    """
    return decide(game, "average convex", limit, _broken)


def _broken(worths: Array, _: Grid) -> tuple[int, int] | None:
    """For each T, all S within it at once."""
    n = len(worths).bit_length() - 1
    own = sizes(n) * worths  # what the members of S add to S
    for i in range(n):
        own.reshape(-1, 2, 1 << i)[:, 1] -= worths.reshape(-1, 2, 1 << i)[:, 0]
    for t in range(1, len(worths)):
        inside = [1 << i for i in range(n) if t >> i & 1]
        within = subset_sums(inside, np.int64)
        surplus = own[within] - subset_sums([worths[t] - worths[t ^ i] for i in inside], worths.dtype)
        worst = int(surplus.argmax())
        if surplus[worst] > 0:
            return int(within[worst]), t
    return None
