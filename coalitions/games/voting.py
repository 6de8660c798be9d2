"""Weighted voting games: a coalition wins if it has enough weight under every rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ..display import Table, to_html, to_latex
from ..errors import InvalidGameError, LimitExceededError
from ..players import Coalition, CoalitionLike, Players
from ..scalars import Array, Kind, is_symbolic, parse, to_integers


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WeightedVotingGame:
    """A simple game given by weight rules that must all hold: S wins iff its weight reaches the quota under every rule.

    "9 of 15 and no veto" is two rules (one vote each, quota 9; one vote for each permanent member, quota 5), and so is a
    double majority of states and population. Weights and quotas are kept as integers, one row for each rule.

    Examples:
        >>> council = WeightedVotingGame.from_weights(quota=51, weights={"A": 50, "B": 49, "C": 1})
        >>> council["A", "C"], council["B", "C"]
        (1, 0)
        >>> council
        WeightedVotingGame of 3 players [51; 50, 49, 1]
    """

    players: Players
    quotas: tuple[int, ...]
    weights: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        if not self.quotas or len(self.quotas) != len(self.weights):
            raise InvalidGameError(f"expected one quota for each rule, got {len(self.quotas)} for {len(self.weights)} rules")
        for quota, row in zip(self.quotas, self.weights, strict=True):
            if len(row) != len(self.players):
                raise InvalidGameError(f"expected {len(self.players)} weights in each rule, got {len(row)}")
            for name, weight in zip(self.players, row, strict=True):
                if weight < 0:
                    raise InvalidGameError(f"expected weights of at least 0, got {weight} for {name}; write 0 for no vote")
            if quota <= 0:
                raise InvalidGameError(
                    f"expected a positive quota, got {quota}; with it the empty coalition would win. "
                    "Write the least weight that wins"
                )
            if quota > sum(row):
                raise InvalidGameError(
                    f"expected a quota that all players together can meet, got {quota} for a total weight of {sum(row)}; "
                    "lower the quota or add the missing players"
                )

    @classmethod
    def from_weights(cls, *, quota: Any, weights: Mapping[Any, Any]) -> WeightedVotingGame:
        """The game of one rule: a coalition wins iff the sum of its members' weights is at least the quota."""
        return cls.from_rules([(quota, weights)])

    @classmethod
    def from_rules(cls, rules: Iterable[tuple[Any, Mapping[Any, Any]]]) -> WeightedVotingGame:
        """The game in which several rules (quota, weights) must all hold; the first rule names the players, all of them.

        A player whom a later rule does not name has the weight 0 in it.
        """
        listed = list(rules)
        if not listed:
            raise InvalidGameError("expected at least one rule (quota, weights), got none")
        for rule in listed:
            if not isinstance(rule, tuple) or len(rule) != 2 or not isinstance(rule[1], Mapping):
                raise InvalidGameError(f'expected rules as (quota, {{"A": 2, "B": 1}}), got {rule!r}')
        players = Players.from_names(list(listed[0][1]))
        scaled = [_whole(players, quota, weights) for quota, weights in listed]
        return cls(players, tuple(q for q, _ in scaled), tuple(w for _, w in scaled))

    @property
    def kind(self) -> Kind:
        """Always exact: a coalition is worth 1 if it wins and 0 if not."""
        return "exact"

    @property
    def denominator(self) -> int:
        """Always 1."""
        return 1

    def worth(self, mask: int) -> int:
        """1 if the coalition with this bit mask wins, 0 if not."""
        members = [i for i in range(len(self.players)) if mask >> i & 1]
        return int(all(sum(row[i] for i in members) >= q for q, row in zip(self.quotas, self.weights, strict=True)))

    def worths(self, masks: Array) -> Array:
        """1 or 0 for each of a block of masks."""
        if len(self.players) > 62:
            raise LimitExceededError(
                f"expected at most 62 players for masks in int64, got {len(self.players)}; ask worth(mask)"
            )
        wins = np.ones(len(masks), dtype=np.bool_)
        for quota, row in zip(self.quotas, self.weights, strict=True):
            dtype = np.int64 if sum(row) < 1 << 62 else object
            total = np.zeros(len(masks), dtype=dtype)
            for i, weight in enumerate(row):
                if weight:
                    total += (masks >> i & 1).astype(dtype) * weight
            wins &= total >= quota
        return wins.astype(np.int64)

    def __getitem__(self, coalition: CoalitionLike | Coalition) -> int:
        return self.worth(self.players.mask(coalition))

    __iter__ = None  # not a sequence

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WeightedVotingGame):
            return NotImplemented
        return (self.players, self.quotas, self.weights) == (other.players, other.quotas, other.weights)

    def __hash__(self) -> int:
        return hash((self.players, self.quotas, self.weights))

    def _table(self) -> Table:
        rules = len(self.quotas)
        headers = (
            "player",
            *(f"weight (quota {q})" if rules == 1 else f"rule {k + 1} (quota {q})" for k, q in enumerate(self.quotas)),
        )
        rows = [(name, *(row[i] for row in self.weights)) for i, name in enumerate(self.players)]
        return Table(f"Weighted voting game with {len(self.players)} players", headers, rows, len(rows))

    def __repr__(self) -> str:
        def short(quota: int, row: tuple[int, ...]) -> str:
            return f"[{quota}; {', '.join(map(str, row[:20]))}{', …' if len(row) > 20 else ''}]"

        rules = " and ".join(short(q, row) for q, row in zip(self.quotas, self.weights, strict=True))
        return f"WeightedVotingGame of {len(self.players)} players {rules}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def _repr_latex_(self) -> str:
        dots = r", \dots"

        def short(quota: int, row: tuple[int, ...]) -> str:
            return f"[{quota};\\ {', '.join(map(str, row[:20]))}{dots if len(row) > 20 else ''}]"

        return "$" + r"\wedge ".join(short(q, row) for q, row in zip(self.quotas, self.weights, strict=True)) + "$"

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of players and weights."""
        return to_latex(self._table(), digits)


def _whole(players: Players, quota: Any, weights: Mapping[Any, Any]) -> tuple[int, tuple[int, ...]]:
    """One rule in integers: quota and weights times their common denominator; floats stand for their binary value."""
    for name in weights:
        players.index(name)
    numbers = [parse(quota, "a quota"), *(parse(weights.get(name, 0), f"a weight of {name}") for name in players)]
    for number in numbers:
        if is_symbolic(number):
            raise InvalidGameError(f"expected numbers for quota and weights, got the expression {number}; put numbers in")
    integers, _ = to_integers([Fraction(v) for v in numbers])
    whole = [int(v) for v in integers]
    return whole[0], tuple(whole[1:])
