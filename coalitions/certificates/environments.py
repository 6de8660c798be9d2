"""Evidence about single states of an environment: the move that breaks it, or the chain that leads to something better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.environment import Environment, improves
from ..games.states import Chain, States, state_text
from ..kernels.dominance import farsighted, unpack
from ..scalars import Array


def whole(value: Any, below: int, what: str) -> int:
    """A number of a state or of a move, from 0 to below - 1; anything else (also True) is refused."""
    if type(value) is not int or not 0 <= value < below:
        raise CertificateError(f"expected the number of a {what} from 0 to {below - 1}, got {value!r:.80}")
    return value


def numbers(array: Any, how_many: int, below: int, what: str) -> Array:
    """Numbers of states or moves as an array, each from 0 to below - 1, or -1 for none."""
    if not isinstance(array, np.ndarray) or array.shape != (how_many,) or array.dtype != np.int64:
        raise CertificateError(f"expected {how_many} whole numbers of {what}s in an int64 array, got {array!r:.80}")
    if len(array) and not (array.min() >= -1 and array.max() < below):
        raise CertificateError(f"expected numbers of {what}s from 0 to {below - 1}, or -1, got others")
    return array


def environment_of(game: Any) -> Environment:
    """The environment that evidence is about; evidence about anything else proves nothing."""
    if not isinstance(game, Environment):
        raise CertificateError(f"expected an Environment, got {type(game).__name__}")
    return game


def with_choices(game: Environment, text: str) -> str:
    """A reason with the choices that the model leaves open, on which it depends."""
    return f"{text} ({game.choices()})" if game.choices() else text


def gains_text(game: Environment, move: int, end: int) -> str:
    """Why the movers of a move like an end better, in words."""
    source, _, who, ask = game.move(move)
    names, k = list(who), game.place(source)
    better = [p for p in names if game.ranks[game.players.index(p), end] > game.ranks[game.players.index(p), k]]
    verb = "prefers" if len(better) == 1 else "prefer"
    indifferent = "; nobody of them loses" if len(better) < len(names) else ""
    agrees = f"; {', '.join(map(str, ask))} {'does' if len(ask) == 1 else 'do'} not lose" if ask else ""
    return f"{', '.join(map(str, better))} {verb} {state_text(game.states[end])} to {state_text(source)}{indifferent}{agrees}"


@dataclass(frozen=True, slots=True)
class ImprovingMove:
    """A move from the state that is judged by which its movers gain and its consenters do not lose."""

    state: int
    move: int
    proves: ClassVar[tuple[str, ...]] = ("unblocked state",)

    @property
    def judged(self) -> int:
        """The number of the state that was asked about."""
        return self.state

    def check(self, game: Environment) -> bool:
        """False (the state is blocked); raises CertificateError if the move starts elsewhere or does not improve."""
        env = environment_of(game)
        move, state = whole(self.move, len(env.targets), "move"), whole(self.state, len(env.states), "state")
        if not env.starts[state] <= move < env.starts[state + 1]:
            raise CertificateError("expected a move from the state that is judged, got one from another")
        if not improves(env, [move], env.targets[[move]])[0]:
            raise CertificateError(f"expected an improving move, got {env.move_text(move)}")
        return False

    def describe(self, game: Environment) -> str:
        return f"{game.move_text(self.move)}; {gains_text(game, self.move, int(game.targets[self.move]))}"

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "improving move", "state": self.state, "move": self.move}


@dataclass(frozen=True, slots=True)
class Unblocked:
    """A state from which no move improves: the check goes through all moves from it."""

    state: int
    proves: ClassVar[tuple[str, ...]] = ("unblocked state",)

    @property
    def judged(self) -> int:
        """The number of the state that was asked about."""
        return self.state

    def check(self, game: Environment) -> bool:
        """True (nothing blocks the state); raises CertificateError where a move improves."""
        env = environment_of(game)
        state = whole(self.state, len(env.states), "state")
        moves = np.arange(env.starts[state], env.starts[state + 1])
        better = improves(env, moves, env.targets[moves])
        if better.any():
            raise CertificateError(f"expected no improving move, got {env.move_text(int(moves[better.argmax()]))}")
        return True

    def describe(self, game: Environment) -> str:
        count = int(game.starts[self.state + 1] - game.starts[self.state])
        return with_choices(game, f"none of the {count} moves from {state_text(game.states[self.state])} is improving")

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "unblocked", "state": self.state}


@dataclass(frozen=True, slots=True, eq=False)
class UnblockedStates:
    """For every state an improving move from it, or -1: there is none. So the list of unblocked states is complete."""

    move: Array
    proves: ClassVar[tuple[str, ...]] = ("unblocked states",)

    def check(self, game: Environment) -> States:
        """The unblocked states; raises CertificateError where a move does not improve, or one that does is missing."""
        env = environment_of(game)
        move = numbers(self.move, len(env.states), len(env.targets), "move")
        blocked = np.flatnonzero(move >= 0)
        named = move[blocked]
        if not ((env.starts[blocked] <= named) & (named < env.starts[blocked + 1])).all():
            raise CertificateError("expected moves from the states that they block, got one from another state")
        improving = improves(env, slice(None), env.targets)
        if not improving[named].all():
            raise CertificateError("expected improving moves, got one that is not")
        free = np.ones(len(env.states), dtype=np.bool_)
        free[env.sources[improving]] = False
        if (free != (move == -1)).any():
            raise CertificateError("expected an improving move from every state that has one")
        return States(tuple(env.states[k] for k in np.flatnonzero(free)))

    def describe(self, game: Environment) -> str:
        blocked, total = int((self.move >= 0).sum()), len(self.move)
        if blocked == total:
            return with_choices(game, "every state has an improving move")
        return with_choices(
            game, f"an improving move leads away from each of the other {blocked}" if blocked else "no move is improving"
        )

    def explain(self, game: Environment, state: Any) -> str:
        """Why a state is in the answer, or the move that breaks it."""
        place = game.place(state)
        return (Unblocked(place) if self.move[place] < 0 else ImprovingMove(place, int(self.move[place]))).describe(game)

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "unblocked states", "move": self.move.tolist()}


@dataclass(frozen=True, slots=True)
class DominanceChain:
    """A chain of moves, by their numbers, from the state judged to a state that the movers of each step like better."""

    asked: tuple[int, int | None]  #: the state, and the one that may dominate it (None: any)
    moves: tuple[int, ...]
    proves: ClassVar[tuple[str, ...]] = ("indirect dominance",)

    @property
    def judged(self) -> tuple[int, int | None]:
        """What was asked about: the state, and the one that may dominate it."""
        return self.asked

    def check(self, game: Environment) -> Chain:
        """The chain; raises CertificateError if it is broken, leads elsewhere or lets a mover lose."""
        env = environment_of(game)
        state, by = self.asked
        here = whole(state, len(env.states), "state")
        moves = [whole(m, len(env.targets), "move") for m in self.moves]
        if not moves or not isinstance(self.moves, tuple):
            raise CertificateError("expected a tuple of at least one move")
        for move in moves:
            if not env.starts[here] <= move < env.starts[here + 1]:
                raise CertificateError(f"expected a move from {state_text(env.states[here])}, got {env.move_text(move)}")
            here = int(env.targets[move])
        if by is not None and whole(by, len(env.states), "state") != here:
            raise CertificateError(f"expected a chain to {state_text(env.states[by])}, it ends at {env.states[here]}")
        if not improves(env, np.array(moves), np.full(len(moves), here)).all():
            raise CertificateError("expected movers who gain at the end of the chain, got some who do not")
        steps = [env.move(m) for m in moves]
        return Chain((steps[0][0], *(s[1] for s in steps)), tuple(s[2] for s in steps))

    def describe(self, game: Environment) -> str:
        end = int(game.targets[self.moves[-1]])
        return "; ".join(gains_text(game, m, end) for m in self.moves)

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "dominance chain", "asked": list(self.asked), "moves": list(self.moves)}


@dataclass(frozen=True, slots=True)
class NoChain:
    """No chain leads from the state judged to the other one (or to any), checked by going on from state to state."""

    asked: tuple[int, int | None]
    proves: ClassVar[tuple[str, ...]] = ("indirect dominance",)

    @property
    def judged(self) -> tuple[int, int | None]:
        """What was asked about: the state, and the one that may dominate it."""
        return self.asked

    def check(self, game: Environment) -> None:
        """None (no chain leads there); raises CertificateError where one does."""
        env = environment_of(game)
        state, by = self.asked
        here = whole(state, len(env.states), "state")
        ends = range(len(env.states)) if by is None else [whole(by, len(env.states), "state")]
        for end in ends:
            if reaches(env, here, end):
                raise CertificateError(f"expected no chain to {state_text(env.states[end])}, got one")

    def describe(self, game: Environment) -> str:
        state, by = self.asked
        where = "any state" if by is None else state_text(game.states[by])
        return with_choices(
            game, f"no chain of moves leads from {state_text(game.states[state])} to {where} whose movers all gain"
        )

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "no chain", "asked": list(self.asked)}


def reaches(game: Environment, start: int, end: int) -> bool:
    """Whether a chain of moves whose movers gain at the end leads there, by going forward from the start."""
    fine = improves(game, slice(None), np.full(len(game.targets), end))
    seen, fresh = {start}, [start]
    while fresh:
        here = fresh.pop()
        window = slice(int(game.starts[here]), int(game.starts[here + 1]))
        for target in game.targets[window][fine[window]].tolist():
            if target == end:
                return True
            if target not in seen:
                seen.add(target)
                fresh.append(target)
    return False


@dataclass(frozen=True, slots=True, eq=False)
class FarsightedCore:
    """For every state one that indirectly dominates it, or -1: none does. The check recomputes who dominates whom."""

    by: Array
    proves: ClassVar[tuple[str, ...]] = ("farsighted core",)

    def check(self, game: Environment) -> States:
        """The states that nothing dominates indirectly; raises CertificateError where the list says something else."""
        env = environment_of(game)
        by = numbers(self.by, len(env.states), len(env.states), "state")
        dominating = unpack(farsighted(env), len(env.states))
        free = ~dominating.any(axis=1)
        dominated = np.flatnonzero(~free)
        if (free != (by == -1)).any() or not dominating[dominated, by[dominated]].all():
            raise CertificateError("expected a state that dominates it for every dominated state, and for no other")
        return States(tuple(env.states[k] for k in np.flatnonzero(free)))

    def describe(self, game: Environment) -> str:
        dominated = int((self.by >= 0).sum())
        return with_choices(
            game, f"each of the other {dominated} states is indirectly dominated" if dominated else "no state is dominated"
        )

    def to_dict(self) -> dict[str, Any]:
        return {"kind": "farsighted core", "by": self.by.tolist()}
