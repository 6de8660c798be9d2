"""Stable matchings of two sides of a market, or of roommates: no two prefer each other to their partners."""

from __future__ import annotations

from typing import Any

from ...certificates.matchings import (
    AllStableMatchings,
    BestStableMatchings,
    Criterion,
    DeferredAcceptance,
    FoundMatching,
    MatchingVerdict,
    Side,
    best_of,
    proposals,
)
from ...errors import InvalidArgumentError
from ...games.matching import MatchingProblem, matched
from ...kernels.matchings import Cases, blocking
from ...players import Partition
from ...scalars import whole_limit
from ...solution import Solution, certify


def check_stable_matching(game: MatchingProblem, matching: Any) -> Solution[bool]:
    """Whether nobody would rather be alone and no two strictly prefer each other to their partners.

    With ties this is weak stability: both of a pair that blocks must gain.

    Args:
        game: players with their lists.
        matching: pairs of names, all others alone; or a partition into pairs and singles.

    Returns:
        Solution with True, certified by asking all pairs, or with False, certified by a pair that blocks, or a player who would
        rather be alone. Cost: n² comparisons.

    Raises:
        UnsupportedGameError: not a MatchingProblem.
        InvalidArgumentError: not a matching of the players.
        UnknownPlayerError, DuplicatePlayerError: names of no players, or twice the same.

    Examples:
        >>> import coalitions as co
        >>> # Gale and Shapley (1962), example 1: three stable marriages of three couples
        >>> men = {"α": ["A", "B", "C"], "β": ["B", "C", "A"], "γ": ["C", "A", "B"]}
        >>> women = {"A": ["β", "γ", "α"], "B": ["γ", "α", "β"], "C": ["α", "β", "γ"]}
        >>> market = co.MatchingProblem.from_two_sides(men, women)
        >>> co.check_stable_matching(market, [("α", "A"), ("β", "C"), ("γ", "B")])
        stable matching: False   [certified; γ and A block: γ prefers A to B, and A γ to α]
        >>> co.check_stable_matching(market, [("α", "B"), ("β", "C"), ("γ", "A")]).value
        True

    References:
        Gale, D. and Shapley, L. S. (1962). College admissions and the stability of marriage. American Mathematical Monthly 69,
        9–15.
    """
    form = matched(game)
    partners = form.partners(form.matching(matching))
    return certify("stable matching", form, MatchingVerdict(partners, blocking(form.ranks.tolist(), partners)))


def find_stable_matching(game: MatchingProblem, *, limit: int = 100_000) -> Solution[Partition | None]:
    """A stable matching, or None: roommates need not have one (with two sides, or with ties only, there always is one).

    Args:
        game: players with their lists, of two sides or roommates; ties are possible (and then the search can be long: with
            ties among roommates the question is NP-complete).
        limit: the most cases that the search may distinguish among roommates (600 players at most).

    Returns:
        Solution with a partition into pairs and singles, certified by asking all pairs; or with None, certified by going
        through all cases again. Cost: n² steps with two sides (deferred acceptance); for roommates without ties n² for each
        of few cases.

    Raises:
        UnsupportedGameError: not a MatchingProblem.
        LimitExceededError: more cases than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Gale and Shapley (1962), example 3: roommates of whom nobody wants δ, and each other in a circle
        >>> lists = {"α": ["β", "γ", "δ"], "β": ["γ", "α", "δ"], "γ": ["α", "β", "δ"], "δ": ["α", "β", "γ"]}
        >>> co.find_stable_matching(co.MatchingProblem.from_roommates(lists))
        a stable matching: none   [certified; a search through all cases, each of which leaves somebody without a partner]

    References:
        Gale, D. and Shapley, L. S. (1962). College admissions and the stability of marriage. American Mathematical Monthly 69,
        9–15.
        Irving, R. W. (1985). An efficient algorithm for the "stable roommates" problem. Journal of Algorithms 6, 577–595.
    """
    form, most = matched(game), whole_limit(limit)
    if form.left is not None:
        return certify("a stable matching", form, FoundMatching(proposals(form, "left")), {"method": "deferred acceptance"})
    cases = Cases(form.ranks.tolist(), most)
    found = next(cases.run(), None)
    return certify("a stable matching", form, FoundMatching(found), {"method": "cases", "cases": cases.count})


def enumerate_stable_matchings(game: MatchingProblem, *, limit: int = 100_000) -> Solution[tuple[Partition, ...]]:
    """All stable matchings: nobody would rather be alone, and no two strictly prefer each other to their partners.

    Args:
        game: players with their lists, of two sides or roommates; ties are possible.
        limit: the most cases that the search may distinguish; there can be exponentially many stable matchings.

    Returns:
        Solution with a tuple of partitions into pairs and singles; an empty one is proof that there is none. Certified: the
        check goes through the cases again. Cost: n² steps for each case, of which there are hardly more than matchings if
        there are no ties.

    Raises:
        UnsupportedGameError: not a MatchingProblem.
        LimitExceededError: more cases than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Gale and Shapley (1962), example 1: three stable marriages of three couples
        >>> men = {"α": ["A", "B", "C"], "β": ["B", "C", "A"], "γ": ["C", "A", "B"]}
        >>> women = {"A": ["β", "γ", "α"], "B": ["γ", "α", "β"], "C": ["α", "β", "γ"]}
        >>> market = co.MatchingProblem.from_two_sides(men, women)
        >>> for matching in co.enumerate_stable_matchings(market).value:
        ...     print(matching)
        {α, A} | {β, B} | {γ, C}
        {α, B} | {β, C} | {γ, A}
        {α, C} | {β, A} | {γ, B}

    References:
        Gale, D. and Shapley, L. S. (1962). College admissions and the stability of marriage. American Mathematical Monthly 69,
        9–15.
        Irving, R. W. (1985). An efficient algorithm for the "stable roommates" problem. Journal of Algorithms 6, 577–595.
    """
    form = matched(game)
    cases = Cases(form.ranks.tolist(), whole_limit(limit))
    evidence = AllStableMatchings(tuple(sorted(cases.run())))
    return certify("all stable matchings", form, evidence, {"cases": cases.count, "complete": True})


