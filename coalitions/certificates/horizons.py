"""Evidence about sets of states that players who look a limited number of moves ahead do not leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.environment import Environment, improves
from ..games.states import state_text
from ..scalars import Array
from .environments import environment_of, whole, with_choices
from .state_sets import checked_members


class Foresight:
    """What players see who look `horizon` moves ahead (None: any number), and which sets of states are then stable.

    `steps[a, b]` is the length of the shortest chain of moves from a to b whose movers gain at b (0 where a is b, -1: none).
    """

    def __init__(self, game: Environment, horizon: int | None) -> None:
        z = len(game.states)
        self.game, self.steps = game, np.array([chain_lengths(game, b) for b in range(z)], dtype=np.int64).T
        far = z if horizon is None else horizon
        self.seen, self.before = self._within(far), self._within(far - 2)
        # where the moves that follow are as many as can be seen, the last state counts although it may not last
        self.edge = self._within(far - 1) & ~self.before if horizon is not None else np.zeros((z, z), dtype=np.bool_)
        self.before = self.seen if horizon is None else self.before
        self.refused = np.array([~improves(game, slice(None), np.full(len(game.targets), b)) for b in range(z)]).T

    def _within(self, length: int) -> Array:
        return (self.steps >= 0) & (self.steps <= length)

    def undeterred(self, members: tuple[int, ...]) -> Iterator[int]:
        """The moves out of a set that nothing deters."""
        inside = self._flags(members)
        for k in members:
            for move in range(int(self.game.starts[k]), int(self.game.starts[k + 1])):
                target = int(self.game.targets[move])
                ends = self.before[target] & inside | self.edge[target]
                if not inside[target] and not (ends & self.refused[move]).any():
                    yield move

    def unreached(self, members: tuple[int, ...]) -> list[int]:
        """The states from which no sequence of seen chains leads into a set."""
        reached = self._flags(members)
        while (more := self.seen[:, reached].any(axis=1) & ~reached).any():
            reached = reached | more
        return [int(k) for k in np.flatnonzero(~reached)]

    def smaller(self, members: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        """The proper subsets that satisfy the first two conditions as well."""
        proper = (part for size in range(len(members)) for part in combinations(members, size))
        return (part for part in proper if self.holds(part))

    def holds(self, members: tuple[int, ...]) -> bool:
        """Whether no move out of a set is undeterred, and seen chains lead into it from every state."""
        return not self.unreached(members) and next(self.undeterred(members), None) is None

    def _flags(self, members: tuple[int, ...]) -> Array:
        flags = np.zeros(len(self.game.states), dtype=np.bool_)
        flags[list(members)] = True
        return flags


def chain_lengths(game: Environment, end: int) -> list[int]:
    """For each state the length of a shortest chain of moves to the end whose movers gain there; -1 if there is none."""
    fine = improves(game, slice(None), np.full(len(game.targets), end))
    sources, targets = game.sources[fine], game.targets[fine]
    length = np.full(len(game.states), -1, dtype=np.int64)
    length[end] = 0
    step = 0
    while len(fresh := sources[(length[targets] == step) & (length[sources] < 0)]):
        step += 1
        length[fresh] = step
    return [int(v) for v in length]


@dataclass(frozen=True, slots=True)
class HorizonStability:
    """A set of states, checked by definition: deterrence, external stability, and no proper subset with both."""

    members: tuple[int, ...]
    horizon: int | None
    proves: ClassVar[tuple[str, ...]] = ("horizon farsighted set",)

    @property
    def judged(self) -> tuple[tuple[int, ...], int | None]:
        """What was asked about: the numbers of the states in the set, and how many moves are seen."""
        return self.members, self.horizon

    def check(self, game: Environment) -> bool:
        """True; raises CertificateError where a condition fails."""
        env = environment_of(game)
        members, foresight = checked_members(self.members, env), Foresight(env, checked_horizon(self.horizon))
        if not foresight.holds(members) or next(foresight.smaller(members), None) is not None:
            raise CertificateError("expected a set that is stable and of which no smaller part is, got one that is not")
        return True

    def describe(self, game: Environment) -> str:
        return with_choices(game, "moves out of it are deterred, chains lead into it from everywhere, no part of it will do")

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "horizon farsighted set: yes", "members": list(self.members), "horizon": self.horizon}


@dataclass(frozen=True, slots=True)
class HorizonFault:
    """An undeterred move out of the set, a state from which nothing leads into it, or a smaller set that will do.

    Exactly one of the three is given; the others are None.
    """

    members: tuple[int, ...]
    horizon: int | None
    move: int | None = None
    state: int | None = None
    part: tuple[int, ...] | None = None
    proves: ClassVar[tuple[str, ...]] = ("horizon farsighted set",)

    @property
    def judged(self) -> tuple[tuple[int, ...], int | None]:
        """What was asked about: the numbers of the states in the set, and how many moves are seen."""
        return self.members, self.horizon

    def check(self, game: Environment) -> bool:
        """False; raises CertificateError where the fault is none."""
        env = environment_of(game)
        members, foresight = checked_members(self.members, env), Foresight(env, checked_horizon(self.horizon))
        if [self.move, self.state, self.part].count(None) != 2:
            raise CertificateError("expected one of a move, a state and a smaller set")
        if self.move is not None:
            if whole(self.move, len(env.targets), "move") not in foresight.undeterred(members):
                raise CertificateError(f"expected an undeterred move out of the set, got {env.move_text(self.move)}")
        elif self.state is not None:
            if whole(self.state, len(env.states), "state") not in foresight.unreached(members):
                raise CertificateError("expected a state from which nothing leads into the set, got another")
        elif not set(checked_members(self.part, env)) < set(members) or not foresight.holds(self.part or ()):
            raise CertificateError("expected a proper subset with the first two properties, got another")
        return False

    def describe(self, game: Environment) -> str:
        if self.move is not None:
            return f"nothing that is seen deters {game.move_text(self.move)}"
        if self.state is not None:
            return f"no chains lead from {state_text(game.states[self.state])} into the set"
        return f"{{{', '.join(state_text(game.states[k]) for k in self.part or ())}}} is smaller and will do"

    def to_dict(self) -> dict[str, Any]:
        part = None if self.part is None else list(self.part)
        fault = {"move": self.move, "state": self.state, "part": part}
        return {"kind": "horizon farsighted set: no", "members": list(self.members), "horizon": self.horizon, **fault}


def checked_horizon(horizon: Any) -> int | None:
    """A number of moves of at least 1, or None for any number."""
    if horizon is not None and (type(horizon) is not int or horizon < 1):
        raise CertificateError(f"expected a horizon of at least 1, or None, got {horizon!r:.80}")
    return None if horizon is None else int(horizon)
