"""Evidence for properties that are linear inequalities in the worths: one that is broken, or a comparison of all of them.

Each property is a family of inequalities, and each of these has two coalitions as its key. A breach is checked term by term
from the definition; that all of them hold is checked in another form than the one the solver compares (an equivalent
condition on another array where there is one).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any, Literal, get_args

import numpy as np

from ..errors import CertificateError
from ..games.forms import grid_of, named_mask, stored, stored_worths
from ..games.tu import MAX_PLAYERS, CoalitionalGame, TUGame, tabulate
from ..games.typed import TypedGame
from ..kernels.grids import Grid
from ..kernels.subsets import Array, mobius, subset_sums
from ..scalars import is_symbolic, sign, to_fraction
from .complements import most_of_parts, worth_of

Inequality = Literal["zero-monotone", "average convex", "semiconvex", "additive", "totally positive", "k-monotone"]
BY_PROFILE = ("zero-monotone", "semiconvex", "additive", "totally positive")  #: compared on profiles of a game by types
Terms = list[tuple[int, int]]  #: (a whole number, the mask of the coalition whose worth it multiplies)


def members(mask: int) -> list[int]:
    """The members of a coalition, each as a mask."""
    return [1 << i for i in range(mask.bit_length()) if mask >> i & 1]


def parts(mask: int) -> Iterator[int]:
    """All subsets of a coalition, the empty one and itself included."""
    part = mask
    while True:
        yield part
        if not part:
            return
        part = (part - 1) & mask


def keys(law: Inequality, n: int, order: int = 0) -> Iterator[tuple[int, int]]:
    """The coalitions (S, T) of all inequalities of a property of n players."""
    masks = range(1, 1 << n)
    if law == "zero-monotone":
        return ((s, 1 << i) for s in masks for i in range(n) if not s >> i & 1)
    if law == "average convex":
        return ((s, t) for t in masks for s in parts(t) if 0 < s < t)
    if law == "semiconvex":
        return ((s, one) for s in masks for one in (0, *members(s)) if one != s)
    if law == "k-monotone":
        chosen = (sum(c) for k in range(2, order + 1) for c in combinations([1 << i for i in range(n)], k))
        return ((s | c, c) for c in chosen for s in parts((1 << n) - 1 & ~c))
    return ((s, 0) for s in masks if law == "totally positive" or s & (s - 1))


def terms(law: Inequality, n: int, first: int, second: int) -> Terms:
    """The sum that may not be above 0 (additive: that must be 0), as multiples of worths.

    zero-monotone: v(S) + v(i) - v(S ∪ i). average convex: the sum over i in S of v(S) - v(S \\ i) - (v(T) - v(T \\ i)).
    semiconvex: g(i) - g(S), or -g(S) if there is no i, where g(S) = b(S) - v(S) and b_i = v(N) - v(N \\ i).
    additive: v(S) minus the members' own worths. totally positive: minus the dividend of S. k-monotone: minus the sum over
    K within C of (-1)^|C \\ K| v((S \\ C) ∪ K), for C = `second` within S.
    """
    grand = (1 << n) - 1
    if law == "zero-monotone":
        return [(1, first), (1, second), (-1, first | second)]
    if law == "average convex":
        return [t for i in members(first) for t in ((1, first), (-1, first ^ i), (-1, second), (1, second ^ i))]
    if law == "semiconvex":
        gap = [t for i in members(first) for t in ((-1, grand), (1, grand ^ i))] + [(1, first)]
        return gap + ([(1, grand), (-1, grand ^ second), (-1, second)] if second else [])
    if law == "additive":
        return [(1, first)] + [(-1, i) for i in members(first)]
    changed = second if law == "k-monotone" else first
    return [((-1) ** ((changed ^ part).bit_count() + 1), first ^ changed | part) for part in parts(changed)]


def excess(game: CoalitionalGame, law: Inequality, first: int, second: int) -> Any:
    """By how much an inequality is broken, exactly."""
    table = game if isinstance(game, TypedGame) else tabulate(game, limit=MAX_PLAYERS)
    if law == "totally positive" and isinstance(table, TypedGame):
        return -_dividend(table, first)
    return sum(c * worth_of(table, mask) for c, mask in terms(law, len(table.players), first, second))


def _dividend(game: TypedGame, mask: int) -> Any:
    """The dividend of a coalition: the terms of parts that have the same numbers of each type are taken together."""
    whole = game.grid.vector(game.profile(mask))
    total: Any = 0
    for part in product(*(range(k + 1) for k in whole)):
        chosen = math.prod(math.comb(k, j) for k, j in zip(whole, part, strict=True))
        worth = game.worth_at(dict(zip(game.types, part, strict=True)))
        total += (-1) ** (sum(whole) - sum(part)) * chosen * (worth if is_symbolic(worth) else to_fraction(worth))
    return total


@dataclass(frozen=True, slots=True)
class BrokenInequality:
    """The coalitions of one inequality that fails; `order` is the k of k-monotone, 0 for all else."""

    law: Inequality
    first: int
    second: int
    order: int = 0

    @property
    def proves(self) -> tuple[str, ...]:
        """The property."""
        return _concept(self.law, self.order)

    def check(self, game: CoalitionalGame) -> bool:
        """False (the property fails); raises CertificateError where the inequality is none of the property, or holds."""
        if not self._belongs(len(game.players)):
            raise CertificateError(f"expected two coalitions that {self.law!r} compares, got {self.first} and {self.second}")
        found = sign(excess(game, self.law, self.first, self.second))
        if not (found if self.law == "additive" else found > 0):
            raise CertificateError(f"expected an inequality of {self.law!r} that fails, got one that holds")
        return False

    def _belongs(self, n: int) -> bool:
        s, t = self.first, self.second
        if type(s) is not int or type(t) is not int or not 0 < s < 1 << n or not 0 <= t < 1 << n:
            return False
        if self.law == "zero-monotone":
            return t.bit_count() == 1 and not s & t
        if self.law == "average convex":
            return s & t == s != t
        if self.law == "semiconvex":
            return t == 0 or (t.bit_count() == 1 and s & t == t != s)
        if self.law == "k-monotone":
            return s & t == t and 2 <= t.bit_count() <= self.order
        return t == 0 and (self.law == "totally positive" or s.bit_count() > 1)

    def describe(self, game: CoalitionalGame) -> str:
        gap = excess(game, self.law, self.first, self.second)
        first, second = named_mask(game, self.first), named_mask(game, self.second)
        if self.law == "zero-monotone":
            return f"v({first}) + v({second}) exceeds v({named_mask(game, self.first | self.second)}) by {gap}"
        if self.law == "average convex":
            return f"the members of {first} add {gap} more in total to {first} than to {second}"
        if self.law == "semiconvex":
            return f"the gap of {second} exceeds that of {first} by {gap}" if second else f"the gap of {first} is {-gap}"
        if self.law == "additive":
            own = sum(worth_of(game, one) for one in members(self.first))
            return f"v({first}) = {own + gap}, but its members are worth {own} alone"
        if self.law == "totally positive":
            return f"the dividend of {first} is {-gap}"
        return f"the dividends of the coalitions from {second} to {first} add up to {-gap}"

    def to_dict(self) -> dict[str, Any]:
        mine = {"kind": "broken inequality", "property": self.law, "first": str(self.first), "second": str(self.second)}
        return {**mine, "order": self.order}


@dataclass(frozen=True, slots=True)
class AllInequalities:
    """A property that the check compares on all coalitions.

    zero-monotone: no part of S is worth more than S in the zero-normalized game. average convex: S by S, all larger
    coalitions at once. semiconvex: b(S) >= v(S), and what i keeps of v(S) when the others get their b is at most v(i).
    additive: all dividends of two and more players are 0. totally positive: no dividend is below 0. k-monotone: no sum of the
    dividends between C and S is, for C of 2 to k players (Chateauneuf and Jaffray 1989).
    """

    law: Inequality
    order: int = 0

    @property
    def proves(self) -> tuple[str, ...]:
        """The property."""
        return _concept(self.law, self.order)

    def check(self, game: CoalitionalGame) -> bool:
        """True; raises CertificateError if the property fails somewhere."""
        table = stored(game) if self.law in BY_PROFILE else tabulate(game, limit=MAX_PLAYERS)
        if table.kind == "symbolic":
            held = self._on_symbols(tabulate(table, limit=MAX_PLAYERS))
        else:
            worths = roomy(stored_worths(table)[0], len(table.players))
            held = _HOLDS[self.law](worths, grid_of(table)) if self.law in _HOLDS else _k_monotone(worths, self.order)
        if not held:
            raise CertificateError(f"expected the property {self.proves[0]!r} for all coalitions, but it fails")
        return True

    def _on_symbols(self, table: TUGame) -> bool:
        found = (sign(excess(table, self.law, *key)) for key in keys(self.law, len(table.players), self.order))
        return all(s == 0 if self.law == "additive" else s <= 0 for s in found)

    def describe(self, game: CoalitionalGame) -> str:
        return f"compared on all coalitions of {len(game.players)} players"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "all inequalities", "property": self.law, "order": self.order}


def _concept(law: Inequality, order: int) -> tuple[str, ...]:
    """The concept by its name; an order goes with k-monotone and with nothing else."""
    if law not in get_args(Inequality) or type(order) is not int or not (order >= 2 if law == "k-monotone" else order == 0):
        return ()
    return (f"{order}-monotone" if law == "k-monotone" else law,)


def roomy(worths: Array, players: int | None = None) -> Array:
    """Worths in int64 where sums of 4**n of them cannot wrap around, and else in Python's integers."""
    largest = max(int(worths.max()), -int(worths.min()))
    n = len(worths).bit_length() - 1 if players is None else players
    return worths if worths.dtype == object or largest << 2 * n < 1 << 62 else worths.astype(object)


