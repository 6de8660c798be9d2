"""Simple games: every coalition wins or loses."""

from __future__ import annotations

import numpy as np

from ...certificates.complements import Breach, HoldsForAll
from ...certificates.winning import TABLE_UP_TO
from ...errors import LimitExceededError
from ...games.forms import mask_of, stored, stored_worths
from ...games.tu import CoalitionalGame
from ...games.typed import TypedGame
from ...games.voting import WeightedVotingGame
from ...solution import Solution, certify
from ._laws import first_decrease


def check_simple(game: CoalitionalGame, *, limit: int = 24) -> Solution[bool]:
    """Whether the game is simple: every coalition is worth 0 or 1, all players together 1, and no winner loses by growing.

    Power indices, minimal winning coalitions, vetoes and the like ask for a simple game. Exact: float worths stand for their
    own binary values.

    Args:
        game: any game with transferable utility. (A voting game is so by construction: yes at once.)
        limit: the most players (24 at most; for a game by types: 2**limit profiles); the cost is n 2**(n-1) comparisons.

    Returns:
        Solution with True, certified by all comparisons, or with False, certified by a coalition whose worth is neither 0 nor
        1, by v(N) = 0, or by a winning coalition within a losing one.

    Raises:
        LimitExceededError: more players than `limit`.
        UndecidedError: a symbolic game.

    Examples:
        >>> import coalitions as co
        >>> # von Neumann and Morgenstern (1944), section 21: the simple majority game of three
        >>> co.check_simple(co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 1)))
        simple: True   [certified; compared on all coalitions of 3 players]
        >>> # Peleg and Sudhölter (2007), example 5.5.12; by hand: worths of 10 and 2
        >>> game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 2}, missing=0)
        >>> co.check_simple(game)
        simple: False   [certified; v({A, B}) = 10]

    References:
        von Neumann and Morgenstern (1944), chapter 10; Taylor and Zwicker (1999), Simple games; the example: Peleg and
        Sudhölter (2007), Introduction to the theory of cooperative games, example 5.5.12.
    """
    if isinstance(game, WeightedVotingGame):
        return certify("simple", game, HoldsForAll("simple"))
    if hasattr(game, "players") and len(game.players) > min(limit, TABLE_UP_TO) and not isinstance(game, TypedGame):
        raise LimitExceededError(
            f"expected at most {min(limit, TABLE_UP_TO)} players, or a voting game, got {len(game.players)}; raise the limit "
            f"({TABLE_UP_TO} at most)"
        )
    table = stored(game, limit=min(limit, TABLE_UP_TO))
    worths, unit = stored_worths(table)
    bad = np.flatnonzero((worths != 0) & (worths != unit))
    if len(bad) or worths[-1] == 0:
        return certify("simple", table, Breach("simple", mask_of(table, int(bad[0]) if len(bad) else len(worths) - 1)))
    found = first_decrease(table)
    return certify("simple", table, HoldsForAll("simple") if found is None else Breach("simple", *found))
