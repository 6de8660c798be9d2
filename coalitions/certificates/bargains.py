"""Evidence about agreements in bargaining problems: why no feasible payoffs have a larger product, minimum or sum of gains."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Literal, get_args

from ..errors import CertificateError
from ..games.bargaining import BargainingProblem, able, gain_rows, product
from ..players import Payoffs
from .plain import fractions

Level = Literal["egalitarian bargaining solution", "Kalai–Smorodinsky solution"]
MaximinLevel = Literal["lexicographic egalitarian bargaining solution", "lexicographic Kalai–Smorodinsky solution"]


def _gains(problem: BargainingProblem, amounts: tuple[Any, ...]) -> tuple[Fraction, ...]:
    """What the players gain over the disagreement point; raises CertificateError if payoffs are not feasible or one loses."""
    if not isinstance(problem, BargainingProblem):
        raise CertificateError(f"expected a bargaining problem, got {type(problem).__name__}")
    x = fractions(amounts, len(problem.players))
    gains = tuple(a - d for a, d in zip(x, problem.disagreement, strict=True))
    if min(gains, default=Fraction(0)) < 0 or min(problem.slacks(x), default=Fraction(0)) < 0:
        raise CertificateError("expected payoffs that are feasible and at least those of the disagreement point")
    return gains


def _weights(problem: BargainingProblem, weights: tuple[Any, ...]) -> tuple[Fraction, ...]:
    listed = fractions(weights, len(problem.players))
    if min(listed, default=Fraction(1)) <= 0:
        raise CertificateError("expected positive weights")
    return listed


def _priced(problem: BargainingProblem, prices: tuple[Any, ...]) -> tuple[list[Fraction], Fraction]:
    """What a unit of gain of each player costs at prices of the inequalities, and what all that is feasible costs at most."""
    listed = fractions(prices, len(problem.rows))
    if min(listed, default=Fraction(0)) < 0:
        raise CertificateError("expected prices of at least 0")
    rows = list(gain_rows(problem))
    costs = [
        sum((p * row[i] for p, (row, _) in zip(listed, rows, strict=True)), start=Fraction(0))
        for i in range(len(problem.players))
    ]
    return costs, sum((p * bound for p, (_, bound) in zip(listed, rows, strict=True)), start=Fraction(0))


@dataclass(frozen=True, slots=True)
class SupportingPrices:
    """Payoffs, and prices of the inequalities at which each player who can gain spends its weight on its gain.

    With gains g, weights w of total W and prices p >= 0 of the rows (a, c) in gains: p a_i g_i = w_i for all who can gain, and
    p c = W. Then any feasible gains h cost p a h <= W, that is, the average of h_i / g_i with weights w_i is at most 1. By the
    inequality of the means the product of the h_i ** w_i is at most that of the g_i ** w_i, and less unless h = g.
    """

    amounts: tuple[Fraction, ...]
    weights: tuple[Fraction, ...]
    prices: tuple[Fraction, ...]
    proves: ClassVar[tuple[str, ...]] = ("Nash bargaining solution",)

    @property
    def judged(self) -> tuple[Fraction, ...]:
        """The weights that were asked for."""
        return self.weights

    def check(self, game: BargainingProblem) -> Payoffs:
        """The payoffs; raises CertificateError where the prices do not support them."""
        gains, weights = _gains(game, self.amounts), _weights(game, self.weights)
        costs, most = _priced(game, self.prices)
        spent = Fraction(0)
        for gain, weight, cost, can in zip(gains, weights, costs, able(game), strict=True):
            if cost * gain != (weight if can else 0):
                raise CertificateError("expected prices at which each player who can gain spends its weight")
            spent += cost * gain
        if spent != most:
            raise CertificateError("expected prices at which no feasible gains cost more than those of the agreement")
        return Payoffs(game.players, self.amounts)

    def describe(self, game: BargainingProblem) -> str:
        gains = zip(_gains(game, self.amounts), self.weights, able(game), strict=True)
        terms = [f"{gain}{_power(weight)}" for gain, weight, can in gains if can]
        shown = " · ".join(terms[:8]) + (" · …" if len(terms) > 8 else "")
        return f"no feasible gains have a larger product than {shown}" if terms else "nobody can gain"

    def to_dict(self) -> dict[str, Any]:
        return _plain("supporting prices", self.amounts, weights=self.weights, prices=self.prices)


def _power(weight: Fraction) -> str:
    return "" if weight == 1 else f"^{weight}" if weight.denominator == 1 else f"^({weight})"


@dataclass(frozen=True, slots=True)
class EqualGains:
    """Gains in the ratio of weights (or of the ideal gains), and the inequality that stops them from growing together."""

    concept: Level
    amounts: tuple[Fraction, ...]
    weights: tuple[Fraction, ...] | None  #: None for Kalai–Smorodinsky, whose ratios are those of the ideal gains
    stop: int | None  #: the place of an inequality that holds with equality; None if nobody can gain at all

    @property
    def proves(self) -> tuple[str, ...]:
        """The concept that was asked about."""
        return (self.concept,)

    @property
    def judged(self) -> tuple[Fraction, ...] | None:
        """The weights that were asked for."""
        return self.weights

    def check(self, game: BargainingProblem) -> Payoffs:
        """The payoffs; raises CertificateError if their ratios are not those asked for, or they could all be larger."""
        if self.concept not in get_args(Level):
            raise CertificateError(f"expected one of the concepts {get_args(Level)}, got {self.concept!r}")
        gains = _gains(game, self.amounts)
        units = units_of(game, self.concept, self.weights)
        if any(g * v != h * u for g, u in zip(gains, units, strict=True) for h, v in zip(gains, units, strict=True)):
            raise CertificateError("expected gains in the ratio of the weights (or of the ideal gains)")
        if not any(units):
            if self.stop is not None or any(gains):
                raise CertificateError("expected the disagreement point where nobody can gain")
            return Payoffs(game.players, self.amounts)
        row, bound = game.rows[_place(game, self.stop)]
        if product(row, self.amounts) != bound or product(row, units) <= 0:
            raise CertificateError("expected an inequality that stops all gains from growing together")
        return Payoffs(game.players, self.amounts)

    def describe(self, game: BargainingProblem) -> str:
        if self.stop is None:
            return "nobody can gain"
        units = units_of(game, self.concept, self.weights)
        t = max(g / u for g, u in zip(_gains(game, self.amounts), units, strict=True) if u)
        what = "its ideal gain" if self.weights is None else "its weight"
        return f"everybody gains {t} of {what}, and {game._words(game.rows[self.stop])} allows no more"

    def to_dict(self) -> dict[str, Any]:
        return _plain(self.concept, self.amounts, weights=self.weights) | {"stop": self.stop}


@dataclass(frozen=True, slots=True)
class Bottlenecks:
    """Payoffs, and for each player an inequality in which it can get more only at the cost of somebody who is no better off.

    The inequality holds with equality, the player has a positive coefficient in it, and all others who have one gain at most
    as much for their weight (or ideal gain). So to raise a gain is to lower one that is no larger: the smallest gains per
    weight are as large as they can be, then the second smallest, and so on, and only at this point.
    """

    concept: MaximinLevel
    amounts: tuple[Fraction, ...]
    weights: tuple[Fraction, ...] | None
    stops: tuple[int, ...]  #: for each player the place of its inequality

    @property
    def proves(self) -> tuple[str, ...]:
        """The concept that was asked about."""
        return (self.concept,)

    @property
    def judged(self) -> tuple[Fraction, ...] | None:
        """The weights that were asked for."""
        return self.weights

    def check(self, game: BargainingProblem) -> Payoffs:
        """The payoffs; raises CertificateError where an inequality does not stop its player."""
        if self.concept not in get_args(MaximinLevel):
            raise CertificateError(f"expected one of the concepts {get_args(MaximinLevel)}, got {self.concept!r}")
        gains = _gains(game, self.amounts)
        units = units_of(game, self.concept, self.weights)
        levels = [g / u if u else Fraction(0) for g, u in zip(gains, units, strict=True)]
        if len(self.stops) != len(game.players):
            raise CertificateError(f"expected one inequality for each of {len(game.players)} players, got {len(self.stops)}")
        for i, place in enumerate(self.stops):
            row, bound = game.rows[_place(game, place)]
            if product(row, self.amounts) != bound or not row[i]:
                raise CertificateError(f"expected an inequality that stops {game.players.names[i]}")
            if any(a and level > levels[i] for a, level in zip(row, levels, strict=True)):
                raise CertificateError(f"expected nobody in the inequality of {game.players.names[i]} who gains more")
        return Payoffs(game.players, self.amounts)

    def describe(self, game: BargainingProblem) -> str:
        shown = "; ".join(f"{p}: {game._words(game.rows[k])}" for p, k in zip(game.players, self.stops[:4], strict=False))
        more = "; …" if len(self.stops) > 4 else ""
        return f"who would get more takes it from somebody who gains no more ({shown}{more})" if self.stops else "nobody gains"

    def to_dict(self) -> dict[str, Any]:
        return _plain(self.concept, self.amounts, weights=self.weights) | {"stops": list(self.stops)}


def units_of(
    game: BargainingProblem, concept: Level | MaximinLevel, weights: tuple[Fraction, ...] | None
) -> tuple[Fraction, ...]:
    """What the gains are measured in: the weights, or for Kalai–Smorodinsky the ideal gains."""
    if concept.endswith("egalitarian bargaining solution"):
        if weights is None:
            raise CertificateError("expected weights")
        return _weights(game, weights)
    if weights is not None:
        raise CertificateError("expected no weights for the ratios of the ideal gains")
    return tuple(most - d for most, d in zip(game.ideal().amounts, game.disagreement, strict=True))


def _place(game: BargainingProblem, place: Any) -> int:
    if type(place) is not int or not 0 <= place < len(game.rows):
        raise CertificateError(f"expected the place of an inequality, 0 to {len(game.rows) - 1}, got {place!r}")
    return place


@dataclass(frozen=True, slots=True)
class SumPrices:
    """Payoffs, and prices of the inequalities at which a unit of each player costs its weight or more: weak duality."""

    amounts: tuple[Fraction, ...]
    weights: tuple[Fraction, ...]
    prices: tuple[Fraction, ...]
    proves: ClassVar[tuple[str, ...]] = ("utilitarian agreement",)

    @property
    def judged(self) -> tuple[Fraction, ...]:
        """The weights that were asked for."""
        return self.weights

    def check(self, game: BargainingProblem) -> Payoffs:
        """The payoffs; raises CertificateError where the prices do not show that no sum is larger."""
        gains, weights = _gains(game, self.amounts), _weights(game, self.weights)
        costs, most = _priced(game, self.prices)
        if any(c < w for c, w in zip(costs, weights, strict=True)):
            raise CertificateError("expected prices at which a unit of each player costs its weight or more")
        if product(weights, gains) != most:
            raise CertificateError(f"expected gains worth the bound {most}, got {product(weights, gains)}")
        return Payoffs(game.players, self.amounts)

    def describe(self, game: BargainingProblem) -> str:
        total, weighted = product(self.weights, self.amounts), any(w != 1 for w in self.weights)
        return f"no feasible payoffs have a larger {'weighted ' if weighted else ''}sum than {total}"

    def to_dict(self) -> dict[str, Any]:
        return _plain("sum prices", self.amounts, weights=self.weights, prices=self.prices)


def _plain(kind: str, amounts: tuple[Fraction, ...], **numbers: tuple[Fraction, ...] | None) -> dict[str, Any]:
    listed = {name: None if values is None else [str(v) for v in values] for name, values in numbers.items()}
    return {"kind": kind, "amounts": [str(a) for a in amounts], **listed}
