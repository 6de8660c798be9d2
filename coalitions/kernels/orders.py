"""Orders of arrival: what each player adds to those who came before."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np

from .subsets import Array


def marginal_vectors(worths: Array) -> Array:
    """The distinct vectors of marginal contributions, one row for each, in ascending order, in the numbers of the table.

    Row by row: in some order of the players, each gets v(those before and itself) - v(those before). Cost: n n! for n players.
    """
    n = len(worths).bit_length() - 1
    orders = np.array(list(permutations(range(n))), dtype=np.int64).reshape(math.factorial(n), n)
    reached = np.cumsum(np.int64(1) << orders, axis=1)
    gains = worths[reached]
    gains[:, 1:] = gains[:, 1:] - worths[reached[:, :-1]]
    out = np.empty_like(gains)
    np.put_along_axis(out, orders, gains, axis=1)
    distinct = sorted(set(map(tuple, out.tolist())))
    return np.array(distinct, dtype=worths.dtype).reshape(len(distinct), n)
