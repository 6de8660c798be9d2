"""The kernel and the prekernel: is each player's claim against each other matched?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...certificates.cores import profile_excesses
from ...certificates.surpluses import Concept, EqualSurpluses, UnequalSurpluses, first_objection
from ...games.forms import by_player, grid_of, stored
from ...games.tu import CoalitionalGame
from ...scalars import read_payoffs, to_fraction
from ...solution import Solution, certify
from ...transforms.symmetry import refined_for


def check_in_kernel(game: CoalitionalGame, payoffs: Mapping[Any, Any] | Sequence[Any], *, limit: int = 20) -> Solution[bool]:
    """Whether payoffs are in the kernel: no player outweighs another, unless that one gets no more than alone.

    The surplus s(i, j) of i against j at x is the largest excess v(S) - x(S) of a coalition S with i and without j. The kernel
    (for all players together) is the set of imputations x, that is x(N) = v(N) and x_i >= v(i), such that s(i, j) <= s(j, i)
    or x_j = v(j) for any two players. It contains the nucleolus. Exact, without a tolerance: floats stand for their own binary
    values; give fractions or strings.

    Args:
        game: any game with transferable utility whose worths are numbers.
        payoffs: a mapping from every player (of a game by types: from every type) to a number, or numbers in the order of the
            players.
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles).

    Returns:
        Solution with True, certified by all surpluses, or with False, certified by a coalition with which one player outweighs
        another, by a player who gets less than v(i), or by the sum that misses v(N). Cost: n**2 2**(n-2) comparisons.

    Raises:
        UnknownPlayerError, InvalidArgumentError: the payoffs do not name every player once.
        UndecidedError: worths or payoffs are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Davis and Maschler (1965): of seven players three on a line win; the kernel is seven segments from the center
        >>> lines = ["124", "235", "346", "457", "561", "672", "713"]
        >>> fano = co.TUGame.from_function(list("1234567"), lambda S: int(any(set(line) <= set(S) for line in lines)))
        >>> co.check_in_kernel(fano, ["1/3", "1/3", 0, "1/3", 0, 0, 0])
        in the kernel: True   [certified; no player outweighs another above v(j) in 21 pairs]
        >>> co.check_in_kernel(fano, ["1/3", "1/3", "1/3", 0, 0, 0, 0]).value
        False

    References:
        Davis and Maschler (1965), The kernel of a cooperative game; Maschler, Peleg and Shapley (1979).
    """
    return _decided("in the kernel", game, payoffs, limit, "check_in_kernel")


def check_in_prekernel(game: CoalitionalGame, payoffs: Mapping[Any, Any] | Sequence[Any], *, limit: int = 20) -> Solution[bool]:
    """Whether payoffs are in the prekernel: any two players could gain equally much without each other.

    The surplus s(i, j) of i against j at x is the largest excess v(S) - x(S) of a coalition S with i and without j. The
    prekernel is the set of x with x(N) = v(N) and s(i, j) = s(j, i) for any two players. It contains the prenucleolus, so it
    is never empty. Exact, without a tolerance: floats stand for their own binary values; give fractions or strings.

    Args:
        game: any game with transferable utility whose worths are numbers.
        payoffs: a mapping from every player (of a game by types: from every type) to a number, or numbers in the order of the
            players.
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles).

    Returns:
        Solution with True, certified by all surpluses, or with False, certified by a coalition with which one player outweighs
        another, or by the sum that misses v(N). Cost: n**2 2**(n-2) comparisons.

    Raises:
        UnknownPlayerError, InvalidArgumentError: the payoffs do not name every player once.
        UndecidedError: worths or payoffs are symbolic; put numbers in for the symbols.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Peleg and Sudhölter (2007), example 5.5.12: C is outweighed in the prekernel, which asks for no imputation
        >>> game = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 10, ("A", "B", "C"): 2}, missing=0)
        >>> co.check_in_prekernel(game, [3, 3, -4])
        in the prekernel: True   [certified; surpluses are equal in 3 pairs]
        >>> co.check_in_prekernel(game, [1, 1, 0])
        in the prekernel: False   [certified; A has {A, B} with excess 8 against C, who has at most {C} with 0 against A]

    References:
        Davis and Maschler (1965), The kernel of a cooperative game; Maschler, Peleg and Shapley (1979); the example: Peleg and
        Sudhölter (2007), Introduction to the theory of cooperative games, example 5.5.12.
    """
    return _decided("in the prekernel", game, payoffs, limit, "check_in_prekernel")


def _decided(
    concept: Concept, game: CoalitionalGame, payoffs: Mapping[Any, Any] | Sequence[Any], limit: int, asked_by: str
) -> Solution[bool]:
    table = stored(game, limit=limit)
    amounts = tuple(map(to_fraction, read_payoffs(table.players, by_player(table, payoffs)).amounts))
    table = refined_for(table, amounts, limit=limit)
    excess, _ = profile_excesses(table, amounts)
    found = first_objection(excess, kernel=concept == "in the kernel", grid=grid_of(table))
    if found is None:
        return certify(concept, table, EqualSurpluses(concept, amounts))
    return certify(concept, table, UnequalSurpluses(concept, amounts, *found))
