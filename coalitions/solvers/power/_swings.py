"""What the power indices have in common: swings, counted by the size of the coalition that is joined."""

from __future__ import annotations

import math

from ...certificates.values import Index, SimpleGameIndex, SwingCounts
from ...errors import UnsupportedGameError
from ...games.tu import CoalitionalGame, TUGame, tabulate
from ...games.voting import WeightedVotingGame
from ...kernels.counting import swings_by_size
from ...players import Payoffs
from ...solution import Guarantee, Solution, certify

#: Recounting at once may take this many steps (about a second); beyond, `solution.verify()` does it.
CERTIFY_UP_TO = 2_000_000


def swing_solution(concept: str, game: WeightedVotingGame, index: Index, *, limit: int = 1 << 24) -> Solution[Payoffs]:
    """The index of a weighted voting game by counting: no coalition is ever listed, so hundreds of players are no trouble."""
    gcds = [math.gcd(*row) for row in game.weights]
    weights = [[w // g for w in row] for g, row in zip(gcds, game.weights, strict=True)]
    quotas = [-(-q // g) for q, g in zip(game.quotas, gcds, strict=True)]
    swings = swings_by_size(quotas, weights, limit=limit)
    scaled = {tuple(w * g for w, g in zip(column, gcds, strict=True)): tuple(row) for column, row in swings.items()}
    certificate = SwingCounts(index, tuple(sorted(scaled.items())))
    n = len(game.players)
    states = math.prod(q + 1 for q in quotas) * n
    diagnostics = {"method": "generating function"}
    if len(swings) * n * min(states, 1 << n) <= CERTIFY_UP_TO:
        return certify(concept, game, certificate, diagnostics)
    return Solution(concept, game, certificate.conclude(game), Guarantee.EXACT, certificate, diagnostics)


def simple_table(game: CoalitionalGame) -> TUGame:
    """The table of a simple game (worths 0 and 1, monotone, v(N) = 1); anything else is refused."""
    table = tabulate(game)
    values = table.table
    if table.kind == "symbolic" or not bool(((values == 0) | (values == table.denominator)).all()):
        raise UnsupportedGameError(
            "expected a simple game, in which every coalition is worth 0 or 1; use shapley_value or banzhaf_value for this game"
        )
    if len(table.players) == 0 or values[-1] == 0:
        raise UnsupportedGameError("expected a simple game, in which all players together win (worth 1), got worth 0")
    for i, name in enumerate(table.players):
        pairs = values.reshape(-1, 2, 1 << i)
        if bool((pairs[:, 0] > pairs[:, 1]).any()):
            raise UnsupportedGameError(
                f"expected a simple game, in which a winning coalition stays winning as it grows, but some loses when {name} "
                "joins; use shapley_value or banzhaf_value for this game"
            )
    return table


def simple_solution(concept: str, game: TUGame, index: Index, amounts: Payoffs) -> Solution[Payoffs]:
    """The index of a simple game given by its table, certified by recounting every swing."""
    return certify(concept, game, SimpleGameIndex(index, amounts.amounts), {"method": "one pass, exact"})
