"""The winning coalitions of voting games as boxes of weights, which can be counted without a table."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from ..errors import LimitExceededError
from ..kernels.boxes import Column, Sets, halves_needed, sets_by_halves, sets_by_states, states_needed
from .boolean import BooleanVotingGame
from .voting import WeightedVotingGame

VotingGame = WeightedVotingGame | BooleanVotingGame
Method = Literal["generating function", "halves of the players"]
#: The most counts for which there is memory on an ordinary machine (two gigabytes).
MOST = 1 << 28
#: Additions of arrays in the time of one search among sorted subsets.
SEARCH = 30


@dataclass(frozen=True, slots=True)
class Box:
    """Sets of players with bounded weights: the complements of winning coalitions, or the losing coalitions themselves."""

    sign: int  #: how often they count: 1, or -1 where they were counted twice
    missing: bool  #: the sets are those who are missing from a winning coalition; otherwise, losing coalitions
    bounds: tuple[int, ...]  #: the greatest weight under each rule
    columns: tuple[Column, ...]  #: for each player the weights

    def method(self, sized: bool, limit: int) -> Method:
        """How the sets are counted at less cost; raises LimitExceededError if there is no room for either way."""
        states, halves = (f(self.bounds, self.columns, sized) for f in (states_needed, halves_needed))
        if min(states, halves) > min(limit, MOST):
            needed = min(states, halves)
            advice = f"write limit={needed} if there is time, or divide" if needed <= MOST else "divide"
            raise LimitExceededError(
                f"expected at most limit={min(limit, MOST)} combinations of weights and sizes to count by, got {needed}; "
                f"{advice} the weights by a common unit, or use shapley_shubik_index(method='quadrature'), which rounds"
            )
        fast = states * len(self.columns) <= SEARCH * halves or halves > min(limit, MOST)
        return "generating function" if fast and states <= min(limit, MOST) else "halves of the players"

    def other_side(self) -> Box | None:
        """The same coalitions of one rule, counted by those who are in a losing one instead of missing, or the other way."""
        if len(self.bounds) > 1 or self.sign < 0:
            return None
        total = sum(weight for (weight,) in self.columns)
        return Box(1, not self.missing, (total - self.bounds[0] - 1,), self.columns)

    def additions(self, sized: bool, limit: int) -> int:
        """About how many additions it takes to count the sets of all but one player, for each kind of player."""
        kinds = len(set(self.columns))
        if self.method(sized, limit) == "generating function":
            return states_needed(self.bounds, self.columns, sized) * len(self.columns) * kinds.bit_length()
        return 6 * kinds * halves_needed(self.bounds, self.columns, sized)

    def sets(self, sized: bool, limit: int) -> Sets:
        """How many sets there are, and with each kind of player."""
        count = sets_by_states if self.method(sized, limit) == "generating function" else sets_by_halves
        return count(self.bounds, self.columns, sized)


def winning_boxes(game: VotingGame) -> Iterator[Box]:
    """The boxes whose sets, counted with their signs, are the winning coalitions.

    Several rules hold iff what is missing weighs at most total minus quota under each. Of one rule the losing coalitions,
    which weigh less than the quota, may be fewer. Of alternatives the boxes are united, by inclusion and exclusion.
    """
    if isinstance(game, BooleanVotingGame):
        alternatives = [dict(_missing(a)) for a in game.alternatives]
        for k in range(1, len(alternatives) + 1):
            for chosen in combinations(alternatives, k):
                rows = dict.fromkeys(row for rules in chosen for row in rules)
                bounds = tuple(min(rules[row] for rules in chosen if row in rules) for row in rows)
                yield Box(-1 if k % 2 == 0 else 1, True, bounds, tuple(zip(*rows, strict=True)))
        return
    rules = dict(_missing(game))
    columns = tuple(zip(*rules, strict=True))
    ((row, bound),) = list(rules.items())[:1]
    if len(rules) == 1 and sum(row) - bound - 1 < bound:
        yield Box(1, False, (sum(row) - bound - 1,), columns)
    else:
        yield Box(1, True, tuple(rules.values()), columns)


def _missing(game: WeightedVotingGame) -> Iterator[tuple[tuple[int, ...], int]]:
    """The rules in the common unit of their weights: the weights, and how much may be missing. The stricter of like rules."""
    found: dict[tuple[int, ...], int] = {}
    for quota, row in zip(game.quotas, game.weights, strict=True):
        unit = math.gcd(*row)
        weights = tuple(w // unit for w in row)
        bound = sum(weights) - -(-quota // unit)
        found[weights] = min(found.get(weights, bound), bound)
    yield from found.items()


def columns_of(game: VotingGame) -> list[Column]:
    """For each player its weights under all rules; players with the same are of one kind."""
    if isinstance(game, BooleanVotingGame):
        return list(zip(*(row for a in game.alternatives for row in a.weights), strict=True))
    return list(zip(*game.weights, strict=True))


def count_winning(game: VotingGame, *, sized: bool, limit: int) -> tuple[list[int], list[list[int]]]:
    """The winning coalitions by size (0 to n), and those with each player; without sizes, lists of one number each."""
    n = len(game.players)
    wins, having = [0] * (n + 1 if sized else 1), [[0] * (n + 1 if sized else 1) for _ in range(n)]
    for box in winning_boxes(game):
        sets = box.sets(sized, limit)
        for i, column in enumerate(box.columns):
            with_player = sets.members[column]
            if box.missing:  # the player is not among the missing
                _add(having[i], box.sign, [a - b for a, b in zip(sets.total, with_player, strict=True)], n)
            else:
                _take(having[i], with_player, n - 1, 1)
        if box.missing:
            _add(wins, box.sign, sets.total, n)
        else:
            _take(wins, sets.total, n, 0)
    return wins, having


def _add(out: list[int], sign: int, missing: Sequence[int], n: int) -> None:
    """Coalitions from the sets that are missing from them."""
    for t, count in enumerate(missing):
        out[n - t if len(out) > 1 else 0] += sign * count


def _take(out: list[int], losing: Sequence[int], n: int, shift: int) -> None:
    """Winning coalitions from the losing ones: of n players, next to `shift` who are in it anyway."""
    if len(out) == 1:
        out[0] += (1 << n) - losing[0]
        return
    for s in range(n + 1):
        out[s + shift] += math.comb(n, s) - (losing[s + shift] if s + shift < len(losing) else 0)
