"""The least core: how little every coalition can be made to miss, or how much every one can be given on top."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from ...certificates.cores import profile_excesses
from ...certificates.excesses import LeastCore, LeastCoreMembership, LeastCoreWeights, SmallerExcess
from ...games.forms import Tabulated, by_player, grid_of, spread, stored, stored_worths
from ...games.tu import CoalitionalGame
from ...kernels.excesses import minimize_excesses
from ...scalars import read_payoffs, to_fraction
from ...solution import Solution, certify
from ...transforms.symmetry import refined_for


def least_core(game: CoalitionalGame, *, limit: int = 20) -> Solution[LeastCore]:
    """The least epsilon such that payoffs exist at which no coalition misses more than epsilon of its worth, and such payoffs.

    The excess of a coalition S at payoffs x is v(S) - x(S). The least core is the set of the x with x(N) = v(N) whose largest
    excess over the coalitions S other than N and {} is as small as it can be; epsilon is that excess. It is positive iff the
    core is empty: then it is the least tax on leaving that keeps all together. Payoffs below v(i) are allowed.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles).

    Returns:
        Solution with a LeastCore: `epsilon` as a fraction (None for fewer than two players) in the units of the worths, and
        `payoffs`, one point of the least core (there may be others). Certified by the excesses at the payoffs and by weights
        on coalitions, equal in total at every player, whose weighted excess shows that no epsilon is smaller. Cost: some n to
        10 n passes over the 2**n worths; about 0.1 s for 16 players and a second for 20.

    Raises:
        UndecidedError: worths are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Peters (2015), chapter 9: three cities; every two of them can have 130/3 more than they are worth, and not more
        >>> cities = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 90, 100, 120, 220], order="size")
        >>> co.least_core(cities).value
        epsilon -130/3 at A: 170/3, B: 230/3, C: 260/3
        >>> # three equal votes as in von Neumann and Morgenstern (1944); by hand: a tax of 1/3 keeps them together
        >>> co.least_core(co.majority_game(["A", "B", "C"])).value
        epsilon 1/3 at A: 1/3, B: 1/3, C: 1/3

    References:
        Maschler, Peleg and Shapley (1979), Geometric properties of the kernel, nucleolus, and related solution concepts;
        Shapley and Shubik (1966), Quasi-cores in a monetary economy with nonconvex preferences; the example: Peters (2015),
        Game theory: a multi-leveled approach, chapter 9; von Neumann and Morgenstern (1944), Theory of games and economic
        behavior.
    """
    table = stored(game, limit=limit)
    certificate, diagnostics = _optimum(table)
    return certify("least core", table, certificate, diagnostics)


def check_in_least_core(
    game: CoalitionalGame, payoffs: Mapping[Any, Any] | Sequence[Any], *, limit: int = 20
) -> Solution[bool]:
    """Whether payoffs are in the least core: they share v(N), and no others that do have a smaller largest excess.

    The excess of a coalition S (other than N and {}) at payoffs x is v(S) - x(S). Exact, without a tolerance: payoffs and
    worths given as floats stand for their own binary values; give fractions or strings.

    Args:
        game: any game with transferable utility whose worths are numbers.
        payoffs: a mapping from every player (of a game by types: from every type) to a number, or numbers in the order of the
            players.
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles).

    Returns:
        Solution with True, certified by the weights that `least_core` gives, or with False, certified by payoffs with a
        smaller largest excess, or by the sum that misses v(N). Cost: as `least_core`.

    Raises:
        UnknownPlayerError, InvalidArgumentError: the payoffs do not name every player once.
        UndecidedError: worths or payoffs are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Peters (2015), chapter 9: three cities; every two of them can have 130/3 more than they are worth, and not more
        >>> cities = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 90, 100, 120, 220], order="size")
        >>> co.check_in_least_core(cities, ["170/3", "230/3", "260/3"]).value
        True
        >>> co.check_in_least_core(cities, [65, 75, 80])
        in the least core: False   [certified; A: 170/3, B: 230/3, C: 260/3 has the largest excess -130/3 < -35]

    References:
        Maschler, Peleg and Shapley (1979), Geometric properties of the kernel, nucleolus, and related solution concepts; the
        example: Peters (2015), Game theory: a multi-leveled approach, chapter 9.
    """
    table = stored(game, limit=limit)
    amounts = tuple(map(to_fraction, read_payoffs(table.players, by_player(table, payoffs)).amounts))
    table = refined_for(table, amounts, limit=limit)
    best, diagnostics = _optimum(table)
    excess, _ = profile_excesses(table, amounts)
    certificate: LeastCoreMembership | SmallerExcess
    if excess[-1] != 0:
        certificate = SmallerExcess(amounts, None)
    elif len(table.players) > 1 and _largest(table, amounts) > _largest(table, best.amounts):
        certificate = SmallerExcess(amounts, best.amounts)
    else:
        certificate = LeastCoreMembership(amounts, best.weights)
    return certify("in the least core", table, certificate, diagnostics)


def _optimum(table: Tabulated) -> tuple[LeastCoreWeights, dict[str, Any]]:
    worths, denominator = stored_worths(table)
    n, grid = len(table.players), grid_of(table)
    levels = minimize_excesses(worths, np.ones(len(worths), dtype=np.int64), grid=grid, levels=1)
    method = {"method": "exact simplex on coalitions", "pivots": levels[0].pivots if levels else 0}
    if n < 2:
        return LeastCoreWeights(tuple(Fraction(int(worths[-1]), denominator) for _ in range(n)), ()), method
    # players of one type get the same; if there is only one type, an equal share
    x = levels[0].x if levels else (Fraction(int(worths[-1]), n),)
    amounts = tuple(a / denominator for a in spread(table, x))
    weights = levels[0].weights if levels else ()
    if math.gcd(*grid.counts) > 1:  # there are profiles in the proportions of all, with one excess at all payoffs of types
        excess, unit = profile_excesses(table, amounts)
        worst = int(excess[1:-1].argmax()) + 1
        if not levels or Fraction(int(excess[worst]), unit) > levels[0].epsilon / denominator:
            weights = ((worst, Fraction(1)),)
    return LeastCoreWeights(amounts, weights), method


def _largest(table: Tabulated, amounts: tuple[Fraction, ...]) -> Fraction:
    excess, denominator = profile_excesses(table, amounts)
    return Fraction(int(excess[1:-1].max()), denominator)
