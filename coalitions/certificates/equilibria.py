"""Evidence about equilibria in pure and mixed strategies: no player gains by deviating, or one does and how much."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from ..display import format_value
from ..errors import CertificateError, InvalidArgumentError, UndecidedError
from ..games.normal_form import NormalFormGame
from ..games.profiles import Profile, average, deviation_payoffs
from ..games.reading import words
from ..scalars import Array, is_symbolic, sign

Probabilities = tuple[tuple[Any, ...], ...]


def gains(game: NormalFormGame, probabilities: Probabilities) -> tuple[tuple[Any, ...], ...]:
    """How much player i would gain by playing strategy k instead of his own mixture: `[i][k]`, exact."""
    table = deviation_payoffs(game, probabilities)
    means = [average(row, weights) for row, weights in zip(table, probabilities, strict=True)]
    return tuple(tuple(u - mean for u in row) for row, mean in zip(table, means, strict=True))


def at_most_zero(value: Any) -> bool:
    """Whether a number is at most zero; raises UndecidedError where a symbol leaves it open."""
    if is_symbolic(value) and (value.is_nonpositive or value.factor().is_nonpositive):
        return True
    return sign(value) <= 0


@dataclass(frozen=True, slots=True)
class NashProfile:
    """Probabilities from which no player gains more than `tolerance` by any strategy of his; a part of other certificates.

    A mixed deviation is an average of pure ones, so checking every pure strategy is enough (Nash 1951).
    """

    probabilities: Probabilities
    tolerance: Any = Fraction(0)
    proves: ClassVar[tuple[str, ...]] = ()

    def check(self, game: NormalFormGame) -> Profile:
        """The profile; raises CertificateError where somebody gains by deviating or the probabilities are none."""
        profile = _profile(game, self.probabilities)
        for i, row in enumerate(gains(game, self.probabilities)):
            for k, gain in enumerate(row):
                if not at_most_zero(gain - self.tolerance):
                    raise CertificateError(
                        f"expected no profitable deviation, but {game.players.names[i]} gains {gain} by {game.strategies[i][k]}"
                    )
        return profile

    def describe(self, game: NormalFormGame) -> str:
        if self.tolerance != 0:
            return f"no player gains more than {self.tolerance} by deviating"
        return "no player gains by deviating"

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": "nash profile",
            "probabilities": [[str(p) for p in row] for row in self.probabilities],
            "tolerance": str(self.tolerance),
        }


@dataclass(frozen=True, slots=True)
class PureNash:
    """A pure profile, by the numbers of the strategies, from which nobody gains by deviating."""

    place: tuple[int, ...]
    proves: ClassVar[tuple[str, ...]] = ("pure Nash equilibrium",)

    def check(self, game: NormalFormGame) -> Profile:
        """The profile; raises CertificateError where somebody gains by deviating."""
        if len(self.place) != len(game.players) or not all(0 <= k < m for k, m in zip(self.place, game.shape, strict=True)):
            raise CertificateError(f"expected the number of a strategy for each player, got {self.place}")
        return NashProfile(Profile.pure(game, self.place).probabilities).check(game)

    def describe(self, game: NormalFormGame) -> str:
        return "no player gains by deviating"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "pure nash", "place": list(self.place)}


@dataclass(frozen=True, slots=True)
class NashMembership:
    """The same evidence as `NashProfile`, for the answer yes."""

    probabilities: Probabilities
    tolerance: Any = Fraction(0)
    proves: ClassVar[tuple[str, ...]] = ("Nash equilibrium",)

    @property
    def judged(self) -> tuple[Any, ...]:
        """What was asked about: the profile and the tolerance."""
        return (self.probabilities, self.tolerance)

    def check(self, game: NormalFormGame) -> bool:
        """True (an equilibrium); raises CertificateError where it is none."""
        NashProfile(self.probabilities, self.tolerance).check(game)
        return True

    def describe(self, game: NormalFormGame) -> str:
        return NashProfile(self.probabilities, self.tolerance).describe(game)

    def to_dict(self) -> dict[str, Any]:
        return {**NashProfile(self.probabilities, self.tolerance).to_dict(), "kind": "nash membership"}


@dataclass(frozen=True, slots=True)
class ProfitableDeviation:
    """A player and a strategy by which he gains more than `tolerance`, while the others keep to the profile."""

    probabilities: Probabilities
    player: int
    strategy: int
    tolerance: Any = Fraction(0)
    proves: ClassVar[tuple[str, ...]] = ("Nash equilibrium",)

    @property
    def judged(self) -> tuple[Any, ...]:
        """What was asked about: the profile and the tolerance."""
        return (self.probabilities, self.tolerance)

    def check(self, game: NormalFormGame) -> bool:
        """False (no equilibrium); raises CertificateError where the deviation does not gain."""
        _profile(game, self.probabilities)
        if not (0 <= self.player < len(game.players) and 0 <= self.strategy < game.shape[self.player]):
            raise CertificateError("expected a player and a strategy of his, got numbers that are neither")
        gain = self.gain(game)
        if at_most_zero(gain - self.tolerance):
            raise CertificateError(f"expected a deviation that gains more than {self.tolerance}, this one gains {gain}")
        return False

    def gain(self, game: NormalFormGame) -> Any:
        """What the player gains by deviating."""
        return gains(game, self.probabilities)[self.player][self.strategy]

    def describe(self, game: NormalFormGame) -> str:
        who, what = game.players.names[self.player], game.strategies[self.player][self.strategy]
        return f"{who} gains {format_value(self.gain(game))} by playing {what} instead"

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": "profitable deviation",
            "probabilities": [[str(p) for p in row] for row in self.probabilities],
            "player": self.player,
            "strategy": self.strategy,
            "tolerance": str(self.tolerance),
        }


@dataclass(frozen=True, slots=True, eq=False)
class PureNashTable:
    """For every pure profile a player and a strategy by which he gains, or -1: nobody gains. So the list is complete.

    Both arrays have one entry for each profile, in the order of the table of payoffs (last player fastest).
    """

    player: Array
    strategy: Array
    proves: ClassVar[tuple[str, ...]] = ("pure Nash equilibria",)

    def check(self, game: NormalFormGame) -> tuple[Profile, ...]:
        """All pure equilibria; raises CertificateError where a deviation does not gain, or one is missing."""
        for array in (self.player, self.strategy):
            if array.shape != game.shape or array.dtype.kind != "i":
                raise CertificateError(f"expected one entry for each of the profiles {game.shape}, got shape {array.shape}")
        n, flat = len(game.players), np.arange(self.player.size).reshape(game.shape)
        if self.player.min() < -1 or self.player.max() >= n:
            raise CertificateError(f"expected players from 0 to {n - 1}, or -1, got another number")
        for i in range(n):
            payoffs = game.table[..., i].reshape(-1)
            where = self.player == i
            target, stride = self.strategy[where].astype(np.int64), int(np.prod(game.shape[i + 1 :], dtype=np.int64))
            if len(target) and not (target.min() >= 0 and target.max() < game.shape[i]):
                raise CertificateError(f"expected strategies of {game.players.names[i]}, got a number that is none")
            here = flat[where]
            there = here + (target - here // stride % game.shape[i]) * stride
            if not all_positive(game, payoffs[there], payoffs[here]):
                raise CertificateError(f"expected deviations by which {game.players.names[i]} gains, got one that does not")
        places = [tuple(place) for place in np.argwhere(self.player == -1).tolist()]
        for place in places:
            for i in range(n):
                line: tuple[Any, ...] = (*place[:i], slice(None), *place[i + 1 :], i)
                column = game.table[line]
                if not all(at_most_zero(u - column[place[i]]) for u in column.tolist()):
                    raise CertificateError(f"expected no profitable deviation from {words(game.named(place))}, got one")
        return tuple(Profile.pure(game, place) for place in places)

    def describe(self, game: NormalFormGame) -> str:
        total, stable = self.player.size, int((self.player == -1).sum())
        if not stable:
            return f"at each of the {total} pure profiles somebody gains by deviating"
        if stable == total:
            return "nobody gains by deviating from any pure profile"
        return f"at each of the other {total - stable} pure profiles somebody gains by deviating"

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": "pure nash table",
            "player": self.player.reshape(-1).tolist(),
            "strategy": self.strategy.reshape(-1).tolist(),
        }


@dataclass(frozen=True, slots=True, eq=False)
class NoPureNash:
    """A profitable deviation from every pure profile."""

    table: PureNashTable
    proves: ClassVar[tuple[str, ...]] = ("pure Nash equilibrium",)

    def check(self, game: NormalFormGame) -> None:
        """None (there is no equilibrium in pure strategies); raises CertificateError where a profile has no deviation."""
        if self.table.check(game):
            raise CertificateError("expected a profitable deviation from every pure profile, one has none")

    def describe(self, game: NormalFormGame) -> str:
        return self.table.describe(game)

    def to_dict(self) -> dict[str, Any]:
        return {**self.table.to_dict(), "kind": "no pure nash"}


def all_positive(game: NormalFormGame, larger: Array, smaller: Array) -> bool:
    """Whether every number of one array is larger than its partner; symbols are decided one by one."""
    if game.kind != "symbolic":
        return bool((larger > smaller).all())
    return all(sign(a - b) > 0 for a, b in zip(larger.tolist(), smaller.tolist(), strict=True))


def _profile(game: NormalFormGame, probabilities: Probabilities) -> Profile:
    """The profile with these probabilities, which must be exact: not negative, and adding up to exactly 1."""
    try:
        profile = Profile(game.players, game.strategies, probabilities)
        for weights in probabilities:
            if not all(at_most_zero(-p) for p in weights if is_symbolic(p)):
                raise CertificateError("expected probabilities that are not negative")
            total = sum((p if is_symbolic(p) else Fraction(p) for p in weights), start=Fraction(0))
            if sign(total - 1) != 0:
                raise CertificateError(f"expected probabilities that add up to exactly 1, got {total}")
    except UndecidedError:
        raise
    except InvalidArgumentError as error:
        raise CertificateError(str(error)) from None
    return profile
