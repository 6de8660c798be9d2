"""Markov equilibria in which chance decides: who is indifferent, by averaging best replies, and then exact probabilities."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import combinations, islice, product
from typing import Any

import numpy as np

from ...certificates.markov import Approved, Proposals
from ...games.dynamic import chain_values
from ...games.processes import Row
from ...games.proposals import ProposalGame, mixed
from ...scalars import Array

Place = tuple[int, int]  #: a state and a proposer
Tie = tuple[int, int, int]  #: a player, and two states that are the same to him


class Averaged:
    """The game in floats: best replies that err a little, and values of their running average."""

    def __init__(self, game: ProposalGame) -> None:
        self.n, self.z = len(game.players), len(game.states)
        self.payoffs = np.array([[float(u) for u in row] for row in game.payoffs])
        self.discounts = np.array([float(d) for d in game.discounts])
        self.protocol = np.array([float(p) for p in game.protocol])
        sets = [
            (i, x, y, mask)
            for i, sources in enumerate(game.approvals)
            for x in range(self.z)
            for y in range(self.z)
            for mask in sources[x][y]
        ]
        self.sets = np.array(sets, dtype=np.int64).reshape(-1, 4)
        self.members = (self.sets[:, 3:] >> np.arange(self.n) & 1).astype(np.bool_)
        self.scale = float(np.ptp(self.payoffs, axis=0).max(initial=0.0)) or 1.0

    def replies(self, values: Array, heat: float) -> Array:
        """What comes of proposals, q[x, i, y], if everybody expects these values and chooses by logit."""
        gain = values[None, :, :] - values[:, None, :]  # x, y, player
        approve = 1 / (1 + np.exp(-np.clip(gain / heat, -500, 500)))
        i, x, y, _ = self.sets.T
        together = np.where(self.members, approve[x, y], 1.0).prod(axis=1)
        fails = np.ones((self.z, self.n, self.z))
        np.multiply.at(fails, (x, i, y), 1 - together)
        hope = (1 - fails) * gain.transpose(0, 2, 1) / heat
        weight = np.exp(hope - hope.max(axis=2, keepdims=True))
        q: Array = weight / weight.sum(axis=2, keepdims=True) * (1 - fails)
        q[np.arange(self.z), :, np.arange(self.z)] += 1 - q.sum(axis=2)
        return q

    def values(self, q: Array) -> Array:
        """Everybody's values."""
        chain = np.einsum("i,xiy->xy", self.protocol, q)
        columns = [
            np.linalg.solve(np.eye(self.z) - d * chain, (1 - d) * self.payoffs[:, i]) for i, d in enumerate(self.discounts)
        ]
        return np.array(columns).reshape(self.n, self.z).T

    def allowed(self, values: Array, slack: float) -> tuple[Array, Array]:
        """Which proposals are acceptable, and which are sure to pass, [x, i, y], up to some slack."""
        gain = values[None, :, :] - values[:, None, :]
        i, x, y, _ = self.sets.T
        acceptable, sure = (np.zeros((self.z, self.n, self.z), dtype=np.bool_) for _ in range(2))
        np.logical_or.at(acceptable, (x, i, y), (~self.members | (gain[x, y] >= -slack)).all(axis=1))
        np.logical_or.at(sure, (x, i, y), (~self.members | (gain[x, y] > slack)).all(axis=1))
        return acceptable, sure

    def is_equilibrium(self, q: Array, slack: float) -> bool:
        """Whether nobody gains more than some slack by other proposals or approvals (see `Approved`)."""
        values = self.values(q)
        acceptable, sure = self.allowed(values, slack)
        gain = (values[None, :, :] - values[:, None, :]).transpose(0, 2, 1)
        total = (q * gain).sum(axis=2, keepdims=True)
        stay = np.eye(self.z, dtype=np.bool_)[:, None, :]
        comes = (q > 0) & ~stay
        right = ~comes | (acceptable & (gain >= total - slack))
        return bool((right & (~(sure | stay) | (gain <= total + slack))).all())

    def run(self, rng: np.random.Generator, steps: int) -> Array:
        """The average of best replies, from a random beginning; the errors shrink on the way."""
        q = rng.dirichlet(np.ones(self.z), size=(self.z, self.n))
        for t in range(1, steps + 1):
            heat = self.scale * (1e-3 if 2 * t < steps else 2e-5)
            q += (self.replies(self.values(q), heat) - q) / (t**0.7 + 3)
        return q


