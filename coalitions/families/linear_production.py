"""Linear production games: pooled resources, the most valuable production."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..errors import InvalidGameError
from ..games.tu import TUGame
from ..kernels.lp import maximize
from ..players import Players
from ..scalars import kind_of, parse, simplest
from ._reading import listed, not_negative, numbers_only, within


def linear_production_game(
    resources: Mapping[Any, Sequence[Any]],
    *,
    technology: Sequence[Sequence[Any]],
    prices: Sequence[Any],
    limit: int = 10,
) -> TUGame:
    """The game in which a coalition pools its resources and is worth the most that production with them can sell for.

    v(S) = max p·y subject to A y <= b(S), y >= 0, where b(S) is the sum of the resources of S. Each worth is the optimum of an
    exact linear program; floats stand for their binary values, and the worths come as floats then. The core is never empty:
    prices of resources that solve the dual program of N pay everybody for what he brings. Cost: 2**n linear programs.

    Args:
        resources: a mapping from players to the amounts of each resource that they own, at least 0.
        technology: A, a row for each resource and a column for each product: how much one unit of the product needs.
        prices: p, what one unit of each product sells for.
        limit: the most players.

    Raises:
        InvalidGameError: lengths do not fit, an amount is negative, or a product with a positive price needs no resource, so
            that there is no maximum.
        InvalidArgumentError: not a number, or not a list of numbers.
        UndecidedError: a number is symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> gloves = {"A": [1, 0], "B": [0, 1], "C": [0, 1]}
        >>> game = co.linear_production_game(gloves, technology=[[1], [1]], prices=[1])
        >>> game == co.glove_game(["A"], ["B", "C"])
        True

    References:
        Owen (1975), On the core of linear production games.
    """
    players, owned = read_vectors(resources, "resource", '{"A": [1, 0], "B": [0, 1]}')
    within(len(players), limit, "a linear program for each of 2**n coalitions")
    p = [parse(a, "a price") for a in listed(prices, "prices", "[5, 3]")]
    rows_of = listed(technology, "rows", "[[1, 2], [3, 0]]")
    matrix = [[parse(a, "a need of a product") for a in listed(row, "needs", "[1, 2]")] for row in rows_of]
    _check(owned, matrix, p)
    rows = [[Fraction(a) for a in row] + [Fraction(int(k == i)) for k in range(len(matrix))] for i, row in enumerate(matrix)]
    c = [Fraction(a) for a in p] + [Fraction(0)] * len(matrix)
    worths: list[Any] = []
    for mask in range(1 << len(players)):
        members = [i for i in range(len(players)) if mask >> i & 1]
        best = maximize(c, rows, [sum((Fraction(owned[i][r]) for i in members), Fraction(0)) for r in range(len(matrix))])
        worths.append(simplest(sum((a * x for a, x in zip(c, best.x, strict=True)), Fraction(0))))
    if kind_of([*p, *(a for row in [*matrix, *owned] for a in row)]) == "float":
        worths = [float(w) for w in worths]
    return TUGame.from_vector(players, worths, order="mask")


def read_vectors(data: Any, what: str, example: str) -> tuple[Players, list[list[Any]]]:
    """The players and a vector for each, all of one length."""
    if not isinstance(data, Mapping) or any(isinstance(v, str) or not hasattr(v, "__iter__") for v in data.values()):
        raise InvalidGameError(f"expected a mapping from players to lists of {what}s, got {data!r:.80}; write {example}")
    players = Players.from_names(list(data))
    vectors = [[parse(a, f"a {what} of {name}") for a in row] for name, row in data.items()]
    if len({len(v) for v in vectors}) > 1:
        raise InvalidGameError(
            f"expected as many {what}s for every player, got {', '.join(str(len(v)) for v in vectors)}; write 0 for none"
        )
    flat = [a for v in vectors for a in v]
    numbers_only(flat, f"{what}s")
    not_negative(flat, f"{what}s")
    return players, vectors


def _check(owned: list[list[Any]], matrix: list[list[Any]], prices: list[Any]) -> None:
    if any(len(v) != len(matrix) for v in owned):
        raise InvalidGameError(
            f"expected a row of the technology for each of the {len(owned[0])} resources, got {len(matrix)}; add the others"
        )
    if any(len(row) != len(prices) for row in matrix):
        raise InvalidGameError(
            f"expected a column of the technology for each of the {len(prices)} prices, got rows of length "
            f"{', '.join(str(len(row)) for row in matrix)}; write 0 where a product does not need a resource"
        )
    numbers_only([*prices, *(a for row in matrix for a in row)], "prices and technology")
    not_negative([a for row in matrix for a in row], "needs of products")
    for k, price in enumerate(prices):
        if price > 0 and not any(row[k] > 0 for row in matrix):
            raise InvalidGameError(
                f"expected a resource that limits each product with a positive price, got none for product {k + 1}; then there "
                "is no maximum. Add a resource that it needs"
            )
