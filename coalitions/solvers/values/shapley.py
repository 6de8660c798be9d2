"""The Shapley value."""

from __future__ import annotations

from ...games.boxes import VotingGame
from ...games.forms import stored
from ...games.on_demand import OnDemandGame
from ...games.tu import CoalitionalGame
from ...kernels.chunks import Checkpoint, Executor, Progress
from ...kernels.subsets import shapley_weights
from ...players import Payoffs
from ...scalars import quotient
from ...solution import Solution
from ..power._swings import power_solution
from ._member_sums import member_sums, value_solution, with_exact_worths
from ._streams import shapley_probabilities, shapley_shares, streamed_value


def shapley_value(
    game: CoalitionalGame,
    *,
    limit: int = 24,
    executor: Executor | None = None,
    checkpoint: Checkpoint | None = None,
    progress: Progress | bool | None = None,
) -> Solution[Payoffs]:
    """Each player's average marginal contribution when the players arrive in random order, all orders equally likely.

    φ_i = Σ_{S ∌ i} |S|! (n−|S|−1)! / n! · (v(S ∪ i) − v(S)).

    Exact games give fractions, float games floats with an error bound in the diagnostics, symbolic games closed forms. A
    weighted voting game is counted instead of tabulated (as `shapley_shubik_index` does).

    Args:
        game: any game with transferable utility.
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles; a weighted
            voting game is counted in up to 2**24 combinations of weight and size, for which the power indices take a limit);
            for a game on demand, for which 2**n worths may be asked for.
        executor: for a game on demand, anything with `submit` (a pool of processes, loky, Dask, mpi4py) that works on chunks of
            coalitions; the result has the same digits.
        checkpoint: for a game on demand, a mapping that finished chunks are kept in; call again with it to go on.
        progress: for a game on demand, True for a bar (tqdm) or a function of chunks done, chunks in all and None.

    Returns:
        Solution with Payoffs. Up to 12 players it is certified: shares of the dividends give the same amounts. Beyond, it is
        exact, and `verify()` makes the same comparison. Cost: a few passes over the 2**n worths; n 2**n to verify. A game on
        demand passes by block by block, in a few nanoseconds for each coalition next to its function, without a table.

    Raises:
        LimitExceededError: more players than `limit`.
        IncompleteRunError: workers of the executor died; the checkpoint has the finished chunks.

    Examples:
        >>> import coalitions as co
        >>> # Aumann (2010): the estate of 120 of which four sons hold deeds, as Ibn Ezra divided it in 1146
        >>> deeds = co.airport_game({"Reuben": 120, "Simeon": 60, "Levi": 40, "Judah": 30})
        >>> co.shapley_value(deeds)
        Shapley value: Reuben: 485/6, Simeon: 125/6, Levi: 65/6, Judah: 15/2   [certified; shares of the dividends agree]

    References:
        Shapley (1953), A value for n-person games; the example: Aumann (2010), Some non-superadditive games, and their Shapley
        values, in the Talmud.
    """
    if isinstance(game, VotingGame):
        return power_solution("Shapley value", game, "shapley-shubik", 1 << 24)
    if isinstance(game, OnDemandGame):
        return streamed_value(
            "Shapley value",
            game,
            shapley_probabilities(len(game.players)),
            shapley_shares,
            limit=limit,
            executor=executor,
            checkpoint=checkpoint,
            progress=progress,
        )
    judged = stored(game, limit=limit)
    table, n = with_exact_worths(judged), len(judged.players)
    weights, scale = shapley_weights(n)
    sums = member_sums(table, weights)
    if n == 0:
        return value_solution("Shapley value", judged, "shapley", (), 0.0)
    # Σ_S v(S) |S|! (n-|S|-1)!/n!, what every player loses by the coalitions without it, follows from efficiency
    whole = sum(sums.members) - scale * table.table[-1:].tolist()[0]
    if table.kind == "float":
        amounts = [(m - whole / n) / scale for m in sums.members]
    else:
        amounts = [quotient(n * m - whole, n * scale * table.denominator) for m in sums.members]
    return value_solution("Shapley value", judged, "shapley", amounts, 3 * sums.error / scale)
