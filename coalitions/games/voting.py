"""Weighted voting games: a coalition wins if it has enough weight under every rule."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from ..display import Table, to_frame, to_html, to_latex
from ..errors import InvalidGameError, LimitExceededError
from ..players import Coalition, CoalitionLike, Player, Players, is_list
from ..scalars import Array, Kind, is_symbolic, parse, simplest, to_integers

if TYPE_CHECKING:
    import pandas as pd


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
    scales: tuple[int, ...] = ()  #: what the user's numbers of each rule were multiplied by to make them whole

    def __post_init__(self) -> None:
        if not isinstance(self.players, Players):
            raise InvalidGameError(f"expected Players, got {self.players!r}; use WeightedVotingGame.from_weights")
        object.__setattr__(self, "scales", self.scales or (1,) * len(self.quotas))
        if not self.quotas or not len(self.quotas) == len(self.weights) == len(self.scales):
            raise InvalidGameError(
                f"expected one quota for each rule, got {len(self.quotas)} for {len(self.weights)} rules; use from_rules"
            )
        for k, (quota, row) in enumerate(zip(self.quotas, self.weights, strict=True)):
            if not all(type(v) is int for v in (quota, *row)):
                raise InvalidGameError("expected whole numbers, as they are stored; use WeightedVotingGame.from_weights")
            if len(row) != len(self.players):
                raise InvalidGameError(f"expected {len(self.players)} weights in each rule, got {len(row)}; use from_rules")
            for name, weight in zip(self.players, row, strict=True):
                if weight < 0:
                    raise InvalidGameError(
                        f"expected weights of at least 0, got {self._shown(weight, k)} for {name}; write 0 for no vote"
                    )
            if quota <= 0:
                raise InvalidGameError(
                    f"expected a positive quota, got {self._shown(quota, k)}; with it the empty coalition would win. "
                    "Write the least weight that wins"
                )
            if quota > sum(row):
                raise InvalidGameError(
                    f"expected a quota that all players together can meet, got {self._shown(quota, k)} for a total weight of "
                    f"{self._shown(sum(row), k)}; lower the quota or add the missing players"
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
        example = 'write from_rules([(9, {"A": 1, …}), (5, {"A": 1, …})])'
        if isinstance(rules, Mapping) or not is_list(rules):
            raise InvalidGameError(f"expected a list of rules (quota, weights), got {rules!r}; {example}")
        listed = list(rules)
        if not listed:
            raise InvalidGameError(f"expected at least one rule (quota, weights), got none; {example}")
        for rule in listed:
            if not isinstance(rule, tuple | list) or len(rule) != 2 or not isinstance(rule[1], Mapping):
                raise InvalidGameError(f"expected each rule as a pair (quota, mapping of weights), got {rule!r}; {example}")
        players = Players.from_names(list(listed[0][1]))
        whole = [_whole(players, quota, weights) for quota, weights in listed]
        return cls(players, tuple(q for q, _, _ in whole), tuple(w for _, w, _ in whole), tuple(s for _, _, s in whole))

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
        mask = self.players.coalition(mask).mask
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

    def _reduced(self) -> tuple[Any, ...]:
        """The players and every rule without a common factor, in which two spellings of the same rules agree."""
        rules = []
        for quota, row in zip(self.quotas, self.weights, strict=True):
            unit = math.gcd(quota, *row)
            rules.append((quota // unit, tuple(w // unit for w in row)))
        return self.players, tuple(rules)

    def __eq__(self, other: object) -> bool:
        return self._reduced() == other._reduced() if isinstance(other, WeightedVotingGame) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._reduced())

    def _shown(self, number: int, rule: int) -> Any:
        """A quota or weight as the user gave it: over the scale of its rule, a float where it was one."""
        value = Fraction(number, self.scales[rule])
        return float(value) if self.scales[rule] > 10**6 else simplest(value)

    def _table(self) -> Table:
        rules, quotas = len(self.quotas), [self._shown(q, k) for k, q in enumerate(self.quotas)]
        names = (f"weight (quota {q})" if rules == 1 else f"rule {k + 1} (quota {q})" for k, q in enumerate(quotas))
        columns = [[self._shown(w, k) for w in row] for k, row in enumerate(self.weights)]
        rows = [(name, *(column[i] for column in columns)) for i, name in enumerate(self.players)]
        return Table(f"Weighted voting game with {len(self.players)} players", ("player", *names), rows, len(rows))

    def _short(self, rule: int, space: str, more: str) -> str:
        row = [str(self._shown(w, rule)) for w in self.weights[rule][:20]]
        return f"[{self._shown(self.quotas[rule], rule)};{space}{', '.join(row)}{more if len(self.players) > 20 else ''}]"

    def __repr__(self) -> str:
        rules = " and ".join(self._short(k, " ", ", …") for k in range(len(self.quotas)))
        return f"WeightedVotingGame of {len(self.players)} players {rules}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def _repr_latex_(self) -> str:
        return "$" + r" \wedge ".join(self._short(k, r"\ ", r", \dots") for k in range(len(self.quotas))) + "$"

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of players and weights."""
        return to_latex(self._table(), digits)

    def to_dict(self) -> list[tuple[Any, dict[Player, Any]]]:
        """The rules as pairs of quota and weights; `WeightedVotingGame.from_rules(game.to_dict())` is the game again."""
        return [
            (self._exact(q, k), {p: self._exact(w, k) for p, w in zip(self.players, row, strict=True)})
            for k, (q, row) in enumerate(zip(self.quotas, self.weights, strict=True))
        ]

    def _exact(self, number: int, rule: int) -> Any:
        return simplest(Fraction(number, self.scales[rule]))

    def to_frame(self) -> pd.DataFrame:
        """A pandas DataFrame of players and weights (extra: pandas)."""
        return to_frame(self._table())


def _whole(players: Players, quota: Any, weights: Mapping[Any, Any]) -> tuple[int, tuple[int, ...], int]:
    """One rule in integers, times the common denominator that comes with it; floats stand for their binary values."""
    for name in weights:
        players.index(name)
    numbers = [parse(quota, "a quota"), *(parse(weights.get(name, 0), f"a weight of {name}") for name in players)]
    for number in numbers:
        if is_symbolic(number):
            raise InvalidGameError(f"expected numbers for quota and weights, got the expression {number}; put numbers in")
    integers, scale = to_integers([Fraction(v) for v in numbers])
    whole = [int(v) for v in integers]
    return whole[0], tuple(whole[1:]), scale
