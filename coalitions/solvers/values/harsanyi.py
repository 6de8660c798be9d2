"""Harsanyi values: the dividend of each coalition goes to its members by shares of their own."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ...certificates.sharing import Shares, SharingSystem
from ...errors import DuplicatePlayerError, InvalidArgumentError
from ...games.tu import CoalitionalGame, tabulate
from ...kernels.subsets import mobius
from ...players import Payoffs, Players
from ...scalars import parse, quotient, to_fraction
from ...solution import Solution
from ._exact import as_objects, exact_solution


def harsanyi_value(game: CoalitionalGame, sharing: Mapping[Any, Any], *, limit: int = 16) -> Solution[Payoffs]:
    """What each player gets if the dividend of each coalition is split among its members by given shares.

    H_i = Σ_{T ∋ i} p(T, i) d(T), where the shares p(T, i) of the members of T are at least 0 and add up to 1, and the
    dividends d(T) are such that v(S) is the sum of d(T) over T ⊆ S. Equal shares give the Shapley value; shares that are 1
    for one member of each T give the corners of the selectope, and all sharing systems together give all of it.

    Args:
        game: any game with transferable utility; float worths stand for their own binary values, so nothing is rounded, and
            symbolic worths give closed forms.
        sharing: a mapping from coalitions to the shares of their members, each a mapping from names to numbers, or the name
            of the one member who gets all. The dividend of a coalition that is not there is shared equally.
        limit: the most players; cost n 2**n operations on fractions.

    Returns:
        Solution with Payoffs that add up to v(N), certified up to 12 players by another formula (worths weighted by sums of
        shares, without dividends), beyond by `verify()`.

    Raises:
        UnknownPlayerError, DuplicatePlayerError, InvalidArgumentError: `sharing` is not such a mapping, or shares of somebody
            are negative, or do not add up to 1 within the coalition.
        UndecidedError: a share is a symbol.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Young (1994): two towns save 3; by hand: 11 − 9/4 and 7 − 3/4 if they share that 3 : 1 (by population)
        >>> costs = co.TUGame.from_worths(["A", "B"], {"A": 11, "B": 7, ("A", "B"): 15})
        >>> co.harsanyi_value(costs, {("A", "B"): {"A": "3/4", "B": "1/4"}})
        Harsanyi value: A: 35/4, B: 25/4   [certified; weighted worths agree]
        >>> # Derks, Haller and Peters (2000): a corner of the selectope; by hand: all savings for B
        >>> co.harsanyi_value(costs, {("A", "B"): "B"}).value
        A: 11, B: 4

    References:
        Vasil'ev (1978), Support function of the core of a convex game; Hammer, Peled and Sorensen (1977), Pseudo-Boolean
        functions and game theory I: core elements and Shapley value; Derks, Haller and Peters (2000), The selectope for
        cooperative games; the example: Young (1994), Cost allocation, Handbook of game theory 2, chapter 34.
    """
    table = tabulate(game, limit=limit)
    shares = _read(table.players, sharing)
    worths, denominator = as_objects(table)
    n, given = len(table.players), dict(shares)
    scale = math.lcm(*range(1, n + 1), *(p.denominator for _, row in shares for p in row))
    totals: list[Any] = [0] * n
    for mask, dividend in enumerate(mobius(worths).tolist()):
        row = given.get(mask)
        for i in range(n):
            if mask >> i & 1:
                totals[i] += dividend * (int(row[i] * scale) if row else scale // mask.bit_count())
    amounts = tuple(quotient(t, scale * denominator) for t in totals)
    return exact_solution("Harsanyi value", table, SharingSystem(shares, amounts), amounts, "shares of the dividends")


def _read(players: Players, sharing: Any) -> Shares:
    """The shares of all players in each coalition that is named, by mask."""
    example = 'write for example {("A", "B"): {"A": "1/3", "B": "2/3"}}'
    if not isinstance(sharing, Mapping):
        raise InvalidArgumentError(f"expected a mapping from coalitions to shares of members, got {sharing!r:.80}; {example}")
    out: dict[int, tuple[Fraction, ...]] = {}
    for coalition, given in sharing.items():
        mask = players.mask(coalition)
        named = players.coalition(mask)
        if mask in out or not mask:
            error = DuplicatePlayerError if mask else InvalidArgumentError
            raise error(
                f"expected shares once for each of some non-empty coalitions, got {coalition!r} again or empty; drop one"
            )
        weights = {given: 1} if isinstance(given, str | int) and not isinstance(given, bool) else given
        if not isinstance(weights, Mapping):
            raise InvalidArgumentError(f"expected shares of the members of {named}, got {given!r:.80}; {example}")
        row = [Fraction(0)] * len(players)
        for name, share in weights.items():
            row[players.index(name)] = to_fraction(parse(share, f"a share of {name} in {named}"))
        foreign = [p for p, share in zip(players, row, strict=True) if share and p not in named]
        if foreign or min(row) < 0 or sum(row) != 1:
            why = f"{foreign[0]} is no member" if foreign else f"they are {', '.join(map(str, weights.values()))}"
            raise InvalidArgumentError(
                f"expected shares of the members of {named} of at least 0 that add up to 1, but {why}; {example}"
            )
        out[mask] = tuple(row)
    return tuple(sorted(out.items()))
