"""Externalities: whether a coalition gains or loses when others join."""

from __future__ import annotations

import numpy as np

from ...certificates.externalities import Externalities, ExternalityWitnesses, Merger, gain, mergers
from ...errors import LimitExceededError, UndecidedError
from ...games.partition_function import PartitionFunctionGame, partition_function
from ...kernels.partitions import canonical, rank, restricted_growth
from ...scalars import sign, whole_limit
from ...solution import Solution, certify

SYMBOLIC_UP_TO = 5


def check_externalities(game: PartitionFunctionGame, *, limit: int = 8) -> Solution[Externalities]:
    """Whether coalitions gain or lose when two others join: "positive", "negative", "mixed" or "none".

    Positive: no coalition S ever loses, v(S; P) <= v(S; P') where P' is P with two coalitions other than S joined, and some
    gains (so S gains or stays when others join in larger groups, as in a Cournot oligopoly). Negative: the other way round.
    None: the worth of S does not depend on the others. Exact: float worths stand for their own binary values.

    Args:
        game: a game in partition function form.
        limit: the most players; the cost is one comparison for each coalition and two others of each partition (8 players:
            74 thousand).

    Returns:
        Solution with the word; certified by a merger by which a third coalition gains, and one by which one loses, or by going
        through all mergers that there is none.

    Raises:
        UnsupportedGameError: the game is not in partition function form.
        LimitExceededError: more players than `limit` (symbolic games: 5).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # Yi (1997): in a Cournot oligopoly, others gain by a merger
        >>> cournot = co.cournot_partition_game(["A", "B", "C"], intercept=12, costs={"A": 0, "B": 0, "C": 0})
        >>> co.check_externalities(cournot)
        externalities: positive   [certified; {C} gains 7 when {A} and {B} join, no coalition loses by a merger of others]

    References:
        Yi (1997), Stable coalition structures with externalities. Games and Economic Behavior 20, 201–237; Hafalir (2007),
        Efficiency in coalition games with externalities. Games and Economic Behavior 61, 242–258.
    """
    form = partition_function(game)
    n, limit = len(form.players), whole_limit(limit)
    if n > limit or (form.kind == "symbolic" and n > SYMBOLIC_UP_TO):
        most = limit if form.kind != "symbolic" else min(limit, SYMBOLIC_UP_TO)
        raise LimitExceededError(
            f"expected at most {most} players to go through all mergers, got {n}; raise the limit, or put numbers in for "
            "symbols"
        )
    gains, loses = _on_symbols(form) if form.kind == "symbolic" else _on_numbers(form)
    return certify("externalities", form, ExternalityWitnesses(gains, loses))


def _on_numbers(form: PartitionFunctionGame) -> tuple[Merger | None, Merger | None]:
    """All partitions at once, for the labels a < b of the blocks that join and the label c of a third one."""
    n, masks = len(form.players), form.blocks()
    labels, found = restricted_growth(n), {}
    for b in range(1, n):
        rows = np.flatnonzero((masks != 0).sum(axis=1) > max(b, 2))
        for a in range(b):
            after = rank(canonical(np.where(labels[rows] == b, a, labels[rows])))
            for c in (c for c in range(n) if c not in (a, b)):
                # labels after b move down by one, since blocks stay in the order of their first members
                before, then = form.table[rows, c], form.table[after, c - (c > b)]
                there = masks[rows, c] != 0
                for way, happens in ((1, then > before), (-1, then < before)):
                    where = np.flatnonzero(happens & there)
                    if len(where) and way not in found:
                        row = masks[rows[where[0]]].tolist()
                        found[way] = (row[c], row[b], row[a], tuple(m for m in row if m))
    return found.get(1), found.get(-1)


def _on_symbols(form: PartitionFunctionGame) -> tuple[Merger | None, Merger | None]:
    found: dict[int, Merger] = {}
    undecided = None
    for merger in mergers(form):
        change = gain(form, merger)
        try:
            found.setdefault(sign(change), merger)
        except UndecidedError:
            undecided = change
    if undecided is not None and not (1 in found and -1 in found):
        raise UndecidedError(
            f"expected worths for which it is decided who gains when others join, but the sign of {undecided} is open. Put "
            "numbers in, or let coalitions.claims.decide settle it over a region"
        )
    return found.get(1), found.get(-1)
