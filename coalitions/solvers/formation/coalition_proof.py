"""Coalition-proof states: only deviations count from which no part of those who made them deviates further."""

from __future__ import annotations

from typing import Any

import numpy as np

from ...certificates.coalition_proof import CoalitionProofStates, CoalitionProofVerdict, credible_moves
from ...games.environment import Environment, stated
from ...games.states import States
from ...solution import Solution, certify


def enumerate_coalition_proof_states(environment: Environment) -> Solution[States]:
    """All states from which no coalition has a credible deviation, in the order of the states; there may be none.

    A move is credible if all its movers gain (and no consenter loses) and no part of the movers has a credible move from the
    state to which it leads; the improving moves of single players are credible. On a game in normal form with
    moves="coalitional" these are the coalition-proof Nash equilibria in pure strategies, on the announcement games of
    Hart and Kurz or Yi (`announcement_game`) those that make a coalition structure; on a valuation the partitions that
    are stable in the same sense.

    Args:
        environment: states and moves (`environment(game, moves="coalitional")` makes them).

    Returns:
        Solution with a set of states, certified to be complete: a credible move from every other state.
        `solution.certificate.explain(solution.game, state)` says for each state why. Cost: one pass over the moves for each set
        of movers, and one over the states for each two such sets of which one holds the other.

    Raises:
        UnsupportedGameError: not an environment.

    Examples:
        Three players who agree on two of three corners (Bernheim, Peleg and Whinston 1987): all together gain by leaving
        (b, b, b), but then two of them gain by leaving again.

        >>> import coalitions as co
        >>> pays = {"aaa": (1, 1, 1), "aab": (0, 5, 0), "acb": (4, 4, 0), "bbb": (2, 2, 2), "ccb": (3, 3, 0)}
        >>> rows = [[[pays.get(x + y + z, (0, 0, 0)) for z in "ab"] for y in "abc"] for x in "abc"]
        >>> arrays = [[[[cell[i] for cell in line] for line in block] for block in rows] for i in range(3)]
        >>> game = co.NormalFormGame.from_arrays(*arrays, strategies=[list("abc"), list("abc"), list("ab")])
        >>> co.enumerate_coalition_proof_states(co.environment(game, moves="coalitional")).value
        {(b, b, b)}

    References:
        Bernheim, Peleg and Whinston (1987), Coalition-proof Nash equilibria I: concepts. Journal of Economic Theory 42, 1–12;
        Chwe, M. S.-Y. (1994). Farsighted coalitional stability. Journal of Economic Theory 63, 299–325, table VIII (the
        example).
    """
    env = stated(environment)
    credible = np.flatnonzero(credible_moves(env))
    move = np.full(len(env.states), -1, dtype=np.int64)
    move[env.sources[credible][::-1]] = credible[::-1]  # the first credible move from each state
    return certify("coalition-proof states", env, CoalitionProofStates(move), {"credible moves": len(credible), **env.options})


def check_coalition_proof_state(environment: Environment, state: Any) -> Solution[bool]:
    """Whether no coalition has a credible deviation from a state.

    See `enumerate_coalition_proof_states` for the definition.

    Args:
        environment: states and moves.
        state: the state that is judged.

    Returns:
        Solution with True, certified by a pass over all moves, or with False, certified by a credible move.

    Raises:
        InvalidArgumentError: an unknown state.
        UnsupportedGameError: not an environment.

    Examples:
        >>> import coalitions as co
        >>> cournot = co.environment(co.cournot_partition_game(["A", "B", "C"], intercept=12), rest="together")
        >>> co.check_coalition_proof_state(cournot, cournot.states[0])
        coalition-proof state: False   [certified; {A, B, C} -{C}-> {A, B} | {C}; C prefers {A, B} | {C} to {A, B, C}, ...]

    References:
        Bernheim, Peleg and Whinston (1987), Coalition-proof Nash equilibria I: concepts. Journal of Economic Theory 42, 1–12.
    """
    env = stated(environment)
    place = env.place(state)
    moves = np.arange(env.starts[place], env.starts[place + 1])
    credible = credible_moves(env)[moves]
    first = int(moves[credible.argmax()]) if credible.any() else None
    return certify("coalition-proof state", env, CoalitionProofVerdict(place, first))
