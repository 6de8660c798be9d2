"""Farsighted stable sets: von Neumann–Morgenstern stable sets of indirect dominance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...certificates.state_sets import (
    FarsightedInnerDominance,
    FarsightedStability,
    FarsightedStableSets,
    FarsightedUndominated,
)
from ...games.environment import Environment, stated
from ...games.states import States
from ...solution import Solution, certify
from ._state_sets import judge, search
from .indirect_dominance import limit_states


def enumerate_farsighted_stable_sets(
    environment: Environment, *, limit: int = 100_000, max_states: int = 4096
) -> Solution[tuple[States, ...]]:
    """All sets of states of which no member indirectly dominates another, while each state outside is so dominated by one.

    b indirectly dominates a if a chain of moves leads from a to b whose movers all gain at the end (see
    `find_indirect_dominance`). Each such set lies within the largest consistent set. There may be none, or many.

    Args:
        environment: states and moves (`environment(game, …)` makes them).
        limit: the most cases that the search may distinguish; their number can grow exponentially with the states.
        max_states: the most states.

    Returns:
        Solution with a tuple of sets of states; an empty tuple is proof that there is none. The certificate is the tree of
        cases, which the check goes through, drawing in each what follows.

    Raises:
        LimitExceededError: more states or cases than allowed.
        UnsupportedGameError: not an environment.

    Examples:
        >>> import coalitions as co
        >>> ranks = {"1": ["b", "c", "a"], "2": ["c", "b", "a"]}
        >>> chwe = co.Environment.from_moves(["1", "2"], ["a", "b", "c"], [("a", "b", "1"), ("b", "c", "2")], rankings=ranks)
        >>> co.enumerate_farsighted_stable_sets(chwe)
        farsighted stable sets: 1: {c}   [certified; what must be in and out follows without a choice]

    References:
        Harsanyi, J. C. (1974). An equilibrium-point interpretation of stable sets. Management Science 20, 1472–1495.
        Chwe, M. S.-Y. (1994). Farsighted coalitional stability. Journal of Economic Theory 63, 299–325.
    """
    env = stated(environment)
    limit_states(env, max_states, "max_states")
    evidence = search(env, FarsightedStableSets, limit)
    diagnostics = {"cases": evidence.splits.count(-1), "complete": True, **env.options}
    return certify("farsighted stable sets", env, evidence, diagnostics)


def check_farsighted_stable_set(environment: Environment, states: Iterable[Any], *, max_states: int = 4096) -> Solution[bool]:
    """Whether no member of a set of states indirectly dominates another, and each state outside is so dominated by a member.

    Args:
        environment: states and moves (`environment(game, …)` makes them).
        states: the set that is judged.
        max_states: the most states of the environment.

    Returns:
        Solution with True, certified by definition; or with False, certified by a chain of moves between two members, or by a
        state outside from which no such chain leads to a member.

    Raises:
        InvalidArgumentError: an unknown state.
        LimitExceededError: more states than `max_states`.
        UnsupportedGameError: not an environment.

    Examples:
        >>> import coalitions as co
        >>> ranks = {"1": ["b", "c", "a"], "2": ["c", "b", "a"]}
        >>> chwe = co.Environment.from_moves(["1", "2"], ["a", "b", "c"], [("a", "b", "1"), ("b", "c", "2")], rankings=ranks)
        >>> co.check_farsighted_stable_set(chwe, ["c"]).value
        True
        >>> co.check_farsighted_stable_set(chwe, ["a", "c"])
        farsighted stable set: False   [certified; a -{1}-> b -{2}-> c: 1 prefers c to a; 2 prefers c to b, and both are ...]

    References:
        Harsanyi, J. C. (1974). An equilibrium-point interpretation of stable sets. Management Science 20, 1472–1495.
    """
    env = stated(environment)
    limit_states(env, max_states, "max_states")
    return judge(env, states, FarsightedStability, FarsightedInnerDominance, FarsightedUndominated)
