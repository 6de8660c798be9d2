"""The improvement graph: an environment with its improving moves only."""

from __future__ import annotations

import numpy as np

from ...games.environment import Environment, improves, stated


def improvement_graph(environment: Environment) -> Environment:
    """The same states with the improving moves alone: those by which all gain who must, and no consenter loses.

    A state is unblocked if no move is left from it, and the closed cycles are the parts of this graph that no move leaves.

    Args:
        environment: states and moves (`environment(game, …)` makes them).

    Raises:
        UnsupportedGameError: not an environment.

    Examples:
        >>> import coalitions as co
        >>> hunt = co.NormalFormGame.from_arrays([[4, 0], [3, 3]], [[4, 3], [0, 3]], strategies=[["S", "H"]] * 2)
        >>> co.improvement_graph(co.environment(hunt))
        Environment of 2 players and 4 states with 4 moves (form normal form, moves individual): (S, H) -{Column}-> (S, S);
        (S, H) -{Row}-> (H, H); (H, S) -{Row}-> (S, S); (H, S) -{Column}-> (H, H)

    References:
        Jackson, M. O. and Watts, A. (2002). The evolution of social and economic networks. Journal of Economic Theory 106,
        265–295.
    """
    env = stated(environment)
    kept = improves(env, slice(None), env.targets)
    starts = np.concatenate([[0], np.cumsum(kept)])[env.starts].astype(np.int64)
    arrays = (env.targets[kept], env.movers[kept], env.consenters[kept])
    return Environment(env.players, env.states, env.ranks, starts, *arrays, env.strictly, env.options)
