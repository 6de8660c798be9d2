"""The chi value."""

from __future__ import annotations

from fractions import Fraction

from ...certificates.chi import ChiPoint
from ...certificates.excesses import NoImputation
from ...certificates.payoff_sets import largest_gains
from ...games.forms import grid_of, singles, spread, stored, stored_worths
from ...games.tu import CoalitionalGame
from ...players import Payoffs
from ...solution import Solution, certify


def chi_value(game: CoalitionalGame, *, limit: int = 20) -> Solution[Payoffs | None]:
    """The compromise between worths alone and largest contributions that shares v(N), or None if the worths alone are more.

    Each player hopes for the most that it adds to any coalition, M_i = max over S without i of v(S ∪ i) − v(S), and can claim
    m_i = v(i), the most that a coalition leaves it that pays its other members their M_j. The chi value is m + t (M − m) with t
    such that it adds up to v(N); it exists iff Σ v(i) <= v(N). The tau value differs in M_i, which it takes for the
    contribution to the grand coalition, and so exists in fewer games. Float worths stand for their own binary values.

    Args:
        game: any game with transferable utility whose worths are numbers.
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        Solution with Payoffs in fractions, certified as the only share of v(N) on that line; or with None, certified by the
        worths of the players alone. Cost: n passes over the 2**n worths in Python integers.

    Raises:
        UndecidedError: worths are symbolic (put numbers in).
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Stach (2011): a convex game, for which it is the tau value
        >>> game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 1, 2, 1, 3], order="size")
        >>> co.chi_value(game).value
        A: 6/5, B: 3/5, C: 6/5
        >>> # Bergantiños and Massó (1996): it exists where the tau value does not; by hand: all hope for 1 and can claim 0
        >>> co.chi_value(co.majority_game(["A", "B", "C"])).value
        A: 1/3, B: 1/3, C: 1/3

    References:
        Bergantiños and Massó (1996), Notes on a new compromise value: the χ-value; Stach (2011), Tijs value (the example, a
        convex game, for which the chi value is the tau value).
    """
    table = stored(game, limit=limit)
    worths, denominator = stored_worths(table)
    numbers = worths.astype(object)
    alone = [int(numbers[single]) for single in singles(table)]
    surplus = int(numbers[-1]) - sum(alone)
    if surplus < 0:
        return certify("chi value", table, NoImputation())
    gaps = [most - a for most, a in zip(spread(table, largest_gains(numbers, grid_of(table))), alone, strict=True)]
    # the largest contributions add up to v(N) at least, as those in one order do
    step = Fraction(surplus, sum(gaps)) if surplus else Fraction(0)
    amounts = tuple((a + step * gap) / denominator for a, gap in zip(alone, gaps, strict=True))
    return certify("chi value", table, ChiPoint(amounts), {"method": "largest contributions"})
