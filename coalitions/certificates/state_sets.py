"""Evidence about stable sets of states: cases that leave nothing open, members that dominate, states that none dominates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..errors import CertificateError
from ..games.environment import Environment, improves
from ..games.states import States, state_text
from ..kernels.dominance import direct, farsighted, unpack
from ..scalars import Array
from .environments import DominanceChain, environment_of, reaches, whole, with_choices


@dataclass(frozen=True, slots=True)
class Dominance:
    """For each state the set of states that dominate it and of those that it dominates, as bits of integers."""

    above: tuple[int, ...]
    below: tuple[int, ...]

    @classmethod
    def of(cls, game: Environment, far: bool) -> Dominance:
        """Direct or indirect dominance between the states of an environment."""
        rows = farsighted(game) if far else direct(game, improves(game, slice(None), game.targets))
        flags = unpack(rows, len(game.states))
        return cls(_integers(flags), _integers(flags.T))

    def settle(self, inside: int, outside: int) -> tuple[int, int] | None:
        """What else must be inside and outside of a stable set with these members and non-members; None if there is none.

        A member excludes what it dominates and what dominates it. A state whose dominators are all excluded is a member. An
        excluded state needs a member that dominates it, so the last one that is not excluded is a member.
        """
        grew = True
        while grew:
            grew = False
            for state, (above, below) in enumerate(zip(self.above, self.below, strict=True)):
                known = inside, outside
                open_ = above & ~outside
                if inside >> state & 1:
                    if (above | below) & inside:
                        return None
                    outside |= above | below
                elif not open_:
                    if outside >> state & 1:
                        return None
                    inside |= 1 << state
                elif outside >> state & 1 and not open_ & inside and not open_ & (open_ - 1):
                    inside |= open_
                grew |= (inside, outside) != known
        return inside, outside

    def is_stable(self, inside: int) -> bool:
        """Whether a set is internally and externally stable, by definition."""
        members = ((above & inside != 0, inside >> k & 1 == 1) for k, above in enumerate(self.above))
        return all(dominated != member for dominated, member in members)


def _integers(flags: Array) -> tuple[int, ...]:
    rows = np.packbits(flags, axis=1, bitorder="little")
    return tuple(int.from_bytes(row.tobytes(), "little") for row in rows)


def members_of(mask: int) -> tuple[int, ...]:
    """The numbers of the states in a set given by its bits."""
    return tuple(k for k in range(mask.bit_length()) if mask >> k & 1)


@dataclass(frozen=True, slots=True)
class StableSets:
    """All stable sets of direct dominance, by cases: each entry splits on a state (a member, or not), -1 ends a case.

    Cases come in the order of a walk that takes the state as a member first. At every case the check draws what follows
    (`Dominance.settle`); a case may end only where that is a contradiction or leaves no state open.
    """

    splits: tuple[int, ...]
    proves: ClassVar[tuple[str, ...]] = ("stable sets",)
    far: ClassVar[bool] = False

    def check(self, game: Environment) -> tuple[States, ...]:
        """All stable sets; raises CertificateError if a case is left open."""
        env = environment_of(game)
        dominance, z = Dominance.of(env, self.far), len(env.states)
        if not isinstance(self.splits, tuple):
            raise CertificateError(f"expected a tuple of cases, got {type(self.splits).__name__}")
        cases, found = [(0, 0)], []
        for split in self.splits:
            if not cases:
                raise CertificateError("expected no more entries than cases")
            settled = dominance.settle(*cases.pop())
            if split == -1 and type(split) is int:
                if settled is not None:
                    found.append(_closed(dominance, *settled))
                continue
            bit = 1 << whole(split, z, "state")
            if settled is None or (settled[0] | settled[1]) & bit:
                raise CertificateError("expected a split on a state that is open, got one that is not")
            cases += [(settled[0], settled[1] | bit), (settled[0] | bit, settled[1])]
        if cases:
            raise CertificateError(f"expected an entry for every case, none came for {len(cases)}")
        return tuple(States(tuple(env.states[k] for k in members)) for members in sorted(map(members_of, found)))

    def describe(self, game: Environment) -> str:
        ends = self.splits.count(-1)
        if ends == 1:
            return with_choices(game, "what must be in and out follows without a choice")
        return with_choices(game, f"{ends} cases, in each of which everything follows or a contradiction does")

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.proves[0], "splits": list(self.splits)}


@dataclass(frozen=True, slots=True)
class FarsightedStableSets(StableSets):
    """All stable sets of indirect dominance, by cases as for direct dominance."""

    proves: ClassVar[tuple[str, ...]] = ("farsighted stable sets",)
    far: ClassVar[bool] = True


def _closed(dominance: Dominance, inside: int, outside: int) -> int:
    if (inside | outside) != (1 << len(dominance.above)) - 1 or not dominance.is_stable(inside):
        raise CertificateError("expected a case that leaves no state open and ends in a stable set")
    return inside


@dataclass(frozen=True, slots=True)
class Stability:
    """A set of states, checked by definition: no member dominates another, and each other state is dominated by one."""

    members: tuple[int, ...]
    proves: ClassVar[tuple[str, ...]] = ("stable set of states",)
    far: ClassVar[bool] = False

    @property
    def judged(self) -> tuple[int, ...]:
        """The numbers of the states in the set that was asked about."""
        return self.members

    def check(self, game: Environment) -> bool:
        """True (a stable set); raises CertificateError where it is not."""
        env = environment_of(game)
        inside = sum(1 << k for k in checked_members(self.members, env))
        if not Dominance.of(env, self.far).is_stable(inside):
            raise CertificateError("expected a set that is internally and externally stable, got one that is not")
        return True

    def describe(self, game: Environment) -> str:
        others = len(game.states) - len(self.members)
        return with_choices(
            game, f"no member dominates another, and each of the {others} other states is dominated by a member"
        )

    def to_dict(self) -> dict[str, Any]:
        return {"kind": f"{self.proves[0]}: yes", "members": list(self.members)}


@dataclass(frozen=True, slots=True)
class InnerDominance:
    """A chain of moves (one, for direct dominance) from a member of the set to a member that dominates it."""

    members: tuple[int, ...]
    moves: tuple[int, ...]
    proves: ClassVar[tuple[str, ...]] = ("stable set of states",)
    far: ClassVar[bool] = False

    @property
    def judged(self) -> tuple[int, ...]:
        """The numbers of the states in the set that was asked about."""
        return self.members

    def check(self, game: Environment) -> bool:
        """False (not internally stable); raises CertificateError if no member dominates another by these moves."""
        env = environment_of(game)
        members = checked_members(self.members, env)
        if not self.far and len(self.moves) != 1:
            raise CertificateError(f"expected one move for direct dominance, got {len(self.moves)}")
        chain = self._chain(env).check(env)
        if not {env.place(chain.states[0]), env.place(chain.states[-1])} <= set(members):
            raise CertificateError("expected a chain between two members of the set, got another")
        return False

    def _chain(self, env: Environment) -> DominanceChain:
        first = int(np.searchsorted(env.starts, whole(self.moves[0], len(env.targets), "move"), side="right")) - 1
        return DominanceChain((first, None), self.moves)

    def describe(self, game: Environment) -> str:
        chain = self._chain(game)
        return f"{chain.check(game)}: {chain.describe(game)}, and both are members"

    def to_dict(self) -> dict[str, Any]:
        kind = f"{self.proves[0]}: a member dominates another"
        return {"kind": kind, "members": list(self.members), "moves": list(self.moves)}


@dataclass(frozen=True, slots=True)
class Undominated:
    """A state outside the set that no member dominates."""

    members: tuple[int, ...]
    state: int
    proves: ClassVar[tuple[str, ...]] = ("stable set of states",)
    far: ClassVar[bool] = False

    @property
    def judged(self) -> tuple[int, ...]:
        """The numbers of the states in the set that was asked about."""
        return self.members

    def check(self, game: Environment) -> bool:
        """False (not externally stable); raises CertificateError if a member dominates the state, or it is one."""
        env = environment_of(game)
        members, state = checked_members(self.members, env), whole(self.state, len(env.states), "state")
        if state in members:
            raise CertificateError("expected a state outside the set, got a member")
        moves = np.arange(env.starts[state], env.starts[state + 1])
        better = set(env.targets[moves][improves(env, moves, env.targets[moves])].tolist())
        for k in members:
            if reaches(env, state, k) if self.far else k in better:
                raise CertificateError(f"expected a state that no member dominates, but {state_text(env.states[k])} does")
        return False

    def describe(self, game: Environment) -> str:
        return with_choices(game, f"no member dominates {state_text(game.states[self.state])}, which is outside")

    def to_dict(self) -> dict[str, Any]:
        kind = f"{self.proves[0]}: undominated outside"
        return {"kind": kind, "members": list(self.members), "state": self.state}


def checked_members(members: Any, env: Environment) -> tuple[int, ...]:
    """The numbers of the states of a set in increasing order, each once."""
    if not isinstance(members, tuple):
        raise CertificateError(f"expected a tuple of numbers of states, got {members!r:.80}")
    listed = tuple(whole(k, len(env.states), "state") for k in members)
    if list(listed) != sorted(set(listed)):
        raise CertificateError("expected every state once, in the order of the states")
    return listed


@dataclass(frozen=True, slots=True)
class FarsightedStability(Stability):
    """A set of states that is stable for indirect dominance, checked by definition."""

    proves: ClassVar[tuple[str, ...]] = ("farsighted stable set",)
    far: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class FarsightedInnerDominance(InnerDominance):
    """A chain of moves from a member of the set to a member that indirectly dominates it."""

    proves: ClassVar[tuple[str, ...]] = ("farsighted stable set",)
    far: ClassVar[bool] = True


@dataclass(frozen=True, slots=True)
class FarsightedUndominated(Undominated):
    """A state outside the set that no member indirectly dominates."""

    proves: ClassVar[tuple[str, ...]] = ("farsighted stable set",)
    far: ClassVar[bool] = True
