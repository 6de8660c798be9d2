"""Evidence about bargaining by proposals: what everybody expects, and offers that are best given these expectations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.proposers import ProposerBargaining
from ..games.tu import MAX_PLAYERS, CoalitionalGame, exact_table, tabulate
from ..kernels.subsets import subset_sums
from ..players import Payoffs
from ..scalars import Array, to_integers
from .plain import fractions

Proposals = tuple[tuple[int, Fraction], ...]  #: masks of coalitions that are proposed, each with its positive probability
#: The players who are left, as a mask; what each player of the game expects (0 for the others); what each proposes.
Stage = tuple[int, tuple[Fraction, ...], tuple[Proposals, ...]]


def net_worths(worths: Array, denominator: int, prices: tuple[Fraction, ...]) -> tuple[Array, int]:
    """For each coalition its worth without the prices of its members, as integers over one denominator."""
    numerators, scale = to_integers(prices)
    return worths.astype(object) * scale - subset_sums(numerators.astype(object), object) * denominator, denominator * scale


def _members(mask: int) -> list[int]:
    return [i for i in range(mask.bit_length()) if mask >> i & 1]


@dataclass(frozen=True, slots=True)
class StationaryProposals:
    """For every set of players who may be left: what they expect, and the coalitions that each of them proposes.

    A proposer offers each partner exactly what waiting is worth, so a coalition leaves it the worth minus these prices. The
    check goes through all coalitions: nothing leaves a proposer more, nor does waiting. And the expectations are what these
    proposals give on average. By the one-shot deviation principle this is a subgame perfect equilibrium.
    """

    stages: tuple[Stage, ...]  #: the smaller sets first; only all players together where the game ends with an agreement
    proves: ClassVar[tuple[str, ...]] = ("stationary equilibrium",)

    def check(self, game: ProposerBargaining) -> Payoffs:
        """What the players expect; raises CertificateError where a proposal is not best, or an expectation not right."""
        if not isinstance(game, ProposerBargaining):
            raise CertificateError(f"expected bargaining by proposals, got {type(game).__name__}")
        n, grand = len(game.players), game.players.grand
        wanted = [grand] if game.rest == "nothing" else sorted(range(1, grand + 1), key=lambda m: (m.bit_count(), m))
        if any(type(s[0]) is not int for s in self.stages) or [s[0] for s in self.stages] != wanted * bool(n):
            raise CertificateError("expected a stage for every set of players who may be left, the smaller ones first")
        worths, denominator = game.exact_worths(limit=n)
        expected: dict[int, tuple[Fraction, ...]] = {0: (Fraction(0),) * n}
        for left, values, proposals in self.stages:
            expected[left] = fractions(values, n)
            _check_stage(game, worths, denominator, expected, left, proposals)
        return Payoffs(game.players, expected[grand])

    def explain(self, game: ProposerBargaining, player: Any) -> str:
        """What a player proposes in the first round, in words."""
        i = game.players.index(player)
        _, values, proposals = self.stages[-1]
        parts = []
        for mask, probability in proposals[i]:
            others = [k for k in _members(mask) if k != i]
            offers = ", ".join(f"{game.discounts[k] * values[k]} to {game.players.names[k]}" for k in others)
            keeps = Fraction(to_worth(game, mask)) - sum((game.discounts[k] * values[k] for k in others), start=Fraction(0))
            often = "" if probability == 1 else f"with probability {probability} "
            parts.append(f"{often}forms {game.players.coalition(mask)}, offers {offers or 'nothing'} and keeps {keeps}")
        return f"{player} " + "; ".join(parts)

    def describe(self, game: ProposerBargaining) -> str:
        if not self.stages:
            return "nobody bargains"
        _, _, proposals = self.stages[-1]
        masks = sorted({m for p, listed in zip(game.recognition, proposals, strict=True) if p for m, _ in listed})
        shown = ", ".join(str(game.players.coalition(m)) for m in masks[:6]) + (", …" if len(masks) > 6 else "")
        return f"{shown} {'is' if len(masks) == 1 else 'are'} proposed; no proposal leaves a proposer more, and waiting neither"

    def to_dict(self) -> dict[str, Any]:
        stages = [
            [str(left), [str(v) for v in values], [[[str(m), str(q)] for m, q in listed] for listed in proposals]]
            for left, values, proposals in self.stages
        ]
        return {"kind": "stationary proposals", "stages": stages}


def to_worth(game: ProposerBargaining, mask: int) -> Fraction:
    """The worth of a coalition as a fraction."""
    return Fraction(game.game[list(game.players.coalition(mask))])  # type: ignore[index]


def _check_stage(
    game: ProposerBargaining,
    worths: Array,
    denominator: int,
    expected: dict[int, tuple[Fraction, ...]],
    left: int,
    proposals: tuple[Proposals, ...],
) -> None:
    n, values = len(game.players), expected[left]
    members, total = _members(left), sum((game.recognition[i] for i in _members(left)), start=Fraction(0))
    if len(proposals) != n or any((not left >> i & 1) and (values[i] or proposals[i]) for i in range(n)):
        raise CertificateError(f"expected proposals and values of those who are left, {game.players.coalition(left)}")
    prices = tuple(d * v for d, v in zip(game.discounts, values, strict=True))
    net, scale = net_worths(worths, denominator, prices)
    average = [Fraction(0)] * n
    for i in members:
        best = max(int(net[m]) for m in allowed(game, worths, left, i))
        if values[i] < 0 or best < 0:
            raise CertificateError(f"expected a proposal that {game.players.names[i]} prefers to waiting")
        for mask, probability in _lottery(game, proposals[i]):
            if mask & ~left or not mask >> i & 1 or net[mask] != best or not _agreed(game, worths, mask):
                raise CertificateError(f"expected a coalition that leaves {game.players.names[i]} most, got {mask!r}")
            weight = probability * game.recognition[i] / total
            for k in members:
                inside = mask >> k & 1
                gets = prices[k] if inside else _later(game, expected, left & ~mask, k)
                average[k] += weight * (gets + Fraction(best, scale) * (k == i))
    if tuple(average) != values:
        raise CertificateError("expected values that are what the proposals give on average")


def _lottery(game: ProposerBargaining, proposals: Proposals) -> Proposals:
    """Proposals whose probabilities are positive and add up to 1, each coalition once."""
    probabilities, masks = fractions(q for _, q in proposals), [m for m, _ in proposals]
    if not all(type(m) is int and 0 < m <= game.players.grand for m in masks) or len(set(masks)) != len(masks):
        raise CertificateError(f"expected masks of coalitions, each once, got {masks}")
    if sum(probabilities) != 1 or min(probabilities) <= 0:
        raise CertificateError("expected positive probabilities that add up to 1")
    return tuple(zip(masks, probabilities, strict=True))


def _agreed(game: ProposerBargaining, worths: Array, mask: int) -> bool:
    """Whether a coalition can end the bargaining: only with something to divide where the game ends then."""
    return game.rest == "continue" or bool(worths[mask] > 0)


def allowed(game: ProposerBargaining, worths: Array, left: int, i: int) -> Iterator[int]:
    """The coalitions that a player can propose to those who are left."""
    mask = left
    while mask:
        if mask >> i & 1 and _agreed(game, worths, mask):
            yield mask
        mask = (mask - 1) & left


def _later(game: ProposerBargaining, expected: dict[int, tuple[Fraction, ...]], left: int, k: int) -> Fraction:
    """What a player expects who is left out of an agreement."""
    return Fraction(0) if game.rest == "nothing" else game.discounts[k] * expected[left][k]


@dataclass(frozen=True, slots=True)
class QuotaProposals:
    """In a vote with equal weights: what each kind of player expects, and how likely each kind of proposer includes each other.

    Kinds are players with the same recognition and discount, in the order of their first members. `included[s][t]` is the
    probability with which a proposer of kind s has a given other player of kind t in its coalition. Probabilities from 0 to 1
    that add up to the votes needed come from a lottery over coalitions of that size. The check: only the cheapest votes are
    bought, nobody would rather wait, and the values are what this gives on average.
    """

    values: tuple[Fraction, ...]
    included: tuple[tuple[Fraction, ...], ...]
    proves: ClassVar[tuple[str, ...]] = ("stationary equilibrium",)

    def check(self, game: ProposerBargaining) -> Payoffs:
        """What the players expect; raises CertificateError where a vote is too dear, or an expectation not right."""
        if not isinstance(game, ProposerBargaining) or (votes := game.votes_needed()) is None:
            raise CertificateError("expected bargaining by proposals in a vote with equal weights")
        kinds = game.kinds()
        values = fractions(self.values, len(kinds))
        table = [fractions(row, len(kinds)) for row in self.included]
        if len(table) != len(kinds) or min(values, default=Fraction(0)) < 0:
            raise CertificateError("expected a row of probabilities for each kind of player, and values of at least 0")
        prices = [d * v for (_, d), v in zip(kinds, values, strict=True)]
        counts = [len(who) for who in kinds.values()]
        drawn = [Fraction(0)] * len(kinds)
        kept = []
        for s, (row, (chance, _)) in enumerate(zip(table, kinds, strict=True)):
            others = [c - (s == t) for t, c in enumerate(counts)]
            if not all(0 <= q <= 1 for q in row) or sum(q * c for q, c in zip(row, others, strict=True)) != votes - 1:
                raise CertificateError(f"expected probabilities from 0 to 1 that add up to {votes - 1} votes")
            bought = max((p for p, q, c in zip(prices, row, others, strict=True) if c and q > 0), default=Fraction(0))
            if any(p < bought for p, q, c in zip(prices, row, others, strict=True) if c and q < 1):
                raise CertificateError("expected only the cheapest votes to be bought")
            kept.append(1 - sum((q * c * p for q, c, p in zip(row, others, prices, strict=True)), start=Fraction(0)))
            if kept[s] < prices[s]:
                raise CertificateError("expected proposals that proposers prefer to waiting")
            for t, q in enumerate(row):
                drawn[t] += chance * (counts[s] - (s == t)) * q
        for (chance, _), value, keeps, often, price in zip(kinds, values, kept, drawn, prices, strict=True):
            if value != chance * keeps + often * price:
                raise CertificateError("expected values that are what the proposals give on average")
        spread = {i: value for who, value in zip(kinds.values(), values, strict=True) for i in who}
        return Payoffs(game.players, tuple(spread[i] for i in range(len(game.players))))

    def describe(self, game: ProposerBargaining) -> str:
        kinds = game.kinds()
        prices = [d * v for (_, d), v in zip(kinds, self.values, strict=True)]
        parts = []
        for s, (row, who) in enumerate(zip(self.included, kinds.values(), strict=True)):
            others = [len(w) - (s == t) for t, w in enumerate(kinds.values())]
            keeps = 1 - sum((q * c * p for q, c, p in zip(row, others, prices, strict=True)), start=Fraction(0))
            parts.append(f"{game.players.names[who[0]]} proposing keeps {keeps}")
        shown = ", ".join(parts[:6]) + (", …" if len(parts) > 6 else "")
        return f"{(game.votes_needed() or 1) - 1} of the cheapest other votes are bought; {shown}"

    def to_dict(self) -> dict[str, Any]:
        included = [[str(q) for q in row] for row in self.included]
        return {"kind": "quota proposals", "values": [str(v) for v in self.values], "included": included}


@dataclass(frozen=True, slots=True)
class ProposerDemands:
    """What each player keeps as a proposer, and a coalition that leaves it that much when the others get δ times theirs.

    The check goes through all coalitions: a_i is the most that v(T) − δ a(T − i) is for coalitions T with i. There is only one
    solution. For let a_i be largest and T its coalition. Then (1 − δ) a_i + δ a(T) = v(T), while (1 − δ) a_j + δ a(T) >= v(T)
    for all j in T, so that all of T demand a_i = v(T) / (1 + δ (t − 1)). That is the largest such ratio, and who is in a
    coalition with this ratio demands it; the same argument then goes for the others, given these.
    """

    discount: Fraction
    demands: tuple[Fraction, ...]
    coalitions: tuple[int, ...]  #: for each player the mask of its coalition
    proves: ClassVar[tuple[str, ...]] = ("proposer demands",)

    @property
    def judged(self) -> Fraction:
        """The discount factor that was asked for."""
        return self.discount

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The demands; raises CertificateError where its coalition does not leave a proposer that, or another more."""
        n = len(game.players)
        demands, (discount,) = fractions(self.demands, n), fractions((self.discount,))
        if not 0 <= discount < 1 or len(self.coalitions) != n or min(demands, default=Fraction(0)) < 0:
            raise CertificateError("expected a discount factor from 0 to below 1, and demands of at least 0 with coalitions")
        worths, denominator = exact_table(tabulate(game, limit=MAX_PLAYERS))
        net, scale = net_worths(worths, denominator, tuple(discount * a for a in demands))
        masks = np.arange(len(net))
        for i, (demand, mask) in enumerate(zip(demands, self.coalitions, strict=True)):
            left = (1 - discount) * demand
            if type(mask) is not int or not 0 < mask < len(net) or not mask >> i & 1 or Fraction(int(net[mask]), scale) != left:
                raise CertificateError(f"expected a coalition that leaves {game.players.names[i]} its demand, got {mask!r}")
            if Fraction(int(net[masks >> i & 1 == 1].max()), scale) > left:
                raise CertificateError(f"expected no coalition that leaves {game.players.names[i]} more than its demand")
        return Payoffs(game.players, self.demands)

    def describe(self, game: CoalitionalGame) -> str:
        pairs = zip(game.players, self.coalitions, strict=True)
        shown = ", ".join(f"{p} proposes {game.players.coalition(m)}" for p, m in list(pairs)[:6])
        more = ", …" if len(self.coalitions) > 6 else ""
        return f"{shown or 'nobody proposes'}{more}; none leaves a proposer more if others get {self.discount} of theirs"

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": "proposer demands",
            "discount": str(self.discount),
            "demands": [str(a) for a in self.demands],
            "coalitions": [str(m) for m in self.coalitions],
        }


