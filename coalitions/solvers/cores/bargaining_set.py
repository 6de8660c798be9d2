"""Bargaining sets: can every objection be countered?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from ...certificates.bargaining import (
    AnsweredObjections,
    BargainingSet,
    JustifiedObjection,
    OutOfRange,
    Pair,
    Weights,
    answered_by_one,
    countering,
    objecting,
    out_of_range,
    pairs_of,
)
from ...certificates.cores import excess_numerators
from ...games.tu import CoalitionalGame, TUGame, tabulate
from ...kernels.lp import maximize
from ...players import Partition
from ...scalars import Array, read_payoffs, to_fraction
from ...solution import Solution, certify
from ..values._exact import read_partition


def check_in_bargaining_set(
    game: CoalitionalGame,
    payoffs: Mapping[Any, Any] | Sequence[Any],
    *,
    partition: Partition | Iterable[Any] | None = None,
    limit: int = 8,
) -> Solution[bool]:
    """Whether every objection of a player against another has a counter-objection.

    An objection of i against j at x is a coalition S with i and without j, and payoffs y(S) = v(S) with more than x for each
    member. A counter-objection is a coalition T with j and without i that can give its members in S at least y and the others
    at least x. The bargaining set M1(i) of Davis and Maschler is the set of imputations x, that is x(N) = v(N) and
    x_i >= v(i), at which every objection has a counter-objection. It contains the kernel and the core. Exact, without a
    tolerance: floats stand for their own binary values; give fractions or strings.

    Args:
        game: any game with transferable utility whose worths are numbers.
        payoffs: a mapping from every player to a number, or numbers in the order of the players.
        partition: the coalitions that have formed, if not all together; each shares its worth, and only its members object
            against one another (with any coalition).
        limit: the most players.

    Returns:
        Solution with True, certified for each pair of players and each coalition by a coalition that answers all objections,
        or by weights on some that do; or with False, certified by an objection that no coalition can counter, or by payoffs
        that miss what there is to share or v(i). Cost: at most n**2 2**(n-2) exact linear programs of n rows and 2**n
        columns; seconds for 7 players, in most cases less.

    Raises:
        UnknownPlayerError, InvalidArgumentError: the payoffs do not name every player once.
        UndecidedError: worths or payoffs are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Maschler (1976): two owners of one ton of gin, three of half a ton of tonic, sold by halves
        >>> def sales(S):
        ...     return min(2 * sum(p[0] == "P" for p in S), sum(p[0] == "Q" for p in S))
        >>> market = co.TUGame.from_function(["P1", "P2", "Q1", "Q2", "Q3"], sales)
        >>> co.check_in_bargaining_set(market, ["1/2", "1/2", "2/3", "2/3", "2/3"])
        in the bargaining set: True   [certified; 36 kinds of objection are answered]
        >>> co.check_in_bargaining_set(market, [1, 0, "2/3", "2/3", "2/3"]).value
        False

    References:
        Aumann and Maschler (1964), The bargaining set for cooperative games; Davis and Maschler (1967), Existence of stable
        payoff configurations for cooperative games; the example: Maschler (1976), An advantage of the bargaining set over the
        core. Journal of Economic Theory 13, 184–192.
    """
    table = tabulate(game, limit=limit)
    whole = [list(table.players)] * bool(len(table.players))
    blocks = read_partition(table.players, whole if partition is None else partition).masks
    return _decided("in the bargaining set", table, payoffs, blocks)


def check_in_mas_colell_bargaining_set(
    game: CoalitionalGame, payoffs: Mapping[Any, Any] | Sequence[Any], *, limit: int = 8
) -> Solution[bool]:
    """Whether every objection of a coalition has a counter-objection of another, in the sense of Mas-Colell.

    An objection at x is a coalition S and payoffs y(S) = v(S) with at least x for each member and more for one. A
    counter-objection is a coalition T that can give its members in S at least y and the others at least x, and one of them
    more. The set consists of the x with x(N) = v(N) at which every objection has a counter-objection; x_i >= v(i) is not asked
    for (it is the Mas-Colell prebargaining set of Peleg and Sudhölter). It contains the core. Exact, without a tolerance:
    floats stand for their own binary values; give fractions or strings.

    Args:
        game: any game with transferable utility whose worths are numbers.
        payoffs: a mapping from every player to a number, or numbers in the order of the players.
        limit: the most players.

    Returns:
        Solution with True, certified for each coalition by another that answers all its objections, or by weights on some
        that do; or with False, certified by an objection that no coalition can counter, or by the sum that misses v(N). Cost:
        one exact linear program of n rows and 2**n columns for each coalition with the largest excess.

    Raises:
        UnknownPlayerError, InvalidArgumentError: the payoffs do not name every player once.
        UndecidedError: worths or payoffs are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # three equal votes as in von Neumann and Morgenstern (1944); by hand: if two object to 1/3 each, one of them gets
        >>> # 1/2 or less, to whom the third can offer more; against A who has all, B can take all, and C loses nothing
        >>> majority = co.majority_game(["A", "B", "C"])
        >>> co.check_in_mas_colell_bargaining_set(majority, ["1/3", "1/3", "1/3"])
        in the Mas-Colell bargaining set: True   [certified; 3 kinds of objection are answered, 3 of them by weights]
        >>> co.check_in_mas_colell_bargaining_set(majority, [1, 0, 0])
        in the Mas-Colell bargaining set: False   [certified; {B, C} objects with B: 1, C: 0, which nobody can counter]

    References:
        Mas-Colell (1989), An equivalence theorem for a bargaining set. Journal of Mathematical Economics 18, 129–139; Peleg and
        Sudhölter (2007), Introduction to the theory of cooperative games; the example: von Neumann and Morgenstern (1944),
        Theory of games and economic behavior, section 21.
    """
    table = tabulate(game, limit=limit)
    return _decided("in the Mas-Colell bargaining set", table, payoffs, (table.players.grand,) * bool(len(table.players)))


def _decided(
    concept: BargainingSet, table: TUGame, payoffs: Mapping[Any, Any] | Sequence[Any], blocks: tuple[int, ...]
) -> Solution[bool]:
    amounts = tuple(map(to_fraction, read_payoffs(table.players, payoffs).amounts))
    excess, unit = excess_numerators(table, amounts)
    missed = out_of_range(concept, excess, blocks)
    if missed is not None:
        return certify(concept, table, OutOfRange(concept, amounts, blocks, missed))
    answers: list[tuple[Pair, int, Weights]] = []
    programs = 0
    for pair in pairs_of(concept, blocks, len(amounts)):
        for mask in objecting(excess, pair).tolist():
            if answered_by_one(excess, pair, mask):
                continue
            weights, gains = _answer(excess, pair, mask)
            programs += 1
            if weights is None:
                members = [i for i in range(len(amounts)) if mask >> i & 1]
                offer = tuple(amounts[i] + gains[i] / unit for i in members)
                found = JustifiedObjection(concept, amounts, blocks, pair, mask, offer)
                return certify(concept, table, found, {"linear programs": programs})
            answers.append((pair, mask, weights))
    return certify(concept, table, AnsweredObjections(concept, amounts, blocks, tuple(answers)), {"linear programs": programs})


def _answer(excess: Array, pair: Pair, mask: int) -> tuple[Weights | None, dict[int, Fraction]]:
    """Weights that answer all objections of a coalition, or None and gains of its members that cannot be countered.

    The gains d that cost least satisfy d(R) >= m(R) for all parts R of the coalition, where m(R) is the largest excess of a
    coalition that may counter and meets it in R; the weights are the dual solution.
    """
    n = len(excess).bit_length() - 1
    members = [i for i in range(n) if mask >> i & 1]
    best: dict[int, int] = {}
    for t in countering(n, pair).tolist():
        if excess[t] > 0 and excess[t] > (excess[best[t & mask]] if t & mask in best else 0):
            best[t & mask] = t
    parts = list(best)
    rows = [[part >> i & 1 for part in parts] + [int(i == k) for k in members] for i in members]
    optimum = maximize([int(excess[best[part]]) for part in parts] + [0] * len(members), rows, [1] * len(members))
    weights = tuple((best[part], w) for part, w in zip(parts, optimum.x, strict=False) if w)
    gains = dict(zip(members, optimum.y, strict=True))
    spare = int(excess[mask]) - sum(optimum.y, Fraction(0))
    if spare < 0 or (spare == 0 and pair is not None):
        return weights, {}
    # whatever is spare goes to all members alike, so that each gains and no counter-objection is affordable
    return None, {i: gain + spare / len(members) for i, gain in gains.items()}
