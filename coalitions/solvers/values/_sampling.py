"""Averages of sampled marginal contributions, with bounds that hold for all players at once and whenever sampling stops."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from numbers import Integral
from typing import Any, Literal

import numpy as np

from ...errors import InvalidArgumentError, LimitExceededError
from ...games.boxes import VotingGame
from ...games.forms import Tabulated
from ...games.tu import CoalitionalGame
from ...kernels.chunks import Checkpoint, Executor, Progress, chunk_rng, opened, reporting, run_chunks
from ...players import Payoffs
from ...scalars import Array, parse, to_fraction
from ...solution import Guarantee, Solution
from ._rows import joining_marginals, prefix_worths

Scheme = Literal["antithetic", "independent", "cyclic"]
SCHEMES = {
    "antithetic": "pairs of an order and its reverse",
    "independent": "independent orders",
    "cyclic": "orders with all their rotations",
}
EPS = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True)
class Moments:
    """Of sampled marginal contributions: how many, their means, the sums of squared deviations, extremes, largest worth."""

    count: int
    mean: Array
    squares: Array
    least: Array
    most: Array
    largest: float

    def joined(self, other: Moments) -> Moments:
        """The moments of both (Chan, Golub and LeVeque 1983)."""
        count, step = self.count + other.count, other.mean - self.mean
        return Moments(
            count,
            self.mean + step * (other.count / count),
            self.squares + other.squares + step * step * (self.count * other.count / count),
            np.minimum(self.least, other.least),
            np.maximum(self.most, other.most),
            max(self.largest, other.largest),
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """What is sampled: orders by a scheme, or sizes with these probabilities; `units` draws to a chunk from the seed."""

    what: str
    n: int
    seed: int
    sizes: tuple[float, ...] | None
    scheme: Scheme
    units: int


def sampled_chunk(k: int, game: CoalitionalGame, plan: Plan) -> Moments:
    """The moments of the draws of chunk k."""
    rng, n = chunk_rng(plan.seed, k), plan.n
    orders = rng.permuted(np.tile(np.arange(n), (plan.units, 1)), axis=1)
    if plan.sizes is not None:
        drawn = rng.choice(n, size=plan.units, p=np.array(plan.sizes))
        draws, largest = joining_marginals(game, orders, drawn)
        least, most = draws.min(axis=0), draws.max(axis=0)
    else:
        turned = {"independent": [orders], "antithetic": [orders, orders[:, ::-1]]}.get(plan.scheme)
        draws, least, most, largest = np.zeros(orders.shape), np.full(n, np.inf), np.full(n, -np.inf), 0.0
        turns = turned if turned is not None else [np.roll(orders, -r, axis=1) for r in range(n)]
        for turn in turns:
            worths, marginals = prefix_worths(game, turn), np.empty(orders.shape)
            np.put_along_axis(marginals, turn, np.diff(worths, axis=1), axis=1)
            draws += marginals / len(turns)
            least, most = np.minimum(least, marginals.min(axis=0)), np.maximum(most, marginals.max(axis=0))
            largest = max(largest, float(np.abs(worths).max()))
    mean = draws.mean(axis=0)
    return Moments(len(draws), mean, ((draws - mean) ** 2).sum(axis=0), least, most, largest)


def half_widths(seen: Moments, width: float, miss: float, look: int) -> Array:
    """For each player a bound on the error of the mean after the look-th doubling of the draws (look = 0, 1, …).

    Empirical Bernstein: with probability at least 1 - d a mean of N draws from an interval of length R is too small by at most
    sqrt(2 V log(2/d) / N) + 7 R log(2/d) / (3 (N - 1)), V the sample variance (Maurer and Pontil 2009, theorem 4). Here d is
    miss / ((look + 1)(look + 2)), which adds up to `miss` over all looks, shared by both sides of all n players.
    """
    n, count = len(seen.mean), seen.count
    log = math.log(4 * n * (look + 1) * (look + 2) / miss)
    variance = seen.squares / (count - 1)
    rounding = 64 * EPS * (seen.largest + width) * math.log2(count + 2) * (n + 1)
    return np.asarray(np.sqrt(2 * variance * log / count) + 7 * width * log / (3 * (count - 1)) + rounding)


def read_range(game: CoalitionalGame, given: Sequence[Any] | None) -> tuple[float, float]:
    """The least and the greatest marginal contribution: as given, or as they follow from the game."""
    if given is None:
        if isinstance(game, VotingGame):
            return 0.0, 1.0
        if isinstance(game, Tabulated) and game.kind != "symbolic":
            spread = float(game.table.max() - game.table.min()) / game.denominator * (1 + 4 * EPS)
            return -spread, spread
        raise InvalidArgumentError(
            f"expected marginal_range=(least, greatest marginal contribution) for a {type(game).__name__}, whose worths are "
            "not known; write for example marginal_range=(0, 10) if nobody adds less than 0 or more than 10"
        )
    listed = list(given) if isinstance(given, Sequence) and not isinstance(given, str) else []
    if len(listed) != 2 or (low := float(to_fraction(parse(listed[0])))) > (high := float(to_fraction(parse(listed[1])))):
        raise InvalidArgumentError(f"expected marginal_range as two numbers, the least first, got {given!r}; write (0, 1)")
    return low, high


def read_unit(value: Any, name: str, most: float) -> float:
    """A number above 0 and below `most`."""
    number = float(to_fraction(parse(value, name)))
    if not 0 < number < most:
        raise InvalidArgumentError(f"expected {name} above 0{f' and below {most}' if most < math.inf else ''}, got {value!r}")
    return number


def sampled_value(
    concept: str,
    game: CoalitionalGame,
    sizes: Sequence[float] | None,
    *,
    error: Any,
    confidence: Any,
    samples: int,
    scheme: Scheme,
    marginal_range: Sequence[Any] | None,
    rng: Any,
    executor: Executor | None,
    checkpoint: Checkpoint | None,
    progress: Progress | bool | None,
) -> Solution[Payoffs]:
    """The average of as many draws as the error asks for, at most `samples`; a look at the bounds after each doubling."""
    low, high = read_range(game, marginal_range)
    goal = None if error is None else read_unit(error, "error", math.inf)
    miss = 1 - read_unit(confidence, "confidence", 1)
    plan = _planned(concept, game, sizes, scheme, rng, checkpoint)
    whole = isinstance(samples, Integral) and not isinstance(samples, bool)
    if not whole or samples < plan.units:
        raise InvalidArgumentError(
            f"expected samples as a whole number of at least {plan.units}, which are drawn together, got {samples!r}"
        )
    looks = (int(samples) // plan.units).bit_length()
    done = opened(checkpoint, f"{plan} of {game!r:.200}")
    with reporting(progress) as report:
        seen, bound = _drawn(game, plan, (low, high), miss, looks, goal, done, executor, report)
    if goal is not None and bound > goal:
        raise _unreached(goal, bound, seen.count, samples)
    how = SCHEMES[scheme] if sizes is None else "sizes and orders"
    diagnostics = {
        "method": f"sampling, {how}",
        "samples": seen.count,
        "error_bound": bound,
        "confidence": 1 - miss,
        "marginal_range": f"{low} to {high}",
        "seed": plan.seed,
    }
    payoffs = Payoffs(game.players, tuple(seen.mean.tolist()))
    return Solution(concept, game, payoffs, Guarantee.APPROXIMATE, None, diagnostics)


def _unreached(goal: float, bound: float, drawn: int, samples: int) -> LimitExceededError:
    needed = drawn << math.ceil(2 * math.log2(bound / goal))  # the bound shrinks about with the root of the draws
    return LimitExceededError(
        f"expected an error of at most {goal} within samples={samples} draws, got {bound:.3g} after {drawn}; "
        f"write samples={needed} or more (with the same checkpoint, if there is one), a larger error, or error=None for what "
        "is reached"
    )


def _drawn(
    game: CoalitionalGame,
    plan: Plan,
    within: tuple[float, float],
    miss: float,
    looks: int,
    goal: float | None,
    done: Checkpoint,
    executor: Executor | None,
    report: Progress,
) -> tuple[Moments, float]:
    """The moments of 1, 2, 4, … chunks, until the bound on their error is small enough, and that bound."""
    most, bound = 1 << (looks - 1), math.inf
    seen: Moments | None = None
    for look in range(looks):

        def tell(ready: int, now: float = bound) -> None:
            report(ready, most, now)

        chunks = range(1 << look >> 1, 1 << look)
        parts = run_chunks(sampled_chunk, chunks, (game, plan), done=done, executor=executor, report=tell)
        for part in parts:
            seen = part if seen is None else seen.joined(part)
        assert seen is not None  # the first look has a chunk
        _check_range(game, seen, *within)
        bound = float(half_widths(seen, within[1] - within[0], miss, look).max())
        report(1 << look, most, bound)
        if goal is not None and bound <= goal:
            break
    assert seen is not None  # there is a first look
    return seen, bound


def _planned(
    concept: str, game: CoalitionalGame, sizes: Sequence[float] | None, scheme: Scheme, rng: Any, checkpoint: Checkpoint | None
) -> Plan:
    if scheme not in SCHEMES:
        raise InvalidArgumentError(f"expected scheme as one of {', '.join(SCHEMES)}, got {scheme!r}")
    n = len(game.players)
    rows = n + 2 if sizes is not None else n * {"independent": 1, "antithetic": 2, "cyclic": n}[scheme]
    units = 1 << max(4, 14 - rows.bit_length())
    if checkpoint is not None and rng is None and "seed" in checkpoint:
        seed = int(checkpoint["seed"])
    else:
        seed = int(np.random.default_rng(rng).integers(1 << 62))
    if checkpoint is not None:
        checkpoint.setdefault("seed", seed)
    return Plan(concept, n, seed, None if sizes is None else tuple(sizes), scheme, units)


def _check_range(game: CoalitionalGame, seen: Moments, low: float, high: float) -> None:
    slack = 8 * EPS * (seen.largest + high - low)
    for name, least, most in zip(game.players, seen.least.tolist(), seen.most.tolist(), strict=True):
        if least < low - slack or most > high + slack:
            raise InvalidArgumentError(
                f"expected marginal contributions from {low} to {high}, which the error bound rests on, got "
                f"{least if least < low - slack else most} by {name}; write a marginal_range that is never left"
            )
