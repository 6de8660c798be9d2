"""Evidence about equilibrium processes of coalition formation: values, and for each state that its moves are justified."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.dynamic import DynamicEnvironment, chain_values
from ..games.environment import Environment
from ..games.processes import Process, Row, amount_text
from ..games.states import state_text
from ..kernels.discounted import is_discounted_value, values_of_maps
from ..scalars import Array
from .environments import whole, with_choices
from .plain import fractions

Values = tuple[tuple[Fraction, ...], ...]


def dynamic_game(game: Any) -> DynamicEnvironment:
    """The game that evidence is about; evidence about anything else proves nothing."""
    if not isinstance(game, DynamicEnvironment):
        raise CertificateError(f"expected a DynamicEnvironment, got {type(game).__name__}")
    return game


def checked_rows(rows: Any, states: int) -> tuple[Row, ...]:
    """Probabilities of next states, one row for each state."""
    if not isinstance(rows, tuple) or len(rows) != states:
        raise CertificateError(f"expected one row of probabilities for each of {states} states, got {rows!r:.80}")
    for row in rows:
        check_row(row, states)
    return tuple(rows)


def check_row(row: Any, states: int) -> None:
    """Refuses what is no probability distribution: each next state once, in order, probabilities that add up to 1."""
    if not isinstance(row, tuple) or any(not isinstance(e, tuple) or len(e) != 2 for e in row):
        raise CertificateError(f"expected (number of a state, probability) in a row, got {row!r:.80}")
    named, chances = [whole(y, states, "state") for y, _ in row], fractions(p for _, p in row)
    if named != sorted(set(named)) or any(p <= 0 for p in chances) or sum(chances) != 1:
        raise CertificateError(f"expected positive probabilities of different states that add up to 1, got {row!r:.80}")


def checked_values(game: Any, transitions: Sequence[Row], values: Any) -> Values:
    """Values that satisfy the equations of the process, which have one solution."""
    if not isinstance(values, tuple) or len(values) != len(transitions) or not all(isinstance(r, tuple) for r in values):
        raise CertificateError("expected a tuple of values for each state, got others")
    listed = tuple(fractions(row, len(game.players)) for row in values)
    if not is_discounted_value(listed, [dict(row) for row in transitions], game.payoffs, game.discounts):
        raise CertificateError("expected the discounted values of the process, got others")
    return listed


def prefer(env: Environment, move: int, after: Sequence[Any], before: Sequence[Any]) -> bool:
    """Whether the movers of a move strictly prefer one vector of values to another, in the environment's sense of strictly."""
    gains = [after[i] - before[i] for i in range(len(env.players)) if env.movers[move] >> i & 1]
    return all(g > 0 for g in gains) if env.strictly == "all" else all(g >= 0 for g in gains) and any(g > 0 for g in gains)


def nobody_loses(env: Environment, asked: int, after: Sequence[Any], before: Sequence[Any]) -> bool:
    """Whether none of some players (a mask) prefers `before`."""
    return all(after[i] >= before[i] for i in range(len(env.players)) if asked >> i & 1)


class Justified:
    """Which moves are profitable, strictly profitable and efficient, by the values of a process (Konishi and Ray 2003).

    A move from x to y is profitable if none of its movers loses, V(y) >= V(x), and strictly profitable if they gain; its
    consenters must not lose. It is efficient if the same movers have no other move from x that they strictly prefer.
    """

    def __init__(self, env: Environment, values: Values) -> None:
        self.env, self.values = env, values

    def moves(self, state: int) -> range:
        return range(int(self.env.starts[state]), int(self.env.starts[state + 1]))

    def ends(self, move: int) -> tuple[Any, Any]:
        source = int(np.searchsorted(self.env.starts, move, side="right")) - 1
        return self.values[int(self.env.targets[move])], self.values[source]

    def profitable(self, move: int) -> bool:
        return nobody_loses(self.env, int(self.env.movers[move] | self.env.consenters[move]), *self.ends(move))

    def strict(self, move: int) -> bool:
        after, before = self.ends(move)
        return prefer(self.env, move, after, before) and nobody_loses(self.env, int(self.env.consenters[move]), after, before)

    def better(self, move: int) -> int | None:
        """Another move of the same movers that they strictly prefer, if there is one."""
        after, before = self.ends(move)
        source = int(np.searchsorted(self.env.starts, move, side="right")) - 1
        for other in self.moves(source):
            if self.env.movers[other] == self.env.movers[move]:
                then = self.values[int(self.env.targets[other])]
                if prefer(self.env, other, then, after) and nobody_loses(
                    self.env, int(self.env.consenters[other]), then, before
                ):
                    return other
        return None

    def to(self, state: int, target: int) -> list[int]:
        """The moves from one state to another."""
        return [m for m in self.moves(state) if self.env.targets[m] == target]

    def fault(self, state: int, row: Row) -> tuple[int, int] | None:
        """(target, -1): a transition that no move justifies; (-1, move): a strictly profitable move that nothing answers."""
        targets = [y for y, _ in row if y != state]
        for y in targets:
            if not any(self.profitable(m) and self.better(m) is None for m in self.to(state, y)):
                return y, -1
        tempting = [m for m in self.moves(state) if self.strict(m)]
        if not tempting:
            return None
        answered = any(self.strict(m) and self.better(m) is None for y in targets for m in self.to(state, y))
        return None if answered and len(targets) == len(row) else (-1, tempting[0])


