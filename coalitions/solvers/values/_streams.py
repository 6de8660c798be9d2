"""Values of games on demand: all coalitions pass by once, in chunks, and leave their sums by size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from ...certificates.values import DividendShares
from ...errors import LimitExceededError
from ...games.on_demand import OnDemandGame
from ...kernels.chunks import Checkpoint, Executor, Progress, opened, reporting, run_chunks
from ...kernels.streams import Cut, chunk_sums, cut, joined_sums
from ...kernels.subsets import Array
from ...players import Payoffs
from ...scalars import quotient, to_integers, whole_limit
from ...solution import Certificate, Guarantee, Solution, certify
from ._member_sums import CERTIFY_UP_TO

#: The most players of whom a table is made again to verify.
VERIFY_UP_TO = 24
EPS = float(np.finfo(np.float64).eps)


def streamed_value(
    concept: str,
    game: OnDemandGame,
    probabilities: Sequence[Fraction],
    evidence: Any,
    *,
    limit: int,
    executor: Executor | None,
    checkpoint: Checkpoint | None,
    progress: Progress | bool | None,
) -> Solution[Payoffs]:
    """The semivalue with these probabilities of single coalitions of 0, …, n-1 others; `evidence` makes the certificate."""
    n, limit = len(game.players), whole_limit(limit)
    if n > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} players to ask for 2**n worths one block after the other, got {n}; write "
            f"limit={n} if there is time (16 million worths are 2**24), with executor= and checkpoint= beyond, or estimate it: "
            "estimate_shapley_value, estimate_banzhaf_value or estimate_semivalue"
        )
    sums, largest, shape = _sums_by_size(game, executor, checkpoint, progress)
    p, scale = to_integers([*probabilities, Fraction(0)])
    left = [int(v) for v in p]
    joined = [0] + [left[t - 1] + left[t] for t in range(1, n + 1)]  # v(S) counts p_{t-1} for a member and -p_t for others
    exact = game.kind == "exact"
    rows = [[v if exact else Fraction(float(v)) for v in row] for row in sums.tolist()]
    everybody = sum(c * v for c, v in zip(left, rows[n], strict=True))
    amounts = [
        quotient(sum(c * v for c, v in zip(joined, row, strict=True)) - everybody, scale * game.denominator) for row in rows[:n]
    ]
    diagnostics: dict[str, Any] = {"method": f"worths on demand, {game.kind}", "coalitions": 1 << n, "chunks": shape.chunks}
    if not exact:
        weight = sum(Fraction(math.comb(n, t) * (joined[t] + left[t]), scale) for t in range(n + 1))
        floats = tuple(float(a) for a in amounts)
        diagnostics["error_bound"] = _rounding(shape, float(weight) * largest) + EPS * max(map(abs, floats), default=0.0)
        return Solution(concept, game, Payoffs(game.players, floats), Guarantee.APPROXIMATE, None, diagnostics)
    certificate: Certificate | None = evidence(tuple(amounts)) if n <= VERIFY_UP_TO else None
    if certificate is not None and n <= CERTIFY_UP_TO:
        return certify(concept, game, certificate, diagnostics)
    return Solution(concept, game, Payoffs(game.players, tuple(amounts)), Guarantee.EXACT, certificate, diagnostics)


def _rounding(shape: Cut, size: float) -> float:
    """A sum of k terms errs by at most k eps times the sum of their sizes (Higham 2002, section 4.2); times 2 for k eps < 1."""
    return 2 * shape.chain * size * EPS + 1e-300


def shapley_shares(amounts: tuple[Any, ...]) -> DividendShares:
    """The evidence for a Shapley value."""
    return DividendShares("shapley", amounts)


def banzhaf_shares(amounts: tuple[Any, ...]) -> DividendShares:
    """The evidence for a Banzhaf value."""
    return DividendShares("banzhaf", amounts)


def shapley_probabilities(n: int) -> list[Fraction]:
    """The probability of each single coalition of s others: 1 / (n C(n-1, s))."""
    return [Fraction(1, n * math.comb(n - 1, s)) for s in range(n)]


def banzhaf_probabilities(n: int) -> list[Fraction]:
    """The same for each coalition of others."""
    return [Fraction(2, 1 << n)] * n


def _chunk(k: int, game: OnDemandGame, shape: Cut) -> tuple[Array, float]:
    return chunk_sums(k, game.block, shape, game.namespace, game.to_arrays, game.to_numpy)


def _sums_by_size(
    game: OnDemandGame, executor: Executor | None, checkpoint: Checkpoint | None, progress: Progress | bool | None
) -> tuple[Array, float, Cut]:
    """Sums over the coalitions of each size, with each player and in all; the checkpoint serves every semivalue."""
    n = len(game.players)
    shape = cut(n, wide=game.arrays != "numpy")
    plan = f"sums by size of {n} players, {game.kind}, over {game.denominator}, in chunks of 2**{shape.chunk} ({shape.block})"
    done = opened(checkpoint, plan)
    with reporting(progress) as report:
        parts = run_chunks(
            _chunk,
            range(shape.chunks),
            (game, shape),
            done=done,
            executor=executor,
            report=lambda ready: report(ready, shape.chunks, None),
        )
    return joined_sums(shape, [p for p, _ in parts], game.kind == "exact"), max(most for _, most in parts), shape
