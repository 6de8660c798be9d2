"""Bargaining by random proposers in a vote with equal weights, in closed form.

Measure prices (discounted values) by the price r of the marginal vote, and let ρ be what the cheapest coalition leaves, over r.
A player with recognition p and discount δ is included by other proposers with total probability x, where its value is
v = p (ρ + r) + x δ v. Cheaper than r, it is always included, x = 1 - p; dearer, never; and at δ v = r in between,
x = 1/δ - p (1 + ρ) in units of r. So x is that number cut off at 0 and 1 - p, and ρ is where they add up to the votes that
proposers buy: one equation, piecewise linear and falling in ρ.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from ...certificates.proposals import QuotaProposals
from ...errors import LimitExceededError
from ...games.proposers import ProposerBargaining
from ...kernels.lp import maximize

Kind = tuple[Fraction, Fraction]


def quota_proposals(game: ProposerBargaining, votes: int, limit: int) -> QuotaProposals:
    """The values of each kind of player, and whom proposers include; `limit` bounds the number of kinds."""
    kinds = {kind: len(who) for kind, who in game.kinds().items()}
    if len(kinds) > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} kinds of players (by recognition and discount), got {len(kinds)}; raise the "
            "limit, or give players who differ little the same numbers"
        )
    if votes == sum(kinds.values()):
        values = _unanimity(kinds)
        return QuotaProposals(values, ((Fraction(1),) * len(kinds),) * len(kinds))
    free = [p == 0 or d == 0 for p, d in kinds]
    number = sum(c for f, c in zip(free, kinds.values(), strict=True) if f)
    chance = sum((p * c for f, ((p, _), c) in zip(free, kinds.items(), strict=True) if f), start=Fraction(0))
    if number - chance >= votes - 1:
        values = tuple(p for p, _ in kinds)
    else:
        values = _by_marginal_vote(kinds, votes)
    return QuotaProposals(values, _included(kinds, votes, values))


def _unanimity(kinds: dict[Kind, int]) -> tuple[Fraction, ...]:
    """v proportional to p / (1 - δ); those with δ = 1 share everything in proportion to p, the limit as they become patient."""
    patient = any(d == 1 and p for p, d in kinds)
    shares = [(p if patient and d == 1 else 0 if patient else p / (1 - d) if p else 0) for p, d in kinds]
    total = sum((s * c for s, c in zip(shares, kinds.values(), strict=True)), start=Fraction(0))
    return tuple(Fraction(s) / total for s in shares)


def _by_marginal_vote(kinds: dict[Kind, int], votes: int) -> tuple[Fraction, ...]:
    rho = _ratio(kinds, votes - 1)
    cheap = [d == 0 or p == 0 or 1 / d - 1 > p * rho for p, d in kinds]
    paid = [c * d * p * rho / (1 - d) if f and p else 0 for f, ((p, d), c) in zip(cheap, kinds.items(), strict=True)]
    many = sum(c for f, c in zip(cheap, kinds.values(), strict=True) if f)
    r = 1 / (rho + sum(paid, start=Fraction(0)) + votes - many)
    values = []
    for is_cheap, (p, d) in zip(cheap, kinds, strict=True):
        if is_cheap:
            values.append(p * rho * r / (1 - d) if p else Fraction(0))
        else:
            values.append(max(r / d, p * (rho + 1) * r))
    return tuple(values)


def _ratio(kinds: dict[Kind, int], bought: int) -> Fraction:
    """The ρ >= 0 at which the probabilities of being included add up to the votes that proposers buy."""

    def included(rho: Fraction) -> Fraction:
        total = Fraction(0)
        for (p, d), c in kinds.items():
            total += c * (1 - p if d == 0 else min(max(1 / d - p * (1 + rho), Fraction(0)), 1 - p))
        return total

    corners = {Fraction(0)}
    for p, d in kinds:
        if p and d:
            corners |= {(1 / d - 1) / p, max(1 / (d * p) - 1, Fraction(0))}
    listed = sorted(corners)
    for low, high in pairwise(listed):
        a, b = included(low), included(high)
        if b <= bought:
            return low if a == b else low + (high - low) * (a - bought) / (a - b)
    return listed[-1]


def _included(kinds: dict[Kind, int], votes: int, values: tuple[Fraction, ...]) -> tuple[tuple[Fraction, ...], ...]:
    """Whom proposers include: all cheaper votes, and of those at the marginal price what a linear program chooses."""
    n, counts, chances = len(kinds), list(kinds.values()), [p for p, _ in kinds]
    prices = [d * v for (_, d), v in zip(kinds, values, strict=True)]
    table, columns, costs = [[Fraction(0)] * n for _ in range(n)], [], []
    rows, right = [], []
    for s in range(n):
        others = [c - (s == t) for t, c in enumerate(counts)]
        marginal, cost = _cheapest(prices, others, votes - 1)
        costs.append(cost)
        table[s] = [Fraction(int(marginal is not None and price < marginal)) for price in prices]
        columns += [(s, t) for t in range(n) if others[t] and prices[t] == marginal]
        rows.append({(s, t): Fraction(others[t]) for t in range(n)})
        right.append(votes - 1 - sum((q * c for q, c in zip(table[s], others, strict=True)), start=Fraction(0)))
    for t in range(n):
        if prices[t]:  # v = p (1 - cost) + x price, where x is how often it is included
            weights = {(s, t): chances[s] * (counts[s] - (s == t)) for s in range(n)}
            sure = sum((w * table[s][t] for (s, _), w in weights.items()), start=Fraction(0))
            rows.append(weights)
            right.append((values[t] - chances[t] * (1 - costs[t])) / prices[t] - sure)
    size = len(columns)
    matrix = [[*(row.get(column, Fraction(0)) for column in columns), *[Fraction(0)] * size] for row in rows]
    matrix += [[*(Fraction(c == k) for c in range(size)), *(Fraction(c == k) for c in range(size))] for k in range(size)]
    found = maximize([0] * 2 * size, matrix, [*right, *[Fraction(1)] * size])
    for (s, t), q in zip(columns, found.x, strict=False):
        table[s][t] = q
    return tuple(map(tuple, table))


def _cheapest(prices: list[Fraction], counts: list[int], votes: int) -> tuple[Fraction | None, Fraction]:
    """The price of the dearest of the cheapest votes (None if none is needed), and what they cost together."""
    left, cost, marginal = votes, Fraction(0), None
    for price, count in sorted(zip(prices, counts, strict=True)):
        take = min(left, count)
        if take:
            cost, left, marginal = cost + take * price, left - take, price
    return marginal, cost