@dataclass(frozen=True, slots=True)
class EquilibriumProcess:
    """A process with its values: every transition is justified, and no strictly profitable move is left unanswered."""

    transitions: tuple[Row, ...]
    values: Values
    proves: ClassVar[tuple[str, ...]] = ("equilibrium process",)

    @property
    def judged(self) -> tuple[Row, ...]:
        """The process that was asked about."""
        return self.transitions

    def check(self, game: DynamicEnvironment) -> bool:
        """True (an equilibrium process); raises CertificateError where a transition or its absence is not justified."""
        env = dynamic_game(game).environment
        rows = checked_rows(self.transitions, len(env.states))
        justified = Justified(env, checked_values(game, rows, self.values))
        for state, row in enumerate(rows):
            if justified.fault(state, row) is not None:
                raise CertificateError(f"expected justified moves, got others at {state_text(env.states[state])}")
        return True

    def describe(self, game: DynamicEnvironment) -> str:
        process = Process(game.players, game.states, self.transitions, self.values)
        ends = f"absorbed in {process.absorbing}" if len(process.absorbing) else "never absorbed"
        return with_choices(game.environment, f"every move is profitable and efficient, none is missed; {ends}")

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.proves[0], "transitions": _plain(self.transitions), "values": _plain_values(self.values)}


@dataclass(frozen=True, slots=True)
class BrokenProcess:
    """A state at which a process is no equilibrium: a transition without a reason (target), or a move that is missed (move)."""

    transitions: tuple[Row, ...]
    values: Values
    state: int
    target: int
    move: int
    proves: ClassVar[tuple[str, ...]] = ("equilibrium process",)

    @property
    def judged(self) -> tuple[Row, ...]:
        """The process that was asked about."""
        return self.transitions

    def check(self, game: DynamicEnvironment) -> bool:
        """False (no equilibrium); raises CertificateError if the transition has a reason, or the move is answered."""
        env = dynamic_game(game).environment
        rows = checked_rows(self.transitions, len(env.states))
        justified = Justified(env, checked_values(game, rows, self.values))
        state = whole(self.state, len(env.states), "state")
        if (type(self.target) is not int) or (type(self.move) is not int) or (self.target == -1) == (self.move == -1):
            raise CertificateError("expected a transition or a move, got both or neither")
        if self.move == -1:
            target = whole(self.target, len(env.states), "state")
            if target == state or target not in dict(rows[state]):
                raise CertificateError("expected a transition of the process to another state, got another")
            if any(justified.profitable(m) and justified.better(m) is None for m in justified.to(state, target)):
                raise CertificateError("expected a transition without a reason, got one with")
            return False
        move = whole(self.move, len(env.targets), "move")
        if move not in justified.moves(state) or not justified.strict(move):
            raise CertificateError("expected a strictly profitable move from the state, got another")
        targets = [y for y, _ in rows[state] if y != state]
        answers = [m for y in targets for m in justified.to(state, y) if justified.strict(m)]
        if len(targets) == len(rows[state]) and any(justified.better(m) is None for m in answers):
            raise CertificateError("expected a move that is missed, got one that is answered")
        return False

    def describe(self, game: DynamicEnvironment) -> str:
        env = game.environment
        here = state_text(env.states[self.state])
        if self.move == -1:
            justified, to = Justified(env, self.values), state_text(env.states[self.target])
            moves = justified.to(self.state, self.target)
            if not moves:
                return f"nobody can move from {here} to {to}"
            other = next((o for m in moves if justified.profitable(m) and (o := justified.better(m)) is not None), None)
            if other is not None:
                return f"from {here} to {to} although {env.move_text(other)} is better for the same movers"
            return f"from {here} to {to} although somebody who must not lose does"
        i = next(
            i
            for i in range(len(env.players))
            if env.movers[self.move] >> i & 1 and self.values[int(env.targets[self.move])][i] > self.values[self.state][i]
        )
        after, before = self.values[int(env.targets[self.move])][i], self.values[self.state][i]
        stays = dict(self.transitions[self.state]).get(self.state)
        why = "the process may stay" if stays else "the process makes no strictly profitable, efficient move"
        gain = f"{env.players.names[i]} expects {amount_text(after)} instead of {amount_text(before)}"
        return f"{env.move_text(self.move)} is strictly profitable ({gain}), but {why} at {here}"

    def to_dict(self) -> dict[str, Any]:
        return {
            "kind": "broken process",
            "transitions": _plain(self.transitions),
            "values": _plain_values(self.values),
            "state": self.state,
            "target": self.target,
            "move": self.move,
        }


