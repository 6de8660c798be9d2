"""Evidence for compromise values: the efficient point between what players can claim at least and hope for at most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from ..errors import CertificateError, UndecidedError
from ..games.tu import CoalitionalGame
from ..kernels.subsets import subset_sums
from ..players import Payoffs
from ..scalars import Array, is_symbolic, quotient, sign
from .plain import fractions
from .shares import worth_objects

Compromise = Literal["tau", "Gately"]


def utopia_payoffs(worths: Array) -> list[Any]:
    """What each player adds to all the others, M_i = v(N) - v(N without i): nobody can hope for more in the core."""
    n = len(worths).bit_length() - 1
    return [worths[-1] - worths[-1 - (1 << i)] for i in range(n)]


def _minimal_rights(worths: Array, utopia: Sequence[Any]) -> list[Any]:
    """m_i: the most that a coalition of i leaves it, when all its other members get their utopia payoffs."""
    rights = []
    for i in range(len(utopia)):
        others = subset_sums([0 if j == i else m for j, m in enumerate(utopia)], object)
        rights.append(max((worths - others).reshape(-1, 2, 1 << i)[:, 1].ravel().tolist()))
    return rights


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
        worths, denominator = worth_objects(game)
        n = len(game.players)
        if len(self.amounts) != n:
            raise CertificateError(f"expected {n} amounts, got {len(self.amounts)}")
        fractions(a for a in self.amounts if not is_symbolic(a))
        upper = utopia_payoffs(worths)
        lower = _minimal_rights(worths, upper) if self.value == "tau" else [worths[1 << i] for i in range(n)]
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
    S = N, v(N) > M(N)); or for each player a coalition, which leave them minimal rights that add up to more than v(N)."""

    coalitions: tuple[int, ...]
    proves: ClassVar[tuple[str, ...]] = ("tau value",)

    def check(self, game: CoalitionalGame) -> None:
        """None (there is no tau value); raises CertificateError if the coalitions do not show that."""
        left, available, _ = self._compare(game)
        if not left > available:
            raise CertificateError("expected coalitions that rule out quasi-balancedness, got some that do not")

    def _compare(self, game: CoalitionalGame) -> tuple[Any, Any, int]:
        worths, denominator = worth_objects(game)
        n, utopia = len(game.players), utopia_payoffs(worths)
        if any(not 0 < mask < 1 << n for mask in self.coalitions):
            raise CertificateError("expected non-empty coalitions")
        hopes = [sum(utopia[i] for i in range(n) if mask >> i & 1) for mask in self.coalitions]
        gaps = [worths[mask] - hope for mask, hope in zip(self.coalitions, hopes, strict=True)]
        if len(self.coalitions) == 1:
            return worths[self.coalitions[0]], hopes[0], denominator
        if len(self.coalitions) != n or any(not mask >> i & 1 for i, mask in enumerate(self.coalitions)):
            raise CertificateError("expected one coalition, or for each player a coalition that it belongs to")
        return sum(gaps) + sum(utopia), worths[-1], denominator

    def describe(self, game: CoalitionalGame) -> str:
        left, available, denominator = self._compare(game)
        more, less = quotient(left, denominator), quotient(available, denominator)
        if len(self.coalitions) == 1:
            return f"{game.players.coalition(self.coalitions[0])} is worth {more}, its members' utopia payoffs are {less}"
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
        worths, _ = worth_objects(game)
        n, utopia = len(game.players), utopia_payoffs(worths)
        alone = [worths[1 << i] for i in range(n)]
        surplus = sign(worths[-1] - sum(alone))
        if self.opposed:
            i, j = self.opposed
            if not 0 <= min(i, j) <= max(i, j) < n:
                raise CertificateError(f"expected places of two players, got {self.opposed}")
            holds = surplus > 0 and sign(utopia[i] - alone[i]) > 0 > sign(utopia[j] - alone[j])
        else:
            holds = surplus < 0 or (surplus > 0 and all(sign(m - a) == 0 for m, a in zip(utopia, alone, strict=True)))
        if not holds:
            raise CertificateError("expected a game without a Gately value, got one that this evidence does not rule out")

    def describe(self, game: CoalitionalGame) -> str:
        if self.opposed:
            i, j = (game.players.names[k] for k in self.opposed)
            return f"{i} adds more to all the others than alone, {j} less"
        worths, _ = worth_objects(game)
        if sign(worths[-1] - sum(worths[1 << k] for k in range(len(game.players)))) < 0:
            return "the players are worth more alone than v(N)"
        return "everybody adds to all the others what it is worth alone, so all imputations disrupt alike"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "no equal propensity", "opposed": list(self.opposed)}
