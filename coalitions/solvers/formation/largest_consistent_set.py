"""The largest consistent set: states from which every move is deterred by where it may end."""

from __future__ import annotations

from ...certificates.consistent import ConsistentSet
from ...games.environment import Environment, stated
from ...games.states import States
from ...solution import Solution, certify
from ._deterrence import eliminate
from .indirect_dominance import limit_states


def largest_consistent_set(environment: Environment, *, limit: int = 1 << 15) -> Solution[States]:
    """The states that farsighted players may leave as they are: each move from them may end where one who moves does not gain.

    A set X is consistent if it holds exactly the states a such that every move from a, to some d by some movers, is deterred:
    there is an e in X, which is d or indirectly dominates d, such that the movers do not all gain by going from a to e. There
    is a largest such set, and it is found by eliminating, round by round, the states with an undeterred move. It is never
    empty, every state outside it is indirectly dominated by one inside, and it contains every farsighted stable set.

    Args:
        environment: states and moves (`environment(game, …)` makes them).
        limit: the most states. Cost: as for `farsighted_core`, and a pass over the moves for each round; 4140 states with a
            million moves take some seconds.

    Returns:
        Solution with a set of states. The certificate holds for each eliminated state its round and the move that nothing
        deters, and for each move from the others what deters it; `solution.certificate.explain(solution.game, state)` says
        this for one state in words.

    Raises:
        LimitExceededError: more states than `limit`.
        UnsupportedGameError: not an environment.

    Examples:
        Chwe's first example: 1 and 2 move from a to c together, and stay there although 1 could go on to d.

        >>> import coalitions as co
        >>> ranks = {"1": ["d", "c", "b", "a"], "2": ["c", "b", "a", "d"]}
        >>> moves = [("a", "b", "1"), ("b", "c", "2"), ("c", "d", "1"), ("d", "a", "2"), ("a", "c", ["1", "2"])]
        >>> chwe = co.Environment.from_moves(["1", "2"], ["a", "b", "c", "d"], moves, rankings=ranks)
        >>> answer = co.largest_consistent_set(chwe)
        >>> answer.value
        {c}
        >>> answer.certificate.explain(chwe, "b")
        'b goes in round 2: b -{2}-> c may end in c, and none of these deters it'
        >>> answer.certificate.explain(chwe, "c")
        'c stays: c -{1}-> d by c (deterred)'

    References:
        Chwe, M. S.-Y. (1994). Farsighted coalitional stability. Journal of Economic Theory 63, 299–325.
    """
    env = stated(environment)
    limit_states(env, limit)
    evidence = eliminate(env, ConsistentSet)
    return certify("largest consistent set", env, evidence, {"rounds": int(evidence.round.max()), **env.options})
