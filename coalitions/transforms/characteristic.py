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
    kind: Literal["alpha", "beta", "gamma"] = "alpha",
    strategies: Literal["mixed", "pure"] = "mixed",
    select: Literal["unique", "best", "worst"] = "unique",
    limit: int = 1 << 16,
) -> TUGame:
    """The game of what coalitions can secure in a game in normal form: members share payoffs, outsiders do their worst or best.

    In the zero-sum game of S against N \\ S with payoff sum of u_i over i in S:
    kind="alpha": the most that S can guarantee, max over what S does of the min over what the others do (S moves first);
    kind="beta": what the others cannot keep S from getting, min over the others of the max over S (S moves last).
    N itself is worth the most that any profile pays in total.

    strategies="mixed": both sides choose lotteries over joint profiles of their members (members coordinate, the sides are
    independent of each other). By the minimax theorem alpha and beta are then the same, the characteristic function of von
    Neumann and Morgenstern; it is superadditive. Each worth is the exact value of a zero-sum game.
    strategies="pure": both sides choose joint pure profiles, and beta >= alpha.

    kind="gamma": what S gets where its members act as one and all others each for themselves, at a Nash equilibrium between S
    and those singletons (partial agreement equilibrium). Equilibria in pure strategies are looked for, so it takes
    strategies="pure". There may be none, which is an error, and several: `select="unique"` asks that all of them pay S the
    same, "best" and "worst" take the one that pays S most or least.

    Payoffs must be comparable and transferable between players. Floats stand for their binary values, and the worths come as
    floats then. Cost: for each of 2**n coalitions one pass over all profiles, and if no saddle point shows, a linear program.

    Args:
        game: a game in normal form with numbers for payoffs.
        kind: which side moves first (it matters for pure strategies only), or that the others reply for themselves.
        strategies: lotteries over joint profiles, or joint pure profiles.
        select: for "gamma", which equilibrium counts.
        limit: the most coalitions times profiles of pure strategies, 2**n times the number of profiles (five players with four
            strategies each take some three seconds).

    Raises:
        InvalidArgumentError: another kind, or other strategies; for "gamma", no equilibrium in pure strategies, or several that
            pay a coalition differently.
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
        >>> commons = co.NormalFormGame.from_arrays([[3, 0], [4, 1]], [[3, 4], [0, 1]])
        >>> co.characteristic_function(commons, kind="gamma", strategies="pure")
        TUGame of 2 players (Row, Column), exact: {Row} 1, {Column} 1, {Row, Column} 6

    References:
        von Neumann and Morgenstern (1944), section 25; Aumann (1961), The core of a cooperative game without side payments;
        Chander and Tulkens (1997), The core of an economy with multilateral environmental externalities. International Journal
        of Game Theory 26, 379–401 (gamma).
    """
    form = normal_form(game)
    _check_choice(kind, strategies, select)
    work = int(np.prod(form.shape, dtype=object)) << len(form.players)
    if work > limit:
        raise LimitExceededError(
            f"expected at most {limit} coalitions times profiles of pure strategies, got {work}; write limit={work} if "
            "the time is there, or leave out strategies that are dominated"
        )
    payoffs, denominator = exact_payoffs(form)
    worths: list[Any] = [0]
    for mask in range(1, 1 << len(form.players)):
        if kind == "gamma":
            worths.append(_at_equilibrium(form, payoffs, denominator, mask, select))
            continue
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


def _check_choice(kind: str, strategies: str, select: str) -> None:
    if kind not in ("alpha", "beta", "gamma") or strategies not in ("mixed", "pure"):
        raise InvalidArgumentError(
            f'expected kind="alpha", "beta" or "gamma" and strategies="mixed" or "pure", got {kind!r} and {strategies!r}'
        )
    if select not in ("unique", "best", "worst"):
        raise InvalidArgumentError(f'expected select="unique", "best" or "worst", got {select!r}')
    if kind == "gamma" and strategies == "mixed":
        raise InvalidArgumentError(
            'expected strategies="pure" with kind="gamma", since equilibria in mixed strategies are not enumerated here; write '
            'strategies="pure"'
        )


def _at_equilibrium(form: NormalFormGame, payoffs: Array, denominator: int, mask: int, select: str) -> Fraction:
    """What a coalition gets in total where it as one, and each of the others alone, plays a best reply in pure strategies."""
    n = payoffs.ndim - 1
    inside, outside = [i for i in range(n) if mask >> i & 1], [i for i in range(n) if not mask >> i & 1]
    total = payoffs.astype(object)[..., inside].sum(axis=-1)
    stable = total == total.max(axis=tuple(inside), keepdims=True)
    for i in outside:
        stable &= payoffs[..., i] == payoffs[..., i].max(axis=i, keepdims=True)
    found = sorted({Fraction(int(t), denominator) for t in total[stable]})
    coalition = form.players.coalition(mask)
    if not found:
        raise InvalidArgumentError(
            f"expected an equilibrium in pure strategies between {coalition} and each of the others, there is none; use "
            'kind="alpha", or restrict the strategies'
        )
    if len(found) > 1 and select == "unique":
        shown = ", ".join(map(str, found[:4])) + (", …" if len(found) > 4 else "")
        raise InvalidArgumentError(
            f'expected equilibria that pay {coalition} the same, they pay {shown}; write select="best" or select="worst"'
        )
    return found[0] if select == "worst" else found[-1]


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
