"""The value of Hamiache and Navarro for games whose players communicate along links."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import numpy as np

from ...certificates.associated import AssociatedWeights
from ...games.tu import CoalitionalGame, tabulate
from ...players import Payoffs
from ...scalars import quotient
from ...solution import Guarantee, Solution, certify
from ._exact import as_objects
from ._links import components, first_components, read_links

Weights = dict[int, Fraction]
#: Up to this many connected coalitions the weights are checked at once; beyond, by `solution.verify()`.
CERTIFY_UP_TO = 600


def hamiache_navarro_value(game: CoalitionalGame, links: Iterable[Any], *, limit: int = 12) -> Solution[Payoffs]:
    """What each player is left with when connected coalitions claim, again and again, part of the surplus with each neighbor.

    In the associated game a connected coalition S is worth v*(S) = v(S) + t Σ_j (v(S ∪ j) − v(S) − v(j)), over all j that are
    linked to a member of S; any other coalition is worth the sum of its components. For small t > 0 the games v, v*, v**, …
    converge to a game in which every component of a coalition is worth the sum of its members, and these get their own
    worths there. It is the only continuous value that is the same in v and v* and gives v(i) in such games. Each component
    of the graph shares its own worth; with all links it is the Shapley value.

    Args:
        game: any game with transferable utility; float worths stand for their own binary values, so nothing is rounded, and
            symbolic games give closed forms.
        links: pairs of names, such as the edges of a NetworkX graph; players without a link are alone.
        limit: the most players. Cost: players**2 operations on fractions for each connected coalition, of which there may
            be 2**n (with all links, 10 players take a second and 12 ten seconds).

    Returns:
        Solution with Payoffs, certified by the weights of connected coalitions that give them: the weighted worths are the
        same in every associated game (beyond 600 connected coalitions by `verify()`).

    Raises:
        UnknownPlayerError, DuplicatePlayerError, InvalidArgumentError: a link is not a pair of players.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # the ends of a line as in Hamiache (1999); by hand: the mean of what each link gives its ends, a half
        >>> deal = co.unanimity_game(["seller", "broker", "buyer"], ["seller", "buyer"])
        >>> links = [("seller", "broker"), ("broker", "buyer")]
        >>> co.hamiache_navarro_value(deal, links).value
        seller: 1/4, broker: 1/2, buyer: 1/4

    References:
        Hamiache and Navarro (2020), Associated consistency, value and graphs. International Journal of Game Theory 49,
        227–249; Hamiache (1999), A value with incomplete communication; Hamiache (2001), Associated consistency and Shapley
        value.
    """
    table = tabulate(game, limit=limit)
    masks = read_links(table.players, links)
    worths, denominator = as_objects(table)
    n = len(table.players)
    around = [sum(link ^ 1 << i for link in masks if link >> i & 1) for i in range(n)]
    connected = np.flatnonzero(first_components(n, masks) == np.arange(1 << n))[1:].tolist()
    found: list[Weights] = [{} for _ in range(n)]
    for part in sorted(set(components(n, masks))):
        for i, weights in _weights([s for s in connected if s & part == s], part, around).items():
            found[i] = weights
    rows = tuple(tuple(weights.get(s, Fraction(0)) for s in connected) for weights in found)
    certificate, diagnostics = AssociatedWeights(masks, tuple(connected), rows), {"method": "linear equations of consistency"}
    if len(connected) <= CERTIFY_UP_TO:
        return certify("Hamiache–Navarro value", table, certificate, diagnostics)
    sums = [sum((w * worths[s] for s, w in weights.items()), start=Fraction(0)) for weights in found]
    value = Payoffs(table.players, tuple(quotient(x, denominator) for x in sums))
    return Solution("Hamiache–Navarro value", table, value, Guarantee.EXACT, certificate, diagnostics, masks)


def _weights(connected: list[int], part: int, around: list[int]) -> dict[int, Weights]:
    """For each player of a component, the weights of the connected coalitions within it.

    What the associated game adds must have weight 0 at each v(S). For |S| > 1 that is (number of neighbors of S) w(S) = the
    sum of w(S without j) over the j whose leaving keeps S connected, so that all weights but that of the whole component
    follow from those of single players. These and that one solve the equations of the component, and those by which a
    player gets its own in inessential games.
    """
    members = [i for i in range(part.bit_length()) if part >> i & 1]
    if len(members) == 1:
        return {members[0]: {part: Fraction(1)}}
    k = len(members)
    terms: dict[int, list[Fraction]] = {1 << i: [Fraction(int(i == j)) for j in members] + [Fraction(0)] for i in members}
    for s in sorted(connected, key=int.bit_count)[k:]:
        smaller = [terms[s ^ 1 << j] for j in members if s >> j & 1 and s ^ 1 << j in terms]
        total = [sum(column, start=Fraction(0)) for column in zip(*smaller, strict=True)]
        beside = sum(1 for j in members if around[j] & s and not s >> j & 1)
        if s != part:
            terms[s] = [x / beside for x in total]
    equations = [total]  # of the component, which is the largest and comes last
    terms[part] = [Fraction(0)] * k + [Fraction(1)]
    for i in members:
        inside = [row for s, row in terms.items() if s >> i & 1]
        equations.append([sum(column, start=Fraction(0)) for column in zip(*inside, strict=True)])
    inverse = _inverse(equations)
    out: dict[int, Weights] = {}
    for place, i in enumerate(members, start=1):  # the right-hand side is 1 at the equation of the player itself, else 0
        x = [row[place] for row in inverse]
        out[i] = {s: sum((a * b for a, b in zip(row, x, strict=True)), start=Fraction(0)) for s, row in terms.items()}
    return out


def _inverse(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """The inverse of a square matrix, by elimination."""
    n = len(rows)
    work = [row + [Fraction(int(i == j)) for j in range(n)] for i, row in enumerate(rows)]
    for k in range(n):
        pivot = next(i for i in range(k, n) if work[i][k])
        work[k], work[pivot] = work[pivot], work[k]
        work[k] = [x / work[k][k] for x in work[k]]
        for i in range(n):
            if i != k and work[i][k]:
                factor = work[i][k]
                work[i] = [a - factor * b for a, b in zip(work[i], work[k], strict=True)]
    return [row[n:] for row in work]
