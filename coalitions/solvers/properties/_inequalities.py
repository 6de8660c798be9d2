"""What the checks of properties that are linear inequalities have in common."""

from __future__ import annotations

from collections.abc import Callable

from ...certificates.inequalities import BY_PROFILE, AllInequalities, BrokenInequality, Inequality, excess, keys, roomy
from ...errors import LimitExceededError, UndecidedError
from ...games.forms import grid_of, mask_of, stored, stored_worths
from ...games.tu import CoalitionalGame, TUGame, tabulate
from ...kernels.grids import Grid
from ...scalars import Array, sign
from ...solution import Solution, certify

#: Each comparison of expressions costs a fraction of a millisecond or more, and there are up to 3**n of them.
SYMBOLIC_UP_TO = 7


def decide(
    game: CoalitionalGame, law: Inequality, limit: int, broken: Callable[[Array, Grid], tuple[int, int] | None], order: int = 0
) -> Solution[bool]:
    """The property: `broken` finds an inequality that fails in an array of whole worths by profile, which may be coalitions.

    It gives the index of S, and of what is joined to it: nothing, or a player.
    """
    table = stored(game, limit=limit) if law in BY_PROFILE else tabulate(game, limit=limit)
    concept = f"{order}-monotone" if law == "k-monotone" else law
    if table.kind == "symbolic":
        return _on_symbols(tabulate(table, limit=limit), law, concept, order)
    found = broken(roomy(stored_worths(table)[0], len(table.players)), grid_of(table))
    if found is None:
        return certify(concept, table, AllInequalities(law, order))
    first = mask_of(table, found[0])
    second = mask_of(table, found[1], first if law == "zero-monotone" else 0)
    return certify(concept, table, BrokenInequality(law, first, second, order))


def _on_symbols(table: TUGame, law: Inequality, concept: str, order: int) -> Solution[bool]:
    if len(table.players) > SYMBOLIC_UP_TO:
        raise LimitExceededError(
            f"expected at most {SYMBOLIC_UP_TO} players to compare expressions on all coalitions, got {len(table.players)}; "
            "put numbers in, or restrict the game to fewer players"
        )
    undecided = None
    for key in keys(law, len(table.players), order):
        gap = excess(table, law, *key)
        try:
            found = sign(gap)
        except UndecidedError:
            undecided = gap if undecided is None else undecided
            continue
        if found > 0 or (found and law == "additive"):
            return certify(concept, table, BrokenInequality(law, *key, order))
    if undecided is not None:
        raise UndecidedError(
            f"expected worths for which it is decided whether the game is {concept}, but "
            f"{f'{undecided} == 0' if law == 'additive' else f'{-undecided} >= 0'} is open. Put numbers in, or state this "
            "condition and let coalitions.claims.decide settle it over a region"
        )
    return certify(concept, table, AllInequalities(law, order))
