"""From a game in partition function form to one with transferable utility: what a coalition expects of the others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np

from ..errors import InvalidArgumentError, UndecidedError
from ..games.partition_function import PartitionFunctionGame, partition_function
from ..games.tu import TUGame
from ..kernels.partitions import canonical, labels_of, rank
from ..players import CoalitionLike, Partition
from ..scalars import Array

Rule = Literal["pessimistic", "optimistic", "gamma", "delta", "projection"]


def conjectured_game(
    game: PartitionFunctionGame, *, rule: Rule, partition: Partition | Iterable[CoalitionLike] | None = None
) -> TUGame:
    """The game in which a coalition is worth what it gets if all others group themselves as it expects.

    rule="pessimistic": as is worst for it (the alpha rule: the min of v(S; P) over all P with S); "optimistic": as is best
    for it (the max); "gamma": they fall apart into single players; "delta": they stay, or join, together as one coalition;
    "projection": they stay as they are in a given `partition`, whose coalitions lose the members of S and go on without them.
    All players together are worth v(N; {N}). The core of the game is the core of the partition function game under this
    expectation, and the Shapley value of the gamma game is the externality-free value.

    Args:
        game: a game in partition function form; for "pessimistic" and "optimistic" its worths must be numbers.
        rule: what coalitions expect of the others.
        partition: for "projection", how all players are grouped before S leaves.

    Returns:
        A TUGame. Cost: one pass over all embedded coalitions for the first two rules, over 2**n coalitions for the others.

    Raises:
        InvalidArgumentError: another rule, or "projection" without a partition, or a partition with another rule.
        UnsupportedGameError: the game is not in partition function form.
        UndecidedError: worths are symbolic, and the rule compares them.

    Examples:
        >>> import coalitions as co
        >>> cournot = co.PartitionFunctionGame.from_function(["A", "B", "C"], lambda S, P: (12 // (len(P) + 1)) ** 2)
        >>> co.conjectured_game(cournot, rule="gamma")["A"], co.conjectured_game(cournot, rule="delta")["A"]
        (9, 16)
        >>> co.find_core_point(co.conjectured_game(cournot, rule="gamma")).value
        A: 12, B: 12, C: 12
        >>> co.find_core_point(co.conjectured_game(cournot, rule="optimistic")).value is None
        True

    References:
        Hart and Kurz (1983), Endogenous formation of coalitions (gamma, delta); Bloch and van den Nouweland (2014), Expectation
        formation rules and the core of partition function games; De Clippel and Serrano (2008), Marginal contributions and
        externalities in the value.
    """
    form = partition_function(game)
    if rule not in ("pessimistic", "optimistic", "gamma", "delta", "projection"):
        raise InvalidArgumentError(
            f'expected rule="pessimistic", "optimistic", "gamma", "delta" or "projection", got {rule!r}; write one of these'
        )
    if (rule == "projection") != (partition is not None):
        raise InvalidArgumentError(
            f'expected a partition with rule="projection" and with no other rule, got {partition!r} with {rule!r}; write for '
            f'example rule="projection", partition={[[name] for name in form.players.names[:3]]}'
        )
    if rule in ("pessimistic", "optimistic"):
        worths = _extremes(form, rule)
    else:
        before = None if partition is None else labels_of(form.partition(partition).masks, len(form.players))
        worths = _if_grouped(form, rule, before)
    return TUGame(form.players, worths, form.denominator, form.kind)


def _extremes(form: PartitionFunctionGame, rule: Rule) -> Array:
    if form.kind == "symbolic":
        raise UndecidedError(
            f'expected numbers, since the {rule} rule compares worths, got symbols; put numbers in, or use rule="gamma", '
            '"delta" or "projection"'
        )
    worths, masks = _if_grouped(form, "gamma", None), form.blocks()
    better = np.minimum if rule == "pessimistic" else np.maximum
    for column, place in zip(form.table.T, masks.T, strict=True):
        better.at(worths, place, column)  # places without a block go to the empty coalition, with 0
    return worths


def _if_grouped(form: PartitionFunctionGame, rule: Rule, before: Array | None) -> Array:
    """For each coalition S the worth in the partition that the rule makes of S and the others."""
    n = len(form.players)
    worths = np.zeros(1 << n, dtype=form.table.dtype)
    if not n:
        return worths
    inside = np.arange(1, 1 << n)[:, None] >> np.arange(n) & 1 == 1
    others = np.zeros(n, dtype=np.int64) if rule == "delta" else np.arange(n) if before is None else before
    labels = canonical(np.where(inside, n, others))  # n stands for S itself
    first = inside.argmax(axis=1)
    worths[1:] = form.table[rank(labels), labels[np.arange(len(labels)), first]]
    return worths
