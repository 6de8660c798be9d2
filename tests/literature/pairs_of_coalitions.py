"""The lexicographic minimum of any linear functions of payoffs, by SciPy, program by program: slow and plain."""

import numpy as np
from scipy.optimize import linprog


def lexicographic_minimum(functions, total, n):
    """x with sum(x) = total that makes the list of c - a x in falling order least; functions are (a, c)."""
    a = np.array([f[0] for f in functions], dtype=float)
    c = np.array([f[1] for f in functions], dtype=float)
    equal_rows, equal_values = [np.ones(n)], [float(total)]
    open_ones = np.ones(len(a), dtype=bool)
    while np.linalg.matrix_rank(np.array(equal_rows)) < n:
        fixed = np.array(equal_rows)
        rank = np.linalg.matrix_rank(fixed)
        open_ones &= np.array([np.linalg.matrix_rank(np.vstack([fixed, row])) > rank for row in a])
        rows, values = a[open_ones], c[open_ones]
        lp = linprog(
            [*[0] * n, 1],
            A_ub=np.hstack([-rows, -np.ones((len(rows), 1))]),
            b_ub=-values,
            A_eq=np.hstack([fixed, np.zeros((len(fixed), 1))]),
            b_eq=equal_values,
            bounds=(None, None),
        )
        assert lp.status == 0
        tight = -lp.ineqlin.marginals > 1e-9
        equal_rows += list(rows[tight])
        equal_values += list(values[tight] - lp.fun)
    return np.linalg.lstsq(np.array(equal_rows), np.array(equal_values), rcond=None)[0]


def modiclus_by_definition(game, *, trivial=True):
    """All differences e(S) - e(T); without `trivial`, S and T are neither empty nor all players."""
    n = len(game.players)
    masks = range(1 << n) if trivial else range(1, (1 << n) - 1)
    vector = {m: np.array([m >> i & 1 for i in range(n)]) for m in masks}
    pairs = [(vector[s] - vector[t], float(game.worth(s) - game.worth(t))) for s in masks for t in masks if s != t]
    return lexicographic_minimum(pairs, game.worth((1 << n) - 1), n)
