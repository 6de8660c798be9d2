"""The core: is it empty, is this point in it?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...certificates.cores import BalancedWeights, CoreMembership, CorePoint, Objection, profile_excesses
from ...games.forms import by_player, grid_of, spread, stored, stored_worths
from ...games.tu import CoalitionalGame
from ...kernels.balancedness import decide_balancedness
from ...players import Payoffs
from ...scalars import read_payoffs, to_fraction
from ...solution import Solution, certify
from ...transforms.symmetry import refined_for


def find_core_point(game: CoalitionalGame, *, limit: int = 24) -> Solution[Payoffs | None]:
    """Payoffs that share v(N) so that no coalition can do better on its own, or None if there are no such payoffs.

    The core is the set of x with x(N) = v(N) and x(S) >= v(S) for every coalition S. The answer is always exact: a float
    worth stands for its own binary value, so no tolerance decides (write "0.1", not 0.1, for one tenth).

    Args:
        game: any game with transferable utility whose worths are numbers.
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles).

    Returns:
        Solution with Payoffs in fractions, certified by a comparison with all coalitions; or with None, certified by balanced
        weights: positive weights on coalitions that add up to 1 at every player while the weighted worths exceed v(N). Cost:
        some n to 5n passes over the 2**n worths.

    Raises:
        UndecidedError: worths are symbolic (state `claims.core_nonempty(game)` instead).
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Winston (2004): Joe's new drug can be made by firm 2 or by firm 3, and Joe takes all
        >>> drug = co.TUGame.from_function(["Joe", "firm 2", "firm 3"], lambda S: int("Joe" in S and len(S) > 1))
        >>> co.find_core_point(drug)
        core point: Joe: 1, firm 2: 0, firm 3: 0   [certified; no coalition of 3 players is worth more than it gets]
        >>> # von Neumann and Morgenstern (1944), section 21: of three equal votes, two always want more
        >>> co.find_core_point(co.majority_game(["A", "B", "C"]))
        core point: none   [certified; 1/2 {A, B} + 1/2 {A, C} + 1/2 {B, C} is worth 3/2 > 1]

    References:
        Gillies (1959), Solutions to general non-zero-sum games; Bondareva (1963); Shapley (1967), On balanced sets and cores;
        the examples: Winston (2004), Operations research, section 14.6 (the drug game); von Neumann and Morgenstern (1944),
        Theory of games and economic behavior.
    """
    table = stored(game, limit=limit)
    worths, denominator = stored_worths(table)
    found = decide_balancedness(worths, grid_of(table))
    diagnostics = {"method": "exact simplex on coalitions", "pivots": found.pivots}
    if found.x is None:
        weights = tuple(sorted((found.weights or {}).items()))
        return certify("core point", table, BalancedWeights(weights), diagnostics)
    return certify("core point", table, CorePoint(tuple(a / denominator for a in spread(table, found.x))), diagnostics)


def check_in_core(game: CoalitionalGame, payoffs: Mapping[Any, Any] | Sequence[Any], *, limit: int = 24) -> Solution[bool]:
    """Whether payoffs are in the core: they add up to v(N), and no coalition is worth more than its members get.

    Exact, without a tolerance: payoffs and worths given as floats stand for their own binary values, so three times 1/3 as
    a float does not add up to 1; give fractions or strings.

    Args:
        game: any game with transferable utility whose worths are numbers.
        payoffs: a mapping from every player (of a game by types: from every type) to a number, or numbers in the order of the
            players.
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles).

    Returns:
        Solution with True, certified by a comparison with every coalition, or with False, certified by a coalition that is
        worth more than it gets (the one that gains most), or by the sum that misses v(N). Cost: one pass over the worths.

    Raises:
        UnknownPlayerError, InvalidArgumentError: the payoffs do not name every player once.
        UndecidedError: worths or payoffs are symbolic (state `claims.in_core(game, payoffs)` instead).
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Shapley and Shubik (1971): three buyers (rows), three houses (columns), the core point that is best for buyers
        >>> houses = co.assignment_game([[5, 8, 2], [7, 9, 6], [2, 3, 0]])
        >>> co.check_in_core(houses, [5, 6, 1, 1, 3, 0])
        in the core: True   [certified; no coalition of 6 players is worth more than it gets]
        >>> co.check_in_core(houses, [6, 6, 1, 1, 2, 0])
        in the core: False   [certified; {R2, C2} is worth 1 more than it gets]

    References:
        Gillies (1959), Solutions to general non-zero-sum games; the example: Shapley and Shubik (1971), The assignment game I:
        the core.
    """
    table = stored(game, limit=limit)
    amounts = tuple(map(to_fraction, read_payoffs(table.players, by_player(table, payoffs)).amounts))
    table = refined_for(table, amounts, limit=limit)
    excess, _ = profile_excesses(table, amounts)
    worst = int(excess.argmax())
    if excess[worst] <= 0 and excess[-1] != 0:
        worst = len(excess) - 1
    if excess[worst] == 0:
        return certify("in the core", table, CoreMembership(amounts))
    return certify("in the core", table, Objection(amounts, worst))
