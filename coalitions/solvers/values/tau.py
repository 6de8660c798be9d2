"""The tau value."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from ...certificates.compromise import CompromisePoint, NotQuasiBalanced, utopia_payoffs
from ...games.forms import grid_of, spread, stored, stored_worths
from ...games.tu import CoalitionalGame
from ...players import Payoffs
from ...scalars import simplest
from ...solution import Solution, certify


def tau_value(game: CoalitionalGame, *, limit: int = 20) -> Solution[Payoffs | None]:
    """The compromise between minimal rights and utopia payoffs that shares v(N), or None if the game has no such compromise.

    The utopia payoff M_i = v(N) − v(N \\ i) is what i adds to all the others; the minimal right m_i is the most that i can be
    left in a coalition that pays all its other members their utopia payoffs, max_{S ∋ i} v(S) − M(S \\ i). The tau value is
    m + t (M − m) with t such that it adds up to v(N). It exists in quasi-balanced games, where m <= M and
    m(N) <= v(N) <= M(N); all games with a core point are. Float worths stand for their own binary values.

    Args:
        game: any game with transferable utility whose worths are numbers.
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles).

    Returns:
        Solution with Payoffs in fractions, certified as the only share of v(N) on that line; or with None, certified by
        coalitions that show that the game is not quasi-balanced. Cost: n passes over the 2**n worths in Python integers.

    Raises:
        UndecidedError: worths are symbolic (put numbers in).
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Stach (2011), Tijs value, Encyclopedia of power
        >>> game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 1, 2, 1, 3], order="size")
        >>> co.tau_value(game)
        tau value: A: 6/5, B: 3/5, C: 6/5   [certified; the shares of v(N) between minimal rights and utopia payoffs]
        >>> # Tijs (1981): games that are not quasi-balanced have none; by hand: nobody adds anything to two votes of three
        >>> co.tau_value(co.majority_game(["A", "B", "C"]))
        tau value: none   [certified; {A, B} is worth 1, its members' utopia payoffs are 0]

    References:
        Tijs (1981), Bounds for the core of a game and the τ-value; Stach (2011), Tijs value (the example).
    """
    table = stored(game, limit=limit)
    packed, denominator = stored_worths(table)
    worths, grid = packed.astype(object), grid_of(table)
    utopia = utopia_payoffs(worths, grid)
    gaps = (grid.sums(utopia, object) - worths).tolist()
    least = min(gaps)
    if least < 0:
        return certify("tau value", table, NotQuasiBalanced((gaps.index(least),)))
    # what i concedes from its utopia payoff, M_i - m_i, is the least gap of a coalition of i (Driessen and Tijs 1985)
    members = (np.flatnonzero(grid.digits(np.arange(grid.size), t)).tolist() for t in range(len(utopia)))
    closest = [min(own, key=gaps.__getitem__) for own in members]
    concessions: list[Any] = [gaps[m] for m in closest]
    conceded = sum(c * count for c, count in zip(concessions, grid.counts, strict=True))
    if conceded < gaps[-1]:
        return certify("tau value", table, NotQuasiBalanced(tuple(closest)))
    step = Fraction(gaps[-1], conceded) if conceded else Fraction(0)
    by_type = [simplest((m - step * c) / denominator) for m, c in zip(utopia, concessions, strict=True)]
    amounts = spread(table, by_type)
    return certify("tau value", table, CompromisePoint("tau", amounts), {"method": "concessions from utopia payoffs"})
