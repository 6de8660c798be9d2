"""Values of games whose players form unions a priori: weighted marginal contributions to other unions and own members."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from ...certificates.shares import CONCEPTS, StructureShares
from ...certificates.unions import RULES, Joining, Rule
from ...games.tu import CoalitionalGame, tabulate
from ...games.voting import WeightedVotingGame
from ...kernels.subsets import sizes, subset_sums
from ...players import Partition, Payoffs
from ...scalars import Array, quotient
from ...solution import Solution
from ._exact import as_objects, exact_solution, read_partition
from ._weighted_unions import counted_union_value


def union_value(value: Joining, game: CoalitionalGame, partition: Partition | Iterable[Any], limit: int) -> Solution[Payoffs]:
    """The value in which a player joins some of the other unions, all or none of each, and some members of its own."""
    if isinstance(game, WeightedVotingGame) and len(game.players) > limit:
        return counted_union_value(value, game, read_partition(game.players, partition).masks)
    table = tabulate(game, limit=limit)
    unions = read_partition(table.players, partition).masks
    worths, denominator = as_objects(table)
    amounts: list[Any] = [0] * len(table.players)
    for union in unions:
        others = subset_sums([u for u in unions if u != union], np.int64)
        for i in _members(union):
            fellows = subset_sums([1 << j for j in _members(union) if j != i], np.int64)
            amounts[i] = _expected(value, worths, denominator, others, fellows, 1 << i)
    certificate = StructureShares(value, unions, tuple(amounts))
    return exact_solution(CONCEPTS[value], table, certificate, amounts, "weighted marginal contributions")


def _members(mask: int) -> list[int]:
    return [i for i in range(mask.bit_length()) if mask >> i & 1]


def _expected(value: Joining, worths: Array, denominator: int, others: Array, fellows: Array, bit: int) -> Any:
    """The sum of p(R) q(T) (v(R, T, i) - v(R, T)) over unions R of others and sets T of fellow members."""
    among, within = RULES[value]
    of_others, scale = _chances(among, len(others).bit_length() - 1)
    of_fellows, fellow_scale = _chances(within, len(fellows).bit_length() - 1)
    joined = others[:, None] + fellows[None, :]
    gains = (worths[joined + bit] - worths[joined]) * of_others[:, None] * of_fellows[None, :]
    return quotient(sum(gains.ravel().tolist()), scale * fellow_scale * denominator)


def _chances(rule: Rule, k: int) -> tuple[Array, int]:
    """The probability of each set among k others, times a common denominator: by random order, or by flips of a coin."""
    if rule == "coins":
        return np.ones(1 << k, dtype=object), 1 << k
    scale = math.lcm(*range(1, k + 2))  # s! (k-s)! / (k+1)! = 1 / ((k+1) C(k, s)), and (k+1) C(k, s) divides lcm(1, …, k+1)
    shares = np.array([scale // ((k + 1) * math.comb(k, s)) for s in range(k + 1)], dtype=object)
    out: Array = shares[sizes(k)]
    return out, scale
