"""Players who care about what the others get: a game with other payoffs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from ..errors import InvalidArgumentError
from ..games.normal_form import NormalFormGame, from_integers, normal_form
from ..players import Players
from ..scalars import INT64_SAFE, Array, is_symbolic, kind_of, parse, same_form, to_integers

Weights = tuple[tuple[Any, ...], ...]


def other_regarding(game: NormalFormGame, weights: Any) -> NormalFormGame:
    """The game in which every player also counts what the others get: U_i = u_i + sum over j != i of w_ij u_j.

    A weight w_ij > 0 means that i wishes j well, w_ij < 0 that i wishes j ill, w_ij = 1 that he counts j's payoff like
    his own. Players and strategies stay as they are. `weights` is one number for all pairs; or a mapping from a player to
    a mapping from other players to weights (pairs left out count 0); or a matrix with a row for each i and a column for
    each j, with zeros on the diagonal. Numbers may be exact, floats or symbols; exact payoffs with exact weights stay exact,
    while floats round (write "0.1", not 0.1, where a tie matters).
    Cost: one product of the table of payoffs with an n × n matrix.

    The transform is for games in normal form (and forms that turn into them). A game with transferable utility has no
    payoff of a player at an outcome, only a worth that can be shared in any way; caring about others changes what a
    share is worth to its owner, and then utility is no longer transferable at a rate of one to one.

    Raises:
        InvalidArgumentError: the matrix is not n × n, its diagonal is not zero, or a weight is not a number.
        UnknownPlayerError: a name in the mapping is not a player.
        UnsupportedGameError: the game is not in normal form.

    Examples:
        >>> import coalitions as co
        >>> dilemma = co.NormalFormGame.from_arrays([[3, 0], [5, 1]], [[3, 5], [0, 1]], strategies=[["C", "D"]] * 2)
        >>> co.other_regarding(dilemma, "1/2")["C", "D"]
        Row: 5/2, Column: 5
        >>> co.other_regarding(dilemma, {"Row": {"Column": 1}})["C", "D"]
        Row: 5, Column: 5

    References:
        Ledyard, J. (1995). Public goods: a survey of experimental research. Levine, D. (1998). Modeling altruism and
        spitefulness in experiments. Review of Economic Dynamics 1, 593–622 (payoffs u_i + sum of a_ij u_j).
    """
    matrix = _matrix(normal_form(game).players, weights)
    flat = [w for row in matrix for w in row]
    kind = kind_of([*flat, *_samples(game)])
    n = len(game.players)
    if kind == "exact":
        numerators, scale = to_integers(flat)
        own = np.array(numerators.reshape(n, n), dtype=object) + np.diag([scale] * n).astype(object)
        bound = int(abs(own).sum(axis=1).max()) * max(abs(int(game.table.max())), abs(int(game.table.min())))
        exact = np.int64 if game.table.dtype != object and max(bound, int(abs(own).max())) < INT64_SAFE else object
        product: Array = np.dot(game.table.astype(exact), own.astype(exact).T)
        return from_integers(game.players, game.strategies, product, game.denominator * scale)
    if kind == "float":
        table = game.table.astype(np.float64) / game.denominator
        with np.errstate(over="ignore", invalid="ignore"):  # payoffs that overflow are refused by the game itself
            cared = table @ (same_form(flat, kind).reshape(n, n) + np.eye(n)).T
        return _with(game, cared, kind)
    unscaled = [game.scaled(u) for u in game.table.reshape(-1).tolist()]
    payoffs = same_form(unscaled, kind).reshape(-1, n)
    factors = same_form(flat, kind).reshape(n, n)
    rows = [[(x[i] + sum(factors[i, j] * x[j] for j in range(n))).expand() for i in range(n)] for x in payoffs]
    out = np.empty(len(rows) * n, dtype=object)
    out[:] = [value for row in rows for value in row]
    return _with(game, out.reshape(game.table.shape), kind)


def _with(game: NormalFormGame, table: Array, kind: Any) -> NormalFormGame:
    return NormalFormGame(game.players, game.strategies, table, 1, kind)


def _samples(game: NormalFormGame) -> list[Any]:
    if game.kind == "symbolic":
        return [u for u in game.table.reshape(-1).tolist() if is_symbolic(u)][:1]
    return [0.0] if game.kind == "float" else []


def _matrix(players: Players, weights: Any) -> Weights:
    n = len(players)
    if isinstance(weights, Mapping):
        rows: list[list[Any]] = [[0] * n for _ in range(n)]
        for name, row in weights.items():
            i = players.index(name)
            if not isinstance(row, Mapping):
                raise InvalidArgumentError(
                    f"expected a mapping from players to weights for {name}, got {row!r}; write {{{name!r}: {{other: weight}}}}"
                )
            for other, w in row.items():
                rows[i][players.index(other)] = parse(w, f"the weight that {name} gives to {other}")
    elif isinstance(weights, str) or not (
        np.ndim(weights) if isinstance(weights, np.ndarray) else isinstance(weights, Sequence)
    ):
        w = parse(weights, "one weight for all pairs")
        rows = [[0 if i == j else w for j in range(n)] for i in range(n)]
    else:
        given = list(weights)
        if len(given) != n or any(np.ndim(row) != 1 or len(row) != n for row in given):
            raise InvalidArgumentError(
                f"expected a matrix of {n} × {n} weights (a row for each player, a column for each one he looks at), got rows "
                f"of {[np.size(row) for row in given]} numbers; one number for all pairs will do as well"
            )
        rows = [[parse(w.item() if isinstance(w, np.generic) else w, "a weight") for w in row] for row in given]
    for i, name in enumerate(players):
        if rows[i][i] != 0:
            raise InvalidArgumentError(
                f"expected 0 on the diagonal, since every player counts his own payoff once, got {rows[i][i]} for {name}; "
                "write 0 there, and divide the others by the weight that a player gives to himself"
            )
    return tuple(tuple(Fraction(w) if type(w) is int else w for w in row) for row in rows)
