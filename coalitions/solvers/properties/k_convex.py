"""k-convex games: convex as soon as coalitions of k and more players get what the utopia payoffs of the others leave."""

from __future__ import annotations

from ...certificates.k_convexity import ConvexCover, CoverFails, k_cover, shortfall
from ...certificates.properties import Violation
from ...errors import InvalidArgumentError, UndecidedError
from ...games.tu import CoalitionalGame, tabulate
from ...scalars import sign
from ...solution import Solution, certify
from .convex import check_convex


def check_k_convex(game: CoalitionalGame, k: int, *, limit: int = 16) -> Solution[bool]:
    """Whether the core is that of a convex game in which only coalitions of less than k players have worths of their own.

    With b_i = v(N) − v(N∖i), let v_k(S) = v(S) for |S| < k and v_k(S) = v(N) − b(N∖S) else. The game is k-convex iff v <= v_k
    and v_k is convex. 1-convex: 0 <= g(N) <= g(S) for all S that are not empty, where g(S) = b(S) − v(S); the nucleolus and the
    τ-value are then b_i − g(N)/n. For k = n − 1 and k = n the game itself is convex. Exact: floats stand for their own binary
    values.

    Args:
        game: any game with transferable utility.
        k: from 1 to the number of players.
        limit: the most players; the cost is n² 2**(n-3) comparisons.

    Returns:
        Solution with True, certified by all comparisons, or with False, certified by a coalition that is worth more than in
        v_k, or by two that show that v_k is not convex.

    Raises:
        InvalidArgumentError: k is not a whole number from 1 to n.
        LimitExceededError: more players than `limit` (symbolic games: 7).
        UndecidedError: a symbolic game where the answer depends on the symbols.

    Examples:
        >>> import coalitions as co
        >>> # Driessen (1988), page 75, in CoopGame, is1ConvexGame; and 1, 2, …, 7 from there
        >>> game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 9, 9, 15, 18], order="size")
        >>> co.check_k_convex(game, 1)
        1-convex: True   [certified; compared on all coalitions of 3 players]
        >>> co.check_k_convex(co.TUGame.from_vector(["A", "B", "C"], [1, 2, 3, 4, 5, 6, 7], order="size"), 1)
        1-convex: False   [certified; with the utopia payoffs, v({A}) + v({B}) exceeds v({A, B}) by 1]
        >>> # Driessen (1988), page 175, in CoopGame, iskConvexGame
        >>> co.check_k_convex(co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, "0.4", "0.4", 0, 1], order="size"), 2)
        2-convex: True   [certified; compared on all coalitions of 3 players]
        >>> co.check_k_convex(co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, "0.7", "0.7", 0, 1], order="size"), 2)
        2-convex: False   [certified; with the utopia payoffs, v({A, B}) + v({A, C}) exceeds v({A, B, C}) + v({A}) by 2/5]

    References:
        Driessen (1985), Properties of 1-convex n-person games; Driessen (1986), k-convex n-person games and their cores;
        Driessen (1988), Cooperative games, solutions and applications, section VII.1; the example: Staudacher and Anwander
        (2021), CoopGame.
    """
    table = tabulate(game, limit=limit)
    n = len(table.players)
    if isinstance(k, bool) or not isinstance(k, int) or not 1 <= k <= max(n, 1):
        raise InvalidArgumentError(
            f"expected k as a whole number from 1 to {max(n, 1)}, got {k!r}; write check_k_convex(game, 1)"
        )
    concept, cover, undecided = f"{k}-convex", k_cover(table, k), None
    for mask in range(1 << n):
        gap = shortfall(table, cover, mask)
        try:
            if sign(gap) > 0:
                return certify(concept, table, CoverFails(k, mask, 0))
        except UndecidedError:
            undecided = gap
    if undecided is not None:
        raise UndecidedError(
            f"expected worths for which it is decided whether the game is {concept}, but {-undecided} >= 0 is open. Put "
            "numbers in, or state this condition and let coalitions.claims.decide settle it over a region"
        )
    found = check_convex(cover, limit=limit).certificate
    if isinstance(found, Violation):
        return certify(concept, table, CoverFails(k, found.first, found.second))
    return certify(concept, table, ConvexCover(k))
