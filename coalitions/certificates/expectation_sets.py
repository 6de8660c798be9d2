"""Evidence about all rational expectations: every way to say where states end, case by case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError, LimitExceededError
from ..games.environment import Environment
from ..games.states import States
from ..kernels.dominance import farsighted, unpack
from .environments import environment_of, with_choices
from .expectations import RationalExpectation, StrongRationalExpectation


class Cases:
    """All rational expectations, by cases: where each state ends, itself (stationary) or a state that indirectly dominates it.

    A case is given up as soon as a stationary state is left by movers who gain by an end that is settled, or no move from a
    state can lead to its end with movers who gain and prefer no settled end of a move that they compare it with.
    """

    def __init__(self, game: Environment, strong: bool, limit: int) -> None:
        z = len(game.states)
        dominating = unpack(farsighted(game), z)
        self.strong, self.limit, self.tried, self.every = strong, limit, 0, game.strictly == "all"
        self.domain = [[x, *np.flatnonzero(dominating[x]).tolist()] for x in range(z)]
        self.order = sorted(range(z), key=lambda x: len(self.domain[x]))
        self.moves = [range(int(a), int(b)) for a, b in zip(game.starts, game.starts[1:], strict=False)]
        self.target, self.movers, self.consenters = (a.tolist() for a in (game.targets, game.movers, game.consenters))
        bits = [1 << i for i in range(len(game.players))]
        rows = game.ranks.T.tolist()
        self.gain = [[sum(b for b, s, t in zip(bits, x, y, strict=True) if t > s) for y in rows] for x in rows]
        self.end: list[int | None] = [None] * z

    def prefer(self, move: int, better: int, worse: int) -> bool:
        """Whether the movers of a move gain, and no consenter loses, by one state instead of another."""
        gain, loss = self.gain[worse][better], self.gain[better][worse]
        who, asked = self.movers[move], self.movers[move] | self.consenters[move]
        return not asked & loss and (not who & ~gain if self.every else bool(who & gain))

    def candidates(self, state: int, end: int) -> list[int]:
        """The moves from a state that may be expected, if it ends there, as far as ends are settled."""
        found = []
        for move in self.moves[state]:
            target = self.target[move]
            if self.end[target] not in (None, end) or end not in self.domain[target] or not self.prefer(move, end, state):
                continue
            who = self.movers[move]
            compared = (r for r in self.moves[state] if (self.movers[r] & who if self.strong else self.movers[r] == who))
            ends = ((r, self.end[self.target[r]]) for r in compared)
            if not any(e is not None and self.prefer(r, e, end) for r, e in ends):
                found.append(move)
        return found

    def possible(self, state: int) -> bool:
        """Whether what is settled leaves this end of a state possible."""
        end = self.end[state]
        if end is None:
            return True
        if end != state:
            return self.end[end] in (None, end) and bool(self.candidates(state, end))
        ends = ((m, self.end[self.target[m]]) for m in self.moves[state])
        return not any(e is not None and self.prefer(m, e, state) for m, e in ends)

    def expectations(self, depth: int = 0) -> Iterator[tuple[int, ...]]:
        """One rational expectation, as a move (or -1) for each state, for each way in which all states can end."""
        if depth == len(self.order):
            yield from self._expectation()
            return
        state = self.order[depth]
        for end in self.domain[state]:
            self.tried += 1
            if self.tried > self.limit:
                raise LimitExceededError(
                    f"expected at most limit={self.limit} cases, got more; write a larger limit=, or judge single expectations "
                    "with check_rational_expectation"
                )
            self.end[state] = end
            if all(map(self.possible, range(len(self.end)))):
                yield from self.expectations(depth + 1)
        self.end[state] = None

    def _expectation(self) -> Iterator[tuple[int, ...]]:
        """Moves that lead each state to its end without going round, if there are such."""
        chosen = {x: -1 for x, end in enumerate(self.end) if end == x}
        grew = True
        while grew:
            grew = False
            for x, end in enumerate(self.end):
                if x not in chosen and end is not None:
                    move = next((m for m in self.candidates(x, end) if self.target[m] in chosen), None)
                    if move is not None:
                        chosen[x], grew = move, True
        if len(chosen) == len(self.end):
            yield tuple(chosen[x] for x in range(len(self.end)))


@dataclass(frozen=True, slots=True)
class ExpectationSets:
    """For each set of stationary states an expectation that has it, and how many cases show that there is no other.

    The check judges each expectation by the definition, and goes through all cases again for others.
    """

    expectations: tuple[tuple[int, ...], ...]
    cases: int
    proves: ClassVar[tuple[str, ...]] = ("rational expectations farsighted stable sets",)
    strong: ClassVar[bool] = False

    def check(self, game: Environment) -> tuple[States, ...]:
        """The sets of stationary states; raises CertificateError if an expectation is not rational or one is missing."""
        env = environment_of(game)
        if not isinstance(self.expectations, tuple) or type(self.cases) is not int:
            raise CertificateError(f"expected a tuple of expectations and a number of cases, got {self.expectations!r:.80}")
        kind = StrongRationalExpectation if self.strong else RationalExpectation
        for moves in self.expectations:
            kind(moves).check(env)
        shown = [stationary(moves) for moves in self.expectations]
        try:
            found = {stationary(moves) for moves in Cases(env, self.strong, self.cases).expectations()}
        except LimitExceededError:
            raise CertificateError(f"expected all within {self.cases} cases, got more") from None
        if shown != sorted(found):
            raise CertificateError("expected one expectation for each set of stationary states, in their order")
        return tuple(States(tuple(env.states[k] for k in members)) for members in shown)

    def describe(self, game: Environment) -> str:
        return with_choices(game, f"each the end of expected moves that nobody would change; {self.cases} cases show no other")

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.proves[0], "expectations": [list(moves) for moves in self.expectations], "cases": self.cases}


@dataclass(frozen=True, slots=True)
class StrongExpectationSets(ExpectationSets):
    """The same for strong expectations, in which a move is compared with those of all coalitions that share a member."""

    proves: ClassVar[tuple[str, ...]] = ("strong rational expectations farsighted stable sets",)
    strong: ClassVar[bool] = True


def stationary(moves: tuple[int, ...]) -> tuple[int, ...]:
    """The numbers of the states at which no move is expected."""
    return tuple(k for k, move in enumerate(moves) if move < 0)
