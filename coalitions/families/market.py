"""Market games: traders with goods and concave utilities, and money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ..errors import InvalidArgumentError, InvalidGameError
from ..games.tu import TUGame
from ..kernels.lp import maximize
from ..players import Players
from ..scalars import kind_of, parse, simplest
from ._reading import listed, numbers_only, within
from .linear_production import read_vectors

Piece = tuple[list[Any], Any]


def market_game(
    endowments: Mapping[Any, Sequence[Any]], utilities: Mapping[Any, Sequence[tuple[Sequence[Any], Any]]], *, limit: int = 8
) -> TUGame:
    """The game in which a coalition is worth the most utility that its members get by trading their goods among themselves.

    v(S) = max of the sum of u_i(x_i) over i in S where the bundles x_i >= 0 add up to the goods that S owns. Utilities are
    concave and piecewise linear, u_i(x) = least of a·x + b over the pieces (a, b) of i, so that each worth is the optimum of an
    exact linear program. Utility is transferable (money). Markets of this kind are exactly the totally balanced games: the
    core of the game and of every subgame is non-empty. Utilities are measured from u_i(0), so that the empty coalition fits in.
    Cost: 2**n linear programs.

    Args:
        endowments: a mapping from players to the amounts of each good that they own, at least 0.
        utilities: a mapping from the same players to lists of pieces (a, b): a marginal utility for each good, and a constant.
        limit: the most players.

    Raises:
        InvalidGameError: lengths do not fit, an endowment is negative, or a player has no piece.
        InvalidArgumentError: not a number, or a player without utility.
        UnknownPlayerError: a utility of somebody who owns nothing (write an endowment of zeros).
        UndecidedError: a number is symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> pairs = [([1, 0], 0), ([0, 1], 0)]  # min(left gloves, right gloves)
        >>> gloves = {"A": [1, 0], "B": [0, 1], "C": [0, 1]}
        >>> co.market_game(gloves, dict.fromkeys(gloves, pairs)) == co.glove_game(["A"], ["B", "C"])
        True

    References:
        Shapley and Shubik (1969), On market games, Journal of Economic Theory 1.
    """
    players, owned = read_vectors(endowments, "good", '{"A": [1, 0], "B": [0, 1]}')
    within(len(players), limit, "a linear program for each of 2**n coalitions")
    pieces = _read(players, utilities, len(owned[0]) if owned else 0)
    worths = [_best_trade(mask, owned, pieces) for mask in range(1 << len(players))]
    flat = [a for v in owned for a in v] + [a for ps in pieces for gradient, b in ps for a in [*gradient, b]]
    if kind_of(flat) == "float":
        return TUGame.from_vector(players, [float(w) for w in worths], order="mask")
    return TUGame.from_vector(players, [simplest(w) for w in worths], order="mask")


def _read(players: Players, utilities: Any, goods: int) -> list[list[Piece]]:
    if not isinstance(utilities, Mapping):
        raise InvalidArgumentError(
            f'expected a mapping from players to pieces of utility, got {utilities!r:.80}; write {{"A": [([1, 0], 0), …]}}'
        )
    for name in utilities:
        players.index(name)
    absent = [str(name) for name in players if name not in utilities]
    if absent:
        raise InvalidArgumentError(f"expected a utility for every player, none came for {', '.join(absent)}; add it")
    example = f"[({[1] * goods}, 0)]"
    given = {name: listed(utilities[name], f"pieces of the utility of {name}", example) for name in players}
    return [[_piece(name, piece, goods) for piece in given[name]] or _refuse(name) for name in players]


def _refuse(name: Any) -> list[Piece]:
    raise InvalidGameError(f"expected at least one piece of the utility of {name}, got none; write one of zeros for utility 0")


def _piece(name: Any, piece: Any, goods: int) -> Piece:
    if not isinstance(piece, tuple | list) or len(piece) != 2 or not hasattr(piece[0], "__len__") or len(piece[0]) != goods:
        raise InvalidGameError(
            f"expected a piece of the utility of {name} as ([a marginal utility for each of {goods} goods], constant), got "
            f"{piece!r:.80}; write ({[1] * goods}, 0)"
        )
    gradient = [parse(a, f"a marginal utility of {name}") for a in piece[0]]
    constant = parse(piece[1], f"a constant of {name}")
    numbers_only([*gradient, constant], "utilities")
    return gradient, constant


def _best_trade(mask: int, owned: list[list[Any]], pieces: list[list[Piece]]) -> Fraction:
    """The optimum: columns are each member's goods, each member's utility (as a difference), and a slack for each piece."""
    members = [i for i in range(len(owned)) if mask >> i & 1]
    goods = len(owned[0]) if owned else 0
    listed = [(k, piece) for k, i in enumerate(members) for piece in pieces[i]]
    m, base = len(members), len(members) * goods
    width = base + 2 * m + len(listed)
    A, b = [], []
    for g in range(goods):
        A.append([Fraction(int(c < base and c % goods == g)) for c in range(width)])
        b.append(sum((Fraction(owned[i][g]) for i in members), Fraction(0)))
    for r, (k, (gradient, constant)) in enumerate(listed):  # utility of k − gradient · bundle + slack = constant
        row = [Fraction(0)] * width
        row[k * goods : (k + 1) * goods] = [-Fraction(a) for a in gradient]
        row[base + 2 * k], row[base + 2 * k + 1], row[base + 2 * m + r] = Fraction(1), Fraction(-1), Fraction(1)
        A.append(row)
        b.append(Fraction(constant))
    c = [Fraction(0)] * base + [Fraction((-1) ** k) for k in range(2 * m)] + [Fraction(0)] * len(listed)
    start = sum((min(Fraction(constant) for _, constant in pieces[i]) for i in members), Fraction(0))
    return sum((a * x for a, x in zip(c, maximize(c, A, b).x, strict=True)), Fraction(0)) - start
