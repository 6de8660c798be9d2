"""States from which no move is improving: Nash stable, core, strong Nash, pairwise stable, as the moves say."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...certificates.environments import ImprovingMove, Unblocked, UnblockedStates
from ...games.environment import Environment, improves, stated
from ...games.states import States
from ...solution import Solution, certify


def check_unblocked(environment: Environment, state: Any) -> Solution[bool]:
    """Whether a state is unblocked: nobody has a move from it by which all who must gain do and no consenter loses.

    Which notion of stability this is depends on the moves: with moves of single players it is Nash stability, with moves of
    coalitions the core or strong Nash equilibrium, with links that two add and one cuts pairwise stability.

    Args:
        environment: states and moves (`environment(game, …)` makes them).
        state: the state that is judged.

    Returns:
        Solution with True, certified by a pass over the moves from the state, or with False, certified by an improving move.

    Raises:
        InvalidArgumentError: an unknown state.
        UnsupportedGameError: not an environment.

    Examples:
        >>> import coalitions as co
        >>> hunt = co.NormalFormGame.from_arrays([[4, 0], [3, 3]], [[4, 3], [0, 3]], strategies=[["Stag", "Hare"]] * 2)
        >>> co.check_unblocked(co.environment(hunt, moves="individual"), ("Hare", "Hare")).value
        True
        >>> co.check_unblocked(co.environment(hunt, moves="coalitional"), ("Hare", "Hare"))
        unblocked state: False   [certified; (Hare, Hare) -{Row, Column}-> (Stag, Stag); Row, Column prefer (Stag, Stag) to ...]

    References:
        Rosenthal, R. W. (1972). Cooperative games in effectiveness form. Journal of Economic Theory 5, 88–101.
    """
    env = stated(environment)
    place = env.place(state)
    moves = np.arange(env.starts[place], env.starts[place + 1])
    better = improves(env, moves, env.targets[moves])
    if better.any():
        return certify("unblocked state", env, ImprovingMove(place, int(moves[better.argmax()])))
    return certify("unblocked state", env, Unblocked(place))


def enumerate_unblocked(environment: Environment) -> Solution[States]:
    """All states from which no move is improving, in the order of the states; often called the core of the environment.

    A move is improving if all who must gain do and no consenter loses. The moves say which notion of stability this is (see
    `check_unblocked`).

    Args:
        environment: states and moves (`environment(game, …)` makes them).

    Returns:
        Solution with a set of states, certified to be complete: an improving move from every other state.
        `solution.certificate.explain(solution.game, state)` says for each state why. Cost: one pass over the moves for each
        player.

    Raises:
        UnsupportedGameError: not an environment.

    Examples:
        Chwe's first example, in which the direct dominance relation leads round in a circle:

        >>> import coalitions as co
        >>> ranks = {"1": ["d", "c", "b", "a"], "2": ["c", "b", "a", "d"]}
        >>> moves = [("a", "b", "1"), ("b", "c", "2"), ("c", "d", "1"), ("d", "a", "2"), ("a", "c", ["1", "2"])]
        >>> chwe = co.Environment.from_moves(["1", "2"], ["a", "b", "c", "d"], moves, rankings=ranks)
        >>> core = co.enumerate_unblocked(chwe)
        >>> core
        unblocked states: {}   [certified; every state has an improving move]
        >>> core.certificate.explain(chwe, "c")
        'c -{1}-> d; 1 prefers d to c'

    References:
        Chwe, M. S.-Y. (1994). Farsighted coalitional stability. Journal of Economic Theory 63, 299–325.
        Rosenthal, R. W. (1972). Cooperative games in effectiveness form. Journal of Economic Theory 5, 88–101.
    """
    env = stated(environment)
    improving = np.flatnonzero(improves(env, slice(None), env.targets))
    move = np.full(len(env.states), -1, dtype=np.int64)
    move[env.sources[improving][::-1]] = improving[::-1]  # the first improving move from each state
    diagnostics = {"improving moves": len(improving), **env.options}
    return certify("unblocked states", env, UnblockedStates(move), diagnostics)
