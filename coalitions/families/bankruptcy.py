"""Bankruptcy games: what is left for a coalition when all others have been paid."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ..errors import InvalidGameError
from ..games.tu import TUGame
from ..kernels.subsets import subset_sums
from ..scalars import parse, to_fraction
from ._reading import not_negative, numbers_only, read_amounts, stored, within


def bankruptcy_game(estate: Any, claims: Mapping[Any, Any], *, limit: int = 24) -> TUGame:
    """The game in which a coalition is worth what is left of the estate when all others have been paid in full.

    v(S) = max(0, E − sum of the claims outside S), where the estate E does not cover all claims. The game is convex; its
    nucleolus divides as the Talmud does. Cost: a few passes over 2**n worths.

    Args:
        estate: what there is to divide, from 0 to the sum of the claims; exact or float.
        claims: a mapping from players to their claims, at least 0.
        limit: the most players for a table of 2**n worths (24 at most).

    Raises:
        InvalidArgumentError: not a mapping from players to numbers.
        InvalidGameError: a claim or the estate is negative, or the estate covers all claims and more.
        UndecidedError: a claim or the estate is symbolic.
        LimitExceededError: more players than `limit`.

    Examples:
        >>> import coalitions as co
        >>> co.bankruptcy_game(200, {"A": 100, "B": 200, "C": 300})
        TUGame of 3 players (A, B, C), exact: {A} 0, {B} 0, {C} 0, {A, B} 0, {A, C} 0, {B, C} 100, {A, B, C} 200

    References:
        O'Neill (1982), A problem of rights arbitration from the Talmud; Aumann and Maschler (1985), Game theoretic analysis
        of a bankruptcy problem from the Talmud.
    """
    players, amounts = read_amounts(claims, "claim", '{"A": 100, "B": 200}')
    whole = parse(estate, "an estate")
    numbers_only([whole, *amounts], "the estate and the claims")
    not_negative(amounts, "claims")
    not_negative([whole], "an estate")
    if to_fraction(whole) > sum(map(to_fraction, amounts)):  # exactly, also for floats: rounding must not refuse
        raise InvalidGameError(
            f"expected an estate of at most the sum of the claims, got {whole} for claims of {sum(amounts)}; there is no "
            "bankruptcy, and every claim can be paid"
        )
    within(len(players), limit, "a table of 2**n worths", 24)
    numbers, denominator, kind = stored([whole, *amounts])
    unpaid = subset_sums(numbers[1:], numbers.dtype)[::-1]  # the claims of all outside S, at the mirrored place
    # The sum over all others of nobody is 0, also in floats, so that v(N) is the estate itself.
    table = np.maximum(numbers[0] - unpaid, numbers.dtype.type(0) if kind == "float" else 0)
    table[0] = 0  # floats: the order of a sum may leave a rounding error of the estate minus all claims
    return TUGame(players, table, denominator, kind)
