"""Which partition of the players is worth most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import Any, Literal

import numpy as np

from ...certificates.structures import (
    BestOfAll,
    OptimalStructures,
    count_divisions,
    count_structures,
    fitting_parts,
    with_penalty,
)
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.partition_function import PartitionFunctionGame, exact_partition_worths
from ...games.structures import BestStructures, Feasible
from ...games.tu import CoalitionalGame, exact_table, tabulate
from ...kernels.balancedness import decide_balancedness
from ...kernels.partitions import partition_index
from ...kernels.structures import best_without_last
from ...kernels.subsets import Array, sizes, subset_sums
from ...players import Partition, Players, is_list
from ...scalars import simplest, to_integers, whole_limit
from ...solution import Guarantee, Solution, certify

#: Up to this many players the second program is run at once where there are no prices; beyond, `solution.verify()` runs it.
CERTIFY_UP_TO = 12


def optimal_coalition_structure(
    game: CoalitionalGame | PartitionFunctionGame,
    *,
    smallest: int = 1,
    largest: int | None = None,
    apart: Iterable[Any] = (),
    links: Iterable[Any] | None = None,
    most: int = 1000,
    method: Literal["auto", "program"] = "auto",
    limit: int = 20,
) -> Solution[BestStructures | None]:
    """The largest total worth of a partition of the players, how many partitions attain it, and which; ties are exact.

    Maximize the sum of v(S) over the coalitions S of a partition. A float worth stands for its own binary value.

    Args:
        game: any game with transferable utility whose worths are numbers; or a game in partition function form, where the worth
            of a coalition depends on the others and all partitions are compared.
        smallest, largest: how many members a coalition may have.
        apart: pairs of players who may not be together.
        links: pairs of players who can talk to each other; only coalitions that are connected by them may form.
        most: how many of the optimal partitions to list; all are counted.
        method: "auto" (prices of a linear program, and the program over all sets where these leave a gap) or "program".
        limit: the most players.

    Returns:
        Solution with BestStructures (worth, number, partitions), or with None if no partition is possible. Certified by prices
        that add up to the worth while no coalition exceeds its price, where there are such (where the cover of the game has a
        core); else up to 12 players by building the total up in another order. Beyond that it is exact, and `verify()` builds
        it up again (up to 16 players). Cost: some n to 5n passes over 2**n worths where prices suffice (a second or so for 20
        players); else 3**(n-1) / 2 additions on whole arrays (a second for 18, a factor of 9 for two more).

    Raises:
        UndecidedError: worths are symbolic.
        InvalidArgumentError, UnknownPlayerError: sizes or pairs that are none.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> worths = [30, 40, 50, 25, 60, 55, 90, 45, 80, 70, 120, 80, 100, 115, 140]
        >>> game = co.TUGame.from_vector(["1", "2", "3", "4"], worths, order="mask")
        >>> co.optimal_coalition_structure(game).value
        worth 150 in 1 way: {1} | {2} | {3, 4}

    References:
        Yeh (1986), A dynamic programming approach to the complete set partitioning problem; Rothkopf, Pekeč and Harstad (1998);
        Rahwan, Michalak, Wooldridge and Jennings (2015), Coalition structure generation: a survey.
    """
    if hasattr(game, "players"):
        feasible, most = _feasible(game.players, smallest, largest, apart, links), whole_limit(most, "most")
    if method not in ("auto", "program"):
        raise InvalidArgumentError(f'expected method="auto" or method="program", got {method!r}')
    if isinstance(game, PartitionFunctionGame):
        return _best_of_all(game, feasible, most, whole_limit(limit))
    table = tabulate(game, limit=limit)
    n, (worths, denominator) = len(table.players), exact_table(table)
    allowed = feasible.coalitions(n)
    values, floor = with_penalty(worths, allowed)
    found = _by_prices(values, allowed, most) if method == "auto" else None
    found = found or _by_program(values, floor, most)
    chosen = tuple(sorted(found.partitions, key=lambda masks: partition_index(masks, n)))
    prices = None if found.prices is None else tuple(Fraction(p) / denominator for p in found.prices)
    evidence = OptimalStructures(feasible, found.number, chosen, prices)
    concept, diagnostics = "optimal coalition structure", {"method": found.method}
    if prices is not None or n <= CERTIFY_UP_TO:
        return certify(concept, table, evidence, diagnostics)
    worth = simplest(Fraction(found.best, denominator))
    listed = tuple(Partition(table.players, masks) for masks in chosen)
    value = BestStructures(worth, found.number, listed) if listed else None
    return Solution(concept, table, value, Guarantee.EXACT, evidence, diagnostics, evidence.judged)


@dataclass(frozen=True, slots=True)
class _Found:
    """The best total, how many partitions attain it, the first of them, and prices that prove it, if there are any."""

    best: int
    number: int
    partitions: list[tuple[int, ...]]
    method: str
    prices: tuple[Fraction, ...] | None = None


def _by_prices(values: Array, allowed: Array, most: int) -> _Found | None:
    """Optimal partitions are those into coalitions that are worth their price, where a partition is worth the least prices.

    None where the linear program leaves a gap: then no partition is worth that much.
    """
    prices = _least_prices(values)
    numbers, scale = to_integers(prices)
    sums = subset_sums(numbers.astype(object), object) if _large(values, numbers, scale) else subset_sums(numbers, np.int64)
    tight = allowed & (sums == values.astype(sums.dtype) * scale)
    number = count_divisions(tight)
    if not number:
        return None
    chosen = list(islice(_structures(len(values) - 1, fitting_parts(tight), set()), most))
    return _Found(int(sum(prices)), number, chosen, "prices of a linear program", prices)


def _large(values: Array, numbers: Array, scale: int) -> bool:
    """Whether sums of the prices' numerators, or worths in their unit, could leave int64."""
    most = max(abs(int(values.max())), abs(int(values.min()))) * scale + sum(abs(v) for v in numbers.tolist())
    return values.dtype == object or most >= 1 << 62


