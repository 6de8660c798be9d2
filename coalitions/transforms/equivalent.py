"""Strategic equivalence: another unit of worth, and a fixed amount for each player; the way back for payoffs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from ..errors import InvalidArgumentError
from ..games.tu import CoalitionalGame, TUGame, tabulate
from ..kernels.subsets import subset_sums
from ..players import Payoffs
from ..scalars import is_symbolic, parse, read_payoffs, same_form, sign, simplest
from ._tables import as_kind, expanded, floats, kind_with, widened

Amounts = Mapping[Any, Any] | Sequence[Any]


def strategically_equivalent(
    game: CoalitionalGame, *, scale: Any = 1, shifts: Amounts | None = None, limit: int = 24
) -> TUGame:
    """The game w(S) = a v(S) + sum of b_i over i in S: worth in another unit, and a fixed amount for each player.

    Payoffs x of v become a x + b, in every solution that is covariant (core, nucleolus, Shapley value, stable sets, …), and
    `undo_strategic_equivalence` takes payoffs of w back to v. Scale and shifts may be symbols; the sign of the scale must be
    decided. Cost: two passes over 2**n worths.

    Args:
        game: any game with transferable utility, symbolic ones included.
        scale: a, above 0.
        shifts: b, a mapping from every player to a number, or numbers in the order of the players; 0 by default.
        limit: the most players for which 2**n worths may be tabulated.

    Raises:
        InvalidArgumentError: the scale is not above 0, or the shifts do not name every player.
        UndecidedError: the sign of a symbolic scale is open.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 0, ("A", "B"): 3})
        >>> co.strategically_equivalent(game, scale=2, shifts={"A": -2, "B": "1/2"})
        TUGame of 2 players (A, B), exact: {A} 0, {B} 1/2, {A, B} 9/2

    References:
        von Neumann and Morgenstern (1944), section 27; Peleg and Sudhölter (2007), Introduction to the theory of cooperative
        games.
    """
    table = tabulate(game, limit=limit)
    a = _positive(scale)
    b = read_payoffs(table.players, [0] * len(table.players) if shifts is None else shifts, "shift").amounts
    kind = kind_with(table, [a, *b])
    if kind == "exact":
        ratio = Fraction(a)
        scaled = TUGame(
            table.players, widened(table.table, ratio.numerator) * ratio.numerator, table.denominator * ratio.denominator
        )
        worths, shift, denominator, _ = as_kind(scaled, b)
        return TUGame(table.players, worths + subset_sums(shift, shift.dtype), denominator)
    if kind == "float":
        return TUGame(table.players, floats(table) * float(a) + subset_sums(same_form(b, kind), np.float64), 1, kind)
    unscaled = same_form([table.worth(m) for m in range(len(table.table))], kind)
    sums = subset_sums(same_form(b, kind), object)
    return TUGame(table.players, expanded(unscaled * same_form([a], kind)[0] + sums), 1, kind)


def _positive(scale: Any) -> Any:
    a = parse(scale, "a scale")
    if sign(a) <= 0:
        raise InvalidArgumentError(f"expected a scale above 0, since otherwise good and bad change places, got {a}; write 1")
    return a


def undo_strategic_equivalence(payoffs: Payoffs, *, scale: Any = 1, shifts: Amounts | None = None) -> Payoffs:
    """The payoffs x of a game that have become `payoffs` in strategically_equivalent(game, scale=a, shifts=b): (y − b) / a.

    Cost: one operation for each player.

    Args:
        payoffs: y, Payoffs of the new game.
        scale: a, above 0.
        shifts: b, a mapping from every player to a number, or numbers in the order of the players; 0 by default.

    Raises:
        InvalidArgumentError: payoffs are not Payoffs, the scale is not above 0, or the shifts do not name every player.
        UndecidedError: the sign of a symbolic scale is open.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 0, ("A", "B"): 3})
        >>> doubled = co.strategically_equivalent(game, scale=2, shifts=[-2, 1])
        >>> co.undo_strategic_equivalence(co.shapley_value(doubled).value, scale=2, shifts=[-2, 1])
        A: 2, B: 1

    References:
        Peleg and Sudhölter (2007), Introduction to the theory of cooperative games (covariance under strategic equivalence).
    """
    if not isinstance(payoffs, Payoffs):
        raise InvalidArgumentError(f"expected Payoffs, which know their players, got {payoffs!r:.80}; write solution.value")
    a = _positive(scale)
    b = read_payoffs(payoffs.players, [0] * len(payoffs) if shifts is None else shifts, "shift").amounts
    return Payoffs(payoffs.players, tuple(_divided(y - s, a) for y, s in zip(payoffs.amounts, b, strict=True)))


def _divided(number: Any, by: Any) -> Any:
    if is_symbolic(number) or is_symbolic(by):
        import sympy

        return sympy.expand(sympy.sympify(number) / sympy.sympify(by))
    if isinstance(number, float) or isinstance(by, float):
        return float(number) / float(by)
    return simplest(Fraction(number) / Fraction(by))


def zero_normalized(game: CoalitionalGame, *, limit: int = 24) -> TUGame:
    """The game w(S) = v(S) − sum of v({i}) over i in S, in which nobody is worth anything alone.

    It shows what cooperation adds. Payoffs x of v are payoffs x_i − v({i}) of w; `undo_zero_normalization` takes them back.
    Cost: two passes over 2**n worths.

    Args:
        game: any game with transferable utility, symbolic ones included.
        limit: the most players for which 2**n worths may be tabulated.

    Raises:
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 0, ("A", "B"): 3})
        >>> co.zero_normalized(game)
        TUGame of 2 players (A, B), exact: {A} 0, {B} 0, {A, B} 2

    References:
        von Neumann and Morgenstern (1944), section 27 (strategic equivalence, essential games).
    """
    table = tabulate(game, limit=limit)
    return strategically_equivalent(table, shifts=[-v for v in _alone(table)], limit=limit)


def undo_zero_normalization(game: CoalitionalGame, payoffs: Amounts) -> Payoffs:
    """The payoffs of a game that have become `payoffs` in zero_normalized(game): each player's worth alone is added back.

    Cost: one operation for each player.

    Args:
        game: the game before it was normalized.
        payoffs: payoffs of the zero-normalized game, a mapping from every player to a number or numbers in their order.

    Raises:
        InvalidArgumentError, UnknownPlayerError: the payoffs do not name every player once.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 0, ("A", "B"): 3})
        >>> co.undo_zero_normalization(game, co.shapley_value(co.zero_normalized(game)).value)
        A: 2, B: 1

    References:
        Peleg and Sudhölter (2007), Introduction to the theory of cooperative games (covariance under strategic equivalence).
    """
    table = tabulate(game)
    return undo_strategic_equivalence(read_payoffs(table.players, payoffs), shifts=[-v for v in _alone(table)])


def zero_one_normalized(game: CoalitionalGame, *, limit: int = 24) -> TUGame:
    """The game in which nobody is worth anything alone and all together are worth 1: (v(S) − sum of v({i})) / surplus.

    The surplus v(N) − sum of v({i}) over all players must be above 0 (the game is essential). `undo_zero_one_normalization`
    takes payoffs back. Cost: a few passes over 2**n worths.

    Args:
        game: any game with transferable utility; a symbolic one if the sign of its surplus is decided.
        limit: the most players for which 2**n worths may be tabulated.

    Raises:
        InvalidArgumentError: the surplus is not above 0, so that no positive scale makes it 1.
        UndecidedError: the sign of a symbolic surplus is open.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_worths(["A", "B", "C"], {"A": 1, ("A", "B"): 3, ("A", "B", "C"): 5}, missing=0)
        >>> co.zero_one_normalized(game)["A", "B"]
        Fraction(1, 2)

    References:
        von Neumann and Morgenstern (1944), section 27 (strategic equivalence, essential games).
    """
    zero = zero_normalized(game, limit=limit)
    surplus = _surplus(zero)
    if zero.kind == "float":  # a division, so that all together get 1 exactly
        return TUGame(zero.players, zero.table / surplus, 1, "float")
    return strategically_equivalent(zero, scale=_divided(1, surplus), limit=limit)


def _surplus(zero: TUGame) -> Any:
    surplus = zero.worth(zero.players.grand)
    if sign(surplus) <= 0:
        raise InvalidArgumentError(
            f"expected all players together to be worth more than the sum of what they are worth alone, got a surplus of "
            f"{surplus}, which no positive scale turns into 1; use zero_normalized"
        )
    return surplus


def undo_zero_one_normalization(game: CoalitionalGame, payoffs: Amounts) -> Payoffs:
    """The payoffs of a game that have become `payoffs` in zero_one_normalized(game): v({i}) + surplus times y_i.

    Cost: one operation for each player, and one pass over 2**n worths.

    Args:
        game: the game before it was normalized.
        payoffs: payoffs of the normalized game, a mapping from every player to a number or numbers in their order.

    Raises:
        InvalidArgumentError, UnknownPlayerError: the payoffs do not name every player once, or the surplus is not above 0.
        UndecidedError: the sign of a symbolic surplus is open.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 0, ("A", "B"): 3})
        >>> co.undo_zero_one_normalization(game, co.shapley_value(co.zero_one_normalized(game)).value)
        A: 2, B: 1

    References:
        Peleg and Sudhölter (2007), Introduction to the theory of cooperative games (covariance under strategic equivalence).
    """
    table = tabulate(game)
    surplus = _surplus(zero_normalized(table))
    listed = read_payoffs(table.players, payoffs).amounts
    return Payoffs(table.players, tuple(_divided(surplus * y + v, 1) for y, v in zip(listed, _alone(table), strict=True)))


def _alone(table: TUGame) -> list[Any]:
    return [table.worth(1 << i) for i in range(len(table.players))]


def savings_game(game: CoalitionalGame, *, limit: int = 24) -> TUGame:
    """The game of what coalitions save: v(S) = sum of c({i}) over i in S, minus c(S), where c is a game of costs.

    Cost shares y correspond to savings x_i = c({i}) − y_i. It is the zero-normalized game with its sign changed.
    Cost: two passes over 2**n worths.

    Args:
        game: a game of costs, such as airport_game(…) or spanning_tree_game(…); symbolic ones included.
        limit: the most players for which 2**n worths may be tabulated.

    Raises:
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> co.savings_game(co.airport_game({"A": 12, "B": 20}))
        TUGame of 2 players (A, B), exact: {A} 0, {B} 0, {A, B} 12

    References:
        Young (1985), Cost allocation: methods, principles, applications, chapter 1.
    """
    zero = zero_normalized(game, limit=limit)
    return TUGame(zero.players, -zero.table + 0, zero.denominator, zero.kind)  # + 0: no minus zero among floats
