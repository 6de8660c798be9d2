"""The core center."""

from __future__ import annotations

from ...certificates.payoff_sets import CoreCenter
from ...games.tu import CoalitionalGame, tabulate
from ...players import Payoffs
from ...solution import Solution, certify
from ..cores._polytopes import PIECES, PLAYERS, diagnostics, filled_polytope


def core_center(game: CoalitionalGame, *, limit: int = PLAYERS, pieces: int = PIECES) -> Solution[Payoffs | None]:
    """The mean of all payoffs in the core, or None if the core is empty.

    The core center is the center of gravity of the core, all of its points being equally likely: the expectation of the
    uniform distribution. It is exact: the core is cut into simplices, whose centers are weighted by their volumes.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n inequalities may be set up.
        pieces: the most corners on the way and simplices in the end.

    Returns:
        Solution with Payoffs in fractions, certified by simplices that fill the core without gap or overlap; or with None,
        certified by balanced weights. Cost: as `core`.

    Raises:
        UndecidedError: worths are symbolic (put numbers in).
        LimitExceededError: more players than `limit`, or more corners or simplices than `pieces`.

    Examples:
        >>> import coalitions as co
        >>> # the Talmud's estate of 300 in Aumann and Maschler (1985); by hand: a parallelogram around half of the claims
        >>> wives = {"wife of 100": 100, "wife of 200": 200, "wife of 300": 300}
        >>> co.core_center(co.bankruptcy_game(300, wives)).value
        wife of 100: 50, wife of 200: 100, wife of 300: 150
        >>> # an airport as in González-Díaz and others (2016); by hand: A pays up to 1, A and B up to 2, on average 4/9 and 7/9
        >>> savings = co.savings_game(co.airport_game({"A": 1, "B": 2, "C": 4}))
        >>> co.core_center(savings).value
        A: 5/9, B: 11/9, C: 11/9

    References:
        González-Díaz and Sánchez-Rodríguez (2007), A natural selection from the core of a TU game: the core-center;
        González-Díaz, Mirás-Calvo, Quinteiro-Sandomingo and Sánchez-Rodríguez (2016), Airport games: the core and its center;
        the example: Aumann and Maschler (1985), Game theoretic analysis of a bankruptcy problem from the Talmud.
    """
    table = tabulate(game, limit=limit)
    evidence = filled_polytope("core polytope", table, pieces)
    return certify("core center", table, CoreCenter(evidence), diagnostics(evidence))
