"""Two independent ways to the nucleolus of a small game: program by program in full, and Kohlberg's criterion as it stands."""

from fractions import Fraction

from coalitions.kernels.lp import maximize


def brute_force(worths, *, bounded=False, size=lambda S: 1):
    """The lexicographic minimum: at each level, every coalition is tried for whether it is tight in every optimum."""
    n = len(worths).bit_length() - 1
    grand = len(worths) - 1
    fixed = {grand: Fraction(worths[grand])}  # mask → x(S)
    while True:
        x = _solved(fixed, n)
        if x is not None:
            return x
        free = [S for S in range(1, grand) if S not in fixed]
        best, _ = _program(worths, free, fixed, bounded, size, None, None)
        frozen = {}
        for S in free:
            # the dual has an optimum with a positive weight on S iff S is tight in every optimum
            most, _ = _program(worths, free, fixed, bounded, size, best, S)
            if most > 0:
                frozen[S] = worths[S] - best * size(S)
        if bounded:
            for i in range(n):
                if 1 << i not in fixed and _program(worths, free, fixed, bounded, size, best, ("bound", i))[0] > 0:
                    frozen[1 << i] = Fraction(worths[1 << i])
        assert frozen
        fixed |= frozen


def _program(worths, free, fixed, bounded, size, optimum, which):
    n = len(worths).bit_length() - 1
    bounds = list(range(n)) if bounded else []
    columns = [[*(S >> i & 1 for i in range(n)), size(S)] for S in free]
    columns += [[*(int(i == j) for i in range(n)), 0] for j in bounds]
    values = [Fraction(worths[S]) for S in free] + [Fraction(worths[1 << j]) for j in bounds]
    for S, amount in fixed.items():
        for sign in (1, -1):
            columns.append([*(sign * (S >> i & 1) for i in range(n)), 0])
            values.append(sign * amount)
    objective = values
    A, b = [list(row) for row in zip(*columns, strict=True)], [0] * n + [1]
    if which is not None:
        A, b = [*A, values], [*b, optimum]
        place = len(free) + which[1] if isinstance(which, tuple) else free.index(which)
        objective = [int(k == place) for k in range(len(columns))]
    found = maximize(objective, A, b)
    if found.status == "unbounded":
        return 1, found
    assert found.status == "optimal"
    return sum(c * w for c, w in zip(objective, found.x, strict=True)), found


def _solved(fixed, n):
    """x from its sums over coalitions, or None while they leave it open (Gauss–Jordan in fractions)."""
    rows = [[Fraction(S >> i & 1) for i in range(n)] + [Fraction(a)] for S, a in fixed.items()]
    for column in range(n):
        pivot = next((r for r in range(column, len(rows)) if rows[r][column]), None)
        if pivot is None:
            return None
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [a / rows[column][column] for a in rows[column]]
        for r in range(len(rows)):
            if r != column and rows[r][column]:
                rows[r] = [a - rows[r][column] * b for a, b in zip(rows[r], rows[column], strict=True)]
    assert not any(row[-1] for row in rows[n:])
    return tuple(row[-1] for row in rows[:n])


def kohlberg(worths, x, *, bounded=False, size=lambda S: 1):
    """Whether, for every number t, the coalitions with an excess of at least t are balanced (or there is none)."""
    n = len(worths).bit_length() - 1
    grand = len(worths) - 1
    excess = {S: (worths[S] - sum(x[i] for i in range(n) if S >> i & 1)) / Fraction(size(S)) for S in range(1, grand)}
    tight = [1 << i for i in range(n) if bounded and x[i] == worths[1 << i]]
    assert sum(x) == worths[grand]
    assert not bounded or all(x[i] >= worths[1 << i] for i in range(n))
    for t in sorted(set(excess.values()), reverse=True):
        large = [S for S in excess if excess[S] >= t]
        # weights 1 + w(S) on the large ones, u(i) on the players at their bound, and equal totals c
        A = [[S >> i & 1 for S in large] + [S >> i & 1 for S in tight] + [-1] for i in range(n)]
        b = [-sum(S >> i & 1 for S in large) for i in range(n)]
        if maximize([0] * len(A[0]), A, b).status != "optimal":
            return False
    return True
