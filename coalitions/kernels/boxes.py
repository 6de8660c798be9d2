"""Counting the sets whose weights stay within bounds, exactly: a box of weights, one bound for each rule.

A coalition wins under several rules iff those who are missing from it do not weigh too much under any of them, so that winning
coalitions are counted as small boxes. Two ways to count: one player after the other, in an array with a place for each total
weight (generating functions; Mann and Shapley 1962, Brams and Affuso 1976), or, where weights are too large for that, by all
subsets of each half of the players, sorted (Horowitz and Sahni 1974; for power indices Klinz and Woeginger 2005).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from .subsets import Array, subset_sums

Column = tuple[int, ...]  #: the weights of a player, one for each rule
LIMB = 32  #: bits of a count in one entry of an array, where there are more than 62 players
WHOLE = (1 << LIMB) - 1
SMALL = 1 << 16  #: entries of an array that are added all at once; larger ones only where they are not 0
HALVES_UP_TO = 44  #: players; beyond, a half has too many subsets


@dataclass(frozen=True, slots=True)
class Sets:
    """How many sets within the bounds there are by size (in all, where sizes are not asked for), and how many have a player."""

    total: list[int]
    members: dict[Column, list[int]]  #: for each kind of player, those with a given one


class States:
    """The sets of some players by total weight under each rule, and by size: an array of counts that players are added to.

    A count takes one int64 up to 62 players, otherwise several of 32 bits each, which are added up without a carry for 30
    players.
    `beside` players may be added without being counted in sizes, after all others.
    """

    def __init__(self, bounds: Sequence[int], columns: Sequence[Column], sized: bool, beside: int = 0) -> None:
        self.bounds, self.sized = tuple(bounds), sized
        self.most, n = most_members(bounds, columns), len(columns) + beside
        self.limbs = 1 if n <= 62 else -(-(n + 1) // LIMB)
        self.counts: Array = np.zeros((self.limbs, self.most + 1 if sized else 1, *(b + 1 for b in bounds)), dtype=np.int64)
        self.counts[(0,) * self.counts.ndim] = 1
        self.least = {0: (0,) * len(bounds)}  # by size: the least and the greatest weights, outside of which all counts are 0
        self.greatest = dict(self.least)
        self.players = self.since_carry = 0

    def copy(self) -> States:
        """An independent copy."""
        out = object.__new__(States)
        out.__dict__.update(self.__dict__)
        out.counts, out.least, out.greatest = self.counts.copy(), dict(self.least), dict(self.greatest)
        return out

    def add(self, column: Column, *, counted: bool = True) -> None:
        """One more player, who is in a set or not."""
        if self.counts.size <= SMALL or not counted:
            self._add_everywhere(column, self.sized and counted)
        else:
            self._add_size_by_size(column)
        self.players, self.since_carry = self.players + 1, self.since_carry + 1
        if self.since_carry == 30:
            self.carry()

    def _add_everywhere(self, column: Column, sized: bool) -> None:
        sizes = (slice(0, -1), slice(1, None)) if sized else (slice(None), slice(None))
        if any(w > b for w, b in zip(column, self.bounds, strict=True)) or (sized and not self.most):
            return
        source: Any = (slice(None), sizes[0], *(slice(0, b + 1 - w) for b, w in zip(self.bounds, column, strict=True)))
        target: Any = (slice(None), sizes[1], *(slice(w, None) for w in column))
        self.counts[target] += self.counts[source]

    def _add_size_by_size(self, column: Column) -> None:
        for s in range(min(self.players, self.most - 1) if self.sized else 0, -1, -1):
            if s not in self.least or any(low + w > b for low, w, b in zip(self.least[s], column, self.bounds, strict=True)):
                continue
            least, size = self.least[s], s + 1 if self.sized else 0
            last = [min(high, b - w) for high, w, b in zip(self.greatest[s], column, self.bounds, strict=True)]
            source = tuple(slice(low, high + 1) for low, high in zip(least, last, strict=True))
            target = tuple(slice(low + w, high + w + 1) for low, high, w in zip(least, last, column, strict=True))
            ways = math.comb(self.players, s) if self.sized else 1 << self.players
            used = slice(min(self.limbs, (ways.bit_length() - 1) // LIMB + 1))
            here: Any = (used, size, *target)
            there: Any = (used, s, *source)
            self.counts[here] += self.counts[there]
            light, heavy = ([x + w for x, w in zip(side, column, strict=True)] for side in (least, last))
            self.least[size] = tuple(map(min, self.least.get(size, light), light))
            self.greatest[size] = tuple(map(max, self.greatest.get(size, heavy), heavy))

    def carry(self) -> None:
        """Make every entry a number of 32 bits again."""
        for limb in range(self.limbs - 1):
            self.counts[limb + 1] += self.counts[limb] >> LIMB
            self.counts[limb] &= WHOLE
        self.since_carry = 0

    def accumulate(self) -> None:
        """From sets of a weight to sets up to a weight, under every rule."""
        for axis in range(2, self.counts.ndim):
            self.carry()
            np.cumsum(self.counts, axis=axis, out=self.counts)
        self.carry()

    def within(self, bounds: Sequence[int]) -> list[int]:
        """The sets within smaller bounds, by size, added up."""
        if any(b < 0 for b in bounds):
            return [0] * self.counts.shape[1]
        self.carry()
        index: Any = (slice(None), slice(None), *(slice(0, b + 1) for b in bounds))
        return joined(self.counts[index].sum(axis=tuple(range(2, self.counts.ndim))))


def joined(limbs: Array) -> list[int]:
    """Counts from their parts of 32 bits, which may be negative or too large as long as their sum is right."""
    out = [0] * limbs.shape[1]
    for limb, row in enumerate(limbs.tolist()):
        out = [whole + (part << LIMB * limb) for whole, part in zip(out, row, strict=True)]
    return out


def most_members(bounds: Sequence[int], columns: Sequence[Column]) -> int:
    """At most how many players a set within the bounds has: no more than the lightest under any rule."""
    most = len(columns)
    for r, bound in enumerate(bounds):
        total, count = 0, 0
        for weight in sorted(c[r] for c in columns):
            total += weight
            count += total <= bound
        most = min(most, count)
    return most


def states_needed(bounds: Sequence[int], columns: Sequence[Column], sized: bool) -> int:
    """How many entries the array of `sets_by_states` has."""
    limbs = 1 if len(columns) <= 62 else -(-(len(columns) + 1) // LIMB)
    return limbs * (most_members(bounds, columns) + 1 if sized else 1) * math.prod(b + 1 for b in bounds)


def sets_by_states(bounds: Sequence[int], columns: Sequence[Column], sized: bool) -> Sets:
    """The sets within the bounds, one player after the other; then each player is divided out of the sums.

    Cost: an addition for each entry of the array and player, and one for each size and multiple of a weight within the bounds.
    """
    states = States(bounds, columns, sized)
    for column in sorted(columns, key=lambda c: (sum(w / (b + 1) for w, b in zip(c, bounds, strict=True)), c)):
        states.add(column)
    states.accumulate()
    total = up_to(states, bounds)
    return Sets(total, {column: with_player(states, column, bounds, total) for column in set(columns)})


def up_to(states: States, bounds: Sequence[int]) -> list[int]:
    """After `accumulate`: the sets within bounds, by size."""
    last: Any = (slice(None), slice(None), *bounds)
    return joined(states.counts[last])


def with_player(states: States, column: Column, bounds: Sequence[int], total: list[int]) -> list[int]:
    """The sets with a player: without it there are D'(b), by size; D(b) = D'(b) + D'(b - w) one size up, and so on down."""
    if not any(column):
        if not states.sized:
            return [total[0] // 2]
        out = [0] * len(total)
        for s in range(1, len(total)):
            out[s] = total[s - 1] - out[s - 1]
        return out
    times = min(b // w for w, b in zip(column, bounds, strict=True) if w)
    if not times:
        return [0] * len(total)
    steps = np.arange(1, (min(times, len(total) - 1) if states.sized else times) + 1)
    places = tuple(b - w * steps for b, w in zip(bounds, column, strict=True))
    index: Any = (slice(None), slice(None), *places)
    values: Array = states.counts[index]  # limb, size, multiple of the weight
    if not states.sized:
        return joined(values[:, :, ::2].sum(axis=2) - values[:, :, 1::2].sum(axis=2))
    out_limbs = np.zeros(states.counts.shape[:2], dtype=np.int64)
    for j in range(len(steps)):
        moved = values[:, : len(total) - 1 - j, j]
        out_limbs[:, j + 1 :] += moved if j % 2 == 0 else -moved
    return joined(out_limbs)


def without_each(bounds: Sequence[int], columns: Sequence[Column], sized: bool) -> Iterator[tuple[Column, States]]:
    """For each kind of player, the sets of all players but one of them: by halves of the players, by additions alone.

    Cost: that of `sets_by_states` times the logarithm of the number of kinds, and as many arrays.
    """
    number = {column: columns.count(column) for column in sorted(set(columns))}

    def leave_out(states: States, kinds: list[Column]) -> Iterator[tuple[Column, States]]:
        if len(kinds) == 1:
            for _ in range(number[kinds[0]] - 1):
                states.add(kinds[0])
            yield kinds[0], states
            return
        for here, there in ((kinds[::2], kinds[1::2]), (kinds[1::2], kinds[::2])):
            more = states.copy()
            for column in there:
                for _ in range(number[column]):
                    more.add(column)
            yield from leave_out(more, here)

    yield from leave_out(States(bounds, columns, sized), list(number))


# -- by halves of the players ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Half:
    """The subsets of some players within the bounds: members, sizes, the largest rule's weight, the others' weights."""

    members: Array
    size: Array
    large: Array
    others: tuple[Array, ...]

    def classes(self, sized: bool) -> Iterator[tuple[int, tuple[int, ...], Array]]:
        """Subsets of one size and one weight under each of the other rules: the sorted weights under the largest rule."""
        keys = (self.size if sized else np.zeros_like(self.size), *self.others)
        order = np.lexsort((self.large, *keys)) if self.large.dtype != object else np.argsort(self.large, kind="stable")
        if self.large.dtype == object:
            order = order[np.lexsort(tuple(k[order] for k in keys))]
        sorted_keys = [k[order] for k in keys]
        changes = np.zeros(max(len(order) - 1, 0), dtype=np.bool_)
        for k in sorted_keys:
            changes |= k[1:] != k[:-1]
        starts = [0, *(np.flatnonzero(changes) + 1).tolist(), len(order)]
        for a, b in pairwise(starts):
            yield int(sorted_keys[0][a]), tuple(int(k[a]) for k in sorted_keys[1:]), self.large[order[a:b]]


def _largest_first(bounds: Sequence[int]) -> list[int]:
    return sorted(range(len(bounds)), key=lambda r: -bounds[r])


def _half(columns: Sequence[Column], bounds: Sequence[int]) -> _Half:
    keep = np.ones(1 << len(columns), dtype=np.bool_)
    sums = []
    for r in _largest_first(bounds):
        row = [c[r] for c in columns]
        total = subset_sums(row, np.int64 if bounds[r] + sum(row) < 1 << 62 else object)
        keep &= (total <= bounds[r]).astype(np.bool_)
        sums.append(total)
    members = np.flatnonzero(keep)
    return _Half(members, np.bitwise_count(members).astype(np.int64), sums[0][members], tuple(s[members] for s in sums[1:]))


def halves_needed(bounds: Sequence[int], columns: Sequence[Column], sized: bool) -> int:
    """About how many searches `sets_by_halves` makes; none of it where there are too many players."""
    fit = [c for c in columns if all(w <= b for w, b in zip(c, bounds, strict=True))]
    half = -(-len(fit) // 2)
    if len(fit) > HALVES_UP_TO:
        return 1 << 62
    classes = [half + 1] if sized else []
    for r in _largest_first(bounds)[1:]:
        row = {c[r] for c in fit}
        if len(row) == 1:  # as many classes as sizes
            classes += [] if sized else [half + 1]
        else:
            classes.append(min(bounds[r], sum(c[r] for c in fit)) + 1)
    return 2 * min(math.prod(classes), 1 << half) * (1 << half)


def sets_by_halves(bounds: Sequence[int], columns: Sequence[Column], sized: bool, *, members: bool = True) -> Sets:
    """The sets within the bounds, for weights of any size: each subset of one half is matched with those of the other.

    Cost: for every subset of a half a search in each class of subsets of the other half, of one size and one weight under all
    rules but the largest. 27 players with a large rule: milliseconds; 40: seconds. `members=False` leaves the players out.
    """
    fit = [c for c in columns if all(w <= b for w, b in zip(c, bounds, strict=True))]
    sizes = most_members(bounds, columns) + 1 if sized else 1
    fit.sort(key=lambda c: -c[_largest_first(bounds)[0]])
    parts = fit[::2], fit[1::2]
    total, found = [0] * sizes, {column: [0] * sizes for column in set(columns)}
    for here, there in ((0, 1), (1, 0))[: 2 if members else 1]:
        one, other = _half(parts[here], bounds), _half(parts[there], bounds)
        by_size = _matched(one, other, bounds, sizes, sized)
        if here == 0:
            total = by_size.sum(axis=1).tolist()
        for i, column in enumerate(parts[here]):
            inside = (one.members >> i & 1).astype(np.bool_)
            found[column] = by_size[:, inside].sum(axis=1).tolist()
    return Sets(total, found)


def _matched(one: _Half, other: _Half, bounds: Sequence[int], sizes: int, sized: bool) -> Array:
    """For each subset of one half (a column), how many of the other complete it within the bounds, by size of both together."""
    order = _largest_first(bounds)
    out = np.zeros((sizes, len(one.members)), dtype=np.int64)
    everyone = np.arange(len(one.members))
    for size, weights, large in other.classes(sized):
        chosen = np.ones(len(one.members), dtype=np.bool_)
        for mine, theirs, r in zip(one.others, weights, order[1:], strict=True):
            chosen &= mine + theirs <= bounds[r]
        places = everyone[chosen]
        counts = np.searchsorted(large, bounds[order[0]] - one.large[places], side="right")
        if not sized:
            out[0, places] += counts
            continue
        both = one.size[places] + size
        fits = both < sizes  # a larger set weighs too much, so that its count is 0
        out[both[fits], places[fits]] += counts[fits]
    return out
