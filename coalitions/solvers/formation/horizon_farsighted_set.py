"""Sets of states that players do not leave who look a limited number of moves ahead."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ...certificates.horizons import Foresight, HorizonFault, HorizonStability
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.environment import Environment, stated
from ...scalars import whole_limit
from ...solution import Solution, certify
from ._state_sets import read_states
from .indirect_dominance import limit_states


def check_horizon_farsighted_set(
    environment: Environment, states: Iterable[Any], *, horizon: int | None = None, limit: int = 1 << 12, max_states: int = 256
) -> Solution[bool]:
    """Whether a set of states is stable for players who look a certain number of moves ahead.

    Chains of at most K moves are seen (their movers gain at the end, see `find_indirect_dominance`). A set is horizon-K
    farsighted if (i) each move out of it, from a to b, is deterred: somebody who must gain does not, compared with a, at some
    member that a chain of at most K − 2 moves from b leads to, or at any state that the shortest chain from b reaches in K − 1
    moves; (ii) sequences of seen chains lead into it from every state outside; (iii) no proper subset satisfies (i) and (ii).
    K = 1 gives the myopic stable set, and with any number of moves (`horizon=None`) these are the pairwise farsightedly stable
    sets of Herings, Mauleon and Vannetelbosch (2009), for any kind of moves.

    Args:
        environment: states and moves (`environment(game, …)` makes them).
        states: the set that is judged.
        horizon: how many moves are seen; any number if left out.
        limit: the most proper subsets to look at, of which a set of m states has 2**m − 1.
        max_states: the most states of the environment.

    Returns:
        Solution with True, certified by the definition; or with False, certified by an undeterred move, by a state from which
        nothing leads into the set, or by a smaller set.

    Raises:
        InvalidArgumentError: an unknown state, or a horizon below 1.
        LimitExceededError: more states or subsets than allowed.
        UnsupportedGameError: not an environment.

    Examples:
        1 goes from a to b only if he sees that 2 goes on to c:

        >>> import coalitions as co
        >>> ranks = {"1": ["c", "a", "b"], "2": ["c", "b", "a"]}
        >>> env = co.Environment.from_moves(["1", "2"], ["a", "b", "c"], [("a", "b", "1"), ("b", "c", "2")], rankings=ranks)
        >>> co.check_horizon_farsighted_set(env, ["a", "c"], horizon=1).value
        True
        >>> co.check_horizon_farsighted_set(env, ["a", "c"], horizon=2)
        horizon farsighted set: False   [certified; nothing that is seen deters a -{1}-> b]
        >>> co.check_horizon_farsighted_set(env, ["c"], horizon=2).value
        True

    References:
        Herings, P. J.-J., Mauleon, A. and Vannetelbosch, V. (2019). Stability of networks under horizon-K farsightedness.
        Economic Theory 68, 177–201.
        Herings, P. J.-J., Mauleon, A. and Vannetelbosch, V. (2009). Farsightedly stable networks. Games and Economic Behavior
        67, 526–541.
    """
    # The wording of (i) could not be compared with the paper's; tests hold it to what K = 1 and K = None must give.
    env = stated(environment)
    limit_states(env, max_states, "max_states")
    if horizon is not None and (type(horizon) is not int or horizon < 1):
        raise InvalidArgumentError(f"expected a horizon of at least 1 move, or None for any, got {horizon!r}; write horizon=2")
    members, foresight = read_states(env, states), Foresight(env, horizon)
    fault = _fault(foresight, members, horizon, whole_limit(limit))
    evidence = HorizonStability(members, horizon) if fault is None else fault
    return certify("horizon farsighted set", env, evidence, env.options)


def _fault(foresight: Foresight, members: tuple[int, ...], horizon: int | None, limit: int) -> HorizonFault | None:
    move = next(foresight.undeterred(members), None)
    if move is not None:
        return HorizonFault(members, horizon, move=move)
    unreached = foresight.unreached(members)
    if unreached:
        return HorizonFault(members, horizon, state=unreached[0])
    size = len(members)
    if 2**size - 1 > limit:
        raise LimitExceededError(
            f"expected at most limit={limit} proper subsets, got 2**{size} - 1 of a set of {size} states, maybe not minimal; "
            f"write limit={2**size}, or use myopic_stable_set for horizon=1"
        )
    part = next(foresight.smaller(members), None)
    return None if part is None else HorizonFault(members, horizon, part=part)
