"""Public goods in partition function form: coalitions contribute for their own members, and everybody benefits."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from ..errors import InvalidGameError
from ..games.partition_function import PartitionFunctionGame
from ..players import Players
from ..scalars import is_symbolic, parse, sign
from ._reading import within


def public_goods_partition_game(
    players: Iterable[str | int] | Players, *, benefit: Any = 1, cost: Any = 1, limit: int = 8
) -> PartitionFunctionGame:
    """The game in which coalitions choose how much of a pure public good (or of clean air) their members provide.

    A player who provides q gets b Q − (c/2) q², where Q is what all provide. Each member of a coalition of t players provides
    q = t b / c, which is best for the coalition whatever the others do, so
    v(S; P) = s (b²/c) (Σ_T t² − s²/2), where s = |S| and t = |T|. Externalities are positive: all gain when others join.

    Benefit and cost may be symbols. Cost: one formula for each embedded coalition.

    Args:
        players: the players, in order.
        benefit: b, what a unit of the good is worth to each player.
        cost: c > 0, the slope of the marginal cost of providing it.
        limit: the most players.

    Raises:
        InvalidGameError: a cost that is not positive.
        InvalidArgumentError: something that is not a number.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.public_goods_partition_game(["A", "B", "C"])
        >>> game["C", [["A"], ["B"], ["C"]]], game["C", [["A", "B"], ["C"]]], game[("A", "B", "C"), [["A", "B", "C"]]]
        (Fraction(5, 2), Fraction(9, 2), Fraction(27, 2))

    References:
        Ray and Vohra (2001), Coalitional power and public goods. Journal of Political Economy 109, 1355–1384, section II
        (linear benefits and quadratic costs).
    """
    names = Players.from_names(players)
    within(len(names), limit, "worths of all embedded coalitions")
    b, c = parse(benefit, "a benefit"), parse(cost, "a cost")
    if not is_symbolic(c) and sign(c) <= 0:
        raise InvalidGameError(f"expected a positive cost, got {cost!r}; write for example cost=1")
    unit = Fraction(1, 2) * b * b / c

    def worth(coalition: Any, partition: Any) -> Any:
        return unit * len(coalition) * (2 * sum(len(T) ** 2 for T in partition) - len(coalition) ** 2)

    return PartitionFunctionGame.from_function(names, worth, limit=limit)
