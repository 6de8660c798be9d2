"""Zero-monotonicity: a coalition never loses by taking in one more player."""

from __future__ import annotations

from ...games.tu import CoalitionalGame
from ...kernels.grids import Grid
from ...scalars import Array
from ...solution import Solution
from ._inequalities import decide


def check_zero_monotone(game: CoalitionalGame, *, limit: int = 22) -> Solution[bool]:
    """Whether a coalition and one more player are always worth at least as much together as apart.

    v(S) + v(i) <= v(S ∪ i) for all S and all i outside. That is to say that the zero-normalized game is monotone; such games
    are also called weakly superadditive. A superadditive game is zero-monotone. Exact: float worths stand for their own
    binary values.

    Args:
        game: any game with transferable utility.
        limit: the most players; the cost is n 2**(n-1) comparisons (for a game by types: 2**limit profiles).

    Returns:
        Solution with True, certified by the zero-normalized game, in which no part of a coalition is worth more than it; or
        with False, certified by a coalition and a player.

    Raises:
        LimitExceededError: more players than `limit` (symbolic games: 7).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # Peleg and Sudhölter (2007), example 5.5.12: C takes 8 away from A and B
        >>> game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 2}, missing=0)
        >>> co.check_zero_monotone(game)
        zero-monotone: False   [certified; v({A, B}) + v({C}) exceeds v({A, B, C}) by 8]
        >>> # two couples as in Taylor and Zwicker (1999); by hand: a single player never takes anything away, two couples do
        >>> couples = co.TUGame.from_function(["A", "B", "C", "D"], lambda S: int({"A", "B"} <= S or {"C", "D"} <= S))
        >>> co.check_zero_monotone(couples).value, co.check_superadditive(couples).value
        (True, False)

    References:
        Peleg and Sudhölter (2007), Introduction to the theory of cooperative games, section 2.1 (weakly superadditive games,
        0-monotonic games); the example: Taylor and Zwicker (1999), Simple games.
    """
    return decide(game, "zero-monotone", limit, _broken)


def _broken(worths: Array, grid: Grid) -> tuple[int, int] | None:
    for t, (count, stride) in enumerate(zip(grid.counts, grid.strides, strict=True)):
        lines = grid.lines(worths, t)
        surplus = lines[:, :-1] + worths[stride] - lines[:, 1:]
        worst = int(surplus.argmax())
        if surplus.flat[worst] > 0:
            high, low = divmod(worst, stride * count)
            return high * stride * (count + 1) + low, stride
    return None
