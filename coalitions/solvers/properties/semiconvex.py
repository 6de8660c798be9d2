"""Semiconvexity: alone, a player is as close to the most that it can hope for as in any coalition."""

from __future__ import annotations

from ...certificates.inequalities import gaps
from ...games.tu import CoalitionalGame
from ...kernels.grids import Grid
from ...scalars import Array
from ...solution import Solution
from ._inequalities import decide


def check_semiconvex(game: CoalitionalGame, *, limit: int = 22) -> Solution[bool]:
    """Whether no coalition is worth more than its members' utopia payoffs, and misses them by at least what each member does.

    With b_i = v(N) − v(N∖i) and the gap g(S) = b(S) − v(S): g(S) >= 0 and g({i}) <= g(S) for all S and all i in S. Convex and
    exact games are semiconvex, and there is a simple formula for the τ-value of semiconvex games. Superadditivity is not asked
    for. Exact: float worths stand for their own binary values.

    Args:
        game: any game with transferable utility.
        limit: the most players; the cost is n 2**(n-1) comparisons.

    Returns:
        Solution with True, certified by all comparisons, or with False, certified by a coalition with a negative gap, or by
        a player with a larger gap than a coalition it is in.

    Raises:
        LimitExceededError: more players than `limit` (symbolic games: 7).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # Staudacher and Anwander (2021), CoopGame, isSemiConvexGame
        >>> co.check_semiconvex(co.TUGame.from_vector(["A", "B", "C"], [3, 4, 5, 9, 10, 11, 18], order="size"))
        semiconvex: True   [certified; compared on all coalitions of 3 players]
        >>> co.check_semiconvex(co.TUGame.from_vector(["A", "B", "C"], [1, 2, 3, 4, 5, 6, 7], order="size"))
        semiconvex: False   [certified; the gap of {A, B} is -1]

    References:
        Driessen and Tijs (1985), The τ-value, the core and semiconvex games. International Journal of Game Theory 14, 229–247;
        the example: Staudacher and Anwander (2021), CoopGame.
    """
    return decide(game, "semiconvex", limit, _broken)


def _broken(worths: Array, grid: Grid) -> tuple[int, int] | None:
    gap = gaps(worths, grid)
    worst = int(gap.argmin())
    if gap[worst] < 0:
        return worst, 0
    for t, (count, stride) in enumerate(zip(grid.counts, grid.strides, strict=True)):
        with_one = grid.lines(gap, t)[:, 1:]
        worst = int(with_one.argmin())
        if with_one.flat[worst] < gap[stride]:
            high, low = divmod(worst, stride * count)
            return (high * (count + 1) + 1) * stride + low, stride
    return None
