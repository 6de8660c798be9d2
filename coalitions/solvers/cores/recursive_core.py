"""The recursive core of games with externalities: whoever is left plays the same game again."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from ...certificates.partition_cores import Masks, Worths, exact_rows, total
from ...certificates.recursive_cores import (
    Attitude,
    Deviation,
    RecursiveCore,
    Residual,
    bounds_of,
    deviations,
    partitions_of,
    raise_bound,
    residuals,
    worth_in,
)
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.outcomes import PartitionOutcome, read_outcome
from ...games.partition_function import PartitionFunctionGame, partition_function
from ...kernels.lp import maximize
from ...solution import Solution, certify


def find_recursive_core_point(
    game: PartitionFunctionGame, *, attitude: Attitude = "pessimistic", limit: int = 5
) -> Solution[PartitionOutcome | None]:
    """A partition and payoffs from which no players gain by leaving, if whoever is left settles in turn on a core outcome.

    Some players T may leave and group themselves in some way; the others are then in a residual game, which is in partition
    function form again and has a recursive core of its own (for one player the only outcome). T expects an outcome of that
    core, or any outcome at all if it is empty. Pessimistic players leave if each of their coalitions gains in every case,
    optimistic ones if each gains in some case; a coalition gains if it is worth more than its members got. The recursive core
    has the outcomes that nobody leaves. (Kóczy's papers could not be read here: that every coalition of those who leave must
    gain strictly is how their dominance is understood, and it is the only sense for a single coalition.)

    Args:
        game: a game in partition function form whose worths are numbers; floats stand for their own binary values.
        attitude: "pessimistic" (a larger core) or "optimistic".
        limit: the most players; Bell(n+1) − Bell(n) games are solved (151 for 5 players, about a second; 674 for 6, minutes).

    Returns:
        Solution with a PartitionOutcome of the first partition that has one (all together first), or with None. Certified by
        the cores of all residual games from the smallest up: payoffs, or balanced weights for each case, for each partition.

    Raises:
        InvalidArgumentError: another attitude.
        UnsupportedGameError: the game is not in partition function form.
        UndecidedError: worths are symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Bloch (1996), section 4: cartels that compete in quantities
        >>> cournot = co.cournot_partition_game(["A", "B", "C"], intercept=12)
        >>> find_recursive_core_point(cournot).value  # if one leaves, the two others do not merge, since 16 < 9 + 9
        {A, B, C} with A: 18, B: 9, C: 9

    References:
        Kóczy (2007), A recursive core for partition function form games. Theory and Decision 63, 41–51; Kóczy (2009),
        Sequential coalition formation and the core in the presence of externalities. Games and Economic Behavior 66, 559–565;
        Bloch (1996), Sequential formation of coalitions in games with externalities and fixed payoff division.
    """
    form = _checked(game, attitude, limit)
    rows, n = exact_rows(form), len(form.players)
    table, _ = _solved(rows, n, attitude, residuals(n))
    return certify("recursive core point", form, RecursiveCore(attitude, table), {"attitude": attitude})


def check_in_recursive_core(
    game: PartitionFunctionGame, outcome: Any, *, attitude: Attitude = "pessimistic", limit: int = 5
) -> Solution[bool]:
    """Whether no players gain by leaving an outcome, if whoever is left settles in turn on a core outcome.

    See `find_recursive_core_point` for the definition.

    Args:
        game: a game in partition function form whose worths are numbers.
        outcome: a PartitionOutcome, or a pair (partition, payoffs).
        attitude: "pessimistic" or "optimistic".
        limit: the most players.

    Returns:
        Solution with True, certified by all ways to leave, or with False, certified by players who leave and what they expect;
        with the cores of all residual games in either case.

    Raises:
        InvalidArgumentError: another attitude, or not an outcome.
        UnknownPlayerError: the payoffs do not name every player.
        UnsupportedGameError: the game is not in partition function form.
        UndecidedError: worths or payoffs are symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Bloch (1996), section 4: cartels that compete in quantities
        >>> cournot = co.cournot_partition_game(["A", "B", "C"], intercept=12)
        >>> check_in_recursive_core(cournot, ([["A", "B", "C"]], [8, 14, 14]))
        in the recursive core: False   [certified; {A} gets 8 and expects 9 with {B} | {C}]

    References:
        Kóczy (2007), A recursive core for partition function form games. Theory and Decision 63, 41–51; Bloch (1996),
        Sequential formation of coalitions in games with externalities and fixed payoff division.
    """
    form = _checked(game, attitude, limit)
    rows, n = exact_rows(form), len(form.players)
    given = read_outcome(form, outcome)
    table, assumed = _solved(rows, n, attitude, residuals(n)[:-1])
    blocks, amounts = given.partition.masks, given.payoffs.amounts
    found = list(deviations(rows, (form.players.grand, ()), assumed, attitude))
    wrong = None
    if any(total(amounts, m) != w for m, w in zip(blocks, rows[blocks], strict=True)):
        wrong = -1
    else:
        leaving = (k for k, d in enumerate(found) if not any(total(amounts, m) >= w for m, w in d.alternatives))
        wrong = min(leaving, key=lambda k: (sum(found[k].grouping).bit_count(), k), default=None)
    evidence = RecursiveCore(attitude, table, (blocks, amounts), wrong, find=False)
    return certify("in the recursive core", form, evidence, {"attitude": attitude})


def _checked(game: PartitionFunctionGame, attitude: str, limit: int) -> PartitionFunctionGame:
    form = partition_function(game)
    if attitude not in ("pessimistic", "optimistic"):
        raise InvalidArgumentError(f'expected attitude="pessimistic" or "optimistic", got {attitude!r}; write one of these')
    if len(form.players) > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} players for all residual games, got {len(form.players)}; raise the limit, or use "
            "find_partition_core_point, where coalitions expect something simpler"
        )
    return form


def _solved(
    rows: Worths, n: int, attitude: str, games: list[Residual]
) -> tuple[tuple[tuple[tuple[str, Any], ...], ...], dict[Residual, list[Masks]]]:
    """For each residual game the evidence for each of its partitions, and what is assumed of it."""
    table: list[tuple[tuple[str, Any], ...]] = []
    assumed: dict[Residual, list[Masks]] = {}
    for game in games:
        left, outside = game
        found = list(deviations(rows, game, assumed, attitude))
        entries = []
        for blocks in partitions_of(left):
            shares = {m: worth_in(rows, m, blocks, outside) for m in blocks}
            entries.append(_decided(n, left, shares, bounds_of(shares, found), found))
        inside = [blocks for blocks, (kind, _) in zip(partitions_of(left), entries, strict=True) if kind == "payoffs"]
        assumed[game] = inside or list(partitions_of(left))
        table.append(tuple(entries))
    return tuple(table), assumed


def _decided(
    n: int, left: int, shares: dict[int, Fraction], bounds: dict[int, Fraction], found: list[Deviation]
) -> tuple[str, Any]:
    """Payoffs that keep everybody, or why there are none: bounds are raised case by case where alternatives are not met.

    The largest balanced weighted worth of the bounds is what the players need in all, and its prices are payoffs.
    """
    masks = sorted(bounds)
    members = [i for i in range(n) if left >> i & 1]
    best = maximize([bounds[m] for m in masks], [[m >> i & 1 for m in masks] for i in members], [1] * len(members))
    if sum(best.y, start=Fraction(0)) > sum(shares.values(), start=Fraction(0)):
        return "none", ("weights", tuple((m, w) for m, w in zip(masks, best.x, strict=True) if w))
    prices = dict(zip(members, best.y, strict=True))
    amounts = tuple(prices.get(i, Fraction(0)) for i in range(n))
    for number, deviation in enumerate(found):
        if not any(total(amounts, m) >= w for m, w in deviation.alternatives):
            branches = []
            for mask, worth in deviation.alternatives:
                further = dict(bounds)
                raise_bound(further, mask, worth)
                kind, evidence = _decided(n, left, shares, further, found)
                if kind == "payoffs":
                    return kind, evidence
                branches.append(evidence)
            return "none", ("split", number, tuple(branches))
    return "payoffs", amounts
