"""The uncovered set: states that no other one dominates together with all that dominates it."""

from __future__ import annotations

from typing import get_args

import numpy as np

from ...certificates.cycles import Covering, UncoveredSet
from ...errors import InvalidArgumentError
from ...games.environment import Environment, improves, stated
from ...games.states import States
from ...kernels.dominance import direct, unpack
from ...solution import Solution, certify
from .indirect_dominance import limit_states


def uncovered_set(environment: Environment, *, covering: Covering = "both", limit: int = 4096) -> Solution[States]:
    """The states that no state covers: b covers a if b dominates a and is better placed against the other states.

    b dominates a if an improving move leads from a to b. Better placed means with `covering="upward"` that whatever dominates
    b dominates a, with "downward" that b dominates whatever a dominates, with "both" that both hold. Where of two states
    always one dominates the other (a tournament) the three agree. Covering is transitive, so the set is never empty.

    Args:
        environment: states and moves (`environment(game, …)` makes them).
        covering: which kind of covering.
        limit: the most states. Cost: states to the third power, as steps on arrays of bits.

    Returns:
        Solution with a set of states, certified by what covers each of the others and a comparison of all pairs.

    Raises:
        LimitExceededError: more states than `limit`.
        InvalidArgumentError: another kind of covering.
        UnsupportedGameError: not an environment.

    Examples:
        Three voters decide by majority; d is covered by a, and a, b and c go round:

        >>> import coalitions as co
        >>> votes = {"1": ["a", "d", "b", "c"], "2": ["b", "c", "a", "d"], "3": ["c", "a", "d", "b"]}
        >>> pairs = [["1", "2"], ["1", "3"], ["2", "3"]]
        >>> moves = [(x, y, pair) for x in "abcd" for y in "abcd" for pair in pairs]
        >>> vote = co.Environment.from_moves(["1", "2", "3"], ["a", "b", "c", "d"], moves, rankings=votes)
        >>> answer = co.uncovered_set(vote)
        >>> answer.value
        {a, b, c}
        >>> answer.certificate.explain(vote, "d")
        'a dominates d; what dominates a dominates d too, and a dominates whatever d dominates'

    References:
        Miller, N. R. (1980). A new solution set for tournaments and majority voting. American Journal of Political Science 24,
        68–96.
        Gillies, D. B. (1959). Solutions to general non-zero-sum games. Contributions to the Theory of Games IV, 47–85.
        Duggan, J. (2013). Uncovered sets. Social Choice and Welfare 41, 489–535.
    """
    env = stated(environment)
    if covering not in get_args(Covering):
        raise InvalidArgumentError(f"expected covering as one of {', '.join(map(repr, get_args(Covering)))}, got {covering!r}")
    limit_states(env, limit)
    z = len(env.states)
    above = unpack(direct(env, improves(env, slice(None), env.targets)), z)  # above[a, b]: b dominates a
    by = np.full(z, -1, dtype=np.int64)
    for a in range(z):
        for b in np.flatnonzero(above[a]).tolist():
            upward = covering == "downward" or not (above[b] & ~above[a]).any()
            if upward and (covering == "upward" or not (above[:, a] & ~above[:, b]).any()):
                by[a] = b
                break
    return certify(f"uncovered set ({covering})", env, UncoveredSet(covering, by), env.options)
