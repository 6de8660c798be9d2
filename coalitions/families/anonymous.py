"""Anonymous hedonic games: only the size of a coalition matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..errors import InvalidArgumentError
from ..games.hedonic import HedonicGame
from ..kernels.subsets import sizes
from ..players import Player, Players
from ..scalars import whole_limit
from ._hedonic import read_levels
from ._reading import within


def anonymous_game(preferred: Mapping[Player, Sequence[Any]], *, limit: int = 16) -> HedonicGame:
    """The hedonic game in which players care only about how many they are.

    Cost: n 2**n.

    Args:
        preferred: a mapping from every player to sizes, best first, with a list for those that tie; sizes that are not listed
            are unacceptable: they tie below being alone, which comes last if it is not listed.
        limit: the most players.

    Raises:
        InvalidArgumentError: not a mapping from players to sizes.
        DuplicatePlayerError: a size stands twice in a list.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.anonymous_game({"A": [2], "B": [2], "C": [2, 3]})
        >>> co.enumerate_nash_stable(game).value
        ({A, C} | {B}, {A} | {B, C})
        >>> co.enumerate_core_partitions(game).value
        ({A, B} | {C}, {A, C} | {B}, {A} | {B, C})

    References:
        Banerjee, Konishi and Sönmez (2001), Core in a simple coalition formation game.
    """
    if not isinstance(preferred, Mapping):
        raise InvalidArgumentError(f'expected a mapping from players to sizes, got {preferred!r:.80}; write {{"A": [2, 1]}}')
    names = Players.from_names(list(preferred))
    within(len(names), limit, "n 2**n ranks")
    size = sizes(len(names))
    ranks = np.zeros((len(names), len(size)), dtype=np.int64)
    for i, name in enumerate(names):
        levels = read_levels(preferred[name], f"sizes that {name} likes", whole_limit)
        too_large = next((s for s in levels if isinstance(s, int) and s > len(names)), None)
        if too_large is not None:
            raise InvalidArgumentError(f"expected sizes of at most {len(names)}, got {too_large} from {name}; leave it out")
        levels.setdefault(1, max(levels.values(), default=-1) + 1)
        last = max(levels.values()) + 1
        by_size = np.array([last, *(levels.get(s, last) for s in range(1, len(names) + 1))])
        ranks[i] = -by_size[size]
    return HedonicGame(names, ranks)
