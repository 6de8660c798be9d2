"""Correlated equilibria: a mediator draws a profile and tells each player his part, and nobody gains by disobeying."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from fractions import Fraction
from typing import Any

import numpy as np

from ...certificates.correlated import (
    BestCorrelated,
    CorrelatedMembership,
    Incentive,
    Place,
    ProfitableDisobedience,
    disobedience,
)
from ...certificates.equilibria import at_most_zero
from ...errors import CertificateError, InvalidArgumentError, LimitExceededError, UndecidedError
from ...games.normal_form import NormalFormGame, exact_payoffs, normal_form
from ...games.profiles import CorrelatedStrategy
from ...kernels import lp
from ...scalars import Array, is_symbolic, parse, to_fraction, to_integers, whole_limit
from ...solution import Solution, certify

#: Below this many profiles times incentives the exact simplex is quicker than a call of HiGHS.
EXACT_FROM_THE_START = 500
#: What HiGHS leaves below this counts as zero; only a hint, the certificate decides.
TINY = 1e-9


def find_correlated_equilibrium(
    game: NormalFormGame, *, maximize: Any = "welfare", limit: int = 50_000
) -> Solution[CorrelatedStrategy]:
    """A correlated equilibrium with the largest sum of payoffs, or with the largest payoff of one player.

    A lottery over pure profiles is a correlated equilibrium if no player gains by playing b whenever he is told a: for all
    i, a and b, the sum over s with s_i = a of p(s) (u_i(b, s_-i) - u_i(s)) is at most 0. One always exists. Finding the
    best one is a linear program with a variable for each pure profile; it is solved in exact arithmetic.

    Args:
        game: a game in normal form with any number of players; float payoffs stand for their own binary values.
        maximize: "welfare" for the sum of all payoffs, the name of a player for his payoff, or a mapping from players to
            weights (players left out count 0; a negative weight makes a player worse off).
        limit: the largest product of pure profiles and incentives (i, a, b); 10 × 10 strategies have 100 · 180 = 18000.
            Large programs are first solved in floats, and what that says to be in use is solved again exactly; where
            it was wrong, an exact simplex decides.

    Returns:
        Solution with a `CorrelatedStrategy` (probabilities of profiles, and `.payoffs`), certified: nobody gains by
        disobeying, and prices on incentives prove that no correlated equilibrium has a larger objective.

    Raises:
        InvalidArgumentError: `maximize` is none of the three.
        LimitExceededError: more profiles times incentives than `limit`.
        UndecidedError: payoffs or weights are symbolic.

    Examples:
        >>> import coalitions as co
        >>> chicken = co.NormalFormGame.from_arrays([[6, 2], [7, 0]], [[6, 7], [2, 0]], strategies=[["yield", "dare"]] * 2)
        >>> best = co.find_correlated_equilibrium(chicken)
        >>> best.value
        1/2 (yield, yield) + 1/4 (yield, dare) + 1/4 (dare, yield)
        >>> best.value.payoffs
        Row: 21/4, Column: 21/4

    References:
        Aumann, R. (1974). Subjectivity and correlation in randomized strategies. Journal of Mathematical Economics 1,
        67–96. Hart, S., Schmeidler, D. (1989). Existence of correlated equilibria. Mathematics of Operations Research
        14, 18–25.
    """
    objective = _objective(normal_form(game), maximize)
    table, _ = exact_payoffs(game)
    places = _places(game)
    incentives = [(i, a, b) for i, m in enumerate(game.shape) for a in range(m) for b in range(m) if a != b]
    size = len(places) * max(1, len(incentives))
    if size > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} for {len(places)} pure profiles times {len(incentives)} incentives, got {size}; "
            f"write limit={size} and some patience, drop dominated strategies first, or judge given lotteries with "
            "check_correlated_equilibrium"
        )
    gains = _gains(table, places, incentives)
    values = [int(v) for v in _values(table, places, objective)]
    hinted = _hinted(values, gains) if size > EXACT_FROM_THE_START else None
    if hinted is not None:
        certificate = _certificate(hinted[0], hinted[1], places, incentives, objective)
        with suppress(CertificateError):
            return certify(
                "best correlated equilibrium", game, certificate, {"method": "HiGHS, then exact", "pivots": hinted[2]}
            )
    outcome = _exact(values, gains)
    certificate = _certificate(outcome.x, outcome.y, places, incentives, objective)
    return certify("best correlated equilibrium", game, certificate, {"method": "exact simplex", "pivots": outcome.pivots})


def check_correlated_equilibrium(game: NormalFormGame, lottery: Any) -> Solution[bool]:
    """Whether nobody gains by disobeying a mediator who draws a profile from this lottery and tells each his part.

    `lottery` is a mapping from pure profiles (tuples of names) to probabilities, a `CorrelatedStrategy`, or a `Profile` of
    independent mixed strategies, which is a correlated equilibrium exactly if it is a Nash equilibrium. Decided in exact
    arithmetic: probabilities must add up to exactly 1, and float payoffs stand for their own binary values.

    Evidence: all incentive constraints recomputed; or a player who gains by playing another strategy than he is told,
    and how much, given that he is told it.

    Raises:
        InvalidArgumentError: probabilities are negative or do not add up to exactly 1.
        UnknownPlayerError: a name is not a strategy of the player at its place.
        UndecidedError: the sign of a gain depends on symbols.

    Examples:
        >>> import coalitions as co
        >>> chicken = co.NormalFormGame.from_arrays([[6, 2], [7, 0]], [[6, 7], [2, 0]], strategies=[["yield", "dare"]] * 2)
        >>> thirds = {("yield", "yield"): "1/3", ("yield", "dare"): "1/3", ("dare", "yield"): "1/3"}
        >>> co.check_correlated_equilibrium(chicken, thirds)
        correlated equilibrium: True   [certified; nobody gains by disobeying]
        >>> co.check_correlated_equilibrium(chicken, {("yield", "yield"): 1})
        correlated equilibrium: False   [certified; Row, told yield, gains 1 by playing dare]

    References:
        Aumann, R. (1974). Subjectivity and correlation in randomized strategies. Journal of Mathematical Economics 1, 67–96.
    """
    drawn = CorrelatedStrategy.of(normal_form(game), lottery)
    weights = tuple((place, p if is_symbolic(p) else Fraction(p)) for place, p in drawn.weights)
    total = sum(p for _, p in weights)
    if not is_symbolic(total) and total != 1:
        raise InvalidArgumentError(
            f"expected probabilities that add up to exactly 1, but as binary floats they miss it by "
            f'{float(abs(total - 1)):.2g}; write fractions, for example "1/3"'
        )
    undecided = []
    worst: tuple[Fraction, Incentive] | None = None
    for incentive, gain in disobedience(game, dict(weights)).items():
        try:
            if not at_most_zero(gain) and (worst is None or (not is_symbolic(gain) and gain > worst[0])):
                worst = (Fraction(0) if is_symbolic(gain) else gain, incentive)
        except UndecidedError:
            undecided.append(f"{gain.factor()} <= 0")
    if worst is not None:
        return certify("correlated equilibrium", game, ProfitableDisobedience(weights, *worst[1]))
    if undecided:
        raise UndecidedError(
            f"expected gains with a decided sign; it is an equilibrium exactly if {' and '.join(undecided[:6])}. Put "
            "numbers in, declare assumptions on the symbols, or let coalitions.claims.decide settle the condition over a region"
        )
    return certify("correlated equilibrium", game, CorrelatedMembership(weights))


def _objective(game: NormalFormGame, maximize: Any) -> tuple[Fraction, ...]:
    """The weight of each player's payoff."""
    n = len(game.players)
    if isinstance(maximize, str) and maximize == "welfare":
        return (Fraction(1),) * n
    if isinstance(maximize, Mapping):
        weights = [Fraction(0)] * n
        for name, w in maximize.items():
            weights[game.players.index(name)] = to_fraction(parse(w, f"a weight for {name}"))
        return tuple(weights)
    if isinstance(maximize, str | int) and maximize in game.players:
        return tuple(Fraction(int(name == maximize)) for name in game.players)
    raise InvalidArgumentError(
        f'expected maximize="welfare", one of the players {", ".join(map(str, game.players))}, or a mapping from players to '
        f"weights, got {maximize!r}"
    )


