"""Evidence for properties of games: the coalitions that violate one, or a comparison of all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np

from ..errors import CertificateError
from ..games.forms import named_mask, stored, stored_worths
from ..games.tu import MAX_PLAYERS, CoalitionalGame, tabulate
from ..games.typed import TypedGame
from ..kernels.subsets import subset_sums
from ..scalars import is_symbolic, sign, to_fraction
from .plain import known_masks

Property = Literal["superadditive", "convex"]


@dataclass(frozen=True, slots=True)
class Violation:
    """Two coalitions that break a property: v(S) + v(T) > v(S ∪ T) + v(S ∩ T), where superadditivity needs S ∩ T = {}."""

    violated: Property
    first: int
    second: int

    @property
    def proves(self) -> tuple[str, ...]:
        """The property."""
        return tuple(p for p in get_args(Property) if p == self.violated)

    def check(self, game: CoalitionalGame) -> bool:
        """False (the property fails); raises CertificateError if the two coalitions do not break it."""
        known_masks(game, self.first, self.second)
        if self.violated == "superadditive" and self.first & self.second:
            raise CertificateError("expected two coalitions without a common member")
        if sign(self.gap(game)) <= 0:
            raise CertificateError("expected coalitions that are worth more apart than together, got two that are not")
        return False

    def gap(self, game: CoalitionalGame) -> Any:
        """v(S) + v(T) - v(S ∪ T) - v(S ∩ T), exactly."""
        table = game if isinstance(game, TypedGame) else tabulate(game, limit=MAX_PLAYERS)
        masks = (self.first, self.second, self.first | self.second, self.first & self.second)
        a, b, union, common = (w if is_symbolic(w) else to_fraction(w) for w in map(table.worth, masks))
        return a + b - union - common

    def describe(self, game: CoalitionalGame) -> str:
        first, second = named_mask(game, self.first), named_mask(game, self.second)
        union, common = named_mask(game, self.first | self.second), named_mask(game, self.first & self.second)
        other = f" + v({common})" if self.first & self.second else ""
        return f"v({first}) + v({second}) exceeds v({union}){other} by {self.gap(game)}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "violation", "property": self.violated, "first": self.first, "second": self.second}


@dataclass(frozen=True, slots=True)
class HoldsEverywhere:
    """A property that the check compares on all coalitions, in another order than the solver.

    Superadditive: for each union U, v(U) >= v(S) + v(U \\ S) for all S (3**n comparisons). Convex: the marginal contribution
    of each player grows with the coalition it joins, member by member (n**2 2**n comparisons; Shapley 1971).
    """

    holds: Property

    @property
    def proves(self) -> tuple[str, ...]:
        """The property."""
        return tuple(p for p in get_args(Property) if p == self.holds)

    def check(self, game: CoalitionalGame) -> bool:
        """True; raises CertificateError with the coalitions for which the property fails."""
        table = stored(game)
        if table.kind == "symbolic":
            table = tabulate(table, limit=MAX_PLAYERS)
            for first, second in symbolic_pairs(len(table.players), self.holds):
                if sign(Violation(self.holds, first, second).gap(table)) > 0:
                    raise CertificateError(f"expected a {self.holds} game, got one that is not")
            return True
        worths, _ = stored_worths(table)
        if isinstance(table, TypedGame):
            self._by_profile(table, worths)
            return True
        failing = (_superadditive_fails if self.holds == "superadditive" else _convex_fails)(worths)
        if failing is not None:
            names = " and ".join(str(game.players.coalition(mask)) for mask in failing)
            raise CertificateError(f"expected a {self.holds} game, but {names} violate it")
        return True

    def _by_profile(self, game: TypedGame, worths: Any) -> None:
        """Superadditive: for each union all splits in two. Convex: second differences along each two axes."""
        box, axes = game.grid.box(worths), range(len(game.grid.counts))
        if self.holds == "convex":
            held = all((np.diff(np.diff(box, axis=s), axis=t) >= 0).all() for s in axes for t in range(s + 1))
        else:
            unions = (tuple(slice(0, k + 1) for k in place) for place in np.ndindex(box.shape))
            held = all((box[part] + np.flip(box[part]) <= box[part].flat[-1]).all() for part in unions)
        if not held:
            raise CertificateError(f"expected a {self.holds} game, got one that is not")

    def describe(self, game: CoalitionalGame) -> str:
        return f"compared on all coalitions of {len(game.players)} players"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "holds everywhere", "property": self.holds}


def symbolic_pairs(n: int, which: Property) -> Iterator[tuple[int, int]]:
    """The pairs of masks to compare: disjoint ones (superadditive), or S ∪ i and S ∪ j (convex)."""
    if which == "superadditive":
        return ((s, t) for s in range(1, 1 << n) for t in range(s + 1, 1 << n) if not s & t)
    rest = ((i, j, s) for i in range(n) for j in range(i) for s in range(1 << n) if not s >> i & 1 and not s >> j & 1)
    return ((s | 1 << i, s | 1 << j) for i, j, s in rest)


def _superadditive_fails(worths: Any) -> tuple[int, int] | None:
    n = len(worths).bit_length() - 1
    for union in range(1, 1 << n):
        inside = subset_sums([1 << i for i in range(n) if union >> i & 1], np.int64)
        bad = np.flatnonzero(worths[inside] + worths[union ^ inside] > worths[union])
        if len(bad):
            first = int(inside[bad[0]])
            return first, union ^ first
    return None


def _convex_fails(worths: Any) -> tuple[int, int] | None:
    n = len(worths).bit_length() - 1
    masks = np.arange(1 << n)
    for i in range(n):
        outside = masks[masks >> i & 1 == 0]
        marginal = np.zeros(1 << n, dtype=worths.dtype)
        marginal[outside] = worths[outside | 1 << i] - worths[outside]
        for j in range(i):
            smaller = outside[outside >> j & 1 == 0]
            bad = np.flatnonzero(marginal[smaller | 1 << j] < marginal[smaller])
            if len(bad):
                mask = int(smaller[bad[0]])
                return mask | 1 << i, mask | 1 << j
    return None
