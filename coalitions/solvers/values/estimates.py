"""Estimates of the Shapley value, the Banzhaf value and other semivalues, for hundreds or thousands of players."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Literal

from ...errors import InvalidArgumentError
from ...games.forms import Tabulated
from ...games.on_demand import refuse_other
from ...games.tu import CoalitionalGame
from ...kernels.chunks import Checkpoint, Executor, Progress
from ...players import Payoffs
from ...solution import Solution
from ._sampling import Scheme, sampled_value
from ._streams import banzhaf_probabilities
from .banzhaf import banzhaf_value
from .semivalue import read_weights, semivalue
from .shapley import shapley_value

Method = Literal["auto", "sampling"]
#: Up to so many players asking for every coalition is as quick as sampling, and exact.
EXACT_UP_TO = 12


def estimate_shapley_value(
    game: CoalitionalGame,
    *,
    error: Any = None,
    confidence: Any = 0.95,
    samples: int = 1 << 14,
    scheme: Scheme = "antithetic",
    marginal_range: Sequence[Any] | None = None,
    rng: Any = None,
    method: Method = "auto",
    executor: Executor | None = None,
    checkpoint: Checkpoint | None = None,
    progress: Progress | bool | None = None,
) -> Solution[Payoffs]:
    """The Shapley value as an average over sampled orders of the players, with a bound on the error of all players at once.

    With probability at least `confidence` no player's amount is wrong by more than the error bound, at whatever number of
    samples one stops: an empirical Bernstein bound, shared by the players and by all looks (one after every doubling of the
    samples). It rests on the range of marginal contributions, never on a normal distribution.

    Args:
        game: any game with transferable utility: voting games of any number of players, games on demand that read members.
        error: stop as soon as the error bound is this small; None draws all `samples`.
        confidence: the probability with which the bound holds for all players.
        samples: the most draws (orders, pairs, or rounds of all rotations, by `scheme`), of which the last doubling counts.
        scheme: "antithetic" draws an order and its reverse, "independent" single orders, "cyclic" an order and its
            n rotations, in which every player has every place once.
        marginal_range: the least and greatest marginal contribution of any player; follows for voting games and tables.
        rng: what `numpy.random.default_rng` takes.
        method: "auto" computes tables and games of up to 12 players exactly; "sampling" always samples.
        executor: anything with `submit` that works on chunks of samples; the estimate has the same digits.
        checkpoint: a mapping that finished chunks are kept in; call again with it to go on, also with more samples.
        progress: True for a bar (tqdm) or a function of chunks done, chunks in all and the error bound of now.

    Returns:
        Solution with Payoffs, approximate, with `error_bound` and `seed` in the diagnostics (certified where it is computed
        exactly). Cost: n worths for each order; without a table. For a voting game n additions for each order.

    Raises:
        InvalidArgumentError: no marginal_range where it does not follow from the game, or one that a sample leaves.
        LimitExceededError: the error is not reached within `samples`.
        IncompleteRunError: workers of the executor died; the checkpoint has the finished chunks.

    Examples:
        >>> import coalitions as co
        >>> # Shapley and Shubik (1954): the five permanent members of the UN Security Council had 0.987 of the power
        >>> vetoes = {f"P{k}": 5 for k in range(5)} | {f"N{k}": 1 for k in range(6)}
        >>> council = co.WeightedVotingGame.from_weights(quota=27, weights=vetoes)
        >>> estimate = co.estimate_shapley_value(council, error=0.02, samples=10**6, rng=0, method="sampling")
        >>> abs(estimate.value["P0"] - 0.987 / 5) <= estimate.diagnostics["error_bound"] <= 0.02
        True

    References:
        Castro, Gómez and Tejada (2009), Polynomial calculation of the Shapley value based on sampling; Maurer and Pontil
        (2009), Empirical Bernstein bounds, theorem 4; the example: Shapley and Shubik (1954), A method for evaluating the
        distribution of power in a committee system.
    """
    refuse_other(game)
    if _is_quick(game, method):
        return shapley_value(game, limit=30)
    return sampled_value(
        "Shapley value",
        game,
        None,
        error=error,
        confidence=confidence,
        samples=samples,
        scheme=scheme,
        marginal_range=marginal_range,
        rng=rng,
        executor=executor,
        checkpoint=checkpoint,
        progress=progress,
    )


def estimate_semivalue(
    game: CoalitionalGame,
    weights: Sequence[Any],
    *,
    error: Any = None,
    confidence: Any = 0.95,
    samples: int = 1 << 14,
    marginal_range: Sequence[Any] | None = None,
    rng: Any = None,
    method: Method = "auto",
    executor: Executor | None = None,
    checkpoint: Checkpoint | None = None,
    progress: Progress | bool | None = None,
) -> Solution[Payoffs]:
    """A semivalue as an average over sampled coalitions, with a bound on the error of all players at once.

    Each draw is a size s, by the semivalue's probabilities, and an order; every player joins the first s others in it. The
    bound is that of `estimate_shapley_value`.

    Args:
        game: any game with transferable utility: voting games of any number of players, games on demand that read members.
        weights: p_0, …, p_{n−1}, the probability of each single coalition of s others, as in `semivalue`.
        error: stop as soon as the error bound is this small; None draws all `samples`.
        confidence: the probability with which the bound holds for all players.
        samples: the most draws.
        marginal_range: the least and greatest marginal contribution of any player; follows for voting games and tables.
        rng: what `numpy.random.default_rng` takes.
        method: "auto" computes tables and games of up to 12 players exactly; "sampling" always samples.
        executor: anything with `submit` that works on chunks of samples; the estimate has the same digits.
        checkpoint: a mapping that finished chunks are kept in; call again with it to go on, also with more samples.
        progress: True for a bar (tqdm) or a function of chunks done, chunks in all and the error bound of now.

    Returns:
        Solution with Payoffs, approximate, with `error_bound` and `seed` in the diagnostics (certified where it is computed
        exactly). Cost: n + 2 worths for each draw, for all players.

    Raises:
        InvalidArgumentError: weights that are no probabilities, or no marginal_range where it does not follow from the game.
        LimitExceededError: the error is not reached within `samples`.
        IncompleteRunError: workers of the executor died; the checkpoint has the finished chunks.

    Examples:
        >>> import coalitions as co
        >>> # Gambarelli (2011): the semivalue by which all coalitions of the others are equally likely is the Banzhaf value
        >>> game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 1, 2, 1, 3], order="size")
        >>> estimate = co.estimate_semivalue(game, ["1/4"] * 3, error="1/5", rng=0, method="sampling")
        >>> abs(estimate.value["A"] - 5 / 4) <= 1 / 5
        True

    References:
        Dubey, Neyman and Weber (1981), Value theory without efficiency; Maurer and Pontil (2009), Empirical Bernstein bounds;
        the example: Gambarelli (2011), Banzhaf value, Encyclopedia of power.
    """
    refuse_other(game)
    if _is_quick(game, method):
        return semivalue(game, weights, limit=30)
    return _by_sizes(
        "semivalue",
        game,
        read_weights(weights, len(game.players)),
        error=error,
        confidence=confidence,
        samples=samples,
        marginal_range=marginal_range,
        rng=rng,
        executor=executor,
        checkpoint=checkpoint,
        progress=progress,
    )


def estimate_banzhaf_value(
    game: CoalitionalGame,
    *,
    error: Any = None,
    confidence: Any = 0.95,
    samples: int = 1 << 14,
    marginal_range: Sequence[Any] | None = None,
    rng: Any = None,
    method: Method = "auto",
    executor: Executor | None = None,
    checkpoint: Checkpoint | None = None,
    progress: Progress | bool | None = None,
) -> Solution[Payoffs]:
    """The Banzhaf value as an average over sampled coalitions, with a bound on the error of all players at once.

    On a voting game this is each member's probability of being decisive (the absolute index). The bound is that of
    `estimate_shapley_value`, and the sampling that of `estimate_semivalue`.

    Args:
        game: any game with transferable utility: voting games of any number of players, games on demand that read members.
        error: stop as soon as the error bound is this small; None draws all `samples`.
        confidence: the probability with which the bound holds for all players.
        samples: the most draws.
        marginal_range: the least and greatest marginal contribution of any player; follows for voting games and tables.
        rng: what `numpy.random.default_rng` takes.
        method: "auto" computes tables and games of up to 12 players exactly; "sampling" always samples.
        executor: anything with `submit` that works on chunks of samples; the estimate has the same digits.
        checkpoint: a mapping that finished chunks are kept in; call again with it to go on, also with more samples.
        progress: True for a bar (tqdm) or a function of chunks done, chunks in all and the error bound of now.

    Returns:
        Solution with Payoffs, approximate, with `error_bound` and `seed` in the diagnostics (certified where it is computed
        exactly). Cost: n + 2 worths for each draw, for all players.

    Raises:
        InvalidArgumentError: no marginal_range where it does not follow from the game, or one that a sample leaves.
        LimitExceededError: the error is not reached within `samples`.
        IncompleteRunError: workers of the executor died; the checkpoint has the finished chunks.

    Examples:
        >>> import coalitions as co
        >>> # Gambarelli (2011), Banzhaf value, Encyclopedia of power
        >>> game = co.TUGame.from_vector(["A", "B", "C"], [0, 0, 0, 1, 2, 1, 3], order="size")
        >>> estimate = co.estimate_banzhaf_value(game, error="1/5", rng=0, method="sampling")
        >>> abs(estimate.value["B"] - 3 / 4) <= 1 / 5
        True

    References:
        Bachrach, Markakis, Resnick, Procaccia, Rosenschein and Saberi (2010), Approximating power indices: theoretical and
        empirical analysis; Maurer and Pontil (2009), Empirical Bernstein bounds; the example: Gambarelli (2011).
    """
    refuse_other(game)
    if _is_quick(game, method):
        return banzhaf_value(game, limit=30)
    return _by_sizes(
        "Banzhaf value",
        game,
        banzhaf_probabilities(len(game.players)),
        error=error,
        confidence=confidence,
        samples=samples,
        marginal_range=marginal_range,
        rng=rng,
        executor=executor,
        checkpoint=checkpoint,
        progress=progress,
    )


def _is_quick(game: CoalitionalGame, method: Method) -> bool:
    if method not in ("auto", "sampling"):
        raise InvalidArgumentError(f'expected method="auto" or method="sampling", got {method!r}')
    n = len(game.players)
    return n == 0 or game.kind == "symbolic" or (method == "auto" and (isinstance(game, Tabulated) or n <= EXACT_UP_TO))


def _by_sizes(concept: str, game: CoalitionalGame, probabilities: Sequence[Fraction], **options: Any) -> Solution[Payoffs]:
    n = len(game.players)
    sizes = [float(math.comb(n - 1, s) * p) for s, p in enumerate(probabilities)]
    return sampled_value(concept, game, sizes, scheme="independent", **options)
