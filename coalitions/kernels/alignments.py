"""Players in at most k blocs: all such alignments, and how strongly each player is drawn to each bloc."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

ROWS = 1 << 16  #: alignments that are looked at together


def alignment_count(n: int, blocs: int) -> int:
    """The number of ways to divide n players into at most so many blocs: a sum of Stirling numbers of the second kind."""
    row = [1] + [0] * blocs
    for _ in range(n):
        row = [0] + [row[k - 1] + k * row[k] for k in range(1, blocs + 1)]
    return sum(row)


def alignments(n: int, blocs: int) -> Array:
    """All of them, a row of labels each: blocs are numbered in the order of their first members."""
    rows = np.zeros((1, 0), dtype=np.int8)
    most = np.zeros(1, dtype=np.int8)  # how many blocs there are so far
    for _ in range(n):
        choices = np.minimum(most + 1, blocs).astype(np.intp)
        source = np.repeat(np.arange(len(rows)), choices)
        label = (np.arange(len(source)) - np.repeat(np.cumsum(choices) - choices, choices)).astype(np.int8)
        rows = np.column_stack([rows[source], label])
        most = np.maximum(most[source], label + 1).astype(np.int8)
    return rows


def pulls(labels: Array, ties: Array, blocs: int) -> Array:
    """`out[b, x, i]`: the sum of the ties of player i to the members of bloc b in alignment x."""
    return np.stack([(labels == b).astype(ties.dtype) @ ties for b in range(blocs)])


def settled(labels: Array, ties: Array, blocs: int) -> Array:
    """For each alignment, whether each player is in a bloc to which he is drawn as much as to any other."""
    found = [np.zeros(0, dtype=np.bool_)]
    for start in range(0, len(labels), ROWS):
        rows = labels[start : start + ROWS]
        drawn = pulls(rows, ties, blocs)
        own = np.take_along_axis(drawn, rows[None].astype(np.intp), axis=0)[0]
        found.append((own >= drawn).all(axis=(0, 2)))
    return np.concatenate(found)
