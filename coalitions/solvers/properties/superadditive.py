"""Superadditivity: disjoint coalitions never lose by joining."""

from __future__ import annotations

import numpy as np

from ...certificates.properties import HoldsEverywhere, Violation
from ...errors import LimitExceededError
from ...games.forms import mask_of, stored_worths
from ...games.tu import CoalitionalGame, tabulate
from ...games.typed import TypedGame
from ...kernels.subsets import Array, subset_sums
from ...scalars import whole_limit
from ...solution import Guarantee, Solution, certify
from ._symbolic import decide_symbolic

#: Up to this many players the second comparison is made at once; beyond, `solution.verify()` makes it.
CERTIFY_UP_TO = 12


def check_superadditive(game: CoalitionalGame, *, limit: int = 16) -> Solution[bool]:
    """Whether two coalitions without a common member are always worth at least as much together as apart.

    v(S) + v(T) <= v(S ∪ T) for all S, T with S ∩ T = {}. Exact: float worths stand for their own binary values.

    Args:
        game: any game with transferable utility.
        limit: the most players; the cost is 3**n / 2 comparisons (16 players: about a second). For a game by types, the
            square of the number of profiles must be at most 3**limit.

    Returns:
        Solution with True (certified by comparing all splits of every union; beyond 12 players exact, and `verify()`
        compares again), or with False, certified by two coalitions and how much they lose.

    Raises:
        LimitExceededError: more players than `limit` (symbolic games: 7).
        UndecidedError: a symbolic game where the answer depends on the symbols (state `claims.superadditive(game)`).

    Examples:
        >>> import coalitions as co
        >>> # Aumann (2010), some non-superadditive games: the deeds of four sons that Ibn Ezra knew in 1146
        >>> deeds = co.airport_game({"Reuben": 120, "Simeon": 60, "Levi": 40, "Judah": 30})
        >>> co.check_superadditive(deeds)
        superadditive: False   [certified; v({Reuben}) + v({Simeon}) exceeds v({Reuben, Simeon}) by 60]
        >>> # Littlechild and Owen (1973): what is saved by a common runway
        >>> co.check_superadditive(co.savings_game(deeds)).value
        True

    References:
        von Neumann and Morgenstern (1944), section 25; the example: Aumann (2010), Some non-superadditive games, and their
        Shapley values, in the Talmud; Littlechild and Owen (1973), A simple expression for the Shapley value in a special case.
    """
    table = _small(game, limit) if isinstance(game, TypedGame) else tabulate(game, limit=limit)
    if table.kind == "symbolic":
        return decide_symbolic(tabulate(table), "superadditive")
    worths, _ = stored_worths(table)
    found = _first_violation_by_types(table, worths) if isinstance(table, TypedGame) else _first_violation(worths)
    if found is not None:
        return certify("superadditive", table, Violation("superadditive", *found))
    if len(table.players) <= CERTIFY_UP_TO or (isinstance(table, TypedGame) and table.grid.size <= 1 << 11):
        return certify("superadditive", table, HoldsEverywhere("superadditive"))
    return Solution("superadditive", table, True, Guarantee.EXACT, HoldsEverywhere("superadditive"))


def _first_violation(worths: Array) -> tuple[int, int] | None:
    """Each S against all T among the players after the first member of S, so that every pair comes once."""
    n = len(worths).bit_length() - 1
    for s in range(1, 1 << n):
        first = (s & -s).bit_length()
        others = subset_sums([1 << i for i in range(first, n) if not s >> i & 1], np.int64)
        gaps = worths[others] - worths[others | s] + worths[s]
        worst = int(gaps.argmax())
        if gaps[worst] > 0:
            t = int(others[worst])
            return min(s, t, key=lambda m: (m.bit_count(), m)), max(s, t, key=lambda m: (m.bit_count(), m))
    return None


def _small(game: TypedGame, limit: int) -> TypedGame:
    if game.grid.size**2 > 3 ** whole_limit(limit):
        raise LimitExceededError(
            f"expected at most 3**limit = {3**limit} pairs of profiles to compare, got {game.grid.size**2}; raise the limit, "
            "or join types that differ little"
        )
    return game


def _first_violation_by_types(game: TypedGame, worths: Array) -> tuple[int, int] | None:
    """Each profile against all profiles of the others."""
    grid, box = game.grid, game.grid.box(worths)
    for index in range(1, grid.size):
        taken = grid.vector(index)[::-1]
        apart = box[tuple(slice(0, size - k) for size, k in zip(box.shape, taken, strict=True))]
        together = box[tuple(slice(k, None) for k in taken)]
        gaps = apart + worths[index] - together
        if gaps.max() > 0:
            place = np.unravel_index(int(gaps.argmax()), gaps.shape)
            first = mask_of(game, index)
            return first, mask_of(game, grid.index([int(k) for k in place[::-1]]), first)
    return None
