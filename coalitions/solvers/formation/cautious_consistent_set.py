"""The largest cautious consistent set: coalitions give every state that may follow a positive chance."""

from __future__ import annotations

from ...certificates.consistent import CautiousConsistentSet
from ...games.environment import Environment, stated
from ...games.states import States
from ...solution import Solution, certify
from ._deterrence import eliminate
from .indirect_dominance import limit_states


def largest_cautious_consistent_set(environment: Environment, *, limit: int = 1 << 15) -> Solution[States]:
    """The states that farsighted and cautious players may leave as they are; a subset of the largest consistent set.

    As the largest consistent set, but a move is deterred only if, for some lottery that gives every state that may follow a
    positive chance, somebody who must gain does not. So it is deterred if one of them finds some state that may follow worse
    than where they are, or finds all of them the same. (Only the order of states matters: the lottery may put almost all its
    weight on one state.) States are eliminated round by round; unlike the largest consistent set this one may be empty, since
    a move after which no state is left to follow is not deterred.

    Args:
        environment: states and moves (`environment(game, …)` makes them).
        limit: the most states; cost as for `largest_consistent_set`.

    Returns:
        Solution with a set of states, with the same evidence as for `largest_consistent_set`.

    Raises:
        LimitExceededError: more states than `limit`.
        UnsupportedGameError: not an environment.

    Examples:
        1 may move from a to b, from where 2 may move on to c or d, one as good for 1 as a and one better. That 1 may gain
        nothing deters him, but not if he is cautious and takes every chance to gain at no risk.

        >>> import coalitions as co
        >>> ranks = {"1": ["d", ["a", "c"], "b"], "2": [["c", "d"], "a", "b"]}
        >>> moves = [("a", "b", "1"), ("b", "c", "2"), ("b", "d", "2")]
        >>> env = co.Environment.from_moves(["1", "2"], ["a", "b", "c", "d"], moves, rankings=ranks)
        >>> co.largest_consistent_set(env).value
        {a, c, d}
        >>> co.largest_cautious_consistent_set(env).value
        {c, d}

    References:
        Mauleon, A. and Vannetelbosch, V. (2004). Farsightedness and cautiousness in coalition formation games with positive
        spillovers. Theory and Decision 56, 291–324.
    """
    env = stated(environment)
    limit_states(env, limit)
    evidence = eliminate(env, CautiousConsistentSet)
    diagnostics = {"rounds": int(evidence.round.max()), **env.options}
    return certify("largest cautious consistent set", env, evidence, diagnostics)