def _most(worths: Array, grid: Grid) -> list[Any]:
    """b_i = v(N) - v(N without i), for a player i of each type."""
    return [worths[-1] - worths[-1 - stride] for stride in grid.strides]


def gaps(worths: Array, grid: Grid) -> Array:
    """g(S) = b(S) - v(S), where b_i = v(N) - v(N without i)."""
    return grid.sums(_most(worths, grid), worths.dtype) - worths


def _zero_monotone(worths: Array, grid: Grid) -> bool:
    surplus = worths - grid.sums(worths[list(grid.strides)], worths.dtype)
    return bool((most_of_parts(surplus, grid) == surplus).all())


def _average_convex(worths: Array, _: Grid) -> bool:
    n = len(worths).bit_length() - 1
    for s in range(1, len(worths)):
        larger = subset_sums([1 << i for i in range(n) if not s >> i & 1], np.int64) | s
        added = sum(worths[larger] - worths[larger ^ i] for i in members(s))
        if (added < added[0]).any():
            return False
    return True


def _semiconvex(worths: Array, grid: Grid) -> bool:
    most = grid.sums(_most(worths, grid), worths.dtype)
    if (most < worths).any():
        return False
    for t, stride in enumerate(grid.strides):  # what is left of v(S) for one of type t, when the others get their b
        kept = worths - most + worths[-1] - worths[-1 - stride]
        if (grid.lines(kept, t)[:, 1:] > worths[stride]).any():
            return False
    return True


def _additive(worths: Array, grid: Grid) -> bool:
    return not grid.differences(worths)[grid.sizes() > 1].any()


def _totally_positive(worths: Array, grid: Grid) -> bool:
    return bool((grid.differences(worths) >= 0).all())


def _k_monotone(worths: Array, order: int) -> bool:
    n, dividends = len(worths).bit_length() - 1, mobius(worths)
    for c in (m for m in range(1 << n) if 2 <= m.bit_count() <= order):
        between = dividends[subset_sums([1 << i for i in range(n) if not c >> i & 1], np.int64) | c]
        for i in range(n - c.bit_count()):  # sums over all L from C up to S
            pairs = between.reshape(-1, 2, 1 << i)
            pairs[:, 1] += pairs[:, 0]
        if (between < 0).any():
            return False
    return True


_HOLDS = {
    "zero-monotone": _zero_monotone,
    "average convex": _average_convex,
    "semiconvex": _semiconvex,
    "additive": _additive,
    "totally positive": _totally_positive,
}
