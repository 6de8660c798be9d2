"""Reduced games: what is left to settle among some players when the others have been paid."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

import numpy as np

from ..errors import InvalidArgumentError
from ..games.tu import CoalitionalGame, TUGame, tabulate
from ..kernels.subsets import subset_sums
from ..players import CoalitionLike, Players
from ..scalars import Array, read_payoffs
from ._tables import as_kind, numbers_only
from .restricted import restricted

Kind = Literal["davis-maschler", "hart-mas-colell"]


def reduced_game(
    game: CoalitionalGame,
    coalition: CoalitionLike,
    *,
    kind: Kind = "davis-maschler",
    payoffs: Mapping[Any, Any] | Sequence[Any] | None = None,
    value: Callable[[CoalitionalGame], Any] | None = None,
    limit: int = 20,
) -> TUGame:
    """The game among the members of T when everybody outside T has been paid.

    kind="davis-maschler" takes payoffs x: T as a whole gets what the others leave, w(T) = v(N) − x(N \\ T), and a smaller S
    may hire any outsiders at their pay, w(S) = max of v(S ∪ Q) − x(Q) over Q outside T. Core and prenucleolus are consistent:
    their points, restricted to T, are in the core and are the prenucleolus of the reduced game.

    kind="hart-mas-colell" takes a value, such as `shapley_value`: S plays together with all outsiders and pays them what the
    value gives them in that smaller game, w(S) = v(S ∪ N \\ T) − sum of value_j(v on S ∪ N \\ T) over j outside T. The Shapley
    value is consistent: it gives the members of T the same in the reduced game.

    Args:
        game: any game with transferable utility; a symbolic one for "hart-mas-colell", and for "davis-maschler" where T is N.
        coalition: T, the players who stay, by name.
        payoffs: x, for "davis-maschler": a mapping from every player to a number, or numbers in the order of the players.
        value: for "hart-mas-colell": a function from a game to a Solution or a mapping from players to amounts.
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        A TUGame. Cost: 2**n comparisons, or 2**|T| values of subgames.

    Raises:
        InvalidArgumentError: another kind, payoffs or value missing or not needed, or payoffs that do not name every player.
        UnknownPlayerError, DuplicatePlayerError: the coalition does not consist of players.
        UndecidedError: worths or payoffs are symbolic where they must be compared.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.glove_game(["A"], ["B", "C"])
        >>> co.reduced_game(game, ["A", "B"], payoffs={"A": 1, "B": 0, "C": 0})
        TUGame of 2 players (A, B), exact: {A} 1, {B} 0, {A, B} 1
        >>> co.shapley_value(co.reduced_game(game, ["A", "B"], kind="hart-mas-colell", value=co.shapley_value)).value
        A: 2/3, B: 1/6

    References:
        Davis and Maschler (1965), The kernel of a cooperative game; Peleg (1986), On the reduced game property and its
        converse; Hart and Mas-Colell (1989), Potential, value, and consistency, section 4.
    """
    if kind not in ("davis-maschler", "hart-mas-colell"):
        raise InvalidArgumentError(f'expected kind="davis-maschler" or kind="hart-mas-colell", got {kind!r}')
    if (payoffs is None) != (kind == "hart-mas-colell") or (value is None) != (kind == "davis-maschler"):
        needs = "payoffs={player: number}" if kind == "davis-maschler" else "value=shapley_value (a function of a game)"
        raise InvalidArgumentError(f'expected {needs} and nothing else for kind="{kind}"; write it, or choose the other kind')
    table = tabulate(game, limit=limit)
    stay = table.players.mask(coalition)
    if value is not None:
        return _hart_mas_colell(table, stay, value)
    return _davis_maschler(table, stay, read_payoffs(table.players, payoffs).amounts)


def _bits(mask: int) -> list[int]:
    return [1 << i for i in range(mask.bit_length()) if mask >> i & 1]


def _named(table: TUGame, mask: int) -> Players:
    return Players(tuple(table.players.coalition(mask)))


def _davis_maschler(table: TUGame, stay: int, amounts: Sequence[Any]) -> TUGame:
    outside = table.players.grand ^ stay
    if not outside:
        return table
    paid = [amounts[bit.bit_length() - 1] for bit in _bits(outside)]
    numbers_only(table, "a coalition hires those outsiders who are worth most to it", paid)
    worths, x, denominator, kind = as_kind(table, paid)
    pay = subset_sums(x, x.dtype)
    hired = subset_sums(_bits(outside), np.int64)
    inside = subset_sums(_bits(stay), np.int64)
    choices: Array = worths[inside[:, None] | hired] - pay  # [S, Q]: S hires Q
    out = choices.max(axis=1)
    out[-1] = choices[-1, -1]  # T as a whole deals with all outsiders
    out[0] = 0
    return TUGame(_named(table, stay), out, denominator, kind)


def _hart_mas_colell(table: TUGame, stay: int, value: Callable[[CoalitionalGame], Any]) -> TUGame:
    if not callable(value):
        raise InvalidArgumentError(f"expected a function from a game to a value, got {value!r}; write value=shapley_value")
    outside = table.players.grand ^ stay
    others = list(table.players.coalition(outside))
    worths: list[Any] = [0]
    for s in subset_sums(_bits(stay), np.int64)[1:].tolist():
        joined = restricted(table, table.players.coalition(s | outside))
        found = value(joined)
        given = getattr(found, "value", found)
        if not isinstance(given, Mapping):
            raise InvalidArgumentError(
                f"expected a value that gives each player an amount, got {given!r:.80}; write value=shapley_value"
            )
        amounts = read_payoffs(joined.players, given, "amount")
        worths.append(table.worth(s | outside) - sum((amounts[p] for p in others), start=0))
    return TUGame.from_vector(_named(table, stay), worths, order="mask")
