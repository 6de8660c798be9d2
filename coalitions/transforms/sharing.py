"""From worths to what each member gets: a rule of sharing makes a hedonic game of a game with transferable utility."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from ..errors import InvalidArgumentError
from ..games.hedonic import HedonicGame
from ..games.ranks import ranks_of
from ..games.tu import CoalitionalGame, exact_table, tabulate
from ..players import Coalition, Payoffs
from ..scalars import parse, to_fraction


def sharing_game(
    game: CoalitionalGame, *, sharing: str | Mapping[Any, Any] | Callable[[Coalition], Any] = "equal", limit: int = 16
) -> HedonicGame:
    """The hedonic game in which a player likes a coalition for the share of its worth that the rule gives him in it.

    Shares are compared exactly; float worths stand for their own binary values. Cost: n 2**n shares.

    Args:
        game: any game with transferable utility whose worths are numbers.
        sharing: "equal" (v(S) / |S|); weights of the players, by which v(S) is divided in proportion; or a function from a
            coalition (a set of names) to a mapping from its members to their shares, such as the Shapley value of the subgame.
        limit: the most players.

    Raises:
        InvalidArgumentError: another rule, weights that are not positive, or shares that miss a member.
        UndecidedError: worths are symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 3, ("A", "C"): 2, ("A", "B", "C"): 4}, missing=0)
        >>> co.sharing_game(game)
        HedonicGame of 3 players: A: {A, B} > {A, B, C} > {A, C} > {A}; B: {A, B} > {A, B, C} > {B} ~ {B, C}; C: ...
        >>> value = co.sharing_game(game, sharing=lambda S: co.shapley_value(co.restricted(game, S)).value)
        >>> co.enumerate_core_partitions(value).value
        ({A, B, C}, {A, B} | {C})

    References:
        Banerjee, Konishi and Sönmez (2001), Core in a simple coalition formation game; Farrell and Scotchmer (1988),
        Partnerships (equal sharing).
    """
    table = tabulate(game, limit=limit)
    names, (worths, denominator) = table.players, exact_table(table)
    n = len(names)
    ranks = np.zeros((n, 1 << n), dtype=np.int64)
    shares = sharing if callable(sharing) else _proportional(table, worths, denominator, sharing)
    given: list[Mapping[Any, Any]] = [{}]
    given += [_read(shares(names.coalition(m)), names.coalition(m)) for m in range(1, 1 << n)]
    for i, name in enumerate(names):
        own = [m for m in range(1 << n) if m >> i & 1]
        ranks[i, own] = ranks_of([given[m][name] for m in own])
    return HedonicGame(names, ranks)


def _proportional(table: Any, worths: Any, denominator: int, sharing: Any) -> Callable[[Coalition], Any]:
    if sharing != "equal" and not isinstance(sharing, Mapping):
        raise InvalidArgumentError(
            f'expected sharing="equal", weights by player, or a function of a coalition, got {sharing!r:.80}; write '
            'sharing={"A": 2, "B": 1}'
        )
    weights = dict.fromkeys(table.players, 1) if sharing == "equal" else Payoffs.from_mapping(table.players, sharing, "weight")
    exact = {name: to_fraction(parse(w, f"a weight of {name}")) for name, w in weights.items()}
    low = [name for name, w in exact.items() if w <= 0]
    if low:
        raise InvalidArgumentError(f"expected positive weights, got {exact[low[0]]} for {low[0]}; leave the player out")

    def shares(coalition: Coalition) -> dict[Any, Fraction]:
        each = Fraction(int(worths[coalition.mask]), denominator) / sum(exact[name] for name in coalition)
        return {name: each * exact[name] for name in coalition}

    return shares


def _read(shares: Any, coalition: Coalition) -> Mapping[Any, Any]:
    if not isinstance(shares, Mapping) or any(name not in shares for name in coalition):
        raise InvalidArgumentError(
            f"expected a mapping from the members of {coalition} to their shares, got {shares!r:.80}; write "
            "{name: share for name in coalition}"
        )
    return shares
