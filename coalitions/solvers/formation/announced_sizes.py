"""Sequential formation of coalitions in symmetric games: the sizes that are announced."""

from __future__ import annotations

from functools import cmp_to_key
from itertools import pairwise
from typing import get_args

from ...certificates.announcements import SizePlan, Ties, after, histories
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.partition_function import PartitionFunctionGame
from ...games.size_partition import SizePartitionGame, Sizes, partitions_of, shares_of, size_partition_game
from ...scalars import sign, whole_limit
from ...solution import Solution, certify


def announced_sizes(
    game: SizePartitionGame | PartitionFunctionGame, *, ties: Ties = "larger", limit: int = 30
) -> Solution[tuple[int, ...]]:
    """The sizes of the coalitions that players announce one after the other, each foreseeing what the later ones do.

    The first player announces the size of its coalition, which forms; then the next player who is left does, until nobody
    is left. A coalition divides its worth, which depends on the sizes of all coalitions, equally. By backward induction the
    answer is unique but for ties. These are the coalition structures of the stationary perfect equilibria of Bloch's game,
    in which players propose coalitions and all members must agree, where shares do not rise in the order in which
    coalitions form (the diagnostics say whether they do). The same recursion is the algorithm of Ray and Vohra for
    bargaining with transfers as players become patient; it takes the larger of tied sizes.

    Args:
        game: a symmetric game (a game in partition function form is tested for symmetry).
        ties: which of several best sizes is announced.
        limit: the most players. Cost: the number of partitions of all numbers below n (28,629 for 30), times n.

    Returns:
        Solution with the sizes in the order in which they are announced, certified by the announcement after every history.

    Raises:
        UnsupportedGameError: not symmetric, or not a game in partition function form.
        InvalidArgumentError: another rule for ties.
        UndecidedError: worths are symbolic and a comparison is open.
        LimitExceededError: more players than `limit`.

    Examples:
        Firms in a Cournot market form a cartel of about n minus the square root of n members, against single rivals:

        >>> import coalitions as co
        >>> market = co.SizePartitionGame.from_function(4, lambda size, sizes: f"1/{(len(sizes) + 1) ** 2}")
        >>> co.announced_sizes(market).value
        (4,)
        >>> market = co.SizePartitionGame.from_function(6, lambda size, sizes: f"1/{(len(sizes) + 1) ** 2}")
        >>> co.announced_sizes(market)
        announced sizes: 2: 1; 5   [certified; announced in this order: 1 (each gets 1/9), 5 (each gets 1/45); no other size
        after any history gives a member more]

    References:
        Bloch (1996), Sequential formation of coalitions in games with externalities and fixed payoff division. Games and
        Economic Behavior 14, 90–123. Ray and Vohra (1999), A theory of endogenous coalition structures. Games and Economic
        Behavior 26, 286–336.
    """
    symmetric = size_partition_game(game)
    if ties not in get_args(Ties):
        raise InvalidArgumentError(f"expected ties as one of {', '.join(map(repr, get_args(Ties)))}, got {ties!r}")
    if symmetric.n > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} players to go through all histories of sizes, got {symmetric.n}; raise the limit "
            "if the time is there"
        )
    shares, ends = shares_of(symmetric), {sizes: sizes for sizes in partitions_of(symmetric.n)}
    plan: list[tuple[Sizes, int]] = []
    for history in histories(symmetric.n):
        sizes = list(range(1, symmetric.n - sum(history) + 1))
        if ties == "larger":
            sizes.reverse()
        gets = {size: shares[ends[after(history, size)], size] for size in sizes}
        best = max(sizes, key=cmp_to_key(lambda a, b, gets=gets: sign(gets[a] - gets[b])))  # type: ignore[misc]
        plan.append((history, best))
        ends[history] = ends[after(history, best)]
    certificate = SizePlan(ties, tuple(plan))
    found = [shares[ends[()], size] for size in certificate.check(symmetric)]
    rise = any(sign(later - earlier) > 0 for earlier, later in pairwise(found))
    options = {"ties": ties, "division": "equal", "shares rise in the order of formation": rise}
    return certify("announced sizes", symmetric, certificate, options)
