"""The minimal balanced collections of a set of players: the inequalities that decide whether a core is empty."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from numbers import Integral
from typing import cast

import numpy as np

from ...certificates.balanced_collections import BalancedCollection, MinimalBalanced
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.tu import CoalitionalGame, TUGame
from ...kernels.balanced import minimal_balanced_collections
from ...players import Player, Players
from ...scalars import whole_limit
from ...solution import Guarantee, Solution, certify

CERTIFY_AT_ONCE = 4


def enumerate_minimal_balanced(
    players: CoalitionalGame | Players | Iterable[Player] | int, *, limit: int = 5
) -> Solution[tuple[BalancedCollection, ...]]:
    """All minimal balanced collections of coalitions, each with its weights; they depend on nothing but the players.

    A collection of coalitions is balanced if positive weights on them add up to 1 at every player, and minimal if no other
    balanced collection is a part of it; its weights are then unique. The core of a game is not empty iff v(N) is at least the
    weighted worth of each of them. The collection that consists of N alone is one of them: so there are 1, 2, 6, 42, 1292 and
    200214 for 1 to 6 players (authors who leave it out count one less).

    Args:
        players: a game, Players, a list of names, or a number of players (who are then called 1, 2, …).
        limit: the most players.

    Returns:
        Solution with a tuple of BalancedCollection (a mapping from coalitions to weights), those of few coalitions first.
        Certified up to 4 players, and by `verify()` for 5: they are exactly the basic solutions of the equations of balance,
        all of which the certificate computes by Cramer's rule. Cost: 0.1 s for 5 players, and a second to verify.

    Raises:
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Shapley (1967): the five of three players, and N alone
        >>> for collection in co.enumerate_minimal_balanced(["A", "B", "C"]).value:
        ...     print(collection)
        {A, B, C}
        {A} + {B, C}
        {B} + {A, C}
        {A, B} + {C}
        {A} + {B} + {C}
        1/2 {A, B} + 1/2 {A, C} + 1/2 {B, C}

    References:
        Shapley (1967), On balanced sets and cores; Peleg (1965), An inductive method for constructing minimal balanced
        collections of finite sets; Laplace Mermoud, Grabisch and Sudhölter (2023), Minimal balanced collections and their
        application to core stability and other topics of game theory, for the numbers.
    """
    game = _only_players(players)
    n, limit = len(game.players), whole_limit(limit)
    if n > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} players, since there are 1292 minimal balanced collections of 5 and 200214 "
            f"of 6, got {n}; use find_core_point, which finds the one that matters without a list of them"
        )
    listed = [tuple(c.items()) for c in minimal_balanced_collections(n, limit=limit)] if n else []
    grand = [((game.players.grand, Fraction(1)),)] if n else []
    certificate = MinimalBalanced((*grand, *listed))
    diagnostics = {"method": "double description", "collections": len(certificate.collections)}
    if n <= CERTIFY_AT_ONCE:
        return certify("minimal balanced collections", game, certificate, diagnostics)
    value = tuple(BalancedCollection(game.players, weights) for weights in certificate.collections)
    return Solution("minimal balanced collections", game, value, Guarantee.EXACT, certificate, diagnostics)


def _only_players(given: CoalitionalGame | Players | Iterable[Player] | int) -> CoalitionalGame:
    """A game as it is; the zero game of players who were given alone."""
    if hasattr(given, "players") and hasattr(given, "worths"):
        return cast(CoalitionalGame, given)
    if isinstance(given, Integral) and not isinstance(given, bool):
        if given < 0:
            raise InvalidArgumentError(f"expected a number of players of at least 0, got {given}; write for example 3")
        given = range(1, int(given) + 1)
    names = Players.from_names(given)  # type: ignore[arg-type]
    return TUGame(names, np.zeros(1 << len(names), dtype=np.int64))
