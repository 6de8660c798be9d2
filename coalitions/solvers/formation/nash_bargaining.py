"""The bargaining solution of Nash: the largest product of gains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

import numpy as np

from ...certificates.bargains import SupportingPrices
from ...errors import CertificateError
from ...games.bargaining import BargainingProblem, able, bargaining_problem, gain_rows, product, read_bargaining_weights
from ...kernels.log_products import largest_product
from ...kernels.lp import maximize
from ...players import Payoffs
from ...solution import Guarantee, Solution, certify


def nash_bargaining_solution(
    problem: BargainingProblem, *, weights: Mapping[Any, Any] | Sequence[Any] | None = None
) -> Solution[Payoffs]:
    """The agreement with the largest product of the players' gains over the disagreement point.

    With weights w (bargaining powers) it maximizes the product of (x_i − d_i) ** w_i. Players who cannot gain at all, whatever
    the others get, get their disagreement payoffs, and the product is that of the others.

    Exact where the maximizer is rational, which it always is for two players (and rational weights), where one inequality
    holds with equality, and at corners. For three and more players it may be a root of a polynomial; then floats are returned
    with an error bound that is computed in exact arithmetic.

    Args:
        problem: what can be agreed on.
        weights: a positive number for each player (default: equal ones).

    Returns:
        Solution with Payoffs, certified by prices of the inequalities at which nothing feasible costs more; or approximate,
        where the diagnostics have `error`, the most that a payoff is off. Cost: for r inequalities and n players some hundred
        steps of r n² operations, and linear programs.

    Raises:
        UnknownPlayerError, InvalidArgumentError: the weights do not name every player once, or one is not positive.
        UnsupportedGameError: not a bargaining problem.

    Examples:
        Nash's Bill and Jack barter. Each of nine things has a utility for Bill and one for Jack:

        >>> import coalitions as co
        >>> from itertools import product
        >>> bill = {"book": (2, 4), "whip": (2, 2), "ball": (2, 1), "bat": (2, 2), "box": (4, 1)}
        >>> jack = {"pen": (10, 1), "toy": (4, 1), "knife": (6, 2), "hat": (2, 2)}
        >>> moves = [(-b, j) for b, j in bill.values()] + [(b, -j) for b, j in jack.values()]
        >>> trades = [[sum(k * m[i] for k, m in zip(chosen, moves)) for i in (0, 1)] for chosen in product((0, 1), repeat=9)]
        >>> barter = co.BargainingProblem.from_points(["Bill", "Jack"], trades, disagreement=(0, 0))
        >>> co.nash_bargaining_solution(barter)
        Nash bargaining solution: Bill: 12, Jack: 5   [certified; no feasible gains have a larger product than 12 · 5]

    References:
        Nash (1950), The bargaining problem. Econometrica 18, 155–162. Kalai (1977), Nonsymmetric Nash solutions and
        replications of 2-person bargaining. International Journal of Game Theory 6, 129–133.
    """
    problem, powers = bargaining_problem(problem), read_bargaining_weights(problem, weights)
    scaled = _scaled(problem, powers)
    floats, prices = largest_product(*scaled.floats()) if scaled.rows else (np.zeros(0), np.zeros(0))
    for gains in _candidates(scaled, floats):
        found = _supported(problem, powers, scaled, gains)
        if found is not None:
            return certify(
                "Nash bargaining solution", problem, found, {"weights": "equal" if weights is None else str(weights)}
            )
    return _approximate(problem, powers, scaled, floats, prices)


@dataclass(frozen=True, slots=True)
class _Scaled:
    """The gains of those who can gain, in units of their ideal gains, and the inequalities a g <= 1 for them."""

    who: list[int]
    units: list[Fraction]
    rows: list[tuple[Fraction, ...]]
    places: list[int]  #: where the inequalities stand in the problem
    weights: list[Fraction]

    def floats(self) -> tuple[Any, Any]:
        """The inequalities and the weights as arrays."""
        return np.array([[float(a) for a in row] for row in self.rows]), np.array([float(w) for w in self.weights])


def _scaled(problem: BargainingProblem, weights: tuple[Fraction, ...]) -> _Scaled:
    who = [i for i, can in enumerate(able(problem)) if can]
    ideal = problem.ideal().amounts
    units = [ideal[i] - problem.disagreement[i] for i in who]
    # an inequality without slack bounds only those who cannot gain
    kept = [(k, row, c) for k, (row, c) in enumerate(gain_rows(problem)) if c > 0 and any(row[i] for i in who)]
    rows = [tuple(row[i] * u / c for i, u in zip(who, units, strict=True)) for _, row, c in kept]
    return _Scaled(who, units, rows, [k for k, _, _ in kept], [weights[i] for i in who])


def _candidates(scaled: _Scaled, floats: Any) -> Iterable[list[Fraction]]:
    """Gains that may be the exact maximizer: on one inequality, at a corner, and simple fractions near the floats."""
    slack = [abs(1 - sum(float(a) * g for a, g in zip(row, floats, strict=True))) for row in scaled.rows]
    nearest = sorted(range(len(scaled.rows)), key=slack.__getitem__)
    yield from _on_one([scaled.rows[k] for k in nearest[:8]], scaled.weights)
    corner = _corner([scaled.rows[k] for k in nearest if slack[k] < 1e-6], len(scaled.who))
    if corner is not None:
        yield corner
    for size in (10, 1000, 10**5):
        yield [Fraction(g).limit_denominator(size) for g in floats.tolist()]
        pairs = zip(scaled.units, floats.tolist(), strict=True)
        yield [Fraction(float(u) * g).limit_denominator(size) / u for u, g in pairs]
    if len(scaled.who) == 2:  # then it is on one inequality or at a corner, which floats may have missed
        yield from _on_one(scaled.rows, scaled.weights)
        yield from filter(None, (_corner([*pair], 2) for pair in combinations(scaled.rows, 2)))


def _on_one(rows: Iterable[tuple[Fraction, ...]], weights: list[Fraction]) -> Iterable[list[Fraction]]:
    """Where the product is largest on a single inequality: each spends its share of the weights."""
    total = sum(weights, start=Fraction(0))
    return ([w / (a * total) for w, a in zip(weights, row, strict=True)] for row in rows if all(row))


def _corner(tight: list[tuple[Fraction, ...]], n: int) -> list[Fraction] | None:
    """The only point at which all of these inequalities hold with equality, if there is exactly one."""
    found = maximize([0] * n, tight, [1] * len(tight)) if len(tight) >= n else None
    return list(found.x) if found is not None and found.status == "optimal" else None


def _supported(
    problem: BargainingProblem, weights: tuple[Fraction, ...], scaled: _Scaled, gains: list[Fraction]
) -> SupportingPrices | None:
    """The evidence that these gains are the maximizer, if they are."""
    if min(gains, default=Fraction(1)) <= 0:
        return None
    values = [product(row, gains) for row in scaled.rows]
    if max(values, default=Fraction(0)) > 1:
        return None
    tight = [k for k, v in enumerate(values) if v == 1]
    needed = [w / g for w, g in zip(scaled.weights, gains, strict=True)]
    matrix = [[scaled.rows[k][i] for k in tight] for i in range(len(gains))]
    found = maximize([0] * len(tight), matrix, needed)
    if found.status != "optimal":
        return None
    prices = [Fraction(0)] * len(problem.rows)
    left = problem.slacks(problem.disagreement)
    for k, price in zip(tight, found.x, strict=True):
        prices[scaled.places[k]] = price / left[scaled.places[k]]
    amounts = list(problem.disagreement)
    for i, u, g in zip(scaled.who, scaled.units, gains, strict=True):
        amounts[i] += u * g
    certificate = SupportingPrices(tuple(amounts), weights, tuple(prices))
    try:
        certificate.check(problem)
    except CertificateError:
        return None
    return certificate


def _approximate(
    problem: BargainingProblem, weights: tuple[Fraction, ...], scaled: _Scaled, floats: Any, prices: Any
) -> Solution[Payoffs]:
    """Floats, and how far they are off: by the prices the mean of h_i / g_i is at most 1 + gap for all feasible h.

    At the maximizer h the sum of w_i log(h_i / g_i) is at least 0, so w_i (r - 1 - log r) <= gap for each ratio r = h_i / g_i,
    and r - 1 - log r is at least (r - 1)² / (2 max(1, r)). So |r - 1| <= e + sqrt(e² + 2 e) for e = gap / w_i.
    """
    gains = [Fraction(float(g)) for g in floats]
    over = max(product(row, gains) for row in scaled.rows)
    gains = [g / over for g in gains]
    costs = [Fraction(max(float(p), 0.0)) for p in prices]
    needed = [w / g for w, g in zip(scaled.weights, gains, strict=True)]
    paid = [sum((p * row[i] for p, row in zip(costs, scaled.rows, strict=True)), start=Fraction(0)) for i in range(len(gains))]
    raised = max(need / have for need, have in zip(needed, paid, strict=True))
    gap = sum(costs, start=Fraction(0)) * raised - sum(scaled.weights, start=Fraction(0))
    amounts, error = [float(d) for d in problem.disagreement], 0.0
    for i, u, g, w in zip(scaled.who, scaled.units, gains, scaled.weights, strict=True):
        amounts[i] = float(problem.disagreement[i] + u * g)
        e = float(gap / w)
        error = max(error, float(u * g) * (e + (e * e + 2 * e) ** 0.5) + 2.0**-52 * abs(amounts[i]))
    diagnostics = {"method": "interior point", "error": error, "relative error of the product": float(gap)}
    return Solution(
        "Nash bargaining solution",
        problem,
        Payoffs(problem.players, tuple(amounts)),
        Guarantee.APPROXIMATE,
        None,
        diagnostics,
        weights,
    )
