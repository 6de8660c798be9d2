"""Properties of games whose worths are expressions: decided where all signs are, refused with the open inequality where not."""

from __future__ import annotations

from ...certificates.properties import HoldsEverywhere, Property, Violation, symbolic_pairs
from ...errors import LimitExceededError, UndecidedError
from ...games.tu import TUGame
from ...scalars import sign
from ...solution import Solution, certify

#: Each comparison of expressions costs a fraction of a millisecond or more, and there are 3**n / 2 of them.
LIMIT = 7


def decide_symbolic(game: TUGame, which: Property) -> Solution[bool]:
    """The property, with a violation if one pair decidedly violates it; raises UndecidedError where the answer is open."""
    if len(game.players) > LIMIT:
        raise LimitExceededError(
            f"expected at most {LIMIT} players to compare expressions on all coalitions, got {len(game.players)}; put numbers "
            "in, or restrict the game to fewer players"
        )
    undecided: Violation | None = None
    for first, second in symbolic_pairs(len(game.players), which):
        violation = Violation(which, first, second)
        try:
            if sign(violation.gap(game)) > 0:
                return certify(which, game, violation)
        except UndecidedError:
            undecided = undecided or violation
    if undecided is not None:
        raise UndecidedError(
            f"expected worths for which it is decided whether the game is {which}, but {-undecided.gap(game)} >= 0 is open. "
            f"Put numbers in, or state claims.{which}(game) and let coalitions.claims.decide settle it over a region"
        )
    return certify(which, game, HoldsEverywhere(which))
