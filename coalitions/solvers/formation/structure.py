"""Which partition of the players is worth most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import islice
from typing import Any

import numpy as np

from ...certificates.structures import BestOfAll, OptimalStructures, count_structures, with_penalty
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.partition_function import PartitionFunctionGame, exact_partition_worths
from ...games.structures import BestStructures, Feasible
from ...games.tu import CoalitionalGame, TUGame, exact_table, tabulate
from ...kernels.balancedness import decide_balancedness
from ...kernels.partitions import partition_index
from ...kernels.structures import best_without_last
from ...kernels.subsets import Array, subset_sums
from ...players import Partition, Players
from ...scalars import simplest, whole_limit
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
        limit: the most players.

    Returns:
        Solution with BestStructures (worth, number, partitions), or with None if no partition is possible. Certified by prices
        that add up to the worth while no coalition exceeds its price, where there are such (where the cover of the game has a
        core); else up to 12 players by building the total up in another order. Beyond that it is exact, and `verify()` builds
        it up again (up to 16 players). Cost: 3**(n-1) / 2 additions on whole arrays, whatever the worths; some seconds for 20.

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
        feasible, most = _feasible(game.players, smallest, largest, apart, links), whole_limit(most)
    if isinstance(game, PartitionFunctionGame):
        return _best_of_all(game, feasible, most, whole_limit(limit))
    table = tabulate(game, limit=limit)
    n, (worths, denominator) = len(table.players), exact_table(table)
    values, floor = with_penalty(worths, feasible.coalitions(n))
    best = best_without_last(values)
    top = _best_of(values, best, table.players.grand) if n else 0
    diagnostics = {"method": "max-plus subset convolution"}
    if top < floor:
        return _answer(table, OptimalStructures(feasible, 0, ()), None, diagnostics)

    def fitting(rest: int) -> Array:
        parts = _parts_with_last(rest)
        value = top if rest == table.players.grand else best[rest]
        tie: Array = values[parts] + best[rest ^ parts] == value
        return parts[tie]

    number = count_structures(table.players.grand, fitting)
    chosen = [tuple(sorted(p, key=lambda m: m & -m)) for p in islice(_structures(table.players.grand, fitting), most)]
    chosen.sort(key=lambda masks: partition_index(masks, n))
    prices = _prices(values, top, denominator)
    worth = simplest(Fraction(int(top), denominator))
    value = BestStructures(worth, number, tuple(Partition(table.players, masks) for masks in chosen))
    return _answer(table, OptimalStructures(feasible, number, tuple(chosen), prices), value, diagnostics)


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


def _answer(
    table: TUGame, certificate: OptimalStructures, value: BestStructures | None, diagnostics: dict[str, Any]
) -> Solution[BestStructures | None]:
    concept = "optimal coalition structure"
    if certificate.prices is not None or len(table.players) <= CERTIFY_UP_TO:
        return certify(concept, table, certificate, diagnostics)
    return Solution(concept, table, value, Guarantee.EXACT, certificate, diagnostics, certificate.judged)


def _parts_with_last(mask: int) -> Array:
    """All parts of a set that contain its last member."""
    high = 1 << (mask.bit_length() - 1)
    return subset_sums([1 << i for i in range(mask.bit_length() - 1) if mask >> i & 1], np.int64) | high


def _best_of(values: Array, best: Array, mask: int) -> int:
    parts = _parts_with_last(mask)
    return int((values[parts] + best[mask ^ parts]).max())


def _structures(rest: int, fitting: Callable[[int], Array]) -> Iterator[tuple[int, ...]]:
    if not rest:
        yield ()
        return
    for part in fitting(rest).tolist():
        for others in _structures(rest ^ part, fitting):
            yield (part, *others)


def _prices(values: Array, top: int, denominator: int) -> tuple[Fraction, ...] | None:
    """Prices of the players that add up to the best total and that no coalition exceeds, if there are any."""
    if len(values) == 1:
        return ()
    worths = values.astype(object if values.dtype == object else np.int64)
    worths[-1] = top
    prices = decide_balancedness(worths).x
    return None if prices is None else tuple(Fraction(p) / denominator for p in prices)


def _feasible(players: Players, smallest: Any, largest: Any, apart: Iterable[Any], links: Iterable[Any] | None) -> Feasible:
    smallest = whole_limit(smallest)
    largest = None if largest is None else whole_limit(largest)
    if largest is not None and largest < smallest:
        raise InvalidArgumentError(f"expected largest of at least smallest={smallest}, got largest={largest}")
    return Feasible(smallest, largest, _pairs(players, apart), None if links is None else _pairs(players, links))


def _pairs(players: Players, pairs: Iterable[Any]) -> tuple[int, ...]:
    if isinstance(pairs, str) or not isinstance(pairs, Iterable):
        raise InvalidArgumentError(f'expected pairs of players, got {pairs!r:.80}; write [("A", "B"), …]')
    masks = set()
    for pair in pairs:
        mask = players.mask(pair)
        if mask.bit_count() != 2:
            raise InvalidArgumentError(f'expected pairs of two different players, got {pair!r:.80}; write [("A", "B"), …]')
        masks.add(mask)
    return tuple(sorted(masks))
