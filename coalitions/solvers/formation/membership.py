"""Stable coalition structures where payoffs depend on the whole partition: rules of membership of Hart, Kurz and Yi."""

from __future__ import annotations

from typing import Any, Literal

from ...errors import InvalidArgumentError
from ...games.partition_function import PartitionFunctionGame
from ...games.states import States
from ...games.valuation import Valuation, valuation
from ...players import CoalitionLike, Partition
from ...solution import Solution, certify
from ...transforms.environments.valuation import of_valuation
from .unblocked import check_unblocked, enumerate_unblocked

Rule = Literal["gamma", "delta", "open"]
Deviations = Literal["coalitional", "individual"]


def enumerate_stable_structures(
    game: Valuation | PartitionFunctionGame,
    *,
    rule: Rule = "gamma",
    deviations: Deviations = "coalitional",
    limit: int = 1 << 24,
) -> Solution[States]:
    """All partitions from which no players gain by regrouping, where a rule says what becomes of those they leave.

    rule="gamma": a coalition that loses members falls apart into single players; "delta": what remains of it stays together. In
    both, those who move regroup among themselves in any way, but nobody can be joined who does not move (exclusive membership).
    "open": those who move may join any coalition. With deviations="coalitional" any players move if all of them strictly gain,
    and the stable partitions are the outcomes of the strong equilibria of the games in which players announce coalitions
    (`announcement_game`); with "individual" one player moves, and they are the outcomes of Nash equilibria (by gamma and delta
    a single player can only leave; there everybody announces his own coalition).

    Args:
        game: a Valuation (what each player gets under every partition), or a game in partition function form, whose coalitions
            share their worth equally.
        rule: what becomes of those who are left, and whether coalitions can be joined.
        deviations: who can move.
        limit: the most moves that may be listed: Bell(n) Bell(n+1) by gamma and delta (7 players: 3.6 million).

    Returns:
        Solution with a set of partitions, certified to be complete: with an improving move from every other partition.
        `solution.certificate.explain(solution.game, partition)` says why one is not stable; `solution.game` is the environment.

    Raises:
        UnsupportedGameError: neither form of game.
        InvalidArgumentError: another rule or other deviations.
        UndecidedError: symbolic payoffs whose order is open.
        LimitExceededError: more moves than `limit`.

    Examples:
        Three players who decide by majority and expect the Owen value form a pair:

        >>> import coalitions as co
        >>> majority = co.TUGame.from_function(["A", "B", "C"], lambda S: int(len(S) > 1))
        >>> game = co.Valuation.from_function(["A", "B", "C"], lambda P: co.owen_value(majority, P).value)
        >>> stable = enumerate_stable_structures(game, rule="delta")
        >>> stable.value
        {{A, B} | {C}, {A, C} | {B}, {A} | {B, C}}
        >>> stable.certificate.explain(stable.game, game.partitions()[0])
        '{A, B, C} -{A, B}-> {A, B} | {C}; A, B prefer {A, B} | {C} to {A, B, C}'

    References:
        Hart and Kurz (1983), Endogenous formation of coalitions. Econometrica 51, 1047–1064; Yi (1997), Stable coalition
        structures with externalities. Games and Economic Behavior 20, 201–237; Yi and Shin (2000), Endogenous formation of
        research coalitions with spillovers. International Journal of Industrial Organization 18, 229–256.
    """
    environment = _environment(game, rule, deviations, limit)
    found = enumerate_unblocked(environment)
    assert found.certificate is not None
    diagnostics = {**found.diagnostics, "rule": rule, "deviations": deviations}
    return certify(f"unblocked states by the {rule} rule", environment, found.certificate, diagnostics)


def check_stable_structure(
    game: Valuation | PartitionFunctionGame,
    partition: Partition | list[CoalitionLike],
    *,
    rule: Rule = "gamma",
    deviations: Deviations = "coalitional",
    limit: int = 1 << 24,
) -> Solution[bool]:
    """Whether no players gain by regrouping, where a rule says what becomes of those they leave.

    See `enumerate_stable_structures` for the rules.

    Args:
        game: a Valuation, or a game in partition function form, whose coalitions share their worth equally.
        partition: coalitions that contain every player exactly once.
        rule, deviations, limit: as in `enumerate_stable_structures`.

    Returns:
        Solution with True, certified by a pass over all moves, or with False, certified by players who regroup and gain.

    Raises:
        UnsupportedGameError: neither form of game.
        InvalidArgumentError: another rule or other deviations, or not a partition.
        UndecidedError: symbolic payoffs whose order is open.
        LimitExceededError: more moves than `limit`.

    Examples:
        >>> import coalitions as co
        >>> cournot = co.cournot_partition_game(["A", "B", "C"], intercept=12)
        >>> check_stable_structure(cournot, [["A", "B", "C"]], rule="gamma").value
        True
        >>> check_stable_structure(cournot, [["A", "B", "C"]], rule="delta").value  # outside two others a firm gets 16, not 12
        False

    References:
        Hart and Kurz (1983), Endogenous formation of coalitions. Econometrica 51, 1047–1064.
    """
    environment = _environment(game, rule, deviations, limit)
    given = partition if isinstance(partition, Partition) else Partition.from_coalitions(environment.players, partition)
    found = check_unblocked(environment, given)
    assert found.certificate is not None
    return certify(f"unblocked state by the {rule} rule", environment, found.certificate, {"deviations": deviations})


def _environment(game: Any, rule: Rule, deviations: Deviations, limit: int) -> Any:
    form = valuation(game)
    if rule not in ("gamma", "delta", "open") or deviations not in ("coalitional", "individual"):
        raise InvalidArgumentError(
            'expected rule="gamma", "delta" or "open" and deviations="coalitional" or "individual", got '
            f"{rule!r} and {deviations!r}"
        )
    return of_valuation(
        form,
        moves=deviations,
        membership="open" if rule == "open" else "exclusive",
        rest="alone" if rule == "gamma" else "together",
        limit=limit,
    )