def deferred_acceptance_matching(game: MatchingProblem, *, proposing: Side = "left") -> Solution[Partition]:
    """The stable matching that results if one side proposes and the other holds the best proposal so far.

    Without ties it gives each player of the side that proposes the best partner whom he has in any stable matching, and each
    of the others the worst. With ties it is stable, and which of the stable matchings it is depends on the order of the
    players.

    Args:
        game: a market of two sides.
        proposing: "left" or "right".

    Returns:
        Solution with a partition into pairs and singles, certified by asking all pairs and letting the procedure run again.
        Cost: n² steps.

    Raises:
        UnsupportedGameError: not a MatchingProblem of two sides.
        InvalidArgumentError: another side.

    Examples:
        >>> import coalitions as co
        >>> # Gale and Shapley (1962), example 1: three stable marriages of three couples
        >>> men = {"α": ["A", "B", "C"], "β": ["B", "C", "A"], "γ": ["C", "A", "B"]}
        >>> women = {"A": ["β", "γ", "α"], "B": ["γ", "α", "β"], "C": ["α", "β", "γ"]}
        >>> market = co.MatchingProblem.from_two_sides(men, women)
        >>> co.deferred_acceptance_matching(market)
        matching of deferred acceptance: {α, A} | {β, B} | {γ, C}   [certified; left side proposes and has its best ...]
        >>> co.deferred_acceptance_matching(market, proposing="right").value
        {α, C} | {β, A} | {γ, B}

    References:
        Gale, D. and Shapley, L. S. (1962). College admissions and the stability of marriage. American Mathematical Monthly 69,
        9–15.
    """
    form = matched(game)
    if proposing not in ("left", "right") or form.left is None:
        raise InvalidArgumentError(
            f'expected a market of two sides and proposing="left" or "right", got {proposing!r:.80}; for roommates use '
            "find_stable_matching"
        )
    diagnostics = {"proposing": proposing, "ties": "none" if form.strict() else "in the order of the players"}
    evidence = DeferredAcceptance(proposing, proposals(form, proposing))
    return certify("matching of deferred acceptance", form, evidence, diagnostics)


def enumerate_best_stable_matchings(
    game: MatchingProblem, *, criterion: Criterion = "egalitarian", limit: int = 100_000
) -> Solution[tuple[Partition, ...]]:
    """The stable matchings that are best for all together: partners stand as far up in the lists as possible.

    "egalitarian": the sum over all players of the place of his partner in his list is least; "minimum regret": the worst of
    these places is best. Partners who tie share a place, and being alone has the place after those whom a player prefers to it.

    Args:
        game: players with their lists, of two sides or roommates.
        criterion: "egalitarian" or "minimum regret".
        limit: the most cases that the search may distinguish.

    Returns:
        Solution with a tuple of all best ones, empty if there is no stable matching. Certified: the check goes through all
        stable matchings again. Cost: that of `enumerate_stable_matchings`.

    Raises:
        UnsupportedGameError: not a MatchingProblem.
        InvalidArgumentError: another criterion.
        LimitExceededError: more cases than `limit`.

    Examples:
        >>> import coalitions as co
        >>> # Gale and Shapley (1962), example 1: three stable marriages of three couples
        >>> men = {"α": ["A", "B", "C"], "β": ["B", "C", "A"], "γ": ["C", "A", "B"]}
        >>> women = {"A": ["β", "γ", "α"], "B": ["γ", "α", "β"], "C": ["α", "β", "γ"]}
        >>> market = co.MatchingProblem.from_two_sides(men, women)
        >>> co.enumerate_best_stable_matchings(market, criterion="minimum regret")  # everybody has his second choice
        minimum regret stable matchings: 1: {α, B} | {β, C} | {γ, A}   [certified; the worst place is 2, in no ...]

    References:
        Gale, D. and Shapley, L. S. (1962). College admissions and the stability of marriage. American Mathematical Monthly 69,
        9–15.
        Gusfield, D. and Irving, R. W. (1989). The Stable Marriage Problem: Structure and Algorithms. MIT Press.
    """
    form = matched(game)
    if criterion not in ("egalitarian", "minimum regret"):
        raise InvalidArgumentError(f'expected criterion="egalitarian" or "minimum regret", got {criterion!r:.80}')
    stable = sorted(Cases(form.ranks.tolist(), whole_limit(limit)).run())
    evidence = BestStableMatchings(criterion, tuple(best_of(form, stable, criterion)))
    return certify(f"{criterion} stable matchings", form, evidence, {"stable matchings": len(stable)})
