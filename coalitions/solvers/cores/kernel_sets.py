"""The kernel and the prekernel as sets of payoffs, and one point of each."""

from __future__ import annotations

from itertools import combinations

from ...certificates.excesses import NoImputation
from ...certificates.kernel_sets import KernelSet, SurplusPieces, SurplusPoint, in_units
from ...games.forms import stored
from ...games.payoff_pieces import PayoffPieces
from ...games.tu import CoalitionalGame, exact_table, tabulate
from ...kernels.cells import joined_segments
from ...kernels.surplus_cells import surplus_cells
from ...players import Payoffs
from ...scalars import whole_limit
from ...solution import Solution, certify
from .nucleolus import nucleolus, prenucleolus


def kernel(game: CoalitionalGame, *, limit: int = 5, pieces: int = 10_000) -> Solution[PayoffPieces]:
    """All imputations at which no player outweighs another, unless that one gets no more than alone.

    The surplus s(i, j) of i against j at x is the largest excess v(S) - x(S) of a coalition S with i and without j. The kernel
    (for all players together) is the set of x with x(N) = v(N) and x_i >= v(i) such that s(i, j) <= s(j, i) or x_j = v(j) for
    any two players. It is a union of finitely many polytopes, contains the nucleolus, and is empty only if there is no
    imputation. For up to three players it is a point.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players.
        pieces: the most polytopes that may be kept at any step.

    Returns:
        Solution with PayoffPieces: polytopes by their corners in fractions, which may touch (segments in one line are joined).
        Certified: each piece belongs to the kernel, and all imputations were cut up twice, with the pairs of players in
        opposite orders, with the same result. Cost: for each pair of players and each polytope so far, 2**(n-2) largest
        coalitions on both sides; 0.05 s for 4 players, a second for 5, some ten for 6.

    Raises:
        UndecidedError: worths are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`, or more polytopes than `pieces`.

    Examples:
        >>> import coalitions as co
        >>> # Shapley and Shubik (1971), Driessen (1998): as many left gloves as right ones; all prices from 0 to 1
        >>> co.kernel(co.glove_game(["L1", "L2"], ["R1", "R2"]))
        kernel set: (0, 0, 1, 1)–(1, 1, 0, 0)   [certified; one polytope, found by cutting in two orders]

    References:
        Davis and Maschler (1965), The kernel of a cooperative game; Maschler and Peleg (1966), A characterization, existence
        proof and dimension bounds for the kernel of a game; the example: Shapley and Shubik (1971) for the core of assignment
        games, Driessen (1998) for the kernel within it.
    """
    return _as_set("kernel set", game, limit, pieces)


def prekernel(game: CoalitionalGame, *, limit: int = 5, pieces: int = 10_000) -> Solution[PayoffPieces]:
    """All payoffs that share v(N) at which any two players could gain equally much without each other.

    The surplus s(i, j) of i against j at x is the largest excess v(S) - x(S) of a coalition S with i and without j. The
    prekernel is the set of x with x(N) = v(N) and s(i, j) = s(j, i) for any two players. It is a union of finitely many
    polytopes and contains the prenucleolus, so it is never empty.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players.
        pieces: the most polytopes that may be kept at any step.

    Returns:
        Solution with PayoffPieces, certified as for `kernel`; the payoffs that are cut up give each player at least the least
        marginal contribution, as all payoffs in the prekernel do. Cost: as for `kernel`.

    Raises:
        UndecidedError: worths are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`, or more polytopes than `pieces`.

    Examples:
        >>> import coalitions as co
        >>> # Peleg and Sudhölter (2007), example 5.5.12: one point each, and not the same
        >>> game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 2}, missing=0)
        >>> co.prekernel(game).value, co.kernel(game).value
        (only A: 3, B: 3, C: -4, only A: 1, B: 1, C: 0)

    References:
        Maschler, Peleg and Shapley (1979), Geometric properties of the kernel, nucleolus, and related solution concepts; Peleg
        and Sudhölter (2007), Introduction to the theory of cooperative games, example 5.5.12.
    """
    return _as_set("prekernel set", game, limit, pieces)


def find_kernel_point(game: CoalitionalGame, *, limit: int = 20) -> Solution[Payoffs | None]:
    """One imputation of the kernel, or None if there is no imputation.

    It is the nucleolus, which lies in the kernel; see `kernel` for the definition and for all points.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        Solution with Payoffs in fractions, certified by all surpluses; or with None, certified by the sum of v(i). Cost: as
        `nucleolus`, and n**2 2**(n-2) comparisons.

    Raises:
        UndecidedError: worths are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Davis and Maschler (1965): one strong player, who wins with anybody, and four weak ones
        >>> apex = co.apex_game(["strong", "B", "C", "D", "E"], "strong")
        >>> co.find_kernel_point(apex).value
        strong: 3/7, B: 1/7, C: 1/7, D: 1/7, E: 1/7

    References:
        Schmeidler (1969), The nucleolus of a characteristic function game, theorem 3; Davis and Maschler (1965).
    """
    table = stored(game, limit=limit)
    found = nucleolus(table, limit=limit).value
    if found is None:
        return certify("kernel point", table, NoImputation())
    return certify("kernel point", table, SurplusPoint("kernel point", found.amounts), {"method": "nucleolus"})


def find_prekernel_point(game: CoalitionalGame, *, limit: int = 20) -> Solution[Payoffs]:
    """One point of the prekernel, which is never empty.

    It is the prenucleolus, which lies in the prekernel; see `prekernel` for the definition and for all points.

    Args:
        game: any game with transferable utility whose worths are numbers (a float stands for its own binary value).
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        Solution with Payoffs in fractions, certified by all surpluses. Cost: as `prenucleolus`, and n**2 2**(n-2) comparisons.

    Raises:
        UndecidedError: worths are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Peleg and Sudhölter (2007), example 5.5.12
        >>> game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 2}, missing=0)
        >>> co.find_prekernel_point(game)
        prekernel point: A: 3, B: 3, C: -4   [certified; surpluses are equal in 3 pairs]

    References:
        Maschler, Peleg and Shapley (1979), Geometric properties of the kernel, nucleolus, and related solution concepts; the
        example: Peleg and Sudhölter (2007), Introduction to the theory of cooperative games, example 5.5.12.
    """
    table = stored(game, limit=limit)
    found = prenucleolus(table, limit=limit).value
    return certify("prekernel point", table, SurplusPoint("prekernel point", found.amounts), {"method": "prenucleolus"})


def _as_set(concept: KernelSet, game: CoalitionalGame, limit: int, pieces: int) -> Solution[PayoffPieces]:
    table = tabulate(game, limit=limit)
    worths, denominator = exact_table(table)
    pairs = list(combinations(range(len(table.players)), 2))
    cells = surplus_cells(worths.tolist(), pairs, kernel=concept == "kernel set", pieces=whole_limit(pieces))
    found = in_units(joined_segments(cell.points() for cell in cells), denominator)
    return certify(concept, table, SurplusPieces(concept, found), {"method": "cutting by pairs", "pieces": len(found)})
