"""Monotonicity: nobody does harm by joining."""

from __future__ import annotations

from ...certificates.complements import Breach, HoldsForAll
from ...games.forms import stored
from ...games.tu import CoalitionalGame, tabulate
from ...games.voting import WeightedVotingGame
from ...solution import Solution, certify
from ._laws import decide_on_symbols, first_decrease


def check_monotone(game: CoalitionalGame, *, limit: int = 24) -> Solution[bool]:
    """Whether a coalition is never worth less than a part of it: v(S) <= v(T) for all S within T.

    It is enough to compare S with S and one more player. Exact: float worths stand for their own binary values.

    Args:
        game: any game with transferable utility. (A voting game is so by construction: yes at once.)
        limit: the most players; the cost is n 2**(n-1) comparisons (for a game by types: 2**limit profiles).

    Returns:
        Solution with True, certified by comparing each worth with the most that any part is worth, or with False, certified
        by a coalition that is worth less than one of its parts.

    Raises:
        LimitExceededError: more players than `limit` (symbolic games: 10).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # Peleg and Sudhölter (2007), example 5.5.12; by hand: 10 > 2
        >>> game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 2}, missing=0)
        >>> co.check_monotone(game)
        monotone: False   [certified; v({A, B}) = 10 > v({A, B, C}) = 2]

    References:
        Peleg and Sudhölter (2007), Introduction to the theory of cooperative games, section 2.1.
    """
    if isinstance(game, WeightedVotingGame):
        return certify("monotone", game, HoldsForAll("monotone"))
    table = stored(game, limit=limit)
    if table.kind == "symbolic":
        return decide_on_symbols(tabulate(table), "monotone")
    found = first_decrease(table)
    return certify("monotone", table, HoldsForAll("monotone") if found is None else Breach("monotone", *found))