@dataclass(frozen=True, slots=True)
class ExpectedProposals:
    """Values that were asked about, with proposals that make them a stationary equilibrium (see `StationaryProposals`)."""

    amounts: tuple[Fraction, ...]
    proposals: tuple[Proposals, ...]
    proves: ClassVar[tuple[str, ...]] = ("values of a stationary equilibrium",)

    @property
    def judged(self) -> tuple[Fraction, ...]:
        """The values that were asked about."""
        return self.amounts

    def _stages(self, game: ProposerBargaining) -> StationaryProposals:
        if not isinstance(game, ProposerBargaining) or game.rest != "nothing":
            raise CertificateError("expected bargaining by proposals that ends with the first agreement")
        stage = (game.players.grand, self.amounts, self.proposals)
        return StationaryProposals((stage,) if len(game.players) else ())

    def check(self, game: ProposerBargaining) -> bool:
        """True; raises CertificateError where the proposals do not make the values an equilibrium."""
        if len(self.amounts) != len(getattr(game, "players", ())) or len(self.proposals) != len(self.amounts):
            raise CertificateError("expected a value and proposals for each player")
        self._stages(game).check(game)
        return True

    def describe(self, game: ProposerBargaining) -> str:
        return self._stages(game).describe(game)

    def to_dict(self) -> dict[str, Any]:
        proposals = [[[str(m), str(q)] for m, q in listed] for listed in self.proposals]
        return {"kind": "expected proposals", "amounts": [str(a) for a in self.amounts], "proposals": proposals}


