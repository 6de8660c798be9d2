"""The nucleolus and its relatives: the payoffs that make the largest complaints as small as they can be, one after another."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from ...certificates.excesses import BalancedLevels, NoImputation, Nucleolus
from ...games.forms import Tabulated, grid_of, singles, spread, stored, stored_worths
from ...games.tu import CoalitionalGame
from ...kernels.excesses import minimize_excesses
from ...players import Payoffs
from ...solution import Solution, certify


def nucleolus(game: CoalitionalGame, *, limit: int = 20) -> Solution[Payoffs | None]:
    """The imputation at which the largest complaint of a coalition is least, then the second largest, and so on; None if none.

    An imputation x shares v(N) and gives every player i at least v(i). The complaint (excess) of a coalition S is
    v(S) - x(S). Among all imputations the nucleolus has the lexicographically smallest list of excesses in falling order. It
    is unique, it lies in the core if that is not empty, and it does not exist only if the v(i) add up to more than v(N).

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles).

    Returns:
        Solution with Payoffs in fractions, in the units of the worths; certified by Kohlberg's criterion: at each of at most
        n - 1 levels, positive weights balance the coalitions with the largest excess that are not settled yet, players who get
        no more than v(i) making up for what is missing. Or with None, certified by the sum of v(i). No tolerance decides.
        Cost: at most n - 1 exact linear programs of some n to 10 n passes over the 2**n worths each; about 0.02 s for 12
        players, 0.2 s for 16 and a few seconds for 20.

    Raises:
        UndecidedError: worths are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Aumann and Maschler (1985): the Talmud's estate of 200
        >>> estate = co.bankruptcy_game(200, {"wife of 100": 100, "wife of 200": 200, "wife of 300": 300})
        >>> co.nucleolus(estate).value
        wife of 100: 50, wife of 200: 75, wife of 300: 75
        >>> co.nucleolus(co.TUGame.from_worths(["A", "B"], {"A": 2, "B": 2, ("A", "B"): 3}))
        nucleolus: none   [certified; the players alone are worth 4 > 3]

    References:
        Schmeidler (1969), The nucleolus of a characteristic function game; Kohlberg (1971), On the nucleolus of a
        characteristic function game; the example: Aumann and Maschler (1985).
    """
    table = stored(game, limit=limit)
    worths, _ = stored_worths(table)
    if sum(int(worths[single]) for single in singles(table)) > int(worths[-1]):
        return certify("nucleolus", table, NoImputation())
    return _by_levels("nucleolus", table)


def prenucleolus(game: CoalitionalGame, *, limit: int = 20) -> Solution[Payoffs]:
    """The payoffs at which the largest complaint of a coalition is least, then the second largest, and so on.

    As the nucleolus, but among all payoffs that share v(N): a player i may get less than v(i). It always exists and is unique.
    It is the nucleolus wherever it gives every player at least v(i), so in every zero-monotonic game and in every game with a
    core.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles).

    Returns:
        Solution with Payoffs in fractions, in the units of the worths; certified by Kohlberg's criterion: at each of at most
        n - 1 levels, positive weights balance the coalitions with the largest excess that are not settled yet. No tolerance
        decides. Cost: at most n - 1 exact linear programs of some n to 10 n passes over the 2**n worths each; about 0.02 s for
        12 players, 0.2 s for 16 and a few seconds for 20.

    Raises:
        UndecidedError: worths are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Peleg and Sudhölter (2007), example 5.5.12: A and B win more by C's loss than they should in an imputation
        >>> game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 2}, missing=0)
        >>> co.prenucleolus(game)
        prenucleolus: A: 3, B: 3, C: -4   [certified; the largest excesses are balanced at each of 2 levels]
        >>> co.nucleolus(game).value
        A: 1, B: 1, C: 0

    References:
        Schmeidler (1969), The nucleolus of a characteristic function game; Kohlberg (1971), On the nucleolus of a
        characteristic function game; Sobolev (1975), for the axioms and the criterion without bounds; the example: Peleg and
        Sudhölter (2007), Introduction to the theory of cooperative games, example 5.5.12.
    """
    return _by_levels("prenucleolus", stored(game, limit=limit))


def per_capita_prenucleolus(game: CoalitionalGame, *, limit: int = 20) -> Solution[Payoffs]:
    """The payoffs at which the largest complaint per member of a coalition is least, then the second largest, and so on.

    As the prenucleolus, with the excess (v(S) - x(S)) / |S|: what a coalition would gain for each of its members. It always
    exists and is unique. Where v(N) alone grows, all players gain equally (Young, Okada and Hashimoto 1982).

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles).

    Returns:
        Solution with Payoffs in fractions, in the units of the worths; certified as the prenucleolus is, by balanced weights
        at each of at most n - 1 levels, with excesses per member. Cost: as for the prenucleolus.

    Raises:
        UndecidedError: worths are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Young (1985), page 68: the costs of waterworks for three towns, and what these save by building together
        >>> costs = co.TUGame.from_vector(["A", "B", "C"], [15, 20, 55, 35, 61, 65, 78], order="size")
        >>> co.per_capita_prenucleolus(co.savings_game(costs)).value
        A: 2/3, B: 7/6, C: 61/6

    References:
        Grotte (1970), Computation of and observations on the nucleolus, the normalized nucleolus and the central games; Young,
        Okada and Hashimoto (1982), Cost allocation in water resources development; the example: Young (1985), Monotonic
        solutions of cooperative games.
    """
    return _by_levels("per-capita prenucleolus", stored(game, limit=limit))


def _by_levels(concept: Nucleolus, table: Tabulated) -> Solution[Any]:
    """Program after program until every coalition is settled; the certificate keeps the weights of each."""
    worths, denominator = stored_worths(table)
    n, grid = len(table.players), grid_of(table)
    by_size = grid.sizes() if concept == "per-capita prenucleolus" else np.ones(grid.size, dtype=np.int64)
    levels = minimize_excesses(worths, np.maximum(by_size, 1), grid=grid, bounded=concept == "nucleolus")
    x = levels[-1].x if levels else tuple(Fraction(int(worths[-1]), n) for _ in grid.counts)  # at most one type
    amounts = tuple(a / denominator for a in spread(table, x))
    certificate = BalancedLevels(concept, amounts, tuple((level.weights, level.bounds) for level in levels))
    diagnostics = {
        "method": "exact simplex on coalitions",
        "levels": len(levels),
        "pivots": sum(level.pivots for level in levels),
    }
    return certify(concept, table, certificate, diagnostics)
