"""Where improving moves lead in the end: closed cycles, and their union, the myopic stable set."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from ...certificates.cycles import ClosedCycles, MyopicStability
from ...games.environment import Environment, improves, stated
from ...games.states import States
from ...scalars import Array
from ...solution import Solution, certify

Cycles = TypeVar("Cycles", bound=ClosedCycles)


def enumerate_closed_cycles(environment: Environment) -> Solution[tuple[States, ...]]:
    """All sets of states within which improving moves lead from each state to each other, and which none leaves.

    A closed cycle of one state is an unblocked state. From every state improving moves lead to some closed cycle, so there is
    at least one; a process in which improving moves are made at random ends in one of them.

    Args:
        environment: states and moves (`environment(game, …)` makes them).

    Returns:
        Solution with a tuple of sets of states, certified to be complete: for every state outside, how many improving moves
        lead to a cycle. Cost: a few passes over the moves. `solution.certificate.explain(solution.game, state)` shows them.

    Raises:
        UnsupportedGameError: not an environment.

    Examples:
        Matching pennies goes round; a coordination game settles:

        >>> import coalitions as co
        >>> pennies = co.NormalFormGame.from_arrays([[1, -1], [-1, 1]], [[-1, 1], [1, -1]], strategies=[["H", "T"]] * 2)
        >>> co.enumerate_closed_cycles(co.environment(pennies)).value
        ({(H, H), (H, T), (T, H), (T, T)},)
        >>> hunt = co.NormalFormGame.from_arrays([[4, 0], [3, 3]], [[4, 3], [0, 3]], strategies=[["S", "H"]] * 2)
        >>> answer = co.enumerate_closed_cycles(co.environment(hunt))
        >>> answer.value
        ({(S, S)}, {(H, H)})
        >>> answer.certificate.explain(answer.game, ("S", "H"))
        '(S, H) -{Column}-> (S, S); and from (S, S) no improving moves lead back'

    References:
        Jackson, M. O. and Watts, A. (2002). The evolution of social and economic networks. Journal of Economic Theory 106,
        265–295.
    """
    env = stated(environment)
    evidence = _cycles(env, ClosedCycles)
    return certify("closed cycles", env, evidence, env.options)


def myopic_stable_set(environment: Environment) -> Solution[States]:
    """The smallest set of states that no improving move leaves and that improving moves reach from every state.

    That is the definition for finitely many states (deterrence of external deviations, iterated external stability,
    minimality). The set is unique: it is the union of all closed cycles. As the union of the smallest sets that no dominance
    leaves it is also known as the admissible set (Kalai and Schmeidler 1977) and as the top cycle of Schwartz.

    Args:
        environment: states and moves (`environment(game, …)` makes them).

    Returns:
        Solution with a set of states, never empty, with the same evidence as for `enumerate_closed_cycles`. Cost: a few
        passes over the moves.

    Raises:
        UnsupportedGameError: not an environment.

    Examples:
        >>> import coalitions as co
        >>> ranks = {"1": ["b", "c", "a"], "2": ["c", "b", "a"]}
        >>> chwe = co.Environment.from_moves(["1", "2"], ["a", "b", "c"], [("a", "b", "1"), ("b", "c", "2")], rankings=ranks)
        >>> co.myopic_stable_set(chwe).value
        {c}

    References:
        Demuynck, T., Herings, P. J.-J., Saulle, R. D. and Seel, C. (2019). The myopic stable set for social environments.
        Econometrica 87, 111–138.
        Kalai, E. and Schmeidler, D. (1977). An admissible set occurring in various bargaining situations. Journal of Economic
        Theory 14, 402–411.
    """
    env = stated(environment)
    evidence = _cycles(env, MyopicStability)
    return certify("myopic stable set", env, evidence, {"closed cycles": int(evidence.cycle.max()) + 1, **env.options})


def _cycles(env: Environment, kind: type[Cycles]) -> Cycles:
    """The strong components of the improvement graph that no move leaves, and how far the other states are from them."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    z, improving = len(env.states), improves(env, slice(None), env.targets)
    sources, targets = env.sources[improving], env.targets[improving]
    graph = csr_array((np.ones(len(sources), dtype=np.int8), (sources, targets)), shape=(z, z))
    count, component = connected_components(graph, directed=True, connection="strong")
    closed = np.ones(count, dtype=np.bool_)
    closed[component[sources[component[sources] != component[targets]]]] = False
    distance: Array = np.where(closed[component], 0, -1).astype(np.int64)
    step = 0
    while (distance < 0).any():
        next_ = sources[(distance[targets] == step) & (distance[sources] < 0)]
        step += 1
        distance[next_] = step
    renumbered = {c: k for k, c in enumerate(dict.fromkeys(component[distance == 0].tolist()))}
    cycle = np.array([renumbered.get(c, -1) for c in component.tolist()], dtype=np.int64)
    return kind(cycle, distance)