@dataclass(frozen=True, slots=True)
class Support:
    """What is sure to come at most places, and at the others two or three states between which chance decides.

    For each of the others one player is indifferent between two states (`ties`). Where there are three, the last is the state
    itself: a proposal that is sure to pass is as good as one that is rejected from time to time.
    """

    sure: dict[Place, int]
    lots: dict[Place, tuple[int, ...]]
    ties: tuple[Tie, ...]

    @property
    def start(self) -> list[float]:
        """Equal probabilities for all states but the first of each lottery."""
        return [1 / len(lot) for lot in self.lots.values() for _ in lot[1:]]

    def rows(self, weights: Sequence[Any]) -> dict[Place, list[tuple[int, Any]]]:
        """The states that may follow, with these probabilities."""
        left, found = list(weights), {p: [(y, 1)] for p, y in self.sure.items()}
        for place, lot in self.lots.items():
            chances, left = left[: len(lot) - 1], left[len(lot) - 1 :]
            found[place] = list(zip(lot, [1 - sum(chances), *chances], strict=True))
        return found

    def gaps(self, weights: Sequence[Any], values: Any) -> list[Any]:
        """What must vanish: the differences of ties, and what a proposer gains by mixing instead of what is sure to pass."""
        found = [values[x][j] - values[y][j] for j, x, y in self.ties]
        rows = self.rows(weights)
        for (x, i), lot in self.lots.items():
            if len(lot) == 3:
                sure = values[lot[0]][i] - values[x][i]
                found.append(sum(w * (values[y][i] - values[x][i]) for y, w in rows[x, i]) - sure)
        return found


def supports(game: ProposalGame, average: Averaged, q: Array, width: float) -> Iterator[Support]:
    """Supports of best replies to averaged values, if differences up to some width count as none; the likeliest first."""
    values = average.values(q)
    close = width * average.scale
    acceptable, sure = average.allowed(values, close)
    options: dict[Place, list[int]] = {}
    for x, i in product(range(average.z), range(average.n)):
        gain = values[:, i] - values[x, i]
        floor = max([0.0, *gain[sure[x, i]].tolist()]) - close
        fine = [y for y in range(average.z) if gain[y] >= floor and (y == x or acceptable[x, i, y])] or [x]
        if not sure[x, i, fine].any() and x not in fine:
            fine.append(x)  # what is better may be rejected
        options[x, i] = sorted(fine, key=lambda y, p=(x, i): -float(q[p[0], p[1], y]))  # type: ignore[misc]
    pairs = ((j, x, y) for j in range(average.n) for x, y in combinations(range(average.z), 2))
    ties = sorted((abs(float(values[x, j] - values[y, j])), (j, x, y)) for j, x, y in pairs)
    near = [tie for gap, tie in ties if gap <= close]
    open_ = [place for place, some in options.items() if len(some) > 1 and game.protocol[place[1]]]
    for count in (0, 1, 2):
        for places in combinations(open_, count):
            rest = [p for p in options if p not in places]
            for fixed in islice(product(*(options[p] for p in rest)), 48):
                for drawn in product(*(_lotteries(p, options[p], sure) for p in places)):
                    for some in combinations(near[:6], count):
                        yield Support(dict(zip(rest, fixed, strict=True)), dict(zip(places, drawn, strict=True)), some)


def _lotteries(place: Place, options: list[int], sure: Array) -> list[tuple[int, ...]]:
    """Pairs of the states that may follow, and what is sure to pass with what may be rejected."""
    found: list[tuple[int, ...]] = list(combinations(options, 2))
    for a in options:
        found += [(a, b, place[0]) for b in options if sure[(*place, a)] and not sure[(*place, b)] and place[0] not in (a, b)]
    return found


def outcome(average: Averaged, support: Support, weights: Sequence[float]) -> Array:
    """The outcomes in floats, with these probabilities."""
    q = np.zeros((average.z, average.n, average.z))
    for (x, i), row in support.rows(weights).items():
        for y, w in row:
            q[x, i, y] = w
    return q


