"""Threshold games: issues that so and so many can solve together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ..errors import InvalidArgumentError, InvalidGameError
from ..games.tu import TUGame
from ..kernels.subsets import subset_sums
from ..players import Players
from ..scalars import parse, to_fraction
from ._reading import listed, not_negative, numbers_only, stored, within, zeros


def threshold_game(
    players: Iterable[str | int] | Players,
    thresholds: Sequence[Any],
    *,
    values: Any = None,
    weights: Mapping[Any, Any] | None = None,
    limit: int = 20,
) -> TUGame:
    """The game in which a coalition is worth the issues that it is large enough to solve.

    Issue t takes m_t participants, and v(S) is the sum of the values V_t over issues with m_t <= |S|. Without `values` each of
    T issues counts 1/T, so that v(S) = F(|S|), the share of issues with m_t <= |S|; one number V for all stands for V F(|S|).
    With equal players the core is non-empty iff F(s) <= F(n) s/n for every s: few issues that few can solve are not enough.
    With `weights` the weight of S takes the place of the number of its members. Values may be symbols. Cost: a pass over
    2**n worths for each issue.

    Args:
        players: the names of the players, in order.
        thresholds: how many participants (or how much weight) each issue takes, above 0.
        values: one number, the value of all issues together, shared equally among them (1 by default); or a list of the
            values of the issues.
        weights: a mapping from players to weights, at least 0; every player counts 1 by default.
        limit: the most players for a table of 2**n worths (24 at most).

    Raises:
        InvalidGameError: no issue, a threshold not above 0, a weight below 0, or not as many values as thresholds.
        InvalidArgumentError: not a number, or a player without a weight.
        UnknownPlayerError: a weight for somebody who is not a player.
        UndecidedError: a threshold or weight is symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.threshold_game(["A", "B", "C"], [2, 3])
        >>> game["A"], game["A", "B"], game["A", "B", "C"]
        (0, Fraction(1, 2), 1)
        >>> co.find_core_point(game).value
        A: 1/3, B: 1/3, C: 1/3

    References:
        Shapley (1967), On balanced sets and cores (Bondareva's condition, which for equal players is v(s)/s <= v(n)/n);
        Bachrach, Parkes and Rosenschein (2013), Computing cooperative solution concepts in coalitional skill games (tasks
        that are worth something to whoever can do them).
    """
    names = Players.from_names(players)
    within(len(names), limit, "a table of 2**n worths", 24)
    needs = [parse(m, "a threshold") for m in listed(thresholds, "thresholds", "[2, 3]")]
    numbers_only(needs, "thresholds")
    if not needs or any(m <= 0 for m in needs):
        raise InvalidGameError(
            f"expected at least one issue, with thresholds above 0, got {needs}; an issue that takes nobody is solved already"
        )
    worth = _values(values, len(needs))
    # compared exactly: a float stands for its own binary value, as in a voting game
    scale, _, _ = stored([to_fraction(v) for v in [*needs, *_weights(names, weights)]])
    size = subset_sums(scale[len(needs) :], scale.dtype)
    numbers, denominator, kind = stored(worth)
    table = zeros(len(names), numbers)
    for need, value in zip(scale, numbers, strict=False):
        table[(size >= need).astype(np.bool_)] += value
    return TUGame(names, table, denominator, kind)


def _values(given: Any, issues: int) -> list[Any]:
    if isinstance(given, Sequence | np.ndarray) and not isinstance(given, str) and np.shape(given) != ():
        values = [parse(v, "a value of an issue") for v in given]
        if len(values) != issues:
            raise InvalidGameError(f"expected a value for each of the {issues} thresholds, got {len(values)}; write 0 for none")
        return values
    total = parse(1 if given is None else given, "a value of all issues")
    share = total / issues if isinstance(total, float) else parse(total * parse(f"1/{issues}"), "a value of an issue")
    return [share] * issues


def _weights(players: Players, given: Mapping[Any, Any] | None) -> list[Any]:
    if given is None:
        return [1] * len(players)
    if not isinstance(given, Mapping):
        raise InvalidArgumentError(f'expected a mapping from players to weights, got {given!r:.80}; write {{"A": 2, "B": 1}}')
    for name in given:
        players.index(name)
    absent = [str(name) for name in players if name not in given]
    if absent:
        raise InvalidArgumentError(f"expected a weight for every player, none came for {', '.join(absent)}; write 0 for none")
    weights = [parse(given[name], f"a weight of {name}") for name in players]
    numbers_only(weights, "weights")
    not_negative(weights, "weights")
    return weights
