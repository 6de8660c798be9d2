"""What the solvers of hedonic games share: reading game and partition, and choosing the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ...certificates.hedonic import (
    COMPARED,
    CONSENT,
    BlockingCoalition,
    IndividualMove,
    NoDeviation,
    blocking,
)
from ...certificates.hedonic_lists import AllStable, all_of
from ...errors import UnsupportedGameError
from ...games.hedonic import HedonicGame
from ...kernels.partitions import partition_index
from ...players import Partition
from ...solution import Guarantee, Solution, certify
from ..values._exact import read_partition
from ._search import Found

#: Up to this many players a list is compared with all partitions at once; beyond, `solution.verify()` does it.
CERTIFY_UP_TO, CERTIFY_PAIRS_UP_TO = 8, 6


def hedonic(game: Any) -> HedonicGame:
    """The game, if it is hedonic."""
    if not isinstance(game, HedonicGame):
        raise UnsupportedGameError(
            f"expected a hedonic game, got {type(game).__name__}; use HedonicGame.from_preferences or from_utilities, or "
            "use sharing_game where the worth of a coalition is divided by a rule"
        )
    return game


def read(game: Any, partition: Any) -> Partition:
    """The partition that is judged, as coalitions of the players of a hedonic game."""
    return read_partition(hedonic(game).players, partition)


def by_moves(game: HedonicGame, partition: Partition | Iterable[Any], notion: str) -> Solution[bool]:
    """Whether no player gains by a move with the consent that the notion asks for."""
    blocks = read(game, partition).masks
    return certify(notion, game, move_found(game, blocks, notion) or NoDeviation(notion, blocks))


def move_found(game: HedonicGame, blocks: tuple[int, ...], notion: str) -> IndividualMove | None:
    """The first player who gains by a move, with the best of his moves."""
    ask_joined, ask_left = CONSENT[notion]
    ranks, n = game.ranks, len(game.players)
    for i in range(n):
        home = next(m for m in blocks if m >> i & 1)
        others = [j for j in range(n) if j != i]
        if ask_left and any(home >> j & 1 and ranks[j, home ^ 1 << i] < ranks[j, home] for j in others):
            continue
        targets = [
            t
            for t in (0, *blocks)
            if t != home
            and not (ask_joined and any(t >> j & 1 and ranks[j, t | 1 << i] < ranks[j, t] for j in others))
            and ranks[i, t | 1 << i] > ranks[i, home]
        ]
        if targets:
            return IndividualMove(notion, blocks, i, max(targets, key=lambda t: ranks[i, t | 1 << i]))
    return None


def by_blocking(game: HedonicGame, partition: Partition | Iterable[Any], notion: str) -> Solution[bool]:
    """Whether no coalition blocks; of those that do, the smallest is the witness."""
    judged = read(game, partition)
    found = np.flatnonzero(blocking(game, notion, judged)).tolist()
    if found:
        smallest = min(found, key=lambda m: (m.bit_count(), m))
        return certify(notion, game, BlockingCoalition(notion, judged.masks, smallest))
    return certify(notion, game, NoDeviation(notion, judged.masks))


def listed(game: HedonicGame, notion: str, found: Found) -> Solution[tuple[Partition, ...]]:
    """All stable partitions, in lexicographic order, with a decision of every partition where there are few enough."""
    n = len(game.players)
    ordered = tuple(sorted(found.partitions, key=lambda masks: partition_index(masks, n)))
    certificate, diagnostics = AllStable(notion, ordered), {"method": found.method, "steps": found.steps}
    if n <= (CERTIFY_PAIRS_UP_TO if notion in COMPARED else CERTIFY_UP_TO):
        return certify(all_of(notion), game, certificate, diagnostics)
    value = tuple(Partition(game.players, masks) for masks in ordered)
    return Solution(all_of(notion), game, value, Guarantee.EXACT, certificate, diagnostics)
