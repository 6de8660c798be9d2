"""Properties of games with transferable utility as statements about the parameters in their worths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, Any

from ..errors import InvalidArgumentError, LimitExceededError
from ..games.tu import CoalitionalGame, tabulate
from ..kernels.balanced import minimal_balanced_collections
from ..players import Payoffs
from ..scalars import parse

if TYPE_CHECKING:
    import sympy


def core_nonempty(game: CoalitionalGame, *, limit: int = 5) -> sympy.logic.boolalg.Boolean:
    """The statement that the core is not empty: one inequality for each minimal balanced collection of coalitions.

    A collection is balanced if weights on its coalitions add up to 1 at every player; the core is not empty if and only if
    v(N) is at least the weighted worths of every minimal balanced collection (Bondareva-Shapley). There are 1, 5, 41, 1291 of
    them for 2, 3, 4, 5 players; inequalities that say the same are stated once, and those without a parameter are evaluated.

    Args:
        game: a game with transferable utility, usually with parameters in its worths.
        limit: the largest number of players; 5 is as far as the list of collections goes.

    Raises:
        LimitExceededError: more players than the limit.

    Examples:
        >>> import coalitions as co
        >>> w = co.parameter("w")
        >>> pairs = {("A", "B"): w, ("A", "C"): w, ("B", "C"): w, ("A", "B", "C"): 1}
        >>> game = co.TUGame.from_worths(["A", "B", "C"], pairs, missing=0)
        >>> co.claims.core_nonempty(game)
        (w <= 1) & (3*w/2 <= 1)

    References:
        Bondareva (1963); Shapley (1967), On balanced sets and cores, Theorems 1 and 2.
    """
    import sympy

    v = _worths(game, min(limit, 5), "find_core_point, which needs numbers for the parameters but no list of collections")
    collections = minimal_balanced_collections(len(game.players))
    sums = (sum((_rational(w) * v[mask] for mask, w in c.items()), start=sympy.Integer(0)) for c in collections)
    return _conjunction((total, v[-1]) for total in sums)


def superadditive(game: CoalitionalGame, *, limit: int = 7) -> sympy.logic.boolalg.Boolean:
    """The statement that two disjoint coalitions are together worth at least the sum of their worths.

    There is one inequality for each pair, (3**n - 2**(n + 1) + 1) / 2 in all; those that say the same are stated once.

    Raises:
        LimitExceededError: more players than the limit.

    Examples:
        >>> import coalitions as co
        >>> w = co.parameter("w")
        >>> co.claims.superadditive(co.TUGame.from_worths(["A", "B"], {"A": w, "B": 1, ("A", "B"): 3}))
        w + 1 <= 3

    References:
        von Neumann and Morgenstern (1944), section 25.
    """
    v = _worths(game, limit, "check_superadditive once numbers are put in for the parameters")
    full = len(v)
    pairs = ((s, t) for s in range(1, full) for t in range(s + 1, full) if not s & t)
    return _conjunction((v[s] + v[t], v[s | t]) for s, t in pairs)


def convex(game: CoalitionalGame, *, limit: int = 8) -> sympy.logic.boolalg.Boolean:
    """The statement that a player adds the more to a coalition the larger it is: v(S+i) + v(S+j) <= v(S+i+j) + v(S).

    There is one inequality for each pair of players and coalition without them, n (n - 1) 2**(n - 3) in all.

    Raises:
        LimitExceededError: more players than the limit.

    Examples:
        >>> import coalitions as co
        >>> w = co.parameter("w")
        >>> co.claims.convex(co.TUGame.from_worths(["A", "B"], {"A": w, "B": 1, ("A", "B"): 3}))
        w + 1 <= 3

    References:
        Shapley (1971), Cores of convex games.
    """
    v = _worths(game, limit, "check_convex once numbers are put in for the parameters")
    bits = [1 << k for k in range(len(game.players))]
    triples = ((s, i, j) for i, j in combinations(bits, 2) for s in range(len(v)) if not s & (i | j))
    return _conjunction((v[s | i] + v[s | j], v[s | i | j] + v[s]) for s, i, j in triples)


def in_core(
    game: CoalitionalGame, payoffs: Payoffs | Mapping[Any, Any] | Sequence[Any], *, limit: int = 10
) -> sympy.logic.boolalg.Boolean:
    """The statement that payoffs lie in the core: they add up to v(N), and every coalition gets at least its worth.

    Args:
        game: a game with transferable utility.
        payoffs: an amount for every player, as a mapping from names or in the order of the players; symbols are welcome.
        limit: the largest number of players, for 2**n inequalities.

    Raises:
        LimitExceededError: more players than the limit.
        InvalidArgumentError: not one amount for each player.

    Examples:
        >>> import coalitions as co
        >>> w = co.parameter("w")
        >>> game = co.TUGame.from_worths(["A", "B"], {"A": 1, "B": 0, ("A", "B"): 3})
        >>> co.claims.in_core(game, {"A": w, "B": 3 - w})
        (w >= 1) & (3 - w >= 0)

    References:
        Gillies (1959), Solutions to general non-zero-sum games.
    """
    import sympy

    v = _worths(game, limit, "check_in_core once numbers are put in for the parameters")
    shares = payoffs.amounts if isinstance(payoffs, Payoffs) else payoffs
    if isinstance(shares, Mapping):
        shares = Payoffs.from_mapping(game.players, shares).amounts
    if isinstance(shares, str) or len(shares) != len(game.players):
        raise InvalidArgumentError(f"expected one amount for each of the {len(game.players)} players, got {payoffs!r}")
    amounts = [_expression(parse(a, "an amount")) for a in shares]
    sums = [sympy.Add(*(a for k, a in enumerate(amounts) if mask >> k & 1)) for mask in range(len(v))]
    exhausted = sympy.Eq(sympy.expand(sums[-1] - v[-1]), 0)
    return sympy.And(exhausted, _conjunction((v[m], sums[m]) for m in range(1, len(v) - 1)))


def _worths(game: CoalitionalGame, limit: int, instead: str) -> list[Any]:
    if len(game.players) > limit:
        raise LimitExceededError(
            f"expected at most {limit} players for a statement with an inequality for every combination of coalitions, got "
            f"{len(game.players)}; use {instead}"
        )
    table = tabulate(game)
    return [_expression(table.worth(mask)) for mask in range(1 << len(game.players))]


def _expression(value: Any) -> Any:
    """A number as SymPy's rational (a float stands for its own binary value), an expression as it is."""
    return _rational(Fraction(value)) if isinstance(value, int | float | Fraction) else value


def _rational(value: Fraction) -> Any:
    import sympy

    return sympy.Rational(value.numerator, value.denominator)


def _conjunction(pairs: Iterable[tuple[Any, Any]]) -> Any:
    """All of left <= right; those without a parameter are evaluated, and those that differ by a factor are stated once."""
    import sympy

    stated: dict[Any, Any] = {}
    for left, right in pairs:
        gap = sympy.expand(right - left)
        if gap.is_Rational:
            if gap < 0:
                return sympy.false
            continue
        content, primitive = gap.as_content_primitive()
        shown = sympy.Ge(right, left) if left.is_Rational else sympy.Le(left, right)
        stated.setdefault((content > 0, primitive), shown)
    return sympy.And(*stated.values())
