"""The equilibrium of bargaining by alternating offers."""

from __future__ import annotations

from typing import Any

from ...certificates.offers import OneShotDeviations
from ...errors import LimitExceededError
from ...games.alternating_offers import AlternatingOffers, alternating_offers
from ...kernels.cones import echelon
from ...players import Payoffs
from ...scalars import whole_limit
from ...solution import Solution, certify


def alternating_offers_agreement(game: AlternatingOffers, *, limit: int | None = None) -> Solution[Payoffs]:
    """How players divide a cake who propose in turn: the first proposes this division, and it is accepted at once.

    In equilibrium a proposer offers each other player just what waiting is worth to it. For two players that is the only
    subgame perfect equilibrium; the first keeps (1 − δ₂) / (1 − δ₁δ₂) (Rubinstein). For three and more it is the only one in
    stationary strategies (there are others if all must agree). Patient players divide in proportion to 1 / (1 − δ_i) in the
    limit of short periods, which is Nash's bargaining solution with these weights.

    Args:
        game: who proposes in turn, and the discount factors; symbols give closed forms.
        limit: the most players (default: 60, with symbols 5). Cost: n³ operations.

    Returns:
        Solution with Payoffs, certified by what each player would keep as a proposer: no deviation for one period pays. Where
        discount factors are symbols, they are taken to stand for numbers between 0 and 1.

    Raises:
        LimitExceededError: more players than `limit`.
        UnsupportedGameError: not a game of alternating offers.

    Examples:
        >>> import coalitions as co
        >>> co.alternating_offers_agreement(co.AlternatingOffers.from_discounts({"Ann": "9/10", "Bob": "4/5"}))
        alternating offers agreement: Ann: 5/7, Bob: 2/7   [certified; Ann proposing keeps 5/7, Bob proposing keeps 5/14; each
        other is offered just what waiting is worth]
        >>> a, b = co.parameter("a"), co.parameter("b")
        >>> co.alternating_offers_agreement(co.AlternatingOffers.from_discounts({"Ann": a, "Bob": b})).value
        Ann: (b - 1)/(a*b - 1), Bob: b*(a - 1)/(a*b - 1)

    References:
        Rubinstein (1982), Perfect equilibrium in a bargaining model. Econometrica 50, 97–109. Herrero (1985), A strategic
        bargaining approach to market institutions. Binmore, Rubinstein and Wolinsky (1986), The Nash bargaining solution in
        economic modelling. RAND Journal of Economics 17, 176–188.
    """
    game = alternating_offers(game)
    n, symbolic = len(game.players), game.kind == "symbolic"
    most = whole_limit(limit) if limit is not None else 5 if symbolic else 60
    if n > most:
        raise LimitExceededError(
            f"expected at most limit={most} players{' with symbols' if symbolic else ''}, got {n}; raise the limit if time "
            "is there, or put numbers in for the discount factors"
        )
    powers = [[game.discounts[j] ** ((j - i) % n) for j in range(n)] for i in range(n)]
    demands = _symbolic_solution(powers) if symbolic else [row[-1] for row in echelon([[*row, 1] for row in powers])[0]]
    return certify("alternating offers agreement", game, OneShotDeviations(tuple(demands)), {"who must agree": "all"})


def _symbolic_solution(matrix: list[list[Any]]) -> list[Any]:
    import sympy

    exact = [[sympy.Rational(v.numerator, v.denominator) if hasattr(v, "denominator") else v for v in row] for row in matrix]
    solution = sympy.Matrix(exact).LUsolve(sympy.ones(len(matrix), 1))
    return [sympy.factor(v) for v in solution]
