"""What the checks of monotone, proper, strong and constant-sum games have in common."""

from __future__ import annotations

import numpy as np

from ...certificates.complements import Breach, HoldsForAll, Law, critical_range, symbolic_gaps
from ...certificates.winning import TABLE_UP_TO, aimed_rule
from ...errors import LimitExceededError, UndecidedError
from ...games.forms import Tabulated, grid_of, mask_of, stored_worths
from ...games.simple import simple_stored
from ...games.tu import CoalitionalGame, TUGame
from ...games.typed import TypedGame
from ...games.voting import WeightedVotingGame
from ...kernels.counting import reachable
from ...scalars import sign
from ...solution import Solution, certify

#: Each comparison of expressions costs a fraction of a millisecond or more.
SYMBOLIC_UP_TO = 10


def first_decrease(game: Tabulated) -> tuple[int, int] | None:
    """A coalition and the same with one more member that is worth less (their masks)."""
    worths, _ = stored_worths(game)
    grid = grid_of(game)
    for t, (count, stride) in enumerate(zip(grid.counts, grid.strides, strict=True)):
        lines = grid.lines(worths, t)
        bad = np.flatnonzero(lines[:, :-1] > lines[:, 1:])
        if len(bad):
            rest, low = divmod(int(bad[0]), stride)
            high, k = divmod(rest, count)
            index = (high * (count + 1) + k) * stride + low
            return mask_of(game, index), mask_of(game, index + stride)
    return None


def decide_on_symbols(game: TUGame, law: Law) -> Solution[bool]:
    """The property of a game of expressions: a breach that is decided, or all comparisons; UndecidedError where open."""
    if len(game.players) > SYMBOLIC_UP_TO:
        raise LimitExceededError(
            f"expected at most {SYMBOLIC_UP_TO} players to compare expressions on all coalitions, got {len(game.players)}; put "
            "numbers in, or restrict the game to fewer players"
        )
    undecided = None
    for first, second, gap in symbolic_gaps(game, law):
        try:
            found = sign(gap)
        except UndecidedError:
            undecided = gap if undecided is None else undecided
            continue
        if found > 0 or (found and law == "constant-sum"):
            return certify(law, game, Breach(law, first, second))
    if undecided is not None:
        needed = f"{-undecided} >= 0" if law == "monotone" else f"{undecided} == 0"
        raise UndecidedError(
            f"expected worths for which it is decided whether the game is {law}, but {needed} is open. Put numbers in, or "
            "state this condition and let coalitions.claims.decide settle it over a region"
        )
    return certify(law, game, HoldsForAll(law))


def decide_by_complements(game: CoalitionalGame, law: Law, limit: int) -> Solution[bool]:
    """Whether no coalition wins (loses) together with its complement: from the table, or from the weights of one rule."""
    if isinstance(game, WeightedVotingGame) and len(game.quotas) == 1 and len(game.players) > TABLE_UP_TO:
        first = _by_weight(game, law, limit)
    elif hasattr(game, "players") and len(game.players) > TABLE_UP_TO and not isinstance(game, TypedGame):
        raise LimitExceededError(
            f"expected at most {TABLE_UP_TO} players, or a voting game of one rule, got {len(game.players)}; write "
            "the rules as one (quota and weights) where that is possible, or ask symmetry_reduced(game)"
        )
    else:
        table = simple_stored(game)
        wins = table.table != 0
        bad = np.flatnonzero(wins & wins[::-1] if law == "proper" else ~(wins | wins[::-1]))
        first = mask_of(table, int(bad[0])) if len(bad) else None
    return certify(law, game, HoldsForAll(law) if first is None else Breach(law, first))


def _by_weight(game: WeightedVotingGame, law: Law, limit: int) -> int | None:
    """A coalition with a total weight at which it wins (loses) together with its complement."""
    quota, row = aimed_rule(game, "winning")
    if sum(row) > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} as total weight of more than {TABLE_UP_TO} players, got {sum(row)}; raise the "
            "limit, or divide the weights by a common unit"
        )
    low, high = critical_range(law, quota, sum(row))
    sums = reachable(row)
    inside = sums[-1] >> low & ((1 << max(high - low + 1, 0)) - 1)
    if not inside:
        return None
    rest, mask = low + (inside & -inside).bit_length() - 1, 0
    for i in range(len(row) - 1, -1, -1):
        if not sums[i] >> rest & 1:
            rest, mask = rest - row[i], mask | 1 << i
    return mask
