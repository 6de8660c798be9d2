"""What proposers keep where the first who refuses proposes next."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from ...certificates.proposals import ProposerDemands, net_worths
from ...errors import InvalidArgumentError, InvalidGameError
from ...games.tu import CoalitionalGame, exact_table, tabulate
from ...kernels.subsets import sizes
from ...players import Payoffs
from ...scalars import parse, to_fraction
from ...solution import Solution, certify


def proposer_demands(game: CoalitionalGame, *, discount: Any = "9/10", limit: int = 16) -> Solution[Payoffs]:
    """What each player keeps when it proposes a coalition and whoever first refuses an offer proposes next.

    In a stationary equilibrium in which offers are accepted at once, the others in a coalition get δ times what they would keep
    as proposers, since that is what refusing gives them one period later. So the demands a solve a_i = max of
    v(T) − δ a(T − i) over the coalitions T with i, and they are the only solution. As δ goes to 1, those of a convex game go to
    the egalitarian value of Dutta and Ray (where the coalition that forms may depend on who is first). Whether some player
    prefers to wait until others have left, in which case there is no such equilibrium, is not decided here.

    Args:
        game: a game with transferable utility in which single players are worth 0 or more.
        discount: δ, from 0 to below 1.
        limit: the most players. Cost: up to n passes over 2**n coalitions.

    Returns:
        Solution with Payoffs, certified by a coalition for each proposer and a comparison with all others.

    Raises:
        InvalidArgumentError: a discount factor that is not from 0 to below 1.
        InvalidGameError: a single player is worth less than 0.
        UndecidedError: worths are symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        Two players are in the game of alternating offers. In the second game everybody wants to be with A:

        >>> import coalitions as co
        >>> co.proposer_demands(co.unanimity_game(["A", "B"], ["A", "B"]), discount="1/2")
        proposer demands: A: 2/3, B: 2/3   [certified; A proposes {A, B}, B proposes {A, B}; none leaves a proposer more if
        others get 1/2 of theirs]
        >>> pairs = co.TUGame.from_worths(["A", "B", "C"], {("A", "B"): 3, ("A", "C"): 2, ("A", "B", "C"): 3}, missing=0)
        >>> co.proposer_demands(pairs, discount="1/2").value
        A: 2, B: 2, C: 1

    References:
        Chatterjee, Dutta, Ray and Sengupta (1993), A noncooperative theory of coalitional bargaining. Review of Economic
        Studies 60, 463–477.
    """
    table = tabulate(game, limit=limit)
    factor = to_fraction(parse(discount, "a discount factor"))
    if not 0 <= factor < 1:
        raise InvalidArgumentError(f"expected a discount factor from 0 to below 1, got {discount!r}; write for example '9/10'")
    worths, denominator = exact_table(table)
    n = len(table.players)
    for i in range(n):
        if worths[1 << i] < 0:
            raise InvalidGameError(
                f"expected single players that are worth 0 or more, got {table.worth(1 << i)} for {table.players.names[i]}; "
                "add what each has alone to the worths"
            )
    demands, coalitions = [Fraction(0)] * n, [0] * n
    settled = 0
    while settled != (1 << n) - 1:
        best, masks = _largest_ratio(worths, denominator, demands, settled, factor)
        for mask in masks:
            for i in range(n):
                if (mask & ~settled) >> i & 1 and not coalitions[i]:
                    demands[i], coalitions[i] = best, mask
        settled = sum(1 << i for i in range(n) if coalitions[i])
    options = {"who proposes next": "the first who refuses", "discount": str(factor)}
    return certify("proposer demands", table, ProposerDemands(factor, tuple(demands), tuple(coalitions)), options)


def _largest_ratio(
    worths: Any, denominator: int, demands: list[Fraction], settled: int, discount: Fraction
) -> tuple[Fraction, list[int]]:
    """The most that a coalition leaves each of its new members if all of them demand the same, and where it does."""
    net, scale = net_worths(worths, denominator, tuple(discount * a for a in demands))
    new = sizes(len(demands))[np.arange(len(net)) & ~settled]
    best, found = Fraction(-1), list[int]()
    for k in range(1, int(new.max()) + 1):
        where = np.flatnonzero(new == k)
        most = net[where].max()
        ratio = Fraction(int(most), scale) / (1 + discount * (k - 1))
        if ratio >= best:
            masks = where[net[where] == most].tolist()
            best, found = (ratio, masks) if ratio > best else (best, found + masks)
    return best, found
