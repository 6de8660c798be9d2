"""Evidence for compromise values: the efficient point between what players can claim at least and hope for at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from ..errors import CertificateError, UndecidedError
from ..games.forms import grid_of, named, singles, spread
from ..games.tu import CoalitionalGame
from ..kernels.grids import Grid, cube
from ..players import Payoffs
from ..scalars import Array, quotient, sign
from .plain import exact_amounts, known_places
from .shares import profile_objects

Compromise = Literal["tau", "Gately"]


def utopia_payoffs(worths: Array, grid: Grid | None = None) -> list[Any]:
    """What each player (of each type) adds to all the others, M_i = v(N) - v(N without i): the most to hope for in the core."""
    strides = (grid or cube(len(worths).bit_length() - 1)).strides
    return [worths[-1] - worths[-1 - single] for single in strides]


def _minimal_rights(worths: Array, grid: Grid, utopia: Sequence[Any]) -> list[Any]:
    """m_i: the most that a coalition of i leaves it, when all its other members get their utopia payoffs."""
    left = worths - grid.sums(utopia, object)
    return [m + max(grid.lines(left, t)[:, 1:].ravel().tolist()) for t, m in enumerate(utopia)]


def _same(a: Any, b: Any) -> bool:
    """Whether two numbers or rational expressions are equal."""
    try:
        return sign(a - b) == 0
    except UndecidedError:
        return False


def _on_the_segment(lower: Sequence[Any], upper: Sequence[Any], amounts: Sequence[Any]) -> bool:
    """Whether amounts are lower + t (upper - lower) for one t; where upper = lower, they must be lower."""
    gaps = [b - a for a, b in zip(lower, upper, strict=True)]
    steps = [x - a for a, x in zip(lower, amounts, strict=True)]
    k = next((k for k, gap in enumerate(gaps) if not _same(gap, 0)), None)
    if k is None:
        return all(_same(step, 0) for step in steps)
    return all(_same(step * gaps[k], steps[k] * gap) for step, gap in zip(steps, gaps, strict=True))


@dataclass(frozen=True, slots=True)
class CompromisePoint:
    """Shares of v(N) on the line through the lower and the upper claims, of which there is only one.

    Upper claims are the utopia payoffs M_i. Lower ones are the minimal rights for the tau value (Tijs 1981), which needs
    m <= M and m(N) <= v(N) <= M(N); and the worths of single players for the Gately value, which needs that M_i - v({i}) has
    the same sign for all, not always 0, unless v(N) is the sum of the worths of single players. The check tests that the
    point is on the line and does not compute it. Cost n 2**n for tau, n for Gately.
    """

    value: Compromise
    amounts: tuple[Any, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The value whose name this certificate carries."""
        return ({"tau": "tau value", "Gately": "Gately value"}[self.value],)

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The shares as payoffs; raises CertificateError if the game has no such value, or another one."""
        worths, denominator = profile_objects(game)
        n, grid = len(game.players), grid_of(game)
        if len(self.amounts) != n:
            raise CertificateError(f"expected {n} amounts, got {len(self.amounts)}")
        exact_amounts(self.amounts)
        hopes = utopia_payoffs(worths, grid)
        upper = list(spread(game, hopes))
        rights = _minimal_rights(worths, grid, hopes) if self.value == "tau" else [worths[s] for s in grid.strides]
        lower = list(spread(game, rights))
        (self._tau_exists if self.value == "tau" else self._gately_exists)(lower, upper, worths[-1])
        scaled = [a * denominator for a in self.amounts]
        if not _same(sum(scaled), worths[-1]):
            raise CertificateError("expected shares that add up to v(N)")
        only = self.value == "Gately" and _same(sum(lower), worths[-1])  # one imputation: the lower claims
        if not _on_the_segment(lower, lower if only else upper, scaled):
            raise CertificateError("expected shares on the line through the lower and the upper claims")
        return Payoffs(game.players, self.amounts)

    def _tau_exists(self, lower: list[Any], upper: list[Any], whole: Any) -> None:
        if any(a > b for a, b in zip(lower, upper, strict=True)) or not sum(lower) <= whole <= sum(upper):
            raise CertificateError("expected a quasi-balanced game, got one that is not")

    def _gately_exists(self, lower: list[Any], upper: list[Any], whole: Any) -> None:
        surplus = sign(whole - sum(lower))
        signs = {sign(b - a) for a, b in zip(lower, upper, strict=True)}
        if surplus < 0 or (surplus > 0 and (signs == {0} or {-1, 1} <= signs)):
            raise CertificateError("expected a game with a Gately value, got one without")

    def describe(self, game: CoalitionalGame) -> str:
        low = "minimal rights" if self.value == "tau" else "worths of single players"
        return f"the shares of v(N) between {low} and utopia payoffs"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "compromise point", "value": self.value, "amounts": [str(a) for a in self.amounts]}


@dataclass(frozen=True, slots=True)
class NotQuasiBalanced:
    """Why there is no tau value: one coalition with v(S) > M(S), so that a minimal right exceeds the utopia payoff (or, for
    S = N, v(N) > M(N)); or for each player (of a game by types: each type) a coalition with it, which leave them minimal
    rights that add up to more than v(N)."""

    coalitions: tuple[int, ...]
    proves: ClassVar[tuple[str, ...]] = ("tau value",)

    def check(self, game: CoalitionalGame) -> None:
        """None (there is no tau value); raises CertificateError if the coalitions do not show that."""
        left, available, *_ = self._compare(game)
        if not left > available:
            raise CertificateError("expected coalitions that rule out quasi-balancedness, got some that do not")

    def _compare(self, game: CoalitionalGame) -> tuple[Any, Any, int, bool]:
        worths, denominator = profile_objects(game)
        grid = grid_of(game)
        utopia = utopia_payoffs(worths, grid)
        if any(type(mask) is not int or not 0 < mask < grid.size for mask in self.coalitions):
            raise CertificateError("expected non-empty coalitions")
        profiles = [grid.vector(mask) for mask in self.coalitions]
        hopes = [sum(k * m for k, m in zip(profile, utopia, strict=True)) for profile in profiles]
        gaps = [worths[mask] - hope for mask, hope in zip(self.coalitions, hopes, strict=True)]
        if len(self.coalitions) == 1 and worths[self.coalitions[0]] > hopes[0]:
            return worths[self.coalitions[0]], hopes[0], denominator, True
        if len(profiles) != len(utopia) or any(profile[t] == 0 for t, profile in enumerate(profiles)):
            raise CertificateError("expected one coalition, or for each player a coalition that it belongs to")
        rights = sum(c * (gap + m) for c, gap, m in zip(grid.counts, gaps, utopia, strict=True))
        return rights, worths[-1], denominator, False

    def describe(self, game: CoalitionalGame) -> str:
        left, available, denominator, too_much = self._compare(game)
        more, less = quotient(left, denominator), quotient(available, denominator)
        if too_much:
            return f"{named(game, self.coalitions[0])} is worth {more}, its members' utopia payoffs are {less}"
        return f"minimal rights add up to {more} or more, v(N) is {less}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "not quasi-balanced", "coalitions": list(self.coalitions)}


@dataclass(frozen=True, slots=True)
class NoEqualPropensity:
    """Why there is no Gately value: v(N) is less than the players are worth alone; or two players gain by opposite signs,
    M_i > v({i}) and M_j < v({j}); or M_i = v({i}) for all, so that all imputations disrupt alike."""

    opposed: tuple[int, ...]  #: places of i and j, or empty
    proves: ClassVar[tuple[str, ...]] = ("Gately value",)

    def check(self, game: CoalitionalGame) -> None:
        """None (there is no Gately value); raises CertificateError if the game has one."""
        worths, _ = profile_objects(game)
        utopia = spread(game, utopia_payoffs(worths, grid_of(game)))
        alone = [worths[single] for single in singles(game)]
        surplus = sign(worths[-1] - sum(alone))
        if not isinstance(self.opposed, tuple) or len(self.opposed) not in (0, 2):
            raise CertificateError(f"expected places of two players, or none, got {self.opposed!r:.80}")
        known_places(game, *self.opposed)
        if self.opposed:
            i, j = self.opposed
            holds = surplus > 0 and sign(utopia[i] - alone[i]) > 0 > sign(utopia[j] - alone[j])
        else:
            holds = surplus < 0 or (surplus > 0 and all(sign(m - a) == 0 for m, a in zip(utopia, alone, strict=True)))
        if not holds:
            raise CertificateError("expected a game without a Gately value, got one that this evidence does not rule out")

    def describe(self, game: CoalitionalGame) -> str:
        if self.opposed:
            i, j = (game.players.names[k] for k in self.opposed)
            return f"{i} adds more to all the others than alone, {j} less"
        worths, _ = profile_objects(game)
        if sign(worths[-1] - sum(worths[single] for single in singles(game))) < 0:
            return "the players are worth more alone than v(N)"
        return "everybody adds to all the others what it is worth alone, so all imputations disrupt alike"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "no equal propensity", "opposed": list(self.opposed)}
