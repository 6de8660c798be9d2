"""Von Neumann–Morgenstern stable sets of states, for direct dominance."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...certificates.state_sets import InnerDominance, Stability, StableSets, Undominated
from ...games.environment import Environment, stated
from ...games.states import States
from ...solution import Solution, certify
from ._state_sets import judge, search
from .indirect_dominance import limit_states


def enumerate_stable_sets(
    environment: Environment, *, limit: int = 100_000, max_states: int = 4096
) -> Solution[tuple[States, ...]]:
    """All stable sets of states: no member dominates another, and each state outside is dominated by a member.

    b dominates a if an improving move leads from a to b. There may be none, as in a circle of three states, or many.

    Args:
        environment: states and moves (`environment(game, …)` makes them).
        limit: the most cases that the search may distinguish; their number can grow exponentially with the states, but only
            even circles of dominance make it grow.
        max_states: the most states.

    Returns:
        Solution with a tuple of sets of states; an empty tuple is proof that there is none. The certificate is the tree of
        cases, which the check goes through, drawing in each what follows.

    Raises:
        LimitExceededError: more states or cases than allowed.
        UnsupportedGameError: not an environment.

    Examples:
        Chwe's first example has one stable set, Condorcet's circle has none:

        >>> import coalitions as co
        >>> ranks = {"1": ["d", "c", "b", "a"], "2": ["c", "b", "a", "d"]}
        >>> moves = [("a", "b", "1"), ("b", "c", "2"), ("c", "d", "1"), ("d", "a", "2"), ("a", "c", ["1", "2"])]
        >>> chwe = co.Environment.from_moves(["1", "2"], ["a", "b", "c", "d"], moves, rankings=ranks)
        >>> co.enumerate_stable_sets(chwe)
        stable sets: 1: {b, d}   [certified; 2 cases, in each of which everything follows or a contradiction does]
        >>> ranks = {"1": ["c", "b", "a"], "2": ["b", "a", "c"], "3": ["a", "c", "b"]}
        >>> circle = [("a", "b", ["1", "2"]), ("b", "c", ["1", "3"]), ("c", "a", ["2", "3"])]
        >>> co.enumerate_stable_sets(co.Environment.from_moves(["1", "2", "3"], ["a", "b", "c"], circle, rankings=ranks)).value
        ()

    References:
        von Neumann, J. and Morgenstern, O. (1944). Theory of Games and Economic Behavior. Princeton University Press.
        Chwe, M. S.-Y. (1994). Farsighted coalitional stability. Journal of Economic Theory 63, 299–325.
    """
    env = stated(environment)
    limit_states(env, max_states, "max_states")
    evidence = search(env, StableSets, limit)
    return certify("stable sets", env, evidence, {"cases": evidence.splits.count(-1), "complete": True, **env.options})


def check_stable_set_of_states(environment: Environment, states: Iterable[Any], *, max_states: int = 4096) -> Solution[bool]:
    """Whether a set of states is stable: no member dominates another, and each state outside is dominated by a member.

    Args:
        environment: states and moves (`environment(game, …)` makes them).
        states: the set that is judged.
        max_states: the most states of the environment.

    Returns:
        Solution with True, certified by definition; or with False, certified by a move between two members, or by a state
        outside that no member dominates.

    Raises:
        InvalidArgumentError: an unknown state.
        LimitExceededError: more states than `max_states`.
        UnsupportedGameError: not an environment.

    Examples:
        >>> import coalitions as co
        >>> ranks = {"1": ["b", "c", "a"], "2": ["c", "b", "a"]}
        >>> chwe = co.Environment.from_moves(["1", "2"], ["a", "b", "c"], [("a", "b", "1"), ("b", "c", "2")], rankings=ranks)
        >>> co.check_stable_set_of_states(chwe, ["a", "c"]).value
        True
        >>> co.check_stable_set_of_states(chwe, ["b", "c"])
        stable set of states: False   [certified; b -{2}-> c: 2 prefers c to b, and both are members]
        >>> co.check_stable_set_of_states(chwe, ["c"])
        stable set of states: False   [certified; no member dominates a, which is outside]

    References:
        von Neumann, J. and Morgenstern, O. (1944). Theory of Games and Economic Behavior. Princeton University Press.
    """
    env = stated(environment)
    limit_states(env, max_states, "max_states")
    return judge(env, states, Stability, InnerDominance, Undominated)
