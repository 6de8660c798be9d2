"""Weighted nucleoli: complaints of some coalitions count for more."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from ...certificates.excesses import NoImputation
from ...certificates.weighted_excesses import WeightedLevels, WeightedNucleolus
from ...errors import InvalidArgumentError
from ...games.tu import CoalitionalGame, TUGame, exact_table, tabulate
from ...kernels.excesses import minimize_excesses
from ...players import Payoffs, Players
from ...scalars import pack, parse, to_fraction
from ...solution import Solution, certify

WeightsOfCoalitions = Sequence[Any] | Mapping[Any, Any] | Callable[[Any], Any]


def weighted_prenucleolus(game: CoalitionalGame, weights: WeightsOfCoalitions, *, limit: int = 16) -> Solution[Payoffs]:
    """The payoffs at which the largest weighted complaint of a coalition is least, then the second largest, and so on.

    As the prenucleolus, with w(S) (v(S) - x(S)) for the excess of S. Equal weights give the prenucleolus, weights 1/|S| the
    per-capita prenucleolus. It always exists and is unique.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        weights: positive numbers; a list of n of them gives the weights of coalitions of 1, 2, …, n players, a mapping those
            of coalitions by names (every one except N), a function that of a set of names.
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        Solution with Payoffs in fractions, certified by Kohlberg's criterion for the weighted excesses: at each of at most
        n - 1 levels, positive weights balance the coalitions with the largest one of those that are not settled yet. Cost: at
        most n - 1 exact linear programs of some n to 10 n passes over the 2**n worths each.

    Raises:
        InvalidArgumentError: weights that are not positive, or not one for each size or coalition.
        UndecidedError: worths or weights are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Young (1985), page 68: the costs of waterworks for three towns, and their savings; these weights are per capita
        >>> costs = co.TUGame.from_vector(["A", "B", "C"], [15, 20, 55, 35, 61, 65, 78], order="size")
        >>> co.weighted_prenucleolus(co.savings_game(costs), [1, "1/2", "1/3"]).value
        A: 2/3, B: 7/6, C: 61/6

    References:
        Derks and Haller (1999), Weighted nucleoli. International Journal of Game Theory 28, 173–187; the example: Young
        (1985), Monotonic solutions of cooperative games.
    """
    table = tabulate(game, limit=limit)
    return _by_levels("weighted prenucleolus", table, _read_weights(table.players, weights))


def weighted_nucleolus(game: CoalitionalGame, weights: WeightsOfCoalitions, *, limit: int = 16) -> Solution[Payoffs | None]:
    """The imputation at which the largest weighted complaint of a coalition is least, and so on; None if there is none.

    As the nucleolus, with w(S) (v(S) - x(S)) for the excess of S: every player i gets at least v(i).

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        weights: positive numbers; a list of n of them gives the weights of coalitions of 1, 2, …, n players, a mapping those
            of coalitions by names (every one except N), a function that of a set of names.
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        Solution with Payoffs in fractions, certified as the weighted prenucleolus is, where players who get no more than v(i)
        may make up for what is missing; or with None, certified by the sum of v(i). Cost: the same.

    Raises:
        InvalidArgumentError: weights that are not positive, or not one for each size or coalition.
        UndecidedError: worths or weights are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Aumann and Maschler (1985): the Talmud's estate of 200; equal weights give the nucleolus
        >>> estate = co.bankruptcy_game(200, {"wife of 100": 100, "wife of 200": 200, "wife of 300": 300})
        >>> co.weighted_nucleolus(estate, [1, 1, 1]).value
        wife of 100: 50, wife of 200: 75, wife of 300: 75

    References:
        Derks and Haller (1999), Weighted nucleoli. International Journal of Game Theory 28, 173–187; the example: Aumann and
        Maschler (1985).
    """
    table = tabulate(game, limit=limit)
    factors = _read_weights(table.players, weights)
    worths, _ = exact_table(table)
    if sum(int(worths[1 << i]) for i in range(len(table.players))) > int(worths[-1]):
        return certify("weighted nucleolus", table, NoImputation())
    return _by_levels("weighted nucleolus", table, factors)


def _by_levels(concept: WeightedNucleolus, table: TUGame, factors: tuple[Fraction, ...]) -> Solution[Any]:
    worths, denominator = exact_table(table)
    # the kernel divides by whole sizes: size = common / weight
    common = math.lcm(*(f.numerator for f in factors))
    sizes = pack([common // f.numerator * f.denominator for f in factors])
    levels = minimize_excesses(worths, np.asarray(sizes), bounded=concept == "weighted nucleolus")
    x = levels[-1].x if levels else tuple(Fraction(int(worths[-1])) for _ in table.players)
    found = tuple((level.weights, level.bounds) for level in levels)
    certificate = WeightedLevels(concept, factors, tuple(a / denominator for a in x), found)
    pivots = sum(level.pivots for level in levels)
    return certify(
        concept, table, certificate, {"method": "exact simplex on coalitions", "levels": len(levels), "pivots": pivots}
    )


def _once_each(players: Players, weights: Mapping[Any, Any]) -> dict[int, Any]:
    """Weights by mask of proper coalitions; one for a coalition that is named twice, or for nobody or all, is refused."""
    given: dict[int, Any] = {}
    for coalition, weight in weights.items():
        mask = players.mask(coalition)
        if mask in given or mask in (0, players.grand):
            what = "a second one" if mask in given else "one"
            raise InvalidArgumentError(
                f"expected one weight for every coalition except N and the empty one, got {what} for "
                f"{players.coalition(mask)}; leave it out"
            )
        given[mask] = weight
    return given


def _read_weights(players: Players, weights: WeightsOfCoalitions) -> tuple[Fraction, ...]:
    """The weight of every coalition by mask; 1 for nobody and for all, whose excess is zero anyway."""
    n, grand = len(players), players.grand
    what = "a weight of a coalition"
    factors: list[Any] = [1] * (grand + 1)
    if callable(weights):
        factors[1:-1] = [weights(players.coalition(mask)) for mask in range(1, grand)]
    elif isinstance(weights, Mapping):
        given = _once_each(players, weights)
        absent = [str(players.coalition(mask)) for mask in range(1, grand) if mask not in given]
        if absent:
            raise InvalidArgumentError(
                f"expected a weight for every coalition except N, none came for {', '.join(absent[:4])}; add it, or write a "
                "function such as lambda S: 1 / len(S)"
            )
        factors[1:-1] = [given[mask] for mask in range(1, grand)]
    elif isinstance(weights, Sequence | np.ndarray) and not isinstance(weights, str) and len(weights) == n:
        factors[1:-1] = [weights[mask.bit_count() - 1] for mask in range(1, grand)]
    else:
        raise InvalidArgumentError(
            f"expected {n} weights, for coalitions of 1, …, {n} players, or a mapping or function of coalitions, got "
            f"{weights!r:.80}; write for example {[1] * min(n, 3)}"
        )
    exact = [to_fraction(parse(f, what)) for f in factors]
    for mask, factor in enumerate(exact):
        if factor <= 0:
            raise InvalidArgumentError(
                f"expected positive weights, got {factor} for {players.coalition(mask)}; a small weight heeds it little"
            )
    return tuple(exact)
