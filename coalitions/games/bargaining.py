"""Bargaining problems: what some players can agree on together, and what they get if they do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ..display import Table, to_html, to_latex
from ..errors import InvalidArgumentError, InvalidGameError, UnsupportedGameError
from ..kernels.lp import maximize
from ..players import Payoffs, Player, Players
from ..scalars import Kind, read_payoffs, to_fraction
from .normal_form import NormalFormGame
from .ntu import NTUGame, Row
from .tu import CoalitionalGame, exact_table, tabulate


@dataclass(frozen=True, slots=True, repr=False)
class BargainingProblem:
    """What players can agree on, a convex set of payoff vectors, and the payoffs if there is no agreement.

    The set is {x: a x <= b for each of the `rows` (a, b)} with a >= 0. So whoever can get x can get less too (free disposal),
    and payoffs can be averaged by lotteries. Every player's payoff is bounded, and the `disagreement` is in the set. The
    constructor takes what is stored; use a `from_…` method to build from data. All numbers are exact; floats stand for their
    own binary values.

    Examples:
        >>> problem = BargainingProblem.from_points(["A", "B"], [(0, 2), (4, 0)], disagreement=(1, 0))
        >>> problem
        BargainingProblem of 2 players: 1/2 A + 1 B <= 2 and 1 A <= 4 and 1 B <= 2; without agreement A: 1, B: 0
        >>> problem.feasible({"A": 2, "B": 1}), problem.ideal()
        (True, A: 4, B: 3/2)

    References:
        Nash (1950), The bargaining problem. Econometrica 18, 155–162.
    """

    players: Players
    rows: tuple[Row, ...]
    disagreement: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        n = len(self.players) if isinstance(self.players, Players) else -1
        if n < 0 or not isinstance(self.rows, tuple) or not isinstance(self.disagreement, tuple) or len(self.disagreement) != n:
            raise InvalidGameError(
                "expected Players, a tuple of inequalities (a, b), and one disagreement payoff for each player; use "
                "BargainingProblem.from_points or from_constraints to build from data"
            )
        for row, bound in self.rows:
            exact = all(type(a) in (int, Fraction) for a in (*row, bound, *self.disagreement))
            if len(row) != n or not exact or min(row, default=0) < 0 or not any(row):
                raise InvalidGameError(
                    f"expected {n} exact coefficients, none negative, not all 0, got {row}; use BargainingProblem.from_points"
                )
            if product(row, self.disagreement) > bound:
                raise InvalidGameError(
                    "expected a disagreement point at which the players could also agree, got one outside the feasible set: "
                    f"{self._words((row, bound))} does not hold there; write smaller disagreement payoffs"
                )
        free = [str(p) for k, p in enumerate(self.players) if not any(row[k] for row, _ in self.rows)]
        if free:
            raise InvalidGameError(f"expected bounded payoffs, nothing bounds those of {', '.join(free)}; add an inequality")

    # -- from data ------------------------------------------------------------------------------------------------------

    @classmethod
    def from_constraints(
        cls, players: Iterable[Player] | Players, constraints: Iterable[Any], *, disagreement: Any
    ) -> BargainingProblem:
        """The problem with the payoffs x that meet inequalities a x <= b with a >= 0, given as pairs (a, b).

        a has the coefficients in the order of the players, or is a mapping by name; so has the disagreement point.
        """
        names = Players.from_names(players)
        return cls._from_ntu(names, lambda: NTUGame.from_constraints(names, {tuple(names): constraints}), disagreement)

    @classmethod
    def from_points(
        cls, players: Iterable[Player] | Players, points: Iterable[Any], *, disagreement: Any, limit: int = 10_000
    ) -> BargainingProblem:
        """The problem with all payoffs that are at most those of a lottery over some points (disagreement is one of them).

        `limit` bounds the number of bases that are visited to find the inequalities of the convex hull.
        """
        names = Players.from_names(players)
        d = read_payoffs(names, disagreement, "disagreement payoff").amounts
        best = _undominated([*points, d])
        return cls._from_ntu(names, lambda: NTUGame.from_vertices(names, {tuple(names): best}, limit=limit), d)

    @classmethod
    def from_tu(cls, game: CoalitionalGame) -> BargainingProblem:
        """The problem of sharing v(N), where without agreement everybody gets the own worth; v(N) >= the sum of these.

        Raises:
            UndecidedError: worths are symbolic.
        """
        table = tabulate(game)
        worths, denominator = exact_table(table)
        alone = tuple(Fraction(int(worths[1 << i]), denominator) for i in range(len(table.players)))
        rows = (((Fraction(1),) * len(alone), Fraction(int(worths[-1]), denominator)),) if alone else ()
        return cls(table.players, rows, alone)

    @classmethod
    def from_normal_form(cls, game: NormalFormGame, *, disagreement: Any = "maximin") -> BargainingProblem:
        """The problem in which the players can agree on any lottery over the profiles of a game in normal form.

        `disagreement` is one payoff for each player, such as those of an equilibrium; "maximin" stands for what each can secure
        by a mixed strategy whatever the others do.

        Examples:
            >>> import coalitions as co
            >>> battle = co.NormalFormGame.from_arrays([[2, 0], [0, 1]], [[1, 0], [0, 2]], players=["Ann", "Bob"])
            >>> co.nash_bargaining_solution(BargainingProblem.from_normal_form(battle)).value
            Ann: 3/2, Bob: 3/2
        """
        if not isinstance(game, NormalFormGame):
            raise UnsupportedGameError(
                f"expected a game in normal form, got {type(game).__name__}; use from_points for payoffs"
            )
        if game.kind == "symbolic":
            raise UnsupportedGameError("expected numbers for payoffs, got symbols; put numbers in for them")
        flat = game.table.reshape(-1, len(game.players)).tolist()
        points = [tuple(Fraction(v) / game.denominator for v in row) for row in flat]
        if isinstance(disagreement, str) and disagreement == "maximin":
            disagreement = [_secured(game, i) for i in range(len(game.players))]
        return cls.from_points(game.players, points, disagreement=disagreement)

    @classmethod
    def _from_ntu(cls, names: Players, build: Any, disagreement: Any) -> BargainingProblem:
        d = read_payoffs(names, disagreement, "disagreement payoff")
        pieces = build().pieces[-1] if len(names) else ()
        return cls(names, pieces[0] if pieces else (), tuple(map(to_fraction, d.amounts)))

    # -- what needs no algorithm ----------------------------------------------------------------------------------------

    @property
    def kind(self) -> Kind:
        """Always exact."""
        return "exact"

    def feasible(self, payoffs: Mapping[Any, Any] | Sequence[Any]) -> bool:
        """Whether the players can agree on these payoffs."""
        x = [to_fraction(a) for a in read_payoffs(self.players, payoffs).amounts]
        return all(product(row, x) <= bound for row, bound in self.rows)

    def slacks(self, amounts: Sequence[Fraction]) -> list[Fraction]:
        """b - a x for each inequality."""
        return [bound - product(row, amounts) for row, bound in self.rows]

    def ideal(self) -> Payoffs:
        """The most that each player can get while all others get at least their disagreement payoffs."""
        left = self.slacks(self.disagreement)
        most = [
            d + min(s / row[i] for s, (row, _) in zip(left, self.rows, strict=True) if row[i])
            for i, d in enumerate(self.disagreement)
        ]
        return Payoffs(self.players, tuple(most))

    def _words(self, row: Row) -> str:
        return " + ".join(f"{a} {p}" for a, p in zip(row[0], self.players, strict=True) if a) + f" <= {row[1]}"

    def _table(self) -> Table:
        rows = [(str(k), self._words(row)) for k, row in enumerate(self.rows)]
        rows += [(f"disagreement of {p}", str(d)) for p, d in zip(self.players, self.disagreement, strict=True)]
        return Table(f"Bargaining problem of {len(self.players)} players", ("number", "inequality"), rows, len(rows))

    def __repr__(self) -> str:
        n = len(self.players)
        shown = " and ".join(map(self._words, self.rows[:8])) + (" and …" if len(self.rows) > 8 else "")
        without = Payoffs(self.players, self.disagreement)
        return f"BargainingProblem of {n} {'player' if n == 1 else 'players'}: {shown}; without agreement {without}"

    def _repr_html_(self) -> str:
        return to_html(self._table())

    def to_latex(self, *, digits: int | None = None) -> str:
        """A booktabs table of the inequalities and the disagreement point."""
        return to_latex(self._table(), digits)


def product(row: Sequence[Fraction], x: Sequence[Fraction]) -> Fraction:
    """The scalar product of two vectors."""
    return sum((a * v for a, v in zip(row, x, strict=True) if a), start=Fraction(0))


def bargaining_problem(game: Any) -> BargainingProblem:
    """The problem itself, or an error that says what is worked on."""
    if isinstance(game, BargainingProblem):
        return game
    raise UnsupportedGameError(
        f"expected a bargaining problem, got {type(game).__name__}; use BargainingProblem.from_points, from_constraints, "
        "from_tu or from_normal_form to make one"
    )


def read_bargaining_weights(problem: BargainingProblem, weights: Any) -> tuple[Fraction, ...]:
    """Positive weights of the players; equal ones if None is given."""
    if weights is None:
        return (Fraction(1),) * len(problem.players)
    listed = tuple(map(to_fraction, read_payoffs(problem.players, weights, "weight").amounts))
    for player, weight in zip(problem.players, listed, strict=True):
        if weight <= 0:
            raise InvalidArgumentError(f"expected positive weights, got {weight} for {player}; write a number above 0")
    return listed


def gain_rows(problem: BargainingProblem) -> Iterator[tuple[tuple[Fraction, ...], Fraction]]:
    """The inequalities in terms of gains over the disagreement point: a g <= b - a d."""
    return ((row, s) for (row, _), s in zip(problem.rows, problem.slacks(problem.disagreement), strict=True))


def able(problem: BargainingProblem) -> list[bool]:
    """For each player whether it can gain at all; by convexity all who can can do so at once."""
    ideal = problem.ideal().amounts
    return [most > d for most, d in zip(ideal, problem.disagreement, strict=True)]


def _secured(game: NormalFormGame, player: int) -> Fraction:
    """The most that a player can expect by a mixed strategy whatever the others do: a linear program."""
    k = game.table.shape[player]
    payoffs = np.moveaxis(game.table[..., player], player, 0).reshape(k, -1).tolist()
    columns = [[Fraction(v) / game.denominator for v in column] for column in zip(*payoffs, strict=True)]
    least = min(min(column) for column in columns)
    # unknowns: the probabilities, the value above `least`, what each profile of the others gives beyond it
    rows: list[list[Fraction | int]] = [[*[1] * k, *[0] * (1 + len(columns))]]
    for j, column in enumerate(columns):
        rows.append([*(v - least for v in column), -1, *(-int(j == c) for c in range(len(columns)))])
    goal = [0] * k + [1] + [0] * len(columns)
    return least + maximize(goal, rows, [1] + [0] * len(columns)).x[k]


def _undominated(points: Sequence[Any]) -> list[Any]:
    """Points without those that are at most another one, where all are given as numbers in the order of the players."""
    if any(isinstance(p, Mapping) for p in points):
        return list(points)
    try:
        listed = list(dict.fromkeys(tuple(map(to_fraction, p)) for p in points))
    except (TypeError, ValueError):
        return list(points)
    listed.sort(key=lambda p: (-sum(p), p))
    kept: list[tuple[Fraction, ...]] = []
    for p in listed:
        if not any(len(p) == len(q) and all(a <= b for a, b in zip(p, q, strict=True)) for q in kept):
            kept.append(p)
    return kept
