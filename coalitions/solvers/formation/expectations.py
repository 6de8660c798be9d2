"""Common expectations of who moves where, from which nobody would rather depart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...certificates.expectation_sets import Cases, ExpectationSets, StrongExpectationSets, stationary
from ...certificates.expectations import (
    BrokenExpectation,
    RationalExpectation,
    StronglyBrokenExpectation,
    StrongRationalExpectation,
    expected_end,
    rivals,
)
from ...errors import InvalidArgumentError
from ...games.environment import Environment, improves, stated
from ...games.states import States, state_text
from ...scalars import whole_limit
from ...solution import Solution, certify
from .indirect_dominance import limit_states


def check_rational_expectation(
    environment: Environment, expectation: Mapping[Any, Any], *, strong: bool = False
) -> Solution[bool]:
    """Whether it is rational for all to expect these moves: one at each state, or none, and nobody would rather do otherwise.

    An expectation says for each state who moves where, or that nobody moves; the states where nobody does are stationary, and
    expected moves must come to an end in one. It is rational if (I) no coalition gains by moving from a stationary state,
    given what is expected to follow; (E) where a move is expected, its movers gain by where the moves end; (M) its movers do
    not gain still more by another move of theirs (`strong=True`: nor does any coalition with a member in common). The set of
    stationary states of a (strong) rational expectation is called a (strong) rational expectations farsighted stable set.

    Args:
        environment: states and moves (`environment(game, …)` makes them).
        expectation: a mapping from states to the state that follows, or to (state that follows, movers) where several
            coalitions could move there; states that are left out are stationary.
        strong: whether a move is compared with those of all coalitions that share a member, not of the same one only.

    Returns:
        Solution with True, certified by going through all moves, with the stationary states in the diagnostics; or with False,
        certified by the state and the move at which somebody would do otherwise. Cost: a pass over the moves.

    Raises:
        InvalidArgumentError: an unknown state, a move that nobody can make, or one that several coalitions can.
        UnsupportedGameError: not an environment.

    Examples:
        1 moves to b because 2 will go on to c; but he should not settle for b where he can have c at once.

        >>> import coalitions as co
        >>> ranks = {"1": ["c", "b", "a"], "2": ["c", "b", "a"]}
        >>> env = co.Environment.from_moves(["1", "2"], ["a", "b", "c"], [("a", "b", "1"), ("b", "c", "2")], rankings=ranks)
        >>> co.check_rational_expectation(env, {"a": "b", "b": "c"})
        rational expectation: True   [certified; expected moves end in {c}, and nobody would rather do otherwise]
        >>> more = co.Environment.from_moves(["1", "2"], ["a", "b", "c"], [("a", "b", "1"), ("a", "c", "1")], rankings=ranks)
        >>> co.check_rational_expectation(more, {"a": "b"})
        rational expectation: False   [certified; a -{1}-> c ends in c, which its movers prefer to ending in b]

    References:
        Dutta, B. and Vohra, R. (2017). Rational expectations and farsighted stability. Theoretical Economics 12, 1191–1227.
    """
    # The conditions are stated from the paper's account of them; its wording could not be compared.
    env = stated(environment)
    moves = _read_expectation(env, expectation)
    yes, no = (StrongRationalExpectation, StronglyBrokenExpectation) if strong else (RationalExpectation, BrokenExpectation)
    broken = _broken(env, moves, strong)
    if broken is not None:
        return certify(no.proves[0], env, no(moves, *broken), env.options)
    evidence = yes(moves)
    return certify(yes.proves[0], env, evidence, {"stationary": str(evidence.stationary(env)), **env.options})


def enumerate_rational_expectations_sets(
    environment: Environment, *, strong: bool = False, limit: int = 20_000, max_states: int = 64
) -> Solution[tuple[States, ...]]:
    """All (strong) rational expectations farsighted stable sets: where states end if everybody rationally expects the moves.

    Each is the set of stationary states of a rational expectation (see `check_rational_expectation`), lies within the largest
    consistent set, and contains for every state outside one that indirectly dominates it. There may be none, or several.

    Args:
        environment: states and moves (`environment(game, …)` makes them).
        strong: whether a move is compared with those of all coalitions that share a member, not of the same one only.
        limit: the most cases; their number can grow exponentially with the states. A case costs a pass over the moves.
        max_states: the most states.

    Returns:
        Solution with a tuple of sets of states; an empty tuple is proof that there is none. The certificate holds a rational
        expectation for each; its check judges them by the definition and goes through all cases again for others.

    Raises:
        LimitExceededError: more states or cases than allowed.
        UnsupportedGameError: not an environment.

    Examples:
        1 may go to b or to c, which both last and of which c is better. {b, c} is the farsighted stable set, since nothing
        leads from one to the other; and everybody expects 1 to go to c.

        >>> import coalitions as co
        >>> env = co.Environment.from_moves(["1"], "abc", [("a", "b", "1"), ("a", "c", "1")], rankings={"1": ["c", "b", "a"]})
        >>> answer = co.enumerate_rational_expectations_sets(env)
        >>> answer.value
        ({b, c},)
        >>> [env.move_text(m) for m in answer.certificate.expectations[0] if m >= 0]
        ['a -{1}-> c']

    References:
        Dutta, B. and Vohra, R. (2017). Rational expectations and farsighted stability. Theoretical Economics 12, 1191–1227.
    """
    env = stated(environment)
    limit_states(env, max_states, "max_states")
    cases = Cases(env, strong, whole_limit(limit))
    found = {stationary(moves): moves for moves in cases.expectations()}
    kind = StrongExpectationSets if strong else ExpectationSets
    evidence = kind(tuple(found[members] for members in sorted(found)), cases.tried)
    return certify(kind.proves[0], env, evidence, {"cases": cases.tried, "complete": True, **env.options})


def _broken(env: Environment, moves: tuple[int, ...], strong: bool) -> tuple[int, int] | None:
    """The first state at which somebody would do otherwise, and by which move (-1: by not moving as expected)."""
    ends = [expected_end(env, moves, k) for k in range(len(moves))]
    if None in ends:
        return ends.index(None), -1
    end = np.array(ends, dtype=np.int64)
    for state, move in enumerate(moves):
        if move >= 0 and not improves(env, [move], end[[state]])[0]:
            return state, -1
        others = rivals(env, moves, state, strong)
        tempted = improves(env, others, end[env.targets[others]], np.full(len(others), end[state]))
        if tempted.any():
            return state, int(others[tempted.argmax()])
    return None


def _read_expectation(env: Environment, expectation: Mapping[Any, Any]) -> tuple[int, ...]:
    if not isinstance(expectation, Mapping):
        raise InvalidArgumentError(
            f"expected a mapping from states to the states that follow, got {expectation!r:.80}; write {{state: next}}"
        )
    moves = [-1] * len(env.states)
    for state, follows in expectation.items():
        place = env.place(state)
        known = follows in env
        target, who = (follows, None) if known or not isinstance(follows, tuple) or len(follows) != 2 else follows
        if env.place(target) == place:
            continue
        mask = None if who is None else env.players.mask(who)
        window = range(int(env.starts[place]), int(env.starts[place + 1]))
        fitting = [m for m in window if env.targets[m] == env.place(target) and mask in (None, int(env.movers[m]))]
        if len(fitting) != 1:
            some = ", ".join(str(env.move(m)[2]) for m in fitting[:6]) or "nobody"
            raise InvalidArgumentError(
                f"expected a move from {state_text(state)} to {state_text(target)} that one coalition can make, got {some}; "
                "write {state: (next, movers)}"
            )
        moves[place] = fitting[0]
    return tuple(moves)
