"""Evidence for sets of payoffs: corners and simplices that fill exactly what the definition of the set allows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any, ClassVar, Literal, get_args

import numpy as np

from ..errors import CertificateError
from ..games.payoff_sets import Constraint, PayoffPolytope
from ..games.tu import CoalitionalGame, exact_table
from ..kernels.cones import echelon, primitive
from ..kernels.grids import Grid, cube
from ..kernels.orders import marginal_vectors
from ..kernels.simplices import Simplex, maximal
from ..kernels.subsets import mobius
from ..players import Payoffs, Players
from ..scalars import Array
from .plain import fractions
from .polytopes import check_empty, check_filled, products

PayoffSet = Literal[
    "core polytope",
    "imputation set",
    "epsilon-core",
    "least-core polytope",
    "dual core",
    "core cover",
    "reasonable set",
    "Harsanyi set",
    "Weber set",
]
WITH_EPSILON = ("epsilon-core", "least-core polytope")


def least_shares(concept: PayoffSet, worths: Array, epsilon: int = 0) -> dict[int, int]:
    """For coalitions other than N, the least that the set gives them; `worths` and `epsilon` are in the same whole units.

    Together with x(N) = v(N) these define every set here but the Weber set, which is defined by its points.
    """
    n, grand = len(worths).bit_length() - 1, len(worths) - 1
    v: list[int] = worths.tolist()
    proper, singles = range(1, grand), [1 << i for i in range(n) if n > 1]
    if concept in ("core polytope", *WITH_EPSILON):
        return {s: v[s] - epsilon for s in proper}
    if concept == "imputation set":
        return {s: v[s] for s in singles}
    if concept == "dual core":
        return {s: v[grand] - v[grand ^ s] for s in proper}
    if concept == "Harsanyi set":
        gains, losses = dividend_parts(worths)
        return {s: gains[s] + losses[grand ^ s] - losses[grand] for s in proper}
    lower, upper = compromise_bounds(worths) if concept == "core cover" else ([v[s] for s in singles], largest_gains(worths))
    out = dict(zip(singles, lower, strict=True))
    for s, most in zip(singles, upper, strict=False):  # x_i <= most says that the others get at least the rest
        out[grand ^ s] = max(out.get(grand ^ s, v[grand] - most), v[grand] - most)
    return out


def dividend_parts(worths: Array) -> tuple[list[int], list[int]]:
    """The games v+ and v- that have the positive dividends of v, and its negative ones with the sign changed: v = v+ - v-."""
    dividends = mobius(worths.astype(object))
    parts = []
    for part in (np.maximum(dividends, 0), np.maximum(-dividends, 0)):
        for i in range(len(worths).bit_length() - 1):
            pairs = part.reshape(-1, 2, 1 << i)
            pairs[:, 1] += pairs[:, 0]
        parts.append(part.tolist())
    return parts[0], parts[1]


def compromise_bounds(worths: Array) -> tuple[list[int], list[int]]:
    """The minimal rights and the utopia payoffs of the players, if there are at least two."""
    n, grand = len(worths).bit_length() - 1, len(worths) - 1
    v: list[int] = worths.tolist()
    upper = [v[grand] - v[grand ^ 1 << i] for i in range(n)]
    gaps = [v[s] - sum(upper[i] for i in range(n) if s >> i & 1) for s in range(len(v))]
    lower = [max(gaps[s] for s in range(len(v)) if s >> i & 1) + upper[i] for i in range(n)]
    return (lower, upper) if n > 1 else ([], [])


def largest_gains(worths: Array, grid: Grid | None = None) -> list[int]:
    """The most that each player (of each type) adds to any coalition of others."""
    grid = grid or cube(len(worths).bit_length() - 1)
    lines = [grid.lines(worths, t) for t in range(len(grid.counts))]
    return [int((line[:, 1:] - line[:, :-1]).max()) for line in lines]


@dataclass(frozen=True, slots=True)
class FilledPolytope:
    """The corners of a set of payoffs, and simplices of corners that fill it; or weights that show that the set is empty.

    The inequalities of the set are recomputed from the game: lower bounds on coalitions. For the Weber set they are given as
    `facets`, and each corner must be a vector of marginal contributions, all of which must satisfy them. The theorem by which
    simplices prove that corners are complete stands in `certificates/polytopes.py`.

    `weights` are on coalitions (on places in `facets` for the Weber set). If there are corners, these are tight at all of them
    and balanced, so that they hold with equality on the whole set. If there are none, the weighted coalitions cover all players
    equally often while their bounds add up to more than v(N) can pay (Bondareva 1963, Shapley 1967). For the least core, the
    weights also show that no smaller epsilon leaves any payoffs: a weighted sum of excesses that is the same everywhere.
    """

    concept: PayoffSet
    vertices: tuple[tuple[Fraction, ...], ...]
    simplices: tuple[Simplex, ...]
    weights: tuple[tuple[int, Fraction], ...] = ()
    epsilon: Fraction | None = None
    facets: tuple[Constraint, ...] = ()

    @property
    def proves(self) -> tuple[str, ...]:
        """The set that this is evidence for."""
        return (self.concept,)

    @property
    def judged(self) -> Fraction | None:
        """The epsilon that was asked about."""
        return self.epsilon if self.concept == "epsilon-core" else None

    def check(self, game: CoalitionalGame) -> PayoffPolytope:
        """The set as a polytope; raises CertificateError where corners, simplices or weights do not prove it."""
        n = len(game.players)
        worths, scale = self._units(game, n)
        keys, normals, bounds = self._inequalities(worths, scale, n)
        place = {key: k for k, key in enumerate(keys)}
        weights = dict(zip([key for key, _ in self.weights], fractions(w for _, w in self.weights), strict=True))
        if len(weights) != len(self.weights) or any(type(key) is not int or key not in place for key in weights):
            raise CertificateError("expected one weight on each of some inequalities of this set, got others")
        placed = {place[key]: weight for key, weight in weights.items()}
        total = int(worths[-1])
        # x(N) = v(N) is used up: the last player's payoff is what the others leave
        rows = normals[:, : max(n - 1, 0)] - normals[:, n - 1 :] if n else normals
        rest = bounds - normals[:, n - 1] * total if n else bounds
        if self.vertices == ():
            if self.simplices != () or self.concept == "least-core polytope":
                raise CertificateError("expected corners where there are simplices, and in every least core")
            check_empty(rows, rest, placed)
            return PayoffPolytope(game.players, (), (), (), Fraction(0), None)
        points = self._points(worths, scale, n)
        filled = check_filled(points[:, : max(n - 1, 0)], rows, rest, self.simplices, placed)
        if self.concept == "least-core polytope" and n > 1 and not placed:
            raise CertificateError("expected weights that show that no epsilon is smaller")
        payoffs = [Payoffs(game.players, vertex) for vertex in self.vertices]
        center = [c / scale for c in filled.centroid]
        centroid = Payoffs(game.players, (*center, Fraction(total, scale) - sum(center)) if n else ())
        forms = [(*map(int, row), Fraction(int(b), scale)) for row, b in zip(normals, bounds, strict=True)]
        equations, facets = standard_form(forms, filled.tight, Fraction(total, scale), game.players)
        volume = filled.volume / scale ** (n - len(equations))
        return PayoffPolytope(game.players, tuple(payoffs), equations, facets, volume, centroid)

    def _units(self, game: CoalitionalGame, n: int) -> tuple[Array, int]:
        """The worths as whole numbers in a unit in which all other numbers here are whole too, and how many units make 1."""
        if self.concept not in get_args(PayoffSet):
            raise CertificateError(f"expected a set of payoffs, one of {get_args(PayoffSet)}, got {self.concept!r}")
        asked = self.concept == "epsilon-core" or (self.concept == "least-core polytope" and n > 1)
        if asked != (self.epsilon is not None) or (self.concept != "Weber set" and self.facets):
            raise CertificateError(f"expected epsilon and facets only where {self.concept} has them")
        numbers = [a for vertex in self.vertices for a in fractions(vertex, n)] + [b for _, b in self.facets]
        numbers += [] if self.epsilon is None else [self.epsilon]
        worths, denominator = exact_table(game)
        scale = math.lcm(denominator, *(a.denominator for a in fractions(numbers)))
        return worths.astype(object) * (scale // denominator), scale

    def _inequalities(self, worths: Array, scale: int, n: int) -> tuple[list[int], Array, Array]:
        """The names of the inequalities, their coefficients, and their right-hand sides in whole units."""
        if self.concept == "Weber set":
            for row, _ in self.facets:
                if len(row) != n or not all(type(c) is int for c in row):
                    raise CertificateError(f"expected {n} whole coefficients for each facet, got {row}")
            normals = np.array([row for row, _ in self.facets], dtype=object).reshape(len(self.facets), n)
            bounds = np.array([int(b * scale) for _, b in self.facets], dtype=object)
            if (products(marginal_vectors(worths), normals) < bounds).any():
                raise CertificateError("expected facets with all vectors of marginal contributions on one side")
            return list(range(len(self.facets))), normals, bounds
        shares = least_shares(self.concept, worths, 0 if self.epsilon is None else int(self.epsilon * scale))
        keys = sorted(shares)
        normals = np.array([[s >> i & 1 for i in range(n)] for s in keys], dtype=object).reshape(len(keys), n)
        return keys, normals, np.array([shares[s] for s in keys], dtype=object)

    def _points(self, worths: Array, scale: int, n: int) -> Array:
        """The corners in whole units."""
        points = np.array([[int(a * scale) for a in vertex] for vertex in self.vertices], dtype=object)
        points = points.reshape(len(self.vertices), n)
        listed = [tuple(row) for row in points.tolist()]
        if any(a >= b for a, b in pairwise(listed)):
            raise CertificateError("expected corners in ascending order, each of them once")
        if any(sum(row) != worths[-1] for row in listed):
            raise CertificateError("expected corners that add up to v(N)")
        if self.concept == "Weber set" and not set(listed) <= set(map(tuple, marginal_vectors(worths).tolist())):
            raise CertificateError("expected corners that are vectors of marginal contributions")
        return points

    def describe(self, game: CoalitionalGame) -> str:
        if self.vertices:
            k, s = len(self.vertices), len(self.simplices)
            if k == 1:
                return "the bounds leave one point"
            return f"{s} {'simplex' if s == 1 else 'simplices'} of {k} corners {'fills' if s == 1 else 'fill'} the whole set"
        worths, scale = self._units(game, len(game.players))
        shares = least_shares(self.concept, worths, 0 if self.epsilon is None else int(self.epsilon * scale))
        terms = [f"{w} {game.players.coalition(s)}" for s, w in self.weights]
        shown = " + ".join(terms[:8]) + (" + …" if len(terms) > 8 else "")
        cover = sum(w for s, w in self.weights if s & 1)
        need = sum(w * shares[s] for s, w in self.weights) / scale
        return f"{shown} must get at least {need} > {cover * int(worths[-1]) / scale}"

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": "filled polytope",
            "set": self.concept,
            "vertices": [[str(a) for a in vertex] for vertex in self.vertices],
            "simplices": [list(simplex) for simplex in self.simplices],
            "weights": {str(key): str(w) for key, w in self.weights},
            "epsilon": None if self.epsilon is None else str(self.epsilon),
            "facets": [[list(row), str(b)] for row, b in self.facets],
        }


@dataclass(frozen=True, slots=True)
class CoreCenter:
    """The simplices that fill the core: its center is the mean of theirs, weighted by volume; or that the core is empty."""

    core: FilledPolytope
    proves: ClassVar[tuple[str, ...]] = ("core center",)

    def check(self, game: CoalitionalGame) -> Payoffs | None:
        """The centroid of the core, or None; raises CertificateError where the evidence about the core does not hold."""
        if type(self.core) is not FilledPolytope or self.core.concept != "core polytope":
            raise CertificateError("expected evidence about the core, got evidence about another set")
        return self.core.check(game).centroid

    def describe(self, game: CoalitionalGame) -> str:
        return self.core.describe(game)

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "core center", "core": self.core.to_dict()}


def standard_form(
    forms: Sequence[tuple[Any, ...]], tight: Array, total: Fraction, players: Players
) -> tuple[tuple[Constraint, ...], tuple[Constraint, ...]]:
    """The equations and the facets of a polytope in one form, from inequalities and where they are tight.

    A facet is an inequality that is tight at a set of corners to which no other adds any, short of all.
    """
    everywhere: Array = np.asarray(tight.all(axis=0))
    ones = [(*(1 for _ in players), total)] if len(players) else []
    reduced, pivots, _ = echelon(ones + [form for form, implied in zip(forms, everywhere, strict=True) if implied])
    cut: dict[int, tuple[Any, ...]] = {}
    for j in np.flatnonzero(~everywhere & tight.any(axis=0)).tolist():
        cut.setdefault(int.from_bytes(np.packbits(tight[:, j]).tobytes(), "big"), forms[j])
    facets = []
    for mask in maximal(list(cut)) if len(pivots) < len(players) else []:
        row = list(map(Fraction, cut[mask]))
        for base, p in zip(reduced[1:], pivots[1:], strict=True):
            row = [a - row[p] * b for a, b in zip(row, base, strict=True)]
        shift = min(a / b for a, b in zip(row[:-1], reduced[0][:-1], strict=True) if b > 0)
        facets.append(_whole([a - shift * b for a, b in zip(row, reduced[0], strict=True)]))
    facets.sort(key=lambda facet: (sum(facet[0]), [-c for c in facet[0]]))
    return tuple(_whole(row) for row in reduced), tuple(facets)


def _whole(row: Sequence[Fraction]) -> Constraint:
    """A row of coefficients and a right-hand side, with whole coefficients without a common divisor."""
    coefficients = primitive(row[:-1])
    k = next(j for j, c in enumerate(coefficients) if c)
    return coefficients, row[-1] * coefficients[k] / row[k]
