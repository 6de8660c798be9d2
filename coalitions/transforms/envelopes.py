"""Covers and envelopes by linear programs: the least balanced, or totally balanced, game above; the exact game with one core.

There is no `convex_cover`: of two convex games the lesser of both worths is not convex in general, so a game has no least
convex game above it, and many minimal ones.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ..errors import InvalidArgumentError
from ..games.tu import CoalitionalGame, TUGame, exact_table, tabulate
from ..kernels.envelopes import envelope
from ..scalars import simplest
from ._tables import numbers_only


def balanced_cover(game: CoalitionalGame, *, limit: int = 22) -> TUGame:
    """The game in which all players together are worth the most that balanced coalitions are: the least game above with a core.

    w(N) = max Σ w(T) v(T) over weights >= 0 that add up to 1 at every player, and w(S) = v(S) for all others. Balanced games
    stay as they are. What N would have to be worth more, w(N) − v(N), is the least subsidy that gives the game a core point
    (the cost of stability). Floats stand for their binary values and come as floats, rounded once.

    Args:
        game: any game with transferable utility whose worths are numbers.
        limit: the most players; the cost is some n to 5n passes over the 2**n worths.

    Raises:
        UndecidedError: worths are symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> co.balanced_cover(co.majority_game(["A", "B", "C"]))["A", "B", "C"]
        Fraction(3, 2)

    References:
        Shapley (1967), On balanced sets and cores; Bachrach et al. (2009), The cost of stability in coalitional games.
    """
    table = numbers_only(tabulate(game, limit=limit), "the best weights are found by comparing them")
    worths, denominator = exact_table(table)
    values: list[Any] = [table.worth(m) for m in range(len(worths))]
    values[-1] = _number(table, envelope(worths, len(worths) - 1).value / denominator)
    return TUGame.from_vector(table.players, values, order="mask", empty=True)


def totally_balanced_cover(game: CoalitionalGame, *, limit: int = 12) -> TUGame:
    """The game in which a coalition is worth the most that balanced coalitions of its members are: the least totally balanced.

    w(S) = max Σ w(T) v(T) over weights >= 0 on coalitions within S that add up to 1 at every member of S. It is the least
    totally balanced game above v, and the market game that the players of v make when they may spend part of their time in
    several coalitions. If the game has a core, both have the same one. Floats stand for their binary values and come as floats.

    Args:
        game: any game with transferable utility whose worths are numbers.
        limit: the most players; the cost is one linear program for each of 2**n coalitions (10 players: a second, 12: ten).

    Raises:
        UndecidedError: worths are symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> pairs = co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) == 2))
        >>> co.totally_balanced_cover(pairs)["A", "B", "C"]
        Fraction(3, 2)

    References:
        Shapley and Shubik (1969), On market games. Journal of Economic Theory 1, 9–25.
    """
    table = numbers_only(tabulate(game, limit=limit), "the best weights are found by comparing them")
    worths, denominator = exact_table(table)
    values = [_number(table, envelope(worths, S).value / denominator) for S in range(len(worths))]
    return TUGame.from_vector(table.players, values, order="mask", empty=True)


def exact_envelope(game: CoalitionalGame, *, limit: int = 12) -> TUGame:
    """The game in which a coalition is worth the least that it gets in the core: the exact game with the same core.

    w(S) = min of x(S) over the core of v. It is the largest game with this core, and exact games stay as they are. Floats stand
    for their binary values and come as floats.

    Args:
        game: any game with transferable utility whose worths are numbers and whose core is not empty.
        limit: the most players; the cost is one linear program for each of 2**n coalitions (10 players: a second, 12: ten).

    Raises:
        InvalidArgumentError: the core is empty.
        UndecidedError: worths are symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> glove = co.TUGame.from_function(["L1", "L2", "R"], lambda S: int("R" in S and len(S) > 1))
        >>> co.exact_envelope(glove)["R"]
        1

    References:
        Schmeidler (1972), Cores of exact games, I. Journal of Mathematical Analysis and Applications 40, 214–225.
    """
    table = numbers_only(tabulate(game, limit=limit), "the least payoffs in the core are found by comparing them")
    worths, denominator = exact_table(table)
    most = envelope(worths, len(worths) - 1).value
    if most > worths[-1]:
        raise InvalidArgumentError(
            f"expected a game with a core point, got one that would need v(N) = {most / denominator}; use balanced_cover "
            "first, or find_core_point for the weights that show it"
        )
    values = [_number(table, envelope(worths, S, pinned=True).value / denominator) for S in range(len(worths))]
    return TUGame.from_vector(table.players, values, order="mask", empty=True)


def _number(table: TUGame, value: Fraction) -> Any:
    return float(value) if table.kind == "float" else simplest(value)