@dataclass(frozen=True, slots=True)
class DeterministicProcesses:
    """All deterministic equilibrium processes: the next state of each state. The check goes through all processes again."""

    maps: tuple[tuple[int, ...], ...]
    proves: ClassVar[tuple[str, ...]] = ("deterministic equilibrium processes",)

    def check(self, game: DynamicEnvironment) -> tuple[Process, ...]:
        """The processes with their values; raises CertificateError where one is missing or is none."""
        if self.maps != tuple(deterministic(dynamic_game(game))):
            raise CertificateError("expected all deterministic equilibrium processes in order, got others")
        for row in self.maps:
            for y in row:
                whole(y, len(game.states), "state")
        return tuple(game.process(certain(f)) for f in self.maps)

    def describe(self, game: DynamicEnvironment) -> str:
        count = count_maps(game.environment)
        return with_choices(game.environment, f"each of the {count} deterministic processes was judged by its values")

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.proves[0], "maps": [list(f) for f in self.maps]}


def certain(map_: Sequence[int]) -> tuple[Row, ...]:
    """The process that goes to these states for sure."""
    return tuple(((int(y), Fraction(1)),) for y in map_)


def next_states(env: Environment) -> list[list[int]]:
    """For each state itself and all that a move leads to."""
    return [[x, *sorted(set(env.targets[env.starts[x] : env.starts[x + 1]].tolist()))] for x in range(len(env.states))]


def count_maps(env: Environment) -> int:
    """How many deterministic processes there are."""
    return math.prod(map(len, next_states(env)))


def deterministic(game: DynamicEnvironment) -> Iterator[tuple[int, ...]]:
    """All deterministic equilibrium processes: those that floats cannot rule out are judged in fractions."""
    choices = next_states(game.environment)
    block = max(1, 1 << 20 >> len(choices).bit_length())
    every = product(*choices)
    while True:
        rows = [row for _, row in zip(range(block), every, strict=False)]
        if not rows:
            return
        maps = np.array(rows, dtype=np.int64)
        screen, possible = Screen(game, maps), np.ones(len(maps), dtype=np.bool_)
        for x in range(len(choices)):
            possible &= screen.possible(x)
        for row in maps[possible].tolist():
            process = certain(row)
            justified = Justified(game.environment, chain_values(game, process))
            if all(justified.fault(x, r) is None for x, r in enumerate(process)):
                yield tuple(row)


class Screen:
    """Which deterministic processes may be equilibria: all but those whose fault is larger than the bound of the floats."""

    def __init__(self, game: DynamicEnvironment, maps: Array) -> None:
        self.env, self.maps = game.environment, maps
        columns = [list(column) for column in zip(*game.payoffs, strict=True)]
        found = [values_of_maps(maps, column, d) for column, d in zip(columns, game.discounts, strict=True)]
        self.values, self.bounds = [v for v, _ in found], [4 * bound for _, bound in found]

    def gains(self, move: int, state: int) -> list[Array]:
        """What each player gains by a move in each process."""
        return [v[:, self.env.targets[move]] - v[:, state] for v in self.values]

    def sure(self, move: int, gains: list[Array], less: list[Array] | None = None) -> Array:
        """Where the movers surely gain (compared with another move, if one is given) and consenters surely do not lose."""
        out = np.ones(len(self.maps), dtype=np.bool_)
        for i, bound in enumerate(self.bounds):
            if self.env.movers[move] >> i & 1:
                out &= (gains[i] if less is None else gains[i] - less[i]) > bound
            elif self.env.consenters[move] >> i & 1:
                out &= gains[i] > bound
        return out

    def possible(self, x: int) -> Array:
        """Whether what the processes do at a state may be right."""
        moves = range(int(self.env.starts[x]), int(self.env.starts[x + 1]))
        gains = {m: self.gains(m, x) for m in moves}
        tempted, justified = (np.zeros(len(self.maps), dtype=np.bool_) for _ in range(2))
        for m in moves:
            tempted |= self.sure(m, gains[m])
            fine: Array = self.maps[:, x] == self.env.targets[m]
            for i, bound in enumerate(self.bounds):
                if (self.env.movers[m] | self.env.consenters[m]) >> i & 1:
                    fine &= gains[m][i] >= -bound
            for other in moves:
                if other != m and self.env.movers[other] == self.env.movers[m]:
                    fine &= ~self.sure(other, gains[other], gains[m])
            justified |= fine
        answer: Array = np.where(self.maps[:, x] == x, ~tempted, justified)
        return answer


def _plain(rows: Sequence[Row]) -> list[list[list[Any]]]:
    return [[[y, str(p)] for y, p in row] for row in rows]


def _plain_values(values: Values) -> list[list[str]]:
    return [list(map(str, row)) for row in values]
