"""Evidence about consistent sets: who was eliminated when and by which move, and what deters every move from the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.environment import Environment, improves
from ..games.states import States, state_text
from ..kernels.dominance import farsighted, unpack
from ..scalars import Array
from .environments import environment_of, numbers, with_choices


def follows(game: Environment, closed: Array, move: int) -> Array:
    """Where a move may end: its target, or what indirectly dominates the target, as truth values."""
    target = int(game.targets[move])
    ends = unpack(closed[target], len(game.states))
    ends[target] = True
    return ends


def tempting(game: Environment, move: int, ends: Array) -> bool:
    """Whether a cautious coalition makes a move that may end in any of these states (none: it does).

    It does not if one who must agree finds one of the ends worse than the source, or if nobody finds one better whose gain is
    asked for: each mover where all must gain, one of the movers where one must.
    """
    here = np.flatnonzero(game.starts <= move)[-1]
    if not len(ends):
        return True
    better = (game.ranks[:, ends].max(axis=1) > game.ranks[:, here]).tolist()
    worse = (game.ranks[:, ends].min(axis=1) < game.ranks[:, here]).tolist()
    who, ask = int(game.movers[move]), int(game.consenters[move])
    members = [i for i in range(len(game.players)) if who >> i & 1]
    asked = [i for i in range(len(game.players)) if (who | ask) >> i & 1]
    hope = (better[i] for i in members)
    return not any(worse[i] for i in asked) and (all(hope) if game.strictly == "all" else any(hope))


@dataclass(frozen=True, slots=True, eq=False)
class ConsistentSet:
    """Rounds of elimination: each state eliminated has a move that nothing left at its round deters.

    `round[k]` is the round in which state k goes (1, 2, …), 0 if it stays; `move[k]` is the move that eliminates it, or -1;
    `deterrent[m]` is, for each move m from a state that stays, a state that stays, may follow and makes somebody who must
    agree refuse; -1 for other moves. By induction every consistent set lies within what is left at each round, and what stays
    is consistent, so it is the largest (Chwe 1994, Proposition 1).
    """

    round: Array
    move: Array
    deterrent: Array
    proves: ClassVar[tuple[str, ...]] = ("largest consistent set",)
    cautious: ClassVar[bool] = False

    def check(self, game: Environment) -> States:
        """The states that stay; raises CertificateError where a round is not justified or a move not deterred."""
        env = environment_of(game)
        z = len(env.states)
        rounds, move = numbers(self.round, z, z + 1, "round"), numbers(self.move, z, len(env.targets), "move")
        if (rounds < 0).any() or ((rounds == 0) != (move == -1)).any():
            raise CertificateError("expected a move for every state that is eliminated, and for no other")
        closed = farsighted(env)
        for k in np.flatnonzero(rounds).tolist():
            number = int(move[k])
            if not env.starts[k] <= number < env.starts[k + 1]:
                raise CertificateError(f"expected a move from {state_text(env.states[k])}, got {env.move_text(number)}")
            ends = np.flatnonzero(follows(env, closed, number) & ((rounds == 0) | (rounds >= rounds[k])))
            if not self.undeterred(env, number, ends):
                raise CertificateError(f"expected an undeterred move, got {env.move_text(number)}")
        self._check_deterrents(env, closed, rounds == 0)
        return States(tuple(env.states[k] for k in np.flatnonzero(rounds == 0)))

    def undeterred(self, game: Environment, move: int, ends: Array) -> bool:
        """Whether none of the states that may follow deters a move."""
        return bool(improves(game, np.full(len(ends), move), ends).all())

    def _check_deterrents(self, env: Environment, closed: Array, stays: Array) -> None:
        deterrent = numbers(self.deterrent, len(env.targets), len(env.states), "state")
        staying = stays[env.sources]
        if (deterrent[~staying] != -1).any():
            raise CertificateError("expected what deters moves from the states that stay only")
        moves = np.flatnonzero(staying & (deterrent >= 0))
        ends, targets = deterrent[moves], env.targets[moves]
        dominating = closed[targets, ends // 64] >> (ends % 64).astype(np.uint64) & np.uint64(1)
        follow = (dominating == 1) | (ends == targets)
        if not (follow & stays[ends]).all() or self.accepted(env, moves, ends).any():
            raise CertificateError("expected states that stay, may follow and are not welcome to the movers, got another")
        self._check_open(env, closed, stays, np.flatnonzero(staying & (deterrent == -1)))

    def _check_open(self, env: Environment, closed: Array, stays: Array, moves: Array) -> None:
        """Nothing is left open: every move from a state that stays has its deterrent."""
        if len(moves):
            raise CertificateError(f"expected something that deters {env.move_text(int(moves[0]))}, got nothing")

    def accepted(self, game: Environment, moves: Array, ends: Array) -> Array:
        """Whether these ends, one for each move, are ones that do not deter it."""
        return improves(game, moves, ends)

    def describe(self, game: Environment) -> str:
        gone, last = int((self.round > 0).sum()), int(self.round.max())
        if not gone:
            return with_choices(game, "every move is deterred by where it may end")
        rounds = "1 round" if last == 1 else f"{last} rounds"
        return with_choices(
            game, f"{gone} eliminated in {rounds}, each by a move that nothing deters; every move from the others is deterred"
        )

    def explain(self, game: Environment, state: Any) -> str:
        """Why a state stays, or which undeterred move eliminates it."""
        k = game.place(state)
        if self.round[k] > 0:
            number = int(self.move[k])
            closed = farsighted(game)
            left = (self.round == 0) | (self.round >= self.round[k])
            ends = [game.states[e] for e in np.flatnonzero(follows(game, closed, number) & left)]
            where = ", ".join(map(state_text, ends[:6])) + (", …" if len(ends) > 6 else "") or "no state that is left"
            return (
                f"{state_text(state)} goes in round {int(self.round[k])}: {game.move_text(number)} may end in {where}, "
                "and none of these deters it"
            )
        moves = np.arange(game.starts[k], game.starts[k + 1])
        shown = [f"{game.move_text(m)} by {self._fear(game, m)}" for m in moves[:6].tolist()]
        more = f"; … ({len(moves)} moves)" if len(moves) > 6 else ""
        reasons = "; ".join(shown) + more + " (deterred)" if shown else "nobody can move from it"
        return f"{state_text(state)} stays: {reasons}"

    def _fear(self, game: Environment, move: int) -> str:
        end = int(self.deterrent[move])
        return state_text(game.states[end]) if end >= 0 else "having nothing to gain"

    def to_dict(self) -> dict[str, Any]:
        kind = self.proves[0]
        arrays = {"round": self.round, "move": self.move, "deterrent": self.deterrent}
        return {"kind": kind, **{name: array.tolist() for name, array in arrays.items()}}


@dataclass(frozen=True, slots=True, eq=False)
class CautiousConsistentSet(ConsistentSet):
    """The same for cautious coalitions, which fear every state that may follow and has not been eliminated.

    `deterrent[m]` is a state that is worse than the source for somebody who must agree, or -1 where there is none: then
    somebody whose gain is asked for must find none of the states that may follow better, which the check goes through.
    """

    proves: ClassVar[tuple[str, ...]] = ("largest cautious consistent set",)
    cautious: ClassVar[bool] = True

    def undeterred(self, game: Environment, move: int, ends: Array) -> bool:
        """Whether a cautious coalition makes the move."""
        return tempting(game, move, ends)

    def accepted(self, game: Environment, moves: Array, ends: Array) -> Array:
        """Whether nobody who must agree to these moves is worse off at these ends."""
        return ~anybody_loses(game, moves, ends)

    def _check_open(self, env: Environment, closed: Array, stays: Array, moves: Array) -> None:
        for number in moves.tolist():
            if tempting(env, number, np.flatnonzero(follows(env, closed, number) & stays)):
                raise CertificateError(f"expected something that deters {env.move_text(number)}, got nothing")


def anybody_loses(game: Environment, moves: Array, ends: Array) -> Array:
    """Whether a mover or consenter of each of these moves is worse off at its end than at its source."""
    sources, asked = game.sources[moves], game.movers[moves] | game.consenters[moves]
    loses = np.zeros(len(moves), dtype=np.bool_)
    for i, row in enumerate(game.ranks):
        loses |= (asked >> i & 1).astype(np.bool_) & (row[ends] < row[sources])
    return loses
