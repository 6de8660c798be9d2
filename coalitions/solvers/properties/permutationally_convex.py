"""Permutationally convex games: convex along one order of the players."""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np

from ...certificates.inequalities import parts, roomy
from ...certificates.permutational import ConvexAlong, ConvexAlongGiven, NoConvexOrder, NotConvexAlong, extra
from ...errors import InvalidArgumentError, LimitExceededError, UndecidedError
from ...games.tu import CoalitionalGame, TUGame, exact_table, tabulate
from ...kernels.subsets import Array, subset_sums
from ...players import Player, is_list
from ...scalars import sign
from ...solution import Solution, certify

SYMBOLIC_UP_TO = 7


def check_permutationally_convex(game: CoalitionalGame, order: Sequence[Player], *, limit: int = 12) -> Solution[bool]:
    """Whether coalitions of later players never add less to the first players of an order when more of it have come.

    v([j] ∪ S) − v([j]) <= v([k] ∪ S) − v([k]) for j <= k and S without the first k players, where [k] are the first k. The
    marginal contributions along the order are then in the core. A game is convex iff it is so along every order. Exact: float
    worths stand for their own binary values.

    Args:
        game: any game with transferable utility.
        order: all players, the first one first.
        limit: the most players; the cost is 2**n comparisons, and n 2**n for the certificate.

    Returns:
        Solution with True, certified by all comparisons, or with False, certified by a coalition that adds more to fewer.

    Raises:
        InvalidArgumentError, UnknownPlayerError: the order does not name every player once.
        LimitExceededError: more players than `limit` (symbolic games: 7).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # Granot and Huberman (1982): spanning tree games, in the order of Prim's method; the network of Bird (1976)
        >>> costs = {("s", "A"): 6, ("s", "B"): 10, ("s", "C"): 6, ("A", "B"): 4, ("A", "C"): 6, ("B", "C"): 4}
        >>> savings = co.savings_game(co.spanning_tree_game(costs, source="s"))
        >>> co.check_permutationally_convex(savings, ["A", "B", "C"])
        permutationally convex: True   [certified; what a coalition of later players adds to the first ones grows with each of
        them]
        >>> co.check_permutationally_convex(savings, ["B", "A", "C"])
        permutationally convex: False   [certified; {C} adds 4 more to {B} than to {A, B}]

    References:
        Granot and Huberman (1982), The relationship between convex games and minimum cost spanning tree games: a case for
        permutationally convex games. SIAM Journal on Algebraic and Discrete Methods 3, 288–292; the example: Bird (1976), On
        cost allocation for a spanning tree.
    """
    table = _of_size(game, limit)
    given, order = order, tuple(order) if is_list(order) and not isinstance(order, str | Set) else ()
    if len(order) != len(table.players):
        raise InvalidArgumentError(
            f"expected each of the {len(table.players)} players once, got {given!r:.80}; write for example "
            f"{list(table.players.names[:8])}"
        )
    places = tuple(table.players.index(name) for name in order)
    table.players.mask(order)  # a name that stands twice is refused here
    first, undecided = 0, False
    worths = None if table.kind == "symbolic" else roomy(exact_table(table)[0])
    for count, i in enumerate(places):
        try:
            joining = _blocking(table, worths, first, i)
        except UndecidedError:
            joining, undecided = None, True
        if joining is not None:
            return certify("permutationally convex", table, NotConvexAlong(places, count, joining))
        first |= 1 << i
    if undecided:
        raise _open()
    return certify("permutationally convex", table, ConvexAlongGiven(places))


