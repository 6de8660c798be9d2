"""Evidence about what players expect to follow each state: that nobody has a reason to do otherwise, or who has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.environment import Environment, improves
from ..games.states import States, state_text
from ..scalars import Array
from .environments import environment_of, whole, with_choices


def expected_end(game: Environment, moves: tuple[int, ...], state: int) -> int | None:
    """The state at which expected moves end from a state; None if they go round."""
    for _ in range(len(moves)):
        if moves[state] < 0:
            return state
        state = int(game.targets[moves[state]])
    return state if moves[state] < 0 else None


def rivals(game: Environment, moves: tuple[int, ...], state: int, strong: bool) -> Array:
    """The moves from a state that are compared with the expected one: by the same movers, or (strong) by one of them."""
    window = np.arange(game.starts[state], game.starts[state + 1])
    if moves[state] < 0:
        return window
    movers = int(game.movers[moves[state]])
    compared: Array = window[(game.movers[window] & movers != 0) if strong else (game.movers[window] == movers)]
    return compared


def checked_expectation(game: Environment, moves: Any) -> tuple[int, ...]:
    """An expectation: for each state the number of the move that is made there, or -1: none."""
    if not isinstance(moves, tuple) or len(moves) != len(game.states):
        raise CertificateError(f"expected one move (or -1) for each of the {len(game.states)} states, got {moves!r:.80}")
    for state, move in enumerate(moves):
        if type(move) is not int or move != -1:
            whole(move, len(game.targets), "move")
            if not game.starts[state] <= move < game.starts[state + 1]:
                raise CertificateError(f"expected a move from {state_text(game.states[state])}, got {game.move_text(move)}")
    return moves


@dataclass(frozen=True, slots=True)
class RationalExpectation:
    """Expected moves that nobody has a reason to change, checked state by state and move by move."""

    moves: tuple[int, ...]
    proves: ClassVar[tuple[str, ...]] = ("rational expectation",)
    strong: ClassVar[bool] = False

    @property
    def judged(self) -> tuple[int, ...]:
        """The expectation that was asked about: for each state the number of a move, or -1."""
        return self.moves

    def check(self, game: Environment) -> bool:
        """True (a rational expectation); raises CertificateError where somebody has a reason to do otherwise."""
        env = environment_of(game)
        moves = checked_expectation(env, self.moves)
        ends = [expected_end(env, moves, k) for k in range(len(moves))]
        if None in ends:
            raise CertificateError("expected moves that come to an end, got some that go round")
        end = np.array(ends, dtype=np.int64)
        for state, move in enumerate(moves):
            others = rivals(env, moves, state, self.strong)
            tempted = improves(env, others, end[env.targets[others]], np.full(len(others), end[state]))
            if (move >= 0 and not improves(env, [move], end[[state]])[0]) or tempted.any():
                raise CertificateError(f"expected nobody who would rather do otherwise at {state_text(env.states[state])}")
        return True

    def stationary(self, game: Environment) -> States:
        """The states at which nobody is expected to move."""
        return States(tuple(s for s, m in zip(game.states, self.moves, strict=True) if m < 0))

    def describe(self, game: Environment) -> str:
        stay = self.stationary(game)
        return with_choices(game, f"expected moves end in {stay}, and nobody would rather do otherwise")

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.proves[0], "moves": list(self.moves)}


@dataclass(frozen=True, slots=True)
class BrokenExpectation:
    """A state at which an expectation is not rational, and the move that some would rather make (-1: the expected move).

    From the state the expected moves go round; or those who should stay gain by a move; or those who should move do not gain
    in the end; or they gain more by another move.
    """

    moves: tuple[int, ...]
    state: int
    other: int
    proves: ClassVar[tuple[str, ...]] = ("rational expectation",)
    strong: ClassVar[bool] = False

    @property
    def judged(self) -> tuple[int, ...]:
        """The expectation that was asked about: for each state the number of a move, or -1."""
        return self.moves

    def check(self, game: Environment) -> bool:
        """False (not rational); raises CertificateError if nobody has this reason to do otherwise."""
        env = environment_of(game)
        moves, state = checked_expectation(env, self.moves), whole(self.state, len(env.states), "state")
        end = expected_end(env, moves, state)
        if type(self.other) is int and self.other == -1:
            if end is not None and (end == state or improves(env, [moves[state]], np.array([end]))[0]):
                raise CertificateError("expected movers who do not gain, or moves that go round, got others")
            return False
        other = whole(self.other, len(env.targets), "move")
        then = expected_end(env, moves, int(env.targets[other]))
        if end is None or then is None or other not in rivals(env, moves, state, self.strong):
            raise CertificateError("expected a move that is compared with the expected one, got another")
        if not improves(env, [other], np.array([then]), np.array([end]))[0]:
            raise CertificateError("expected movers who would rather make this move, got others")
        return False

    def describe(self, game: Environment) -> str:
        here, end = state_text(game.states[self.state]), expected_end(game, self.moves, self.state)
        if end is None:
            return f"from {here} the expected moves go round"
        if self.other < 0:
            return f"{game.move_text(self.moves[self.state])} ends in {state_text(game.states[end])}: not all gain who must"
        then = expected_end(game, self.moves, int(game.targets[self.other]))
        better = state_text(game.states[then if then is not None else end])
        instead = "staying" if end == self.state else f"ending in {state_text(game.states[end])}"
        return f"{game.move_text(self.other)} ends in {better}, which its movers prefer to {instead}"

    def to_dict(self) -> dict[str, Any]:
        kind = f"{self.proves[0]}: broken"
        return {"kind": kind, "moves": list(self.moves), "state": self.state, "other": self.other}


@dataclass(frozen=True, slots=True)
class StrongRationalExpectation(RationalExpectation):
    """The same where a move is compared with the moves of every coalition that has a mover in common."""

    proves: ClassVar[tuple[str, ...]] = ("strong rational expectation",)
    strong: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class StronglyBrokenExpectation(BrokenExpectation):
    """The same where a move is compared with the moves of every coalition that has a mover in common."""

    proves: ClassVar[tuple[str, ...]] = ("strong rational expectation",)
    strong: ClassVar[bool] = True
