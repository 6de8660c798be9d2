"""Semivalues: averages of marginal contributions with a probability for each size of the coalition that is joined."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from ...certificates.shares import SemivalueShares
from ...errors import InvalidArgumentError
from ...games.forms import stored
from ...games.on_demand import OnDemandGame
from ...games.tu import CoalitionalGame
from ...kernels.chunks import Checkpoint, Executor, Progress
from ...players import Payoffs
from ...scalars import parse, quotient, to_fraction, to_integers
from ...solution import Solution
from ._exact import exact_solution, exact_sums, exact_worths
from ._streams import streamed_value


def semivalue(
    game: CoalitionalGame,
    weights: Sequence[Any],
    *,
    limit: int = 22,
    executor: Executor | None = None,
    checkpoint: Checkpoint | None = None,
    progress: Progress | bool | None = None,
) -> Solution[Payoffs]:
    """Each player's expected marginal contribution, when it joins a given coalition of s others with probability p_s.

    ψ_i = Σ_{S ∌ i} p_{|S|} (v(S ∪ i) − v(S)), where p_s >= 0 and Σ_s C(n−1, s) p_s = 1. The Shapley value has
    p_s = s! (n−s−1)! / n!, the Banzhaf value p_s = 2^{1−n}, the dictatorial value p_0 = 1. The amounts need not add up to v(N).
    Float worths and weights stand for their own binary values, so nothing is rounded; symbolic games give closed forms.

    Args:
        game: any game with transferable utility.
        weights: p_0, …, p_{n−1}, the probability of each single coalition of s others; divide the probability of the size s
            by C(n−1, s).
        limit: the most players for which 2**n worths may be tabulated (for a game by types: 2**limit profiles); for a
            game on demand, for which they may be asked for.
        executor: for a game on demand, anything with `submit` (a pool of processes, loky, Dask, mpi4py) that works on chunks of
            coalitions; the result has the same digits.
        checkpoint: for a game on demand, a mapping that finished chunks are kept in; call again with it to go on.
        progress: for a game on demand, True for a bar (tqdm) or a function of chunks done, chunks in all and None.

    Returns:
        Solution with Payoffs, certified up to 12 players by shares of the dividends, beyond by `verify()`. Cost: two passes
        over the 2**n worths; n 2**n to verify. A game on demand (`OnDemandGame`)
        passes by block by block in a few nanoseconds for each coalition next to its function, without a table.

    Raises:
        InvalidArgumentError: not n weights, a negative one, or weights that do not make probabilities.
        UndecidedError: a weight is a symbol.
        LimitExceededError: more players than `limit`.
        IncompleteRunError: workers of the executor died; the checkpoint has the finished chunks.

    Examples:
        >>> import coalitions as co
        >>> # Gambarelli (2011): the semivalue by which all coalitions of the others are equally likely is the Banzhaf value
        >>> game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 1, 2, 1, 3], order="size")
        >>> co.semivalue(game, ["1/4", "1/4", "1/4"])
        semivalue: A: 5/4, B: 3/4, C: 5/4   [certified; shares of the dividends agree]

    References:
        Dubey, Neyman and Weber (1981), Value theory without efficiency; the example: Gambarelli (2011), Banzhaf value,
        Encyclopedia of power.
    """
    if isinstance(game, OnDemandGame):
        probabilities = read_weights(weights, len(game.players))
        evidence = partial(SemivalueShares, probabilities)
        return streamed_value(
            "semivalue", game, probabilities, evidence, limit=limit, executor=executor, checkpoint=checkpoint, progress=progress
        )
    table = stored(game, limit=limit)
    n = len(table.players)
    probabilities = read_weights(weights, n)
    p, scale = to_integers([*probabilities, Fraction(0)])
    numerators = [int(v) for v in p]
    worths, denominator = exact_worths(table)
    symbolic = table.kind == "symbolic"
    # v(S) counts p_{s-1} for a member and -p_s for the others: (p_{s-1} + p_s) for members, less p_s for everybody
    joined = [0] + [numerators[s - 1] + numerators[s] for s in range(1, n + 1)]
    members, _ = exact_sums(worths, symbolic, joined, table)
    _, everybody = exact_sums(worths, symbolic, numerators, table)
    amounts = tuple(quotient(m - everybody, scale * denominator) for m in members)
    return exact_solution("semivalue", table, SemivalueShares(probabilities, amounts), amounts, "weighted worths")


def read_weights(weights: Sequence[Any], n: int) -> tuple[Fraction, ...]:
    """The probabilities of single coalitions of 0, …, n-1 others."""
    if isinstance(weights, str | Mapping) or not isinstance(weights, Sequence | np.ndarray) or len(weights) != n:
        raise InvalidArgumentError(
            f"expected {n} weights, for coalitions of 0, …, {n - 1} others, got {weights!r:.80}; write a list of numbers"
        )
    probabilities = tuple(to_fraction(parse(w, f"a weight of size {s}")) for s, w in enumerate(weights))
    total = sum(math.comb(n - 1, s) * p for s, p in enumerate(probabilities))
    if n and (min(probabilities) < 0 or total != 1):
        raise InvalidArgumentError(
            f"expected weights p_s >= 0 with C(n-1, s) p_s adding up to 1, got {', '.join(map(str, probabilities))} (total "
            f"{total}); write the probability of size s divided by C(n-1, s), as fractions or strings"
        )
    return probabilities
