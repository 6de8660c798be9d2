"""Coalition formation as a dynamic process: who moves where, justified by what the process itself leads to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...certificates.processes import (
    BrokenProcess,
    DeterministicProcesses,
    EquilibriumProcess,
    Justified,
    count_maps,
    deterministic,
)
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.dynamic import DynamicEnvironment, chain_values, discount_text, dynamic
from ...games.processes import Process, Row, read_row
from ...scalars import whole_limit
from ...solution import Solution, certify

# The definition is stated from the literature's account of the paper (a profitable move needs no loss of any mover, an
# efficient one no other move of the same movers that all of them prefer); its wording could not be compared.


def check_equilibrium_process(game: DynamicEnvironment, process: Process | Mapping[Any, Any]) -> Solution[bool]:
    """Whether a process, which may be random, is an equilibrium process of coalition formation.

    A process says for each state which state follows, or with which probabilities. By its values V (see `DynamicEnvironment`)
    a move from x to y is profitable if no mover loses, strictly profitable if the movers gain, and efficient if the same
    movers have no other move from x that they all prefer to it. The process is an equilibrium if (i) each of its transitions
    to another state is a profitable and efficient move of somebody, and (ii) where a strictly profitable move exists, the
    state is left for sure, and with positive probability by a strictly profitable and efficient move.

    Args:
        game: states with payoffs per period, moves and discount factors.
        process: a mapping from states to the next state or to {next state: probability} (states left out stay), or a
            `Process`.

    Returns:
        Solution with True, certified by the exact values and a pass over the moves, or with False, certified by a transition
        without a reason or by a strictly profitable move that is missed. Cost: one linear system in fractions, (number of
        states)**3.

    Raises:
        InvalidArgumentError: an unknown state, or probabilities that do not add up to 1.
        UnsupportedGameError: not a dynamic environment.

    Examples:
        Two roommates agree on moving only if both of them gain; that the process stays although they could is a fault.

        >>> import coalitions as co
        >>> game = co.DynamicEnvironment.from_moves(
        ...     ["1", "2"], ["a", "b"], [("a", "b", ["1", "2"])], payoffs={"a": (0, 0), "b": (1, 2)}, discount="1/2"
        ... )
        >>> co.check_equilibrium_process(game, {"a": "b"})
        equilibrium process: True   [certified; every move is profitable and efficient, none is missed; absorbed in {b}]
        >>> co.check_equilibrium_process(game, {"a": {"a": "1/2", "b": "1/2"}})
        equilibrium process: False   [certified; a -{1, 2}-> b is strictly profitable (1 expects 1 instead of 1/3), but the
        process may stay at a]

    References:
        Konishi, H. and Ray, D. (2003). Coalition formation as a dynamic process. Journal of Economic Theory 110, 1–41.
    """
    env = dynamic(game)
    rows = _read_process(env, process)
    values = chain_values(env, rows)
    justified = Justified(env.environment, values)
    shown = _shown(env)
    for state, row in enumerate(rows):
        fault = justified.fault(state, row)
        if fault is not None:
            return certify("equilibrium process", env, BrokenProcess(rows, values, state, *fault), shown)
    return certify("equilibrium process", env, EquilibriumProcess(rows, values), shown)


def enumerate_equilibrium_processes(game: DynamicEnvironment, *, limit: int = 1 << 18) -> Solution[tuple[Process, ...]]:
    """All deterministic equilibrium processes of coalition formation, with everybody's values.

    See `check_equilibrium_process` for the definition. There may be none that is deterministic (an empty tuple is proof of
    it) while there is a random one.

    Args:
        game: states with payoffs per period, moves and discount factors.
        limit: the most deterministic processes, of which there are the product over states of 1 + the number of states that a
            move leads to. All are judged, in floats with a bound of their error and, where that leaves it open, in fractions.

    Returns:
        Solution with a tuple of processes; the certificate's check goes through all processes again. Cost: for each process
        some passes over the states and one over the moves; 2**18 processes of nine states take a few seconds.

    Raises:
        LimitExceededError: more processes than `limit`.
        UnsupportedGameError: not a dynamic environment.

    Examples:
        The first example of Chwe (1994), with ranks as payoffs: patient players stop at c, impatient ones go round.

        >>> import coalitions as co
        >>> moves = [("a", "b", "1"), ("b", "c", "2"), ("c", "d", "1"), ("d", "a", "2"), ("a", "c", ["1", "2"])]
        >>> payoffs = {"a": (0, 1), "b": (1, 2), "c": (2, 3), "d": (3, 0)}
        >>> chwe = co.DynamicEnvironment.from_moves(["1", "2"], payoffs, moves, payoffs=payoffs, discount="0.999")
        >>> for process in co.enumerate_equilibrium_processes(chwe).value:
        ...     print(process)
        a -> b, b -> c, c stays, d -> a
        a -> c, b -> c, c stays, d -> a
        >>> hasty = co.DynamicEnvironment.from_moves(["1", "2"], payoffs, moves, payoffs=payoffs, discount="0.05")
        >>> [len(process.absorbing) for process in co.enumerate_equilibrium_processes(hasty).value]
        [0, 0]

    References:
        Konishi, H. and Ray, D. (2003). Coalition formation as a dynamic process. Journal of Economic Theory 110, 1–41.
        Chwe, M. S.-Y. (1994). Farsighted coalitional stability. Journal of Economic Theory 63, 299–325.
    """
    env = dynamic(game)
    count = count_maps(env.environment)
    if count > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} deterministic processes, got {count}; write limit={count} if the time is there, "
            "judge single processes with check_equilibrium_process, or use largest_consistent_set on the environment"
        )
    evidence = DeterministicProcesses(tuple(deterministic(env)))
    return certify(evidence.proves[0], env, evidence, {"processes": count, "complete": True, **_shown(env)})


def _shown(game: DynamicEnvironment) -> dict[str, Any]:
    return {"discount": discount_text(game.discounts), "values": "times 1 - discount", **game.environment.options}


def _read_process(game: DynamicEnvironment, process: Process | Mapping[Any, Any]) -> tuple[Row, ...]:
    if isinstance(process, Process):
        if process.states != game.states:
            raise InvalidArgumentError("expected a process on the states of this game, got one on others; name its states")
        return process.transitions
    if not isinstance(process, Mapping):
        raise InvalidArgumentError(
            f"expected a mapping from states to the states that follow, got {process!r:.80}; write {{state: next}}"
        )
    places = {state: k for k, state in enumerate(game.states)}
    for state in process:
        game.environment.place(state)
    return tuple(read_row(places, x, process.get(s, s)) for x, s in enumerate(game.states))
