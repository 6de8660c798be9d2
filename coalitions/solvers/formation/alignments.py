"""Stable alignments of the landscape theory: no single player lowers the energy by changing blocs."""

from __future__ import annotations

from typing import Any

from ...certificates.alignments import AlignmentVerdict, AllStableAlignments, better_bloc, by_energy, needed, stable_alignments
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.landscape import Landscape, landscape
from ...kernels.alignments import alignment_count
from ...players import Partition
from ...scalars import whole_limit
from ...solution import Solution, certify


def check_stable_alignment(game: Landscape, alignment: Any, *, blocs: int = 2) -> Solution[bool]:
    """Whether no single player lowers his frustration, and so the energy, by changing to another bloc.

    A change that leaves his frustration as it is is not made. Propensities are symmetric, so that what lowers the frustration
    of one lowers the energy of all: by twice his size times the difference.

    Args:
        game: sizes and propensities.
        alignment: the blocs as lists of names; players who are not named make up one more.
        blocs: the most blocs that there can be (2 in the paper); a player may go to an empty one.

    Returns:
        Solution with True, certified by comparing all changes, or with False, certified by a player who would change.
        Cost: n² additions for each bloc.

    Raises:
        UnsupportedGameError: not a Landscape.
        InvalidArgumentError: more blocs than `blocs`, or not a partition of the players.

    Examples:
        >>> import coalitions as co
        >>> # Axelrod and Bennett (1993), by their definition: a small country between two large ones
        >>> europe = co.Landscape.from_propensities(
        ...     {("A", "B"): -1, ("A", "C"): 1, ("B", "C"): 2}, sizes={"A": 3, "B": 2, "C": 1}
        ... )
        >>> co.check_stable_alignment(europe, [["A", "C"], ["B"]])
        stable alignment: False   [certified; C changes to {B}: frustration from 4 to 3, energy -4 to -6]
        >>> co.check_stable_alignment(europe, [["A"], ["B", "C"]]).value
        True

    References:
        Axelrod, R. and Bennett, D. S. (1993). A landscape theory of aggregation. British Journal of Political Science 23,
        211–233.
    """
    form, most = landscape(game), _blocs(blocs)
    found = form.alignment(alignment)
    if len(found) > most:
        raise InvalidArgumentError(f"expected at most {most} blocs, got {len(found)}; write blocs={len(found)}, or join some")
    labels = tuple(next(k for k, m in enumerate(found.masks) if m >> i & 1) for i in range(len(form.players)))
    evidence = AlignmentVerdict(most, labels, better_bloc(form, labels, most))
    return certify("stable alignment", form, evidence, {"blocs": most, "ties": "stay"})


def enumerate_stable_alignments(game: Landscape, *, blocs: int = 2, limit: int = 1 << 20) -> Solution[tuple[Partition, ...]]:
    """All alignments in which no single player lowers the energy by changing blocs, the lowest energy first.

    These are the local minima of the landscape; the first one is the global minimum, so that there always is one.

    Args:
        game: sizes and propensities.
        blocs: the most blocs that there can be (2 in the paper).
        limit: the most alignments that are looked at: 2**(n-1) for two blocs.

    Returns:
        Solution with a tuple of partitions, certified: each alignment is decided. Cost: n² additions for each alignment and
        bloc; a second for 17 players and two blocs.

    Raises:
        UnsupportedGameError: not a Landscape.
        InvalidArgumentError: a number of blocs that is none.
        LimitExceededError: more alignments than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Axelrod and Bennett (1993), by their definition: two pairs of friends, and two enemies among them
        >>> pairs = {("A", "B"): 3, ("C", "D"): 3, ("A", "C"): 1, ("B", "D"): -4}
        >>> co.enumerate_stable_alignments(co.Landscape.from_propensities(pairs))
        all stable alignments: 1: {A, B} | {C, D}   [certified; each alignment of at most 2 blocs decided; energies -6]

    References:
        Axelrod, R. and Bennett, D. S. (1993). A landscape theory of aggregation. British Journal of Political Science 23,
        211–233.
    """
    form, most = landscape(game), _blocs(blocs)
    count = alignment_count(len(form.players), needed(form, most))
    if count > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} alignments, got {count}; write limit={count} if time and memory are there, or use "
            "check_stable_alignment for single ones"
        )
    evidence = AllStableAlignments(most, tuple(by_energy(form, stable_alignments(form, most), most)))
    return certify("all stable alignments", form, evidence, {"blocs": most, "ties": "stay", "alignments": count})


def _blocs(blocs: Any) -> int:
    if isinstance(blocs, bool) or not isinstance(blocs, int) or blocs < 1:
        raise InvalidArgumentError(f"expected a number of blocs of at least 1, got {blocs!r:.80}; write blocs=2")
    return int(blocs)
