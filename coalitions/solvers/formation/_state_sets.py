"""Stable sets of direct and of indirect dominance: one search and one judgment for both."""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np

from ...certificates.environments import DominanceChain
from ...certificates.state_sets import Dominance, InnerDominance, Stability, StableSets, Undominated, members_of
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.environment import Environment, improves
from ...players import is_list
from ...scalars import whole_limit
from ...solution import Solution, certify
from .indirect_dominance import find_indirect_dominance

Sets = TypeVar("Sets", bound=StableSets)


def read_states(env: Environment, states: Any) -> tuple[int, ...]:
    """The numbers of the states of a set that a user names, in the order of the states."""
    if hasattr(states, "guarantee"):
        raise InvalidArgumentError(f"expected states, got the Solution {states!r:.80}; write solution.value")
    if isinstance(states, str) or not is_list(states):
        raise InvalidArgumentError(f"expected a set of states, got {states!r:.80}; write [{states!r:.80}]")
    return tuple(sorted({env.place(s) for s in states}))


def search(env: Environment, kind: type[Sets], limit: int) -> Sets:
    """All stable sets, by cases: split on an open state with the most open neighbors, until nothing is open."""
    dominance, limit = Dominance.of(env, kind.far), whole_limit(limit)
    everything = (1 << len(env.states)) - 1
    cases, splits, ends = [(0, 0)], [], 0
    while cases:
        settled = dominance.settle(*cases.pop())
        open_ = 0 if settled is None else everything & ~(settled[0] | settled[1])
        if settled is None or not open_:
            splits.append(-1)
            ends += 1
            continue
        if ends + len(cases) + 2 > limit:
            raise LimitExceededError(
                f"expected at most limit={limit} cases, got more; write a larger limit=, judge single sets with "
                "check_stable_set_of_states or check_farsighted_stable_set, or use largest_consistent_set, which contains "
                "every farsighted stable set"
            )
        linked = {k: ((dominance.above[k] | dominance.below[k]) & open_).bit_count() for k in members_of(open_)}
        split = max(linked, key=lambda k: linked[k])
        splits.append(split)
        cases += [(settled[0], settled[1] | 1 << split), (settled[0] | 1 << split, settled[1])]
    return kind(tuple(splits))


def judge(
    env: Environment, states: Any, yes: type[Stability], inner: type[InnerDominance], outer: type[Undominated]
) -> Solution[bool]:
    """Whether a set of states is stable, with a chain between two members or an undominated outsider where it is not."""
    members, names = read_states(env, states), env.states
    dominance = Dominance.of(env, yes.far)
    inside = sum(1 << k for k in members)
    for k, above in enumerate(dominance.above):
        if inside >> k & 1 and above & inside:
            by = names[members_of(above & inside)[0]]
            if yes.far:
                chain = find_indirect_dominance(env, names[k], by=by).certificate
                moves = chain.moves if isinstance(chain, DominanceChain) else ()
            else:
                moves = (next(m for m in _improving(env, k) if env.states[int(env.targets[m])] == by),)
            return certify(inner.proves[0], env, inner(members, moves), env.options)
        if not inside >> k & 1 and not above & inside:
            return certify(outer.proves[0], env, outer(members, k), env.options)
    return certify(yes.proves[0], env, yes(members), env.options)


def _improving(env: Environment, state: int) -> list[int]:
    moves = np.arange(env.starts[state], env.starts[state + 1])
    return [int(m) for m in moves[improves(env, moves, env.targets[moves])]]
