"""Evidence about coalition-proof states: a deviation from which no part of those who made it deviates further, or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.environment import Environment, improves
from ..games.states import States, state_text
from ..scalars import Array
from .environments import environment_of, gains_text, numbers, whole, with_choices


def credible_moves(env: Environment) -> Array:
    """For each move, whether it is improving and no part of its movers has a credible move from where it leads.

    By recursion over sets of movers: single players first, whose improving moves are credible since they have no parts.
    """
    improving = improves(env, slice(None), env.targets)
    credible = np.zeros(len(env.targets), dtype=np.bool_)
    sources = env.sources
    leads_on: dict[int, Array] = {}
    for mask in sorted({int(m) for m in np.unique(env.movers)}, key=lambda m: (m.bit_count(), m)):
        again = np.zeros(len(env.states), dtype=np.bool_)  # from where some part of these movers moves on
        for part, starts in leads_on.items():
            if part & mask == part:
                again |= starts
        mine = np.flatnonzero((env.movers == mask) & improving)
        mine = mine[~again[env.targets[mine]]]
        credible[mine] = True
        leads_on[mask] = np.zeros(len(env.states), dtype=np.bool_)
        leads_on[mask][sources[mine]] = True
    return credible


@dataclass(frozen=True, slots=True)
class CoalitionProofVerdict:
    """That there is no credible move from a state, or the number of one. The check goes through all moves by their movers."""

    place: int
    move: int | None
    proves: ClassVar[tuple[str, ...]] = ("coalition-proof state",)

    @property
    def judged(self) -> int:
        """The number of the state that was asked about."""
        return self.place

    def check(self, game: Environment) -> bool:
        """Whether the state is coalition-proof; raises CertificateError if the move is not credible or one was left out."""
        env = environment_of(game)
        place, credible = whole(self.place, len(env.states), "state"), credible_moves(env)
        if self.move is None:
            if credible[env.starts[place] : env.starts[place + 1]].any():
                raise CertificateError("expected a state without credible moves, there is one")
            return True
        move = whole(self.move, len(env.targets), "move")
        if not env.starts[place] <= move < env.starts[place + 1] or not credible[move]:
            raise CertificateError("expected a credible move from the state, got another one")
        return False

    def describe(self, game: Environment) -> str:
        if self.move is None:
            return with_choices(game, f"every deviation from {state_text(game.states[self.place])} that pays breaks up again")
        end = int(game.targets[self.move])
        return f"{game.move_text(self.move)}; {gains_text(game, self.move, end)}, and no part of them moves on credibly"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "coalition-proof verdict", "place": self.place, "move": self.move}


@dataclass(frozen=True, slots=True, eq=False)
class CoalitionProofStates:
    """For every state a credible move from it, or -1: there is none. So the list of coalition-proof states is complete."""

    move: Array
    proves: ClassVar[tuple[str, ...]] = ("coalition-proof states",)

    def check(self, game: Environment) -> States:
        """The coalition-proof states; raises CertificateError where a move is not credible, or one is missing."""
        env = environment_of(game)
        move, credible = numbers(self.move, len(env.states), len(env.targets), "move"), credible_moves(env)
        left = np.flatnonzero(move >= 0)
        named = move[left]
        own = (env.starts[left] <= named) & (named < env.starts[left + 1])
        if not own.all() or not credible[named].all():
            raise CertificateError("expected credible moves from the states that they break, got another one")
        proof = np.ones(len(env.states), dtype=np.bool_)
        proof[env.sources[credible]] = False
        if (proof != (move == -1)).any():
            raise CertificateError("expected a credible move from every state that has one")
        return States(tuple(env.states[k] for k in np.flatnonzero(proof)))

    def describe(self, game: Environment) -> str:
        broken = int((self.move >= 0).sum())
        return with_choices(
            game, f"a credible deviation from each of the other {broken}" if broken else "no credible deviation"
        )

    def explain(self, game: Environment, state: Any) -> str:
        """Why a state is coalition-proof, or the credible deviation from it."""
        place = game.place(state)
        move = int(self.move[place])
        return CoalitionProofVerdict(place, move if move >= 0 else None).describe(game)

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "coalition-proof states", "move": self.move.tolist()}
