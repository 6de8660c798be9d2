"""Farsighted (indirect) dominance: a chain of moves whose end everybody who moves likes better."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...certificates.environments import DominanceChain, FarsightedCore, NoChain
from ...errors import LimitExceededError
from ...games.environment import Environment, improves, stated
from ...games.states import Chain, States
from ...kernels.dominance import farsighted, unpack
from ...scalars import Array, whole_limit
from ...solution import Solution, certify


def find_indirect_dominance(environment: Environment, state: Any, *, by: Any = None) -> Solution[Chain | None]:
    """A shortest chain of moves by which a state is indirectly dominated, or None if there is no such chain.

    b indirectly dominates a (a << b) if there are moves from a to b such that the movers of each move gain if the end is b,
    compared with the state in which they move; what lies between may be worse.

    Args:
        environment: states and moves (`environment(game, …)` makes them).
        state: the state that may be dominated.
        by: the state that may dominate it; any state if left out (then the first in the order of the states).

    Returns:
        Solution with a `Chain`, which prints as a -{1}-> b -{2}-> c, certified by the preference of the movers of each step;
        or with None, certified by going on from state to state. Cost: a few passes over the moves for each end.

    Raises:
        InvalidArgumentError: an unknown state.
        UnsupportedGameError: not an environment.

    Examples:
        >>> import coalitions as co
        >>> ranks = {"1": ["b", "c", "a"], "2": ["c", "b", "a"]}
        >>> chwe = co.Environment.from_moves(["1", "2"], ["a", "b", "c"], [("a", "b", "1"), ("b", "c", "2")], rankings=ranks)
        >>> co.find_indirect_dominance(chwe, "a", by="c")
        indirect dominance: a -{1}-> b -{2}-> c   [certified; 1 prefers c to a; 2 prefers c to b]
        >>> co.find_indirect_dominance(chwe, "b", by="a")
        indirect dominance: none   [certified; no chain of moves leads from b to a whose movers all gain]

    References:
        Harsanyi, J. C. (1974). An equilibrium-point interpretation of stable sets. Management Science 20, 1472–1495.
        Chwe, M. S.-Y. (1994). Farsighted coalitional stability. Journal of Economic Theory 63, 299–325.
    """
    env = stated(environment)
    start, end = env.place(state), None if by is None else env.place(by)
    for candidate in range(len(env.states)) if end is None else [end]:
        moves = _shortest_chain(env, start, candidate)
        if moves:
            return certify("indirect dominance", env, DominanceChain((start, end), tuple(moves)), env.options)
    return certify("indirect dominance", env, NoChain((start, end)), env.options)


def farsighted_core(environment: Environment, *, limit: int = 1 << 15) -> Solution[States]:
    """All states that no state indirectly dominates: the core of (Z, <<), contained in the largest consistent set.

    Args:
        environment: states and moves (`environment(game, …)` makes them).
        limit: the most states; all pairs are looked at. Cost: moves times states / 64 times the longest chain that is needed.

    Returns:
        Solution with a set of states, certified by recomputing who dominates whom.

    Raises:
        LimitExceededError: more states than `limit`.
        UnsupportedGameError: not an environment.

    Examples:
        >>> import coalitions as co
        >>> ranks = {"1": ["b", "c", "a"], "2": ["c", "b", "a"]}
        >>> chwe = co.Environment.from_moves(["1", "2"], ["a", "b", "c"], [("a", "b", "1"), ("b", "c", "2")], rankings=ranks)
        >>> co.farsighted_core(chwe)
        farsighted core: {c}   [certified; each of the other 2 states is indirectly dominated]

    References:
        Chwe, M. S.-Y. (1994). Farsighted coalitional stability. Journal of Economic Theory 63, 299–325.
    """
    env = stated(environment)
    limit_states(env, limit)
    dominating = unpack(farsighted(env), len(env.states))
    by = np.where(dominating.any(axis=1), dominating.argmax(axis=1), -1).astype(np.int64)
    return certify("farsighted core", env, FarsightedCore(by), env.options)


def limit_states(environment: Environment, limit: int, name: str = "limit") -> None:
    """Raise where there are more states than can be compared in pairs."""
    if (size := len(environment.states)) > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most {name}={limit} states, got {size}; write {name}={size} (memory: its square / 8 bytes), or look "
            "at single states with find_indirect_dominance and check_unblocked"
        )


def _shortest_chain(env: Environment, start: int, end: int) -> list[int]:
    """Numbers of the moves of a shortest chain whose movers gain at the end, found backward from there; empty if none."""
    fine = np.flatnonzero(improves(env, slice(None), np.full(len(env.targets), end)))
    sources, targets = env.sources[fine], env.targets[fine]
    step = np.full(len(env.states), -1, dtype=np.int64)
    reached: Array = np.arange(len(env.states)) == end
    while step[start] < 0:
        useful = reached[targets] & ~reached[sources]
        if not useful.any():
            return []
        step[sources[useful][::-1]] = fine[useful][::-1]
        reached = reached | (step >= 0)
    chain, here = [], start
    while here != end:
        chain.append(int(step[here]))
        here = int(env.targets[chain[-1]])
    return chain