@dataclass(frozen=True, slots=True)
class NoProposals:
    """Values that were asked about, and why no lotteries over the best coalitions give them.

    `weights` are numbers y_i and z_i for the players (all y first). If proposer i's coalition T counts y_i plus the sum of z_j
    times what j gets in expectation, every best coalition counts 0 or more, so lotteries do; but with the values as they are it
    would have to be less than 0 (Farkas). None says that a value is negative, or that a proposer prefers to wait.
    """

    amounts: tuple[Fraction, ...]
    weights: tuple[Fraction, ...] | None
    proves: ClassVar[tuple[str, ...]] = ("values of a stationary equilibrium",)

    @property
    def judged(self) -> tuple[Fraction, ...]:
        """The values that were asked about."""
        return self.amounts

    def check(self, game: ProposerBargaining) -> bool:
        """False; raises CertificateError where the numbers do not rule out all lotteries."""
        if not isinstance(game, ProposerBargaining) or game.rest != "nothing":
            raise CertificateError("expected bargaining by proposals that ends with the first agreement")
        n = len(game.players)
        values = fractions(self.amounts, n)
        takes, best = best_proposals(game, values)
        if self.weights is None:
            waiting = any(take < d * v for take, d, v in zip(takes, game.discounts, values, strict=True))
            if min(values, default=Fraction(0)) >= 0 and not waiting:
                raise CertificateError("expected a negative value, or a proposer who prefers to wait")
            return False
        numbers = fractions(self.weights, 2 * n)
        prices = [d * v for d, v in zip(game.discounts, values, strict=True)]
        for i, masks in enumerate(best):
            for mask in masks:
                gets = (numbers[n + j] * prices[j] for j in _members(mask) if j != i)
                if numbers[i] + game.recognition[i] * sum(gets, start=Fraction(0)) < 0:
                    raise CertificateError("expected weights at which no best coalition counts less than 0")
        left = [v - p * take for v, p, take in zip(values, game.recognition, takes, strict=True)]
        if sum(numbers[:n]) + sum((z * b for z, b in zip(numbers[n:], left, strict=True)), start=Fraction(0)) >= 0:
            raise CertificateError("expected weights at which the values count less than 0")
        return False

    def describe(self, game: ProposerBargaining) -> str:
        takes, best = best_proposals(game, self.amounts)
        for player, take, d, v in zip(game.players, takes, game.discounts, self.amounts, strict=True):
            if v < 0:
                return f"{player} would expect less than nothing"
            if take < d * v:
                return f"{player} keeps at most {take} as a proposer, and prefers to wait for {v}"
        only = {m for masks in best for m in masks}
        shown = ", ".join(str(game.players.coalition(m)) for m in sorted(only)[:6]) + (", …" if len(only) > 6 else "")
        return f"no lotteries over the best coalitions {shown} give these values"

    def to_dict(self) -> dict[str, Any]:
        weights = None if self.weights is None else [str(w) for w in self.weights]
        return {"kind": "no proposals", "amounts": [str(a) for a in self.amounts], "weights": weights}


def best_proposals(game: ProposerBargaining, values: tuple[Fraction, ...]) -> tuple[list[Fraction], list[list[int]]]:
    """What each proposer keeps at most if all others get what waiting is worth, and the coalitions that leave it that much."""
    n = len(game.players)
    worths, denominator = game.exact_worths(limit=n)
    prices = tuple(d * v for d, v in zip(game.discounts, values, strict=True))
    net, scale = net_worths(worths, denominator, prices)
    takes, best = [], []
    for i in range(n):
        mine = list(allowed(game, worths, game.players.grand, i))
        most = max(int(net[m]) for m in mine)
        takes.append(Fraction(most, scale) + prices[i])
        best.append([m for m in sorted(mine) if net[m] == most])
    return takes, best