def _places(game: NormalFormGame) -> list[Place]:
    out: list[Place] = [()]
    for m in game.shape:
        out = [(*place, k) for place in out for k in range(m)]
    return out


def _values(table: Array, places: list[Place], objective: tuple[Fraction, ...]) -> Array:
    """The objective at every profile, as whole numbers on some positive scale."""
    weights, _ = to_integers(objective)
    values: Array = np.dot(table.reshape(len(places), -1).astype(object), weights.astype(object))
    return values


def _gains(table: Array, places: list[Place], incentives: list[Incentive]) -> Array:
    """For each incentive (a row) and each profile (a column): what player i gains by b if he is told a there, else 0."""
    out: Array = np.zeros((len(incentives), len(places)), dtype=object)
    numbers = np.arange(len(places)).reshape(table.shape[:-1])
    for r, (i, told, instead) in enumerate(incentives):
        there, other = numbers.take(told, axis=i).reshape(-1), table[..., i].take(instead, axis=i).reshape(-1)
        out[r, there] = other.astype(object) - table[..., i].take(told, axis=i).reshape(-1)
    return out


def _certificate(
    x: Sequence[Fraction],
    y: Sequence[Fraction],
    places: list[Place],
    incentives: list[Incentive],
    objective: tuple[Fraction, ...],
) -> BestCorrelated:
    scale = to_integers(objective)[1]  # the program's objective was multiplied by this
    weights = tuple((place, p) for place, p in zip(places, x, strict=False) if p > 0)
    prices = tuple((incentive, price / scale) for incentive, price in zip(incentives, y, strict=False) if price > 0)
    return BestCorrelated(weights, objective, prices)


