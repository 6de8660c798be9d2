"""From a game in normal form to a game with transferable utility: what a coalition can secure against all others."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Literal

import numpy as np

from ..errors import InvalidArgumentError, LimitExceededError
from ..games.normal_form import NormalFormGame, exact_payoffs, normal_form
from ..games.tu import TUGame
from ..kernels.lp import maximize
from ..scalars import Array, simplest


def characteristic_function(
    game: NormalFormGame,
    *,
    kind: Literal["alpha", "beta"] = "alpha",
    strategies: Literal["mixed", "pure"] = "mixed",
    limit: int = 1 << 16,
) -> TUGame:
    """The game of what coalitions can secure in a game in normal form: members share payoffs, outsiders do their worst.

    In the zero-sum game of S against N \\ S with payoff sum of u_i over i in S:
    kind="alpha": the most that S can guarantee, max over what S does of the min over what the others do (S moves first);
    kind="beta": what the others cannot keep S from getting, min over the others of the max over S (S moves last).
    N itself is worth the most that any profile pays in total.

    strategies="mixed": both sides choose lotteries over joint profiles of their members (members coordinate, the sides are
    independent of each other). By the minimax theorem alpha and beta are then the same, the characteristic function of von
    Neumann and Morgenstern; it is superadditive. Each worth is the exact value of a zero-sum game.
    strategies="pure": both sides choose joint pure profiles, and beta >= alpha.

    Payoffs must be comparable and transferable between players. Floats stand for their binary values, and the worths come as
    floats then. Cost: for each of 2**n coalitions one pass over all profiles, and if no saddle point shows, a linear program.

    Args:
        game: a game in normal form with numbers for payoffs.
        kind: which side moves first; it matters for pure strategies only.
        strategies: lotteries over joint profiles, or joint pure profiles.
        limit: the most coalitions times profiles of pure strategies, 2**n times the number of profiles (five players with four
            strategies each take some three seconds).

    Raises:
        InvalidArgumentError: another kind, or other strategies.
        UnsupportedGameError: the game is not in normal form.
        UndecidedError: payoffs are symbolic.
        LimitExceededError: more coalitions times profiles than `limit`.

    Examples:
        >>> import coalitions as co
        >>> pennies = co.NormalFormGame.from_arrays([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
        >>> co.characteristic_function(pennies)
        TUGame of 2 players (Row, Column), exact: {Row} 0, {Column} 0, {Row, Column} 0
        >>> co.characteristic_function(pennies, strategies="pure")["Row"]
        -1
        >>> co.characteristic_function(pennies, strategies="pure", kind="beta")["Row"]
        1

    References:
        von Neumann and Morgenstern (1944), section 25; Aumann (1961), The core of a cooperative game without side payments.
    """
    form = normal_form(game)
    if kind not in ("alpha", "beta") or strategies not in ("mixed", "pure"):
        raise InvalidArgumentError(
            f'expected kind="alpha" or "beta" and strategies="mixed" or "pure", got {kind!r} and {strategies!r}'
        )
    work = int(np.prod(form.shape, dtype=object)) << len(form.players)
    if work > limit:
        raise LimitExceededError(
            f"expected at most {limit} coalitions times profiles of pure strategies, got {work}; write limit={work} if "
            "the time is there, or leave out strategies that are dominated"
        )
    payoffs, denominator = exact_payoffs(form)
    worths: list[Any] = [0]
    for mask in range(1, 1 << len(form.players)):
        matrix = _against(payoffs, mask)
        low, high = matrix.min(axis=1).max(), matrix.max(axis=0).min()
        if low == high or strategies == "pure":
            worth = Fraction(int(low if kind == "alpha" else high))
        else:
            worth = _zero_sum_value(matrix)
        worths.append(worth / denominator)
    if form.kind == "float":
        return TUGame.from_vector(form.players, [float(w) for w in worths], order="mask")
    return TUGame.from_vector(form.players, [simplest(Fraction(w)) for w in worths], order="mask")


def _against(payoffs: Array, mask: int) -> Array:
    """What a coalition gets in total: rows are its joint pure profiles, columns those of the others."""
    n = payoffs.ndim - 1
    inside = [i for i in range(n) if mask >> i & 1]
    outside = [i for i in range(n) if not mask >> i & 1]
    total = payoffs.astype(object)[..., inside].sum(axis=-1)
    rows = int(np.prod([payoffs.shape[i] for i in inside], dtype=object))
    return np.transpose(total, inside + outside).reshape(rows, -1)


def _zero_sum_value(matrix: Array) -> Fraction:
    """The value: with all entries above 0 it is 1 / max of the sum of y >= 0 subject to M y <= 1 (Dantzig 1951).

    The columns' player scales his lottery: y / sum of y holds the rows' player down to 1 / sum of y. Entries are raised until
    the least of them is 1. The side with fewer choices has the rows, since each is a constraint.
    """
    if len(matrix) > len(matrix.T):
        return -_zero_sum_value(-matrix.T)
    raised = 1 - int(matrix.min())
    rows = [[int(a) + raised for a in row] + [int(i == k) for k in range(len(matrix))] for i, row in enumerate(matrix)]
    columns = matrix.shape[1]
    best = maximize([1] * columns + [0] * len(rows), rows, [1] * len(rows))
    return 1 / sum(best.x[:columns], start=Fraction(0)) - raised
