"""Evidence for values of weighted voting games with unions: swings counted by how many unions and fellows are joined."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

import numpy as np

from ..errors import CertificateError, LimitExceededError
from ..games.voting import WeightedVotingGame
from ..players import Payoffs
from ..scalars import Array
from .shares import CONCEPTS

Matrix = tuple[tuple[int, ...], ...]
Joining = Literal["owen", "banzhaf-owen", "symmetric coalitional banzhaf"]
Rule = Literal["order", "coins"]
#: How a player joins other unions, and members of its own: in random order (Shapley), or by flips of a coin (Banzhaf).
RULES: dict[Joining, tuple[Rule, Rule]] = {
    "owen": ("order", "order"),
    "banzhaf-owen": ("coins", "coins"),
    "symmetric coalitional banzhaf": ("coins", "order"),
}


def chance(rule: Rule, others: int, joined: int) -> Fraction:
    """The probability of joining a given set of `joined` of the others."""
    return Fraction(1, (others + 1) * math.comb(others, joined) if rule == "order" else 1 << others)


@dataclass(frozen=True, slots=True)
class UnionSwings:
    """How many sets of r other unions and t fellow members a player turns from losing to winning; the value follows.

    The solver divides generating functions of unions and of members by the player's own factor and multiplies the results.
    The check multiplies all factors anew, into one array by weight, unions and fellows, for each kind of player. Cost: for
    each kind, players times weight times unions times members, which `limit` bounds.
    """

    value: Joining
    unions: tuple[int, ...]  #: masks of the unions
    swings: tuple[tuple[int, tuple[int, ...], Matrix], ...]  #: (place of the union, weights of the player, swings[r][t])
    limit: int = 1 << 24

    @property
    def proves(self) -> tuple[str, ...]:
        """The value whose name this certificate carries."""
        return (CONCEPTS[self.value],)

    @property
    def judged(self) -> tuple[int, ...]:
        """The partition that was asked about."""
        return self.unions

    def check(self, game: WeightedVotingGame) -> Payoffs:
        """The value as payoffs; raises CertificateError if the recount differs."""
        if not isinstance(game, WeightedVotingGame):
            raise CertificateError(f"expected a weighted voting game, got {type(game).__name__}")
        if (
            not all(type(u) is int and u > 0 for u in self.unions)
            or list(self.unions) != sorted(self.unions, key=lambda u: u & -u)
            or sum(self.unions) != game.players.grand
            or sum(u.bit_count() for u in self.unions) != len(game.players)
        ):
            raise CertificateError("expected unions that hold every player once, in the order of their first members")
        kinds = kinds_of_players(game, self.unions)
        named = [(k, column) for k, column, _ in self.swings]
        if named != sorted(set(kinds)) or not all(type(x) is int for k, column in named for x in (k, *column)):
            raise CertificateError("expected swings for every kind of player of this game, once and in order")
        for k, column, matrix in self.swings:
            others = [_column(game, u) for j, u in enumerate(self.unions) if j != k]
            fellows = [kinds[i][1] for i in range(len(kinds)) if kinds[i][0] == k]
            fellows.remove(column)
            if not all(type(c) is int for row in matrix for c in row) or matrix != self._recount(game, column, others, fellows):
                raise CertificateError(f"expected the recounted swings of a player with weights {column}")
        return self.conclude(game)

    def _recount(
        self, game: WeightedVotingGame, column: tuple[int, ...], others: list[tuple[int, ...]], fellows: list[tuple[int, ...]]
    ) -> Matrix:
        units = [math.gcd(*row) for row in game.weights]
        steps = [(*w, 1, 0) for w in others] + [(*w, 0, 1) for w in fellows]
        scaled = [tuple(w // u for w, u in zip(step, [*units, 1, 1], strict=True)) for step in steps]
        shape = [1 + sum(step[axis] for step in scaled) for axis in range(len(units) + 2)]
        if math.prod(shape) > self.limit:
            raise LimitExceededError(f"expected at most {self.limit} combinations to recount by, got {math.prod(shape)}")
        counts: Array = np.zeros(shape, dtype=np.int64 if len(scaled) <= 62 else object)
        counts[(0,) * len(shape)] = 1
        for step in scaled:
            shifted = np.zeros_like(counts)
            into = tuple(slice(s, None) for s in step)
            shifted[into] = counts[tuple(slice(0, size - s) for s, size in zip(step, shape, strict=True))]
            counts = counts + shifted
        needed = [
            [-(-(q - w) // u) for q, w, u in zip(game.quotas, own, units, strict=True)] for own in (column, [0] * len(units))
        ]
        won = [counts[tuple(slice(max(q, 0), None) for q in quotas)] for quotas in needed]
        matrix = (won[0].sum(axis=tuple(range(len(units)))) - won[1].sum(axis=tuple(range(len(units))))).tolist()
        return tuple(tuple(map(int, row)) for row in matrix)

    def conclude(self, game: WeightedVotingGame) -> Payoffs:
        """The value that the counts amount to, without checking them."""
        found = {}
        for k, column, matrix in self.swings:
            sides = zip(RULES[self.value], (matrix, matrix[0]), strict=True)
            chances = [[chance(rule, len(side) - 1, j) for j in range(len(side))] for rule, side in sides]
            terms = (c * p * q for row, p in zip(matrix, chances[0], strict=True) for c, q in zip(row, chances[1], strict=True))
            found[k, column] = sum(terms, start=Fraction(0))
        return Payoffs(game.players, tuple(found[kind] for kind in kinds_of_players(game, self.unions)))

    def describe(self, game: WeightedVotingGame) -> str:
        return "swings recounted player by player"

    def to_dict(self) -> dict[str, Any]:
        swings = [{"union": k, "weights": list(c), "swings": [[str(v) for v in row] for row in m]} for k, c, m in self.swings]
        return {"kind": "union swings", "value": self.value, "unions": [str(u) for u in self.unions], "swings": swings}


def _column(game: WeightedVotingGame, mask: int) -> tuple[int, ...]:
    """The weights of a coalition under all rules."""
    return tuple(sum(w for i, w in enumerate(row) if mask >> i & 1) for row in game.weights)


def kinds_of_players(game: WeightedVotingGame, unions: Sequence[int]) -> list[tuple[int, tuple[int, ...]]]:
    """For each player the place of its union, and its weights."""
    union = {i: k for k, mask in enumerate(unions) for i in range(mask.bit_length()) if mask >> i & 1}
    return [(union[i], _column(game, 1 << i)) for i in range(len(game.players))]
