"""Stationary Markov perfect equilibria of games of proposals and approvals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ...certificates.markov import (
    Approved,
    BrokenMarkovEquilibrium,
    FoundMarkovEquilibrium,
    MarkovEquilibrium,
    Proposals,
    RankedEquilibria,
    for_sure,
    profiles,
    ranked_equilibria,
)
from ...errors import InvalidArgumentError, LimitExceededError
from ...games.dynamic import chain_values, discount_text
from ...games.processes import Process, read_row
from ...games.proposals import ProposalGame, mixed, proposal_game
from ...games.states import known_state, state_text
from ...scalars import parse, to_fraction, whole_limit
from ...solution import Guarantee, Solution, certify
from ._lotteries import equilibria


def check_markov_equilibrium(game: ProposalGame, proposals: Process | Mapping[Any, Any]) -> Solution[bool]:
    """Whether players' proposals and approvals, of which the outcomes are given, are a Markov perfect equilibrium.

    Strategies depend on the present state only. An approver approves what raises his value, rejects what lowers it, and may do
    either, also at random, if he is indifferent; a proposer proposes what is best for him, given who will approve. What counts
    is the outcome: for each proposer and state, which state follows, or with which probabilities (staying may come from a
    proposal that is rejected). The outcome is judged: it is an equilibrium if some proposals and approvals of this kind lead
    to it. That includes equilibria in which players draw lots.

    Args:
        game: states, payoffs per period, discount factors, proposers and approvers.
        proposals: a mapping from (player, state) to the state that follows, or to {state: probability}, if this player is the
            proposer (states left out stay); or a `Process`.

    Returns:
        Solution with True, certified by the exact values, or with False, certified by a proposer, a state and a target that
        comes about although it should not, or that would be better. Cost: one linear system in fractions.

    Raises:
        InvalidArgumentError: an unknown player or state, or probabilities that do not add up to 1.
        UnsupportedGameError: not a game of proposals.

    Examples:
        Each of two players can leave alone and join with the other's approval.

        >>> import coalitions as co
        >>> game = co.ProposalGame.from_partitions(
        ...     ["A", "B"], lambda p: (1, 2) if len(p) == 1 else (0, 0), discount="0.9"
        ... )
        >>> apart, together = game.states[1], game.states[0]
        >>> co.check_markov_equilibrium(game, {("A", apart): together, ("B", apart): together})
        Markov equilibrium: True   [certified; nobody gains by proposing or approving otherwise; absorbed in {{A, B}}]
        >>> co.check_markov_equilibrium(game, {("A", apart): together})
        Markov equilibrium: False   [certified; in {A} | {B} B would rather propose {A, B}, which passes and gives 4/11 more
        than staying, not 0]

    References:
        Heyen, D. and Lehtomaa, J. (2021). Solar geoengineering governance: a dynamic framework of farsighted coalition
        formation. Oxford Open Climate Change 1, kgab010.
        Hyndman, K. and Ray, D. (2007). Coalition formation with binding agreements. Review of Economic Studies 74, 1125–1147.
    """
    env = proposal_game(game)
    rows = _read_proposals(env, proposals)
    values = chain_values(env, mixed(env, rows))
    fault = Approved(env, values).fault(rows)
    evidence = MarkovEquilibrium(rows, values) if fault is None else BrokenMarkovEquilibrium(rows, values, fault)
    return certify("Markov equilibrium", env, evidence, shown(env))


def enumerate_markov_equilibria(game: ProposalGame, *, limit: int = 2_000_000) -> Solution[tuple[Process, ...]]:
    """All Markov perfect equilibria to which strict rankings of the states lead, with everybody's values.

    Each player ranks the states strictly, approves what he ranks above the present state and proposes the best of what will
    be approved. The outcomes that are equilibria by their exact values (see `check_markov_equilibrium`) are listed, each
    once. Every equilibrium in which nobody is indifferent between two states is among them, since nobody draws lots then: an
    empty tuple proves that there is no such equilibrium. Equilibria in which players are indifferent may be missing.

    Args:
        game: states, payoffs per period, discount factors, proposers and approvers.
        limit: the most profiles of rankings, (number of states)! ** (number of players): 1,728,000 for three players and their
            five partitions.

    Returns:
        Solution with a tuple of processes; the certificate's check goes through all profiles again. Cost: one or two seconds
        for three players and five states.

    Raises:
        LimitExceededError: more profiles than `limit`.
        UnsupportedGameError: not a game of proposals.

    Examples:
        Three countries that like solar geoengineering at different levels, a threshold of two countries (Heyen and Lehtomaa
        2021, main text): temperate and cold country settle on a coalition that keeps the warm one out.

        >>> import coalitions as co
        >>> from fractions import Fraction
        >>> ideal = {"W": Fraction("11.5"), "T": 4, "C": Fraction("1.5")}
        >>> def payoffs(partition):
        ...     large = max(partition, key=len)
        ...     level = sum(ideal[i] for i in large) / len(large) if len(large) > 1 else 0
        ...     return {i: level * (2 * ideal[i] - level) for i in ideal}
        >>> game = co.ProposalGame.from_partitions(["W", "T", "C"], payoffs, discount="0.99")
        >>> answer = co.enumerate_markov_equilibria(game)
        >>> len(answer.value), answer.value[0].absorbing
        (1, {{W} | {T, C}})
        >>> answer.value[0].proposal("C", game.states[4])  # from everybody alone
        {{W} | {T, C}: Fraction(1, 1)}

    References:
        Heyen, D. and Lehtomaa, J. (2021). Solar geoengineering governance: a dynamic framework of farsighted coalition
        formation. Oxford Open Climate Change 1, kgab010.
    """
    env = proposal_game(game)
    count = profiles(env)
    if count > whole_limit(limit):
        raise LimitExceededError(
            f"expected at most limit={limit} profiles of rankings, got {count}; list fewer states in ProposalGame.from_states, "
            "use find_markov_equilibrium, or judge single equilibria with check_markov_equilibrium"
        )
    found = tuple(ranked_equilibria(env))
    evidence = RankedEquilibria(found)
    return certify("Markov equilibria", env, evidence, {"profiles": count, "complete": "without indifference", **shown(env)})


def find_markov_equilibrium(
    game: ProposalGame, *, tolerance: Any = "1e-9", tries: int = 8, rng: Any = 0, limit: int = 2_000_000
) -> Solution[Process | None]:
    """A Markov perfect equilibrium of proposals and approvals, in which chance may decide, with everybody's values.

    First strict rankings are tried, as in `enumerate_markov_equilibria`, where there are not too many. Then best replies are
    averaged, from several random beginnings, to see who may be indifferent between what; for up to two places at which chance
    decides the probabilities that make them so are computed, and the outcome is judged in fractions. It is an equilibrium
    exactly where these probabilities are rational; otherwise nobody gains more than `tolerance` by doing otherwise, and the
    concept says so.

    Args:
        game: states, payoffs per period, discount factors, proposers and approvers.
        tolerance: the most that somebody may gain, in units of payoffs per period, where there is no exact answer.
        tries: how many random beginnings.
        rng: a seed or generator for them (what `numpy.random.default_rng` takes).
        limit: the most profiles of rankings to try first.

    Returns:
        Solution with a process, certified by its exact values; or with None and the guarantee "open": none was found, which
        does not mean that there is none. Cost: some seconds for three players and five states.

    Raises:
        InvalidArgumentError: a tolerance that is not positive.
        UnsupportedGameError: not a game of proposals.

    Examples:
        From x it takes both to go to y, while A can go to z; from y B goes back to x, from z it takes both to go to y. If
        everybody is sure of what follows, somebody would do otherwise; so chance decides two of the proposals.

        >>> import coalitions as co
        >>> needed = {"xy": [["A", "B"]], "xz": [["A"]], "yx": [["B"]], "zy": [["A", "B"]]}
        >>> payoffs = {"x": (2, 4), "y": (4, 1), "z": (1, 3)}
        >>> game = co.ProposalGame.from_states(
        ...     ["A", "B"], "xyz", payoffs, approval=lambda i, s, t: needed.get(s + t, []), discount="0.9"
        ... )
        >>> co.enumerate_markov_equilibria(game).value
        ()
        >>> answer = co.find_markov_equilibrium(game)
        >>> answer.value.proposal("A", "x"), answer.value.proposal("A", "z")
        ({'x': Fraction(13, 18), 'z': Fraction(5, 18)}, {'y': Fraction(11, 18), 'z': Fraction(7, 18)})
        >>> answer.guarantee
        certified

    References:
        Heyen, D. and Lehtomaa, J. (2021). Solar geoengineering governance: a dynamic framework of farsighted coalition
        formation. Oxford Open Climate Change 1, kgab010.
        Hyndman, K. and Ray, D. (2007). Coalition formation with binding agreements. Review of Economic Studies 74, 1125–1147.
    """
    env, most, often = proposal_game(game), to_fraction(parse(tolerance, "a tolerance")), whole_limit(tries)
    if most <= 0:
        raise InvalidArgumentError(f"expected a positive tolerance, got {tolerance!r}; write tolerance='1e-9'")
    ranked = profiles(env) <= whole_limit(limit)
    rows = next(ranked_equilibria(env), None) if ranked else None
    if rows is not None:
        proposals = for_sure(rows)
        evidence = FoundMarkovEquilibrium(proposals, chain_values(env, mixed(env, proposals)))
        return certify("stationary Markov equilibrium", env, evidence, {"method": "rankings", **shown(env)})
    found = next(equilibria(env, np.random.default_rng(rng), often, most), None)
    tried = {"rankings": "none" if ranked else "not tried", "tries": often, **shown(env)}
    if found is None:
        return Solution("stationary Markov equilibrium", env, None, Guarantee.OPEN, None, tried)
    proposals, within = found
    evidence = FoundMarkovEquilibrium(proposals, chain_values(env, mixed(env, proposals)), within)
    return certify(evidence.proves[0], env, evidence, {"method": "averaged best replies", **tried})


def shown(game: ProposalGame) -> dict[str, Any]:
    """What the model leaves open, for the diagnostics."""
    return {"discount": discount_text(game.discounts), "values": "times 1 - discount", "approval": game.approval}


def _read_proposals(game: ProposalGame, proposals: Process | Mapping[Any, Any]) -> Proposals:
    if isinstance(proposals, Process):
        if proposals.states != game.states or not proposals.proposals:
            raise InvalidArgumentError(
                "expected a process of proposals on the states of this game, got another; name its states"
            )
        return proposals.proposals
    if not isinstance(proposals, Mapping):
        raise InvalidArgumentError(
            f"expected a mapping from (player, state) to the state that follows, got {proposals!r:.80}; write "
            "{(player, state): next}"
        )
    places = {state: k for k, state in enumerate(game.states)}
    for key in proposals:
        if not isinstance(key, tuple) or len(key) != 2 or not known_state(key[1], places):
            shown_ = ", ".join(map(state_text, game.states[:8]))
            raise InvalidArgumentError(f"expected (player, state) with one of the states {shown_}; got {key!r:.80}")
        game.players.index(key[0])
    return tuple(tuple(read_row(places, x, proposals.get((p, s), s)) for p in game.players) for x, s in enumerate(game.states))
