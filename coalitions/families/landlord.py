"""The landlord and the workers: one player without whom nothing is produced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ..errors import InvalidGameError
from ..games.tu import TUGame
from ..kernels.subsets import sizes
from ..players import Player, Players
from ..scalars import parse
from ._reading import listed, stored, within


def landlord_game(landlord: Player, workers: Iterable[Player], *, output: Sequence[Any], limit: int = 24) -> TUGame:
    """The game in which a coalition with the landlord is worth what its workers produce, and one without him nothing.

    v(S) = f(number of workers in S) if S contains the landlord, otherwise 0. If f grows ever more slowly (each further worker
    adds at least 0, and no more than the one before), it is a big boss game: its core is the set of x with x(N) = f(m) and
    0 <= x_i <= f(m) − f(m−1) for each of the m workers. Outputs may be exact, floats or symbols. Cost: one pass over 2**n
    worths.

    Args:
        landlord: the name of the owner, who comes first.
        workers: the names of the workers.
        output: f(0), f(1), …, f(m), one number more than there are workers; f(0) is what the landlord is worth alone.
        limit: the most players for a table of 2**n worths (24 at most).

    Raises:
        InvalidGameError: not as many outputs as there are numbers of workers.
        InvalidArgumentError: an output is not a number.
        DuplicatePlayerError: somebody is named twice.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.landlord_game("L", ["A", "B"], output=[0, 3, 5])
        >>> game["L", "A"], game["A", "B"], game["L", "A", "B"]
        (3, 0, 5)
        >>> co.check_in_core(game, {"L": 1, "A": 2, "B": 2}).value
        True

    References:
        Shapley and Shubik (1967), Ownership and the production function; Muto, Nakayama, Potters and Tijs (1988), On big boss
        games.
    """
    players = Players((*Players.from_names([landlord]).names, *Players.from_names(workers).names))
    m = len(players) - 1
    values = [parse(a, "an output") for a in listed(output, "outputs", "[0, 3, 5]")]
    if len(values) != m + 1:
        raise InvalidGameError(
            f"expected {m + 1} outputs, those of 0 to {m} workers, got {len(values)}; f(0), the output without "
            "workers, stands first"
        )
    within(len(players), limit, "a table of 2**n worths", 24)
    numbers, denominator, kind = stored([*values, 0])
    masks = np.arange(1 << len(players))
    return TUGame(players, numbers[np.where(masks & 1, sizes(m)[masks >> 1], m + 1)], denominator, kind)
