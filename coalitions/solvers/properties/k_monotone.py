"""k-monotone games: what up to k coalitions are worth together, by inclusion and exclusion."""

from __future__ import annotations

from ...errors import InvalidArgumentError
from ...games.tu import CoalitionalGame
from ...kernels.subsets import Array
from ...solution import Solution
from ._inequalities import decide


def check_k_monotone(game: CoalitionalGame, k: int, *, limit: int = 14) -> Solution[bool]:
    """Whether the union of k coalitions is worth at least what inclusion and exclusion of their common parts give.

    v(S_1 ∪ … ∪ S_k) >= Σ (−1)^(|J|+1) v(∩_{j ∈ J} S_j) over the non-empty sets J of indices. That is so iff for all C within S
    with 2 <= |C| <= k the dividends of the coalitions from C to S do not add up to less than 0. 2-monotone games are the
    convex ones; k-monotone games are also 2, …, k−1-monotone, and n-monotone ones have no negative dividend but of single
    players (totally monotone). Exact: float worths stand for their own binary values.

    Args:
        game: any game with transferable utility.
        k: how many coalitions, 2 or more (for "monotone", the case k = 1, there is `check_monotone`).
        limit: the most players; the cost is up to 3**n comparisons.

    Returns:
        Solution with True, certified by the sums of all dividends, or with False, certified by two coalitions C and S.

    Raises:
        InvalidArgumentError: k is not a whole number of at least 2.
        LimitExceededError: more players than `limit` (symbolic games: 7).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # the estate of 400 in Aumann and Maschler (1985); by hand: the dividend of all three is −100
        >>> estate = co.bankruptcy_game(400, {"wife of 100": 100, "wife of 200": 200, "wife of 300": 300})
        >>> co.check_k_monotone(estate, 2)
        2-monotone: True   [certified; compared on all coalitions of 3 players]
        >>> co.check_k_monotone(estate, 3)
        3-monotone: False   [certified; the dividends of the coalitions from {wife of 100, wife of 200, wife of 300} to {wife
        of 100, wife of 200, wife of 300} add up to -100]

    References:
        Choquet (1954), Theory of capacities; Chateauneuf and Jaffray (1989), Some characterizations of lower probabilities and
        other monotone capacities through the use of Möbius inversion. Mathematical Social Sciences 17, 263–283; the example:
        Aumann and Maschler (1985), Game theoretic analysis of a bankruptcy problem from the Talmud.
    """
    if isinstance(k, bool) or not isinstance(k, int) or k < 2:
        raise InvalidArgumentError(
            f"expected k as a whole number of at least 2, got {k!r}; write 2 for convex games, or use check_monotone for k = 1"
        )
    return decide(game, "k-monotone", limit, lambda worths, _: _broken(worths, k), k)


def _broken(worths: Array, k: int) -> tuple[int, int] | None:
    """Differences of differences: members of C are taken in from the last to the first, so that bits before them stay."""
    stack = [(worths, len(worths).bit_length() - 1, 0)]
    while stack:
        differences, before, c = stack.pop()
        if c.bit_count() > 1 and differences.min() < 0:
            return c | _spread(int(differences.argmin()), c), c
        if c.bit_count() < k:
            for j in range(before):
                pairs = differences.reshape(-1, 2, 1 << j)
                stack.append(((pairs[:, 1] - pairs[:, 0]).reshape(-1), j, c | 1 << j))
    return None


def _spread(index: int, c: int) -> int:
    """The coalition of players outside C that has this place among all of them."""
    mask = index
    for j in range(c.bit_length()):
        if c >> j & 1:
            mask = mask >> j << (j + 1) | mask & ((1 << j) - 1)
    return mask
