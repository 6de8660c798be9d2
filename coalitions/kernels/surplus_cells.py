"""The kernel and the prekernel as unions of polytopes.

The surplus s(i, j) at x is the largest excess e(S) = v(S) - x(S) of a coalition S with i and without j. Wherever it is known
which coalitions are the largest, s(i, j) = s(j, i) is a linear equation. So the set is the union, over all choices of a largest
coalition for each side of each pair, of polytopes; most are empty and fall away pair by pair.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..errors import LimitExceededError
from .cells import Cell, Ray, cut, maximal_cells, simplex


def surplus_cells(worths: Sequence[int], pairs: Sequence[tuple[int, int]], *, kernel: bool, pieces: int) -> list[Cell]:
    """The maximal polytopes of the kernel, or of the prekernel, of a game with whole worths indexed by mask.

    `pairs` are all pairs of players in any order: the result does not depend on it. At most `pieces` polytopes are kept at any
    step.
    """
    n = len(worths).bit_length() - 1
    first = simplex(least_payoffs(worths, kernel=kernel), worths[-1])
    cells = [] if first is None else [first]
    excess = [(*(-(mask >> i & 1) for i in range(n)), int(worth)) for mask, worth in enumerate(worths)]
    for pair in pairs:
        cells = maximal_cells(part for cell in cells for part in _balanced_parts(cell, excess, pair, kernel))
        if len(cells) > pieces:
            raise LimitExceededError(
                f"expected at most pieces={pieces} polytopes on the way to the kernel, got {len(cells)}; write "
                f"pieces={max(4 * pieces, 2 * len(cells))} if time and memory are there, or use find_kernel_point for one point"
            )
    return cells


def least_payoffs(worths: Sequence[int], *, kernel: bool) -> list[int]:
    """Lower bounds on the payoffs: v(i) in the kernel, the least marginal contribution in the prekernel.

    The prekernel is reasonable from below (Maschler, Peleg and Shapley 1979; Peleg and Sudhölter 2007): if x_i were less than
    every v(S + i) - v(S), then e(S + i) > e(S) for all S without i, so e(i) > 0 > e(N - i), and each proper coalition with the
    largest excess would have i as a member and miss some j; but then s(i, j) > s(j, i).
    """
    n = len(worths).bit_length() - 1
    if kernel:
        return [int(worths[1 << i]) for i in range(n)]
    return [min(int(worths[s | 1 << i]) - int(worths[s]) for s in range(1 << n) if not s >> i & 1) for i in range(n)]


def _balanced_parts(cell: Cell, excess: list[Ray], pair: tuple[int, int], kernel: bool) -> Iterator[Cell]:
    """The parts of a polytope where two players have equal surpluses, or (kernel) the one with the smaller gets only v(i)."""
    for i, j in (pair, pair[::-1]):
        mine = [s for s in range(len(excess)) if s >> i & 1 and not s >> j & 1]
        theirs = [s for s in range(len(excess)) if s >> j & 1 and not s >> i & 1]
        for best in mine:
            top = cut(cell, (_minus(excess[best], excess[s]) for s in (*mine, *theirs) if s != best))
            if top is None:
                continue
            rows = [_minus(excess[s], excess[best]) for s in theirs] if (i, j) == pair else []
            rows += [excess[1 << j]] if kernel else []  # v(j) - x_j >= 0
            for row in rows:
                part = cut(top, [row])
                if part is not None:
                    yield part


def _minus(a: Ray, b: Ray) -> Ray:
    return tuple(p - q for p, q in zip(a, b, strict=True))
