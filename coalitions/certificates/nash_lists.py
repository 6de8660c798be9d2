"""Evidence about the whole set of equilibria of a game of two players: every one checked, and none missing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any, ClassVar

from ..errors import CertificateError
from ..games.nash_sets import NashComponent, NashEquilibria, Point
from ..games.normal_form import NormalFormGame, exact_payoffs
from ..games.profiles import Profile
from .equilibria import NashProfile

Pairs = tuple[tuple[Point, Point], ...]
Matrix = list[list[int]]


@dataclass(frozen=True, slots=True)
class SomeNash:
    """Equilibria, each with its zero gains; there may be more."""

    pairs: Pairs
    proves: ClassVar[tuple[str, ...]] = ("Nash equilibria",)

    def check(self, game: NormalFormGame) -> NashEquilibria:
        """The equilibria, marked as not complete; raises CertificateError if one is none."""
        return _listed(game, self.pairs, complete=False)

    def describe(self, game: NormalFormGame) -> str:
        return "nobody gains by deviating from any of them, but the search was cut off and there may be more"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "some nash equilibria", "pairs": _plain(self.pairs)}


@dataclass(frozen=True, slots=True)
class AllNash:
    """All extreme equilibria: each with its zero gains, and the list recomputed in another way.

    The corners of both best-response polyhedra are found by solving the linear equations of every pair of equally many
    strategies of the two players (C(m + n, m) - 1 pairs), and put together where every strategy is unused or a best
    answer. More than `limit` pairs are not checked. Every equilibrium lies in a product of faces whose corners are such
    pairs (Mangasarian 1964, Winkels 1979, Jansen 1981).
    """

    pairs: Pairs
    limit: int = 1000
    proves: ClassVar[tuple[str, ...]] = ("Nash equilibria",)

    def check(self, game: NormalFormGame) -> NashEquilibria:
        """The equilibria, complete; raises CertificateError if one is none, one is missing, or there is too much to check."""
        found = self.check_listed(game)
        if self.systems(game) > self.limit:
            raise CertificateError(
                f"expected at most {self.limit} pairs of supports to check that no equilibrium is missing, this game has "
                f"{self.systems(game)}; write dataclasses.replace(certificate, limit={self.systems(game)}).check(game), or "
                "judge single profiles with check_nash"
            )
        every = set(extreme_pairs(game))
        if every != set(self.pairs):
            fault = "one that is not extreme" if set(self.pairs) - every else "a list from which one is missing"
            raise CertificateError(f"expected exactly the extreme equilibria, got {fault}")
        return found

    def check_listed(self, game: NormalFormGame) -> NashEquilibria:
        """The equilibria, marked as complete, when only those in the list are checked."""
        return _listed(game, self.pairs, complete=True)

    def systems(self, game: NormalFormGame) -> int:
        """How many pairs of equally large supports there are."""
        return math.comb(sum(game.shape), game.shape[0]) - 1

    def describe(self, game: NormalFormGame) -> str:
        return f"nobody gains by deviating, and none of the {self.systems(game)} pairs of equally large supports gives another"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "all nash equilibria", "pairs": _plain(self.pairs)}


def extreme_pairs(game: NormalFormGame) -> Iterator[tuple[Point, Point]]:
    """Every extreme equilibrium, by solving the equations of all pairs of supports; for small games."""
    table, _ = exact_payoffs(game)
    m, n = game.shape
    first = [[int(table[i, j, 0]) for j in range(n)] for i in range(m)]
    second = [[int(table[i, j, 1]) for i in range(m)] for j in range(n)]
    rows, columns = _corners(second), _corners(first)
    for x, answers_to_x in rows.items():
        for y, answers_to_y in columns.items():
            if all(x[i] == 0 or i in answers_to_y for i in range(m)) and all(y[j] == 0 or j in answers_to_x for j in range(n)):
                yield x, y


def group(game: NormalFormGame, pairs: Pairs) -> tuple[NashComponent, ...]:
    """The components: maximal products of corners all of whose pairs are equilibria, joined where they share one."""
    xs, ys = sorted({x for x, _ in pairs}, reverse=True), sorted({y for _, y in pairs}, reverse=True)
    place_x, place_y = {x: k for k, x in enumerate(xs)}, {y: k for k, y in enumerate(ys)}
    of_y = [0] * len(ys)
    for x, y in pairs:
        of_y[place_y[y]] |= 1 << place_x[x]
    closed: dict[int, None] = {}  # the sets of x that go with some set of y: all intersections of the rows
    for row in of_y:
        closed |= dict.fromkeys([row, *(row & other for other in closed if row & other)])
    sides = sorted(((mask, sum(1 << k for k, row in enumerate(of_y) if mask & ~row == 0)) for mask in closed), reverse=True)
    pieces: list[tuple[int, list[tuple[int, int]]]] = []
    for mask, side in sides:
        joined = [piece for piece in pieces if piece[0] & mask]
        pieces = [piece for piece in pieces if not piece[0] & mask]
        union, members = mask, [(mask, side)]
        for other, more in joined:
            union, members = union | other, [*more, *members]
        pieces.append((union, members))

    def first(union: int) -> tuple[Point, Point]:
        k = (union & -union).bit_length() - 1
        return xs[k], next(y for y, row in zip(ys, of_y, strict=True) if row >> k & 1)

    pieces.sort(key=lambda piece: first(piece[0]), reverse=True)
    return tuple(
        NashComponent(game.players, game.strategies, tuple((_pick(xs, a), _pick(ys, b)) for a, b in members))
        for _, members in pieces
    )


def _pick(points: list[Point], mask: int) -> tuple[Point, ...]:
    return tuple(p for k, p in enumerate(points) if mask >> k & 1)


def _listed(game: NormalFormGame, pairs: Pairs, *, complete: bool) -> NashEquilibria:
    if len(game.players) != 2:
        raise CertificateError(f"expected a game of two players, got one of {len(game.players)}")
    if len(set(pairs)) != len(pairs):
        raise CertificateError("expected every equilibrium once, got one twice")
    for pair in pairs:
        NashProfile(pair).check(game)
    profiles = tuple(Profile(game.players, game.strategies, pair) for pair in pairs)
    return NashEquilibria(profiles, group(game, pairs), complete)


def _plain(pairs: Pairs) -> list[list[list[str]]]:
    return [[[str(p) for p in side] for side in pair] for pair in pairs]


def _corners(payoffs: Matrix) -> dict[Point, frozenset[int]]:
    """The corners x of {(x, v): x >= 0, sum x = 1, payoffs x <= v}, each with its best answers: the rows that hold exactly."""
    n, m = len(payoffs), len(payoffs[0])
    corners: dict[Point, frozenset[int]] = {}
    for size in range(1, min(m, n) + 1):
        for used in combinations(range(m), size):
            for best in combinations(range(n), size):
                system = [[*(payoffs[j][i] for i in used), -1, 0] for j in best] + [[1] * size + [0, 1]]
                solution = _solve(system)
                if solution is None or any(p < 0 for p in solution[:-1]):
                    continue
                weights = dict(zip(used, solution, strict=False))
                x = tuple(weights.get(i, Fraction(0)) for i in range(m))
                if x in corners:
                    continue
                values = [sum(p * row[i] for i, p in weights.items()) for row in payoffs]
                if max(values) == solution[-1]:
                    corners[x] = frozenset(j for j, v in enumerate(values) if v == solution[-1])
    return corners


def _solve(system: Matrix) -> list[Fraction] | None:
    """The solution of a square system of equations in whole numbers (last column: right-hand side), None if not unique."""
    rows, previous = [list(row) for row in system], 1
    for k in range(len(rows)):
        pivot = next((r for r in range(k, len(rows)) if rows[r][k]), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        head, p = rows[k], rows[k][k]
        for r, row in enumerate(rows):
            if r != k:  # fraction-free elimination (Bareiss 1968); every division is exact
                factor = row[k]
                rows[r] = [(p * a - factor * b) // previous for a, b in zip(row, head, strict=True)]
        previous = p
    return [Fraction(row[-1], row[k]) for k, row in enumerate(rows)]
