"""The Shapley–Shubik index."""

from __future__ import annotations

from typing import Literal, get_args

from ...errors import InvalidArgumentError, UnsupportedGameError
from ...games.tu import CoalitionalGame
from ...games.voting import WeightedVotingGame
from ...kernels.chances import integrated_swings
from ...players import Payoffs
from ...solution import Guarantee, Solution
from ._swings import in_units, power_solution

Method = Literal["exact", "quadrature"]


def shapley_shubik_index(game: CoalitionalGame, *, method: Method = "exact", limit: int = 1 << 24) -> Solution[Payoffs]:
    """The share of the orders of arrival in which each player turns a losing coalition into a winning one.

    It is the Shapley value of the simple game. Exact, unless `method` says otherwise.

    Args:
        game: a weighted voting game, also with alternatives (counted, never tabulated: 200 members take a second),
            or any simple game of up to 24 players (worths 0 and 1, monotone, v(N) = 1; by types: of up to 2**24 profiles).
        method: "exact", or "quadrature" for one rule and many members: floats with a bound on their error in the diagnostics
            (about 1e-10 for 1,000 members, or for the 190 of the IMF with 5 million votes, in seconds).
        limit: for weighted voting, the most combinations of weights and size to count by.

    Returns:
        Solution with Payoffs that add up to 1. Certified: the coalitions of all others are counted anew for each player (for
        large games by `verify()` only, which takes some seconds). Cost: n additions of arrays with a place for each size and
        each combination of weights that may be missing from a winning coalition (or that loses, if these are fewer): 100
        members with 5,000 votes in a tenth of a second, 200 with 20,000 in a second. Where weights are too large for that, up
        to 44 members are counted by halves: the 27 of the European Union by population in hundredths of a second.

    Raises:
        InvalidArgumentError: another method than these.
        UnsupportedGameError: the game is not simple (see `check_simple`), or symbolic.
        LimitExceededError: more combinations than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Shapley and Shubik (1954): seven of the eleven members of the Security Council, with all permanent ones: 76/77
        >>> names = [f"permanent {k}" for k in range(1, 6)] + [f"elected {k}" for k in range(1, 7)]
        >>> council = co.WeightedVotingGame.from_rules([(7, dict.fromkeys(names, 1)), (5, dict.fromkeys(names[:5], 1))])
        >>> power = co.shapley_shubik_index(council).value
        >>> power.total(names[:5]), power["permanent 1"], power["elected 1"]
        (Fraction(76, 77), Fraction(76, 385), Fraction(1, 462))

    References:
        Shapley and Shubik (1954), A method for evaluating the distribution of power in a committee system; Mann and Shapley
        (1962), Values of large games VI (generating functions); Owen (1972), Multilinear extensions of games (quadrature).
    """
    if method == "quadrature":
        return _by_quadrature(game)
    if method not in get_args(Method):
        raise InvalidArgumentError(f"expected method 'exact' or 'quadrature', got {method!r}; leave it out for exact numbers")
    return power_solution("Shapley–Shubik index", game, "shapley-shubik", limit)


def _by_quadrature(game: CoalitionalGame) -> Solution[Payoffs]:
    if not isinstance(game, WeightedVotingGame) or len(game.quotas) > 1:
        raise UnsupportedGameError(
            f"expected a weighted voting game of one rule for quadrature, got {game!r:.80}; use method='exact', or "
            "write the rules as one"
        )
    _, (weights,), (quota,) = in_units(game)
    index, error = integrated_swings(quota, weights)
    payoffs = Payoffs(game.players, tuple(index[w] for w in weights))
    diagnostics = {"method": "Gaussian quadrature", "error_bound": error}
    return Solution("Shapley–Shubik index", game, payoffs, Guarantee.APPROXIMATE, None, diagnostics)