def _exact(values: list[int], gains: Array) -> lp.Optimum:
    """The linear program in exact arithmetic: columns for the profiles and a slack of each incentive; last row: sum = 1."""
    r, k = gains.shape
    rows = np.zeros((r + 1, k + r), dtype=object)
    rows[:r, :k], rows[:r, k:], rows[r, :k] = gains, np.eye(r, dtype=object), 1
    return lp.maximize([*values, *[0] * r], rows.tolist(), [0] * r + [1])


def _hinted(values: list[int], gains: Array) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...], int] | None:
    """Probabilities and prices that solve exactly what HiGHS says to be in use; None where they do not exist."""
    from scipy.optimize import linprog

    largest, top = max(int(abs(gains).max()), 1), max(map(abs, values)) or 1
    unit = np.array([[float(Fraction(int(v), largest)) for v in row] for row in gains])
    cost = np.array([-float(Fraction(v, top)) for v in values])
    found = linprog(cost, A_ub=unit, b_ub=np.zeros(len(unit)), A_eq=np.ones((1, len(cost))), b_eq=[1.0], method="highs-ds")
    if found.status != 0:
        return None
    used, tight = np.flatnonzero(found.x > TINY), np.flatnonzero(found.slack < TINY)
    y_float = -found.ineqlin.marginals
    priced = np.flatnonzero(y_float > TINY)
    distance = cost + y_float @ unit - found.eqlin.marginals[0]
    binding = np.flatnonzero(distance < TINY)  # more profiles than are in use where the program is degenerate
    first = lp.maximize([0] * len(used), [*gains[np.ix_(tight, used)].tolist(), [1] * len(used)], [0] * len(tight) + [1])
    columns = [[*row, 1, -1] for row in gains[np.ix_(priced, binding)].T.tolist()]  # prices, and the free bound as a difference
    second = lp.maximize([0] * (len(priced) + 2), columns, [values[k] for k in binding])
    if first.status != "optimal" or second.status != "optimal":
        return None
    x, y = [Fraction(0)] * len(values), [Fraction(0)] * len(gains)
    for k, p in zip(used, first.x, strict=True):
        x[k] = p
    for r, price in zip(priced, second.x, strict=False):
        y[r] = price
    return tuple(x), tuple(y), first.pivots + second.pivots
