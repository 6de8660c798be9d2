"""Convexity: the more have joined, the more it is worth to join."""

from __future__ import annotations

import numpy as np

from ...certificates.properties import HoldsEverywhere, Violation
from ...games.forms import mask_of, stored, stored_worths
from ...games.tu import CoalitionalGame, tabulate
from ...games.typed import TypedGame
from ...kernels.subsets import Array
from ...solution import Solution, certify
from ._symbolic import decide_symbolic


def check_convex(game: CoalitionalGame, *, limit: int = 22) -> Solution[bool]:
    """Whether every player's marginal contribution grows with the coalition that it joins (v is supermodular).

    v(S) + v(T) <= v(S ∪ T) + v(S ∩ T) for all S, T; it is enough to compare S ∪ i with S ∪ j. Exact: float worths stand for
    their own binary values. A convex game is superadditive, and its core is not empty.

    Args:
        game: any game with transferable utility.
        limit: the most players; the cost is n (n-1) 2**(n-3) comparisons (for a game by types:
            2**limit profiles).

    Returns:
        Solution with True, certified by comparing all marginal contributions, or with False, certified by two coalitions
        and how much they lose.

    Raises:
        LimitExceededError: more players than `limit` (symbolic games: 7).
        UndecidedError: a symbolic game where the answer depends on the symbols (state `claims.convex(game)`).

    Examples:
        >>> import coalitions as co
        >>> # Curiel, Maschler and Tijs (1987): bankruptcy games are convex, as that of Aumann and Maschler (1985)
        >>> estate = co.bankruptcy_game(200, {"wife of 100": 100, "wife of 200": 200, "wife of 300": 300})
        >>> co.check_convex(estate)
        convex: True   [certified; compared on all coalitions of 3 players]
        >>> # the drug game of Winston (2004); by hand: firm 2 adds 1 to Joe and nothing to Joe and firm 3
        >>> drug = co.TUGame.from_function(["Joe", "firm 2", "firm 3"], lambda S: int("Joe" in S and len(S) > 1))
        >>> co.check_convex(drug)
        convex: False   [certified; v({Joe, firm 2}) + v({Joe, firm 3}) exceeds v({Joe, firm 2, firm 3}) + v({Joe}) by 1]

    References:
        Shapley (1971), Cores of convex games; the example: Curiel, Maschler and Tijs (1987), Bankruptcy games; Aumann and
        Maschler (1985), Game theoretic analysis of a bankruptcy problem from the Talmud; Winston (2004), Operations research,
        section 14.6 (the drug game).
    """
    table = stored(game, limit=limit)
    if table.kind == "symbolic":
        return decide_symbolic(tabulate(table), "convex")
    worths, _ = stored_worths(table)
    found = _first_violation_by_types(table, worths) if isinstance(table, TypedGame) else _first_violation(worths)
    if found is not None:
        return certify("convex", table, Violation("convex", *found))
    return certify("convex", table, HoldsEverywhere("convex"))


def _first_violation(worths: Array) -> tuple[int, int] | None:
    """For each pair i < j, one vectorized comparison over all S without them."""
    n = len(worths).bit_length() - 1
    for j in range(n):
        for i in range(j):
            # axes: bits above j, bit j, bits between, bit i, bits below i
            cube = worths.reshape(-1, 2, 1 << (j - i - 1), 2, 1 << i)
            gaps = (cube[:, 0, :, 1] - cube[:, 0, :, 0]) - (cube[:, 1, :, 1] - cube[:, 1, :, 0])
            worst = int(gaps.argmax())
            if gaps.flat[worst] > 0:
                high, rest = divmod(worst, 1 << (j - 1))
                middle, low = divmod(rest, 1 << i)
                mask = high << (j + 1) | middle << (i + 1) | low
                return mask | 1 << i, mask | 1 << j
    return None


def _first_violation_by_types(game: TypedGame, worths: Array) -> tuple[int, int] | None:
    """The same for each pair of types, or two players of one, over all profiles with room for both."""
    grid, places = game.grid, np.arange(game.grid.size)
    for t, (count, step) in enumerate(zip(grid.counts, grid.strides, strict=True)):
        for s, other in enumerate(grid.strides[: t + 1]):
            fits = grid.digits(places, t) < (count if s < t else count - 1)
            room = places[fits & (grid.digits(places, s) < grid.counts[s])]
            gaps = worths[room + step] + worths[room + other] - worths[room + step + other] - worths[room]
            if len(room) and gaps.max() > 0:
                common = mask_of(game, int(room[gaps.argmax()]))
                first = common | mask_of(game, step, common)
                return first, common | mask_of(game, other, first)
    return None
