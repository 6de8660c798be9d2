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
    if number - chance >= votes - 1 and not any(p == 0 and d == 1 for p, d in kinds):
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
    cheap = [d == 0 or 1 / d - 1 > p * rho for p, d in kinds]
    costs = sum(
        (c * d * p * rho / (1 - d) for f, ((p, d), c) in zip(cheap, kinds.items(), strict=True) if f), start=Fraction(0)
    )
    many = sum(c for f, c in zip(cheap, kinds.values(), strict=True) if f)
    r = 1 / (rho + costs + votes - many)
    values = []
    for is_cheap, (p, d) in zip(cheap, kinds, strict=True):
        if is_cheap:
            values.append(p * rho * r / (1 - d))
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
    """Whom proposers of each kind include: a linear program over the marginal kinds, the cheaper ones being included always."""
    n, counts = len(kinds), list(kinds.values())
    prices = [d * v for (_, d), v in zip(kinds, values, strict=True)]
    ordered = sorted(p for p, c in zip(prices, counts, strict=True) for _ in range(min(c, votes + 1)))
    marginal = {ordered[votes - 1], ordered[max(votes - 2, 0)]} if votes > 1 else set()
    middle = [t for t in range(n) if prices[t] in marginal]
    sure = [t for t in range(n) if marginal and prices[t] < min(marginal)]
    columns = [(s, t) for s in range(n) for t in middle if counts[t] - (s == t)]
    size = len(columns)
    matrix: list[list[Fraction | int]] = []
    right: list[Fraction | int] = []
    for s in range(n):
        matrix.append([(counts[t] - (s == t)) * int(s == k) for k, t in columns])
        right.append(votes - 1 - sum(counts[t] - (s == t) for t in sure))
    chances = [p for p, _ in kinds]
    for t in middle:
        if prices[t]:
            matrix.append([chances[s] * (counts[s] - (s == t)) * int(k == t) for s, k in columns])
            # values: v = p (1 - cost) + x price, where the cost of a proposer's coalition is that of the cheapest votes
            right.append((values[t] - chances[t] * (1 - _cost(prices, counts, t, votes))) / prices[t])
    rows = [[*row, *[0] * size] for row in matrix]
    rows += [[*(int(c == k) for c in range(size)), *(int(c == k) for c in range(size))] for k in range(size)]
    found = maximize([0] * 2 * size, rows, [*right, *[1] * size])
    table = [[Fraction(int(t in sure)) for t in range(n)] for _ in range(n)]
    for (s, t), q in zip(columns, found.x, strict=False):
        table[s][t] = q
    return tuple(map(tuple, table))


def _cost(prices: list[Fraction], counts: list[int], kind: int, votes: int) -> Fraction:
    """The cost of the cheapest other votes for a proposer of this kind."""
    left, cost = votes - 1, Fraction(0)
    for price, count in sorted((p, c - (t == kind)) for t, (p, c) in enumerate(zip(prices, counts, strict=True))):
        take = min(left, count)
        cost, left = cost + take * price, left - take
    return cost