def _least_prices(values: Array) -> tuple[Fraction, ...]:
    """Prices with the least sum such that no coalition is worth more than its members' prices.

    A point of the core of the game in which all together have far too much is shifted down as far as it goes.
    """
    n = len(values).bit_length() - 1
    size = max(abs(int(values.max())), abs(int(values.min())))
    worths = values.astype(object if (n * size + 1).bit_length() > 60 else np.int64)
    worths[-1] = n * size + 1  # more than any balanced collection is worth
    rich = decide_balancedness(worths).x
    if not rich:
        return ()
    numbers, scale = to_integers(rich)
    wide = object if _large(worths, numbers, scale) else np.int64
    slack = subset_sums(numbers.astype(wide), wide) - values.astype(wide) * scale
    members = sizes(n)
    least = [slack[members == s].min() for s in range(1, n + 1)]
    shift = min(Fraction(int(v), s * scale) for s, v in enumerate(least, start=1))
    return tuple(Fraction(p) - shift for p in rich)


def _by_program(values: Array, floor: int, most: int) -> _Found:
    """All optimal partitions by building up the best totals of all sets without the last player."""
    grand = len(values) - 1
    best = best_without_last(values)
    parts = _parts_with_last(grand) if grand else None
    top = int((values[parts] + best[grand ^ parts]).max()) if parts is not None else 0
    method = "max-plus subset convolution"
    if top < floor:
        return _Found(0, 0, [], method)

    def fitting(rest: int) -> Array:
        parts = _parts_with_last(rest)
        tie: Array = values[parts] + best[rest ^ parts] == (top if rest == grand else best[rest])
        return parts[tie]

    chosen = [tuple(sorted(p, key=lambda m: m & -m)) for p in islice(_structures(grand, fitting, set()), most)]
    return _Found(top, count_structures(grand, fitting) or 0, chosen, method)


def _best_of_all(game: PartitionFunctionGame, feasible: Feasible, most: int, limit: int) -> Solution[BestStructures | None]:
    """All partitions compared, since with externalities no part of a partition can be judged without the rest."""
    if len(game.players) > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} players to compare all partitions, got {len(game.players)}; raise the limit"
        )
    worths, _ = exact_partition_worths(game)
    masks = game.blocks()
    allowed = feasible.coalitions(len(game.players))
    allowed[0] = True  # no block
    possible = np.flatnonzero(allowed[masks].all(axis=1))
    totals = worths.astype(object).sum(axis=1)[possible]
    optimal = possible[totals == totals.max()] if len(possible) else possible
    listed = tuple(tuple(m for m in row if m) for row in masks[optimal[:most]].tolist())
    evidence = BestOfAll(feasible, len(optimal), listed)
    return certify("optimal coalition structure", game, evidence, {"method": "all partitions compared"})


def _parts_with_last(mask: int) -> Array:
    """All parts of a set that contain its last member."""
    high = 1 << (mask.bit_length() - 1)
    return subset_sums([1 << i for i in range(mask.bit_length() - 1) if mask >> i & 1], np.int64) | high


def _structures(rest: int, fitting: Callable[[int], Array], dead: set[int]) -> Iterator[tuple[int, ...]]:
    """All ways to divide a set into fitting parts; sets that cannot be divided are remembered."""
    if not rest:
        yield ()
        return
    nothing = True
    for part in fitting(rest).tolist():
        if rest ^ part not in dead:
            for others in _structures(rest ^ part, fitting, dead):
                nothing = False
                yield (part, *others)
    if nothing:
        dead.add(rest)


def _feasible(players: Players, smallest: Any, largest: Any, apart: Iterable[Any], links: Iterable[Any] | None) -> Feasible:
    smallest = whole_limit(smallest, "smallest")
    largest = None if largest is None else whole_limit(largest, "largest")
    if largest is not None and largest < smallest:
        raise InvalidArgumentError(f"expected largest of at least smallest={smallest}, got largest={largest}")
    return Feasible(smallest, largest, _pairs(players, apart), None if links is None else _pairs(players, links))


def _pairs(players: Players, pairs: Iterable[Any]) -> tuple[int, ...]:
    if isinstance(pairs, str) or not is_list(pairs):
        raise InvalidArgumentError(f'expected pairs of players, got {pairs!r:.80}; write [("A", "B"), …]')
    masks = set()
    for pair in pairs:
        mask = players.mask(pair)
        if mask.bit_count() != 2:
            raise InvalidArgumentError(f'expected pairs of two different players, got {pair!r:.80}; write [("A", "B"), …]')
        masks.add(mask)
    return tuple(sorted(masks))
