"""What the values have in common: one pass over the worths, in the arithmetic that the game calls for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...certificates.values import DividendShares, Value
from ...errors import UnsupportedGameError
from ...games.forms import Tabulated, grid_of, stored_worths, sums_over_members
from ...games.typed import TypedGame
from ...kernels.subsets import exact_member_sums, weighted_member_sums
from ...players import Payoffs
from ...solution import Guarantee, Solution, certify

#: Up to this many players the second formula is computed at once; beyond, `solution.verify()` does it.
CERTIFY_UP_TO = 12


@dataclass(frozen=True, slots=True)
class Sums:
    """For each player the weighted sum of the worths of its coalitions, the sum over all, and a bound on their error."""

    members: list[Any]
    total: Any
    error: float


def is_cheap(game: Tabulated) -> bool:
    """Whether a second formula by dividends is computed at once."""
    grid = grid_of(game)
    return len(game.players) <= CERTIFY_UP_TO or (not grid.is_cube and grid.size * max(grid.counts) <= 1 << 18)


def with_exact_worths(game: Tabulated) -> Tabulated:
    """A game by types with its floats as the exact numbers that they stand for; a table as it is, since floats are faster."""
    if not isinstance(game, TypedGame) or game.kind != "float":
        return game
    return TypedGame(game.players, game.types, game.membership, *stored_worths(game))


def member_sums(game: Tabulated, weights: Sequence[int]) -> Sums:
    """The sums of weights[|S|] v(S) (times the game's denominator), exact unless the game is a float game."""
    n = len(game.players)
    if isinstance(game, TypedGame):
        terms = game.table.astype(object) * np.array(weights, dtype=object)[game.grid.sizes()]
        return Sums(*sums_over_members(game, terms), 0.0)
    if game.kind == "exact":
        members, total = exact_member_sums(game.table, weights, game.largest)
        return Sums(members, total, 0.0)
    if game.kind == "symbolic":
        members, total = weighted_member_sums(game.table, np.array(weights, dtype=object))
        return Sums(members, total, 0.0)
    with np.errstate(over="ignore", invalid="ignore"):
        members, total = weighted_member_sums(game.table, np.array(weights, dtype=np.float64))
        # a sum of k terms errs by at most k eps times the sum of their sizes (Higham 2002, section 4.2); k is the longest chain
        chain = (1 << 13) + (1 << max(n - 12, 0)) + 4 * n
        size = max(-float(game.table.min()), float(game.table.max())) * sum(w * math.comb(n, t) for t, w in enumerate(weights))
    if not math.isfinite(size):
        raise UnsupportedGameError(
            "expected worths whose sums fit in floats, got worths near the largest float; divide all worths by a common unit, "
            "or write them as int, Fraction or string for exact arithmetic"
        )
    return Sums(members, total, chain * float(np.finfo(np.float64).eps) * size)


def value_solution(concept: str, game: Tabulated, value: Value, amounts: Sequence[Any], error: float) -> Solution[Payoffs]:
    """The solution with the evidence that fits the game's numbers: a second formula, or an error bound."""
    if game.kind == "float":
        payoffs = Payoffs(game.players, tuple(float(a) for a in amounts))
        error += float(np.finfo(np.float64).eps) * max(map(abs, payoffs.amounts), default=0.0)
        error += 8 * float(np.nextafter(0, 1))  # below the normal floats, amounts are multiples of the least one
        return Solution(
            concept, game, payoffs, Guarantee.APPROXIMATE, None, {"method": "one pass, float", "error_bound": error}
        )
    certificate = DividendShares(value, tuple(amounts))
    diagnostics = {"method": f"one pass, {game.kind}"}
    if is_cheap(game):
        return certify(concept, game, certificate, diagnostics)
    return Solution(concept, game, Payoffs(game.players, tuple(amounts)), Guarantee.EXACT, certificate, diagnostics)
