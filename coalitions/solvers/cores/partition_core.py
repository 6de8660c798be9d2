"""Cores of games with externalities: outcomes that no coalition blocks, given what it expects of the others."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import numpy as np

from ...certificates.partition_cores import (
    RULES,
    CoreRule,
    Masks,
    NoPartitionCorePoint,
    PartitionCorePoint,
    PartitionVerdict,
    Worths,
    exact_rows,
    expectations,
    total,
)
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.outcomes import PartitionOutcome, read_outcome
from ...games.partition_function import PartitionFunctionGame, partition_function
from ...kernels.balancedness import decide_balancedness
from ...players import CoalitionLike, Partition
from ...scalars import to_integers
from ...solution import Solution, certify


def find_partition_core_point(
    game: PartitionFunctionGame,
    *,
    rule: CoreRule = "gamma",
    partition: Partition | Iterable[CoalitionLike] | None = None,
    limit: int = 6,
) -> Solution[PartitionOutcome | None]:
    """A partition and payoffs that no coalition blocks, given what it expects of the others, or None if there are none.

    An outcome is a partition P with payoffs x such that x(S) = v(S; P) for each of its coalitions. A coalition T (all players
    together too) blocks it if T expects to be worth more than x(T) when it forms. rule="pessimistic": the others group
    themselves as is worst for T (as in the alpha core); "optimistic": as is best; "gamma": they fall apart into single players;
    "delta": they form one coalition; "projection": they stay as they are in P, without the members of T.

    Args:
        game: a game in partition function form whose worths are numbers; floats stand for their own binary values.
        rule: what coalitions expect of the others.
        partition: if given, only outcomes of this partition are wanted, as [[all players]] for the core of the grand coalition.
        limit: the most players; a linear program of 2**n coalitions is solved for up to Bell(n) partitions.

    Returns:
        Solution with a PartitionOutcome (of the first partition that has one, all together first), certified by a comparison
        with every coalition; or with None, certified by balanced weights for each partition.

    Raises:
        InvalidArgumentError: another rule, or not a partition.
        UnsupportedGameError: the game is not in partition function form.
        UndecidedError: worths are symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Hart and Kurz (1983), gamma and delta; Bloch (1996), section 4: cartels that compete in quantities
        >>> cournot = co.cournot_partition_game(["A", "B", "C"], intercept=12)
        >>> co.find_partition_core_point(cournot, rule="gamma").value
        {A, B, C} with A: 12, B: 12, C: 12
        >>> co.find_partition_core_point(cournot, rule="delta")
        partition core point: none   [certified; {A, B, C} is worth 36 but 1 {A} + 1 {B} + 1 {C} expect 48 by the delta rule,
        ...]

    References:
        Hart and Kurz (1983), Endogenous formation of coalitions. Econometrica 51, 1047–1064; Chander and Tulkens (1997), The
        core of an economy with multilateral environmental externalities. International Journal of Game Theory 26, 379–401
        (gamma); Bloch (1996), Sequential formation of coalitions in games with externalities and fixed payoff division. Games
        and Economic Behavior 14, 90–123; Bloch and van den Nouweland (2014), Expectation formation rules and the core of
        partition function games. Games and Economic Behavior 88, 339–353.
    """
    form = _checked(game, rule, limit)
    rows, n = exact_rows(form), len(form.players)
    asked = None if partition is None else form.partition(partition).masks
    excluded = []
    for blocks in rows if asked is None else [asked]:
        amounts, weights = _outcome(rows, n, rule, blocks)
        if amounts is not None:
            return certify("partition core point", form, PartitionCorePoint(blocks, amounts, rule, asked), {"rule": rule})
        excluded.append((blocks, weights))
    return certify("partition core point", form, NoPartitionCorePoint(tuple(excluded), rule, asked), {"rule": rule})


def check_in_partition_core(
    game: PartitionFunctionGame, outcome: Any, *, rule: CoreRule = "gamma", limit: int = 8
) -> Solution[bool]:
    """Whether no coalition blocks an outcome, given what it expects of the others.

    See `find_partition_core_point` for the definition and the rules.

    Args:
        game: a game in partition function form whose worths are numbers.
        outcome: a PartitionOutcome, or a pair (partition, payoffs).
        rule: what coalitions expect of the others.
        limit: the most players; all Bell(n+1) − Bell(n) embedded coalitions are read.

    Returns:
        Solution with True, certified by a comparison with every coalition, or with False, certified by the coalition that gains
        most and the partition that it expects, or by one that does not share what it is worth.

    Raises:
        InvalidArgumentError: another rule, or not an outcome.
        UnknownPlayerError: the payoffs do not name every player.
        UnsupportedGameError: the game is not in partition function form.
        UndecidedError: worths or payoffs are symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Bloch (1996), section 4: cartels that compete in quantities
        >>> cournot = co.cournot_partition_game(["A", "B", "C"], intercept=12)
        >>> co.check_in_partition_core(cournot, ([["A", "B", "C"]], {"A": 12, "B": 12, "C": 12}), rule="optimistic")
        in the partition core: False   [certified; {A} gets 12 and expects 16 in {A} | {B, C}]

    References:
        Hart and Kurz (1983), Endogenous formation of coalitions. Econometrica 51, 1047–1064; Bloch (1996), Sequential formation
        of coalitions in games with externalities and fixed payoff division. Games and Economic Behavior 14, 90–123; Bloch and
        van den Nouweland (2014), Expectation formation rules and the core of partition function games.
    """
    form = _checked(game, rule, limit)
    rows, given = exact_rows(form), read_outcome(form, outcome)
    blocks, amounts = given.partition.masks, given.payoffs.amounts
    wrong = next((m for m, w in zip(blocks, rows[blocks], strict=True) if total(amounts, m) != w), None)
    if wrong is None:
        expected = expectations(rows, len(form.players), rule, blocks)
        gains = {m: worth - total(amounts, m) for m, (worth, _) in sorted(expected.items())}
        worst = max(gains, key=lambda m: gains[m], default=None)
        wrong = worst if worst is not None and gains[worst] > 0 else None
    return certify("in the partition core", form, PartitionVerdict(blocks, amounts, rule, wrong), {"rule": rule})


def _checked(game: PartitionFunctionGame, rule: str, limit: int) -> PartitionFunctionGame:
    form = partition_function(game)
    if rule not in RULES:
        raise InvalidArgumentError(f"expected rule as one of {', '.join(map(repr, RULES))}, got {rule!r}; write one of these")
    if len(form.players) > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} players, got {len(form.players)}; raise the limit, or write down what coalitions "
            "expect with conjectured_game and use find_core_point"
        )
    return form


def _outcome(
    rows: Worths, n: int, rule: str, blocks: Masks
) -> tuple[tuple[Fraction, ...] | None, tuple[tuple[int, Fraction], ...]]:
    """Payoffs for the partition, or weights that rule it out.

    The payoffs are the core of a game with transferable utility: all together are worth what the partition is worth, its
    coalitions what they are worth in it, and every other coalition what it expects.
    """
    expected = expectations(rows, n, rule, blocks)
    own = dict(zip(blocks, rows[blocks], strict=True))
    grand, whole = (1 << n) - 1, sum(own.values(), start=Fraction(0))
    if not n:
        return (), ()
    if expected[grand][0] > whole:
        return None, ((grand, Fraction(1)),)
    if any(expected[m][0] > own[m] for m in blocks):
        return None, tuple((m, Fraction(1)) for m in sorted(blocks))
    worths = [Fraction(0), *(own.get(m, expected[m][0]) for m in range(1, grand + 1))]
    worths[grand] = whole
    integers, denominator = to_integers(worths)
    found = decide_balancedness(np.array(integers, dtype=integers.dtype))
    if found.x is not None:
        return tuple(Fraction(a) / denominator for a in found.x), ()
    return None, tuple(sorted((found.weights or {}).items()))
