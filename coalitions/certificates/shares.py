"""Evidence for values by a second formula: shares of the Harsanyi dividends, or the differences of a potential.

A float worth stands for its own binary value here, so that every comparison is exact.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any, ClassVar, Literal

import numpy as np

from ..errors import CertificateError
from ..games.forms import gathered, grid_of, spread, stored, stored_worths, sums_over_members
from ..games.pairs import PairAmounts
from ..games.tu import MAX_PLAYERS, CoalitionalGame, tabulate
from ..kernels import subsets
from ..kernels.subsets import mobius, sizes
from ..players import Payoffs, Players
from ..scalars import Array, is_equal, quotient, to_integers
from .plain import exact_amounts, fractions

Scaled = Literal["solidarity", "equal division", "equal surplus", "separable cost", "consensus"]
Structured = Literal["owen", "banzhaf-owen", "symmetric coalitional banzhaf", "aumann-dreze"]


def worth_objects(game: CoalitionalGame) -> tuple[Array, int]:
    """All worths as Python integers over one denominator, or as expressions over 1."""
    return profile_objects(tabulate(game, limit=MAX_PLAYERS))


def profile_objects(game: CoalitionalGame) -> tuple[Array, int]:
    """The same, by profile in a game by types."""
    table = stored(game)
    if table.kind == "symbolic":
        return table.table, 1
    worths, denominator = stored_worths(table)
    return worths.astype(object), denominator


def agreed(players: Players, numerators: Sequence[Any], denominator: int, amounts: tuple[Any, ...]) -> Payoffs:
    """The amounts as payoffs; raises CertificateError where they are not numerators / denominator."""
    if len(amounts) != len(players):
        raise CertificateError(f"expected {len(players)} amounts, got {len(amounts)}")
    exact_amounts(amounts)
    for name, numerator, amount in zip(players, numerators, amounts, strict=True):
        proved = quotient(numerator, denominator)
        if not is_equal(proved, amount):
            raise CertificateError(f"expected {proved} for {name} by the second formula, got {amount}")
    return Payoffs(players, amounts)


def _objects(numbers: Sequence[int]) -> Array:
    return np.array(numbers, dtype=object)


@dataclass(frozen=True, slots=True)
class SemivalueShares:
    """Amounts that are q(|S|) d(S) summed over the coalitions S of a player, where q(t) is the probability that t - 1 given
    others are among those whom the player joins: the sum over s of C(n-t, s-t+1) p(s).

    The solver weights worths and never computes dividends d(S). Cost n 2**n. (Dubey, Neyman and Weber 1981.)
    """

    probabilities: tuple[Fraction, ...]  #: p(s): the probability of joining a given coalition of s others
    amounts: tuple[Any, ...]
    proves: ClassVar[tuple[str, ...]] = ("semivalue",)

    @property
    def judged(self) -> tuple[Fraction, ...]:
        """The probabilities that were asked about."""
        return self.probabilities

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if p is no semivalue or if the dividends give other amounts."""
        worths, denominator = profile_objects(game)
        n, grid = len(game.players), grid_of(game)
        p = fractions(self.probabilities, n)
        if n and (min(p) < 0 or sum(math.comb(n - 1, s) * p[s] for s in range(n)) != 1):
            raise CertificateError("expected probabilities of all coalitions of the others that add up to 1")
        q = [sum((math.comb(n - t, s - t + 1) * p[s] for s in range(t - 1, n)), start=Fraction(0)) for t in range(1, n + 1)]
        whole, scale = to_integers([Fraction(0), *q])
        terms = grid.differences(worths) * whole.astype(object)[grid.sizes()]
        return agreed(game.players, sums_over_members(game, terms)[0], scale * denominator, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return "shares of the dividends agree"

    def to_dict(self) -> dict[str, Any]:
        numbers = [str(p) for p in self.probabilities]
        return {"kind": "semivalue shares", "probabilities": numbers, "amounts": [str(a) for a in self.amounts]}


def scaling(value: Scaled, n: int, size: int) -> Fraction:
    """The factor b(|S|) of the worths for which the value is the Shapley value of b v; b(n) = 1."""
    if size == n or value == "solidarity":
        return Fraction(1, 1 if size == n else size + 1)
    if value == "consensus":
        return Fraction(n, 2) if size == 1 else Fraction(1, 2)
    singled = {"equal division": 0, "equal surplus": 1, "separable cost": n - 1}[value]
    return Fraction(n - 1 if size == singled else 0)


@dataclass(frozen=True, slots=True)
class ScaledShapley:
    """Amounts that are the Shapley value, by dividends, of the game in which v(S) is multiplied by a number b(|S|).

    Every efficient, linear and symmetric value is of this form, for exactly one b with b(n) = 1. The solver uses the
    definition of the value instead. Cost n 2**n. (Ruiz, Valenciano and Zarzuelo 1998; Radzik and Driessen 2013.)
    """

    value: Scaled
    amounts: tuple[Any, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The value whose name this certificate carries."""
        return (f"{self.value} value",)

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if the dividends of the scaled game give others."""
        worths, denominator = profile_objects(game)
        n, grid = len(game.players), grid_of(game)
        factors, scale = to_integers([Fraction(0), *(scaling(self.value, n, t) for t in range(1, n + 1))])
        lcm = math.lcm(*range(1, n + 1))
        shares = _objects([0, *(lcm // t for t in range(1, n + 1))])
        by_size = grid.sizes()
        terms = grid.differences(worths * factors.astype(object)[by_size]) * shares[by_size]
        return agreed(game.players, sums_over_members(game, terms)[0], lcm * scale * denominator, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return "shares of the dividends of a scaled game agree"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "scaled shapley", "value": self.value, "amounts": [str(a) for a in self.amounts]}


CONCEPTS: dict[Structured, str] = {
    "owen": "Owen value",
    "banzhaf-owen": "Banzhaf–Owen value",
    "symmetric coalitional banzhaf": "symmetric coalitional Banzhaf value",
    "aumann-dreze": "Aumann–Drèze value",
}


@dataclass(frozen=True, slots=True)
class StructureShares:
    """Amounts that are shares of the dividends d(S) of a game whose players are partitioned into unions.

    With m unions that meet S, and b members of S in the player's union, the share is 1/(m b) for Owen (1977), 2**(2-m-b) for
    Banzhaf–Owen (1982), 2**(1-m)/b for the symmetric coalitional Banzhaf value (Alonso-Meijide and Fiestras-Janeiro 2002), and
    1/b where S lies in one union, else 0, for Aumann and Drèze (1974). The solver weights marginal contributions and never
    computes dividends. Cost n 2**n.
    """

    value: Structured
    unions: tuple[int, ...]  #: masks of the unions
    amounts: tuple[Any, ...]

    @property
    def proves(self) -> tuple[str, ...]:
        """The value whose name this certificate carries."""
        return (CONCEPTS[self.value],)

    @property
    def judged(self) -> tuple[int, ...]:
        """The partition that was asked about."""
        return self.unions

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if the dividends give others."""
        worths, denominator = worth_objects(game)
        n = len(game.players)
        ordered, joint = tuple(sorted(self.unions, key=lambda u: u & -u)), 0
        for union in self.unions:
            joint |= union
        if ordered != self.unions or any(u <= 0 for u in ordered) or not joint == sum(ordered) == game.players.grand:
            raise CertificateError("expected unions that hold every player once, in the order of their first members")
        masks = np.arange(1 << n)
        met = sum(((masks & union != 0).astype(np.intp) for union in self.unions), start=np.zeros(1 << n, dtype=np.intp))
        dividends, scale = mobius(worths), math.lcm(*range(1, n + 1)) ** 2 << 2 * n
        numerators: list[Any] = [0] * n
        for union in self.unions:
            share = self._shares(n, scale)[met, np.bitwise_count(masks & union)]
            totals = subsets.sums_over_members(dividends * share)[0]
            for i in range(n):
                if union >> i & 1:
                    numerators[i] = totals[i]
        return agreed(game.players, numerators, scale * denominator, self.amounts)

    def _shares(self, n: int, scale: int) -> Array:
        """share[m, b], times the scale; 0 for m = 0 or b = 0."""
        out = np.full((n + 1, n + 1), 0, dtype=object)
        for m in range(1, n + 1):
            for b in range(1, n + 1):
                among = m if self.value in ("owen", "aumann-dreze") else 1 << m - 1
                divisor = among * (1 << b - 1 if self.value == "banzhaf-owen" else b)
                out[m, b] = 0 if self.value == "aumann-dreze" and m > 1 else scale // divisor
        return out

    def describe(self, game: CoalitionalGame) -> str:
        return "shares of the dividends agree"

    def to_dict(self) -> dict[str, Any]:
        amounts = [str(a) for a in self.amounts]
        return {"kind": "structure shares", "value": self.value, "unions": list(self.unions), "amounts": amounts}


@dataclass(frozen=True, slots=True)
class PotentialDifferences:
    """Amounts that are w_i (P(N) - P(N \\ i)) for the potential P with P({}) = 0 and w_i (P(S) - P(S \\ i)) adding up to v(S).

    This recursion determines P; the solver shares dividends instead. Cost n 2**n divisions. (Hart and Mas-Colell
    1989, for the weighted Shapley value.)
    """

    weights: tuple[Fraction, ...]
    amounts: tuple[Any, ...]
    proves: ClassVar[tuple[str, ...]] = ("weighted Shapley value",)

    @property
    def judged(self) -> tuple[Fraction, ...]:
        """The weights that were asked about."""
        return self.weights

    def check(self, game: CoalitionalGame) -> Payoffs:
        """The amounts as payoffs; raises CertificateError if a weight is not positive or the potential gives others."""
        worths, denominator = profile_objects(game)
        grid, by_type = grid_of(game), gathered(game, fractions(self.weights, len(game.players)))
        if by_type is None or any(w <= 0 for w in by_type):
            raise CertificateError(f"expected positive weights, the same for players of one type, got {self.weights}")
        weights = [int(w) for w in to_integers(by_type)[0]]
        totals = grid.sums(weights, object)
        potential: list[Any] = [0] * grid.size
        for index in range(1, grid.size):
            steps = zip(grid.vector(index), weights, grid.strides, strict=True)
            inside = worths[index] + sum(k * w * potential[index - step] for k, w, step in steps if k)
            potential[index] = quotient(inside, totals[index])
        drops = [w * (potential[-1] - potential[-1 - step]) for w, step in zip(weights, grid.strides, strict=True)]
        return agreed(game.players, spread(game, drops), denominator, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return "differences of the potential agree"

    def to_dict(self) -> dict[str, Any]:
        weights, amounts = [str(w) for w in self.weights], [str(a) for a in self.amounts]
        return {"kind": "potential differences", "weights": weights, "amounts": amounts}


@dataclass(frozen=True, slots=True)
class InteractionShares:
    """Numbers for pairs of players that are d(S) / (|S| - 1) summed over the coalitions S of both.

    The solver weights second differences of worths and never computes dividends d(S). Cost n**2 2**n. (Grabisch 1997.)
    """

    amounts: tuple[Any, ...]  #: of the pairs {0, 1}, {0, 2}, …, {1, 2}, …
    proves: ClassVar[tuple[str, ...]] = ("Shapley interaction",)

    def check(self, game: CoalitionalGame) -> PairAmounts:
        """The numbers by pairs; raises CertificateError if the dividends give others."""
        worths, denominator = worth_objects(game)
        n = len(game.players)
        if len(self.amounts) != n * (n - 1) // 2:
            raise CertificateError(f"expected one number for each pair of {n} players, got {len(self.amounts)}")
        exact_amounts(self.amounts)
        scale = math.lcm(*range(1, n))
        shares = _objects([0, 0, *(scale // (t - 1) for t in range(2, n + 1))])[: n + 1]
        terms = mobius(worths) * shares[sizes(n)]
        for (i, j), amount in zip(combinations(range(n), 2), self.amounts, strict=True):
            both = terms.reshape(-1, 2, 1 << (j - i - 1), 2, 1 << i)[:, 1, :, 1].ravel().tolist()
            proved = quotient(sum(both), scale * denominator)
            if not is_equal(proved, amount):
                names = game.players.coalition(1 << i | 1 << j)
                raise CertificateError(f"expected {proved} for {names} by the dividends, got {amount}")
        return PairAmounts(game.players, self.amounts)

    def describe(self, game: CoalitionalGame) -> str:
        return "shares of the dividends agree"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "interaction shares", "amounts": [str(a) for a in self.amounts]}
