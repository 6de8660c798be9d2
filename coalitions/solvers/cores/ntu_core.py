"""The core of games without transferable utility: a point, or cases that leave none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from ...certificates.ntu import (
    Blocked,
    Cases,
    Contradiction,
    NoNTUCorePoint,
    NTUCoreMembership,
    NTUCorePoint,
    UnblockedVectors,
    feasible,
    spread,
)
from ...errors import LimitExceededError, UnsupportedGameError
from ...games.ntu import NTUGame, Row, corner, ntu_game
from ...games.tu import CoalitionalGame
from ...kernels.lp import maximize
from ...players import Payoffs
from ...scalars import read_payoffs, to_fraction
from ...solution import Solution, certify

Amounts = tuple[Fraction, ...]


def check_in_ntu_core(game: NTUGame | CoalitionalGame, payoffs: Mapping[Any, Any] | Sequence[Any]) -> Solution[bool]:
    """Whether all players together can get these payoffs while no coalition can give each of its members more.

    x is in V(N), and for no S is there a y in V(S) with y_i > x_i for all i in S. Exact: floats stand for their own binary
    values.

    Args:
        game: a game without transferable utility (one with is taken as V(S) = {x: x(S) <= v(S)}).
        payoffs: a mapping from every player to a number, or numbers in the order of the players.

    Returns:
        Solution with True, certified by going through what all coalitions can do; or with False, certified by a coalition and
        payoffs that it can get and that are higher for each member, or by V(N). Cost: one pass over all inequalities.

    Raises:
        UnknownPlayerError, InvalidArgumentError: the payoffs do not name every player once.
        UnsupportedGameError: a game of another form.
        UndecidedError: worths or payoffs are symbolic.

    Examples:
        >>> import coalitions as co
        >>> # Gale and Shapley (1962): four boys share two rooms, a, b and c run in a circle, nobody wants d
        >>> rank = {"a": "bcd", "b": "cad", "c": "abd", "d": "abc"}
        >>> def likes(*rooms):
        ...     return {p: 3 - rank[p].index(q) for room in rooms for p, q in (room, room[::-1])}
        >>> pairs = {tuple(room): [likes(room)] for room in ("ab", "ac", "ad", "bc", "bd", "cd")}
        >>> all_four = [likes("ab", "cd"), likes("ac", "bd"), likes("ad", "bc")]
        >>> roommates = co.NTUGame.from_vectors(list("abcd"), {p: [0] for p in "abcd"} | pairs | {tuple("abcd"): all_four})
        >>> co.check_in_ntu_core(roommates, likes("ab", "cd"))
        in the NTU core: False   [certified; {b, c} can get b: 3, c: 2]

    References:
        Aumann and Peleg (1960), Von Neumann–Morgenstern solutions to cooperative games without side payments; Scarf (1967), The
        core of an n person game. Econometrica 35, 50–69; the example: Gale and Shapley (1962), College admissions and the
        stability of marriage, example 3.
    """
    form = ntu_game(game)
    amounts = tuple(map(to_fraction, read_payoffs(form.players, payoffs).amounts))
    if not feasible(form, amounts):
        return certify("in the NTU core", form, Blocked(amounts, form.players.grand, None))
    for mask in range(1, len(form.pieces)):
        instead = form.improvement(mask, amounts)
        if instead is not None:
            return certify("in the NTU core", form, Blocked(amounts, mask, instead))
    return certify("in the NTU core", form, NTUCoreMembership(amounts))


def find_ntu_core_point(game: NTUGame | CoalitionalGame, *, limit: int = 10_000) -> Solution[Payoffs | None]:
    """Payoffs that all together can get while no coalition can give each of its members more, or None if there are none.

    A coalition that can choose from {y: A y <= b} with A >= 0 blocks x iff a x < b in each of the inequalities; so a core point
    meets a x >= b for one of them. The search solves linear programs in exact arithmetic, and goes through the inequalities of
    a coalition that blocks what was found. For payoff vectors in lists it comes to the vectors of N that nobody blocks. Exact:
    floats stand for their own binary values.

    Args:
        game: a game without transferable utility (one with is taken as V(S) = {x: x(S) <= v(S)}).
        limit: the most linear programs.

    Returns:
        Solution with Payoffs, certified by going through what all coalitions can do; or with None, certified by a tree of cases
        that all end in a contradiction (Farkas). Cost: one small linear program for each case; their number can grow with the
        product of the numbers of inequalities, but is small where few coalitions block.

    Raises:
        UnsupportedGameError: a game of another form.
        UndecidedError: worths are symbolic.
        LimitExceededError: more linear programs than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Gale and Shapley (1962): four boys share two rooms, a, b and c run in a circle, nobody wants d
        >>> rank = {"a": "bcd", "b": "cad", "c": "abd", "d": "abc"}
        >>> def likes(*rooms):
        ...     return {p: 3 - rank[p].index(q) for room in rooms for p, q in (room, room[::-1])}
        >>> pairs = {tuple(room): [likes(room)] for room in ("ab", "ac", "ad", "bc", "bd", "cd")}
        >>> all_four = [likes("ab", "cd"), likes("ac", "bd"), likes("ad", "bc")]
        >>> roommates = co.NTUGame.from_vectors(list("abcd"), {p: [0] for p in "abcd"} | pairs | {tuple("abcd"): all_four})
        >>> co.find_ntu_core_point(roommates)
        NTU core point: none   [certified; some coalition can give all members more, in each of 6 cases]

    References:
        Scarf (1967), The core of an n person game. Econometrica 35, 50–69; the example: Gale and Shapley (1962), College
        admissions and the stability of marriage, example 3.
    """
    form = ntu_game(game)
    n, grand = len(form.players), form.players.grand
    if not n:
        return certify("NTU core point", form, NTUCorePoint(()))
    search = _Search(form, limit)
    trees = []
    for piece in form.pieces[grand]:
        point = corner(piece)
        rows = tuple(spread(row, grand, n) for row in piece)
        found = search.at(rows) if point is None else search.below(rows, point)
        if isinstance(found, tuple):
            return certify("NTU core point", form, NTUCorePoint(found), {"linear programs": search.programs})
        trees.append(found)
    return certify("NTU core point", form, NoNTUCorePoint(tuple(trees)), {"linear programs": search.programs})


def enumerate_ntu_core(game: NTUGame) -> Solution[tuple[Payoffs, ...]]:
    """All payoff vectors in the list of N that no coalition can improve on for each of its members; an empty tuple if none.

    Everything else in V(N) is at most one of the vectors in the list, so the core is empty iff this tuple is.
    Exact: floats stand for their own binary values.

    Args:
        game: a game without transferable utility in which N chooses from a list of payoff vectors.

    Returns:
        Solution with a tuple of Payoffs in the order of the list, certified by a coalition that blocks for each of the others,
        and by going through what all coalitions can do for each that is in the core. Cost: one pass over all inequalities for
        each vector.

    Raises:
        UnsupportedGameError: N chooses from another set of payoffs (use `find_ntu_core_point` or `check_in_ntu_core`).
        UndecidedError: worths are symbolic.

    Examples:
        >>> import coalitions as co
        >>> # Gale and Shapley (1962), example 1: all men have their first choice, or all women, or everybody the second
        >>> from itertools import permutations
        >>> men, women = {"a": "ABC", "b": "BCA", "c": "CAB"}, {"A": "bca", "B": "cab", "C": "abc"}
        >>> def wed(*pairs):
        ...     return {m: 3 - men[m].index(w) for m, w in pairs} | {w: 3 - women[w].index(m) for m, w in pairs}
        >>> lists = {p: [0] for p in "abcABC"} | {(m, w): [wed((m, w))] for m in men for w in women}
        >>> lists[tuple("abcABC")] = [wed(*zip(men, order)) for order in permutations(women)]
        >>> [tuple(map(int, x.values())) for x in co.enumerate_ntu_core(co.NTUGame.from_vectors(list("abcABC"), lists)).value]
        [(3, 3, 3, 1, 1, 1), (2, 2, 2, 2, 2, 2), (1, 1, 1, 3, 3, 3)]

    References:
        Scarf (1967), The core of an n person game. Econometrica 35, 50–69; the example: Gale and Shapley (1962), College
        admissions and the stability of marriage.
    """
    form = ntu_game(game)
    points = [corner(piece) for piece in form.pieces[form.players.grand]]
    if not len(form.players) or None in points:
        raise UnsupportedGameError(
            "expected a list of payoff vectors of all players, got another set of payoffs (or no player); use "
            "find_ntu_core_point or check_in_ntu_core"
        )
    masks = range(1, len(form.pieces))
    blocked = tuple(next((m for m in masks if form.improvement(m, point or ()) is not None), None) for point in points)
    return certify("NTU core points", form, UnblockedVectors(blocked))


class _Search:
    """The tree of cases, depth first."""

    def __init__(self, game: NTUGame, limit: int) -> None:
        self.game, self.limit, self.programs = game, limit, 0

    def below(self, rows: tuple[Row, ...], point: Amounts) -> Amounts | Cases:
        """A single vector of N: whoever blocks it blocks all below, and each inequality contradicts x <= point."""
        blocking = self._blocking(point)
        if blocking is None:
            return point
        mask, k = blocking
        ends = []
        for row in self.game.pieces[mask][k]:
            wanted, _ = spread(row, mask, len(point))
            ends.append(Contradiction((*(a / rows[i][0][i] for i, a in enumerate(wanted)), Fraction(1))))
        return Cases(mask, k, tuple(ends))

    def at(self, rows: tuple[Row, ...]) -> Amounts | Contradiction | Cases:
        """A core point that meets these inequalities, or why there is none."""
        self.programs += 1
        if self.programs > self.limit:
            raise LimitExceededError(
                f"expected at most limit={self.limit} linear programs, got more; raise the limit, or judge payoffs with "
                "check_in_ntu_core"
            )
        n, m = len(self.game.players), len(rows)
        table = [[*row, *(-a for a in row), *(int(i == k) for k in range(m))] for i, (row, _) in enumerate(rows)]
        best = maximize([1] * n + [-1] * n + [0] * m, table, [b for _, b in rows])
        if best.status == "infeasible":
            return Contradiction(best.y)
        point = tuple(best.x[i] - best.x[n + i] for i in range(n))
        blocking = self._blocking(point)
        if blocking is None:
            return point
        mask, k = blocking
        cases = []
        for row in self.game.pieces[mask][k]:
            found = self.at((*rows, spread(row, mask, n, -1)))
            if isinstance(found, tuple):
                return found
            cases.append(found)
        return Cases(mask, k, tuple(cases))

    def _blocking(self, point: Amounts) -> tuple[int, int] | None:
        """The coalition and piece that block with the fewest inequalities, which is the fewest cases."""
        found = []
        for mask in range(1, len(self.game.pieces)):
            x = [a for i, a in enumerate(point) if mask >> i & 1]
            for k, piece in enumerate(self.game.pieces[mask]):
                if all(sum(a * v for a, v in zip(row, x, strict=True)) < b for row, b in piece):
                    found.append((len(piece), mask, k))
        return min(found)[1:] if found else None
