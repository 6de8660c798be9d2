"""Balanced games without transferable utility, in the sense of Scarf."""

from __future__ import annotations

import math
from fractions import Fraction

from ...certificates.ntu import Amounts, feasible
from ...certificates.scarf import BalancedChoices, UnbalancedChoice
from ...errors import LimitExceededError, UnsupportedGameError
from ...games.ntu import NTUGame, corner, ntu_game
from ...games.tu import CoalitionalGame
from ...kernels.balanced import minimal_balanced_collections
from ...solution import Solution, certify

MAX_PLAYERS = 5


def check_scarf_balanced(game: NTUGame | CoalitionalGame, *, limit: int = 100_000) -> Solution[bool]:
    """Whether all together can get whatever each coalition of a balanced collection can give its members.

    A collection B is balanced if positive weights on it add up to 1 at each player. The game is balanced if x is in V(N)
    whenever the members' part of x is in V(S) for all S of some balanced B. Balanced games have a core point (if each player
    can get something alone); the converse is not true. Exact: floats stand for their own binary values.

    Args:
        game: a game without transferable utility in which coalitions choose from lists of payoff vectors (5 players at most).
        limit: the most choices of vectors by the coalitions of minimal balanced collections, of which there are 5 for 3
            players, 41 for 4, 1291 for 5.

    Returns:
        Solution with True, certified by going through all choices, or with False, certified by balanced weights and a payoff
        vector of each coalition. Cost: each choice is compared with the list of N.

    Raises:
        UnsupportedGameError: a game of another form, or with other payoff sets than lists (use `find_ntu_core_point`; a game
            with transferable utility is balanced iff `check_balanced` says so).
        UndecidedError: worths are symbolic.
        LimitExceededError: more choices than `limit`, or more players than 5.

    Examples:
        >>> import coalitions as co
        >>> # the roommates of Gale and Shapley (1962); by hand: a, b and c by twos, each pair half of the time
        >>> rank = {"a": "bcd", "b": "cad", "c": "abd", "d": "abc"}
        >>> def likes(*rooms):
        ...     return {p: 3 - rank[p].index(q) for room in rooms for p, q in (room, room[::-1])}
        >>> pairs = {tuple(room): [likes(room)] for room in ("ab", "ac", "ad", "bc", "bd", "cd")}
        >>> all_four = [likes("ab", "cd"), likes("ac", "bd"), likes("ad", "bc")]
        >>> roommates = co.NTUGame.from_vectors(list("abcd"), {p: [0] for p in "abcd"} | pairs | {tuple("abcd"): all_four})
        >>> co.check_scarf_balanced(roommates)
        Scarf balanced: False   [certified; {a, b} (3, 2), {a, c} (2, 3), {b, c} (3, 2), {d} (0) are balanced, but all together
        cannot get (2, 2, 2, 0)]

    References:
        Scarf (1967), The core of an n person game. Econometrica 35, 50–69; the example: Gale and Shapley (1962), College
        admissions and the stability of marriage, example 3.
    """
    form = ntu_game(game)
    n = len(form.players)
    if not form.is_finite:
        raise UnsupportedGameError(
            "expected lists of payoff vectors, got other sets of payoffs; use find_ntu_core_point, or check_balanced for a "
            "game with transferable utility"
        )
    if n > MAX_PLAYERS:
        raise LimitExceededError(
            f"expected at most {MAX_PLAYERS} players to go through minimal balanced collections, got {n}; use "
            "find_ntu_core_point"
        )
    collections = minimal_balanced_collections(n)
    work = sum(math.prod(len(form.pieces[mask]) for mask in collection) for collection in collections)
    if work > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} choices of vectors, got {work}; write limit={work}, or use find_ntu_core_point"
        )
    for collection in collections:
        vectors = _unbalanced(form, tuple(collection))
        if vectors is not None:
            return certify("Scarf balanced", form, UnbalancedChoice(tuple(collection.items()), vectors))
    return certify("Scarf balanced", form, BalancedChoices(), {"choices": work})


def _unbalanced(form: NTUGame, masks: tuple[int, ...]) -> tuple[Amounts, ...] | None:
    """Vectors of these coalitions whose least payoffs N cannot give: one coalition after another, without what is dominated."""
    n = len(form.players)
    tops: dict[tuple[Fraction | None, ...], tuple[Amounts, ...]] = {(None,) * n: ()}
    for mask in masks:
        members = [i for i in range(n) if mask >> i & 1]
        following: dict[tuple[Fraction | None, ...], tuple[Amounts, ...]] = {}
        for top, chosen in tops.items():
            for vector in filter(None, map(corner, form.pieces[mask])):
                least = list(top)
                for i, amount in zip(members, vector, strict=True):
                    old = least[i]
                    least[i] = amount if old is None else min(old, amount)
                following.setdefault(tuple(least), (*chosen, vector))
        tops = {top: chosen for top, chosen in following.items() if not any(_below(top, other) for other in following)}
    for top, chosen in tops.items():
        if not feasible(form, tuple(Fraction(0) if a is None else a for a in top)):
            return chosen
    return None


def _below(top: tuple[Fraction | None, ...], other: tuple[Fraction | None, ...]) -> bool:
    """Whether one tuple is at most another and not the same; None, which stands for no bound, stands in the same places."""
    return top != other and all(a is None or b is None or a <= b for a, b in zip(top, other, strict=True))