def find_permutationally_convex_order(game: CoalitionalGame, *, limit: int = 12) -> Solution[tuple[Player, ...] | None]:
    """An order of the players along which the game is permutationally convex, or None if there is none.

    Whether a player may come next depends only on the coalition of those before it, so coalitions are searched, not orders.
    Exact: float worths stand for their own binary values. (See `check_permutationally_convex` for the definition.)

    Args:
        game: any game with transferable utility.
        limit: the most players; the cost is up to n 3**(n-1) comparisons.

    Returns:
        Solution with the players in order, the first one first, certified by all comparisons; or with None, certified by all
        coalitions that can come first as far as it goes, with a reason for each player who may not come next.

    Raises:
        LimitExceededError: more players than `limit` (symbolic games: 7).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # Granot and Huberman (1982): spanning tree games, in the order of Prim's method; the network of Bird (1976)
        >>> costs = {("s", "A"): 6, ("s", "B"): 10, ("s", "C"): 6, ("A", "B"): 4, ("A", "C"): 6, ("B", "C"): 4}
        >>> savings = co.savings_game(co.spanning_tree_game(costs, source="s"))
        >>> co.find_permutationally_convex_order(savings).value
        ('A', 'B', 'C')
        >>> # three equal votes as in von Neumann and Morgenstern (1944); by hand: the core is empty, so there is no such order
        >>> co.find_permutationally_convex_order(co.majority_game(["A", "B", "C"])).value is None
        True

    References:
        Granot and Huberman (1982), SIAM Journal on Algebraic and Discrete Methods 3, 288–292; the example: Bird (1976), On cost
        allocation for a spanning tree; von Neumann and Morgenstern (1944), Theory of games and economic behavior.
    """
    table = _of_size(game, limit)
    n, grand, undecided = len(table.players), table.players.grand, False
    worths = None if table.kind == "symbolic" else roomy(exact_table(table)[0])
    reached: dict[int, tuple[int, ...]] = {0: ()}
    queue, blocked = [0], []
    for first in queue:  # it grows in the loop
        if grand in reached:
            break
        for i in range(n):
            if first >> i & 1 or first | 1 << i in reached:
                continue
            try:
                joining = _blocking(table, worths, first, i)
            except UndecidedError:
                undecided = True
                continue
            if joining is None:
                reached[first | 1 << i] = (*reached[first], i)
                queue.append(first | 1 << i)
            else:
                blocked.append((first, i, joining))
    if grand in reached:
        return certify("order of permutational convexity", table, ConvexAlong(reached[grand]))
    if undecided:
        raise _open()
    return certify("order of permutational convexity", table, NoConvexOrder(tuple(sorted(reached)), tuple(blocked)))


def _blocking(table: TUGame, worths: Array | None, first: int, player: int) -> int | None:
    """A coalition that adds more to the first players than to these and the next one; UndecidedError where that is open."""
    larger = first | 1 << player
    rest = table.players.grand ^ larger
    if worths is None:
        undecided = None
        for joining in parts(rest):
            try:
                if sign(extra(table, first, larger, joining)) > 0:
                    return joining
            except UndecidedError as error:
                undecided = error
        if undecided is not None:
            raise undecided
        return None
    later = subset_sums([1 << i for i in range(len(table.players)) if rest >> i & 1], np.int64)
    surplus = worths[later | first] - worths[later | larger] + (worths[larger] - worths[first])
    worst = int(surplus.argmax())
    return int(later[worst]) if surplus[worst] > 0 else None


def _of_size(game: CoalitionalGame, limit: int) -> TUGame:
    table = tabulate(game, limit=limit)
    if table.kind == "symbolic" and len(table.players) > SYMBOLIC_UP_TO:
        raise LimitExceededError(
            f"expected at most {SYMBOLIC_UP_TO} players to compare expressions on all coalitions, got {len(table.players)}; "
            "put numbers in, or restrict the game to fewer players"
        )
    return table


def _open() -> UndecidedError:
    return UndecidedError(
        "expected worths for which it is decided whether an order is permutationally convex, but that is open. Put numbers in, "
        "or let coalitions.claims.decide settle v([j] ∪ S) − v([j]) <= v([k] ∪ S) − v([k]) over a region"
    )
