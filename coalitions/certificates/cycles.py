"""Evidence about where improving moves lead in the end, and about states that others cover."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, get_args

import numpy as np

from ..errors import CertificateError
from ..games.environment import Environment, improves
from ..games.states import States, state_text
from ..kernels.dominance import direct, unpack
from ..scalars import Array
from .environments import environment_of, numbers, with_choices

Covering = Literal["upward", "downward", "both"]


@dataclass(frozen=True, slots=True, eq=False)
class ClosedCycles:
    """The number of the closed cycle in which each state lies (-1: in none), and how many improving moves lead there.

    Checked: no improving move leaves a cycle, within a cycle each state leads to each other, and from every other state an
    improving move leads to one that is nearer. So any other closed cycle would have to meet one of these, and be the same.
    """

    cycle: Array
    distance: Array
    proves: ClassVar[tuple[str, ...]] = ("closed cycles",)

    def check(self, game: Environment) -> Any:
        """All closed cycles, in the order of their first states; raises CertificateError where the list is wrong."""
        return self.cycles(environment_of(game))

    def cycles(self, env: Environment) -> tuple[States, ...]:
        """The closed cycles, checked."""
        z = len(env.states)
        cycle, distance = numbers(self.cycle, z, z, "cycle"), numbers(self.distance, z, z, "move")
        first = list(dict.fromkeys(cycle[cycle >= 0].tolist()))
        if first != list(range(len(first))) or ((cycle >= 0) != (distance == 0)).any() or (distance < 0).any():
            raise CertificateError("expected cycles numbered in the order of the states, at distance 0, and others further off")
        improving = improves(env, slice(None), env.targets)
        sources, targets = env.sources[improving], env.targets[improving]
        if (cycle[sources] >= 0)[cycle[targets] != cycle[sources]].any():
            raise CertificateError("expected cycles that no improving move leaves, got one that is left")
        nearer = np.zeros(z, dtype=np.bool_)
        nearer[sources[distance[targets] < distance[sources]]] = True
        if (~nearer & (cycle < 0)).any():
            raise CertificateError("expected an improving move to a nearer state from every state outside the cycles")
        inner = (cycle[sources] >= 0) & (cycle[targets] == cycle[sources])
        heads = {int(c): int(k) for k, c in reversed(list(enumerate(cycle.tolist()))) if c >= 0}
        for a, b in ((sources[inner], targets[inner]), (targets[inner], sources[inner])):
            if (_reached(z, list(heads.values()), a, b) != (cycle >= 0)).any():
                raise CertificateError("expected cycles within which each state leads to each other")
        return tuple(States(tuple(env.states[k] for k in np.flatnonzero(cycle == c))) for c in range(len(first)))

    def describe(self, game: Environment) -> str:
        outside = int((self.cycle < 0).sum())
        ways = f", and from each of the {outside} other states they lead to one" if outside else ""
        return with_choices(game, f"improving moves lead round within each cycle and never out of it{ways}")

    def explain(self, game: Environment, state: Any) -> str:
        """Why a state lasts, or the improving moves that lead away from it for good."""
        k = game.place(state)
        if self.cycle[k] >= 0:
            return f"no improving moves lead from {state_text(state)} to where none lead back"
        improving = improves(game, slice(None), game.targets)
        steps = []
        while self.distance[k] > 0:
            moves = range(int(game.starts[k]), int(game.starts[k + 1]))
            move = next(m for m in moves if improving[m] and self.distance[game.targets[m]] < self.distance[k])
            steps.append(game.move_text(move))
            k = int(game.targets[move])
        return "; ".join(steps) + f"; and from {state_text(game.states[k])} no improving moves lead back"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.proves[0], "cycle": self.cycle.tolist(), "distance": self.distance.tolist()}


@dataclass(frozen=True, slots=True, eq=False)
class MyopicStability(ClosedCycles):
    """The union of all closed cycles, by the same evidence.

    A set that no improving move leaves and that improving moves reach from everywhere contains each closed cycle, and the
    union of them is such a set; so it is the smallest (Demuynck, Herings, Saulle and Seel 2019).
    """

    proves: ClassVar[tuple[str, ...]] = ("myopic stable set",)

    def check(self, game: Environment) -> States:
        """The myopic stable set; raises CertificateError where the cycles are wrong."""
        env = environment_of(game)
        self.cycles(env)
        return States(tuple(env.states[k] for k in np.flatnonzero(self.cycle >= 0)))


def _reached(states: int, heads: list[int], sources: Array, targets: Array) -> Array:
    """The states to which arrows lead from some heads, heads included."""
    order = np.argsort(sources, kind="stable")
    starts, targets = np.searchsorted(sources[order], np.arange(states + 1)), targets[order]
    seen = np.zeros(states, dtype=np.bool_)
    seen[heads] = True
    fresh = list(heads)
    while fresh:
        here = fresh.pop()
        beyond = targets[starts[here] : starts[here + 1]]
        more = np.unique(beyond[~seen[beyond]])
        seen[more] = True
        fresh += more.tolist()
    return seen


@dataclass(frozen=True, slots=True, eq=False)
class UncoveredSet:
    """For every state one that covers it, or -1: none does. The check compares all pairs of states."""

    covering: Covering
    by: Array

    @property
    def proves(self) -> tuple[str, ...]:
        """The uncovered set for this kind of covering."""
        return (f"uncovered set ({self.covering})",)

    def check(self, game: Environment) -> States:
        """The uncovered states; raises CertificateError where a state that covers does not, or is missing."""
        env = environment_of(game)
        if self.covering not in get_args(Covering):
            raise CertificateError(f"expected covering as one of {', '.join(get_args(Covering))}, got {self.covering!r:.80}")
        by, z = numbers(self.by, len(env.states), len(env.states), "state"), len(env.states)
        above = unpack(direct(env, improves(env, slice(None), env.targets)), z)  # above[a, b]: b dominates a
        for a in range(z):
            covers = above[a].copy()
            if self.covering != "downward":  # whatever dominates b dominates a
                covers &= ~(above & ~above[a]).any(axis=1)
            if self.covering != "upward":  # whatever a dominates, b dominates
                covers &= ~(~above[above[:, a]]).any(axis=0)
            if covers.any() != (by[a] >= 0) or (by[a] >= 0 and not covers[by[a]]):
                raise CertificateError(f"expected what covers {state_text(env.states[a])}, if anything does")
        return States(tuple(env.states[k] for k in np.flatnonzero(by == -1)))

    def describe(self, game: Environment) -> str:
        covered = int((self.by >= 0).sum())
        return with_choices(
            game, f"each of the other {covered} states is covered by one" if covered else "no state covers another"
        )

    def explain(self, game: Environment, state: Any) -> str:
        """Which state covers this one."""
        by = int(self.by[game.place(state)])
        if by < 0:
            return f"no state covers {state_text(state)}"
        name, this = state_text(game.states[by]), state_text(state)
        upward, downward = f"what dominates {name} dominates {this} too", f"{name} dominates whatever {this} dominates"
        why = {"upward": upward, "downward": downward, "both": f"{upward}, and {downward}"}[self.covering]
        return f"{name} dominates {this}; {why}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "uncovered set", "covering": self.covering, "by": self.by.tolist()}
