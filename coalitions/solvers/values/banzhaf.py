"""The Banzhaf value."""

from __future__ import annotations

from ...games.boxes import VotingGame
from ...games.forms import stored
from ...games.on_demand import OnDemandGame
from ...games.tu import CoalitionalGame
from ...kernels.chunks import Checkpoint, Executor, Progress
from ...players import Payoffs
from ...scalars import quotient
from ...solution import Solution
from ..power._swings import power_solution
from ._member_sums import member_sums, value_solution, with_exact_worths
from ._streams import banzhaf_probabilities, banzhaf_shares, streamed_value


def banzhaf_value(
    game: CoalitionalGame,
    *,
    limit: int = 24,
    executor: Executor | None = None,
    checkpoint: Checkpoint | None = None,
    progress: Progress | bool | None = None,
) -> Solution[Payoffs]:
    """Each player's average marginal contribution to the coalitions of the others, all of them equally likely.

    β_i = 2^{1−n} Σ_{S ∌ i} (v(S ∪ i) − v(S)). The amounts need not add up to v(N). On a simple game this is the absolute
    (Penrose–Banzhaf) index: the probability of being decisive; `banzhaf_index` is the normalized one.

    Args:
        game: any game with transferable utility; exact games give fractions, float games floats, symbolic games closed forms.
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles; a weighted
            voting game is counted in up to 2**24 combinations of weight and size, for which the power indices take a limit);
            for a game on demand, for which 2**n worths may be asked for.
        executor: for a game on demand, anything with `submit` (a pool of processes, loky, Dask, mpi4py) that works on chunks of
            coalitions; the result has the same digits.
        checkpoint: for a game on demand, a mapping that finished chunks are kept in; call again with it to go on.
        progress: for a game on demand, True for a bar (tqdm) or a function of chunks done, chunks in all and None.

    Returns:
        Solution with Payoffs, certified up to 12 players by shares of the dividends (beyond by `verify()`); float games come
        with an error bound in the diagnostics. Cost: a few passes over the 2**n worths. A game on demand (`OnDemandGame`)
        passes by block by block in a few nanoseconds for each coalition next to its function, without a table.

    Raises:
        LimitExceededError: more players than `limit`.
        IncompleteRunError: workers of the executor died; the checkpoint has the finished chunks.

    Examples:
        >>> import coalitions as co
        >>> # Gambarelli (2011), Banzhaf value, Encyclopedia of power
        >>> game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 1, 2, 1, 3], order="size")
        >>> co.banzhaf_value(game)
        Banzhaf value: A: 5/4, B: 3/4, C: 5/4   [certified; shares of the dividends agree]

    References:
        Penrose (1946); Banzhaf (1965); Owen (1975), Multilinear extensions and the Banzhaf value; the example: Gambarelli
        (2011), Banzhaf value, Encyclopedia of power.
    """
    if isinstance(game, VotingGame):
        return power_solution("Banzhaf value", game, "absolute banzhaf", 1 << 24)
    if isinstance(game, OnDemandGame):
        return streamed_value(
            "Banzhaf value",
            game,
            banzhaf_probabilities(len(game.players)),
            banzhaf_shares,
            limit=limit,
            executor=executor,
            checkpoint=checkpoint,
            progress=progress,
        )
    judged = stored(game, limit=limit)
    table, n = with_exact_worths(judged), len(judged.players)
    sums = member_sums(table, [1] * (n + 1))
    half = 1 << max(n - 1, 0)
    if table.kind == "float":
        amounts = [(2 * m - sums.total) / half for m in sums.members]
    else:
        amounts = [quotient(2 * m - sums.total, half * table.denominator) for m in sums.members]
    return value_solution("Banzhaf value", judged, "banzhaf", amounts, 3 * sums.error / half)
