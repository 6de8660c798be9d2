"""Evidence for properties that compare a coalition with a larger one, or with all others: a breach, or all comparisons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np

from ..errors import CertificateError
from ..games.forms import Tabulated, grid_of, named_mask, stored, stored_worths
from ..games.tu import MAX_PLAYERS, CoalitionalGame, TUGame, tabulate
from ..games.typed import TypedGame
from ..games.voting import WeightedVotingGame
from ..kernels.counting import reachable
from ..kernels.grids import Grid, cube
from ..scalars import Array, is_symbolic, sign, to_fraction
from .plain import known_masks, simple_profiles
from .winning import TABLE_UP_TO, aimed_rule

Law = Literal["simple", "monotone", "proper", "strong", "constant-sum"]


@dataclass(frozen=True, slots=True)
class Breach:
    """Coalitions that break a property.

    monotone: `first` is part of `second` and worth more. simple: the same, or `first` is worth neither 0 nor 1, or it is
    everybody and worth 0. proper: `first` and all others win. strong: `first` and all others lose. constant-sum: `first` and
    all others are not worth v(N) together.
    """

    broken: Law
    first: int
    second: int = 0  #: the larger coalition; not used where the others are meant

    @property
    def proves(self) -> tuple[str, ...]:
        """The property."""
        return tuple(law for law in get_args(Law) if law == self.broken)

    def check(self, game: CoalitionalGame) -> bool:
        """False (the property fails); raises CertificateError if the coalitions do not break it."""
        known_masks(game, self.first, self.second)
        if self.second and self.broken not in ("monotone", "simple"):
            raise CertificateError(f"expected no second coalition for the property {self.broken!r}, got {self.second}")
        if not self._breaks(game):
            raise CertificateError(f"expected coalitions that break the property {self.broken!r}, got some that do not")
        return False

    def _breaks(self, game: CoalitionalGame) -> bool:
        grand = game.players.grand
        mine = worth_of(game, self.first)
        if self.broken in ("proper", "strong"):
            won = int(self.broken == "proper")
            judged = game if isinstance(game, WeightedVotingGame) else simple_profiles(game)
            return bool(worth_of(judged, self.first) == won == worth_of(judged, grand ^ self.first))
        if self.broken == "constant-sum":
            return sign(mine + worth_of(game, grand ^ self.first) - worth_of(game, grand)) != 0
        if self.broken == "simple" and self.second == 0 and (mine not in (0, 1) or (self.first == grand and mine == 0)):
            return True
        return self.first & self.second == self.first and sign(mine - worth_of(game, self.second)) > 0

    def describe(self, game: CoalitionalGame) -> str:
        first, others = (named_mask(game, m) for m in (self.first, game.players.grand ^ self.first))
        if self.broken in ("proper", "strong"):
            return f"{first} and {others} both {'win' if self.broken == 'proper' else 'lose'}"
        mine = f"v({first}) = {worth_of(game, self.first)}"
        if self.broken == "constant-sum":
            total = worth_of(game, game.players.grand)
            return f"{mine} and v({others}) = {worth_of(game, game.players.grand ^ self.first)} do not add up to v(N) = {total}"
        if self.second == 0:
            return mine
        return f"{mine} > v({named_mask(game, self.second)}) = {worth_of(game, self.second)}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "breach", "property": self.broken, "first": str(self.first), "second": str(self.second)}


@dataclass(frozen=True, slots=True)
class HoldsForAll:
    """A property that the check compares on all coalitions, in another way than the solver.

    monotone: the most that a part of S is worth, for all S at once, is v(S). Else: v(S) and the worth of all others add up
    to at most 1 (proper), at least 1 (strong), or v(N) (constant-sum). A voting game of one rule and more than 24 players is
    not tabulated: the total weights that coalitions can have decide. Every voting game is simple by construction.
    """

    holds: Law

    @property
    def proves(self) -> tuple[str, ...]:
        """The property."""
        return tuple(law for law in get_args(Law) if law == self.holds)

    def check(self, game: CoalitionalGame) -> bool:
        """True; raises CertificateError if the property fails somewhere."""
        if self._by_construction(game):
            return True
        if self.holds == "simple":
            simple_profiles(game)
            return True
        if self.holds in ("proper", "strong") and isinstance(game, WeightedVotingGame) and len(game.players) > TABLE_UP_TO:
            held = not self._critical_totals(game)
        else:
            table = simple_profiles(game) if self.holds in ("proper", "strong") else stored(game)
            symbolic = table.kind == "symbolic"
            held = self._on_symbols(tabulate(game, limit=MAX_PLAYERS)) if symbolic else self._on_numbers(table)
        if not held:
            raise CertificateError(f"expected the property {self.holds!r} for all coalitions, but it fails")
        return True

    def _by_construction(self, game: CoalitionalGame) -> bool:
        """A voting game has weights of at least 0 and quotas that are positive and can be met: it is simple."""
        return self.holds in ("simple", "monotone") and isinstance(game, WeightedVotingGame)

    def _on_numbers(self, table: Tabulated) -> bool:
        worths, _ = stored_worths(table)
        if self.holds == "monotone":
            return bool((most_of_parts(worths, grid_of(table)) == worths).all())
        together, total = worths + worths[::-1], worths[-1]
        if self.holds == "proper":
            return bool((together <= total).all())
        return bool((together >= total).all()) if self.holds == "strong" else bool((together == total).all())

    def _on_symbols(self, table: TUGame) -> bool:
        signs = (sign(gap) for _, _, gap in symbolic_gaps(table, self.holds))
        return all(s <= 0 if self.holds == "monotone" else s == 0 for s in signs)

    def _critical_totals(self, game: WeightedVotingGame) -> int:
        """The total weights, as bits, at which a coalition and its complement both win (both lose)."""
        if len(game.quotas) != 1:
            raise CertificateError(f"expected one rule beyond {TABLE_UP_TO} players, got {len(game.quotas)}")
        quota, row = aimed_rule(game, "winning")
        low, high = critical_range(self.holds, quota, sum(row))
        bits = reachable(sorted(row))[-1]
        return bits >> low & ((1 << max(high - low + 1, 0)) - 1)

    def describe(self, game: CoalitionalGame) -> str:
        if self._by_construction(game):
            return "weights are not negative, and all players together meet the quota"
        if self.holds in ("proper", "strong") and isinstance(game, WeightedVotingGame) and len(game.players) > TABLE_UP_TO:
            return "follows from the total weights that coalitions can have"
        return f"compared on all coalitions of {len(game.players)} players"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "holds for all", "property": self.holds}


def worth_of(game: CoalitionalGame, mask: int) -> Any:
    """The exact worth of one coalition, without a table where the game can tell."""
    table = game if isinstance(game, WeightedVotingGame | TypedGame) else tabulate(game, limit=MAX_PLAYERS)
    worth = table.worth(mask)
    return worth if is_symbolic(worth) else to_fraction(worth)


def most_of_parts(worths: Array, grid: Grid | None = None) -> Array:
    """The largest worth of a subset of S, for every S (or profile of a grid)."""
    out, grid = worths.copy(), grid or cube(len(worths).bit_length() - 1)
    for t, count in enumerate(grid.counts):
        lines = grid.lines(out, t)
        for k in range(1, count + 1):
            np.maximum(lines[:, k - 1], lines[:, k], out=lines[:, k])
    return out


def critical_range(law: Law, quota: int, total: int) -> tuple[int, int]:
    """The total weights (from, to) of a coalition that breaks the property: both it and its complement win, or both lose."""
    return (quota, total - quota) if law == "proper" else (total - quota + 1, quota - 1)


def symbolic_gaps(table: TUGame, law: Law) -> Iterator[tuple[int, int, Any]]:
    """What may not be positive (monotone) or must be zero (constant-sum), with the coalitions that it is about."""
    grand = table.players.grand
    if law == "monotone":
        for mask in range(grand + 1):
            for i in range(len(table.players)):
                if not mask >> i & 1:
                    yield mask, mask | 1 << i, table.worth(mask) - table.worth(mask | 1 << i)
        return
    for mask in range((grand + 1) // 2):
        yield mask, 0, table.worth(mask) + table.worth(grand ^ mask) - table.worth(grand)
