"""The chain value: the Shapley value when coalitions grow through feasible ones only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...certificates.set_systems import ChainMeans
from ...errors import InvalidArgumentError
from ...games.tu import CoalitionalGame, tabulate
from ...kernels.set_systems import breach
from ...players import CoalitionLike, Payoffs
from ...scalars import quotient
from ...solution import Guarantee, Solution, certify
from ...transforms.feasible import read_feasible
from ._exact import as_objects

#: Up to this many feasible coalitions the second formula is computed at once; beyond, by `solution.verify()`.
CERTIFY_UP_TO = 256


def chain_value(game: CoalitionalGame, feasible: Iterable[CoalitionLike], *, limit: int = 20) -> Solution[Payoffs]:
    """What each player adds to those before, on average over all orders of arrival in which every coalition is feasible.

    The mean over all maximal chains {} ⊂ S_1 ⊂ S_2 ⊂ … of feasible coalitions, in each of which one player arrives at a time:
    φ_i = Σ_S c(S \\ i) c̄(S) / c · (v(S) − v(S \\ i)), where c(T) chains lead to T, c̄(S) lead on from S to the end, and there
    are c in all. It is the Shapley value if all coalitions are feasible; the Shapley value of Bilbao and Edelman on convex
    geometries; that of regular set systems, antimatroids and augmenting systems; and on a matroid the mean over all bases
    of the Shapley value among the players of the basis (the static model with equally likely bases).

    Args:
        game: any game with transferable utility, of which only the worths of feasible coalitions count; float worths stand for
            their own binary values, so nothing is rounded, and symbolic games give closed forms.
        feasible: the feasible coalitions, by names; the empty one always is. Whenever S ⊂ T are feasible, S must stay so with
            some player of T.
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        Solution with Payoffs, which add up to v(N) if all chains end in N. Certified by summing contributions up along the
        chains (beyond 256 feasible coalitions by `verify()`). Cost: n for each feasible coalition, and one operation on
        arrays for each pair of them.

    Raises:
        InvalidArgumentError: not a list of coalitions, or one cannot grow towards another by one player at a time.
        UnknownPlayerError, DuplicatePlayerError: a coalition does not consist of players.
        LimitExceededError: more players than `limit`, or more than 2**14 feasible coalitions (2**12 for `verify()`).

    Examples:
        >>> import coalitions as co
        >>> # the intervals of a line as in Bilbao and Edelman (2000); by hand: B is first in two of four orders, second in two
        >>> game = co.TUGame.from_function(["A", "B", "C"], lambda S: len(S) ** 2)
        >>> line = ["A", "B", "C", ["A", "B"], ["B", "C"], ["A", "B", "C"]]
        >>> co.chain_value(game, line).value
        A: 7/2, B: 2, C: 7/2

    References:
        Bilbao and Edelman (2000), The Shapley value on convex geometries; Bilbao, Driessen, Jiménez-Losada and Lebrón (2001),
        The Shapley value for games on matroids: the static model; Honda and Grabisch (2006); Lange and Grabisch (2009),
        Values on regular games under Kirchhoff's laws; Bilbao and Ordóñez (2009), Axiomatizations of the Shapley value for
        games on augmenting systems.
    """
    table = tabulate(game, limit=limit)
    n, masks = len(table.players), read_feasible(table.players, feasible)
    wrong = breach("steps", n, masks)
    if wrong is not None:
        first, second = (table.players.coalition(m) for m in wrong)
        raise InvalidArgumentError(
            f"expected feasible coalitions that grow by one player at a time, but {first} is not feasible with any one player "
            f"more of {second}; add such a coalition, or drop one of the two"
        )
    worths, denominator = as_objects(table)
    below, above = _chains(n, masks)
    numerators: list[Any] = [0] * n
    for mask in masks:
        for i in range(n):
            before = mask ^ 1 << i
            if mask >> i & 1 and before in below:
                numerators[i] += (worths[mask] - worths[before]) * (below[before] * above[mask])
    amounts = tuple(quotient(x, above[0] * denominator) for x in numerators)
    certificate, diagnostics = ChainMeans(masks, amounts), {"method": "chains below and above", "chains": above[0]}
    if len(masks) <= CERTIFY_UP_TO:
        return certify("chain value", table, certificate, diagnostics)
    return Solution("chain value", table, Payoffs(table.players, amounts), Guarantee.EXACT, certificate, diagnostics, masks)


def _chains(n: int, masks: tuple[int, ...]) -> tuple[dict[int, int], dict[int, int]]:
    """For every feasible coalition, how many chains lead to it from the empty one, and from it to the end."""
    ordered, family = sorted(masks, key=int.bit_count), set(masks)
    below, above = {0: 1}, dict[int, int]()
    for mask in ordered[1:]:
        smaller = (mask ^ 1 << i for i in range(n) if mask >> i & 1)
        below[mask] = sum(below[m] for m in smaller if m in family)
    for mask in reversed(ordered):
        larger = (mask | 1 << i for i in range(n) if not mask >> i & 1)
        above[mask] = sum(above[m] for m in larger if m in family) or 1
    return below, above
