"""Clan games: nothing is produced without all members of a clan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from ..errors import InvalidGameError
from ..games.tu import TUGame
from ..kernels.subsets import sizes
from ..players import Player, Players
from ..scalars import parse, to_fraction
from ._reading import listed, not_negative, numbers_only, stored, within


def clan_game(clan: Iterable[Player], others: Iterable[Player], *, output: Sequence[Any], limit: int = 24) -> TUGame:
    """The game in which a coalition with the whole clan is worth what its other members produce, and any other one nothing.

    v(S) = f(number of others in S) if S contains the clan C, otherwise 0. It is a clan game if f >= 0, f(m) >= f(m−1), and
    k others who leave together cost at least k (f(m) − f(m−1)), which is asked for: then the core is not empty, and it is the
    set of all x >= 0 with x(N) = f(m) that give each of the m others at most its marginal contribution f(m) − f(m−1). With a
    clan of one, the landlord, and a growing f, it is a big boss game. Cost: one pass over 2**n worths.

    Args:
        clan: the names of the clan, who come first; at least one.
        others: the names of all others.
        output: f(0), f(1), …, f(m), one number more than there are others; f(0) is what the clan is worth alone.
        limit: the most players for a table of 2**n worths (24 at most).

    Raises:
        InvalidGameError: nobody in the clan, not as many outputs as there are numbers of others, or no clan game by them.
        InvalidArgumentError: an output is not a number.
        DuplicatePlayerError: somebody is named twice.
        UndecidedError: an output is symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.clan_game(["A", "B"], ["C", "D"], output=[0, 3, 5])
        >>> game["A", "B", "C"], game["A", "C", "D"], game["A", "B", "C", "D"]
        (3, 0, 5)
        >>> co.check_clan(game, ["A", "B"]).value
        True

    References:
        Potters, Poos, Tijs and Muto (1989), Clan games. Games and Economic Behavior 1, 275–293; Muto, Nakayama, Potters and
        Tijs (1988), On big boss games.
    """
    first = Players.from_names(clan).names
    players = Players((*first, *Players.from_names(others).names))
    m = len(players) - len(first)
    values = [parse(a, "an output") for a in listed(output, "outputs", "[0, 3, 5]")]
    if not first:
        raise InvalidGameError("expected at least one member of the clan, got none; name one, such as the landlord")
    if len(values) != m + 1:
        raise InvalidGameError(
            f"expected {m + 1} outputs, those of 0 to {m} others, got {len(values)}; f(0), that of the clan alone, stands first"
        )
    numbers_only(values, "outputs")
    not_negative(values, "outputs")
    exact = [to_fraction(v) for v in values]
    last = exact[m] - exact[m - 1] if m else 0
    if last < 0 or any(exact[m] - exact[k] < (m - k) * last for k in range(m)):
        raise InvalidGameError(
            f"expected outputs that the last of the others adds to, and {m} others together at least {m} times as much, got "
            f"{', '.join(map(str, values))}; use landlord_game or TUGame for other outputs"
        )
    within(len(players), limit, "a table of 2**n worths", 24)
    numbers, denominator, kind = stored([*values, 0])
    masks, grand = np.arange(1 << len(players)), (1 << len(first)) - 1
    table = numbers[np.where(masks & grand == grand, sizes(m)[masks >> len(first)], m + 1)]
    return TUGame(players, table, denominator, kind)
