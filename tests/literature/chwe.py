"""The examples of Chwe (1994), Farsighted coalitional stability, Journal of Economic Theory 63, 299–325."""

import numpy as np

import coalitions as co


def ranked(states, moves, **rankings):
    """Players 1, 2, … ranking the states from worst to best, as the paper writes a < b < c."""
    lists = {name[1:]: list(order)[::-1] for name, order in rankings.items()}
    return co.Environment.from_moves(list(lists), states, [(a, b, list(who)) for a, b, who in moves], rankings=lists)


#: Figure 1.
FIRST = ranked(
    "abcd", [("a", "b", "1"), ("b", "c", "2"), ("c", "d", "1"), ("d", "a", "2"), ("a", "c", "12")], p1="abcd", p2="dabc"
)
CONDORCET = ranked("abc", [("a", "b", "12"), ("b", "c", "13"), ("c", "a", "23")], p1="abc", p2="cab", p3="bca")
THIRD = ranked("abc", [("a", "b", "1"), ("b", "c", "2")], p1="acb", p2="abc")
FOURTH = ranked("abc", [("a", "b", "1"), ("b", "c", "2")], p1="cab", p2="abc")


def table(shape, payoffs):
    """A game in normal form from the payoffs of some profiles, by their numbers of strategies; the others pay zero."""
    arrays = [np.zeros(shape, dtype=int) for _ in shape]
    for place, amounts in payoffs.items():
        for array, amount in zip(arrays, amounts, strict=True):
            array[tuple(int(k) for k in place)] = amount
    names = [[f"{i + 1}{'abcd'[k]}" for k in range(m)] for i, m in enumerate(shape)]
    return co.NormalFormGame.from_arrays(*arrays, strategies=names)


TABLE_2 = table(
    (2, 2, 2, 2), {"0000": (3, 3, 1, 1), "1100": (2, 2, 3, 3), "0011": (1, 1, 2, 2), "0111": (1, 0, 1, 1), "1011": (0, 1, 1, 1)}
)
TABLE_3 = table(
    (3, 2, 2),
    {
        "000": (1, 1, 4),
        "100": (2, 2, 6),
        "110": (3, 3, 7),
        "210": (4, 4, 2),
        "001": (0, 7, 1),
        "011": (6, 6, 5),
        "211": (5, 5, 3),
    },
)
TABLE_4 = table((2, 2), {"00": (1, 1), "10": (1, 1), "11": (2, 2)})
TABLE_5 = table(
    (2, 2, 2),
    {
        "000": (2, 2, 4),
        "010": (0, 2, 0),
        "110": (1, 4, 1),
        "001": (5, 5, 3),
        "011": (0, 2, 0),
        "111": (3, 3, 0),
    },
)
TABLE_7 = table((3, 3), {"00": (2, 4), "11": (3, 5), "12": (1, 7), "21": (7, 1), "22": (5, 3)})
TABLE_8 = table((3, 3, 2), {"000": (1, 1, 1), "001": (0, 5, 0), "021": (4, 4, 0), "111": (2, 2, 2), "221": (3, 3, 0)})
