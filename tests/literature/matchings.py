"""Matching problems of the literature, and a strategy for small ones."""

import numpy as np
from hypothesis import strategies as st

import coalitions as co


def by_ranks(table):
    """The market of a table of pairs: the place of the column in the row's list, and of the row in the column's list."""
    rows, columns = "αβγδ"[: len(table)], "ABCD"[: len(table[0])]
    men = {r: sorted(columns, key=lambda c, k=k: table[k][columns.index(c)][0]) for k, r in enumerate(rows)}
    women = {c: sorted(rows, key=lambda r, k=k: table[rows.index(r)][k][1]) for k, c in enumerate(columns)}
    return co.MatchingProblem.from_two_sides(men, women)


#: Gale and Shapley (1962), examples 1 and 2.
EXAMPLE_1 = by_ranks([[(1, 3), (2, 2), (3, 1)], [(3, 1), (1, 3), (2, 2)], [(2, 2), (3, 1), (1, 3)]])
EXAMPLE_2 = by_ranks(
    [
        [(1, 3), (2, 3), (3, 2), (4, 3)],
        [(1, 4), (4, 1), (3, 3), (2, 2)],
        [(2, 2), (1, 4), (3, 4), (4, 1)],
        [(4, 1), (2, 2), (3, 1), (1, 4)],
    ]
)
#: Example 3: roommates.
EXAMPLE_3 = co.MatchingProblem.from_roommates(
    {"α": ["β", "γ", "δ"], "β": ["γ", "α", "δ"], "γ": ["α", "β", "δ"], "δ": ["α", "β", "γ"]}
)


@st.composite
def problems(draw, max_players=6, sides=None, strict=False):
    """Problems of one or two sides, with ties and unacceptable partners or without."""
    two = draw(st.booleans()) if sides is None else sides == 2
    n = draw(st.integers(0, max_players))
    left = draw(st.integers(0, n)) if two else 0
    ranks = np.full((n, n), -1, dtype=np.int64)
    for i in range(n):
        others = [j for j in range(n) if j != i and not (two and (i < left) == (j < left))]
        values = draw(
            st.permutations(range(1, len(others) + 1))
            if strict
            else st.lists(st.integers(-1, 3), min_size=len(others), max_size=len(others))
        )
        ranks[i, i] = 0 if not strict else draw(st.sampled_from([0, 0, len(others) // 3])) if others else 0
        for j, value in zip(others, values, strict=True):
            ranks[i, j] = 2 * value if strict else value
        if strict:
            ranks[i, i] = 2 * ranks[i, i] + 1
    return co.MatchingProblem(co.Players(tuple("abcdef"[:n])), ranks, (1 << left) - 1 if two else None)
