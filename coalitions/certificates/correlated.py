"""Evidence about correlated equilibria: nobody gains by disobeying, and prices that prove a lottery to be the best one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from ..display import format_value
from ..errors import CertificateError, InvalidArgumentError
from ..games.normal_form import NormalFormGame, exact_payoffs
from ..games.profiles import CorrelatedStrategy
from ..scalars import Array, is_symbolic, sign, to_integers
from .equilibria import at_most_zero

Place = tuple[int, ...]
Incentive = tuple[int, int, int]  #: a player, the strategy he is told, and the one he might play instead


def disobedience(game: NormalFormGame, weights: Mapping[Place, Any]) -> dict[Incentive, Any]:
    """What player i would gain on average by playing b whenever he is told a, for each (i, a, b) with a told at all; exact."""
    gains: dict[Incentive, Any] = {}
    for place, p in weights.items():
        p = p if is_symbolic(p) else Fraction(p)
        for i, told in enumerate(place):
            line: tuple[Any, ...] = (*place[:i], slice(None), *place[i + 1 :], i)
            payoffs = [u if is_symbolic(u) else Fraction(u) for u in game.table[line].tolist()]
            for instead, u in enumerate(payoffs):
                if instead != told:
                    key = (i, told, instead)
                    gains[key] = gains.get(key, Fraction(0)) + p * (u - payoffs[told]) / game.denominator
    return gains


@dataclass(frozen=True, slots=True)
class CorrelatedMembership:
    """Probabilities of profiles with which nobody gains by disobeying."""

    weights: tuple[tuple[Place, Any], ...]
    proves: ClassVar[tuple[str, ...]] = ("correlated equilibrium",)

    @property
    def judged(self) -> tuple[tuple[Place, Any], ...]:
        """The distribution that was asked about."""
        return self.weights

    def check(self, game: NormalFormGame) -> bool:
        """True (a correlated equilibrium); raises CertificateError where somebody gains or the probabilities are none."""
        _lottery(game, self.weights)
        for (i, told, instead), gain in disobedience(game, dict(self.weights)).items():
            if not at_most_zero(gain):
                own, who = game.strategies[i], game.players.names[i]
                raise CertificateError(
                    f"expected nobody to gain by disobeying, but {who} gains {gain} by {own[instead]} when told {own[told]}"
                )
        return True

    def describe(self, game: NormalFormGame) -> str:
        return "nobody gains by disobeying"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "correlated membership", "weights": _plain(self.weights)}


@dataclass(frozen=True, slots=True)
class ProfitableDisobedience:
    """A player who gains by playing another strategy than the one he is told."""

    weights: tuple[tuple[Place, Any], ...]
    player: int
    told: int
    instead: int
    proves: ClassVar[tuple[str, ...]] = ("correlated equilibrium",)

    @property
    def judged(self) -> tuple[tuple[Place, Any], ...]:
        """The distribution that was asked about."""
        return self.weights

    def check(self, game: NormalFormGame) -> bool:
        """False (no correlated equilibrium); raises CertificateError where the player does not gain."""
        _lottery(game, self.weights)
        gain = disobedience(game, dict(self.weights)).get((self.player, self.told, self.instead), Fraction(0))
        if at_most_zero(gain):
            raise CertificateError(f"expected a player who gains by disobeying, this one gains {gain}")
        return False

    def describe(self, game: NormalFormGame) -> str:
        who, own = game.players.names[self.player], game.strategies[self.player]
        gain = disobedience(game, dict(self.weights))[self.player, self.told, self.instead]
        chance = sum((p for place, p in self.weights if place[self.player] == self.told), start=Fraction(0))
        return f"{who}, told {own[self.told]}, gains {format_value(gain / chance)} by playing {own[self.instead]}"

    def to_dict(self) -> dict[str, Any]:
        where = {"player": self.player, "told": self.told, "instead": self.instead}
        return {"kind": "profitable disobedience", "weights": _plain(self.weights), **where}


@dataclass(frozen=True, slots=True)
class BestCorrelated:
    """A correlated equilibrium, and prices on incentives which prove that none has a larger sum of weighted payoffs.

    With prices y(i, a, b) >= 0, let bonus(s) be the sum over i and b of y(i, s_i, b) (u_i(s) - u_i(b, s_-i)). In every
    correlated equilibrium the expected bonus is not negative, so its objective is at most the largest objective(s) + bonus(s)
    over the pure profiles s (duality of linear programs; Nau and McCardle 1990).
    """

    weights: tuple[tuple[Place, Fraction], ...]
    objective: tuple[Fraction, ...]
    prices: tuple[tuple[Incentive, Fraction], ...]
    proves: ClassVar[tuple[str, ...]] = ("best correlated equilibrium",)

    @property
    def judged(self) -> tuple[Fraction, ...]:
        """What was to be maximized: the weight of each player's payoff."""
        return self.objective

    def check(self, game: NormalFormGame) -> CorrelatedStrategy:
        """The lottery; raises CertificateError where somebody gains by disobeying, or the prices do not prove it to be best."""
        CorrelatedMembership(self.weights).check(game)
        value, bound = self.value(game), self._bound(game)
        if value != bound:
            raise CertificateError(f"expected prices that bound the objective by {value}, these bound it by {bound}")
        return CorrelatedStrategy.from_places(game, dict(self.weights))

    def value(self, game: NormalFormGame) -> Fraction:
        """The weighted sum of payoffs that the lottery gives."""
        table, denominator = exact_payoffs(game)
        terms = (p * w * int(table[(*place, i)]) for place, p in self.weights for i, w in enumerate(self.objective))
        return sum(terms, start=Fraction(0)) / denominator

    def _bound(self, game: NormalFormGame) -> Fraction:
        """The largest objective plus bonus over all pure profiles."""
        if len(self.objective) != len(game.players):
            raise CertificateError(f"expected {len(game.players)} weights in the objective, got {len(self.objective)}")
        table, denominator = exact_payoffs(game)
        numerators, scale = to_integers([*self.objective, *(y for _, y in self.prices)])
        whole = [int(v) for v in numerators]
        total: Array = np.dot(table.astype(object), np.array(whole[: len(self.objective)], dtype=object))
        for ((i, told, instead), _), y in zip(self.prices, whole[len(self.objective) :], strict=True):
            if not (0 <= i < len(game.players) and 0 <= told < game.shape[i] and 0 <= instead < game.shape[i]) or y < 0:
                raise CertificateError("expected prices of at least 0 on incentives of this game")
            before: tuple[Any, ...] = (slice(None),) * i
            payoffs = table[..., i].astype(object)
            total[(*before, told)] += y * (payoffs[(*before, told)] - payoffs[(*before, instead)])
        return Fraction(int(total.max()), scale * denominator)

    def describe(self, game: NormalFormGame) -> str:
        if not self.prices:
            return f"nobody gains by disobeying, and no pure profile has more than {self.value(game)}"
        count = f"{len(self.prices)} incentive{'' if len(self.prices) == 1 else 's'}"
        return (
            f"nobody gains by disobeying, and prices on {count} prove that no correlated equilibrium has more than "
            f"{self.value(game)}"
        )

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": "best correlated equilibrium",
            "weights": _plain(self.weights),
            "objective": [str(w) for w in self.objective],
            "prices": [[*incentive, str(y)] for incentive, y in self.prices],
        }


def _lottery(game: NormalFormGame, weights: tuple[tuple[Place, Any], ...]) -> None:
    """Raise unless the weights are probabilities of profiles of the game: not negative, and adding up to exactly 1."""
    for place, p in weights:
        if len(place) != len(game.shape) or not all(0 <= k < m for k, m in zip(place, game.shape, strict=True)):
            raise CertificateError(f"expected numbers of strategies below {game.shape}, got {place}")
        if not at_most_zero(-p):
            raise CertificateError(f"expected probabilities that are not negative, got {p}")
    if len(dict(weights)) != len(weights):
        raise CertificateError("expected every profile once, got one twice")
    total = sum((p if is_symbolic(p) else Fraction(p) for _, p in weights), start=Fraction(0))
    if sign(total - 1) != 0:
        raise CertificateError(f"expected probabilities that add up to exactly 1, got {total}")
    try:
        CorrelatedStrategy.from_places(game, dict(weights))
    except InvalidArgumentError as error:
        raise CertificateError(str(error)) from None


def _plain(weights: tuple[tuple[Place, Any], ...]) -> list[list[Any]]:
    return [[list(place), str(p)] for place, p in weights]
