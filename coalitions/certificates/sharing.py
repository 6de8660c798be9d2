"""Evidence for values that share the dividends by a rule of their own: two steps with unions, or a system of weights."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.tu import CoalitionalGame
from ..kernels.subsets import mobius, sums_over_members
from ..players import Payoffs
from .plain import fractions
from .shares import agreed, worth_objects


@dataclass(frozen=True, slots=True)
class TwoStepShares:
    """Amounts that are shares of the dividends d(S): 1/|S| for each member where S lies in one union, and otherwise 1/m for
    each of the m unions that S meets, in equal parts for all members of such a union, whether they belong to S or not.

    The solver takes Shapley values among and within unions and never computes dividends. Cost n 2**n. (Kamijo 2009.)
    """

    unions: tuple[int, ...]  #: masks of the unions
    amounts: tuple[Any, ...]
    proves: ClassVar[tuple[str, ...]] = ("two-step Shapley value",)

    @property
    def judged(self) -> tuple[int, ...]:
        """The partition that was asked about."""
        return self.unions

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if the dividends give others."""
        worths, denominator = worth_objects(game)
        n = len(game.players)
        if (
            not all(type(u) is int and u > 0 for u in self.unions)
            or list(self.unions) != sorted(self.unions, key=lambda u: u & -u)
            or sum(self.unions) != game.players.grand
            or sum(u.bit_count() for u in self.unions) != n
        ):
            raise CertificateError("expected unions that hold every player once, in the order of their first members")
        masks, dividends = np.arange(1 << n), mobius(worths)
        meets = [masks & union != 0 for union in self.unions]
        number = sum((m.astype(np.intp) for m in meets), start=np.zeros(1 << n, dtype=np.intp))
        scale = math.lcm(*range(1, n + 1))
        part = np.array([0, *(scale // k for k in range(1, n + 1))], dtype=object)
        numerators: list[Any] = [0] * n
        for union, met in zip(self.unions, meets, strict=True):
            inside = masks & ~union == 0
            of_members = sums_over_members(np.where(inside, dividends * part[np.bitwise_count(masks).astype(np.intp)], 0))[0]
            of_union = sum((dividends * part[number])[met & ~inside].tolist())
            for i in range(n):
                if union >> i & 1:
                    numerators[i] = scale * of_members[i] + of_union * (scale // union.bit_count())
        return agreed(game.players, numerators, scale * scale * denominator, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return "shares of the dividends agree"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "two-step shares", "unions": list(self.unions), "amounts": [str(a) for a in self.amounts]}


Shares = tuple[tuple[int, tuple[Fraction, ...]], ...]


@dataclass(frozen=True, slots=True)
class SharingSystem:
    """Amounts that share the dividends by a system of weights, computed from the worths alone.

    Player i gets the sum of p(T, i) d(T). Since d(T) is the sum of (-1)**(|T|-|S|) v(S) over S within T, that is the sum of
    v(S) q(S, i), where q(S, i) is the sum of (-1)**(|T|-|S|) p(T, i) over the T that contain S: the check transforms the
    weights, the solver the worths. Cost n**2 2**n. (Vasil'ev 1978; Derks, Haller and Peters 2000.)
    """

    shares: Shares  #: (mask of a coalition, the share of each player in its dividend); all others share equally
    amounts: tuple[Any, ...]
    proves: ClassVar[tuple[str, ...]] = ("Harsanyi value",)

    @property
    def judged(self) -> Shares:
        """The shares that were asked about."""
        return self.shares

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if the shares are not a sharing system or give other amounts."""
        worths, denominator = worth_objects(game)
        n = len(game.players)
        given: dict[int, tuple[Fraction, ...]] = {}
        for mask, row in self.shares:
            numbers = fractions(row, n)
            if type(mask) is not int or not 0 < mask < 1 << n or mask in given:
                raise CertificateError(f"expected masks of non-empty coalitions, each of them once, got {mask!r}")
            outside = [p for i, p in enumerate(numbers) if not mask >> i & 1]
            if any(p < 0 for p in numbers) or any(outside) or sum(numbers) != 1:
                raise CertificateError("expected shares of at least 0 for the members that add up to 1")
            given[mask] = numbers
        numerators, scale = [], math.lcm(*range(1, n + 1), *(p.denominator for row in given.values() for p in row))
        for i in range(n):
            share = np.zeros(1 << n, dtype=object)
            for mask in range(1, 1 << n):
                if mask >> i & 1:
                    share[mask] = int(given[mask][i] * scale) if mask in given else scale // mask.bit_count()
            for j in range(n):  # the transform that is transposed to that of the dividends
                pairs = share.reshape(-1, 2, 1 << j)
                pairs[:, 0] -= pairs[:, 1]
            numerators.append(sum((share * worths).tolist()))
        return agreed(game.players, numerators, scale * denominator, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return "weighted worths agree"

    def to_dict(self) -> dict[str, Any]:
        shares = [[str(mask), [str(p) for p in row]] for mask, row in self.shares]
        return {"kind": "sharing system", "shares": shares, "amounts": [str(a) for a in self.amounts]}
