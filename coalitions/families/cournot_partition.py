"""The Cournot oligopoly in partition function form: what a cartel earns depends on how many rivals it faces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..errors import InvalidGameError, UndecidedError
from ..games.partition_function import PartitionFunctionGame
from ..players import Players
from ..scalars import is_equal, is_symbolic, parse, sign, to_fraction
from ._reading import within


def cournot_partition_game(
    players: Iterable[str | int] | Players, *, intercept: Any = 1, slope: Any = 1, costs: Any = 0, limit: int = 8
) -> PartitionFunctionGame:
    """The game of firms that sell one good at the price a − b Q, where the cartels of a partition compete in quantities.

    A cartel S produces at the lowest unit cost of its members, c_S, and earns (p − c_S)² / b at the price
    p = (a + Σ_T c_T) / (m + 1) of the Cournot equilibrium between the m cartels T that produce (those whose cost is below the
    price; the others earn 0). With equal costs each of m cartels earns (a − c)² / (b (m + 1)²): externalities are positive, and
    outsiders gain most from a merger.

    Intercept, slope and one cost for all may be symbols (a firm then is taken to produce). Cost: one formula for each embedded
    coalition.

    Args:
        players: the firms, in order.
        intercept: a, the price at which nothing is sold.
        slope: b > 0, by how much a unit lowers the price.
        costs: the cost of a unit: one number for all firms, or a mapping from firms to numbers.
        limit: the most players.

    Raises:
        InvalidGameError: a slope that is not positive.
        InvalidArgumentError: something that is not a number, or a firm without a cost.
        UndecidedError: different costs with symbols, so that it is open who produces.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.cournot_partition_game(["A", "B", "C"], intercept=12)
        >>> game
        PartitionFunctionGame of 3 players (A, B, C), exact: {A, B, C} 36; {A, B} | {C} 16, 16; {A, C} | {B} 16, 16; ...
        >>> game["A", [["A"], ["B"], ["C"]]]
        9

    References:
        Bloch (1996), Sequential formation of coalitions in games with externalities and fixed payoff division. Games and
        Economic Behavior 14, 90–123, section 4; Salant, Switzer and Reynolds (1983), Losses from horizontal merger. Quarterly
        Journal of Economics 98, 185–199.
    """
    names = Players.from_names(players)
    within(len(names), limit, "worths of all embedded coalitions")
    a, b = parse(intercept, "an intercept"), parse(slope, "a slope")
    if not is_symbolic(b) and sign(b) <= 0:
        raise InvalidGameError(f"expected a positive slope, got {slope!r}; write for example slope=1")
    listed = [costs[name] for name in names] if _complete(names, costs) else [costs] * len(names)
    unit = dict(zip(names, (parse(c, "a cost") for c in listed), strict=True))
    first = next(iter(unit.values()), 0)
    same = all(is_equal(c, first) for c in unit.values())
    symbolic = any(map(is_symbolic, (a, b, *unit.values())))
    if symbolic and not same:
        raise UndecidedError(
            "expected numbers where costs differ, since they decide who produces, got symbols; put numbers in, or give one cost"
        )
    if symbolic:
        margin = a - first
        return PartitionFunctionGame.from_function(names, lambda S, P: margin * margin / (b * (len(P) + 1) ** 2), limit=limit)
    as_float = any(isinstance(v, float) for v in (a, b, *unit.values()))
    exact = {name: to_fraction(c) for name, c in unit.items()}

    def profit(coalition: Any, partition: Any) -> Any:
        earned = _margin(to_fraction(a), [min(exact[i] for i in T) for T in partition], min(exact[i] for i in coalition))
        worth = earned * earned / to_fraction(b)
        return float(worth) if as_float else worth

    return PartitionFunctionGame.from_function(names, profit, limit=limit)


def _complete(names: Players, costs: Any) -> bool:
    """Whether costs come by firm; then every firm must be there."""
    if not isinstance(costs, Mapping):
        return False
    for name in costs:
        names.index(name)
    missing = [str(name) for name in names if name not in costs]
    if missing:
        raise InvalidGameError(f"expected a cost for each firm, none came for {', '.join(missing)}; add it")
    return True


def _margin(intercept: Any, costs: list[Any], own: Any) -> Any:
    """Price less own cost in the equilibrium of those whose cost is below the price; 0 for whoever does not produce.

    The cheapest m produce for the largest m at which the m-th still gains: a price above its cost, (a + Σ c) / (m + 1) > c_m.
    """
    price = intercept
    for m, cost in enumerate(sorted(costs), start=1):
        if price <= cost:  # at this price another firm does not want to enter
            break
        price = (price * m + cost) / (m + 1)
    return max(price - own, 0 * own)
