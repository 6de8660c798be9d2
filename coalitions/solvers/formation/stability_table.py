"""One partition under all notions of stability."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...certificates.hedonic import BLOCKING, CONSENT, NOTIONS, PARTITIONS_UP_TO, STRUCTURES_UP_TO
from ...certificates.hedonic_lists import AllNotions
from ...games.hedonic import HedonicGame
from ...games.stability import Stability
from ...players import Partition
from ...scalars import whole_limit
from ...solution import Solution, certify
from ._compared import by_comparison, by_group_moves
from ._hedonic import by_blocking, by_moves, read


def stability_table(game: HedonicGame, partition: Partition | Iterable[Any], *, limit: int = 10) -> Solution[Stability]:
    """For each notion of stability, whether a partition of the players has it, and what breaks it where it does not.

    Nash, individual, contractual Nash and contractual individual stability; core, strict core, perfection; Pareto optimality,
    popularity and strong Nash stability (see `check_nash_stable`, `check_core_stable`, `check_popular_partition`, …).

    Args:
        game: a hedonic game; preferences may have ties.
        partition: coalitions that contain every player exactly once.
        limit: the most players for strong Nash stability, which needs all partitions; with more it is left out, and beyond 16
            players Pareto optimality and popularity are, too.

    Returns:
        Solution with a table, whose rows are certified by the evidence of the single checks. Cost: the sum of theirs.

    Raises:
        UnsupportedGameError: not a hedonic game.
        InvalidArgumentError, UnknownPlayerError: not a partition of the players.

    Examples:
        >>> import coalitions as co
        >>> guest = {"1": ["12", "1", "123", "13"], "2": ["12", "2", "123", "23"], "3": ["123", "23", "13", "3"]}
        >>> game = co.HedonicGame.from_preferences(["1", "2", "3"], {i: map(tuple, best) for i, best in guest.items()})
        >>> co.stability_table(game, [["1", "2"], ["3"]]).value
        {1, 2} | {3} is individually stable, contractually individually stable, core stable, strictly core stable, Pareto
        optimal partition, popular partition; not Nash stable (3 gains by joining {1, 2}), contractually Nash stable (3 gains
        by joining {1, 2}, and nobody left behind loses), perfect partition ({1, 3} is better for 3), strong Nash stable (3
        gains by moving to {1, 2, 3})

    References:
        Aziz and Savani (2016), Hedonic games; Karakaya (2011); the example: Bogomolnaia and Jackson (2002).
    """
    judged, most, n = read(game, partition), whole_limit(limit), len(game.players)
    evidence: list[Any] = []
    for notion in NOTIONS:
        if notion in CONSENT:
            evidence.append(by_moves(game, judged, notion).certificate)
        elif notion in BLOCKING:
            evidence.append(by_blocking(game, judged, notion).certificate)
        elif notion == "strong Nash stable":
            if n <= min(most, PARTITIONS_UP_TO):
                evidence.append(by_group_moves(game, judged, most).certificate)
        elif n <= STRUCTURES_UP_TO:
            evidence.append(by_comparison(game, judged, notion, STRUCTURES_UP_TO).certificate)
    return certify("stability table", game, AllNotions(judged.masks, tuple(evidence)))