def proposals_at(game: ProposalGame, support: Support, weights: Sequence[Fraction]) -> Proposals:
    """The same in fractions."""
    rows: dict[Place, Row] = {
        p: tuple(sorted((y, Fraction(w)) for y, w in row if w)) for p, row in support.rows(weights).items()
    }
    return tuple(tuple(rows[x, i] for i in range(len(game.players))) for x in range(len(game.states)))


def root(gaps: Callable[[list[Any]], list[Any]], start: list[Any], step: Any, rounds: int) -> list[Any] | None:
    """Weights at which as many gaps vanish, by Newton's method (in floats or in fractions, as they come)."""
    point = start
    for _ in range(rounds if point else 0):
        here = gaps(point)
        moved = [gaps([w + step * (k == m) for m, w in enumerate(point)]) for k in range(len(point))]
        slopes = [[(a - b) / step for a, b in zip(row, here, strict=True)] for row in moved]
        shift = _solved(slopes, here)
        if shift is None:
            return None
        point = [w - s for w, s in zip(point, shift, strict=True)]
        if any(not -1 <= w <= 2 for w in point):
            return None
        if isinstance(step, Fraction):
            point = [w.limit_denominator(step.denominator**3) for w in point]
    return point


def _solved(slopes: Sequence[Sequence[Any]], here: Sequence[Any]) -> list[Any] | None:
    """The shift s with s[0] slopes[0] + s[1] slopes[1] + … = here, by elimination; None if there is not exactly one."""
    size = len(here)
    rows = [[*(slopes[k][e] for k in range(size)), here[e]] for e in range(size)]
    for k in range(size):
        pivot = max(range(k, size), key=lambda r: abs(rows[r][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        if not rows[k][k]:
            return None
        for r in range(size):
            if r != k:
                factor = rows[r][k] / rows[k][k]
                rows[r][k + 1 :] = [a - factor * b for a, b in zip(rows[r][k + 1 :], rows[k][k + 1 :], strict=True)]
    return [rows[k][size] / rows[k][k] for k in range(size)]


def exactly(game: ProposalGame, support: Support, near: Sequence[float]) -> Proposals:
    """The outcomes with probabilities at which the ties hold: exactly where these are rational, else to fifty digits."""

    def gaps(weights: list[Any]) -> list[Any]:
        return support.gaps(weights, chain_values(game, mixed(game, proposals_at(game, support, weights))))

    if not near:
        return proposals_at(game, support, ())
    found = root(gaps, [Fraction(w).limit_denominator(10**9) for w in near], Fraction(1, 10**25), 7)
    point = [Fraction(w).limit_denominator(10**15) for w in near] if found is None else found
    simple = [w.limit_denominator(10**30) for w in point]
    return proposals_at(game, support, simple if not any(gaps(simple)) else point)


def equilibria(
    game: ProposalGame, rng: np.random.Generator, tries: int, tolerance: Fraction, *, steps: int = 1200, most: int = 3000
) -> Iterator[tuple[Proposals, Fraction]]:
    """Outcomes that are equilibria, exactly (0) or within the tolerance, from several random beginnings."""
    average = Averaged(game)
    slack = 1e-8 * average.scale
    seen: set[Any] = set()
    for _ in range(tries):
        q = average.run(rng, steps)
        for width in (3e-4, 3e-3, 2e-2):
            for support in islice(supports(game, average, q, width), most):
                key = (tuple(sorted(support.sure.items())), tuple(support.lots.items()), support.ties)
                if key in seen:
                    continue
                seen.add(key)
                weights = root(partial(_float_gaps, average, support), support.start, 1e-6, 8)
                if weights is None or any(not 0 <= w <= 1 for row in support.rows(weights).values() for _, w in row):
                    continue
                if not average.is_equilibrium(outcome(average, support, weights), slack):
                    continue
                proposals = exactly(game, support, weights)
                values = chain_values(game, mixed(game, proposals))
                fits = [t for t in (Fraction(0), tolerance) if Approved(game, values, t).fault(proposals) is None]
                if fits:
                    yield proposals, fits[0]


def _float_gaps(average: Averaged, support: Support, weights: list[Any]) -> list[Any]:
    values = average.values(outcome(average, support, weights))
    return [float(g) for g in support.gaps(weights, values)]
