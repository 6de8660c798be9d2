"""The two-step Shapley value of Kamijo."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from ...certificates.sharing import TwoStepShares
from ...games.tu import CoalitionalGame, tabulate
from ...kernels.subsets import subset_sums
from ...players import Partition, Payoffs
from ...scalars import quotient
from ...solution import Solution
from ._exact import exact_solution, exact_worths, read_partition, shapley_amounts


def kamijo_value(game: CoalitionalGame, partition: Partition | Iterable[Any], *, limit: int = 22) -> Solution[Payoffs]:
    """What each player gets if unions bargain with each other, and each shares equally what it gains by that: two steps.

    K_i = Sh_i(v within B) + (Sh_B(w) − v(B)) / |B|, for a player i of the union B, where Sh is the Shapley value and w the
    game among the unions. Other than by `owen_value`, a player who adds nothing may get something, by belonging to a union
    that gains.

    Args:
        game: any game with transferable utility; float worths stand for their own binary values, so nothing is rounded, and
            symbolic games give closed forms.
        partition: the unions: a Partition, or a list of coalitions by names that holds every player once.
        limit: the most players for which 2**n worths may be tabulated.

    Returns:
        Solution with Payoffs that add up to v(N), certified up to 12 players by shares of the dividends, beyond by `verify()`.
        Cost: a few passes over 2**m worths for m unions and 2**b for each union of b players; n 2**n to verify.

    Raises:
        UnknownPlayerError, DuplicatePlayerError, InvalidArgumentError: the partition does not hold every player once.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # the Madrid Assembly of Giménez and Puente (2019); by hand: the alliance has 1 and its members equal shares
        >>> madrid = co.WeightedVotingGame.from_weights(quota=65, weights={"PP": 48, "PSOE": 37, "Podemos": 27, "C's": 17})
        >>> co.kamijo_value(madrid, [["PP", "C's"], ["PSOE"], ["Podemos"]]).value  # the Owen value is 2/3 and 1/3
        PP: 1/2, PSOE: 0, Podemos: 0, C's: 1/2

    References:
        Kamijo (2009), A two-step Shapley value for cooperative games with coalition structures. International Game Theory
        Review 11, 207–214; the example: Giménez and Puente (2019), The Owen and the Owen–Banzhaf values applied to the study of
        the Madrid Assembly and the Andalusian Parliament in legislature 2015–2019, table 1.
    """
    table = tabulate(game, limit=limit)
    unions = read_partition(table.players, partition).masks
    worths, denominator = exact_worths(table)
    symbolic = table.kind == "symbolic"
    among = shapley_amounts(worths[subset_sums(unions, np.int64)], symbolic, denominator)
    amounts: list[Any] = [0] * len(table.players)
    for union, whole in zip(unions, among, strict=True):
        members = [i for i in range(len(amounts)) if union >> i & 1]
        inside = worths[subset_sums([1 << i for i in members], np.int64)]
        gain = whole - quotient(worths[union : union + 1].tolist()[0], denominator)
        for i, amount in zip(members, shapley_amounts(inside, symbolic, denominator), strict=True):
            amounts[i] = quotient(amount * len(members) + gain, len(members))
    return exact_solution(
        "two-step Shapley value",
        table,
        TwoStepShares(unions, tuple(amounts)),
        amounts,
        "Shapley values among and within unions",
    )
